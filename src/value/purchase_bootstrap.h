// How sure a purchase model is: fitted again and again to customers drawn from those at hand. Needs no formula and no
// large numbers, and says how far the sum of all forecasts moves with the parameters, which their standard errors alone
// do not.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "base/passes.h"
#include "base/statistics.h"
#include "value/purchase_fit.h"

namespace sluice::value {

struct PurchaseIntervals {
  std::array<Interval, 4> parameters;  ///< in the order in which the model states them
  /// Of the purchases that the customers at hand are expected to make: what not knowing the parameters adds. What they
  /// do make varies by chance besides.
  Interval expected;
};

struct BootstrapReport {
  size_t replicates = 0;
  size_t failed = 0;  ///< those of them in which the model had no fit
  /// 2.5 % to 97.5 % points (type 7) over the replicates with a fit; none where one in twenty or more had none: what
  /// those left out would have come to is unknown.
  std::optional<PurchaseIntervals> intervals;
};

inline constexpr size_t kBootstrapReplicates = 200;

/// Percentile bootstrap (Efron & Tibshirani 1993, chapter 13) with Poisson frequencies, as in base/mean_bootstrap.h.
/// `rows`: as merge_histories() gives them, the order and the whole numbers of customers included; `fit` is theirs;
/// expected purchases are those in (age, age + horizon]. The same seed gives the same intervals. A replicate is a row
/// of the run, and takes some tenths of a second for a million customers. Errors: engine_failed where the customers of
/// a row are no whole number.
Result<PassRun<BootstrapReport>> bootstrap_purchases(const PurchaseFit& fit, std::span<const PurchaseHistory> rows,
                                                     double horizon, uint64_t seed,
                                                     size_t replicates = kBootstrapReplicates);

}  // namespace sluice::value

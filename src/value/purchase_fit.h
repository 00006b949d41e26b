// The parameters of a purchase model (purchase_model.h) that make what many customers did most likely.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <variant>

#include "base/result.h"
#include "value/purchase_history.h"
#include "value/purchase_model.h"

namespace sluice::value {

struct PurchaseFit {
  PurchaseModel model;
  /// Of the parameters, from the observed information; nullopt where it is not positive definite.
  std::optional<PurchaseParameters> standard_errors;
  double log_likelihood = 0;  ///< in the unit of the times that were given
  double customers = 0;       ///< the sum of their weights
  int iterations = 0;         ///< on all histories; those on a part of them, for the start, do not count
};

enum class NoPurchaseFit : uint8_t {
  no_history,             ///< one is none: our own mistake
  too_few_repeat_buyers,  ///< fewer than kLeastRepeatBuyers
  no_time,                ///< all of them bought for the first time on the day of the analysis
  rate_at_bound,          ///< r or alpha runs to 0 or infinity
  leaving_at_bound,       ///< one of the other two does
  unsettled               ///< no step leads upwards, or too many were needed
};

struct PurchaseFitRefusal {
  NoPurchaseFit why = NoPurchaseFit::unsettled;
  double count = 0;  ///< repeat buyers; of no_history: its index

  /// not_applicable, but engine_failed of no_history.
  Error error() const;
};

using PurchaseFitting = std::variant<PurchaseFit, PurchaseFitRefusal>;

/// Fewer customers with a repeat purchase than this say too little.
inline constexpr double kLeastRepeatBuyers = 10;

/// The order of the histories leaves no trace, and their unit only in alpha and beta. `start`: a model that is near, as
/// that of much the same histories is; spares the search for a place to begin.
PurchaseFitting try_fit_purchases(PurchaseModelKind kind, std::span<const PurchaseHistory> histories,
                                  const PurchaseModel* start = nullptr);

/// The same, refusals as errors.
Result<PurchaseFit> fit_purchases(PurchaseModelKind kind, std::span<const PurchaseHistory> histories);

}  // namespace sluice::value

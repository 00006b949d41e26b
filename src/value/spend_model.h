// How much customers spend on a purchase: the Gamma-Gamma model (Fader & Hardie, 'The Gamma-Gamma model of monetary
// value', 2013). The amounts of one customer are gamma(p, nu) distributed, and nu over the customers is gamma(q, v). A
// customer's own mean is drawn to the mean of all, the more the fewer purchases stand behind it. Assumes that how often
// somebody buys says nothing about how much: see frequency_spend_correlation().
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>

#include "base/correlation.h"
#include "base/result.h"

namespace sluice::value {

/// Of one customer with at least one purchase that counts (by custom: repeat purchases).
struct SpendHistory {
  uint32_t purchases = 0;  ///< x >= 1
  double mean = 0;         ///< mean amount of these purchases, > 0 and finite, in any one currency
};

/// All > 0. v is in the currency of the means; the others have no unit.
struct GammaGamma {
  double p = 0, q = 0, v = 0;
};

struct SpendFit {
  GammaGamma model;
  /// Of p, q and v, from the observed information; nullopt where it is not positive definite.
  std::optional<std::array<double, 3>> standard_errors;
  double log_likelihood = 0;  ///< in the currency of the means that were given
  int iterations = 0;         ///< on all histories; those on a part of them, for the start, do not count
};

/// Fewer customers than this say too little.
inline constexpr size_t kLeastSpenders = 10;

/// The parameters that make the means most likely. The order of the histories leaves no trace, and the currency only in
/// v. Errors: not_applicable where there are fewer than kLeastSpenders histories, all means are equal, q <= 1 (there is
/// no mean of all), or the likelihood has no greatest value within reach (a parameter runs to 0 or infinity);
/// engine_failed for a history that is none.
Result<SpendFit> fit_gamma_gamma(std::span<const SpendHistory> histories);

/// The logarithm of the likelihood (Fader & Hardie 2013), in the currency of the means.
double log_likelihood(const GammaGamma& model, std::span<const SpendHistory> histories);

/// The mean amount of all customers' purchases, p v / (q - 1); q > 1. Fader & Hardie 2013.
double mean_spend(const GammaGamma& model);

/// The mean amount to be expected of the customer's purchases; of one without a purchase (`mean` does not matter then)
/// that of all. Fader & Hardie 2013; q > 1.
double expected_spend(const GammaGamma& model, uint32_t purchases, double mean);

/// Pearson's correlation of the number of purchases and their mean amount; nullopt where one of them does not vary. The
/// model assumes that there is none.
std::optional<Correlation> frequency_spend_correlation(std::span<const SpendHistory> histories);

}  // namespace sluice::value

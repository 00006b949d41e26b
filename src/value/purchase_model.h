// How often customers buy and whether they still do: MBG/NBD, the modified beta-geometric / negative binomial model
// (Batislam, Denizel & Filiztekin 2007; Hoppe & Wagner 2007). While active, a customer buys at random times with a rate
// lambda; after every purchase, the first one included, the customer leaves for good with a probability p. Over the
// customers lambda is gamma(r, alpha) and p is beta(a, b) distributed. Takes counts and times; knows no orders, dates
// or money.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <utility>

#include "base/result.h"
#include "value/purchase_history.h"

namespace sluice::value {

/// All > 0. alpha is in the unit of the times; the others have none.
struct MbgNbd {
  double r = 0, alpha = 0;  ///< of the purchase rate: mean r / alpha
  double a = 0, b = 0;      ///< of the probability to leave after a purchase: mean a / (a + b)
};

struct PurchaseFit {
  MbgNbd model;
  /// Of r, alpha, a and b, from the observed information; nullopt where it is not positive definite.
  std::optional<std::array<double, 4>> standard_errors;
  double log_likelihood = 0;  ///< in the unit of the times that were given
  double customers = 0;       ///< the sum of their weights
  int iterations = 0;         ///< on all histories; those on a part of them, for the start, do not count
};

/// Fewer customers with a repeat purchase than this say too little.
inline constexpr double kLeastRepeatBuyers = 10;

/// The parameters that make the histories most likely. The order of the histories leaves no trace, and their unit only
/// in alpha. Errors: not_applicable where fewer than kLeastRepeatBuyers have bought again, no time has passed, or the
/// likelihood has no greatest value within reach (a parameter runs to 0 or infinity); engine_failed for a history that
/// is none.
Result<PurchaseFit> fit_mbg_nbd(std::span<const PurchaseHistory> histories);

/// The logarithm of the likelihood (Batislam, Denizel & Filiztekin 2007), in the unit of the times.
double log_likelihood(const MbgNbd& model, std::span<const PurchaseHistory> histories);

/// That the customer has not left yet, 0..1; Batislam, Denizel & Filiztekin 2007.
double probability_active(const MbgNbd& model, uint32_t repeats, double last, double age);

/// Purchases to be expected in (age, age + horizon] of a customer with this history; finite and >= 0. Hoppe & Wagner
/// 2007, summed in another way, see expected_while_active(). `horizon` >= 0, in the unit of the times.
double expected_purchases(const MbgNbd& model, uint32_t repeats, double last, double age, double horizon);

/// The same for a customer known to be active at `age`; it does not depend on when the last purchase was. Takes time in
/// proportion to the number of purchases; those beyond a million are not counted.
double expected_while_active(const MbgNbd& model, uint32_t repeats, double age, double horizon);

/// expected_purchases() for one horizon and many customers: what depends on repeats and age alone is worked out once.
class ExpectedPurchases {
 public:
  ExpectedPurchases(const MbgNbd& model, double horizon) : model_(model), horizon_(horizon) {}

  double operator()(uint32_t repeats, double last, double age);
  /// The same where probability_active() is known already.
  double given(double active, uint32_t repeats, double age);

 private:
  struct Hash {
    size_t operator()(const std::pair<uint32_t, double>& key) const;
  };

  MbgNbd model_;
  double horizon_;
  std::unordered_map<std::pair<uint32_t, double>, double, Hash> while_active_;
};

}  // namespace sluice::value

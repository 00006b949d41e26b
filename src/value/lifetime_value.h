// What a customer is worth from the day of the analysis on: the purchases to be expected, each worth the less the later
// it comes, times what is left of the amount of a purchase. Takes a purchase model (purchase_model.h) and an amount
// (expected_spend() of spend_model.h, or any other); assumes, as these do, that the one says nothing about the other.
#pragma once

#include <cstdint>
#include <vector>

#include "value/by_repeats_and_age.h"
#include "value/purchase_model.h"

namespace sluice::value {

/// Times are in the unit of the purchase model.
struct ValueTerms {
  double horizon = 0;            ///< >= 0
  double step = 0;               ///< > 0: how long purchases are waited for before they are discounted, a week or month
  double year = 0;               ///< > 0: how long a year is
  double discount_per_year = 0;  ///< >= 0; 0.1: what comes in a year is worth 1 / 1.1 of what comes now
  double margin = 1;             ///< what is left of an amount: 0.3 of 100 is 30
};

/// For many customers; what depends on repeats and age alone is worked out once.
class LifetimeValue {
 public:
  LifetimeValue(const PurchaseModel& model, const ValueTerms& terms);

  /// Discounted expected purchases in the horizon, finite and >= 0 (Fader, Hardie & Lee 2005, 'RFM and CLV', Journal of
  /// Marketing Research 42:415: the expected purchases of each step, discounted at its end):
  ///
  ///   sum over k of (E[Y(t_k)] - E[Y(t_k-1)]) / (1 + discount)^(t_k / year),   t_k = min(k step, horizon)
  double purchases(uint32_t repeats, double last, double age);
  /// The same where probability_active() is known already.
  double purchases_given(double active, uint32_t repeats, double age);

  /// Customer lifetime value: margin times amount times purchases, in the currency of `amount`, the mean to be expected
  /// of a purchase.
  double operator()(uint32_t repeats, double last, double age, double amount);

 private:
  double while_active(uint32_t repeats, double age) const;

  PurchaseModel model_;
  double margin_;
  std::vector<double> ends_;   // t_k
  std::vector<double> worth_;  // of a purchase then
  ByRepeatsAndAge while_active_;
};

}  // namespace sluice::value

// BG/NBD and MBG/NBD (purchase_model.h) for one customer. They differ in nothing but how many chances to leave a
// customer has had: one with every repeat purchase, and with MBG/NBD one more with the first purchase.
#pragma once

#include <cstdint>

namespace sluice::value {

struct BetaGeometric {
  double r = 0, alpha = 0, a = 0, b = 0;
  double first = 0;  ///< chances to leave with the first purchase: 0 (BG/NBD) or 1 (MBG/NBD)

  /// ln of the odds that the customer has left; -infinity where there was no chance to.
  double log_odds_left(uint32_t repeats, double last, double age) const;
  double probability_active(uint32_t repeats, double last, double age) const;
  double expected_while_active(uint32_t repeats, double age, double horizon) const;
  /// That a customer who is active at `age` buys nothing in the horizon after it.
  double no_purchase_while_active(uint32_t repeats, double age, double horizon) const;
};

}  // namespace sluice::value

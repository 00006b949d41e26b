#include "value/beta_geometric.h"

#include <algorithm>
#include <limits>

#include "base/special_functions.h"

namespace sluice::value {

double BetaGeometric::log_odds_left(uint32_t repeats, double last, double age) const {
  const double x = repeats, chances = x + first;
  if (chances == 0) return -std::numeric_limits<double>::infinity();
  return natural_log(a) - natural_log(b + chances - 1) +
         (r + x) * (natural_log(alpha + age) - natural_log(alpha + last));
}

double BetaGeometric::probability_active(uint32_t repeats, double last, double age) const {
  return logistic(-log_odds_left(repeats, last, age));
}

// Of an active customer lambda is gamma(r+x, alpha+T) and p is beta(a, b+n) distributed, n being the chances to leave
// so far. The purchases in the horizon of somebody who never leaves are negative binomial, P(k) in proportion to
// (r+x)_k / k! zeta^k; each of them is made if the customer has stayed after all before it, the j-th of them with a
// probability (b+n)_j / (a+b+n)_j, j from 0. So
//
//   E = sum_k P(k) sum_{j<k} (b+n)_j / (a+b+n)_j,   zeta = horizon / (alpha+T+horizon).
//
// This equals the closed forms of Fader, Hardie & Lee 2005 and Hoppe & Wagner 2007 with Gauss's 2F1, of which a
// difference is left when a is near 1 or the horizon is short; here no term is negative and nothing cancels.
double BetaGeometric::expected_while_active(uint32_t repeats, double age, double horizon) const {
  constexpr double kMostPurchases = 1e6;  // beyond, what is expected so far will do
  constexpr double kLarge = 1e250;
  const double rate = r + repeats;
  const double stay = b + repeats + first, all = a + stay;
  const double zeta = horizon / (alpha + age + horizon);
  double weight = 1, weights = 1;  // P(k), not normalised, and their sum
  double made = 0, step = 1;       // the inner sum and its next term
  double total = 0;
  for (double k = 0; k < kMostPurchases; k += 1) {
    const double ratio = zeta * (rate + k) / (k + 1);
    weight *= ratio;
    made += step;
    step *= (stay + k) / (all + k);
    weights += weight;
    total += weight * made;
    if (weight > kLarge) {
      weight /= kLarge;
      weights /= kLarge;
      total /= kLarge;
    }
    // What is left is less than a geometric series, since the ratios fall or rise towards zeta.
    const double left = 1 - std::max(ratio, zeta);
    if (left > 0 && weight * (made * left + 1) <= 1e-16 * left * left * total) break;
  }
  return total / weights;
}

double BetaGeometric::no_purchase_while_active(uint32_t repeats, double age, double horizon) const {
  return exponential(-(r + repeats) * log_one_plus(horizon / (alpha + age)));
}

}  // namespace sluice::value

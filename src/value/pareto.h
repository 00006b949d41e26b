// Pareto/NBD (purchase_model.h) for one customer. The papers state it with differences of Gauss's 2F1, of which little
// may be left and whose derivatives by the parameters have no closed form; here it is the integral over the time of
// leaving that those differences stand for. What is integrated is positive, so that nothing cancels, and its
// derivatives are integrals of the same kind.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <span>

#include "base/special_functions.h"

namespace sluice::value {

struct Pareto {
  double r = 0, alpha = 0, s = 0, beta = 0;

  /// Of staying and of leaving, in proportion to the likelihood of having bought so often, the last time at `last`.
  struct Odds {
    double stayed = 0;  ///< till `age`
    double left = 0;    ///< in (last, age]
  };
  /// Their sum is in (0, 1].
  Odds odds(uint32_t repeats, double last, double age) const;

  double probability_active(uint32_t repeats, double last, double age) const;
  double expected_while_active(uint32_t repeats, double age, double horizon) const;
  /// That a customer who is active at `age` buys nothing in the horizon after it, leaving or not.
  double no_purchase_while_active(uint32_t repeats, double age, double horizon) const;
};

/// A moment t of leaving.
struct Leaving {
  double to_alpha = 0, to_beta = 0;          ///< alpha + t, beta + t
  double log_to_alpha = 0, log_to_beta = 0;  ///< logarithms of these
};

/// A point of a quadrature over 0..1 and its share of the sum.
struct QuadraturePoint {
  double at = 0, share = 0;
};

/// Gauss's rules with three and eight points (Abramowitz & Stegun 1964, table 25.4).
inline constexpr std::array<QuadraturePoint, 3> kThreePoints = {
    {{0.1127016653792583, 5.0 / 18}, {0.5, 8.0 / 18}, {0.8872983346207417, 5.0 / 18}}};
inline constexpr std::array<QuadraturePoint, 8> kEightPoints = {{{0.0198550717512319, 0.0506142681451881},
                                                                 {0.1016667612931866, 0.1111905172266872},
                                                                 {0.2372337950418355, 0.1568533229389436},
                                                                 {0.4082826787521751, 0.1813418916891810},
                                                                 {0.5917173212478249, 0.1813418916891810},
                                                                 {0.7627662049581645, 0.1568533229389436},
                                                                 {0.8983332387068134, 0.1111905172266872},
                                                                 {0.9801449282487681, 0.0506142681451881}}};

/// The integral of s (alpha+t)^-rate (beta+t)^-(s+1) from `from` to `to`, in proportion to (alpha+from)^-rate
/// (beta+from)^-s and so in 0..1: gives take(weight, leaving) of which it is the sum of the weights, to some fourteen
/// digits. In the logarithm of the time since the nearer of -alpha and -beta, in parts over which what is integrated
/// falls by no more than e^2; three points do where it hardly falls.
template <class Take>
void integrate_leaving(const Pareto& model, double rate, double from, double to, const Take& take) {
  constexpr double kSteepest = 2, kFlat = 0.05, kLeast = 1e-18;
  const double nearer = std::min(model.alpha, model.beta);
  const double beyond_alpha = model.alpha - nearer, beyond_beta = model.beta - nearer;
  const double log_alpha = natural_log(model.alpha + from), log_beta = natural_log(model.beta + from);
  const double end = natural_log(nearer + to);
  double total = 0;
  for (double begin = natural_log(nearer + from); begin < end;) {
    const double far = 3 * exponential(begin);  // beyond the part, which is shorter than 1
    const double steepness = rate * far / (far + beyond_alpha) + (model.s + 1) * far / (far + beyond_beta);
    const double width = std::min({1.0, kSteepest / steepness, end - begin});
    const bool flat = width * (steepness + 1) < kFlat;
    double left = 0;
    for (const auto& [at, share] : flat ? std::span<const QuadraturePoint>(kThreePoints) : kEightPoints) {
      const double since = exponential(begin + width * at);
      Leaving leaving;
      leaving.to_alpha = since + beyond_alpha;
      leaving.to_beta = since + beyond_beta;
      leaving.log_to_alpha = natural_log(leaving.to_alpha);
      leaving.log_to_beta = natural_log(leaving.to_beta);
      const double density =
          model.s / leaving.to_beta *
          exponential(-rate * (leaving.log_to_alpha - log_alpha) - model.s * (leaving.log_to_beta - log_beta));
      const double weight = width * share * since * density;
      take(weight, leaving);
      total += weight;
      left = density * (nearer + to - since);  // it falls, so that no more than this is left
    }
    if (left <= kLeast * total) break;
    begin = width < end - begin ? begin + width : end;
  }
}

}  // namespace sluice::value

#include "base/poisson.h"

#include <cassert>
#include <cmath>

#include "base/special_functions.h"

namespace sluice {

// The letters are those of the paper.
double draw_poisson(Random& random, double mean) {
  assert(mean >= kPoissonLeastMean);
  const double b = 0.931 + 2.53 * std::sqrt(mean);
  const double a = -0.059 + 0.02483 * b;
  const double v_r = 0.9277 - 3.6224 / (b - 2);
  const double inverse_alpha = 1.1239 + 1.1328 / (b - 3.4);
  while (true) {
    const double u = random.share() - 0.5, v = 1 - random.share();  // v > 0
    const double u_s = 0.5 - std::abs(u);
    const double k = std::floor((2 * a / u_s + b) * u + mean + 0.43);
    if (u_s >= 0.07 && v <= v_r) return k;
    if (k < 0 || (u_s < 0.013 && v > u_s)) continue;
    const double log_probability = k * natural_log(mean) - mean - log_gamma(k + 1);
    if (natural_log(v * inverse_alpha / (a / (u_s * u_s) + b)) <= log_probability) return k;
  }
}

double draw_poisson_of_persons(Random& random, double persons) {
  if (persons >= kPoissonLeastMean) return draw_poisson(random, persons);
  double count = 0;
  for (double person = 0; person < persons; person += 1) count += draw_poisson_one(random);
  return count;
}

}  // namespace sluice

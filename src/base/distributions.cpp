#include "base/distributions.h"

#include "base/special_functions.h"

namespace sluice {

double normal_upper_tail(double z) {
  const double beyond = normal_two_sided(z) / 2;
  return z < 0 ? 1 - beyond : beyond;
}

double normal_two_sided(double z) { return chi_square_upper_tail(z * z, 1); }

double chi_square_upper_tail(double x, double degrees) { return gamma_upper_share(degrees / 2, x / 2); }

}  // namespace sluice

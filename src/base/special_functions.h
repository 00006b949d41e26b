// Functions that lifetime models and tests of significance are made of, with the same bits on every platform, which
// those of a C library do not promise: only frexp and floor, which are exact, and the four operations.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

#include "base/logarithm.h"

namespace sluice {

/// e^x within two units of the last place; 0 below -708, where no normal number is left, infinite above 709.
inline double exponential(double x) {
  constexpr double kLn2High = 0x1.62e42feep-1, kLn2Low = 0x1.a39ef35793c76p-33;  // the high part has 32 bits
  constexpr double kLog2E = 0x1.71547652b82fep+0;
  if (x < -708) return 0;
  if (x > 709) return std::numeric_limits<double>::infinity();
  const double exponent = std::floor(x * kLog2E + 0.5);
  const double rest = (x - exponent * kLn2High) - exponent * kLn2Low;
  // |rest| <= 0.347: thirteen terms of the series reach below 2^-57.
  double series = 1;
  for (int term = 13; term >= 1; --term) series = 1 + series * rest * (1.0 / term);
  return series * std::bit_cast<double>(static_cast<uint64_t>(static_cast<int64_t>(exponent) + 1023) << 52);
}

/// ln(1 + x), x > -1, within a few units of its last place however small x is (Kahan's correction; Goldberg 1991, ACM
/// Computing Surveys 23:5, theorem 4).
inline double log_one_plus(double x) {
  const double sum = 1 + x;
  return sum == 1 ? x : natural_log(sum) * (x / (sum - 1));
}

/// (1 - e^-z) / z, the mean of e^-zt over t in 0..1; 1 at z = 0. Finite for z > -700.
inline double mean_decay(double z) {
  if (std::abs(z) > 1) return (1 - exponential(-z)) / z;
  double sum = 1;  // 1 - z/2! + z^2/3! - ..., twenty terms of which reach below 2^-57
  for (int term = 20; term >= 2; --term) sum = 1 - sum * z * (1.0 / term);
  return sum;
}

/// ln(1 + e^z) within a few units of 2^-53 or of its last place, whichever is more; never overflows.
inline double softplus(double z) { return (z > 0 ? z : 0) + natural_log(1 + exponential(-std::abs(z))); }

/// 1 / (1 + e^-z), 0..1.
inline double logistic(double z) {
  const double small = exponential(-std::abs(z));
  return (z < 0 ? small : 1) / (1 + small);
}

/// ln(gamma(x)), x > 0: Stirling's series from 10 on (Abramowitz & Stegun 1964, 6.1.41), below by the recurrence.
/// Within a few units of 2^-53 or of its last place, whichever is more.
double log_gamma(double x);

/// The first derivative of ln(gamma(x)), x > 0 (Abramowitz & Stegun 1964, 6.3.18 and 6.3.5).
double digamma(double x);

/// The second derivative of ln(gamma(x)), x > 0 (Abramowitz & Stegun 1964, 6.4.12 and 6.4.6).
double trigamma(double x);

/// The regularised upper incomplete gamma function Q(a, x) = (integral of t^(a-1) e^-t from x on) / gamma(a), 0..1:
/// below a + 1 from the series of the lower part (Abramowitz & Stegun 1964, 6.5.29), above by the continued fraction
/// (6.5.31, Legendre's form of it). a >= 1/2, x >= 0 or infinite. Thirteen digits while a and x are below a
/// thousand, however small the result, down to 1e-308; one fewer for each tenfold of them.
double gamma_upper_share(double a, double x);

}  // namespace sluice

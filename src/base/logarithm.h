// The natural logarithm with the same bits on every platform, which the one of a C library does not promise. Only
// frexp, which is exact, and the four operations.
#pragma once

#include <cmath>

namespace sluice {

/// ln(x), x > 0 and finite; within two units of the last place.
inline double natural_log(double x) {
  constexpr double kLn2High = 0x1.62e42feep-1, kLn2Low = 0x1.a39ef35793c76p-33;  // the high part has 32 bits
  constexpr double kHalfRoot = 0x1.6a09e667f3bcdp-1;
  int exponent = 0;
  double mantissa = std::frexp(x, &exponent);  // [0.5, 1)
  if (mantissa < kHalfRoot) {
    mantissa *= 2;
    --exponent;
  }
  // ln m = 2 artanh s with s = (m - 1) / (m + 1), |s| <= 0.172: eleven terms of the series reach below 2^-56.
  const double s = (mantissa - 1) / (mantissa + 1);
  const double square = s * s;
  double series = 0;
  for (int term = 23; term >= 3; term -= 2) series = (series + 1.0 / term) * square;
  return exponent * kLn2High + (2 * s + (2 * s * series + exponent * kLn2Low));
}

}  // namespace sluice

// How probable a test statistic is at least as far out, down to the smallest that a double holds: a p-value must not
// turn into 0 where a reader would still see 1e-200. The same bits on every platform.
#pragma once

namespace sluice {

/// P(Z >= z) of the standard normal distribution; 0 only where it is below 1e-308 (z > 37.5). For z > 0 about thirteen
/// digits (Q(1/2, z^2/2) / 2; Abramowitz & Stegun 1964, 26.4.19 and 26.4.21). z may be infinite.
double normal_upper_tail(double z);

/// P(|Z| >= |z|): the two-sided p-value of z.
double normal_two_sided(double z);

/// P(X >= x) of the chi-square distribution with `degrees` >= 1 degrees of freedom: Q(degrees / 2, x / 2) (Abramowitz &
/// Stegun 1964, 26.4.19). x >= 0.
double chi_square_upper_tail(double x, double degrees);

}  // namespace sluice

#include "value/special_functions.h"

namespace sluice::value {
namespace {

constexpr double kSeriesFrom = 10;  // seven terms of the series reach below 2^-53 from here on

// c[0] + c[1] y + c[2] y^2 + ...
template <size_t N>
double polynomial(const double (&c)[N], double y) {
  double sum = 0;
  for (size_t i = N; i-- > 0;) sum = sum * y + c[i];
  return sum;
}

}  // namespace

double log_gamma(double x) {
  constexpr double kHalfLogTwoPi = 0.91893853320467274178;
  constexpr double kTerms[] = {1. / 12, -1. / 360, 1. / 1260, -1. / 1680, 1. / 1188, -691. / 360360, 1. / 156};
  double product = 1;
  for (; x < kSeriesFrom; x += 1) product *= x;
  const double series = polynomial(kTerms, 1 / (x * x)) / x;
  return (x - 0.5) * natural_log(x) - x + kHalfLogTwoPi + series - natural_log(product);
}

double digamma(double x) {
  constexpr double kTerms[] = {1. / 12, -1. / 120, 1. / 252, -1. / 240, 1. / 132, -691. / 32760, 1. / 12};
  double below = 0;
  for (; x < kSeriesFrom; x += 1) below += 1 / x;
  const double square = 1 / (x * x);
  return natural_log(x) - 0.5 / x - polynomial(kTerms, square) * square - below;
}

double trigamma(double x) {
  constexpr double kTerms[] = {1. / 6, -1. / 30, 1. / 42, -1. / 30, 5. / 66, -691. / 2730, 7. / 6};
  double below = 0;
  for (; x < kSeriesFrom; x += 1) below += 1 / (x * x);
  const double square = 1 / (x * x);
  return 1 / x + 0.5 * square + polynomial(kTerms, square) * square / x + below;
}

}  // namespace sluice::value

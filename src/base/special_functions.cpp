#include "base/special_functions.h"

namespace sluice {
namespace {

constexpr double kSeriesFrom = 10;  // seven terms of the series reach below 2^-53 from here on

// c[0] + c[1] y + c[2] y^2 + ...
template <size_t N>
double polynomial(const double (&c)[N], double y) {
  double sum = 0;
  for (size_t i = N; i-- > 0;) sum = sum * y + c[i];
  return sum;
}

// (integral of t^(a-1) e^-t up to x) / (x^a e^-x): 1/a + x/(a(a+1)) + x^2/(a(a+1)(a+2)) + ..., for x < a + 1.
double lower_gamma_series(double a, double x) {
  double term = 1 / a, sum = term;
  for (double n = 1; term > sum * 0x1p-60; n += 1) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
}

// (integral of t^(a-1) e^-t from x on) / (x^a e^-x) = 1/(x+1-a - 1(1-a)/(x+3-a - 2(2-a)/(x+5-a - ...))), x >= a + 1,
// by the method of Lentz (1976). No denominator comes near 0: the n-th is at least n + 1.
double upper_gamma_fraction(double a, double x) {
  double partial = x + 1 - a;
  double numerator = std::numeric_limits<double>::infinity(), denominator = 1 / partial;
  double value = denominator;
  for (double n = 1, change = 0; std::abs(change - 1) > 0x1p-50; n += 1) {
    const double factor = n * (a - n);
    partial += 2;
    denominator = 1 / (partial + factor * denominator);
    numerator = partial + factor / numerator;
    change = numerator * denominator;
    value *= change;
  }
  return value;
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

double gamma_upper_share(double a, double x) {
  if (x <= 0) return 1;
  if (std::isinf(x)) return 0;
  const double scale = exponential(a * natural_log(x) - x - log_gamma(a));
  return x < a + 1 ? 1 - scale * lower_gamma_series(a, x) : scale * upper_gamma_fraction(a, x);
}

}  // namespace sluice

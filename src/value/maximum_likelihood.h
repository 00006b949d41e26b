// The greatest value of a likelihood of a few positive parameters, by Newton's method in their logarithms within a
// region of trust (Conn, Gould & Toint 2000; the step as in Levenberg 1944 and Marquardt 1963): few evaluations, since
// each of them goes over all customers, and the same ones every time.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <utility>

#include "base/special_functions.h"

namespace sluice::value {

template <size_t N>
using Vector = std::array<double, N>;
template <size_t N>
using Matrix = std::array<Vector<N>, N>;

/// A log-likelihood with its derivatives by the logarithms of the parameters.
template <size_t N>
struct Likelihood {
  double value = 0;
  Vector<N> gradient{};
  Matrix<N> hessian{};
};

/// Adds so many times another one. Of the Hessians the upper triangle only, which mirror_upper() completes.
template <size_t N>
void add_upper(Likelihood<N>& sum, double times, const Likelihood<N>& other) {
  sum.value += times * other.value;
  for (size_t i = 0; i < N; ++i) {
    sum.gradient[i] += times * other.gradient[i];
    for (size_t j = i; j < N; ++j) sum.hessian[i][j] += times * other.hessian[i][j];
  }
}

template <size_t N>
void mirror_upper(Matrix<N>& matrix) {
  for (size_t i = 0; i < N; ++i) {
    for (size_t j = 0; j < i; ++j) matrix[i][j] = matrix[j][i];
  }
}

template <size_t N>
Vector<N> exponentials(Vector<N> logarithms) {
  for (double& value : logarithms) value = exponential(value);
  return logarithms;
}

/// The same with derivatives by the parameters, put into those by their logarithms.
template <size_t N>
Likelihood<N> by_logarithms(const Likelihood<N>& by_parameters, const Vector<N>& parameters) {
  Likelihood<N> result = by_parameters;
  for (size_t i = 0; i < N; ++i) {
    result.gradient[i] *= parameters[i];
    for (size_t j = 0; j < N; ++j) result.hessian[i][j] *= parameters[i] * parameters[j];
    result.hessian[i][i] += result.gradient[i];
  }
  return result;
}

/// The lower triangle L with L L' = matrix; nullopt where the symmetric matrix is not positive definite.
template <size_t N>
std::optional<Matrix<N>> cholesky(const Matrix<N>& matrix) {
  Matrix<N> lower{};
  for (size_t i = 0; i < N; ++i) {
    for (size_t j = 0; j <= i; ++j) {
      double rest = matrix[i][j];
      for (size_t k = 0; k < j; ++k) rest -= lower[i][k] * lower[j][k];
      if (i != j) {
        lower[i][j] = rest / lower[j][j];
      } else if (rest > 1e-14 * matrix[i][i]) {
        lower[i][i] = std::sqrt(rest);
      } else {
        return std::nullopt;  // also where it is not a number
      }
    }
  }
  return lower;
}

/// x with L L' x = right.
template <size_t N>
Vector<N> solve_cholesky(const Matrix<N>& lower, Vector<N> right) {
  for (size_t i = 0; i < N; ++i) {
    for (size_t k = 0; k < i; ++k) right[i] -= lower[i][k] * right[k];
    right[i] /= lower[i][i];
  }
  for (size_t i = N; i-- > 0;) {
    for (size_t k = i + 1; k < N; ++k) right[i] -= lower[k][i] * right[k];
    right[i] /= lower[i][i];
  }
  return right;
}

/// Standard errors of the logarithms from the observed information, which is the Hessian with its sign turned; nullopt
/// where that is not positive definite.
template <size_t N>
std::optional<Vector<N>> standard_errors_of(const Matrix<N>& hessian) {
  Matrix<N> information = hessian;
  for (Vector<N>& row : information) {
    for (double& value : row) value = -value;
  }
  const std::optional<Matrix<N>> lower = cholesky(information);
  if (!lower) return std::nullopt;
  Vector<N> errors{};
  for (size_t i = 0; i < N; ++i) {
    Vector<N> unit{};
    unit[i] = 1;
    errors[i] = std::sqrt(solve_cholesky(*lower, unit)[i]);
  }
  return errors;
}

template <size_t N>
struct Step {
  Vector<N> by{};
  double length = 0;  ///< Euclidean
  bool full = false;  ///< Newton's own, not a shortened one
};

/// Towards the top of the parabola at hand, no farther than `radius`.
template <size_t N>
Step<N> step_within(const Likelihood<N>& here, double radius) {
  double largest = 0;
  for (size_t i = 0; i < N; ++i) largest = std::max(largest, std::abs(here.hessian[i][i]));
  for (double shift = 0;; shift = std::max(4 * shift, largest * 1e-14 + 1e-300)) {
    Matrix<N> bowl{};
    for (size_t i = 0; i < N; ++i) {
      for (size_t j = 0; j < N; ++j) bowl[i][j] = (i == j ? shift : 0) - here.hessian[i][j];
    }
    const std::optional<Matrix<N>> lower = cholesky(bowl);
    if (!lower && shift < 1e9 * largest) continue;
    Step<N> step;
    if (!lower) return step;  // no number is left to go by
    step.by = solve_cholesky(*lower, here.gradient);
    for (const double part : step.by) step.length += part * part;
    step.length = std::sqrt(step.length);
    step.full = shift == 0;
    if (step.length <= radius) return step;
  }
}

/// What the parabola at hand promises for a step.
template <size_t N>
double promised(const Likelihood<N>& here, const Vector<N>& step) {
  double gain = 0;
  for (size_t i = 0; i < N; ++i) {
    double slope = here.gradient[i];
    for (size_t j = 0; j < N; ++j) slope += 0.5 * here.hessian[i][j] * step[j];
    gain += slope * step[i];
  }
  return gain;
}

enum class Ending {
  found,
  at_bound,  ///< a parameter runs to 0 or infinity
  lost       ///< no step leads upwards, or too many were needed
};

template <size_t N>
struct Maximum {
  Ending ending = Ending::lost;
  Vector<N> at{};       ///< logarithms of the parameters
  double value = 0;     ///< of the likelihood
  Matrix<N> hessian{};  ///< by the logarithms
  size_t bound = 0;     ///< the parameter, for `at_bound`
  int iterations = 0;   ///< evaluations of the likelihood
};

/// A parameter that still grows beyond e^kFarthest (22,000), or shrinks below e^-kFarthest, runs to infinity or 0.
inline constexpr double kFarthest = 10;

/// `likelihood_at(logarithms)` gives a Likelihood<N>. Ends with a whole step of Newton's that is too short, or gains
/// too little, for the rounding of the likelihood to tell whether it was good; that one is taken without another look,
/// and squares the error: the logarithms found are good to about 1e-9.
template <size_t N, class LikelihoodAt>
Maximum<N> maximize(const LikelihoodAt& likelihood_at, const Vector<N>& start) {
  constexpr int kMostIterations = 200;
  constexpr double kLongest = 3, kShortest = 1e-9, kLast = 1e-5, kRounding = 1e-12;
  Maximum<N> result;
  result.at = start;
  Likelihood<N> here = likelihood_at(start);
  result.value = here.value;
  double radius = 1;
  for (result.iterations = 1; result.iterations < kMostIterations && radius > kShortest;) {
    const Step<N> step = step_within(here, radius);
    Vector<N> next = result.at;
    for (size_t i = 0; i < N; ++i) next[i] += step.by[i];
    const double gain = promised(here, step.by);
    const double rounding = kRounding * std::max(1.0, std::abs(here.value));
    if (step.full && (step.length < kLast || gain < rounding)) {
      result.ending = Ending::found;
      result.at = next;
      result.value = here.value + gain;
      result.hessian = here.hessian;
      return result;
    }
    const Likelihood<N> there = likelihood_at(next);
    ++result.iterations;
    const double kept = (there.value - here.value + rounding) / (gain + rounding);
    if (!(kept > 0.25)) radius = step.length / 4;
    if (kept > 0.75) radius = std::min(kLongest, std::max(radius, 2 * step.length));
    if (!(kept > 0.05)) continue;
    const Vector<N> before = std::exchange(result.at, next);
    result.value = there.value;
    here = there;
    for (size_t i = 0; i < N; ++i) {
      if (std::abs(next[i]) < kFarthest || std::abs(next[i]) < std::abs(before[i])) continue;
      result.ending = Ending::at_bound;
      result.bound = i;
      return result;
    }
  }
  return result;
}

}  // namespace sluice::value

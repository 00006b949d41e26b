// Whether the derivatives that a likelihood states are those of its values.
#pragma once

#include <gtest/gtest.h>

#include "value/maximum_likelihood.h"

namespace sluice::value {

/// Against differences of order four, each to a millionth of the largest of its kind.
template <size_t N, class LikelihoodAt>
void expect_derivatives(const LikelihoodAt& likelihood_at, const Vector<N>& at) {
  constexpr double kStep = 1e-3;
  const Likelihood<N> here = likelihood_at(at);
  double steepest = 0, most_bent = 0;
  for (size_t i = 0; i < N; ++i) steepest = std::max(steepest, std::abs(here.gradient[i]));
  for (size_t i = 0; i < N; ++i) most_bent = std::max(most_bent, std::abs(here.hessian[i][i]));
  for (size_t i = 0; i < N; ++i) {
    std::array<Likelihood<N>, 4> around;
    for (size_t k = 0; k < 4; ++k) {
      Vector<N> there = at;
      there[i] += kStep * std::array{-2, -1, 1, 2}[k];
      around[k] = likelihood_at(there);
    }
    const auto slope = [&](const auto& value) {
      return (8 * (value(around[2]) - value(around[1])) - (value(around[3]) - value(around[0]))) / (12 * kStep);
    };
    EXPECT_NEAR(slope([](const Likelihood<N>& l) { return l.value; }), here.gradient[i], 1e-6 * steepest) << i;
    for (size_t j = 0; j < N; ++j) {
      EXPECT_NEAR(slope([j](const Likelihood<N>& l) { return l.gradient[j]; }), here.hessian[i][j], 1e-6 * most_bent)
          << i << ", " << j;
    }
  }
}

}  // namespace sluice::value

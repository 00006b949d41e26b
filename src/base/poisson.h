// Counts of chance events, the same on every platform for the same random numbers: how often a person, or a crowd of
// equal ones, comes into a resample.
#pragma once

#include <array>
#include <cstddef>

#include "base/random.h"

namespace sluice {

/// P(X <= k) of the Poisson distribution of mean 1, as far as it is less than 1 - 2^-53.
inline constexpr std::array<double, 18> kPoissonOne = [] {
  std::array<double, 18> cumulative{};
  double probability = 0x1.78b56362cef38p-2, sum = 0;  // 1/e
  for (size_t k = 0; k < cumulative.size(); ++k) {
    sum += probability;
    cumulative[k] = sum;
    probability /= static_cast<double>(k + 1);
  }
  return cumulative;
}();

/// A draw from the Poisson distribution of mean 1, by inversion: one random number, and rarely a branch.
inline unsigned draw_poisson_one(Random& random) {
  const double share = random.share();
  unsigned count = static_cast<unsigned>(share >= kPoissonOne[0]) + static_cast<unsigned>(share >= kPoissonOne[1]) +
                   static_cast<unsigned>(share >= kPoissonOne[2]);
  if (count == 3) {
    while (count < kPoissonOne.size() && share >= kPoissonOne[count]) ++count;
  }
  return count;
}

/// A draw from the Poisson distribution, a whole number. 10 <= mean <= 1e12. By transformed rejection (Hormann 1993,
/// Insurance: Mathematics and Economics 12:39, algorithm PTRS), in about the same time for every mean.
double draw_poisson(Random& random, double mean);

inline constexpr double kPoissonLeastMean = 10;  ///< of draw_poisson

/// How often so many persons, a whole number up to 1e12, come into a resample in which each comes in as often as a draw
/// of mean 1 says.
double draw_poisson_of_persons(Random& random, double persons);

}  // namespace sluice

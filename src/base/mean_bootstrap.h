// How sure the difference of two means per person is, for figures that no formula fits well: revenue per person is 0
// for most and large for a few. Works in steps, so that whoever waits can be told how far it is and may stop; what it
// comes to does not depend on how the steps are bundled, nor on the order of the persons.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/random.h"
#include "base/statistics.h"

namespace sluice {

/// Percentile bootstrap (Efron & Tibshirani 1993, chapter 13) with Poisson frequencies (Hanley & MacGibbon 2006,
/// Computer Methods and Programs in Biomedicine 83:57; Chamandy et al. 2012): in each replicate every person comes in
/// as often as a Poisson number of mean 1 says, many persons of equal value together as one of their number says, and
/// the mean is the sum of the values over the sum of the frequencies. Too narrow for fewer than some thirty persons
/// with a value other than 0, as every percentile bootstrap is.
class MeanDifferenceBootstrap {
 public:
  static constexpr uint64_t kReplicates = 2'000;

  /// A finite value for each person, those of 0 included.
  MeanDifferenceBootstrap(std::span<const double> one, std::span<const double> other, uint64_t seed,
                          uint64_t replicates = kReplicates);

  /// Draws the next replicates, but at most so many. A replicate takes a random number for each person, or for each
  /// distinct value that many have: some ten milliseconds for a million.
  void advance(uint64_t replicates);
  void finish() { advance(replicates_); }

  bool done() const { return differences_.size() == replicates_; }
  double share() const;  ///< 0..1

  /// Mean of the first group less that of the second. None where a group is empty.
  std::optional<double> difference() const;

  /// 2.5 % to 97.5 % point (type 7) of the replicates, once done. None where a group has fewer than two persons, or all
  /// of either group have the same value: resamples of that cannot vary.
  std::optional<Interval> interval() const;

 private:
  struct Crowd {
    double value = 0;
    double persons = 0;
  };
  // In ascending order of values, so that sums do not depend on that of the persons.
  struct Group {
    explicit Group(std::span<const double> values);

    double draw_mean(Random& random) const;

    std::vector<Crowd> crowds;   // kPoissonLeastMean persons or more of the same value
    std::vector<double> single;  // values of the others
    std::optional<double> mean;
    bool may_vary = false;
  };

  Group one_, other_;
  Random random_;
  uint64_t replicates_;
  std::vector<double> differences_;
};

}  // namespace sluice

#include "base/mean_bootstrap.h"

#include <algorithm>

#include "base/ordering.h"
#include "base/poisson.h"

namespace sluice {

MeanDifferenceBootstrap::Group::Group(std::span<const double> values) {
  if (values.empty()) return;
  std::vector<double> sorted(values.begin(), values.end());
  sort_ascending(sorted);
  mean = sum_of(sorted) / static_cast<double>(sorted.size());
  may_vary = sorted.front() < sorted.back();
  for (auto begin = sorted.begin(); begin != sorted.end();) {
    const auto end = std::upper_bound(begin, sorted.end(), *begin);
    const auto persons = static_cast<double>(end - begin);
    if (persons >= kPoissonLeastMean) {
      crowds.push_back({*begin, persons});
    } else {
      single.insert(single.end(), begin, end);
    }
    begin = end;
  }
}

// Nobody at all, which a handful of persons may come to, is drawn again.
double MeanDifferenceBootstrap::Group::draw_mean(Random& random) const {
  double sum = 0, persons = 0;
  while (persons == 0) {
    for (const double value : single) {
      const double frequency = draw_poisson_one(random);
      sum += value * frequency;
      persons += frequency;
    }
    for (const Crowd& crowd : crowds) {
      const double frequency = draw_poisson(random, crowd.persons);
      sum += crowd.value * frequency;
      persons += frequency;
    }
  }
  return sum / persons;
}

MeanDifferenceBootstrap::MeanDifferenceBootstrap(std::span<const double> one, std::span<const double> other,
                                                 uint64_t seed, uint64_t replicates)
    : one_(one), other_(other), random_(seed), replicates_(replicates) {
  if (!one_.may_vary || !other_.may_vary) replicates_ = 0;
  differences_.reserve(replicates_);
}

void MeanDifferenceBootstrap::advance(uint64_t replicates) {
  const uint64_t end = differences_.size() + std::min(replicates, replicates_ - differences_.size());
  while (differences_.size() < end) {
    const double mean = one_.draw_mean(random_);
    differences_.push_back(mean - other_.draw_mean(random_));
  }
}

double MeanDifferenceBootstrap::share() const {
  return done() ? 1 : static_cast<double>(differences_.size()) / static_cast<double>(replicates_);
}

std::optional<double> MeanDifferenceBootstrap::difference() const {
  if (!one_.mean || !other_.mean) return std::nullopt;
  return *one_.mean - *other_.mean;
}

std::optional<Interval> MeanDifferenceBootstrap::interval() const {
  if (!done() || differences_.empty()) return std::nullopt;
  std::vector<double> sorted = differences_;
  sort_ascending(sorted);
  return Interval{quantile_type7(sorted, 1, 40), quantile_type7(sorted, 39, 40)};
}

}  // namespace sluice

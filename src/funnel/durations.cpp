#include "funnel/durations.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/statistics.h"

namespace sluice::funnel {

DurationSummary Durations::summarise() const {
  if (empty()) return {};
  return {quantile(0.5), quantile(0.9)};
}

double Durations::quantile(double p) const {
  const double h = static_cast<double>(values_.size() - 1) * p;
  const auto rank = static_cast<size_t>(std::floor(h));
  const std::array<double, 2> between{static_cast<double>(value_of_rank(rank)),
                                      static_cast<double>(value_of_rank(std::min(rank + 1, values_.size() - 1)))};
  return quantile_type7(between, h - std::floor(h));
}

// Ranks from 0. Only the bar that holds it is looked into.
uint64_t Durations::value_of_rank(size_t rank) const {
  size_t bar = 0;
  while (rank >= counts_[bar]) rank -= counts_[bar++];
  std::vector<uint64_t> held;
  held.reserve(counts_[bar]);
  for (const uint64_t value : values_) {
    if (bar_of(value) == bar) held.push_back(value);
  }
  const auto found = held.begin() + static_cast<ptrdiff_t>(rank);
  std::nth_element(held.begin(), found, held.end());
  return *found;
}

}  // namespace sluice::funnel

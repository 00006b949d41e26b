#include "value/distinct_times.h"

#include <algorithm>

namespace sluice::value {
namespace {

uint32_t index_of(std::span<const double> times, double time) {
  return static_cast<uint32_t>(std::lower_bound(times.begin(), times.end(), time) - times.begin());
}

}  // namespace

DistinctTimes::DistinctTimes(const HistoryGroups& histories) : begin_{0} {
  const std::vector<double>&last = histories.last, &age = histories.age;
  std::vector<double> times;
  for (const HistoryGroups::Group& group : histories.groups) {
    times.clear();
    for (size_t i = group.begin; i < group.end; ++i) times.insert(times.end(), {last[i], age[i]});
    std::sort(times.begin(), times.end());
    times.erase(std::unique(times.begin(), times.end()), times.end());
    for (size_t i = group.begin; i < group.end; ++i) {
      last_.push_back(index_of(times, last[i]));
      age_.push_back(index_of(times, age[i]));
    }
    times_.insert(times_.end(), times.begin(), times.end());
    begin_.push_back(times_.size());
  }
}

}  // namespace sluice::value

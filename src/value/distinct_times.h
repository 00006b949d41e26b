// The times at which something is worked out for histories (history_groups.h): many customers who bought equally often
// share the time of the last purchase, or the age.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "value/history_groups.h"

namespace sluice::value {

class DistinctTimes {
 public:
  explicit DistinctTimes(const HistoryGroups& histories);

  /// Of a group, ascending: every `last` and `age` of it.
  std::span<const double> of_group(size_t group) const {
    return std::span(times_).subspan(begin_[group], begin_[group + 1] - begin_[group]);
  }
  // By row: which of those of its group.
  size_t last(size_t row) const { return last_[row]; }
  size_t age(size_t row) const { return age_[row]; }

 private:
  std::vector<double> times_;         // group by group
  std::vector<size_t> begin_;         // of a group; one more at the end
  std::vector<uint32_t> last_, age_;  // by row
};

}  // namespace sluice::value

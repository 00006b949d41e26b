// What comes next, counted: units by their n-th event, and from each to the one after.
#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "dataset/dictionary.h"
#include "funnel/afterwards_report.h"

namespace sluice::funnel {

class NextEvents {
 public:
  /// `names`: of the events, must stay. `depth`: levels.
  NextEvents(const Dictionary& names, size_t depth) : names_(names), flows_(depth) {}

  /// One unit's events in their order, as codes in `names`: those that count, from the first one.
  void add(std::span<const uint32_t> events);

  /// `floor` as in AfterwardsQuery. Once nobody has a further event no level follows.
  std::vector<NextLevel> levels(double floor) const;

 private:
  // By the code before and the code itself. Nobody has an event before the first level; behind the last event comes
  // Dictionary::kNone.
  using Flows = std::unordered_map<uint64_t, uint64_t>;

  const Dictionary& names_;
  std::vector<Flows> flows_;  // by level
  uint64_t units_ = 0;
};

}  // namespace sluice::funnel

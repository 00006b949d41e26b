#include "funnel/next_events.h"

#include <algorithm>
#include <string>

namespace sluice::funnel {
namespace {

constexpr uint32_t kNothing = Dictionary::kNone;

uint64_t key_of(uint32_t from, uint32_t to) { return uint64_t{from} << 32 | to; }
uint32_t from_of(uint64_t key) { return static_cast<uint32_t>(key >> 32); }
uint32_t to_of(uint64_t key) { return static_cast<uint32_t>(key); }

struct CountedEvent {
  uint32_t code = 0;
  uint64_t count = 0;
};

using IndexOf = std::unordered_map<uint32_t, uint32_t>;  // by code: index into NextLevel::events

// The most frequent first, equal ones by name; whoever has none is not among them.
std::vector<CountedEvent> count_events(const std::unordered_map<uint64_t, uint64_t>& flows) {
  std::unordered_map<uint32_t, uint64_t> counts;
  for (const auto& [key, count] : flows) {
    if (to_of(key) != kNothing) counts[to_of(key)] += count;
  }
  std::vector<CountedEvent> events;
  for (const auto& [code, count] : counts) events.push_back({code, count});
  std::sort(events.begin(), events.end(), [](const CountedEvent& a, const CountedEvent& b) {
    return a.count != b.count ? a.count > b.count : a.code < b.code;
  });
  return events;
}

// The events of a level; the codes that are not listed have the index of the others.
NextLevel list_events(const Dictionary& names, const std::vector<CountedEvent>& events, uint64_t nothing, double least,
                      IndexOf& index_of) {
  NextLevel level;
  NextEvent others{.kind = NextKind::others, .event = {}, .names = 0, .count = 0};
  const size_t most = std::min(events.size(), kMostNextEvents);
  size_t shown = 0;
  while (shown < most && static_cast<double>(events[shown].count) >= least) ++shown;
  for (size_t i = 0; i < events.size(); ++i) {
    index_of[events[i].code] = static_cast<uint32_t>(std::min(i, shown));
    if (i < shown) {
      level.events.push_back({NextKind::event, std::string(names.at(events[i].code)), 1, events[i].count});
    } else {
      ++others.names;
      others.count += events[i].count;
    }
  }
  if (others.count > 0) level.events.push_back(others);
  index_of[kNothing] = static_cast<uint32_t>(level.events.size());
  if (nothing > 0) level.events.push_back({.kind = NextKind::nothing, .event = {}, .names = 0, .count = nothing});
  return level;
}

}  // namespace

void NextEvents::add(std::span<const uint32_t> events) {
  ++units_;
  uint32_t before = 0;
  for (size_t level = 0; level < flows_.size(); ++level) {
    const uint32_t next = level < events.size() ? events[level] : kNothing;
    ++flows_[level][key_of(before, next)];
    if (next == kNothing) return;
    before = next;
  }
}

std::vector<NextLevel> NextEvents::levels(double floor) const {
  std::vector<NextLevel> levels;
  IndexOf before{{0, 0}};
  for (const Flows& flows : flows_) {
    if (flows.empty()) break;
    uint64_t nothing = 0;
    for (const auto& [key, count] : flows) nothing += to_of(key) == kNothing ? count : 0;
    IndexOf index_of;
    NextLevel level = list_events(names_, count_events(flows), nothing, floor * static_cast<double>(units_), index_of);
    const size_t columns = level.events.size();
    const size_t rows = levels.empty() ? 1 : levels.back().events.size();
    std::vector<uint64_t> counts(rows * columns);
    for (const auto& [key, count] : flows) counts[before[from_of(key)] * columns + index_of[to_of(key)]] += count;
    for (size_t cell = 0; cell < counts.size(); ++cell) {
      if (counts[cell] == 0) continue;
      level.flows.push_back(
          {static_cast<uint32_t>(cell / columns), static_cast<uint32_t>(cell % columns), counts[cell]});
    }
    levels.push_back(std::move(level));
    before = std::move(index_of);
  }
  return levels;
}

}  // namespace sluice::funnel

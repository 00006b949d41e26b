#include "rfm/segment_ascent.h"

namespace sluice::rfm {
namespace {

// Steps from one score to another; none where it would have to fall, or nobody has the other.
std::optional<int> steps_up(int from, int to, const std::bitset<11>& in_use) {
  if (to == from) return 0;
  if (to < from || !in_use[static_cast<size_t>(to)]) return std::nullopt;
  int steps = 0;
  for (int score = from + 1; score <= to; ++score) steps += in_use[static_cast<size_t>(score)] ? 1 : 0;
  return steps;
}

std::optional<int> steps_up(const CellScores& from, const CellScores& to, const ScoresInUse& in_use) {
  const auto r = steps_up(from.r, to.r, in_use[0]);
  const auto f = steps_up(from.f, to.f, in_use[1]);
  const auto m = steps_up(from.m, to.m, in_use[2]);
  if (!r || !f || !m) return std::nullopt;
  return *r + *f + *m;
}

}  // namespace

std::vector<std::optional<uint16_t>> nearest_above(const SegmentMap& map, const ScoresInUse& in_use) {
  const std::vector<CellScores> cells = cells_of(map.kind, map.bins);
  std::vector<std::optional<uint16_t>> nearest(cells.size());
  for (size_t from = 0; from < cells.size(); ++from) {
    int fewest = 0;
    for (size_t to = 0; to < cells.size(); ++to) {
      const uint16_t segment = map.cells[to].segment;
      if (!map.stands_above(segment, map.cells[from].segment)) continue;
      const std::optional<int> steps = steps_up(cells[from], cells[to], in_use);
      if (!steps) continue;
      const bool nearer = !nearest[from] || *steps < fewest;
      if (!nearer && !(*steps == fewest && segment > *nearest[from])) continue;
      nearest[from] = segment;
      fewest = *steps;
    }
  }
  return nearest;
}

}  // namespace sluice::rfm

#include "rfm/segment_ascent.h"

namespace sluice::rfm {
namespace {

// Steps from one cell to another; none where some score would have to fall.
std::optional<int> steps_up(const CellScores& from, const CellScores& to) {
  if (to.r < from.r || to.f < from.f || to.m < from.m) return std::nullopt;
  return (to.r - from.r) + (to.f - from.f) + (to.m - from.m);
}

}  // namespace

std::vector<std::optional<uint16_t>> nearest_above(const SegmentMap& map) {
  const std::vector<CellScores> cells = cells_of(map.kind, map.bins);
  std::vector<std::optional<uint16_t>> nearest(cells.size());
  for (size_t from = 0; from < cells.size(); ++from) {
    int fewest = 0;
    for (size_t to = 0; to < cells.size(); ++to) {
      const uint16_t segment = map.cells[to].segment;
      if (!map.stands_above(segment, map.cells[from].segment)) continue;
      const std::optional<int> steps = steps_up(cells[from], cells[to]);
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

// The shape of a segment map of the user's own: what it is keyed by, how many scores it has, and which method of
// scoring it goes with. Begins a new map of any shape, and turns one into another shape. Every change leaves a map that
// the engine accepts; what it leaves open, the check of the map says (rfm::MapReport).
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "report/spec.h"

namespace sluice::app {

inline constexpr int kFewestScores = 3, kMostScores = 10;

/// A map of a few segments whose rules cover every cell exactly once: the better and the other half of each dimension.
/// `bins`: 3..10, passed over for a split.
rfm::MapDocument new_map(rfm::MapKind kind, int bins);

/// The kinds that a map of this kind can be turned into, in the order in which they are offered; itself among them. No
/// map of scores becomes a split: two bits cannot say what a scale of scores says.
std::vector<rfm::MapKind> kinds_to_choose(rfm::MapKind kind);

/// Which of `before` levels, the lowest being 0, level `level` of `now` (two or more each) stands for: the one at the
/// same share of the way from the lowest to the highest level. Lowest and highest stay what they are; half way between
/// two it is the outer one, in the very middle the lower one.
size_t level_before(size_t level, size_t now, size_t before);

/// The map in another shape: every cell belongs to the segment that the cell at its place (level_before) belonged to.
/// Money that the map did not ask for is asked for nowhere; money that it asks for no more stands at its middle score.
/// Rules of which no cell is left go; all segments stay.
rfm::MapDocument reshaped(const rfm::MapDocument& map, rfm::MapKind kind, int bins);

/// The same of the own map in force, and what goes with it: the number of scores, and cells in the filter, which mean
/// others under another number.
void reshape_own_map(Spec& spec, rfm::MapKind kind, int bins);

}  // namespace sluice::app

// A segment map as it is written down: in assets/segment_maps, in the spec, in a file that a user exports. Plain data;
// rfm/segment_map.h makes of it the map that scores are looked up in, rfm/map_check.h says what is wrong with it.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/text_pair.h"

namespace sluice::rfm {

struct Segment {
  std::string id;     ///< stable name: "champions"
  TextPair name;      ///< both languages, not empty
  TextPair advice;    ///< what to do about it; may be empty
  std::string color;  ///< "#rrggbb"
  /// Takes what the others leave: the cells that nothing else in the map names are its (of the first such segment), and
  /// it has no place in their order.
  bool rest = false;

  bool operator==(const Segment&) const = default;
};

/// What a map is keyed by.
enum class MapKind {
  recency_frequency,  ///< "54": r then f
  cube,               ///< "543": r, f, m
  split,              ///< "101": better than the split in r, f, m
};

/// Both ends included. The default holds for every score and for both bits of a split.
struct ScoreRange {
  int from = 0;
  int to = 10;

  bool holds(int score) const { return from <= score && score <= to; }
  bool operator==(const ScoreRange&) const = default;
};

/// Cells of one segment: all whose scores (bits, for split) lie in the ranges. `monetary` is not asked by a map of kind
/// recency_frequency.
struct MapRule {
  std::string segment;  ///< id
  ScoreRange recency, frequency, monetary;

  bool operator==(const MapRule&) const = default;
};

struct MapDocument {
  std::string id;
  TextPair name;
  TextPair rule;  ///< how the map is read, in a sentence or two; may be empty
  MapKind kind = MapKind::recency_frequency;
  int bins = 0;  ///< the scores run from 1 to this, 3..10; 0: five, and always 0 for split, which reads no scores
  std::string method{};  ///< of scoring, that it is meant for; one that finds its own cuts. Empty: any, as for split
  std::vector<Segment> segments;             ///< 1..kMostSegments, best first
  std::vector<MapRule> rules;                ///< at most kMostRules; the first that holds for a cell counts
  std::map<std::string, std::string> cells;  ///< key of the cell -> id of its segment: single cells, before any rule

  bool operator==(const MapDocument&) const = default;
};

/// The id of the segment of cells that nothing in a document names and no segment takes as the rest; no segment of a
/// document may have it.
inline constexpr std::string_view kUnassigned = "unassigned";

inline constexpr size_t kMostSegments = 200;
inline constexpr size_t kMostRules = 200;

/// The number of scores that a map needs; 0 where it reads none.
inline int bins_of(const MapDocument& map) {
  constexpr int kUsual = 5;
  return map.kind == MapKind::split ? 0 : map.bins == 0 ? kUsual : map.bins;
}

}  // namespace sluice::rfm

// Segment maps as data: which (r, f, m) belongs to which named segment, and what to do about it. Read from
// assets/segment_maps/*.json; a new map is a new file there and its line in kMapChoices (rfm/rfm_spec.h).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/text_pair.h"

namespace sluice::rfm {

struct Segment {
  std::string id;
  TextPair name;
  TextPair advice;
  std::string color;  ///< "#rrggbb"
};

/// What a map is keyed by.
enum class MapKind {
  recency_frequency,  ///< "54": r then f
  cube,               ///< "543": r, f, m
  split,              ///< "101": better than the split in r, f, m
};

struct SegmentMap {
  std::string id;
  TextPair name;
  TextPair rule;  ///< how it is read, one sentence
  MapKind kind = MapKind::recency_frequency;
  int bins = 5;  ///< the scores run from 1 to this, 3..10; 0 for split, which reads none
  std::vector<Segment> segments;
  std::vector<uint16_t> cells;  ///< index of the segment; see cell_index

  /// Scores 1..bins for recency_frequency (m is ignored) and cube; bits 0 or 1 for split.
  size_t cell_index(int r, int f, int m) const;
  uint16_t segment_at(int r, int f, int m) const { return cells[cell_index(r, f, m)]; }
};

/// Every cell must be named exactly once and every segment be defined; unknown members are complaints. Errors: bad_json
/// with the byte, bad_spec with a pointer into the map. The document is described by the maps in assets/segment_maps;
/// "bins" may be left out where it is 5, and for split.
Result<SegmentMap> parse_segment_map(std::string_view json);

/// "54", "543" or "101": the key of a cell in the document, for the scores or bits that cell_index takes.
std::string cell_key(MapKind kind, int r, int f, int m);

/// A built-in map, or nullptr.
const SegmentMap* find_segment_map(std::string_view id);

}  // namespace sluice::rfm

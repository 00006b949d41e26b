// Segment maps ready to be looked up: which (r, f, m) belongs to which named segment. Made of a document
// (rfm/map_document.h): one of assets/segment_maps/*.json, of which each has its line in kMapChoices (rfm/rfm_spec.h),
// or one of the user's own.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "rfm/map_document.h"
#include "rfm/rfm_spec.h"

namespace sluice::rfm {

/// One (r, f, m) of a map.
struct MapCell {
  uint16_t segment = 0;    ///< index into SegmentMap::segments
  uint16_t claims = 0;     ///< rules that hold for it
  int16_t rule = -1;       ///< index of the first of them; -1: none holds, or the cell is named by itself
  bool by_itself = false;  ///< named as a single cell, before any rule
};

struct SegmentMap {
  std::string id;
  TextPair name;
  TextPair rule;  ///< how it is read
  MapKind kind = MapKind::recency_frequency;
  int bins = 5;                   ///< 3..10; 0 for split
  std::vector<Segment> segments;  ///< in the document's order; kUnassigned behind them where it is needed
  std::vector<MapRule> rules;
  std::vector<MapCell> cells;  ///< see cell_index

  /// Scores 1..bins for recency_frequency (m is ignored) and cube; bits 0 or 1 for split.
  size_t cell_index(int r, int f, int m) const;
  const MapCell& cell_at(int r, int f, int m) const { return cells[cell_index(r, f, m)]; }
  uint16_t segment_at(int r, int f, int m) const { return cell_at(r, f, m).segment; }
  bool has_unassigned() const { return segments.back().id == kUnassigned; }
  /// Whether segment `a` stands above segment `b`. One that takes the rest stands neither above nor below any.
  bool stands_above(uint16_t a, uint16_t b) const { return a < b && !segments[a].rest && !segments[b].rest; }
};

/// "54", "543" or "101": the key of a cell in a document, for the scores or bits that cell_index takes. No score but 10
/// has a zero, so that a key has one reading only.
std::string cell_key(MapKind kind, int r, int f, int m);

/// Scores or bits of every cell, in the order of cell_index.
struct CellScores {
  int r = 0, f = 0, m = 0;
};
std::vector<CellScores> cells_of(MapKind kind, int bins);

/// Errors: bad_spec with a pointer into the document, which stands at `pointer` itself: a bad number of bins, no
/// segment or too many, ids that are empty, repeated or unknown, names that are empty, a colour that is none, a range
/// from above to below, a cell that the map does not have.
Result<SegmentMap> make_segment_map(const MapDocument& document, const std::string& pointer = {});

/// A built-in map, or nullptr.
std::shared_ptr<const SegmentMap> find_built_in_map(std::string_view id);

/// The map that RfmSpec::map names. Errors: bad_spec, also where it needs another number of bins, and for any own map
/// that is wrong, whether in use or not.
Result<std::shared_ptr<const SegmentMap>> resolve_map(const RfmSpec& spec);

}  // namespace sluice::rfm

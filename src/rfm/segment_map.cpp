#include "rfm/segment_map.h"

#include <string>

#include "base/embedded_assets.h"
#include "rfm/rfm_spec.h"

namespace sluice::rfm {
namespace {

// The built-in maps, parsed once. A map that does not parse is absent; a test makes sure that none is.
std::vector<SegmentMap> read_built_in_maps() {
  std::vector<SegmentMap> maps;
  for (const MapChoice& choice : kMapChoices) {
    auto map = parse_segment_map(embedded_asset("segment_maps/" + std::string(choice.id) + ".json"));
    if (map) maps.push_back(std::move(map).value());
  }
  return maps;
}

}  // namespace

size_t SegmentMap::cell_index(int r, int f, int m) const {
  switch (kind) {
    case MapKind::recency_frequency:
      return static_cast<size_t>((r - 1) * bins + (f - 1));
    case MapKind::cube:
      return static_cast<size_t>(((r - 1) * bins + (f - 1)) * bins + (m - 1));
    case MapKind::split:
      return static_cast<size_t>(r * 4 + f * 2 + m);
  }
  return 0;
}

std::string cell_key(MapKind kind, int r, int f, int m) {
  std::string key = std::to_string(r) + std::to_string(f);
  if (kind != MapKind::recency_frequency) key += std::to_string(m);
  return key;
}

const SegmentMap* find_segment_map(std::string_view id) {
  static const std::vector<SegmentMap> maps = read_built_in_maps();
  for (const SegmentMap& map : maps) {
    if (map.id == id) return &map;
  }
  return nullptr;
}

}  // namespace sluice::rfm

// The JSON form of a segment map (base/json_fields.h).
#pragma once

#include <array>
#include <tuple>
#include <utility>

#include "base/json_fields.h"
#include "rfm/map_document.h"

namespace sluice {

template <>
struct EnumNames<rfm::MapKind> {
  using K = rfm::MapKind;
  static constexpr std::array<std::pair<K, std::string_view>, 3> names{
      {{K::recency_frequency, "recency_frequency"}, {K::cube, "cube"}, {K::split, "split"}}};
};
template <>
struct Fields<rfm::Segment> {
  using T = rfm::Segment;
  static constexpr auto members = std::tuple{field("id", &T::id), field("name", &T::name), field("advice", &T::advice),
                                             field("color", &T::color), field("rest", &T::rest)};
};
template <>
struct Fields<rfm::ScoreRange> {
  using T = rfm::ScoreRange;
  static constexpr auto members = std::tuple{field("from", &T::from), field("to", &T::to)};
};
template <>
struct Fields<rfm::MapRule> {
  using T = rfm::MapRule;
  static constexpr auto members = std::tuple{field("segment", &T::segment), field("recency", &T::recency),
                                             field("frequency", &T::frequency), field("monetary", &T::monetary)};
};
template <>
struct Fields<rfm::MapDocument> {
  using T = rfm::MapDocument;
  static constexpr auto members = std::tuple{
      field("id", &T::id),      field("name", &T::name),     field("rule", &T::rule),         field("kind", &T::kind),
      field("bins", &T::bins),  field("method", &T::method), field("segments", &T::segments), field("rules", &T::rules),
      field("cells", &T::cells)};
};

namespace rfm {

/// Errors: bad_json with line and column, bad_spec with a pointer into the document. What the members say is checked by
/// make_segment_map (rfm/segment_map.h).
inline Result<MapDocument> parse_map_document(std::string_view json) {
  return read_document<MapDocument>(json, Missing::keeps_default);
}

}  // namespace rfm
}  // namespace sluice

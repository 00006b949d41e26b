// What is to be done about a segment or a group, in words that the user may change, each language for itself.
#pragma once

#include "app/screens/screen.h"
#include "rfm/rfm_spec.h"

namespace sluice::app {

/// Of a segment of the map in force: in its panel and in the editor of the map.
void draw_segment_advice(ScreenContext& context, const std::string& segment, const TextPair& advice);

/// Of a group of a grouping, or of those who stand before the first one.
struct GroupAdvice {
  const std::string& id;
  const TextPair& name;
  const TextPair& advice;
};
void draw_group_advice(ScreenContext& context, rfm::Grouping grouping, const GroupAdvice& group);

}  // namespace sluice::app

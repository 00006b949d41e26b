// What is to be done about a segment or a group, in words that the user may change, each language for itself.
#pragma once

#include "app/screens/screen.h"
#include "rfm/rfm_report.h"

namespace sluice::app {

/// Of a segment of the map in force: in its panel and in the editor of the map.
void draw_segment_advice(ScreenContext& context, const std::string& segment, const TextPair& advice);

/// Of a group of a grouping.
void draw_group_advice(ScreenContext& context, rfm::Grouping grouping, const rfm::GroupReport& group);

}  // namespace sluice::app

// Where the parts of a funnel's row go; declared in funnel_bars.h.
#include <algorithm>

#include "app/charts/funnel_bars.h"
#include "app/theme.h"

namespace sluice::app::chart {
namespace {

/// The widest bar's share of the room; the whisker of a step beyond the first needs some, too.
FunnelRow::Span whisker_in(const FunnelRow::Span& bar_area, double low, double high) {
  const float from = bar_area.x + bar_area.w * static_cast<float>(std::clamp(low, 0.0, 1.0));
  const float to = bar_area.x + bar_area.w * static_cast<float>(std::clamp(high, 0.0, 1.0));
  return {from, std::max(0.0f, to - from)};
}

}  // namespace

FunnelRow layout_funnel_row(float width, const FunnelTextWidths& texts, double share, double low, double high) {
  const float gap = sizes().s16;
  const float number_gap = sizes().s24;
  constexpr float kShortestBar = 160;
  constexpr float kWidestLabel = 0.24f;
  FunnelRow row;
  const float zone = texts.zone > 0 ? texts.zone + gap : 0;
  const float label = std::min(texts.label, std::max(width * kWidestLabel, sizes().s32));
  const auto bar_room = [&](float count, float overall, float step) {
    float room = width - zone - label - gap;
    for (const float column : {count, overall, step}) room -= column > 0 ? column + number_gap : 0;
    return room;
  };
  float overall = texts.overall, step = texts.step;
  // The step's own rate is also written between the bars; it is the first to go.
  if (bar_room(texts.count, overall, step) < kShortestBar) step = 0;
  row.stacked = bar_room(texts.count, overall, step) < kShortestBar;
  FunnelRow::Span area;
  if (row.stacked) {
    const float band = texts.zone > 0 ? sizes().s4 + sizes().s8 : 0;
    row.zone = {0, texts.zone > 0 ? sizes().s4 : 0};
    area = {band, width - band};
    const float numbers = std::min(texts.count, area.w);
    row.count = {width - numbers, numbers};
    row.label = {band, std::max(0.0f, area.w - numbers - gap)};
    // The third line: both rates, the second one only where it does not touch the first.
    row.overall = {band, std::min(texts.overall, area.w)};
    const float left_over = area.w - row.overall.w - gap;
    row.step =
        texts.step > 0 && texts.step <= left_over ? FunnelRow::Span{width - texts.step, texts.step} : FunnelRow::Span{};
  } else {
    row.zone = {0, texts.zone};
    row.label = {zone, label};
    float right = width;
    const auto take = [&](float column) {
      if (column <= 0) return FunnelRow::Span{};
      right -= column;
      const FunnelRow::Span span{right, column};
      right -= number_gap;
      return span;
    };
    row.step = take(step);
    row.overall = take(overall);
    row.count = take(texts.count);
    area = {zone + label + gap, std::max(0.0f, right - zone - label - gap)};
  }
  row.bar = {area.x, area.w * static_cast<float>(std::clamp(share, 0.0, 1.0))};
  row.whisker = high > low ? whisker_in(area, low, high) : FunnelRow::Span{row.bar.right(), 0};
  return row;
}

}  // namespace sluice::app::chart

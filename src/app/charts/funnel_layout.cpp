// Where the parts of a funnel's row go; declared in funnel_bars.h.
#include <algorithm>
#include <cmath>

#include "app/charts/funnel_bars.h"
#include "app/theme.h"

namespace sluice::app::chart {
namespace {

FunnelRow::Span bar_in(const FunnelRow::Span& area, double share, FunnelForm form) {
  const float length = area.w * static_cast<float>(std::clamp(share, 0.0, 1.0));
  return {form == FunnelForm::bars ? area.x : area.x + (area.w - length) / 2, length};
}

/// Between the right edges of the bars that the ends of the interval would have.
FunnelRow::Span whisker_in(const FunnelRow::Span& area, double low, double high, FunnelForm form) {
  const float from = bar_in(area, low, form).right();
  return {from, std::max(0.0f, bar_in(area, high, form).right() - from)};
}

}  // namespace

FunnelRow layout_funnel_row(float width, const FunnelTextWidths& texts, double share, double low, double high,
                            FunnelForm form) {
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
  FunnelRow::Span& area = row.area;
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
  row.bar = bar_in(area, share, form);
  row.whisker = high > low ? whisker_in(area, low, high, form) : FunnelRow::Span{row.bar.right(), 0};
  return row;
}

double funnel_length(double share, FunnelScale scale) {
  const double inside = std::clamp(share, 0.0, 1.0);
  return scale == FunnelScale::square_root ? std::sqrt(inside) : inside;
}

std::array<ImVec2, 4> funnel_piece(const FunnelRow::Span& above, const FunnelRow::Span& below, float top,
                                   float bottom) {
  return {{{above.x, top}, {above.right(), top}, {below.right(), bottom}, {below.x, bottom}}};
}

}  // namespace sluice::app::chart

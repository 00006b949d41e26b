#include "app/charts/funnel_bars.h"

#include <algorithm>
#include <cmath>

#include "app/charts/plot.h"
#include "app/format.h"
#include "app/i18n.h"
#include "app/motion.h"
#include "app/theme.h"
#include "app/widgets/icon.h"
#include "app/widgets/item_table.h"
#include "app/widgets/layout.h"
#include "app/widgets/take_along.h"
#include "app/widgets/text.h"

namespace sluice::app::chart {
namespace {

using Span = FunnelRow::Span;

/// The texts of one step, made once a frame.
struct StepText {
  std::string count, overall, step, loss, time;
};

struct Drawing {
  const Funnel& data;
  std::vector<StepText> texts;
  FunnelTextWidths widths;
  double largest = 1;  ///< of the counts: a step may be larger than the first
  ImVec2 at{};
  float width = 0;
  float header = 0;  ///< height of the column titles
  float bar_height = 0;
  float row_height = 0;  ///< bar and, when stacked, the lines around it
  float gap_height = 0;  ///< between two rows: the loss
  bool stacked = false;

  bool centred() const { return data.form == FunnelForm::trapezoids; }
  float row_top(size_t index) const { return at.y + header + (row_height + gap_height) * static_cast<float>(index); }
  float bar_top(size_t index) const {
    return row_top(index) + (stacked ? line_height(TextStyle::body) + sizes().s2 : 0);
  }
  FunnelRow row(size_t index) const {
    const FunnelStep& step = data.steps[index];
    const double first = data.steps.front().count;
    const double unit = largest > 0 ? first / largest : 0;
    const bool estimated = index > 0 && step.overall_rate;  // the first step is 100% by definition
    const auto length = [this](double share) { return funnel_length(share, data.scale); };
    const double low = estimated ? length(step.overall_rate->low * unit) : 0;
    const double high = estimated ? length(step.overall_rate->high * unit) : 0;
    return layout_funnel_row(width, widths, largest > 0 ? length(step.count / largest) : 0, low, high, data.form);
  }
};

std::string zone_name(int zone) { return tr("funnel.zone." + std::to_string(std::clamp(zone, 0, 3))); }

double lost_of(const FunnelStep& step) { return step.drop_off - step.still_open.value_or(0); }

/// "180 lost (30.0%)", "137 lost (22.8%), 43 still open", "12 more than the step before".
std::string loss_words(const FunnelStep& step) {
  const double before = step.count + step.drop_off;  // not of an optional step, which loses nobody
  if (step.drop_off < 0) return tr_format("funnel.gain", {format_count(-step.drop_off)});
  const double lost = lost_of(step);
  std::string words = before > 0 ? tr_format("funnel.loss", {format_count(lost), format_percent(lost / before)})
                                 : tr_format("funnel.loss_only", {format_count(lost)});
  if (step.still_open.value_or(0) > 0) {
    words += tr("list.separator") + tr_format("funnel.open_ones", {format_count(step.still_open)});
  }
  return words;
}

StepText make_texts(const FunnelStep& step, bool first) {
  StepText t;
  t.count = format_count(step.count);
  t.overall = step.overall_rate ? format_percent(step.overall_rate->value) : absent();
  t.step = first ? std::string() : step.step_rate ? format_percent(step.step_rate->value) : absent();
  if (first) return t;
  t.loss = loss_words(step);
  if (step.step_median_ms) t.time = tr_format("funnel.time_between", {format_duration(step.step_median_ms)});
  return t;
}

std::vector<StepText> texts_of(const std::vector<FunnelStep>& steps) {
  std::vector<StepText> texts;
  for (size_t index = 0; index < steps.size(); ++index) {
    texts.push_back(make_texts(steps[index], index == 0));
  }
  return texts;
}

/// In the third line of stacked rows the rates carry their names.
void name_rates(std::vector<StepText>& texts) {
  for (StepText& t : texts) {
    t.overall = std::string(tr("funnel.overall")) + " " + t.overall;
    if (!t.step.empty()) t.step = std::string(tr("funnel.step_rate")) + " " + t.step;
  }
}

void widen(float& width, TextStyle style, std::string_view text) {
  if (!text.empty()) width = std::max(width, ui::measure(style, text).x);
}

void widen_rates(FunnelTextWidths& widths, TextStyle style, const std::vector<StepText>& texts) {
  for (const StepText& t : texts) {
    widen(widths.overall, style, t.overall);
    widen(widths.step, style, t.step);
  }
}

void widen_columns(FunnelTextWidths& widths, const std::vector<FunnelStep>& steps, const std::vector<StepText>& texts) {
  for (size_t index = 0; index < steps.size(); ++index) {
    widen(widths.label, TextStyle::emphasis, steps[index].label);
    widen(widths.count, TextStyle::emphasis, texts[index].count);
    if (!steps[index].zone) continue;
    const float zone = ui::measure(TextStyle::caption_strong, zone_name(*steps[index].zone)).x;
    widths.zone = std::max(widths.zone, zone + 2 * sizes().s8);
  }
  widen_rates(widths, TextStyle::body, texts);
}

Drawing make_funnel_drawing(const Funnel& data) {
  const Sizes& s = sizes();
  Drawing d{.data = data, .texts = texts_of(data.steps), .widths = {}};
  std::vector<StepText> beside = texts_of(data.beside);
  widen_columns(d.widths, data.steps, d.texts);
  widen_columns(d.widths, data.beside, beside);
  d.largest = 0;
  for (const FunnelStep& step : data.steps) d.largest = std::max(d.largest, step.count);
  d.at = ImGui::GetCursorScreenPos();
  d.width = ui::available_width();
  d.stacked = layout_funnel_row(d.width, d.widths, 1, 0, 0).stacked;
  if (d.stacked) {
    d.widths.overall = d.widths.step = 0;
    for (std::vector<StepText>* texts : {&d.texts, &beside}) {
      name_rates(*texts);
      widen_rates(d.widths, TextStyle::caption, *texts);
    }
  } else {
    widen(d.widths.count, TextStyle::caption, data.unit);
    widen(d.widths.overall, TextStyle::caption, tr("funnel.overall"));
    widen(d.widths.step, TextStyle::caption, tr("funnel.step_rate"));
    d.header = line_height(TextStyle::caption) + s.s4;
  }
  d.bar_height = d.stacked ? s.s24 - s.s4 : s.s32;
  d.row_height = d.bar_height;
  if (d.stacked) d.row_height += line_height(TextStyle::body) + s.s2 + line_height(TextStyle::caption) + s.s2;
  d.gap_height = s.s24 + (d.stacked ? s.s8 : s.s2);
  return d;
}

void draw_header(const Drawing& d) {
  if (d.stacked) return;
  const FunnelRow row = layout_funnel_row(d.width, d.widths, 1, 0, 0);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const auto title = [&](const Span& span, std::string_view text) {
    if (span.w <= 0) return;
    ui::draw_text_in(list, TextStyle::caption, {d.at.x + span.x, d.at.y},
                     {d.at.x + span.right() + 1, d.at.y + line_height(TextStyle::caption)}, colors().text_muted, text,
                     ui::Align::right);
  };
  title(row.count, d.data.unit);
  title(row.overall, tr("funnel.overall"));
  title(row.step, tr("funnel.step_rate"));
}

/// One band for each run of steps in the same zone.
void draw_zones(const Drawing& d) {
  const Sizes& s = sizes();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const std::vector<FunnelStep>& steps = d.data.steps;
  for (size_t begin = 0; begin < steps.size();) {
    size_t end = begin + 1;
    while (end < steps.size() && steps[end].zone == steps[begin].zone) ++end;
    if (steps[begin].zone) {
      const Span span = d.row(begin).zone;
      const ImVec2 min = {d.at.x + span.x, d.row_top(begin)};
      const ImVec2 max = {d.at.x + span.right(), d.row_top(end - 1) + d.row_height};
      const Color color = zone_color(*steps[begin].zone);
      if (d.stacked) {
        list.AddRectFilled(min, max, color, s.s2);
      } else {
        list.AddRectFilled(min, max, soften(color), s.radius);
        list.AddRectFilled(min, {min.x + s.s4, max.y}, color, s.radius, ImDrawFlags_RoundCornersLeft);
        ui::draw_text_in(list, TextStyle::caption_strong, {min.x + s.s8 + s.s2, min.y}, {max.x, max.y}, colors().text,
                         zone_name(*steps[begin].zone));
      }
    }
    begin = end;
  }
}

void draw_whisker(const Drawing& d, const FunnelRow& row, float y) {
  if (row.whisker.w < sizes().s4) return;  // narrower than its own caps: the tooltip tells it
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float left = d.at.x + row.whisker.x, right = d.at.x + row.whisker.right();
  const float cap = sizes().s4;
  const auto strokes = [&](Color color, float thickness) {
    list.AddLine({left, y}, {right, y}, color, thickness);
    list.AddLine({left, y - cap}, {left, y + cap}, color, thickness);
    list.AddLine({right, y - cap}, {right, y + cap}, color, thickness);
  };
  strokes(with_alpha(colors().surface, 0.8f), 3);
  strokes(colors().text, 1);
}

void draw_numbers(const Drawing& d, size_t index, const FunnelRow& row) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const StepText& t = d.texts[index];
  const float top = d.row_top(index);
  const auto put = [&](const Span& span, TextStyle style, float y, float height, Color color, std::string_view text,
                       ui::Align align) {
    if (span.w <= 0) return;
    ui::draw_text_in(list, style, {d.at.x + span.x, y}, {d.at.x + span.right() + 1, y + height}, color, text, align);
  };
  const float line = d.stacked ? line_height(TextStyle::body) : d.bar_height;
  put(row.label, TextStyle::emphasis, top, line, colors().text, d.data.steps[index].label, ui::Align::left);
  put(row.count, TextStyle::emphasis, top, line, colors().text, t.count, ui::Align::right);
  if (d.stacked) {
    const float y = d.bar_top(index) + d.bar_height + sizes().s2;
    put(row.overall, TextStyle::caption, y, line_height(TextStyle::caption), colors().text_muted, t.overall,
        ui::Align::left);
    put(row.step, TextStyle::caption, y, line_height(TextStyle::caption), colors().text_muted, t.step,
        ui::Align::right);
  } else {
    put(row.overall, TextStyle::body, top, line, colors().text, t.overall, ui::Align::right);
    put(row.step, TextStyle::body, top, line, colors().text_muted, t.step, ui::Align::right);
  }
}

std::vector<ui::TooltipRow> step_tip(const Funnel& data, const FunnelStep& step, bool first) {
  std::vector<ui::TooltipRow> rows = {{std::string(data.unit), format_count(step.count), {}}};
  const auto add = [&rows](const char* key, std::string value) { rows.push_back({tr(key), std::move(value), {}}); };
  if (!step.value_text.empty()) add("funnel.value", step.value_text);
  if (step.overall_rate) {
    add("funnel.overall", format_percent(step.overall_rate->value));
    if (!first) add("funnel.interval", format_percent_range(step.overall_rate->low, step.overall_rate->high));
  }
  if (step.step_rate) {
    add("funnel.step_rate", format_percent(step.step_rate->value));
    add("funnel.interval", format_percent_range(step.step_rate->low, step.step_rate->high));
  }
  if (step.median_ms) add("funnel.median", format_duration(step.median_ms));
  if (step.p90_ms) add("funnel.p90", format_duration(step.p90_ms));
  if (step.zone) add("funnel.zone", zone_name(*step.zone));
  return rows;
}

std::string_view role_of(const Funnel& data) { return data.pressable ? "button" : "img"; }

ui::ItemState draw_step(const Drawing& d, size_t index) {
  const Sizes& s = sizes();
  const FunnelStep& step = d.data.steps[index];
  const FunnelRow row = d.row(index);
  const float top = d.row_top(index);
  const std::string key = std::string(d.data.key) + "." + step.id;
  const std::string value = d.texts[index].count + ", " + d.texts[index].overall;
  const ui::ItemState state =
      ui::item_at({.key = key,
                   .role = role_of(d.data),
                   .label = step.label,
                   .value = value,
                   .checkable = d.data.pressable,
                   .checked = step.selected,
                   .no_focus_ring = true},
                  {d.at.x + row.label.x - (d.stacked ? 0 : s.s4), top}, {d.at.x + d.width, top + d.row_height});
  if (!state.visible) return state;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float bar_y = d.bar_top(index);
  Color fill = step.zone ? zone_color(*step.zone) : colors().accent;
  if (state.hovered) fill = mix(fill, colors().text, 0.1f);
  const float shown = std::max(animate(state.id, row.bar.w), s.s2);
  const float bar_x = d.at.x + (d.centred() ? row.area.x + (row.area.w - shown) / 2 : row.area.x);
  if (step.count > 0) {
    list.AddRectFilled({bar_x, bar_y}, {bar_x + shown, bar_y + d.bar_height}, fill, s.radius_small);
  } else {
    list.AddRectFilled({bar_x, bar_y}, {bar_x + s.s2, bar_y + d.bar_height}, colors().border_strong, s.hairline);
  }
  draw_whisker(d, row, bar_y + d.bar_height / 2);
  draw_numbers(d, index, row);
  if (step.selected) {
    list.AddRect({bar_x - s.s2, bar_y - s.s2}, {bar_x + shown + s.s2, bar_y + d.bar_height + s.s2}, colors().text,
                 s.radius_small + s.s2, 0, s.s2);
  }
  if (state.focused) draw_mark_focus(list, state.min, state.max, s.radius);
  const std::vector<ui::TooltipRow> rows = step_tip(d.data, step, index == 0);
  ui::tooltip_for(state, ui::Tooltip{.title = step.label, .rows = rows, .note = tr("tip.funnel_step")});
  return state;
}

/// Slopes from bar to bar, under all words. Aligned bars that are stacked have words between them instead.
void draw_pieces(const Drawing& d) {
  if (d.stacked && !d.centred()) return;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  for (size_t index = 1; index < d.data.steps.size(); ++index) {
    const FunnelStep& step = d.data.steps[index];
    auto corners =
        funnel_piece(d.row(index - 1).bar, d.row(index).bar, d.bar_top(index - 1) + d.bar_height, d.bar_top(index));
    for (ImVec2& corner : corners) corner.x += d.at.x;
    const Color tone = step.larger_than_before ? colors().warning
                       : step.zone             ? zone_color(*step.zone)
                                               : colors().accent;
    list.AddConvexPolyFilled(corners.data(), static_cast<int>(corners.size()),
                             with_alpha(tone, dark_theme() ? 0.16f : 0.10f));
  }
}

/// What is said of a loss: an icon, the words, and the time where it has room.
struct LossPlace {
  float x = 0, text_width = 0;
  bool with_time = false;
};

LossPlace place_loss(const Drawing& d, const FunnelRow& row, const StepText& t) {
  const Sizes& s = sizes();
  const float icon = s.s12 + s.s4;
  const float left = row.area.x + (d.stacked ? 0 : s.s8);
  const float right = d.stacked ? d.width : std::max(row.count.x - s.s8, row.area.x + s.s32);
  LossPlace place{.x = left};
  place.text_width = std::min(ui::measure(TextStyle::caption, t.loss).x, right - left - icon);
  const float time = t.time.empty() ? 0 : s.s16 + icon + ui::measure(TextStyle::caption, t.time).x;
  place.with_time = time > 0 && left + icon + place.text_width + time <= right;
  const float whole = icon + place.text_width + (place.with_time ? time : 0);
  if (d.centred()) place.x = std::max(left, row.area.x + (row.area.w - whole) / 2);
  place.x = std::round(d.at.x + place.x);
  return place;
}

/// The loss between a step and the one before, in words on the slope between them.
ui::ItemState draw_loss(const Drawing& d, size_t index) {
  const Sizes& s = sizes();
  const FunnelStep& step = d.data.steps[index];
  const FunnelRow before = d.row(index - 1), row = d.row(index);
  const float top = d.stacked ? d.row_top(index) - d.gap_height - s.s2 : d.bar_top(index - 1) + d.bar_height;
  const float bottom = d.row_top(index);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const StepText& t = d.texts[index];
  const std::string key = std::string(d.data.key) + "." + step.id + ".loss";
  const bool gain = step.larger_than_before || step.drop_off < 0;
  const float icon = s.s12;
  const LossPlace place = place_loss(d, row, t);
  const float text_x = place.x + icon + s.s4, text_width = place.text_width;
  // The words and, of trapezoids, the whole piece; the words of aligned bars begin at the bars' line.
  const Span& wider = before.bar.w > row.bar.w ? before.bar : row.bar;
  const float left = d.at.x + (d.centred() ? wider.x : row.bar.x);
  const float right = d.centred() ? d.at.x + wider.right() : 0;
  const ui::ItemState state =
      ui::item_at({.key = key,
                   .role = role_of(d.data),
                   .label = t.loss,
                   .value = t.time,
                   .checkable = d.data.pressable,
                   .checked = step.loss_selected,
                   .no_focus_ring = true},
                  {std::min(left, place.x), top + 1}, {std::max(right, text_x + text_width + s.s8), bottom - 1});
  if (!state.visible) return state;
  if (step.loss_selected) {
    list.AddRectFilled(state.min, state.max, colors().accent_soft, s.radius_small);
  } else if (state.hovered && d.data.pressable) {
    list.AddRectFilled(state.min, state.max, with_alpha(colors().text, 0.06f), s.radius_small);
  }
  const Color ink = gain ? colors().warning : state.hovered ? colors().text : colors().text_muted;
  ui::draw_icon(list, gain ? ui::Icon::warning : ui::Icon::arrow_down, {place.x, std::round((top + bottom - icon) / 2)},
                icon, ink);
  ui::draw_text_in(list, TextStyle::caption, {text_x, top}, {text_x + text_width + 1, bottom}, ink, t.loss);
  if (place.with_time) {
    const float time_x = text_x + text_width + s.s16;
    const float time_width = ui::measure(TextStyle::caption, t.time).x;
    const Color muted = colors().text_muted;
    ui::draw_icon(list, ui::Icon::clock, {time_x, std::round((top + bottom - icon) / 2)}, icon, muted);
    ui::draw_text_in(list, TextStyle::caption, {time_x + icon + s.s4, top},
                     {time_x + icon + s.s4 + time_width + 1, bottom}, muted, t.time);
  }
  if (state.focused) draw_mark_focus(list, state.min, state.max, s.radius_small);
  std::vector<ui::TooltipRow> rows = {{tr("funnel.drop_off"), format_count(lost_of(step)), {}}};
  if (step.still_open) rows.push_back({tr("funnel.still_open"), format_count(step.still_open), {}});
  if (step.share_of_loss) rows.push_back({tr("funnel.share_of_loss"), format_percent(step.share_of_loss), {}});
  if (step.step_median_ms) rows.push_back({tr("funnel.step_median"), format_duration(step.step_median_ms), {}});
  if (step.step_p90_ms) rows.push_back({tr("funnel.step_p90"), format_duration(step.step_p90_ms), {}});
  const std::string title = d.data.steps[index - 1].label + " \u2192 " + step.label;
  ui::tooltip_for(
      state, ui::Tooltip{.title = title, .rows = rows, .note = gain ? tr("funnel.larger") : tr("tip.funnel_loss")});
  return state;
}

/// A copy has the ends of the interval in cells of their own, and times as numbers of days.
std::vector<std::string> table_header(const Funnel& data) {
  const bool copies = ui::TakeAlong::is_copying();
  const auto time = [&](const char* label) { return copies ? ui::with_unit(label, tr("unit.days")) : label; };
  std::vector<std::string> header{tr("funnel.step"), std::string(data.unit), tr("funnel.overall")};
  if (copies) {
    header.push_back(ui::with_unit(tr("funnel.interval"), tr("chart.from")));
    header.push_back(ui::with_unit(tr("funnel.interval"), tr("chart.to")));
  } else {
    header.emplace_back(tr("funnel.interval"));
  }
  for (const char* label :
       {tr("funnel.step_rate"), tr("funnel.drop_off"), tr("funnel.still_open"), tr("funnel.share_of_loss")}) {
    header.emplace_back(label);
  }
  for (const char* label : {"funnel.median", "funnel.p90", "funnel.step_median", "funnel.step_p90"}) {
    header.push_back(time(tr(label)));
  }
  header.emplace_back(tr("funnel.zone"));
  return header;
}

void add_interval(std::vector<std::string>& cells, const std::optional<Interval>& rate) {
  if (ui::TakeAlong::is_copying()) {
    cells.push_back(plain_percent(rate ? Maybe(rate->low) : std::nullopt));
    cells.push_back(plain_percent(rate ? Maybe(rate->high) : std::nullopt));
  } else {
    cells.push_back(rate ? format_percent_range(rate->low, rate->high) : absent());
  }
}

ScreenTable mirror_of(const Funnel& data) {
  ScreenTable table{std::string(data.caption), std::string(data.key), table_header(data), {}};
  constexpr double kDay = 86'400'000;
  for (size_t index = 0; index < data.steps.size(); ++index) {
    const FunnelStep& step = data.steps[index];
    const auto count = [](Maybe value) { return ui::table_number(value, format_count(value)); };
    const auto share = [](Maybe value) { return ui::table_share(value, format_percent(value)); };
    const auto rate = [&](const std::optional<Interval>& r) { return share(r ? Maybe(r->value) : std::nullopt); };
    const auto time = [](Maybe ms) {
      return ui::table_number(ms ? Maybe(*ms / kDay) : std::nullopt, format_duration(ms));
    };
    std::vector<std::string> cells{step.label, count(step.count), rate(step.overall_rate)};
    add_interval(cells, index > 0 ? step.overall_rate : std::nullopt);
    cells.insert(cells.end(),
                 {rate(step.step_rate), count(index == 0 ? std::nullopt : Maybe(lost_of(step))), count(step.still_open),
                  share(step.share_of_loss), time(step.median_ms), time(step.p90_ms), time(step.step_median_ms),
                  time(step.step_p90_ms), step.zone ? zone_name(*step.zone) : absent()});
    table.rows.push_back(std::move(cells));
  }
  return table;
}

}  // namespace

FunnelEvent funnel_bars(const Funnel& data) {
  add_screen_table(mirror_of(data));
  FunnelEvent event;
  if (data.steps.empty()) {
    draw_empty(data.key, data.caption, sizes().row * 4);
    return event;
  }
  const Drawing d = make_funnel_drawing(data);
  ImGui::PushID(data.key.data(), data.key.data() + data.key.size());
  draw_header(d);
  draw_zones(d);
  draw_pieces(d);
  for (size_t index = 0; index < data.steps.size(); ++index) {
    if (index > 0) {
      const ui::ItemState loss = draw_loss(d, index);
      if (loss.clicked && data.pressable) event.clicked_loss = index;
    }
    const ui::ItemState state = draw_step(d, index);
    if (state.hovered || state.focused) event.hovered = index;
    if (state.clicked && data.pressable) event.clicked = index;
  }
  ImGui::PopID();
  const size_t count = data.steps.size();
  ImGui::Dummy({d.width, d.row_top(count - 1) + d.row_height - d.at.y});
  if (d.stacked && d.widths.zone > 0) {
    std::vector<LegendItem> zones;
    for (int zone = 0; zone < 4; ++zone) {
      const bool used =
          std::any_of(data.steps.begin(), data.steps.end(), [zone](const auto& step) { return step.zone == zone; });
      if (used) zones.push_back({zone_name(zone), zone_color(zone)});
    }
    legend(zones);
  }
  if (data.scale == FunnelScale::square_root) {
    ui::gap(sizes().s8);
    ui::paragraph_muted(tr("funnel.scale.note"), TextStyle::caption, std::string(data.key) + ".scale");
  }
  return event;
}

}  // namespace sluice::app::chart

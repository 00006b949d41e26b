// The journey of one of those behind a bar: drawn on a time line and listed, which events count, what came nearest to
// the step that is missed, what stood in the way, and why it went no further.
#include <algorithm>
#include <cmath>
#include <utility>

#include <imgui.h>

#include "app/charts/journey_line.h"
#include "app/cluster_hues.h"
#include "app/screens/funnel.h"
#include "app/widgets/card.h"
#include "app/widgets/cells.h"
#include "app/widgets/layout.h"
#include "app/widgets/table.h"
#include "app/widgets/text.h"
#include "base/calendar.h"

namespace sluice::app {
namespace {

using funnel::JourneyEvent;
using funnel::JourneyReport;

constexpr float kTableRows = 13;  // with the header

/// Scrolls no further than it needs for what begins at the cursor and is so high.
void bring_up(float height) {
  const ImVec2 window = ImGui::GetWindowPos();
  const float top = ImGui::GetCursorScreenPos().y - window.y;
  const float below = top + height - ImGui::GetWindowHeight();
  if (below > 0) ImGui::SetScrollY(ImGui::GetScrollY() + std::min(below, top));
}

// Words ---------------------------------------------------------------------------------------------------------------

/// "step 2, cart"
std::string name_of(const JourneyReport& journey, uint32_t step) {
  return tr_format("journey.step", {std::to_string(step + 1), pick(journey.steps[step])});
}

bool is_near_miss(const JourneyReport& journey, size_t index) {
  return journey.near_miss && journey.near_miss->event == index;
}

std::string miss_words(const JourneyReport& journey) {
  const funnel::NearMiss& miss = *journey.near_miss;
  const std::string name = name_of(journey, miss.step);
  if (!miss.late_ms) return tr_format("journey.missed", {name});
  const std::string by = format_duration(std::abs(static_cast<double>(*miss.late_ms)));
  return *miss.late_ms > 0 ? tr_format("journey.too_late", {name, by}) : tr_format("journey.too_early", {name, by});
}

/// What an event did.
std::string part_of(const JourneyReport& journey, size_t index) {
  const JourneyEvent& event = journey.events[index];
  if (is_near_miss(journey, index)) return miss_words(journey);
  if (journey.obstacle == index) return tr(event.excluded ? "journey.excluded_between" : "journey.lies_between");
  if (event.fills) return tr_format("journey.fills", {name_of(journey, *event.fills)});
  if (event.excluded) return tr("journey.excluded");
  if (event.matches.empty()) return tr("journey.no_step");
  return tr_format("journey.might_fill", {name_of(journey, event.matches.front())});
}

/// Beside the mark: its name, of the near miss also by how much.
std::string label_of(const JourneyReport& journey, size_t index) {
  const std::string& name = journey.events[index].event;
  if (!is_near_miss(journey, index) || !journey.near_miss->late_ms) return name;
  const int64_t late = *journey.near_miss->late_ms;
  const std::string by = format_duration(std::abs(static_cast<double>(late)));
  return late > 0 ? tr_format("journey.label_late", {name, by}) : tr_format("journey.label_early", {name, by});
}

// Line ----------------------------------------------------------------------------------------------------------------

chart::JourneyRole role_of(const JourneyReport& journey, size_t index) {
  if (is_near_miss(journey, index)) return chart::JourneyRole::near_miss;
  if (journey.obstacle == index) return chart::JourneyRole::obstacle;
  return journey.events[index].fills ? chart::JourneyRole::step : chart::JourneyRole::other;
}

chart::JourneyMark mark_of(const JourneyReport& journey, size_t index) {
  const JourneyEvent& event = journey.events[index];
  chart::JourneyMark mark{.time = event.time,
                          .name = event.event,
                          .part = part_of(journey, index),
                          .label = label_of(journey, index),
                          .role = role_of(journey, index),
                          .excluded = event.excluded};
  if (event.fills) mark.step = *event.fills;
  if (is_near_miss(journey, index)) mark.step = journey.near_miss->step;
  if (mark.step) mark.color = cluster_hue(*mark.step);
  if (mark.role == chart::JourneyRole::near_miss || mark.role == chart::JourneyRole::obstacle) {
    mark.note = pick(journey.reason);
  }
  return mark;
}

/// None for a time that ends with the calendar: it limits nothing.
void add_band(const std::optional<funnel::JourneySpan>& span, const std::string& name,
              std::vector<chart::JourneyBand>& bands) {
  constexpr TimeMs kLast = 253'402'300'799'999;  // of the year 9999
  if (!span || span->end > kLast) return;
  const std::string length = format_duration(static_cast<double>(span->end - span->begin));
  bands.push_back({span->begin, span->end, tr_format("journey.band", {name, length, format_time(span->end)})});
}

void draw_line(ScreenContext& context, const JourneyReport& journey) {
  chart::JourneyLine data{.key = "journey.line",
                          .caption = tr("journey.line"),
                          .time_header = tr("journey.time"),
                          .event_header = tr("journey.event"),
                          .part_header = tr("journey.part")};
  for (size_t i = 0; i < journey.events.size(); ++i) data.marks.push_back(mark_of(journey, i));
  add_band(journey.window, tr("journey.window"), data.bands);
  add_band(journey.step_window, tr("journey.step_window"), data.bands);
  const chart::MarkEvent event = chart::journey_line(data);
  if (!event.clicked) return;
  FunnelView& view = context.view.funnel;
  view.journey_event = *event.clicked;
  view.journey.scroll = static_cast<double>(*event.clicked) * static_cast<double>(sizes().row);
}

// Table ---------------------------------------------------------------------------------------------------------------

/// The sign that the event has on the line.
std::string sign_of(const JourneyReport& journey, size_t index) {
  switch (role_of(journey, index)) {
    case chart::JourneyRole::step:
      return "\u25CF ";
    case chart::JourneyRole::near_miss:
      return "\u25C7 ";
    case chart::JourneyRole::obstacle:
      return "\u2715 ";
    case chart::JourneyRole::other:
      break;
  }
  return {};
}

void fill_event(ui::Row& cells, const JourneyReport& journey, size_t index, bool valued, const std::string& currency) {
  const JourneyEvent& event = journey.events[index];
  const bool muted = role_of(journey, index) == chart::JourneyRole::other;
  const std::string part = event.matches.empty() && muted && !event.excluded ? std::string() : part_of(journey, index);
  cells.clear();
  cells.push_back({.text = format_time(event.time), .muted = muted});
  cells.push_back({.text = event.event, .muted = muted, .strong = event.fills.has_value()});
  cells.push_back({.text = sign_of(journey, index) + part, .muted = muted});
  if (valued) cells.push_back(ui::money_cell(event.amount, currency));
}

void draw_table(ScreenContext& context, const JourneyReport& journey) {
  FunnelView& view = context.view.funnel;
  const bool valued = std::any_of(journey.events.begin(), journey.events.end(),
                                  [](const JourneyEvent& event) { return event.amount.has_value(); });
  const std::string currency = funnel_currency(context.store.report());
  std::vector<ui::Column> header{{.key = "time", .label = tr("journey.time"), .min_width = 150},
                                 {.key = "event", .label = tr("journey.event"), .min_width = 130, .weight = 1.4f},
                                 {.key = "part", .label = tr("journey.part"), .min_width = 180, .weight = 1.8f}};
  if (valued) {
    header.push_back({.key = "amount", .label = tr("people.value"), .align = ui::Align::right, .min_width = 90});
  }
  const auto fill = [&](uint64_t index) {
    fill_event(view.event_row, journey, index, valued, currency);
    return &view.event_row;
  };
  const float rows_high = std::min(kTableRows, static_cast<float>(journey.events.size()) + 1);
  ui::table({.key = "journey.table",
             .caption = tr("journey.title"),
             .columns = header,
             .rows = journey.events.size(),
             .row = fill,
             .selected = view.journey_event,
             .height = rows_high * sizes().row + sizes().s16,
             .selectable = false},
            view.journey);
}

/// Which of the customer's sessions or entries it is.
std::string words_of_unit(const ScreenContext& context, const JourneyReport& journey) {
  const std::string number = format_count(static_cast<double>(journey.unit) + 1);
  const std::string all = format_count(static_cast<double>(journey.units));
  return context.store.spec().funnel.unit == funnel::Unit::sessions ? tr_format("journey.session_of", {number, all})
                                                                    : tr_format("journey.entry_of", {number, all});
}

void draw_answer(ScreenContext& context, const JourneyReport& journey) {
  ui::paragraph(pick(journey.outcome), TextStyle::body, "journey.outcome");
  if (!journey.reason.empty()) ui::paragraph(pick(journey.reason), TextStyle::body, "journey.reason");
  if (journey.units > 1) {
    ui::paragraph_muted(words_of_unit(context, journey), TextStyle::caption, "journey.unit");
  }
  if (journey.events.empty()) return;
  ui::gap(sizes().s12);
  draw_line(context, journey);
  ui::gap(sizes().s12);
  draw_table(context, journey);
  if (journey.left_out > 0) {
    ui::paragraph_muted(tr_format("journey.left_out", {format_count(static_cast<double>(journey.left_out))}),
                        TextStyle::caption);
  }
}

}  // namespace

void draw_funnel_journey(ScreenContext& context) {
  const std::string& customer = context.store.journey_query().customer;
  if (customer.empty()) return;
  FunnelView& view = context.view.funnel;
  ui::gap(sizes().s16);
  if (std::exchange(view.show_journey, false)) {
    constexpr float kSentencesAndLine = 10;  // controls high
    bring_up(kSentencesAndLine * sizes().control);
    view.journey_event.reset();
    view.journey = {};
  }
  const std::string title = tr_format("journey.of", {customer});
  ui::Card card({.key = "journey.card", .title = title});
  const Inquiry<JourneyReport>& inquiry = context.store.journey();
  if (const Error* error = inquiry.error()) {
    ui::paragraph(pick(error->message), TextStyle::body, "journey.error");
  } else if (!inquiry.answer()) {
    ui::skeleton(4);
  } else {
    draw_answer(context, *inquiry.answer());
  }
}

}  // namespace sluice::app

// What steps are picked from: the events of the file, each of which is dragged to its place in the list or, pressed,
// becomes the last step. Where there are many the most frequent are shown, and a search finds the others.
#include <algorithm>
#include <cmath>

#include <imgui.h>

#include "app/screens/funnel_settings.h"
#include "app/screens/words.h"
#include "app/widgets/drag.h"
#include "app/widgets/fields.h"
#include "app/widgets/icon.h"
#include "app/widgets/item.h"
#include "app/widgets/layout.h"
#include "app/widgets/picture.h"
#include "app/widgets/text.h"

namespace sluice::app {
namespace {

using funnel::FunnelReport;
using funnel::Step;

/// More events than this only on request.
constexpr size_t kFewEvents = 12;

struct Tile {
  std::string key, name, count;
};

Tile tile_of(const FunnelReport& report, const funnel::EventChoice& event) {
  return {"funnel.event." + event.event, event_name(report, event.event),
          format_compact(static_cast<double>(event.count))};
}

float tile_width(const Tile& tile) {
  const Sizes& s = sizes();
  const float texts = ui::measure(TextStyle::body, tile.name).x + ui::measure(TextStyle::caption, tile.count).x;
  return std::ceil(s.s4 + s.icon + s.s4 + texts + s.s8 + s.s12);
}

bool draw_tile(const Tile& tile, size_t index, bool disabled) {
  const ui::LeftOutOfPictures control;
  const Sizes& s = sizes();
  const float width = std::min(tile_width(tile), ui::available_width());
  const ui::ItemState state =
      ui::item({.key = tile.key, .label = tile.name, .value = tile.count, .disabled = disabled}, {width, s.control});
  ui::drag_source(state, {kDraggedEvent, index}, tile.name);
  if (!state.visible) return false;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Color ink = disabled ? mix(colors().text_muted, colors().surface, 0.35f) : colors().text;
  list.AddRectFilled(state.min, state.max, state.hovered && !disabled ? colors().hover : colors().surface, s.radius);
  list.AddRect(state.min, state.max, mix(colors().border, colors().border_strong, 0.3f), s.radius);
  float x = state.min.x + s.s4;
  ui::draw_icon(list, ui::Icon::drag, {x, std::round((state.min.y + state.max.y - s.icon) / 2)}, s.icon,
                colors().text_muted);
  x += s.icon + s.s4;
  const float right = state.max.x - s.s12, count = ui::measure(TextStyle::caption, tile.count).x;
  const bool whole = ui::draw_text_in(list, TextStyle::body, {x, state.min.y}, {right - count - s.s8 + 1, state.max.y},
                                      ink, tile.name);
  ui::draw_text_in(list, TextStyle::caption, {right - count, state.min.y}, {right + 1, state.max.y},
                   colors().text_muted, tile.count, ui::Align::right);
  if (!whole) ui::tooltip_for(state, tile.name);
  return state.clicked;
}

/// Which are shown. A stage stands in a sales funnel once; an event may be several steps.
std::vector<size_t> shown_events(const FunnelView& view, const FunnelReport& report, const std::vector<Step>& steps) {
  const bool repeats = report.source == funnel::Source::events;
  std::vector<size_t> shown;
  for (size_t i = 0; i < report.events.size(); ++i) {
    const std::string& event = report.events[i].event;
    const bool taken =
        !repeats && std::any_of(steps.begin(), steps.end(), [&](const Step& step) { return step.event == event; });
    if (!taken && ui::found_by(view.event_search, event_name(report, event))) shown.push_back(i);
  }
  return shown;
}

void draw_more(FunnelView& view, size_t found) {
  if (found <= kFewEvents) return;
  const std::string label = view.all_events
                                ? std::string(tr("attribute.few"))
                                : tr_format("funnel.all_events", {format_count(static_cast<double>(found))});
  if (ui::link("funnel.events.more", label, TextStyle::caption)) view.all_events = !view.all_events;
}

void add_at_the_end(ScreenContext& context, const FunnelReport& report, const std::string& event) {
  edit_steps(context, report, [&](funnel::FunnelSpec& spec) { insert_step(spec, spec.steps.size(), event); });
}

}  // namespace

void draw_event_palette(ScreenContext& context, const FunnelReport& report) {
  FunnelView& view = context.view.funnel;
  const bool searchable = report.events.size() > kFewEvents;
  if (!searchable) view.event_search.clear();
  const std::vector<Step> steps = steps_in_force(context.store.spec().funnel, report);
  const std::vector<size_t> shown = shown_events(view, report, steps);
  if (shown.empty() && !searchable) return;
  const bool full = steps.size() >= funnel::kMaxSteps;
  ui::section(tr(report.source == funnel::Source::events ? "funnel.events" : "funnel.other_stages"));
  ui::paragraph_muted(full ? tr_format("funnel.steps_full", {std::to_string(funnel::kMaxSteps)})
                           : std::string(tr("funnel.events_hint")),
                      TextStyle::caption, "funnel.events.hint");
  if (searchable) {
    ui::search_field({.key = "funnel.events.search",
                      .spoken = tr("funnel.search_events"),
                      .hint = tr("funnel.search_events"),
                      .width = -1},
                     view.event_search);
  }
  if (shown.empty()) return ui::muted(tr("common.no_match"));
  const size_t most = view.all_events ? shown.size() : std::min(shown.size(), kFewEvents);
  for (size_t i = 0; i < most; ++i) {
    const Tile tile = tile_of(report, report.events[shown[i]]);
    if (i > 0) ui::same_line_if_fits(tile_width(tile), sizes().s4);
    if (draw_tile(tile, shown[i], full)) add_at_the_end(context, report, report.events[shown[i]].event);
  }
  draw_more(view, shown.size());
}

}  // namespace sluice::app

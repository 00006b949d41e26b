// The steps of the funnel as a list that is put in order: by its handles, by arrow keys on them, by buttons. Under it
// the events of the file, from which steps are dragged into the list.
#include <array>
#include <cmath>
#include <optional>
#include <utility>

#include <imgui.h>

#include "app/screens/duration_field.h"
#include "app/screens/funnel_settings.h"
#include "app/screens/step_editor.h"
#include "app/screens/words.h"
#include "app/widgets/button.h"
#include "app/widgets/controls.h"
#include "app/widgets/drag.h"
#include "app/widgets/icon.h"
#include "app/widgets/item.h"
#include "app/widgets/layout.h"
#include "app/widgets/picture.h"
#include "app/widgets/text.h"

namespace sluice::app {
namespace {

using funnel::FunnelReport;
using funnel::FunnelSpec;
using funnel::Mode;
using funnel::Source;
using funnel::Step;

/// A step of the list in this frame. The spec may change while it is drawn: `steps` is a copy.
struct StepLine {
  const std::vector<Step>& steps;
  size_t index;
  std::string key;  ///< "funnel.steps.1"
  std::string name;

  const Step& step() const { return steps[index]; }
};

std::string name_of(const FunnelReport& report, const Step& step) {
  return report.source == Source::events ? match_name(match_of(step)) : event_name(report, step.event);
}

// Changes ------------------------------------------------------------------------------------------------------------

void move(ScreenContext& context, const FunnelReport& report, size_t from, size_t to) {
  if (from == to) return;
  edit_steps(context, report, [&](FunnelSpec& spec) { move_step(spec, from, to); });
  std::optional<size_t>& open = context.view.funnel.open_step;
  if (open) open = index_after_move(*open, from, to);
}

void insert(ScreenContext& context, const FunnelReport& report, size_t place, const std::string& event) {
  edit_steps(context, report, [&](FunnelSpec& spec) { insert_step(spec, place, event); });
  std::optional<size_t>& open = context.view.funnel.open_step;
  if (open && *open >= place) ++*open;
}

void remove(ScreenContext& context, const FunnelReport& report, size_t index) {
  edit_steps(context, report, [&](FunnelSpec& spec) { remove_step(spec, index); });
  std::optional<size_t>& open = context.view.funnel.open_step;
  if (open == index) open.reset();
  if (open && *open > index) --*open;
}

/// A step that is dragged leaves its own place: those behind it move up.
void drop(ScreenContext& context, const FunnelReport& report, const ui::Dropped& dropped) {
  const size_t index = dropped.what.index;
  if (std::string_view(dropped.what.kind) == kDraggedEvent) {
    insert(context, report, dropped.place, report.events[index].event);
  } else {
    move(context, report, index, dropped.place > index ? dropped.place - 1 : dropped.place);
  }
}

// A line -------------------------------------------------------------------------------------------------------------

float handle_width() { return narrow_screen() ? sizes().s32 : sizes().s24; }

void move_by_keys(ScreenContext& context, const FunnelReport& report, const StepLine& line,
                  const ui::ItemState& state) {
  std::optional<size_t> to;
  for (const auto& [key, back] : {std::pair{ImGuiKey_UpArrow, true}, std::pair{ImGuiKey_DownArrow, false}}) {
    ui::own_key(state, key);
    const bool room = back ? line.index > 0 : line.index + 1 < line.steps.size();
    if (room && ui::pressed(state, key)) to = back ? line.index - 1 : line.index + 1;
  }
  if (!to) return;
  move(context, report, line.index, *to);
  context.view.funnel.keyboard_on_step = to;
}

void draw_handle(ScreenContext& context, const FunnelReport& report, const StepLine& line) {
  const ui::LeftOutOfPictures control;
  const std::string key = line.key + ".handle";
  const std::string label = tr_format("funnel.place_of", {line.name});
  const std::string place =
      tr_format("chart.score_of", {std::to_string(line.index + 1), std::to_string(line.steps.size())});
  const float width = handle_width();
  const ui::ItemState state =
      ui::item({.key = key, .role = "slider", .label = label, .value = place}, {width, sizes().control});
  if (context.view.funnel.keyboard_on_step == line.index) {
    context.view.funnel.keyboard_on_step.reset();
    ui::begin_keyboard_at(state);
    ImGui::SetNavCursorVisible(true);
  }
  ui::drag_source(state, {kDraggedStep, line.index}, line.name);
  if (!state.visible) return;
  const float icon = sizes().icon;
  const bool lit = state.hovered || state.held || state.focused;
  ui::draw_icon(
      *ImGui::GetWindowDrawList(), ui::Icon::drag,
      {std::round((state.min.x + state.max.x - icon) / 2), std::round((state.min.y + state.max.y - icon) / 2)}, icon,
      lit ? colors().text : colors().text_muted);
  ui::tooltip_for(state, tr("funnel.place_hint"));
  if (state.current) move_by_keys(context, report, line, state);
}

/// Up, down, and away.
void draw_buttons(ScreenContext& context, const FunnelReport& report, const StepLine& line) {
  const auto pressed = [&](const char* name, const char* label, ui::Icon icon, bool disabled) {
    const std::string key = line.key + name;
    return ui::icon_button({.key = key, .label = label, .icon = icon, .disabled = disabled, .small = true});
  };
  ui::same_line(sizes().s2);
  ui::align_middle(ui::button_height(true));
  if (pressed(".up", tr("funnel.move_up"), ui::Icon::arrow_up, line.index == 0)) {
    move(context, report, line.index, line.index - 1);
  }
  ui::same_line(sizes().s2);
  if (pressed(".down", tr("funnel.move_down"), ui::Icon::arrow_down, line.index + 1 == line.steps.size())) {
    move(context, report, line.index, line.index + 1);
  }
  ui::same_line(sizes().s2);
  if (pressed(".remove", tr("funnel.remove_step"), ui::Icon::close, line.steps.size() <= 2)) {
    remove(context, report, line.index);
  }
}

float buttons_width() { return 3 * (ui::button_height(true) + sizes().s2); }

// Events -------------------------------------------------------------------------------------------------------------

/// "optional · within 1 h · Device: phone": what makes the step another one than its events alone.
std::string details_of(ScreenContext& context, const FunnelReport& report, const Step& step) {
  std::string words;
  const auto add = [&](const std::string& more) {
    if (!more.empty()) words += (words.empty() ? "" : " · ") + more;
  };
  if (context.store.spec().funnel.mode != Mode::any) {
    if (step.optional) add(tr("funnel.is_optional"));
    if (step.window_ms) add(tr_format("funnel.within", {format_duration(static_cast<double>(*step.window_ms))}));
  }
  add(condition_words(report, match_of(step)));
  return words;
}

void draw_own_window(ScreenContext& context, const FunnelReport& report, const StepLine& line) {
  const auto set = [&](std::optional<int64_t> window) {
    edit_steps(context, report, [&](FunnelSpec& spec) { spec.steps[line.index].window_ms = window; });
  };
  const std::optional<int64_t> window = line.step().window_ms;
  const std::string key = line.key + ".window";
  if (ui::toggle({.key = key,
                  .label = tr("funnel.own_window"),
                  .detail = tr("funnel.own_window_hint"),
                  .on = window.has_value()})) {
    set(window ? std::nullopt : std::optional<int64_t>(kHourMs));
  }
  if (!window) return;
  if (const auto length = duration_field(key, *window)) set(length);
}

void draw_step_editor(ScreenContext& context, const FunnelReport& report, const StepLine& line) {
  const FunnelSpec& spec = context.store.spec().funnel;
  const bool ordered_steps = spec.mode != Mode::any && line.index > 0;
  const bool may_skip = spec.mode == Mode::ordered && line.index > 0 && line.index + 1 < line.steps.size();
  if (const auto match = draw_match_editor(context, report, line.key, match_of(line.step()))) {
    edit_steps(context, report, [&](FunnelSpec& next) { set_match(next.steps[line.index], *match); });
  }
  if (may_skip) {
    ui::gap(sizes().s8);
    const bool optional = line.step().optional;
    if (ui::toggle({.key = line.key + ".optional",
                    .label = tr("funnel.optional"),
                    .detail = tr("funnel.optional_hint"),
                    .on = optional})) {
      edit_steps(context, report, [&](FunnelSpec& next) { set_optional(next, line.index, !optional); });
    }
  }
  if (ordered_steps) {
    ui::gap(sizes().s8);
    draw_own_window(context, report, line);
  }
  ui::gap(sizes().s12);
}

void open_or_close(FunnelView& view, size_t index) {
  const bool was_open = view.open_step == index;
  view.open_step.reset();
  view.open_exclusion.reset();
  view.new_condition.reset();
  if (!was_open) view.open_step = index;
}

void draw_event_line(ScreenContext& context, const FunnelReport& report, const StepLine& line) {
  FunnelView& view = context.view.funnel;
  const std::string number = std::to_string(line.index + 1);
  const std::string details = details_of(context, report, line.step());
  const bool open = view.open_step == line.index;
  if (draw_entry_line({.key = line.key,
                       .number = number,
                       .name = line.name,
                       .details = details,
                       .open = open,
                       .width = ui::available_width() - buttons_width()})) {
    open_or_close(view, line.index);
  }
  draw_buttons(context, report, line);
  if (!open) return;
  ImGui::Indent(handle_width() + sizes().s2);
  draw_step_editor(context, report, line);
  ImGui::Unindent(handle_width() + sizes().s2);
}

// Stages -------------------------------------------------------------------------------------------------------------

/// Stages of a sales funnel lie in a zone each.
void draw_zone(ScreenContext& context, const FunnelReport& report, const StepLine& line) {
  const std::array<ui::SelectOption, 4> zones{{{.label = zone_name(funnel::Zone::outside)},
                                               {.label = zone_name(funnel::Zone::top)},
                                               {.label = zone_name(funnel::Zone::middle)},
                                               {.label = zone_name(funnel::Zone::bottom)}}};
  const std::string key = line.key + ".zone";
  std::optional<size_t> current;
  if (line.step().zone) current = static_cast<size_t>(*line.step().zone);
  const auto chosen = ui::select(
      {.key = key, .spoken = tr("funnel.zone"), .placeholder = tr("funnel.zone"), .width = -1}, zones, current);
  if (!chosen) return;
  edit_steps(context, report,
             [&](FunnelSpec& spec) { spec.steps[line.index].zone = static_cast<funnel::Zone>(*chosen); });
}

void draw_stage_line(ScreenContext& context, const FunnelReport& report, const StepLine& line) {
  std::optional<size_t> current;
  for (size_t i = 0; i < report.events.size(); ++i) {
    if (report.events[i].event == line.step().event) current = i;
  }
  const std::string spoken = tr_format("funnel.step_number", {std::to_string(line.index + 1)});
  const auto replaced = ui::select({.key = line.key,
                                    .spoken = spoken,
                                    .placeholder = line.step().event,
                                    .width = ui::available_width() - buttons_width()},
                                   event_options(report), current);
  if (replaced) {
    edit_steps(context, report,
               [&](FunnelSpec& spec) { spec.steps[line.index].event = report.events[*replaced].event; });
  }
  draw_buttons(context, report, line);
  ImGui::Indent(handle_width() + sizes().s2);
  draw_zone(context, report, line);
  ImGui::Unindent(handle_width() + sizes().s2);
}

void draw_line(ScreenContext& context, const FunnelReport& report, const StepLine& line) {
  ImGui::PushID(static_cast<int>(line.index));
  draw_handle(context, report, line);
  ui::same_line(sizes().s2);
  report.source == Source::events ? draw_event_line(context, report, line) : draw_stage_line(context, report, line);
  ImGui::PopID();
}

/// Whether the steps are those of the file, and the way back to them.
void draw_origin(ScreenContext& context) {
  if (context.store.spec().funnel.steps.empty()) {
    ui::paragraph_muted(tr("funnel.proposed"), TextStyle::caption);
  } else if (ui::link("funnel.steps.reset", tr("funnel.reset_steps"), TextStyle::caption)) {
    context.store.edit([](Spec& spec) { reset_steps(spec.funnel); });
    context.view.funnel.open_step.reset();
  }
}

}  // namespace

void draw_funnel_steps(ScreenContext& context, const FunnelReport& report) {
  const std::vector<Step> steps = steps_in_force(context.store.spec().funnel, report);
  const ImVec2 begin = ImGui::GetCursorScreenPos();
  const float right = begin.x + ui::available_width();
  std::vector<ui::EntrySpan> spans;
  for (size_t i = 0; i < steps.size(); ++i) {
    const float top = ImGui::GetCursorScreenPos().y;
    draw_line(context, report,
              {.steps = steps,
               .index = i,
               .key = "funnel.steps." + std::to_string(i + 1),
               .name = name_of(report, steps[i])});
    spans.push_back({top, ImGui::GetCursorScreenPos().y - ImGui::GetStyle().ItemSpacing.y});
  }
  const float bottom = ImGui::GetCursorScreenPos().y;
  const bool full = steps.size() >= funnel::kMaxSteps;
  const std::array<const char*, 2> kinds{kDraggedStep, kDraggedEvent};
  const auto dropped = ui::drop_between("funnel.steps", {begin.x, begin.y - sizes().control}, {right, bottom}, spans,
                                        std::span(kinds).first(full ? 1 : 2));
  if (dropped) drop(context, report, *dropped);
  draw_origin(context);
  draw_event_palette(context, report);
}

}  // namespace sluice::app

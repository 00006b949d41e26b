#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include <imgui.h>

#include "app/screens/funnel.h"
#include "app/screens/words.h"
#include "app/widgets/button.h"
#include "app/widgets/card.h"
#include "app/widgets/controls.h"
#include "app/widgets/fields.h"
#include "app/widgets/layout.h"
#include "app/widgets/menu.h"
#include "app/widgets/text.h"

namespace sluice::app {
namespace {

using funnel::FunnelReport;
using funnel::Source;
using funnel::Step;

void section(const char* title) {
  ui::gap(sizes().s16);
  ui::muted(title, TextStyle::caption_strong);
}

// Source -------------------------------------------------------------------------------------------------------------

void draw_source(ScreenContext& context, const FunnelReport& report) {
  if (report.sources.size() < 2) return;
  std::vector<ui::SelectOption> options;
  std::optional<size_t> current;
  for (size_t i = 0; i < report.sources.size(); ++i) {
    options.push_back({.label = source_name(report.sources[i])});
    if (report.sources[i] == report.source) current = i;
  }
  section(tr("funnel.source"));
  const auto chosen =
      ui::select({.key = "funnel.source", .spoken = tr("funnel.source"), .width = -1}, options, current);
  if (chosen) context.store.edit([&](Spec& spec) { choose_source(spec.funnel, report.sources[*chosen]); });
}

// Window -------------------------------------------------------------------------------------------------------------

constexpr int64_t kMinute = 60'000;
constexpr int64_t kHour = 60 * kMinute;
constexpr int64_t kDay = 24 * kHour;
constexpr std::array<int64_t, 5> kWindows{30 * kMinute, kHour, kDay, 7 * kDay, 30 * kDay};
constexpr std::array<int64_t, 3> kUnits{kMinute, kHour, kDay};

/// The largest unit in which a window is a whole number.
void show_in_custom_fields(FunnelView& view, int64_t window) {
  for (size_t unit = kUnits.size(); unit-- > 0;) {
    if (window % kUnits[unit] != 0 && unit > 0) continue;
    view.custom_unit = static_cast<int>(unit);
    view.custom_amount = static_cast<double>(window) / static_cast<double>(kUnits[unit]);
    return;
  }
}

void set_window(ScreenContext& context, std::optional<int64_t> window) {
  context.store.edit([&](Spec& spec) { spec.funnel.window_ms = window; });
}

void set_custom_window(ScreenContext& context) {
  const FunnelView& view = context.view.funnel;
  const double unit = static_cast<double>(kUnits[static_cast<size_t>(view.custom_unit)]);
  set_window(context, static_cast<int64_t>(std::llround(view.custom_amount * unit)));
}

void draw_custom_window(ScreenContext& context) {
  FunnelView& view = context.view.funnel;
  const float half = (ui::available_width() - sizes().s8) / 2;
  constexpr double kLongest = 100'000;
  const auto amount =
      ui::number_field({.field = {.key = "funnel.window.amount", .spoken = tr("window.amount"), .width = half},
                        .value = view.custom_amount,
                        .minimum = 0,
                        .maximum = kLongest,
                        .decimals = 0});
  ui::same_line();
  const std::array<ui::SelectOption, 3> units{
      {{.label = tr("window.minutes")}, {.label = tr("window.hours")}, {.label = tr("window.days")}}};
  const auto unit = ui::select({.key = "funnel.window.unit", .spoken = tr("window.unit"), .width = half}, units,
                               static_cast<size_t>(view.custom_unit));
  if (amount) view.custom_amount = *amount;
  if (unit) view.custom_unit = static_cast<int>(*unit);
  if (amount || unit) set_custom_window(context);
}

/// No limit, five usual windows, or an own one.
void draw_window(ScreenContext& context, const FunnelReport& report) {
  if (report.source != Source::events) return;
  FunnelView& view = context.view.funnel;
  const std::optional<int64_t> window = context.store.spec().funnel.window_ms;
  std::vector<ui::SelectOption> options{{.label = tr("window.none")}};
  for (const int64_t usual : kWindows) options.push_back({.label = format_duration(static_cast<double>(usual))});
  options.push_back({.label = tr("window.custom")});
  const size_t custom = options.size() - 1;

  const auto usual = window ? std::find(kWindows.begin(), kWindows.end(), *window) : kWindows.end();
  const bool own = window && (view.custom_window || usual == kWindows.end());
  const size_t current = own ? custom : !window ? 0 : static_cast<size_t>(usual - kWindows.begin()) + 1;
  section(tr("funnel.window"));
  const auto chosen =
      ui::select({.key = "funnel.window", .spoken = tr("funnel.window"), .width = -1}, options, current);
  if (chosen) {
    view.custom_window = *chosen == custom;
    if (view.custom_window) {
      show_in_custom_fields(view, window.value_or(kWindows[3]));
      set_custom_window(context);
    } else {
      set_window(context, *chosen == 0 ? std::nullopt : std::optional<int64_t>(kWindows[*chosen - 1]));
    }
  }
  if (own) draw_custom_window(context);
  ui::paragraph_muted(tr("window.hint"), TextStyle::caption);
}

// Purchase ladder ----------------------------------------------------------------------------------------------------

void draw_purchase_steps(ScreenContext& context) {
  constexpr double kFewest = 2, kMost = 12;
  const int purchases = context.store.spec().funnel.purchases;
  ui::gap(sizes().s8);
  const std::string text = format_count(static_cast<double>(purchases));
  const auto moved = ui::slider({.key = "funnel.purchases",
                                 .label = tr("funnel.purchases"),
                                 .value_text = text,
                                 .value = static_cast<double>(purchases),
                                 .minimum = kFewest,
                                 .maximum = kMost,
                                 .step = 1});
  if (moved) {
    context.store.edit([&](Spec& spec) { spec.funnel.purchases = static_cast<int>(std::lround(*moved)); },
                       "funnel.purchases");
  }
}

// Steps --------------------------------------------------------------------------------------------------------------

/// As the chart names it: the step of a won opportunity has a word of ours.
std::string event_name(const FunnelReport& report, const std::string& event) {
  for (const funnel::StepReport& step : report.steps) {
    if (step.event == event) return pick(step.label);
  }
  return event;
}

std::vector<ui::SelectOption> event_options(const FunnelReport& report) {
  std::vector<ui::SelectOption> options;
  for (const funnel::EventChoice& event : report.events) {
    options.push_back(
        {.label = event_name(report, event.event), .detail = format_compact(static_cast<double>(event.count))});
  }
  return options;
}

std::optional<size_t> event_index(const FunnelReport& report, const std::string& event) {
  for (size_t i = 0; i < report.events.size(); ++i) {
    if (report.events[i].event == event) return i;
  }
  return std::nullopt;
}

/// Stages of a sales funnel lie in a zone each.
void draw_zone(std::vector<Step>& steps, size_t index, bool& changed) {
  const std::array<ui::SelectOption, 4> zones{{{.label = zone_name(funnel::Zone::outside)},
                                               {.label = zone_name(funnel::Zone::top)},
                                               {.label = zone_name(funnel::Zone::middle)},
                                               {.label = zone_name(funnel::Zone::bottom)}}};
  const std::string key = "funnel.steps." + std::to_string(index + 1) + ".zone";
  const std::optional<size_t> current =
      steps[index].zone ? std::optional<size_t>(static_cast<size_t>(*steps[index].zone)) : std::nullopt;
  const auto chosen = ui::select(
      {.key = key, .spoken = tr("funnel.zone"), .placeholder = tr("funnel.zone"), .width = -1}, zones, current);
  if (!chosen) return;
  steps[index].zone = static_cast<funnel::Zone>(*chosen);
  changed = true;
}

/// Replace, move up, move down, remove.
void draw_step(std::vector<Step>& steps, size_t index, const FunnelReport& report,
               const std::vector<ui::SelectOption>& options, bool& changed) {
  const std::string key = "funnel.steps." + std::to_string(index + 1);
  const std::string spoken = tr_format("funnel.step_number", {std::to_string(index + 1)});
  const float buttons = 3 * sizes().control + 3 * sizes().s2;
  ImGui::PushID(static_cast<int>(index));
  const auto replaced = ui::select(
      {.key = key, .spoken = spoken, .placeholder = steps[index].event, .width = ui::available_width() - buttons},
      options, event_index(report, steps[index].event));
  const std::string up_key = key + ".up", down_key = key + ".down", remove_key = key + ".remove";
  const auto icon = [&](const std::string& icon_key, const char* label, ui::Icon shape, bool disabled) {
    ui::same_line(sizes().s2);
    return ui::icon_button({.key = icon_key, .label = label, .icon = shape, .disabled = disabled});
  };
  const bool up = icon(up_key, tr("funnel.move_up"), ui::Icon::arrow_up, index == 0);
  const bool down = icon(down_key, tr("funnel.move_down"), ui::Icon::arrow_down, index + 1 == steps.size());
  const bool removed = icon(remove_key, tr("funnel.remove_step"), ui::Icon::close, steps.size() <= 1);
  const bool zones = report.source == Source::opportunities || report.source == Source::stage_counts;
  if (zones) draw_zone(steps, index, changed);
  ImGui::PopID();

  if (replaced) steps[index].event = report.events[*replaced].event;
  if (up) std::swap(steps[index], steps[index - 1]);
  if (down) std::swap(steps[index], steps[index + 1]);
  if (removed) steps.erase(steps.begin() + static_cast<std::ptrdiff_t>(index));
  changed = changed || replaced || up || down || removed;
}

void draw_new_step(std::vector<Step>& steps, const FunnelReport& report, const std::vector<ui::SelectOption>& options,
                   bool& changed) {
  if (steps.size() >= kMaxFunnelSteps || options.empty()) return;
  const auto added = ui::select(
      {.key = "funnel.steps.add", .spoken = tr("funnel.add_step"), .placeholder = tr("funnel.add_step"), .width = -1},
      options, std::nullopt);
  if (!added) return;
  steps.push_back({report.events[*added].event, std::nullopt});
  changed = true;
}

void draw_steps(ScreenContext& context, const FunnelReport& report) {
  const funnel::FunnelSpec& spec = context.store.spec().funnel;
  if (report.source == Source::events) section(tr("funnel.steps"));
  std::vector<Step> steps = steps_in_force(spec, report);
  const std::vector<ui::SelectOption> options = event_options(report);
  bool changed = false;
  for (size_t i = 0; i < steps.size() && !changed; ++i) draw_step(steps, i, report, options, changed);
  if (!changed) draw_new_step(steps, report, options, changed);
  if (changed) context.store.edit([&](Spec& next) { next.funnel.steps = std::move(steps); });
  if (spec.steps.empty()) {
    ui::paragraph_muted(tr("funnel.proposed"), TextStyle::caption);
  } else if (ui::link("funnel.steps.reset", tr("funnel.reset_steps"), TextStyle::caption)) {
    context.store.edit([](Spec& next) { next.funnel.steps.clear(); });
  }
}

}  // namespace

void draw_funnel_settings(ScreenContext& context, const FunnelReport& report) {
  ui::Card card(
      {.key = "funnel.settings", .title = tr(report.source == Source::events ? "funnel.settings" : "funnel.steps")});
  const bool ladder = report.source == Source::orders || report.source == Source::frequency;
  draw_source(context, report);
  ladder ? draw_purchase_steps(context) : draw_steps(context, report);
  draw_window(context, report);
}

}  // namespace sluice::app

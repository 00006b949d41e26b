// Events that must not happen between two steps of an event funnel.
#include <algorithm>

#include <imgui.h>

#include "app/i18n.h"
#include "app/screens/funnel_settings.h"
#include "app/screens/step_editor.h"
#include "app/screens/words.h"
#include "app/widgets/button.h"
#include "app/widgets/card.h"
#include "app/widgets/layout.h"
#include "app/widgets/text.h"

namespace sluice::app {
namespace {

using funnel::Exclusion;
using funnel::FunnelReport;
using funnel::FunnelSpec;
using funnel::Step;

/// An exclusion in this frame. The spec may change while it is drawn: these are copies.
struct ExclusionLine {
  const Exclusion& exclusion;
  const std::vector<Step>& steps;
  size_t index;
  std::string key;  ///< "funnel.exclusions.1"

  size_t from() const { return std::min(first_step(exclusion), steps.size() - 2); }
  size_t to() const { return std::clamp(last_step(exclusion, steps.size()), from() + 1, steps.size() - 1); }
};

std::string numbered(const std::vector<Step>& steps, size_t index) {
  return std::to_string(index + 1) + " · " + match_name(match_of(steps[index]));
}

/// "between 1 · visit and 4 · pay", then its conditions.
std::string details_of(ScreenContext& context, const FunnelReport& report, const ExclusionLine& line) {
  std::string words = tr("funnel.between_all");
  if (context.store.spec().funnel.mode != funnel::Mode::any) {
    words = tr_format("funnel.between_steps", {numbered(line.steps, line.from()), numbered(line.steps, line.to())});
  }
  const std::string conditions = condition_words(report, match_of(line.exclusion));
  return conditions.empty() ? words : words + " · " + conditions;
}

/// A list of the steps `from`..`to` that may bound the exclusion. Returns the one that was chosen.
std::optional<size_t> draw_bound(ScreenContext& context, const ui::Select& select, const ExclusionLine& line,
                                 size_t from, size_t to, size_t current) {
  std::vector<size_t> steps;
  std::vector<ui::SelectOption> options;
  std::optional<size_t> position;
  for (size_t i = from; i <= to; ++i) {
    if (!may_bound_exclusion(context.store.spec().funnel, line.steps, i)) continue;
    if (i == current) position = steps.size();
    steps.push_back(i);
    options.push_back({.label = numbered(line.steps, i)});
  }
  const auto chosen = ui::select(select, options, position);
  return chosen ? std::optional<size_t>(steps[*chosen]) : std::nullopt;
}

/// In any order there is no between two of the steps: the whole chain is meant.
void draw_bounds(ScreenContext& context, const FunnelReport& report, const ExclusionLine& line) {
  if (context.store.spec().funnel.mode == funnel::Mode::any) return;
  const std::string from_key = line.key + ".from", to_key = line.key + ".to";
  const float half = (ui::available_width() - sizes().s8) / 2;
  const auto from = draw_bound(context, {.key = from_key, .label = tr("funnel.after_step"), .width = half}, line, 0,
                               line.to() - 1, line.from());
  ui::same_line();
  const auto to = draw_bound(context, {.key = to_key, .label = tr("funnel.before_step"), .width = half}, line,
                             line.from() + 1, line.steps.size() - 1, line.to());
  if (!from && !to) return;
  edit_steps(context, report, [&](FunnelSpec& spec) {
    set_bounds(spec, line.index, from.value_or(line.from()), to.value_or(line.to()));
  });
}

void draw_editor(ScreenContext& context, const FunnelReport& report, const ExclusionLine& line) {
  ImGui::Indent(sizes().s16);
  draw_bounds(context, report, line);
  ui::gap(sizes().s8);
  if (const auto match = draw_match_editor(context, report, line.key, match_of(line.exclusion))) {
    context.store.edit([&](Spec& spec) { set_match(spec.funnel.exclusions[line.index], *match); });
  }
  ImGui::Unindent(sizes().s16);
  ui::gap(sizes().s12);
}

void open_exclusion(FunnelView& view, std::optional<size_t> index) {
  view.open_step.reset();
  view.new_condition.reset();
  view.open_exclusion = index;
}

void draw_exclusion(ScreenContext& context, const FunnelReport& report, const ExclusionLine& line) {
  FunnelView& view = context.view.funnel;
  ImGui::PushID(static_cast<int>(line.index));
  const std::string name = match_name(match_of(line.exclusion));
  const std::string details = details_of(context, report, line), remove_key = line.key + ".remove";
  const bool open = view.open_exclusion == line.index;
  const float button = ui::button_height(true) + sizes().s2;
  if (draw_entry_line(
          {.key = line.key, .name = name, .details = details, .open = open, .width = ui::available_width() - button})) {
    open_exclusion(view, open ? std::nullopt : std::optional<size_t>(line.index));
  }
  ui::same_line(sizes().s2);
  ui::align_middle(ui::button_height(true));
  if (ui::icon_button(
          {.key = remove_key, .label = tr("funnel.remove_exclusion"), .icon = ui::Icon::close, .small = true})) {
    open_exclusion(view, std::nullopt);
    context.store.edit([&](Spec& spec) {
      spec.funnel.exclusions.erase(spec.funnel.exclusions.begin() + static_cast<std::ptrdiff_t>(line.index));
    });
  }
  if (open) draw_editor(context, report, line);
  ImGui::PopID();
}

void draw_new_exclusion(ScreenContext& context, const FunnelReport& report) {
  const size_t exclusions = context.store.spec().funnel.exclusions.size();
  if (exclusions >= funnel::kMaxExclusions) return;
  const auto added = ui::select({.key = "funnel.exclusions.add",
                                 .spoken = tr("funnel.add_exclusion"),
                                 .placeholder = tr("funnel.add_exclusion"),
                                 .width = -1},
                                event_options(report), std::nullopt);
  if (!added) return;
  context.store.edit([&](Spec& spec) { spec.funnel.exclusions.push_back({.event = report.events[*added].event}); });
  open_exclusion(context.view.funnel, exclusions);
}

}  // namespace

void draw_funnel_exclusions(ScreenContext& context, const FunnelReport& report) {
  ui::Card card(
      {.key = "funnel.exclusions_card", .title = tr("funnel.exclusions"), .subtitle = tr("funnel.exclusions_hint")});
  const std::vector<Exclusion> exclusions = context.store.spec().funnel.exclusions;
  const std::vector<Step> steps = steps_in_force(context.store.spec().funnel, report);
  for (size_t i = 0; i < exclusions.size(); ++i) {
    draw_exclusion(
        context, report,
        {.exclusion = exclusions[i], .steps = steps, .index = i, .key = "funnel.exclusions." + std::to_string(i + 1)});
  }
  draw_new_exclusion(context, report);
}

}  // namespace sluice::app

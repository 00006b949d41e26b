// The rules by which an event funnel is matched: a named set that counts as another tool does, or each rule by its
// name.
#include <algorithm>
#include <array>

#include "app/i18n.h"
#include "app/screens/funnel_settings.h"
#include "app/widgets/button.h"
#include "app/widgets/card.h"
#include "app/widgets/layout.h"
#include "app/widgets/text.h"

namespace sluice::app {
namespace {

using funnel::FunnelReport;
using funnel::FunnelSpec;
using funnel::Mode;
using funnel::PresetChoice;
using funnel::Rules;

// Presets ------------------------------------------------------------------------------------------------------------

/// The one chosen last while its rules stand, else the first one that has the rules in force.
std::optional<size_t> preset_in_force(ScreenContext& context, const FunnelReport& report) {
  const FunnelSpec& spec = context.store.spec().funnel;
  const auto position = [&](const auto& holds) -> std::optional<size_t> {
    const auto found = std::find_if(report.presets.begin(), report.presets.end(), holds);
    if (found == report.presets.end()) return std::nullopt;
    return static_cast<size_t>(found - report.presets.begin());
  };
  const auto chosen = position([&](const PresetChoice& preset) {
    return preset.id == context.view.funnel.preset && preset.mode == spec.mode && preset.rules == spec.rules;
  });
  return chosen ? chosen : position([&](const PresetChoice& preset) { return preset.id == report.preset; });
}

void draw_presets(ScreenContext& context, const FunnelReport& report) {
  std::vector<ui::SelectOption> options;
  for (const PresetChoice& preset : report.presets) options.push_back({.label = preset.name});
  const auto chosen = ui::select({.key = "funnel.rules.preset",
                                  .label = tr("funnel.rules.count_like"),
                                  .placeholder = tr("funnel.rules.own"),
                                  .width = -1},
                                 options, preset_in_force(context, report));
  ui::paragraph_muted(tr("funnel.rules.preset_hint"), TextStyle::caption);
  if (!chosen) return;
  const PresetChoice& preset = report.presets[*chosen];
  context.view.funnel.preset = preset.id;
  context.store.edit([&](Spec& spec) { choose_preset(spec.funnel, preset); });
}

// Rules by name ------------------------------------------------------------------------------------------------------

struct RuleChoice {
  const char *key, *name, *tip;
  std::vector<ui::SelectOption> options{};
  bool disabled = false;
};

/// Returns the choice made.
std::optional<size_t> draw_rule(const RuleChoice& rule, size_t current) {
  ui::gap(sizes().s12);
  ui::muted(rule.name, TextStyle::caption_strong);
  ui::same_line(sizes().s4);
  ui::info_tip(std::string(rule.key) + ".tip", rule.tip);
  return ui::select({.key = rule.key, .spoken = rule.name, .width = -1, .disabled = rule.disabled}, rule.options,
                    current);
}

/// For a member of the rules that is an enum or a flag and counts from 0.
template <class Value>
void draw_rule(ScreenContext& context, const RuleChoice& rule, Value Rules::*member) {
  const auto chosen = draw_rule(rule, static_cast<size_t>(context.store.spec().funnel.rules.*member));
  if (chosen) context.store.edit([&](Spec& spec) { spec.funnel.rules.*member = static_cast<Value>(*chosen); });
}

/// An entry begins with the first event after the one before: there is nothing to choose.
void draw_anchor(ScreenContext& context) {
  if (context.store.spec().funnel.unit == funnel::Unit::entries) return;
  draw_rule(context,
            {.key = "funnel.rules.anchor",
             .name = tr("funnel.rules.anchor"),
             .tip = tr("funnel.rules.anchor_tip"),
             .options = {{.label = tr("funnel.rules.anchor_best")}, {.label = tr("funnel.rules.anchor_first")}}},
            &Rules::anchor);
}

/// Where each step needs a later time no event can fill two.
void draw_event_use(ScreenContext& context) {
  const bool increasing = context.store.spec().funnel.rules.equal_times == funnel::EqualTimes::increasing;
  const RuleChoice rule{
      .key = "funnel.rules.event_use",
      .name = tr("funnel.rules.event_use"),
      .tip = tr("funnel.rules.event_use_tip"),
      .options = {{.label = tr("funnel.rules.event_distinct")}, {.label = tr("funnel.rules.event_reused")}},
      .disabled = increasing};
  if (increasing) {
    draw_rule(rule, static_cast<size_t>(funnel::EventUse::distinct));
  } else {
    draw_rule(context, rule, &Rules::event_use);
  }
}

void draw_equal_times(ScreenContext& context) {
  draw_rule(
      context,
      {.key = "funnel.rules.equal_times",
       .name = tr("funnel.rules.equal_times"),
       .tip = tr("funnel.rules.equal_times_tip"),
       .options = {{.label = tr("funnel.rules.equal_step_order")}, {.label = tr("funnel.rules.equal_increasing")}}},
      &Rules::equal_times);
}

void draw_repeats(ScreenContext& context) {
  if (context.store.spec().funnel.mode != Mode::ordered) return;
  draw_rule(context,
            {.key = "funnel.rules.repeats",
             .name = tr("funnel.rules.repeats"),
             .tip = tr("funnel.rules.repeats_tip"),
             .options = {{.label = tr("funnel.rules.repeats_ignored")}, {.label = tr("funnel.rules.ends_search")}}},
            &Rules::repeats);
}

void draw_strict_rules(ScreenContext& context) {
  if (context.store.spec().funnel.mode != Mode::strict) return;
  draw_rule(context,
            {.key = "funnel.rules.between",
             .name = tr("funnel.rules.between"),
             .tip = tr("funnel.rules.between_tip"),
             .options = {{.label = tr("funnel.rules.between_nothing")},
                         {.label = tr("funnel.rules.between_repeats")},
                         {.label = tr("funnel.rules.between_steps")}}},
            &Rules::between);
  draw_rule(context,
            {.key = "funnel.rules.restart",
             .name = tr("funnel.rules.restart"),
             .tip = tr("funnel.rules.restart_tip"),
             .options = {{.label = tr("funnel.rules.ends_search")}, {.label = tr("funnel.rules.begins_again")}}},
            &Rules::strict_restart);
}

void draw_exclusion_effect(ScreenContext& context) {
  if (context.store.spec().funnel.exclusions.empty()) return;
  draw_rule(context,
            {.key = "funnel.rules.exclusion",
             .name = tr("funnel.rules.exclusion"),
             .tip = tr("funnel.rules.exclusion_tip"),
             .options = {{.label = tr("funnel.rules.breaks_chain")}, {.label = tr("funnel.rules.removes_whole")}}},
            &Rules::exclusion);
}

void draw_details(ScreenContext& context) {
  bool& open = context.view.funnel.rules;
  ui::gap(sizes().s4);
  if (ui::button({.key = "funnel.rules.details",
                  .label = tr("funnel.rules.details"),
                  .kind = ui::ButtonKind::quiet,
                  .trailing = open ? ui::Icon::chevron_up : ui::Icon::chevron_down,
                  .selected = open,
                  .small = true})) {
    open = !open;
  }
  if (!open) return;
  draw_anchor(context);
  draw_event_use(context);
  draw_equal_times(context);
  draw_repeats(context);
  draw_strict_rules(context);
  draw_exclusion_effect(context);
}

}  // namespace

void draw_funnel_rules(ScreenContext& context, const FunnelReport& report) {
  ui::Card card({.key = "funnel.rules", .title = tr("funnel.rules")});
  draw_presets(context, report);
  draw_details(context);
}

}  // namespace sluice::app

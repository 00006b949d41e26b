// The funnel by groups of customers: their charts, and a table that says which differences are real.
#include <algorithm>
#include <array>

#include "app/choices.h"
#include "app/screens/charts_of.h"
#include "app/screens/funnel.h"
#include "app/screens/inquiry_state.h"
#include "app/screens/words.h"
#include "app/widgets/button.h"
#include "app/widgets/card.h"
#include "app/widgets/cells.h"
#include "app/widgets/fields.h"
#include "app/widgets/layout.h"
#include "app/widgets/menu.h"
#include "app/widgets/table.h"
#include "app/widgets/text.h"

namespace sluice::app {
namespace {

using funnel::BreakdownBy;
using funnel::BreakdownReport;
using funnel::BreakdownSpec;

constexpr std::array<BreakdownBy, 4> kGroupings{BreakdownBy::segment, BreakdownBy::tiers, BreakdownBy::loyalty,
                                                BreakdownBy::lifecycle};

const char* grouping_name(BreakdownBy by) {
  switch (by) {
    case BreakdownBy::segment:
      return tr("breakdown.segment");
    case BreakdownBy::tiers:
      return tr("breakdown.tiers");
    case BreakdownBy::loyalty:
      return tr("breakdown.loyalty");
    case BreakdownBy::lifecycle:
      return tr("breakdown.lifecycle");
    case BreakdownBy::value:
      return tr("value.value");
    case BreakdownBy::attribute:
    case BreakdownBy::audience:
    case BreakdownBy::period:
      break;
  }
  return "";
}

/// What begins then: an entry into the funnel, an opportunity, a customer's purchases.
const char* time_name(funnel::Source source) {
  if (source == funnel::Source::opportunities) return tr("breakdown.created");
  return tr(source == funnel::Source::orders ? "breakdown.first_purchase" : "breakdown.period");
}

const char* periods_hint(funnel::Source source) {
  if (source == funnel::Source::opportunities) return tr("breakdown.since_hint_created");
  return tr(source == funnel::Source::orders ? "breakdown.since_hint_first_purchase" : "breakdown.since_hint");
}

/// What a choice is named; of an attribute or an audience the name that it has.
std::string choice_name(const BreakdownSpec& choice, funnel::Source source) {
  if (choice.by == BreakdownBy::attribute) return choice.attribute;
  if (choice.by == BreakdownBy::audience) return tr_format("breakdown.audience", {choice.audience});
  if (choice.by == BreakdownBy::period) return time_name(source);
  return grouping_name(choice.by);
}

/// Groupings where customers are scored, audiences, the time where it is known, and what the files say of
/// opportunities and customers.
std::vector<BreakdownSpec> choices(const Spec& spec, const Report& report, const funnel::FunnelReport& funnel) {
  std::vector<BreakdownSpec> all;
  if (report.rfm) {
    for (const BreakdownBy by : kGroupings) all.push_back({.by = by});
    if (report.rfm->lifetime && report.rfm->lifetime->value) all.push_back({.by = BreakdownBy::value});
  }
  for (const rfm::Audience& audience : spec.audiences) {
    if (!report.rfm && !audience.filter.scored_part().empty()) continue;
    all.push_back({.by = BreakdownBy::audience, .audience = audience.name});
  }
  if (funnel.source != funnel::Source::frequency) all.push_back({.by = BreakdownBy::period});
  for (const funnel::PropertyChoice& property : funnel.properties) {
    if (!property.values.empty())
      all.push_back({.by = BreakdownBy::attribute, .attribute = property.name});  // not the amount
  }
  return all;
}

BreakdownSpec without_day(BreakdownSpec spec) {
  spec.since.clear();
  return spec;
}

void draw_choice(ScreenContext& context, const std::vector<BreakdownSpec>& all, funnel::Source source) {
  std::vector<ui::SelectOption> options;
  std::optional<size_t> current;
  for (size_t i = 0; i < all.size(); ++i) {
    options.push_back({.label = choice_name(all[i], source)});
    if (all[i] == without_day(context.store.spec().breakdown)) current = i;
  }
  const auto chosen = ui::select({.key = "breakdown.by",
                                  .spoken = tr("breakdown.by"),
                                  .placeholder = tr("breakdown.by"),
                                  .width = 8 * sizes().s32},
                                 options, current);
  if (chosen) context.store.edit([&](Spec& spec) { spec.breakdown = all[*chosen]; });
}

/// A day of the user's, such as that of a campaign, instead of calendar periods.
void draw_day(ScreenContext& context, funnel::Source source) {
  const BreakdownSpec& chosen = context.store.spec().breakdown;
  if (chosen.by != BreakdownBy::period) return;
  const InquiryState& inquiry = context.store.funnels().breakdown();
  const Error* error = inquiry.stopped() ? nullptr : inquiry.error();
  ui::gap(sizes().s8);
  const auto day = ui::date_field({.field = {.key = "breakdown.since",
                                             .label = tr("breakdown.since"),
                                             .error = error ? pick(error->message) : std::string{},
                                             .width = 6 * sizes().control},
                                   .value = chosen.since});
  if (day) context.store.edit([&](Spec& spec) { spec.breakdown.since = *day; });
  if (chosen.since.empty()) {
    ui::paragraph_muted(periods_hint(source), TextStyle::caption, "breakdown.since_hint");
  } else if (ui::link("breakdown.since.none", tr("breakdown.since_none"), TextStyle::caption)) {
    context.store.edit([](Spec& spec) { spec.breakdown.since.clear(); });
  }
}

/// "▲ 12.0 points more than the others": what a rate is against theirs.
std::string verdict(const funnel::Contrast& contrast) {
  if (contrast.too_few_to_tell) return tr("breakdown.too_few");
  if (!contrast.differs) return tr("breakdown.alike");
  return tr(contrast.difference > 0 ? "breakdown.higher" : "breakdown.lower");
}

std::string mark(const std::optional<funnel::Contrast>& contrast) {
  if (!contrast) return {};
  if (contrast->too_few_to_tell) return " ?";
  return !contrast->differs ? "" : contrast->difference > 0 ? " \u25B2" : " \u25BC";
}

ui::Cell rate_cell(const std::optional<funnel::Rate>& rate, const std::optional<funnel::Contrast>& contrast) {
  ui::Cell cell = ui::share_cell(rate ? Maybe(rate->value) : std::nullopt);
  cell.text += mark(contrast);
  if (contrast) cell.exact = verdict(*contrast);
  cell.muted = contrast && contrast->too_few_to_tell;
  cell.strong = contrast && contrast->differs;
  return cell;
}

void draw_table(ScreenContext& context, const BreakdownReport& report) {
  FunnelView& view = context.view.funnel;
  using ui::Align;
  std::vector<std::string> labels;
  for (const TextPair& step : report.steps) labels.push_back(pick(step));
  std::vector<ui::Column> header{
      {.key = "group", .label = pick(report.title), .min_width = 130, .weight = 1.6f},
      {.key = "count", .label = labels.front(), .align = Align::right, .min_width = 90, .tip = tr("tip.step_count")}};
  std::vector<std::string> keys;
  for (size_t step = 1; step < labels.size(); ++step) keys.push_back("step_" + std::to_string(step + 1));
  for (size_t step = 1; step < labels.size(); ++step) {
    header.push_back({.key = keys[step - 1],
                      .label = labels[step],
                      .align = Align::right,
                      .min_width = 96,
                      .tip = tr("breakdown.step_tip")});
  }
  const bool with_overall = labels.size() > 2;
  if (with_overall) {
    header.push_back({.key = "overall",
                      .label = tr("funnel.overall"),
                      .align = Align::right,
                      .min_width = 96,
                      .tip = tr("breakdown.overall_tip")});
  }
  const auto fill = [&](uint64_t index) {
    const funnel::GroupFunnel& group = report.groups[index];
    view.group_row.clear();
    view.group_row.push_back({.text = pick(group.label), .strong = true});
    view.group_row.push_back(ui::count_cell(group.steps.front().count));
    for (size_t step = 1; step < group.steps.size(); ++step) {
      view.group_row.push_back(rate_cell(group.steps[step].step_rate, group.steps[step].contrast));
    }
    if (with_overall) view.group_row.push_back(rate_cell(group.steps.back().overall_rate, group.overall));
    return &view.group_row;
  };
  const ui::TableEvent event = ui::table({.key = "breakdown.table",
                                          .caption = tr("breakdown.title"),
                                          .columns = header,
                                          .rows = report.groups.size(),
                                          .row = fill,
                                          .selected = view.open_group},
                                         view.groups);
  if (event.clicked) {
    view.open_group = view.open_group == event.clicked ? std::nullopt : std::optional<size_t>(*event.clicked);
  }
}

/// The chosen group's differences in numbers.
void draw_contrasts(const BreakdownReport& report, const funnel::GroupFunnel& group) {
  ui::gap(sizes().s8);
  const auto line = [&](const std::string& name, const std::optional<funnel::Contrast>& contrast) {
    if (!contrast) return;
    const std::string lift = contrast->lift ? format_percent(*contrast->lift) : std::string(absent());
    ui::paragraph(
        tr_format("breakdown.contrast",
                  {name, format_percent(contrast->difference), format_percent_range(contrast->low, contrast->high),
                   lift, p_value_text(contrast->p_adjusted),
                   tr(contrast->fisher ? "breakdown.fisher" : "breakdown.z_test"), verdict(*contrast)}),
        TextStyle::caption);
  };
  ui::paragraph(tr_format("breakdown.group", {pick(group.label)}), TextStyle::caption_strong);
  bool any = false;
  for (size_t step = 1; step < group.steps.size(); ++step) {
    line(pick(report.steps[step]), group.steps[step].contrast);
    any = any || group.steps[step].contrast;
  }
  line(tr("funnel.overall"), group.overall);
  if (!any) ui::paragraph_muted(tr("breakdown.compared_with_this"), TextStyle::caption);
}

/// The filter by the chosen group; pressed again it is lifted.
void draw_filter_button(ScreenContext& context, const BreakdownReport& report, size_t group, funnel::Source source) {
  Store& store = context.store;
  const std::optional<GroupCondition> condition = condition_of(store.spec().breakdown, source, report, group);
  if (!condition) return;
  const bool in_force = in_filter(store.spec().filter, *condition);
  ui::gap(sizes().s8);
  if (!ui::button({.key = "breakdown.filter",
                   .label = tr(in_force ? "people.lift_filter" : "people.use_as_filter"),
                   .kind = ui::ButtonKind::quiet,
                   .icon = ui::Icon::filter,
                   .selected = in_force,
                   .small = true,
                   .tip = tr("breakdown.filter_tip")})) {
    return;
  }
  store.edit([&](Spec& spec) { click_filter(spec.filter, *condition, adding_to_selection()); });
  context.view.funnel.open_group.reset();  // the groups will be others
}

void draw_answer(ScreenContext& context, const BreakdownReport& report, const funnel::FunnelReport& funnel) {
  for (const TextPair& note : report.notes) ui::paragraph(pick(note), TextStyle::body);
  if (report.groups.empty()) return;
  ui::gap(sizes().s8);
  draw_group_charts(context.view.funnel, report, funnel_unit(funnel));
  ui::gap(sizes().s8);
  draw_table(context, report);
  const std::optional<size_t>& open = context.view.funnel.open_group;
  if (open && *open < report.groups.size()) {
    draw_contrasts(report, report.groups[*open]);
    draw_filter_button(context, report, *open, funnel.source);
  } else {
    ui::paragraph_muted(tr("breakdown.hint"), TextStyle::caption);
  }
  ui::gap(sizes().s8);
  ui::paragraph_muted(pick(report.definition), TextStyle::caption);
}

}  // namespace

void draw_funnel_breakdown(ScreenContext& context, const funnel::FunnelReport& report) {
  const std::vector<BreakdownSpec> all = choices(context.store.spec(), context.store.report(), report);
  ui::gap(sizes().s16);
  ui::Card card({.key = "breakdown.card", .title = tr("breakdown.title"), .subtitle = tr("breakdown.subtitle")});
  if (report.source == funnel::Source::stage_counts) {
    ui::paragraph_muted(tr("breakdown.counts_only"), TextStyle::body, "breakdown.counts_only");
    return;
  }
  draw_choice(context, all, report.source);
  draw_day(context, report.source);
  ui::gap(sizes().s8);
  const BreakdownSpec& chosen = context.store.spec().breakdown;
  if (std::find(all.begin(), all.end(), without_day(chosen)) == all.end()) {
    ui::paragraph_muted(tr("breakdown.choose"), TextStyle::body);
    return;
  }
  draw_inquiry(context.store.funnels().breakdown(), "breakdown", 4,
               [&](const BreakdownReport& answer) { draw_answer(context, answer, report); });
}

}  // namespace sluice::app

// The funnels of groups as charts: a small funnel of bars each, or all curves over one another.
#include <algorithm>
#include <array>

#include "app/charts/funnel_bars.h"
#include "app/charts/line_chart.h"
#include "app/format.h"
#include "app/i18n.h"
#include "app/screens/funnel.h"
#include "app/widgets/layout.h"
#include "app/widgets/navigation.h"
#include "app/widgets/text.h"

namespace sluice::app {
namespace {

using funnel::BreakdownReport;
using funnel::GroupFunnel;
using funnel::GroupStep;

void draw_form(FunnelView& view) {
  const std::array<ui::Option, 2> forms{
      {{.key = "breakdown.form.side_by_side",
        .label = tr("breakdown.side_by_side"),
        .tip = tr("breakdown.side_by_side_tip")},
       {.key = "breakdown.form.overlaid", .label = tr("breakdown.overlaid"), .tip = tr("breakdown.overlaid_tip")}}};
  const auto form = ui::segmented("breakdown.form", forms, static_cast<size_t>(view.groups_form));
  if (form) view.groups_form = static_cast<GroupsForm>(*form);
}

// Side by side --------------------------------------------------------------------------------------------------------

std::string label_of(const BreakdownReport& report, const GroupStep& step, size_t index) {
  const std::string label = pick(report.steps[index]);
  return step.optional ? tr_format("funnel.optional_step", {label}) : label;
}

std::vector<chart::FunnelStep> steps_of(const BreakdownReport& report, const GroupFunnel& group) {
  std::vector<chart::FunnelStep> steps;
  for (size_t i = 0; i < group.steps.size(); ++i) {
    const GroupStep& step = group.steps[i];
    steps.push_back({.id = std::to_string(i + 1),
                     .label = label_of(report, step, i),
                     .count = step.count,
                     .step_rate = chart_interval(step.step_rate),
                     .overall_rate = chart_interval(step.overall_rate),
                     .drop_off = step.drop_off,
                     .still_open = step.still_open,
                     .share_of_loss = step.share_of_loss,
                     .larger_than_before = step.larger_than_before});
  }
  return steps;
}

void raise(std::optional<chart::Interval>& largest, const std::optional<chart::Interval>& rate) {
  if (rate && (!largest || largest->value < rate->value)) largest = rate;
}

/// The largest numbers of all groups at each step: with the same room for them bars of equal shares are equally long.
std::vector<chart::FunnelStep> largest_of(const std::vector<std::vector<chart::FunnelStep>>& groups) {
  std::vector<chart::FunnelStep> largest = groups.front();
  for (const std::vector<chart::FunnelStep>& group : groups) {
    for (size_t i = 0; i < largest.size(); ++i) {
      largest[i].count = std::max(largest[i].count, group[i].count);
      raise(largest[i].step_rate, group[i].step_rate);
      raise(largest[i].overall_rate, group[i].overall_rate);
    }
  }
  return largest;
}

void draw_side_by_side(const BreakdownReport& report, const std::string& unit) {
  constexpr float kNarrowest = 260;
  constexpr int kMost = 4;
  std::vector<std::vector<chart::FunnelStep>> groups;
  for (const GroupFunnel& group : report.groups) groups.push_back(steps_of(report, group));
  const std::vector<chart::FunnelStep> largest = largest_of(groups);
  {
    ui::Grid grid(
        {.key = "breakdown.bars", .min_column = kNarrowest, .most = kMost, .items = static_cast<int>(groups.size())});
    for (size_t i = 0; i < groups.size(); ++i) {
      grid.next();
      const std::string key = "breakdown.bars." + std::to_string(i), title = pick(report.groups[i].label);
      ui::paragraph(title, TextStyle::emphasis, key + ".title");
      ui::gap(sizes().s8);
      chart::funnel_bars({.key = key,
                          .caption = title,
                          .unit = unit,
                          .steps = std::move(groups[i]),
                          .beside = largest,
                          .pressable = false});
    }
  }
  ui::gap(sizes().s8);
  ui::paragraph_muted(tr("breakdown.lines_note"), TextStyle::caption, "breakdown.bars.note");
}

// Overlaid ------------------------------------------------------------------------------------------------------------

void draw_overlaid(const BreakdownReport& report) {
  chart::LineChart data{.key = "breakdown.lines",
                        .caption = tr("breakdown.title"),
                        .x_title = tr("funnel.step"),
                        .y_title = tr("funnel.overall"),
                        .first = 1,
                        .format = [](double share) { return format_percent(share); },
                        .shares = true,
                        .note = tr("breakdown.lines_note")};
  data.point_name = [&](size_t number) { return pick(report.steps[number - 1]); };
  for (const GroupFunnel& group : report.groups) {
    chart::Line line{.label = pick(group.label)};
    for (const GroupStep& step : group.steps) {
      line.values.push_back(step.overall_rate ? Maybe(step.overall_rate->value) : std::nullopt);
    }
    data.lines.push_back(std::move(line));
  }
  chart::line_chart(data);
}

}  // namespace

void draw_group_charts(FunnelView& view, const BreakdownReport& report, const std::string& unit) {
  draw_form(view);
  ui::gap(sizes().s12);
  if (view.groups_form == GroupsForm::overlaid) {
    draw_overlaid(report);
  } else {
    draw_side_by_side(report, unit);
  }
}

}  // namespace sluice::app

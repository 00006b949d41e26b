#include "app/screens/funnel.h"
#include "app/screens/words.h"
#include "app/widgets/card.h"
#include "app/widgets/table.h"

namespace sluice::app {
namespace {

/// Opportunities may still go on; what has not converted is not all lost.
bool knows_open(const funnel::FunnelReport& report) { return report.source == funnel::Source::opportunities; }

std::vector<ui::Column> columns(const funnel::FunnelReport& report, const std::string& unit) {
  using ui::Align;
  const bool zones = !report.steps.empty() && report.steps.front().zone.has_value();
  std::vector<ui::Column> all{
      {.key = "step", .label = tr("funnel.step"), .min_width = 130, .weight = 1.6f, .tip = tr("tip.step")}};
  if (zones) all.push_back({.key = "zone", .label = tr("funnel.zone"), .min_width = 90, .tip = tr("tip.zone")});
  const auto number = [&](std::string_view key, std::string_view label, const char* tip = "", float min_width = 92) {
    all.push_back({.key = key, .label = label, .align = Align::right, .min_width = min_width, .tip = tip});
  };
  number("count", unit, tr("tip.step_count"));
  number("step_rate", tr("funnel.step_rate"), tr("tip.step_rate"));
  number("overall_rate", tr("funnel.overall"), tr("tip.overall_rate"));
  number("interval", tr("funnel.interval"), tr("tip.interval"), 120);  // "70.2–73.8%"
  number("drop_off", tr("funnel.drop_off"), tr("tip.drop_off"));
  if (knows_open(report)) number("still_open", tr("funnel.still_open"), tr("tip.still_open"));
  number("share_of_loss", tr("funnel.share_of_loss"), tr("tip.share_of_loss"));
  number("median", tr("funnel.median"), tr("tip.median"));
  number("p90", tr("funnel.p90"), tr("tip.p90"));
  return all;
}

void fill_row(ui::Row& row, const funnel::FunnelReport& report, const funnel::StepReport& step) {
  const auto rate = [](const std::optional<funnel::Rate>& value) {
    return value ? format_percent(value->value) : std::string(absent());
  };
  const bool zones = report.steps.front().zone.has_value();
  const bool first = &step == &report.steps.front();
  row.clear();
  row.push_back({.text = pick(step.label), .strong = true});
  if (zones) row.push_back({.text = step.zone ? zone_name(*step.zone) : absent(), .muted = true});
  row.push_back({.text = format_count(step.count)});
  row.push_back({.text = rate(step.step_rate)});
  row.push_back({.text = rate(step.overall_rate)});
  row.push_back({.text = step.overall_rate && !first
                             ? format_percent_range(step.overall_rate->low, step.overall_rate->high)
                             : std::string(absent()),
                 .muted = true});
  row.push_back({.text = first ? absent() : format_count(step.drop_off - step.still_open.value_or(0))});
  if (knows_open(report)) row.push_back({.text = format_count(step.still_open)});
  row.push_back({.text = format_percent(step.share_of_loss)});
  row.push_back({.text = format_duration(step.median_ms)});
  row.push_back({.text = format_duration(step.p90_ms)});
}

}  // namespace

void draw_funnel_table(ScreenContext& context, const funnel::FunnelReport& report) {
  ui::Card card({.key = "funnel.table_card", .title = tr("funnel.numbers"), .flush = true});
  const std::string unit = funnel_unit(report);
  const std::vector<ui::Column> header = columns(report, unit);
  FunnelView& view = context.view.funnel;
  ui::table({.key = "funnel.table",
             .caption = tr("funnel.numbers"),
             .columns = header,
             .rows = report.steps.size(),
             .row =
                 [&](uint64_t index) {
                   fill_row(view.row, report, report.steps[index]);
                   return &view.row;
                 },
             .selectable = false},
            view.table);
}

}  // namespace sluice::app

#include <algorithm>

#include "app/screens/funnel.h"
#include "app/screens/words.h"
#include "app/widgets/card.h"
#include "app/widgets/cells.h"
#include "app/widgets/table.h"

namespace sluice::app {
namespace {

/// Opportunities may still go on; what has not converted is not all lost.
bool knows_open(const funnel::FunnelReport& report) { return report.source == funnel::Source::opportunities; }

bool knows_lost_value(const funnel::FunnelReport& report) {
  return std::any_of(report.steps.begin(), report.steps.end(),
                     [](const funnel::StepReport& step) { return step.lost_value.has_value(); });
}

/// Of a sale only the whole cycle is known.
bool knows_step_times(const funnel::FunnelReport& report) {
  return std::any_of(report.steps.begin(), report.steps.end(),
                     [](const funnel::StepReport& step) { return step.step_median_ms.has_value(); });
}

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
  if (knows_lost_value(report)) number("lost_value", tr("funnel.lost_value"), tr("tip.lost_value"));
  number("median", tr("funnel.median"), tr("tip.median"));
  number("p90", tr("funnel.p90"), tr("tip.p90"));
  if (knows_step_times(report)) {
    number("step_median", tr("funnel.step_median"), tr("tip.step_median"));
    number("step_p90", tr("funnel.step_p90"), tr("tip.step_p90"));
  }
  return all;
}

void fill_row(ui::Row& row, const funnel::FunnelReport& report, const funnel::StepReport& step,
              const std::string& currency) {
  const auto rate = [](const std::optional<funnel::Rate>& value) {
    return ui::share_cell(value ? Maybe(value->value) : std::nullopt);
  };
  const bool zones = report.steps.front().zone.has_value();
  const bool first = &step == &report.steps.front();
  row.clear();
  row.push_back({.text = step_name(step), .strong = true});
  if (zones) row.push_back({.text = step.zone ? zone_name(*step.zone) : absent(), .muted = true});
  row.push_back(ui::count_cell(step.count));
  row.push_back(rate(step.step_rate));
  row.push_back(rate(step.overall_rate));
  row.push_back(interval_cell(first ? std::nullopt : step.overall_rate));
  row.push_back(ui::count_cell(first ? std::nullopt : Maybe(step.drop_off - step.still_open.value_or(0))));
  if (knows_open(report)) row.push_back(ui::count_cell(step.still_open));
  row.push_back(ui::share_cell(step.share_of_loss));
  if (knows_lost_value(report)) row.push_back(ui::compact_money_cell(step.lost_value, currency));
  row.push_back(ui::duration_cell(step.median_ms));
  row.push_back(ui::duration_cell(step.p90_ms));
  if (knows_step_times(report)) {
    row.push_back(ui::duration_cell(step.step_median_ms));
    row.push_back(ui::duration_cell(step.step_p90_ms));
  }
}

}  // namespace

ui::Cell interval_cell(const std::optional<funnel::Rate>& rate) {
  if (!rate) return {.text = std::string(absent()), .muted = true};
  return {.text = format_percent_range(rate->low, rate->high),
          .plain = plain_percent(rate->low) + " - " + plain_percent(rate->high),
          .muted = true};
}

void draw_funnel_table(ScreenContext& context, const funnel::FunnelReport& report) {
  ui::Card card({.key = "funnel.table_card", .title = tr("funnel.numbers"), .flush = true});
  const std::string unit = funnel_unit(report);
  const std::string currency = funnel_currency(context.store.report());
  const std::vector<ui::Column> header = columns(report, unit);
  FunnelView& view = context.view.funnel;
  ui::table({.key = "funnel.table",
             .caption = tr("funnel.numbers"),
             .columns = header,
             .rows = report.steps.size(),
             .row =
                 [&](uint64_t index) {
                   fill_row(view.row, report, report.steps[index], currency);
                   return &view.row;
                 },
             .selectable = false},
            view.table);
}

}  // namespace sluice::app

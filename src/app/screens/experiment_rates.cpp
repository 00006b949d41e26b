// The rates of the arms of an A/B test: a chart of one outcome with intervals, a table of all of them against the
// control.
#include <string>
#include <vector>

#include "app/charts/rate_intervals.h"
#include "app/screens/experiment.h"
#include "app/screens/funnel.h"
#include "app/screens/words.h"
#include "app/widgets/card.h"
#include "app/widgets/cells.h"
#include "app/widgets/layout.h"
#include "app/widgets/navigation.h"

namespace sluice::app {
namespace {

using funnel::ArmContrast;
using funnel::ArmOutcome;
using funnel::ExperimentArm;
using funnel::ExperimentReport;

size_t shown_outcome(const ScreenContext& context, const ExperimentReport& report) {
  return std::min(context.view.experiment.outcome, report.outcomes.size() - 1);
}

void draw_outcome_choice(ScreenContext& context, const ExperimentReport& report) {
  if (report.outcomes.size() < 2) return;
  std::vector<std::string> keys, labels;
  for (size_t i = 0; i < report.outcomes.size(); ++i) {
    keys.push_back("experiment.shown." + std::to_string(i));
    labels.push_back(pick(report.outcome_titles[i]));
  }
  std::vector<ui::Option> options;
  for (size_t i = 0; i < keys.size(); ++i) options.push_back({.key = keys[i], .label = labels[i]});
  const auto chosen = ui::tabs("experiment.shown", options, shown_outcome(context, report));
  if (chosen) context.view.experiment.outcome = *chosen;
  ui::gap(sizes().s8);
}

std::string rate_text(const std::optional<funnel::Rate>& rate) {
  constexpr double kRare = 0.1;
  if (!rate) return absent();
  return rate->value < kRare ? format_number(rate->value * 100, 2) + "%" : format_percent(rate->value);
}

chart::RateItem item_of(const ExperimentArm& arm, size_t index, const ArmOutcome& outcome) {
  chart::RateItem item{
      .id = std::to_string(index), .label = arm.name, .value_text = rate_text(outcome.rate), .faint = arm.control};
  item.tip = {{tr("experiment.people"), format_count(static_cast<double>(arm.people)), {}},
              {tr("experiment.count"), format_count(static_cast<double>(outcome.count)), {}}};
  if (!outcome.rate) return item;
  item.value = outcome.rate->value;
  item.low = outcome.rate->low;
  item.high = outcome.rate->high;
  item.interval_text = format_percent_range(item.low, item.high);
  item.tip.push_back({tr("funnel.interval"), item.interval_text, {}});
  if (outcome.contrast) item.tip.push_back({tr("traits.verdict"), experiment_verdict(outcome.contrast->verdict), {}});
  return item;
}

void draw_chart(const ExperimentReport& report, size_t shown) {
  const std::string caption = tr_format("experiment.chart", {pick(report.outcome_titles[shown])});
  chart::RateIntervals data{.key = "experiment.chart",
                            .caption = caption,
                            .value_header = tr("experiment.rate"),
                            .interval_header = tr("funnel.interval"),
                            .note = tr("tip.experiment_rate")};
  for (size_t i = 0; i < report.arms.size(); ++i) {
    data.items.push_back(item_of(report.arms[i], i, report.arms[i].outcomes[shown]));
  }
  if (report.arms.front().outcomes[shown].rate) data.reference = report.arms.front().outcomes[shown].rate->value;
  chart::rate_intervals(data);
}

std::string signed_number(double value, int decimals) {
  return (value > 0 ? "+" : "") + format_number(value, decimals);
}

ui::Cell rate_cell(const std::optional<funnel::Rate>& rate) {
  if (!rate) return {.text = absent(), .muted = true};
  return {.text = rate_text(rate), .plain = plain_percent(rate->value)};
}

/// "+5.23 (4.10 to 6.35)", in points.
ui::Cell difference_cell(const std::optional<ArmContrast>& contrast) {
  if (!contrast) return {.text = absent(), .muted = true};
  const auto points = [](double value) { return signed_number(value * 100, 2); };
  return {.text = tr_format("pipeline.points_interval",
                            {points(contrast->difference), points(contrast->low), points(contrast->high)}),
          .plain = plain_number(contrast->difference * 100)};
}

/// "+119% (+78% to +170%)"
ui::Cell lift_cell(const std::optional<ArmContrast>& contrast) {
  if (!contrast || !contrast->lift) return {.text = absent(), .muted = true};
  ui::Cell cell{.text = format_change(*contrast->lift), .plain = plain_percent(*contrast->lift)};
  if (contrast->lift_low && contrast->lift_high) {
    cell.text = tr_format("pipeline.points_interval",
                          {cell.text, format_change(*contrast->lift_low), format_change(*contrast->lift_high)});
  }
  return cell;
}

ui::Cell p_cell(const std::optional<ArmContrast>& contrast) {
  if (!contrast) return {.text = absent(), .muted = true};
  return {.text = p_value_text(contrast->p_adjusted),
          .exact = tr(contrast->fisher ? "breakdown.fisher" : "breakdown.z_test"),
          .plain = plain_number(contrast->p_adjusted)};
}

ui::Cell verdict_cell(const ExperimentArm& arm, const std::optional<ArmContrast>& contrast) {
  if (arm.control) return {.text = tr("experiment.is_control"), .muted = true};
  const auto verdict = contrast ? contrast->verdict : funnel::Difference::untested;
  const bool differs = verdict == funnel::Difference::higher || verdict == funnel::Difference::lower;
  return {.text = experiment_verdict(verdict), .muted = !differs, .strong = differs};
}

std::vector<ui::Column> rate_columns() {
  using ui::Align;
  std::vector<ui::Column> all{
      {.key = "arm", .label = tr("experiment.arm"), .min_width = 130, .weight = 1.4f},
      {.key = "outcome", .label = tr("experiment.outcome"), .min_width = 100, .tip = tr("tip.experiment_outcome")}};
  const auto number = [&](std::string_view key, const char* label, const char* tip, float min_width = 76) {
    all.push_back({.key = key, .label = label, .align = Align::right, .min_width = min_width, .tip = tip});
  };
  number("people", tr("experiment.people"), tr("tip.experiment_people"));
  number("count", tr("experiment.count"), tr("tip.experiment_count"));
  number("rate", tr("experiment.rate"), tr("tip.experiment_rate"));
  number("interval", tr("funnel.interval"), tr("tip.pipeline_interval"), 110);
  number("difference", tr("experiment.points"), tr("tip.experiment_points"), 160);
  number("lift", tr("experiment.lift"), tr("tip.experiment_lift"), 180);
  number("p", tr("traits.p"), tr("tip.experiment_p"));
  all.push_back(
      {.key = "verdict", .label = tr("traits.verdict"), .min_width = 160, .tip = tr("tip.experiment_verdict")});
  return all;
}

void draw_table(ScreenContext& context, const ExperimentReport& report) {
  ExperimentView& view = context.view.experiment;
  const std::vector<ui::Column> header = rate_columns();
  const size_t arms = report.arms.size();
  const auto fill = [&](uint64_t index) {
    const ExperimentArm& arm = report.arms[index % arms];
    const ArmOutcome& outcome = arm.outcomes[index / arms];
    const std::optional<funnel::Rate>& rate = outcome.rate;
    view.row = {{.text = arm.name, .muted = arm.control, .strong = !arm.control},
                {.text = pick(report.outcome_titles[index / arms])},
                ui::count_cell(static_cast<double>(arm.people)),
                ui::count_cell(static_cast<double>(outcome.count)),
                rate_cell(rate),
                {.text = rate ? format_percent_range(rate->low, rate->high) : std::string(absent()),
                 .plain = rate ? plain_percent(rate->low) + " - " + plain_percent(rate->high) : std::string{},
                 .muted = true},
                difference_cell(outcome.contrast),
                lift_cell(outcome.contrast),
                p_cell(outcome.contrast),
                verdict_cell(arm, outcome.contrast)};
    return &view.row;
  };
  ui::table({.key = "experiment.rates",
             .caption = tr("experiment.rates"),
             .columns = header,
             .rows = arms * report.outcomes.size(),
             .row = fill,
             .selectable = false},
            view.rates);
}

}  // namespace

void draw_experiment_rates(ScreenContext& context, const ExperimentReport& report) {
  if (report.outcomes.empty()) return;
  ui::gap(sizes().s16);
  ui::Card card({.key = "experiment.rates_card",
                 .title = tr("experiment.rates"),
                 .subtitle = tr_format("experiment.against", {report.control})});
  draw_outcome_choice(context, report);
  draw_chart(report, shown_outcome(context, report));
  ui::gap(sizes().s12);
  draw_table(context, report);
}

}  // namespace sluice::app

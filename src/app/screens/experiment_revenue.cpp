// What the arms of an A/B test spent: revenue per person, and how far it lies from that of the control.
#include <string>
#include <vector>

#include "app/screens/experiment.h"
#include "app/screens/funnel.h"
#include "app/screens/words.h"
#include "app/widgets/card.h"
#include "app/widgets/cells.h"
#include "app/widgets/layout.h"

namespace sluice::app {
namespace {

using funnel::ArmRevenue;
using funnel::ExperimentArm;
using funnel::ExperimentReport;

std::string signed_money(double amount, const std::string& currency) {
  return (amount > 0 ? "+" : "") + format_money_exact(amount, currency);
}

/// "+¥0.77 (+¥0.47 to +¥1.07)"
ui::Cell difference_cell(const ArmRevenue& revenue, const std::string& currency) {
  if (!revenue.difference) return {.text = absent(), .muted = true};
  ui::Cell cell{.text = signed_money(*revenue.difference, currency), .plain = plain_number(*revenue.difference)};
  if (revenue.low && revenue.high) {
    cell.text = tr_format("pipeline.points_interval",
                          {cell.text, signed_money(*revenue.low, currency), signed_money(*revenue.high, currency)});
  }
  return cell;
}

ui::Cell verdict_cell(const ExperimentArm& arm) {
  if (arm.control) return {.text = tr("experiment.is_control"), .muted = true};
  const bool differs =
      arm.revenue->verdict == funnel::Difference::higher || arm.revenue->verdict == funnel::Difference::lower;
  return {.text = experiment_verdict(arm.revenue->verdict), .muted = !differs, .strong = differs};
}

std::vector<ui::Column> revenue_columns(bool persons) {
  using ui::Align;
  std::vector<ui::Column> all{{.key = "arm", .label = tr("experiment.arm"), .min_width = 130, .weight = 1.4f}};
  const auto number = [&](std::string_view key, const char* label, const char* tip, float min_width = 96) {
    all.push_back({.key = key, .label = label, .align = Align::right, .min_width = min_width, .tip = tip});
  };
  number("people", tr("experiment.people"), tr("tip.experiment_people"), 76);
  number("total", tr("experiment.total"), tr("tip.experiment_total"));
  number("per_person", tr("experiment.per_person"), tr("tip.experiment_per_person"));
  number("difference", tr("experiment.difference"), tr("tip.experiment_revenue_difference"), 180);
  if (!persons) return all;
  number("buyers", tr("experiment.buyers"), tr("tip.experiment_buyers"), 76);
  number("per_buyer", tr("experiment.per_buyer"), tr("tip.experiment_per_buyer"));
  all.push_back(
      {.key = "verdict", .label = tr("traits.verdict"), .min_width = 160, .tip = tr("tip.experiment_revenue_verdict")});
  return all;
}

void fill_arm(ui::Row& row, const ExperimentArm& arm, bool persons, const std::string& currency) {
  const ArmRevenue& revenue = *arm.revenue;
  row = {{.text = arm.name, .muted = arm.control, .strong = !arm.control},
         ui::count_cell(static_cast<double>(arm.people)),
         ui::money_cell(revenue.total, currency),
         ui::exact_money_cell(revenue.per_person, currency),
         difference_cell(revenue, currency)};
  if (!persons) return;
  row.push_back(ui::count_cell(revenue.buyers ? Maybe(static_cast<double>(*revenue.buyers)) : std::nullopt));
  row.push_back(ui::exact_money_cell(revenue.per_buyer, currency));
  row.push_back(verdict_cell(arm));
}

}  // namespace

void draw_experiment_revenue(ScreenContext& context, const ExperimentReport& report) {
  if (report.amount.empty()) return;
  ui::gap(sizes().s16);
  ui::Card card({.key = "experiment.revenue_card",
                 .title = tr("experiment.revenue"),
                 .subtitle = tr_format("experiment.against", {report.control})});
  ExperimentView& view = context.view.experiment;
  const bool persons = report.people.empty();
  const std::string currency = funnel_currency(context.store.report());
  const std::vector<ui::Column> header = revenue_columns(persons);
  ui::table({.key = "experiment.revenue",
             .caption = tr("experiment.revenue"),
             .columns = header,
             .rows = report.arms.size(),
             .row =
                 [&](uint64_t index) {
                   fill_arm(view.row, report.arms[index], persons, currency);
                   return &view.row;
                 },
             .selectable = false},
            view.revenue);
  ui::gap(sizes().s8);
  if (!report.revenue_absence.empty()) {
    ui::paragraph_muted(pick(report.revenue_absence), TextStyle::caption, "experiment.revenue_absence");
  }
  ui::paragraph_muted(pick(report.revenue_definition), TextStyle::caption, "experiment.revenue_definition");
}

}  // namespace sluice::app

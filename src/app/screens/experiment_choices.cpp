// Which columns an A/B test is made of: arm, control, number of people, amount, outcomes; and how the people were to be
// shared out.
#include <algorithm>
#include <string>
#include <vector>

#include "app/experiment_edits.h"
#include "app/screens/experiment.h"
#include "app/screens/words.h"
#include "app/widgets/chip.h"
#include "app/widgets/fields.h"
#include "app/widgets/layout.h"
#include "app/widgets/menu.h"
#include "app/widgets/text.h"

namespace sluice::app {
namespace {

using funnel::ExperimentChoice;
using funnel::ExperimentReport;
using funnel::ExperimentSpec;

/// Columns that may be chosen, perhaps with a way to choose none, which comes first.
struct ColumnList {
  std::vector<ui::SelectOption> options;
  std::vector<std::string> names;  ///< by option; empty: none
  std::optional<size_t> current;

  void add(const std::string& name, std::string label, std::string detail, bool is_current) {
    if (is_current) current = options.size();
    options.push_back({.label = std::move(label), .detail = std::move(detail)});
    names.push_back(name);
  }
};

template <class Fits>
ColumnList columns_that(const ExperimentReport& report, Fits fits, const std::string& current, const char* none) {
  ColumnList list;
  if (none != nullptr) list.add({}, none, {}, current.empty());
  for (const ExperimentChoice& column : report.columns) {
    if (!fits(column)) continue;
    list.add(column.name, pick(column.title), format_count(static_cast<double>(column.values)), column.name == current);
  }
  return list;
}

std::optional<std::string> draw_select(std::string_view key, const char* label, const ColumnList& list) {
  if (list.options.empty()) return std::nullopt;
  const auto chosen = ui::select({.key = key, .label = label, .placeholder = tr("experiment.choose"), .width = -1},
                                 list.options, list.current);
  return chosen ? std::optional(list.names[*chosen]) : std::nullopt;
}

void draw_arm(ScreenContext& context, const ExperimentReport& report) {
  const auto list = columns_that(
      report, [](const ExperimentChoice& column) { return column.arm; }, report.arm, nullptr);
  if (const auto name = draw_select("experiment.arm", tr("experiment.arm_column"), list)) {
    context.store.edit([&](Spec& spec) {
      spec.experiment.arm = *name;
      spec.experiment.control.clear();  // an arm of the other column
      spec.experiment.planned.clear();
    });
  }
}

void draw_control(ScreenContext& context, const ExperimentReport& report) {
  ColumnList list;
  for (const funnel::ExperimentArm& arm : report.arms) {
    list.add(arm.name, arm.name, format_count(static_cast<double>(arm.people)), arm.control);
  }
  if (const auto name = draw_select("experiment.control", tr("experiment.control"), list)) {
    context.store.edit([&](Spec& spec) { spec.experiment.control = *name; });
  }
}

void draw_people(ScreenContext& context, const ExperimentReport& report) {
  const auto list = columns_that(
      report, [](const ExperimentChoice& column) { return column.people; }, report.people, tr("experiment.row_person"));
  if (const auto name = draw_select("experiment.people", tr("experiment.people_column"), list)) {
    context.store.edit([&](Spec& spec) {
      spec.experiment.people = *name;
      spec.experiment.outcomes.clear();  // of persons they are others than of arms
    });
  }
}

void draw_amount(ScreenContext& context, const ExperimentReport& report) {
  const auto list = columns_that(
      report, [](const ExperimentChoice& column) { return column.amount; }, report.amount, tr("experiment.no_amount"));
  if (const auto name = draw_select("experiment.amount", tr("experiment.amount_column"), list)) {
    context.store.edit([&](Spec& spec) { spec.experiment.amount = *name; });
  }
}

void draw_outcome_chips(ScreenContext& context, const ExperimentReport& report) {
  for (size_t i = 0; i < report.outcomes.size(); ++i) {
    const std::string key = "experiment.outcome." + report.outcomes[i];
    const std::string label = pick(report.outcome_titles[i]);
    const ui::Chip chip{.key = key, .label = label, .removable = report.outcomes.size() > 1};
    if (i > 0) ui::same_line_if_fits(ui::chip_width(chip));
    if (ui::chip(chip) != ui::ChipEvent::remove) continue;
    context.store.edit([&](Spec& spec) {
      spec.experiment.outcomes = report.outcomes;
      std::erase(spec.experiment.outcomes, report.outcomes[i]);
    });
  }
}

void draw_outcomes(ScreenContext& context, const ExperimentReport& report) {
  ui::muted(tr("experiment.outcomes"), TextStyle::caption);
  ui::gap(sizes().s4);
  draw_outcome_chips(context, report);
  if (report.outcomes.size() >= ExperimentSpec::kMostOutcomes) return;
  const auto list = columns_that(
      report,
      [&](const ExperimentChoice& column) {
        const auto& taken = report.outcomes;
        const bool used = column.name == report.arm || column.name == report.people;
        return column.outcome && !used && std::find(taken.begin(), taken.end(), column.name) == taken.end();
      },
      {}, nullptr);
  if (list.options.empty()) return;
  if (!report.outcomes.empty()) ui::gap(sizes().s8);
  const auto chosen = ui::select({.key = "experiment.add_outcome",
                                  .spoken = tr("experiment.add_outcome"),
                                  .placeholder = tr("experiment.add_outcome")},
                                 list.options, std::nullopt);
  if (!chosen) return;
  context.store.edit([&](Spec& spec) {
    spec.experiment.outcomes = report.outcomes;
    spec.experiment.outcomes.push_back(list.names[*chosen]);
  });
}

/// How the people were to be shared out: what the sizes of the arms are held against.
void draw_planned(ScreenContext& context, const ExperimentReport& report) {
  if (report.arms.size() < 2) return;
  ui::gap(sizes().s12);
  ui::muted(tr("experiment.planned"), TextStyle::caption);
  ui::gap(sizes().s4);
  {
    ui::Grid grid({.key = "experiment.planned",
                   .min_column = 110,
                   .most = 4,
                   .items = static_cast<int>(report.arms.size()),
                   .equal_heights = false});
    for (size_t i = 0; i < report.arms.size(); ++i) {
      grid.next();
      const std::string key = "experiment.planned." + std::to_string(i);
      const auto percent =
          ui::number_field({.field = {.key = key, .label = report.arms[i].name, .suffix = "%", .width = -1},
                            .value = report.arms[i].planned * kPercent,
                            .minimum = 0.1,
                            .maximum = 99.9,
                            .decimals = 1});
      if (!percent) continue;
      context.store.edit([&](Spec& spec) { set_planned_share(spec.experiment, report, i, *percent / kPercent); });
    }
  }
  if (context.store.spec().experiment.planned.empty()) {
    ui::paragraph_muted(tr("experiment.planned_equal"), TextStyle::caption);
  } else if (ui::link("experiment.planned.equal", tr("experiment.plan_equal"), TextStyle::caption)) {
    context.store.edit([](Spec& spec) { spec.experiment.planned.clear(); });
  }
}

}  // namespace

void draw_experiment_choices(ScreenContext& context, const ExperimentReport& report) {
  {
    const bool chosen = !report.arm.empty();
    const bool people = chosen && !report.joined;
    ui::Grid grid({.key = "experiment.choices",
                   .min_column = 150,
                   .most = 4,
                   .items = chosen ? (people ? 4 : 3) : 1,
                   .equal_heights = false});
    grid.next();
    draw_arm(context, report);
    if (chosen) {
      grid.next();
      draw_control(context, report);
    }
    if (people) {
      grid.next();
      draw_people(context, report);
    }
    if (chosen) {
      grid.next();
      draw_amount(context, report);
    }
  }
  if (report.arm.empty()) return;
  ui::gap(sizes().s12);
  draw_outcomes(context, report);
  draw_planned(context, report);
}

}  // namespace sluice::app

// How long it took from the step before: of those who came to a step, the share in each class of time.
#include <algorithm>

#include "app/screens/funnel.h"
#include "app/screens/words.h"
#include "app/widgets/card.h"
#include "app/widgets/cells.h"
#include "app/widgets/layout.h"
#include "app/widgets/table.h"

namespace sluice::app {
namespace {

using funnel::FunnelReport;
using funnel::StepReport;

/// The classes from the first to the last one that holds somebody at any step.
struct Classes {
  size_t first = 0, end = 0;  ///< indices into StepReport::step_times; equal: nobody
};

Classes classes_in_use(const FunnelReport& report) {
  Classes used;
  for (size_t i = 0; i <= report.time_classes_ms.size(); ++i) {
    const bool held = std::any_of(report.steps.begin(), report.steps.end(), [&](const StepReport& step) {
      return i < step.step_times.size() && step.step_times[i] > 0;
    });
    if (!held) continue;
    if (used.end == 0) used.first = i;
    used.end = i + 1;
  }
  return used;
}

/// "under 1 min", "1 min – 5 min", "from 90 d".
std::string class_name(const FunnelReport& report, size_t index) {
  const auto bound = [&](size_t at) { return format_duration(static_cast<double>(report.time_classes_ms[at])); };
  if (index == 0) return tr_format("funnel.time_under", {bound(0)});
  if (index == report.time_classes_ms.size()) return tr_format("funnel.time_from", {bound(index - 1)});
  return tr_format("funnel.time_range", {bound(index - 1), bound(index)});
}

void fill_row(ui::Row& row, const StepReport& step, const Classes& classes) {
  uint64_t all = 0;
  for (const uint64_t count : step.step_times) all += count;
  row.clear();
  row.push_back({.text = step_name(step), .strong = true});
  for (size_t i = classes.first; i < classes.end; ++i) {
    const auto count = static_cast<double>(step.step_times[i]);
    const Maybe share = all > 0 ? Maybe(count / static_cast<double>(all)) : std::nullopt;
    row.push_back(ui::share_cell(share, share));
  }
}

}  // namespace

void draw_funnel_times(ScreenContext& context, const FunnelReport& report) {
  const Classes classes = classes_in_use(report);
  if (classes.first == classes.end) return;
  std::vector<std::string> keys, names, tips;
  for (size_t i = classes.first; i < classes.end; ++i) {
    keys.push_back("class" + std::to_string(i));
    names.push_back(class_name(report, i));
    tips.push_back(tr_format("tip.step_times_class", {names.back()}));
  }
  std::vector<ui::Column> columns{
      {.key = "step", .label = tr("funnel.step"), .min_width = 130, .weight = 1.6f, .tip = tr("tip.step")}};
  for (size_t i = 0; i < names.size(); ++i) {
    columns.push_back({.key = keys[i], .label = names[i], .align = ui::Align::right, .min_width = 92, .tip = tips[i]});
  }
  std::vector<const StepReport*> steps;
  for (const StepReport& step : report.steps) {
    if (!step.step_times.empty()) steps.push_back(&step);
  }
  ui::gap(sizes().s16);
  ui::Card card({.key = "funnel.times_card", .title = tr("funnel.times"), .tip = tr("tip.step_times"), .flush = true});
  FunnelView& view = context.view.funnel;
  ui::table({.key = "funnel.times",
             .caption = tr("funnel.times"),
             .columns = columns,
             .rows = steps.size(),
             .row =
                 [&](uint64_t index) {
                   fill_row(view.times_row, *steps[index], classes);
                   return &view.times_row;
                 },
             .selectable = false},
            view.times);
}

}  // namespace sluice::app

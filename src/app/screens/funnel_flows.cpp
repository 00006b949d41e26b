// The funnel as flows: from each step to the next those who went on, and those who did not.
#include <algorithm>

#include "app/charts/level_flows.h"
#include "app/cluster_hues.h"
#include "app/format.h"
#include "app/screens/funnel.h"
#include "app/widgets/layout.h"
#include "app/widgets/text.h"

namespace sluice::app {
namespace {

using funnel::StepReport;

/// Columns of the drawing grow as steps are added.
class Flows {
 public:
  Flows(const funnel::FunnelReport& report, chart::LevelFlows& data)
      : data_(data), unit_(funnel_unit(report)), first_(report.steps.front().count) {}

  void add_first(const StepReport& step) {
    data_.columns.push_back({.title = step_name(step)});
    add_bar("1", step_name(step), step.count, std::string(cluster_hue(0)));
  }

  /// `before` is the last step before `step` that is not optional.
  void add(const StepReport& before, const StepReport& step, size_t number) {
    data_.columns.push_back({.title = step_name(step)});
    const double open = step.still_open.value_or(0);
    const std::string id = std::to_string(number);
    flow_to(id, step_name(step), step.count, before.count, std::string(cluster_hue(0)));
    flow_to(id + ".open", tr("funnel.flow_open"), open, before.count, {});
    flow_to(id + ".lost", tr("funnel.flow_lost"), before.count - step.count - open, before.count, {});
  }

 private:
  std::vector<ui::TooltipRow> tip_of(double count) const {
    return {{unit_, format_count(count), {}}, {tr("funnel.overall"), share_of(count, first_), {}}};
  }
  static std::string share_of(double part, double whole) {
    return format_percent(whole > 0 ? Maybe(part / whole) : std::nullopt);
  }

  void add_bar(const std::string& id, const std::string& label, double count, const std::string& color) {
    data_.columns.back().bars.push_back(
        {.id = id, .label = label, .value_text = format_count(count), .color = color, .tip = tip_of(count)});
  }

  // From the step before, which is the first bar of its column.
  void flow_to(const std::string& id, const std::string& label, double count, double before, const std::string& color) {
    if (count <= 0) return;
    add_bar(id, label, count, color);
    std::vector<ui::TooltipRow> tip = tip_of(count);
    tip.push_back({tr("funnel.step_rate"), share_of(count, before), {}});
    const size_t column = data_.columns.size() - 1;
    data_.flows.push_back({.column = column - 1,
                           .from = 0,
                           .to = data_.columns[column].bars.size() - 1,
                           .value = count,
                           .value_text = format_count(count),
                           .tip = std::move(tip)});
  }

  chart::LevelFlows& data_;
  std::string unit_;
  double first_;
};

}  // namespace

void draw_funnel_flows(const funnel::FunnelReport& report) {
  const auto larger = std::find_if(report.steps.begin(), report.steps.end(),
                                   [](const StepReport& step) { return step.larger_than_before; });
  if (larger != report.steps.end()) {
    ui::paragraph(tr_format("funnel.no_flows", {step_name(*larger)}), TextStyle::body, "funnel.flows.none");
    return;
  }
  const std::string unit = funnel_unit(report);
  chart::LevelFlows data{.key = "funnel.flows",
                         .caption = tr("funnel.title"),
                         .from_header = tr("chart.from"),
                         .to_header = tr("chart.to"),
                         .value_header = unit,
                         .note = tr("funnel.flow_note")};
  Flows flows(report, data);
  const StepReport* before = nullptr;
  bool optional = false;
  for (size_t i = 0; i < report.steps.size(); ++i) {
    const StepReport& step = report.steps[i];
    optional = optional || step.optional;
    if (step.optional) continue;
    // Behind a step that nobody reached nobody goes anywhere.
    if (before != nullptr && before->count > 0) flows.add(*before, step, i + 1);
    if (before == nullptr) flows.add_first(step);
    before = &step;
  }
  chart::level_flows(data);
  if (optional) ui::paragraph_muted(tr("funnel.flows_without_optional"), TextStyle::caption);
}

}  // namespace sluice::app

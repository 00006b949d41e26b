// A funnel of ready counts: stages in the order of the file or of the spec, never sorted by size.
#include <algorithm>
#include <cmath>

#include "funnel/sales_stages.h"
#include "funnel/sources.h"
#include "funnel/step_rates.h"
#include "funnel/wording.h"

namespace sluice::funnel {
namespace {

struct Stage {
  std::string name;
  double count = 0;
  std::optional<double> value;
  size_t rows = 0;
};

// Rows that name the same stage are added up where it appears first.
std::vector<Stage> merge_rows(const StageCounts& table) {
  std::vector<Stage> stages;
  for (size_t row = 0; row < table.size(); ++row) {
    auto found =
        std::find_if(stages.begin(), stages.end(), [&](const Stage& stage) { return stage.name == table.stage[row]; });
    if (found == stages.end()) found = stages.insert(found, Stage{table.stage[row], 0, {}, 0});
    found->count += table.count[row];
    if (table.value[row]) found->value = found->value.value_or(0) + *table.value[row];
    ++found->rows;
  }
  return stages;
}

std::vector<std::string> names_of(const std::vector<Stage>& stages) {
  std::vector<std::string> names;
  for (const Stage& stage : stages) names.push_back(stage.name);
  return names;
}

std::vector<EventChoice> list_stages(const std::vector<Stage>& stages) {
  std::vector<EventChoice> choices;
  for (const Stage& stage : stages) {
    choices.push_back({stage.name, static_cast<uint64_t>(std::floor(std::min(stage.count, 1e18))), 0});
  }
  std::stable_sort(choices.begin(), choices.end(), [](const EventChoice& a, const EventChoice& b) {
    return a.count != b.count ? a.count > b.count : a.event < b.event;
  });
  return choices;
}

}  // namespace

std::vector<Step> propose_stage_count_steps(const Dataset& dataset) {
  const std::vector<Stage> stages = merge_rows(*dataset.stage_counts);
  std::vector<Step> steps;
  for (size_t i = 0; i < stages.size(); ++i) {
    steps.push_back({.event = stages[i].name, .zone = default_zone(i, stages.size())});
  }
  return steps;
}

Status check_stage_counts(const Dataset& dataset, const FunnelSpec& spec) {
  const auto names = [&] { return names_of(merge_rows(*dataset.stage_counts)); };
  const auto is_known = [known = names()](const std::string& name) {
    return std::find(known.begin(), known.end(), name) != known.end();
  };
  return check_steps(
      spec, [&] { return names().size(); }, is_known, names);
}

Result<FunnelReport> analyze_stage_counts(const Dataset& dataset, const FunnelSpec& spec, const Counted& counted) {
  const std::vector<Stage> stages = merge_rows(*dataset.stage_counts);
  const std::vector<Step> steps = spec.steps.empty() ? propose_stage_count_steps(dataset) : spec.steps;
  if (const Status status = check_step_count(spec, steps.size()); !status) return status.error();

  FunnelReport report;
  report.unit = "items";
  report.events = list_stages(stages);
  for (const Step& chosen : steps) {
    const auto found =
        std::find_if(stages.begin(), stages.end(), [&](const Stage& stage) { return stage.name == chosen.event; });
    StepReport step;
    step.event = found->name;
    step.label = {found->name, found->name};
    step.zone = chosen.zone;
    step.count = found->count;
    step.value = found->value;
    report.steps.push_back(std::move(step));
  }
  assign_zones(report.steps);
  fill_rates(report.steps);
  report.definition = {
      "Each bar is the count that the file gives for the stage, in the order shown; conversion divides a "
      "count by the one before it and by the first.",
      "每个条形是文件中该阶段的数量，按所示顺序排列；转化率为该数量除以前一阶段及第一阶段的数量。"};
  note_counts(report, report.notes);
  if (std::any_of(stages.begin(), stages.end(), [](const Stage& stage) { return stage.rows > 1; })) {
    report.notes.push_back({"Some stages stand in several rows of the file; their counts are added up.",
                            "部分阶段在文件中有多行，数量已合并相加。"});
  }
  if (counted.customers != nullptr) {
    report.notes.push_back({"Stage counts know no customers: the filter does not change them.",
                            "阶段数量不含客户信息：筛选对其不起作用。"});
  }
  return report;
}

}  // namespace sluice::funnel

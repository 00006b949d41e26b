#include "funnel/pipeline.h"

#include <algorithm>

#include "base/errors.h"
#include "funnel/analysis.h"
#include "funnel/pipeline_parts.h"
#include "funnel/pipeline_words.h"
#include "funnel/sources.h"

namespace sluice::funnel {
namespace {

// The steps of the funnel are stages only where the funnel is made of opportunities.
bool chooses_stages(const Dataset& dataset, const FunnelSpec& funnel) {
  return !funnel.steps.empty() && source_of(dataset, funnel) == Source::opportunities;
}

std::vector<Step> steps_of(const Dataset& dataset, const FunnelSpec& funnel) {
  return chooses_stages(dataset, funnel) ? funnel.steps : propose_opportunity_steps(dataset);
}

// Index of the property to break down by; none where the file has none.
std::optional<size_t> property_of(const Opportunities& table, const std::string& name) {
  if (table.properties.empty()) return std::nullopt;
  const auto found = std::find_if(table.properties.begin(), table.properties.end(),
                                  [&](const EventProperty& property) { return property.name == name; });
  return found == table.properties.end() ? 0 : static_cast<size_t>(found - table.properties.begin());
}

Status check_property(const Opportunities& table, const std::string& name) {
  if (name.empty()) return Done{};
  const bool known = std::any_of(table.properties.begin(), table.properties.end(),
                                 [&](const EventProperty& property) { return property.name == name; });
  if (known) return Done{};
  return bad_spec("/pipeline/property",
                  {"The opportunities have no property '" + name + "'.", "商机没有“" + name + "”这一属性。"});
}

template <class Entries>
Status check_stages(const Opportunities& table, const Entries& entries, const std::string& pointer) {
  for (size_t i = 0; i < entries.size(); ++i) {
    const std::string& name = entries[i].stage;
    if (std::find(table.stage_names.begin(), table.stage_names.end(), name) != table.stage_names.end()) continue;
    return bad_spec(pointer + "/" + std::to_string(i) + "/stage",
                    {"The file has no stage '" + name + "'.", "文件中没有阶段“" + name + "”。"});
  }
  return Done{};
}

std::vector<RottenOpportunity> find_rotten(const PipelineState& state, const std::vector<PipelineStage>& stages) {
  std::vector<RottenOpportunity> rotten;
  for (const OpportunityState& o : state.opportunities) {
    if (const auto limit = rotten_limit(o, stages)) {
      rotten.push_back({o.row, o.stage - 1, *o.since, *o.age_days, *limit});
    }
  }
  return rotten;
}

PipelineReport make_report(const Opportunities& table, const PipelineState& state, const PipelineSpec& spec) {
  PipelineReport report;
  if (state.as_of) report.as_of = format_day(*state.as_of);
  report.has_history = state.has_history;
  report.totals = count_totals(state);
  report.stages = count_stages(state, report.totals, spec);
  measure_ages(state, spec, report.stages);
  measure_speed(state, report);
  for (const PipelineStage& stage : report.stages) report.rotten += stage.ages.rotten;
  for (const PipelineStage& stage : report.stages) report.rotten_value += stage.ages.rotten_value;
  for (const EventProperty& property : table.properties) {
    report.properties.push_back({property.name, property.title, property.values.size()});
  }
  if (const auto property = property_of(table, spec.property)) report.breakdown = break_down(table, *property, state);
  report.what_if = what_if(report, spec);
  report.as_of_definition = define_as_of(!spec.as_of.empty(), report);
  report.definition = define_pipeline(state);
  report.probability_definition = define_probability(report);
  report.age_definition = define_ages(report);
  report.loss_definition = define_losses(report.has_history);
  return report;
}

// Operations to read an opportunity, with its part of the histories, about.
uint64_t cost_of_row(const Opportunities& table) {
  constexpr uint64_t kCostOfRow = 300, kCostOfEntry = 40;
  return kCostOfRow + kCostOfEntry * table.history.time.size() / std::max<size_t>(table.size(), 1);
}

Pipeline make_pipeline(const Opportunities& table, const PipelineState& state, const PipelineSpec& spec,
                       bool filter_has_no_hold) {
  Pipeline pipeline;
  pipeline.report = make_report(table, state, spec);
  note_pipeline(state, table, filter_has_no_hold, pipeline.report);
  pipeline.rotten = find_rotten(state, pipeline.report.stages);
  return pipeline;
}

}  // namespace

Status check(const Dataset& dataset, const FunnelSpec& funnel, const PipelineSpec& spec) {
  if (const Status status = check(spec); !status) return status;
  if (!dataset.opportunities || dataset.opportunities->size() == 0) {
    return not_applicable({"The files hold no sales opportunities.", "文件中没有销售机会。"});
  }
  if (chooses_stages(dataset, funnel)) {
    if (const Status status = check_opportunities(dataset, funnel); !status) return status;
  }
  const Opportunities& table = *dataset.opportunities;
  if (const Status status = check_stages(table, spec.stages, "/pipeline/stages"); !status) return status;
  if (const Status status = check_stages(table, spec.what_if, "/pipeline/what_if"); !status) return status;
  return check_property(table, spec.property);
}

Result<PassRun<Pipeline>> begin_pipeline(const Dataset& dataset, const FunnelSpec& funnel, const PipelineSpec& spec,
                                         const std::vector<uint8_t>* keep) {
  if (const Status status = check(dataset, funnel, spec); !status) return status.error();
  const Opportunities& table = *dataset.opportunities;
  const auto reader =
      std::make_shared<PipelineReader>(table, steps_of(dataset, funnel), parse_iso_day(spec.as_of), keep);
  PassRun<Pipeline> run;
  run.passes.add({table.size(), cost_of_row(table), [into = reader.get()](size_t begin, size_t end) {
                    for (size_t row = begin; row < end; ++row) into->read(static_cast<uint32_t>(row));
                    return end;
                  }});
  run.conclude = [&table, reader, spec, filters = keep != nullptr] {
    return make_pipeline(table, reader->state(), spec, filters && !reader->state().filtered);
  };
  return run;
}

Result<Pipeline> analyze_pipeline(const Dataset& dataset, const FunnelSpec& funnel, const PipelineSpec& spec,
                                  const std::vector<uint8_t>* keep) {
  return finish(begin_pipeline(dataset, funnel, spec, keep));
}

}  // namespace sluice::funnel

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

// Operations to read an opportunity, with its part of the histories, about.
uint64_t cost_of_row(const Opportunities& table) {
  constexpr uint64_t kCostOfRow = 300, kCostOfEntry = 40;
  return kCostOfRow + kCostOfEntry * table.history.time.size() / std::max<size_t>(table.size(), 1);
}

// What is counted from the states of the opportunities, one part after the other: each looks at all of them, and builds
// on those before it.
class PipelineParts {
 public:
  PipelineParts(const Opportunities& table, const std::vector<Step>& steps, const PipelineSpec& spec,
                const std::vector<uint8_t>* keep)
      : reader_(table, steps, parse_iso_day(spec.as_of), keep), table_(table), spec_(spec), filters_(keep != nullptr) {}

  void read(size_t begin, size_t end) {
    for (size_t row = begin; row < end; ++row) reader_.read(static_cast<uint32_t>(row));
  }

  static constexpr size_t kParts = 6;
  void count(size_t part) {
    const PipelineState& state = reader_.state();
    switch (part) {
      case 0:
        report_.totals = count_totals(state);
        return;
      case 1:
        report_.stages = count_stages(state, report_.totals, spec_);
        return;
      case 2:
        return measure_ages(state, spec_, report_.stages);
      case 3:
        return measure_speed(state, report_);
      case 4:
        if (const auto property = property_of(table_, spec_.property)) {
          report_.breakdown = break_down(table_, *property, state);
        }
        return;
      default:
        rotten_ = find_rotten(state, report_.stages);
    }
  }

  Pipeline conclude() {
    const PipelineState& state = reader_.state();
    if (state.as_of) report_.as_of = format_day(*state.as_of);
    report_.has_history = state.has_history;
    for (const PipelineStage& stage : report_.stages) report_.rotten += stage.ages.rotten;
    for (const PipelineStage& stage : report_.stages) report_.rotten_value += stage.ages.rotten_value;
    for (const EventProperty& property : table_.properties) {
      report_.properties.push_back({property.name, property.title, property.values.size()});
    }
    report_.what_if = what_if(report_, spec_);
    report_.as_of_definition = define_as_of(!spec_.as_of.empty(), report_);
    report_.definition = define_pipeline(state);
    report_.probability_definition = define_probability(report_);
    report_.age_definition = define_ages(report_);
    report_.loss_definition = define_losses(report_.has_history);
    note_pipeline(state, table_, filters_ && !state.filtered, report_);
    return {std::move(report_), std::move(rotten_)};
  }

 private:
  PipelineReader reader_;
  const Opportunities& table_;
  PipelineSpec spec_;
  bool filters_;
  PipelineReport report_;
  std::vector<RottenOpportunity> rotten_;
};

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
  constexpr uint64_t kCostOfPart = 60;  // for each opportunity, about
  const auto parts = std::make_shared<PipelineParts>(table, steps_of(dataset, funnel), spec, keep);
  PassRun<Pipeline> run;
  run.passes.add({table.size(), cost_of_row(table), [into = parts.get()](size_t begin, size_t end) {
                    into->read(begin, end);
                    return end;
                  }});
  run.passes.add({PipelineParts::kParts, kCostOfPart * table.size(), [into = parts.get()](size_t begin, size_t end) {
                    for (size_t part = begin; part < end; ++part) into->count(part);
                    return end;
                  }});
  run.conclude = [parts] { return parts->conclude(); };
  return run;
}

Result<Pipeline> analyze_pipeline(const Dataset& dataset, const FunnelSpec& funnel, const PipelineSpec& spec,
                                  const std::vector<uint8_t>* keep) {
  return finish(begin_pipeline(dataset, funnel, spec, keep));
}

}  // namespace sluice::funnel

// What types cannot say of the pipeline's spec.
#include <string>

#include "base/calendar.h"
#include "base/errors.h"
#include "base/number_text.h"
#include "funnel/pipeline.h"

namespace sluice::funnel {
namespace {

Status check_range(const std::optional<double>& value, double most, const std::string& pointer) {
  if (!value || (*value >= 0 && *value <= most)) return Done{};
  const std::string range = "0 to " + shortest_text(most), range_zh = "0 到 " + shortest_text(most) + " 之间";
  return bad_spec(pointer, {"should be from " + range, "应在 " + range_zh});
}

template <class Entries>
Status check_names(const Entries& entries, const std::string& pointer) {
  if (entries.size() > PipelineSpec::kMostStages) {
    const std::string most = std::to_string(PipelineSpec::kMostStages);
    return bad_spec(pointer, {"should have at most " + most + " entries", "最多 " + most + " 项"});
  }
  for (size_t i = 0; i < entries.size(); ++i) {
    for (size_t before = 0; before < i; ++before) {
      if (entries[before].stage != entries[i].stage) continue;
      return bad_spec(pointer + "/" + std::to_string(i) + "/stage",
                      {"a stage should have one entry", "每个阶段只能有一项"});
    }
  }
  return Done{};
}

Status check_setting(const StageSetting& setting, const std::string& pointer) {
  if (const Status s = check_range(setting.probability, 1, pointer + "/probability"); !s) return s;
  return check_range(setting.rotten_days, PipelineSpec::kMostRottenDays, pointer + "/rotten_days");
}

Status check_change(const RateChange& change, const std::string& pointer) {
  if (change.rate.has_value() == change.factor.has_value()) {
    return bad_spec(pointer, {"should have either a rate or a factor", "应指定推进率或倍数之一"});
  }
  if (const Status s = check_range(change.rate, 1, pointer + "/rate"); !s) return s;
  return check_range(change.factor, PipelineSpec::kMostFactor, pointer + "/factor");
}

}  // namespace

Status check(const PipelineSpec& spec) {
  if (!spec.as_of.empty() && !parse_iso_day(spec.as_of)) {
    return bad_spec("/pipeline/as_of",
                    {"should be a day written as YYYY-MM-DD, or empty for the day after the latest date",
                     "应为 YYYY-MM-DD 格式的日期；留空则取最晚日期的次日"});
  }
  if (const Status s = check_range(spec.rotten_days, PipelineSpec::kMostRottenDays, "/pipeline/rotten_days"); !s) {
    return s;
  }
  if (const Status s = check_names(spec.stages, "/pipeline/stages"); !s) return s;
  if (const Status s = check_names(spec.what_if, "/pipeline/what_if"); !s) return s;
  for (size_t i = 0; i < spec.stages.size(); ++i) {
    if (const Status s = check_setting(spec.stages[i], "/pipeline/stages/" + std::to_string(i)); !s) return s;
  }
  for (size_t i = 0; i < spec.what_if.size(); ++i) {
    if (const Status s = check_change(spec.what_if[i], "/pipeline/what_if/" + std::to_string(i)); !s) return s;
  }
  return Done{};
}

}  // namespace sluice::funnel

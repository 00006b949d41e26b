#include "app/pipeline_edits.h"

#include <algorithm>
#include <vector>

namespace sluice::app {
namespace {

using funnel::PipelineSpec;
using funnel::RateChange;
using funnel::StageSetting;

template <class Entry>
auto place_of(std::vector<Entry>& entries, const std::string& stage) {
  return std::lower_bound(entries.begin(), entries.end(), stage,
                          [](const Entry& entry, const std::string& name) { return entry.stage < name; });
}

template <class Entry>
const Entry* find_entry(const std::vector<Entry>& entries, const std::string& stage) {
  const auto found =
      std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) { return entry.stage == stage; });
  return found == entries.end() ? nullptr : &*found;
}

/// The entry of this stage, made when there is none. A spec from elsewhere may be in any order.
template <class Entry>
Entry& entry_of(std::vector<Entry>& entries, const std::string& stage) {
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.stage < b.stage; });
  const auto place = place_of(entries, stage);
  if (place != entries.end() && place->stage == stage) return *place;
  return *entries.insert(place, Entry{.stage = stage});
}

void drop_empty(std::vector<StageSetting>& settings) {
  std::erase_if(settings, [](const StageSetting& setting) { return !setting.probability && !setting.rotten_days; });
}

std::optional<double> within(std::optional<double> value, double most) {
  return value ? std::optional(std::clamp(*value, 0.0, most)) : std::nullopt;
}

}  // namespace

const StageSetting* find_setting(const PipelineSpec& spec, const std::string& stage) {
  return find_entry(spec.stages, stage);
}

const RateChange* find_change(const PipelineSpec& spec, const std::string& stage) {
  return find_entry(spec.what_if, stage);
}

void set_probability(PipelineSpec& spec, const std::string& stage, std::optional<double> probability) {
  entry_of(spec.stages, stage).probability = within(probability, 1);
  drop_empty(spec.stages);
}

void set_rotten_days(PipelineSpec& spec, const std::string& stage, std::optional<double> days) {
  entry_of(spec.stages, stage).rotten_days = within(days, PipelineSpec::kMostRottenDays);
  drop_empty(spec.stages);
}

void set_rotten_days(PipelineSpec& spec, std::optional<double> days) {
  spec.rotten_days = within(days, PipelineSpec::kMostRottenDays);
}

void set_rate(PipelineSpec& spec, const std::string& stage, std::optional<double> rate) {
  RateChange& change = entry_of(spec.what_if, stage);
  change.rate = within(rate, 1);
  change.factor.reset();
  std::erase_if(spec.what_if, [](const RateChange& each) { return !each.rate && !each.factor; });
}

}  // namespace sluice::app

// The kinds of funnel, one file each, and what they hand to the dispatcher in analysis.cpp.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "dataset/cleaning.h"
#include "dataset/dataset.h"
#include "funnel/analysis.h"
#include "funnel/funnel_report.h"
#include "funnel/funnel_spec.h"

namespace sluice::funnel {

/// What of the dataset counts.
struct Counted {
  const std::vector<uint8_t>* customers = nullptr;  ///< one byte a customer code, 0: left out; null: everybody counts
  const Cleaning* order_lines = nullptr;            ///< null: every order line counts
  const EventChoices* choices = nullptr;            ///< null: to be listed; only for events
};

/// A table that a funnel can be made of. A new one is a file of its own and a line in analysis.cpp.
struct SourceKind {
  Source source;
  bool (*present)(const Dataset& dataset);
  Status (*check)(const Dataset& dataset, const FunnelSpec& spec);  ///< of what it asks for; counts nobody
  Result<PassRun<FunnelReport>> (*begin)(const Dataset& dataset, const FunnelSpec& spec, const Counted& counted);
  std::vector<Step> (*propose)(const Dataset& dataset);
};

Status check_events(const Dataset& dataset, const FunnelSpec& spec);
/// The dataset and what `counted` points to must stay.
Result<PassRun<FunnelReport>> begin_events(const Dataset& dataset, const FunnelSpec& spec, const Counted& counted);
std::vector<Step> propose_event_steps(const Dataset& dataset);

Status check_opportunities(const Dataset& dataset, const FunnelSpec& spec);
Result<FunnelReport> analyze_opportunities(const Dataset& dataset, const FunnelSpec& spec, const Counted& counted);
std::vector<Step> propose_opportunity_steps(const Dataset& dataset);

Status check_stage_counts(const Dataset& dataset, const FunnelSpec& spec);
Result<FunnelReport> analyze_stage_counts(const Dataset& dataset, const FunnelSpec& spec, const Counted& counted);
std::vector<Step> propose_stage_count_steps(const Dataset& dataset);

Status check_purchases(const Dataset& dataset, const FunnelSpec& spec);
Result<FunnelReport> analyze_orders(const Dataset& dataset, const FunnelSpec& spec, const Counted& counted);
Result<FunnelReport> analyze_frequency(const Dataset& dataset, const FunnelSpec& spec, const Counted& counted);
std::vector<Step> propose_no_steps(const Dataset& dataset);

/// Complaints that the kinds share.
Error unknown_event(const std::string& pointer, const std::string& name, const std::vector<std::string>& known);
Status check_step_count(const FunnelSpec& spec, size_t proposed);  ///< at least two
Status check_window(const FunnelSpec& spec);                       ///< >= 0
/// The steps that the spec names: two or more, each of them known. Where it names none, a source that it chose has to
/// have `count` two or more itself.
template <class Count, class IsKnown, class Names>
Status check_steps(const FunnelSpec& spec, const Count& count, const IsKnown& is_known, const Names& known_names) {
  if (spec.steps.empty() && spec.source == Source::automatic) return Done{};
  if (const Status status = check_step_count(spec, count()); !status) return status;
  for (size_t i = 0; i < spec.steps.size(); ++i) {
    const std::string pointer = "/funnel/steps/" + std::to_string(i) + "/event";
    if (!is_known(spec.steps[i].event)) return unknown_event(pointer, spec.steps[i].event, known_names());
  }
  return Done{};
}

}  // namespace sluice::funnel

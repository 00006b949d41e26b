// What an action on the sales pipeline means for its spec: pure functions. Entries stand in the order of their stages'
// names, and one that says nothing is taken out, so that equal choices are equal specs.
#pragma once

#include <optional>
#include <string>

#include "funnel/pipeline_spec.h"

namespace sluice::app {

/// What the spec says of the stage, or nullptr.
const funnel::StageSetting* find_setting(const funnel::PipelineSpec& spec, const std::string& stage);
const funnel::RateChange* find_change(const funnel::PipelineSpec& spec, const std::string& stage);

/// Of winning from the stage, kept within 0..1; none: as it is estimated.
void set_probability(funnel::PipelineSpec& spec, const std::string& stage, std::optional<double> probability);

/// Days, kept within 0..kMostRottenDays; none: as for all stages.
void set_rotten_days(funnel::PipelineSpec& spec, const std::string& stage, std::optional<double> days);
void set_rotten_days(funnel::PipelineSpec& spec, std::optional<double> days);  ///< of all stages; none: from the data

/// What if the share of those that go on from the stage were `rate`, kept within 0..1; none: as it is.
void set_rate(funnel::PipelineSpec& spec, const std::string& stage, std::optional<double> rate);

}  // namespace sluice::app

// A sales pipeline of sixteen opportunities, answered by the engine's own functions: its figures can be told by hand.
//
// Three stages. Closed: 10 reached Lead, 8 Talk, 5 Offer, 4 are won, so that they go on at rates of 0.8, 0.625 and 0.8,
// and are won from there with probabilities of 0.4, 0.5 and 0.8. Open: 3, 2 and 1. Each is worth 100. Losses took 10
// days, wins 20; the three open leads are 2 days old, the others 21, which is over the limit of 20 days.
#pragma once

#include <cstdint>
#include <string>

#include "report/messages.h"

namespace sluice::app {

/// Columns opportunity_id, account, owner, source, stage, status, amount, created, closed.
std::string example_opportunities();

funnel::PipelineReport example_pipeline(const funnel::PipelineSpec& spec);
funnel::PipelineReport pipeline_of_table(const std::string& table);  ///< under the usual spec
funnel::RottenPage example_rotten(const funnel::PipelineSpec& spec, uint64_t offset, uint64_t limit);

}  // namespace sluice::app

// The sentences of the pipeline's report: how each figure is computed, and why one is absent.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/text_pair.h"
#include "funnel/pipeline_report.h"
#include "funnel/pipeline_state.h"

namespace sluice::funnel {

TextPair define_pipeline(const PipelineState& state);
TextPair define_as_of(bool chosen, const PipelineReport& report);
TextPair define_probability(const PipelineReport& report);
TextPair define_ages(const PipelineReport& report);
TextPair define_losses(bool has_history);
TextPair define_breakdown(const TextPair& property);
TextPair define_what_if();

TextPair define_weighted();
TextPair define_expected_wins();
TextPair define_weighted_at_average();
TextPair define_win_rate();
TextPair define_win_rate_by_value();
TextPair define_cycle(bool won);
TextPair define_open();
TextPair define_average_won_value();
TextPair define_velocity();
TextPair define_monthly_velocity();

TextPair none_open();
TextPair none_won();
TextPair none_closed();
TextPair no_open_value();    ///< no open opportunity has a value
TextPair no_won_value();     ///< no won one has a value
TextPair no_closed_value();  ///< no closed one has a value above zero
TextPair no_lost_value();    ///< no lost one has a value above zero
TextPair no_probability();   ///< of no stage in question is a probability known
TextPair every_open_has_value();
TextPair no_cycle(bool won);  ///< none of them has both days in their order
TextPair cycle_of_zero();
TextPair no_rate(const TextPair& stage);  ///< from this stage to the next

/// What somebody should know before trusting the figures.
void note_pipeline(const PipelineState& state, const Opportunities& table, bool filter_has_no_hold,
                   PipelineReport& report);

}  // namespace sluice::funnel

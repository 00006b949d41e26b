// The sentences of an A/B test's report: what is counted, what came of each arm, and what is wrong with the table.
#pragma once

#include <string>
#include <vector>

#include "base/text_pair.h"
#include "funnel/experiment_counts.h"
#include "funnel/experiment_report.h"

namespace sluice::funnel {

TextPair define_experiment(const ExperimentReport& report);
TextPair define_revenue(const ExperimentReport& report);

/// Why revenue per person has no interval.
TextPair no_persons();    ///< only totals are known
TextPair no_variation();  ///< everybody of some arm spent the same

/// "18.3% visit, against 10.6% with 'Control': 1.72 times as many; this is not chance (p < 0.001)."
TextPair tell_outcome(const TextPair& title, const ArmOutcome& arm, const ArmOutcome& control,
                      const std::string& control_name);
TextPair tell_revenue(const ArmRevenue& arm, const ArmRevenue& control);

/// `planned`: the shares were chosen, and are not just the same for all.
TextPair warn_split(const std::vector<ExperimentArm>& arms, double p, bool planned);

void note_experiment(const ExperimentCounts& counts, bool filter_has_no_hold, ExperimentReport& report);

}  // namespace sluice::funnel

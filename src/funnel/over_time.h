// Conversion of an event funnel by the period of entry, and how much of it is not decided yet.
#pragma once

#include <cstdint>
#include <vector>

#include "base/passes.h"
#include "base/result.h"
#include "dataset/dataset.h"
#include "funnel/funnel_spec.h"
#include "funnel/over_time_report.h"

namespace sluice::funnel {

/// `keep` as in funnel/analysis.h; it and the dataset must stay. An entry is the chain that counts for a customer, a
/// session or an entry, and its time that of the chain's first event, by the file's own clock. It is open when the last
/// step was not reached and the window, inclusive, ends behind the latest event of the file (of files with days only:
/// behind that day); of a session also where a pause does not yet end it. Errors: those of the funnel; not_applicable
/// (no events).
Result<PassRun<OverTimeReport>> begin_over_time(const Dataset& dataset, const FunnelSpec& spec,
                                                const FunnelTimeSpec& time, const std::vector<uint8_t>* keep);

}  // namespace sluice::funnel

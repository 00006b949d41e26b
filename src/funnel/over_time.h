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
/// step was not reached and events behind the latest one of the file (of files with days only: behind that day) could
/// still complete a chain that begins at that time: within the window, the steps' own windows and the session, and by
/// every rule. Errors: those of the funnel; not_applicable (no events).
Result<PassRun<OverTimeReport>> begin_over_time(const Dataset& dataset, const FunnelSpec& spec,
                                                const FunnelTimeSpec& time, const std::vector<uint8_t>* keep);

}  // namespace sluice::funnel

// How far customers came along the funnel, for a filter that asks for it. Between a Session, whose customers are those
// of the scores, and the funnel, which knows all that have events.
#pragma once

#include <cstdint>
#include <vector>

#include "base/result.h"
#include "dataset/dataset.h"
#include "funnel/funnel_spec.h"
#include "rfm/profile.h"
#include "rfm/rfm_spec.h"

namespace sluice::engine {

/// Whether the funnel has the step that the condition names. Errors: those of the funnel; bad_spec
/// ("/filter/funnel...": not a funnel of events, no such step, an optional one, another event).
Status check_condition(const Dataset& dataset, const funnel::FunnelSpec& funnel, const rfm::FunnelCondition& condition);

/// rfm::Analysis::funnel_depth, from funnel::depth_by_customer.
std::vector<uint8_t> depth_by_row(const std::vector<uint8_t>& depth_by_customer, const rfm::Profile& profile);

}  // namespace sluice::engine

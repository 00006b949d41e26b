// From the spec of an event funnel to the plan that matchers work by, and to the words that say what is counted.
#pragma once

#include <vector>

#include "base/result.h"
#include "base/text_pair.h"
#include "funnel/funnel_spec.h"
#include "funnel/matching.h"

namespace sluice::funnel {

/// What a plan cannot be made of. Errors: bad_spec (an optional step that is the first, the last or in strict order; a
/// negative window or gap; an exclusion between steps that are optional or in the wrong order).
Status check_plan(const FunnelSpec& spec, const std::vector<Step>& steps);

/// Of what check_plan() has passed.
Plan make_plan(const FunnelSpec& spec, const std::vector<Step>& steps);

/// The name of a step on a screen: its events, and its conditions in brackets.
TextPair step_label(const Step& step);

/// Exactly what is counted, one sentence. `filtered`: not every customer counts.
TextPair define_event_funnel(const FunnelSpec& spec, const std::vector<Step>& steps, bool filtered);

/// What the spec asks for and the mode does not use.
void note_unused(const FunnelSpec& spec, const std::vector<Step>& steps, std::vector<TextPair>& notes);

}  // namespace sluice::funnel

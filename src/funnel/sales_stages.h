// What the names of sales stages usually mean, in English and Chinese: their place in a sale, and whether they end it.
// And the four zones of a sales funnel over stages that nobody has assigned yet.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "funnel/funnel_report.h"
#include "funnel/funnel_spec.h"

namespace sluice::funnel {

enum class StageMeaning { unknown, on_the_way, won, lost };

struct UsualStage {
  StageMeaning meaning = StageMeaning::unknown;
  int rank = 0;  ///< of those on the way and won: earlier stages have smaller ones
};
UsualStage usual_stage(std::string_view name);

/// True for an event that undoes or ends a journey without success: a refund, a cancellation, a refusal.
bool is_setback(std::string_view event);

/// Indices into `names` in the order of a sale, lost ones left out: the usual order where every name is known, else the
/// order of `names`; won ones last.
std::vector<size_t> order_stages(const std::vector<std::string>& names);

/// First step outside 漏斗外, last step bottom 漏斗下; of those between, the first half (rounded up) top 漏斗上, the
/// rest middle 漏斗中.
Zone default_zone(size_t step, size_t steps);

/// The default for every step that has none.
void assign_zones(std::vector<StepReport>& steps);

}  // namespace sluice::funnel

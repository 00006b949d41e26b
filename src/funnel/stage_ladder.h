// The stages of the opportunities as a ladder: their order in a sale, what each of them counts as among the chosen
// steps, and how far an opportunity came on it. Shared by the funnel of opportunities and the sales pipeline.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "dataset/dataset.h"
#include "funnel/funnel_spec.h"
#include "funnel/sales_stages.h"

namespace sluice::funnel {

/// The step behind the stages of a file that knows wins by an outcome only.
inline constexpr std::string_view kWonStep = "won";

struct StageLadder {
  std::vector<size_t> order;          ///< indices into stage_names in the order of a sale, lost ones left out
  std::vector<StageMeaning> meaning;  ///< by stage
  bool won_is_stage = false;          ///< winning is a stage of its own
  bool any_won = false;
};
StageLadder ladder_of(const Opportunities& table);

/// Whether a filter of customers can say anything about the opportunities.
bool names_customers(const Opportunities& table);

/// A step that means that the sale is won.
bool is_won_step(const Step& step);

/// For each stage of the file the number of steps that an opportunity in it has reached. A stage that is no step counts
/// as the last step before it in the order of a sale; 0 where there is none.
std::vector<size_t> depth_of_stages(const Opportunities& table, const StageLadder& ladder,
                                    const std::vector<Step>& steps);

/// What the stage and the outcome of a row say together.
ingest::Outcome outcome_in(const StageLadder& ladder, size_t stage, ingest::Outcome outcome);

/// The furthest that an opportunity is known to have come, by its stage and its history.
struct Reach {
  bool known = false;  ///< some stage is neither won nor lost
  size_t depth = 0;    ///< of those, the greatest
};
Reach reach_of(const Opportunities& table, const StageLadder& ladder, const std::vector<size_t>& depth_of_stage,
               size_t opportunity);

}  // namespace sluice::funnel

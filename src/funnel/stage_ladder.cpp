#include "funnel/stage_ladder.h"

#include <algorithm>

namespace sluice::funnel {

using ingest::Outcome;

StageLadder ladder_of(const Opportunities& table) {
  StageLadder ladder;
  ladder.order = order_stages(table.stage_names);
  for (const std::string& name : table.stage_names) {
    ladder.meaning.push_back(usual_stage(name).meaning);
    ladder.won_is_stage = ladder.won_is_stage || ladder.meaning.back() == StageMeaning::won;
  }
  ladder.any_won = std::find(table.outcome.begin(), table.outcome.end(), Outcome::won) != table.outcome.end();
  return ladder;
}

bool names_customers(const Opportunities& table) {
  return std::any_of(table.customer.begin(), table.customer.end(),
                     [](uint32_t customer) { return customer != Dictionary::kNone; });
}

bool is_won_step(const Step& step) {
  return step.event == kWonStep || usual_stage(step.event).meaning == StageMeaning::won;
}

std::vector<size_t> depth_of_stages(const Opportunities& table, const StageLadder& ladder,
                                    const std::vector<Step>& steps) {
  std::vector<size_t> depth(table.stage_names.size(), 0);
  size_t so_far = 0;
  for (const size_t stage : ladder.order) {
    for (size_t i = 0; i < steps.size(); ++i) {
      if (steps[i].event == table.stage_names[stage]) {
        depth[stage] = i + 1;
        so_far = std::max(so_far, i + 1);
      }
    }
    if (depth[stage] == 0) depth[stage] = so_far;
  }
  return depth;
}

Outcome outcome_in(const StageLadder& ladder, size_t stage, Outcome outcome) {
  if (outcome == Outcome::won || ladder.meaning[stage] == StageMeaning::won) return Outcome::won;
  if (outcome == Outcome::lost || ladder.meaning[stage] == StageMeaning::lost) return Outcome::lost;
  return Outcome::open;
}

Reach reach_of(const Opportunities& table, const StageLadder& ladder, const std::vector<size_t>& depth_of_stage,
               size_t opportunity) {
  Reach reach;
  const auto visit = [&](uint32_t stage) {
    if (ladder.meaning[stage] == StageMeaning::won || ladder.meaning[stage] == StageMeaning::lost) return;
    reach = {true, std::max(reach.depth, depth_of_stage[stage])};
  };
  visit(table.stage[opportunity]);
  if (table.history.empty()) return reach;
  for (size_t i = table.history.begin_of(opportunity); i < table.history.ends[opportunity]; ++i) {
    visit(table.history.stage[i]);
  }
  return reach;
}

}  // namespace sluice::funnel

// `quantile`: 1 + number of type-7 quantiles below the value, equal quantiles counting once; what pandas' qcut gives
// with duplicates="drop" (the smallest value is an edge there, so that a quantile equal to it is no cut).
#include <algorithm>

#include "base/statistics.h"
#include "rfm/scoring_cuts.h"
#include "rfm/scoring_methods.h"

namespace sluice::rfm {

Scoring score_quantile(const ScoringInput& input) {
  std::vector<double> cuts;
  for (int i = 1; i < input.bins; ++i) {
    const double cut = quantile_type7(input.sorted, static_cast<uint64_t>(i), static_cast<uint64_t>(input.bins));
    if (cut > input.sorted.front() && cut < input.sorted.back() && (cuts.empty() || cut > cuts.back())) {
      cuts.push_back(cut);
    }
  }
  Scoring result;
  result.cuts = filled_up(std::move(cuts), input);
  result.scores = scores_of(input.values, result.cuts, input.lower_is_better);
  return result;
}

TextPair explain_quantile(const Standing& standing) {
  const std::string bins = std::to_string(standing.bins);
  return above_cuts_sentence(standing, {"The " + bins + "-quantiles of all customers, equal ones counting once",
                                        "全部客户的 " + bins + " 分位点（相同的只计一次）"});
}

}  // namespace sluice::rfm

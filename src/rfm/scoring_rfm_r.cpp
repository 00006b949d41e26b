// `rfm-r`: the R package rfm (rfm_table_order, rfm_table_customer): intervals [lower, upper) that meet at the type-7
// quantiles plus one. A cut is kept as the largest value under it, so that the rule of rfm/scoring.h reads it.
#include <algorithm>

#include "base/number_text.h"
#include "base/statistics.h"
#include "rfm/scoring_cuts.h"
#include "rfm/scoring_methods.h"

namespace sluice::rfm {

Scoring score_rfm_r(const ScoringInput& input) {
  Scoring result;
  for (int i = 1; i < input.bins; ++i) {
    const double upper = quantile_type7(input.sorted, static_cast<uint64_t>(i), static_cast<uint64_t>(input.bins)) + 1;
    // Above every quantile there is the smallest value, but where one unit is nothing against it.
    const auto beyond = std::lower_bound(input.sorted.begin(), input.sorted.end(), upper);
    result.cuts.push_back(beyond == input.sorted.begin() ? below_all(input.sorted.front()) : *(beyond - 1));
  }
  result.scores = scores_of(input.values, result.cuts, input.lower_is_better);
  return result;
}

TextPair explain_rfm_r(const Standing& standing) {
  const std::string bins = std::to_string(standing.bins);
  std::string list;
  for (const double cut : standing.cuts) list += (list.empty() ? "" : " | ") + grouped_text(cut, 2);
  const auto above =
      std::count_if(standing.cuts.begin(), standing.cuts.end(), [&](double cut) { return cut < standing.value; });
  const std::string value = grouped_text(standing.value, 2);
  const std::string under = std::to_string(above);
  const std::string formula =
      (standing.lower_is_better ? bins + " − " : "1 + ") + under + " = " + std::to_string(standing.score);
  return {"As in the R package rfm, scores end below the " + bins +
              "-quantiles plus 1; the largest values under them are " + list + ". " + value + " is above " + under +
              " of these: score " + formula + " of " + bins + ".",
          "与 R 语言 rfm 包相同，各档上界为 " + bins + " 分位点加 1（不含），界内最大值依次为 " + list + "。" + value +
              " 高于其中 " + under + " 个：得分 " + formula + "（满分 " + bins + "）。"};
}

}  // namespace sluice::rfm

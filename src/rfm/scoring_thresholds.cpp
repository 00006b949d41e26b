// `thresholds`: the user's own cut points.
#include "base/number_text.h"
#include "rfm/scoring_methods.h"

namespace sluice::rfm {

Scoring score_thresholds(const ScoringInput& input) {
  Scoring result;
  result.cuts.assign(input.own_cuts.begin(), input.own_cuts.end());
  result.scores = scores_of(input.values, result.cuts, input.lower_is_better);
  return result;
}

TextPair explain_thresholds(const Standing& standing) {
  size_t under = 0;
  std::string list;
  for (const double cut : standing.cuts) {
    list += (list.empty() ? "" : " | ") + grouped_text(cut, 2);
    under += cut < standing.value ? 1 : 0;
  }
  const std::string value = grouped_text(standing.value, 2);
  const std::string above = std::to_string(under);
  const std::string bins = std::to_string(standing.bins);
  const std::string formula = (standing.lower_is_better ? bins + " − " : "1 + ") + above + " = " +
                              std::to_string(score_of(standing.value, standing.cuts, standing.lower_is_better));
  TextPair text;
  text.en = value + " is above " + above + " of your cut points (" + list + "): score " + formula + " of " + bins + ".";
  text.zh =
      value + " 高于您设定的分界点（" + list + "）中的 " + above + " 个：得分 " + formula + "（满分 " + bins + "）。";
  return text;
}

}  // namespace sluice::rfm

// `mean` and `median`: two bins, parted at the mean (median) of all customers. Who is strictly better has the best
// score k, everyone else 1, so that weights and maps that expect scores from 1 to k keep working; nobody has a score
// between. The bits of the eight-class map are made at the same values (rfm/split.h).
#include "base/number_text.h"
#include "rfm/scoring_methods.h"
#include "rfm/split.h"

namespace sluice::rfm {
namespace {

Scoring score_at(double split, const ScoringInput& input) {
  Scoring result;
  result.cuts.assign(static_cast<size_t>(input.bins - 1), cut_of_split(split, input.sorted, input.lower_is_better));
  result.scores = scores_of(input.values, result.cuts, input.lower_is_better);
  return result;
}

TextPair explain_at(double split, const TextPair& name, const Standing& standing) {
  const bool better = standing.score > 1;
  const std::string value = grouped_text(standing.value, 2), at = grouped_text(split, 2);
  const std::string score = std::to_string(standing.score), best = std::to_string(standing.bins);
  return {value + (better ? " is" : " is not") + " better than the " + name.en + " of all customers, " + at +
              ": score " + score + " of " + best + ". This method gives the scores 1 and " + best + " only.",
          value + (better ? " 优于" : " 不优于") + "全部客户的" + name.zh + " " + at + "：得 " + score + " 分（满分 " +
              best + "）。此方法只给 1 分和 " + best + " 分。"};
}

}  // namespace

Scoring score_mean(const ScoringInput& input) { return score_at(input.averages.mean, input); }

TextPair explain_mean(const Standing& standing) {
  return explain_at(standing.averages.mean, {"mean", "均值"}, standing);
}

Scoring score_median(const ScoringInput& input) { return score_at(input.averages.median, input); }

TextPair explain_median(const Standing& standing) {
  return explain_at(standing.averages.median, {"median", "中位数"}, standing);
}

}  // namespace sluice::rfm

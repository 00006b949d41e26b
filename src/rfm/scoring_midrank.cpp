// `midrank`: ceil(k (#worse + #equal / 2) / n), clamped to 1..k (domain, section 2). Equal values always share a score,
// and no row order decides. In integers: ceil(k (2 #worse + #equal) / (2 n)).
#include <algorithm>

#include "base/number_text.h"
#include "rfm/scoring_cuts.h"
#include "rfm/scoring_methods.h"

namespace sluice::rfm {
namespace {

uint64_t midrank_score(uint64_t worse, uint64_t equal, uint64_t n, uint64_t k) {
  const uint64_t score = (k * (2 * worse + equal) + 2 * n - 1) / (2 * n);
  return std::clamp<uint64_t>(score, 1, k);
}

}  // namespace

Scoring score_midrank(const ScoringInput& input) {
  const auto sorted = input.sorted;
  const uint64_t n = sorted.size();
  const auto k = static_cast<uint64_t>(input.bins);
  Scoring result;
  result.cuts.assign(k - 1, below_all(sorted.front()));
  // Bands count bins from the smallest value: 0 is score 1, or score k for recency.
  for (uint64_t begin = 0; begin < n;) {
    uint64_t end = begin + 1;
    while (end < n && sorted[end] == sorted[begin]) ++end;
    const uint64_t worse = input.lower_is_better ? n - end : begin;
    const uint64_t score = midrank_score(worse, end - begin, n, k);
    const uint64_t band = input.lower_is_better ? k - score : score - 1;
    for (uint64_t cut = band; cut + 1 < k; ++cut) result.cuts[cut] = sorted[begin];
    begin = end;
  }
  result.scores = scores_of(input.values, result.cuts, input.lower_is_better);
  return result;
}

TextPair explain_midrank(const Standing& standing) {
  const uint64_t n = standing.worse + standing.equal + standing.better;
  const auto k = static_cast<uint64_t>(standing.bins);
  const std::string worse = grouped_text(standing.worse);
  const std::string equal = grouped_text(standing.equal);
  const std::string all = grouped_text(n);
  const std::string bins = std::to_string(standing.bins);
  const std::string score = std::to_string(midrank_score(standing.worse, standing.equal, n, k));
  const double rank = static_cast<double>(k * (2 * standing.worse + standing.equal)) / static_cast<double>(2 * n);
  const std::string formula = bins + " × (" + worse + " + " + equal + " ÷ 2) ÷ " + all + " = " + grouped_text(rank, 4);
  TextPair text;
  text.en = "Better than " + worse + " of " + all + " customers, level with " + equal +
            " (this one included): " + formula + ", rounded up: score " + score + " of " + bins + ".";
  text.zh = "优于 " + all + " 位客户中的 " + worse + " 位，与 " + equal + " 位持平（含本人）：" + formula +
            "，向上取整得 " + score + " 分（满分 " + bins + "）。";
  return text;
}

}  // namespace sluice::rfm

#include "rfm/split.h"

#include <algorithm>
#include <cmath>

#include "base/number_text.h"
#include "rfm/scoring_cuts.h"

namespace sluice::rfm {

Averages averages_of(const Totals& all, size_t dimension) {
  const std::array means{all.mean_recency, all.mean_frequency, all.mean_monetary};
  const std::array medians{all.median_recency, all.median_frequency, all.median_monetary};
  return {*means[dimension], *medians[dimension]};
}

std::array<double, 3> split_values(const EightSpec& spec, const Totals& all) {
  std::array<double, 3> split{spec.recency, spec.frequency, spec.monetary};
  for (size_t d = 0; d < split.size() && spec.split != SplitRule::own; ++d) {
    const Averages averages = averages_of(all, d);
    split[d] = spec.split == SplitRule::mean ? averages.mean : averages.median;
  }
  return split;
}

bool better_than_split(size_t dimension, double value, double split) {
  return dimension == kRecency ? value < split : value > split;
}

double cut_of_split(double split, std::span<const double> sorted, bool lower_is_better) {
  if (!lower_is_better) return split;
  const double whole = std::ceil(split) - 1;
  const auto not_better = std::lower_bound(sorted.begin(), sorted.end(), split);
  if (not_better == sorted.begin()) return std::min(whole, below_all(sorted.front()));
  return std::max(whole, *(not_better - 1));
}

TextPair split_sentence(SplitRule rule, const std::array<double, 3>& split) {
  const std::string recency = grouped_text(split[kRecency], 2);
  const std::string frequency = grouped_text(split[kFrequency], 2);
  const std::string monetary = grouped_text(split[kMonetary], 2);
  const TextPair at = rule == SplitRule::mean     ? TextPair{"the mean", "均值"}
                      : rule == SplitRule::median ? TextPair{"the median", "中位数"}
                                                  : TextPair{"your own values", "自定义数值"};
  return {"Split at " + at.en + ": better is a recency under " + recency + " days, a frequency over " + frequency +
              ", a monetary value over " + monetary + ".",
          "按" + at.zh + "划分：R 小于 " + recency + " 天、F 大于 " + frequency + "、M 大于 " + monetary + " 为优。"};
}

}  // namespace sluice::rfm

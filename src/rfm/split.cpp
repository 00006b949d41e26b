#include "rfm/split.h"

#include "base/number_text.h"

namespace sluice::rfm {

std::array<double, 3> split_values(const EightSpec& spec, const Totals& all) {
  switch (spec.split) {
    case SplitRule::own:
      break;
    case SplitRule::mean:
      return {*all.mean_recency, *all.mean_frequency, *all.mean_monetary};
    case SplitRule::median:
      return {*all.median_recency, *all.median_frequency, *all.median_monetary};
  }
  return {spec.recency, spec.frequency, spec.monetary};
}

bool better_than_split(size_t dimension, double value, double split) {
  return dimension == kRecency ? value < split : value > split;
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

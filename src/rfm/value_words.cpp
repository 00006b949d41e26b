#include "rfm/value_words.h"

#include <cmath>

#include "base/number_text.h"

namespace sluice::rfm {

TextPair value_text(double value, size_t dimension, const Profile& profile, int decimals) {
  std::string number = grouped_text(value, decimals);
  // Money with a fraction has two decimals, as it is written everywhere.
  const size_t point = number.find('.');
  if (dimension == kMonetary && point != std::string::npos && number.size() - point == 2) number += '0';
  if (dimension == kRecency) return {number + (value == 1 ? " day" : " days"), number + " 天"};
  if (dimension == kMonetary) return {number, number};
  const bool one = value == 1;
  switch (profile.frequency_measure) {
    case FrequencyMeasure::orders:
      return {number + (one ? " order" : " orders"), number + " 笔订单"};
    case FrequencyMeasure::days:
      return {number + (one ? " purchase day" : " purchase days"), number + " 个购买日"};
    case FrequencyMeasure::lines:
      return {number + (one ? " order line" : " order lines"), number + " 个订单行"};
  }
  return {number, number};
}

std::string percent_text(double share) { return grouped_text(100 * share, 1) + "%"; }

std::string money_text(double amount) {
  constexpr double kWithoutCents = 1000;
  return grouped_text(amount, std::fabs(amount) >= kWithoutCents ? 0 : 2);
}

}  // namespace sluice::rfm

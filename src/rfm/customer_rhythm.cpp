// The rhythm of one customer in numbers and words, judged as the list of the overdue judges it.
#include <cmath>

#include "base/number_text.h"
#include "rfm/overdue.h"
#include "rfm/value_words.h"

namespace sluice::rfm {
namespace {

// Never rounded up: who has not come to the limit shall not seem to. 92 / 40 is 2.3, though a binary fraction is less.
std::string times_text(double ratio) {
  constexpr double kHundredths = 100, kOfBinaryFractions = 1e-9;
  return grouped_text(std::floor(ratio * kHundredths + kOfBinaryFractions) / kHundredths, 2);
}

TextPair without_gap(const CustomerRhythm& rhythm, std::optional<double> typical_gap, const Profile& profile) {
  const TextPair silence = value_text(rhythm.silence, kRecency, profile);
  TextPair text{"Has bought on one day only, so there is no usual gap yet; silent for " + silence.en + " now.",
                "只在一个日子购买过，还没有常规间隔；现已沉默 " + silence.zh + "。"};
  if (typical_gap) {
    const TextPair typical = value_text(*typical_gap, kRecency, profile, 1);
    text.en += " Customers who come again typically do so after " + typical.en + ".";
    text.zh += "再次购买的客户，典型间隔为 " + typical.zh + "。";
  }
  return text;
}

TextPair with_gap(const CustomerRhythm& rhythm, double overdue_at, const Profile& profile) {
  const TextPair gap = value_text(*rhythm.usual_gap, kRecency, profile, 1);
  const TextPair silence = value_text(rhythm.silence, kRecency, profile);
  const std::string times = times_text(*rhythm.ratio), limit = grouped_text(overdue_at, 2);
  return {"Usually buys again after " + gap.en + " and has been silent for " + silence.en + ": " + times +
              " times the usual gap. " + (rhythm.overdue ? "Overdue, as" : "Not overdue:") + " that begins at " +
              limit + " times.",
          "通常相隔 " + gap.zh + "再次购买，现已沉默 " + silence.zh + "，为常规间隔的 " + times + " 倍。" +
              (rhythm.overdue ? "已逾期未购" : "尚未逾期") + "（满 " + limit + " 倍算逾期）。"};
}

}  // namespace

CustomerRhythm explain_rhythm(const Analysis& analysis, const Rhythm& rhythm, const RhythmSpec& spec,
                              size_t profile_row) {
  const Profile& profile = analysis.profile;
  CustomerRhythm result;
  result.purchase_days = rhythm.gaps_of(profile_row).size() + 1;
  result.silence = profile.recency[profile_row];
  if (rhythm.usual_gap[profile_row] == 0) {
    result.sentence = without_gap(result, rhythm.typical_gap, profile);
    return result;
  }
  result.usual_gap = rhythm.usual_gap[profile_row];
  result.ratio = silence_to_gap(profile, rhythm, profile_row);
  result.overdue = is_overdue(profile, rhythm, profile_row, spec.overdue_at);
  result.sentence = with_gap(result, spec.overdue_at, profile);
  return result;
}

}  // namespace sluice::rfm

#include "rfm/cluster_words.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <string>

#include "base/number_text.h"

namespace sluice::rfm {
namespace {

/// What is said of a figure that is low, very low, high, very high.
struct Phrases {
  TextPair low, very_low, high, very_high;
};

const Phrases& phrases_of(FeatureKind kind, MonetaryMeasure measure) {
  static const Phrases kRecencyWords{{"bought recently", "最近买过"},
                                     {"bought very recently", "刚刚买过"},
                                     {"have not bought for long", "较久没买"},
                                     {"have not bought for very long", "很久没买"}};
  static const Phrases kFrequencyWords{{"buy seldom", "购买较少"},
                                       {"buy very seldom", "购买很少"},
                                       {"buy often", "购买较频繁"},
                                       {"buy very often", "购买很频繁"}};
  static const Phrases kMonetaryWords{{"spend little", "消费较低"},
                                      {"spend very little", "消费很低"},
                                      {"spend much", "消费较高"},
                                      {"spend very much", "消费很高"}};
  static const Phrases kPerOrderWords{{"spend little per order", "单笔消费较低"},
                                      {"spend very little per order", "单笔消费很低"},
                                      {"spend much per order", "单笔消费较高"},
                                      {"spend very much per order", "单笔消费很高"}};
  static const Phrases kMarginWords{{"bring little margin", "毛利较低"},
                                    {"bring very little margin", "毛利很低"},
                                    {"bring much margin", "毛利较高"},
                                    {"bring very much margin", "毛利很高"}};
  if (kind == FeatureKind::recency) return kRecencyWords;
  if (kind == FeatureKind::frequency) return kFrequencyWords;
  if (measure == MonetaryMeasure::mean) return kPerOrderWords;
  return measure == MonetaryMeasure::margin ? kMarginWords : kMonetaryWords;
}

std::string whole_percent(double share) { return fixed_text(share * 100, 0) + "%"; }

TextPair number_phrase(const FeatureReport& feature, bool high, bool very) {
  const std::string en = std::string(very ? "very " : "") + (high ? "high " : "low ");
  const std::string zh = std::string(very ? "很" : "较") + (high ? "高" : "低");
  return {en + feature.title.en, feature.title.zh + zh};
}

TextPair phrase(const FeatureReport& feature, double deviations, bool very, MonetaryMeasure measure) {
  const bool high = deviations > 0;
  if (feature.kind == FeatureKind::number) return number_phrase(feature, high, very);
  if (feature.kind == FeatureKind::value) {
    return {(high ? "more with " : "fewer with ") + feature.title.en + " " + feature.value,
            feature.title.zh + "为“" + feature.value + (high ? "”的较多" : "”的较少")};
  }
  const Phrases& words = phrases_of(feature.kind, measure);
  if (high) return very ? words.very_high : words.high;
  return very ? words.very_low : words.low;
}

TextPair with_shares(const FeatureReport& feature, const FeatureStanding& standing) {
  return {whole_percent(standing.share) + " with " + feature.title.en + " " + feature.value + " (of all " +
              whole_percent(standing.share_of_all) + ")",
          feature.title.zh + "为“" + feature.value + "”的占 " + whole_percent(standing.share) + "（全体 " +
              whole_percent(standing.share_of_all) + "）"};
}

std::string capitalised(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

TextPair joined(const std::vector<TextPair>& parts) {
  TextPair all;
  for (const TextPair& part : parts) {
    all.en += (all.en.empty() ? "" : ", ") + part.en;
    all.zh += (all.zh.empty() ? "" : "，") + part.zh;
  }
  return {capitalised(all.en), all.zh};
}

void append(TextPair& text, const TextPair& sentence) {
  if (!text.en.empty()) text.en += " ";
  text.en += sentence.en;
  text.zh += sentence.zh;
}

/// Indices by descending absolute value.
std::vector<size_t> by_size(std::span<const double> values) {
  std::vector<size_t> order(values.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](size_t a, size_t b) { return std::fabs(values[a]) > std::fabs(values[b]); });
  return order;
}

// Structure by the mean silhouette, as Kaufman & Rousseeuw (1990) read it.
ClusterEvidence by_silhouette(double silhouette) {
  if (silhouette > 0.70) return ClusterEvidence::strong;
  if (silhouette > 0.50) return ClusterEvidence::reasonable;
  return silhouette > 0.25 ? ClusterEvidence::weak : ClusterEvidence::none;
}

// Below this an adjusted Rand index speaks of poor agreement (Steinley 2004).
constexpr double kPoorAgreement = 0.65;

TextPair silhouette_sentence(double silhouette, int k) {
  const std::string value = fixed_text(silhouette, 2), count = std::to_string(k);
  return {"The silhouette of " + count + " clusters is " + value +
              " on a scale up to 1; up to 0.25 counts as no structure, up to 0.50 as weak, up to 0.70 as reasonable.",
          "分为 " + count + " 类时，平均轮廓系数为 " + value +
              "（最高为 1；0.25 及以下视为没有结构，0.50 及以下为弱，0.70 及以下为较好）。"};
}

TextPair reference_sentence(const ReferenceReport& reference) {
  const std::string trials = std::to_string(reference.references), as_good = std::to_string(reference.as_good);
  const std::string own = fixed_text(reference.silhouette, 2), highest = fixed_text(reference.highest_reference, 2);
  if (reference.as_good > 0) {
    return {"Points strewn evenly over the same range form groups that are about as clear or clearer in " + as_good +
                " of " + trials + " trials (silhouette up to " + highest + ", the customers' own " + own +
                "): these groups cut a continuous whole into pieces.",
            "在相同范围内均匀撒点，" + trials + " 次试验中有 " + as_good +
                " 次也能得到清晰程度相当的分组（轮廓系数最高 " + highest + "，客户数据为 " + own +
                "）：这些分组只是把连续的整体切成了几块。"};
  }
  return {"Points strewn evenly over the same range never form groups nearly as clear in " + trials +
              " trials (silhouette up to " + highest + ", the customers' own " + own + ").",
          "在相同范围内均匀撒点，" + trials + " 次试验都得不到清晰程度相当的分组（轮廓系数最高 " + highest +
              "，客户数据为 " + own + "）。"};
}

TextPair instability_sentence(const StabilityReport& stability) {
  const std::string mean = fixed_text(stability.mean, 2);
  return {"Random halves of the customers fall into other clusters when they are clustered alone (agreement " + mean +
              " where 1 is the same): do not build on them.",
          "随机抽取一半客户重新聚类，得到的类别并不一致（一致度 " + mean + "，1 为完全相同）：不宜据此决策。"};
}

}  // namespace

TextPair describe_cluster(std::span<const FeatureReport> features, std::span<const FeatureStanding> standings,
                          MonetaryMeasure measure) {
  std::vector<double> deviations;
  for (const FeatureStanding& standing : standings) deviations.push_back(standing.deviations);
  std::vector<TextPair> parts;
  for (const size_t i : by_size(deviations)) {
    const double size = std::fabs(deviations[i]);
    if (size < kSaidFrom) continue;
    const bool value = features[i].kind == FeatureKind::value;
    parts.push_back(value ? with_shares(features[i], standings[i])
                          : phrase(features[i], deviations[i], size >= kVeryFrom, measure));
  }
  if (parts.empty()) return {"Close to the average of all", "接近全体平均"};
  return joined(parts);
}

TextPair describe_direction(std::span<const FeatureReport> features, std::span<const double> loadings, double sign,
                            MonetaryMeasure measure) {
  constexpr double kPart = 0.5;  // of the largest loading
  constexpr size_t kMostParts = 3;
  std::vector<TextPair> parts;
  const std::vector<size_t> order = by_size(loadings);
  for (const size_t i : order) {
    const bool counts = std::fabs(loadings[i]) >= kPart * std::fabs(loadings[order.front()]);
    if (!counts || parts.size() == kMostParts) break;
    parts.push_back(phrase(features[i], loadings[i] * sign, false, measure));
  }
  return joined(parts);
}

void judge(ClusterReport& report) {
  const auto silhouette_at = [&](std::optional<int> k) -> std::optional<double> {
    return k ? report.counts[static_cast<size_t>(*k) - 1].silhouette : std::nullopt;
  };
  const std::optional<double> best = silhouette_at(report.by_silhouette);
  static const std::array<TextPair, 4> kVerdicts{
      TextPair{"There are no clusters to find", "这些客户没有自然形成的聚类"},
      {"There are weak clusters", "聚类不明显"},
      {"There are reasonable clusters", "聚类较为明显"},
      {"There are clear clusters", "聚类清晰"}};
  report.evidence = ClusterEvidence::none;
  if (!best) {
    report.reason = {"The customers do not differ in the figures that take part.", "客户在参与聚类的指标上没有差别。"};
  } else {
    const double present = silhouette_at(report.k).value_or(0);
    append(report.reason, silhouette_sentence(present, report.k));
    report.evidence = std::max(by_silhouette(present), std::min(by_silhouette(*best), ClusterEvidence::weak));
    const auto at_most = [&](ClusterEvidence limit) { report.evidence = std::min(report.evidence, limit); };
    if (report.reference) {
      append(report.reason, reference_sentence(*report.reference));
      if (report.reference->as_good > 0) at_most(ClusterEvidence::none);
    } else {
      append(report.reason, {"With so few customers it cannot be tested whether they are more than chance.",
                             "客户太少，无法检验聚类是否只是偶然。"});
      at_most(ClusterEvidence::weak);
    }
    if (report.stability && report.stability->mean < kPoorAgreement) {
      append(report.reason, instability_sentence(*report.stability));
      at_most(ClusterEvidence::weak);
    }
  }
  report.verdict = kVerdicts[static_cast<size_t>(report.evidence)];
}

}  // namespace sluice::rfm

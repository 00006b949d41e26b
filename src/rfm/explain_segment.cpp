#include "rfm/explain_segment.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/errors.h"
#include "base/number_text.h"
#include "base/ordering.h"
#include "base/statistics.h"
#include "rfm/segment_ascent.h"
#include "rfm/selection.h"
#include "rfm/summary.h"
#include "rfm/tally.h"
#include "rfm/value_words.h"

namespace sluice::rfm {
namespace {

// The customers of the segment, and those of every other one. Profile rows, ascending.
struct Sides {
  std::vector<uint32_t> inside, outside;
};

Sides part(const Analysis& analysis, const std::vector<uint8_t>& selected, uint16_t segment) {
  Sides sides;
  for (size_t row = 0; row < selected.size(); ++row) {
    if (selected[row] == 0) continue;
    (analysis.segment[row] == segment ? sides.inside : sides.outside).push_back(static_cast<uint32_t>(row));
  }
  return sides;
}

std::vector<double> sorted_values(const Profile& profile, size_t dimension, const std::vector<uint32_t>& rows) {
  const auto values = profile.values(dimension);
  std::vector<double> sorted;
  sorted.reserve(rows.size());
  for (const uint32_t row : rows) sorted.push_back(values[row]);
  sort_ascending(sorted);
  return sorted;
}

// "more recently", "less often": what having better or worse values of a dimension means.
TextPair comparative(size_t dimension, bool better, MonetaryMeasure measure) {
  if (dimension == kRecency) {
    return better ? TextPair{"bought more recently", "最近一次消费更近"}
                  : TextPair{"have not bought for longer", "更久没有消费"};
  }
  if (dimension == kFrequency)
    return better ? TextPair{"buy more often", "买得更勤"} : TextPair{"buy less often", "买得更少"};
  switch (measure) {
    case MonetaryMeasure::sum:
      return better ? TextPair{"spend more", "花得更多"} : TextPair{"spend less", "花得更少"};
    case MonetaryMeasure::mean:
      return better ? TextPair{"spend more per order", "单均花得更多"}
                    : TextPair{"spend less per order", "单均花得更少"};
    case MonetaryMeasure::margin:
      return better ? TextPair{"bring more margin", "带来的利润更多"} : TextPair{"bring less margin", "带来的利润更少"};
  }
  return {};
}

TextPair contrast_sentence(const DimensionContrast& contrast, size_t dimension, const Profile& profile) {
  if (!contrast.median) return {};
  const TextPair here = value_text(*contrast.median, dimension, profile);
  TextPair text{"Median " + here.en, "中位数 " + here.zh};
  if (!contrast.superiority) return {text.en + ".", text.zh + "。"};
  const TextPair there = value_text(*contrast.median_of_others, dimension, profile);
  text.en += ", of the others " + there.en + ". ";
  text.zh += "，其他客户为 " + there.zh + "。";
  const double a = *contrast.superiority;
  const bool better = a >= 0.5;
  if (std::max(a, 1 - a) < kNoticeable) {
    return {text.en + "No difference to speak of.", text.zh + "与其他客户没有明显差别。"};
  }
  const TextPair word = comparative(dimension, better, profile.monetary_measure);
  const std::string share = percent_text(better ? a : 1 - a);
  return {text.en + "Set beside one of the others, they " + word.en + " in " + share + " of all pairs.",
          text.zh + "与其他客户两两相比，" + share + " 的情形下" + word.zh + "。"};
}

DimensionContrast contrast_dimension(const Profile& profile, size_t dimension, const Sides& sides) {
  DimensionContrast contrast;
  contrast.name = kDimensionNames[dimension];
  const std::vector<double> inside = sorted_values(profile, dimension, sides.inside);
  const std::vector<double> outside = sorted_values(profile, dimension, sides.outside);
  if (!inside.empty()) {
    contrast.lower_quartile = quantile_type7(inside, 1, 4);
    contrast.median = quantile_type7(inside, 1, 2);
    contrast.upper_quartile = quantile_type7(inside, 3, 4);
  }
  if (!outside.empty()) contrast.median_of_others = quantile_type7(outside, 1, 2);
  if (!inside.empty() && !outside.empty()) {
    const double greater = probability_of_superiority(inside, outside);
    contrast.superiority = dimension == kRecency ? 1 - greater : greater;
  }
  contrast.sentence = contrast_sentence(contrast, dimension, profile);
  return contrast;
}

TextPair attribute_sentence(const AttributeContrast& contrast) {
  const std::string here = percent_text(contrast.share), there = percent_text(contrast.share_of_others);
  const std::string& value = contrast.value;
  return {contrast.title.en + " '" + value + "': " + here + ", of the others " + there + ".",
          contrast.title.zh + "“" + value + "”：占 " + here + "，其他客户中占 " + there + "。"};
}

// Customers by code of an attribute's value; those of whom it is not known are left out.
struct ValueCounts {
  std::vector<uint64_t> of_value;
  uint64_t known = 0;
};

ValueCounts count_values(const CustomerAttribute& attribute, const Profile& profile,
                         const std::vector<uint32_t>& rows) {
  ValueCounts counts;
  counts.of_value.resize(attribute.values.size());
  for (const uint32_t row : rows) {
    const uint32_t code = attribute.value[profile.customer[row]];
    if (code >= counts.of_value.size()) continue;
    ++counts.of_value[code];
    ++counts.known;
  }
  return counts;
}

// The test is one of large samples: five of each kind are to be expected in each group.
bool enough(double trials, double other_trials, double pooled) {
  constexpr double kExpected = 5;
  return std::min(trials, other_trials) * std::min(pooled, 1 - pooled) >= kExpected;
}

void contrast_attribute(const CustomerAttribute& attribute, const Profile& profile, const Sides& sides,
                        std::vector<AttributeContrast>& contrasts) {
  const ValueCounts inside = count_values(attribute, profile, sides.inside);
  const ValueCounts outside = count_values(attribute, profile, sides.outside);
  const auto trials = static_cast<double>(inside.known), others = static_cast<double>(outside.known);
  if (inside.known == 0 || outside.known == 0) return;
  for (uint32_t code = 0; code < attribute.values.size(); ++code) {
    const auto here = static_cast<double>(inside.of_value[code]), there = static_cast<double>(outside.of_value[code]);
    if (!enough(trials, others, (here + there) / (trials + others))) continue;
    const double z = two_proportion_z(here, trials, there, others);
    if (std::fabs(z) < kTelling) continue;
    AttributeContrast contrast{attribute.name,
                               attribute.title,
                               std::string(attribute.values.at(code)),
                               inside.of_value[code],
                               here / trials,
                               there / others,
                               z,
                               {}};
    contrast.sentence = attribute_sentence(contrast);
    contrasts.push_back(std::move(contrast));
  }
}

std::vector<AttributeContrast> contrast_attributes(const Dataset& dataset, const Profile& profile, const Sides& sides) {
  std::vector<AttributeContrast> contrasts;
  for (const CustomerAttribute& attribute : dataset.attributes) {
    contrast_attribute(attribute, profile, sides, contrasts);
  }
  std::stable_sort(contrasts.begin(), contrasts.end(), [](const AttributeContrast& a, const AttributeContrast& b) {
    return std::fabs(a.z) > std::fabs(b.z);
  });
  if (contrasts.size() > kMostContrasts) contrasts.resize(kMostContrasts);
  return contrasts;
}

// The dimension in which the segment differs most from the others; none where it does in none.
const DimensionContrast* clearest(const SegmentExplanation& explanation) {
  const auto strength = [](const DimensionContrast& contrast) {
    return contrast.superiority ? std::fabs(*contrast.superiority - 0.5) : 0;
  };
  const auto most = std::max_element(
      explanation.dimensions.begin(), explanation.dimensions.end(),
      [&](const DimensionContrast& a, const DimensionContrast& b) { return strength(a) < strength(b); });
  return strength(*most) >= kNoticeable - 0.5 ? &*most : nullptr;
}

TextPair who_sentence(const SegmentExplanation& explanation, const Profile& profile) {
  const uint64_t customers = explanation.totals.customers;
  if (customers == 0) return {"Nobody is in this segment now.", "该分群目前没有客户。"};
  const std::string count = grouped_text(customers), share = percent_text(*explanation.customer_share);
  const bool one = customers == 1;
  TextPair text{count + (one ? " customer, " : " customers, ") + share + " of all",
                count + " 位客户，占全部的 " + share};
  if (explanation.revenue_share) {
    text.en += std::string(one ? ", who brings " : ", who bring ") + percent_text(*explanation.revenue_share) +
               " of the revenue";
    text.zh += "，贡献 " + percent_text(*explanation.revenue_share) + " 的销售额";
  }
  text.en += ". ";
  text.zh += "。";
  const DimensionContrast* most = clearest(explanation);
  if (most == nullptr) return {text.en.substr(0, text.en.size() - 1), text.zh};
  const auto dimension = static_cast<size_t>(most - explanation.dimensions.data());
  const bool better = *most->superiority >= 0.5;
  const TextPair word = comparative(dimension, better, profile.monetary_measure);
  const TextPair median = value_text(*most->median, dimension, profile);
  const TextPair others = value_text(*most->median_of_others, dimension, profile);
  text.en +=
      "What sets them apart most: they " + word.en + " (median " + median.en + ", of the others " + others.en + ").";
  text.zh += "最突出的特点：" + word.zh + "（中位数 " + median.zh + "，其他客户 " + others.zh + "）。";
  return text;
}

double mean_revenue(const Tally& tally, const Profile& profile) {
  return tally.revenue_in(profile) / static_cast<double>(tally.customers);
}

ScoresInUse scores_in_use(const Analysis& analysis) {
  const std::vector<CellScores> scores = cells_of(analysis.map->kind, analysis.map->bins);
  ScoresInUse in_use;
  for (const ScoreCell& cell : analysis.cells) {
    if (cell.customers == 0) continue;
    const auto& [r, f, m] = scores[cell.map_cell];
    in_use[kRecency].set(static_cast<size_t>(r));
    in_use[kFrequency].set(static_cast<size_t>(f));
    in_use[kMonetary].set(static_cast<size_t>(m));
  }
  return in_use;
}

// Of the customers inside, how many have each segment as their nearest one above.
std::vector<uint64_t> count_ascents(const Analysis& analysis, const std::vector<uint32_t>& inside) {
  const auto nearest = nearest_above(*analysis.map, scores_in_use(analysis));
  std::vector<uint64_t> counts(analysis.map->segments.size());
  for (const uint32_t row : inside) {
    if (const auto above = nearest[analysis.cells[analysis.cell[row]].map_cell]) ++counts[*above];
  }
  return counts;
}

void fill_ascents(const Analysis& analysis, const Sides& sides, SegmentExplanation& explanation) {
  const Profile& profile = analysis.profile;
  std::vector<Tally> tallies(analysis.map->segments.size());
  Tally own;
  for (const uint32_t row : sides.inside) own.add(profile, row);
  for (const uint32_t row : sides.outside) tallies[analysis.segment[row]].add(profile, row);
  const std::vector<uint64_t> counts = count_ascents(analysis, sides.inside);
  for (size_t segment = 0; segment < counts.size(); ++segment) {
    // Nobody is there whose spending could be taken as a measure.
    if (counts[segment] == 0 || tallies[segment].customers == 0) continue;
    const Segment& above = analysis.map->segments[segment];
    const double each = mean_revenue(tallies[segment], profile) - mean_revenue(own, profile);
    const double moving = kAscending * static_cast<double>(counts[segment]);
    explanation.ascents.push_back({above.id, above.name, counts[segment], each, each * moving});
    explanation.ascending += moving;
    explanation.gain = explanation.gain.value_or(0) + each * moving;
  }
  std::stable_sort(explanation.ascents.begin(), explanation.ascents.end(),
                   [](const Ascent& a, const Ascent& b) { return a.customers > b.customers; });
}

TextPair period_words(const Profile& profile) {
  if (!profile.from_orders) return {"a period as long as the table's", "与该表同样长的时期内"};
  const std::string days = format_day(profile.data_first_day) + " – " + format_day(profile.data_last_day);
  return {"a period as long as this one (" + days + ")", "与本期（" + days + "）同样长的时期内"};
}

TextPair worth_sentence(const Analysis& analysis, uint16_t segment, const SegmentExplanation& explanation) {
  if (analysis.map->segments[segment].rest) {
    return {"This segment takes what the others leave: it stands below none of them.",
            "该分群收纳其余客户，不在任何分群之下。"};
  }
  if (explanation.totals.customers == 0) return {"Nobody is here to move up.", "没有可以升级的客户。"};
  if (!explanation.gain) {
    return segment == 0
               ? TextPair{"This is the first segment of the map: none stands above it.", "这已是规则中排在最前的分群。"}
               : TextPair{"Better scores lead from here to no segment above that has customers.",
                          "提高得分后，上方没有已有客户的分群可以进入。"};
  }
  const TextPair period = period_words(analysis.profile);
  const std::string count = grouped_text(std::round(explanation.ascending * 10) / 10, 1);
  const std::string gain = money_text(std::fabs(*explanation.gain));
  const bool loss = *explanation.gain < 0;
  return {"If one in ten rose to the nearest segment above (" + count +
              " of them) and then spent as its customers do on "
              "average, they would bring about " +
              gain + (loss ? " less" : " more") + " in " + period.en + ". A comparison of averages, not a forecast.",
          "若每十位中有一位升入最近的上一级分群（共约 " + count + " 位），并像那里的客户一样消费，则在" + period.zh +
              "约" + (loss ? "减少 " : "增加 ") + gain + " 的销售额。这只是平均值之间的比较，不是预测。"};
}

}  // namespace

double probability_of_superiority(const std::vector<double>& values, const std::vector<double>& others) {
  double halves = 0;  // of pairs: two where the first is greater, one where both are equal; whole, and exact below 2^53
  size_t under = 0, up_to = 0;
  for (const double value : values) {
    while (under < others.size() && others[under] < value) ++under;
    up_to = std::max(up_to, under);
    while (up_to < others.size() && others[up_to] == value) ++up_to;
    halves += static_cast<double>(under + up_to);
  }
  return halves / (2 * static_cast<double>(values.size()) * static_cast<double>(others.size()));
}

Result<SegmentExplanation> explain_segment(const Dataset& dataset, const Analysis& analysis, const FilterSpec& filter,
                                           std::string_view id) {
  const std::vector<Segment>& segments = analysis.map->segments;
  const auto found = std::find_if(segments.begin(), segments.end(), [&](const Segment& s) { return s.id == id; });
  if (found == segments.end()) {
    const std::string name(id);
    return Error{
        ErrorCode::not_found, {"The map has no segment \"" + name + "\".", "分群规则中没有“" + name + "”。"}, {}};
  }
  FilterSpec others = filter;
  others.segments.clear();
  auto selected = select(dataset, analysis, others);
  if (!selected) return selected.error();
  const auto segment = static_cast<uint16_t>(found - segments.begin());
  const Sides sides = part(analysis, *selected, segment);
  const Totals all = total_of_rows(analysis, rows_of(*selected));

  SegmentExplanation explanation;
  explanation.id = found->id;
  explanation.name = found->name;
  explanation.advice = found->advice;
  explanation.totals = total_of_rows(analysis, sides.inside);
  explanation.customer_share =
      ratio(static_cast<double>(explanation.totals.customers), static_cast<double>(all.customers));
  if (all.revenue > 0) explanation.revenue_share = explanation.totals.revenue / all.revenue;
  for (size_t d = 0; d < explanation.dimensions.size(); ++d) {
    explanation.dimensions[d] = contrast_dimension(analysis.profile, d, sides);
  }
  explanation.attributes = contrast_attributes(dataset, analysis.profile, sides);
  explanation.who = who_sentence(explanation, analysis.profile);
  fill_ascents(analysis, sides, explanation);
  explanation.worth = worth_sentence(analysis, segment, explanation);
  return explanation;
}

}  // namespace sluice::rfm

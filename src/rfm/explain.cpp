// One customer explained: value -> cut -> score for each dimension, the weighted score, the rule of the map, and the
// purchases behind it all. The sentences are for a reader who knows the customer and not the method.
#include <algorithm>
#include <cmath>

#include "base/errors.h"
#include "base/number_text.h"
#include "rfm/customer_value.h"
#include "rfm/customers.h"
#include "rfm/dimension_report.h"
#include "rfm/grouping_words.h"
#include "rfm/scoring_methods.h"
#include "rfm/split.h"
#include "rfm/step_up.h"
#include "rfm/value_words.h"

namespace sluice::rfm {
namespace {

constexpr size_t kMaxPurchases = 500;

Standing standing_in(const Analysis& analysis, size_t dimension, size_t row) {
  const std::vector<double>& sorted = analysis.sorted[dimension];
  Standing standing;
  standing.value = analysis.profile.values(dimension)[row];
  standing.score = analysis.scores[dimension][row];
  standing.bins = static_cast<int>(analysis.cuts[dimension].size()) + 1;
  standing.lower_is_better = dimension == kRecency;
  standing.cuts = analysis.cuts[dimension];
  standing.minimum = sorted.front();
  standing.maximum = sorted.back();
  standing.averages = averages_of(analysis.totals, dimension);
  const auto [low, high] = std::equal_range(sorted.begin(), sorted.end(), standing.value);
  const auto under = static_cast<uint64_t>(low - sorted.begin());
  const auto over = static_cast<uint64_t>(sorted.end() - high);
  standing.equal = sorted.size() - under - over;
  standing.worse = standing.lower_is_better ? over : under;
  standing.better = standing.lower_is_better ? under : over;
  return standing;
}

TextPair opening(double value, size_t dimension, const Profile& profile) {
  const TextPair text = value_text(value, dimension, profile);
  if (dimension == kFrequency) return {text.en + ".", "共 " + text.zh + "。"};
  if (dimension == kMonetary) {
    switch (profile.monetary_measure) {
      case MonetaryMeasure::sum:
        return {"Spent " + text.en + ".", "消费 " + text.zh + "。"};
      case MonetaryMeasure::mean:
        return {"Spent " + text.en + " per order.", "每单平均消费 " + text.zh + "。"};
      case MonetaryMeasure::margin:
        return {"Brought a margin of " + text.en + ".", "贡献利润 " + text.zh + "。"};
    }
  }
  if (!profile.from_orders) return {"Last purchase " + text.en + " ago.", "最近一次消费在 " + text.zh + "前。"};
  const std::string day = format_day(profile.snapshot);
  return {"Last purchase " + text.en + " before " + day + ".", "最近一次消费距 " + day + " " + text.zh + "。"};
}

DimensionExplanation explain_dimension(const Analysis& analysis, const RfmSpec& spec, size_t dimension, size_t row) {
  const ScoringMethod& method = *find_scoring_method(dimension_spec(spec, dimension).method);
  const Standing standing = standing_in(analysis, dimension, row);
  const Profile& profile = analysis.profile;
  DimensionExplanation result;
  result.name = kDimensionNames[dimension];
  result.value = standing.value;
  result.score = standing.score;
  result.worse = standing.worse;
  result.equal = standing.equal;
  result.better = standing.better;
  const auto around = cuts_around(standing.value, standing.cuts, analysis.sorted[dimension], method.user_cuts);
  result.cut_below = around.below;
  result.cut_above = around.above;
  const TextPair start = opening(standing.value, dimension, profile);
  const TextPair computation = method.explain(standing);
  result.sentence = {start.en + " " + computation.en, start.zh + computation.zh};
  const auto next_cut = standing.lower_is_better ? around.below : around.above;
  if (next_cut && standing.score < standing.bins && !method.splits_equal) {
    result.next_score_at = value_beyond(*next_cut, dimension, profile);
    const TextPair goal = value_text(*result.next_score_at, dimension, profile);
    const bool recency = dimension == kRecency;
    result.sentence.en += " A higher score begins at " + goal.en + (recency ? " or fewer." : ".");
    result.sentence.zh += "达到 " + goal.zh +
                          (recency                  ? "或更短"
                           : dimension == kMonetary ? " "
                                                    : "") +
                          "即可提高得分。";
  }
  return result;
}

TextPair weighted_sentence(const Weights& weights, const CustomerRow& row) {
  const std::array<double, 3> weight{weights.recency, weights.frequency, weights.monetary};
  std::string sum;
  for (size_t d = 0; d < weight.size(); ++d) {
    sum += (d == 0 ? "" : " + ") + shortest_text(weight[d]) + " × " + std::to_string(row.scores[d]);
  }
  sum += " = " + grouped_text(row.weighted, 4);
  return {"Weighted score: " + sum, "权重得分：" + sum};
}

// "Recency (12 days) is better than 45.2".
TextPair split_clause(size_t dimension, double value, double split, const Profile& profile) {
  static const std::array<TextPair, 3> kWords{TextPair{"Recency", "R"}, {"frequency", "F"}, {"monetary value", "M"}};
  const bool better = better_than_split(dimension, value, split);
  const TextPair text = value_text(value, dimension, profile);
  const std::string at = grouped_text(split, 2);
  return {kWords[dimension].en + " (" + text.en + ") is " + (better ? "better" : "not better") + " than " + at,
          kWords[dimension].zh + "（" + text.zh + "）" + (better ? "优于 " : "不优于 ") + at};
}

// "R 4-5, F 1-3": the ranges of a rule that do not hold for every score.
std::string ranges_text(const MapRule& rule, const SegmentMap& map) {
  const std::array<std::pair<const char*, ScoreRange>, 3> ranges{
      {{"R", rule.recency}, {"F", rule.frequency}, {"M", rule.monetary}}};
  std::string text;
  for (const auto& [name, range] : ranges) {
    if (range.holds(1) && range.holds(map.bins)) continue;
    text += (text.empty() ? "" : ", ") + std::string(name) + " " + std::to_string(std::max(range.from, 1));
    const int to = std::min(range.to, map.bins);
    if (to > range.from) text += "–" + std::to_string(to);
  }
  return text;
}

// Which rule decided over the cell: " meets rule 2 (R 3–5, F 3–5, M 2–5), the first that holds, and".
TextPair rule_clause(const SegmentMap& map, const MapCell& cell) {
  if (cell.by_itself) return {};
  if (cell.rule < 0) {
    return {" meets no rule and no cell that the map names, and", "，不符合任何规则，也没有单独指定的格子"};
  }
  const std::string number = std::to_string(cell.rule + 1);
  const std::string ranges = ranges_text(map.rules[static_cast<size_t>(cell.rule)], map);
  if (ranges.empty()) {
    return {" meets none of the rules before rule " + number + ", which takes the rest, and",
            "，不符合之前的规则，由规则 " + number + " 收纳"};
  }
  return {" meets rule " + number + " (" + ranges + "), the first that holds, and",
          "，最先符合规则 " + number + "（" + ranges + "）"};
}

TextPair segment_rule(const Analysis& analysis, const CustomerRow& row, size_t profile_row) {
  const SegmentMap& map = *analysis.map;
  const MapCell& cell = map.cells[analysis.cells[analysis.cell[profile_row]].map_cell];
  const Segment& segment = map.segments[cell.segment];
  const TextPair verdict{" belongs to '" + segment.name.en + "' in the map '" + map.name.en + "'.",
                         "，在“" + map.name.zh + "”中属于“" + segment.name.zh + "”。"};
  if (map.kind != MapKind::split) {
    const TextPair rule = rule_clause(map, cell);
    const std::string r = std::to_string(row.scores[kRecency]);
    const std::string f = std::to_string(row.scores[kFrequency]);
    const std::string m = std::to_string(row.scores[kMonetary]);
    const bool asks_monetary = map.kind == MapKind::cube;
    return {
        "A customer with R " + r + (asks_monetary ? ", F " + f + " and M " + m : " and F " + f) + rule.en + verdict.en,
        "R " + r + "、F " + f + (asks_monetary ? "、M " + m : "") + rule.zh + verdict.zh};
  }
  TextPair text;
  std::string bits;
  for (size_t d = 0; d < row.scores.size(); ++d) {
    const double value = analysis.profile.values(d)[profile_row];
    const TextPair clause = split_clause(d, value, analysis.split[d], analysis.profile);
    text.en += (d == 0 ? "" : ", ") + clause.en;
    text.zh += (d == 0 ? "" : "，") + clause.zh;
    bits += better_than_split(d, value, analysis.split[d]) ? '1' : '0';
  }
  return {text.en + ": class " + bits + verdict.en, text.zh + "：类别 " + bits + verdict.zh};
}

// "at least 5 orders (now 3)": what one dimension has to come to.
TextPair goal_clause(double goal, double now, size_t dimension, const Profile& profile) {
  const TextPair to = value_text(goal, dimension, profile, kMaxDecimals);  // rounded, it might not be enough
  const TextPair from = value_text(now, dimension, profile);
  if (dimension == kRecency) {
    return {"a last purchase at most " + to.en + " ago (now " + from.en + ")",
            "最近一次消费不超过 " + to.zh + "前（现为 " + from.zh + "）"};
  }
  if (dimension == kFrequency) {
    return {"at least " + to.en + " (now " + from.en + ")", "至少 " + to.zh + "（现为 " + from.zh + "）"};
  }
  switch (profile.monetary_measure) {
    case MonetaryMeasure::sum:
      return {"at least " + to.en + " spent (now " + from.en + ")", "消费至少 " + to.zh + "（现为 " + from.zh + "）"};
    case MonetaryMeasure::mean:
      return {"at least " + to.en + " per order (now " + from.en + ")",
              "单均至少 " + to.zh + "（现为 " + from.zh + "）"};
    case MonetaryMeasure::margin:
      return {"a margin of at least " + to.en + " (now " + from.en + ")",
              "利润至少 " + to.zh + "（现为 " + from.zh + "）"};
  }
  return {};
}

TextPair step_up_sentence(const Analysis& analysis, const RfmSpec& spec, size_t row) {
  if (analysis.map->segments[analysis.segment[row]].rest) {
    return {
        "This segment takes what the others leave. It stands neither above nor below them, so nothing is a step up.",
        "该分群收纳其余客户，与其他分群之间没有高低之分，因此没有“升级”可言。"};
  }
  if (analysis.segment[row] == 0) {
    return {"This is the first segment of the map: none stands above it.", "这已是规则中排在最前的分群。"};
  }
  const std::optional<StepUp> step = find_step_up(analysis, spec, row);
  if (!step) {
    return {"No better value alone leads to a segment that stands before this one.",
            "仅提高各项数值无法进入排在前面的分群。"};
  }
  const TextPair& name = analysis.map->segments[step->segment].name;
  TextPair clauses;
  for (size_t d = 0; d < step->values.size(); ++d) {
    const double now = analysis.profile.values(d)[row];
    if (step->values[d] == now) continue;
    const TextPair clause = goal_clause(step->values[d], now, d, analysis.profile);
    clauses.en += (clauses.en.empty() ? "" : ", and ") + clause.en;
    clauses.zh += (clauses.zh.empty() ? "" : "，且") + clause.zh;
  }
  return {"The shortest way up, to '" + name.en + "': " + clauses.en + ".",
          "升入“" + name.zh + "”的最近途径：" + clauses.zh + "。"};
}

// Days with a purchase, as the models see them.
std::vector<Day> purchase_days_of(std::span<const CustomerOrder> orders, ReturnsRule rule) {
  std::vector<Day> days;
  for (const CustomerOrder& order : orders) {
    const Day day = day_of(order.time);
    if (is_purchase(order, rule) && (days.empty() || days.back() != day)) days.push_back(day);
  }
  return days;
}

// All orders that count, void ones included: their amounts sum to the customer's revenue.
std::vector<Purchase> purchases_of(std::span<const CustomerOrder> groups, int decimals) {
  const size_t skip = groups.size() > kMaxPurchases ? groups.size() - kMaxPurchases : 0;
  std::vector<Purchase> purchases;
  for (size_t i = skip; i < groups.size(); ++i) {
    purchases.push_back({format_day(day_of(groups[i].time)), to_double(groups[i].units, decimals), groups[i].lines});
  }
  return purchases;
}

}  // namespace

Result<CustomerExplanation> explain_customer(const Dataset& dataset, const Analysis& analysis, const RfmSpec& spec,
                                             const Lines* lines, std::string_view customer_id) {
  const uint32_t code = dataset.customers.find(customer_id);
  const std::optional<size_t> found = analysis.profile.row_of(code);
  if (code == Dictionary::kNone || !found) {
    const std::string id(customer_id);
    return Error{
        ErrorCode::not_found, {"There is no scored customer \"" + id + "\".", "没有参与评分的客户“" + id + "”。"}, {}};
  }
  const size_t row = *found;
  const Segment& segment = analysis.map->segments[analysis.segment[row]];
  CustomerExplanation result;
  result.customer = customer_row(dataset, analysis, row);
  for (size_t d = 0; d < result.dimensions.size(); ++d) {
    result.dimensions[d] = explain_dimension(analysis, spec, d, row);
  }
  result.weighted_sentence = weighted_sentence(analysis.weights.weights, result.customer);
  result.segment_name = segment.name;
  result.segment_rule = segment_rule(analysis, result.customer, row);
  result.step_up = step_up_sentence(analysis, spec, row);
  result.advice = segment.advice;
  result.kind = kind_sentence(analysis, spec, row);
  if (lines == nullptr) return result;
  std::vector<CustomerOrder> memory;
  const auto filtered = filtered_orders(*dataset.orders, code, lines->cleaning.line_filter(), memory);
  const std::span<const CustomerOrder> orders = *filtered;  // the profile could sum them
  result.purchases = purchases_of(orders, dataset.orders->amount.decimals);
  result.activity =
      activity_history(analysis.lifetime, purchase_days_of(orders, spec.returns), analysis.profile.snapshot);
  return result;
}

}  // namespace sluice::rfm

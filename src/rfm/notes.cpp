#include "rfm/notes.h"

#include <algorithm>

#include "base/calendar.h"
#include "base/number_text.h"
#include "rfm/scoring_methods.h"

namespace sluice::rfm {
namespace {

TextPair dimension_word(size_t dimension) {
  if (dimension == kRecency) return {"recency", "最近一次消费"};
  if (dimension == kFrequency) return {"frequency", "消费频次"};
  return {"monetary value", "消费金额"};
}

// "1 customer", "12 customers".
std::string counted(uint64_t count, const std::string& one, const std::string& many) {
  return grouped_text(count) + " " + (count == 1 ? one : many);
}

// At most `most`.
size_t count_distinct_up_to(const std::vector<double>& sorted, size_t most) {
  size_t distinct = 0;
  for (auto at = sorted.begin(); at != sorted.end() && distinct < most; ++distinct) {
    at = std::upper_bound(at, sorted.end(), *at);
  }
  return distinct;
}

void note_margin(const Profile& profile, const RfmSpec& spec, std::vector<TextPair>& notes) {
  if (spec.monetary_measure != MonetaryMeasure::margin) return;
  if (profile.monetary_measure != MonetaryMeasure::margin) {
    notes.push_back({"The file says neither cost nor margin: monetary value is the sum of the amounts.",
                     "文件没有成本或利润列：消费金额按金额合计计算。"});
  } else if (profile.lines_without_margin > 0) {
    const std::string lines = grouped_text(profile.lines_without_margin);
    notes.push_back({"Cost or margin is not known of " + counted(profile.lines_without_margin, "line", "lines") +
                         "; they add nothing to the margin.",
                     "有 " + lines + " 行没有成本或利润，不计入利润。"});
  }
}

void note_ledger(const Analysis& analysis, const RfmSpec& spec, std::vector<TextPair>& notes) {
  const Ledger& ledger = analysis.profile.ledger;
  if (ledger.lines_after_snapshot > 0) {
    notes.push_back({counted(ledger.lines_after_snapshot, "line", "lines") + " after the snapshot date (" +
                         grouped_text(ledger.amount_after_snapshot, 2) + " in all) are left out.",
                     "分析日之后的 " + grouped_text(ledger.lines_after_snapshot) + " 行（合计 " +
                         grouped_text(ledger.amount_after_snapshot, 2) + "）未计入。"});
  }
  if (ledger.lines_before_lookback > 0) {
    const std::string months = std::to_string(spec.lookback_months);
    notes.push_back({"Only the last " +
                         counted(static_cast<uint64_t>(spec.lookback_months),
                                 "month counts. Left out: ", "months count. Left out: ") +
                         counted(ledger.lines_before_lookback, "earlier line", "earlier lines") + " (" +
                         grouped_text(ledger.amount_before_lookback, 2) + " in all).",
                     "只计最近 " + months + " 个月：更早的 " + grouped_text(ledger.lines_before_lookback) +
                         " 行（合计 " + grouped_text(ledger.amount_before_lookback, 2) + "）未计入。"});
  }
  if (ledger.customers_without_purchase > 0) {
    const std::string count = grouped_text(ledger.customers_without_purchase);
    // What cancels out to the cent needs no sum.
    const std::string amount = grouped_text(ledger.amount_without_purchase, 2);
    const bool nothing = amount == "0";
    notes.push_back({counted(ledger.customers_without_purchase, "customer", "customers") +
                         " with returns or empty orders only" + (nothing ? "" : " (" + amount + " in all)") +
                         ": no purchase, not scored.",
                     count + " 位客户只有退货或净额不大于零的订单" + (nothing ? "" : "（合计 " + amount + "）") +
                         "，没有有效购买，不参与评分。"});
  }
  note_margin(analysis.profile, spec, notes);
  if (analysis.profile.from_orders && spec.frequency_measure != analysis.profile.frequency_measure) {
    notes.push_back(
        {"The file has no order numbers: frequency counts purchase days.", "文件没有订单号：消费频次按购买天数计。"});
  }
}

// A day far behind all others is often a slip of the keyboard, and everybody's recency counts from it.
void note_stray_days(const Measured& measured, std::vector<TextPair>& notes) {
  constexpr size_t kFewestCustomers = 20;
  constexpr size_t kOneIn = 1000;  // of the customers may be strays
  constexpr double kGapDays = 365;
  const std::vector<double>& recency = measured.sorted[kRecency];
  if (!measured.profile.from_orders || recency.size() < kFewestCustomers) return;
  const size_t most = std::max<size_t>(1, recency.size() / kOneIn);
  size_t strays = 1;
  while (strays <= most && recency[strays] - recency[strays - 1] <= kGapDays) ++strays;
  if (strays > most) return;
  const auto day = [&](double days) { return format_day(measured.profile.snapshot - static_cast<Day>(days)); };
  const std::string last = day(recency.front()), before = day(recency[strays]);
  notes.push_back({counted(strays, "customer", "customers") + " bought more than a year after everybody else: up to " +
                       last + ", all others up to " + before +
                       ". If that is a slip, set the latest day on the Data screen, so that recency does not count "
                       "from it.",
                   "有 " + grouped_text(strays) + " 位客户的购买比其他所有客户晚一年以上：最晚为 " + last +
                       "，其他客户最晚为 " + before +
                       "。如果是录入错误，请在“数据”页设置截止日期，否则所有客户的最近一次消费都会从那一天算起。"});
}

void note_money(const RfmReport& report, const Analysis& analysis, std::vector<TextPair>& notes) {
  if (report.all.revenue <= 0) {
    notes.push_back({"Total revenue is not positive, so shares of revenue are left blank.",
                     "总销售额不为正，因此不显示销售额占比。"});
    return;
  }
  const std::vector<int64_t>& revenue = analysis.descending_revenue;
  const auto below_zero =
      std::partition_point(revenue.begin(), revenue.end(), [](int64_t units) { return units >= 0; });
  const auto negative = static_cast<uint64_t>(revenue.end() - below_zero);
  if (negative > 0) {
    notes.push_back({counted(negative, "customer has", "customers have") +
                         " returned more than they bought; Gini's coefficient is not defined then.",
                     grouped_text(negative) + " 位客户退货多于购买，此时不计算基尼系数。"});
  }
}

// What the scores of one dimension hide, the most important thing first. Ties over a nominal cut make bins uneven; they
// are said where a fifth of the customers or more are in such a tie.
void note_dimension(const Analysis& analysis, const DimensionReport& report, size_t dimension,
                    std::vector<TextPair>& notes) {
  const TextPair word = dimension_word(dimension);
  const uint64_t customers = analysis.profile.size();
  const size_t distinct = count_distinct_up_to(analysis.sorted[dimension], static_cast<size_t>(report.bins));
  const ScoringMethod& method = *find_scoring_method(report.method);
  const std::string bins = std::to_string(report.bins);
  int best = 0;
  for (const BinReport& bin : report.scores) best = bin.customers > 0 ? bin.score : best;
  if (distinct == 1) {
    notes.push_back({"All customers have the same " + word.en + ", so it tells none of them apart.",
                     "所有客户的" + word.zh + "都相同，该维度无法区分客户。"});
  } else if (distinct < static_cast<size_t>(method.bins_of(report.bins))) {
    const std::string values = std::to_string(distinct);
    notes.push_back({"There are only " + values + " different values of " + word.en + " for " + bins +
                         " scores: some scores stay empty.",
                     word.zh + "只有 " + values + " 个不同的值，却有 " + bins + " 个分值：部分分值没有客户。"});
  } else if (best < report.bins && !method.user_cuts) {
    const std::string most = std::to_string(best);
    notes.push_back({"The best score of " + word.en + " by this method is " + most + " of " + bins +
                         ": segments that need more stay empty. Another method may tell the customers apart better.",
                     "按此方法，" + word.zh + "的最高得分为 " + most + "（满分 " + bins +
                         "），要求更高得分的分群没有客户。可改用其他评分方法。"});
  } else if (method.by_rank && report.straddling * 5 >= customers) {
    notes.push_back({counted(report.straddling, "customer", "customers") + " of " + grouped_text(customers) +
                         " share a value of " + word.en +
                         " that reaches over a nominal cut; equal values get equal scores, so the bins differ in size.",
                     grouped_text(customers) + " 位客户中有 " + grouped_text(report.straddling) + " 位的" + word.zh +
                         "相同且跨过名义分界；相同的值得分相同，因此各分值人数不等。"});
  }
}

// By a method that parts customers with equal values.
void note_split(const Analysis& analysis, const DimensionReport& report, size_t dimension,
                std::vector<TextPair>& notes) {
  const TextPair word = dimension_word(dimension);
  const std::string all = grouped_text(analysis.profile.size());
  const std::string split = grouped_text(report.split);
  notes.push_back({split + " of " + all + " customers share their " + word.en +
                       " with others who score differently: equal groups (NTILE) part equal customers by their id.",
                   all + " 位客户中有 " + split + " 位的" + word.zh +
                       "与他人相同而得分不同：等量分组（NTILE）按客户编号拆分了相同的值。"});
}

}  // namespace

std::vector<TextPair> write_notes(const Analysis& analysis, const RfmSpec& spec, const RfmReport& report) {
  std::vector<TextPair> notes;
  note_ledger(analysis, spec, notes);
  note_stray_days(analysis, notes);
  note_money(report, analysis, notes);
  if (report.all.customers == 1) {
    notes.push_back({"There is one customer only: scores compare customers and say nothing about a single one.",
                     "只有一位客户：得分用于客户之间的比较，对单个客户没有意义。"});
  } else if (report.all.repeat_share == 0.0) {
    notes.push_back({"No customer has bought more than once: frequency tells nobody apart yet.",
                     "没有客户购买超过一次：消费频次暂时无法区分客户。"});
  }
  for (size_t dimension = 0; dimension < report.dimensions.size(); ++dimension) {
    const bool said = report.all.customers == 1 || (dimension == kFrequency && report.all.repeat_share == 0.0);
    const DimensionReport& scores = report.dimensions[dimension];
    if (scores.split > 0)
      note_split(analysis, scores, dimension, notes);
    else if (!said)
      note_dimension(analysis, scores, dimension, notes);
  }
  if (report.consistency_ratio && is_inconsistent(*report.consistency_ratio)) {
    const std::string ratio = grouped_text(*report.consistency_ratio, 3);
    notes.push_back({"The comparisons behind the weights contradict each other (consistency ratio " + ratio +
                         ", at most 0.1 is usual): look at them again.",
                     "权重的两两比较前后矛盾（一致性比率 " + ratio + "，通常不超过 0.1）：请重新检查。"});
  }
  if (report.selection.customers == 0) {
    notes.push_back({"No customer matches the filter.", "没有符合筛选条件的客户。"});
  }
  return notes;
}

}  // namespace sluice::rfm

// The rhythm of the customers whom a filter leaves, in numbers and words.
#include <algorithm>

#include "base/exact_sum.h"
#include "base/number_text.h"
#include "base/statistics.h"
#include "rfm/histogram.h"
#include "rfm/overdue.h"
#include "rfm/rhythm.h"
#include "rfm/tally.h"

namespace sluice::rfm {
namespace {

std::optional<double> share(uint64_t part, uint64_t whole) {
  return ratio(static_cast<double>(part), static_cast<double>(whole));
}

void count_customers(const Profile& profile, const Rhythm& rhythm, const std::vector<uint8_t>& selected,
                     RhythmReport& report) {
  for (size_t row = 0; row < profile.size(); ++row) {
    if (selected[row] == 0) continue;
    ++report.customers;
    report.repeaters += profile.orders[row] >= 2 ? 1 : 0;
    report.with_gap += rhythm.gaps_of(row).empty() ? 0 : 1;
    report.gaps += rhythm.gaps_of(row).size();
  }
  report.one_time = report.customers - report.repeaters;
  report.repurchase_rate = share(report.repeaters, report.customers);
  report.one_time_share = share(report.one_time, report.customers);
}

// Ascending, by counting: there are far more gaps than lengths of gaps.
std::vector<double> sorted_gaps(const Rhythm& rhythm, const std::vector<uint8_t>& selected, uint64_t count) {
  std::vector<uint64_t> of_length;
  for (size_t row = 0; row < rhythm.size(); ++row) {
    if (selected[row] == 0) continue;
    for (const uint32_t gap : rhythm.gaps_of(row)) {
      if (gap >= of_length.size()) of_length.resize(gap + size_t{1}, 0);
      ++of_length[gap];
    }
  }
  std::vector<double> sorted;
  sorted.reserve(count);
  for (size_t gap = 0; gap < of_length.size(); ++gap)
    sorted.insert(sorted.end(), of_length[gap], static_cast<double>(gap));
  return sorted;
}

void describe_gaps(const Rhythm& rhythm, const std::vector<uint8_t>& selected, RhythmReport& report) {
  if (report.gaps == 0) return;
  const std::vector<double> sorted = sorted_gaps(rhythm, selected, report.gaps);
  report.median_gap = quantile_type7(sorted, 0.5);
  report.p90_gap = quantile_type7(sorted, 0.9);
  report.histogram = make_histogram(sorted);
}

SecondPurchase second_purchase(int days, const Profile& profile, const Rhythm& rhythm,
                               const std::vector<uint8_t>& selected, uint64_t with_gap) {
  SecondPurchase second;
  second.days = days;
  for (size_t row = 0; row < profile.size(); ++row) {
    if (selected[row] == 0) continue;
    const auto gaps = rhythm.gaps_of(row);
    const bool came = !gaps.empty() && gaps.front() <= static_cast<uint32_t>(days);
    const bool known = profile.first_day[row] + days <= profile.data_last_day;
    second.customers += came ? 1 : 0;
    second.known += known ? 1 : 0;
    second.known_came += known && came ? 1 : 0;
  }
  second.share_of_repeaters = share(second.customers, with_gap);
  second.share_of_known = share(second.known_came, second.known);
  return second;
}

void count_overdue(const Profile& profile, const Rhythm& rhythm, const std::vector<uint8_t>& selected,
                   RhythmReport& report) {
  ExactSum at_stake;
  for (size_t row = 0; row < profile.size(); ++row) {
    if (selected[row] == 0 || !is_overdue(profile, rhythm, row, report.overdue_at)) continue;
    ++report.overdue;
    at_stake.add(rhythm.at_stake.units[row]);
  }
  report.overdue_share = share(report.overdue, report.with_gap);
  report.at_stake = at_stake.value(rhythm.at_stake.decimals);
}

TextPair definition_of(const RhythmReport& report) {
  if (!report.typical_gap) {
    return {"A gap is the time between two purchase days of a customer. Nobody has bought on two days yet.",
            "间隔是同一客户相邻两个购买日之间的天数。目前还没有客户在两个不同的日子购买。"};
  }
  const std::string typical = grouped_text(*report.typical_gap, 1), times = grouped_text(report.overdue_at, 2);
  return {
      "The usual gap of a customer is the median of the own gaps between purchase days, with the typical gap of all "
      "customers (" +
          typical + (*report.typical_gap == 1 ? " day" : " days") +
          ") counted as one more: after one or two purchases the own gaps say little. In the typical gap every "
          "customer counts once, with the median of the own gaps; in the median gap every single gap counts, so that "
          "who buys often weighs more and the two may differ. Overdue is whoever has been silent for at least " +
          times + " times the usual gap.",
      "客户的常规间隔是其各次购买间隔天数的中位数，并把全体客户的典型间隔（" + typical +
          " 天）也算作一次：购买次数很少时，自身的间隔还说明不了什么。典型间隔中每位客户只计一次，取其自身间隔的中位数"
          "；"
          "“间隔中位数”则按每一次间隔计算，购买频繁的客户分量更大，因此两者可能不同。沉默天数达到常规间隔的 " +
          times + " 倍及以上，即为逾期未购。"};
}

void write_rhythm_notes(const Profile& profile, RhythmReport& report) {
  if (report.customers == 0) {
    report.notes.push_back({"No customer matches the filter.", "没有符合筛选条件的客户。"});
    return;
  }
  if (report.with_gap == 0) {
    report.notes.push_back({"No customer has bought on two different days, so nobody has a rhythm yet.",
                            "没有客户在两个不同的日子购买，暂时看不出购买节奏。"});
  } else if (report.with_gap < report.repeaters) {
    const std::string count = grouped_text(report.repeaters - report.with_gap);
    report.notes.push_back({count + " of the repeat customers bought all orders on one day: they have no gap.",
                            "复购客户中有 " + count + " 位的全部订单都在同一天：他们没有间隔。"});
  }
  if (profile.ledger.lines_before_lookback > 0) {
    report.notes.push_back({"Gaps are those within the lookback period; a customer's earlier purchases are not seen.",
                            "只统计回溯期内的间隔，看不到更早的购买。"});
  }
}

}  // namespace

RhythmReport report_rhythm(const Analysis& analysis, const Rhythm& rhythm, const RhythmSpec& spec,
                           const std::vector<uint8_t>& selected) {
  const Profile& profile = analysis.profile;
  RhythmReport report;
  report.overdue_at = spec.overdue_at;
  report.typical_gap = rhythm.typical_gap;
  count_customers(profile, rhythm, selected, report);
  describe_gaps(rhythm, selected, report);
  for (size_t i = 0; i < report.second.size(); ++i) {
    report.second[i] = second_purchase(kSecondPurchaseDays[i], profile, rhythm, selected, report.with_gap);
  }
  count_overdue(profile, rhythm, selected, report);
  report.definition = definition_of(report);
  write_rhythm_notes(profile, report);
  return report;
}

}  // namespace sluice::rfm

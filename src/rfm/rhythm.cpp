#include "rfm/rhythm.h"

#include <algorithm>

#include "base/calendar.h"
#include "base/errors.h"
#include "base/exact_sum.h"
#include "base/statistics.h"

namespace sluice::rfm {
namespace {

Error year_too_large() {
  return not_applicable({"The amounts of one customer within a year add up to more than can be summed exactly.",
                         "某位客户一年内的金额合计超出可精确求和的范围。"});
}

// The days between purchase days, appended; orders stand by time. The last purchase day, or none.
std::optional<Day> add_gaps(std::span<const CustomerOrder> orders, ReturnsRule rule, std::vector<uint32_t>& gaps) {
  std::optional<Day> previous;
  for (const CustomerOrder& order : orders) {
    if (!is_purchase(order, rule)) continue;
    const Day day = day_of(order.time);
    if (previous && day != *previous) gaps.push_back(static_cast<uint32_t>(day - *previous));
    previous = day;
  }
  return previous;
}

// Money of the year that ends with the last purchase day; what was returned since is taken off.
std::optional<int64_t> money_of_year(std::span<const CustomerOrder> orders, Day last) {
  ExactSum sum;
  for (const CustomerOrder& order : orders) {
    if (day_of(order.time) > last - kDaysPerYear) sum.add(order.units);
  }
  return sum.narrow();
}

double median_of(std::span<const uint32_t> gaps, std::vector<double>& memory) {
  memory.assign(gaps.begin(), gaps.end());
  return select_quantile_type7(memory, 0.5);
}

std::optional<double> typical_gap(const Rhythm& rhythm) {
  std::vector<double> medians, memory;
  for (size_t row = 0; row < rhythm.size(); ++row) {
    const auto gaps = rhythm.gaps_of(row);
    if (!gaps.empty()) medians.push_back(median_of(gaps, memory));
  }
  if (medians.empty()) return std::nullopt;
  return select_quantile_type7(medians, 0.5);
}

void find_usual_gaps(Rhythm& rhythm) {
  rhythm.typical_gap = typical_gap(rhythm);
  rhythm.usual_gap.assign(rhythm.size(), 0);
  std::vector<double> memory;
  for (size_t row = 0; row < rhythm.size(); ++row) {
    const auto gaps = rhythm.gaps_of(row);
    if (gaps.empty()) continue;
    memory.assign(gaps.begin(), gaps.end());
    memory.push_back(*rhythm.typical_gap);
    rhythm.usual_gap[row] = select_quantile_type7(memory, 0.5);
  }
}

}  // namespace

Result<Rhythm> measure_rhythm(const Dataset& dataset, const Analysis& analysis, const RfmSpec& spec,
                              const Lines* lines) {
  if (lines == nullptr) {
    return not_applicable(
        {"The rhythm of purchases needs order lines: a table of recency, frequency and monetary value does not say how "
         "far apart purchases were.",
         "购买节奏分析需要订单明细：只有 R、F、M 的客户表无法得知两次购买之间的间隔。"});
  }
  const Profile& profile = analysis.profile;
  const LineFilter filter = lines->cleaning.line_filter();
  Rhythm rhythm;
  rhythm.gap_end.reserve(profile.size());
  rhythm.at_stake.decimals = profile.revenue.decimals;
  rhythm.at_stake.units.reserve(profile.size());
  std::vector<CustomerOrder> memory;
  for (const uint32_t customer : profile.customer) {
    const auto orders = filtered_orders(*dataset.orders, customer, filter, memory);  // the profile could sum them
    const auto last = add_gaps(*orders, spec.returns, rhythm.gaps);
    const auto money = money_of_year(*orders, *last);  // who is in the profile has a purchase
    if (!money) return year_too_large();
    rhythm.gap_end.push_back(static_cast<uint32_t>(rhythm.gaps.size()));
    rhythm.at_stake.units.push_back(*money);
  }
  find_usual_gaps(rhythm);
  return rhythm;
}

}  // namespace sluice::rfm

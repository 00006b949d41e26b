#include "rfm/rhythm.h"

#include <algorithm>
#include <memory>
#include <utility>

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

/// Makes the rhythm of all customers a stretch at a time: their gaps, the typical one, the usual one of each.
class RhythmMeasurement {
 public:
  RhythmMeasurement(const Dataset& dataset, const Profile& profile, const LineFilter& filter, ReturnsRule returns)
      : dataset_(dataset), profile_(profile), filter_(filter), returns_(returns) {
    rhythm_.gap_end.reserve(profile.size());
    rhythm_.at_stake.decimals = profile.revenue.decimals;
    rhythm_.at_stake.units.reserve(profile.size());
    rhythm_.usual_gap.assign(profile.size(), 0);
  }

  void find_gaps(size_t row) {
    const auto orders = filtered_orders(*dataset_.orders, profile_.customer[row], filter_, orders_);
    const auto last = add_gaps(*orders, returns_, rhythm_.gaps);  // the profile could sum them
    const auto money = money_of_year(*orders, *last);             // who is in the profile has a purchase
    year_is_too_large_ = year_is_too_large_ || !money;
    rhythm_.gap_end.push_back(static_cast<uint32_t>(rhythm_.gaps.size()));
    rhythm_.at_stake.units.push_back(money.value_or(0));
  }

  void find_median(size_t row) {
    const auto gaps = rhythm_.gaps_of(row);
    if (!gaps.empty()) medians_.push_back(median_of(gaps, memory_));
    if (row + 1 == rhythm_.size() && !medians_.empty()) {
      rhythm_.typical_gap = select_quantile_type7(medians_, 0.5);
    }
  }

  void find_usual_gap(size_t row) {
    const auto gaps = rhythm_.gaps_of(row);
    if (gaps.empty()) return;
    memory_.assign(gaps.begin(), gaps.end());
    memory_.push_back(*rhythm_.typical_gap);
    rhythm_.usual_gap[row] = select_quantile_type7(memory_, 0.5);
  }

  Result<Rhythm> take() {
    if (year_is_too_large_) return year_too_large();
    return std::move(rhythm_);
  }

 private:
  const Dataset& dataset_;
  const Profile& profile_;
  LineFilter filter_;
  ReturnsRule returns_;
  Rhythm rhythm_;
  bool year_is_too_large_ = false;
  std::vector<double> medians_, memory_;
  std::vector<CustomerOrder> orders_;
};

}  // namespace

Result<Rhythm> measure_rhythm(const Dataset& dataset, const Analysis& analysis, const RfmSpec& spec,
                              const Lines* lines) {
  return finish(begin_rhythm(dataset, analysis, spec, lines));
}

Result<PassRun<Rhythm>> begin_rhythm(const Dataset& dataset, const Analysis& analysis, const RfmSpec& spec,
                                     const Lines* lines) {
  if (lines == nullptr) {
    return not_applicable(
        {"The rhythm of purchases needs order lines: a table of recency, frequency and monetary value does not say how "
         "far apart purchases were.",
         "购买节奏分析需要订单明细：只有 R、F、M 的客户表无法得知两次购买之间的间隔。"});
  }
  const Profile& profile = analysis.profile;
  const auto made = std::make_shared<RhythmMeasurement>(dataset, profile, lines->cleaning.line_filter(), spec.returns);
  PassRun<Rhythm> run;
  const auto add = [&](uint64_t cost, void (RhythmMeasurement::*look)(size_t row)) {
    run.passes.add({profile.size(), cost, [made, look](size_t begin, size_t end) {
                      for (size_t row = begin; row < end; ++row) ((*made).*look)(row);
                      return end;
                    }});
  };
  const uint64_t lines_each = dataset.orders->size() / std::max<size_t>(1, profile.size()) + 1;
  constexpr uint64_t kCostOfALine = 10, kCostOfAMedian = 80;
  add(kCostOfALine * lines_each, &RhythmMeasurement::find_gaps);
  add(kCostOfAMedian, &RhythmMeasurement::find_median);
  add(kCostOfAMedian, &RhythmMeasurement::find_usual_gap);
  run.conclude = [made] { return made->take(); };
  return run;
}

}  // namespace sluice::rfm

#include "rfm/histories.h"

#include <algorithm>

#include "base/calendar.h"
#include "base/exact_sum.h"

namespace sluice::rfm {
namespace {

int covered_days(const Profile& profile) { return static_cast<int>(profile.snapshot - profile.data_first_day); }

// A year where the data hold two of them, else half of what they hold.
int period_in_force(const KindSpec& spec, const Profile& profile) {
  if (spec.period_days > 0) return spec.period_days;
  return std::clamp(covered_days(profile) / 2, 1, kDaysPerYear);
}

struct Amounts {
  ExactSum first, all;      // of purchases: those of the first day, and all of them
  ExactSum latest, before;  // revenue of the two periods
};

/// `days`: those with a purchase since `first_day`.
Amounts amounts_of(std::span<const CustomerOrder> orders, ReturnsRule rule, const Profile& profile, Day period,
                   Day first_day, std::vector<uint32_t>& days) {
  Amounts amounts;
  days.clear();
  for (const CustomerOrder& order : orders) {  // by time
    const Day day = day_of(order.time);
    const Day ago = profile.snapshot - day;
    if (ago <= period) {  // a snapshot is the day after the data, unless it is given
      amounts.latest.add(order.units);
    } else if (ago <= 2 * period) {
      amounts.before.add(order.units);
    }
    if (!is_purchase(order, rule)) continue;
    const auto since = static_cast<uint32_t>(day - first_day);
    if (days.empty() || since != days.back()) days.push_back(since);
    if (days.size() == 1) amounts.first.add(order.units);
    amounts.all.add(order.units);
  }
  return amounts;
}

float growth_of(const Amounts& amounts) {
  if (amounts.before.units() <= 0) return kNoGrowth;
  const double ratio = static_cast<double>(amounts.latest.units()) / static_cast<double>(amounts.before.units());
  return static_cast<float>(std::max(ratio, 0.0) - 1);
}

}  // namespace

Histories collect_histories(const Dataset& dataset, const RfmSpec& spec, const Lines& lines, const Profile& profile) {
  HistoryCollector collector(dataset, spec, lines, profile);
  for (size_t row = 0; row < profile.size(); ++row) collector.add(row);
  return collector.take_histories();
}

HistoryCollector::HistoryCollector(const Dataset& dataset, const RfmSpec& spec, const Lines& lines,
                                   const Profile& profile)
    : dataset_(dataset), profile_(profile), returns_(spec.returns), filter_(lines.cleaning.line_filter()) {
  histories_.period_days = period_in_force(spec.kinds, profile);
  histories_.observed_days = std::min(histories_.period_days, covered_days(profile));
  for (auto* column : {&histories_.repeats, &histories_.last, &histories_.age}) column->reserve(profile.size());
  for (auto* column : {&histories_.repeat_units, &histories_.latest_units}) column->reserve(profile.size());
  histories_.growth.reserve(profile.size());
  begin_holdout(spec.lifetime.split_day);
}

void HistoryCollector::begin_holdout(const std::string& split_day) {
  const Day first = *std::min_element(profile_.first_day.begin(), profile_.first_day.end());
  const Day last = profile_.data_last_day;
  holdout_.first_day = first;
  holdout_.split_day = split_day.empty() ? first + (last - first) * 2 / 3 : *parse_iso_day(split_day);
  value::HoldoutCustomers& customers = holdout_.customers;
  customers.purchases_by_day.resize(1);
  if (holdout_.split_day < first || holdout_.split_day >= last) return;
  customers.split_day = static_cast<uint32_t>(holdout_.split_day - first);
  customers.holdout_days = static_cast<uint32_t>(last - holdout_.split_day);
  customers.purchases_by_day.resize(static_cast<size_t>(last - first) + 1);
}

void HistoryCollector::add(size_t row) {
  const auto bought = filtered_orders(*dataset_.orders, profile_.customer[row], filter_, memory_);
  // The profile could sum them.
  const Amounts amounts = amounts_of(*bought, returns_, profile_, histories_.period_days, holdout_.first_day, days_);
  histories_.repeats.push_back(static_cast<uint32_t>(days_.size()) - 1);
  histories_.last.push_back(days_.back() - days_.front());
  histories_.age.push_back(static_cast<uint32_t>(profile_.snapshot - profile_.first_day[row]));
  histories_.repeat_units.push_back(static_cast<int64_t>(amounts.all.units() - amounts.first.units()));
  histories_.latest_units.push_back(static_cast<int64_t>(amounts.latest.units()));
  histories_.growth.push_back(growth_of(amounts));
  if (holdout_.customers.holdout_days > 0) add_to_holdout();
}

void HistoryCollector::add_to_holdout() {
  value::HoldoutCustomers& customers = holdout_.customers;
  const uint32_t first = days_.front(), split = customers.split_day, holdout = customers.holdout_days;
  if (first > split) return;
  uint32_t last = first, repeats = 0, before = 0, later = 0;
  for (const uint32_t day : std::span(days_).subspan(1)) {
    ++customers.purchases_by_day[day];
    if (day > split) {
      ++later;
      continue;
    }
    last = day;
    ++repeats;
    if (day + holdout > split) ++before;
  }
  customers.repeats.push_back(repeats);
  customers.last.push_back(last - first);
  customers.age.push_back(split - first);
  customers.before.push_back(before);
  customers.later.push_back(later);
}

}  // namespace sluice::rfm

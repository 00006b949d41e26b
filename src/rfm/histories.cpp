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

struct History {
  uint32_t days = 0;  // with a purchase
  Day last_day = 0;   // of them; an order that is added to later has one day
  ExactSum first_amount, amount;
  ExactSum latest, before;  // revenue of the two periods
};

History history_of(std::span<const CustomerOrder> orders, ReturnsRule rule, Day snapshot, Day period) {
  History history;
  for (const CustomerOrder& order : orders) {  // by time
    const Day day = day_of(order.time);
    const Day ago = snapshot - day;
    if (ago <= period) {  // a snapshot is the day after the data, unless it is given
      history.latest.add(order.units);
    } else if (ago <= 2 * period) {
      history.before.add(order.units);
    }
    if (!is_purchase(order, rule)) continue;
    if (history.days == 0 || day != history.last_day) ++history.days;
    history.last_day = day;
    if (history.days == 1) history.first_amount.add(order.units);
    history.amount.add(order.units);
  }
  return history;
}

float growth_of(const History& history) {
  if (history.before.units() <= 0) return kNoGrowth;
  const double ratio = static_cast<double>(history.latest.units()) / static_cast<double>(history.before.units());
  return static_cast<float>(std::max(ratio, 0.0) - 1);
}

}  // namespace

Histories collect_histories(const Dataset& dataset, const RfmSpec& spec, const Lines& lines, const Profile& profile) {
  const Orders& orders = *dataset.orders;
  const LineFilter filter = lines.cleaning.line_filter();
  Histories all;
  all.period_days = period_in_force(spec.kinds, profile);
  all.observed_days = std::min(all.period_days, covered_days(profile));
  all.repeats.reserve(profile.size());
  all.last.reserve(profile.size());
  all.age.reserve(profile.size());
  all.repeat_units.reserve(profile.size());
  all.latest_units.reserve(profile.size());
  all.growth.reserve(profile.size());
  std::vector<CustomerOrder> memory;
  for (size_t row = 0; row < profile.size(); ++row) {
    const auto bought = filtered_orders(orders, profile.customer[row], filter, memory);
    // The profile could sum them.
    const History history = history_of(*bought, spec.returns, profile.snapshot, all.period_days);
    const Day first_day = profile.first_day[row];
    all.repeats.push_back(history.days - 1);
    all.last.push_back(static_cast<uint32_t>(history.last_day - first_day));
    all.age.push_back(static_cast<uint32_t>(profile.snapshot - first_day));
    all.repeat_units.push_back(static_cast<int64_t>(history.amount.units() - history.first_amount.units()));
    all.latest_units.push_back(static_cast<int64_t>(history.latest.units()));
    all.growth.push_back(growth_of(history));
  }
  return all;
}

}  // namespace sluice::rfm

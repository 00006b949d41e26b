#include "rfm/profile.h"

#include <algorithm>
#include <cmath>

#include "base/errors.h"
#include "base/exact_sum.h"

namespace sluice::rfm {
namespace {

Error sums_too_large() {
  return not_applicable(
      {"The amounts of one customer add up to more than can be summed exactly. Check that the amount "
       "column holds money and not an identifier.",
       "某位客户的金额合计超出可精确求和的范围。请检查金额列是否为金额，而不是编号。"});
}

Error nothing_to_score(ReturnsRule rule) {
  Error error{ErrorCode::no_usable_rows, {}, {}};
  if (rule != ReturnsRule::keep) error.place.pointer = "/rfm/returns";
  error.message = rule == ReturnsRule::keep
                      ? TextPair{"No customer has a purchase up to the snapshot date.", "截至分析日没有任何客户购买。"}
                      : TextPair{
                            "No customer has a purchase: every order is a return or nets to nothing. Choose the "
                            "returns rule 'keep' to count every line.",
                            "没有任何客户购买：所有订单都是退货，或净额不大于零。可将退货规则改为“保留”以计入每一行。"};
  return error;
}

// The snapshot asked for, or the day after the latest transaction.
Result<Day> snapshot_of(const Orders& orders, const RfmSpec& spec) {
  const auto [first, last] = std::minmax_element(orders.time.begin(), orders.time.end());
  if (spec.snapshot.empty()) return day_of(*last) + 1;
  const auto day = parse_iso_day(spec.snapshot);
  if (!day) {
    return bad_spec("/rfm/snapshot", {"Expected a day such as \"2017-04-05\", found \"" + spec.snapshot + "\".",
                                      "应为 \"2017-04-05\" 这样的日期，实际为 \"" + spec.snapshot + "\"。"});
  }
  if (*day < day_of(*first)) {
    const std::string first_day = format_day(day_of(*first));
    return bad_spec("/rfm/snapshot",
                    {"The snapshot date " + spec.snapshot + " lies before the first transaction (" + first_day + ").",
                     "分析日 " + spec.snapshot + " 早于第一笔交易（" + first_day + "）。"});
  }
  return *day;
}

// What the lines of one customer come to.
struct Purchases {
  uint64_t orders = 0, days = 0, lines = 0;
  Day first_day = 0, last_day = 0;
  ExactSum amount;  // of every line that counts, void orders included
};

Purchases sum_up(const std::vector<CustomerOrder>& orders, ReturnsRule rule, uint64_t& void_orders) {
  Purchases sum;
  for (const CustomerOrder& order : orders) {
    sum.amount.add(order.units);
    if (!is_purchase(order, rule)) {
      ++void_orders;
      continue;
    }
    const Day day = day_of(order.time);
    if (sum.orders == 0) sum.first_day = day;
    if (sum.orders == 0 || day != sum.last_day) ++sum.days;
    sum.last_day = day;
    ++sum.orders;
    sum.lines += rule == ReturnsRule::net ? order.lines - order.return_lines : order.lines;
  }
  return sum;
}

double frequency_of(const Purchases& sum, FrequencyMeasure measure) {
  switch (measure) {
    case FrequencyMeasure::orders:
      return static_cast<double>(sum.orders);
    case FrequencyMeasure::days:
      return static_cast<double>(sum.days);
    case FrequencyMeasure::lines:
      return static_cast<double>(sum.lines);
  }
  return 0;
}

void keep_books(const Orders& orders, Profile& profile) {
  ExactSum all, later, returns;
  bool any = false;
  for (size_t row = 0; row < orders.size(); ++row) {
    all.add(orders.amount.units[row]);
    const Day day = day_of(orders.time[row]);
    if (day > profile.snapshot) {
      ++profile.ledger.lines_after_snapshot;
      later.add(orders.amount.units[row]);
      continue;
    }
    if (orders.is_return[row] != 0) {
      ++profile.ledger.return_lines;
      returns.add(orders.amount.units[row]);
    }
    profile.data_first_day = any ? std::min(profile.data_first_day, day) : day;
    profile.data_last_day = any ? std::max(profile.data_last_day, day) : day;
    any = true;
  }
  const int decimals = orders.amount.decimals;
  profile.ledger.lines = orders.size();
  profile.ledger.amount = all.value(decimals);
  profile.ledger.amount_after_snapshot = later.value(decimals);
  profile.ledger.return_amount = returns.value(decimals);
}

Result<Profile> profile_of_orders(const Dataset& dataset, const RfmSpec& spec) {
  const Orders& orders = *dataset.orders;
  const auto snapshot = snapshot_of(orders, spec);
  if (!snapshot) return snapshot.error();

  Profile profile;
  profile.snapshot = *snapshot;
  profile.frequency_measure = spec.frequency_measure;
  if (!orders.has_order_ids() && spec.frequency_measure == FrequencyMeasure::orders) {
    profile.frequency_measure = FrequencyMeasure::days;
  }
  profile.revenue.decimals = orders.amount.decimals;
  keep_books(orders, profile);

  const LineFilter filter = line_filter(spec, *snapshot);
  ExactSum without_purchase;
  std::vector<CustomerOrder> customer_orders;
  for (size_t row = 0; row < orders.size();) {
    const auto [begin, end] = customer_lines(orders, row);
    row = end;
    if (day_of(orders.time[begin]) > *snapshot) {
      ++profile.ledger.customers_after_snapshot;
      continue;
    }
    if (!group_orders(orders, begin, end, filter, customer_orders)) return sums_too_large();
    const Purchases sum = sum_up(customer_orders, spec.returns, profile.ledger.void_orders);
    const auto revenue = sum.amount.narrow();
    if (!revenue) return sums_too_large();
    if (sum.orders == 0) {
      ++profile.ledger.customers_without_purchase;
      without_purchase.add(*revenue);
      continue;
    }
    const double money = to_double(*revenue, profile.revenue.decimals);
    profile.customer.push_back(orders.customer[begin]);
    profile.recency.push_back(static_cast<double>(*snapshot) - static_cast<double>(sum.last_day));
    profile.frequency.push_back(frequency_of(sum, profile.frequency_measure));
    profile.monetary.push_back(spec.monetary_measure == MonetaryMeasure::sum ? money
                                                                             : money / static_cast<double>(sum.orders));
    profile.revenue.units.push_back(*revenue);
    profile.orders.push_back(static_cast<uint32_t>(sum.orders));
    profile.first_day.push_back(sum.first_day);
    profile.last_day.push_back(sum.last_day);
  }
  profile.ledger.amount_without_purchase = without_purchase.value(profile.revenue.decimals);
  if (profile.size() == 0) return nothing_to_score(spec.returns);
  return profile;
}

Result<Profile> profile_of_table(const Dataset& dataset, const RfmSpec& spec) {
  const CustomerTable& table = *dataset.customer_table;
  Profile profile;
  profile.from_orders = false;
  profile.frequency_measure = spec.frequency_measure;
  profile.customer = table.customer;
  profile.recency = table.recency_days;
  profile.frequency = table.frequency;
  profile.revenue = table.monetary;
  profile.monetary.reserve(table.size());
  profile.orders.reserve(table.size());
  ExactSum amount;
  for (size_t row = 0; row < table.size(); ++row) {
    const double money = table.monetary.value(row);
    const double frequency = table.frequency[row];
    const bool mean = spec.monetary_measure == MonetaryMeasure::mean && frequency > 0;
    profile.monetary.push_back(mean ? money / frequency : money);
    profile.orders.push_back(static_cast<uint32_t>(std::clamp(std::floor(frequency), 0.0, 4294967295.0)));
    amount.add(table.monetary.units[row]);
  }
  profile.ledger.lines = table.size();
  profile.ledger.amount = amount.value(table.monetary.decimals);
  return profile;
}

}  // namespace

LineFilter line_filter(const RfmSpec& spec, Day snapshot) { return {snapshot, spec.returns == ReturnsRule::drop}; }

bool is_purchase(const CustomerOrder& order, ReturnsRule rule) { return rule != ReturnsRule::net || order.units > 0; }

Result<Profile> make_profile(const Dataset& dataset, const RfmSpec& spec) {
  if (dataset.orders && dataset.orders->size() > 0) return profile_of_orders(dataset, spec);
  if (dataset.customer_table && dataset.customer_table->size() > 0) return profile_of_table(dataset, spec);
  return not_applicable({"The files hold neither orders nor a table of recency, frequency and monetary value.",
                         "文件中既没有订单，也没有 R、F、M 客户表。"});
}

}  // namespace sluice::rfm

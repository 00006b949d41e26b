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

Error nothing_to_score(ReturnsRule rule, bool has_lookback) {
  Error error{ErrorCode::no_usable_rows, {}, {}};
  if (has_lookback) {
    error.place.pointer = "/rfm/lookback_months";
    error.message = {"No customer has a purchase in the lookback period. Choose a longer one.",
                     "回溯期内没有任何客户购买。请选择更长的回溯期。"};
    return error;
  }
  if (rule != ReturnsRule::keep) error.place.pointer = "/rfm/returns";
  error.message = rule == ReturnsRule::keep
                      ? TextPair{"No customer has a purchase up to the snapshot date.", "截至分析日没有任何客户购买。"}
                      : TextPair{
                            "No customer has a purchase: every order is a return or nets to nothing. Choose the "
                            "returns rule 'keep' to count every line.",
                            "没有任何客户购买：所有订单都是退货，或净额不大于零。可将退货规则改为“保留”以计入每一行。"};
  return error;
}

// What the lines of one customer come to.
struct Purchases {
  uint64_t orders = 0, days = 0, lines = 0;
  uint64_t all_lines = 0;           // those of void orders and returns included
  Day first_day = 0, last_day = 0;  // an order that was added to later was a purchase then, too
  ExactSum amount;                  // of every line that counts, void orders included
};

Purchases sum_up(std::span<const CustomerOrder> orders, ReturnsRule rule, uint64_t& void_orders) {
  Purchases sum;
  Day previous = 0;  // orders stand by time
  for (const CustomerOrder& order : orders) {
    sum.amount.add(order.units);
    sum.all_lines += order.lines;
    if (!is_purchase(order, rule)) {
      ++void_orders;
      continue;
    }
    const Day day = day_of(order.time);
    if (sum.orders == 0) sum.first_day = day;
    if (sum.orders == 0 || day != previous) ++sum.days;
    previous = day;
    sum.last_day = sum.orders == 0 ? order.last_day : std::max(sum.last_day, order.last_day);
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

// All of it was summed when the lines were marked.
void keep_books(const Cleaning& cleaning, int decimals, Profile& profile) {
  const LineSum clean = cleaning.left_after(CleaningRule::zero_amounts);
  const LineSum later = cleaning.found(CleaningRule::after_snapshot);
  const LineSum earlier =
      cleaning.applies(CleaningRule::before_lookback) ? cleaning.found(CleaningRule::before_lookback) : LineSum{};
  const LineSum in_time = cleaning.left_after(CleaningRule::before_lookback);
  const LineSum returns = cleaning.found(CleaningRule::returns);
  Ledger& ledger = profile.ledger;
  ledger.lines = clean.lines;
  ledger.amount = clean.amount.value(decimals);
  ledger.lines_after_snapshot = later.lines;
  ledger.amount_after_snapshot = later.amount.value(decimals);
  ledger.lines_before_lookback = earlier.lines;
  ledger.amount_before_lookback = earlier.amount.value(decimals);
  ledger.return_lines = returns.lines;
  ledger.return_amount = returns.amount.value(decimals);
  if (in_time.lines == 0) return;
  profile.data_first_day = day_of(in_time.first);
  profile.data_last_day = day_of(in_time.last);
}

// A customer without a line that counts: nothing but dropped returns is no purchase, anything else was left out before.
bool has_only_returns(const Orders& orders, const Cleaning& cleaning, uint32_t customer) {
  const auto [begin, end] = orders.orders_of(customer);
  for (uint32_t order = begin; order < end; ++order) {
    for (const uint32_t run : orders.runs_of_order(order)) {
      const LineRange lines = orders.lines_of(run);
      for (uint32_t line = lines.begin; line < lines.end; ++line) {
        if (cleaning.is_dropped_return(line)) return true;
      }
    }
  }
  return false;
}

// What is left of the lines of one customer that count.
struct Margin {
  ExactSum units;
  uint64_t unknown_lines = 0;
};

Margin margin_of(const Orders& orders, uint32_t customer, const LineFilter& filter) {
  Margin sum;
  const auto [begin, end] = orders.orders_of(customer);
  for (uint32_t order = begin; order < end; ++order) {
    for (const uint32_t run : orders.runs_of_order(order)) {
      const LineRange lines = orders.lines_of(run);
      for (uint32_t line = lines.begin; line < lines.end; ++line) {
        if (filter.leaves_out(line)) continue;
        sum.units.add(orders.margin.units[line]);
        sum.unknown_lines += orders.knows_margin(line) ? 0 : 1;
      }
    }
  }
  return sum;
}

// false: a sum leaves the 64-bit range.
bool add_margins(const Orders& orders, const LineFilter& filter, Profile& profile) {
  profile.margin.decimals = orders.margin.decimals;
  for (const uint32_t customer : profile.customer) {
    const Margin margin = margin_of(orders, customer, filter);
    const auto units = margin.units.narrow();
    if (!units) return false;
    profile.margin.units.push_back(*units);
    profile.lines_without_margin += margin.unknown_lines;
  }
  return true;
}

void take_monetary(MonetaryMeasure measure, Profile& profile) {
  profile.monetary_measure = measure;
  const bool margin = measure == MonetaryMeasure::margin;
  if (margin && profile.margin.units.empty()) profile.monetary_measure = MonetaryMeasure::sum;
  const MoneyColumn& money = margin && !profile.margin.units.empty() ? profile.margin : profile.revenue;
  profile.monetary.resize(profile.size());
  for (size_t row = 0; row < profile.size(); ++row) {
    const double orders = measure == MonetaryMeasure::mean ? profile.purchases(row) : 1;
    profile.monetary[row] = orders > 0 ? money.value(row) / orders : money.value(row);
  }
}

Result<Profile> profile_of_orders(const Dataset& dataset, const RfmSpec& spec, const Lines& lines) {
  const Orders& orders = *dataset.orders;
  const Cleaning& cleaning = lines.cleaning;
  Profile profile;
  profile.snapshot = lines.snapshot;
  profile.frequency_measure = spec.frequency_measure;
  if (!orders.has_order_ids() && spec.frequency_measure == FrequencyMeasure::orders) {
    profile.frequency_measure = FrequencyMeasure::days;
  }
  profile.revenue.decimals = orders.amount.decimals;
  keep_books(cleaning, orders.amount.decimals, profile);

  const LineFilter filter = cleaning.line_filter();
  ExactSum without_purchase;
  std::vector<CustomerOrder> memory;
  for (uint32_t customer = 0; customer < orders.customer_end.size(); ++customer) {
    const auto [begin, end] = orders.orders_of(customer);
    if (begin == end) continue;  // known from another table
    const auto customer_orders = filtered_orders(orders, customer, filter, memory);
    if (!customer_orders) return sums_too_large();
    if (customer_orders->empty() && !has_only_returns(orders, cleaning, customer)) {
      ++profile.ledger.customers_left_out;
      continue;
    }
    const Purchases sum = sum_up(*customer_orders, spec.returns, profile.ledger.void_orders);
    const auto revenue = sum.amount.narrow();
    if (!revenue) return sums_too_large();
    if (sum.orders == 0) {
      ++profile.ledger.customers_without_purchase;
      profile.ledger.lines_without_purchase += sum.all_lines;
      without_purchase.add(*revenue);
      continue;
    }
    profile.customer.push_back(customer);
    profile.recency.push_back(static_cast<double>(lines.snapshot) - static_cast<double>(sum.last_day));
    profile.frequency.push_back(frequency_of(sum, profile.frequency_measure));
    profile.revenue.units.push_back(*revenue);
    profile.orders.push_back(static_cast<uint32_t>(sum.orders));
    profile.first_day.push_back(sum.first_day);
    profile.last_day.push_back(sum.last_day);
  }
  profile.ledger.amount_without_purchase = without_purchase.value(profile.revenue.decimals);
  if (profile.size() == 0) return nothing_to_score(spec.returns, spec.lookback_months > 0);
  if (orders.has_margin() && !add_margins(orders, filter, profile)) return sums_too_large();
  take_monetary(spec.monetary_measure, profile);
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
  profile.orders.reserve(table.size());
  ExactSum amount;
  for (size_t row = 0; row < table.size(); ++row) {
    const double frequency = table.frequency[row];
    profile.orders.push_back(static_cast<uint32_t>(std::clamp(std::floor(frequency), 0.0, 4294967295.0)));
    amount.add(table.monetary.units[row]);
  }
  profile.ledger.lines = table.size();
  profile.ledger.amount = amount.value(table.monetary.decimals);
  take_monetary(spec.monetary_measure, profile);
  return profile;
}

}  // namespace

std::optional<size_t> Profile::row_of(uint32_t code) const {
  const auto found = std::lower_bound(customer.begin(), customer.end(), code);
  if (found == customer.end() || *found != code) return std::nullopt;
  return static_cast<size_t>(found - customer.begin());
}

bool is_purchase(const CustomerOrder& order, ReturnsRule rule) { return rule != ReturnsRule::net || order.units > 0; }

Result<Profile> make_profile(const Dataset& dataset, const RfmSpec& spec, const Lines* lines) {
  if (lines != nullptr) return profile_of_orders(dataset, spec, *lines);
  if (dataset.customer_table && dataset.customer_table->size() > 0) return profile_of_table(dataset, spec);
  return not_applicable({"The files hold neither orders nor a table of recency, frequency and monetary value.",
                         "文件中既没有订单，也没有 R、F、M 客户表。"});
}

}  // namespace sluice::rfm

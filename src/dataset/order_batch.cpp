#include "dataset/order_batch.h"

#include <algorithm>
#include <limits>
#include <optional>

#include "base/hash.h"

namespace sluice {
namespace {

/// What is left of the amount: as the file says it, or less its cost. None where it is not said or cannot be summed.
std::optional<Money> margin_of(const ingest::OrderLineRow& row) {
  std::optional<Money> margin = row.margin;
  if (!margin && row.cost) {
    const int decimals = std::max(row.amount.decimals, row.cost->decimals);
    const auto amount = rescale(row.amount, decimals);
    auto cost = rescale(*row.cost, decimals);
    // Goods that come back give back their cost, with which sign ever the file writes it.
    if (cost && row.amount.units < 0 && cost->units > 0) cost->units = -cost->units;
    if (amount && cost) margin = Money{amount->units - cost->units, decimals};
  }
  if (margin && !fits_every_scale(*margin)) margin.reset();
  return margin;
}

}  // namespace

TimeMs day_and_month_exchanged(TimeMs time) {
  const Day day = day_of(time);
  const CivilDate date = civil_from_day(day);
  const Day other = day_from_civil({date.year, date.day, date.month});
  return time + (static_cast<TimeMs>(other) - day) * kMsPerDay;
}

LatestValues::Moment moment_of(TimeMs time, bool is_open) {
  return {time, is_open ? day_and_month_exchanged(time) : time};
}

bool OrderBatch::continues_run(const ingest::OrderLineRow& row) const {
  if (run_end.empty() || row.line != next_line_) return false;
  if (row.same_order) return true;
  const size_t run = run_end.size() - 1;
  return run_time[run] == row.time && run_customer[run] == row.customer && run_order_id[run] == row.order &&
         (run_time_is_open[run] != 0) == row.time_is_open;
}

uint32_t narrow_line(uint64_t line) {
  return static_cast<uint32_t>(std::min<uint64_t>(line, std::numeric_limits<uint32_t>::max()));
}

bool OrderBatch::add(const ingest::OrderLineRow& row) {
  if (!fits_every_scale(row.amount)) return false;
  amount.push_back(row.amount);
  record_hash.push_back(static_cast<uint32_t>(hash_of(row.record) >> 32));
  line_flags.push_back(row.is_return ? Orders::kReturnLine : 0);
  if (row.margin || row.cost || !margin.units.empty()) add_margin(row);
  if (continues_run(row)) {
    ++run_end.back();
  } else {
    run_end.push_back(static_cast<uint32_t>(lines()));
    run_time.push_back(row.time);
    run_time_is_open.push_back(row.time_is_open ? 1 : 0);
    run_source_line.push_back(narrow_line(row.line));
    run_order_id.push_back(row.order);
    has_order_ids = has_order_ids || !row.order.empty();
    run_customer.push_back(row.customer);
    run_customer_hash.push_back(hash_of(row.customer));
  }
  next_line_ = row.line + 1;
  if (!row.customer_name.empty()) name_run(row.customer_name);
  if (!row.attributes.empty()) observe_attributes(row);
  return true;
}

void OrderBatch::add_margin(const ingest::OrderLineRow& row) {
  const std::optional<Money> known = margin_of(row);
  if (!known && margin.units.empty()) return;
  margin.units.resize(lines() - 1);  // nothing is known of the lines before the first one
  margin.push_back(known.value_or(Money{}));
  if (known) line_flags.back() |= Orders::kKnownMargin;
}

// The smallest name by bytes, so that the order of the rows leaves no trace.
void OrderBatch::name_run(std::string_view name) {
  run_name.resize(run_end.size());
  std::string& known = run_name.back();
  if (known.empty() || name < known) known = name;
}

void OrderBatch::observe_attributes(const ingest::OrderLineRow& row) {
  attributes.resize(row.attributes.size());
  const auto run = static_cast<uint32_t>(run_end.size() - 1);
  const LatestValues::Moment moment = moment_of(row.time, row.time_is_open);
  for (size_t column = 0; column < attributes.size(); ++column) {
    const std::string_view text = row.attributes[column];
    if (!text.empty()) attributes[column].observe(run, text, moment);
  }
}

void OrderBatch::exchange_day_and_month() {
  for (size_t run = 0; run < run_time.size(); ++run) {
    if (run_time_is_open[run] != 0) run_time[run] = day_and_month_exchanged(run_time[run]);
    run_time_is_open[run] = 0;
  }
  for (LatestValues& column : attributes) column.exchange_day_and_month();
}

void OrderBatch::expect_lines(size_t lines) {
  amount.units.reserve(lines);
  line_flags.reserve(lines);
  record_hash.reserve(lines);
}

void OrderBatch::clear() {
  amount.clear();
  margin.clear();
  line_flags.clear();
  record_hash.clear();
  run_end.clear();
  run_customer.clear();
  run_customer_hash.clear();
  run_time.clear();
  run_time_is_open.clear();
  run_source_line.clear();
  run_order_id.clear();
  has_order_ids = false;
  run_name.clear();
  attributes.clear();
}

}  // namespace sluice

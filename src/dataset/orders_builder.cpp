#include "dataset/orders_builder.h"

#include <algorithm>

#include "dataset/canonical_order.h"

namespace sluice {
namespace {

template <class T>
void append(std::vector<T>& to, const std::vector<T>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

}  // namespace

void OrdersBuilder::begin_file(uint16_t file) {
  orders_.files.push_back({file, static_cast<uint32_t>(orders_.run_count())});
  open_runs_.clear();
}

// Columns of hundreds of megabytes must not be copied to grow, nor hold much more than they need.
void OrdersBuilder::make_room(const OrderBatch& batch) {
  const size_t lines = orders_.size() + batch.lines();
  if (lines <= orders_.line_flags.capacity()) return;
  const size_t wanted = std::max<size_t>(lines + lines / 2, static_cast<size_t>(expected_lines_));
  const double runs_a_line =
      static_cast<double>(batch.run_end.size()) / static_cast<double>(std::max<size_t>(1, batch.lines()));
  const double id_bytes = static_cast<double>(batch.run_order_id.bytes.size()) /
                          static_cast<double>(std::max<size_t>(1, batch.run_end.size()));
  const auto runs = static_cast<size_t>(static_cast<double>(wanted) * std::min(1.0, runs_a_line * 1.02));
  orders_.amount.units.reserve(wanted);
  orders_.line_flags.reserve(wanted);
  orders_.record_hash.reserve(wanted);
  orders_.run_end.reserve(runs);
  orders_.run_customer.reserve(runs);
  orders_.run_time.reserve(runs);
  orders_.run_source_line.reserve(runs);
  if (batch.has_order_ids) {
    orders_.run_order_id.ends.reserve(runs);
    orders_.run_order_id.bytes.reserve(static_cast<size_t>(static_cast<double>(runs) * id_bytes * 1.02));
  }
}

// A column that some pieces lack is there from the first one that has it.
void OrdersBuilder::add_margin(const OrderBatch& batch) {
  MoneyColumn& margin = orders_.margin;
  if (margin.units.empty() && batch.margin.units.empty()) return;
  margin.units.reserve(orders_.line_flags.capacity());
  margin.units.resize(orders_.size());
  margin.append(batch.margin);
  margin.units.resize(orders_.size() + batch.lines());
}

void OrdersBuilder::add(const OrderBatch& batch, Dictionary& customers) {
  if (batch.lines() == 0) return;
  make_room(batch);
  customers.intern_all(batch.run_customer, batch.run_customer_hash, codes_);

  const auto first_line = static_cast<uint32_t>(orders_.size());
  const auto first_run = static_cast<uint32_t>(orders_.run_count());
  orders_.amount.append(batch.amount);
  add_margin(batch);
  append(orders_.line_flags, batch.line_flags);
  append(orders_.record_hash, batch.record_hash);
  for (const uint32_t end : batch.run_end) orders_.run_end.push_back(first_line + end);
  append(orders_.run_customer, codes_);
  append(orders_.run_time, batch.run_time);
  append(orders_.run_source_line, batch.run_source_line);

  TextColumn& ids = orders_.run_order_id;
  if (batch.has_order_ids && !has_order_ids_) ids.ends.resize(first_run, 0);  // runs before had none
  has_order_ids_ = has_order_ids_ || batch.has_order_ids;
  if (has_order_ids_) {
    const size_t first_byte = ids.bytes.size();
    ids.bytes.append(batch.run_order_id.bytes);
    for (const size_t end : batch.run_order_id.ends) ids.ends.push_back(first_byte + end);
  }
  for (uint32_t run = 0; run < batch.run_time_is_open.size(); ++run) {
    if (batch.run_time_is_open[run] == 0) continue;
    if (!open_runs_.empty() && open_runs_.back().second == first_run + run)
      ++open_runs_.back().second;
    else
      open_runs_.emplace_back(first_run + run, first_run + run + 1);
  }
}

void OrdersBuilder::exchange_day_and_month() {
  for (const auto& [begin, end] : open_runs_) {
    for (uint32_t run = begin; run < end; ++run) {
      orders_.run_time[run] = day_and_month_exchanged(orders_.run_time[run]);
    }
  }
  open_runs_.clear();
}

Orders OrdersBuilder::finish(const std::vector<uint32_t>& new_code) {
  renumber(orders_.run_customer, new_code);
  index_orders(orders_, static_cast<uint32_t>(new_code.size()));
  Orders orders = std::move(orders_);
  *this = {};
  return orders;
}

}  // namespace sluice

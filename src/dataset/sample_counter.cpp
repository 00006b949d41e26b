#include "dataset/sample_counter.h"

#include <algorithm>

namespace sluice {

void SampleCounter::count(std::string_view customer, std::string_view name) {
  const uint64_t row = counts_.rows++;
  if (customer.empty()) return;
  const uint32_t code = customers_.intern(customer);
  if (code == first_rows_.size()) {
    first_rows_.push_back(row);
    named_.push_back(false);
  }
  if (name.empty() || named_[code]) return;
  named_[code] = true;
  ++counts_.names;
  counts_.name_bytes += name.size();
}

void SampleCounter::order_line(const ingest::OrderLineRow& row) {
  ingest::OrderLineRow line = row;
  line.attributes = {};  // their columns are counted, their values are few
  orders_.add(line);
  count(row.customer, row.customer_name);
}

void SampleCounter::customer(const ingest::CustomerRow& row) { count(row.customer, row.customer_name); }

// The dates of a row of steps come as one event after the other.
bool SampleCounter::is_another_date(const ingest::EventRow& row) const {
  return counts_.shape == ingest::Shape::milestones && row.line == line_of_dates_;
}

void SampleCounter::event(const ingest::EventRow& row) {
  counts_.has_event_amount = counts_.has_event_amount || row.amount.has_value();
  if (counts_.shape == ingest::Shape::milestones) ++counts_.dates;
  if (is_another_date(row)) return;
  line_of_dates_ = row.line;
  count(row.customer, {});
}

void SampleCounter::opportunity(const ingest::OpportunityRow& row) {
  counts_.opportunity_id_bytes += row.opportunity.size();
  count(row.customer, {});
}

void SampleCounter::customer_attributes(const ingest::CustomerAttributesRow& row) {
  count(row.customer, row.customer_name);
}

void SampleCounter::experiment(const ingest::ExperimentRow& row) { count(row.customer, {}); }

void SampleCounter::reject(const ingest::Reject& reject) {
  ++counts_.rejects;
  counts_.reject_bytes += reject.raw.size();
}

SampleCounts SampleCounter::counts() const {
  SampleCounts counts = counts_;
  counts.runs = orders_.run_end.size();
  counts.has_margin = !orders_.margin.units.empty();
  counts.order_id_bytes = orders_.run_order_id.bytes.size();
  counts.customers = customers_.size();
  counts.customer_bytes = customers_.texts().bytes.size();
  const auto customers_in = [&](uint64_t rows) {
    return static_cast<uint64_t>(std::lower_bound(first_rows_.begin(), first_rows_.end(), rows) - first_rows_.begin());
  };
  counts.customers_in_half = customers_in(counts.rows / 2);
  counts.customers_in_quarter = customers_in(counts.rows / 4);
  return counts;
}

}  // namespace sluice

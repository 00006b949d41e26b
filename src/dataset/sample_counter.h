// A sink that keeps no row but counts what a forecast of memory needs to know: see memory_forecast.h.
#pragma once

#include <vector>

#include "dataset/memory_forecast.h"
#include "dataset/order_batch.h"
#include "ingest/records.h"

namespace sluice {

class SampleCounter final : public ingest::RowSink {
 public:
  void begin_table(int, ingest::Shape shape) override { counts_.shape = shape; }
  void begin_attributes(std::span<const std::string> names) override { counts_.attributes = names.size(); }
  void exchange_day_and_month() override {}
  void order_line(const ingest::OrderLineRow& row) override;
  void customer(const ingest::CustomerRow& row) override;
  void event(const ingest::EventRow& row) override;
  void stage_count(const ingest::StageCountRow&) override { ++counts_.rows; }
  void opportunity(const ingest::OpportunityRow& row) override;
  void customer_attributes(const ingest::CustomerAttributesRow& row) override;
  void experiment(const ingest::ExperimentRow& row) override;
  void reject(const ingest::Reject& reject) override;

  SampleCounts counts() const;

 private:
  void count(std::string_view customer, std::string_view name);
  bool is_another_date(const ingest::EventRow& row) const;

  SampleCounts counts_;
  OrderBatch orders_;
  Dictionary customers_;
  std::vector<uint64_t> first_rows_;  // by customer: of its first appearance
  std::vector<bool> named_;           // by customer
  uint64_t line_of_dates_ = 0;        // of the last row of steps
};

}  // namespace sluice

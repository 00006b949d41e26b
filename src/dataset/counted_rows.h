// A sink between a reader and where its rows belong: hands every row on, and counts it while a forecast of memory has
// to know. For archives and workbooks, which can be read only once all of them is there; see load_forecast.h.
#pragma once

#include <optional>

#include "dataset/sample_counter.h"

namespace sluice {

class CountedRows final : public ingest::RowSink {
 public:
  /// `rows` must outlive this.
  explicit CountedRows(ingest::RowSink& rows) : rows_(rows), counter_(std::in_place) {}

  bool counting() const { return counter_.has_value(); }
  SampleCounts counts() const { return counter_->counts(); }  ///< while counting()
  void stop_counting() { counter_.reset(); }

  void begin_table(int file, ingest::Shape shape) override {
    if (counter_) counter_->begin_table(file, shape);
    rows_.begin_table(file, shape);
  }
  void begin_attributes(std::span<const std::string> names) override {
    if (counter_) counter_->begin_attributes(names);
    rows_.begin_attributes(names);
  }
  void exchange_day_and_month() override {
    if (counter_) counter_->exchange_day_and_month();
    rows_.exchange_day_and_month();
  }
  void order_line(const ingest::OrderLineRow& row) override {
    if (counter_) counter_->order_line(row);
    rows_.order_line(row);
  }
  void customer(const ingest::CustomerRow& row) override {
    if (counter_) counter_->customer(row);
    rows_.customer(row);
  }
  void event(const ingest::EventRow& row) override {
    if (counter_) counter_->event(row);
    rows_.event(row);
  }
  void stage_count(const ingest::StageCountRow& row) override {
    if (counter_) counter_->stage_count(row);
    rows_.stage_count(row);
  }
  void opportunity(const ingest::OpportunityRow& row) override {
    if (counter_) counter_->opportunity(row);
    rows_.opportunity(row);
  }
  void customer_attributes(const ingest::CustomerAttributesRow& row) override {
    if (counter_) counter_->customer_attributes(row);
    rows_.customer_attributes(row);
  }
  void experiment(const ingest::ExperimentRow& row) override {
    if (counter_) counter_->experiment(row);
    rows_.experiment(row);
  }
  void reject(const ingest::Reject& reject) override {
    if (counter_) counter_->reject(reject);
    rows_.reject(reject);
  }

 private:
  ingest::RowSink& rows_;
  std::optional<SampleCounter> counter_;
};

}  // namespace sluice

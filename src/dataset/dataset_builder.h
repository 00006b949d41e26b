// Takes the typed rows of the readers and builds the dataset: interns identifiers, brings amounts to one scale, sorts
// each table so that the order of the rows in the file leaves no trace.
#pragma once

#include <memory>

#include "base/result.h"
#include "dataset/dataset.h"
#include "dataset/order_piece.h"
#include "ingest/records.h"

namespace sluice {

class DatasetBuilder final : public ingest::RowSink {
 public:
  DatasetBuilder();
  ~DatasetBuilder() override;

  void begin_table(int file, ingest::Shape shape) override;
  void begin_attributes(std::span<const std::string> names) override;
  void exchange_day_and_month() override;
  void order_line(const ingest::OrderLineRow& row) override;
  void customer(const ingest::CustomerRow& row) override;
  void event(const ingest::EventRow& row) override;
  void stage_count(const ingest::StageCountRow& row) override;
  void opportunity(const ingest::OpportunityRow& row) override;
  void customer_attributes(const ingest::CustomerAttributesRow& row) override;
  void experiment(const ingest::ExperimentRow& row) override;
  void reject(const ingest::Reject& reject) override;

  /// A stretch of the present table of order lines that was read elsewhere, whose lines count from behind
  /// `lines_before`. Stretches come in the order of the file.
  void add(OrderPiece piece, uint64_t lines_before);

  /// About how many order lines will come, so that their columns need not grow.
  void expect_order_lines(uint64_t lines);

  /// The dataset with the readers' reports in it, whose stage_history is what was chosen and becomes what was decided.
  /// Ends this builder. A customer that a second row of a customer table
  /// or of one file of attributes names is a reject (duplicate_customer), as is an amount that leaves the exact range
  /// (number_too_large); the reports' counts are corrected for both.
  Result<Dataset> finish(std::vector<ingest::FileReport> reports);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sluice

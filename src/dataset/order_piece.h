// The rows of a stretch of a file of order lines that is read apart from the rest: see ingest/piece_reader.h. Lines and
// what was rejected wait here until DatasetBuilder takes them in their turn.
#pragma once

#include <cstdint>
#include <vector>

#include "dataset/dataset.h"
#include "dataset/order_batch.h"
#include "ingest/records.h"

namespace sluice {

class OrderPiece final : public ingest::RowSink {
 public:
  /// A row that the reader counted as kept and that is none.
  struct LateReject {
    ingest::RejectReason reason = ingest::RejectReason::number_too_large;
    uint64_t line = 0;
  };

  OrderBatch lines;
  RejectLog rejects;  ///< of file 0; lines as in the stretch
  std::vector<LateReject> late_rejects;

  OrderPiece() { rejects.column_names.emplace_back(); }

  void begin_table(int, ingest::Shape) override {}
  void begin_attributes(std::span<const std::string>) override {}
  void exchange_day_and_month() override { lines.exchange_day_and_month(); }
  void order_line(const ingest::OrderLineRow& row) override;
  void reject(const ingest::Reject& reject) override { rejects.add(0, reject); }

  // A stretch is one of order lines.
  void customer(const ingest::CustomerRow&) override {}
  void event(const ingest::EventRow&) override {}
  void stage_count(const ingest::StageCountRow&) override {}
  void opportunity(const ingest::OpportunityRow&) override {}
  void customer_attributes(const ingest::CustomerAttributesRow&) override {}
  void experiment(const ingest::ExperimentRow&) override {}
};

}  // namespace sluice

#include "dataset/order_piece.h"

#include "base/text.h"

namespace sluice {

void OrderPiece::order_line(const ingest::OrderLineRow& row) {
  if (lines.add(row)) return;
  constexpr auto kReason = ingest::RejectReason::number_too_large;
  reject({kReason, row.line, {}, cut_at_character(row.record, ingest::kRejectBytes)});
  late_rejects.push_back({kReason, row.line});
}

}  // namespace sluice

// Puts pieces of order lines together, in the order in which they come, and makes the packed table of them.
#pragma once

#include "dataset/order_batch.h"
#include "dataset/orders.h"

namespace sluice {

class OrdersBuilder {
 public:
  /// Lines that are added from now on are of this file. Times that are open so far stay as they are.
  void begin_file(uint16_t file);

  /// Room for this many lines of about the same density as the batch, so that the columns need not grow.
  void expect_lines(uint64_t lines) { expected_lines_ = lines; }

  /// `customers`: where the batch's customers get their codes.
  void add(const OrderBatch& batch, Dictionary& customers);

  /// Exchanges day and month of all open times of the file.
  void exchange_day_and_month();

  /// By run of the last batch: the code that its customer got.
  const std::vector<uint32_t>& customer_codes() const { return codes_; }

  bool empty() const { return orders_.size() == 0; }

  /// The table, its index made. `new_code`: of the customers' codes that add() gave; see Dictionary::sort.
  Orders finish(const std::vector<uint32_t>& new_code);

 private:
  void make_room(const OrderBatch& batch);
  void add_margin(const OrderBatch& batch);

  Orders orders_;
  uint64_t expected_lines_ = 0;
  bool has_order_ids_ = false;
  std::vector<std::pair<uint32_t, uint32_t>> open_runs_;  // of the present file: [begin, end)
  std::vector<uint32_t> codes_;                           // by run of the last batch
};

}  // namespace sluice

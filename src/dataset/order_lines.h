// Read access to order lines, one at a time in the order of the files: for the cleaning rules and the ledger, which
// speak of lines and not of runs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "dataset/dataset.h"

namespace sluice {

class OrderLines {
 public:
  explicit OrderLines(const Orders& orders) : orders_(orders) {}

  size_t size() const { return orders_.size(); }
  int decimals() const { return orders_.amount.decimals; }

  // Lines that are asked for one after the other cost nothing; jumps cost a bisection.
  uint32_t customer(size_t row) { return orders_.run_customer[run_of(row)]; }
  TimeMs time(size_t row) { return orders_.run_time[run_of(row)]; }
  uint64_t line(size_t row) {
    const uint32_t run = run_of(row);
    return uint64_t{orders_.run_source_line[run]} + (row - orders_.lines_of(run).begin);
  }
  size_t file(size_t row) { return orders_.file_of(run_of(row)); }
  std::string_view order_id(size_t row) {  ///< empty where the file gives none
    return orders_.has_order_ids() ? orders_.run_order_id[run_of(row)] : std::string_view{};
  }

  int64_t units(size_t row) const { return orders_.amount.units[row]; }
  bool is_return(size_t row) const { return orders_.is_return(row); }

  /// The first of the lines that say the same as this one.
  size_t first_of_kind(size_t row) const { return orders_.first_of_kind(static_cast<uint32_t>(row)); }

 private:
  uint32_t run_of(size_t row) {
    const LineRange lines = orders_.lines_of(run_);
    if (row >= lines.begin && row < lines.end) return run_;
    const bool is_next = row == lines.end && run_ + 1 < orders_.run_count();
    return run_ = is_next ? run_ + 1 : orders_.run_of(static_cast<uint32_t>(row));
  }

  const Orders& orders_;
  uint32_t run_ = 0;  // of the last line that was asked for
};

/// The name of a customer, empty where no file gives one.
inline std::string_view customer_name(const Dataset& dataset, uint32_t customer) {
  return customer < dataset.customer_names.size() ? std::string_view(dataset.customer_names[customer])
                                                  : std::string_view{};
}

}  // namespace sluice

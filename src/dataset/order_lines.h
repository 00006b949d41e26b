// Read access to the columns of order lines, one line at a time: the one place of the cleaning rules and the ledger
// that knows how the columns are laid out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "dataset/dataset.h"

namespace sluice {

class OrderLines {
 public:
  explicit OrderLines(const Orders& orders)
      : orders_(orders), order_(orders.has_order_ids() ? orders.order.data() : nullptr) {}

  size_t size() const { return orders_.size(); }
  int decimals() const { return orders_.amount.decimals; }

  uint32_t customer(size_t row) const { return orders_.customer[row]; }
  TimeMs time(size_t row) const { return orders_.time[row]; }
  int64_t units(size_t row) const { return orders_.amount.units[row]; }
  bool is_return(size_t row) const { return orders_.is_return[row] != 0; }
  uint64_t line(size_t row) const { return orders_.line[row]; }
  size_t file(size_t row) const { return orders_.file[row]; }

  /// Equal in all that a line says; where it stood in which file is no part of that. Such lines are neighbours, because
  /// the table is sorted by exactly these columns.
  bool same(size_t a, size_t b) const {
    return orders_.time[a] == orders_.time[b] && orders_.amount.units[a] == orders_.amount.units[b] &&
           orders_.customer[a] == orders_.customer[b] && orders_.is_return[a] == orders_.is_return[b] &&
           (order_ == nullptr || order_[a] == order_[b]);
  }

 private:
  const Orders& orders_;
  const uint32_t* order_;
};

/// The name of a customer, empty where no file gives one.
inline std::string_view customer_name(const Dataset& dataset, uint32_t customer) {
  return customer < dataset.customer_names.size() ? std::string_view(dataset.customer_names[customer])
                                                  : std::string_view{};
}

}  // namespace sluice

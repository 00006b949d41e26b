#include "dataset/order_grouping.h"

#include <algorithm>

namespace sluice {
namespace {

constexpr uint64_t kByDay = uint64_t{1} << 32;  // keys of day groups follow those of order codes

// Lines with the same key are one order of the customer.
uint64_t order_key(const Orders& orders, size_t row) {
  if (orders.has_order_ids() && orders.order[row] != Dictionary::kNone) return orders.order[row];
  return kByDay + static_cast<uint32_t>(day_of(orders.time[row]));
}

struct Line {
  uint64_t key;
  size_t row;
};

}  // namespace

std::pair<size_t, size_t> customer_lines(const Orders& orders, size_t row) {
  size_t end = row;
  while (end < orders.size() && orders.customer[end] == orders.customer[row]) ++end;
  return {row, end};
}

bool group_orders(const Orders& orders, size_t begin, size_t end, const LineFilter& filter,
                  std::vector<CustomerOrder>& result) {
  result.clear();
  std::vector<Line> lines;
  lines.reserve(end - begin);
  for (size_t row = begin; row < end; ++row) {
    if (filter.leaves_out(row)) continue;
    lines.push_back({order_key(orders, row), row});
  }
  const auto by_key = [](const Line& a, const Line& b) { return a.key < b.key; };
  if (!std::is_sorted(lines.begin(), lines.end(), by_key)) std::stable_sort(lines.begin(), lines.end(), by_key);

  for (size_t i = 0; i < lines.size(); ++i) {
    const size_t row = lines[i].row;
    const bool is_return = orders.is_return[row] != 0;
    if (i == 0 || lines[i].key != lines[i - 1].key) result.push_back({orders.time[row], 0, 0, 0});
    CustomerOrder& order = result.back();
    if (!is_return && order.lines == order.return_lines) order.time = orders.time[row];
    const auto sum = checked_add(order.units, orders.amount.units[row]);
    if (!sum) return false;
    order.units = *sum;
    ++order.lines;
    if (is_return) ++order.return_lines;
  }
  std::stable_sort(result.begin(), result.end(),
                   [](const CustomerOrder& a, const CustomerOrder& b) { return a.time < b.time; });
  return true;
}

}  // namespace sluice

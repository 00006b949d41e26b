#include "value/purchase_history.h"

#include <algorithm>
#include <array>
#include <utility>

namespace sluice::value {
namespace {

// A stable counting sort of `order` by eleven bits of column[order[i]].
void sort_by_digit(std::vector<uint32_t>& order, std::span<const uint32_t> column, uint32_t shift) {
  constexpr uint32_t kMask = 2047;
  std::array<uint32_t, kMask + 2> begin{};
  for (const uint32_t value : column) ++begin[((value >> shift) & kMask) + 1];
  for (size_t i = 1; i < begin.size(); ++i) begin[i] += begin[i - 1];
  std::vector<uint32_t> sorted(order.size());
  for (const uint32_t i : order) sorted[begin[(column[i] >> shift) & kMask]++] = i;
  order = std::move(sorted);
}

void sort_by(std::vector<uint32_t>& order, std::span<const uint32_t> column) {
  const uint32_t largest = column.empty() ? 0 : *std::max_element(column.begin(), column.end());
  for (uint32_t shift = 0; shift < 32 && largest >> shift > 0; shift += 11) sort_by_digit(order, column, shift);
}

}  // namespace

MergedHistories merge_histories(std::span<const uint32_t> repeats, std::span<const uint32_t> last,
                                std::span<const uint32_t> age) {
  std::vector<uint32_t> order(repeats.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = static_cast<uint32_t>(i);
  sort_by(order, age);
  sort_by(order, last);
  sort_by(order, repeats);
  MergedHistories merged;
  merged.row_of.resize(order.size());
  for (const uint32_t i : order) {
    const PurchaseHistory row{repeats[i], static_cast<double>(last[i]), static_cast<double>(age[i]), 0};
    if (merged.rows.empty() || !same_history(merged.rows.back(), row)) merged.rows.push_back(row);
    merged.rows.back().customers += 1;
    merged.row_of[i] = static_cast<uint32_t>(merged.rows.size() - 1);
  }
  return merged;
}

}  // namespace sluice::value

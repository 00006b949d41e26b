// Orders of rows that depend on what the rows say and not on where they stood in the file.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

namespace sluice {

/// Row indices sorted by group (codes below `groups`), within a group by `less(row, row)`. Rows that arrive in order,
/// as in most files, cost no comparison sort.
template <class Less>
std::vector<uint32_t> order_by_group(const std::vector<uint32_t>& group, uint32_t groups, Less less) {
  std::vector<uint32_t> begin(size_t{groups} + 1, 0);
  for (const uint32_t g : group) ++begin[size_t{g} + 1];
  std::partial_sum(begin.begin(), begin.end(), begin.begin());
  std::vector<uint32_t> order(group.size());
  std::vector<uint32_t> next(begin.begin(), begin.end() - 1);
  for (uint32_t row = 0; row < group.size(); ++row) order[next[group[row]]++] = row;
  for (uint32_t g = 0; g < groups; ++g) {
    const auto from = order.begin() + begin[g];
    const auto to = order.begin() + begin[size_t{g} + 1];
    if (!std::is_sorted(from, to, less)) std::sort(from, to, less);
  }
  return order;
}

/// Entry i of the result was entry order[i].
template <class T>
void rearrange(std::vector<T>& column, const std::vector<uint32_t>& order) {
  std::vector<T> sorted;
  sorted.reserve(order.size());
  for (const uint32_t row : order) sorted.push_back(column[row]);
  column = std::move(sorted);
}

/// Replaces each code by the one that Dictionary::sort gave; Dictionary::kNone stays.
inline void renumber(std::vector<uint32_t>& codes, const std::vector<uint32_t>& new_code) {
  for (uint32_t& code : codes) {
    if (code < new_code.size()) code = new_code[code];
  }
}

}  // namespace sluice

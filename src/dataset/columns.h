// Columns that are more than a vector of numbers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/money.h"

namespace sluice {

/// A column of exact amounts: units of 10^-decimals.
struct MoneyColumn {
  std::vector<int64_t> units;
  int decimals = 0;

  double value(size_t row) const { return to_double(units[row], decimals); }
};

/// A column of short texts, one after the other in memory.
struct TextColumn {
  std::string bytes;
  std::vector<size_t> ends;  ///< text i is bytes[ends[i - 1], ends[i])

  size_t size() const { return ends.size(); }
  std::string_view operator[](size_t row) const {
    const size_t from = row == 0 ? 0 : ends[row - 1];
    return {bytes.data() + from, ends[row] - from};
  }
  void push_back(std::string_view text) {
    bytes.append(text);
    ends.push_back(bytes.size());
  }
  void clear() {
    bytes.clear();
    ends.clear();
  }
};

}  // namespace sluice

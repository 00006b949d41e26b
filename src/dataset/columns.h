// Columns that are more than a vector of numbers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/money.h"

namespace sluice {

/// A column of exact amounts: units of 10^-decimals. It has as many decimals as the finest of them; all must fit every
/// scale (base/money.h).
struct MoneyColumn {
  std::vector<int64_t> units;
  int decimals = 0;

  double value(size_t row) const { return to_double(units[row], decimals); }

  void push_back(Money money) {
    bring_to_scale(money.decimals);
    const bool same = money.decimals == decimals;
    units.push_back(same ? money.units : money.units * power_of_ten(decimals - money.decimals));
  }

  void append(const MoneyColumn& others) {
    bring_to_scale(others.decimals);
    const size_t first = units.size();
    units.insert(units.end(), others.units.begin(), others.units.end());
    if (others.decimals < decimals) multiply(first, power_of_ten(decimals - others.decimals));
  }

  /// Gives all amounts at least so many decimals.
  void bring_to_scale(int finer) {
    if (finer <= decimals) return;
    multiply(0, power_of_ten(finer - decimals));
    decimals = finer;
  }

  void clear() {
    units.clear();
    decimals = 0;
  }

 private:
  void multiply(size_t first, int64_t factor) {
    for (size_t row = first; row < units.size(); ++row) units[row] *= factor;
  }
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

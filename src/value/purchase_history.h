// What the purchase model knows of a customer: how many purchases, and when the last one was. Many customers have the
// same history, so that they are merged first and whatever is worked out is worked out once.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace sluice::value {

/// What one customer did, or several who did the same. Times are in any one unit and finite; 0 <= last <= age, and
/// last == 0 where repeats == 0.
struct PurchaseHistory {
  uint32_t repeats = 0;  ///< x: purchases after the first
  double last = 0;       ///< t_x: from the first purchase to the last
  double age = 0;        ///< T: from the first purchase to the day of the analysis
  double customers = 1;  ///< how many they are, > 0

  bool operator==(const PurchaseHistory&) const = default;
};

/// Whether they did the same, however many they are.
inline bool same_history(const PurchaseHistory& one, const PurchaseHistory& other) {
  return one.repeats == other.repeats && one.last == other.last && one.age == other.age;
}

/// Equal histories as one.
struct MergedHistories {
  std::vector<PurchaseHistory> rows;  ///< distinct, ascending by repeats, last, age
  std::vector<uint32_t> row_of;       ///< by customer: index of the row
};

/// One value a customer in each column, of the same length; times in whole days. Linear time.
MergedHistories merge_histories(std::span<const uint32_t> repeats, std::span<const uint32_t> last,
                                std::span<const uint32_t> age);

}  // namespace sluice::value

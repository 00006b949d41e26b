#include "value/purchase_history.h"

#include <gtest/gtest.h>

#include <map>
#include <tuple>

#include "base/random.h"

namespace sluice::value {
namespace {

using Columns = std::array<std::vector<uint32_t>, 3>;

Columns random_columns(uint64_t seed, size_t count, uint32_t largest) {
  Random random(seed);
  Columns columns;
  for (auto& column : columns) {
    for (size_t i = 0; i < count; ++i) column.push_back(static_cast<uint32_t>(random.next() % (uint64_t{largest} + 1)));
  }
  return columns;
}

TEST(MergeHistories, CountsEqualOnesInAscendingOrder) {
  for (const uint32_t largest : {0U, 3U, 2'047U, 2'048U, UINT32_MAX}) {
    const Columns columns = random_columns(largest, 2'000, largest);
    std::map<std::tuple<uint32_t, double, double>, double> expected;
    for (size_t i = 0; i < 2'000; ++i) expected[{columns[0][i], columns[1][i], columns[2][i]}] += 1;
    const MergedHistories merged = merge_histories(columns[0], columns[1], columns[2]);
    ASSERT_EQ(merged.rows.size(), expected.size());
    size_t row = 0;
    for (const auto& [key, customers] : expected) {
      const auto& [repeats, last, age] = key;
      EXPECT_EQ(merged.rows[row++], (PurchaseHistory{repeats, last, age, customers}));
    }
  }
}

TEST(MergeHistories, SaysInWhichRowEachCustomerIs) {
  const Columns columns = random_columns(7, 5'000, 9);
  const MergedHistories merged = merge_histories(columns[0], columns[1], columns[2]);
  ASSERT_EQ(merged.row_of.size(), 5'000U);
  for (size_t i = 0; i < 5'000; ++i) {
    const PurchaseHistory own{columns[0][i], double(columns[1][i]), double(columns[2][i])};
    EXPECT_TRUE(same_history(merged.rows[merged.row_of[i]], own)) << i;
  }
}

TEST(MergeHistories, OfNobodyIsNothing) {
  const MergedHistories merged = merge_histories({}, {}, {});
  EXPECT_TRUE(merged.rows.empty());
  EXPECT_TRUE(merged.row_of.empty());
}

}  // namespace
}  // namespace sluice::value

#include "base/ordering.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>

#include "base/exact_sum.h"

namespace sluice {
namespace {

TEST(SortAscending, SortsDoublesOfAnySignAndSize) {
  std::mt19937_64 random(5);
  for (const size_t count : {size_t{0}, size_t{1}, size_t{50}, size_t{5'000}}) {
    std::vector<double> values(count);
    for (double& value : values) {
      value = std::ldexp(static_cast<double>(random() % 2'000) - 1'000, static_cast<int>(random() % 200) - 100);
    }
    std::vector<double> wanted = values;
    std::sort(wanted.begin(), wanted.end());
    sort_ascending(values);
    ASSERT_EQ(values, wanted);
  }
}

TEST(AscendingKey, BothZerosAreOne) {
  EXPECT_EQ(ascending_key(-0.0), ascending_key(0.0));
  EXPECT_LT(ascending_key(-std::numeric_limits<double>::max()), ascending_key(-1));
  EXPECT_LT(ascending_key(-1), ascending_key(0));
  EXPECT_LT(ascending_key(0), ascending_key(std::numeric_limits<double>::denorm_min()));
}

TEST(StableOrder, KeepsEqualKeysInTheirOrder) {
  std::mt19937_64 random(6);
  for (const size_t count : {size_t{3}, size_t{400}, size_t{20'000}}) {
    for (const uint64_t range : {uint64_t{1}, uint64_t{7}, uint64_t{100'000}, ~uint64_t{0}}) {
      std::vector<uint64_t> keys(count);
      for (uint64_t& key : keys) key = random() % range;
      std::vector<uint32_t> wanted(count);
      std::iota(wanted.begin(), wanted.end(), 0U);
      std::stable_sort(wanted.begin(), wanted.end(), [&](uint32_t a, uint32_t b) { return keys[a] < keys[b]; });
      ASSERT_EQ(stable_order(keys), wanted);
    }
  }
}

TEST(ExactSum, CannotOverflow) {
  ExactSum sum;
  for (int i = 0; i < 1'000; ++i) sum.add(INT64_MAX);
  EXPECT_FALSE(sum.narrow());
  EXPECT_DOUBLE_EQ(sum.value(2), 92233720368547758.07 * 1'000);
  for (int i = 0; i < 1'000; ++i) sum.add(-INT64_MAX);
  sum.add(-12'345);
  EXPECT_EQ(sum.narrow(), -12'345);
  EXPECT_EQ(sum.value(2), -123.45);
}

TEST(ExactSum, OverACountIsTheVeryDoubleOfAWholeNumberOfUnits) {
  std::mt19937_64 random(7);
  for (int round = 0; round < 10'000; ++round) {
    const auto units = static_cast<int64_t>(random() >> (1 + random() % 60)) * (random() % 2 == 0 ? 1 : -1);
    const uint64_t count = 1 + random() % 1'000;
    ExactSum sum;
    for (uint64_t i = 0; i < count; ++i) sum.add(units);
    ASSERT_EQ(sum.per(count, 2), to_double(units, 2)) << units << " times " << count;
  }
  ExactSum sum;
  sum.add(-100);
  EXPECT_DOUBLE_EQ(sum.per(3, 2), -1.0 / 3);
}

}  // namespace
}  // namespace sluice

#include "base/number_text.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdlib>
#include <random>

namespace sluice {
namespace {

TEST(ShortestText, IsShort) {
  EXPECT_EQ(shortest_text(0.1), "0.1");
  EXPECT_EQ(shortest_text(4.35), "4.35");
  EXPECT_EQ(shortest_text(-12.5), "-12.5");
  EXPECT_EQ(shortest_text(1e15), "1000000000000000");
  EXPECT_EQ(shortest_text(1e21), "1e+21");
  EXPECT_EQ(shortest_text(0), "0");
  EXPECT_EQ(shortest_text(-0.0), "0");
  EXPECT_EQ(shortest_text(0.000001), "0.000001");
}

TEST(ShortestText, ReadsBackToTheSameNumber) {
  std::mt19937_64 random(3);
  for (int i = 0; i < 20'000; ++i) {
    const auto value = std::bit_cast<double>(random());
    if (!std::isfinite(value)) continue;
    ASSERT_EQ(std::strtod(shortest_text(value).c_str(), nullptr), value);
    const double money = static_cast<double>(static_cast<int64_t>(random() >> 20)) / 100;
    ASSERT_EQ(std::strtod(shortest_text(money).c_str(), nullptr), money);
  }
}

TEST(FixedText, RoundsToPlaces) {
  EXPECT_EQ(fixed_text(4.6, 2), "4.60");
  EXPECT_EQ(fixed_text(-0.001, 2), "0.00");
  EXPECT_EQ(fixed_text(2.5, 0), "2");  // the exact half goes to even
  EXPECT_EQ(fixed_text(1234.567, 1), "1234.6");
}

TEST(GroupedText, MarksThousandsAndDropsZeros) {
  EXPECT_EQ(grouped_text(1234567.5, 2), "1,234,567.5");
  EXPECT_EQ(grouped_text(-1234.0, 2), "-1,234");
  EXPECT_EQ(grouped_text(999.999, 2), "1,000");
  EXPECT_EQ(grouped_text(-0.001, 2), "0");
  EXPECT_EQ(grouped_text(100.0, 0), "100");
  EXPECT_EQ(grouped_text(uint64_t{0}), "0");
  EXPECT_EQ(grouped_text(uint64_t{1'000}), "1,000");
  EXPECT_EQ(grouped_text(uint64_t{999}), "999");
}

}  // namespace
}  // namespace sluice

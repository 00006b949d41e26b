#include "base/money.h"

#include <gtest/gtest.h>

namespace sluice {
namespace {

TEST(Money, TakesMoreDecimalsWithoutChangingItsValue) {
  EXPECT_EQ(rescale({12345, 2}, 4), (Money{1234500, 4}));
  EXPECT_EQ(rescale({-5, 0}, 6), (Money{-5000000, 6}));
  EXPECT_EQ(rescale({INT64_MAX / 10, 0}, 6), std::nullopt);
}

TEST(Money, MultipliesExactly) {
  EXPECT_EQ(multiply({6, 0}, {255, 2}), (Money{1530, 2}));     // 6 x 2.55
  EXPECT_EQ(multiply({-3, 0}, {1999, 2}), (Money{-5997, 2}));  // a return
  EXPECT_EQ(multiply({1, 4}, {15, 3}), (Money{2, 6}));         // 0.0001 x 0.015 = 0.0000015, half away from 0
  EXPECT_EQ(multiply({-1, 4}, {15, 3}), (Money{-2, 6}));
  EXPECT_EQ(multiply({1, 4}, {14, 3}), (Money{1, 6}));
  EXPECT_EQ(multiply({INT64_MAX, 0}, {2, 0}), std::nullopt);
}

TEST(Money, SumsUntilTheRangeEnds) {
  EXPECT_EQ(checked_add(INT64_MAX - 1, 1), INT64_MAX);
  EXPECT_EQ(checked_add(INT64_MAX, 1), std::nullopt);
  EXPECT_EQ(checked_add(INT64_MIN, -1), std::nullopt);
}

TEST(Money, IsWrittenPlainly) {
  EXPECT_EQ(format_plain(-123450, 2), "-1234.50");
  EXPECT_EQ(format_plain(5, 3), "0.005");
  EXPECT_EQ(format_plain(-5, 3), "-0.005");
  EXPECT_EQ(format_plain(0, 2), "0.00");
  EXPECT_EQ(format_plain(INT64_MIN, 0), "-9223372036854775808");
  EXPECT_DOUBLE_EQ(to_double(123450, 2), 1234.5);
}

}  // namespace
}  // namespace sluice

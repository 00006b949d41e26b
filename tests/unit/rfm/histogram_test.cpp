#include "rfm/histogram.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "unit/rfm/order_fixture.h"

namespace sluice::rfm {
namespace {

uint64_t customers_in(const std::vector<HistogramBar>& bars) {
  uint64_t sum = 0;
  for (const HistogramBar& bar : bars) sum += bar.customers;
  return sum;
}

TEST(Histogram, GivesWholeNumbersOfASmallRangeABarEach) {
  const auto bars = make_histogram(std::vector<double>{1, 1, 1, 2, 4});
  ASSERT_EQ(bars.size(), 4U);
  EXPECT_EQ(bars[0].from, 1);
  EXPECT_EQ(bars[0].to, 2);
  EXPECT_EQ(bars[0].customers, 3U);
  EXPECT_EQ(bars[2].customers, 0U);
  EXPECT_EQ(bars[3].customers, 1U);
}

TEST(Histogram, GathersALongTailInTheLastBar) {
  std::vector<double> values;
  for (int i = 0; i < 990; ++i) values.push_back(i % 100);
  for (int i = 0; i < 10; ++i) values.push_back(1e6 + i);
  std::sort(values.begin(), values.end());
  const auto bars = make_histogram(values);
  EXPECT_GT(bars.size(), 15U);
  EXPECT_EQ(bars.back().to, 1e6 + 9);
  EXPECT_EQ(bars.back().customers, 10U);
}

TEST(Histogram, HoldsEveryCustomerOnce) {
  std::mt19937_64 random(seed_of_today());
  for (int round = 0; round < 2'000; ++round) {
    std::vector<double> values(1 + random() % 200);
    const double scale = std::vector<double>{1e-5, 0.01, 1, 37.5, 1e6, 1e15}[random() % 6];
    for (double& value : values) {
      const auto whole = static_cast<double>(random() % 1000);
      value = (random() % 4 == 0 ? whole * whole * whole : whole - 300) * scale;
    }
    std::sort(values.begin(), values.end());
    const auto bars = make_histogram(values);
    ASSERT_LE(bars.size(), static_cast<size_t>(kMaxBars));
    ASSERT_EQ(customers_in(bars), values.size());
    ASSERT_LE(bars.front().from, values.front());
    ASSERT_GE(bars.back().to, values.back());
    for (size_t i = 0; i < bars.size(); ++i) {
      ASSERT_LT(bars[i].from, bars[i].to);
      if (i > 0) {
        ASSERT_EQ(bars[i].from, bars[i - 1].to);
      }
      const bool last = i + 1 == bars.size();
      const auto inside = std::count_if(values.begin(), values.end(), [&](double value) {
        return value >= bars[i].from && (value < bars[i].to || (last && value == bars[i].to));
      });
      ASSERT_EQ(static_cast<uint64_t>(inside), bars[i].customers);
    }
  }
}

TEST(Histogram, StandsOneValue) {
  for (const double value : {0.0, 5.0, -3.25, 1e12, 1e300, -1e300}) {
    const auto bars = make_histogram(std::vector<double>{value});
    ASSERT_EQ(bars.size(), 1U);
    EXPECT_EQ(bars[0].customers, 1U);
    EXPECT_LE(bars[0].from, value);
    EXPECT_GE(bars[0].to, value);
  }
}

}  // namespace
}  // namespace sluice::rfm

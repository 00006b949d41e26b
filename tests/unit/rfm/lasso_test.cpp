#include "rfm/lasso.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "rfm/customers.h"
#include "rfm/selection.h"
#include "unit/rfm/order_fixture.h"

namespace sluice::rfm {
namespace {

constexpr AxisScale kLinear = AxisScale::linear, kLogarithmic = AxisScale::logarithmic;

Lasso rectangle(double left, double bottom, double right, double top, AxisScale scale = kLinear) {
  return {"frequency", "monetary", scale, scale, {{left, bottom}, {right, bottom}, {right, top}, {left, top}}};
}

// The rule as its definition says it: every side looked at, nothing prepared.
bool plainly_inside(const Lasso& lasso, double x, double y) {
  const double across = on_axis(lasso.x_scale, x), up = on_axis(lasso.y_scale, y);
  bool inside = false;
  for (size_t i = 0; i < lasso.points.size(); ++i) {
    const AxisPoint& from = lasso.points[i];
    const AxisPoint& to = lasso.points[(i + 1) % lasso.points.size()];
    const double x0 = on_axis(lasso.x_scale, from.x), y0 = on_axis(lasso.y_scale, from.y);
    const double x1 = on_axis(lasso.x_scale, to.x), y1 = on_axis(lasso.y_scale, to.y);
    if ((y0 <= up) == (y1 <= up)) continue;
    if (across < x0 + (up - y0) / (y1 - y0) * (x1 - x0)) inside = !inside;
  }
  return inside;
}

TEST(Lasso, AgreesWithThePlainRuleForAnyLine) {
  std::mt19937_64 random(seed_of_today());
  std::uniform_real_distribution<double> place(-50, 400);
  for (int round = 0; round < 200; ++round) {
    Lasso lasso{
        "frequency", "monetary", round % 2 == 0 ? kLinear : kLogarithmic, round % 3 == 0 ? kLogarithmic : kLinear, {}};
    const size_t corners = 3 + random() % 198;
    while (lasso.points.size() < corners) lasso.points.push_back({place(random), place(random)});
    const LassoArea area(lasso);
    for (int i = 0; i < 200; ++i) {
      const double x = place(random), y = place(random);
      ASSERT_EQ(area.contains(x, y), plainly_inside(lasso, x, y)) << round << ": " << x << " " << y;
    }
  }
}

TEST(Lasso, AnAreaHasItsLowerAndLeftSidesSoThatNeighboursShareNobody) {
  for (const AxisScale scale : {kLinear, kLogarithmic}) {
    const LassoArea area(rectangle(1, 10, 3, 20, scale));
    EXPECT_TRUE(area.contains(1, 10));
    EXPECT_TRUE(area.contains(2, 10));
    EXPECT_TRUE(area.contains(1, 15));
    EXPECT_FALSE(area.contains(3, 15));
    EXPECT_FALSE(area.contains(2, 20));
    // A grid of nine such areas holds each place once.
    for (double x = 0.5; x < 7; x += 0.5) {
      for (double y = 5; y < 40; y += 2.5) {
        int times = 0;
        for (const double left : {1, 3, 5}) {
          for (const double bottom : {10, 20, 30}) {
            times += LassoArea(rectangle(left, bottom, left + 2, bottom + 10, scale)).contains(x, y) ? 1 : 0;
          }
        }
        EXPECT_EQ(times, x >= 1 && x < 7 && y >= 10 && y < 40 ? 1 : 0) << x << " " << y;
      }
    }
  }
}

TEST(Lasso, ALineThatCrossesItselfLeavesOutWhatItSurroundsTwice) {
  const Lasso star{"frequency", "monetary", kLinear, kLinear, {{0, 3}, {10, 3}, {2, 9}, {5, 0}, {8, 9}}};
  const LassoArea area(star);
  EXPECT_FALSE(area.contains(5, 4.5)) << "the middle";
  EXPECT_TRUE(area.contains(5, 1)) << "a point of the star";
}

TEST(Lasso, ALineWithoutAnInsideHoldsNobody) {
  const LassoArea flat({"frequency", "monetary", kLinear, kLinear, {{1, 5}, {4, 5}, {2, 5}}});
  const LassoArea point({"frequency", "monetary", kLinear, kLinear, {{1, 5}, {1, 5}, {1, 5}}});
  EXPECT_FALSE(flat.contains(2, 5));
  EXPECT_FALSE(point.contains(1, 5));
}

TEST(Lasso, BetweenItsPointsTheLineIsStraightOnTheAxesThatItNames) {
  // From (0, 1) to (99, 100): half-way up the logarithmic axis it stands at 9, on the linear one at 49.5.
  const std::vector<AxisPoint> points{{0, 1}, {99, 1}, {99, 100}};
  const LassoArea linear({"frequency", "monetary", kLinear, kLinear, points});
  const LassoArea logarithmic({"frequency", "monetary", kLogarithmic, kLinear, points});
  EXPECT_TRUE(linear.contains(60, 50));
  EXPECT_FALSE(linear.contains(20, 50));
  EXPECT_TRUE(logarithmic.contains(20, 50));
}

TEST(Lasso, ZeroAndLossesStandOnALogarithmicAxis) {
  EXPECT_EQ(on_axis(kLogarithmic, 0), 0);
  EXPECT_DOUBLE_EQ(on_axis(kLogarithmic, std::exp(1) - 1), 1);
  EXPECT_EQ(on_axis(kLogarithmic, -20), -on_axis(kLogarithmic, 20));
  EXPECT_TRUE(LassoArea(rectangle(0, -100, 5, 1, kLogarithmic)).contains(1, -20));
  EXPECT_TRUE(LassoArea(rectangle(0, -100, 5, 1, kLogarithmic)).contains(0, 0));
}

TEST(Lasso, FiguresListAndTableSpeakOfTheSameCustomers) {
  const Dataset dataset = dataset_of_orders(random_orders(seed_of_today(), 3'000, 300));
  const Analysis analysis = analyze(dataset, {}).value();
  const Profile& profile = analysis.profile;
  FilterSpec filter;
  filter.lasso = Lasso{"recency", "monetary", kLogarithmic, kLogarithmic, {{2, -50}, {120, 20}, {400, 900}, {9, 700}}};
  uint64_t wanted = 0;
  for (size_t row = 0; row < profile.size(); ++row) {
    wanted += plainly_inside(*filter.lasso, profile.recency[row], profile.monetary[row]) ? 1 : 0;
  }
  CustomerQuery query;
  query.filter = filter;
  const std::vector<uint32_t> rows = order_customers(dataset, analysis, query).value();
  EXPECT_GT(wanted, 0u);
  EXPECT_LT(wanted, profile.size());
  EXPECT_EQ(report_of(dataset, {}, filter).selection.customers, wanted);
  EXPECT_EQ(rows.size(), wanted);
  EXPECT_EQ(begin_customers_table(dataset, analysis, rows, {}).finish().rows, wanted);
}

}  // namespace
}  // namespace sluice::rfm

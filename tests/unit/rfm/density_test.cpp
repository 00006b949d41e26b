#include "rfm/density.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "rfm/lasso.h"
#include "rfm/selection.h"
#include "unit/rfm/order_fixture.h"

namespace sluice::rfm {
namespace {

ScatterReport scatter_of(const Dataset& dataset, const ScatterSpec& axes = {}, const RfmSpec& spec = {},
                         const FilterSpec& filter = {}) {
  const Analysis analysis = analyze(dataset, spec).value();
  return make_scatter(analysis, axes, select(dataset, analysis, filter).value());
}

std::string text_of(const ScatterReport& report) {
  std::string text;
  for (const ScatterAxis* axis : {&report.x, &report.y}) {
    text += axis->dimension + (axis->scale == AxisScale::linear ? " linear" : " logarithmic");
    for (const double edge : axis->edges) text += " " + std::to_string(edge);
  }
  for (const ScatterCell& cell : report.cells) {
    text += "\n" + std::to_string(cell.x) + " " + std::to_string(cell.y) + " " + std::to_string(cell.customers) + " " +
            std::to_string(cell.selected);
  }
  return text;
}

void expect_sound(const ScatterReport& report) {
  uint64_t customers = 0, selected = 0;
  for (const ScatterAxis* axis : {&report.x, &report.y}) {
    ASSERT_GE(axis->edges.size(), 2u);
    for (const double edge : axis->edges) ASSERT_TRUE(std::isfinite(edge));
    for (size_t i = 1; i < axis->edges.size(); ++i) ASSERT_LT(axis->edges[i - 1], axis->edges[i]);
  }
  for (const ScatterCell& cell : report.cells) {
    EXPECT_GT(cell.customers, 0u);
    EXPECT_LE(cell.selected, cell.customers);
    EXPECT_LT(static_cast<size_t>(cell.x), report.x.edges.size() - 1);
    EXPECT_LT(static_cast<size_t>(cell.y), report.y.edges.size() - 1);
    customers += cell.customers;
    selected += cell.selected;
  }
  EXPECT_EQ(customers, report.customers);
  EXPECT_EQ(selected, report.selected);
}

constexpr std::array<std::pair<const char*, const char*>, 3> kPlanes{
    {{"frequency", "monetary"}, {"recency", "frequency"}, {"recency", "monetary"}}};

TEST(Density, CountsEveryCustomerInTheCellWhoseEdgesHoldHim) {
  const Dataset dataset = dataset_of_orders(random_orders(seed_of_today(), 3'000, 400));
  const Analysis analysis = analyze(dataset, {}).value();
  const FilterSpec filter{{}, {}, {"vip", "key"}};
  const std::vector<uint8_t> selected = select(dataset, analysis, filter).value();
  for (const auto& [x, y] : kPlanes) {
    const ScatterReport report = make_scatter(analysis, {x, y}, selected);
    expect_sound(report);
    EXPECT_EQ(report.customers, analysis.profile.size());
    EXPECT_EQ(report.selected, static_cast<uint64_t>(std::count(selected.begin(), selected.end(), 1)));
    const auto values = [&](const std::string& name) {
      return analysis.profile.values(name == "recency" ? kRecency : name == "frequency" ? kFrequency : kMonetary);
    };
    for (const ScatterCell& cell : report.cells) {
      uint64_t customers = 0, chosen = 0;
      for (size_t row = 0; row < selected.size(); ++row) {
        const double across = values(x)[row], up = values(y)[row];
        const auto i = static_cast<size_t>(cell.x), j = static_cast<size_t>(cell.y);
        const bool inside = across >= report.x.edges[i] && across < report.x.edges[i + 1] && up >= report.y.edges[j] &&
                            up < report.y.edges[j + 1];
        customers += inside ? 1 : 0;
        chosen += inside ? selected[row] : 0;
      }
      ASSERT_EQ(cell.customers, customers);
      ASSERT_EQ(cell.selected, chosen);
    }
  }
}

TEST(Density, DoesNotDependOnTheOrderOfTheRows) {
  auto rows = random_orders(seed_of_today(), 1'000, 90);
  const std::string first = text_of(scatter_of(dataset_of_orders(rows)));
  std::mt19937_64 random(seed_of_today());
  for (int round = 0; round < 5; ++round) {
    std::shuffle(rows.begin(), rows.end(), random);
    ASSERT_EQ(text_of(scatter_of(dataset_of_orders(rows))), first);
  }
}

TEST(Density, ScoresOfAnyNumberLeaveThePictureAsItIs) {
  const Dataset dataset = dataset_of_orders(random_orders(seed_of_today(), 900, 90));
  RfmSpec ten;
  ten.bins = 10;
  ten.map = "eight";
  EXPECT_EQ(text_of(scatter_of(dataset, {}, ten)), text_of(scatter_of(dataset)));
}

TEST(Density, OneCustomerIsOneCell) {
  const ScatterReport report = scatter_of(dataset_of_orders({{"ann", "1", "2024-01-05", 1250}}));
  expect_sound(report);
  ASSERT_EQ(report.cells.size(), 1u);
  EXPECT_EQ(report.customers, 1u);
  EXPECT_EQ(report.x.scale, AxisScale::linear);
  EXPECT_EQ(report.x.edges, (std::vector{0.5, 1.5}));
  EXPECT_EQ(report.y.edges, (std::vector{12.0, 13.0}));
}

TEST(Density, EqualCustomersAreOneCell) {
  std::vector<CustomerTableRow> rows;
  for (int i = 0; i < 50; ++i) rows.push_back({"c" + std::to_string(i), 7, 2, 900});
  const ScatterReport report = scatter_of(dataset_of_customers(rows));
  expect_sound(report);
  ASSERT_EQ(report.cells.size(), 1u);
  EXPECT_EQ(report.cells[0].customers, 50u);
}

TEST(Density, AFewWholeNumbersHaveACellEach) {
  EXPECT_EQ(make_edges(std::vector{1.0, 1.0, 2.0, 4.0}, AxisScale::linear, 64), (std::vector{0.5, 1.5, 2.5, 3.5, 4.5}));
  const std::vector<double> skewed = make_edges(std::vector{1.0, 1.0, 1.0, 2.0, 1000.0}, AxisScale::logarithmic, 64);
  EXPECT_EQ(skewed[1], 1.5);
  EXPECT_EQ(skewed[2], 2.5);
  EXPECT_EQ(skewed.back(), 1000.5);
  EXPECT_LE(skewed.size(), 65u);
}

TEST(Density, CellsAreEquallyWideOnTheAxisBelowAndAboveZero) {
  for (const AxisScale scale : {AxisScale::linear, AxisScale::logarithmic}) {
    const std::vector<double> edges = make_edges(std::vector{-250.25, -3.5, 0.0, 12.5, 99'000.75}, scale, 64);
    ASSERT_EQ(edges.size(), 65u);
    const double first = on_axis(scale, edges[0]);
    const double width = (on_axis(scale, edges[64]) - first) / 64;
    for (size_t i = 0; i <= 64; ++i) {
      EXPECT_NEAR(on_axis(scale, edges[i]), first + width * static_cast<double>(i), 1e-9 * width * 64) << i;
    }
  }
}

TEST(Density, ZeroAndNegativeMoneyHaveTheirPlaceOnALogarithmicAxis) {
  std::vector<CustomerTableRow> rows{{"loss", 3, 1, -50'000}, {"free", 3, 1, 0}, {"whale", 3, 9, 5'000'000}};
  for (int i = 0; i < 60; ++i) rows.push_back({"c" + std::to_string(i), 5, 2, 1'000 + 7 * i});
  const ScatterReport report = scatter_of(dataset_of_customers(rows));
  expect_sound(report);
  EXPECT_EQ(report.customers, rows.size());
  EXPECT_EQ(report.y.scale, AxisScale::logarithmic);
  EXPECT_LT(report.y.edges.front(), -500);
  EXPECT_GT(report.y.edges.back(), 50'000);
  EXPECT_EQ(report.cells.front().y, 0) << "the loss is at the bottom";
}

}  // namespace
}  // namespace sluice::rfm

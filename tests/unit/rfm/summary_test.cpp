// Figures of a selection, which are added up from cells and bars, against sums and sorts of the customers themselves.
#include "rfm/summary.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "base/statistics.h"
#include "rfm/selection.h"
#include "test_support/seed.h"
#include "unit/rfm/order_fixture.h"

namespace sluice::rfm {
namespace {

/// Ties, fractions and a long tail, as tables of ready figures have them.
Dataset table_of(std::mt19937_64& random, int customers) {
  std::vector<CustomerTableRow> rows;
  for (int i = 0; i < customers; ++i) {
    const auto tail = static_cast<int64_t>(random() % 20 == 0 ? random() % 1'000'000 : 0);
    rows.push_back({std::to_string(1'000 + i), static_cast<double>(random() % 40),
                    static_cast<double>(1 + random() % 30) / 10, static_cast<int64_t>(random() % 5'000) + tail});
  }
  return dataset_of_customers(rows);
}

double median(std::span<const double> column, const std::vector<uint32_t>& rows) {
  std::vector<double> values;
  for (const uint32_t row : rows) values.push_back(column[row]);
  return select_quantile_type7(values, 0.5);
}

double sum(std::span<const double> column, const std::vector<uint32_t>& rows) {
  long double sum = 0;
  for (const uint32_t row : rows) sum += column[row];
  return static_cast<double>(sum);
}

TEST(Summary, ASelectionIsWhatItsCustomersAddUpTo) {
  std::mt19937_64 random(test::seed_of_today());
  for (int trial = 0; trial < 200; ++trial) {
    const int customers = 1 + static_cast<int>(random() % 300);
    const Dataset dataset = table_of(random, customers);
    RfmSpec spec;
    if (trial % 3 == 1) spec.map = "eight";
    const Analysis analysis = analyze(dataset, spec).value();
    std::vector<uint8_t> selected(analysis.profile.size());
    const uint64_t one_in = 1 + random() % 6;
    for (uint8_t& each : selected) each = random() % one_in == 0 ? 1 : 0;
    const std::vector<uint32_t> rows = rows_of(selected);
    const Totals totals = total_of_rows(analysis, rows);
    ASSERT_EQ(totals.customers, rows.size());
    if (rows.empty()) {
      EXPECT_FALSE(totals.median_monetary.has_value());
      continue;
    }
    const Profile& profile = analysis.profile;
    EXPECT_EQ(*totals.median_recency, median(profile.recency, rows));
    EXPECT_EQ(*totals.median_frequency, median(profile.frequency, rows));
    EXPECT_EQ(*totals.median_monetary, median(profile.monetary, rows));
    const auto count = static_cast<double>(rows.size());
    EXPECT_DOUBLE_EQ(*totals.mean_recency, sum(profile.recency, rows) / count);
    EXPECT_DOUBLE_EQ(*totals.mean_frequency, sum(profile.frequency, rows) / count);
    EXPECT_DOUBLE_EQ(*totals.mean_monetary, sum(profile.monetary, rows) / count);
    EXPECT_DOUBLE_EQ(*totals.average_order, totals.revenue / sum(profile.frequency, rows));
  }
}

TEST(Summary, SegmentsCellsAndTheCubeShareOutTheSelection) {
  std::mt19937_64 random(test::seed_of_today());
  for (const char* map : {"grid", "eleven", "eight"}) {
    const Dataset dataset = table_of(random, 400);
    RfmSpec spec;
    spec.map = map;
    const Analysis analysis = analyze(dataset, spec).value();
    std::vector<uint8_t> selected(analysis.profile.size());
    for (uint8_t& each : selected) each = random() % 3 != 0 ? 1 : 0;
    const RfmReport report = make_report(dataset, analysis, spec, {}, selected);
    std::vector<uint64_t> by_segment(report.segments.size());
    std::array<std::array<uint64_t, 6>, 6> by_cell{};
    for (const uint32_t row : rows_of(selected)) {
      ++by_segment[analysis.segment[row]];
      ++by_cell[analysis.scores[kRecency][row]][analysis.scores[kFrequency][row]];
    }
    for (size_t i = 0; i < by_segment.size(); ++i) EXPECT_EQ(report.segments[i].customers, by_segment[i]) << map;
    for (const GridCell& cell : report.grid) {
      EXPECT_EQ(cell.customers, by_cell[static_cast<size_t>(cell.recency)][static_cast<size_t>(cell.frequency)]) << map;
    }
    uint64_t in_cube = 0;
    for (const CubeCell& cell : report.cube) in_cube += cell.customers;
    EXPECT_EQ(in_cube, report.selection.customers) << map;
  }
}

}  // namespace
}  // namespace sluice::rfm

// Intervals and tests against R: reference_statistics.R says how the table was made.
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "base/contingency.h"
#include "base/distributions.h"
#include "base/multiple_tests.h"
#include "base/proportion_tests.h"
#include "test_support/files.h"

namespace sluice {
namespace {

using Numbers = std::vector<std::optional<double>>;

struct Row {
  Numbers input, expected;
  std::string text;
  double in(size_t i) const { return input.at(i).value(); }
  double out(size_t i) const { return expected.at(i).value(); }
};

Numbers numbers_of(const std::string& text) {
  Numbers numbers;
  std::istringstream words(text);
  for (std::string word; words >> word;) {
    numbers.push_back(word == "NA" ? std::nullopt : std::optional(std::stod(word)));
  }
  return numbers;
}

std::map<std::string, std::vector<Row>> read_table() {
  std::map<std::string, std::vector<Row>> rows;
  std::istringstream lines(test::repository_file("tests/conformance/base/reference_statistics.txt"));
  for (std::string line; std::getline(lines, line);) {
    std::istringstream parts(line);
    std::string kind, input, expected;
    std::getline(parts, kind, '|');
    std::getline(parts, input, '|');
    std::getline(parts, expected, '|');
    rows[kind].push_back({numbers_of(input), numbers_of(expected), line});
  }
  return rows;
}

const std::vector<Row>& rows_of(const std::string& kind) {
  static const auto table = read_table();
  return table.at(kind);
}

Proportion proportion_at(const Row& row, size_t place) {
  return {static_cast<uint64_t>(row.in(place)), static_cast<uint64_t>(row.in(place + 1))};
}

// Relative: p-values of 1e-300 are compared digit by digit.
void expect_close(double value, double expected, double tolerance, const Row& row) {
  EXPECT_LE(std::abs(value - expected), tolerance * std::abs(expected)) << row.text << ": " << value;
}

TEST(ReferenceStatistics, TailsOfTheNormalDistribution) {
  ASSERT_EQ(rows_of("normal").size(), 23U);
  for (const Row& row : rows_of("normal")) expect_close(normal_two_sided(row.in(0)), row.out(0), 2e-13, row);
}

TEST(ReferenceStatistics, TailsOfTheChiSquareDistribution) {
  ASSERT_EQ(rows_of("chi_square").size(), 132U);
  for (const Row& row : rows_of("chi_square")) {
    if (row.out(0) < 1e-308) continue;
    expect_close(chi_square_upper_tail(row.in(0), row.in(1)), row.out(0), row.in(1) > 100 ? 2e-11 : 1e-12, row);
  }
}

TEST(ReferenceStatistics, WilsonIntervals) {
  ASSERT_EQ(rows_of("wilson").size(), 29U);
  for (const Row& row : rows_of("wilson")) {
    const Interval interval = wilson_interval(row.in(0), row.in(1));
    EXPECT_NEAR(interval.low, row.out(0), 1e-14) << row.text;
    EXPECT_NEAR(interval.high, row.out(1), 1e-14) << row.text;
  }
}

TEST(ReferenceStatistics, FishersExactTest) {
  ASSERT_EQ(rows_of("fisher").size(), 159U);
  for (const Row& row : rows_of("fisher")) {
    const auto p = fisher_exact(proportion_at(row, 0), proportion_at(row, 2));
    ASSERT_TRUE(p.has_value()) << row.text;
    expect_close(*p, row.out(0), 1e-11, row);
  }
}

TEST(ReferenceStatistics, ZTestAndNewcombesInterval) {
  ASSERT_EQ(rows_of("proportions").size(), 40U);
  for (const Row& row : rows_of("proportions")) {
    const auto comparison = compare_proportions(proportion_at(row, 0), proportion_at(row, 2));
    ASSERT_TRUE(comparison.has_value()) << row.text;
    EXPECT_NEAR(comparison->interval.low, row.out(2), 1e-13) << row.text;
    EXPECT_NEAR(comparison->interval.high, row.out(3), 1e-13) << row.text;
    if (comparison->test != ProportionTest::pooled_z) continue;
    const double z = comparison->z.value();
    EXPECT_NEAR(z * z, row.out(0), 1e-12 * row.out(0) + 1e-15) << row.text;
    expect_close(comparison->p, row.out(1), 1e-11, row);
  }
}

TEST(ReferenceStatistics, RatiosAreThoseOfGeneralisedLinearModels) {
  ASSERT_EQ(rows_of("ratios").size(), 40U);
  for (const Row& row : rows_of("ratios")) {
    const Proportion one = proportion_at(row, 0), other = proportion_at(row, 2);
    const auto lift = relative_lift(one, other);
    ASSERT_TRUE(lift && lift->interval) << row.text;
    EXPECT_NEAR(lift->value + 1, row.out(0), 1e-9 * row.out(0)) << row.text;
    EXPECT_NEAR(lift->interval->low + 1, row.out(1), 1e-9 * row.out(1)) << row.text;
    EXPECT_NEAR(lift->interval->high + 1, row.out(2), 1e-9 * row.out(2)) << row.text;
    const auto odds = odds_ratio(one, other);
    ASSERT_TRUE(odds.has_value()) << row.text;
    EXPECT_FALSE(odds->corrected) << row.text;
    expect_close(odds->value, row.out(3), 1e-9, row);
    expect_close(odds->interval.low, row.out(4), 1e-9, row);
    expect_close(odds->interval.high, row.out(5), 1e-9, row);
  }
}

void expect_adjusted(const Numbers& adjusted, const Row& row) {
  ASSERT_EQ(adjusted.size(), row.expected.size()) << row.text;
  for (size_t i = 0; i < adjusted.size(); ++i) {
    ASSERT_EQ(adjusted[i].has_value(), row.expected[i].has_value()) << row.text;
    EXPECT_NEAR(adjusted[i].value_or(0), row.expected[i].value_or(0), 1e-14) << row.text;
  }
}

TEST(ReferenceStatistics, SeveralTests) {
  ASSERT_EQ(rows_of("holm").size(), 20U);
  ASSERT_EQ(rows_of("bh").size(), 20U);
  for (const Row& row : rows_of("holm")) expect_adjusted(adjust_holm(row.input), row);
  for (const Row& row : rows_of("bh")) expect_adjusted(adjust_benjamini_hochberg(row.input), row);
}

TEST(ReferenceStatistics, PearsonsChiSquareTest) {
  ASSERT_EQ(rows_of("table").size(), 40U);
  for (const Row& row : rows_of("table")) {
    std::vector<uint64_t> counts;
    for (size_t i = 1; i < row.input.size(); ++i) counts.push_back(static_cast<uint64_t>(row.in(i)));
    const auto test = chi_square_test(counts, static_cast<size_t>(row.in(0)));
    ASSERT_TRUE(test.has_value()) << row.text;
    expect_close(test->chi_square, row.out(0), 1e-12, row);
    EXPECT_EQ(test->degrees, row.out(1)) << row.text;
    expect_close(test->p, row.out(2), 1e-11, row);
    expect_close(test->cramers_v, row.out(3), 1e-12, row);
    const double least = row.out(4);
    EXPECT_TRUE(least >= 1 || test->few_expected) << row.text;
    EXPECT_FALSE(least >= 5 && test->few_expected) << row.text;
  }
}

}  // namespace
}  // namespace sluice

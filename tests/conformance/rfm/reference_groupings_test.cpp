// The groupings beside the segment map against pandas, SQLite and SciPy: reference_groupings.py says how the table was
// made.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <map>
#include <sstream>

#include "rfm/analysis.h"
#include "rfm/lines.h"
#include "test_support/dataset_text.h"
#include "test_support/files.h"

namespace sluice::rfm {
namespace {

using TableLine = std::vector<std::string>;

std::vector<TableLine> groupings_table(const std::string& file) {
  std::vector<TableLine> rows;
  std::istringstream lines(test::repository_file("tests/conformance/rfm/reference_groupings.txt"));
  for (std::string line; std::getline(lines, line);) {
    TableLine cells;
    std::istringstream parts(line);
    for (std::string part; std::getline(parts, part, '|');) cells.push_back(part);
    if (cells[0] == file) rows.push_back(std::move(cells));
  }
  return rows;
}

// The likelihood is flat about its greatest value, so that optimizers stop at parameters a little apart.
void expect_models(const Lifetime& lifetime, const TableLine& cells) {
  ASSERT_EQ(lifetime.fits.has_value(), !cells.empty()) << lifetime.no_fits.en;
  if (!lifetime.fits) return;
  const auto& [purchases, spend, spenders, correlation] = *lifetime.fits;
  const auto [r, alpha, a, b] = value::parameters_of(purchases.model);
  const std::array<double, 7> found{r, alpha, a, b, spend.model.p, spend.model.q, spend.model.v};
  const std::array<size_t, 7> columns{2, 3, 4, 5, 7, 8, 9};
  for (size_t i = 0; i < found.size(); ++i) {
    const double wanted = std::stod(cells[columns[i]]);
    EXPECT_NEAR(found[i], wanted, 0.02 * wanted) << "parameter " << i;
  }
  EXPECT_NEAR(purchases.log_likelihood, std::stod(cells[6]), 0.1);
  EXPECT_NEAR(spend.log_likelihood, std::stod(cells[10]), 0.1);
}

// `unit` is what the table's sums count: 0.01 for cents.
void expect_groups(const std::string& file, const std::string& name, std::string text, double unit) {
  const test::Loaded loaded = test::load({{name, std::move(text)}}).value();
  const Lines lines = clean_lines(loaded.dataset, {}, {}).value();
  const Analysis analysis = analyze(loaded.dataset, {}, &lines).value();
  const std::vector<uint8_t> everybody(analysis.profile.size(), 1);
  const RfmReport report = make_report(loaded.dataset, analysis, {}, {}, everybody);
  std::map<std::string, const GroupReport*> groups;
  for (const GroupingReport& grouping : report.groupings) {
    for (const GroupReport& group : grouping.groups) {
      if (group.customers > 0) groups[grouping.id + "|" + group.id] = &group;
    }
  }
  size_t compared = 0;
  TableLine models;
  for (const TableLine& cells : groupings_table(file)) {
    if (cells[1] == "days") {
      EXPECT_EQ(analysis.group_days.at_risk, std::stod(cells[2]));
      EXPECT_EQ(analysis.group_days.lost, std::stod(cells[3]));
      continue;
    }
    if (cells[1] == "models") {
      models = cells;
      continue;
    }
    const auto found = groups.find(cells[1] + "|" + cells[2]);
    ASSERT_NE(found, groups.end()) << cells[1] << " " << cells[2];
    EXPECT_EQ(std::to_string(found->second->customers), cells[3]) << cells[1] << " " << cells[2];
    EXPECT_NEAR(found->second->revenue, std::stod(cells[4]) * unit, unit / 2) << cells[1] << " " << cells[2];
    if (cells[1] == "kinds") {
      const double expected = std::stod(cells[5]);
      EXPECT_NEAR(found->second->expected_revenue.value(), expected, 1e-3 * expected + 0.01) << cells[2];
    }
    ++compared;
  }
  expect_models(analysis.lifetime, models);
  EXPECT_EQ(compared, groups.size()) << "no group but those of the table has customers";
  EXPECT_GT(compared, 10U);
}

TEST(ReferenceGroupings, TheSampleHasTheGroupsOfPandasAndSqlite) {
  expect_groups("sample", "orders.csv", test::repository_file("assets/samples/orders.csv"), 0.01);
}

TEST(ReferenceGroupings, AShopWithProfitHasThemToo) {
  auto text = test::shared_file("data/orders/superstore_bom_mdy.csv");
  if (!text) GTEST_SKIP() << "the shared files are not here";
  expect_groups("superstore", "superstore_bom_mdy.csv", std::move(*text), 1e-6);
}

}  // namespace
}  // namespace sluice::rfm

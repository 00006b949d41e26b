// The published table of 100 customers: R in days, F, M in 10,000 yuan, their three grades, the class code and a
// weighted score. `midrank` with five scores gives all 300 grades; 0.08 R + 0.27 F + 0.65 M gives all 100 scores to two
// decimals.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>

#include "conformance/rfm/comma_table.h"
#include "rfm/analysis.h"
#include "test_support/files.h"

namespace sluice::rfm {
namespace {

struct SeedTable {
  Dataset dataset;
  test::CommaTable cells;  // as printed
};

SeedTable read_seed_table() {
  SeedTable table;
  table.cells = test::read_comma_table(test::repository_file("assets/samples/seed_rfm_100.csv"));
  for (const auto& row : table.cells.rows) table.dataset.customers.intern(row[0]);
  table.dataset.customers.sort();
  CustomerTable customers;
  customers.monetary.decimals = 1;
  for (uint32_t code = 0; code < table.dataset.customers.size(); ++code) {
    const auto& row = table.cells.row_of(std::string(table.dataset.customers.at(code)));
    customers.customer.push_back(code);
    customers.recency_days.push_back(std::atof(row[1].c_str()));
    customers.frequency.push_back(std::atof(row[2].c_str()));
    customers.monetary.units.push_back(std::llround(std::atof(row[3].c_str()) * 10));
  }
  table.dataset.customer_table = std::move(customers);
  return table;
}

TEST(SeedTable, All300GradesAnd100ScoresComeOutAsPrinted) {
  const SeedTable table = read_seed_table();
  ASSERT_EQ(table.cells.rows.size(), 100U);
  const auto analysis = analyze(table.dataset, {}, nullptr);
  ASSERT_TRUE(analysis.has_value());
  for (size_t row = 0; row < analysis->profile.size(); ++row) {
    const std::string id(table.dataset.customers.at(analysis->profile.customer[row]));
    const auto& printed = table.cells.row_of(id);
    EXPECT_EQ(std::to_string(analysis->scores[0][row]), printed[4]) << id;
    EXPECT_EQ(std::to_string(analysis->scores[1][row]), printed[5]) << id;
    EXPECT_EQ(std::to_string(analysis->scores[2][row]), printed[6]) << id;
    EXPECT_EQ(printed[4] + printed[5] + printed[6], printed[7]) << id;
    EXPECT_EQ(analysis->weighted[row], std::atof(printed[8].c_str())) << id;
  }
}

}  // namespace
}  // namespace sluice::rfm

// The scoring methods `mean` and `median` against Python's statistics module: reference_split.py says how the table was
// made. Each column of values is given as days, as orders and as cents of one customer each.
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "rfm/analysis.h"
#include "test_support/files.h"

namespace sluice::rfm {
namespace {

std::vector<int64_t> whole_numbers(const std::string& text) {
  std::istringstream stream(text);
  std::vector<int64_t> values;
  for (int64_t value = 0; stream >> value;) values.push_back(value);
  return values;
}

Dataset dataset_of(const std::vector<int64_t>& values) {
  Dataset dataset;
  CustomerTable table;
  table.monetary.decimals = 2;
  for (size_t i = 0; i < values.size(); ++i) dataset.customers.intern(std::to_string(100 + i));
  dataset.customers.sort();
  for (size_t i = 0; i < values.size(); ++i) {
    table.customer.push_back(dataset.customers.find(std::to_string(100 + i)));
    table.recency_days.push_back(static_cast<double>(values[i]));
    table.frequency.push_back(static_cast<double>(values[i]));
    table.monetary.units.push_back(values[i]);
  }
  dataset.customer_table = std::move(table);
  return dataset;
}

RfmSpec spec_of(const std::string& method, int bins) {
  RfmSpec spec;
  spec.map = "eight";
  spec.eight.split = method == "mean" ? SplitRule::mean : SplitRule::median;
  spec.bins = bins;
  spec.recency.method = spec.frequency.method = spec.monetary.method = method;
  return spec;
}

TEST(ReferenceSplit, AgreesWithPythonsStatistics) {
  std::map<std::string, int> rows;
  std::istringstream lines(test::repository_file("tests/conformance/rfm/reference_split.txt"));
  for (std::string line; std::getline(lines, line);) {
    std::vector<std::string> parts;
    std::istringstream stream(line);
    for (std::string part; std::getline(stream, part, '|');) parts.push_back(part);
    ASSERT_EQ(parts.size(), 5U) << line;
    ++rows[parts[0]];
    const std::vector<int64_t> values = whole_numbers(parts[2]), up = whole_numbers(parts[3]),
                               down = whole_numbers(parts[4]);
    const auto analysis = analyze(dataset_of(values), spec_of(parts[0], std::atoi(parts[1].c_str())), nullptr);
    ASSERT_TRUE(analysis.has_value()) << line;
    for (size_t row = 0; row < values.size(); ++row) {
      EXPECT_EQ(analysis->scores[kRecency][row], down[row]) << line;
      EXPECT_EQ(analysis->scores[kFrequency][row], up[row]) << line;
      EXPECT_EQ(analysis->scores[kMonetary][row], up[row]) << line;
      const std::string bits{down[row] > 1 ? '1' : '0', up[row] > 1 ? '1' : '0', up[row] > 1 ? '1' : '0'};
      const CellScores cell = cells_of(MapKind::split, 0)[analysis->cells[analysis->cell[row]].map_cell];
      EXPECT_EQ(cell_key(MapKind::split, cell.r, cell.f, cell.m), bits) << line;
    }
  }
  EXPECT_EQ(rows["mean"], 40);
  EXPECT_EQ(rows["median"], 40);
}

}  // namespace
}  // namespace sluice::rfm

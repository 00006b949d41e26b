// Natural breaks against another program's: reference_breaks.mjs says how the table was made.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "conformance/rfm/reference_table.h"
#include "rfm/scoring_methods.h"
#include "test_support/files.h"

namespace sluice::rfm {
namespace {

using test::numbers;

// 1 for the lowest score that somebody has, and so on: where there are fewer distinct values than scores, which of
// the scores they have is ours to say, but who shares one is not.
std::vector<double> classes_of(const std::vector<uint8_t>& scores) {
  const std::set<uint8_t> used(scores.begin(), scores.end());
  std::vector<double> classes;
  for (const uint8_t score : scores) {
    classes.push_back(static_cast<double>(std::distance(used.begin(), used.find(score)) + 1));
  }
  return classes;
}

TEST(ReferenceBreaks, JenksPartsTheValuesAsAnotherProgramDoes) {
  size_t rows = 0, large = 0, full = 0;
  std::istringstream lines(test::repository_file("tests/conformance/rfm/reference_breaks.txt"));
  for (std::string line; std::getline(lines, line); ++rows) {
    const size_t first = line.find('|'), second = line.find('|', first + 1);
    const int bins = std::atoi(line.c_str());
    const std::vector<double> values = numbers(line.substr(first + 1, second - first - 1));
    const std::vector<double> wanted = numbers(line.substr(second + 1));
    std::vector<double> sorted = values;
    std::sort(sorted.begin(), sorted.end());
    const double most = *std::max_element(wanted.begin(), wanted.end());
    for (const bool lower_is_better : {false, true}) {
      const ScoringInput input{values, sorted, lower_is_better, bins, {}};
      std::vector<double> found = classes_of(find_scoring_method("jenks")->score(input).scores);
      if (lower_is_better)
        std::transform(found.begin(), found.end(), found.begin(), [&](double c) { return most + 1 - c; });
      EXPECT_EQ(found, wanted) << line.substr(0, second);
    }
    large += values.size() == 200 ? 1 : 0;
    full += most == bins ? 1 : 0;
  }
  EXPECT_GT(rows, 30U);
  EXPECT_GE(large, 5U);
  EXPECT_GT(full, 15U) << "as many classes as scores";
}

}  // namespace
}  // namespace sluice::rfm

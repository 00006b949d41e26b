// Scores and weights against pandas, SQLite and NumPy: reference_scores.py says how the table was made.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/rfm/reference_table.h"
#include "rfm/profile.h"
#include "rfm/scoring_methods.h"
#include "rfm/weights.h"
#include "test_support/files.h"

namespace sluice::rfm {
namespace {

using test::numbers;
using test::split;

std::vector<double> sorted_copy(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values;
}

void expect_scores(const std::vector<std::string>& row) {
  const std::vector<double> values = numbers(row[2]), sorted = sorted_copy(values);
  const bool own = row.size() > 5;
  const std::vector<double> cuts = own ? numbers(row[5]) : std::vector<double>{};
  for (const bool lower_is_better : {false, true}) {
    const ScoringInput input{values, sorted, lower_is_better, std::atoi(row[1].c_str()), cuts};
    const Scoring scoring = find_scoring_method(own ? "thresholds" : row[0])->score(input);
    const std::vector<double> scores(scoring.scores.begin(), scoring.scores.end());
    EXPECT_EQ(scores, numbers(row[lower_is_better ? 4 : 3])) << row[0] << ", " << row[1] << " bins: " << row[2];
  }
}

void expect_weights(const Weights& weights, const std::vector<double>& wanted, const std::string& of) {
  EXPECT_NEAR(weights.recency, wanted[0], 1.5e-6) << of;
  EXPECT_NEAR(weights.frequency, wanted[1], 1.5e-6) << of;
  EXPECT_NEAR(weights.monetary, wanted[2], 1.5e-6) << of;
  EXPECT_NEAR(weights.recency + weights.frequency + weights.monetary, 1, 1e-12) << of;
}

TEST(ReferenceScores, AgreeWithOtherPrograms) {
  std::map<std::string, int> rows;
  for (const std::string& line : split(test::repository_file("tests/conformance/rfm/reference_scores.txt"), '\n')) {
    if (line.empty()) continue;
    const std::vector<std::string> row = split(line, '|');
    ++rows[row[0]];
    const std::vector<double> values = numbers(row[2]), wanted = numbers(row[3]);
    if (row[0] == "comparisons") {
      const WeightsInForce found = weights_of_comparisons({values[0], values[1], values[2]});
      expect_weights(found.weights, wanted, line);
      EXPECT_NEAR(found.consistency_ratio.value(), wanted[3], 1.5e-6) << line;
    } else if (row[0] == "entropy") {
      const auto count = static_cast<std::ptrdiff_t>(std::atoi(row[1].c_str()));
      std::array<std::vector<double>, 3> sorted;
      for (size_t d = 0; d < 3; ++d) {
        const auto begin = values.begin() + static_cast<std::ptrdiff_t>(d) * count;
        sorted[d] = sorted_copy({begin, begin + count});
      }
      expect_weights(entropy_weights({sorted[0], sorted[1], sorted[2]}), wanted, line);
    } else {
      expect_scores(row);
    }
  }
  EXPECT_GT(rows["quantile"], 50);
  EXPECT_GT(rows["ntile"], 50);
  EXPECT_GT(rows["thresholds"], 10) << "pandas and SQLite";
  EXPECT_GT(rows["repeated_thresholds"], 10) << "SQLite";
  EXPECT_EQ(rows["comparisons"], 5);
  EXPECT_EQ(rows["entropy"], 12);
}

// Saaty's scale on three criteria; the vector and the root of this matrix are printed in many introductions to AHP as
// 0.2790, 0.6491, 0.0719 and 3.0649.
TEST(PairwiseComparisons, GiveThePrintedEigenvector) {
  const WeightsInForce found = weights_of_comparisons({1.0 / 3, 5, 7});
  EXPECT_NEAR(found.weights.recency, 0.2790, 5e-5);
  EXPECT_NEAR(found.weights.frequency, 0.6491, 5e-5);
  EXPECT_NEAR(found.weights.monetary, 0.0719, 5e-5);
  EXPECT_NEAR(found.consistency_ratio.value(), (3.0649 - 3) / 2 / 0.58, 5e-5);
}

TEST(EntropyWeights, StandDegenerateData) {
  const std::vector<double> one{5}, equal{2, 2, 2}, unequal{1, 2, 9};
  const Weights of_one = entropy_weights({one, one, one});
  EXPECT_EQ(of_one, (Weights{0.333333, 0.333333, 0.333334}));
  EXPECT_EQ(entropy_weights({equal, equal, unequal}), (Weights{0, 0, 1}));
}

}  // namespace
}  // namespace sluice::rfm

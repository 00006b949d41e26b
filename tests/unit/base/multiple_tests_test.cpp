#include "base/multiple_tests.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/random.h"

namespace sluice {
namespace {

using PValues = std::vector<std::optional<double>>;

void expect_near(const PValues& adjusted, const PValues& expected) {
  ASSERT_EQ(adjusted.size(), expected.size());
  for (size_t i = 0; i < expected.size(); ++i) {
    ASSERT_EQ(adjusted[i].has_value(), expected[i].has_value()) << i;
    EXPECT_NEAR(adjusted[i].value_or(0), expected[i].value_or(0), 1e-12) << i;
  }
}

// Four tests of 0.01, 0.04, 0.03 and 0.005: at 5 % Holm's method finds the first and the last.
TEST(Holm, StepsDown) { expect_near(adjust_holm(PValues{0.01, 0.04, 0.03, 0.005}), {0.03, 0.06, 0.06, 0.02}); }

// SAS Institute 2010, SAS/STAT 9.22 User's Guide, chapter "The MULTTEST Procedure", example 60.5 "Inputting Raw
// p-Values", output 60.5.2, column "Stepdown Bonferroni": 0.8395 for test 11 and 1.0000 for all the others.
TEST(Holm, GivesWhatIsPrintedForTwentyFourTests) {
  const PValues p{0.28282, 0.30688, 0.71022, 0.77175, 0.78180, 0.88581, 0.54685, 0.84978,
                  0.24228, 0.58977, 0.03498, 0.41607, 0.31631, 0.05254, 0.45061, 0.75758,
                  0.12496, 0.49485, 0.21572, 0.50505, 0.94372, 0.81260, 0.77596, 0.36889};
  const PValues adjusted = adjust_holm(p);
  constexpr double kHalfOfTheLastPlace = 0.00005;
  for (size_t test = 1; test <= p.size(); ++test) {
    EXPECT_NEAR(*adjusted[test - 1], test == 11 ? 0.8395 : 1.0, kHalfOfTheLastPlace) << "test " << test;
  }
}

// Benjamini & Hochberg 1995, section 3: fifteen hypotheses about myocardial infarction. Bonferroni finds three of them
// at 5 %, their method four.
TEST(BenjaminiHochberg, FindsFourInTheExampleOfThePaper) {
  const PValues p{0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
                  0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.000};
  const auto found = [](const PValues& adjusted) {
    return std::count_if(adjusted.begin(), adjusted.end(), [](const auto& each) { return *each <= 0.05; });
  };
  const PValues adjusted = adjust_benjamini_hochberg(p);
  EXPECT_EQ(found(adjusted), 4);
  EXPECT_EQ(found(adjust_holm(p)), 3);
  EXPECT_NEAR(*adjusted[3], 15 * 0.0095 / 4, 1e-15);
  EXPECT_NEAR(*adjusted[4], 15 * 0.0201 / 5, 1e-15);
  EXPECT_NEAR(*adjusted[5], 15 * 0.0298 / 7, 1e-15);  // that of the seventh, which is smaller than its own
}

TEST(MultipleTests, LeaveOutWhatHasNoPValue) {
  expect_near(adjust_holm(PValues{0.01, std::nullopt, 0.04, 0.03, std::nullopt, 0.005}),
              {0.03, std::nullopt, 0.06, 0.06, std::nullopt, 0.02});
  expect_near(adjust_benjamini_hochberg(PValues{std::nullopt, 0.2, 0.1}), {std::nullopt, 0.2, 0.2});
  expect_near(adjust_holm(PValues{std::nullopt}), {std::nullopt});
  EXPECT_TRUE(adjust_holm(PValues{}).empty());
  EXPECT_TRUE(adjust_benjamini_hochberg(PValues{}).empty());
}

TEST(MultipleTests, LeaveASingleOneAlone) {
  expect_near(adjust_holm(PValues{0.03}), {0.03});
  expect_near(adjust_benjamini_hochberg(PValues{0.03}), {0.03});
}

// By the definition: a hypothesis is rejected at the level alpha when its adjusted p is at most alpha.
TEST(MultipleTests, DecideAsTheProceduresDoAtEveryLevel) {
  Random random(7);
  for (int round = 0; round < 300; ++round) {
    PValues p(1 + random.next() % 9);
    for (auto& each : p) each = std::min(1.0, random.share() * random.share() + (random.next() % 4 == 0 ? 0.1 : 0));
    if (p.size() > 2) p[2] = p[0];
    std::vector<double> sorted;
    for (const auto& each : p) sorted.push_back(*each);
    std::sort(sorted.begin(), sorted.end());
    const PValues holm = adjust_holm(p), bh = adjust_benjamini_hochberg(p);
    const size_t m = p.size();
    for (const double alpha : {0.01, 0.05, 0.2, 0.5, 0.9}) {
      size_t down = 0, up = 0;  // rejected
      while (down < m && static_cast<double>(m - down) * sorted[down] <= alpha) ++down;
      for (size_t i = 0; i < m; ++i) {
        if (sorted[i] * static_cast<double>(m) <= alpha * static_cast<double>(i + 1)) up = i + 1;
      }
      for (size_t i = 0; i < m; ++i) {
        EXPECT_EQ(*holm[i] <= alpha, down > 0 && *p[i] <= sorted[down - 1]);
        EXPECT_EQ(*bh[i] <= alpha, up > 0 && *p[i] <= sorted[up - 1]);
      }
    }
    for (size_t i = 0; i < m; ++i) {
      EXPECT_GE(*bh[i], *p[i]);
      EXPECT_GE(*holm[i], *bh[i] * (1 - 1e-15));
      EXPECT_LE(*holm[i], 1);
    }
  }
}

}  // namespace
}  // namespace sluice

#include "base/contingency.h"

#include <gtest/gtest.h>

#include <vector>

#include "base/statistics.h"

namespace sluice {
namespace {

using Counts = std::vector<uint64_t>;

// Agresti 2007, p. 39, and help(chisq.test) of R: party by gender. X-squared = 30.07, df = 2, p-value = 2.954e-07.
TEST(ChiSquareTest, GivesAgrestisPartiesByGender) {
  const auto test = chi_square_test(Counts{762, 327, 468, 484, 239, 477}, 3);
  ASSERT_TRUE(test.has_value());
  EXPECT_NEAR(test->chi_square, 30.07, 0.005);
  EXPECT_EQ(test->degrees, 2);
  EXPECT_NEAR(test->p, 2.954e-07, 5e-11);
  EXPECT_NEAR(test->cramers_v, 0.1044, 0.00005);
  EXPECT_FALSE(test->few_expected);
}

TEST(ChiSquareTest, DoesNotCareWhichWayTheTableLies) {
  const auto test = chi_square_test(Counts{12, 7, 30, 5, 9, 11}, 3);
  const auto turned = chi_square_test(Counts{12, 5, 7, 9, 30, 11}, 2);
  EXPECT_DOUBLE_EQ(test->chi_square, turned->chi_square);
  EXPECT_DOUBLE_EQ(test->p, turned->p);
  EXPECT_DOUBLE_EQ(test->cramers_v, turned->cramers_v);
}

TEST(ChiSquareTest, IsTheSquareOfZForTwoProportions) {
  const auto test = chi_square_test(Counts{17, 73, 30, 80}, 2);
  const double z = two_proportion_z(17, 90, 30, 110);
  EXPECT_NEAR(test->chi_square, z * z, 1e-13);
  EXPECT_EQ(test->degrees, 1);
}

TEST(ChiSquareTest, MeasuresAssociationFromNoneToComplete) {
  const auto none = chi_square_test(Counts{10, 20, 30, 20, 40, 60}, 3);
  EXPECT_EQ(none->chi_square, 0);
  EXPECT_EQ(none->p, 1);
  EXPECT_EQ(none->cramers_v, 0);
  const auto complete = chi_square_test(Counts{40, 0, 0, 0, 50, 0, 0, 0, 60}, 3);
  EXPECT_NEAR(complete->cramers_v, 1, 1e-15);
  EXPECT_LT(complete->p, 1e-60);
  EXPECT_GT(complete->p, 0);
}

TEST(ChiSquareTest, LeavesOutWhatIsEmpty) {
  const auto plain = chi_square_test(Counts{12, 7, 5, 9}, 2);
  const auto padded = chi_square_test(Counts{0, 0, 0, 12, 0, 7, 5, 0, 9}, 3);
  EXPECT_EQ(plain->chi_square, padded->chi_square);
  EXPECT_EQ(plain->degrees, padded->degrees);
  EXPECT_EQ(plain->p, padded->p);
  EXPECT_EQ(plain->cramers_v, padded->cramers_v);
}

TEST(ChiSquareTest, HasNoneWhereNothingIsCompared) {
  EXPECT_FALSE(chi_square_test(Counts{}, 3).has_value());
  EXPECT_FALSE(chi_square_test(Counts{0, 0, 0, 0}, 2).has_value());
  EXPECT_FALSE(chi_square_test(Counts{4, 9, 0, 0}, 2).has_value());
  EXPECT_FALSE(chi_square_test(Counts{4, 0, 9, 0}, 2).has_value());
  EXPECT_FALSE(chi_square_test(Counts{4, 9}, 1).has_value());
}

// Cochran 1954: none below 1, at most a fifth below 5.
TEST(ChiSquareTest, WarnsWhereFewAreExpected) {
  EXPECT_FALSE(chi_square_test(Counts{5, 5, 5, 5}, 2)->few_expected);
  EXPECT_TRUE(chi_square_test(Counts{4, 6, 14, 16}, 2)->few_expected);  // one of four: 4.5
  // One of ten cells below five, then two, then three.
  EXPECT_FALSE(chi_square_test(Counts{4, 6, 6, 6, 6, 12, 18, 18, 18, 18}, 5)->few_expected);
  EXPECT_FALSE(chi_square_test(Counts{4, 4, 6, 6, 6, 12, 12, 18, 18, 18}, 5)->few_expected);
  EXPECT_TRUE(chi_square_test(Counts{4, 4, 4, 6, 6, 12, 12, 12, 18, 18}, 5)->few_expected);
  EXPECT_TRUE(chi_square_test(Counts{1, 200, 200, 0, 300, 300}, 3)->few_expected);
}

}  // namespace
}  // namespace sluice

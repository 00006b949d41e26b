#include "value/maximum_likelihood.h"

#include <gtest/gtest.h>

namespace sluice::value {
namespace {

// -(u^2 + u v + v^2), u and v counted from (1, -2).
Likelihood<2> hill(const Vector<2>& at) {
  const double u = at[0] - 1, v = at[1] + 2;
  return {-(u * u + u * v + v * v), {-2 * u - v, -u - 2 * v}, {{{-2, -1}, {-1, -2}}}};
}

TEST(MaximumLikelihood, FindsTheTopOfAHill) {
  const Maximum<2> top = maximize<2>(hill, {9, 9});
  ASSERT_EQ(top.ending, Ending::found);
  EXPECT_NEAR(top.at[0], 1, 1e-12);
  EXPECT_NEAR(top.at[1], -2, 1e-12);
  EXPECT_NEAR(top.value, 0, 1e-12);
}

// cos u - v^2: from u = 3 on, beside a trough, the parabola at hand opens upwards.
TEST(MaximumLikelihood, LeavesATroughUpwards) {
  const auto waves = [](const Vector<2>& at) {
    return Likelihood<2>{
        std::cos(at[0]) - at[1] * at[1], {-std::sin(at[0]), -2 * at[1]}, {{{-std::cos(at[0]), 0}, {0, -2}}}};
  };
  const Maximum<2> top = maximize<2>(waves, {3, 1});
  ASSERT_EQ(top.ending, Ending::found);
  EXPECT_NEAR(top.at[0], 0, 1e-9);
  EXPECT_NEAR(top.value, 1, 1e-12);
}

// -e^-u rises for ever.
TEST(MaximumLikelihood, SaysWhichParameterRunsAway) {
  const auto slope = [](const Vector<2>& at) {
    const double e = std::exp(-at[1]);
    return Likelihood<2>{-at[0] * at[0] - e, {-2 * at[0], e}, {{{-2, 0}, {0, -e}}}};
  };
  const Maximum<2> end = maximize<2>(slope, {1, 0});
  EXPECT_EQ(end.ending, Ending::at_bound);
  EXPECT_EQ(end.bound, 1U);
}

TEST(MaximumLikelihood, GivesUpOnWhatIsNoNumber) {
  const auto nothing = [](const Vector<2>&) { return Likelihood<2>{std::nan(""), {std::nan(""), 0}, {}}; };
  EXPECT_EQ(maximize<2>(nothing, {0, 0}).ending, Ending::lost);
}

TEST(MaximumLikelihood, StandardErrorsAreThoseOfTheInverseInformation) {
  // The inverse of (2 1; 1 2) is (2 -1; -1 2) / 3.
  const auto errors = standard_errors_of<2>({{{-2, -1}, {-1, -2}}});
  ASSERT_TRUE(errors);
  EXPECT_NEAR((*errors)[0], std::sqrt(2.0 / 3), 1e-15);
  EXPECT_NEAR((*errors)[1], std::sqrt(2.0 / 3), 1e-15);
  EXPECT_FALSE(standard_errors_of<2>({{{-1, 2}, {2, -1}}}));
}

}  // namespace
}  // namespace sluice::value

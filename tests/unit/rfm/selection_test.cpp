// Whom a condition on the funnel leaves, by how far each customer came.
#include "rfm/selection.h"

#include <gtest/gtest.h>

#include "unit/rfm/order_fixture.h"

namespace sluice::rfm {
namespace {

Analysis analysis_of_five() {
  const Dataset dataset =
      dataset_of_customers({{"a", 1, 1, 100}, {"b", 2, 1, 100}, {"c", 3, 1, 100}, {"d", 4, 1, 100}, {"e", 5, 1, 100}});
  return *analyze(dataset, RfmSpec{});
}

std::vector<uint8_t> selected(const Analysis& analysis, FunnelOutcome outcome, int step) {
  FilterSpec filter;
  filter.funnel = FunnelCondition{outcome, step, ""};
  const auto left = select({}, analysis, filter);
  EXPECT_TRUE(left.has_value());
  return left ? *left : std::vector<uint8_t>{};
}

using Rows = std::vector<uint8_t>;

TEST(SelectionByFunnel, GoesByTheFurthestStep) {
  Analysis analysis = analysis_of_five();
  analysis.funnel_depth = {0, 1, 2, 3, 2};
  EXPECT_EQ(selected(analysis, FunnelOutcome::reached, 1), (Rows{0, 1, 1, 1, 1}));
  EXPECT_EQ(selected(analysis, FunnelOutcome::reached, 2), (Rows{0, 0, 1, 1, 1}));
  EXPECT_EQ(selected(analysis, FunnelOutcome::lost, 2), (Rows{0, 0, 1, 0, 1}));
  EXPECT_EQ(selected(analysis, FunnelOutcome::lost, 3), (Rows{0, 0, 0, 1, 0}));
  EXPECT_EQ(selected(analysis, FunnelOutcome::reached, 4), (Rows{0, 0, 0, 0, 0}));
}

TEST(SelectionByFunnel, NeedsToKnowHowFarTheyCame) {
  FilterSpec filter;
  filter.funnel = FunnelCondition{};
  EXPECT_EQ(select({}, analysis_of_five(), filter).error().place.pointer, "/filter/funnel");
}

}  // namespace
}  // namespace sluice::rfm

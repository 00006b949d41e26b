#include "app/widgets/picture_gaps.h"

#include <random>

#include <gtest/gtest.h>

namespace sluice::app::ui {
namespace {

TEST(PictureGaps, ARowThatWasLeftOutLeavesTheLargerOfItsDistances) {
  const std::vector<Span> gaps = gaps_to_close({{16, 30}, {86, 200}}, {{40, 72}}, 0, 216);
  ASSERT_EQ(gaps.size(), 1U);
  EXPECT_FLOAT_EQ(closed(gaps, 30), 30);
  EXPECT_FLOAT_EQ(closed(gaps, 86), 44) << "14 under the controls, 10 over them";
  EXPECT_FLOAT_EQ(closed(gaps, 216), 174);
}

TEST(PictureGaps, SeveralRowsBetweenTheSameThingsAreOne) {
  const std::vector<Span> gaps = gaps_to_close({{16, 30}, {120, 200}}, {{80, 112}, {42, 74}}, 0, 216);
  EXPECT_FLOAT_EQ(closed(gaps, 120), 42);
}

TEST(PictureGaps, WhatStandsBesideSomethingTakesNothingAlong) {
  EXPECT_TRUE(gaps_to_close({{16, 30}, {42, 200}}, {{9, 37}}, 0, 216).empty()) << "a menu beside the title";
  EXPECT_TRUE(gaps_to_close({{16, 30}, {60, 200}}, {}, 0, 216).empty()) << "room that nothing was left out of";
}

TEST(PictureGaps, UnderTheLastThingIsAsMuchRoomAsOverTheFirst) {
  const std::vector<Span> gaps = gaps_to_close({{16, 30}, {42, 200}}, {{212, 244}}, 0, 400);
  EXPECT_FLOAT_EQ(closed(gaps, 400), 216);
  EXPECT_TRUE(gaps_to_close({}, {{1, 2}}, 0, 400).empty()) << "an empty picture stays as it is";
}

TEST(PictureGaps, NothingThatIsKeptIsSqueezedOrChangesItsPlaceInTheOrder) {
  std::mt19937 random(7);
  const auto spans = [&random](size_t most) {
    std::vector<Span> some(random() % most);
    for (Span& span : some) {
      span.from = static_cast<float>(random() % 1000);
      span.to = span.from + 1 + static_cast<float>(random() % 60);
    }
    return some;
  };
  size_t shorter = 0;
  for (int round = 0; round < 2000; ++round) {
    const std::vector<Span> kept = spans(8), left_out = spans(6);
    const std::vector<Span> gaps = gaps_to_close(kept, left_out, 0, 1100);
    if (closed(gaps, 1000) < 1000) ++shorter;
    for (const Span& span : kept) EXPECT_FLOAT_EQ(closed(gaps, span.to) - closed(gaps, span.from), span.to - span.from);
    for (float y = 1; y <= 1100; ++y) EXPECT_LE(closed(gaps, y - 1), closed(gaps, y));
  }
  EXPECT_GT(shorter, 100U);
}

}  // namespace
}  // namespace sluice::app::ui

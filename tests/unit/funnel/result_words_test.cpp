// What came of a funnel, in sentences. The intervals are Wilson's of 1/4 and 2/4, worked out by hand.
#include "funnel/result_words.h"

#include <gtest/gtest.h>

#include "funnel/analysis.h"
#include "unit/funnel/journey_fixture.h"

namespace sluice::funnel {
namespace {

TextPair result_of(const FunnelSpec& spec) {
  const auto report = analyze(dataset_of_events(four_visitors()), spec, nullptr);
  EXPECT_TRUE(report.has_value());
  return report.has_value() ? report->result : TextPair{};
}

TEST(ResultWords, TellTheWholeThenEveryStepThenTheTime) {
  FunnelSpec spec = funnel_of({"view", "cart", "pay"});
  spec.window_ms = 7 * 24 * kHour;
  const TextPair words = result_of(spec);
  EXPECT_EQ(words.en,
            "Of 4 customers who reached 'view', 1 reached 'pay' within 7 days: 25.0% (95% interval 4.6% to 69.9%). "
            "Step by step: 'view': 4; 'cart': 2 (50.0% of the step before); 'pay': 1 (50.0% of the step before). "
            "Median time from the first of these steps to the last: 4 hours.");
  EXPECT_EQ(words.zh,
            "4 位客户到达“view”，其中 1 位在 7 天内到达“pay”，转化率 25.0%（95% 区间 4.6% 至 69.9%）。"
            "各步：“view”：4；“cart”：2（为前一步的 50.0%）；“pay”：1（为前一步的 50.0%）。"
            "从第一步到最后一步的时间中位数：4 小时。");
}

TEST(ResultWords, OfTwoStepsSayNothingTwice) {
  EXPECT_EQ(result_of(funnel_of({"view", "pay"})).en,
            "Of 4 customers who reached 'view', 1 reached 'pay': 25.0% (95% interval 4.6% to 69.9%). Median time from "
            "the first of these steps to the last: 4 hours.");
}

TEST(ResultWords, InAnyOrderCountSteps) {
  FunnelSpec spec = funnel_of({"view", "cart", "pay"});
  spec.mode = Mode::any;
  const TextPair words = result_of(spec);
  EXPECT_EQ(words.en.find("Of 4 customers who did any one step, 2 did all 3: 50.0% (95% interval 15.0% to 85.0%). Step "
                          "by step: any one step: 4; any 2 steps: 3 (75.0% of the step before)"),
            0U)
      << words.en;
  EXPECT_EQ(words.zh.find("4 位客户完成任意 1 步，其中 2 位完成全部 3 步，转化率 50.0%"), 0U) << words.zh;
}

TEST(ResultWords, NameOptionalStepsAndOtherUnits) {
  FunnelSpec spec = funnel_of({"view", "cart", "pay"});
  spec.steps[1].optional = true;
  EXPECT_NE(result_of(spec).en.find("'cart': 2 (optional, 50.0% of the step before); 'pay': 1 (25.0% of"),
            std::string::npos);
  spec.unit = Unit::sessions;
  spec.session_gap_ms = 24 * kHour;
  EXPECT_EQ(result_of(spec).en.find("Of 4 sessions that reached 'view', 1 reached 'pay'"), 0U);
}

TEST(ResultWords, OfNobodyHaveNoRate) {
  FunnelReport report{.unit = "customers"};
  for (const char* name : {"view", "pay"}) report.steps.push_back({.event = name, .label = {name, name}});
  EXPECT_EQ(result_words(report).en, "Of 0 customers who reached 'view', 0 reached 'pay'.");
  report.steps.clear();
  EXPECT_TRUE(result_words(report).empty());
}

TEST(ResultWords, OfCountsSayThatOneIsNoPartOfTheOther) {
  FunnelReport report{.unit = "items"};
  for (const char* name : {"Lead", "Won"}) report.steps.push_back({.event = name, .label = {name, name}});
  report.steps[0].count = 100;
  report.steps[1].count = 120;
  report.steps[1].overall_rate = Rate{1.2, 1.2, 1.2};
  EXPECT_EQ(result_words(report).en, "'Won' counts 120, against 100 at 'Lead': 120.0%.");
  EXPECT_EQ(result_words(report).zh, "“Won”为 120，“Lead”为 100，转化率 120.0%。");
}

TEST(ResultWords, NeverRoundToNothingOrToAll) {
  FunnelReport report{.unit = "entries"};
  for (const char* name : {"view", "pay"}) report.steps.push_back({.event = name, .label = {name, name}});
  report.steps[0].count = 1'000'000;
  report.steps[1].count = 10;
  report.steps[1].overall_rate = Rate{0.00001, 0.000005, 0.9999};
  EXPECT_EQ(result_words(report).en,
            "Of 1,000,000 entries that reached 'view', 10 reached 'pay': <0.1% (95% interval <0.1% to >99.9%).");
}

TEST(ResultWords, SayWhatIsStillOpenAndHowLongASaleTakes) {
  FunnelReport report{.unit = "opportunities"};
  for (const char* name : {"Lead", "Won"}) report.steps.push_back({.event = name, .label = {name, name}});
  report.steps[0].count = 10;
  report.steps[1].count = 3;
  report.steps[1].still_open = 1;
  report.steps[1].overall_rate = Rate{0.3, 0.3, 0.3};
  report.steps[1].median_ms = 40.0 * 24 * kHour;
  EXPECT_EQ(result_words(report).en,
            "Of 10 opportunities that reached 'Lead', 3 reached 'Won': 30.0%; 1 is still open. Median sales cycle of "
            "those won: 40 days.");
}

}  // namespace
}  // namespace sluice::funnel

// A funnel by its window and its mode: by hand, and each point against the funnel that has that window.
#include "funnel/sensitivity.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/random.h"
#include "base/statistics.h"
#include "funnel/analysis.h"
#include "funnel/window_lengths.h"
#include "unit/funnel/journey_fixture.h"

namespace sluice::funnel {
namespace {

SensitivityReport sensitivity_of(const Dataset& dataset, const FunnelSpec& spec,
                                 const std::vector<uint8_t>* keep = nullptr) {
  auto report = analyze_sensitivity(dataset, spec, keep);
  EXPECT_TRUE(report.has_value()) << (report ? "" : report.error().to_string());
  return report ? std::move(report).value() : SensitivityReport{};
}

const WindowPoint& point_at(const SensitivityReport& report, std::optional<int64_t> window) {
  const auto found = std::find_if(report.points.begin(), report.points.end(),
                                  [&](const WindowPoint& point) { return point.window_ms == window; });
  EXPECT_NE(found, report.points.end()) << window.value_or(-1);
  return found == report.points.end() ? report.points.front() : *found;
}

// Views at once; pays 2 minutes, 3 hours and 5 days later, dora never. Bert views again an hour before he pays.
Dataset shop_with_delays() {
  return dataset_of_events({{"anna", "view", 0},
                            {"anna", "pay", 2 * kMinute},
                            {"bert", "view", 0},
                            {"bert", "view", 2 * kHour},
                            {"bert", "pay", 3 * kHour},
                            {"cleo", "view", 0},
                            {"cleo", "pay", 5 * kDay},
                            {"dora", "view", 0}});
}

TEST(Sensitivity, CountsWhoConvertsWithinEachLength) {
  FunnelSpec spec = funnel_of({"view", "pay"});
  spec.window_ms = 7 * kDay;
  const SensitivityReport report = sensitivity_of(shop_with_delays(), spec);
  const auto payers = [&](std::optional<int64_t> window) { return point_at(report, window).counts.at(1); };
  EXPECT_EQ(payers(kMinute), 0U);
  EXPECT_EQ(payers(5 * kMinute), 1U);
  EXPECT_EQ(payers(30 * kMinute), 1U);
  EXPECT_EQ(payers(kHour), 2U) << "from the second view on";
  EXPECT_EQ(payers(3 * kDay), 2U);
  EXPECT_EQ(payers(7 * kDay), 3U);
  EXPECT_EQ(payers(std::nullopt), 3U);
  for (const WindowPoint& point : report.points) EXPECT_EQ(point.counts[0], 4U);
}

TEST(Sensitivity, GivesWilsonIntervals) {
  const SensitivityReport report = sensitivity_of(shop_with_delays(), funnel_of({"view", "pay"}));
  // 2 of 4: R's prop.test(2, 4, correct = FALSE) gives 0.1500 to 0.8500.
  const Rate rate = *point_at(report, kHour).rate;
  EXPECT_DOUBLE_EQ(rate.value, 0.5);
  EXPECT_NEAR(rate.low, 0.1500, 5e-5);
  EXPECT_NEAR(rate.high, 0.8500, 5e-5);
}

TEST(Sensitivity, HasTheWindowInForceAndNoLimitAtTheEnd) {
  FunnelSpec spec = funnel_of({"view", "pay"});
  for (const std::optional<int64_t> window :
       {std::optional<int64_t>(), std::optional<int64_t>(0), std::optional<int64_t>(7 * kDay),
        std::optional<int64_t>(12'345'678), std::optional<int64_t>(900'000 * kDay)}) {
    spec.window_ms = window;
    const SensitivityReport report = sensitivity_of(shop_with_delays(), spec);
    EXPECT_EQ(
        std::count_if(report.points.begin(), report.points.end(), [](const auto& point) { return point.present; }), 1);
    EXPECT_TRUE(point_at(report, window).present);
    EXPECT_FALSE(report.points.back().window_ms);
    EXPECT_GE(report.points.size(), kFewestLengths + 1);
    EXPECT_LE(report.points.size(), kMostLengths + 2);
    for (size_t i = 1; i + 1 < report.points.size(); ++i) {
      EXPECT_LT(*report.points[i - 1].window_ms, *report.points[i].window_ms);
    }
  }
}

TEST(Sensitivity, CountsEachModeUnderTheSameRules) {
  const Dataset dataset = dataset_of_events({{"anna", "view", 1},
                                             {"anna", "cart", 2},
                                             {"anna", "pay", 3},
                                             {"bert", "view", 1},
                                             {"bert", "visit", 2},
                                             {"bert", "cart", 3},
                                             {"cleo", "pay", 1},
                                             {"cleo", "cart", 2},
                                             {"cleo", "view", 3}});
  const SensitivityReport report = sensitivity_of(dataset, funnel_of({"view", "cart", "pay"}));
  ASSERT_EQ(report.modes.size(), 3U);
  const auto counts = [&](size_t mode) {
    std::vector<uint64_t> all;
    for (const ModeStep& step : report.modes[mode].steps) all.push_back(step.count);
    return all;
  };
  EXPECT_EQ(report.modes[0].mode, Mode::ordered);
  EXPECT_TRUE(report.modes[0].present);
  EXPECT_EQ(counts(0), (std::vector<uint64_t>{3, 2, 1}));
  EXPECT_EQ(counts(1), (std::vector<uint64_t>{3, 1, 1})) << "bert visits between";
  EXPECT_EQ(counts(2), (std::vector<uint64_t>{3, 3, 2})) << "cleo does it backwards";
  EXPECT_DOUBLE_EQ(report.modes[2].steps[2].step_rate->value, 2.0 / 3);
  EXPECT_DOUBLE_EQ(report.modes[1].steps[2].overall_rate->value, 1.0 / 3);
  EXPECT_EQ(report.modes[2].steps[1].label.en, "any 2 steps");
}

TEST(Sensitivity, SaysWhyAModeCannotCountTheSteps) {
  FunnelSpec spec = funnel_of({"view", "cart", "pay"});
  spec.steps[1].optional = true;
  const Dataset dataset = dataset_of_events({{"anna", "view", 1}, {"anna", "cart", 2}, {"anna", "pay", 3}});
  const SensitivityReport report = sensitivity_of(dataset, spec);
  EXPECT_TRUE(report.modes[0].refusal.empty());
  EXPECT_FALSE(report.modes[1].refusal.en.empty());
  EXPECT_FALSE(report.modes[1].refusal.zh.empty());
  EXPECT_TRUE(report.modes[1].steps.empty());
  EXPECT_EQ(report.modes[2].steps.size(), 3U);
}

// Every rule against funnels of their own -----------------------------------------------------------------------------

Dataset random_spans(Draw& draw) {
  const int64_t unit = std::array{int64_t{1}, int64_t{1'000}, kHour}[draw.below(3)];
  const uint64_t span = 1 + draw.below(60);
  std::vector<EventLine> lines;
  for (uint64_t customer = 0; customer < 1 + draw.below(30); ++customer) {
    for (uint64_t i = 0; i < 1 + draw.below(10); ++i) {
      lines.push_back({"c" + std::to_string(customer), std::string(1, static_cast<char>('a' + draw.below(5))),
                       static_cast<TimeMs>(draw.below(span)) * unit});
    }
  }
  for (const char* known : {"a", "b", "c", "d", "e"}) lines.push_back({"zz", known, 0});
  return dataset_of_events(lines);
}

FunnelSpec random_ruled_funnel(Draw& draw) {
  FunnelSpec spec;
  for (uint64_t i = 0; i < 2 + draw.below(3); ++i) {
    spec.steps.push_back({.event = std::string(1, static_cast<char>('a' + draw.below(3)))});
  }
  spec.mode = draw.any_of<Mode>(3);
  spec.unit = draw.any_of<Unit>(3);
  spec.session_gap_ms = static_cast<int64_t>(draw.below(20)) * 1'000;
  if (draw.chance(2)) spec.window_ms = static_cast<int64_t>(draw.below(40)) * (draw.chance(2) ? 1 : 1'000);
  if (draw.chance(2)) {
    spec.rules = {.anchor = draw.any_of<Anchor>(2),
                  .event_use = draw.any_of<EventUse>(2),
                  .equal_times = draw.any_of<EqualTimes>(2),
                  .repeats = draw.any_of<Repeats>(2),
                  .between = draw.any_of<Between>(3),
                  .strict_restart = draw.chance(2),
                  .exclusion = draw.any_of<ExclusionEffect>(2)};
  }
  if (draw.chance(3)) spec.exclusions.push_back({.event = "d"});
  if (spec.mode == Mode::ordered && spec.steps.size() > 2 && draw.chance(3)) spec.steps[1].optional = true;
  if (spec.mode != Mode::any && draw.chance(3)) spec.steps.back().window_ms = static_cast<int64_t>(draw.below(9'000));
  return spec;
}

void expect_same(const FunnelReport& funnel, const WindowPoint& point) {
  ASSERT_EQ(funnel.steps.size(), point.counts.size());
  for (size_t step = 0; step < point.counts.size(); ++step) {
    ASSERT_EQ(funnel.steps[step].count, static_cast<double>(point.counts[step]));
  }
  const std::optional<Rate>& rate = funnel.steps.back().overall_rate;
  ASSERT_EQ(rate.has_value(), point.rate.has_value());
  if (!rate) return;
  ASSERT_EQ(rate->value, point.rate->value);
  ASSERT_EQ(rate->low, point.rate->low);
  ASSERT_EQ(rate->high, point.rate->high);
}

void expect_same(const FunnelReport& funnel, const ModeFunnel& mode) {
  ASSERT_EQ(funnel.steps.size(), mode.steps.size());
  for (size_t step = 0; step < mode.steps.size(); ++step) {
    ASSERT_EQ(funnel.steps[step].count, static_cast<double>(mode.steps[step].count));
    ASSERT_EQ(funnel.steps[step].label.en, mode.steps[step].label.en);
    ASSERT_EQ(funnel.steps[step].step_rate.has_value(), mode.steps[step].step_rate.has_value());
    if (mode.steps[step].step_rate) {
      ASSERT_EQ(funnel.steps[step].step_rate->value, mode.steps[step].step_rate->value);
    }
  }
}

TEST(Sensitivity, IsWhatEveryFunnelReportsOfItself) {
  const uint64_t seed = seed_of_today();
  Draw draw(seed);
  int changing = 0, refused = 0, falling = 0;
  for (int round = 0; round < 1200; ++round) {
    const Dataset dataset = random_spans(draw);
    const FunnelSpec spec = random_ruled_funnel(draw);
    std::vector<uint8_t> keep(dataset.customers.size());
    for (uint8_t& kept : keep) kept = draw.chance(5) ? 0 : 1;
    const std::vector<uint8_t>* filter = draw.chance(3) ? &keep : nullptr;
    const SensitivityReport report = sensitivity_of(dataset, spec, filter);
    for (const WindowPoint& point : report.points) {
      FunnelSpec other = spec;
      other.window_ms = point.window_ms;
      expect_same(*analyze(dataset, other, filter), point);
      if (HasFatalFailure()) FAIL() << "round " << round << ", window " << point.window_ms.value_or(-1);
    }
    for (const ModeFunnel& mode : report.modes) {
      FunnelSpec other = spec;
      other.mode = mode.mode;
      const auto funnel = analyze(dataset, other, filter);
      ASSERT_EQ(funnel.has_value(), mode.refusal.empty());
      refused += funnel ? 0 : 1;
      if (funnel) expect_same(*funnel, mode);
      if (HasFatalFailure()) FAIL() << "round " << round << ", mode " << static_cast<int>(mode.mode);
    }
    const auto last = [&](size_t point) { return report.points[point].counts.back(); };
    changing += last(0) != last(report.points.size() - 1) ? 1 : 0;
    for (size_t i = 1; i < report.points.size(); ++i) falling += last(i) < last(i - 1) ? 1 : 0;
  }
  // The cases must be worth trying.
  EXPECT_GT(changing, 40) << seed;
  EXPECT_GT(refused, 20) << seed;
  EXPECT_GT(falling, 0) << "under some rules a longer window counts fewer " << seed;
}

TEST(Sensitivity, DoesNotDependOnHowItIsBundled) {
  Draw draw(seed_of_today() + 1);
  for (int round = 0; round < 30; ++round) {
    const Dataset dataset = random_spans(draw);
    const FunnelSpec spec = random_ruled_funnel(draw);
    const SensitivityReport whole = sensitivity_of(dataset, spec);
    auto run = SensitivityRun::begin(dataset, spec, nullptr);
    ASSERT_TRUE(run.has_value());
    double share = 0;
    int steps = 0;
    for (; !run->done(); ++steps) {
      EXPECT_GE(run->share(), share);
      share = run->share();
      EXPECT_LT(share, 1);
      run->advance(1 + draw.below(500));
    }
    EXPECT_EQ(run->share(), 1);
    EXPECT_GT(steps, 1);
    const SensitivityReport report = run->conclude();
    ASSERT_EQ(report.points.size(), whole.points.size());
    for (size_t i = 0; i < whole.points.size(); ++i) EXPECT_EQ(report.points[i].counts, whole.points[i].counts);
    for (size_t i = 0; i < whole.modes.size(); ++i) {
      for (size_t step = 0; step < whole.modes[i].steps.size(); ++step) {
        EXPECT_EQ(report.modes[i].steps[step].count, whole.modes[i].steps[step].count);
      }
    }
  }
}

// Edges ---------------------------------------------------------------------------------------------------------------

TEST(Sensitivity, OfNobodyIsNoRate) {
  const std::vector<uint8_t> nobody(4, 0);
  const SensitivityReport report = sensitivity_of(shop_with_delays(), funnel_of({"view", "pay"}), &nobody);
  for (const WindowPoint& point : report.points) {
    EXPECT_EQ(point.counts, (std::vector<uint64_t>{0, 0}));
    EXPECT_FALSE(point.rate);
  }
  EXPECT_EQ(report.notes.size(), 1U);
}

TEST(Sensitivity, OfNobodyWhoConvertsIsZeroEverywhere) {
  const Dataset dataset = dataset_of_events({{"anna", "view", 5}, {"bert", "pay", 1}, {"bert", "view", 2}});
  const SensitivityReport report = sensitivity_of(dataset, funnel_of({"view", "pay"}));
  for (const WindowPoint& point : report.points) EXPECT_EQ(point.rate->value, 0);
  EXPECT_EQ(report.notes.size(), 1U);
}

TEST(Sensitivity, OfOneMomentIsTheSameForEveryLength) {
  const Dataset dataset = dataset_of_events({{"anna", "a", 7}, {"anna", "b", 7}, {"bert", "a", 7}});
  FunnelSpec spec = funnel_of({"a", "b"});
  spec.window_ms = 0;
  const SensitivityReport report = sensitivity_of(dataset, spec);
  EXPECT_EQ(report.points.front().window_ms, 0);
  for (const WindowPoint& point : report.points) EXPECT_EQ(point.counts, (std::vector<uint64_t>{2, 1}));
}

TEST(Sensitivity, NeedsEvents) {
  EXPECT_EQ(analyze_sensitivity({}, {}, nullptr).error().code, ErrorCode::not_applicable);
  EXPECT_EQ(analyze_sensitivity(shop_with_delays(), funnel_of({"view", "nothing"}), nullptr).error().code,
            ErrorCode::bad_spec);
}

// Lengths -------------------------------------------------------------------------------------------------------------

std::vector<int64_t> lengths_for(const std::vector<int64_t>& times) {
  std::vector<uint64_t> within;
  for (const int64_t length : plain_lengths()) {
    within.push_back(
        static_cast<uint64_t>(std::count_if(times.begin(), times.end(), [&](int64_t time) { return time <= length; })));
  }
  std::vector<int64_t> lengths;
  for (const size_t i : choose_lengths(within, times.size())) lengths.push_back(plain_lengths()[i]);
  return lengths;
}

TEST(WindowLengths, AreAFewPlainOnesAroundTheTimes) {
  Draw draw(seed_of_today() + 2);
  for (int round = 0; round < 300; ++round) {
    std::vector<int64_t> times;
    const uint64_t most = uint64_t{1} << (1 + draw.below(38));
    for (uint64_t i = draw.below(200); i > 0; --i) times.push_back(static_cast<int64_t>(draw.below(most)));
    const std::vector<int64_t> lengths = lengths_for(times);
    ASSERT_GE(lengths.size(), kFewestLengths);
    ASSERT_LE(lengths.size(), kMostLengths);
    ASSERT_TRUE(std::is_sorted(lengths.begin(), lengths.end()));
    if (times.empty()) continue;
    const auto above = std::count_if(times.begin(), times.end(), [&](int64_t time) { return time > lengths.back(); });
    ASSERT_LE(above * 100, static_cast<int64_t>(times.size())) << "hardly any is longer than all of them";
    const auto below = std::count_if(times.begin(), times.end(), [&](int64_t time) { return time <= lengths.front(); });
    ASSERT_TRUE(below * 100 < static_cast<int64_t>(times.size()) || lengths.front() == plain_lengths().front());
  }
}

TEST(WindowLengths, AscendInPlainOnes) {
  const auto lengths = plain_lengths();
  EXPECT_TRUE(std::is_sorted(lengths.begin(), lengths.end()));
  EXPECT_EQ(std::adjacent_find(lengths.begin(), lengths.end()), lengths.end());
}

TEST(WindowLengths, KeepTheUsualOnes) {
  std::vector<int64_t> times;
  for (int64_t time = kMinute; time < 90 * kDay; time += time / 10 + 1) times.push_back(time);
  const std::vector<int64_t> lengths = lengths_for(times);
  for (const int64_t usual : {kMinute, kHour, kDay, 7 * kDay, 30 * kDay}) {
    EXPECT_EQ(std::count(lengths.begin(), lengths.end(), usual), 1) << usual;
  }
}

}  // namespace
}  // namespace sluice::funnel

// What is missing for a better segment: against trying every better value that anybody has.
#include "rfm/step_up.h"

#include <gtest/gtest.h>

#include <random>
#include <utility>

#include "rfm/customers.h"
#include "rfm/scoring.h"
#include "unit/rfm/order_fixture.h"

namespace sluice::rfm {
namespace {

struct Explained {
  Dataset dataset;
  RfmSpec spec;
  OwnLines lines;
  Analysis analysis;

  Explained(Dataset made, const RfmSpec& chosen)
      : dataset(std::move(made)),
        spec(chosen),
        lines(dataset, spec),
        analysis(std::move(analyze(dataset, spec, lines.get())).value()) {}
};

uint16_t segment_of(const Analysis& analysis, const std::array<double, 3>& values) {
  std::array<int, 3> at{};
  for (size_t d = 0; d < at.size(); ++d) at[d] = score_of(values[d], analysis.cuts[d], d == kRecency);
  return analysis.map->segment_at(at[0], at[1], at[2]);
}

uint64_t passed(const Analysis& analysis, size_t row, const std::array<double, 3>& values) {
  uint64_t count = 0;
  for (size_t d = 0; d < values.size(); ++d) {
    const double now = analysis.profile.values(d)[row];
    for (const double other : analysis.sorted[d]) {
      count += d == kRecency ? other < now && other > values[d] : other > now && other < values[d];
    }
  }
  return count;
}

/// A map and a scoring method.
class StepUpUnder : public testing::TestWithParam<std::pair<const char*, const char*>> {};

TEST_P(StepUpUnder, LeadsToABetterSegmentAndNobodysValuesLeadThereByPassingFewer) {
  RfmSpec spec;
  spec.map = GetParam().first;
  spec.recency.method = spec.frequency.method = spec.monetary.method = GetParam().second;
  const Explained e(dataset_of_orders(random_orders(seed_of_today(), 400, 40)), spec);
  const Profile& profile = e.analysis.profile;
  size_t found = 0;
  for (size_t row = 0; row < profile.size(); ++row) {
    const auto step = find_step_up(e.analysis, e.spec, row);
    const uint64_t least = step ? passed(e.analysis, row, step->values) : UINT64_MAX;
    if (step) {
      ++found;
      EXPECT_LT(step->segment, e.analysis.segment[row]);
      EXPECT_FALSE(e.analysis.map->segments[step->segment].rest);
      EXPECT_FALSE(e.analysis.map->segments[e.analysis.segment[row]].rest);
      EXPECT_EQ(segment_of(e.analysis, step->values), step->segment);
    }
    for (const double r : e.analysis.sorted[kRecency]) {
      if (r > profile.recency[row]) continue;
      for (const double f : e.analysis.sorted[kFrequency]) {
        if (f < profile.frequency[row]) continue;
        for (const double m : e.analysis.sorted[kMonetary]) {
          const uint16_t there = segment_of(e.analysis, {r, f, m});
          if (m < profile.monetary[row] || !e.analysis.map->stands_above(there, e.analysis.segment[row])) continue;
          ASSERT_LE(least, passed(e.analysis, row, {r, f, m})) << row << ": " << r << " " << f << " " << m;
        }
      }
    }
  }
  EXPECT_GT(found, 0U);
}

INSTANTIATE_TEST_SUITE_P(Maps, StepUpUnder,
                         testing::Values(std::pair("grid", "midrank"), std::pair("eleven", "midrank"),
                                         std::pair("rfm-r", "midrank"), std::pair("eleven", "mean"),
                                         std::pair("grid", "median")));

TEST(StepUp, IsSaidInWords) {
  // By one cut each: 10 days, 2 orders, 100.
  RfmSpec spec;
  spec.bins = 3;
  for (DimensionSpec* dimension : {&spec.recency, &spec.frequency, &spec.monetary}) dimension->method = "thresholds";
  spec.recency.cuts = {10, 10};
  spec.frequency.cuts = {2, 2};
  spec.monetary.cuts = {100, 100};
  spec.map = "mine";
  MapDocument map;
  map.id = "mine";
  map.name = {"Mine", "我的"};
  map.kind = MapKind::cube;
  map.bins = 3;
  map.segments = {{"good", {"Good", "好"}, {}, "#0f766e"}, {"poor", {"Poor", "差"}, {}, "#b45309"}};
  map.rules = {{"good", {3, 3}, {}, {3, 3}}, {"poor", {}, {}, {}}};
  spec.own_maps = {map};
  const Explained e(dataset_of_orders({{"anna", "1", "2024-01-01", 5'000}, {"bert", "2", "2024-01-30", 20'000}}), spec);
  const auto explain = [&](const char* id) {
    return std::move(explain_customer(e.dataset, e.analysis, e.spec, e.lines.get(), id)).value();
  };
  EXPECT_EQ(explain("anna").step_up.en,
            "The shortest way up, to 'Good': a last purchase at most 10 days ago (now 30 days), and at least 100.01 "
            "spent (now 50).");
  EXPECT_EQ(explain("anna").step_up.zh,
            "升入“好”的最近途径：最近一次消费不超过 10 天前（现为 30 天），且消费至少 100.01（现为 50）。");
  EXPECT_EQ(explain("bert").step_up.en, "This is the first segment of the map: none stands above it.");
}

TEST(StepUp, IsNoneFromTheSegmentThatTakesTheRest) {
  RfmSpec spec;
  spec.map = "mine";
  MapDocument map;
  map.id = "mine";
  map.name = {"Mine", "我的"};
  map.segments = {{"good", {"Good", "好"}, {}, "#0f766e"}, {"rest", {"Rest", "其余"}, {}, "#8a8f98", true}};
  map.rules = {{"good", {3, 5}, {}, {}}, {"rest", {}, {}, {}}};
  spec.own_maps = {map};
  const Explained e(dataset_of_orders({{"anna", "1", "2024-01-01", 5'000}, {"bert", "2", "2024-01-30", 20'000}}), spec);
  EXPECT_FALSE(find_step_up(e.analysis, e.spec, 0));
  const auto explained = explain_customer(e.dataset, e.analysis, e.spec, e.lines.get(), "anna");
  EXPECT_EQ(explained->step_up.en,
            "This segment takes what the others leave. It stands neither above nor below them, so nothing is a step "
            "up.");
}

TEST(StepUp, OfTheEightClassesCrossesTheSplit) {
  RfmSpec spec;
  spec.map = "eight";
  spec.eight = {SplitRule::own, 10, 2, 100};
  const Explained e(dataset_of_orders({{"anna", "1", "2024-01-01", 5'000}, {"bert", "2", "2024-01-30", 20'000}}), spec);
  const auto step = find_step_up(e.analysis, e.spec, 0);
  ASSERT_TRUE(step);
  for (size_t d = 0; d < 3; ++d) {
    const double now = e.analysis.profile.values(d)[0];
    if (step->values[d] == now) continue;
    EXPECT_EQ(step->values[d], d == kRecency ? 9 : d == kFrequency ? 3 : 100.01);
  }
}

TEST(StepUp, PromisesNothingWhereEqualValuesScoreDifferently) {
  RfmSpec spec;
  for (DimensionSpec* dimension : {&spec.recency, &spec.frequency, &spec.monetary}) dimension->method = "ntile";
  const Explained e(dataset_of_orders(random_orders(3, 200, 30)), spec);
  for (size_t row = 0; row < e.analysis.profile.size(); ++row) EXPECT_FALSE(find_step_up(e.analysis, e.spec, row));
}

}  // namespace
}  // namespace sluice::rfm

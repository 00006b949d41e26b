// What sets a segment apart: against counting all pairs, all ways and all customers one by one.
#include "rfm/explain_segment.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

#include "dataset/attributes_builder.h"
#include "rfm/segment_ascent.h"
#include "unit/rfm/order_fixture.h"

namespace sluice::rfm {
namespace {

double superiority_by_counting(const std::vector<double>& values, const std::vector<double>& others) {
  double sum = 0;
  for (const double value : values) {
    for (const double other : others) sum += value > other ? 1 : value == other ? 0.5 : 0;
  }
  return sum / static_cast<double>(values.size()) / static_cast<double>(others.size());
}

TEST(ProbabilityOfSuperiority, CountsAllPairs) {
  std::mt19937_64 random(seed_of_today());
  for (int round = 0; round < 200; ++round) {
    std::vector<double> values(1 + random() % 30), others(1 + random() % 30);
    for (double& value : values) value = static_cast<double>(random() % 12);
    for (double& value : others) value = static_cast<double>(random() % 12);
    std::sort(values.begin(), values.end());
    std::sort(others.begin(), others.end());
    EXPECT_DOUBLE_EQ(probability_of_superiority(values, others), superiority_by_counting(values, others));
  }
}

SegmentMap two_by_two(bool rest) {
  MapDocument map;
  map.id = "mine";
  map.name = {"Mine", "我的"};
  map.kind = MapKind::split;
  map.segments = {{"top", {"Top", "顶"}, {}, "#0f766e"},
                  {"middle", {"Middle", "中"}, {}, "#2f7fc1"},
                  {"low", {"Low", "低"}, {}, "#b45309", rest}};
  map.rules = {{"top", {1, 1}, {1, 1}, {1, 1}}, {"middle", {1, 1}, {}, {}}, {"low", {}, {}, {}}};
  return std::move(make_segment_map(map)).value();
}

constexpr ScoresInUse kBothBits{0b11, 0b11, 0b11};

TEST(NearestAbove, TakesTheFewestSteps) {
  const SegmentMap map = two_by_two(false);
  const auto nearest = nearest_above(map, kBothBits);
  EXPECT_EQ(nearest[map.cell_index(0, 0, 0)], 1) << "one step to the middle, three to the top";
  EXPECT_EQ(nearest[map.cell_index(0, 1, 1)], 0) << "one step to the top";
  EXPECT_EQ(nearest[map.cell_index(1, 0, 0)], 0);
  EXPECT_EQ(nearest[map.cell_index(1, 1, 1)], std::nullopt);
}

TEST(NearestAbove, LeadsNowhereFromTheRest) {
  const SegmentMap map = two_by_two(true);
  EXPECT_EQ(nearest_above(map, kBothBits)[map.cell_index(0, 0, 0)], std::nullopt);
}

TEST(NearestAbove, PassesOverScoresThatNobodyHas) {
  MapDocument document;
  document.id = "mine";
  document.name = {"Mine", "我的"};
  document.segments = {{"top", {"Top", "顶"}, {}, "#0f766e"},
                       {"middle", {"Middle", "中"}, {}, "#2f7fc1"},
                       {"low", {"Low", "低"}, {}, "#b45309"}};
  document.rules = {{"top", {5, 5}, {}, {}}, {"middle", {2, 4}, {}, {}}, {"low", {}, {}, {}}};
  const SegmentMap map = std::move(make_segment_map(document)).value();
  const ScoresInUse all{0b111110, 0b111110, 0b111110}, two_of_recency{0b100010, 0b111110, 0};
  const size_t lowest = map.cell_index(1, 3, 1);
  EXPECT_EQ(nearest_above(map, all)[lowest], 1);
  EXPECT_EQ(nearest_above(map, two_of_recency)[lowest], 0) << "by the mean nobody has a score from 2 to 4";
}

struct Scored {
  Dataset dataset;
  RfmSpec spec;
  Analysis analysis;

  explicit Scored(Dataset made, RfmSpec chosen = {})
      : dataset(std::move(made)), spec(std::move(chosen)), analysis(std::move(analyze(dataset, spec)).value()) {}

  SegmentExplanation explain(std::string_view id, const FilterSpec& filter = {}) const {
    return std::move(explain_segment(dataset, analysis, filter, id)).value();
  }
};

TEST(SegmentExplanation, AgreesWithCountingTheCustomers) {
  const Scored scored(dataset_of_orders(random_orders(seed_of_today(), 3'000, 300)));
  const RfmReport report = report_of(scored.dataset, scored.spec);
  for (size_t i = 0; i < report.segments.size(); ++i) {
    const SegmentExplanation explanation = scored.explain(report.segments[i].id);
    EXPECT_EQ(explanation.totals.customers, report.segments[i].customers);
    EXPECT_DOUBLE_EQ(explanation.totals.revenue, report.segments[i].revenue);
    EXPECT_EQ(explanation.totals.average_order, report.segments[i].average_order);
    EXPECT_FALSE(explanation.who.en.empty());
    for (size_t d = 0; d < 3; ++d) {
      std::vector<double> inside, outside;
      for (size_t row = 0; row < scored.analysis.profile.size(); ++row) {
        const double value = scored.analysis.profile.values(d)[row];
        (scored.analysis.segment[row] == i ? inside : outside).push_back(value);
      }
      const DimensionContrast& contrast = explanation.dimensions[d];
      ASSERT_EQ(contrast.superiority.has_value(), !inside.empty() && !outside.empty());
      if (!contrast.superiority) continue;
      const double greater = superiority_by_counting(inside, outside);
      EXPECT_NEAR(*contrast.superiority, d == kRecency ? 1 - greater : greater, 1e-12);
    }
  }
}

TEST(SegmentExplanation, SaysWhatMovingUpWouldBeWorth) {
  // Three with one order of 10, one with two orders of 100 each: split at 15 days, 1 order and 50.
  RfmSpec spec;
  spec.map = "eight";
  spec.eight = {SplitRule::own, 15, 1, 50};
  const Scored scored(dataset_of_orders({{"a", "1", "2024-01-01", 1'000},
                                         {"b", "2", "2024-01-02", 1'000},
                                         {"c", "3", "2024-01-03", 1'000},
                                         {"d", "4", "2024-01-29", 10'000},
                                         {"d", "5", "2024-01-30", 10'000}}),
                      spec);
  const auto& segments = scored.analysis.map->segments;
  const SegmentExplanation lowest = scored.explain(segments[scored.analysis.segment[0]].id);
  EXPECT_EQ(lowest.totals.customers, 3u);
  EXPECT_FALSE(lowest.gain) << "the classes within one step have no customers whose spending could be a measure";

  MapDocument map;
  map.id = "mine";
  map.name = {"Mine", "我的"};
  map.kind = MapKind::split;
  map.segments = {{"good", {"Good", "好"}, {}, "#0f766e"}, {"poor", {"Poor", "差"}, {}, "#b45309"}};
  map.rules = {{"good", {1, 1}, {}, {}}, {"poor", {}, {}, {}}};
  spec.own_maps = {map};
  spec.map = "mine";
  const Scored again(dataset_of_orders({{"a", "1", "2024-01-01", 1'000},
                                        {"b", "2", "2024-01-02", 1'000},
                                        {"c", "3", "2024-01-03", 1'000},
                                        {"d", "4", "2024-01-29", 10'000},
                                        {"d", "5", "2024-01-30", 10'000}}),
                     spec);
  const SegmentExplanation poor = again.explain("poor");
  ASSERT_EQ(poor.ascents.size(), 1u);
  EXPECT_EQ(poor.ascents[0].segment, "good");
  EXPECT_EQ(poor.ascents[0].customers, 3u);
  EXPECT_DOUBLE_EQ(poor.ascents[0].gain_per_customer, 200 - 10);
  EXPECT_DOUBLE_EQ(*poor.gain, 0.1 * 3 * 190);
  EXPECT_EQ(poor.worth.en,
            "If one in ten rose to the nearest segment above (0.3 of them) and then spent as its customers do on "
            "average, they would bring about 57 more in a period as long as this one (2024-01-01 – 2024-01-30). A "
            "comparison of averages, not a forecast.");
  EXPECT_EQ(again.explain("good").worth.en, "This is the first segment of the map: none stands above it.");
}

TEST(SegmentExplanation, NamesTheValuesThatAreTelling) {
  std::vector<OrderRow> rows;
  Dictionary texts;
  std::vector<uint32_t> web_or_shop, coin;
  for (int i = 0; i < 200; ++i) {
    const bool late = i >= 100;
    rows.push_back({std::to_string(1000 + i), std::to_string(i), late ? "2024-06-01" : "2024-01-01", 1'000});
  }
  for (int i = 0; i < 200; ++i) web_or_shop.push_back(texts.intern((i >= 100) == (i % 10 != 0) ? "web" : "shop"));
  Dictionary sides;
  for (int i = 0; i < 200; ++i) coin.push_back(sides.intern(i % 2 == 0 ? "heads" : "tails"));
  Dataset dataset = dataset_of_orders(rows);
  dataset.attributes.push_back(make_attribute("channel", texts, web_or_shop));
  dataset.attributes.push_back(make_attribute("coin", sides, coin));
  const Scored scored(std::move(dataset));
  const auto& segments = scored.analysis.map->segments;
  const SegmentExplanation late = scored.explain(segments[scored.analysis.segment[199]].id);
  ASSERT_EQ(late.attributes.size(), 2u) << "both values of the channel, neither side of the coin";
  std::map<std::string, std::string> said;
  for (const AttributeContrast& contrast : late.attributes) said[contrast.value] = contrast.sentence.en;
  EXPECT_EQ(said["web"], "channel 'web': 90%, of the others 10%.");
  EXPECT_EQ(said["shop"], "channel 'shop': 10%, of the others 90%.");
}

TEST(SegmentExplanation, FollowsTheFilterButForItsOwnSegments) {
  const Scored scored(dataset_of_orders(random_orders(5, 2'000, 200)));
  const RfmReport report = report_of(scored.dataset, scored.spec);
  FilterSpec filter;
  filter.segments = {report.segments[0].id};
  EXPECT_EQ(scored.explain(report.segments[1].id, filter).totals.customers, report.segments[1].customers);
  filter.tiers = {"ordinary"};
  const RfmReport narrowed = report_of(scored.dataset, scored.spec, filter);
  EXPECT_EQ(scored.explain(report.segments[1].id, filter).totals.customers, narrowed.segments[1].customers);
}

TEST(SegmentExplanation, OfOneCustomerAndOfNobodyIsSensible) {
  const Scored scored(dataset_of_orders({{"a", "1", "2024-01-01", 100}}));
  const auto& segments = scored.analysis.map->segments;
  for (size_t i = 0; i < segments.size(); ++i) {
    const SegmentExplanation explanation = scored.explain(segments[i].id);
    EXPECT_FALSE(explanation.dimensions[0].superiority);
    EXPECT_FALSE(explanation.worth.zh.empty());
    EXPECT_EQ(explanation.who.en == "Nobody is in this segment now.", scored.analysis.segment[0] != i);
  }
  FilterSpec nobody;
  nobody.cells = {"11"};
  EXPECT_FALSE(scored.explain(segments[scored.analysis.segment[0]].id, nobody).customer_share);
  EXPECT_EQ(explain_segment(scored.dataset, scored.analysis, {}, "nonsense").error().code, ErrorCode::not_found);
}

TEST(Playbook, StandsInForTheAdviceOfABuiltInMap) {
  RfmSpec spec;
  spec.playbook = {{"grid", "champions", {{"Call them.", "逐一致电。"}}},
                   {"grid", "loyal", {{"", "送券。"}}},
                   {"eleven", "champions", {{"Not this one.", "不是这个。"}}}};
  const RfmReport plain = report_of(dataset_of_orders(random_orders(5, 200, 20)), {});
  const RfmReport edited = report_of(dataset_of_orders(random_orders(5, 200, 20)), spec);
  for (size_t i = 0; i < plain.segments.size(); ++i) {
    const std::string& id = plain.segments[i].id;
    const TextPair& proposed = plain.segments[i].advice;
    const TextPair expected = id == "champions" ? TextPair{"Call them.", "逐一致电。"}
                              : id == "loyal"   ? TextPair{proposed.en, "送券。"}
                                                : proposed;
    EXPECT_EQ(edited.segments[i].advice, expected) << id;
  }
}

}  // namespace
}  // namespace sluice::rfm

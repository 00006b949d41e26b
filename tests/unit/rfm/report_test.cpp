// analyze -> select -> make_report: figures add up, rows' order leaves no trace, odd data gives sensible numbers.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>

#include "base/cell_key.h"
#include "rfm/selection.h"
#include "unit/rfm/order_fixture.h"

namespace sluice::rfm {
namespace {

TEST(RfmReport, GroupsAddUpToTheWhole) {
  const Dataset dataset = dataset_of_orders(random_orders(seed_of_today(), 3'000, 200));
  for (const auto& [map, bins, method] : kMapChoices) {
    RfmSpec spec;
    spec.map = map;
    if (bins != 0) spec.bins = bins;
    const RfmReport report = report_of(dataset, spec);
    uint64_t in_segments = 0, in_grid = 0;
    double segment_revenue = 0, share = 0;
    for (const SegmentReport& segment : report.segments) {
      in_segments += segment.customers;
      segment_revenue += segment.revenue;
      share += *segment.revenue_share;
    }
    for (const GridCell& cell : report.grid) in_grid += cell.customers;
    EXPECT_EQ(in_segments, report.all.customers);
    EXPECT_EQ(in_grid, report.all.customers);
    EXPECT_NEAR(segment_revenue, report.all.revenue, 1e-6);
    EXPECT_NEAR(share, 1, 1e-12);
    for (const DimensionReport& dimension : report.dimensions) {
      uint64_t in_bins = 0;
      for (const BinReport& bin : dimension.scores) in_bins += bin.customers;
      EXPECT_EQ(in_bins, report.all.customers);
    }
  }
}

TEST(RfmReport, ARangeLeavesTheCustomersWithinItAndItsOwnBarsStandBesideWhatItLeavesOut) {
  const Dataset dataset = dataset_of_orders(random_orders(seed_of_today(), 2'000, 150));
  const RfmReport all = report_of(dataset, {});
  for (size_t d = 0; d < 3; ++d) {
    const std::vector<HistogramBar>& bars = all.dimensions[d].histogram;
    uint64_t in_bars = 0;
    for (const HistogramBar& bar : bars) {
      EXPECT_EQ(bar.selected, bar.customers) << "without a filter";
      in_bars += bar.customers;
    }
    EXPECT_EQ(in_bars, all.all.customers);
    for (size_t bar = 0; bar < bars.size(); ++bar) {
      FilterSpec filter;
      filter.ranges = {{std::string(kDimensionNames[d]), bars[bar].from, bars[bar].to}};
      if (bar + 1 == bars.size()) filter.ranges[0].to.reset();
      const RfmReport part = report_of(dataset, {}, filter);
      EXPECT_EQ(part.selection.customers, bars[bar].customers) << kDimensionNames[d] << " " << bar;
      EXPECT_EQ(part.dimensions[d].histogram[bar].selected, bars[bar].customers);
      uint64_t elsewhere = 0, own = 0;
      for (const HistogramBar& other : part.dimensions[(d + 1) % 3].histogram) elsewhere += other.selected;
      for (const HistogramBar& same : part.dimensions[d].histogram) own += same.selected;
      EXPECT_EQ(elsewhere, bars[bar].customers);
      EXPECT_EQ(own, all.all.customers);
    }
  }
}

TEST(RfmReport, DoesNotDependOnTheOrderOfTheRows) {
  auto rows = random_orders(seed_of_today(), 1'000, 80);
  // Where only the line number tells two rows apart, their order is the file's; amounts are exact, so it cannot matter.
  const std::string first = text_of(report_of(dataset_of_orders(rows), {}));
  std::mt19937_64 random(seed_of_today());
  for (int round = 0; round < 5; ++round) {
    std::shuffle(rows.begin(), rows.end(), random);
    ASSERT_EQ(text_of(report_of(dataset_of_orders(rows), {})), first);
  }
}

TEST(RfmReport, AFilterNarrowsTheSelectionAndNothingElse) {
  const Dataset dataset = dataset_of_orders(random_orders(seed_of_today(), 2'000, 150));
  const RfmReport all = report_of(dataset, {});
  for (const SegmentReport& segment : all.segments) {
    const RfmReport report = report_of(dataset, {}, {{segment.id}, {}, {}});
    EXPECT_EQ(report.all.customers, all.all.customers);
    EXPECT_EQ(report.selection.customers, segment.customers);
    EXPECT_DOUBLE_EQ(report.selection.revenue, segment.revenue);
    for (const SegmentReport& other : report.segments) {
      EXPECT_EQ(other.selected, other.id == segment.id);
      EXPECT_EQ(other.customers > 0, std::any_of(all.segments.begin(), all.segments.end(),
                                                 [&](const auto& s) { return s.id == other.id && s.customers > 0; }));
    }
  }
  for (const GridCell& cell : all.grid) {
    const std::string key = std::to_string(cell.recency) + std::to_string(cell.frequency);
    EXPECT_EQ(report_of(dataset, {}, {{}, {key}, {}}).selection.customers, cell.customers);
  }
  const RfmReport vip = report_of(dataset, {}, {{}, {}, {"vip"}});
  EXPECT_EQ(vip.selection.customers, vip.groupings[kTiers].groups[0].customers);
  EXPECT_TRUE(vip.groupings[kTiers].groups[0].selected);
  const RfmReport both = report_of(dataset, {}, {{"champions"}, {"11"}, {}});
  EXPECT_EQ(both.selection.customers, 0U);  // no champion has R 1 and F 1: every list must hold
}

// What a chart lets the user choose by stays whole beside the choice; the other charts follow it.
TEST(RfmReport, EveryChartFollowsTheFilterOfTheOthers) {
  const Dataset dataset = dataset_of_orders(random_orders(seed_of_today(), 2'000, 150));
  const RfmReport all = report_of(dataset, {});
  const auto customers_in = [](const auto& groups) {
    uint64_t sum = 0;
    for (const auto& group : groups) sum += group.customers;
    return sum;
  };
  const auto cell = std::max_element(all.grid.begin(), all.grid.end(),
                                     [](const auto& a, const auto& b) { return a.customers < b.customers; });
  const std::string key = std::to_string(cell->recency) + std::to_string(cell->frequency);
  const RfmReport by_cell = report_of(dataset, {}, {{}, {key}, {}});
  EXPECT_EQ(customers_in(by_cell.segments), cell->customers);
  EXPECT_EQ(customers_in(by_cell.groupings[kTiers].groups), cell->customers);
  EXPECT_EQ(customers_in(by_cell.grid), all.all.customers) << "the other cells keep their figures";
  double shares = 0;
  for (const SegmentReport& segment : by_cell.segments) shares += segment.customer_share;
  EXPECT_NEAR(shares, 1, 1e-12) << "of the customers that are left";

  const RfmReport by_tier = report_of(dataset, {}, {{}, {}, {"vip"}});
  EXPECT_EQ(customers_in(by_tier.segments), all.groupings[kTiers].groups[0].customers);
  EXPECT_EQ(customers_in(by_tier.grid), all.groupings[kTiers].groups[0].customers);
  EXPECT_EQ(customers_in(by_tier.groupings[kTiers].groups), all.all.customers);

  const RfmReport by_both = report_of(dataset, {}, {{}, {key}, {"vip"}});
  EXPECT_EQ(customers_in(by_both.grid), all.groupings[kTiers].groups[0].customers);
  EXPECT_EQ(customers_in(by_both.groupings[kTiers].groups), cell->customers);
  EXPECT_EQ(customers_in(by_both.segments), by_both.selection.customers);
}

TEST(RfmReport, TheCubeAddsUpToTheGridAndToTheSegments) {
  const Dataset dataset = dataset_of_orders(random_orders(seed_of_today(), 3'000, 400));
  for (const auto& [map, bins, method] : kMapChoices) {
    RfmSpec spec;
    spec.map = map;
    if (bins != 0) spec.bins = bins;
    const RfmReport report = report_of(dataset, spec);
    std::map<std::pair<int, int>, uint64_t> columns;
    std::map<std::string, uint64_t> segments;
    for (const CubeCell& cell : report.cube) {
      EXPECT_GT(cell.segment_customers, 0u);
      EXPECT_LE(cell.segment_customers, cell.customers);
      if (report.map_report.kind != MapKind::split) {
        EXPECT_EQ(cell.segment_customers, cell.customers);
      }
      columns[{cell.recency, cell.frequency}] += cell.customers;
      segments[cell.segment] += cell.customers;
    }
    for (const GridCell& cell : report.grid) EXPECT_EQ((columns[{cell.recency, cell.frequency}]), cell.customers);
    if (report.map_report.kind == MapKind::split) continue;
    for (const SegmentReport& segment : report.segments) EXPECT_EQ(segments[segment.id], segment.customers);
  }
}

TEST(Select, RefusesWhatTheMapDoesNotHave) {
  const Dataset dataset = dataset_of_orders(random_orders(1, 100, 10));
  const auto analysis = analyze(dataset, {});
  const auto pointer = [&](const FilterSpec& filter) {
    return select(dataset, *analysis, filter).error().place.pointer;
  };
  EXPECT_EQ(pointer({{"champions", "heroes"}, {}, {}}), "/filter/segments/1");
  EXPECT_EQ(pointer({{}, {"55", "56"}, {}}), "/filter/cells/1");
  EXPECT_EQ(pointer({{}, {"05"}, {}}), "/filter/cells/0");
  EXPECT_EQ(pointer({{}, {"5555"}, {}}), "/filter/cells/0");
  EXPECT_EQ(pointer({{}, {"543", "546"}, {}}), "/filter/cells/1");
  EXPECT_EQ(pointer({{}, {}, {"gold"}}), "/filter/tiers/0");
}

TEST(Select, ReadsCellsOfTenScores) {
  const Dataset dataset = dataset_of_orders(random_orders(2, 900, 90));
  RfmSpec spec;
  spec.bins = 10;
  spec.map = "eight";
  const RfmReport all = report_of(dataset, spec);
  for (const GridCell& cell : all.grid) {
    const std::string key = std::to_string(cell.recency) + std::to_string(cell.frequency);
    ASSERT_EQ(report_of(dataset, spec, {{}, {key}, {}}).selection.customers, cell.customers) << key;
  }
  for (const CubeCell& cell : all.cube) {
    const std::string key = key_of_scores({cell.recency, cell.frequency, cell.monetary});
    const Totals left = report_of(dataset, spec, {{}, {key}, {}}).selection;
    ASSERT_EQ(left.customers, cell.customers) << key;
    ASSERT_EQ(left.revenue, cell.revenue) << key;
  }
}

TEST(Analyze, RefusesASpecThatCannotBe) {
  const Dataset dataset = dataset_of_orders(random_orders(1, 100, 10));
  const auto pointer = [&](auto change) {
    RfmSpec spec;
    change(spec);
    const auto analysis = analyze(dataset, spec);
    return analysis ? "" : analysis.error().place.pointer;
  };
  EXPECT_EQ(pointer([](RfmSpec&) {}), "");
  EXPECT_EQ(pointer([](RfmSpec& spec) { spec.bins = 4; }), "/rfm/bins");
  EXPECT_EQ(pointer([](RfmSpec& spec) { spec.bins = 7, spec.map = "eleven"; }), "/rfm/bins");
  EXPECT_EQ(pointer([](RfmSpec& spec) { spec.bins = 7, spec.map = "eight"; }), "");
  EXPECT_EQ(pointer([](RfmSpec& spec) { spec.bins = 4, spec.map = "rfm-r"; }), "/rfm/bins");
  EXPECT_EQ(pointer([](RfmSpec& spec) { spec.bins = 5, spec.map = "pymc"; }), "/rfm/bins");
  EXPECT_EQ(pointer([](RfmSpec& spec) { spec.bins = 4, spec.map = "pymc"; }), "");
  EXPECT_EQ(pointer([](RfmSpec& spec) { spec.bins = 11, spec.map = "eight"; }), "/rfm/bins");
  EXPECT_EQ(pointer([](RfmSpec& spec) { spec.map = "twelve"; }), "/rfm/map");
  EXPECT_EQ(pointer([](RfmSpec& spec) { spec.monetary.method = "dice"; }), "/rfm/monetary/method");
  EXPECT_EQ(pointer([](RfmSpec& spec) { spec.recency.method = "thresholds"; }), "/rfm/recency/cuts");
  EXPECT_EQ(pointer([](RfmSpec& spec) { spec.tiers = {0.8, 0.4}; }), "/rfm/tiers");
  EXPECT_EQ(pointer([](RfmSpec& spec) { spec.tiers.vip = NAN; }), "/rfm/tiers");
}

TEST(Analyze, SaysHowManyScoresAMapNeeds) {
  const Dataset dataset = dataset_of_orders(random_orders(1, 100, 10));
  RfmSpec spec;
  spec.map = "pymc";
  const Error error = analyze(dataset, spec).error();
  EXPECT_NE(error.message.en.find("\"pymc\" needs 4 scores, found 5. Choose 4"), std::string::npos) << error.message.en;
  EXPECT_NE(error.message.zh.find("需要 4 个分值，实际为 5"), std::string::npos) << error.message.zh;
}

TEST(EightClasses, PrintTheSplitBesideTheMap) {
  const Dataset dataset = dataset_of_customers({{"a", 10, 1, 10'000}, {"b", 20, 2, 20'000}, {"c", 60, 9, 90'000}});
  RfmSpec spec;
  spec.map = "eight";
  RfmReport report = report_of(dataset, spec);
  EXPECT_NE(report.map_rule.en.find("at the mean"), std::string::npos) << report.map_rule.en;
  EXPECT_NE(report.map_rule.en.find("under 30 days"), std::string::npos) << report.map_rule.en;
  EXPECT_NE(report.map_rule.zh.find("F 大于 4"), std::string::npos) << report.map_rule.zh;
  spec.eight.split = SplitRule::median;
  report = report_of(dataset, spec);
  EXPECT_NE(report.map_rule.en.find("over 200"), std::string::npos) << report.map_rule.en;
  // At the median: a is better in R only, b in nothing (equal is not better), c in F and M.
  EXPECT_EQ(report_of(dataset, spec, {{"general_develop"}, {}, {}}).selection.customers, 1U);
  EXPECT_EQ(report_of(dataset, spec, {{"general_win_back"}, {}, {}}).selection.customers, 1U);
  EXPECT_EQ(report_of(dataset, spec, {{"important_keep"}, {}, {}}).selection.customers, 1U);
  spec.eight = {SplitRule::own, 15, 1.5, 500};
  report = report_of(dataset, spec);
  EXPECT_NE(report.map_rule.zh.find("R 小于 15 天"), std::string::npos) << report.map_rule.zh;
}

// Degenerate files: sensible scores, a word about it, no NaN anywhere.
void expect_sound(const RfmReport& report, const std::string& name) {
  const std::string text = text_of(report);
  EXPECT_EQ(text.find("nan"), std::string::npos) << name;
  EXPECT_EQ(text.find("inf\n"), std::string::npos) << name;
  for (const TextPair& note : report.notes) {
    EXPECT_FALSE(note.en.empty());
    EXPECT_FALSE(note.zh.empty());
  }
}

TEST(DegenerateData, OneCustomer) {
  const RfmReport report = report_of(dataset_of_orders({{"a", "1", "2024-01-01", 100}}), {});
  expect_sound(report, "one customer");
  EXPECT_TRUE(notes_say(report, "one customer only"));
  EXPECT_EQ(report.all.median_monetary, 1.0);
}

TEST(DegenerateData, AllValuesEqual) {
  std::vector<OrderRow> rows;
  for (int i = 0; i < 20; ++i) rows.push_back({"c" + std::to_string(i), "o" + std::to_string(i), "2024-01-01", 100});
  const RfmReport report = report_of(dataset_of_orders(rows), {});
  expect_sound(report, "all equal");
  EXPECT_TRUE(notes_say(report, "same recency"));
  EXPECT_TRUE(notes_say(report, "more than once"));
  EXPECT_EQ(report.dimensions[0].scores[2].customers, 20U);
  EXPECT_EQ(report.dimensions[0].straddling, 20U);
  EXPECT_EQ(*report.concentration.gini, 0);
}

TEST(DegenerateData, TwoDistinctValuesAndFiveBins) {
  std::vector<CustomerTableRow> rows;
  for (int i = 0; i < 10; ++i) rows.push_back({"c" + std::to_string(i), i < 5 ? 1.0 : 2.0, 3, 500});
  const RfmReport report = report_of(dataset_of_customers(rows), {});
  expect_sound(report, "two values");
  EXPECT_TRUE(notes_say(report, "only 2 different values of recency for 5 scores"));
}

TEST(DegenerateData, NothingButFreeGoodsOrLosses) {
  for (const int64_t cents : {int64_t{0}, int64_t{-500}}) {
    const RfmReport report =
        report_of(dataset_of_customers({{"a", 1, 1, cents}, {"b", 2, 0, cents}, {"c", 3, 0, cents}}), {});
    expect_sound(report, "no revenue");
    EXPECT_TRUE(notes_say(report, "not positive"));
    EXPECT_FALSE(report.segments[0].revenue_share);
    EXPECT_TRUE(report.concentration.curve.empty());
  }
}

TEST(DegenerateData, AFilterThatLeavesNobody) {
  const Dataset dataset = dataset_of_orders({{"a", "1", "2024-01-01", 100}, {"b", "2", "2024-01-02", 100}});
  const RfmReport report = report_of(dataset, {}, {{}, {"11"}, {}});
  expect_sound(report, "nobody");
  EXPECT_EQ(report.selection.customers, 0U);
  EXPECT_FALSE(report.selection.median_recency);
  EXPECT_TRUE(notes_say(report, "No customer matches"));
}

TEST(RfmReport, SaysWhatTheRulesMoved) {
  RfmSpec spec;
  spec.snapshot = "2024-01-02";
  const RfmReport report =
      report_of(dataset_of_orders(
                    {{"a", "", "2024-01-01", 100}, {"b", "", "2024-01-01", -100, true}, {"c", "", "2024-01-05", 700}}),
                spec);
  EXPECT_TRUE(notes_say(report, "1 line after the snapshot date (7 in all)"));
  EXPECT_TRUE(notes_say(report, "1 customer with returns or empty orders only (-1 in all)"));
  EXPECT_TRUE(notes_say(report, "purchase days"));
  EXPECT_EQ(report.last_day, "2024-01-01");
}

TEST(RfmReport, ADayFarBehindAllOthersIsNamed) {
  std::vector<OrderRow> rows;
  for (int i = 1; i <= 25; ++i)
    rows.push_back({"c" + std::to_string(i), "", "2024-01-" + std::to_string(101 + i).substr(1), 100});
  EXPECT_FALSE(notes_say(report_of(dataset_of_orders(rows), {}), "everybody else"));
  rows.push_back({"c3", "", "2099-01-02", 100});
  const RfmReport report = report_of(dataset_of_orders(rows), {});
  EXPECT_TRUE(notes_say(
      report,
      "1 customer bought more than a year after everybody else: up to 2099-01-02, all others up to 2024-01-26"));
  rows.push_back({"c4", "", "2099-01-03", 100});
  EXPECT_FALSE(notes_say(report_of(dataset_of_orders(rows), {}), "everybody else")) << "2 of 25 are no stray ones";
}

}  // namespace
}  // namespace sluice::rfm

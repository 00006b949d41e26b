// Better and not better: the scoring methods `mean` and `median` beside the split of the eight-class map.
#include "rfm/split.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "rfm/customers.h"
#include "unit/rfm/order_fixture.h"

namespace sluice::rfm {
namespace {

RfmSpec spec_by(const std::string& method, const std::string& map = "grid") {
  RfmSpec spec;
  spec.map = map;
  spec.eight.split = method == "median" ? SplitRule::median : SplitRule::mean;
  for (DimensionSpec* dimension : {&spec.recency, &spec.frequency, &spec.monetary}) dimension->method = method;
  return spec;
}

TEST(CutOfSplit, PartsCustomersAsTheSplitDoes) {
  std::mt19937_64 random(seed_of_today());
  for (int round = 0; round < 5'000; ++round) {
    std::vector<double> sorted(1 + random() % 20);
    for (double& value : sorted) value = static_cast<double>(random() % 40) / 4;
    std::sort(sorted.begin(), sorted.end());
    const double split = static_cast<double>(random() % 130) / 10 - 1;
    for (const size_t dimension : {kRecency, kMonetary}) {
      const std::vector<double> cut{cut_of_split(split, sorted, dimension == kRecency)};
      for (const double value : sorted) {
        EXPECT_EQ(score_of(value, cut, dimension == kRecency) == 2, better_than_split(dimension, value, split))
            << value << " at " << split;
      }
    }
  }
}

TEST(CutOfSplit, OfDaysIsTheLastDayThatIsBetter) {
  const std::vector<double> days{10, 20, 60};
  EXPECT_EQ(cut_of_split(30, days, true), 29);
  EXPECT_EQ(cut_of_split(30.5, days, true), 30);
  EXPECT_EQ(cut_of_split(10, days, true), 9) << "under all of them";
  EXPECT_EQ(cut_of_split(30.5, days, false), 30.5);
}

TEST(SplitMethods, GiveTheBitsOfTheEightClasses) {
  for (const std::string method : {"mean", "median"}) {
    for (const MonetaryMeasure measure : {MonetaryMeasure::sum, MonetaryMeasure::mean}) {
      RfmSpec spec = spec_by(method, "eight");
      spec.monetary_measure = measure;
      const Analysis analysis =
          std::move(analyze(dataset_of_orders(random_orders(seed_of_today(), 900, 120)), spec)).value();
      const std::vector<CellScores> bits = cells_of(MapKind::split, 0);
      size_t better = 0;
      for (size_t row = 0; row < analysis.profile.size(); ++row) {
        const CellScores& cell = bits[analysis.cells[analysis.cell[row]].map_cell];
        EXPECT_EQ(analysis.scores[kRecency][row], cell.r == 1 ? spec.bins : 1);
        EXPECT_EQ(analysis.scores[kFrequency][row], cell.f == 1 ? spec.bins : 1);
        EXPECT_EQ(analysis.scores[kMonetary][row], cell.m == 1 ? spec.bins : 1);
        better += static_cast<size_t>(cell.m);
      }
      EXPECT_GT(better, 0U);
      EXPECT_LT(better, analysis.profile.size());
    }
  }
}

TEST(SplitMethods, CompareMoneyToTheCent) {
  std::mt19937_64 random(seed_of_today());
  for (int round = 0; round < 300; ++round) {
    // Pairs about one amount, which is the mean: and no sum of binary fractions may move it.
    const int64_t middle = 1 + static_cast<int64_t>(random() % 10'000'000'000);
    std::vector<CustomerTableRow> rows{{"c100", 1, 1, middle}};
    for (uint64_t pair = random() % 60; pair-- > 0;) {
      const auto away = static_cast<int64_t>(random() % 4 == 0 ? 0 : random() % 1'000'000'000'000);
      rows.push_back({"c" + std::to_string(100 + rows.size()), 1, 1, middle + away});
      rows.push_back({"c" + std::to_string(100 + rows.size()), 1, 1, middle - away});
    }
    const Analysis analysis = std::move(analyze(dataset_of_customers(rows), spec_by("mean"))).value();
    for (size_t row = 0; row < rows.size(); ++row) {
      ASSERT_EQ(analysis.scores[kMonetary][row] == 5, rows[row].cents > middle) << rows[row].cents << " of " << middle;
    }
  }
}

TEST(SplitMethods, DoNotDependOnTheOrderOfTheRows) {
  std::vector<OrderRow> rows = random_orders(seed_of_today(), 600, 60);
  const RfmSpec spec = spec_by("mean");
  const std::string first = text_of(report_of(dataset_of_orders(rows), spec));
  std::mt19937_64 random(seed_of_today());
  std::shuffle(rows.begin(), rows.end(), random);
  EXPECT_EQ(text_of(report_of(dataset_of_orders(rows), spec)), first);
}

// a is the best in R, c in F and M; the means are 30 days, 4 orders and 400, the medians 20, 2 and 200.
Dataset three_customers() {
  return dataset_of_customers({{"a", 10, 1, 10'000}, {"b", 20, 2, 20'000}, {"c", 60, 9, 90'000}});
}

TEST(SplitMethods, LeaveTheScoresBetweenEmpty) {
  const RfmReport report = report_of(three_customers(), spec_by("mean"));
  const DimensionReport& recency = report.dimensions[kRecency];
  EXPECT_EQ(recency.cuts, (std::vector<double>{29, 29, 29, 29}));
  EXPECT_EQ(recency.scores[0].customers, 1U);
  EXPECT_EQ(recency.scores[4].customers, 2U);
  EXPECT_EQ(recency.scores[4].lowest, 10);
  EXPECT_EQ(recency.scores[4].highest, 20);
  for (size_t score = 1; score < 4; ++score) {
    EXPECT_EQ(recency.scores[score].customers, 0U);
    EXPECT_FALSE(recency.scores[score].lowest);
  }
  EXPECT_EQ(report.dimensions[kMonetary].cuts, (std::vector<double>{400, 400, 400, 400}));
  EXPECT_EQ(report.dimensions[kMonetary].scores[0].highest, 200);
  EXPECT_TRUE(report.notes.empty() || report.notes[0].en.find("different values") == std::string::npos)
      << "two scores need two values";
}

TEST(SplitMethods, ExplainWhatTheyCompareWith) {
  const Dataset dataset = three_customers();
  const RfmSpec spec = spec_by("mean");
  const Analysis analysis = std::move(analyze(dataset, spec)).value();
  const CustomerExplanation b = std::move(explain_customer(dataset, analysis, spec, nullptr, "b")).value();
  EXPECT_EQ(b.dimensions[kRecency].sentence.en,
            "Last purchase 20 days ago. 20 is better than the mean of all customers, 30: score 5 of 5. This method "
            "gives the scores 1 and 5 only.");
  EXPECT_EQ(b.dimensions[kRecency].cut_above, 29);
  EXPECT_FALSE(b.dimensions[kRecency].cut_below);
  EXPECT_FALSE(b.dimensions[kRecency].next_score_at);
  EXPECT_EQ(b.dimensions[kFrequency].sentence.en,
            "2 orders. 2 is not better than the mean of all customers, 4: score 1 of 5. This method gives the scores 1 "
            "and 5 only. A higher score begins at 5 orders.");
  EXPECT_EQ(b.dimensions[kFrequency].sentence.zh,
            "共 2 笔订单。2 不优于全部客户的均值 4：得 1 分（满分 5）。此方法只给 1 分和 5 分。达到 5 "
            "笔订单即可提高得分。");
  EXPECT_EQ(b.dimensions[kMonetary].next_score_at, 400.01);
  const CustomerExplanation c = std::move(explain_customer(dataset, analysis, spec, nullptr, "c")).value();
  EXPECT_EQ(c.dimensions[kRecency].next_score_at, 29);
  EXPECT_NE(c.step_up.en.find("a last purchase at most 29 days ago (now 60 days)"), std::string::npos) << c.step_up.en;
}

TEST(SplitMethods, GiveEverybodyTheLowestScoreWhereNobodyIsBetter) {
  const Dataset equal = dataset_of_customers({{"a", 3, 2, 10}, {"b", 3, 2, 10}, {"c", 3, 2, 10}});
  for (const std::string method : {"mean", "median"}) {
    const RfmReport report = report_of(equal, spec_by(method));
    for (const DimensionReport& dimension : report.dimensions) EXPECT_EQ(dimension.scores[0].customers, 3U);
    EXPECT_EQ(report.dimensions[kRecency].cuts[0], 2);
    EXPECT_TRUE(notes_say(report, "All customers have the same recency"));
  }
  // More than half of the customers have the best value: it is the median, and nothing is better than it.
  const Dataset best = dataset_of_customers({{"a", 1, 3, 30}, {"b", 1, 3, 30}, {"c", 1, 3, 30}, {"d", 9, 1, 10}});
  const RfmReport median = report_of(best, spec_by("median"));
  for (const DimensionReport& dimension : median.dimensions) EXPECT_EQ(dimension.scores[0].customers, 4U);
  EXPECT_TRUE(notes_say(median, "The best score of frequency by this method is 1 of 5"));
  const RfmReport mean = report_of(best, spec_by("mean"));
  for (const DimensionReport& dimension : mean.dimensions) EXPECT_EQ(dimension.scores[4].customers, 3U);
  EXPECT_FALSE(notes_say(mean, "The best score"));
  EXPECT_FALSE(notes_say(mean, "different values"));
}

TEST(SplitMethods, CountTiesOverTheMiddleOnly) {
  // Of ten customers the fifth and the sixth are equal; two and two others share fifths that do not matter here.
  std::vector<CustomerTableRow> rows;
  for (const int orders : {1, 2, 2, 4, 5, 5, 7, 8, 8, 10})
    rows.push_back({"c" + std::to_string(rows.size()), 1, 1.0 * orders, 10});
  EXPECT_EQ(report_of(dataset_of_customers(rows), spec_by("median")).dimensions[kFrequency].straddling, 2U);
  EXPECT_EQ(report_of(dataset_of_customers(rows), spec_by("midrank")).dimensions[kFrequency].straddling, 4U);
}

}  // namespace
}  // namespace sluice::rfm

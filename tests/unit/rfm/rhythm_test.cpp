#include "rfm/rhythm.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <set>

#include "report/message_fields.h"
#include "rfm/customers.h"
#include "rfm/selection.h"
#include "unit/rfm/plain_orders.h"

namespace sluice::rfm {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Optional;

/// Everything about the rhythm of some orders.
struct MeasuredShop {
  MeasuredShop(Dataset data, const RfmSpec& rfm, const RhythmSpec& rhythm_spec = {}, const FilterSpec& filter = {})
      : dataset(std::move(data)), lines(dataset, rfm), spec(rhythm_spec) {
    analysis = analyze(dataset, rfm, lines.get()).value();
    rhythm = measure_rhythm(dataset, analysis, rfm, lines.get()).value();
    selected = select(dataset, analysis, filter).value();
    report = report_rhythm(analysis, rhythm, spec, selected);
  }
  explicit MeasuredShop(const std::vector<OrderRow>& rows) : MeasuredShop(dataset_of_orders(rows), {}) {}

  std::vector<OverdueRow> overdue(OverdueColumn sort = OverdueColumn::id, bool descending = false) const {
    std::vector<OverdueRow> rows;
    for (const uint32_t row : order(sort, descending)) rows.push_back(overdue_row(dataset, analysis, rhythm, row));
    return rows;
  }
  CustomerRhythm of(std::string_view id) const {
    return explain_rhythm(analysis, rhythm, spec, analysis.profile.row_of(dataset.customers.find(id)).value());
  }
  std::vector<uint32_t> order(OverdueColumn sort, bool descending) const {
    return order_overdue(dataset, analysis, rhythm, spec, selected, {sort, descending, 0, 100});
  }

  Dataset dataset;
  OwnLines lines;
  RhythmSpec spec;
  Analysis analysis;
  Rhythm rhythm;
  std::vector<uint8_t> selected;
  RhythmReport report;
};

std::vector<std::string> ids_of(const std::vector<OverdueRow>& rows) {
  std::vector<std::string> ids;
  for (const OverdueRow& row : rows) ids.push_back(row.id);
  return ids;
}

// The data end on the 30th of June; silence counts to the 1st of July.
const std::vector<OrderRow> kShop{
    // every ten days, then silent since the 31st of January: 152 days
    {"anna", "1", "2024-01-01", 1000},
    {"anna", "2", "2024-01-11", 1000},
    {"anna", "3", "2024-01-21", 1000},
    {"anna", "4", "2024-01-31", 1000},
    // one gap of 100 days, silent for 82
    {"bert", "5", "2024-01-01", 5000},
    {"bert", "6", "2024-04-10", 5000},
    // once
    {"cid", "7", "2024-06-30", 100},
    // two orders of one day
    {"dora", "8", "2024-02-01", 100},
    {"dora", "9", "2024-02-01", 100},
    // every 40 days, silent for 92
    {"emil", "a", "2024-01-11", 9900},
    {"emil", "b", "2024-02-20", 100},
    {"emil", "c", "2024-03-31", 100},
};

TEST(Rhythm, AUsualGapCountsTheTypicalGapAsOneMore) {
  const MeasuredShop shop(kShop);
  EXPECT_THAT(shop.report.typical_gap, Optional(40.0));  // of the medians 10, 100 and 40
  EXPECT_THAT(shop.rhythm.usual_gap, ElementsAre(10, 70, 0, 0, 40));
  EXPECT_THAT(shop.report.definition.en, HasSubstr("(40 days) counted as one more"));
  // The gaps are 10, 10, 10, 40, 40, 100, but anna has three of them: why the two figures differ is said.
  EXPECT_EQ(shop.report.median_gap, 25);
  EXPECT_EQ(shop.report.typical_gap, 40);
  EXPECT_THAT(shop.report.definition.en, HasSubstr("In the typical gap every customer counts once"));
  EXPECT_THAT(shop.report.definition.en, HasSubstr("in the median gap every single gap counts"));
  EXPECT_THAT(shop.report.definition.zh, HasSubstr("典型间隔中每位客户只计一次"));
}

TEST(Rhythm, CountsWhoCameAgain) {
  const RhythmReport report = MeasuredShop(kShop).report;
  EXPECT_EQ(report.customers, 5U);
  EXPECT_EQ(report.repeaters, 4U);  // dora's two orders are two purchases
  EXPECT_EQ(report.one_time, 1U);
  EXPECT_THAT(report.repurchase_rate, Optional(0.8));
  EXPECT_THAT(report.one_time_share, Optional(0.2));
  EXPECT_EQ(report.with_gap, 3U);
  EXPECT_EQ(report.gaps, 6U);
  EXPECT_THAT(report.median_gap, Optional(25.0));  // 10 10 10 40 40 100
  EXPECT_THAT(report.p90_gap, Optional(70.0));
  ASSERT_EQ(report.notes.size(), 1U);
  EXPECT_THAT(report.notes[0].en, HasSubstr("1 of the repeat customers"));
}

TEST(Rhythm, TellsWithinHowManyDaysCustomersCameBack) {
  const RhythmReport report = MeasuredShop(kShop).report;
  EXPECT_EQ(report.second[0].days, 30);
  EXPECT_EQ(report.second[0].customers, 1U);
  EXPECT_EQ(report.second[1].customers, 2U);
  EXPECT_EQ(report.second[2].customers, 2U);
  EXPECT_DOUBLE_EQ(*report.second[1].share_of_repeaters, 2.0 / 3);
  EXPECT_EQ(report.second[0].known, 4U);  // cid has bought too lately to tell
  EXPECT_THAT(report.second[0].share_of_known, Optional(0.25));
}

TEST(Rhythm, OverdueIsWhoHasBeenSilentForLong) {
  const MeasuredShop shop(kShop);
  EXPECT_THAT(ids_of(shop.overdue()), ElementsAre("anna", "emil"));
  const OverdueRow anna = shop.overdue()[0];
  EXPECT_EQ(anna.last_purchase, "2024-01-31");
  EXPECT_EQ(anna.purchase_days, 4U);
  EXPECT_EQ(anna.silence, 152);
  EXPECT_DOUBLE_EQ(anna.ratio, 15.2);
  EXPECT_EQ(anna.at_stake, 40);
  EXPECT_EQ(shop.report.overdue, 2U);
  EXPECT_DOUBLE_EQ(*shop.report.overdue_share, 2.0 / 3);
  EXPECT_DOUBLE_EQ(shop.report.at_stake, 141);

  EXPECT_THAT(ids_of(MeasuredShop(dataset_of_orders(kShop), {}, {1}).overdue()), ElementsAre("anna", "bert", "emil"));
  EXPECT_THAT(ids_of(MeasuredShop(dataset_of_orders(kShop), {}, {2.3}).overdue()),
              ElementsAre("anna", "emil"));  // 92 = 2.3 x 40
  EXPECT_THAT(ids_of(MeasuredShop(dataset_of_orders(kShop), {}, {2.31}).overdue()), ElementsAre("anna"));
}

TEST(Rhythm, OneCustomerIsJudgedAsInTheList) {
  const MeasuredShop shop(kShop);
  const CustomerRhythm anna = shop.of("anna");
  EXPECT_EQ(anna.purchase_days, 4U);
  EXPECT_THAT(anna.usual_gap, Optional(10.0));
  EXPECT_EQ(anna.silence, 152);
  EXPECT_THAT(anna.ratio, Optional(15.2));
  EXPECT_TRUE(anna.overdue);
  EXPECT_EQ(anna.sentence.en,
            "Usually buys again after 10 days and has been silent for 152 days: 15.2 times the usual gap. Overdue, as "
            "that begins at 2 times.");
  const CustomerRhythm bert = shop.of("bert");
  EXPECT_THAT(bert.usual_gap, Optional(70.0));
  EXPECT_FALSE(bert.overdue);
  EXPECT_EQ(bert.sentence.zh,
            "通常相隔 70 天再次购买，现已沉默 82 天，为常规间隔的 1.17 倍。尚未逾期（满 2 倍算逾期）。");
  const CustomerRhythm dora = shop.of("dora");  // two orders of one day
  EXPECT_EQ(dora.purchase_days, 1U);
  EXPECT_EQ(dora.usual_gap, std::nullopt);
  EXPECT_EQ(dora.ratio, std::nullopt);
  EXPECT_FALSE(dora.overdue);
  EXPECT_EQ(dora.sentence.en,
            "Has bought on one day only, so there is no usual gap yet; silent for 151 days now. Customers who come "
            "again typically do so after 40 days.");
  const MeasuredShop alone({{"anna", "1", "2024-01-01", 100}});
  EXPECT_EQ(alone.of("anna").sentence.zh, "只在一个日子购买过，还没有常规间隔；现已沉默 1 天。");
}

TEST(Rhythm, WordsDoNotRoundAnybodyUpToTheLimit) {
  // 2,997 days of silence after a gap of 1,500: 1.998 times.
  const MeasuredShop shop(
      {{"anna", "1", "2010-01-01", 100}, {"anna", "2", "2014-02-09", 100}, {"zoe", "3", "2022-04-24", 1}});
  ASSERT_THAT(shop.of("anna").ratio, Optional(2997.0 / 1500));
  EXPECT_FALSE(shop.of("anna").overdue);
  EXPECT_THAT(shop.of("anna").sentence.en, HasSubstr("1.99 times the usual gap. Not overdue"));
  EXPECT_THAT(MeasuredShop(dataset_of_orders(kShop), {}, {2.3}).of("emil").sentence.en,
              HasSubstr("2.3 times the usual gap. Overdue, as that begins at 2.3 times."));  // 92 days of 40
}

TEST(Rhythm, TheListIsSortedByAnyColumn) {
  const MeasuredShop shop(dataset_of_orders(kShop), {}, {1});
  EXPECT_THAT(ids_of(shop.overdue(OverdueColumn::at_stake, true)), ElementsAre("emil", "bert", "anna"));
  EXPECT_THAT(ids_of(shop.overdue(OverdueColumn::ratio, true)), ElementsAre("anna", "emil", "bert"));
  EXPECT_THAT(ids_of(shop.overdue(OverdueColumn::silence)), ElementsAre("bert", "emil", "anna"));
  EXPECT_THAT(ids_of(shop.overdue(OverdueColumn::last_purchase)), ElementsAre("anna", "emil", "bert"));
  EXPECT_THAT(ids_of(shop.overdue(OverdueColumn::usual_gap)), ElementsAre("anna", "emil", "bert"));
  EXPECT_THAT(ids_of(shop.overdue(OverdueColumn::purchase_days)), ElementsAre("bert", "emil", "anna"));
  EXPECT_THAT(ids_of(shop.overdue(OverdueColumn::id, true)), ElementsAre("emil", "bert", "anna"));
}

TEST(Rhythm, OnlyTheLastYearsMoneyIsAtStake) {
  const MeasuredShop shop({{"anna", "1", "2021-01-01", 10000},
                           {"anna", "2", "2023-01-01", 400},
                           {"anna", "3", "2023-12-31", 100},  // the day 365 days after is out
                           {"anna", "4", "2024-01-20", -50, true},
                           {"bert", "5", "2030-01-01", 1}});
  EXPECT_EQ(shop.rhythm.at_stake.units[0], 450);
}

TEST(Rhythm, FollowsTheFilterButNotInTheTypicalGap) {
  FilterSpec filter;
  filter.cohorts = {"2024-02", "2024-06"};  // dora and cid
  const RhythmReport report = MeasuredShop(dataset_of_orders(kShop), {}, {}, filter).report;
  EXPECT_EQ(report.customers, 2U);
  EXPECT_EQ(report.gaps, 0U);
  EXPECT_EQ(report.overdue, 0U);
  EXPECT_EQ(report.median_gap, std::nullopt);
  EXPECT_EQ(report.overdue_share, std::nullopt);
  EXPECT_THAT(report.typical_gap, Optional(40.0));
}

TEST(Rhythm, StandsDegenerateData) {
  const RhythmReport one = MeasuredShop({{"anna", "1", "2024-01-01", 100}}).report;
  EXPECT_THAT(one.repurchase_rate, Optional(0.0));
  EXPECT_THAT(one.one_time_share, Optional(1.0));
  EXPECT_TRUE(one.histogram.empty());
  EXPECT_EQ(one.typical_gap, std::nullopt);
  EXPECT_THAT(one.definition.en, HasSubstr("Nobody has bought on two days yet."));
  EXPECT_EQ(one.second[0].share_of_known, std::nullopt);
  ASSERT_EQ(one.notes.size(), 1U);

  FilterSpec nobody;
  nobody.cohorts = {"1999-01"};
  const RhythmReport none = MeasuredShop(dataset_of_orders(kShop), {}, {}, nobody).report;
  EXPECT_EQ(none.repurchase_rate, std::nullopt);
  EXPECT_THAT(none.notes[0].en, HasSubstr("No customer matches"));

  const Dataset table = dataset_of_customers({{"anna", 1, 2, 100}});
  const auto analysis = analyze(table, RfmSpec{});
  EXPECT_EQ(begin_rhythm(table, *analysis, {}, nullptr).error().code, ErrorCode::not_applicable);
  EXPECT_EQ(measure_rhythm(table, *analysis, {}, nullptr).error().code, ErrorCode::not_applicable);
}

double median_of(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

TEST(Rhythm, AgreesWithAnOracleOnRandomOrders) {
  std::mt19937_64 random(seed_of_today());
  for (int round = 0; round < 60; ++round) {
    const std::vector<OrderRow> rows = random_orders(random(), 150, 25);
    RfmSpec rfm;
    rfm.returns = std::array{ReturnsRule::net, ReturnsRule::drop, ReturnsRule::keep}[static_cast<size_t>(round % 3)];
    const auto customers = plain_orders(rows, rfm.returns);
    if (customers.empty()) continue;
    const MeasuredShop measured(dataset_of_orders(rows), rfm);
    const Day snapshot = measured.analysis.profile.snapshot;

    std::map<std::string, std::vector<double>> gaps;
    std::map<std::string, Day> last;
    std::vector<double> medians;
    for (const auto& [id, orders] : customers) {
      std::set<Day> days;
      for (const PlainOrder& order : orders) {
        if (!order.purchase) continue;
        days.insert(order.day);
        last[id] = last.contains(id) ? std::max(last[id], order.last_day) : order.last_day;
      }
      for (auto day = std::next(days.begin()); day != days.end(); ++day) gaps[id].push_back(*day - *std::prev(day));
      if (gaps.contains(id)) medians.push_back(median_of(gaps[id]));
    }
    std::vector<std::string> overdue;
    uint64_t count = 0;
    for (auto [id, own] : gaps) {
      count += own.size();
      own.push_back(median_of(medians));
      if (snapshot - last[id] >= 2 * median_of(own)) overdue.push_back(id);
    }
    EXPECT_EQ(measured.report.customers, customers.size());
    EXPECT_EQ(measured.report.gaps, count);
    EXPECT_EQ(measured.report.with_gap, gaps.size());
    EXPECT_EQ(ids_of(measured.overdue()), overdue);
    for (const auto& [id, orders] : customers) {
      const CustomerRhythm one = measured.of(id);
      EXPECT_EQ(one.overdue, std::find(overdue.begin(), overdue.end(), id) != overdue.end()) << id;
      EXPECT_EQ(one.usual_gap.has_value(), gaps.contains(id)) << id;
      EXPECT_EQ(one.silence, snapshot - last[id]) << id;
    }
    if (medians.empty()) continue;
    EXPECT_THAT(measured.report.typical_gap, Optional(median_of(medians)));
  }
}

TEST(Rhythm, ComesToTheSameInPassesOfAnyLength) {
  const MeasuredShop shop(random_orders(5, 1'500, 120));
  for (const uint64_t work : {1, 70, 5'000}) {
    auto run = begin_rhythm(shop.dataset, shop.analysis, {}, shop.lines.get());
    ASSERT_TRUE(run);
    size_t steps = 0;
    for (; !run->done(); ++steps) run->advance(work);
    EXPECT_GT(steps, 1U);
    const Rhythm rhythm = run->finish().value();
    EXPECT_EQ(rhythm.usual_gap, shop.rhythm.usual_gap);
    EXPECT_EQ(rhythm.gaps, shop.rhythm.gaps);
    EXPECT_EQ(rhythm.typical_gap, shop.rhythm.typical_gap);
    EXPECT_EQ(rhythm.at_stake.units, shop.rhythm.at_stake.units);
  }
}

TEST(Rhythm, TheOrderOfRowsChangesNothing) {
  std::vector<OrderRow> rows = random_orders(seed_of_today(), 300, 40);
  std::mt19937_64 random(seed_of_today());
  const std::string before = dump_json(write_json(MeasuredShop(rows).report), 1);
  const std::string list = dump_json(write_json(MeasuredShop(rows).overdue(OverdueColumn::ratio, true)), 1);
  std::shuffle(rows.begin(), rows.end(), random);
  EXPECT_EQ(dump_json(write_json(MeasuredShop(rows).report), 1), before);
  EXPECT_EQ(dump_json(write_json(MeasuredShop(rows).overdue(OverdueColumn::ratio, true)), 1), list);
}

TEST(Rhythm, TheListIsExported) {
  const MeasuredShop shop(kShop);
  const auto file = [&](TableStyle style) {
    const std::vector<uint32_t> rows = shop.order(OverdueColumn::id, false);
    return begin_overdue_table(shop.dataset, shop.analysis, shop.rhythm, rows, style).finish().bytes;
  };
  const std::string csv = file({});
  EXPECT_THAT(csv, HasSubstr("\r\nanna,2024-01-31,4,10,152,15.2000,40.00,"));
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 3);
  const Json rows = Json::parse(file({TableFormat::json, true}));
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0]["customer"], "anna");
  EXPECT_EQ(rows[0]["last_purchase"], "2024-01-31");
  EXPECT_EQ(rows[0]["silence_to_gap"], 15.2);
}

TEST(Rhythm, TheTableOfAllCustomersHasItToo) {
  const MeasuredShop shop(kShop);
  const TableStyle style{TableFormat::json, true};
  const Json rows = Json::parse(
      begin_customers_table(shop.dataset, shop.analysis, {0, 1, 3}, style, false, &shop.rhythm).finish().bytes);
  EXPECT_EQ(rows[0]["usual_gap_days"], 10);
  EXPECT_EQ(rows[0]["silence_to_gap"], 15.2);
  EXPECT_EQ(rows[1]["usual_gap_days"], 70);
  EXPECT_EQ(rows[2]["customer"], "dora");
  EXPECT_TRUE(rows[2].at("usual_gap_days").is_null()) << rows[2].dump();
}

}  // namespace
}  // namespace sluice::rfm

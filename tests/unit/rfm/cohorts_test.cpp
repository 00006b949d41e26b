#include "rfm/cohorts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <set>

#include "report/report_fields.h"
#include "rfm/period.h"
#include "rfm/selection.h"
#include "unit/rfm/plain_orders.h"

namespace sluice::rfm {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Optional;

constexpr std::array<CohortPeriod, 3> kPeriods{CohortPeriod::week, CohortPeriod::month, CohortPeriod::quarter};

struct Choices {
  RfmSpec rfm{};
  CohortSpec cohorts{};
  FilterSpec filter{};
  CleaningSpec cleaning{};
};

Result<CohortReport> cohorts_of(const Dataset& dataset, const Choices& choices) {
  const OwnLines lines(dataset, choices.rfm, choices.cleaning);
  if (lines.error) return *lines.error;
  const auto analysis = analyze(dataset, choices.rfm, lines.get());
  if (!analysis) return analysis.error();
  return make_cohorts(dataset, *analysis, choices.rfm, choices.cohorts, choices.filter, lines.get());
}

CohortReport good_cohorts(const std::vector<OrderRow>& rows, const Choices& choices = {}) {
  const auto report = cohorts_of(dataset_of_orders(rows), choices);
  EXPECT_TRUE(report.has_value()) << report.error().to_string();
  return *report;
}

std::string text_of(const CohortReport& report) { return dump_json(write_json(report), 1); }

// Anna comes in January, February and twice in March, Bert in January only, Cid in February and March.
const std::vector<OrderRow> kThreeCustomers{
    {"anna", "1", "2024-01-05", 1000}, {"bert", "2", "2024-01-20", 500}, {"anna", "3", "2024-02-10", 2000},
    {"cid", "4", "2024-02-11", 700},   {"anna", "5", "2024-03-01", 100}, {"anna", "6", "2024-03-02", 200},
    {"cid", "7", "2024-03-15", 300},
};

TEST(Cohorts, CountsCustomersByTheMonthOfTheirFirstPurchase) {
  const CohortReport report = good_cohorts(kThreeCustomers);
  ASSERT_EQ(report.cohorts.size(), 2U);
  const CohortRow& january = report.cohorts[0];
  EXPECT_EQ(january.id, "2024-01");
  EXPECT_EQ(january.first_day, "2024-01-01");
  EXPECT_EQ(january.last_day, "2024-01-31");
  EXPECT_EQ(january.customers, 2U);
  EXPECT_THAT(january.figures.active, ElementsAre(2, 1, 1));
  EXPECT_THAT(january.figures.orders, ElementsAre(2, 1, 2));
  EXPECT_THAT(january.figures.revenue, ElementsAre(15, 20, 3));
  EXPECT_THAT(january.figures.retention, ElementsAre(Optional(1.0), Optional(0.5), Optional(0.5)));
  EXPECT_THAT(january.figures.orders_per_customer, ElementsAre(Optional(1.0), Optional(0.5), Optional(1.0)));
  EXPECT_THAT(january.figures.revenue_per_customer, ElementsAre(Optional(7.5), Optional(10.0), Optional(1.5)));
  EXPECT_THAT(january.figures.cumulated_per_customer, ElementsAre(Optional(7.5), Optional(17.5), Optional(19.0)));
  EXPECT_THAT(report.cohorts[1].figures.active, ElementsAre(1, 1));
  EXPECT_EQ(report.periods, 3U);
  EXPECT_EQ(report.revenue, 48);
}

TEST(Cohorts, ThePeriodInWhichTheDataEndIsIncompleteAndInNoMean) {
  const CohortReport report = good_cohorts(kThreeCustomers);  // up to the 15th of March
  EXPECT_EQ(report.observed_to, "2024-03-15");
  EXPECT_TRUE(report.last_incomplete);
  EXPECT_EQ(report.cohorts[0].complete, 2U);
  EXPECT_EQ(report.cohorts[1].complete, 1U);
  EXPECT_THAT(report.means.cohorts, ElementsAre(2, 1));
  EXPECT_THAT(report.means.customers, ElementsAre(3, 2));
  EXPECT_THAT(report.means.retention, ElementsAre(Optional(1.0), Optional(0.5)));
  EXPECT_THAT(report.means.revenue, ElementsAre(Optional(11.0), Optional(20.0)));
  EXPECT_THAT(text_of(report), HasSubstr("What counts ends on 2024-03-15, within a month"));
}

TEST(Cohorts, AMonthThatTheDataHoldToItsEndIsComplete) {
  std::vector<OrderRow> rows = kThreeCustomers;
  rows.push_back({"cid", "8", "2024-03-31", 100});
  EXPECT_EQ(good_cohorts(rows).cohorts[0].complete, 3U);
  EXPECT_FALSE(good_cohorts(rows).last_incomplete);

  rows.push_back({"cid", "9", "2024-04-20", 100});  // the analysis may end earlier than the file
  Choices choices;
  choices.rfm.snapshot = "2024-03-31";
  EXPECT_FALSE(good_cohorts(rows, choices).last_incomplete);
  choices.rfm.snapshot = "2024-03-30";
  EXPECT_TRUE(good_cohorts(rows, choices).last_incomplete);
}

TEST(Cohorts, ASnapshotLongAfterTheDataIsNoSilence) {
  Choices choices;
  choices.rfm.snapshot = "2025-12-31";
  const CohortReport report = good_cohorts(kThreeCustomers, choices);
  EXPECT_EQ(report.observed_to, "2024-03-15");
  EXPECT_EQ(report.cohorts[0].figures.size(), 3U);
}

TEST(Cohorts, AMonthWithoutNewCustomersKeepsItsRow) {
  const CohortReport report = good_cohorts(
      {{"anna", "1", "2024-01-05", 100}, {"bert", "2", "2024-03-05", 100}, {"bert", "3", "2024-04-30", 1}});
  ASSERT_EQ(report.cohorts.size(), 3U);
  EXPECT_EQ(report.cohorts[1].id, "2024-02");
  EXPECT_EQ(report.cohorts[1].cohorts, 0U);
  EXPECT_THAT(report.cohorts[1].figures.retention, ElementsAre(std::nullopt, std::nullopt, std::nullopt));
  EXPECT_THAT(report.means.cohorts, ElementsAre(2, 2, 1, 1));
}

TEST(Cohorts, ReturnsReduceMoneyAndMakeNoCustomerActive) {
  const std::vector<OrderRow> rows{{"anna", "0", "2024-01-03", -50, true},
                                   {"anna", "1", "2024-02-05", 1000},
                                   {"anna", "2", "2024-03-05", -300, true},
                                   {"anna", "3", "2024-04-30", 100}};
  const CohortReport net = good_cohorts(rows);
  EXPECT_EQ(net.cohorts[0].id, "2024-02");
  EXPECT_THAT(net.cohorts[0].figures.active, ElementsAre(1, 0, 1));
  EXPECT_THAT(net.cohorts[0].figures.revenue, ElementsAre(9.5, -3, 1));

  Choices choices;
  choices.rfm.returns = ReturnsRule::drop;
  EXPECT_THAT(good_cohorts(rows, choices).cohorts[0].figures.revenue, ElementsAre(10, 0, 1));
  choices.rfm.returns = ReturnsRule::keep;
  EXPECT_THAT(good_cohorts(rows, choices).cohorts[0].figures.active, ElementsAre(1, 1, 1, 1));
}

TEST(Cohorts, SaysWhatALookbackPeriodHides) {
  Choices choices;
  choices.rfm.lookback_months = 1;
  const CohortReport report = good_cohorts(kThreeCustomers, choices);  // from 2024-02-16 on
  EXPECT_EQ(report.cohorts[0].id, "2024-03");
  EXPECT_THAT(text_of(report), HasSubstr("The lookback period hides 4 earlier lines"));

  Choices first_day;
  first_day.cleaning.first_day = "2024-02-01";
  EXPECT_THAT(text_of(good_cohorts(kThreeCustomers, first_day)),
              HasSubstr("The first day of the cleaning rules hides 2"));
  EXPECT_THAT(text_of(good_cohorts(kThreeCustomers)), testing::Not(HasSubstr("hides")));
}

TEST(Cohorts, OldCohortsAreGatheredAndFarPeriodsAddedUp) {
  std::vector<OrderRow> rows;
  for (int month = 0; month < 80; ++month) {
    const std::string day = format_day(first_day_of(2015 * 12 + month, CohortPeriod::month));
    const std::string number = std::to_string(100 + month);
    rows.push_back({"C" + number, "first" + number, day, 100});
    rows.push_back({"C100", "again" + number, day, 10, false, 1});
  }
  const CohortReport report = good_cohorts(rows);
  ASSERT_EQ(report.cohorts.size(), 61U);
  const CohortRow& gathered = report.cohorts[0];
  EXPECT_EQ(gathered.id, "../2016-08");
  EXPECT_EQ(gathered.first_day, "2015-01-01");
  EXPECT_EQ(gathered.last_day, "2016-08-31");
  EXPECT_EQ(gathered.cohorts, 20U);
  EXPECT_EQ(gathered.customers, 20U);
  EXPECT_EQ(gathered.complete, 60U);
  EXPECT_EQ(gathered.later.active, 1U);
  EXPECT_EQ(gathered.later.orders, 20U);
  EXPECT_DOUBLE_EQ(gathered.later.revenue, 2);
  EXPECT_EQ(report.means.cohorts[0], 79U);  // the last month is incomplete
  const Json file = Json::parse(begin_cohort_table(report, {TableFormat::json}).finish().bytes);
  double revenue = 0;
  std::vector<Json> far;
  for (const Json& row : file) {
    revenue += row["revenue"].get<double>();
    if (row["period"] == "60+") far.push_back(row);
  }
  EXPECT_NEAR(revenue, report.revenue, 1e-9);
  ASSERT_EQ(far.size(), 1U);
  EXPECT_EQ(far[0]["orders"], 20);
  EXPECT_TRUE(far[0]["retention"].is_null());
  EXPECT_EQ(report.notes.size(), 3U);

  Choices choices;
  choices.filter.cohorts = {"../2016-08"};
  EXPECT_TRUE(good_cohorts(rows, choices).cohorts[0].selected);
}

TEST(Cohorts, TheChosenCohortsAreMarkedAndTheOthersKeepTheirFigures) {
  Choices choices;
  choices.filter.cohorts = {"2024-02"};
  const CohortReport report = good_cohorts(kThreeCustomers, choices);
  ASSERT_EQ(report.cohorts.size(), 2U);
  EXPECT_FALSE(report.cohorts[0].selected);
  EXPECT_TRUE(report.cohorts[1].selected);
  EXPECT_EQ(report.customers, 3U);

  choices.filter.segments = {"no such segment"};
  EXPECT_FALSE(cohorts_of(dataset_of_orders(kThreeCustomers), choices).has_value());
}

TEST(Cohorts, AFilterByFirstPurchaseLeavesItsCustomers) {
  const Dataset dataset = dataset_of_orders(kThreeCustomers);
  const auto analysis = analyze(dataset, RfmSpec{});
  ASSERT_TRUE(analysis.has_value());
  const auto left = [&](std::vector<std::string> cohorts) {
    FilterSpec filter;
    filter.cohorts = std::move(cohorts);
    return *select(dataset, *analysis, filter);
  };
  EXPECT_THAT(left({"2024-01"}), ElementsAre(1, 1, 0));
  EXPECT_THAT(left({"2024-W06"}), ElementsAre(0, 0, 1));
  EXPECT_THAT(left({"2024-W06", "2024-W01"}), ElementsAre(1, 0, 1));
  EXPECT_THAT(left({"../2024-W02"}), ElementsAre(1, 0, 0));
  EXPECT_THAT(left({"2024-Q1"}), ElementsAre(1, 1, 1));
  FilterSpec wrong;
  wrong.cohorts = {"2024-01", "January"};
  EXPECT_EQ(select(dataset, *analysis, wrong).error().place.pointer, "/filter/cohorts/1");
}

TEST(Cohorts, ACustomerTableHasNone) {
  const Dataset table = dataset_of_customers({{"anna", 1, 2, 100}, {"bert", 2, 3, 100}});
  EXPECT_EQ(cohorts_of(table, {}).error().code, ErrorCode::not_applicable);
  const auto analysis = analyze(table, RfmSpec{});
  FilterSpec filter;
  filter.cohorts = {"2024-01"};
  EXPECT_EQ(select(table, *analysis, filter).error().place.pointer, "/filter/cohorts");
}

TEST(Cohorts, StandDegenerateData) {
  const CohortReport one = good_cohorts({{"anna", "1", "2024-01-05", 100}});
  ASSERT_EQ(one.cohorts.size(), 1U);
  EXPECT_EQ(one.cohorts[0].complete, 0U);
  EXPECT_THAT(one.cohorts[0].figures.active, ElementsAre(1));
  EXPECT_TRUE(one.means.cohorts.empty());

  Choices nobody;
  nobody.filter.cells = {"11"};
  const CohortReport none = good_cohorts({{"anna", "1", "2024-01-05", 100}}, nobody);
  EXPECT_TRUE(none.cohorts.empty());
  EXPECT_THAT(text_of(none), HasSubstr("No customer matches the filter."));
}

// The table once more, each cell by looking at every customer.
void expect_like_oracle(const std::vector<OrderRow>& rows, const Choices& choices) {
  const CohortPeriod kind = choices.cohorts.period;
  const CohortReport report = good_cohorts(rows, choices);
  const auto customers = plain_orders(rows, choices.rfm.returns);
  uint64_t in_table = 0;
  for (const CohortRow& row : report.cohorts) {
    const int32_t cohort = period_of(*parse_iso_day(row.first_day), kind);
    in_table += row.customers;
    for (size_t age = 0; age < row.figures.size(); ++age) {
      uint64_t size = 0, orders = 0;
      int64_t cents = 0;
      std::set<std::string> active;
      for (const auto& [id, list] : customers) {
        const auto first = std::find_if(list.begin(), list.end(), [](const PlainOrder& o) { return o.purchase; });
        if (period_of(first->day, kind) != cohort) continue;
        ++size;
        for (const PlainOrder& order : list) {
          const int32_t of_order = std::max(0, period_of(order.day, kind) - cohort);
          if (of_order != static_cast<int32_t>(age)) continue;
          cents += order.cents;
          orders += order.purchase ? 1 : 0;
          if (order.purchase) active.insert(id);
        }
      }
      ASSERT_EQ(row.customers, size) << row.id;
      ASSERT_EQ(row.figures.active[age], active.size()) << row.id << " " << age;
      ASSERT_EQ(row.figures.orders[age], orders) << row.id << " " << age;
      ASSERT_DOUBLE_EQ(row.figures.revenue[age], static_cast<double>(cents) / 100) << row.id << " " << age;
    }
    ASSERT_EQ(row.figures.active[0], row.customers) << row.id;
  }
  ASSERT_EQ(in_table, customers.size());
}

TEST(Cohorts, AgreesWithAnOracleOnRandomOrders) {
  std::mt19937_64 random(seed_of_today());
  for (int round = 0; round < 60; ++round) {
    const std::vector<OrderRow> rows = random_orders(random(), 120, 25);
    for (const ReturnsRule rule : {ReturnsRule::net, ReturnsRule::drop, ReturnsRule::keep}) {
      if (plain_orders(rows, rule).empty()) continue;
      Choices choices;
      choices.rfm.returns = rule;
      choices.cohorts.period = kPeriods[static_cast<size_t>(round) % kPeriods.size()];
      expect_like_oracle(rows, choices);
    }
  }
}

TEST(Cohorts, RevenueOfAllCellsIsTheRevenueOfAllCustomers) {
  const std::vector<OrderRow> rows = random_orders(seed_of_today(), 400, 60);
  const double revenue = report_of(dataset_of_orders(rows), {}).all.revenue;
  for (const CohortPeriod period : kPeriods) {
    Choices choices;
    choices.cohorts.period = period;
    const CohortReport report = good_cohorts(rows, choices);
    double cells = 0;
    for (const CohortRow& row : report.cohorts) {
      for (const double cell : row.figures.revenue) cells += cell;
      cells += row.later.revenue;
    }
    EXPECT_NEAR(cells, revenue, 1e-6);
    EXPECT_DOUBLE_EQ(report.revenue, revenue);
  }
}

TEST(Cohorts, TheOrderOfRowsChangesNothing) {
  std::vector<OrderRow> rows = random_orders(seed_of_today(), 300, 40);
  std::mt19937_64 random(seed_of_today());
  const std::string before = text_of(good_cohorts(rows));
  for (int round = 0; round < 5; ++round) {
    std::shuffle(rows.begin(), rows.end(), random);
    EXPECT_EQ(text_of(good_cohorts(rows)), before);
  }
}

TEST(Cohorts, AreExportedARowACohortAndPeriod) {
  const CohortReport report = good_cohorts(kThreeCustomers);
  const std::string csv = begin_cohort_table(report, {}).finish().bytes;
  EXPECT_THAT(csv, HasSubstr("2024-01,2024-01-01,2024-01-31,2,1,yes,1,0.5,1,20,0.5,10,17.5\r\n"));
  EXPECT_THAT(csv, HasSubstr("2024-01,2024-01-01,2024-01-31,2,2,no,1,0.5,2,3,1,1.5,19\r\n"));
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 6);
  EXPECT_THAT(begin_cohort_table(report, {TableFormat::csv, true}).finish().bytes, HasSubstr("留存率"));
}

}  // namespace
}  // namespace sluice::rfm

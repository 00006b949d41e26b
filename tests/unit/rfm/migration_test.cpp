#include "rfm/migration.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <random>

#include "dataset/attributes_builder.h"
#include "report/change_fields.h"
#include "rfm/scoring.h"
#include "unit/rfm/order_fixture.h"

namespace sluice::rfm {
namespace {

using testing::HasSubstr;

// The present analysis with its migration.
struct Moved {
  Dataset dataset;
  RfmSpec spec;
  OwnLines lines;
  std::optional<Analysis> analysis;
  std::optional<Error> error;
  std::optional<MigrationStart> start;
  std::optional<Migration> migration;

  Moved(Dataset data, RfmSpec chosen, const MigrationSpec& migrated = {}, const FilterSpec& filter = {})
      : dataset(std::move(data)), spec(std::move(chosen)), lines(dataset, spec) {
    analysis = rfm::analyze(dataset, spec, lines.get()).value();
    Result<MigrationStart> first = analyze_start(present(), migrated);
    if (!first) {
      error = first.error();
      return;
    }
    start = std::move(*first);
    Result<Migration> made = migrate(present(), *start, migrated, filter);
    if (!made) {
      error = made.error();
      return;
    }
    migration = std::move(*made);
  }

  PresentAnalysis present() const { return {dataset, cleaning, spec, lines.get(), *analysis}; }
  const MigrationReport& report() const { return migration->report; }
  const Analysis& end() const { return migration->rescored ? *migration->rescored : *analysis; }
  Change change() const { return {dataset, start->analysis, end(), migration->transitions}; }

  uint64_t customers_in(const std::string& before, const std::string& after) const {
    for (const ChangeFlow& flow : report().matrix.flows) {
      if (flow.before == before && flow.after == after) return flow.figures.customers;
    }
    return 0;
  }
  const ChangeState* before(std::string_view id) const {
    for (const ChangeState& state : report().matrix.before) {
      if (state.id == id) return &state;
    }
    return nullptr;
  }
  std::vector<std::string> behind(const FlowQuery& query) const {
    std::vector<std::string> ids;
    const std::vector<uint32_t> indices = customers_behind(migration->transitions, query).value();
    for (const uint32_t index : indices) ids.push_back(flow_customer(change(), index).id);
    return ids;
  }

  CleaningSpec cleaning;
};

RfmSpec at(const std::string& snapshot, int lookback_months = 0) {
  RfmSpec spec;
  spec.snapshot = snapshot;
  spec.lookback_months = lookback_months;
  return spec;
}

MigrationSpec since(const std::string& day, MigrationCuts cuts = MigrationCuts::own) { return {day, cuts}; }

std::vector<OrderRow> up_to(std::vector<OrderRow> rows, const std::string& day) {
  std::erase_if(rows, [&](const OrderRow& row) { return row.day > day; });
  return rows;
}

std::pair<std::string, std::string> ends_of(const std::vector<OrderRow>& rows) {
  const auto [first, last] =
      std::minmax_element(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.day < b.day; });
  return {first->day, last->day};
}

std::string middle_of(const std::vector<OrderRow>& rows) {
  const auto [first, last] = ends_of(rows);
  return format_day((*parse_iso_day(first) + *parse_iso_day(last)) / 2);
}

std::map<std::string, CustomerStanding> standings(const Dataset& dataset, const Analysis& analysis) {
  std::map<std::string, CustomerStanding> result;
  for (size_t row = 0; row < analysis.profile.size(); ++row) {
    result[std::string(dataset.customers.at(analysis.profile.customer[row]))] = standing_of(analysis, row);
  }
  return result;
}

// In an order that is the file's no more.
template <class T>
std::vector<T> shuffled(std::vector<T> rows) {
  std::shuffle(rows.begin(), rows.end(), std::mt19937_64(11));
  return rows;
}

// Four customers by hand; the dates are a year apart.
std::vector<OrderRow> four_customers() {
  return {{"stays", "1", "2023-01-10", 10'000},        {"stays", "2", "2024-05-01", 4'000},
          {"leaves", "3", "2023-03-01", 20'000},       {"leaves", "4", "2023-05-01", 3'000},
          {"joins", "5", "2024-02-01", 7'000},         {"returns", "6", "2023-04-01", 9'000},
          {"returns", "6", "2023-08-01", -2'500, true}};
}

TEST(Migration, SegmentsOfTheFirstDateAreThoseOfAFileThatEndsThere) {
  for (const int lookback : {0, 3}) {
    for (const ReturnsRule returns : {ReturnsRule::net, ReturnsRule::drop, ReturnsRule::keep}) {
      const std::vector<OrderRow> rows = random_orders(seed_of_today(), 3'000, 300);
      const std::string day = middle_of(rows);
      RfmSpec spec = at(ends_of(rows).second, lookback);
      spec.returns = returns;
      const Moved moved(dataset_of_orders(rows), spec, since(day));
      ASSERT_TRUE(moved.migration) << moved.error->to_string();

      const Dataset truncated = dataset_of_orders(up_to(rows, day));
      spec.snapshot = day;
      const auto expected = standings(truncated, analyze(truncated, spec).value());
      const auto found = standings(moved.dataset, moved.start->analysis);
      ASSERT_EQ(found.size(), expected.size());
      for (const auto& [id, standing] : expected) {
        ASSERT_TRUE(found.contains(id)) << id;
        EXPECT_EQ(found.at(id).segment, standing.segment) << id;
        EXPECT_EQ(found.at(id).scores, standing.scores) << id;
      }
    }
  }
}

TEST(Migration, RowsAndColumnsAddUp) {
  for (const int lookback : {0, 2}) {
    const std::vector<OrderRow> rows = random_orders(seed_of_today(), 3'000, 400);
    const Moved moved(dataset_of_orders(rows), at(ends_of(rows).second, lookback), since(middle_of(rows)));
    ASSERT_TRUE(moved.migration) << moved.error->to_string();
    const ChangeMatrix& matrix = moved.report().matrix;
    const auto cents = [](double money) { return std::llround(money * 100); };
    const auto check = [&](const std::vector<ChangeState>& states, std::string ChangeFlow::*end) {
      uint64_t all = 0;
      for (const ChangeState& state : states) {
        uint64_t customers = 0;
        int64_t before = 0, between = 0;
        for (const ChangeFlow& flow : matrix.flows) {
          if (flow.*end != state.id) continue;
          customers += flow.figures.customers;
          before += cents(*flow.figures.revenue_before);
          between += cents(flow.figures.revenue);
        }
        EXPECT_EQ(customers, state.figures.customers) << state.id;
        EXPECT_EQ(before, cents(*state.figures.revenue_before)) << state.id;
        EXPECT_EQ(between, cents(state.figures.revenue)) << state.id;
        all += customers;
      }
      EXPECT_EQ(all, matrix.total.customers);
    };
    check(matrix.before, &ChangeFlow::before);
    check(matrix.after, &ChangeFlow::after);
    EXPECT_EQ(matrix.total.revenue, moved.report().revenue);
  }
}

TEST(Migration, SegmentsOfBothDatesHaveTheSizesOfTheirAnalyses) {
  const std::vector<OrderRow> rows = random_orders(seed_of_today(), 2'000, 300);
  const Moved moved(dataset_of_orders(rows), at(ends_of(rows).second), since(middle_of(rows)));
  const auto count = [](const Analysis& analysis, size_t segment) {
    return std::count(analysis.segment.begin(), analysis.segment.end(), segment);
  };
  for (size_t i = 0; i < moved.analysis->map->segments.size(); ++i) {
    EXPECT_EQ(moved.report().matrix.before[i].figures.customers, count(moved.start->analysis, i));
    EXPECT_EQ(moved.report().matrix.after[i].figures.customers, count(*moved.analysis, i));
  }
}

// A recount of the rows, without an index or marks.
TEST(Migration, MoneyIsThatOfTheLinesBeforeAndBetween) {
  const std::vector<OrderRow> rows = random_orders(seed_of_today(), 2'000, 200);
  const std::string day = middle_of(rows), end = ends_of(rows).second;
  const Moved moved(dataset_of_orders(rows), at(end), since(day));
  std::map<std::string, int64_t> before, between;
  for (const OrderRow& row : rows) (row.day <= day ? before : between)[row.customer] += row.cents;
  const Transitions& transitions = moved.migration->transitions;
  int64_t all = 0;
  for (uint32_t i = 0; i < transitions.size(); ++i) {
    const FlowCustomer customer = flow_customer(moved.change(), i);
    EXPECT_EQ(std::llround(customer.revenue * 100), between[customer.id]) << customer.id;
    if (customer.earlier) {
      EXPECT_EQ(std::llround(*customer.revenue_before * 100), before[customer.id]) << customer.id;
    }
    all += between[customer.id];
  }
  EXPECT_EQ(std::llround(moved.report().revenue * 100), all);
}

TEST(Migration, OrderOfTheRowsLeavesNoTrace) {
  const std::vector<OrderRow> rows = random_orders(seed_of_today(), 2'000, 200);
  const RfmSpec spec = at(ends_of(rows).second, 4);
  const auto text = [&](const std::vector<OrderRow>& some) {
    return dump_json(write_json(Moved(dataset_of_orders(some), spec, since(middle_of(rows))).report()), 1);
  };
  EXPECT_EQ(text(rows), text(shuffled(rows)));
}

TEST(Migration, NamesWhoCameWhoLeftAndWhoBoughtAgain) {
  const Moved moved(dataset_of_orders(four_customers()), at("2024-06-01", 12), since("2023-06-01"));
  ASSERT_TRUE(moved.migration) << moved.error->to_string();
  EXPECT_THAT(moved.behind({.before = std::string(kNotYet)}), testing::ElementsAre("joins"));
  EXPECT_THAT(moved.behind({.after = std::string(kNoPurchase)}), testing::UnorderedElementsAre("leaves", "returns"));
  const Movement& all = moved.report().all;
  EXPECT_EQ(all.customers, 3u);
  EXPECT_EQ(all.left, 2u);
  EXPECT_EQ(all.stayed + all.up + all.down + all.aside + all.left, all.customers);
  EXPECT_EQ(all.bought_again, 1u) << "a return is no purchase";
  EXPECT_DOUBLE_EQ(all.revenue, 40.00 - 25.00);
  EXPECT_DOUBLE_EQ(*moved.report().matrix.total.revenue_before, 100 + 200 + 30 + 90);
  EXPECT_EQ(moved.report().days, 335) << "to the last line of the data, on 2024-05-01";
}

TEST(Migration, WhoComesBackAfterTheLookbackPeriodWasACustomerBefore) {
  std::vector<OrderRow> rows = four_customers();
  rows.push_back({"wakes", "7", "2021-01-01", 5'000});
  rows.push_back({"wakes", "8", "2024-03-01", 5'000});
  const Moved moved(dataset_of_orders(rows), at("2024-06-01", 12), since("2023-06-01"));
  EXPECT_THAT(moved.behind({.before = std::string(kNoPurchase)}), testing::ElementsAre("wakes"));
  EXPECT_THAT(moved.behind({.before = std::string(kNotYet)}), testing::ElementsAre("joins"));
  EXPECT_EQ(former_standing(*moved.start, moved.dataset.customers.find("wakes")).segment_name.en,
            "No purchase in the lookback period");
  EXPECT_EQ(former_standing(*moved.start, moved.dataset.customers.find("joins")).segment_name.en, "Not yet a customer");
  EXPECT_TRUE(former_standing(*moved.start, moved.dataset.customers.find("leaves")).standing);
}

TEST(Migration, MovementsOfTheSegmentsAddUpToAll) {
  const std::vector<OrderRow> rows = random_orders(seed_of_today(), 3'000, 300);
  const Moved moved(dataset_of_orders(rows), at(ends_of(rows).second, 3), since(middle_of(rows)));
  Movement sum;
  int64_t cents = 0;
  const auto& states = moved.report().matrix.before;
  for (size_t i = 0; i < moved.report().segments.size(); ++i) {
    const Movement& one = moved.report().segments[i];
    EXPECT_EQ(one.segment, states[i].id);
    EXPECT_EQ(one.customers, states[i].figures.customers);
    EXPECT_EQ(one.stayed, moved.customers_in(one.segment, one.segment));
    EXPECT_EQ(one.customers, one.stayed + one.up + one.down + one.aside + one.left);
    EXPECT_EQ(one.customers == 0, !one.up_share.has_value());
    sum.customers += one.customers;
    sum.up += one.up;
    sum.down += one.down;
    sum.bought_again += one.bought_again;
    cents += std::llround(one.revenue * 100);
  }
  EXPECT_EQ(sum.customers, moved.report().all.customers);
  EXPECT_EQ(sum.up, moved.report().all.up);
  EXPECT_EQ(sum.down, moved.report().all.down);
  EXPECT_EQ(sum.bought_again, moved.report().all.bought_again);
  EXPECT_EQ(cents, std::llround(moved.report().all.revenue * 100));
}

TEST(Migration, CutsOfTheStartScoreBothDatesAlike) {
  const std::vector<OrderRow> rows = random_orders(seed_of_today(), 3'000, 300);
  const RfmSpec spec = at(ends_of(rows).second);
  const Moved moved(dataset_of_orders(rows), spec, since(middle_of(rows), MigrationCuts::of_the_start));
  ASSERT_TRUE(moved.migration && moved.migration->rescored);
  const Analysis& end = *moved.migration->rescored;
  for (size_t d = 0; d < 3; ++d) {
    EXPECT_EQ(end.cuts[d], moved.start->analysis.cuts[d]);
    EXPECT_EQ(scores_of(end.profile.values(d), end.cuts[d], d == kRecency), end.scores[d]);
  }
  EXPECT_THAT(moved.report().notes[2].en, HasSubstr("lookback period"));
}

TEST(Migration, CutsOfTheStartAreItsSplitsWhereTheMapHasSplits) {
  const std::vector<OrderRow> rows = random_orders(seed_of_today(), 2'000, 200);
  RfmSpec spec = at(ends_of(rows).second);
  spec.map = "eight";
  const Moved moved(dataset_of_orders(rows), spec, since(middle_of(rows), MigrationCuts::of_the_start));
  EXPECT_EQ(moved.migration->rescored->split, moved.start->analysis.split);
}

TEST(Migration, SaysWhenSharesAreStableByConstruction) {
  const std::vector<OrderRow> rows = random_orders(seed_of_today(), 1'000, 100);
  RfmSpec spec = at(ends_of(rows).second, 3);
  const auto notes = [&](MigrationCuts cuts) {
    std::string all;
    const Moved moved(dataset_of_orders(rows), spec, since(middle_of(rows), cuts));
    for (const TextPair& note : moved.report().notes) all += note.en + "\n";
    return all;
  };
  EXPECT_THAT(notes(MigrationCuts::own), HasSubstr("by construction"));
  EXPECT_THAT(notes(MigrationCuts::of_the_start), testing::Not(HasSubstr("by construction")));
  spec.recency = {"thresholds", {10, 20, 40, 80}};
  spec.frequency = {"thresholds", {1, 2, 3, 4}};
  EXPECT_THAT(notes(MigrationCuts::own), testing::Not(HasSubstr("by construction"))) << "the map does not read M";
}

TEST(Migration, TakesAYearAgoOrTheMiddle) {
  const std::vector<OrderRow> rows{{"a", "1", "2022-01-01", 100}, {"a", "2", "2024-06-01", 100}};
  const Moved year(dataset_of_orders(rows), at("2024-06-02"));
  EXPECT_EQ(year.report().from, "2023-06-02");
  EXPECT_EQ(year.report().from_reason.en, "One year before the analysis date.");
  const Moved much_later(dataset_of_orders(rows), at("2026-01-01"));
  EXPECT_EQ(much_later.report().from, "2023-03-18") << "the middle of the data, not of the silence behind them";
  EXPECT_THAT(much_later.report().from_reason.en, HasSubstr("nothing was bought"));
  const Moved too_short(dataset_of_orders({{"a", "1", "2024-01-01", 100}, {"a", "2", "2024-01-10", 100}}), {});
  EXPECT_EQ(too_short.report().from, "2024-01-06");
  EXPECT_THAT(too_short.report().from_reason.en, HasSubstr("too little"));
}

TEST(Migration, ComparesWithAsManyDaysBefore) {
  const std::vector<OrderRow> rows{{"a", "1", "2024-01-01", 100},
                                   {"a", "2", "2024-01-11", 200},
                                   {"b", "3", "2024-01-12", 400},
                                   {"b", "4", "2024-01-20", 800}};
  const Moved whole(dataset_of_orders(rows), at("2024-01-20"), since("2024-01-11"));
  EXPECT_DOUBLE_EQ(whole.report().revenue, 12.00);
  EXPECT_DOUBLE_EQ(whole.report().earlier_revenue.value(), 2.00) << "from 2024-01-03 on";
  const Moved cut_off(dataset_of_orders(rows), at("2024-01-20"), since("2024-01-05"));
  EXPECT_FALSE(cut_off.report().earlier_revenue) << "the data begin later than fifteen days before";
}

TEST(Migration, FollowsTheFilter) {
  Dataset dataset = dataset_of_orders(four_customers());
  Dictionary texts;
  std::vector<uint32_t> codes;
  for (uint32_t code = 0; code < dataset.customers.size(); ++code) {
    const std::string_view id = dataset.customers.at(code);
    codes.push_back(texts.intern(id == "leaves" || id == "joins" ? "north" : "south"));
  }
  dataset.attributes.push_back(make_attribute("city", texts, codes));
  FilterSpec filter;
  filter.attributes = {{"city", {"north"}}};
  const Moved by_city(std::move(dataset), at("2024-06-01", 12), since("2023-06-01"), filter);
  ASSERT_TRUE(by_city.migration) << by_city.error->to_string();
  EXPECT_THAT(by_city.behind({}), testing::UnorderedElementsAre("leaves", "joins")) << "those who left count, too";

  FilterSpec vip;
  vip.tiers = {"vip"};
  const Moved of_analysis(dataset_of_orders(four_customers()), at("2024-06-01", 12), since("2023-06-01"), vip);
  EXPECT_EQ(of_analysis.report().matrix.total.customers, 1u);
  EXPECT_THAT(of_analysis.report().notes.back().en, HasSubstr("filter"));
}

TEST(Migration, ListsTheCustomersOfAFlowByTheirRevenue) {
  const std::vector<OrderRow> rows = random_orders(seed_of_today(), 2'000, 200);
  const Moved moved(dataset_of_orders(rows), at(ends_of(rows).second, 3), since(middle_of(rows)));
  for (const ChangeFlow& flow : moved.report().matrix.flows) {
    const auto indices = customers_behind(moved.migration->transitions, {.before = flow.before, .after = flow.after});
    ASSERT_EQ(indices->size(), flow.figures.customers);
    double former = std::numeric_limits<double>::infinity();
    for (const uint32_t index : *indices) {
      const FlowCustomer customer = flow_customer(moved.change(), index);
      EXPECT_EQ(customer.before, flow.before);
      EXPECT_EQ(customer.after, flow.after);
      EXPECT_LE(customer.revenue, former);
      former = customer.revenue;
    }
  }
  EXPECT_EQ(customers_behind(moved.migration->transitions, {.before = "nobody"}).error().code, ErrorCode::bad_request);
}

TEST(Migration, WritesTheCustomersOfAFlow) {
  const Moved moved(dataset_of_orders(four_customers()), at("2024-06-01", 12), since("2023-06-01"));
  const auto indices = customers_behind(moved.migration->transitions, {.before = std::string(kNotYet)});
  const std::string csv = begin_flow_table(moved.change(), *indices, {}).finish().bytes;
  EXPECT_THAT(csv, HasSubstr("customer,segment_before,R_score_before,F_score_before,M_score_before,weighted_score_"
                             "before,segment_after"));
  EXPECT_THAT(csv, HasSubstr("joins,Not yet a customer,,,,,"));
  EXPECT_THAT(csv, HasSubstr(",0,70\r\n"));
  EXPECT_THAT(begin_flow_table(moved.change(), *indices, {TableFormat::csv, true}).finish().bytes,
              HasSubstr("期初权重得分,期末分群"));
  const Json rows = Json::parse(begin_flow_table(moved.change(), *indices, {TableFormat::json, true}).finish().bytes);
  const auto joins = std::find_if(rows.begin(), rows.end(), [](const Json& row) { return row["customer"] == "joins"; });
  ASSERT_NE(joins, rows.end());
  EXPECT_TRUE((*joins)["R_score_before"].is_null()) << "nobody yet";
  EXPECT_TRUE((*joins)["R_score_after"].is_number());
  EXPECT_EQ((*joins)["revenue_between"], 70);
}

TEST(Migration, RefusesDaysThatHaveNobody) {
  const auto error_of = [](const std::vector<OrderRow>& rows, const RfmSpec& spec, const MigrationSpec& migration) {
    return Moved(dataset_of_orders(rows), spec, migration).error.value();
  };
  const Error early = error_of(four_customers(), at("2024-06-01"), since("2023-01-09"));
  EXPECT_EQ(early.code, ErrorCode::bad_spec);
  EXPECT_EQ(early.place.pointer, "/migration/from");
  EXPECT_THAT(early.message.en, HasSubstr("2023-01-10"));
  const Error late = error_of(four_customers(), at("2024-06-01"), since("2024-06-01"));
  EXPECT_EQ(late.place.pointer, "/migration/from");
  const Error empty = error_of(four_customers(), at("2024-06-01", 1), since("2024-01-01"));
  EXPECT_EQ(empty.code, ErrorCode::no_usable_rows);
  EXPECT_EQ(empty.place.pointer, "/migration/from");
  const Error void_only =
      error_of({{"a", "1", "2024-01-01", -100, true}, {"b", "2", "2024-02-01", 100}}, at(""), since("2024-01-15"));
  EXPECT_EQ(void_only.code, ErrorCode::no_usable_rows);
  const Error same_day = error_of({{"a", "1", "2024-01-01", 100}, {"b", "2", "2024-01-01", 100}}, at("2024-01-01"), {});
  EXPECT_EQ(same_day.code, ErrorCode::not_applicable);
}

TEST(Migration, TheSegmentThatTakesTheRestIsNeitherAboveNorBelow) {
  const std::vector<OrderRow> rows = random_orders(7, 3'000, 300);
  RfmSpec spec = at(ends_of(rows).second);
  spec.map = "rfm-r";
  const Moved moved(dataset_of_orders(rows), spec, since(middle_of(rows)));
  uint64_t up = 0, down = 0, aside = 0;
  const Transitions& transitions = moved.migration->transitions;
  const SegmentMap& map = *moved.start->analysis.map;
  for (size_t i = 0; i < transitions.size(); ++i) {
    if (transitions.row_before[i] == Transitions::kNoRow || transitions.row_after[i] == Transitions::kNoRow) continue;
    const std::string& before = map.segments[transitions.before[i]].id;
    const std::string& after = map.segments[transitions.after[i]].id;
    if (before == after) continue;
    const bool rest = before == "others" || after == "others";
    ++(rest ? aside : transitions.after[i] < transitions.before[i] ? up : down);
  }
  EXPECT_GT(aside, 0u);
  EXPECT_EQ(moved.report().all.up, up);
  EXPECT_EQ(moved.report().all.down, down);
  EXPECT_EQ(moved.report().all.aside, aside);
}

TEST(Migration, DoesNotApplyToACustomerTable) {
  const Moved moved(dataset_of_customers({{"a", 1, 2, 300}, {"b", 4, 5, 600}}), {});
  ASSERT_TRUE(moved.error);
  EXPECT_EQ(moved.error->code, ErrorCode::not_applicable);
  EXPECT_FALSE(moved.error->message.zh.empty());
}

TEST(Migration, OneCustomerWithOneOrderIsSensible) {
  const Moved moved(dataset_of_orders({{"a", "1", "2024-01-01", 100}}), {});
  ASSERT_TRUE(moved.migration) << moved.error->to_string();
  EXPECT_EQ(moved.report().from, "2024-01-01");
  EXPECT_EQ(moved.report().all.customers, 1u);
  EXPECT_EQ(moved.report().all.stayed, 1u);
  EXPECT_EQ(moved.report().revenue, 0);
  EXPECT_EQ(moved.report().days, 0);
  ASSERT_EQ(moved.report().verdict.size(), 1u);
  const TextPair& verdict = moved.report().verdict.front();
  EXPECT_THAT(verdict.en, HasSubstr("no day between the first date (2024-01-01, which counts as before) and the "
                                    "analysis date (2024-01-02)"));
  EXPECT_THAT(verdict.en, HasSubstr("Open a file that covers more days"));
  EXPECT_THAT(verdict.zh, HasSubstr("之间没有任何有数据的日期"));
  EXPECT_THAT(verdict.zh, HasSubstr("请打开包含更多日期的文件"));
}

// After the last day of the data there are days, but nothing that could have happened on them.
TEST(Migration, AFirstDateBehindTheDataAsksForAnEarlierOne) {
  RfmSpec spec;
  spec.snapshot = "2024-06-01";
  const Moved moved(dataset_of_orders({{"a", "1", "2024-01-01", 100}, {"a", "2", "2024-02-01", 100}}), spec,
                    {.from = "2024-03-01"});
  ASSERT_TRUE(moved.migration) << moved.error->to_string();
  ASSERT_EQ(moved.report().verdict.size(), 1u);
  EXPECT_THAT(moved.report().verdict.front().en, HasSubstr("Choose an earlier first date."));
  EXPECT_THAT(moved.report().verdict.front().zh, HasSubstr("请选择更早的起始日。"));
}

TEST(Migration, AFilterThatLeavesNobodyHasNoShares) {
  FilterSpec nobody;
  nobody.cells = {"55"};
  nobody.tiers = {"ordinary"};
  const Moved moved(dataset_of_orders({{"a", "1", "2024-01-01", 100}, {"a", "2", "2024-02-01", 100}}), {}, {}, nobody);
  ASSERT_TRUE(moved.migration) << moved.error->to_string();
  EXPECT_EQ(moved.report().matrix.total.customers, 0u);
  EXPECT_FALSE(moved.report().all.up_share);
  EXPECT_THAT(moved.report().verdict.front().en, HasSubstr("None of these customers"));
}

}  // namespace
}  // namespace sluice::rfm

// Kinds of customer: the histories and the rule against plain loops over written rows, its edges by hand, and that
// nothing is said where nothing can be estimated.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <set>

#include "base/calendar.h"
#include "rfm/customers.h"
#include "rfm/groupings.h"
#include "rfm/histories.h"
#include "rfm/selection.h"
#include "unit/rfm/living_customers.h"
#include "unit/rfm/order_fixture.h"
#include "unit/rfm/plain_orders.h"

namespace sluice::rfm {
namespace {

using Codes = std::vector<uint8_t>;

TEST(Histories, AgreeWithPlainLoopsOverTheRows) {
  for (const ReturnsRule rule : {ReturnsRule::net, ReturnsRule::drop, ReturnsRule::keep}) {
    const std::vector<OrderRow> rows = random_orders(seed_of_today(), 1'500, 120);
    const Dataset dataset = dataset_of_orders(rows);
    RfmSpec spec;
    spec.returns = rule;
    spec.kinds.period_days = 100;
    const OwnLines lines(dataset, spec);
    const Profile profile = make_profile(dataset, spec).value();
    const Histories histories = collect_histories(dataset, spec, *lines.get(), profile);
    EXPECT_EQ(histories.period_days, 100);
    size_t row = 0;
    for (const auto& [customer, orders] : plain_orders(rows, rule)) {
      std::set<Day> days;
      int64_t latest = 0, before = 0, repeats = 0;
      for (const PlainOrder& order : orders) {
        if (order.purchase) days.insert(order.day);
        const Day ago = profile.snapshot - order.day;
        if (ago <= 100) latest += order.cents;
        if (ago > 100 && ago <= 200) before += order.cents;
      }
      for (const PlainOrder& order : orders) repeats += order.purchase && order.day != *days.begin() ? order.cents : 0;
      EXPECT_EQ(histories.repeats[row], days.size() - 1) << customer;
      EXPECT_EQ(histories.last[row], static_cast<uint32_t>(*days.rbegin() - *days.begin())) << customer;
      EXPECT_EQ(histories.age[row], static_cast<uint32_t>(profile.snapshot - *days.begin())) << customer;
      EXPECT_EQ(histories.repeat_units[row], repeats) << customer;
      const double growth = before <= 0 ? double{kNoGrowth}
                                        : std::max(static_cast<double>(latest) / static_cast<double>(before), 0.0) - 1;
      EXPECT_NEAR(histories.growth[row], growth, 1e-5 * std::max(1.0, growth)) << customer;
      ++row;
    }
    EXPECT_EQ(row, profile.size());
  }
}

TEST(Histories, TheirPeriodIsAYearOrHalfOfWhatTheDataCover) {
  const auto period = [](const std::vector<OrderRow>& rows) {
    const Dataset dataset = dataset_of_orders(rows);
    return collect_histories(dataset, {}, *OwnLines(dataset, {}).get(), make_profile(dataset, {}).value()).period_days;
  };
  EXPECT_EQ(period({{"a", "1", "2020-01-01", 100}, {"a", "2", "2024-01-01", 100}}), 365);
  EXPECT_EQ(period({{"a", "1", "2024-01-01", 100}, {"a", "2", "2024-01-10", 100}}), 5);
  EXPECT_EQ(period({{"a", "1", "2024-01-01", 100}}), 1);
}

TEST(LeastOfBest, NeverPartsEqualOnesAndPassesOverThoseWhoBringNothing) {
  const std::vector<int64_t> values{9, 7, 7, 7, 1, 0, 0, -2, -3, -4};
  EXPECT_EQ(least_of_best(values, 0.1), 9);
  EXPECT_EQ(least_of_best(values, 0.2), 7);
  EXPECT_EQ(least_of_best(values, 0.5), 1);
  EXPECT_EQ(least_of_best(values, 1), 1);
  EXPECT_EQ(least_of_best(values, 0), std::nullopt);
  EXPECT_EQ(least_of_best(std::vector<int64_t>{0, -1}, 1), std::nullopt);
}

TEST(Kinds, TheFirstConditionThatHoldsDecides) {
  Profile profile;
  profile.snapshot = 1'000;
  const size_t customers = 10;
  profile.customer.resize(customers);
  profile.orders.assign(customers, 2);
  profile.first_day.assign(customers, 500);
  profile.revenue = {{100, 90, 50, 50, 50, 50, 50, 50, 50, 50}, 2};
  Lifetime lifetime;
  lifetime.expected_revenue = {5, 1, 9, 0, 0, 0, 0, 0, 0, 0};
  lifetime.by_expected = {9, 5, 1, 0, 0, 0, 0, 0, 0, 0};
  lifetime.active = {1, 1, 1, 0.5f, 0.5f, 0.49f, 0.5f, 0.5f, 1, 0};
  lifetime.growth = {1, 1, 1, 0.2f, 0.1f, kNoGrowth, kNoGrowth, kNoGrowth, -1, kNoGrowth};
  profile.orders[6] = 1;
  profile.first_day[7] = 501;
  std::vector<int64_t> descending = profile.revenue.units;
  lifetime.fits.emplace();
  const GroupSources sources{profile, {}, descending, {}, lifetime};
  const GroupDays days{.at_risk = 30, .relationship = 500};
  EXPECT_EQ(assign_kinds(sources, {}, days),
            (Codes{kValueKind, kCashFlowKind, kValueKind, kGrowthKind, kRelationshipKind, kOtherKind, kOtherKind,
                   kOtherKind, kRelationshipKind, kOtherKind}));
  EXPECT_EQ(assign_kinds(sources, {.value_share = 0}, days)[0], kCashFlowKind);
  EXPECT_EQ(assign_kinds(sources, {.value_share = 0, .cash_share = 0}, days)[0], kGrowthKind);
  EXPECT_EQ(assign_kinds(sources, {.value_share = 0, .cash_share = 0, .growth = 2}, days)[0], kRelationshipKind);
  EXPECT_EQ(assign_kinds(sources, {.value_share = 1}, days)[1], kValueKind);
  EXPECT_EQ(assign_kinds(sources, {.value_share = 1}, days)[3], kGrowthKind) << "nothing is expected";

  // With margin, that is what has been brought.
  profile.margin = {{0, 0, 0, 0, 0, 0, 0, 0, 10, 0}, 2};
  const std::vector<int64_t> margins{10, 0, 0, 0, 0, 0, 0, 0, 0, 0};
  const Codes codes = assign_kinds({profile, {}, descending, margins, lifetime}, {}, days);
  EXPECT_EQ(codes[8], kCashFlowKind);
  EXPECT_EQ(codes[1], kGrowthKind);

  // Without models to tell who is active, silence does.
  lifetime.fits.reset();
  lifetime.active.clear();
  profile.recency = {1, 1, 1, 1, 30, 30, 30, 30, 31, 30};
  EXPECT_EQ(assign_kinds(sources, {}, days),
            (Codes{kValueKind, kGrowthKind, kValueKind, kGrowthKind, kRelationshipKind, kRelationshipKind, kOtherKind,
                   kOtherKind, kOtherKind, kRelationshipKind}));
}

TEST(Kinds, AgreeWithPlainLoopsOverTheEstimates) {
  for (const bool with_cost : {false, true}) {
    const std::vector<OrderRow> rows = living_customers(11, 600, with_cost);
    RfmSpec spec;
    spec.kinds = {.value_share = 0.1, .cash_share = 0.3, .growth = 0.5, .relationship_days = 500};
    const auto analysis = analyze(dataset_of_orders(rows), spec);
    const Lifetime& lifetime = analysis->lifetime;
    ASSERT_TRUE(lifetime.fits.has_value()) << lifetime.no_fits.en;
    const Profile& profile = analysis->profile;
    const std::vector<int64_t>& profit = with_cost ? profile.margin.units : profile.revenue.units;
    const auto is_best = [&](const auto& values, size_t row, double share) {
      const auto better = std::count_if(values.begin(), values.end(), [&](auto other) { return other > values[row]; });
      return values[row] > 0 && static_cast<double>(better) < std::ceil(share * static_cast<double>(values.size()));
    };
    std::set<int> kinds;
    for (size_t row = 0; row < profile.size(); ++row) {
      const bool stays = lifetime.active[row] >= 0.5 && profile.orders[row] >= 2;
      const int kind = is_best(lifetime.expected_revenue, row, 0.1)                ? 0
                       : is_best(profit, row, 0.3)                                 ? 1
                       : lifetime.growth[row] >= 0.5                               ? 2
                       : stays && profile.snapshot - profile.first_day[row] >= 500 ? 3
                                                                                   : 4;
      ASSERT_EQ(analysis->groups[kKinds][row], kind) << row;
      kinds.insert(kind);
    }
    EXPECT_EQ(kinds.size(), 5U) << "all kinds are there, so that all conditions were asked";
  }
}

TEST(Kinds, WhatIsExpectedAddsUpAndFollowsTheHorizon) {
  const Dataset dataset = dataset_of_orders(living_customers(11, 400));
  const RfmReport report = report_of(dataset, {});
  ASSERT_TRUE(report.lifetime.has_value());
  for (const GroupingReport& grouping : report.groupings) {
    if (grouping.groups.empty()) continue;
    double expected = 0;
    for (const GroupReport& group : grouping.groups) expected += *group.expected_revenue;
    EXPECT_NEAR(expected, *report.lifetime->expected_revenue, 0.05) << grouping.id;
  }
  RfmSpec half;
  half.lifetime.horizon_days = 180;
  const RfmReport less = report_of(dataset, half);
  EXPECT_LT(*less.lifetime->expected_revenue, *report.lifetime->expected_revenue);
  EXPECT_GT(*less.lifetime->expected_revenue, 0.4 * *report.lifetime->expected_revenue) << "customers leave over time";
  EXPECT_EQ(*less.lifetime->active, *report.lifetime->active) << "the models are those";
  EXPECT_LT(*report.lifetime->active, static_cast<double>(report.all.customers));
}

// Row by row from the history, without merged rows and what is remembered between them.
TEST(Kinds, WhatIsExpectedIsPurchasesTimesTheirAmount) {
  const Dataset dataset = dataset_of_orders(living_customers(11, 300));
  const auto analysis = analyze(dataset, {});
  const Lifetime& lifetime = analysis->lifetime;
  ASSERT_TRUE(lifetime.fits.has_value()) << lifetime.no_fits.en;
  const Histories all = collect_histories(dataset, {}, *OwnLines(dataset, {}).get(), analysis->profile);
  const auto& [purchases, spend, spenders, correlation] = *lifetime.fits;
  size_t once = 0;
  for (size_t row = 0; row < analysis->profile.size(); ++row) {
    const uint32_t repeats = all.repeats[row];
    const double mean = repeats > 0 ? to_double(all.repeat_units[row], 2) / repeats : 0;
    const double amount = value::expected_spend(spend.model, repeats, mean);
    const double expected =
        value::expected_purchases(purchases.model, repeats, all.last[row], all.age[row], 365) * amount;
    ASSERT_NEAR(lifetime.expected_revenue[row], expected, 1e-6 * expected) << row;
    ASSERT_NEAR(lifetime.active[row], value::probability_active(purchases.model, repeats, all.last[row], all.age[row]),
                1e-6);
    once += repeats == 0 ? 1 : 0;
  }
  EXPECT_GT(once, 0U);
  EXPECT_LT(once, analysis->profile.size());
}

TEST(Kinds, DoNotDependOnTheOrderOfTheRowsOrOnTheUnitOfMoney) {
  std::vector<OrderRow> rows = living_customers(11, 300);
  const auto before = analyze(dataset_of_orders(rows), {});
  std::mt19937_64 random(seed_of_today());
  std::shuffle(rows.begin(), rows.end(), random);
  const auto shuffled = analyze(dataset_of_orders(rows), {});
  EXPECT_EQ(shuffled->lifetime.active, before->lifetime.active);
  EXPECT_EQ(shuffled->lifetime.expected_revenue, before->lifetime.expected_revenue);
  for (OrderRow& row : rows) row.cents *= 10;
  const auto dearer = analyze(dataset_of_orders(rows), {});
  EXPECT_EQ(dearer->groups[kKinds], before->groups[kKinds]);
  for (size_t row = 0; row < before->profile.size(); ++row) {
    ASSERT_NEAR(dearer->lifetime.expected_revenue[row], 10 * before->lifetime.expected_revenue[row],
                1e-4 * dearer->lifetime.expected_revenue[row]);
  }
}

TEST(Kinds, ACustomerIsToldWhatMakesItOne) {
  const Dataset dataset = dataset_of_orders(living_customers(11, 400));
  const auto analysis = analyze(dataset, {});
  const OwnLines lines(dataset, {});
  const std::array<std::pair<const char*, const char*>, 5> words{{{"among the best 20%, which begin at", "位于前 20%"},
                                                                  {"the revenue so far", "迄今消费金额"},
                                                                  {"more than as many days before", "此前同样天数多"},
                                                                  {"first bought", "首次购买在"},
                                                                  {"none of the four", "不属于以上四类"}}};
  std::set<int> seen;
  for (size_t row = 0; row < analysis->profile.size(); ++row) {
    const int kind = analysis->groups[kKinds][row];
    if (!seen.insert(kind).second) continue;
    const std::string_view id = dataset.customers.at(analysis->profile.customer[row]);
    const auto told = explain_customer(dataset, *analysis, {}, lines.get(), id);
    const auto& [english, chinese] = words[static_cast<size_t>(kind)];
    EXPECT_NE(told->kind.en.find(english), std::string::npos) << told->kind.en;
    EXPECT_NE(told->kind.zh.find(chinese), std::string::npos) << told->kind.zh;
    EXPECT_NE(told->kind.en.find("Expected revenue of the next 365 days"), std::string::npos);
    EXPECT_EQ(told->customer.kind, groupings()[kKinds].groups[static_cast<size_t>(kind)].id);
    EXPECT_GE(*told->customer.active, 0);
    EXPECT_LE(*told->customer.active, 1);
  }
  EXPECT_GE(seen.size(), 4U);
}

TEST(Kinds, Filter) {
  const Dataset dataset = dataset_of_orders(living_customers(11, 300));
  const RfmReport all = report_of(dataset, {});
  for (const GroupReport& group : all.groupings[kKinds].groups) {
    FilterSpec filter;
    filter.kinds = {group.id};
    const RfmReport report = report_of(dataset, {}, filter);
    EXPECT_EQ(report.selection.customers, group.customers);
    EXPECT_EQ(report.selection.revenue, group.revenue);
    for (size_t i = 0; i < all.groupings[kKinds].groups.size(); ++i) {
      const GroupReport& beside = report.groupings[kKinds].groups[i];
      EXPECT_EQ(beside.customers, all.groupings[kKinds].groups[i].customers);
      EXPECT_EQ(beside.selected, beside.id == group.id);
    }
  }
}

TEST(Kinds, AreSorted) {
  const Dataset dataset = dataset_of_orders(living_customers(11, 200));
  const auto analysis = analyze(dataset, {});
  const auto descends = [&](CustomerColumn column, const std::vector<float>& values) {
    CustomerQuery query;
    query.sort = column;
    const auto rows = order_customers(dataset, *analysis, query).value();
    return std::is_sorted(rows.begin(), rows.end(), [&](uint32_t a, uint32_t b) { return values[a] > values[b]; });
  };
  EXPECT_TRUE(descends(CustomerColumn::active, analysis->lifetime.active));
  EXPECT_TRUE(descends(CustomerColumn::expected_revenue, analysis->lifetime.expected_revenue));
}

TEST(Kinds, OfACustomerTableSayWhyTheyAreNotThereAndWhatToDo) {
  const Dataset table = dataset_of_customers({{"a", 5, 2, 100}});
  const RfmReport report = report_of(table, {});
  const GroupingReport& kinds = report.groupings[kKinds];
  EXPECT_TRUE(kinds.groups.empty());
  EXPECT_FALSE(report.lifetime.has_value());
  EXPECT_NE(kinds.not_applicable.en.find("customer table"), std::string::npos);
  EXPECT_FALSE(report.groupings[kTiers].groups[0].expected_revenue.has_value());
  FilterSpec filter;
  filter.kinds = {"value"};
  const Error error = select(table, *analyze(table, {}), filter).error();
  EXPECT_EQ(error.place.pointer, "/filter/kinds");
  EXPECT_EQ(error.message.en, kinds.not_applicable.en);
}

TEST(Kinds, WhereTheModelsDoNotHoldTheLatestPeriodIsExpectedToGoOn) {
  const auto told = [](const Dataset& dataset, const RfmSpec& spec) {
    const RfmReport report = report_of(dataset, spec);
    EXPECT_FALSE(report.lifetime->active.has_value());
    EXPECT_EQ(report.groupings[kKinds].groups.size(), 5U);
    const TextPair& rule = report.groupings[kKinds].rule;
    EXPECT_NE(rule.en.find(report.lifetime->no_models.en), std::string::npos);
    EXPECT_NE(rule.zh.find(report.lifetime->no_models.zh), std::string::npos);
    return report.lifetime->no_models.en;
  };
  // 80 days are covered, so that periods are 40 days: 3 of the last 40, 7 of those before.
  const Dataset few =
      dataset_of_orders({{"a", "1", "2024-01-01", 700}, {"a", "2", "2024-03-20", 300}, {"b", "3", "2024-01-10", 900}});
  EXPECT_NE(told(few, {}).find("more than once: 1"), std::string::npos);
  const auto analysis = analyze(few, {});
  EXPECT_EQ(analysis->lifetime.period_days, 40);
  EXPECT_FLOAT_EQ(analysis->lifetime.expected_revenue[0], 3.f * 365 / 40);
  EXPECT_EQ(analysis->lifetime.expected_revenue[1], 0);
  EXPECT_FLOAT_EQ(analysis->lifetime.growth[0], 3.f / 7 - 1);
  EXPECT_EQ(analysis->lifetime.growth[1], -1);
  EXPECT_EQ(analysis->groups[kKinds], (Codes{kValueKind, kOtherKind})) << "the best 20 % of two by revenue is one";

  const Dataset many = dataset_of_orders(living_customers(1, 300));
  RfmSpec lookback;
  lookback.lookback_months = 12;
  EXPECT_NE(told(many, lookback).find("lookback"), std::string::npos);
  EXPECT_FALSE(customer_row(many, *analyze(many, lookback), 0).active.has_value());
  EXPECT_TRUE(customer_row(many, *analyze(many, lookback), 0).expected_revenue.has_value());
}

// What is said of the figure that stands instead of a forecast: which it is, why, and nothing against it.
TEST(Kinds, TheWordsSayWhichFigureIsUsedInsteadOfTheModels) {
  // As regular as a clock, which the purchase model does not know.
  std::vector<OrderRow> rows;
  for (int customer = 0; customer < 40; ++customer) {
    for (const char* day : {"2023-01-01", "2023-04-11", "2023-07-20", "2023-10-28", "2024-02-05"}) {
      rows.push_back({"c" + std::to_string(customer), std::to_string(rows.size()), day, 1000 + 10 * customer});
    }
  }
  RfmSpec spec;
  spec.lifetime.horizon_days = 12;
  spec.kinds.period_days = 1;
  const Dataset dataset = dataset_of_orders(rows);
  const RfmReport report = report_of(dataset, spec);
  ASSERT_FALSE(report.lifetime->active.has_value());
  const TextPair& rule = report.groupings[kKinds].rule;
  EXPECT_NE(rule.en.find("each customer's revenue of the latest day, as if it went on for the next 12 days. Why they "
                         "do not hold: "),
            std::string::npos)
      << rule.en;
  EXPECT_NE(rule.zh.find("最近 1 天的消费在未来 12 天内照此延续。模型不成立的原因："), std::string::npos) << rule.zh;
  for (const char* contradiction : {"mean nothing", "go by", "expect that amount"}) {
    EXPECT_EQ(rule.en.find(contradiction), std::string::npos) << rule.en;
  }
  EXPECT_EQ(rule.en.find(" 1 days"), std::string::npos) << rule.en;
  const auto told = explain_customer(dataset, *analyze(dataset, spec), spec, OwnLines(dataset, spec).get(), "c39");
  EXPECT_NE(told->kind.en.find("Expected revenue of the next 12 days: 166.8, as if the latest day went on."),
            std::string::npos)
      << told->kind.en;
  EXPECT_NE(told->kind.zh.find("（假定最近 1 天的消费照此延续）"), std::string::npos) << told->kind.zh;
}

TEST(Kinds, OddDataGivesSensibleKinds) {
  const RfmReport one = report_of(dataset_of_orders({{"a", "1", "2024-01-01", 100}}), {});
  EXPECT_EQ(one.groupings[kKinds].groups[kValueKind].customers, 0U) << "a day says nothing about a year";
  EXPECT_EQ(one.groupings[kKinds].groups[kCashFlowKind].customers, 1U);
  std::vector<OrderRow> equal;
  for (int i = 0; i < 50; ++i) {
    for (const char* day : {"2024-01-01", "2024-04-01"}) {
      equal.push_back({"c" + std::to_string(i), std::to_string(equal.size()), day, 100});
    }
  }
  const RfmReport same = report_of(dataset_of_orders(equal), {});
  EXPECT_EQ(same.groupings[kKinds].groups[kValueKind].customers, 50U) << "equal ones are not parted";
  EXPECT_TRUE(std::isfinite(*same.lifetime->expected_revenue));
}

// Whoever bought once on the only day would be expected to buy on every day of the year.
TEST(Kinds, NothingIsExpectedOfAYearWhereLessThanAMonthWasSeen) {
  const auto absent = [](const std::vector<OrderRow>& rows, const RfmSpec& spec) {
    const Dataset dataset = dataset_of_orders(rows);
    const auto analysis = analyze(dataset, spec);
    const RfmReport report = report_of(dataset, spec);
    EXPECT_FALSE(report.lifetime->expected_revenue.has_value());
    EXPECT_FALSE(report.lifetime->no_estimate.en.empty());
    EXPECT_FALSE(report.lifetime->no_estimate.zh.empty());
    for (const GroupingReport& grouping : report.groupings) {
      for (const GroupReport& group : grouping.groups) EXPECT_FALSE(group.expected_revenue.has_value()) << group.id;
    }
    EXPECT_EQ(report.groupings[kKinds].groups[kValueKind].customers, 0U);
    EXPECT_NE(report.groupings[kKinds].rule.en.find(report.lifetime->no_estimate.en), std::string::npos);
    EXPECT_NE(report.groupings[kKinds].rule.zh.find(report.lifetime->no_estimate.zh), std::string::npos);
    EXPECT_FALSE(customer_row(dataset, *analysis, 0).expected_revenue.has_value());
    const auto told = explain_customer(dataset, *analysis, spec, OwnLines(dataset, spec).get(), rows.front().customer);
    EXPECT_EQ(told->kind.en.find("Expected revenue"), std::string::npos) << told->kind.en;
    EXPECT_NE(told->kind.zh.find(report.lifetime->no_estimate.zh), std::string::npos) << told->kind.zh;
    CustomerQuery query;
    query.sort = CustomerColumn::expected_revenue;
    EXPECT_EQ(order_customers(dataset, *analysis, query)->size(), analysis->profile.size());
    return report.lifetime->no_estimate;
  };
  const std::vector<OrderRow> one{{"a", "1", "2024-01-01", 1250}};
  const TextPair why = absent(one, {});
  EXPECT_NE(why.en.find("the data hold 1 day, is too short to be carried on for the next 365 days: that takes 31 days"),
            std::string::npos)
      << why.en;
  EXPECT_NE(why.zh.find("最近一期只有 1 天的数据，太短，无法推算未来 365 天：至少需要 31 天。请载入至少 62 天的订单"),
            std::string::npos)
      << why.zh;
  std::vector<OrderRow> equal;
  for (int i = 0; i < 30; ++i) equal.push_back({"c" + std::to_string(i), std::to_string(i), "2024-01-01", 1000});
  absent(equal, {});
  // A longer period than the data cover has seen no more.
  RfmSpec spec;
  spec.kinds.period_days = 365;
  absent(one, spec);
  // 62 days are two periods of 31, 61 are not; and the fewer days ahead, the fewer are needed.
  const auto expected = [](const char* first, int horizon_days) {
    RfmSpec ahead;
    ahead.lifetime.horizon_days = horizon_days;
    return report_of(dataset_of_orders({{"a", "1", first, 500}, {"a", "2", "2024-03-02", 1000}}), ahead)
        .lifetime->expected_revenue;
  };
  EXPECT_FALSE(expected("2024-01-02", 365).has_value());
  EXPECT_NEAR(expected("2024-01-01", 365).value(), 10.0 * 365 / 31, 0.005);
  EXPECT_NEAR(expected("2024-01-02", 360).value(), 10.0 * 360 / 30, 0.005);
}

}  // namespace
}  // namespace sluice::rfm

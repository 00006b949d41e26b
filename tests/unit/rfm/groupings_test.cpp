// The groupings beside the segment map: their rules at the edges, against plain loops, and that they add up.
#include "rfm/groupings.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>

#include "base/calendar.h"
#include "rfm/customers.h"
#include "rfm/grouping_report.h"
#include "rfm/prospects.h"
#include "rfm/selection.h"
#include "unit/rfm/order_fixture.h"
#include "unit/rfm/plain_orders.h"

namespace sluice::rfm {
namespace {

using Codes = std::vector<uint8_t>;

Profile profile_of(const std::vector<CustomerTableRow>& rows) {
  return make_profile(dataset_of_customers(rows), {}).value();
}

std::vector<OrderRow> with_costs(std::vector<OrderRow> rows, uint64_t seed) {
  std::mt19937_64 random(seed);
  for (OrderRow& row : rows) {
    if (random() % 10 != 0) row.cost_cents = static_cast<int64_t>(random() % 3'000);
  }
  return rows;
}

TEST(Groupings, HaveWordsInTheOrderOfTheirCodes) {
  const std::array<std::vector<std::string>, kGroupingIds.size()> ids{
      {{"vip", "key", "ordinary"},
       {"new", "regular", "established", "loyal"},
       {"first_purchase", "repeat", "loyal", "at_risk", "lost"},
       {"most_valuable", "most_growable", "other", "below_zero"},
       {"value", "cash_flow", "growth", "relationship", "other"}}};
  for (size_t i = 0; i < ids.size(); ++i) {
    const GroupingWords& words = groupings()[i];
    EXPECT_EQ(words.id, kGroupingIds[i]);
    EXPECT_FALSE(words.name.zh.empty());
    ASSERT_EQ(words.groups.size(), ids[i].size());
    for (size_t group = 0; group < ids[i].size(); ++group) {
      EXPECT_EQ(words.groups[group].id, ids[i][group]);
      EXPECT_FALSE(words.groups[group].name.zh.empty());
      EXPECT_GT(words.groups[group].advice.en.size(), 40U);
      EXPECT_GT(words.groups[group].advice.zh.size(), 40U);
    }
  }
  EXPECT_EQ(groupings()[kTiers].groups[0].rule_of_thumb, 0.5);
  EXPECT_EQ(groupings()[kTiers].groups[1].rule_of_thumb, 0.3);
  EXPECT_EQ(groupings()[kTiers].groups[2].rule_of_thumb, 0.2);
  // Domain: tiers are also read as high, medium and low value.
  const std::array<TextPair, 3> values{
      {{"High value", "高价值客户"}, {"Medium value", "中价值客户"}, {"Low value", "低价值客户"}}};
  for (size_t tier = 0; tier < values.size(); ++tier) {
    EXPECT_EQ(groupings()[kTiers].groups[tier].also.en, values[tier].en);
    EXPECT_EQ(groupings()[kTiers].groups[tier].also.zh, values[tier].zh);
  }
}

TEST(Loyalty, ClimbsWithThePurchasesAndKeepsTheTopRungForThoseWhoStillBuy) {
  const Profile profile = profile_of({{"a", 1, 1, 100},
                                      {"b", 1, 2, 100},
                                      {"c", 1, 3, 100},
                                      {"d", 1, 4, 100},
                                      {"e", 1, 5, 100},
                                      {"f", 30, 6, 100},
                                      {"g", 31, 6, 100},
                                      {"h", 31, 1, 100}});
  EXPECT_EQ(assign_loyalty(profile, {}, 30),
            (Codes{kNew, kRegular, kRegular, kEstablished, kEstablished, kLoyal, kEstablished, kNew}));
  EXPECT_EQ(assign_loyalty(profile, {.regular = 3, .established = 5, .loyal = 100}, 30),
            (Codes{kNew, kNew, kRegular, kRegular, kEstablished, kEstablished, kEstablished, kNew}));
}

TEST(Lifecycle, SilenceCountsBeforePurchases) {
  const Profile profile = profile_of({{"a", 30, 1, 100},
                                      {"b", 30, 2, 100},
                                      {"c", 30, 5, 100},
                                      {"d", 30, 6, 100},
                                      {"e", 31, 9, 100},
                                      {"f", 60, 1, 100},
                                      {"g", 61, 9, 100}});
  EXPECT_EQ(assign_lifecycle(profile, {}, {.at_risk = 30, .lost = 60}),
            (Codes{kFirstPurchase, kRepeat, kRepeat, kLifecycleLoyal, kAtRisk, kAtRisk, kLost}));
}

TEST(Growth, RanksByMarginAndNeverPartsEqualOnes) {
  Profile profile = profile_of({{"a", 1, 5, 100},
                                {"b", 1, 1, 100},
                                {"c", 1, 2, 100},
                                {"d", 90, 2, 100},
                                {"e", 91, 2, 100},
                                {"f", 1, 1, 100},
                                {"g", 1, 9, 100},
                                {"h", 1, 9, 100},
                                {"i", 1, 9, 100},
                                {"j", 1, 9, 100}});
  const Lifetime none;
  EXPECT_TRUE(assign_growth({profile, {}, {}, {}, none}, {}, 90).empty()) << "without margin";
  profile.margin = {{900, 800, 500, 500, 500, 100, 0, -1, 800, 800}, 2};
  const std::vector<int64_t> descending{900, 800, 800, 800, 500, 500, 500, 100, 0, -1};
  const GroupSources sources{profile, {}, {}, descending, none};
  EXPECT_EQ(assign_growth(sources, {}, 90), (Codes{kMostValuable, kMostValuable, kMostGrowable, kMostGrowable, kOther,
                                                   kOther, kMostGrowable, kBelowZero, kMostValuable, kMostValuable}));
  EXPECT_EQ(assign_growth(sources, {.most_valuable = 0}, 90)[0], kMostGrowable);
  const Codes everybody = assign_growth(sources, {.most_valuable = 1}, 90);
  EXPECT_EQ(std::count(everybody.begin(), everybody.end(), kMostValuable), 8) << "whose margin is positive";
  EXPECT_EQ(everybody[7], kBelowZero);
  EXPECT_EQ(everybody[6], kMostGrowable);
}

TEST(GroupDays, ComeFromTheUsualGapsOfRepeatCustomers) {
  std::vector<OrderRow> rows;
  for (int i = 1; i <= 10; ++i) {  // mean gaps of 10, 20 ... 100 days
    const std::string customer = "c" + std::to_string(i);
    const Day first = *parse_iso_day("2020-01-01");
    for (int order = 0; order < 3; ++order) {
      rows.push_back({customer, customer + "-" + std::to_string(order), format_day(first + order * 10 * i), 100});
    }
  }
  rows.push_back({"once", "x", "2020-01-01", 100});
  const auto analysis = analyze(dataset_of_orders(rows), {});
  EXPECT_EQ(analysis->group_days.basis, DaysBasis::usual_gaps);
  EXPECT_EQ(analysis->group_days.at_risk, 91);  // type-7 quantile 0.9 of ten: 90 + 0.1 * 10
  EXPECT_EQ(analysis->group_days.lost, 182);
  EXPECT_EQ(analysis->group_days.active, 91);
  EXPECT_EQ(analysis->group_days.growable, 91);
}

TEST(GroupDays, OfFewRepeatCustomersComeFromTheRecency) {
  const Dataset dataset =
      dataset_of_customers({{"a", 10, 1, 1}, {"b", 20, 1, 1}, {"c", 30, 1, 1}, {"d", 40.5, 1, 1}, {"e", 90, 1, 1}});
  const auto analysis = analyze(dataset, {});
  EXPECT_EQ(analysis->group_days.basis, DaysBasis::recency);
  EXPECT_EQ(analysis->group_days.at_risk, 30);
  EXPECT_EQ(analysis->group_days.lost, 41) << "whole days";
}

TEST(GroupDays, OfTheSpecComeFirst) {
  const Dataset dataset = dataset_of_customers({{"a", 10, 1, 1}, {"b", 20, 1, 1}, {"c", 30, 1, 1}});
  RfmSpec spec;
  spec.lifecycle.at_risk_days = 50;
  const GroupDays risk = analyze(dataset, spec)->group_days;
  EXPECT_EQ(risk.basis, DaysBasis::given);
  EXPECT_EQ(std::pair(risk.at_risk, risk.lost), std::pair(50.0, 100.0));
  spec.lifecycle.lost_days = 60;
  EXPECT_EQ(analyze(dataset, spec)->group_days.lost, 60);
  spec.lifecycle = {.lost_days = 5};
  const GroupDays lost = analyze(dataset, spec)->group_days;
  EXPECT_EQ(std::pair(lost.at_risk, lost.lost), std::pair(5.0, 5.0));
  spec.loyalty.active_days = 7;
  spec.growth.growable_days = 8;
  const GroupDays own = analyze(dataset, spec)->group_days;
  EXPECT_EQ(std::pair(own.active, own.growable), std::pair(7.0, 8.0));
}

// Every customer's groups by plain loops over the written rows.
TEST(Groupings, AgreeWithPlainLoopsOverTheRows) {
  for (uint64_t seed = seed_of_today(); seed < seed_of_today() + 5; ++seed) {
    const std::vector<OrderRow> rows = with_costs(random_orders(seed, 1'500, 120), seed);
    const Dataset dataset = dataset_of_orders(rows);
    RfmSpec spec;
    spec.lifecycle = {.loyal = 5, .at_risk_days = 40, .lost_days = 90};
    spec.loyalty.active_days = 30;
    const auto analysis = analyze(dataset, spec);
    std::map<std::string, int64_t> margin;
    for (const OrderRow& row : rows) {
      if (!row.cost_cents) continue;
      // What comes back gives its cost back.
      margin[row.customer] += row.cents < 0 ? row.cents + *row.cost_cents : row.cents - *row.cost_cents;
    }
    size_t row = 0;
    std::vector<int64_t> margins;
    const auto customers = plain_orders(rows, ReturnsRule::net);
    for (const auto& [customer, orders] : customers) margins.push_back(margin[customer]);
    for (const auto& [customer, orders] : customers) {
      Day last = 0;
      int purchases = 0;
      for (const PlainOrder& order : orders) {
        if (!order.purchase) continue;
        ++purchases;
        last = std::max(last, order.last_day);
      }
      const Day silence = analysis->profile.snapshot - last;
      int rung = purchases >= 6 ? 3 : purchases >= 4 ? 2 : purchases >= 2 ? 1 : 0;
      if (rung == 3 && silence > 30) rung = 2;
      EXPECT_EQ(analysis->groups[kLoyalty][row], rung) << customer;
      const int stage = silence > 90 ? 4 : silence > 40 ? 3 : purchases >= 5 ? 2 : purchases >= 2 ? 1 : 0;
      EXPECT_EQ(analysis->groups[kLifecycle][row], stage) << customer;
      const int64_t own = margin[customer];
      const auto better = static_cast<size_t>(
          std::count_if(margins.begin(), margins.end(), [own](int64_t other) { return other > own; }));
      const bool best = better < static_cast<size_t>(std::ceil(0.2 * static_cast<double>(margins.size()) - 1e-6));
      const int worth = own < 0 ? 3 : own > 0 && best ? 0 : silence <= 40 && purchases >= 2 ? 1 : 2;
      EXPECT_EQ(analysis->groups[kGrowth][row], worth) << customer;
      ++row;
    }
  }
}

TEST(Groupings, AddUpToAllCustomersAllRevenueAndAllMargin) {
  const Dataset dataset = dataset_of_orders(with_costs(random_orders(seed_of_today(), 2'000, 150), 3));
  for (const FilterSpec& filter : {FilterSpec{}, FilterSpec{{}, {"55", "11", "33"}, {}}}) {
    const RfmReport report = report_of(dataset, {}, filter);
    std::optional<double> margin_before;
    for (const GroupingReport& grouping : report.groupings) {
      if (grouping.groups.empty()) continue;  // chance customers have no kinds
      uint64_t customers = 0;
      double revenue = 0, share = 0, customer_share = 0, margin = 0;
      for (const GroupReport& group : grouping.groups) {
        customers += group.customers;
        revenue += group.revenue;
        share += *group.revenue_share;
        customer_share += group.customer_share;
        margin += *group.margin;
        EXPECT_EQ(group.mean_recency.has_value(), group.customers > 0);
      }
      EXPECT_EQ(customers, report.selection.customers) << grouping.id;
      EXPECT_NEAR(revenue, report.selection.revenue, 1e-6) << grouping.id;
      EXPECT_NEAR(share, 1, 1e-12);
      EXPECT_NEAR(customer_share, 1, 1e-12);
      EXPECT_NEAR(margin, margin_before.value_or(margin), 1e-6);
      margin_before = margin;
    }
  }
}

TEST(Groupings, FilterByOneOfTheirGroups) {
  const Dataset dataset = dataset_of_orders(with_costs(random_orders(seed_of_today(), 2'000, 150), 4));
  const RfmReport all = report_of(dataset, {});
  for (const Grouping grouping : kGroupings) {
    if (all.groupings[grouping].groups.empty()) continue;  // chance customers have no kinds
    for (const GroupReport& group : all.groupings[grouping].groups) {
      FilterSpec filter;
      filter.*kGroupLists[grouping] = {group.id};
      EXPECT_FALSE(filter.empty());
      const RfmReport report = report_of(dataset, {}, filter);
      EXPECT_EQ(report.selection.customers, group.customers) << group.id;
      EXPECT_EQ(report.selection.revenue, group.revenue) << group.id;
      const auto& same = report.groupings[grouping].groups;
      for (size_t i = 0; i < same.size(); ++i) {
        EXPECT_EQ(same[i].customers, all.groupings[grouping].groups[i].customers) << "stands beside the choice";
        EXPECT_EQ(same[i].selected, same[i].id == group.id);
      }
    }
    FilterSpec unknown;
    unknown.*kGroupLists[grouping] = {all.groupings[grouping].groups[0].id, "heroes"};
    EXPECT_EQ(select(dataset, *analyze(dataset, {}), unknown).error().place.pointer,
              "/filter/" + std::string(kGroupingIds[grouping]) + "/1");
  }
}

TEST(Groupings, WithoutMarginGrowthSaysWhyItIsNotThere) {
  const Dataset orders = dataset_of_orders({{"a", "1", "2024-01-01", 100}, {"b", "2", "2024-02-01", 300}});
  const RfmReport report = report_of(orders, {});
  const GroupingReport& growth = report.groupings[kGrowth];
  EXPECT_TRUE(growth.groups.empty());
  EXPECT_NE(growth.not_applicable.en.find("neither cost nor margin"), std::string::npos);
  EXPECT_FALSE(report.groupings[kTiers].groups[0].margin.has_value());
  EXPECT_FALSE(report.concentration.bottom_fifth_margin.has_value());
  FilterSpec filter;
  filter.growth = {"below_zero"};
  EXPECT_EQ(select(orders, *analyze(orders, {}), filter).error().place.pointer, "/filter/growth");

  const RfmReport table = report_of(dataset_of_customers({{"a", 5, 2, 100}}), {});
  EXPECT_NE(table.groupings[kGrowth].not_applicable.en.find("customer table"), std::string::npos);
}

TEST(Groupings, OddDataGivesSensibleGroups) {
  const auto ids_with_customers = [](const GroupingReport& grouping) {
    std::vector<std::string> ids;
    for (const GroupReport& group : grouping.groups) {
      if (group.customers > 0) ids.push_back(group.id);
    }
    return ids;
  };
  using Ids = std::vector<std::string>;
  const RfmReport one = report_of(dataset_of_orders({{"a", "1", "2024-01-01", 100, false, 0, 40}}), {});
  EXPECT_EQ(ids_with_customers(one.groupings[kLoyalty]), Ids{"new"});
  EXPECT_EQ(ids_with_customers(one.groupings[kLifecycle]), Ids{"first_purchase"});
  EXPECT_EQ(ids_with_customers(one.groupings[kGrowth]), Ids{"most_valuable"});
  EXPECT_EQ(one.concentration.bottom_fifth_margin, 0.12);

  std::vector<OrderRow> equal;
  for (int i = 0; i < 50; ++i) {
    equal.push_back({"c" + std::to_string(i), std::to_string(i), "2024-01-01", 100, false, 0, 100});
  }
  const RfmReport same = report_of(dataset_of_orders(equal), {});
  EXPECT_EQ(ids_with_customers(same.groupings[kLifecycle]), Ids{"first_purchase"}) << "nobody is silent for longer";
  EXPECT_EQ(ids_with_customers(same.groupings[kGrowth]), Ids{"other"}) << "no margin is positive";

  const RfmReport loss = report_of(dataset_of_orders({{"a", "1", "2024-01-01", 100, false, 0, 400}}), {});
  EXPECT_EQ(ids_with_customers(loss.groupings[kGrowth]), Ids{"below_zero"});
  EXPECT_EQ(loss.groupings[kGrowth].groups[kBelowZero].margin, -3);
}

TEST(Groupings, DoNotDependOnTheOrderOfTheRows) {
  auto rows = with_costs(random_orders(seed_of_today(), 800, 60), 5);
  const std::string first = text_of(report_of(dataset_of_orders(rows), {}));
  std::mt19937_64 random(seed_of_today());
  for (int round = 0; round < 3; ++round) {
    std::shuffle(rows.begin(), rows.end(), random);
    ASSERT_EQ(text_of(report_of(dataset_of_orders(rows), {})), first);
  }
}

TEST(Groupings, TheRuleSaysTheThresholdsInForce) {
  RfmSpec spec;
  spec.loyalty = {.regular = 3, .established = 7, .loyal = 12, .active_days = 45};
  spec.lifecycle = {.loyal = 9, .at_risk_days = 61, .lost_days = 122};
  spec.growth = {.most_valuable = 0.125, .growable_purchases = 4, .growable_days = 33};
  spec.kinds.period_days = 99;
  spec.kinds.relationship_days = 222;
  spec.tiers = {0.01, 0.04};
  const Dataset dataset = dataset_of_orders(with_costs(random_orders(1, 300, 30), 6));
  const RfmReport report = report_of(dataset, spec);
  const auto says = [&](Grouping grouping, const std::vector<std::string>& numbers) {
    for (const std::string& number : numbers) {
      EXPECT_NE(report.groupings[grouping].rule.en.find(number), std::string::npos) << number;
      EXPECT_NE(report.groupings[grouping].rule.zh.find(number), std::string::npos) << number;
    }
  };
  says(kTiers, {"1%", "4%"});
  says(kLoyalty, {"3", "7", "12", "45"});
  says(kLifecycle, {"61", "122", "9"});
  says(kGrowth, {"12.5%", "4", "33"});
  EXPECT_EQ(report.groupings[kLifecycle].rule.en.find("comes from the data"), std::string::npos);
  for (const GroupingReport& grouping : report.groupings) {
    for (const GroupThreshold& threshold : grouping.thresholds) EXPECT_FALSE(threshold.from_data) << threshold.id;
  }
  const RfmReport open = report_of(dataset, {});
  EXPECT_NE(open.groupings[kLifecycle].rule.en.find("comes from the data"), std::string::npos);
  EXPECT_TRUE(open.groupings[kLifecycle].thresholds[1].from_data);
}

TEST(Groupings, GiveTheUsersOwnAdviceInTheLanguagesThatHaveAny) {
  const Dataset dataset = dataset_of_orders({{"a", "1", "2024-01-01", 100}});
  RfmSpec spec;
  spec.playbook = {{"tiers", "vip", {{"Thank them.", ""}}}, {"lifecycle", "loyal", {{"Stay.", "留住。"}}}};
  const RfmReport plain = report_of(dataset, {}), edited = report_of(dataset, spec);
  for (const Grouping grouping : {kTiers, kLoyalty, kLifecycle}) {
    const std::vector<GroupReport>& groups = plain.groupings[grouping].groups;
    for (size_t i = 0; i < groups.size(); ++i) {
      const std::string about = plain.groupings[grouping].id + " " + groups[i].id;
      const TextPair expected = about == "tiers vip"         ? TextPair{"Thank them.", groups[i].advice.zh}
                                : about == "lifecycle loyal" ? TextPair{"Stay.", "留住。"}
                                                             : groups[i].advice;
      EXPECT_EQ(edited.groupings[grouping].groups[i].advice, expected) << about;
    }
  }
}

TEST(Prospects, AreThoseInTheFilesWithoutAnyOrder) {
  Dataset dataset = dataset_of_orders({{"a", "1", "2024-01-01", 100}, {"b", "2", "2024-02-01", -300, true}});
  EXPECT_EQ(report_of(dataset, {}).prospects, 0U) << "who only returned something has ordered before";
  EXPECT_NE(report_of(dataset, {}).groupings[kLoyalty].rule.en.find("no prospects"), std::string::npos);
  dataset.customers.intern("z");
  dataset.orders->customer_end.push_back(dataset.orders->customer_end.back());
  const RfmReport report = report_of(dataset, {});
  EXPECT_EQ(report.prospects, 1U);
  EXPECT_EQ(report.all.customers, 1U);
  EXPECT_NE(report.groupings[kLifecycle].rule.en.find("1 person"), std::string::npos);
  EXPECT_NE(report.groupings[kLifecycle].rule.zh.find("33.33%"), std::string::npos) << "of a, b and z";
}

TEST(Prospects, AreListedByTheirIdentifiersAsFarAsTheyAreSelected) {
  Dataset dataset = dataset_of_orders({{"a", "1", "2024-01-01", 100}, {"b", "2", "2024-02-01", 300}});
  dataset.customers.intern("y");
  dataset.customers.intern("z");  // by an event alone: no order ever had this code
  dataset.orders->customer_end.push_back(dataset.orders->customer_end.back());
  dataset.customer_names = {"Ann", "Bob", "Yve", ""};
  const Analysis analysis = *analyze(dataset, {});
  EXPECT_EQ(find_prospects(dataset, analysis.profile, {1, 1, 1, 1}), (std::vector<uint32_t>{2, 3}));
  EXPECT_EQ(find_prospects(dataset, analysis.profile, {1, 1, 0, 1}), (std::vector<uint32_t>{3}));
  EXPECT_EQ(prospect_row(dataset, 2).id, "y");
  EXPECT_EQ(prospect_row(dataset, 2).name, "Yve");
}

TEST(Prospects, AreNoFilterAndTheRefusalSaysWhy) {
  const Dataset dataset = dataset_of_orders({{"a", "1", "2024-01-01", 100}});
  const Analysis analysis = *analyze(dataset, {});
  FilterSpec filter;
  filter.loyalty = {"new", "prospect"};
  const Error error = select(dataset, analysis, filter).error();
  EXPECT_EQ(error.place.pointer, "/filter/loyalty/1");
  EXPECT_NE(error.message.en.find("not bought yet"), std::string::npos);
}

TEST(Prospects, StandBeforeTheFirstGroupAndChangeNoOtherFigure) {
  const auto orders = random_orders(7, 200, 20);
  const Dataset alone = dataset_of_orders(orders);
  Dataset dataset = dataset_of_orders(orders);
  const size_t buyers = dataset.customers.size();
  for (int i = 0; i < 50; ++i) dataset.customers.intern("visitor " + std::to_string(i));
  dataset.orders->customer_end.resize(dataset.customers.size(), dataset.orders->customer_end.back());
  RfmSpec spec;
  spec.playbook = {{"loyalty", "prospect", {{"Greet them.", ""}}}};
  const RfmReport without = report_of(alone, spec), with = report_of(dataset, spec);
  for (const Grouping grouping : kGroupings) {
    const bool begins_before = grouping == kLoyalty || grouping == kLifecycle;
    ASSERT_EQ(with.groupings[grouping].prospects.has_value(), begins_before);
    EXPECT_FALSE(without.groupings[grouping].prospects);
    ASSERT_EQ(with.groupings[grouping].groups.size(), without.groupings[grouping].groups.size());
    for (size_t i = 0; i < with.groupings[grouping].groups.size(); ++i) {
      const GroupReport &a = with.groupings[grouping].groups[i], &b = without.groupings[grouping].groups[i];
      EXPECT_EQ(a.customers, b.customers);
      EXPECT_EQ(a.customer_share, b.customer_share);
      EXPECT_EQ(a.mean_recency, b.mean_recency);
    }
  }
  const ProspectReport& prospects = *with.groupings[kLoyalty].prospects;
  EXPECT_EQ(prospects.people, 50U);
  EXPECT_DOUBLE_EQ(prospects.share, 50.0 / static_cast<double>(buyers + 50));
  EXPECT_EQ(prospects.advice.en, "Greet them.");
  EXPECT_EQ(prospects.advice.zh, prospect_words().advice.zh);
  EXPECT_EQ(with.groupings[kLifecycle].prospects->advice, prospect_words().advice);
  EXPECT_EQ(with.all.customers, without.all.customers);
  EXPECT_EQ(with.all.revenue, without.all.revenue);
  EXPECT_EQ(with.concentration.gini, without.concentration.gini);
  for (size_t dimension = 0; dimension < 3; ++dimension) {
    EXPECT_EQ(with.dimensions[dimension].mean, without.dimensions[dimension].mean);
    EXPECT_EQ(with.dimensions[dimension].cuts, without.dimensions[dimension].cuts);
  }
  for (size_t i = 0; i < with.segments.size(); ++i)
    EXPECT_EQ(with.segments[i].customers, without.segments[i].customers);
}

}  // namespace
}  // namespace sluice::rfm

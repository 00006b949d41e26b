#include "rfm/lines.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "rfm/profile.h"
#include "unit/rfm/order_fixture.h"

namespace sluice::rfm {
namespace {

using Rule = CleaningRule;

Lines lines_of(const Dataset& dataset, const CleaningSpec& cleaning = {}, const RfmSpec& spec = {}) {
  Result<Lines> lines = clean_lines(dataset, cleaning, spec);
  EXPECT_TRUE(lines.has_value()) << lines.error().to_string();
  return std::move(lines).value();
}

const std::vector<OrderRow> kRows{
    {"anna", "1", "2024-01-01", 1000},       {"anna", "1", "2024-01-01", 1000},  // the same again
    {"anna", "1", "2024-01-01", 1000},                                           // and again
    {"anna", "2", "2024-01-01", 1000},                                           // another order
    {"anna", "3", "2024-02-01", 0},                                              // free of charge
    {"bert", "4", "2024-02-10", -500, true},                                     // a return
    {"bert", "5", "2024-02-10", 800},                                            //
    {"test9", "6", "2030-01-01", 100'000},                                       // nobody
    {"test9", "6", "2030-01-01", 100'000},                                       //
};

TEST(CleanLines, EveryLineCountsUnlessARuleSaysOtherwise) {
  const Dataset dataset = dataset_of_orders(kRows);
  const Lines lines = lines_of(dataset);
  EXPECT_EQ(lines.cleaning.used().lines, kRows.size());
  EXPECT_EQ(lines.cleaning.used().amount.narrow(), 204'300);
  EXPECT_EQ(format_day(lines.snapshot), "2030-01-02");
}

TEST(CleanLines, WhatARuleSpeaksOfIsCountedEvenWhereItIsKept) {
  const Lines lines = lines_of(dataset_of_orders(kRows));
  EXPECT_EQ(lines.cleaning.found(Rule::duplicates).lines, 3U);
  EXPECT_EQ(lines.cleaning.found(Rule::duplicates).amount.narrow(), 102'000);
  EXPECT_EQ(lines.cleaning.found(Rule::zero_amounts).lines, 1U);
  EXPECT_EQ(lines.cleaning.found(Rule::returns).amount.narrow(), -500);
  EXPECT_EQ(lines.cleaning.found(Rule::test_accounts).lines, 0U) << "no pattern, no test account";
}

TEST(CleanLines, OneOfEqualLinesStays) {
  const Lines lines = lines_of(dataset_of_orders(kRows), {.duplicates = DuplicateRule::keep_one});
  EXPECT_EQ(lines.cleaning.used().lines, 6U);
  EXPECT_EQ(lines.cleaning.used().amount.narrow(), 102'300);
}

TEST(CleanLines, ALineIsCountedAtTheFirstRuleThatLeavesItOut) {
  CleaningSpec cleaning{.test_accounts = {"TEST*"}, .latest_day = "2024-12-31", .duplicates = DuplicateRule::keep_one};
  const Lines lines = lines_of(dataset_of_orders(kRows), cleaning);
  EXPECT_EQ(lines.cleaning.found(Rule::test_accounts).lines, 2U);
  EXPECT_EQ(lines.cleaning.found(Rule::after_latest_day).lines, 0U);
  EXPECT_EQ(lines.cleaning.found(Rule::duplicates).lines, 2U);
  EXPECT_EQ(format_day(lines.snapshot), "2024-02-11") << "test accounts do not set the day of analysis";
}

TEST(CleanLines, DaysAreInclusive) {
  const Lines lines = lines_of(dataset_of_orders(kRows), {.first_day = "2024-02-01", .latest_day = "2024-02-10"});
  EXPECT_EQ(lines.cleaning.used().lines, 3U);
  EXPECT_EQ(lines.cleaning.found(Rule::before_first_day).lines, 4U);
  EXPECT_EQ(lines.cleaning.found(Rule::after_latest_day).lines, 2U);
}

TEST(CleanLines, RulesThatLeaveNothingAreRefused) {
  const Dataset dataset = dataset_of_orders(kRows);
  EXPECT_EQ(clean_lines(dataset, {.test_accounts = {"*"}}, {}).error().code, ErrorCode::no_usable_rows);
  EXPECT_EQ(clean_lines(dataset, {.first_day = "2031-01-01"}, {}).error().code, ErrorCode::no_usable_rows);
  RfmSpec early;
  early.snapshot = "2023-12-31";
  EXPECT_EQ(clean_lines(dataset, {}, early).error().place.pointer, "/rfm/snapshot");
  EXPECT_EQ(clean_lines(dataset, {.first_day = "soon"}, {}).error().place.pointer, "/cleaning/first_day");
}

TEST(CleanLines, MarksAreUsedAgainWhereARuleIsOnlySwitched) {
  const Dataset dataset = dataset_of_orders(kRows);
  const Lines before = lines_of(dataset);
  const auto switched = clean_lines(dataset, {.duplicates = DuplicateRule::keep_one}, {}, &before);
  ASSERT_TRUE(switched.has_value());
  EXPECT_EQ(switched->cleaning.marks(), before.cleaning.marks());
  const auto other = clean_lines(dataset, {.test_accounts = {"anna"}}, {}, &before);
  ASSERT_TRUE(other.has_value());
  EXPECT_NE(other->cleaning.marks(), before.cleaning.marks());
  EXPECT_EQ(other->cleaning.found(Rule::test_accounts).lines, 5U);
}

TEST(CleanLines, TheProfileCountsWhatIsLeft) {
  const Dataset dataset = dataset_of_orders(kRows);
  const RfmSpec spec;
  const OwnLines own(dataset, spec, {.test_accounts = {"test"}, .duplicates = DuplicateRule::keep_one});
  const auto profile = make_profile(dataset, spec, own.get());
  ASSERT_TRUE(profile.has_value());
  EXPECT_EQ(profile->monetary, (std::vector<double>{20, 3}));
  EXPECT_EQ(profile->ledger.lines, 5U);
  EXPECT_EQ(profile->ledger.customers_left_out, 1U);
}

TEST(SuspectAccounts, UsualWordsAreCountedAndShown) {
  Dataset dataset = dataset_of_orders({{"anna", "1", "2024-01-01", 100},
                                       {"Demo-1", "2", "2024-01-01", 200},
                                       {"Demo-1", "3", "2024-01-02", 300},
                                       {"TEST", "4", "2024-01-03", 400}});
  dataset.customer_names.resize(dataset.customers.size());
  dataset.customer_names[dataset.customers.find("anna")] = "内部测试";
  const std::vector<SuspectAccounts> suspects = find_suspect_accounts(dataset);
  ASSERT_EQ(suspects.size(), 3U);
  EXPECT_EQ(suspects[0].pattern, "test");
  EXPECT_EQ(suspects[0].examples, std::vector<std::string>{"TEST"});
  EXPECT_EQ(suspects[1].pattern, "demo");
  EXPECT_EQ(suspects[1].customers, 1U);
  EXPECT_EQ(suspects[1].sum.lines, 2U);
  EXPECT_EQ(suspects[1].sum.amount.narrow(), 500);
  EXPECT_EQ(suspects[2].examples, std::vector<std::string>{"内部测试"});
}

TEST(Lookback, CountsTheMonthsUpToTheSnapshot) {
  const Dataset dataset = dataset_of_orders({{"ann", "1", "2023-03-14", 100},
                                             {"ann", "2", "2023-03-15", 200},
                                             {"bob", "3", "2024-03-14", 400},
                                             {"cid", "4", "2022-01-01", 800}});
  RfmSpec spec;
  spec.lookback_months = 12;
  const Lines lines = lines_of(dataset, {}, spec);
  EXPECT_EQ(format_day(lines.snapshot), "2024-03-15") << "the snapshot does not depend on the period";
  EXPECT_EQ(lines.cleaning.found(Rule::before_lookback).lines, 2U);
  const auto profile = make_profile(dataset, spec, &lines);
  ASSERT_TRUE(profile.has_value());
  EXPECT_EQ(profile->size(), 2U);
  EXPECT_EQ(profile->ledger.lines_before_lookback, 2U);
  EXPECT_EQ(profile->ledger.customers_left_out, 1U);
  EXPECT_EQ(format_day(profile->data_first_day), "2023-03-15");

  spec.lookback_months = 24;
  const auto longer = clean_lines(dataset, {}, spec, &lines);
  ASSERT_TRUE(longer.has_value());
  EXPECT_EQ(longer->cleaning.used().lines, 3U) << "marks of another period are not used again";
  spec.lookback_months = 0;
  EXPECT_EQ(clean_lines(dataset, {}, spec, &*longer)->cleaning.used().lines, 4U);

  spec.snapshot = "2030-01-01";
  spec.lookback_months = 3;
  const auto nothing = clean_lines(dataset, {}, spec);
  ASSERT_FALSE(nothing.has_value());
  EXPECT_EQ(nothing.error().code, ErrorCode::no_usable_rows);
  EXPECT_EQ(nothing.error().place.pointer, "/rfm/lookback_months");

  spec.snapshot = "2023-01-31";  // between the lines
  const auto between = clean_lines(dataset, {}, spec);
  ASSERT_FALSE(between.has_value());
  EXPECT_NE(between.error().message.en.find("from 2022-10-31 to 2023-01-31"), std::string::npos)
      << between.error().message.en;
}

// ---- properties -----------------------------------------------------------------------------------------------------

// Every combination of rules that can be switched.
std::vector<CleaningSpec> all_specs() {
  std::vector<CleaningSpec> specs;
  for (unsigned bits = 0; bits < 32; ++bits) {
    CleaningSpec spec;
    if (bits & 1U) spec.test_accounts = {"c1?"};
    if (bits & 2U) spec.first_day = "2024-01-25";
    if (bits & 4U) spec.latest_day = "2024-04-10";
    if (bits & 8U) spec.duplicates = DuplicateRule::keep_one;
    if (bits & 16U) spec.zero_amounts = ZeroRule::drop;
    specs.push_back(spec);
  }
  return specs;
}

std::vector<OrderRow> rows_with_duplicates(uint64_t seed) {
  std::vector<OrderRow> rows = random_orders(seed, 300, 25);
  std::mt19937_64 random(seed);
  for (int i = 0; i < 60; ++i) rows.push_back(rows[random() % rows.size()]);
  return rows;
}

TEST(CleaningProperties, StepsAddUpExactlyForEveryCombinationOfRules) {
  const Dataset dataset = dataset_of_orders(rows_with_duplicates(seed_of_today()));
  for (const CleaningSpec& cleaning : all_specs()) {
    for (const ReturnsRule returns : {ReturnsRule::net, ReturnsRule::drop, ReturnsRule::keep}) {
      for (const auto& [snapshot, months] : {std::pair{"", 0}, {"2024-03-15", 0}, {"", 2}, {"2024-03-15", 1}}) {
        RfmSpec spec;
        spec.lookback_months = months;
        spec.returns = returns;
        spec.snapshot = snapshot;
        const Lines lines = lines_of(dataset, cleaning, spec);
        uint64_t left = dataset.orders->size();
        Int128 money = 0;
        for (const int64_t units : dataset.orders->amount.units) money += units;
        for (size_t i = 0; i < kCleaningRules; ++i) {
          const auto rule = static_cast<Rule>(i);
          const LineSum found = lines.cleaning.found(rule);
          if (lines.cleaning.applies(rule)) {
            left -= found.lines;
            money -= found.amount.units();
          }
          ASSERT_EQ(lines.cleaning.left_after(rule).lines, left) << i;
          ASSERT_TRUE(lines.cleaning.left_after(rule).amount.units() == money) << i;
        }
        uint64_t used = 0;
        for (size_t row = 0; row < dataset.orders->size(); ++row) used += lines.cleaning.is_used(row) ? 1 : 0;
        ASSERT_EQ(used, left) << "the marks and the sums speak of the same lines";
      }
    }
  }
}

TEST(CleaningProperties, TheOrderOfTheRowsChangesNothing) {
  const uint64_t seed = seed_of_today();
  std::vector<OrderRow> rows = rows_with_duplicates(seed);
  const Dataset dataset = dataset_of_orders(rows);
  std::shuffle(rows.begin(), rows.end(), std::mt19937_64(seed));
  const Dataset shuffled = dataset_of_orders(rows);
  for (const CleaningSpec& cleaning : all_specs()) {
    const RfmSpec spec;
    const OwnLines a(dataset, spec, cleaning), b(shuffled, spec, cleaning);
    for (size_t mark = 0; mark < a.lines->cleaning.marks()->by_mark.size(); ++mark) {
      const LineSum& in_order = a.lines->cleaning.marks()->by_mark[mark];
      const LineSum& shuffled_sum = b.lines->cleaning.marks()->by_mark[mark];
      ASSERT_EQ(in_order.lines, shuffled_sum.lines);
      ASSERT_EQ(in_order.amount.units(), shuffled_sum.amount.units());
    }
    const auto one = make_profile(dataset, spec, a.get()), other = make_profile(shuffled, spec, b.get());
    ASSERT_EQ(one->monetary, other->monetary);
    ASSERT_EQ(one->recency, other->recency);
    ASSERT_EQ(one->frequency, other->frequency);
  }
}

// The figures are those of a file that never held the lines that the rules leave out.
TEST(CleaningProperties, LeavingOutIsAsGoodAsNeverHavingHad) {
  const std::vector<OrderRow> rows = rows_with_duplicates(seed_of_today());
  const Dataset dataset = dataset_of_orders(rows);
  for (const CleaningSpec& cleaning : all_specs()) {
    std::vector<OrderRow> clean;
    for (const OrderRow& row : rows) {
      const bool same_before = std::any_of(clean.begin(), clean.end(), [&](const OrderRow& other) {
        return std::tie(row.customer, row.order, row.day, row.cents, row.is_return, row.ms) ==
               std::tie(other.customer, other.order, other.day, other.cents, other.is_return, other.ms);
      });
      const bool test_account = row.customer.size() == 3 && row.customer.starts_with("C1");
      if (!cleaning.test_accounts.empty() && test_account) continue;
      if (!cleaning.first_day.empty() && row.day < cleaning.first_day) continue;
      if (!cleaning.latest_day.empty() && row.day > cleaning.latest_day) continue;
      if (cleaning.duplicates == DuplicateRule::keep_one && same_before) continue;
      if (cleaning.zero_amounts == ZeroRule::drop && row.cents == 0) continue;
      clean.push_back(row);
    }
    const Dataset without = dataset_of_orders(clean);
    const RfmSpec spec;
    const OwnLines own(dataset, spec, cleaning);
    const auto cleaned = make_profile(dataset, spec, own.get()), expected = make_profile(without, spec);
    ASSERT_TRUE(cleaned.has_value() && expected.has_value());
    ASSERT_EQ(cleaned->monetary, expected->monetary);
    ASSERT_EQ(cleaned->recency, expected->recency);
    ASSERT_EQ(cleaned->frequency, expected->frequency);
    ASSERT_EQ(cleaned->snapshot, expected->snapshot);
  }
}

}  // namespace
}  // namespace sluice::rfm

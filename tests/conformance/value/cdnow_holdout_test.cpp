// The CDNOW customers held against what they bought in the 39 weeks after 1997-09-30: the counts of Fader, Hardie & Lee
// 2005, and the tracking of BTYD's walkthrough.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <map>
#include <set>

#include "base/calendar.h"
#include "test_support/files.h"
#include "value/holdout.h"

namespace sluice::value {
namespace {

// Days of purchases by customer, from 1997-01-01.
using Purchases = std::map<int, std::set<uint32_t>>;

std::optional<Purchases> read_purchases() {
  const auto text = test::shared_file("data/cdnow/CDNOW_sample.txt");
  if (!text) return std::nullopt;
  Purchases purchases;
  int master = 0, customer = 0, date = 0, units = 0, used = 0;
  double dollars = 0;
  for (const char* at = text->c_str();
       std::sscanf(at, "%d %d %d %d %lf%n", &master, &customer, &date, &units, &dollars, &used) == 5; at += used) {
    const Day day = day_from_civil({date / 10'000, date / 100 % 100, date % 100});
    purchases[customer].insert(static_cast<uint32_t>(day - day_from_civil({1997, 1, 1})));
  }
  return purchases;
}

HoldoutCustomers customers_of(const Purchases& purchases) {
  HoldoutCustomers customers;
  customers.split_day = 272;
  customers.holdout_days = 272;
  customers.purchases_by_day.resize(545);
  for (const auto& [customer, days] : purchases) {
    const uint32_t first = *days.begin();
    uint32_t repeats = 0, last = 0, later = 0;
    for (const uint32_t day : days) {
      if (day == first || day > 544) continue;
      ++customers.purchases_by_day[day];
      if (day > 272) {
        ++later;
      } else {
        ++repeats;
        last = day - first;
      }
    }
    customers.repeats.push_back(repeats);
    customers.last.push_back(last);
    customers.age.push_back(272 - first);
    customers.before.push_back(repeats);
    customers.later.push_back(later);
  }
  return customers;
}

TEST(CdnowHoldout, EveryModelHolds) {
  const auto purchases = read_purchases();
  if (!purchases) GTEST_SKIP() << "the shared folder is missing";
  const HoldoutCustomers customers = customers_of(*purchases);
  for (const PurchaseModelKind kind :
       {PurchaseModelKind::bg_nbd, PurchaseModelKind::mbg_nbd, PurchaseModelKind::pareto_nbd}) {
    const auto report = finish(check_holdout(customers, kind));
    ASSERT_TRUE(report.has_value() && report->model);
    EXPECT_EQ(report->verdict, HoldoutVerdict::holds);
    EXPECT_EQ(report->customers, 2'357);
    EXPECT_EQ(report->repeat_buyers, 946);
    EXPECT_EQ(report->weeks[38].actual_so_far, 2'457);
    EXPECT_NEAR(report->actual, 1'882, 10) << "of 273 days";
    EXPECT_NEAR(report->weeks.back().expected_so_far / report->weeks.back().actual_so_far, 1, 0.07);
    EXPECT_NEAR(report->model->total / report->actual, 1, 0.17);
    EXPECT_GT(report->as_before->total / report->actual, 1.3) << "all of them were new then";
    EXPECT_GT(report->own_rate->total / report->actual, 1.5);
  }
}

// cum.tracking[, 20:25] and inc.tracking[, 20:25]. A week of the walkthrough's expectations ends on the day after.
TEST(CdnowHoldout, WeeksOfParetoNbdAreAsPublished) {
  const auto purchases = read_purchases();
  if (!purchases) GTEST_SKIP() << "the shared folder is missing";
  const auto report = finish(check_holdout(customers_of(*purchases), PurchaseModelKind::pareto_nbd));
  ASSERT_TRUE(report.has_value() && report->model);
  const double actual[] = {1'359, 1'414, 1'484, 1'517, 1'573, 1'672};
  const double expected[] = {1'309, 1'385, 1'460, 1'533, 1'604, 1'674};
  const double in_the_week[] = {78.31, 76.42, 74.65, 72.98, 71.41, 69.93};
  for (size_t i = 0; i < 6; ++i) {
    const HoldoutWeek& week = report->weeks[19 + i];
    const double of_next_day = report->weeks[20 + i].expected / 7;
    EXPECT_EQ(week.actual_so_far, actual[i]);
    EXPECT_NEAR(week.expected_so_far + of_next_day, expected[i], 0.6);
    EXPECT_NEAR(week.expected + of_next_day - week.expected / 7, in_the_week[i], 0.1);
  }
}

}  // namespace
}  // namespace sluice::value

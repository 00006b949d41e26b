#include "value/holdout.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "unit/value/simulated_customers.h"

namespace sluice::value {
namespace {

// Days.
const PurchaseModel kModelsInDays[] = {BgNbd{0.7, 60, 0.9, 2.5}, MbgNbd{0.7, 60, 0.9, 2.5},
                                       ParetoNbd{0.7, 60, 0.6, 90}};

// One customer a row: the day of the first purchase, and those of the others.
struct Purchases {
  uint32_t first = 0;
  std::set<uint32_t> others;
};

HoldoutCustomers customers_of(const std::vector<Purchases>& all, uint32_t split_day, uint32_t holdout_days) {
  HoldoutCustomers customers;
  customers.split_day = split_day;
  customers.holdout_days = holdout_days;
  customers.purchases_by_day.resize(split_day + holdout_days + 1);
  for (const Purchases& one : all) {
    uint32_t repeats = 0, last = 0, before = 0, later = 0;
    for (const uint32_t day : one.others) {
      if (day > split_day + holdout_days) continue;
      ++customers.purchases_by_day[day];
      if (day > split_day) {
        ++later;
        continue;
      }
      ++repeats;
      last = day - one.first;
      before += day + holdout_days > split_day;
    }
    customers.repeats.push_back(repeats);
    customers.last.push_back(last);
    customers.age.push_back(split_day - one.first);
    customers.before.push_back(before);
    customers.later.push_back(later);
  }
  return customers;
}

std::vector<Purchases> simulated(const PurchaseModel& model, size_t count) {
  std::vector<Purchases> all;
  for (const SimulatedCustomer& customer : simulate_purchases(31, count, model, 200, 400, 180)) {
    Purchases one;
    one.first = 400 - static_cast<uint32_t>(customer.history.age);
    for (const double time : customer.times) one.others.insert(one.first + static_cast<uint32_t>(std::ceil(time)));
    all.push_back(std::move(one));
  }
  return all;
}

HoldoutReport report_of(HoldoutCustomers customers, PurchaseModelKind kind = PurchaseModelKind::mbg_nbd) {
  auto report = finish(check_holdout(std::move(customers), kind));
  EXPECT_TRUE(report.has_value());
  return report ? std::move(*report) : HoldoutReport{};
}

TEST(Holdout, AModelHoldsForCustomersWhoDoWhatItSays) {
  for (const PurchaseModel& model : kModelsInDays) {
    const HoldoutReport report = report_of(customers_of(simulated(model, 6'000), 400, 180), kind_of(model));
    ASSERT_TRUE(report.fit && report.model && report.as_before && report.own_rate);
    EXPECT_EQ(report.verdict, HoldoutVerdict::holds);
    EXPECT_NEAR(report.model->total, report.actual, 2 * report.off_by_chance);
    EXPECT_LT(report.off_by_chance, 0.1 * report.actual);
    EXPECT_LT(report.model->root_mean_square, report.as_before->root_mean_square);
    EXPECT_LT(report.model->root_mean_square, report.own_rate->root_mean_square);
    for (const HoldoutWeek& week : report.weeks) {
      if (week.end_day <= 100) continue;
      EXPECT_NEAR(week.expected_so_far / week.actual_so_far, 1, 0.1) << week.end_day;
    }
  }
}

// Customer by customer and day by day, without what is merged and remembered.
TEST(Holdout, IsWhatEveryCustomerComesTo) {
  const std::vector<Purchases> all = simulated(kModelsInDays[1], 800);
  const HoldoutReport report = report_of(customers_of(all, 400, 180));
  ASSERT_TRUE(report.model);
  const PurchaseModel& model = report.fit->model;
  double total = 0, absolute = 0, squares = 0, actual = 0;
  for (const Purchases& one : all) {
    uint32_t repeats = 0, later = 0;
    double last = 0;
    for (const uint32_t day : one.others) {
      if (day <= 400) last = day - one.first;
      (day <= 400 ? repeats : later) += day <= 580;
    }
    const double error = expected_purchases(model, repeats, last, 400 - one.first, 180) - later;
    actual += later;
    total += error + later;
    absolute += std::abs(error);
    squares += error * error;
  }
  EXPECT_EQ(report.actual, actual);
  EXPECT_NEAR(report.model->total, total, 1e-9 * total);
  EXPECT_NEAR(report.model->mean_absolute, absolute / 800, 1e-12);
  EXPECT_NEAR(report.model->root_mean_square, std::sqrt(squares / 800), 1e-12);
  EXPECT_NEAR(report.off_by_chance, 1.959964 * std::sqrt(squares), 1e-4);
  EXPECT_EQ(report.customers, 800);
}

TEST(Holdout, WeeksAddUpWhatIsBoughtAndExpected) {
  const std::vector<Purchases> all = simulated(kModelsInDays[2], 300);
  const HoldoutReport report = report_of(customers_of(all, 400, 180), PurchaseModelKind::pareto_nbd);
  ASSERT_TRUE(report.fit);
  uint32_t begin = 0;  // days 0 to 1 to begin with: 400 = 57 * 7 + 1
  double expected_before = 0;
  for (const HoldoutWeek& week : report.weeks) {
    double actual = 0, expected = 0;
    for (const Purchases& one : all) {
      for (const uint32_t day : one.others) actual += day >= begin && day <= week.end_day;
      if (one.first < week.end_day) {
        expected += expected_purchases(report.fit->model, 0, 0, 0, week.end_day - one.first);
      }
    }
    EXPECT_EQ(week.days, week.end_day + 1 - begin);
    EXPECT_EQ(week.actual, actual);
    EXPECT_NEAR(week.expected_so_far, expected, 1e-9 * expected);
    EXPECT_NEAR(week.expected, expected - expected_before, 1e-9 * expected);
    expected_before = expected;
    begin = week.end_day + 1;
  }
  ASSERT_EQ(report.weeks.size(), 1 + 57 + 26U);
  EXPECT_EQ(report.weeks[0].end_day, 1U);
  EXPECT_EQ(report.weeks[57].end_day, 400U);
  EXPECT_EQ(report.weeks.back().end_day, 580U);
  EXPECT_EQ(report.weeks.back().days, 5U);
}

// By hand. Ages 100, 50, 0 at the split; 40 days of holdout. As before: 1, 0, 0; at the own rate: 2/100 * 40, 1/50 * 40
// and, nothing being known, 0. In fact 3, 0, 1.
TEST(Holdout, TheForecastsWithoutAModelAreTheseOfAnybody) {
  const std::vector<Purchases> all = {{0, {30, 70, 101, 120, 140}}, {50, {51}}, {100, {110, 141}}};
  const HoldoutReport report = report_of(customers_of(all, 100, 40));
  EXPECT_EQ(report.verdict, HoldoutVerdict::too_few_repeat_buyers);
  EXPECT_EQ(report.customers, 3);
  EXPECT_EQ(report.repeat_buyers, 2);
  EXPECT_EQ(report.actual, 4);
  EXPECT_FALSE(report.fit || report.model);
  ASSERT_TRUE(report.as_before && report.own_rate);
  EXPECT_EQ(report.as_before->total, 1);
  EXPECT_DOUBLE_EQ(report.as_before->mean_absolute, (2 + 0 + 1) / 3.0);
  EXPECT_DOUBLE_EQ(report.as_before->root_mean_square, std::sqrt((4 + 0 + 1) / 3.0));
  EXPECT_DOUBLE_EQ(report.own_rate->total, 1.6);
  EXPECT_DOUBLE_EQ(report.own_rate->mean_absolute, (2.2 + 0.8 + 1) / 3);
  EXPECT_DOUBLE_EQ(report.own_rate->root_mean_square, std::sqrt((4.84 + 0.64 + 1) / 3));
}

TEST(Holdout, NothingIsLikeBeforeWhereTheTimeBeforeIsShorter) {
  EXPECT_FALSE(report_of(customers_of({{0, {3, 20}}}, 10, 11)).as_before);
  EXPECT_TRUE(report_of(customers_of({{0, {3, 20}}}, 10, 10)).as_before);
}

TEST(Holdout, AModelIsWorseThanACopyOfTheTimeBeforeWhereCustomersJustRepeatIt) {
  HoldoutCustomers customers = customers_of(simulated(kModelsInDays[1], 2'000), 400, 180);
  customers.later = customers.before;
  EXPECT_EQ(report_of(customers).verdict, HoldoutVerdict::worse_than_naive);
}

// A report whose model is off by `model` and whose copy of the time before is by `naive`, of 1,000 purchases.
HoldoutReport judged(double model, double naive, double closer_by_chance) {
  HoldoutReport report;
  report.actual = 1'000;
  report.off_by_chance = 40;
  report.model = ForecastError{1'000 + model, 1, 1};
  report.as_before = ForecastError{1'000 + naive, 1, 1, closer_by_chance};
  return report;
}

TEST(Holdout, JudgesByCustomersAndByTheTotal) {
  EXPECT_EQ(judge(judged(30, 0, 1)), HoldoutVerdict::holds) << "chance may do that";
  EXPECT_EQ(judge(judged(-60, 20, 1)), HoldoutVerdict::holds) << "both are near";
  EXPECT_EQ(judge(judged(-90, 20, 1)), HoldoutVerdict::worse_than_naive);
  EXPECT_EQ(judge(judged(-90, 300, 1)), HoldoutVerdict::holds);
  EXPECT_EQ(judge(judged(0, 300, 0.01)), HoldoutVerdict::worse_than_naive);
  EXPECT_EQ(judge(judged(0, 300, 0.2)), HoldoutVerdict::holds) << "closer, but chance may do that";
}

// Paired by customer, added up by hand.
TEST(Holdout, SaysHowEasilyChanceMakesANaiveForecastTheCloserOne) {
  const std::vector<Purchases> all = simulated(kModelsInDays[1], 900);
  const HoldoutCustomers customers = customers_of(all, 400, 180);
  const HoldoutReport report = report_of(customers);
  ASSERT_TRUE(report.model);
  double sum = 0, squares = 0;
  for (size_t i = 0; i < all.size(); ++i) {
    const double model =
        expected_purchases(report.fit->model, customers.repeats[i], customers.last[i], customers.age[i], 180) -
        customers.later[i];
    const double naive = static_cast<double>(customers.before[i]) - customers.later[i];
    sum += model * model - naive * naive;
    squares += std::pow(model * model - naive * naive, 2);
  }
  const double mean = sum / 900, deviation = std::sqrt(squares / 900 - mean * mean);
  const double wanted = mean > 0 ? 0.5 * std::erfc(mean / (deviation / 30) / std::sqrt(2.0)) : 1;
  EXPECT_NEAR(report.as_before->closer_by_chance, wanted, 1e-9);
}

TEST(Holdout, SaysWhyThereIsNoModel) {
  std::vector<Purchases> steady;
  for (uint32_t i = 0; i < 300; ++i) {
    Purchases one{0, {}};
    for (uint32_t day = 400; day > 0 && day + 400 * (1 + i * i % 17) / 20 > 400; day -= 20) one.others.insert(day);
    steady.push_back(one);
  }
  EXPECT_EQ(report_of(customers_of(steady, 400, 100)).verdict, HoldoutVerdict::at_a_bound);
  EXPECT_EQ(report_of(customers_of({}, 400, 100)).verdict, HoldoutVerdict::no_holdout);
  EXPECT_EQ(report_of(customers_of(steady, 400, 0)).verdict, HoldoutVerdict::no_holdout);
  EXPECT_EQ(report_of(customers_of({{5, {9}}}, 400, 100)).verdict, HoldoutVerdict::too_few_repeat_buyers);
}

TEST(Holdout, ComesToTheSameHoweverItIsCut) {
  const HoldoutCustomers customers = customers_of(simulated(kModelsInDays[1], 500), 400, 180);
  const HoldoutReport whole = report_of(customers);
  auto run = check_holdout(customers, PurchaseModelKind::mbg_nbd);
  ASSERT_TRUE(run.has_value());
  double before = 0;
  while (!run->done()) {
    EXPECT_GE(run->share(), before);
    before = run->share();
    run->advance(777);
  }
  const HoldoutReport cut = run->conclude().value();
  EXPECT_EQ(cut.verdict, whole.verdict);
  EXPECT_EQ(cut.model->root_mean_square, whole.model->root_mean_square);
  EXPECT_EQ(cut.model->total, whole.model->total);
  EXPECT_EQ(cut.weeks.back().expected_so_far, whole.weeks.back().expected_so_far);
}

TEST(Holdout, RefusesColumnsThatContradictEachOther) {
  const auto refused = [](const auto& spoil) {
    HoldoutCustomers customers = customers_of({{5, {9}}, {6, {8, 120}}}, 100, 50);
    spoil(customers);
    return !check_holdout(customers, PurchaseModelKind::mbg_nbd).has_value();
  };
  EXPECT_FALSE(refused([](HoldoutCustomers&) {}));
  EXPECT_TRUE(refused([](HoldoutCustomers& c) { c.later.pop_back(); }));
  EXPECT_TRUE(refused([](HoldoutCustomers& c) { c.age[0] = 101; }));
  EXPECT_TRUE(refused([](HoldoutCustomers& c) { c.purchases_by_day.pop_back(); }));
}

}  // namespace
}  // namespace sluice::value

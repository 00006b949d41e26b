// Lifetime value: every column against its formula row by row, the sums, the check of the models against plain loops,
// and that nothing is said where the models do not hold.
#include "rfm/customer_value.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <map>
#include <set>

#include "base/errors.h"
#include "rfm/customers.h"
#include "unit/rfm/living_customers.h"
#include "unit/rfm/order_fixture.h"
#include "unit/rfm/plain_orders.h"

namespace sluice::rfm {
namespace {

ValueReport value_of(const Dataset& dataset, const RfmSpec& spec, const FilterSpec& filter = {}) {
  const Analysis analysis = analyze(dataset, spec).value();
  return begin_value_report(dataset, analysis, filter).value().finish().value();
}

RfmSpec with_terms(const LifetimeSpec& terms) {
  RfmSpec spec;
  spec.lifetime = terms;
  return spec;
}

// Week by week and without what is remembered between customers.
double discounted_purchases(const value::PurchaseModel& model, const LifetimeSpec& terms, uint32_t repeats, double last,
                            double age) {
  double sum = 0, before = 0;
  for (double at = 0; at < terms.horizon_days;) {
    at = std::min(at + 7, static_cast<double>(terms.horizon_days));
    const double so_far = value::expected_purchases(model, repeats, last, age, at);
    sum += (so_far - before) * std::pow(1 + terms.discount_per_year, -at / 365);
    before = so_far;
  }
  return sum;
}

TEST(CustomerValue, OfEveryCustomerIsItsFormula) {
  const Dataset dataset = dataset_of_orders(living_customers(11, 300));
  for (const auto model :
       {value::PurchaseModelKind::mbg_nbd, value::PurchaseModelKind::pareto_nbd, value::PurchaseModelKind::bg_nbd}) {
    const LifetimeSpec terms{.model = model, .horizon_days = 200, .discount_per_year = 0.3, .margin = 0.25};
    const RfmSpec spec = with_terms(terms);
    const Analysis analysis = analyze(dataset, spec).value();
    const Lifetime& lifetime = analysis.lifetime;
    ASSERT_TRUE(lifetime.fits.has_value()) << lifetime.no_fits.en;
    const Histories all = collect_histories(dataset, spec, *OwnLines(dataset, spec).get(), analysis.profile);
    const auto& [purchases, spend, spenders, correlation] = *lifetime.fits;
    EXPECT_EQ(value::kind_of(purchases.model), model);
    for (size_t row = 0; row < analysis.profile.size(); ++row) {
      const uint32_t repeats = all.repeats[row], last = all.last[row], age = all.age[row];
      const double mean = repeats > 0 ? to_double(all.repeat_units[row], 2) / repeats : 0;
      const double amount = value::expected_spend(spend.model, repeats, mean);
      const double expected = value::expected_purchases(purchases.model, repeats, last, age, 200);
      const double none = value::probability_no_purchase(purchases.model, repeats, last, age, 200);
      const double worth = 0.25 * amount * discounted_purchases(purchases.model, terms, repeats, last, age);
      ASSERT_NEAR(lifetime.expected_purchases[row], expected, 1e-5 * expected + 1e-9) << row;
      ASSERT_NEAR(lifetime.no_purchase[row], none, 1e-6) << row;
      ASSERT_NEAR(lifetime.expected_spend[row], amount, 1e-6 * amount) << row;
      ASSERT_NEAR(lifetime.expected_revenue[row], expected * amount, 1e-5 * expected * amount + 1e-9) << row;
      ASSERT_NEAR(lifetime.value[row], worth, 1e-5 * worth + 1e-9) << row;
    }
  }
}

TEST(CustomerValue, FollowsItsTerms) {
  const Dataset dataset = dataset_of_orders(living_customers(11, 300));
  const double plain = value_of(dataset, with_terms({.discount_per_year = 0})).all.value;
  const ValueReport standard = value_of(dataset, {});
  EXPECT_NEAR(plain, standard.all.expected_revenue, 1e-4 * plain) << "no discount, no costs";
  EXPECT_LT(standard.all.value, plain);
  EXPECT_GT(standard.all.value, plain / 1.1) << "nothing is later than a year";
  EXPECT_NEAR(value_of(dataset, with_terms({.margin = 0.5})).all.value, standard.all.value / 2, 0.1);
  EXPECT_EQ(value_of(dataset, with_terms({.margin = 0})).all.value, 0);
  EXPECT_LT(value_of(dataset, with_terms({.horizon_days = 90})).all.value, standard.all.value);
}

TEST(CustomerValue, TakesTheMarginOfTheOrdersWhereAllOfThemSayIt) {
  std::vector<OrderRow> rows = living_customers(11, 300, true);
  double revenue = 0, margin = 0;
  for (const OrderRow& row : rows) {
    revenue += static_cast<double>(row.cents);
    margin += static_cast<double>(row.cents - *row.cost_cents);
  }
  const ValueReport known = value_of(dataset_of_orders(rows), {});
  EXPECT_TRUE(known.margin_from_data);
  EXPECT_NEAR(known.terms.margin.value(), margin / revenue, 1e-12);
  const ValueReport own = value_of(dataset_of_orders(rows), with_terms({.margin = 0.1}));
  EXPECT_FALSE(own.margin_from_data);
  EXPECT_EQ(own.terms.margin, 0.1);
  rows.front().cost_cents.reset();
  const ValueReport unknown = value_of(dataset_of_orders(rows), {});
  EXPECT_FALSE(unknown.margin_from_data) << "one line does not say it";
  EXPECT_EQ(unknown.terms.margin, 1);
}

TEST(CustomerValue, OfSegmentsAddsUpAndFollowsTheFilter) {
  const Dataset dataset = dataset_of_orders(living_customers(11, 400));
  const Analysis analysis = analyze(dataset, {}).value();
  const ValueReport all = value_of(dataset, {});
  ASSERT_TRUE(all.models.has_value()) << all.no_models.en;
  std::map<size_t, double> value, active;
  for (size_t row = 0; row < analysis.profile.size(); ++row) {
    value[analysis.segment[row]] += analysis.lifetime.value[row];
    active[analysis.segment[row]] += analysis.lifetime.active[row];
  }
  double sum = 0, shares = 0;
  uint64_t customers = 0;
  ASSERT_EQ(all.segments.size(), analysis.map->segments.size());
  for (size_t i = 0; i < all.segments.size(); ++i) {
    const ValueFigures& figures = all.segments[i].figures;
    EXPECT_NEAR(figures.value, value[i], 0.02);
    EXPECT_NEAR(figures.active, active[i], 0.06);
    sum += figures.value;
    shares += *figures.value_share;
    customers += figures.customers;
    EXPECT_EQ(figures.mean_value.has_value(), figures.customers > 0);
  }
  EXPECT_EQ(customers, all.all.customers);
  EXPECT_NEAR(sum, all.all.value, 0.1);
  EXPECT_NEAR(shares, 1, 1e-9);
  for (const auto* bars : {&all.active, &all.purchases, &all.spend, &all.value}) {
    uint64_t counted = 0;
    for (const HistogramBar& bar : *bars) counted += bar.customers;
    EXPECT_EQ(counted, customers);
  }

  size_t largest = 0;
  for (size_t i = 0; i < all.segments.size(); ++i) {
    if (all.segments[i].figures.customers > all.segments[largest].figures.customers) largest = i;
  }
  FilterSpec filter;
  filter.segments = {all.segments[largest].id};
  const ValueReport chosen = value_of(dataset, {}, filter);
  EXPECT_EQ(chosen.all.customers, all.segments[largest].figures.customers);
  EXPECT_EQ(chosen.all.value, all.segments[largest].figures.value);
  for (size_t i = 0; i < all.segments.size(); ++i) {
    EXPECT_EQ(chosen.segments[i].figures.value, all.segments[i].figures.value) << "the others keep their figures";
  }
  double of_cells = 0;
  for (const CellValue& cell : all.cells) of_cells += cell.value;
  EXPECT_NEAR(of_cells, all.all.value, 0.01 * static_cast<double>(all.cells.size()));
  EXPECT_EQ(chosen.models->purchases.log_likelihood, all.models->purchases.log_likelihood) << "those of everybody";
}

TEST(CustomerValue, CheckSeesWhatPlainLoopsSee) {
  const std::vector<OrderRow> rows = living_customers(11, 300);
  const Dataset dataset = dataset_of_orders(rows);
  const RfmSpec spec = with_terms({.split_day = "2022-08-15"});
  const Day split = *parse_iso_day("2022-08-15");
  const Analysis analysis = analyze(dataset, spec).value();
  HistoryCollector collector(dataset, spec, *OwnLines(dataset, spec).get(), analysis.profile);
  for (size_t row = 0; row < analysis.profile.size(); ++row) collector.add(row);
  const HoldoutHistories found = collector.take_holdout();

  std::map<std::string, std::set<Day>> days;  // in the order of the identifiers
  Day first = std::numeric_limits<Day>::max(), last = 0;
  for (const auto& [customer, orders] : plain_orders(rows, ReturnsRule::net)) {
    for (const PlainOrder& order : orders) days[customer].insert(order.day);
    first = std::min(first, *days[customer].begin());
    last = std::max(last, *days[customer].rbegin());
  }
  EXPECT_EQ(found.first_day, first);
  EXPECT_EQ(found.split_day, split);
  EXPECT_EQ(found.customers.holdout_days, static_cast<uint32_t>(last - split));
  size_t at = 0;
  std::vector<uint64_t> by_day(static_cast<size_t>(last - first) + 1);
  for (const auto& [customer, bought] : days) {
    const Day begin = *bought.begin();
    if (begin > split) continue;
    uint32_t repeats = 0, before = 0, later = 0;
    Day latest = begin;
    for (const Day day : bought) {
      if (day == begin) continue;
      ++by_day[static_cast<size_t>(day - first)];
      repeats += day <= split;
      later += day > split;
      before += day <= split && day > split - (last - split);
      if (day <= split) latest = day;
    }
    ASSERT_LT(at, found.customers.repeats.size());
    EXPECT_EQ(found.customers.repeats[at], repeats) << customer;
    EXPECT_EQ(found.customers.last[at], static_cast<uint32_t>(latest - begin)) << customer;
    EXPECT_EQ(found.customers.age[at], static_cast<uint32_t>(split - begin)) << customer;
    EXPECT_EQ(found.customers.before[at], before) << customer;
    EXPECT_EQ(found.customers.later[at], later) << customer;
    ++at;
  }
  EXPECT_EQ(at, found.customers.repeats.size());
  EXPECT_EQ(found.customers.purchases_by_day, by_day);
}

TEST(CustomerValue, ModelsHoldForCustomersWhoDoAsTheySay) {
  const ValueReport report = value_of(dataset_of_orders(living_customers(7, 1'500)), {});
  ASSERT_TRUE(report.check.has_value());
  EXPECT_EQ(report.check->verdict, "holds") << report.check->sentence.en;
  EXPECT_TRUE(report.no_models.empty());
  ASSERT_EQ(report.check->forecasts.size(), 3U);
  EXPECT_EQ(report.check->forecasts[0].id, "model");
  EXPECT_LT(report.check->forecasts[0].root_mean_square, report.check->forecasts[1].root_mean_square);
  EXPECT_EQ(report.terms.split_day, report.check->split_day);
  EXPECT_EQ(report.check->weeks.back().last_day, report.check->last_day);
  EXPECT_NEAR(
      report.check->weeks.back().actual_so_far - report.check->actual,
      [&] {
        double before = 0;
        for (const CheckedWeek& week : report.check->weeks) {
          if (week.last_day <= report.check->split_day) before = week.actual_so_far;
        }
        return before;
      }(),
      1e-9);
  ASSERT_EQ(report.models->purchases.parameters.size(), 4U);
  EXPECT_GT(report.models->purchases.parameters[0].standard_error.value_or(0), 0);
  EXPECT_GT(report.models->spend.customers, 0);
  EXPECT_FALSE(report.models->frequency_spend_sentence.empty());
}

// Customers of whom everybody does after the split day exactly what they did in the time before that is as long.
std::vector<OrderRow> customers_who_repeat_themselves() {
  const Day begin = *parse_iso_day("2021-01-01");
  constexpr Day kRepeated = 300, kSplit = 600;
  std::vector<OrderRow> rows;
  for (OrderRow row : living_customers(11, 1'500)) {
    const Day day = *parse_iso_day(row.day) - begin;
    if (day > kSplit) continue;
    rows.push_back(row);
    if (day <= kSplit - kRepeated) continue;
    row.order += "again";
    row.day = format_day(begin + day + kRepeated);
    rows.push_back(row);
  }
  return rows;
}

TEST(CustomerValue, NoFigureIsGivenWhereAForecastWithoutAModelDoesBetter) {
  const Dataset dataset = dataset_of_orders(customers_who_repeat_themselves());
  const RfmSpec spec = with_terms({.split_day = "2022-08-24"});
  const ValueReport report = value_of(dataset, spec);
  ASSERT_TRUE(report.check.has_value()) << report.no_models.en;
  EXPECT_EQ(report.check->verdict, "worse_than_naive") << report.check->sentence.en;
  EXPECT_FALSE(report.models.has_value());
  EXPECT_NE(report.no_models.en.find("without any model did better"), std::string::npos) << report.no_models.en;
  EXPECT_NE(report.no_models.zh.find("反而更准"), std::string::npos) << report.no_models.zh;
  EXPECT_TRUE(report.segments.empty());
  EXPECT_TRUE(report.value.empty());
  const Analysis analysis = analyze(dataset, spec).value();
  const CustomerRow row = customer_row(dataset, analysis, 0);
  EXPECT_FALSE(row.value.has_value());
  EXPECT_FALSE(row.active.has_value());
  EXPECT_FALSE(begin_value_intervals(analysis.lifetime, 1).has_value());
}

TEST(CustomerValue, ModelsThatCannotBeCheckedAreSaidToBeUnchecked) {
  const Dataset dataset = dataset_of_orders(living_customers(11, 300));
  for (const auto& [day, words] : {std::pair{"2019-01-01", "Choose a day within the data"},
                                   std::pair{"2030-01-01", "Choose a day within the data"},
                                   std::pair{"2021-01-05", "had bought again: too few"}}) {
    const ValueReport report = value_of(dataset, with_terms({.split_day = day}));
    ASSERT_TRUE(report.models.has_value()) << day;
    EXPECT_NE(report.check->verdict, "holds") << day;
    EXPECT_NE(report.check->sentence.en.find(words), std::string::npos) << report.check->sentence.en;
    EXPECT_NE(report.check->sentence.en.find("nothing shows that they hold"), std::string::npos);
    EXPECT_TRUE(report.check->forecasts.empty() || report.check->forecasts[0].id != "model");
  }
}

TEST(CustomerValue, IntervalsHoldTheEstimatesAndAreTheSameEveryTime) {
  const Dataset dataset = dataset_of_orders(living_customers(3, 400));
  const Analysis analysis = analyze(dataset, {}).value();
  const ValueIntervals intervals = begin_value_intervals(analysis.lifetime, 5, 40).value().finish().value();
  EXPECT_EQ(intervals.replicates, 40U);
  ASSERT_EQ(intervals.parameters.size(), 4U);
  ASSERT_TRUE(intervals.expected_purchases.has_value());
  EXPECT_LT(intervals.expected_purchases->low, intervals.expected_purchases->value);
  EXPECT_GT(intervals.expected_purchases->high, intervals.expected_purchases->value);
  const ValueIntervals again = begin_value_intervals(analysis.lifetime, 5, 40).value().finish().value();
  EXPECT_EQ(again.parameters[1].low, intervals.parameters[1].low);
}

TEST(CustomerValue, TheHistoryOfBeingActiveEndsWithToday) {
  const Dataset dataset = dataset_of_orders(living_customers(11, 300));
  const Analysis analysis = analyze(dataset, {}).value();
  const OwnLines lines(dataset, {});
  for (size_t row = 0; row < analysis.profile.size(); row += 7) {
    const std::string_view id = dataset.customers.at(analysis.profile.customer[row]);
    const CustomerExplanation told = explain_customer(dataset, analysis, {}, lines.get(), id).value();
    ASSERT_FALSE(told.activity.empty());
    EXPECT_EQ(told.activity.front().day, format_day(analysis.profile.first_day[row]));
    EXPECT_EQ(told.activity.back().day, format_day(analysis.profile.snapshot));
    EXPECT_NEAR(told.activity.back().probability, analysis.lifetime.active[row], 6e-4);
    std::set<std::string> bought;
    for (const Purchase& purchase : told.purchases) bought.insert(purchase.day);
    for (size_t i = 1; i < told.activity.size(); ++i) {
      const ActivityPoint& before = told.activity[i - 1];
      const ActivityPoint& point = told.activity[i];
      ASSERT_LT(before.day, point.day);
      ASSERT_GE(point.probability, 0);
      ASSERT_LE(point.probability, 1);
      if (bought.count(point.day) > 0) continue;
      ASSERT_LE(point.probability, before.probability) << "silence speaks against it";
    }
  }
}

TEST(CustomerValue, OfACustomerTableIsRefused) {
  const Dataset table = dataset_of_customers({{"a", 5, 2, 100}});
  const Analysis analysis = analyze(table, {}).value();
  EXPECT_EQ(begin_value_report(table, analysis, {}).error().code, ErrorCode::not_applicable);
}

TEST(CustomerValue, OddDataGivesAReasonAndNoOddNumber) {
  std::vector<OrderRow> equal, once;
  for (int i = 0; i < 50; ++i) {
    equal.push_back({"c" + std::to_string(i), std::to_string(2 * i), "2024-01-01", 100});
    equal.push_back({"c" + std::to_string(i), std::to_string(2 * i + 1), "2024-04-01", 100});
    once.push_back({"c" + std::to_string(i), std::to_string(i), "2024-01-01", 100});
  }
  const std::vector<OrderRow> negative{{"a", "1", "2024-01-01", 500}, {"a", "2", "2024-02-01", -900}};
  for (const std::vector<OrderRow>& rows :
       {std::vector<OrderRow>{{"a", "1", "2024-01-01", 100}}, equal, once, negative}) {
    const ValueReport report = value_of(dataset_of_orders(rows), {});
    if (report.models) {
      EXPECT_TRUE(std::isfinite(report.all.value));
      EXPECT_GE(report.all.value, 0);
    } else {
      EXPECT_FALSE(report.no_models.en.empty());
      EXPECT_FALSE(report.no_models.zh.empty());
      EXPECT_EQ(report.all.customers, 0U);
    }
  }
}

}  // namespace
}  // namespace sluice::rfm

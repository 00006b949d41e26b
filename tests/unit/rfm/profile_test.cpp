#include "rfm/profile.h"

#include <gtest/gtest.h>

#include "unit/rfm/order_fixture.h"

namespace sluice::rfm {
namespace {

Profile profile_of(const std::vector<OrderRow>& rows, const RfmSpec& spec = {}) {
  const Dataset dataset = dataset_of_orders(rows);
  auto profile = make_profile(dataset, spec);
  EXPECT_TRUE(profile.has_value()) << profile.error().to_string();
  return std::move(profile).value();
}

const std::vector<OrderRow> kTwoCustomers{
    {"anna", "1", "2024-01-01", 1000},
    {"anna", "1", "2024-01-01", 500},
    {"anna", "2", "2024-01-11", 2000},
    {"bert", "3", "2024-01-05", 700},
};

TEST(Profile, CountsFromTheDayAfterTheLastTransaction) {
  const Profile profile = profile_of(kTwoCustomers);
  EXPECT_EQ(format_day(profile.snapshot), "2024-01-12");
  EXPECT_EQ(profile.recency, (std::vector<double>{1, 7}));
  EXPECT_EQ(profile.frequency, (std::vector<double>{2, 1}));
  EXPECT_EQ(profile.monetary, (std::vector<double>{35, 7}));
  EXPECT_EQ(format_day(profile.first_day[0]), "2024-01-01");
  EXPECT_EQ(format_day(profile.last_day[0]), "2024-01-11");
}

TEST(Profile, KeepsTheSnapshotsOwnDayAndLeavesOutLaterOnes) {
  RfmSpec spec;
  spec.snapshot = "2024-01-05";
  const Profile profile = profile_of(kTwoCustomers, spec);
  EXPECT_EQ(profile.recency, (std::vector<double>{4, 0}));
  EXPECT_EQ(profile.ledger.lines_after_snapshot, 1U);
  EXPECT_DOUBLE_EQ(profile.ledger.amount_after_snapshot, 20);

  spec.snapshot = "2024-01-02";
  const Profile before_bert = profile_of(kTwoCustomers, spec);
  EXPECT_EQ(before_bert.size(), 1U);
  EXPECT_EQ(before_bert.ledger.customers_left_out, 1U);
}

TEST(Profile, RefusesASnapshotBeforeTheFirstTransaction) {
  const Dataset dataset = dataset_of_orders(kTwoCustomers);
  RfmSpec spec;
  for (const char* day : {"2023-12-31", "yesterday", "2024-02-30"}) {
    spec.snapshot = day;
    const auto profile = make_profile(dataset, spec);
    ASSERT_FALSE(profile.has_value());
    EXPECT_EQ(profile.error().code, ErrorCode::bad_spec);
    EXPECT_EQ(profile.error().place.pointer, "/rfm/snapshot");
  }
}

TEST(Profile, PutsLinesOfOneOrderTogetherThoughTheyLieApart) {
  const Profile profile = profile_of(
      {{"anna", "1", "2024-01-01", 100}, {"anna", "2", "2024-01-02", 100}, {"anna", "1", "2024-01-09", 100}});
  EXPECT_EQ(profile.frequency[0], 2);
  EXPECT_EQ(format_day(profile.first_day[0]), "2024-01-01");
  EXPECT_EQ(format_day(profile.last_day[0]), "2024-01-09");  // something was bought then, whatever its order number
}

TEST(Profile, NetsReturnsByDefault) {
  const std::vector<OrderRow> rows{
      {"anna", "1", "2024-01-01", 1000},       {"anna", "1", "2024-01-03", -400, true},  // reduces the order
      {"anna", "2", "2024-01-08", 500},        {"anna", "2", "2024-01-08", -500, true},  // nets to nothing
      {"anna", "3", "2024-01-09", -100, true},                                  // a credit: void, still reduces M
      {"bert", "4", "2024-01-02", -300, true}, {"bert", "5", "2024-01-04", 0},  // no purchase at all
  };
  const Profile net = profile_of(rows);
  ASSERT_EQ(net.size(), 1U);
  EXPECT_EQ(net.frequency[0], 1);
  EXPECT_EQ(net.monetary[0], 5);
  EXPECT_EQ(format_day(net.last_day[0]), "2024-01-01");
  EXPECT_EQ(net.ledger.return_lines, 4U);
  EXPECT_DOUBLE_EQ(net.ledger.return_amount, -13);
  EXPECT_EQ(net.ledger.void_orders, 4U);
  EXPECT_EQ(net.ledger.customers_without_purchase, 1U);
  EXPECT_DOUBLE_EQ(net.ledger.amount_without_purchase, -3);

  RfmSpec spec;
  spec.returns = ReturnsRule::drop;
  const Profile dropped = profile_of(rows, spec);
  EXPECT_EQ(dropped.size(), 2U);
  EXPECT_EQ(dropped.monetary, (std::vector<double>{15, 0}));
  EXPECT_EQ(dropped.frequency, (std::vector<double>{2, 1}));

  spec.returns = ReturnsRule::keep;
  const Profile kept = profile_of(rows, spec);
  EXPECT_EQ(kept.monetary, (std::vector<double>{5, -3}));
  EXPECT_EQ(kept.frequency, (std::vector<double>{3, 2}));
}

TEST(Profile, CountsOrdersDaysOrLines) {
  const std::vector<OrderRow> rows{{"anna", "1", "2024-01-01", 100},
                                   {"anna", "1", "2024-01-01", 100},
                                   {"anna", "2", "2024-01-01", 100},
                                   {"anna", "3", "2024-01-02", 100}};
  RfmSpec spec;
  EXPECT_EQ(profile_of(rows, spec).frequency[0], 3);
  spec.frequency_measure = FrequencyMeasure::days;
  EXPECT_EQ(profile_of(rows, spec).frequency[0], 2);
  spec.frequency_measure = FrequencyMeasure::lines;
  EXPECT_EQ(profile_of(rows, spec).frequency[0], 4);
}

TEST(Profile, WithoutOrderNumbersADayIsAnOrder) {
  const Profile profile = profile_of(
      {{"anna", "", "2024-01-01", 100}, {"anna", "", "2024-01-01", 200, false, 5}, {"anna", "", "2024-01-03", 300}});
  EXPECT_EQ(profile.frequency_measure, FrequencyMeasure::days);
  EXPECT_EQ(profile.frequency[0], 2);
  EXPECT_EQ(profile.orders[0], 2U);
}

TEST(Profile, MeansMoneyPerOrderOnRequest) {
  RfmSpec spec;
  spec.monetary_measure = MonetaryMeasure::mean;
  const Profile profile = profile_of(kTwoCustomers, spec);
  EXPECT_EQ(profile.monetary, (std::vector<double>{17.5, 7}));
}

// amount less cost, in cents: anna 100 - 40, 200 - ?, -100 + 30; bert 300 - 350
const std::vector<OrderRow> kWithCosts{{"anna", "1", "2024-01-01", 100, false, 0, 40},
                                       {"anna", "2", "2024-01-02", 200},
                                       {"anna", "3", "2024-01-03", -100, true, 0, -30},
                                       {"bert", "4", "2024-01-03", 300, false, 0, 350}};

TEST(Profile, SumsWhatIsLeftOfTheAmountsOnRequest) {
  RfmSpec spec;
  spec.monetary_measure = MonetaryMeasure::margin;
  const Profile profile = profile_of(kWithCosts, spec);
  EXPECT_EQ(profile.monetary_measure, MonetaryMeasure::margin);
  EXPECT_EQ(profile.monetary, (std::vector<double>{-0.1, -0.5}));
  EXPECT_EQ(profile.lines_without_margin, 1U);
  EXPECT_EQ(profile.revenue.units, (std::vector<int64_t>{200, 300})) << "revenue is that of the amounts as ever";

  spec.returns = ReturnsRule::drop;
  EXPECT_EQ(profile_of(kWithCosts, spec).monetary, (std::vector<double>{0.6, -0.5}));
}

TEST(Profile, WithoutAnyCostOrMarginTheSumCountsInItsPlace) {
  RfmSpec spec;
  spec.monetary_measure = MonetaryMeasure::margin;
  const Profile profile = profile_of(kTwoCustomers, spec);
  EXPECT_EQ(profile.monetary_measure, MonetaryMeasure::sum);
  EXPECT_EQ(profile.monetary, profile_of(kTwoCustomers, {}).monetary);
  const auto table = make_profile(dataset_of_customers({{"bert", 7.5, 1, 700}}), spec);
  EXPECT_EQ(table->monetary_measure, MonetaryMeasure::sum);
}

TEST(Profile, TakesACustomerTableAsItStands) {
  const Dataset dataset = dataset_of_customers({{"bert", 7.5, 1, 700}, {"anna", 1, 2, 3500}});
  const auto profile = make_profile(dataset, {});
  ASSERT_TRUE(profile.has_value());
  EXPECT_FALSE(profile->from_orders);
  EXPECT_EQ(profile->recency, (std::vector<double>{1, 7.5}));
  EXPECT_EQ(profile->monetary, (std::vector<double>{35, 7}));
  EXPECT_EQ(profile->orders, (std::vector<uint32_t>{2, 1}));
}

TEST(Profile, SaysWhenNobodyBought) {
  const Dataset returns_only = dataset_of_orders({{"anna", "1", "2024-01-01", -100, true}});
  EXPECT_EQ(make_profile(returns_only, {}).error().code, ErrorCode::no_usable_rows);
  EXPECT_EQ(make_profile(Dataset{}, {}).error().code, ErrorCode::not_applicable);
}

// What leaves must be accounted for, whatever the rule and the snapshot.
TEST(Profile, TheLedgerReconcilesWithTheFile) {
  const uint64_t seed = seed_of_today();
  for (uint64_t round = 0; round < 60; ++round) {
    const auto rows = random_orders(seed + round, 300, 25);
    const Dataset dataset = dataset_of_orders(rows);
    for (const ReturnsRule rule : {ReturnsRule::net, ReturnsRule::drop, ReturnsRule::keep}) {
      for (const char* snapshot : {"", "2024-03-15"}) {
        RfmSpec spec;
        spec.returns = rule;
        spec.snapshot = snapshot;
        const auto profile = make_profile(dataset, spec);
        ASSERT_TRUE(profile.has_value());
        const Ledger& ledger = profile->ledger;
        double revenue = 0;
        for (size_t row = 0; row < profile->size(); ++row) revenue += profile->revenue.value(row);
        const double dropped = rule == ReturnsRule::drop ? ledger.return_amount : 0;
        EXPECT_DOUBLE_EQ(ledger.amount,
                         revenue + ledger.amount_after_snapshot + ledger.amount_without_purchase + dropped);
        EXPECT_EQ(ledger.lines, rows.size());
        EXPECT_EQ(dataset.customers.size(),
                  profile->size() + ledger.customers_without_purchase + ledger.customers_left_out);
      }
    }
  }
}

}  // namespace
}  // namespace sluice::rfm

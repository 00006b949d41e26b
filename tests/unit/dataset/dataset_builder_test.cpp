#include "dataset/dataset_builder.h"

#include <gtest/gtest.h>

#include "test_support/dataset_text.h"

namespace sluice {
namespace {

using test::load;
using test::load_text;
using test::rows_text;

Dataset dataset_of(const std::string& text) {
  auto loaded = load_text(text);
  EXPECT_TRUE(loaded) << loaded.error().message.en;
  return loaded ? std::move(loaded->dataset) : Dataset{};
}

ingest::OrderLineRow order_line(std::string_view customer, std::string_view order, TimeMs time, Money amount,
                                uint64_t line) {
  ingest::OrderLineRow row;
  row.customer = customer;
  row.order = order;
  row.time = time;
  row.amount = amount;
  row.line = line;
  return row;
}

TEST(Orders, StandInTheOrderOfCustomerTimeOrderAmount) {
  EXPECT_EQ(rows_text(dataset_of("customer,order id,date,amount\n"
                                 "b,2,2017-04-05,1\n"
                                 "a,9,2017-04-06,1.5\n"
                                 "a,3,2017-04-05,2\n"
                                 "a,10,2017-04-05,0.25\n"
                                 "a,10,2017-04-05,-1\n")),
            "order line\ta\torder 0\t2017-04-05\t-1.00\treturn\tline 6\n"
            "order line\ta\torder 0\t2017-04-05\t0.25\tpurchase\tline 5\n"
            "order line\ta\torder 2\t2017-04-05\t2.00\tpurchase\tline 4\n"
            "order line\ta\torder 3\t2017-04-06\t1.50\tpurchase\tline 3\n"
            "order line\tb\torder 1\t2017-04-05\t1.00\tpurchase\tline 2\n");
}

TEST(Orders, WithoutOrderNumbersHaveNoIds) {
  const Dataset dataset = dataset_of("customer,date,amount\na,2017-04-05,1\n");
  EXPECT_FALSE(dataset.orders->has_order_ids());
}

TEST(Orders, ABlankOrderNumberIsNoOrderOfItsOwn) {
  const Dataset dataset = dataset_of("customer,order id,date,amount\na,,2017-04-05,1\na,7,2017-04-05,1\n");
  ASSERT_TRUE(dataset.orders->has_order_ids());
  EXPECT_EQ(dataset.orders->run_order_id[0], "");
  EXPECT_EQ(dataset.orders->run_order_id[1], "7");
  EXPECT_EQ(dataset.orders->orders.size(), 2U);
}

TEST(Orders, AmountsShareTheFinestScale) {
  const Dataset dataset = dataset_of("customer,date,amount\na,2017-04-05,1\na,2017-04-06,0.125\na,2017-04-07,2.5\n");
  EXPECT_EQ(dataset.orders->amount.decimals, 3);
  EXPECT_EQ(dataset.orders->amount.units, (std::vector<int64_t>{1000, 125, 2500}));
}

TEST(Orders, KeepTheMarginOrWhatTheCostLeavesOfTheAmount) {
  const Dataset dataset = dataset_of(
      "customer,date,amount,cost,margin\n"
      "a,2017-04-05,10,4.5,\n"
      "a,2017-04-06,10,,\n"
      "a,2017-04-07,10,4,7\n"
      "a,2017-04-08,10,,25%\n");
  const Orders& orders = *dataset.orders;
  ASSERT_TRUE(orders.has_margin());
  EXPECT_EQ(orders.margin.value(0), 5.5);
  EXPECT_FALSE(orders.knows_margin(1));
  EXPECT_EQ(orders.margin.value(1), 0);
  EXPECT_EQ(orders.margin.value(2), 7) << "what the file says goes before what can be computed";
  EXPECT_EQ(orders.margin.value(3), 2.5);
  EXPECT_FALSE(dataset_of("customer,date,amount\na,2017-04-05,10\n").orders->has_margin());
}

TEST(Orders, GoodsThatComeBackGiveBackTheirCost) {
  const Dataset dataset = dataset_of("customer,date,amount,cost\na,2017-04-05,100,60\na,2017-04-06,-100,60\n");
  EXPECT_EQ(dataset.orders->margin.value(0) + dataset.orders->margin.value(1), 0);
}

TEST(Orders, ARateOfProfitThatIsNoPercentageIsNoMargin) {
  EXPECT_FALSE(
      dataset_of("客户,日期,金额,毛利率\na,2017-04-05,1000,0.35\nb,2017-04-06,100,0.5\n").orders->has_margin());
  EXPECT_EQ(dataset_of("客户,日期,金额,毛利率\na,2017-04-05,1000,35%\nb,2017-04-06,100,50%\n").orders->margin.value(0),
            350);
}

TEST(Orders, AnAmountThatCannotBeExactIsALateReject) {
  DatasetBuilder builder;
  builder.begin_table(0, ingest::Shape::order_lines);
  builder.order_line(order_line("a", "", 0, {1, 0}, 2));
  builder.order_line(order_line("a", "", 0, {INT64_MAX, 0}, 3));
  ingest::FileReport report;
  report.rows_read = report.rows_kept = 2;
  const auto dataset = builder.finish({report});
  ASSERT_TRUE(dataset);
  EXPECT_EQ(dataset->orders->size(), 1U);
  EXPECT_EQ(dataset->import.rows_kept, 1U);
  EXPECT_EQ(dataset->import.rows_rejected, 1U);
  EXPECT_EQ(dataset->import.files[0].rejects.at(0).reason, ingest::RejectReason::number_too_large);
  EXPECT_EQ(dataset->rejects.entries.at(0).line, 3U);
}

TEST(Orders, DayAndMonthExchangeOnlyWhereTheyWereOpen) {
  DatasetBuilder builder;
  const auto day = [](int year, int month, int date) { return day_from_civil({year, month, date}) * kMsPerDay; };
  builder.begin_table(0, ingest::Shape::order_lines);
  builder.order_line(order_line("a", "", day(2017, 4, 5) + 1, {1, 0}, 2));  // an earlier file: decided
  builder.begin_table(1, ingest::Shape::order_lines);
  ingest::OrderLineRow open = order_line("b", "", day(2017, 4, 5) + 30'360'000, {1, 0}, 2);
  open.time_is_open = true;
  builder.order_line(open);
  builder.order_line(order_line("c", "", day(2017, 4, 5), {1, 0}, 3));  // written year first
  builder.exchange_day_and_month();
  builder.order_line(order_line("d", "", day(2017, 4, 23), {1, 0}, 4));
  const auto dataset = builder.finish({});
  ASSERT_TRUE(dataset);
  EXPECT_EQ(dataset->orders->run_time, (std::vector<TimeMs>{day(2017, 4, 5) + 1, day(2017, 5, 4) + 30'360'000,
                                                            day(2017, 4, 5), day(2017, 4, 23)}));
}

TEST(Customers, HaveTheSmallestOfTheirNames) {
  const Dataset dataset = dataset_of(
      "customer,customer name,date,amount\nb,Zoe,2017-04-05,1\nb,Ann,2017-04-05,1\nb,,2017-04-05,1\na,,2017-04-05,1\n");
  EXPECT_EQ(dataset.customer_names, (std::vector<std::string>{"", "Ann"}));
  EXPECT_TRUE(dataset_of("customer,date,amount\nb,2017-04-05,1\n").customer_names.empty());
}

TEST(CustomerTable, TheSecondRowOfACustomerIsAReject) {
  EXPECT_EQ(rows_text(dataset_of("customer,recency,frequency,monetary\nb,1,2,3\na,4,5,6.5\nb,7,8,9\n")),
            "customer\ta\tR 4\tF 5\tM 6.5\ncustomer\tb\tR 1\tF 2\tM 3.0\n"
            "reject\tline 4\tduplicate_customer\t-\tb,7,8,9\n");
  const auto import = dataset_of("customer,recency,frequency,monetary\nb,1,2,3\na,4,5,6.5\nb,7,8,9\n").import;
  EXPECT_EQ(import.rows_read, 3U);
  EXPECT_EQ(import.rows_kept, 2U);
  EXPECT_EQ(import.rows_rejected, 1U);
  EXPECT_EQ(import.files[0].rows_kept, 2U);
  EXPECT_EQ(import.files[0].rejects.at(0).rows, 1U);
}

TEST(Events, StandInTheOrderOfCustomerTimeName) {
  EXPECT_EQ(rows_text(dataset_of("user,event,time\n"
                                 "u2,view,2017-04-05 08:00\nu1,pay,2017-04-05 09:00\nu1,cart,2017-04-05 09:00\n"
                                 "u1,view,2017-04-05 08:00\n")),
            "event\tu1\tview\t2017-04-05 08:00:00\nevent\tu1\tcart\t2017-04-05 09:00:00\n"
            "event\tu1\tpay\t2017-04-05 09:00:00\nevent\tu2\tview\t2017-04-05 08:00:00\n");
}

TEST(Opportunities, StandInTheOrderOfTheirNumbers) {
  EXPECT_EQ(rows_text(dataset_of("opportunity_id,account,stage,close date,amount\n"
                                 "9,Rome,Won,2017-04-05,10\n1,,Talk,,\n3,Oslo,Lost,2017-04-06,5.5\n")),
            "opportunity\t-\tTalk\topen\t-\t-\t-\n"
            "opportunity\tOslo\tLost\tlost\t5.5\t-\t2017-04-06\n"
            "opportunity\tRome\tWon\twon\t10\t-\t2017-04-05\n");
}

TEST(SeveralFiles, ShareTheirCustomers) {
  const auto loaded = load({{"orders.csv", "customer,order id,date,amount\nb,1,2017-04-05,1\n,2,2017-04-05,1\n"},
                            {"more.csv", "customer,order id,date,amount\na,1,2017-04-05,$2.5\n"},
                            {"events.csv", "user,event,time\nb,view,2017-04-05\nc,view,2017-04-05\n"}});
  ASSERT_TRUE(loaded);
  const Dataset& d = loaded->dataset;
  EXPECT_EQ(d.customers.size(), 3U);
  EXPECT_EQ(d.orders->run_customer, (std::vector<uint32_t>{1, 0}));
  EXPECT_EQ(d.orders->file_of(0), 0);
  EXPECT_EQ(d.orders->file_of(1), 1);
  EXPECT_EQ(d.events->customer, (std::vector<uint32_t>{1, 2}));
  EXPECT_EQ(d.currency, "$");
  EXPECT_EQ(d.import.rows_read, 5U);
  EXPECT_EQ(d.import.rows_kept, 4U);
  EXPECT_EQ(d.rejects.entries.at(0).file, 0U);
  EXPECT_EQ(d.rejects.raw(0), ",2,2017-04-05,1");
}

}  // namespace
}  // namespace sluice

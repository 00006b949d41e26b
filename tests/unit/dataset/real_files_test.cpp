// The real files that lie beside the repository, read as a user would: no spec, no help. Every expected figure was
// counted by a program that shares nothing with Sluice: Python's csv, decimal and datetime over the same file, amounts
// quantised to six decimals half away from zero, blank customers left out (for example, online_retail: rows with
// CustomerID; the sum of Decimal(Quantity) * Decimal(UnitPrice); returns: InvoiceNo that begins with C, or a negative
// product).
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "test_support/dataset_text.h"
#include "test_support/files.h"

namespace sluice {
namespace {

using ingest::Role;
using ingest::Shape;

class RealFile : public testing::Test {
 protected:
  // Reads the file; false: it is missing and the test is skipped.
  bool read(const std::string& path) {
    std::optional<std::string> bytes = test::shared_file("data/" + path);
    if (!bytes) return false;
    auto loaded =
        test::load({{path.substr(path.rfind('/') + 1), std::move(*bytes)}}, {}, test::chunks_of(size_t{8} << 20));
    if (!loaded) {
      ADD_FAILURE() << loaded.error().to_string();
      return false;
    }
    data_ = std::move(loaded->dataset);
    return true;
  }

  const ingest::FileReport& report() const { return data_.import.files.at(0); }
  uint64_t kept() const { return data_.import.rows_kept; }
  uint64_t rejected() const { return data_.import.rows_rejected; }

  // "customer=客户 ID order=订单 ID ...": the roles that are read, in the order of the columns.
  std::string roles() const {
    std::string text;
    for (const ingest::ColumnReport& column : report().columns) {
      if (column.role == Role::ignore || column.role == Role::attribute) continue;
      text += (text.empty() ? "" : ", ") + test::name_of(column.role) + "=" + column.name;
    }
    return text;
  }

  std::string sum() const {
    int64_t units = 0;
    for (const int64_t amount : data_.orders->amount.units) units += amount;
    return format_plain(units, data_.orders->amount.decimals);
  }
  size_t order_ids() const {
    std::set<std::string_view> ids;
    for (size_t run = 0; run < data_.orders->run_count(); ++run) ids.insert(data_.orders->run_order_id[run]);
    return ids.size();
  }
  std::string first_and_last() const {
    const auto [first, last] = std::minmax_element(data_.orders->run_time.begin(), data_.orders->run_time.end());
    return test::time_text(*first) + " to " + test::time_text(*last);
  }

  Dataset data_;
};

#define READ_OR_SKIP(path) \
  if (!read(path)) GTEST_SKIP() << path << " is not here (SLUICE_SHARED names the folder that holds data/)"

TEST_F(RealFile, SeedTable) {
  READ_OR_SKIP("seed_rfm_100.csv");
  EXPECT_EQ(report().shape, Shape::customer_table);
  EXPECT_EQ(roles(), "customer=客户, recency=R（天）, frequency=F（次）, monetary=M（万元）");
  EXPECT_EQ(kept(), 100U);
  EXPECT_EQ(rejected(), 0U);
  EXPECT_EQ(data_.currency, "");  // 万元 is no unit to put a sign before
  double recency = 0;
  double frequency = 0;
  int64_t monetary = 0;
  for (size_t i = 0; i < 100; ++i) {
    recency += data_.customer_table->recency_days[i];
    frequency += data_.customer_table->frequency[i];
    monetary += data_.customer_table->monetary.units[i];
  }
  EXPECT_EQ(recency, 752);
  EXPECT_EQ(frequency, 2534);
  EXPECT_EQ(format_plain(monetary, data_.customer_table->monetary.decimals), "1946.1");
}

TEST_F(RealFile, CdShopBetweenBlanks) {
  READ_OR_SKIP("cdnow/CDNOW_master.txt");
  EXPECT_EQ(report().delimiter, " ");
  EXPECT_TRUE(report().has_header);
  EXPECT_EQ(report().shape, Shape::order_lines);
  EXPECT_EQ(roles(), "customer=customer_id, time=date, quantity=number_of_cds, amount=dollar_value");
  EXPECT_EQ(kept(), 69'659U);
  EXPECT_EQ(rejected(), 0U);
  EXPECT_EQ(data_.customers.size(), 23'570U);
  EXPECT_EQ(data_.customers.at(0), "00001");
  EXPECT_EQ(sum(), "2500315.63");
  EXPECT_EQ(first_and_last(), "1997-01-01 to 1998-06-30");
}

TEST_F(RealFile, CdShopSampleWithoutAHeader) {
  READ_OR_SKIP("cdnow/CDNOW_sample.txt");
  EXPECT_EQ(report().delimiter, " ");
  EXPECT_FALSE(report().has_header);
  EXPECT_EQ(report().shape, Shape::order_lines);
  EXPECT_EQ(roles(), "customer=column 1, time=column 3, amount=column 5");
  EXPECT_EQ(kept(), 6919U);
  EXPECT_EQ(rejected(), 0U);
  EXPECT_EQ(data_.customers.size(), 2357U);
  EXPECT_EQ(sum(), "244091.94");
  EXPECT_EQ(first_and_last(), "1997-01-01 to 1998-06-30");
}

TEST_F(RealFile, OnlineRetail) {
  READ_OR_SKIP("orders/online_retail.csv.gz");
  EXPECT_EQ(report().shape, Shape::order_lines);
  EXPECT_EQ(roles(), "order=InvoiceNo, quantity=Quantity, time=InvoiceDate, unit_price=UnitPrice, customer=CustomerID");
  EXPECT_EQ(report().rows_read, 541'909U);
  EXPECT_EQ(kept(), 406'829U);
  EXPECT_EQ(rejected(), 135'080U);
  ASSERT_EQ(report().rejects.size(), 1U);
  EXPECT_EQ(report().rejects[0].reason, ingest::RejectReason::blank_customer);
  EXPECT_EQ(report().rejects[0].first_line, 624U);
  EXPECT_EQ(data_.customers.size(), 4372U);
  EXPECT_EQ(data_.customers.at(0), "12346");  // 12346.0 in the file
  EXPECT_EQ(order_ids(), 22'190U);
  EXPECT_EQ(sum(), "8300065.814");
  EXPECT_EQ(first_and_last(), "2010-12-01 08:26:00 to 2011-12-09 12:50:00");
  const Orders& orders = *data_.orders;
  size_t returns = 0;
  size_t duplicates = 0;
  for (size_t line = 0; line < orders.size(); ++line) {
    returns += orders.is_return(line) ? 1 : 0;
    duplicates += orders.is_duplicate(line) ? 1 : 0;
  }
  EXPECT_EQ(returns, 8905U);
  EXPECT_EQ(duplicates, 5'225U);  // rows with a customer that repeat an earlier one in every column
}

TEST_F(RealFile, ChineseSuperstore) {
  READ_OR_SKIP("orders/cn_superstore_orders.csv");
  EXPECT_EQ(report().shape, Shape::order_lines);
  EXPECT_EQ(roles(),
            "order=订单 ID, time=订单日期, customer=客户 ID, customer_name=客户名称, amount=销售额, quantity=数量, "
            "margin=利润");
  EXPECT_EQ(kept(), 10'000U);
  EXPECT_EQ(rejected(), 0U);
  EXPECT_EQ(report().encoding, "utf-8");
  EXPECT_EQ(report().rounded_amounts, 4444U);
  EXPECT_EQ(data_.customers.size(), 790U);
  EXPECT_EQ(order_ids(), 2773U);
  EXPECT_EQ(sum(), "16117548.237");
  EXPECT_EQ(first_and_last(), "2014-01-01 to 2017-12-30");
}

TEST_F(RealFile, SuperstoreWithMarkAndMonthFirst) {
  READ_OR_SKIP("orders/superstore_bom_mdy.csv");
  EXPECT_EQ(roles(),
            "order=Order ID, time=Order Date, customer=Customer ID, customer_name=Customer Name, amount=Sales, "
            "quantity=Quantity, margin=Profit");
  EXPECT_TRUE(report().byte_order_mark);
  EXPECT_EQ(report().date_order, ingest::DateOrder::month_first);
  EXPECT_TRUE(report().date_order_proven);
  EXPECT_EQ(report().date_evidence->line, 14U);
  EXPECT_EQ(report().date_evidence->cell, "4/15/2019");
  EXPECT_EQ(kept(), 9994U);
  EXPECT_EQ(data_.customers.size(), 793U);
  EXPECT_EQ(order_ids(), 5009U);
  EXPECT_EQ(sum(), "2297200.8603");
  EXPECT_EQ(first_and_last(), "2016-01-03 to 2019-12-30");
}

TEST_F(RealFile, SuperstoreOfAEuropeanExcel) {
  READ_OR_SKIP("orders/superstore_semicolon_decimalcomma.csv");
  EXPECT_EQ(roles(), "time=Ship Date, customer=Customer Name, amount=Sales, quantity=Quantity");
  EXPECT_EQ(report().encoding, "windows-1252");
  EXPECT_EQ(report().delimiter, ";");
  EXPECT_EQ(report().decimal_mark, ingest::DecimalMark::comma);
  EXPECT_EQ(kept(), 9994U);
  EXPECT_EQ(rejected(), 0U);
  EXPECT_FALSE(data_.orders->has_order_ids());
  EXPECT_EQ(data_.customers.size(), 793U);
  EXPECT_EQ(sum(), "2297200.8603");
  EXPECT_EQ(first_and_last(), "2014-01-07 to 2018-01-05");
}

TEST_F(RealFile, OrdersOfTheRPackage) {
  READ_OR_SKIP("orders/rfm_r_orders.csv");
  EXPECT_EQ(roles(), "customer=customer_id, time=order_date, amount=revenue");
  EXPECT_EQ(kept(), 4906U);
  EXPECT_EQ(data_.customers.size(), 995U);
  EXPECT_EQ(sum(), "464158");
  EXPECT_EQ(first_and_last(), "2001-10-29 to 2006-12-30");
}

TEST_F(RealFile, CustomersOfTheRPackage) {
  READ_OR_SKIP("orders/rfm_r_customers.csv");
  EXPECT_EQ(report().shape, Shape::customer_table);
  EXPECT_EQ(roles(), "customer=customer_id, monetary=revenue, frequency=number_of_orders, recency=recency_days");
  EXPECT_EQ(kept(), 39'999U);
  EXPECT_EQ(rejected(), 0U);
  const CustomerTable& table = *data_.customer_table;
  double recency = 0;
  double frequency = 0;
  double monetary = 0;
  for (size_t i = 0; i < table.size(); ++i) {
    recency += table.recency_days[i];
    frequency += table.frequency[i];
    monetary += table.monetary.value(i);
  }
  EXPECT_EQ(recency, 7'256'299);
  EXPECT_EQ(frequency, 393'223);
  EXPECT_EQ(monetary, 37'537'400);
}

TEST_F(RealFile, SalesPipeline) {
  READ_OR_SKIP("funnel/crm_sales_pipeline.csv");
  EXPECT_EQ(report().shape, Shape::opportunities);
  EXPECT_EQ(roles(),
            "opportunity=opportunity_id, customer=account, stage=deal_stage, time=engage_date, close_time=close_date, "
            "amount=close_value");
  EXPECT_EQ(kept(), 8800U);
  EXPECT_EQ(rejected(), 0U);
  EXPECT_EQ(data_.customers.size(), 85U);
  const Opportunities& table = *data_.opportunities;
  EXPECT_EQ(table.stage_names, (std::vector<std::string>{"Won", "Engaging", "Lost", "Prospecting"}));
  EXPECT_EQ(std::count(table.outcome.begin(), table.outcome.end(), ingest::Outcome::won), 4238);
  EXPECT_EQ(std::count(table.outcome.begin(), table.outcome.end(), ingest::Outcome::lost), 2473);
  EXPECT_EQ(std::count(table.customer.begin(), table.customer.end(), Dictionary::kNone), 1425);
  const auto is_known = [](const auto& value) { return value.has_value(); };
  EXPECT_EQ(std::count_if(table.opened.begin(), table.opened.end(), is_known), 8300);
  EXPECT_EQ(std::count_if(table.closed.begin(), table.closed.end(), is_known), 6711);
  double value = 0;
  for (const auto& amount : table.value) value += amount.value_or(0);
  EXPECT_EQ(value, 10'005'534);
  EXPECT_EQ(report().date_order, ingest::DateOrder::month_first);
}

TEST_F(RealFile, LoanApplications) {
  READ_OR_SKIP("funnel/bpic2012_ao_events.csv.gz");
  EXPECT_EQ(report().shape, Shape::events);
  EXPECT_EQ(roles(), "customer=case_id, event=event, time=timestamp, amount=amount_req");
  EXPECT_EQ(kept(), 92'093U);
  EXPECT_EQ(rejected(), 0U);
  EXPECT_EQ(data_.customers.size(), 13'087U);
  const Events& events = *data_.events;
  EXPECT_EQ(events.event_names.size(), 17U);
  const auto [first, last] = std::minmax_element(events.time.begin(), events.time.end());
  EXPECT_EQ(format_time(*first), "2011-09-30 22:38:44.546");  // 00:38:44.546+02:00
  EXPECT_EQ(format_time(*last), "2012-03-14 14:50:59.683");
  const uint32_t declined = events.event_names.find("A_DECLINED");
  EXPECT_EQ(std::count(events.event.begin(), events.event.end(), declined), 7635);
  EXPECT_EQ(std::count(events.has_amount.begin(), events.has_amount.end(), uint8_t{1}), 92'093);
  EXPECT_EQ(events.amount.decimals, 0);
  ASSERT_EQ(events.properties.size(), 1U);
  const EventProperty& resource = events.properties[0];
  EXPECT_EQ(resource.name, "resource");
  EXPECT_EQ(resource.values.size(), 61U);
  EXPECT_EQ(std::count(resource.value.begin(), resource.value.end(), Dictionary::kNone), 0);
  int64_t sum = 0;
  int64_t sum_declined = 0;
  int declined_by_112 = 0;
  for (size_t row = 0; row < events.size(); ++row) {
    sum += events.amount.units[row];
    if (events.event[row] != declined) continue;
    sum_declined += events.amount.units[row];
    declined_by_112 += resource.value[row] == resource.values.find("112") ? 1 : 0;
  }
  EXPECT_EQ(sum, 1'379'649'624);
  EXPECT_EQ(sum_declined, 93'078'508);
  EXPECT_EQ(declined_by_112, 3429);
}

TEST_F(RealFile, AbTestOfAMailing) {
  READ_OR_SKIP("funnel/hillstrom.csv");
  EXPECT_EQ(report().shape, Shape::experiment);
  EXPECT_EQ(kept(), 64'000U);
  EXPECT_EQ(rejected(), 0U);
  EXPECT_EQ(data_.customers.size(), 0U);
  const Experiment& table = *data_.experiment;
  EXPECT_EQ(table.size(), 64'000U);
  std::string names;
  for (const ExperimentColumn& column : table.columns) names += column.name + " ";
  EXPECT_EQ(names,
            "recency history_segment history mens womens zip_code newbie channel segment visit conversion spend ");
  EXPECT_EQ(table.columns[2].values.size(), 34'833U) << "amounts are kept, however many there are";
}

// Files that hold none of the known tables say so, and never a wrong table.
TEST_F(RealFile, TablesOfOtherKindsAreDeclined) {
  for (const std::string path :
       {"funnel/online_shoppers_intention.csv", "funnel/olist_mql.csv", "funnel/olist_closed_deals.csv",
        "cdnow/cdnow_customers_summary.csv", "cdnow/cdnow_customers_summary_with_transactions.csv"}) {
    const auto bytes = test::shared_file("data/" + path);
    if (!bytes) GTEST_SKIP() << path << " is not here";
    const auto loaded = test::load({{path, *bytes}});
    ASSERT_FALSE(loaded) << path;
    EXPECT_EQ(loaded.error().code, ErrorCode::columns_not_found) << path;
  }
}

}  // namespace
}  // namespace sluice

#include "rfm/attribute_report.h"

#include <gtest/gtest.h>

#include "dataset/attributes_builder.h"
#include "rfm/customers.h"
#include "rfm/selection.h"
#include "unit/rfm/order_fixture.h"

namespace sluice::rfm {
namespace {

/// Five customers with 10, 20, 30, 40 and 50 of revenue.
Dataset five_customers() {
  Dataset dataset = dataset_of_orders({{"a", "1", "2024-01-01", 1000},
                                       {"b", "2", "2024-01-02", 2000},
                                       {"c", "3", "2024-01-03", 3000},
                                       {"d", "4", "2024-01-04", 4000},
                                       {"e", "5", "2024-01-05", 5000}});
  add_attribute(dataset, "city", {"Rome", "Oslo", "Rome", "", "Rome"});
  add_attribute(dataset, "channel", {"web", "web", "app", "app", ""});
  return dataset;
}

FilterSpec filter_by(std::vector<AttributeCondition> conditions) {
  FilterSpec filter;
  filter.attributes = std::move(conditions);
  return filter;
}

/// "Rome 3/90 Oslo* 1/20, rest 0, unknown 1/40"
std::string values_text(const AttributeReport& report) {
  const auto figures = [](const AttributeFigures& f) {
    return std::to_string(f.customers) + "/" + std::to_string(static_cast<int>(f.revenue));
  };
  std::string text;
  for (const AttributeValueReport& value : report.values) {
    text += value.value + (value.selected ? "* " : " ") + figures(value.figures) + " ";
  }
  return text + "rest " + figures(report.rest) + " unknown" + (report.unknown_selected ? "* " : " ") +
         figures(report.unknown);
}

TEST(AttributeReport, BreaksCustomersAndRevenueDown) {
  const RfmReport report = report_of(five_customers(), {});
  ASSERT_EQ(report.attributes.size(), 2U);
  EXPECT_EQ(report.attributes[0].name, "city");
  EXPECT_EQ(report.attributes[0].distinct, 2U);
  EXPECT_EQ(values_text(report.attributes[0]), "Rome 3/90 Oslo 1/20 rest 0/0 unknown 1/40");
  EXPECT_EQ(values_text(report.attributes[1]), "app 2/70 web 2/30 rest 0/0 unknown 1/50");
  EXPECT_DOUBLE_EQ(report.attributes[0].values[0].figures.customer_share, 0.6);
  EXPECT_DOUBLE_EQ(*report.attributes[0].values[0].figures.revenue_share, 0.6);
  EXPECT_DOUBLE_EQ(report.attributes[0].unknown.customer_share, 0.2);
}

TEST(AttributeReport, FollowsTheRestOfTheFilterButNotItsOwnCondition) {
  const RfmReport report = report_of(five_customers(), {}, filter_by({{"city", {"Oslo"}}}));
  EXPECT_EQ(report.selection.customers, 1U);
  EXPECT_EQ(report.selection.revenue, 20);
  EXPECT_EQ(values_text(report.attributes[0]), "Rome 3/90 Oslo* 1/20 rest 0/0 unknown 1/40");
  EXPECT_EQ(values_text(report.attributes[1]), "web 1/20 rest 0/0 unknown 0/0");
}

TEST(AttributeReport, ValuesOfOneAttributeAreOredAndAttributesAnded) {
  const Dataset dataset = five_customers();
  const auto customers = [&](std::vector<AttributeCondition> conditions) {
    return report_of(dataset, {}, filter_by(std::move(conditions))).selection.customers;
  };
  EXPECT_EQ(customers({{"city", {"Rome", "Oslo"}}}), 4U);
  EXPECT_EQ(customers({{"city", {"Rome", ""}}}), 4U) << "the empty text is whoever has no city";
  EXPECT_EQ(customers({{"city", {"Rome"}}, {"channel", {"app"}}}), 1U);
  EXPECT_EQ(customers({{"city", {"Rome"}}, {"channel", {"app"}}, {"city", {"Oslo"}}}), 0U);
  EXPECT_EQ(customers({{"city", {}}}), 5U) << "a list without entries asks for nothing";
}

TEST(AttributeReport, ANamedValueStaysAmongThoseShown) {
  std::vector<OrderRow> rows;
  std::vector<std::string> values;
  for (int i = 0; i < 100; ++i) {
    rows.push_back({"c" + std::to_string(1000 + i), std::to_string(i), "2024-01-01", 100});
    values.push_back("v" + std::to_string(100 + (i < 60 ? i % 30 : i)));  // thirty of two customers, forty of one
  }
  Dataset dataset = dataset_of_orders(rows);
  add_attribute(dataset, "shop", values);
  const AttributeReport plain = report_of(dataset, {}).attributes[0];
  EXPECT_EQ(plain.values.size(), kShownAttributeValues);
  EXPECT_EQ(plain.values.front().value, "v100") << "equal ones in the order of their bytes";
  EXPECT_EQ(plain.rest_values, 40U);
  EXPECT_EQ(plain.rest.customers, 40U);
  const AttributeReport named = report_of(dataset, {}, filter_by({{"shop", {"v199"}}})).attributes[0];
  EXPECT_EQ(named.values.size(), kShownAttributeValues + 1);
  EXPECT_EQ(named.values.back().value, "v199");
  EXPECT_EQ(named.rest.customers, 39U);
}

TEST(AttributeReport, RefusesWhatTheDatasetDoesNotHave) {
  const Dataset dataset = five_customers();
  const auto analysis = analyze(dataset, {});
  const auto pointer = [&](std::vector<AttributeCondition> conditions) {
    return select(dataset, *analysis, filter_by(std::move(conditions))).error().place.pointer;
  };
  EXPECT_EQ(pointer({{"city", {"Rome"}}, {"planet", {"Mars"}}}), "/filter/attributes/1/attribute");
  EXPECT_EQ(pointer({{"city", {"Rome", "Mars"}}}), "/filter/attributes/0/values/1");
}

TEST(AttributeReport, RowsAndExportShowEveryAttribute) {
  const Dataset dataset = five_customers();
  const auto analysis = analyze(dataset, {});
  EXPECT_EQ(customer_row(dataset, *analysis, 0).attributes, (std::vector<std::string>{"Rome", "web"}));
  EXPECT_EQ(customer_row(dataset, *analysis, 3).attributes, (std::vector<std::string>{"", "app"}));
  const std::string csv = begin_customers_table(dataset, *analysis, {0, 3}, {}).finish().bytes;
  EXPECT_NE(csv.find(",segment,tier,loyalty,lifecycle,kind,city,channel\r\n"), std::string::npos) << csv;
  EXPECT_NE(csv.find(",Rome,web\r\n"), std::string::npos);
  EXPECT_NE(csv.find(",,app\r\n"), std::string::npos);
  CustomerQuery query;  // of everybody in no city
  query.filter = filter_by({{"city", {""}}});
  EXPECT_EQ(order_customers(dataset, *analysis, query)->size(), 1U);
}

TEST(AttributeReport, ColumnsNamedLikeOursAreToldApartInTheExport) {
  Dataset dataset = five_customers();
  add_attribute(dataset, "segment", {"x", "x", "x", "x", "x"});
  const auto analysis = analyze(dataset, {});
  add_attribute(dataset, "segment (file)", {"y", "y", "y", "y", "y"});
  const std::string csv = begin_customers_table(dataset, *analysis, {}, {}).finish().bytes;
  EXPECT_NE(csv.find(",segment,tier,loyalty,lifecycle,kind,city,channel,segment (file),segment (file) "
                     "(file)\r\n"),
            std::string::npos)
      << csv;
}

}  // namespace
}  // namespace sluice::rfm

#include "rfm/customers.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <set>

#include "base/json_fields.h"
#include "unit/rfm/order_fixture.h"

namespace sluice::rfm {
namespace {

struct Fixture {
  Dataset dataset;
  RfmSpec spec;
  Analysis analysis;

  explicit Fixture(Dataset data, RfmSpec chosen = {}) : dataset(std::move(data)), spec(std::move(chosen)) {
    analysis = analyze(dataset, spec).value();
  }

  std::vector<std::string> ids(const CustomerQuery& query) const {
    std::vector<std::string> result;
    const auto rows = order_customers(dataset, analysis, query).value();
    for (const uint32_t row : rows) {
      result.push_back(customer_row(dataset, analysis, row).id);
    }
    return result;
  }
  CustomerExplanation explain(const std::string& id) const {
    auto result = explain_customer(dataset, analysis, spec, OwnLines(dataset, spec).get(), id);
    EXPECT_TRUE(result.has_value()) << id;
    return std::move(result).value();
  }
};

Fixture random_fixture() {
  Fixture fixture(dataset_of_orders(random_orders(seed_of_today(), 4'000, 900)));
  std::mt19937_64 random(9);
  for (uint32_t i = 0; i < fixture.dataset.customers.size(); ++i) {
    fixture.dataset.customer_names.push_back("A long name without end " + std::string(random() % 5, 'x') +
                                             std::to_string(random() % 50));
  }
  return fixture;
}

TEST(OrderCustomers, SortsEveryColumnWithTiesById) {
  const Fixture f = random_fixture();
  const auto estimate = [](const std::vector<float>& values, uint32_t row) {
    return std::pair<double, std::string>{values.empty() ? 0.0 : values[row], ""};
  };
  const auto key = [&](CustomerColumn column, uint32_t row) -> std::pair<double, std::string> {
    const CustomerRow c = customer_row(f.dataset, f.analysis, row);
    switch (column) {
      case CustomerColumn::id:
        return {0, c.id};
      case CustomerColumn::name:
        return {0, c.name};
      case CustomerColumn::recency:
        return {c.recency, ""};
      case CustomerColumn::frequency:
        return {c.frequency, ""};
      case CustomerColumn::monetary:
        return {c.monetary, ""};
      case CustomerColumn::recency_score:
        return {c.scores[0], ""};
      case CustomerColumn::frequency_score:
        return {c.scores[1], ""};
      case CustomerColumn::monetary_score:
        return {c.scores[2], ""};
      case CustomerColumn::weighted_score:
        return {c.weighted, ""};
      case CustomerColumn::segment:
        return {f.analysis.segment[row], ""};
      case CustomerColumn::tier:
        return {f.analysis.groups[kTiers][row], ""};
      case CustomerColumn::loyalty:
        return {f.analysis.groups[kLoyalty][row], ""};
      case CustomerColumn::lifecycle:
        return {f.analysis.groups[kLifecycle][row], ""};
      case CustomerColumn::growth:
        return {0, ""};  // no margin is known
      case CustomerColumn::kind:
        return {f.analysis.groups[kKinds][row], ""};
      case CustomerColumn::active:
        return estimate(f.analysis.lifetime.active, row);
      case CustomerColumn::expected_revenue:
        return estimate(f.analysis.lifetime.expected_revenue, row);
      case CustomerColumn::expected_purchases:
        return estimate(f.analysis.lifetime.expected_purchases, row);
      case CustomerColumn::no_purchase:
        return estimate(f.analysis.lifetime.no_purchase, row);
      case CustomerColumn::expected_spend:
        return estimate(f.analysis.lifetime.expected_spend, row);
      case CustomerColumn::value:
        return estimate(f.analysis.lifetime.value, row);
    }
    return {};
  };
  for (int column = 0; column <= static_cast<int>(CustomerColumn::value); ++column) {
    for (const bool descending : {false, true}) {
      CustomerQuery query;
      query.sort = static_cast<CustomerColumn>(column);
      query.descending = descending;
      const auto rows = order_customers(f.dataset, f.analysis, query).value();
      std::vector<uint32_t> wanted(f.analysis.profile.size());
      std::iota(wanted.begin(), wanted.end(), 0U);  // by id
      std::stable_sort(wanted.begin(), wanted.end(), [&](uint32_t a, uint32_t b) {
        return descending ? key(query.sort, b) < key(query.sort, a) : key(query.sort, a) < key(query.sort, b);
      });
      ASSERT_EQ(rows, wanted) << "column " << column << (descending ? " descending" : "");
    }
  }
}

TEST(OrderCustomers, SearchesIdsAndNames) {
  Fixture f(dataset_of_orders({{"A-17", "1", "2024-01-01", 100},
                               {"b-170", "2", "2024-01-02", 300},
                               {"C-2", "3", "2024-01-03", 200},
                               {"王芳-9", "4", "2024-01-03", 50}}));
  f.dataset.customer_names = {"Anna Meyer", "Carla MEYER", "Bert", "王芳"};
  CustomerQuery query;
  query.search = "17";
  EXPECT_EQ(f.ids(query), (std::vector<std::string>{"b-170", "A-17"}));
  query.search = "meyer";
  EXPECT_EQ(f.ids(query), (std::vector<std::string>{"C-2", "A-17"}));
  query.search = " B-1 ";
  EXPECT_EQ(f.ids(query), (std::vector<std::string>{"b-170"}));
  query.search = "王";
  EXPECT_EQ(f.ids(query), (std::vector<std::string>{"王芳-9"}));
  query.search = "nobody";
  EXPECT_TRUE(f.ids(query).empty());
}

TEST(OrderCustomers, FiltersAndRefusesUnknownSegments) {
  const Fixture f = random_fixture();
  CustomerQuery query;
  query.filter.tiers = {"vip"};
  const auto vip =
      static_cast<size_t>(std::count(f.analysis.groups[kTiers].begin(), f.analysis.groups[kTiers].end(), 0));
  EXPECT_EQ(f.ids(query).size(), vip);
  query.filter.segments = {"heroes"};
  EXPECT_EQ(order_customers(f.dataset, f.analysis, query).error().place.pointer, "/filter/segments/0");
}

TEST(ExplainCustomer, TellsWhereEachValueStands) {
  std::vector<CustomerTableRow> rows;
  for (int i = 1; i <= 10; ++i) rows.push_back({"c" + std::to_string(i), 10.0 * i, static_cast<double>(i), 1000 * i});
  const Fixture f(dataset_of_customers(rows));
  const CustomerExplanation c3 = f.explain("c3");
  const DimensionExplanation& recency = c3.dimensions[0];
  EXPECT_EQ(recency.value, 30);
  EXPECT_EQ(recency.score, 4);
  EXPECT_EQ(recency.worse, 7U);
  EXPECT_EQ(recency.equal, 1U);
  EXPECT_EQ(recency.better, 2U);
  EXPECT_EQ(recency.cut_below, 20);
  EXPECT_EQ(recency.cut_above, 40);
  EXPECT_EQ(recency.next_score_at, 20);
  EXPECT_EQ(recency.sentence.en,
            "Last purchase 30 days ago. Better than 7 of 10 customers, level with 1 (this one included): "
            "5 × (7 + 1 ÷ 2) ÷ 10 = 3.75, rounded up: score 4 of 5. A higher score begins at 20 days or fewer.");
  const DimensionExplanation& monetary = c3.dimensions[2];
  EXPECT_EQ(monetary.score, 2);
  EXPECT_EQ(monetary.cut_below, 20);
  EXPECT_EQ(monetary.cut_above, 40);
  EXPECT_EQ(monetary.next_score_at, 40.01);
  EXPECT_EQ(c3.dimensions[1].next_score_at, 5);
  EXPECT_EQ(c3.weighted_sentence.en, "Weighted score: 0.08 × 4 + 0.27 × 2 + 0.65 × 2 = 2.16");
  EXPECT_EQ(c3.segment_rule.en, "A customer with R 4 and F 2 belongs to 'Potential Loyalists' in the map 'R×F grid'.");
  EXPECT_EQ(c3.segment_rule.zh, "R 4、F 2，在“R×F 网格”中属于“潜力忠诚客户”。");
  // The best in a dimension has nothing to climb to.
  EXPECT_FALSE(f.explain("c10").dimensions[2].next_score_at);
  EXPECT_FALSE(f.explain("c1").dimensions[0].next_score_at);
  EXPECT_EQ(explain_customer(f.dataset, f.analysis, f.spec, OwnLines(f.dataset, f.spec).get(), "c11").error().code,
            ErrorCode::not_found);
}

TEST(ExplainCustomer, ReachingTheNextScoreIsTrue) {
  const Fixture f = random_fixture();
  for (size_t row = 0; row < f.analysis.profile.size(); row += 7) {
    const CustomerExplanation c = f.explain(customer_row(f.dataset, f.analysis, row).id);
    for (size_t d = 0; d < 3; ++d) {
      const DimensionExplanation& dimension = c.dimensions[d];
      if (!dimension.next_score_at) continue;
      const auto& cuts = f.analysis.cuts[d];
      const auto under =
          std::count_if(cuts.begin(), cuts.end(), [&](double cut) { return cut < *dimension.next_score_at; });
      EXPECT_GT(d == kRecency ? 5 - under : 1 + under, dimension.score);
    }
  }
}

TEST(ExplainCustomer, NamesTheUsersOwnCuts) {
  RfmSpec spec;
  spec.frequency = {"thresholds", {1, 2, 5, 10}};
  const Fixture f(dataset_of_customers({{"a", 1, 3, 100}, {"b", 2, 1, 100}}), spec);
  EXPECT_EQ(
      f.explain("a").dimensions[1].sentence.en,
      "3 orders. 3 is above 2 of your cut points (1 | 2 | 5 | 10): score 1 + 2 = 3 of 5. A higher score begins at 6 "
      "orders.");
  EXPECT_EQ(f.explain("a").dimensions[1].next_score_at, 6);
}

TEST(ExplainCustomer, SplitsSayWhatIsBetter) {
  RfmSpec spec;
  spec.map = "eight";
  const Fixture f(dataset_of_customers({{"a", 10, 1, 1000}, {"b", 20, 3, 9000}}), spec);
  EXPECT_EQ(f.explain("a").segment_rule.en,
            "Recency (10 days) is better than 15, frequency (1 order) is not better than 2, monetary value (10) is not "
            "better than 50: class 100 belongs to 'General to develop' in the map 'Eight classes'.");
}

TEST(ExplainCustomer, PurchasesSumToTheRevenue) {
  const Fixture f = random_fixture();
  for (size_t row = 0; row < f.analysis.profile.size(); row += 5) {
    const CustomerExplanation c = f.explain(customer_row(f.dataset, f.analysis, row).id);
    double sum = 0;
    for (const Purchase& purchase : c.purchases) sum += purchase.amount;
    ASSERT_DOUBLE_EQ(sum, f.analysis.profile.revenue.value(row));
    ASSERT_TRUE(std::is_sorted(c.purchases.begin(), c.purchases.end(),
                               [](const Purchase& a, const Purchase& b) { return a.day < b.day; }));
  }
}

TEST(CustomersTable, WritesExactNumbersAndDefusesFormulas) {
  Fixture f(dataset_of_orders({{"=cmd()", "1", "2024-01-01", 12345},
                               {"-5", "2", "2024-01-02", 10000},
                               {"\"q\", x", "3", "2024-01-03", 70},
                               {"-5", "4", "2024-01-03", -20}}));
  f.dataset.customer_names = {"@x", "负", "王芳"};  // by the bytes of the identifiers: "q", -5, =cmd()
  const std::string csv =
      begin_customers_table(f.dataset, f.analysis, {0, 1, 2}, {TableFormat::csv_bom}).finish().bytes;
  EXPECT_EQ(csv.substr(0, 3), "\xEF\xBB\xBF");
  EXPECT_NE(csv.find("customer,name,first_purchase,last_purchase,recency_days,frequency,monetary,"), std::string::npos);
  EXPECT_NE(csv.find("\"\"\"q\"\", x\",\"'@x\",2024-01-03,2024-01-03,1,1,0.70,"), std::string::npos) << csv;
  EXPECT_NE(csv.find("\r\n-5,负,2024-01-02,2024-01-02,2,1,99.80,"), std::string::npos) << csv;
  EXPECT_NE(csv.find("\r\n\"'=cmd()\",王芳,2024-01-01,2024-01-01,3,1,123.45,"), std::string::npos) << csv;
  const std::string chinese =
      begin_customers_table(f.dataset, f.analysis, {0}, {TableFormat::csv, true}).finish().bytes;
  EXPECT_NE(chinese.find("客户,客户名称,首次购买日,最近购买日,R（天）,F（次）,M（金额）,"), std::string::npos);
  EXPECT_EQ(std::count(chinese.begin(), chinese.end(), '\n'), 2);
}

TEST(CustomersTable, JsonHasTheSameMembersInBothLanguages) {
  const Fixture f(dataset_of_orders({{"007", "1", "2024-01-01", 12345}, {"b", "2", "2024-01-03", 70}}));
  const auto rows = [&](bool chinese) {
    return Json::parse(
        begin_customers_table(f.dataset, f.analysis, {0, 1}, {TableFormat::json, chinese}).finish().bytes);
  };
  const Json english = rows(false), chinese = rows(true);
  ASSERT_EQ(english.size(), 2U);
  EXPECT_EQ(english[0]["customer"], "007");
  EXPECT_EQ(english[0]["last_purchase"], "2024-01-01");
  EXPECT_EQ(english[0]["monetary"], 123.45);
  EXPECT_EQ(english[0]["recency_score"], f.analysis.scores[kRecency][0]);
  for (const auto& [member, value] : english[0].items()) EXPECT_TRUE(chinese[0].contains(member)) << member;
  EXPECT_NE(english[0]["segment"], chinese[0]["segment"]);
}

}  // namespace
}  // namespace sluice::rfm

// How files of attributes meet the customers of the others, and what is said where they do not.
#include "dataset/joins.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "test_support/dataset_text.h"
#include "test_support/files.h"

namespace sluice {
namespace {

using ingest::JoinReport;
using ingest::Role;

JoinReport join_of(const std::vector<test::InputFile>& files, const std::vector<ingest::FileSpec>& specs = {}) {
  const auto loaded = test::load(files, specs);
  EXPECT_TRUE(loaded) << loaded.error().to_string();
  if (!loaded || loaded->dataset.import.joins.size() != 1) return {};
  return loaded->dataset.import.joins.front();
}

std::string orders_of(const std::vector<std::string>& ids) {
  std::string text = "customer,date,amount\n";
  for (const std::string& id : ids) text += id + ",2017-04-05,1\n";
  return text;
}

std::string people_of(const std::vector<std::string>& ids) {
  std::string text = "会员号,城市\n";
  for (const std::string& id : ids) text += id + ",北京\n";
  return text;
}

TEST(Joins, SayHowManyCustomersMeet) {
  const JoinReport join =
      join_of({{"orders.csv", orders_of({"a", "b", "b", "d"})}, {"people.csv", people_of({"a", "b", "c", "e", "f"})}});
  EXPECT_EQ(join.file, 1);
  EXPECT_EQ(join.column, "会员号");
  EXPECT_EQ(join.customers, 5U);
  EXPECT_EQ(join.matched, 2U);
  EXPECT_EQ(join.buyers, 3U);
  EXPECT_EQ(
      join.text.en,
      "Matched 2 of 5 customers by the column '会员号'; 3 have no purchases. 1 of 3 buyers are not in this file.");
  EXPECT_EQ(join.text.zh,
            "按“会员号”列匹配了 5 位客户中的 2 位；3 位没有购买记录。3 位购买客户中有 1 位不在本文件中。");
  EXPECT_TRUE(join.remedy.empty());
}

// An A/B test whose people did something in another file --------------------------------------------------------------

constexpr const char* kTest = "user_id,group,converted\nu1,control,0\nu2,control,1\nu3,new,1\nu4,new,1\nu5,new,0\n";

std::string arms_of(const Dataset& dataset) {
  std::string text;
  for (const CustomerAttribute& attribute : dataset.attributes) {
    if (attribute.name != "group") continue;
    for (uint32_t customer = 0; customer < attribute.value.size(); ++customer) {
      if (attribute.value[customer] == Dictionary::kNone) continue;
      text += std::string(dataset.customers.at(customer)) + "=" +
              std::string(attribute.values.at(attribute.value[customer])) + " ";
    }
  }
  return text;
}

TEST(Joins, GiveTheArmsOfATestToThoseWhoActed) {
  const std::string events =
      "user,event,time\nu1,view,2017-04-05\nu3,view,2017-04-05\nu3,pay,2017-04-06\n"
      "u9,view,2017-04-05\n";
  const std::string orders = "customer,date,amount\nu4,2017-04-05,1\nu9,2017-04-05,1\n";
  const std::vector<std::pair<std::string, uint64_t>> files{{events, 2}, {orders, 1}};  // and who of the test is there
  for (const auto& [acts, matched] : files) {
    const test::InputFile of_acts{"acts.csv", acts}, of_test{"test.csv", kTest};
    for (const bool test_first : {false, true}) {
      const auto loaded = test_first ? test::load({of_test, of_acts}) : test::load({of_acts, of_test});
      ASSERT_TRUE(loaded) << loaded.error().to_string();
      const Dataset& dataset = loaded->dataset;
      ASSERT_TRUE(dataset.experiment.has_value());
      EXPECT_EQ(dataset.experiment->size(), 5U) << "which stays a table of its own";
      EXPECT_EQ(arms_of(dataset), "u1=control u2=control u3=new u4=new u5=new ");
      ASSERT_EQ(dataset.import.joins.size(), 1U);
      const JoinReport& join = dataset.import.joins.front();
      EXPECT_EQ(join.file, test_first ? 0 : 1);
      EXPECT_EQ(join.column, "user_id");
      EXPECT_EQ(join.customers, 5U);
      EXPECT_EQ(join.matched, matched);
    }
  }
}

TEST(Joins, LeaveATestAloneWhosePeopleDidNothing) {
  const auto alone = test::load({{"test.csv", kTest}});
  ASSERT_TRUE(alone) << alone.error().to_string();
  EXPECT_TRUE(alone->dataset.attributes.empty());
  EXPECT_TRUE(alone->dataset.import.joins.empty());

  const auto strangers = test::load({{"test.csv", kTest}, {"orders.csv", orders_of({"a", "b"})}});
  ASSERT_TRUE(strangers) << strangers.error().to_string();
  EXPECT_EQ(arms_of(strangers->dataset), "");
  ASSERT_EQ(strangers->dataset.import.joins.size(), 1U);
  EXPECT_EQ(strangers->dataset.import.joins.front().matched, 0U) << "and says so";
}

TEST(Joins, OfATestOfArmsKnowNoPeople) {
  const auto loaded =
      test::load({{"test.csv", "arm,sent,reached,converted,spend\nA,1000,400,20,300\nB,1000,500,40,600.5\n"},
                  {"orders.csv", orders_of({"a", "b"})}});
  ASSERT_TRUE(loaded) << loaded.error().to_string();
  EXPECT_TRUE(loaded->dataset.attributes.empty());
  EXPECT_TRUE(loaded->dataset.import.joins.empty());
}

TEST(Joins, MeetReadyTablesAndEventsToo) {
  EXPECT_EQ(join_of({{"people.csv", people_of({"a", "c"})},
                     {"t.csv", "customer,recency,frequency,monetary\na,1,2,3\nb,1,2,3\n"}})
                .matched,
            1U);
  const JoinReport events = join_of(
      {{"people.csv", people_of({"a", "c"})}, {"e.csv", "user,event,time\na,view,2017-04-05\nb,view,2017-04-05\n"}});
  EXPECT_EQ(events.matched, 1U);
  EXPECT_NE(events.text.en.find("have no events"), std::string::npos);
  EXPECT_EQ(join_of({{"people.csv", people_of({"a", "c"})}}).buyers, 0U);
}

struct Spelling {
  std::vector<std::string> here, there;
  std::string said;
};

TEST(Joins, SayWhichSpellingKeepsThemApart) {
  const std::vector<Spelling> cases{
      {{"0001", "0002", "0003"}, {"1", "2", "3"}, "Without leading zeros, 3 would match ('0001' here, '1' there)."},
      {{"1.0", "2.0", "x"}, {"1", "2"}, "Without '.0' at the end, 2 would match"},
      {{"A1", "B2"}, {"a1", "b2", "c3"}, "If upper and lower case were the same, 2 would match"},
      {{"A-1", "B 2"}, {"A1", "B2"}, "Without blanks, hyphens and underscores, 2 would match"},
      {{"A-1", "B-2"}, {"ann", "bob"}, "The files name customers in different ways ('A-1' here, 'ann' there)"},
  };
  for (const Spelling& spelling : cases) {
    const JoinReport join =
        join_of({{"orders.csv", orders_of(spelling.there)}, {"people.csv", people_of(spelling.here)}});
    EXPECT_EQ(join.matched, 0U);
    EXPECT_TRUE(join.remedy.en.starts_with(spelling.said)) << join.remedy.en;
    EXPECT_FALSE(join.remedy.zh.empty());
  }
}

TEST(Joins, SayNothingWhereMostMeet) {
  EXPECT_TRUE(
      join_of({{"orders.csv", orders_of({"a", "b", "C"})}, {"people.csv", people_of({"a", "b", "c"})}}).remedy.empty());
}

// 8,000 leads and the 842 deals made of them: counted with Python's csv over both files.
TEST(Joins, LeadsMeetTheirDeals) {
  const auto leads = test::shared_file("data/funnel/olist_mql.csv");
  const auto deals = test::shared_file("data/funnel/olist_closed_deals.csv");
  if (!leads || !deals) GTEST_SKIP() << "data/funnel is not here (SLUICE_SHARED names the folder that holds data/)";
  ingest::FileSpec lead_spec;
  lead_spec.shape = ingest::Shape::customer_attributes;
  lead_spec.columns = {{"mql_id", Role::customer}, {"origin", Role::attribute}};
  ingest::FileSpec deal_spec;
  deal_spec.columns = {
      {"mql_id", Role::customer}, {"won_date", Role::time}, {"declared_monthly_revenue", Role::amount}};
  const auto loaded = test::load({{"deals.csv", *deals}, {"leads.csv", *leads}}, {deal_spec, lead_spec});
  ASSERT_TRUE(loaded) << loaded.error().to_string();
  const Dataset& dataset = loaded->dataset;
  ASSERT_EQ(dataset.import.joins.size(), 1U);
  EXPECT_EQ(dataset.import.joins[0].customers, 8000U);
  EXPECT_EQ(dataset.import.joins[0].matched, 842U);
  EXPECT_EQ(dataset.import.joins[0].buyers, 842U);
  const auto origin = std::find_if(dataset.attributes.begin(), dataset.attributes.end(),
                                   [](const CustomerAttribute& attribute) { return attribute.name == "origin"; });
  ASSERT_NE(origin, dataset.attributes.end());
  std::map<std::string, int> deals_by_origin;
  for (const uint32_t customer : dataset.orders->run_customer) {
    const uint32_t code = origin->value[customer];
    ++deals_by_origin[code == Dictionary::kNone ? "" : std::string(origin->values.at(code))];
  }
  EXPECT_EQ(deals_by_origin, (std::map<std::string, int>{{"", 14},
                                                         {"direct traffic", 56},
                                                         {"display", 6},
                                                         {"email", 15},
                                                         {"organic search", 271},
                                                         {"other", 4},
                                                         {"other publicities", 3},
                                                         {"paid search", 195},
                                                         {"referral", 24},
                                                         {"social", 75},
                                                         {"unknown", 179}}));
}

}  // namespace
}  // namespace sluice

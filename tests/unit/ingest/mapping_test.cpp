#include "ingest/mapping.h"

#include <gtest/gtest.h>

#include <map>

#include "ingest/column_names.h"
#include "ingest/dialect.h"

namespace sluice::ingest {
namespace {

const std::map<Role, std::string> kRoleNames{{Role::customer, "customer"},
                                             {Role::customer_name, "name"},
                                             {Role::order, "order"},
                                             {Role::time, "time"},
                                             {Role::amount, "amount"},
                                             {Role::quantity, "quantity"},
                                             {Role::unit_price, "unit_price"},
                                             {Role::cost, "cost"},
                                             {Role::margin, "margin"},
                                             {Role::event, "event"},
                                             {Role::stage, "stage"},
                                             {Role::outcome, "outcome"},
                                             {Role::opportunity, "opportunity"},
                                             {Role::close_time, "close_time"},
                                             {Role::count, "count"},
                                             {Role::recency, "recency"},
                                             {Role::frequency, "frequency"},
                                             {Role::monetary, "monetary"},
                                             {Role::milestone, "step"},
                                             {Role::attribute, "attribute"},
                                             {Role::ignore, "-"}};

const std::map<Shape, std::string> kShapeNames{{Shape::order_lines, "orders"},
                                               {Shape::customer_table, "customers"},
                                               {Shape::events, "events"},
                                               {Shape::stage_counts, "stages"},
                                               {Shape::opportunities, "opportunities"},
                                               {Shape::customer_attributes, "attributes"},
                                               {Shape::experiment, "experiment"},
                                               {Shape::milestones, "milestones"}};

// "orders: customer time amount", or "orders lacks: time".
std::string map(const std::string& text, const FileSpec& spec = {}, bool beside_others = false) {
  const std::vector<SampleRow> rows = split_sample(text, find_dialect(text, true), true);
  const bool header = spec.has_header.value_or(find_header(rows));
  std::vector<std::string> names;
  for (size_t c = 0; c < rows.front().cells.size(); ++c) {
    names.push_back(header ? rows.front().cells[c] : "column " + std::to_string(c + 1));
  }
  const Mapping mapping =
      map_columns(names, profile_columns(rows, header ? 1 : 0, names.size()), header, spec, beside_others);
  std::string result = kShapeNames.at(mapping.shape) + (mapping.missing.empty() ? ":" : " lacks:");
  if (mapping.missing.empty()) {
    for (const MappedColumn& column : mapping.columns) result += " " + kRoleNames.at(column.role);
  }
  for (const Role role : mapping.missing) result += " " + kRoleNames.at(role);
  return result;
}

TEST(ColumnNames, WritingDoesNotMatter) {
  for (const std::string_view header :
       {"Customer ID", "customer_id", "CustomerID", "CUSTOMER-ID", "customer.id", "ＣｕｓｔｏｍｅｒＩＤ"}) {
    ASSERT_FALSE(meanings_of(header).empty()) << header;
    EXPECT_EQ(meanings_of(header).front().role, Role::customer) << header;
    EXPECT_EQ(meanings_of(header).front().score, 100) << header;
  }
  EXPECT_EQ(meanings_of("客户 ID").front().role, Role::customer);
  EXPECT_EQ(meanings_of("R（天）").front().role, Role::recency);
  EXPECT_EQ(meanings_of("Amount (USD)").front().role, Role::amount);
  EXPECT_EQ(meanings_of("会员注册日期").front().role, Role::time);  // by its ending
  EXPECT_TRUE(meanings_of("Discount").empty());
  EXPECT_TRUE(meanings_of("R等级").empty());
  EXPECT_EQ(unit_of("M（万元）"), "万元");
  EXPECT_EQ(unit_of("Amount [USD]"), "USD");
  EXPECT_EQ(unit_of(" 金额 (元) "), "元");
  EXPECT_EQ(meanings_of(" 金额 (元) ").front().role, Role::amount);
  EXPECT_EQ(unit_of("(x)"), "");
}

TEST(ColumnNames, WordsForWonAndLost) {
  EXPECT_EQ(outcome_of("Won"), Outcome::won);
  EXPECT_EQ(outcome_of(" closed lost "), Outcome::lost);
  EXPECT_EQ(outcome_of("赢单"), Outcome::won);
  EXPECT_EQ(outcome_of("丢单"), Outcome::lost);
  EXPECT_EQ(outcome_of("Prospecting"), Outcome::open);
  EXPECT_EQ(outcome_of("进行中"), Outcome::open);
}

TEST(Mapping, OrderLinesInEnglishAndChinese) {
  EXPECT_EQ(map("customer,order date,amount\nC1,2017-04-05,12\nC2,2017-04-06,3\n"), "orders: customer time amount");
  EXPECT_EQ(map("会员号,订单号,下单时间,实付金额\nA1,1,2017/4/5 8:26,12.5\nA2,2,2017/4/6 9:00,3\n"),
            "orders: customer order time amount");
  EXPECT_EQ(map("客户 ID,客户名称,订单 "
                "ID,订单日期,销售额,数量\n曾-1,曾惠,US-1,2017-04-27,129.696,2\n许-2,许安,CN-2,2017-06-15,3,1\n"),
            "orders: customer name order time amount quantity");
  EXPECT_EQ(map("买家昵称,订单编号,付款时间,买家实际支付金额\n小明,77,2017-04-05 08:00:00,9.9\n小红,78,2017-04-06 "
                "08:00:00,8\n"),
            "orders: customer order time amount");
}

TEST(Mapping, QuantityAndUnitPriceMakeAnAmount) {
  EXPECT_EQ(map("CustomerID,InvoiceDate,Quantity,UnitPrice\n1,2010-12-01 08:26:00,6,2.55\n2,2010-12-01 08:28:00,2,3\n"),
            "orders: customer time quantity unit_price");
  EXPECT_EQ(map("customer,date,qty,price\n1,2010-12-01,6,2.55\n2,2010-12-02,2,3\n"),
            "orders: customer time quantity unit_price");
  EXPECT_EQ(map("customer,date,price\n1,2010-12-01,2.55\n2,2010-12-02,3\n"), "orders: customer time amount");
}

TEST(Mapping, TheBetterOfTwoNamesIsTaken) {
  EXPECT_EQ(map("Customer ID,Customer Name,Ship Date,Order "
                "Date,Sales\n1,Ann,2017-04-08,2017-04-05,12\n2,Bob,2017-04-09,2017-04-06,3\n"),
            "orders: customer name - time amount");
  // Only a name: it serves as the identifier; an e-mail address or a phone number serves better.
  EXPECT_EQ(map("Customer Name,Order Date,Sales\nAnn,2017-04-05,12\nBob,2017-04-06,3\n"),
            "orders: customer time amount");
  EXPECT_EQ(map("Customer Name,Email,Order Date,Sales\nAnn,a@x,2017-04-05,12\nBob,b@x,2017-04-06,3\n"),
            "orders: name customer time amount");
}

TEST(Mapping, MonthsAreDatesWhereTheNameSaysSo) {
  EXPECT_EQ(map("customer,month,amount\nA,2023-01,10\nB,2023-02,20\nA,2023-02,30\n"), "orders: customer time amount");
  std::string orders = "customer,month,date,amount\n", customers = "customer,wave,city\n";
  for (int i = 0; i < 12; ++i) {
    const std::string name = "c" + std::to_string(i), month = i % 2 == 0 ? "2023-01" : "2023-02";
    orders += name + "," + month + "," + month + "-05,10\n";
    customers += name + "," + month + (i % 3 == 0 ? ",Bern\n" : ",Oslo\n");
  }
  EXPECT_EQ(map(orders), "orders: customer attribute time amount");
  EXPECT_EQ(map(customers), "attributes: customer attribute attribute");
}

TEST(Mapping, ContentOverrulesNames) {
  // "time" that holds words is no time; the column of dates is.
  EXPECT_EQ(map("customer,time,when,amount\n1,morning,2017-04-05,12\n2,evening,2017-04-06,3\n"),
            "orders: customer - time amount");
}

TEST(Mapping, APlainNameHoldsWhereNoOtherColumnFits) {
  EXPECT_EQ(map("customer,date,amount\nA,soon,1\nB,later,2\n"), "orders: customer time amount");
  EXPECT_EQ(map("customer,date,amount\nA,2017-04-05,n/a\nB,2017-04-06,\n"), "orders: customer time amount");
}

TEST(Mapping, ReadyMadeCustomerTables) {
  EXPECT_EQ(map("客户,R（天）,F（次）,M（万元）,R等级\n客户95,1,72,50,5\n客户33,1,61,43,5\n"),
            "customers: customer recency frequency monetary -");
  EXPECT_EQ(map("customer_id,revenue,most_recent_visit,number_of_orders,recency_days\n22086,777,2006-05-14,9,232\n2290,"
                "1555,2006-09-08,16,115\n"),
            "customers: customer monetary - frequency recency");
}

TEST(Mapping, Events) {
  EXPECT_EQ(map("case_id,event,timestamp,amount_req\n1,A_SUBMITTED,2011-10-01T00:38:44.546+02:00,20000\n1,A_DONE,2011-"
                "10-01T00:39:44.546+02:00,20000\n"),
            "events: customer event time amount");
  EXPECT_EQ(map("用户ID,行为,时间\nu1,浏览,2017-04-05 08:00\nu1,下单,2017-04-05 08:05\n"),
            "events: customer event time");
  // An event file may tell orders and money too; the event column decides.
  EXPECT_EQ(
      map("user_id,event_type,event_time,order_id,amount\n1,view,2017-04-05 08:00,,\n1,buy,2017-04-05 08:05,77,12\n"),
      "events: customer event time - amount");
}

TEST(Mapping, AnAmountMakesNoTableOneOfEvents) {
  const std::string orders = "customer,order date,amount,touchpoint\nA,2017-04-05,1,web\nB,2017-04-06,2,app\n";
  const std::string events = "user,event,time,fee\nA,view,2017-04-05,1\nB,pay,2017-04-06,2\n";
  EXPECT_EQ(map(orders), "orders: customer time amount -");
  EXPECT_EQ(map(events), "events: customer event time -");
  FileSpec chosen;
  chosen.columns = {{"amount", Role::amount}, {"fee", Role::amount}};
  EXPECT_EQ(map(orders, chosen), "orders: customer time amount -");
  EXPECT_EQ(map(events, chosen), "events: customer event time amount");
}

TEST(Mapping, StagesWithCounts) {
  EXPECT_EQ(map("stage,count\nvisit,1000\npay,50\n"), "stages: stage count");
  EXPECT_EQ(map("阶段,人数,金额\n访问,1000,0\n付款,50,900\n"), "stages: stage count amount");
  EXPECT_EQ(map("阶段,数量\n访问,1000\n付款,50\n"), "stages: stage count");
  EXPECT_EQ(map("visit,1000\nview,700\npay,50\n"), "stages: stage count");  // no header
}

TEST(Mapping, Opportunities) {
  EXPECT_EQ(
      map("opportunity_id,sales_agent,account,deal_stage,engage_date,close_date,close_value\n"
          "1C1I7A6R,Moses,Cancity,Won,10/20/2016,3/1/2017,1054\nZ063OYW0,Darcel,Isdom,Lost,10/25/2016,3/11/2017,0\n"),
      "opportunities: opportunity attribute customer stage time close_time amount");
  EXPECT_EQ(map("商机编号,客户,销售阶段,创建日期,成交日期,金额,状态\n1,甲,谈判,2017-04-05,,100,进行中\n2,乙,合同,2017-"
                "04-05,2017-05-05,100,赢单\n"),
            "opportunities: opportunity customer stage time close_time amount outcome");
  EXPECT_EQ(map("deal id,owner,stage,created,closed\n1,Ann,Lead,2017-04-05,\n2,Bob,Won,2017-04-05,2017-05-05\n"),
            "opportunities: opportunity attribute stage time close_time");
  EXPECT_EQ(map("opportunity_id,stage,changed_at\n1,Lead,2017-04-05\n1,Talk,2017-04-06\n"),
            "opportunities: opportunity stage time");
  EXPECT_EQ(map("商机编号,负责人,阶段,阶段变更时间\n1,张三,线索,2017-04-05\n1,李四,谈判,2017-04-06\n"),
            "opportunities: opportunity attribute stage time");
}

TEST(Mapping, StagesAreEventsAndEventsStagesWhereThatIsChosen) {
  FileSpec events, opportunities;
  events.shape = Shape::events;
  opportunities.shape = Shape::opportunities;
  const std::string deals = "deal_id,owner,stage,changed_at\n1,Ann,Lead,2017-04-05\n1,Bob,Talk,2017-04-06\n";
  EXPECT_EQ(map(deals), "opportunities: opportunity attribute stage time");
  EXPECT_EQ(map(deals, events), "events: customer attribute event time");
  EXPECT_EQ(map("account,deal_id,stage,changed_at\na,1,Lead,2017-04-05\nb,2,Talk,2017-04-06\n", events),
            "events: customer - event time")
      << "who is the customer is said by the name";
  const std::string customers = "customer_id,stage,time\n1,Lead,2017-04-05\n1,Talk,2017-04-06\n";
  EXPECT_EQ(map(customers), "events: customer event time");
  EXPECT_EQ(map(customers, opportunities), "opportunities: customer stage time");
  EXPECT_EQ(map("customer_id,event,time\n1,Lead,2017-04-05\n1,Talk,2017-04-06\n", opportunities),
            "opportunities: customer stage time");
  EXPECT_EQ(map("customer_id,city,time\n1,Rome,2017-04-05\n1,Oslo,2017-04-06\n", opportunities),
            "opportunities lacks: stage");
}

TEST(Mapping, DatesOfCustomersAreTheStepsOfAFunnel) {
  EXPECT_EQ(map("user_id,signed_up_at,activated_at,paid_at,plan\n1,2024-01-01,2024-01-02,2024-01-05,pro\n"
                "2,2024-01-01,2024-01-03,,free\n3,2024-01-02,,,free\n4,2024-01-02,2024-01-02,2024-01-03,pro\n"),
            "milestones: customer step step step attribute");
  EXPECT_EQ(map("deal_id,created,won_date\n1,2024-01-01,2024-02-01\n2,2024-01-05,\n3,2024-01-09,2024-02-03\n"),
            "milestones: customer step step");
  // Not a step: a birthday, the last visit, a change.
  EXPECT_EQ(
      map("customer_id,city,registered_at,birthday,last_visit,updated_at\n"
          "1,Rome,2024-01-01,1980-01-01,2024-03-01,2024-03-02\n2,Rome,2024-01-05,1981-01-01,2024-03-01,2024-03-02\n"
          "3,Oslo,2024-01-09,1982-01-01,2024-03-05,2024-03-08\n4,Oslo,2024-01-09,1982-01-01,2024-03-05,2024-03-08\n")
          .substr(0, 11),
      "attributes:");
  // Rows of one customer are no customers each, and an amount makes orders.
  EXPECT_NE(map("user_id,sent_at,opened_at\n1,2024-01-01,2024-01-02\n1,2024-01-03,2024-01-04\n"
                "2,2024-01-03,2024-01-04\n2,2024-01-05,2024-01-06\n")
                .substr(0, 11),
            "milestones:");
  EXPECT_EQ(map("customer,order date,ship date,amount\nA,2017-04-05,2017-04-06,1.50\nB,2017-04-06,2017-04-08,2\n")
                .substr(0, 7),
            "orders:");
}

TEST(Mapping, OneDateIsAStepWhereOtherFilesMayHaveTheNext) {
  const std::string leads =
      "mql_id,first_contact_date,page,origin\na1,2018-02-01,p1,social\na2,2017-10-20,p1,search\n"
      "a3,2018-03-22,p2,social\na4,2018-01-22,p2,search\n";
  EXPECT_NE(map(leads).find("lacks"), std::string::npos);
  EXPECT_EQ(map(leads, {}, true), "milestones: customer step attribute attribute");
  EXPECT_EQ(map("customer_id,city,registered_at\n1,Rome,2024-01-01\n2,Rome,2024-01-05\n3,Oslo,2024-01-09\n"
                "4,Oslo,2024-02-09\n",
                {}, true)
                .substr(0, 11),
            "attributes:");
  FileSpec milestones;
  milestones.shape = Shape::milestones;
  EXPECT_EQ(map(leads, milestones), "milestones: customer step attribute attribute");
  FileSpec chosen;
  chosen.columns = {{"origin", Role::customer}, {"first_contact_date", Role::milestone}};
  EXPECT_EQ(map(leads, chosen).substr(0, 29), "milestones: - step attribute ");
}

// "events" where a table of opportunities may be read as events, too.
std::string other_shape_of(const std::string& text, const FileSpec& spec = {}) {
  const std::vector<SampleRow> rows = split_sample(text, find_dialect(text, true), true);
  const std::vector<std::string>& names = rows.front().cells;
  const std::vector<ColumnProfile> profiles = profile_columns(rows, 1, names.size());
  const Shape other = other_shape(map_columns(names, profiles, true, spec), names, profiles, true, spec);
  return other == Shape::automatic ? "" : kShapeNames.at(other);
}

TEST(Mapping, TheOtherReadingOfStages) {
  EXPECT_EQ(other_shape_of("deal_id,stage,changed_at\n1,Lead,2017-04-05\n1,Talk,2017-04-06\n"), "events");
  EXPECT_EQ(other_shape_of("customer_id,stage,time\n1,Lead,2017-04-05\n1,Talk,2017-04-06\n"), "opportunities");
  EXPECT_EQ(other_shape_of("deal_id,stage,outcome\n1,Lead,open\n2,Talk,lost\n"), "") << "without a time";
  EXPECT_EQ(other_shape_of("customer_id,event,time\n1,view,2017-04-05\n1,pay,2017-04-06\n"), "") << "no stages";
  EXPECT_EQ(other_shape_of("customer,order date,amount\nA,2017-04-05,1\nB,2017-04-06,2\n"), "");
  FileSpec events;
  events.shape = Shape::events;
  EXPECT_EQ(other_shape_of("deal_id,stage,changed_at\n1,Lead,2017-04-05\n1,Talk,2017-04-06\n", events), "opportunities")
      << "and back again";
  const std::string dated =
      "user_id,plan,signed_up,paid\n1,a,2024-01-01,2024-01-02\n2,a,2024-01-03,\n3,b,2024-01-05,\n"
      "4,b,2024-01-05,2024-02-01\n";
  EXPECT_EQ(other_shape_of(dated), "attributes");
  FileSpec attributes;
  attributes.shape = Shape::customer_attributes;
  EXPECT_EQ(other_shape_of(dated, attributes), "milestones");
}

TEST(Mapping, ByContentAloneWithoutAHeader) {
  EXPECT_EQ(map("C1,2017-04-05,12.50\nC2,2017-04-06,3\nC1,2017-04-07,8\n"), "orders: customer time amount");
  EXPECT_EQ(map("u1,view,2017-04-05 10:00\nu1,buy,2017-04-05 10:05\nu2,view,2017-04-05 11:00\n"),
            "events: customer event time");
}

TEST(Mapping, NamesThatSayNothingAreGuessedOnlyInNarrowTables) {
  EXPECT_EQ(map("kto,kiedy,ile\nC1,2017-04-05,12.50\nC2,2017-04-06,3\nC1,2017-04-07,8\n"),
            "orders: customer time amount");
  EXPECT_EQ(map("a,b,c,d,e\nC1,2017-04-05,12.50,x,y\nC2,2017-04-06,3,x,y\nC1,2017-04-07,8,x,y\n"),
            "orders lacks: customer");
  EXPECT_EQ(map("a,b,c\nC1,x,2017-04-05\nC2,y,2017-04-06\nC1,x,2017-04-07\n"), "orders lacks: amount");
}

TEST(Mapping, SaysWhatIsMissing) {
  EXPECT_EQ(map("customer,amount,city\nC1,12,Rome\nC2,3,Oslo\n"), "orders lacks: time");
  EXPECT_EQ(map("user,event,page\n1,view,a\n2,buy,b\n"), "events lacks: time");
  EXPECT_EQ(map("ID,frequency,recency,T\n1,2,30.43,38.86\n2,1,1.71,38.86\n"), "customers lacks: monetary");
}

TEST(Mapping, WhatTheUserChoseHolds) {
  FileSpec spec;
  spec.columns = {{"who", Role::customer}, {"paid", Role::amount}, {"date", Role::ignore}, {"when", Role::time}};
  EXPECT_EQ(map("who,paid,date,when\nA,1,2017-04-05,2018-01-01\nB,2,2017-04-06,2018-01-02\n", spec),
            "orders: customer amount - time");
  // A chosen role rules out the shapes that have no use for it.
  FileSpec event;
  event.columns = {{"channel", Role::event}};
  EXPECT_EQ(map("customer,order date,amount,channel\nA,2017-04-05,1,web\nB,2017-04-06,2,app\n", event),
            "events: customer time amount event");
  FileSpec shape;
  shape.shape = Shape::events;
  EXPECT_EQ(map("customer,order date,amount\nA,2017-04-05,1\nB,2017-04-06,2\n", shape), "events lacks: event");
}

TEST(Mapping, ColumnsOfTheSameNameAreToldApartByTheirOrder) {
  FileSpec spec;
  spec.columns = {{"date", Role::ignore}, {"date", Role::time}};
  EXPECT_EQ(map("customer,date,date,amount\nA,2017-04-05,2018-01-01,1\nB,2017-04-06,2018-01-02,2\n", spec),
            "orders: customer - time amount");
}

TEST(Mapping, WordsThatRepeatAreAttributes) {
  EXPECT_EQ(map("customer,date,amount,city,note\nA,2017-04-05,1,Rome,x\nB,2017-04-06,2,Oslo,y\nC,2017-04-06,2,Rome,"
                "z\nD,2017-04-06,2,Oslo,w\n"),
            "orders: customer time amount attribute -");
}

TEST(Mapping, CustomersWithAttributesAndNoPurchases) {
  EXPECT_EQ(map("customer_id,city,channel\n1,Rome,web\n2,Oslo,web\n3,Rome,app\n"),
            "attributes: customer attribute attribute");
  EXPECT_EQ(map("会员号,姓名,会员等级,注册渠道\n1,王芳,3,门店\n2,李强,1,网店\n"),
            "attributes: customer name attribute attribute");
  // Words that repeat are attributes whatever their name.
  EXPECT_EQ(map("member,kind\n1,x\n2,y\n3,x\n4,y\n"), "attributes: customer attribute");
  // Neither a day in the customer's life nor a number beside it makes a purchase, nor does a city make an event.
  EXPECT_EQ(map("会员号,注册日期,城市,积分\n1,2021-05-01,北京,12.5\n2,2021-06-01,上海,8\n3,2021-06-02,北京,9\n"),
            "attributes: customer - attribute -");
  EXPECT_EQ(map("user,birthday,city\nu1,1990-05-01,Rome\nu2,1985-01-31,Oslo\nu3,1970-02-28,Rome\nu4,1991-01-01,Rome\n"),
            "attributes: customer - attribute");
}

TEST(Mapping, AttributesAreTheLastResort) {
  EXPECT_EQ(map("customer,date,amount,city\n1,2017-04-05,12,Rome\n2,2017-04-06,3,Oslo\n"),
            "orders: customer time amount attribute");
  EXPECT_EQ(map("customer,recency,frequency,monetary,city\n1,2,3,4,Rome\n2,3,4,5,Rome\n"),
            "customers: customer recency frequency monetary attribute");
  // A plain amount asks for its date.
  EXPECT_EQ(map("customer,amount,city\n1,12,Rome\n2,3,Oslo\n"), "orders lacks: time");
  // Customers that come again and again are no table of customers; nor are unknown columns.
  EXPECT_NE(map("customer,city\n1,Rome\n1,Oslo\n2,Rome\n2,Bonn\n").find(" lacks: "), std::string::npos);
  EXPECT_EQ(map("product,category\n1,Toys\n2,Toys\n3,Books\n4,Books\n").find("attributes:"), std::string::npos);
  EXPECT_EQ(map("customer,x,t_x\n1,2,30.43\n2,1,1.71\n3,0,0\n").find("attributes:"), std::string::npos);
}

TEST(Mapping, AttributesCanBeChosen) {
  FileSpec spec;
  spec.shape = Shape::customer_attributes;
  spec.columns = {{"lead", Role::customer}, {"size", Role::attribute}};
  EXPECT_EQ(map("lead,size\n1,7\n1,8\n2,7\n", spec), "attributes: customer attribute");
  spec.columns = {{"lead", Role::customer}};
  EXPECT_EQ(map("lead,size\n1,7\n1,8\n2,7\n", spec), "attributes lacks: attribute");
}

// A/B tests -----------------------------------------------------------------------------------------------------------

TEST(ColumnNames, OfAnAbTest) {
  EXPECT_EQ(experiment_meaning_of("Test Group").part, ExperimentPart::arm);
  EXPECT_TRUE(experiment_meaning_of("实验分组").plain);
  EXPECT_FALSE(experiment_meaning_of("segment").plain);
  EXPECT_EQ(experiment_meaning_of("发送人数").part, ExperimentPart::people);
  EXPECT_EQ(experiment_meaning_of("retention_7").part, ExperimentPart::outcome);
  EXPECT_EQ(experiment_meaning_of("是否复购").part, ExperimentPart::outcome);
  EXPECT_EQ(experiment_meaning_of("消费金额（元）").part, ExperimentPart::amount);
  EXPECT_EQ(experiment_meaning_of("city").part, ExperimentPart::none);
  EXPECT_TRUE(names_control("No E-Mail"));
  EXPECT_TRUE(names_control(" 对照组 "));
  EXPECT_FALSE(names_control("A"));
}

TEST(Mapping, AnAbTestOfPersons) {
  EXPECT_EQ(
      map("recency,segment,visit,conversion,spend\n1,No E-Mail,0,0,0\n2,Mens E-Mail,1,1,12.5\n3,No E-Mail,1,0,0\n"),
      "experiment: attribute attribute attribute attribute attribute");
  // The day and the customer make no order of it: what was done is no money.
  EXPECT_EQ(map("user_id,timestamp,group,landing_page,converted\n1,2017-01-21 22:11:48,control,old_page,0\n"
                "2,2017-01-12 08:01:45,treatment,new_page,1\n3,2017-01-11 16:55:06,treatment,new_page,0\n"),
            "experiment: customer - attribute attribute attribute");
  EXPECT_EQ(map("userid,version,sum_gamerounds,retention_1,retention_7\n116,gate_30,3,FALSE,FALSE\n337,gate_30,38,TRUE,"
                "FALSE\n"
                "377,gate_40,165,TRUE,FALSE\n"),
            "experiment: customer attribute attribute attribute attribute");
}

TEST(Mapping, AnAbTestOfArms) {
  EXPECT_EQ(map("arm,sent,reached,converted,spend\nA,1000,400,20,300\nB,1000,500,40,600.5\n"),
            "experiment: attribute attribute attribute attribute attribute");
  EXPECT_EQ(map("组别,发送人数,触达,转化,金额\n对照组,1000,400,20,300\n实验组,1000,500,40,600\n"),
            "experiment: attribute attribute attribute attribute attribute");
  EXPECT_EQ(map("group,users,clicks\nA,1000,400\nB,1000,500\n"), "experiment: attribute attribute attribute")
      << "users of an arm are no customer";
}

TEST(Mapping, OtherTablesWithAGroupAreNoAbTest) {
  EXPECT_EQ(map("customer,date,amount,group\n1,2024-01-01,5,A\n2,2024-01-02,6,B\n1,2024-01-03,7,A\n").substr(0, 6),
            "orders");
  EXPECT_EQ(map("customer,city,segment\n1,Rome,A\n2,Rome,B\n3,Oslo,A\n4,Oslo,B\n").substr(0, 10), "attributes");
  EXPECT_EQ(
      map("customer,event,time,group\n1,open,2024-01-01,A\n1,buy,2024-01-02,A\n2,open,2024-01-03,B\n").substr(0, 6),
      "events");
}

}  // namespace
}  // namespace sluice::ingest

// From the funnel back to customers: those who came to a step as the filter of everything, their segments, and where
// they went.
#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "report/funnel_detail_fields.h"
#include "report/messages.h"
#include "unit/engine/service_fixture.h"

namespace sluice::engine {
namespace {

// c00..c39: all view; the first 30 cart; the first 10 pay. c35..c39 have bought nothing.
std::string orders() {
  std::string csv = "order,customer,date,amount\n";
  for (int i = 0; i < 35; ++i) {
    const std::string number = std::to_string(100 + i).substr(1);
    csv +=
        "o" + number + ",c" + number + ",2024-01-" + std::to_string(10 + i % 20) + "," + std::to_string(10 + i) + "\n";
  }
  return csv;
}

std::string events() {
  std::string csv = "customer,event,time,device\n";
  for (int i = 0; i < 40; ++i) {
    const std::string customer = "c" + std::to_string(100 + i).substr(1);
    const auto add = [&](const char* event, int hour) {
      csv += customer + "," + event + ",2024-01-01 " + std::to_string(10 + hour) + ":00:00," +
             (i % 2 == 0 ? "phone" : "laptop") + "\n";
    };
    add("view", 0);
    if (i < 30) add("cart", 1);
    if (i < 10) add("pay", 2);
    if (i >= 10) add(i % 3 == 0 ? "help" : "exit", 3);
  }
  return csv;
}

class FunnelService : public testing::Test {
 protected:
  FunnelService() { spec_ = open(service_); }

  static Json open(Service& service) {
    const std::string texts[] = {orders(), events()};
    const Json files = Json::array({Json::object({{"name", "orders.csv"}, {"size", texts[0].size()}}),
                                    Json::object({{"name", "events.csv"}, {"size", texts[1].size()}})});
    Spec spec;
    for (const char* event : {"view", "cart", "pay"}) spec.funnel.steps.push_back({.event = event});
    EXPECT_TRUE(asked(service, "load_begin", {{"files", files}, {"spec", write_json(spec)}})["ok"]);
    for (uint32_t file = 0; file < 2; ++file) EXPECT_TRUE(parsed(service.chunk(file, bytes_of(texts[file])))["ok"]);
    const Json loaded = parsed(in_steps(service, request("load_end", Json::object())).answer);
    EXPECT_TRUE(loaded["ok"]) << loaded.dump(2);
    return loaded["result"]["spec"];
  }

  Json filtered(const char* outcome, int step, const char* event = "") const {
    Json spec = spec_;
    spec["filter"]["funnel"] = {{"outcome", outcome}, {"step", step}, {"event", event}};
    return spec;
  }
  std::set<std::string> customers() {
    std::set<std::string> ids;
    const Json page = asked(service_, "customers", {{"query", {{"filter", now_["filter"]}}}})["result"];
    for (const Json& row : page["rows"]) ids.insert(row["id"]);
    return ids;
  }
  uint64_t selected(const Json& spec) {
    const Json answer = analyze(service_, spec);
    EXPECT_TRUE(answer["ok"]) << answer.dump(2);
    now_ = spec;
    chosen_ = answer["result"]["report"]["chosen"];
    return answer["result"]["report"]["rfm"]["selection"]["customers"];
  }
  std::string refused(const Json& spec) {
    const Json answer = analyze(service_, spec);
    EXPECT_FALSE(answer["ok"].get<bool>());
    return answer["error"]["place"]["pointer"];
  }

  Service service_;
  Json spec_, now_, chosen_;
};

TEST_F(FunnelService, ThoseWhoCameToAStepAreTheFilterOfEverything) {
  EXPECT_EQ(selected(filtered("reached", 1)), 35U) << "whoever has not bought has no scores";
  EXPECT_EQ(selected(filtered("reached", 2, "cart")), 30U);
  EXPECT_EQ(selected(filtered("reached", 3)), 10U);
  EXPECT_EQ(selected(filtered("lost", 1)), 5U);
  EXPECT_EQ(customers(), (std::set<std::string>{"c30", "c31", "c32", "c33", "c34"}));
  EXPECT_EQ(selected(filtered("lost", 2)), 20U);
  EXPECT_TRUE(customers().count("c10") == 1 && customers().count("c29") == 1);
  EXPECT_EQ(chosen_, (Json{{"known", 40}, {"customers", 20}, {"scored", 20}}));
  // The funnel counts them, too, and says that it does.
  const Json funnel = asked(service_, "funnel")["result"];
  EXPECT_EQ(funnel["steps"][0]["count"], 20.0);
  EXPECT_EQ(funnel["steps"][2]["count"], 0.0);
  EXPECT_NE(funnel["notes"].back()["en"].get<std::string>().find("this very funnel"), std::string::npos);
  EXPECT_EQ(selected(spec_), 35U);
  EXPECT_EQ(asked(service_, "funnel")["result"]["notes"].dump().find("this very funnel"), std::string::npos);
}

// c30..c34 have bought, c35..c39 have not: all ten looked and went no further.
TEST_F(FunnelService, AFilterKeepsWhoHasNotBoughtInTheFunnel) {
  EXPECT_EQ(selected(filtered("lost", 1)), 5U);
  EXPECT_EQ(chosen_, (Json{{"known", 40}, {"customers", 10}, {"scored", 5}}));
  EXPECT_EQ(asked(service_, "funnel")["result"]["steps"][0]["count"], 10.0);
  const Json query = {{"query", {{"step", 1}, {"lost", true}, {"limit", 100}}}};
  EXPECT_EQ(asked(service_, "people", query)["result"]["total"], 10);
  const Json segments = asked(service_, "people_segments", query)["result"];
  EXPECT_EQ(segments["customers"], 10);
  EXPECT_EQ(segments["scored"], 5);
  Json spec = filtered("lost", 1);
  spec["filter"]["segments"] = Json::array();
  const Json all_segments = asked(service_, "customers", {{"query", {{"limit", 100}}}})["result"]["rows"];
  spec["filter"]["segments"].push_back(all_segments[0]["segment"]);
  selected(spec);
  EXPECT_EQ(chosen_["customers"], chosen_["scored"]) << "who has not bought has no segment";
  EXPECT_EQ(selected(spec_), 35U);
  EXPECT_TRUE(chosen_.is_null()) << "without a filter nobody is chosen";
}

// c35..c39 looked and have not bought.
TEST_F(FunnelService, WhoHasNotBoughtIsListedUnlessTheFunnelLeavesThemOut) {
  const auto listed = [&](const Json& spec) {
    selected(spec);
    return asked(service_, "prospects")["result"];
  };
  const Json all = listed(spec_);
  EXPECT_EQ(all["total"], 5);
  EXPECT_EQ(all["rows"][0], (Json{{"id", "c35"}, {"name", ""}, {"attributes", Json::array({"laptop"})}}));
  EXPECT_EQ(listed(filtered("lost", 1))["total"], 5);
  EXPECT_EQ(listed(filtered("reached", 2))["total"], 0);
  Json by_purchases = spec_;
  by_purchases["filter"]["tiers"] = Json::array({"vip"});
  EXPECT_EQ(listed(by_purchases)["total"], 5) << "they have no tier: that leaves them alone";
  const Json page = asked(service_, "prospects", {{"offset", 3}, {"limit", 1}})["result"];
  EXPECT_EQ(page["total"], 5);
  ASSERT_EQ(page["rows"].size(), 1U);
  EXPECT_EQ(page["rows"][0]["id"], "c38");
  const Answer file = exported(service_, export_prospects_request({"en", TableFormat::csv}));
  EXPECT_EQ(file.binary, "customer,device\r\nc35,laptop\r\nc36,phone\r\nc37,laptop\r\nc38,phone\r\nc39,laptop\r\n");
}

TEST_F(FunnelService, WithEventsAloneTheFilterLeavesKnownCustomers) {
  Service service;
  Spec asked_for;
  for (const char* event : {"view", "cart", "pay"}) asked_for.funnel.steps.push_back({.event = event});
  const Json loaded = load(service, events(), SIZE_MAX, "events.csv", asked_for);
  ASSERT_TRUE(loaded["ok"]) << loaded.dump(2);
  Json spec = loaded["result"]["spec"];
  EXPECT_TRUE(loaded["result"]["report"]["chosen"].is_null());
  const auto count = [&] {
    const Json answer = analyze(service, spec);
    EXPECT_TRUE(answer["ok"]) << answer.dump(2);
    return answer["result"]["report"]["chosen"];
  };
  spec["filter"]["funnel"] = {{"outcome", "lost"}, {"step", 2}, {"event", "cart"}};
  EXPECT_EQ(count(), (Json{{"known", 40}, {"customers", 20}, {"scored", 0}}));
  EXPECT_EQ(asked(service, "funnel")["result"]["steps"][1]["count"], 20.0);
  const Json query = {{"query", {{"step", 2}, {"lost", true}}}};
  EXPECT_EQ(asked(service, "people", query)["result"]["total"], 20);
  const Answer file = exported(service, export_people_request({.step = 2, .lost = true}, {"en", TableFormat::json}));
  EXPECT_EQ(Json::parse(file.binary).size(), 20U);
  // Under the audience's name, against everybody else.
  spec["audiences"] = Json::array({{{"name", "carts"}, {"filter", spec["filter"]}}});
  spec["filter"] = Json::object();
  spec["breakdown"] = {{"by", "audience"}, {"audience", "carts"}};
  spec["filter"]["funnel"] = nullptr;
  EXPECT_TRUE(count().is_null());
  const Json report = asked(service, "breakdown")["result"];
  ASSERT_EQ(report["groups"].size(), 2U) << report.dump(2);
  EXPECT_EQ(report["groups"][0]["steps"][1]["count"], 20);
  EXPECT_EQ(report["groups"][1]["steps"][0]["count"], 20);
  EXPECT_EQ(report["groups"][1]["steps"][2]["count"], 10);
  // An attribute, and what nobody has without a purchase.
  spec["filter"]["attributes"] = Json::array({{{"attribute", "device"}, {"values", Json::array({"phone"})}}});
  EXPECT_EQ(count(), (Json{{"known", 40}, {"customers", 20}, {"scored", 0}}));
  EXPECT_EQ(asked(service, "funnel")["result"]["steps"][0]["count"], 20.0);
  EXPECT_EQ(asked(service, "funnel")["result"]["steps"][2]["count"], 5.0);
  spec["filter"]["segments"] = Json::array({"champions"});
  EXPECT_EQ(analyze(service, spec)["error"]["place"]["pointer"], "/filter");
  EXPECT_EQ(asked(service, "funnel")["result"]["steps"][0]["count"], 20.0) << "it is as it was";
}

TEST_F(FunnelService, AListIsFilteredByItWithoutTheRest) {
  const Json query = {{"filter", filtered("lost", 2)["filter"]}};
  EXPECT_EQ(asked(service_, "customers", {{"query", query}})["result"]["total"], 20);
  EXPECT_EQ(asked(service_, "customers", {{"query", Json::object()}})["result"]["total"], 35);
}

TEST_F(FunnelService, TheFilterFollowsTheFunnel) {
  EXPECT_EQ(selected(filtered("lost", 2)), 20U);
  Json spec = now_;
  spec["funnel"]["window_ms"] = 3'600'000;  // nobody pays within the hour
  EXPECT_EQ(selected(spec), 30U);
  EXPECT_EQ(customers().size(), 30U) << "what was listed before is not listed again";
  spec["rfm"]["returns"] = "keep";
  EXPECT_EQ(selected(spec), 30U);
  spec["rfm"]["map"] = "eight";
  EXPECT_EQ(selected(spec), 30U);
  // As if it had never been otherwise.
  Service fresh;
  open(fresh);
  for (const char* method : {"funnel", "cohorts", "migration"}) {
    ASSERT_TRUE(analyze(fresh, spec)["ok"]);
    EXPECT_EQ(asked(service_, method), asked(fresh, method)) << method;
  }
  Json off = spec;
  off["filter"]["funnel"] = nullptr;
  selected(off);
  off["funnel"]["window_ms"] = nullptr;
  selected(off);
  EXPECT_EQ(selected(filtered("lost", 2)), 20U) << "not counted under the funnel before";
}

TEST_F(FunnelService, AFilterThatTheFunnelCannotAnswerChangesNothing) {
  EXPECT_EQ(selected(filtered("lost", 2)), 20U);
  EXPECT_EQ(refused(filtered("lost", 4)), "/filter/funnel/step");
  EXPECT_EQ(refused(filtered("lost", 2, "pay")), "/filter/funnel/event");
  Json optional = filtered("reached", 2);
  optional["funnel"]["steps"][1]["optional"] = true;
  EXPECT_EQ(refused(optional), "/filter/funnel/step");
  Json any = filtered("reached", 2, "cart");
  any["funnel"]["mode"] = "any";
  EXPECT_EQ(refused(any), "/filter/funnel/event");
  Json purchases = filtered("reached", 2);
  purchases["funnel"] = {{"source", "orders"}};
  EXPECT_EQ(refused(purchases), "/filter/funnel");
  Json nobody = filtered("lost", 1);
  nobody["filter"]["segments"] = Json::array({"nobody"});
  EXPECT_EQ(refused(nobody), "/filter/segments/0");
  EXPECT_EQ(asked(service_, "funnel")["result"]["steps"][0]["count"], 20.0);
  EXPECT_EQ(customers().size(), 20U);
}

TEST_F(FunnelService, ThePeopleOfALossHaveSegmentsAndValues) {
  const Json page = asked(service_, "people", {{"query", {{"step", 1}, {"lost", true}, {"limit", 100}}}})["result"];
  EXPECT_EQ(page["total"], 10);
  const Json answer = asked(service_, "people_segments", {{"query", {{"step", 1}, {"lost", true}}}})["result"];
  EXPECT_EQ(answer["customers"], 10);
  EXPECT_EQ(answer["scored"], 5);
  EXPECT_EQ(answer["revenue"], 40.0 + 41 + 42 + 43 + 44);
  double share = 0, revenue = 0;
  for (const Json& segment : answer["segments"]) {
    share += segment["share"].get<double>();
    if (!segment["revenue"].is_null()) revenue += segment["revenue"].get<double>();
  }
  EXPECT_NEAR(share, 1, 1e-12);
  EXPECT_EQ(revenue, answer["revenue"].get<double>());
  EXPECT_EQ(answer["segments"].back()["id"], "");
  EXPECT_EQ(answer["segments"].back()["customers"], 5);
  // Sessions of one customer are one customer.
  Json spec = spec_;
  spec["funnel"]["unit"] = "sessions";
  spec["funnel"]["session_gap_ms"] = 0;
  selected(spec);
  const Json sessions = asked(service_, "people_segments", {{"query", {{"step", 0}}}})["result"];
  EXPECT_EQ(sessions["customers"], 40);
}

TEST_F(FunnelService, ThePeopleOfALossAreSavedWithSegmentsAndScores) {
  const funnel::PeopleQuery query{.step = 1, .lost = true};
  const auto file = [&](TableFormat format, const char* language) {
    return exported(service_, export_people_request(query, {language, format}));
  };
  const Json rows = Json::parse(file(TableFormat::json, "zh-CN").binary);
  ASSERT_EQ(rows.size(), 10U);
  const Json customers = asked(service_, "customers", {{"query", {{"sort", "id"}, {"limit", 100}}}})["result"]["rows"];
  for (size_t i = 0; i < rows.size(); ++i) {
    const Json& row = rows[i];
    EXPECT_EQ(row["customer"], "c" + std::to_string(30 + i));
    EXPECT_EQ(row["began_at"], "2024-01-01 10:00:00");
    EXPECT_EQ(row["step_at"], "2024-01-01 10:00:00");
    EXPECT_EQ(row["furthest_step"], 1);
    EXPECT_EQ(row["furthest_step_name"], "view");
    EXPECT_EQ(row.contains("amount"), false) << "the events have none";
    const bool bought = i < 5;
    EXPECT_EQ(row["segment"].is_null() || row["segment"] == "", !bought);
    EXPECT_EQ(row["recency_score"].is_null(), !bought);
    for (const Json& scored : customers) {
      if (scored["id"] != row["customer"]) continue;
      EXPECT_EQ(row["recency_score"], scored["scores"][0]);
      EXPECT_EQ(row["frequency_score"], scored["scores"][1]);
      EXPECT_EQ(row["monetary_score"], scored["scores"][2]);
    }
  }
  const std::string csv = file(TableFormat::csv, "zh-CN").binary;
  EXPECT_TRUE(
      csv.starts_with("客户,开始时间,到达该步时间,步数,最远步骤序号,最远步骤,到达最远步骤时间,客户分群,"
                      "R等级,F等级,M等级\r\nc30,"))
      << csv;
  EXPECT_EQ(file(TableFormat::csv_bom, "zh-CN").binary, "\xEF\xBB\xBF" + csv);
  EXPECT_EQ(parsed(file(TableFormat::xlsx, "en"))["result"]["rows"], 10);
  // It follows the filter, as the list does.
  selected(filtered("lost", 1));
  EXPECT_EQ(Json::parse(file(TableFormat::json, "en").binary).size(), 10U);
  selected(filtered("reached", 2));
  EXPECT_EQ(Json::parse(file(TableFormat::json, "en").binary).size(), 0U) << "nobody of them was lost before";
}

// Two sessions of anna, one of bert.
TEST_F(FunnelService, EventsAloneAreEnoughForTheFileOfThoseBehindABar) {
  const std::string csv =
      "customer,event,time,amount\n"
      "anna,view,2024-01-01 10:00:00,\nanna,cart,2024-01-01 11:00:00.250,5.50\n"
      "anna,view,2024-01-03 10:00:00,\nbert,view,2024-01-02 10:00:00,\n"
      "bert,pay,2024-01-02 11:00:00,7\n";
  Spec spec;
  for (const char* event : {"view", "cart", "pay"}) spec.funnel.steps.push_back({.event = event});
  spec.funnel.unit = funnel::Unit::sessions;
  spec.funnel.session_gap_ms = 7'200'000;
  Service service;
  ASSERT_TRUE(load(service, csv, SIZE_MAX, "events.csv", spec)["ok"]);
  const auto file = [&](uint32_t step) {
    return exported(service, export_people_request({.step = step}, {"en", TableFormat::csv})).binary;
  };
  const std::string header =
      "customer,began_at,step_at,steps,furthest_step,furthest_step_name,furthest_step_at,amount\r\n";
  EXPECT_EQ(file(0), header +
                         "anna,2024-01-01 10:00:00,2024-01-01 10:00:00,2,2,cart,2024-01-01 11:00:00.250,\r\n"
                         "anna,2024-01-03 10:00:00,2024-01-03 10:00:00,1,1,view,2024-01-03 10:00:00,\r\n"
                         "bert,2024-01-02 10:00:00,2024-01-02 10:00:00,1,1,view,2024-01-02 10:00:00,\r\n");
  EXPECT_EQ(file(1),
            header + "anna,2024-01-01 10:00:00,2024-01-01 11:00:00.250,2,2,cart,2024-01-01 11:00:00.250,5.50\r\n");
  EXPECT_EQ(asked(service, "export_people", {{"query", {{"step", 3}}}})["error"]["code"], "bad_spec");
  Service other;
  ASSERT_TRUE(load(other, kOrders)["ok"]);
  EXPECT_EQ(asked(other, "export_people")["error"]["code"], "not_applicable");
}

TEST_F(FunnelService, WhereTheLostWentIsCountedBehindTheGreatestLoss) {
  const Json report = asked(service_, "afterwards", {{"query", Json::object()}})["result"];
  EXPECT_EQ(report["step"], 2) << "20 carts are left, 10 views";
  EXPECT_EQ(report["lost"], 20);
  ASSERT_EQ(report["levels"].size(), 2U);
  uint64_t exit = 0;
  for (int i = 10; i < 30; ++i) exit += i % 3 != 0 ? 1 : 0;
  EXPECT_EQ(report["levels"][0]["events"][0]["event"], "exit");
  EXPECT_EQ(report["levels"][0]["events"][0]["count"], exit);
  EXPECT_EQ(report["levels"][1]["events"][0]["kind"], "nothing");
  ASSERT_FALSE(report["traits"].empty());
  EXPECT_EQ(report["traits"][0]["property"]["en"], "device");
  const Json named = asked(service_, "afterwards", {{"query", {{"step", 1}, {"depth", 1}, {"floor", 0}}}})["result"];
  EXPECT_EQ(named["lost"], 10);
  EXPECT_EQ(named["levels"].size(), 1U);
  // It follows filter and funnel.
  selected(filtered("lost", 1));
  EXPECT_EQ(asked(service_, "afterwards", {{"query", {{"step", 1}}}})["result"]["lost"], 10)
      << "those who have not bought, too";
  Json spec = spec_;
  spec["funnel"]["steps"][1]["event"] = "help";
  selected(spec);
  EXPECT_EQ(asked(service_, "afterwards", {{"query", {{"step", 1}}}})["result"]["reached"], 40);
}

TEST_F(FunnelService, WithoutEventsNothingIsKnownOfIt) {
  Service service;
  const Json spec = load(service, kOrders)["result"]["spec"];
  Json filter = spec;
  filter["filter"]["funnel"] = {{"step", 1}};
  EXPECT_EQ(analyze(service, filter)["error"]["place"]["pointer"], "/filter/funnel");
  for (const char* method : {"afterwards", "people_segments"}) {
    EXPECT_EQ(asked(service, method, {{"query", {{"step", 1}}}})["error"]["code"], "not_applicable") << method;
  }
  Service events_only;
  ASSERT_TRUE(load(events_only, events(), SIZE_MAX, "events.csv")["ok"]);
  EXPECT_EQ(asked(events_only, "people_segments", {{"query", {{"step", 0}}}})["error"]["code"], "not_applicable");
  EXPECT_TRUE(asked(events_only, "afterwards", {{"query", Json::object()}})["ok"]);
}

// u0..u9 are the control, of whom 2 pay; u10..u19 the new arm, of whom 8 pay.
TEST_F(FunnelService, TheArmsOfATestBreakDownTheFunnelOfItsPeople) {
  std::string people = "user_id,group,converted\n", acts = "user,event,time\n";
  for (int i = 0; i < 20; ++i) {
    const std::string user = "u" + std::to_string(i);
    const bool control = i < 10, pays = control ? i < 2 : i < 18;
    people += user + (control ? ",control," : ",new,") + (pays ? "1" : "0") + "\n";
    acts += user + ",view,2024-01-01 10:00:00\n";
    if (pays) acts += user + ",pay,2024-01-01 11:00:00\n";
  }
  const std::string texts[] = {people, acts};
  const Json files = Json::array({Json::object({{"name", "test.csv"}, {"size", people.size()}}),
                                  Json::object({{"name", "events.csv"}, {"size", acts.size()}})});
  Spec asked_for;
  for (const char* event : {"view", "pay"}) asked_for.funnel.steps.push_back({.event = event});
  Service service;
  ASSERT_TRUE(asked(service, "load_begin", {{"files", files}, {"spec", write_json(asked_for)}})["ok"]);
  for (uint32_t file = 0; file < 2; ++file) ASSERT_TRUE(parsed(service.chunk(file, bytes_of(texts[file])))["ok"]);
  const Json loaded = parsed(in_steps(service, request("load_end", Json::object())).answer);
  ASSERT_TRUE(loaded["ok"]) << loaded.dump(2);
  Json spec = loaded["result"]["spec"];
  spec["breakdown"] = {{"by", "attribute"}, {"attribute", "group"}};
  ASSERT_TRUE(analyze(service, spec)["ok"]);
  const Json report = asked(service, "breakdown")["result"];
  ASSERT_EQ(report["groups"].size(), 2U) << report.dump(2);
  EXPECT_EQ(report["groups"][0]["id"], "control");
  EXPECT_EQ(report["groups"][0]["steps"][1]["count"], 2);
  EXPECT_EQ(report["groups"][0]["steps"][1]["drop_off"], 8);
  EXPECT_EQ(report["groups"][1]["id"], "new");
  EXPECT_EQ(report["groups"][1]["steps"][1]["count"], 8);
  EXPECT_EQ(report["groups"][1]["steps"][0]["count"], 10);
}

TEST_F(FunnelService, AnAudienceIsComparedWithEverybodyElse) {
  Json spec = spec_;
  spec["audiences"] = Json::array(
      {{{"name", "payers"}, {"filter", {{"funnel", {{"outcome", "reached"}, {"step", 3}, {"event", "pay"}}}}}}});
  spec["breakdown"] = {{"by", "audience"}, {"audience", "payers"}};
  ASSERT_TRUE(analyze(service_, spec)["ok"]);
  const Json report = asked(service_, "breakdown")["result"];
  ASSERT_EQ(report["groups"].size(), 2U);
  EXPECT_EQ(report["groups"][0]["steps"][0]["count"], 10);
  EXPECT_EQ(report["groups"][0]["steps"][2]["count"], 10);
  EXPECT_EQ(report["groups"][1]["steps"][0]["count"], 30);  // those who are not scored, too
  EXPECT_EQ(report["groups"][1]["steps"][1]["count"], 20);
  EXPECT_EQ(report["groups"][1]["steps"][2]["count"], 0);

  spec["audiences"][0]["filter"] = {{"funnel", {{"outcome", "lost"}, {"step", 2}, {"event", "cart"}}}};
  ASSERT_TRUE(analyze(service_, spec)["ok"]);  // the same name, other customers
  EXPECT_EQ(asked(service_, "breakdown")["result"]["groups"][0]["steps"][0]["count"], 20);

  spec["breakdown"]["audience"] = "nobody's";
  ASSERT_TRUE(analyze(service_, spec)["ok"]);
  EXPECT_EQ(asked(service_, "breakdown")["error"]["place"]["pointer"], "/breakdown/audience");
}

TEST_F(FunnelService, TheTimeOfEntryNeedsNoScores) {
  Json spec = spec_;
  spec["breakdown"] = {{"by", "period"}, {"since", "2024-01-02"}};
  ASSERT_TRUE(analyze(service_, spec)["ok"]);
  const Json report = asked(service_, "breakdown")["result"];
  ASSERT_EQ(report["groups"].size(), 1U);  // all on the day before
  EXPECT_EQ(report["groups"][0]["steps"][0]["count"], 40);
}

TEST_F(FunnelService, AKeptFunnelStandsBesideTheFunnel) {
  Json spec = spec_;
  EXPECT_EQ(asked(service_, "funnel_pair")["error"]["code"], "not_applicable");
  spec["kept_funnel"] = spec["funnel"];
  spec["kept_funnel"]["steps"] = Json::array({{{"event", "view"}}, {{"event", "pay"}}});
  spec["funnel"]["steps"] = Json::array({{{"event", "view"}}, {{"event", "cart"}}});
  ASSERT_TRUE(analyze(service_, spec)["ok"]);
  const Json pair = asked(service_, "funnel_pair")["result"];
  EXPECT_EQ(pair["first"]["steps"][1]["count"], 30);
  EXPECT_EQ(pair["kept"]["steps"][1]["count"], 10);
  const Json& shared = pair["shared"];
  EXPECT_EQ(shared["entered"], 40);
  EXPECT_EQ(shared["entered_both"], 40);
  EXPECT_EQ(shared["completed_both"], 10);
  EXPECT_EQ(shared["only_first"], 20);  // 30 put into the cart, 10 of them paid
  EXPECT_EQ(shared["only_kept"], 0);
  EXPECT_DOUBLE_EQ(shared["p"].get<double>(), std::ldexp(1.0, -19));  // 2 / 2^20
  EXPECT_EQ(shared["differs"], true);

  spec["kept_funnel"]["unit"] = "entries";
  ASSERT_TRUE(analyze(service_, spec)["ok"]);
  EXPECT_EQ(asked(service_, "funnel_pair")["result"]["shared"], nullptr) << "entries are no customers";

  spec["kept_funnel"]["steps"][1]["event"] = "fly";
  ASSERT_TRUE(analyze(service_, spec)["ok"]);
  EXPECT_EQ(asked(service_, "funnel_pair")["error"]["code"], "bad_spec");
}

}  // namespace
}  // namespace sluice::engine

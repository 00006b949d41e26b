#include "report/spec.h"

#include <gtest/gtest.h>

#include <ostream>

#include "test_support/files.h"

namespace sluice {
namespace {

/// The error of a spec that must be refused.
Error refusal(std::string_view json) {
  const Result<Spec> spec = parse_spec(json);
  EXPECT_FALSE(spec.has_value()) << json;
  return spec ? Error{} : spec.error();
}

TEST(Spec, AnEmptyObjectIsTheDefaultSpec) { EXPECT_EQ(*parse_spec("{}"), Spec{}); }

TEST(Spec, WhatIsWrittenIsReadBack) {
  Spec spec;
  spec.ingest.files.push_back({});
  spec.ingest.files[0].name = "订单.csv";
  spec.ingest.files[0].has_header = false;
  spec.ingest.files[0].columns = {{"column 1", ingest::Role::customer}};
  spec.cleaning = {{"test", "*@ours.com"}, "2024-01-01", "2024-01-01", DuplicateRule::keep_one, ZeroRule::drop};
  spec.rfm.recency = {"thresholds", {1.5, 2, 3, 1e9}};
  spec.rfm.weights = {0.2, 0.3, 0.5};
  spec.rfm.own_maps = {{.id = "mine", .bins = 4, .method = "quantile"}};
  spec.rfm.playbook = {{"grid", "champions", {{"Call them.", ""}}}, {"tiers", "vip", {{"Thank them.", "答谢。"}}}};
  spec.filter.cells = {"55"};
  spec.funnel.steps = {{"visit", funnel::Zone::outside}, {"pay", std::nullopt}};
  spec.funnel.window_ms = 0;
  spec.pipeline = {"2024-01-01", {{"Lead", 0.25, std::nullopt}}, 60, "owner", {{"Lead", std::nullopt, 1.5}}};
  spec.experiment = {"group", "A", {"bought", "opened"}, "", std::nullopt, {{"A", 0.75}, {"B", 0.25}}};
  spec.filter.clusters = {"1", "10"};
  spec.filter.lasso = rfm::Lasso{
      "recency", "monetary", rfm::AxisScale::linear, rfm::AxisScale::logarithmic, {{1, -2.5}, {3, 4}, {0.1, 1e6}}};
  spec.filter.funnel = rfm::FunnelCondition{rfm::FunnelOutcome::reached, 2, "pay"};
  spec.scatter = {"recency", "frequency"};
  spec.clusters = {4, true, false, true, {"city"}, 4'000'000'000};
  for (const int indent : {-1, 2}) EXPECT_EQ(*parse_spec(to_json(spec, indent)), spec);
}

TEST(Spec, TheExampleInTheDocumentationIsCompleteAndValid) {
  const std::string example = test::first_block(test::repository_file("docs/spec.md"), "json");
  const Result<Spec> spec = parse_spec(example);
  ASSERT_TRUE(spec.has_value()) << spec.error().to_string();
  EXPECT_EQ(to_json(*spec, 2), example);  // every member, in the order in which it is written
}

TEST(Spec, AdviceThatAnOlderSpecHasInOneTextStandsForBothLanguages) {
  const auto spec = parse_spec(R"({"rfm":{"playbook":[{"map":"grid","segment":"champions","text":"Call them."}]}})");
  ASSERT_TRUE(spec.has_value()) << spec.error().to_string();
  EXPECT_EQ(spec->rfm.playbook[0].text, (TextPair{"Call them.", "Call them."}));
}

TEST(Spec, BadJsonNamesLineAndColumn) {
  const Error error = refusal("{\n  \"version\": 1,\n  \"rfm\": {,}\n}");
  EXPECT_EQ(error.code, ErrorCode::bad_json);
  EXPECT_EQ(error.place.line, 3U);
  EXPECT_EQ(error.place.column, 11U);
  EXPECT_EQ(refusal("").code, ErrorCode::bad_json);
}

struct BadSpec {
  const char* json;
  const char* pointer;
  const char* said;  ///< part of the English sentence
};

void PrintTo(const BadSpec& spec, std::ostream* out) { *out << spec.json; }

class BadSpecs : public testing::TestWithParam<BadSpec> {};

TEST_P(BadSpecs, AreRefusedWithTheirPlace) {
  const Error error = refusal(GetParam().json);
  EXPECT_EQ(error.code, ErrorCode::bad_spec);
  EXPECT_EQ(error.place.pointer, GetParam().pointer);
  EXPECT_NE(error.message.en.find(GetParam().said), std::string::npos) << error.message.en;
  EXPECT_FALSE(error.message.zh.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Places, BadSpecs,
    testing::Values(
        BadSpec{"[]", "/", "an object"},                       //
        BadSpec{R"({"version":2})", "/version", "version 1"},  //
        BadSpec{R"({"rfm":{"playbook":[{"map":"mine","segment":"a","text":"b"}]}})", "/rfm/playbook/0/map", "grouping"},
        BadSpec{R"({"rfm":{"playbook":[{"map":"kinds","segment":"value","text":{"en":""}}]}})", "/rfm/playbook/0/text",
                "one language"},
        BadSpec{R"({"rfm":{"playbook":[{"map":"kinds","segment":"value","text":8}]}})", "/rfm/playbook/0/text",
                "an object"},
        BadSpec{R"({"rfm":{"playbook":[{"map":"grid","segment":"loyal","text":"a"},
                {"map":"grid","segment":"loyal","text":{"zh":"b"}}]}})",
                "/rfm/playbook/1", "one entry"},
        BadSpec{R"({"rfn":{}})", "/rfn", "known name"},                       //
        BadSpec{R"({"a/b~c":1})", "/a~1b~0c", "known name"},                  //
        BadSpec{R"({"scatter":{"x":"money"}})", "/scatter/x", "monetary"},    //
        BadSpec{R"({"scatter":{"x":"monetary"}})", "/scatter/y", "another"},  //
        BadSpec{R"({"filter":{"lasso":{"x":"recency","y":"recency"}}})", "/filter/lasso/y", "another"},
        BadSpec{R"({"filter":{"lasso":{"x":"recency","y":"frequency","points":[{"x":1,"y":2}]}}})",
                "/filter/lasso/points", "from 3 to 200"},
        BadSpec{R"({"filter":{"lasso":{"x":"recency","y":"frequency","x_scale":"square"}}})", "/filter/lasso/x_scale",
                "logarithmic"},
        BadSpec{R"({"filter":{"lasso":{"x":"recency","y":"frequency",
                "points":[{"x":1,"y":2},{"x":1,"y":9},{"x":3e15,"y":2}]}}})",
                "/filter/lasso/points/2", "1e15"},
        BadSpec{R"({"filter":{"funnel":{"step":0}}})", "/filter/funnel/step", "from 1"},
        BadSpec{R"({"audiences":[{"name":"a","filter":{"funnel":{"step":33}}}]})", "/audiences/0/filter/funnel/step",
                "from 1"},
        BadSpec{R"({"filter":{"funnel":{"outcome":"won"}}})", "/filter/funnel/outcome", "lost"},
        BadSpec{R"({"rfm":{"bins":"5"}})", "/rfm/bins", "is \"5\""},              //
        BadSpec{R"({"rfm":{"bins":5.5}})", "/rfm/bins", "whole number"},          //
        BadSpec{R"({"rfm":{"bins":99999999999}})", "/rfm/bins", "whole number"},  //
        BadSpec{R"({"filter":{"ranges":[{"dimension":"age"}]}})", "/filter/ranges/0/dimension", "recency"},
        BadSpec{R"({"filter":{"ranges":[{"dimension":"recency","from":9,"to":9}]}})", "/filter/ranges/0/to", "above"},
        BadSpec{R"({"audiences":[{"name":"a","filter":{"ranges":[{"dimension":"x"}]}}]})",
                "/audiences/0/filter/ranges/0/dimension", "recency"},
        BadSpec{R"({"rfm":{"recency":{"method":"thresholds","cuts":[1,2,3,1e300]}}})", "/rfm/recency/cuts/3", "1e15"},
        BadSpec{R"({"migration":{"from":"1.2.2024"}})", "/migration/from", "YYYY-MM-DD"},
        BadSpec{R"({"migration":{"cuts":"none"}})", "/migration/cuts", "own"},
        BadSpec{R"({"comparison":{"method":"thresholds"}})", "/comparison/method", "own cut"},
        BadSpec{R"({"comparison":{"bins":2}})", "/comparison/bins", "3 to 10"},
        BadSpec{R"({"rfm":{"bins":2}})", "/rfm/bins", "3 to 10"},                                //
        BadSpec{R"({"rfm":{"snapshot":"2026-02-30"}})", "/rfm/snapshot", "YYYY-MM-DD"},          //
        BadSpec{R"({"rfm":{"returns":"gone"}})", "/rfm/returns", "\"net\", \"drop\""},           //
        BadSpec{R"({"rfm":{"weights":{"recency":1}}})", "/rfm/weights", "sum to 1"},             //
        BadSpec{R"({"rfm":{"weights":{"recency":-1}}})", "/rfm/weights/recency", "at least 0"},  //
        BadSpec{R"({"rfm":{"recency":{"method":"thresholds"}}})", "/rfm/recency/cuts", "4 cut points"},
        BadSpec{R"({"rfm":{"recency":{"method":"thresholds","cuts":[1,3,2,4]}}})", "/rfm/recency/cuts/2",
                "not be below"},
        BadSpec{R"({"rfm":{"recency":{"cuts":[1,true]}}})", "/rfm/recency/cuts/1", "a number"},
        BadSpec{R"({"rfm":{"tiers":{"vip":0.9,"key":0.2}}})", "/rfm/tiers", "at most 1"},
        BadSpec{R"({"ingest":{"files":[{"columns":[{"name":"x","role":"king"}]}]}})", "/ingest/files/0/columns/0/role",
                "one of"},
        BadSpec{R"({"cleaning":{"duplicates":"keep_two"}})", "/cleaning/duplicates", "\"keep_one\""},
        BadSpec{R"({"cleaning":{"zero_amounts":0}})", "/cleaning/zero_amounts", "one of"},
        BadSpec{R"({"cleaning":{"test_accounts":"test"}})", "/cleaning/test_accounts", "a list"},
        BadSpec{R"({"cleaning":{"test_accounts":["a","　 "]}})", "/cleaning/test_accounts/1", "not be empty"},
        BadSpec{R"({"cleaning":{"first_day":"2024-02-30"}})", "/cleaning/first_day", "YYYY-MM-DD"},
        BadSpec{R"({"cleaning":{"latest_day":"today"}})", "/cleaning/latest_day", "YYYY-MM-DD"},
        BadSpec{R"({"cleaning":{"first_day":"2024-03-01","latest_day":"2024-02-29"}})", "/cleaning/latest_day",
                "not be before"},
        BadSpec{R"({"funnel":{"window_ms":-1}})", "/funnel/window_ms", "at least 0"},
        BadSpec{R"({"pipeline":{"as_of":"today"}})", "/pipeline/as_of", "YYYY-MM-DD"},
        BadSpec{R"({"pipeline":{"what_if":[{"stage":"Lead"}]}})", "/pipeline/what_if/0", "either"},
        BadSpec{R"({"pipeline":{"stages":[{"stage":"Lead","probability":2}]}})", "/pipeline/stages/0/probability",
                "from 0 to 1"},
        BadSpec{R"({"funnel":{"purchases":1}})", "/funnel/purchases", "2 to 12"},
        BadSpec{R"({"funnel":{"steps":[{"event":1}]}})", "/funnel/steps/0/event", "a text"},
        BadSpec{R"({"clusters":{"k":1}})", "/clusters/k", "2 to 10"},
        BadSpec{R"({"clusters":{"k":11}})", "/clusters/k", "2 to 10"},
        BadSpec{R"({"clusters":{"seed":-1}})", "/clusters/seed", "whole number"},
        BadSpec{R"({"clusters":{"recency":false,"frequency":false,"monetary":false}})", "/clusters", "at least one"},
        BadSpec{R"({"clusters":{"attributes":["a","b","c","d"]}})", "/clusters/attributes", "at most 3"},
        BadSpec{R"({"clusters":{"attributes":["a","b","a"]}})", "/clusters/attributes/2", "twice"}));

TEST(Spec, AFilterByTheFunnelIsAnotherOneUnderAnotherFunnel) {
  Spec one, other;
  other.funnel.window_ms = 5;
  EXPECT_TRUE(same_filter(one, other));
  one.filter.funnel = other.filter.funnel = rfm::FunnelCondition{};
  EXPECT_FALSE(same_filter(one, other));
  EXPECT_FALSE(one.filter.empty());
}

}  // namespace
}  // namespace sluice

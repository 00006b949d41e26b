// The A/B test through the door: from a table of its own, from customers and their orders, and what a changed spec and
// filter make of it.
#include <gtest/gtest.h>

#include "report/messages.h"
#include "test_support/files.h"
#include "unit/engine/service_fixture.h"

namespace sluice::engine {
namespace {

constexpr std::string_view kPersons =
    "user_id,group,converted,revenue\nu1,control,0,0\nu2,control,1,5\nu3,new,1,9\nu4,new,1,7.5\nu5,new,0,0\n";

class ExperimentService : public testing::Test {
 protected:
  void open(std::string_view table) {
    const Json loaded = load(service_, table, SIZE_MAX, "test.csv");
    ASSERT_TRUE(loaded["ok"]) << loaded.dump(2);
    spec_ = loaded["result"]["spec"];
  }
  Json experiment() {
    const Json answer = parsed(in_steps(service_, experiment_request()).answer);
    EXPECT_TRUE(answer["ok"].get<bool>()) << answer.dump(2);
    return answer["ok"].get<bool>() ? answer["result"] : Json{};
  }
  void choose(const Json& spec) {
    const Json answer = analyze(service_, spec);
    ASSERT_TRUE(answer["ok"].get<bool>()) << answer.dump(2);
  }

  Service service_;
  Json spec_;
};

TEST_F(ExperimentService, OfATableOfItsOwnFollowsTheSpec) {
  open(kPersons);
  EXPECT_EQ(spec_["ingest"]["files"][0]["shape"], "experiment");
  const Json first = experiment();
  EXPECT_EQ(first["control"], "control");
  EXPECT_EQ(first["arms"][1]["people"], 3);
  EXPECT_EQ(first["arms"][1]["revenue"]["total"], 16.5);
  EXPECT_EQ(experiment(), first) << "asked again";
  Json spec = spec_;
  spec["experiment"]["control"] = "new";
  choose(spec);
  EXPECT_EQ(experiment()["arms"][0]["name"], "new");
  choose(spec_);
  EXPECT_EQ(experiment(), first);
}

TEST_F(ExperimentService, IsReadAgainByTheSpecThatWasAnswered) {
  open(kPersons);
  const Json first = experiment();
  const Json loaded = load(service_, kPersons, SIZE_MAX, "test.csv", *parse_spec(spec_.dump()));
  ASSERT_TRUE(loaded["ok"]) << loaded.dump(2);
  EXPECT_EQ(loaded["result"]["spec"], spec_);
  EXPECT_EQ(experiment(), first);
}

TEST_F(ExperimentService, ComparesCustomersByAnAttribute) {
  // Ann and Bob are of 'control', Cid and Dan of 'letter'; Dan bought twice.
  open(
      "customer,date,amount,mailing\nAnn,2024-01-01,5,control\nBob,2024-01-02,7,control\nCid,2024-01-03,9,letter\n"
      "Dan,2024-01-04,4,letter\nDan,2024-01-05,8,letter\n");
  EXPECT_EQ(spec_["ingest"]["files"][0]["shape"], "order_lines");
  const Json test = experiment();
  EXPECT_EQ(test["joined"], true);
  EXPECT_EQ(test["arm"], "mailing");
  EXPECT_EQ(test["arms"][1]["people"], 2);
  EXPECT_EQ(test["arms"][1]["outcomes"][0]["count"], 2);
  EXPECT_EQ(test["arms"][1]["revenue"]["total"], 21.0);
}

TEST_F(ExperimentService, SaysWhatItLacks) {
  open("customer,date,amount\n1,2024-01-01,5\n2,2024-01-02,6\n");
  const Json refused = asked(service_, "experiment", Json::object());
  ASSERT_FALSE(refused["ok"].get<bool>());
  EXPECT_EQ(refused["error"]["code"], "not_applicable");
}

}  // namespace
}  // namespace sluice::engine

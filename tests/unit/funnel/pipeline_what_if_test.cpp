// What other rates along the stages would bring.
#include <gtest/gtest.h>

#include <random>

#include "test_support/seed.h"
#include "unit/funnel/pipeline_fixture.h"

namespace sluice::funnel {
namespace {

// Closed: 10 reached Lead, 8 Qualified, 5 Proposal, 4 are won. Open: 3, 2 and 1.
std::string table_of_thirty() {
  std::string table = "opportunity_id,stage,status,amount\n";
  int id = 0;
  const auto add = [&](const std::string& stage, const std::string& status, int count) {
    for (int i = 0; i < count; ++i) table += std::to_string(++id) + "," + stage + "," + status + ",100\n";
  };
  add("Lead", "Lost", 2);
  add("Qualified", "Lost", 3);
  add("Proposal", "Lost", 1);
  add("Proposal", "Won", 4);
  add("Lead", "Open", 3);
  add("Qualified", "Open", 2);
  add("Proposal", "Open", 1);
  return table;
}

WhatIfReport what_if_of(std::vector<RateChange> changes, std::vector<StageSetting> stages = {}) {
  PipelineSpec spec;
  spec.what_if = std::move(changes);
  spec.stages = std::move(stages);
  return report_of(table_of_thirty(), spec).what_if;
}

TEST(WhatIf, NothingChangesWithoutAChange) {
  const WhatIfReport report = what_if_of({});
  EXPECT_FALSE(report.changed);
  EXPECT_EQ(report.wins_now, 3 * 0.4 + 2 * 0.5 + 0.8);
  EXPECT_EQ(report.wins_then, report.wins_now);
  EXPECT_EQ(report.value_then, report.value_now);
  EXPECT_EQ(report.closed_wins_then, 4);
  EXPECT_EQ(report.stages[0].rate_now, 0.8);
  EXPECT_EQ(report.stages[1].rate_now, 0.625);
  EXPECT_EQ(report.stages[2].rate_now, 0.8);
}

// Qualified to Proposal at 0.75 rather than 0.625: from Qualified 0.75 * 0.8 = 0.6, from Lead 0.8 * 0.6 = 0.48.
TEST(WhatIf, ABetterRateCountsForEveryStageBeforeIt) {
  for (const RateChange& change : {RateChange{"Qualified", 0.75, {}}, RateChange{"Qualified", {}, 1.2}}) {
    const WhatIfReport report = what_if_of({change});
    EXPECT_TRUE(report.changed);
    EXPECT_DOUBLE_EQ(*report.stages[0].probability_then, 0.48);
    EXPECT_DOUBLE_EQ(*report.stages[1].probability_then, 0.6);
    EXPECT_EQ(*report.stages[2].probability_then, 0.8);
    EXPECT_DOUBLE_EQ(*report.wins_then, 3 * 0.48 + 2 * 0.6 + 0.8);
    EXPECT_DOUBLE_EQ(*report.value_then, 100 * (3 * 0.48 + 2 * 0.6 + 0.8));
    EXPECT_DOUBLE_EQ(*report.closed_wins_then, 10 * 0.48);
    EXPECT_DOUBLE_EQ(*report.closed_value_then, 400 * 4.8 / 4);
  }
}

// 2 open, on average 100 won, 2 of 4 won, within 10 days: 10 a day. A rate of 0.8 instead of 2/3 wins 2.4 instead of 2.
TEST(WhatIf, SalesVelocityGrowsAsTheWinsDo) {
  const std::string table =
      "opportunity_id,stage,status,amount,created,closed\n"
      "1,Lead,Lost,70,2024-01-01,2024-01-02\n"
      "2,Talk,Lost,80,2024-01-01,2024-01-03\n"
      "3,Talk,Won,50,2024-01-01,2024-01-11\n"
      "4,Talk,Won,150,2024-01-01,2024-01-11\n"
      "5,Lead,Open,10,2024-01-01,\n"
      "6,Talk,Open,20,2024-01-01,\n";
  PipelineSpec spec;
  const WhatIfReport now = report_of(table, spec).what_if;
  EXPECT_DOUBLE_EQ(*now.velocity_now, 10 * kDaysPerMonth);
  EXPECT_EQ(now.velocity_then, now.velocity_now);
  spec.what_if = {{"Talk", 0.8, {}}};
  const WhatIfReport then = report_of(table, spec).what_if;
  EXPECT_DOUBLE_EQ(*then.velocity_now, 10 * kDaysPerMonth);
  EXPECT_DOUBLE_EQ(*then.velocity_then, 12 * kDaysPerMonth);
  EXPECT_FALSE(what_if_of({{"Proposal", 0.9, {}}}).velocity_then) << "without days there is none";
}

TEST(WhatIf, NoRateExceedsOne) {
  const WhatIfReport report = what_if_of({{"Proposal", {}, 100}});
  EXPECT_EQ(report.stages[2].rate_then, 1);
  EXPECT_DOUBLE_EQ(*report.wins_then, 3 * 0.5 + 2 * 0.625 + 1);
}

// Proposal is set below Qualified: there is no rate from Qualified on, and what passes it cannot be reckoned.
TEST(WhatIf, FallingProbabilitiesHaveNoRate) {
  const WhatIfReport report = what_if_of({{"Proposal", {}, 1.1}}, {{"Proposal", 0.2, {}}});
  EXPECT_FALSE(report.stages[1].rate_now);
  EXPECT_FALSE(report.wins_then);
  EXPECT_FALSE(report.value_then);
  EXPECT_NE(report.absence.en.find("no rate from 'Qualified' on"), std::string::npos) << report.absence.en;
  EXPECT_TRUE(report.closed_wins_then) << "with the rates that are observed";
  EXPECT_TRUE(what_if_of({{"Lead", {}, 1.1}}, {{"Proposal", 0.2, {}}}).wins_then)
      << "a change before it needs no rate behind it";
  const WhatIfReport zero = what_if_of({{"Lead", {}, 1.1}}, {{"Qualified", 0.0, {}}, {"Lead", 0.0, {}}});
  EXPECT_FALSE(zero.wins_then) << "0 / 0";
}

// Random closed and open opportunities, and random rates: the probability of winning is that of a chain that in each
// step goes one stage on or is lost, followed until nothing moves.
TEST(WhatIf, AgreesWithAChainThatIsFollowed) {
  std::mt19937_64 random(test::seed_of_today());
  const auto draw = [&](int most) { return static_cast<int>(random() % static_cast<uint64_t>(most + 1)); };
  const std::vector<std::string> stages{"Lead", "Qualified", "Demo", "Proposal"};
  for (int round = 0; round < 40; ++round) {
    std::string table = "opportunity_id,stage,status,amount\n";
    int id = 0;
    for (const std::string& stage : stages) {
      for (const auto& [status, least] : {std::pair{"Lost", 0}, std::pair{"Won", 1}, std::pair{"Open", 1}}) {
        for (int i = least + draw(6); i > 0; --i) table += std::to_string(++id) + "," + stage + "," + status + ",1\n";
      }
    }
    PipelineSpec spec;
    for (const std::string& stage : stages) {
      if (draw(1) == 0) continue;
      const double rate = static_cast<double>(draw(100)) / 100;
      spec.what_if.push_back(draw(1) == 0 ? RateChange{stage, rate, {}} : RateChange{stage, {}, 2 * rate});
    }
    const PipelineReport report = report_of(table, spec);
    double wins = 0;
    for (size_t start = 0; start < stages.size(); ++start) {
      std::vector<double> mass(stages.size() + 1, 0);
      mass[start] = static_cast<double>(report.stages[start].open.opportunities);
      for (size_t step = 0; step < stages.size(); ++step) {
        std::vector<double> next(mass.size(), 0);
        next.back() = mass.back();
        for (size_t i = 0; i < stages.size(); ++i) {
          const auto closed = [&](size_t stage) {
            return static_cast<double>(stage < stages.size()
                                           ? report.stages[stage].reached_won + report.stages[stage].reached_lost
                                           : report.totals.won);
          };
          double rate = closed(i + 1) / closed(i);
          for (const RateChange& change : spec.what_if) {
            if (change.stage == stages[i]) rate = change.rate ? *change.rate : std::min(1.0, rate * *change.factor);
          }
          next[i + 1] += mass[i] * rate;
        }
        mass = next;
      }
      wins += mass.back();
    }
    ASSERT_TRUE(report.what_if.wins_then) << report.what_if.absence.en;
    EXPECT_NEAR(*report.what_if.wins_then, wins, 1e-9 * (1 + wins)) << table;
    EXPECT_NEAR(*report.what_if.value_then, wins, 1e-9 * (1 + wins)) << "each is worth 1";
  }
}

}  // namespace
}  // namespace sluice::funnel

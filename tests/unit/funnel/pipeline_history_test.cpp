// The sales pipeline where a file tells the way from stage to stage.
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <random>
#include <set>

#include "funnel/analysis.h"
#include "test_support/seed.h"
#include "unit/funnel/pipeline_fixture.h"

namespace sluice::funnel {
namespace {

const std::string kHistory =
    "opportunity_id,stage,changed_at,amount,owner\n"
    "1,Lead,2024-01-01,100,Ann\n"
    "1,Proposal,2024-01-05,120,Ann\n"   // skips Qualified
    "1,Qualified,2024-01-10,120,Bob\n"  // falls back
    "1,Proposal,2024-01-20,150,Bob\n"
    "2,Lead,2024-01-02,10,Ann\n"
    "2,Qualified,2024-01-04,10,Ann\n"
    "2,Closed Won,2024-01-12,20,Ann\n"  // skips Proposal
    "3,Lead,2024-01-03,70,Bob\n"
    "3,Qualified,2024-01-09,70,Bob\n"
    "3,Lead,2024-01-15,70,Bob\n"
    "3,Closed Lost,2024-01-25,70,Bob\n"  // lost from Lead, after it had reached Qualified
    "4,Lead,2024-01-28,5,Ann\n";

TEST(PipelineHistory, SkippingAndFallingBackTakeNothingAway) {
  const PipelineReport report = report_of(kHistory);
  EXPECT_TRUE(report.has_history);
  EXPECT_EQ(report.totals.opportunities, 4U);
  EXPECT_EQ(names(report), (std::vector<std::string>{"Lead", "Qualified", "Proposal"}));
  EXPECT_EQ(reached(report), (std::vector<uint64_t>{4, 3, 2}));
  EXPECT_EQ(each_stage(report, [](const PipelineStage& s) { return s.skipped; }), (std::vector<uint64_t>{0, 0, 1}))
      << "1 was in Qualified later, 2 never in Proposal";
  EXPECT_EQ(each_stage(report, [](const PipelineStage& s) { return s.fell_back; }), (std::vector<uint64_t>{0, 1, 1}));
  EXPECT_EQ(report.stages[1].probability.value, 0.5) << "3 had reached Qualified";
  EXPECT_EQ(report.stages[2].probability.value, 1.0);
  EXPECT_EQ(report.totals.unplaced, 0U);
  EXPECT_EQ(each_stage(report, [](const PipelineStage& s) { return s.losses.lost; }), (std::vector<uint64_t>{1, 0, 0}))
      << "it stood in Lead when it was lost";
  EXPECT_EQ(report.won_cycle.median, 10);
  EXPECT_EQ(report.lost_cycle.median, 22);
}

TEST(PipelineHistory, TheLatestRowSaysValueAndOwner) {
  const PipelineReport report = report_of(kHistory);
  EXPECT_EQ(report.totals.open_value, 155);
  EXPECT_EQ(report.totals.won_value, 20);
  ASSERT_EQ(report.breakdown.property, "owner");
  for (const PropertyRow& row : report.breakdown.rows) EXPECT_EQ(row.opportunities, 2U) << row.value;
}

TEST(PipelineHistory, AgesCountFromEnteringTheStage) {
  const PipelineReport report = report_of(kHistory);
  EXPECT_EQ(report.as_of, "2024-01-29");
  EXPECT_EQ(report.stages[0].ages.median, 1);
  EXPECT_EQ(report.stages[2].ages.median, 9) << "since it came back to Proposal";
  // Stays that led on: Lead 4, 2 and 6 days, Qualified 10 (1, to Proposal) and 8 (2, to the win).
  EXPECT_EQ(report.stages[0].stays.stays, 3U);
  EXPECT_EQ(report.stages[0].stays.median, 4);
  EXPECT_EQ(report.stages[1].stays.median, 9);
  EXPECT_EQ(report.stages[2].stays.stays, 0U) << "one fell back, one is open";
  EXPECT_EQ(report.stages[1].ages.basis, RottenBasis::stays);
  EXPECT_DOUBLE_EQ(*report.stages[1].ages.limit, 9.8);
  EXPECT_EQ(report.stages[2].ages.basis, RottenBasis::none);
  EXPECT_NE(report.age_definition.en.find("since it entered its stage"), std::string::npos);
}

TEST(PipelineHistory, AnEarlierDayIsKnownFromTheHistory) {
  PipelineSpec spec;
  spec.as_of = "2024-01-12";
  const PipelineReport report = report_of(kHistory, spec);
  EXPECT_EQ(report.totals.open, 3U) << "2 is won on the day itself";
  EXPECT_EQ(report.totals.opened_later, 1U);
  EXPECT_EQ(report.totals.unknown_then, 0U);
  EXPECT_EQ(reached(report), (std::vector<uint64_t>{3, 3, 1}));
  EXPECT_EQ(each_stage(report, [](const PipelineStage& s) { return s.open.opportunities; }),
            (std::vector<uint64_t>{0, 3, 0}));
  EXPECT_EQ(report.stages[1].ages.longest, 8);
}

TEST(PipelineHistory, AListOfTheSameOpportunitiesSaysHowTheyStand) {
  auto loaded = test::load({{"deals.csv",
                             "opportunity_id,account,owner,stage,status,amount,created,closed\n"
                             "1,Rome,Cy,Proposal,Open,999,2023-12-30,\n"
                             "2,Oslo,Di,Proposal,Won,20,2024-01-02,2024-01-13\n"
                             "5,Bonn,Di,Lead,Open,1,2024-01-02,\n"},
                            {"history.csv", kHistory}});
  ASSERT_TRUE(loaded);
  const PipelineReport report = pipeline_of(loaded->dataset).report;
  EXPECT_EQ(report.totals.opportunities, 5U);
  EXPECT_EQ(report.totals.open_value, 999 + 1 + 5);
  EXPECT_EQ(report.won_cycle.median, 11) << "of the list's days";
  EXPECT_EQ(report.stages[2].ages.median, 9) << "of the history";
  EXPECT_EQ(report.stages[0].ages.longest, 27) << "5 has no history";
}

TEST(PipelineHistory, TheFunnelCountsWhatTheHistoryTells) {
  const auto funnel = analyze(dataset_of(kHistory), {}, nullptr);
  ASSERT_TRUE(funnel);
  std::vector<double> counts;
  for (const StepReport& step : funnel->steps) counts.push_back(step.count);
  EXPECT_EQ(counts, (std::vector<double>{4, 3, 2, 1})) << "Lead, Qualified, Proposal, Closed Won";
}

TEST(PipelineHistory, OneThatIsOpenedAgainIsOpen) {
  std::string table = kHistory;  // one in ten numbers may contradict itself
  for (int id = 10; id < 20; ++id) {
    table += std::to_string(id) + ",Lead,2024-01-01,,\n" + std::to_string(id) + ",Qualified,2024-01-02,,\n";
  }
  table += "30,Lead,2024-01-01,,\n30,Closed Lost,2024-01-05,,\n30,Lead,2024-01-20,,\n";
  const PipelineReport report = report_of(table);
  EXPECT_EQ(report.totals.lost, 1U);
  EXPECT_EQ(report.stages[0].open.opportunities, 2U);
  EXPECT_EQ(report.stages[0].ages.longest, 9) << "since it was opened again";
}

// ---- by brute force -------------------------------------------------------------------------------------------------

constexpr int kStages = 4;  // 0..3; kStages: won, -1: lost
const std::vector<std::string> kNames{"Lead", "Qualified", "Demo", "Proposal"};
constexpr int kWon = kStages, kLost = -1;

// By opportunity: from which day on it stood where.
using Changes = std::map<int, int>;

std::vector<Changes> draw_opportunities(std::mt19937_64& random) {
  const auto draw = [&](int most) { return static_cast<int>(random() % static_cast<uint64_t>(most + 1)); };
  std::vector<Changes> all;
  for (int i = 0; i < 60; ++i) {
    Changes changes;
    int day = draw(30), stage = draw(1);
    changes[day] = stage;
    for (int more = draw(5); more > 0; --more) {
      day += 1 + draw(9);
      stage = draw(kStages - 1);
      changes[day] = stage;
    }
    if (const int end = draw(2); end > 0) changes[day + 1 + draw(9)] = end == 1 ? kWon : kLost;
    all.push_back(changes);
  }
  return all;
}

std::string day_text(int day) { return format_day(day_from_civil({2024, 1, 1}) + day); }

std::string table_of(const std::vector<Changes>& all, std::mt19937_64& random) {
  std::vector<std::string> rows;
  for (size_t i = 0; i < all.size(); ++i) {
    for (const auto& [day, stage] : all[i]) {
      const std::string name = stage == kWon ? "Won" : stage == kLost ? "Lost" : kNames[static_cast<size_t>(stage)];
      rows.push_back(std::to_string(1000 + i) + "," + name + "," + day_text(day) + "\n");
    }
  }
  std::shuffle(rows.begin(), rows.end(), random);
  std::string table = "opportunity_id,stage,date\n";
  for (const std::string& row : rows) table += row;
  return table;
}

double plain_quantile(std::vector<double> values, double p) {
  std::sort(values.begin(), values.end());
  const double at = p * static_cast<double>(values.size() - 1);
  const auto low = static_cast<size_t>(at);
  const size_t high = std::min(low + 1, values.size() - 1);
  return values[low] + (values[high] - values[low]) * (at - static_cast<double>(low));
}

// Goes through every opportunity day by day.
struct CountedByHand {
  struct Stage {
    uint64_t won = 0, lost = 0, open = 0, standing = 0, skipped = 0, fell_back = 0, lost_here = 0;
    std::vector<double> ages, stays;
  };
  std::array<Stage, kStages> stages;
  uint64_t later = 0;
  std::vector<double> won_cycles, lost_cycles;

  CountedByHand(const std::vector<Changes>& all, int as_of) {
    for (const Changes& changes : all) count(changes, as_of);
  }

  void count(const Changes& changes, int as_of) {
    std::vector<int> days;  // where it stood on each day since the first
    for (int day = changes.begin()->first; day < as_of; ++day) {
      days.push_back(std::prev(changes.upper_bound(day))->second);
    }
    if (days.empty()) {
      ++later;
      return;
    }
    const bool won = days.back() == kWon, lost = days.back() == kLost;
    const std::set<int> stood(days.begin(), days.end());
    const int furthest = won ? kStages - 1 : *stood.rbegin();
    for (int s = 0; s < kStages; ++s) {
      Stage& stage = stages[static_cast<size_t>(s)];
      if (s <= furthest) ++(won ? stage.won : lost ? stage.lost : stage.open);
      if (s <= furthest && !stood.contains(s)) ++stage.skipped;
      bool fell = false;
      double run = 0;
      for (size_t d = 0; d < days.size(); ++d) {
        if (days[d] != s) continue;
        ++run;
        const bool last = d + 1 == days.size();
        if (!last && days[d + 1] == s) continue;
        if (last && !won && !lost) stage.ages.push_back(run);
        if (!last && days[d + 1] > s) stage.stays.push_back(run);
        fell = fell || (!last && days[d + 1] < s && days[d + 1] != kLost);
        if (!last && days[d + 1] == kLost) ++stage.lost_here;
        run = 0;
      }
      if (fell) ++stage.fell_back;
    }
    if (won || lost) {
      const auto closed = std::find(days.begin(), days.end(), days.back()) - days.begin();
      (won ? won_cycles : lost_cycles).push_back(static_cast<double>(closed));
    } else {
      ++stages[static_cast<size_t>(days.back())].standing;
    }
  }
};

void expect_quantile(const std::optional<double>& found, const std::vector<double>& values, double p) {
  ASSERT_EQ(found.has_value(), !values.empty());
  if (found) {
    EXPECT_NEAR(*found, plain_quantile(values, p), 1e-9);
  }
}

TEST(PipelineHistory, AgreesWithGoingThroughEveryDay) {
  std::mt19937_64 random(test::seed_of_today());
  for (int round = 0; round < 60; ++round) {
    const std::vector<Changes> all = draw_opportunities(random);
    const Dataset dataset = dataset_of(table_of(all, random));
    int last = 0;
    for (const Changes& changes : all) last = std::max(last, changes.rbegin()->first);
    for (const int as_of : {last + 1, static_cast<int>(random() % static_cast<uint64_t>(last + 1))}) {
      PipelineSpec spec;
      if (as_of != last + 1) spec.as_of = day_text(as_of);
      FunnelSpec funnel;
      for (const std::string& name : kNames) funnel.steps.push_back({name, {}});
      const PipelineReport report = pipeline_of(dataset, spec, funnel).report;
      const CountedByHand counted(all, as_of);
      SCOPED_TRACE(testing::Message() << "round " << round << ", day " << as_of << " of " << last);
      EXPECT_EQ(report.as_of, day_text(as_of));
      EXPECT_EQ(report.totals.opened_later, counted.later);
      ASSERT_EQ(report.stages.size(), size_t{kStages});
      for (size_t s = 0; s < report.stages.size(); ++s) {
        const PipelineStage& stage = report.stages[s];
        const CountedByHand::Stage& wanted = counted.stages[s];
        SCOPED_TRACE(stage.stage);
        EXPECT_EQ(stage.reached_won, wanted.won);
        EXPECT_EQ(stage.reached_lost, wanted.lost);
        EXPECT_EQ(stage.reached_open, wanted.open);
        EXPECT_EQ(stage.skipped, wanted.skipped);
        EXPECT_EQ(stage.fell_back, wanted.fell_back);
        EXPECT_EQ(stage.open.opportunities, wanted.standing);
        EXPECT_EQ(stage.losses.lost, wanted.lost_here);
        EXPECT_EQ(stage.stays.stays, wanted.stays.size());
        expect_quantile(stage.stays.p90, wanted.stays, 0.9);
        expect_quantile(stage.ages.first_quartile, wanted.ages, 0.25);
        expect_quantile(stage.ages.p90, wanted.ages, 0.9);
        const double limit = wanted.stays.empty() ? INFINITY : plain_quantile(wanted.stays, 0.9);
        const auto rotten = [&](double age) { return age > limit + 1e-9; };
        EXPECT_EQ(stage.ages.rotten, std::count_if(wanted.ages.begin(), wanted.ages.end(), rotten));
        const double closed = static_cast<double>(wanted.won + wanted.lost);
        ASSERT_EQ(stage.probability.value.has_value(), closed > 0);
        if (closed > 0) {
          EXPECT_DOUBLE_EQ(*stage.probability.value, static_cast<double>(wanted.won) / closed);
        }
      }
      expect_quantile(report.won_cycle.median, counted.won_cycles, 0.5);
      expect_quantile(report.lost_cycle.p90, counted.lost_cycles, 0.9);
    }
  }
}

}  // namespace
}  // namespace sluice::funnel

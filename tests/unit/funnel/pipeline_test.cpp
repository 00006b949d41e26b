// The sales pipeline of a table with one row an opportunity.
#include "funnel/pipeline.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/statistics.h"
#include "report/pipeline_fields.h"
#include "unit/funnel/pipeline_fixture.h"

namespace sluice::funnel {
namespace {

// Ten opportunities whose figures can be told by counting: 4 open, 3 won, 3 lost.
const std::string kTenOpportunities =
    "opportunity_id,account,owner,stage,status,amount,created,closed\n"
    "1,a,Ann,Lead,Open,1000,2024-03-01,\n"
    "2,b,Ann,Lead,Lost,500,2024-01-01,2024-01-11\n"
    "3,c,Bob,Qualified,Open,2000,2024-02-01,\n"
    "4,d,Bob,Qualified,Lost,700,2024-01-01,2024-01-21\n"
    "5,a,Ann,Proposal,Open,,2024-01-10,\n"
    "6,b,Bob,Proposal,Won,300,2024-01-01,2024-01-31\n"
    "7,c,Ann,Proposal,Won,600,2024-01-01,2024-02-10\n"
    "8,d,Bob,Qualified,Won,900,2024-01-01,2024-02-20\n"
    "9,e,Ann,Proposal,Lost,800,2024-01-01,2024-03-09\n"
    "10,e,Bob,Proposal,Open,4000,,\n";

TEST(Pipeline, CountsWhatReachedEachStage) {
  const PipelineReport report = report_of(kTenOpportunities);
  EXPECT_EQ(report.totals.opportunities, 10U);
  EXPECT_EQ(report.totals.open, 4U);
  EXPECT_EQ(report.totals.won, 3U);
  EXPECT_EQ(report.totals.lost, 3U);
  EXPECT_EQ(report.totals.open_value, 7000);
  EXPECT_EQ(report.totals.open_without_value, 1U);
  EXPECT_EQ(report.totals.won_value, 1800);
  EXPECT_EQ(report.totals.lost_value, 2000);
  EXPECT_EQ(names(report), (std::vector<std::string>{"Lead", "Qualified", "Proposal"}));
  EXPECT_EQ(reached(report), (std::vector<uint64_t>{10, 8, 6})) << "8 was won from Qualified and has reached Proposal";
  EXPECT_EQ(each_stage(report, [](const PipelineStage& s) { return s.reached_open; }),
            (std::vector<uint64_t>{4, 3, 2}));
  EXPECT_EQ(each_stage(report, [](const PipelineStage& s) { return s.zone; }),
            (std::vector<std::optional<Zone>>{Zone::outside, Zone::top, Zone::middle}))
      << "the bottom is the win, which is no stage to stand in";
  EXPECT_FALSE(report.has_history);
}

// Whoever waits can be told how far it is, also while the figures are made of what was read.
TEST(Pipeline, IsCountedAStretchAtATime) {
  const Dataset dataset = dataset_of(kTenOpportunities);
  const Pipeline whole = pipeline_of(dataset);
  auto run = begin_pipeline(dataset, {}, {}, nullptr);
  ASSERT_TRUE(run.has_value());
  size_t stretches = 0;
  for (double before = 0; !run->done(); ++stretches) {
    EXPECT_GE(run->share(), before);
    before = run->share();
    run->advance(1);
  }
  EXPECT_GT(stretches, dataset.opportunities->size() + 1) << "the figures one after the other, too";
  const Pipeline cut = run->conclude().value();
  EXPECT_EQ(write_json(cut.report), write_json(whole.report));
  EXPECT_EQ(cut.rotten.size(), whole.rotten.size());
}

TEST(Pipeline, EstimatesTheProbabilityFromClosedOpportunitiesOnly) {
  const PipelineReport report = report_of(kTenOpportunities);
  const auto probability = [&](size_t stage) { return report.stages[stage].probability; };
  EXPECT_EQ(probability(0).value, 3.0 / 6);
  EXPECT_EQ(probability(1).value, 3.0 / 5);
  EXPECT_EQ(probability(2).value, 3.0 / 4);
  const Interval wilson = wilson_interval(3, 4);
  EXPECT_EQ(probability(2).estimate->low, wilson.low);
  EXPECT_EQ(probability(2).estimate->high, wilson.high);
  EXPECT_EQ(probability(2).estimate->of, 4U);
  EXPECT_TRUE(probability(2).too_few);
  EXPECT_TRUE(notes_say(report, "Fewer than 30 closed opportunities have reached 'Lead', 'Qualified', 'Proposal'"));
}

TEST(Pipeline, WeighsOpenOpportunities) {
  const PipelineReport report = report_of(kTenOpportunities);
  EXPECT_EQ(report.weighted_value.value, 1000 * 0.5 + 2000 * 0.6 + 4000 * 0.75);
  EXPECT_EQ(report.expected_wins.value, 0.5 + 0.6 + 2 * 0.75);
  EXPECT_EQ(report.weighted_at_average.value, 600 * 0.75) << "5 has no value; the average won value is 600";
  EXPECT_EQ(report.stages[2].open.opportunities, 2U);
  EXPECT_EQ(report.stages[2].open.without_value, 1U);
  EXPECT_EQ(report.stages[2].open.weighted, 3000);
  EXPECT_TRUE(notes_say(report, "1 open opportunity has no value"));
}

TEST(Pipeline, ReckonsWithGivenProbabilities) {
  PipelineSpec spec;
  spec.stages = {{"Proposal", 0.1, {}}, {"Lead", 0.0, {}}};
  const PipelineReport report = report_of(kTenOpportunities, spec);
  EXPECT_EQ(report.weighted_value.value, 1000 * 0.0 + 2000 * 0.6 + 4000 * 0.1);
  EXPECT_TRUE(report.stages[2].probability.given);
  EXPECT_EQ(report.stages[2].probability.estimate->value, 0.75) << "what is observed is shown beside it";
  EXPECT_TRUE(notes_say(report, "falls from 'Qualified' to 'Proposal'"));
  EXPECT_NE(report.probability_definition.en.find("yours counts"), std::string::npos);
}

TEST(Pipeline, RatesWinsByCountAndByValue) {
  const PipelineReport report = report_of(kTenOpportunities);
  EXPECT_EQ(report.win_rate->value, 0.5);
  EXPECT_EQ(report.win_rate->low, wilson_interval(3, 6).low);
  EXPECT_EQ(report.win_rate_by_value.value, 1800.0 / 3800);
}

TEST(Pipeline, VelocityIsTheProductOfItsFactors) {
  const PipelineReport report = report_of(kTenOpportunities);
  EXPECT_EQ(report.won_cycle.opportunities, 3U);
  EXPECT_EQ(report.won_cycle.median, 40) << "30, 40 and 50 days";
  EXPECT_DOUBLE_EQ(*report.won_cycle.p90, 48);
  EXPECT_EQ(report.lost_cycle.median, 20) << "10, 20 and 68 days";
  EXPECT_EQ(report.velocity.open.value, 4);
  EXPECT_EQ(report.velocity.average_won_value.value, 600);
  EXPECT_EQ(report.velocity.win_rate.value, 0.5);
  EXPECT_EQ(report.velocity.cycle_days.value, 40);
  EXPECT_EQ(report.velocity.per_day.value, 4 * 600 * 0.5 / 40);
  EXPECT_DOUBLE_EQ(*report.velocity.per_month.value, 30 * 30.436875);
}

TEST(Pipeline, AgesCountFromTheOpeningWhereNoHistoryTells) {
  const PipelineReport report = report_of(kTenOpportunities);
  EXPECT_EQ(report.as_of, "2024-03-10") << "the day after 2024-03-09, the latest date";
  EXPECT_EQ(report.stages[0].ages.median, 9);
  EXPECT_EQ(report.stages[1].ages.median, 38);
  EXPECT_EQ(report.stages[2].ages.longest, 60);
  EXPECT_EQ(report.stages[2].ages.undated, 1U);
  EXPECT_EQ(report.stages[2].ages.ranges, (std::array<uint64_t, 7>{0, 0, 0, 1, 0, 0, 0})) << "60 days end a range";
  EXPECT_TRUE(notes_say(report, "1 open opportunity has no date"));
  // Cycles of 10, 20, 30, 40, 50 and 68 days: 90 % are within 50 + 18 / 2.
  EXPECT_EQ(report.stages[0].ages.basis, RottenBasis::cycles);
  EXPECT_DOUBLE_EQ(*report.stages[0].ages.limit, 59);
  EXPECT_EQ(report.stages[0].ages.basis_count, 6U);
  EXPECT_EQ(each_stage(report, [](const PipelineStage& s) { return s.ages.rotten; }), (std::vector<uint64_t>{0, 0, 1}));
  EXPECT_EQ(report.rotten, 1U);
  EXPECT_EQ(report.rotten_value, 0);
}

TEST(Pipeline, AChosenLimitMakesRotten) {
  PipelineSpec spec;
  spec.rotten_days = 38;
  spec.stages = {{"Lead", {}, 8}};
  const PipelineReport report = report_of(kTenOpportunities, spec);
  EXPECT_EQ(each_stage(report, [](const PipelineStage& s) { return s.ages.rotten; }), (std::vector<uint64_t>{1, 0, 1}))
      << "38 days are not more than 38";
  EXPECT_EQ(report.stages[0].ages.limit, 8);
  EXPECT_EQ(report.stages[1].ages.basis, RottenBasis::chosen);
  EXPECT_EQ(report.rotten_value, 1000);
}

TEST(Pipeline, LossesStandAtTheStageOfTheFile) {
  const PipelineReport report = report_of(kTenOpportunities);
  EXPECT_EQ(each_stage(report, [](const PipelineStage& s) { return s.losses.lost; }), (std::vector<uint64_t>{1, 1, 1}));
  EXPECT_EQ(report.stages[2].losses.share, 1.0 / 3);
  EXPECT_EQ(report.stages[2].losses.share_of_value, 800.0 / 2000);
}

// A CRM export that ends in Won or Lost does not say where sales were lost.
TEST(Pipeline, LossesWithoutAStageLowerEveryProbability) {
  const PipelineReport report = report_of(
      "opportunity_id,stage,engage date,close date,amount\n"
      "1,Won,2024-01-01,2024-01-02,10\n2,Won,2024-01-01,2024-01-03,20\n3,Lost,2024-01-01,2024-01-04,0\n"
      "4,Prospecting,,,\n5,Engaging,2024-01-02,,\n");
  EXPECT_EQ(report.totals.unplaced, 1U);
  EXPECT_EQ(names(report), (std::vector<std::string>{"Prospecting", "Engaging"}));
  EXPECT_EQ(reached(report), (std::vector<uint64_t>{5, 3}));
  EXPECT_EQ(report.stages[0].probability.value, 2.0 / 3);
  EXPECT_EQ(report.stages[1].probability.value, 2.0 / 3) << "not 2 / 2";
  EXPECT_EQ(report.stages[0].losses.lost + report.stages[1].losses.lost, 0U);
  EXPECT_TRUE(notes_say(report, "1 lost opportunity does not say at which stage"));
  EXPECT_FALSE(report.win_rate_by_value.value) << "the lost one has a value of 0: it would be 100 %";
  EXPECT_NE(report.win_rate_by_value.absence.en.find("what was lost is not known"), std::string::npos);
  EXPECT_FALSE(report.weighted_value.value);
  EXPECT_EQ(report.weighted_value.absence.en, "No open opportunity has a value.");
  EXPECT_DOUBLE_EQ(*report.weighted_at_average.value, 2 * 15 * 2.0 / 3);
}

TEST(Pipeline, StagesAreThoseOfTheFunnel) {
  FunnelSpec funnel;
  funnel.steps = {{"Proposal", Zone::top}, {"Qualified", Zone::bottom}};  // the wrong way round, and without Lead
  const PipelineReport report = report_of(kTenOpportunities, {}, funnel);
  EXPECT_EQ(names(report), (std::vector<std::string>{"Proposal", "Qualified"}));
  EXPECT_EQ(report.stages[1].zone, Zone::bottom);
  EXPECT_EQ(report.totals.before_first_stage, 2U);
  EXPECT_EQ(report.totals.opportunities, 8U);
  EXPECT_TRUE(notes_say(report, "at a stage before the first one"));
}

// Steps of an event funnel are no stages.
TEST(Pipeline, StepsOfOtherFunnelsAreNoStages) {
  auto loaded = test::load(
      {{"deals.csv", kTenOpportunities}, {"events.csv", "user,event,time\na,view,2024-01-01\na,pay,2024-01-02\n"}});
  ASSERT_TRUE(loaded);
  FunnelSpec funnel;
  funnel.steps = {{"view", {}}, {"pay", {}}};
  EXPECT_EQ(names(pipeline_of(loaded->dataset, {}, funnel).report).size(), 3U);
  funnel.source = Source::opportunities;
  const auto refused = analyze_pipeline(loaded->dataset, funnel, {}, nullptr);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().place.pointer, "/funnel/steps/0/event");
}

TEST(Pipeline, KeepsTheCustomersThatAFilterLeaves) {
  const Dataset dataset = dataset_of(kTenOpportunities);
  std::vector<uint8_t> keep(dataset.customers.size(), 0);
  keep[dataset.customers.find("e")] = 1;
  const PipelineReport report = pipeline_of(dataset, {}, {}, &keep).report;
  EXPECT_EQ(report.totals.opportunities, 2U);
  EXPECT_EQ(report.totals.lost, 1U);
  EXPECT_EQ(report.as_of, "2024-03-10") << "of the whole file";
  const Dataset nameless =
      dataset_of("opportunity_id,stage,status,created\n1,Lead,Open,2024-01-01\n2,Talk,Won,2024-01-01\n");
  EXPECT_EQ(pipeline_of(nameless, {}, {}, &keep).report.totals.opportunities, 2U);
  EXPECT_TRUE(notes_say(pipeline_of(nameless, {}, {}, &keep).report, "name no customers"));
}

// 8 was still open on 2024-02-15 and nothing says at which stage; 1 was not there yet.
TEST(Pipeline, AnEarlierDayKnowsNothingOfLater) {
  PipelineSpec spec;
  spec.as_of = "2024-02-15";
  const PipelineReport report = report_of(kTenOpportunities, spec);
  EXPECT_EQ(report.totals.opened_later, 1U);
  EXPECT_EQ(report.totals.unknown_then, 2U) << "8 and 9";
  EXPECT_EQ(report.totals.won, 2U);
  EXPECT_EQ(report.totals.lost, 2U);
  EXPECT_EQ(report.stages[1].ages.median, 14);
  EXPECT_TRUE(notes_say(report, "does not say where they stood"));
  spec.as_of = "2024-03-09";
  EXPECT_EQ(report_of(kTenOpportunities, spec).totals.unknown_then, 1U)
      << "what happened on the day itself is not known yet";
  spec.as_of = "2020-01-01";
  const PipelineReport empty = report_of(kTenOpportunities, spec);
  EXPECT_EQ(empty.totals.opportunities, 1U) << "the one without dates";
  EXPECT_FALSE(empty.win_rate);
}

TEST(Pipeline, ExpectedClosingDaysMoveNoDay) {
  const PipelineReport report = report_of(
      "opportunity_id,stage,created,close date\n1,Lead,2024-01-05,2030-01-01\n2,Closed Won,2024-01-01,2024-01-03\n");
  EXPECT_EQ(report.as_of, "2024-01-06");
  EXPECT_EQ(report.totals.open, 1U);
}

// No figure of these may be anything but absent with a word, and the report has to be JSON without NaN.
TEST(Pipeline, DegenerateTablesHaveAbsentFiguresWithWords) {
  const std::string head = "opportunity_id,stage,status,amount,created,closed\n";
  for (const std::string rows : {
           "1,Lead,Open,,,\n",                                                 // one, open, nothing known
           "1,Lead,Won,,,\n",                                                  // none open
           "1,Lead,Lost,0,2024-01-01,2024-01-01\n",                            // none won
           "1,Lead,Won,5,2024-01-01,2024-01-01\n2,Lead,Open,5,2024-01-01,\n",  // a cycle of 0 days
           "1,Lead,Won,5,2024-01-02,2024-01-01\n2,Lead,Open,5,2024-01-01,\n",  // closed before it was opened
           "1,Won,Won,5,2024-01-02,2024-01-03\n2,Lost,Lost,5,2024-01-01,\n",   // no stage to stand in
           "1,Lead,Lost,-5,,\n2,Lead,Won,5,,\n3,Lead,Open,-7,,\n",             // money that cancels out
       }) {
    const PipelineReport report = report_of(head + rows);
    const SalesVelocity& v = report.velocity;
    for (const PipelineFigure* figure :
         {&report.weighted_value, &report.expected_wins, &report.weighted_at_average, &report.win_rate_by_value,
          &v.open, &v.average_won_value, &v.win_rate, &v.cycle_days, &v.per_day, &v.per_month}) {
      EXPECT_NE(figure->value.has_value(), !figure->absence.en.empty()) << rows << figure->definition.en;
      EXPECT_EQ(figure->absence.en.empty(), figure->absence.zh.empty()) << rows;
      EXPECT_FALSE(figure->definition.en.empty() || figure->definition.zh.empty()) << rows;
      EXPECT_TRUE(!figure->value || std::isfinite(*figure->value)) << rows;
    }
    EXPECT_NE(report.win_rate.has_value(), !report.win_rate_absence.en.empty()) << rows;
    EXPECT_NE(report.won_cycle.median.has_value(), !report.won_cycle.absence.en.empty()) << rows;
  }
  EXPECT_EQ(report_of(head + "1,Lead,Open,5,,\n").velocity.per_day.absence.en, "No opportunity is won.");
  EXPECT_EQ(report_of(head + "1,Lead,Won,5,,\n").velocity.per_day.absence.en, "No opportunity is open.");
  EXPECT_EQ(report_of(head + "1,Lead,Open,5,,\n").weighted_value.absence.en,
            "No closed opportunity has reached the stages of the open ones, and no probability is set for them.");
  EXPECT_NE(report_of(head + "1,Lead,Won,5,2024-01-01,2024-01-01\n2,Lead,Open,5,2024-01-01,\n")
                .velocity.per_day.absence.en.find("no time to divide by"),
            std::string::npos);
  EXPECT_TRUE(report_of(head + "1,Lead,Open,5,,\n").as_of.empty());
}

TEST(Pipeline, RefusesWhatItCannotDo) {
  const Dataset dataset = dataset_of(kTenOpportunities);
  const auto pointer = [&](const PipelineSpec& spec) {
    const Status status = check(dataset, {}, spec);
    return status ? std::string() : status.error().place.pointer;
  };
  EXPECT_EQ(pointer({"1.2.2024", {}, {}, "", {}}), "/pipeline/as_of");
  EXPECT_EQ(pointer({"", {{"Lead", 1.5, {}}}, {}, "", {}}), "/pipeline/stages/0/probability");
  EXPECT_EQ(pointer({"", {{"Lead", {}, {}}, {"Lead", {}, {}}}, {}, "", {}}), "/pipeline/stages/1/stage");
  EXPECT_EQ(pointer({"", {{"Leads", {}, {}}}, {}, "", {}}), "/pipeline/stages/0/stage");
  EXPECT_EQ(pointer({"", {}, -1, "", {}}), "/pipeline/rotten_days");
  EXPECT_EQ(pointer({"", {}, {}, "city", {}}), "/pipeline/property");
  EXPECT_EQ(pointer({"", {}, {}, "", {{"Lead", {}, {}}}}), "/pipeline/what_if/0");
  EXPECT_EQ(pointer({"", {}, {}, "", {{"Lead", 0.5, 2}}}), "/pipeline/what_if/0");
  EXPECT_EQ(pointer({"", {}, {}, "", {{"Lead", {}, -2}}}), "/pipeline/what_if/0/factor");
  EXPECT_EQ(pointer({"2024-01-01", {{"Lead", 1, 0}}, 0, "owner", {{"Lead", {}, 100}}}), "");
  EXPECT_EQ(check(dataset_of("user,event,time\na,view,2024-01-01\n"), {}, {}).error().code, ErrorCode::not_applicable);
}

TEST(Pipeline, RepeatedNumbersOfAListAreSaid) {
  const PipelineReport report = report_of(
      "opportunity_id,stage,created\n1,Lead,2024-01-01\n1,Lead,2024-01-01\n1,Lead,2024-01-01\n2,Talk,2024-01-01\n");
  EXPECT_EQ(report.totals.opportunities, 4U);
  EXPECT_TRUE(notes_say(report, "1 opportunity number stands in several rows"));
}

}  // namespace
}  // namespace sluice::funnel

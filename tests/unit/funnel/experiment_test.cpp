// A/B tests from small tables: which column is what, what the arms come to, and what is said where there is little.
#include "funnel/experiment.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "base/random.h"
#include "unit/funnel/pipeline_fixture.h"

namespace sluice::funnel {
namespace {

Result<ExperimentReport> analyze_table(const std::string& table, const ExperimentSpec& spec = {}) {
  const Dataset dataset = dataset_of(table);
  return analyze_experiment(source_of(*dataset.experiment), spec, nullptr);
}

ExperimentReport report_of(const std::string& table, const ExperimentSpec& spec = {}) {
  auto report = analyze_table(table, spec);
  EXPECT_TRUE(report) << report.error().to_string();
  return report ? std::move(*report) : ExperimentReport{};
}

std::string refused(const std::string& table, const ExperimentSpec& spec) {
  const auto report = analyze_table(table, spec);
  return report ? "nothing" : report.error().place.pointer;
}

bool notes_say(const ExperimentReport& report, const std::string& words) {
  return std::any_of(report.notes.begin(), report.notes.end(),
                     [&](const TextPair& note) { return note.en.find(words) != std::string::npos; });
}

/// One row a person.
class People {
 public:
  People& add(const std::string& arm, int persons, int converted, const std::string& amount = "10") {
    for (int i = 0; i < persons; ++i) {
      const bool yes = i < converted;
      text_ += arm + (yes ? ",1," + amount : ",0,0") + "\n";
    }
    return *this;
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_ = "group,converted,revenue\n";
};

const char* const kArms = "arm,sent,reached,converted,spend\nB,1000,500,40,600.5\nA,1000,400,20,300\n";

TEST(Experiment, OfArmsKnowsItsColumnsByTheirNames) {
  const ExperimentReport report = report_of(kArms);
  EXPECT_EQ(report.arm, "arm");
  EXPECT_EQ(report.people, "sent");
  EXPECT_EQ(report.amount, "spend");
  EXPECT_EQ(report.outcomes, (std::vector<std::string>{"reached", "converted"}));
  EXPECT_EQ(report.control, "A");
  ASSERT_EQ(report.arms.size(), 2U);
  EXPECT_EQ(report.arms[1].outcomes[1].count, 40U);
  EXPECT_EQ(report.arms[1].people, 1000U);
  // Only totals are known: a mean, but no interval and no buyers.
  EXPECT_NEAR(*report.arms[1].revenue->per_person, 0.6005, 1e-12);
  EXPECT_NEAR(*report.arms[1].revenue->difference, 0.3005, 1e-12);
  EXPECT_FALSE(report.arms[1].revenue->low.has_value());
  EXPECT_FALSE(report.arms[1].revenue->buyers.has_value());
  EXPECT_NE(report.revenue_absence.en.find("totals"), std::string::npos);
}

TEST(Experiment, AddsUpTheRowsOfAnArm) {
  const ExperimentReport report = report_of(
      "日期,组别,发送人数,转化\n2024-01-01,对照组,500,5\n2024-01-01,实验组,500,9\n2024-01-02,对照组,500,7\n"
      "2024-01-02,实验组,600,11\n");
  EXPECT_EQ(report.control, "对照组");
  EXPECT_EQ(report.arms[0].people, 1000U);
  EXPECT_EQ(report.arms[1].people, 1100U);
  EXPECT_EQ(report.arms[1].outcomes[0].count, 20U);
  EXPECT_TRUE(report.amount.empty());
}

TEST(Experiment, GivesAgrestisAspirinStudy) {
  // Agresti 2007, section 2.2: 189 of 11,034 on placebo, 104 of 11,037 on aspirin; z 5.00, ratio 1.82.
  const ExperimentReport report = report_of("treatment,people,conversions\nplacebo,11034,189\naspirin,11037,104\n");
  EXPECT_EQ(report.control, "placebo");
  const ArmContrast& contrast = *report.arms[1].outcomes[0].contrast;
  EXPECT_NEAR(contrast.difference, -0.0077, 0.00005);
  EXPECT_NEAR(1 + *contrast.lift, 1 / 1.82, 0.005);
  EXPECT_EQ(contrast.verdict, Difference::lower);
  EXPECT_NE(report.arms[1].verdict.en.find("0.94%, against 1.71% with 'placebo': 0.55 times as many"),
            std::string::npos)
      << report.arms[1].verdict.en;
  EXPECT_NE(report.arms[1].verdict.zh.find("这不是偶然（p < 0.001）"), std::string::npos);
}

TEST(Experiment, TakesFisherForAFewAndRaisesForManyTests) {
  // Fisher's tea (1935): three of four, against one of four; p = 34 / 70. The same twice: Holm doubles the smaller.
  const ExperimentReport report = report_of("group,users,clicks,conversions\ncontrol,4,1,1\nnew,4,3,3\n");
  const ArmOutcome& clicks = report.arms[1].outcomes[0];
  EXPECT_TRUE(clicks.contrast->fisher);
  EXPECT_NEAR(clicks.contrast->p, 34.0 / 70, 1e-12);
  EXPECT_NEAR(clicks.contrast->p_adjusted, 68.0 / 70, 1e-12);
  EXPECT_EQ(clicks.contrast->verdict, Difference::too_few);
}

TEST(Experiment, WhatManyTestsLeaveOpenIsNotCalledAlike) {
  // z = 2.18, p = 0.029 of each of two arms; Holm 0.058: above 0.05, though the intervals leave out 0.
  const ExperimentReport report = report_of("group,users,conversions\ncontrol,1000,100\nx,1000,131\ny,1000,131\n");
  for (const size_t arm : {1U, 2U}) {
    const ArmContrast& contrast = *report.arms[arm].outcomes[0].contrast;
    EXPECT_GT(contrast.low, 0);
    EXPECT_GT(contrast.p_adjusted, 0.05);
    EXPECT_EQ(contrast.verdict, Difference::too_few);
  }
}

TEST(Experiment, OfPersonsCountsThemAndTheirMoney) {
  const ExperimentReport report = report_of(People().add("treatment", 300, 60, "20").add("control", 400, 20).text());
  EXPECT_EQ(report.arm, "group");
  EXPECT_TRUE(report.people.empty());
  EXPECT_EQ(report.control, "control");
  EXPECT_EQ(report.arms[0].people, 400U);
  const ArmRevenue& revenue = *report.arms[1].revenue;
  EXPECT_EQ(revenue.total, 1200);
  EXPECT_EQ(*revenue.per_person, 4);
  EXPECT_EQ(*revenue.buyers, 60U);
  EXPECT_EQ(*revenue.per_buyer, 20);
  EXPECT_EQ(*revenue.difference, 3.5);
  // Two shares times an amount: the standard error is that of Bernoulli's law.
  const double error = std::sqrt(400 * 0.16 / 300 + 100 * 0.0475 / 400);
  EXPECT_NEAR(*revenue.low, 3.5 - 1.96 * error, 0.12);
  EXPECT_NEAR(*revenue.high, 3.5 + 1.96 * error, 0.12);
  EXPECT_EQ(revenue.verdict, Difference::higher);
}

TEST(Experiment, TheIntervalOfRevenueCoversTheTruthAboutAsOftenAsItSays) {
  Random random(31);
  constexpr int kRounds = 100, kPersons = 300;
  int covered = 0;
  for (int round = 0; round < kRounds; ++round) {
    std::string table = "group,converted,revenue\n";
    for (int i = 0; i < 2 * kPersons; ++i) {
      const bool first = i < kPersons;
      const bool buys = random.share() < (first ? 0.3 : 0.2);
      const double amount = buys ? std::floor(-50 * std::log(1 - random.share())) + 1 : 0;
      table += std::string(first ? "new" : "control") + (buys ? ",1," : ",0,") + std::to_string(amount) + "\n";
    }
    const ArmRevenue revenue = *report_of(table).arms[1].revenue;
    // The mean of floor(X) + 1 for an exponential X of mean 50.
    const double mean = 1 / (1 - std::exp(-1.0 / 50));
    covered += *revenue.low <= 0.1 * mean && 0.1 * mean <= *revenue.high ? 1 : 0;
  }
  EXPECT_GE(covered, 88);  // of 95 expected, three standard errors
}

TEST(Experiment, DoesNotDependOnTheOrderOfTheRows) {
  const std::string forth = People().add("b", 50, 20, "7.5").add("a", 40, 10, "3.25").text();
  const std::string back = People().add("a", 40, 10, "3.25").add("b", 50, 20, "7.5").text();
  const ExperimentReport one = report_of(forth), other = report_of(back);
  EXPECT_EQ(one.arms[1].revenue->low, other.arms[1].revenue->low);
  EXPECT_EQ(one.arms[1].revenue->high, other.arms[1].revenue->high);
  EXPECT_EQ(one.arms[1].verdict, other.arms[1].verdict);
}

TEST(Experiment, WorksInStepsToTheSameEnd) {
  const Dataset dataset = dataset_of(People().add("a", 60, 20, "7.5").add("b", 50, 20, "3").text());
  const ExperimentSource source = source_of(*dataset.experiment);
  const auto whole = analyze_experiment(source, {}, nullptr);
  auto run = ExperimentRun::begin(source, {}, nullptr);
  ASSERT_TRUE(run);
  double before = -1;
  while (!run->done()) {
    EXPECT_GT(run->share(), before);
    before = run->share();
    run->advance(300);
  }
  EXPECT_EQ(run->share(), 1);
  EXPECT_EQ(run->conclude().arms[1].revenue->low, whole->arms[1].revenue->low);
}

TEST(Experiment, TakesWhatIsChosen) {
  const std::string table =
      "group,page,converted,visits,revenue,other\na,x,1,3,5,1\nb,y,0,0,0,2\na,y,0,2,0,3\nb,x,1,1,4,4\n";
  ExperimentSpec spec;
  spec.arm = "page";
  spec.control = "y";
  spec.outcomes = {"visits"};
  spec.amount = "other";
  const ExperimentReport report = report_of(table, spec);
  EXPECT_EQ(report.arms[0].name, "y");
  EXPECT_EQ(report.arms[0].outcomes[0].count, 1U) << "a number above 0 is a yes";
  EXPECT_EQ(report.arms[1].outcomes[0].count, 2U);
  EXPECT_EQ(report.arms[1].revenue->total, 5);
  spec.amount = "";
  EXPECT_FALSE(report_of(table, spec).arms[0].revenue.has_value());
}

TEST(Experiment, RefusesWhatDoesNotFit) {
  const auto with = [](auto change) {
    ExperimentSpec spec;
    change(spec);
    return spec;
  };
  EXPECT_EQ(refused(kArms, with([](ExperimentSpec& s) { s.arm = "nothing"; })), "/experiment/arm");
  EXPECT_EQ(refused(kArms, with([](ExperimentSpec& s) { s.control = "C"; })), "/experiment/control");
  EXPECT_EQ(refused(kArms, with([](ExperimentSpec& s) { s.people = "spend"; })), "/experiment/people");
  EXPECT_EQ(refused(kArms, with([](ExperimentSpec& s) { s.amount = "arm"; })), "/experiment/amount");
  EXPECT_EQ(refused(kArms, with([](ExperimentSpec& s) { s.outcomes = {"reached", "arm"}; })), "/experiment/outcomes/1");
  EXPECT_EQ(refused(kArms, with([](ExperimentSpec& s) {
                      s.outcomes = {"reached", "reached"};
                    })),
            "/experiment/outcomes/1");
  EXPECT_EQ(refused(kArms, with([](ExperimentSpec& s) { s.outcomes.assign(9, "reached"); })), "/experiment/outcomes");
}

TEST(Experiment, WarnsOfArmsThatAreNotEquallyLarge) {
  // Udacity's check: 1,000 and 1,200 under an equal split; chi-square = 2 * 100^2 / 1100 = 18.18, p = 0.00002.
  const ExperimentReport report = report_of("group,users,clicks\ncontrol,1000,100\nnew,1200,110\n");
  EXPECT_NEAR(report.split->chi_square, 18.1818, 0.0001);
  EXPECT_NEAR(report.split->p, 2.0e-5, 0.05e-5);
  EXPECT_NE(report.split->text.en.find("not equally large"), std::string::npos);
  EXPECT_TRUE(report_of("group,users,clicks\ncontrol,1000,100\nnew,1050,110\n").split->text.empty());
}

TEST(Experiment, HoldsTheArmsAgainstTheirPlannedShares) {
  // Mendel's peas: 315, 101, 108 and 32 under 9:3:3:1; chi-square 0.470 with three degrees, p = 0.925 (Snedecor &
  // Cochran).
  const std::string peas =
      "group,users,clicks\nround yellow,315,1\nround green,108,1\nwrinkled yellow,101,1\nwrinkled green,32,1\n";
  ExperimentSpec spec;
  spec.planned = {{"round yellow", 9.0 / 16},
                  {"round green", 3.0 / 16},
                  {"wrinkled yellow", 3.0 / 16},
                  {"wrinkled green", 1.0 / 16}};
  const ExperimentReport report = report_of(peas, spec);
  EXPECT_NEAR(report.split->chi_square, 0.470, 0.0005);
  EXPECT_EQ(report.split->degrees, 3);
  EXPECT_NEAR(report.split->p, 0.925, 0.0005);
  EXPECT_TRUE(report.split->text.empty());
  EXPECT_NE(report_of(peas).split->text.en.find("set the planned shares"), std::string::npos);
  for (const ExperimentArm& arm : report.arms) EXPECT_NEAR(arm.share, arm.planned, 0.02) << arm.name;

  // One in ten was meant to get the new version; one in six did: chi-square = 100^2 / 200 + 100^2 / 1800 = 55.6.
  spec.planned = {{"new", 0.1}, {"control", 0.9}};
  const ExperimentReport off = report_of("group,users,clicks\ncontrol,1700,170\nnew,300,40\n", spec);
  EXPECT_NEAR(off.split->chi_square, 55.5556, 0.0001);
  EXPECT_NE(off.split->text.en.find("control 1,700 or 85.0% instead of 90.0%"), std::string::npos)
      << off.split->text.en;
}

TEST(Experiment, RefusesPlannedSharesThatMakeNoSense) {
  const auto pointer = [](std::vector<PlannedShare> planned) {
    ExperimentSpec spec;
    spec.planned = std::move(planned);
    return refused(kArms, spec);
  };
  EXPECT_EQ(pointer({{"A", 0.9}, {"B", 0.1}}), "nothing");
  EXPECT_EQ(pointer({{"A", 1.0 / 3}, {"B", 0.6666667}}), "nothing");
  EXPECT_EQ(pointer({{"A", 0.9}, {"B", 0.2}}), "/experiment/planned");
  EXPECT_EQ(pointer({{"A", 1}, {"B", 0}}), "/experiment/planned/0/share");
  EXPECT_EQ(pointer({{"A", 0.5}, {"B", -0.5}}), "/experiment/planned/1/share");
  EXPECT_EQ(pointer({{"A", 0.5}, {"A", 0.5}}), "/experiment/planned/1/arm");
  EXPECT_EQ(pointer({{"A", 0.5}, {"C", 0.5}}), "/experiment/planned/1/arm");
  EXPECT_EQ(pointer({{"B", 0.4}, {"A", 0.3}, {"C", 0.3}}), "/experiment/planned/2/arm");
  ExperimentSpec spec;
  spec.planned = {{"a", 0.4}, {"b", 0.6}};
  EXPECT_EQ(refused("group,users,clicks\na,10,1\nb,10,1\nc,10,1\n", spec), "/experiment/planned") << "c is left out";
}

void expect_finite(const ExperimentReport& report) {
  const auto finite = [](const std::optional<double>& value) { return !value || std::isfinite(*value); };
  for (const ExperimentArm& arm : report.arms) {
    EXPECT_TRUE(std::isfinite(arm.share));
    for (const ArmOutcome& outcome : arm.outcomes) {
      const Rate rate = outcome.rate.value_or(Rate{});
      EXPECT_TRUE(std::isfinite(rate.value + rate.low + rate.high));
      if (!outcome.contrast) continue;
      const ArmContrast& c = *outcome.contrast;
      EXPECT_TRUE(std::isfinite(c.difference + c.low + c.high + c.p + c.p_adjusted));
      EXPECT_TRUE(finite(c.lift) && finite(c.lift_low) && finite(c.lift_high) && finite(c.detectable));
    }
    if (!arm.revenue) continue;
    const ArmRevenue& r = *arm.revenue;
    EXPECT_TRUE(finite(r.per_person) && finite(r.per_buyer) && finite(r.difference) && finite(r.low) && finite(r.high));
  }
}

TEST(Experiment, HasWordsForLittle) {
  const ExperimentReport nobody = report_of(People().add("a", 5, 0).add("b", 5, 0).text());
  expect_finite(nobody);
  EXPECT_FALSE(nobody.arms[1].outcomes[0].contrast->lift.has_value());
  EXPECT_EQ(nobody.arms[1].outcomes[0].contrast->verdict, Difference::too_few);
  EXPECT_FALSE(nobody.arms[1].revenue->low.has_value());
  EXPECT_FALSE(nobody.revenue_absence.empty());

  const ExperimentReport everybody = report_of(People().add("a", 5, 5).add("b", 5, 5).text());
  expect_finite(everybody);
  EXPECT_EQ(everybody.arms[1].outcomes[0].rate->value, 1);

  const ExperimentReport zero_control = report_of(People().add("control", 30, 0).add("new", 30, 15).text());
  expect_finite(zero_control);
  EXPECT_FALSE(zero_control.arms[1].outcomes[0].contrast->lift.has_value());
  EXPECT_EQ(zero_control.arms[1].outcomes[0].contrast->verdict, Difference::higher);

  const ExperimentReport empty_arm = report_of("group,users,clicks\ncontrol,100,10\nnew,0,0\n");
  expect_finite(empty_arm);
  EXPECT_FALSE(empty_arm.arms[1].outcomes[0].rate.has_value());
  EXPECT_FALSE(empty_arm.arms[1].outcomes[0].contrast.has_value());
  EXPECT_TRUE(notes_say(empty_arm, "Nobody is in 'new'"));

  const ExperimentReport too_many = report_of("group,users,clicks\ncontrol,100,10\nnew,10,20\n");
  expect_finite(too_many);
  EXPECT_TRUE(notes_say(too_many, "more than its people"));
}

TEST(Experiment, BlanksAreSaidAndCountAsNothing) {
  const ExperimentReport report = report_of("group,converted,revenue\na,1,5\na,,\n,1,9\nb,0,0\nb,1,2\n");
  EXPECT_EQ(report.without_arm, 1U);
  EXPECT_EQ(report.arms[0].people, 2U);
  EXPECT_EQ(report.arms[0].outcomes[0].count, 1U);
  EXPECT_EQ(*report.arms[0].revenue->per_person, 2.5);
  EXPECT_TRUE(notes_say(report, "1 row names no arm"));
  EXPECT_TRUE(notes_say(report, "counted as not done"));
  EXPECT_TRUE(notes_say(report, "1 row has no amount"));
}

TEST(Experiment, OneArmHasNothingToCompareWith) {
  Dataset dataset = dataset_of(kArms);
  ExperimentSource source = source_of(*dataset.experiment);
  const std::vector<uint32_t> first(source.rows, 0);
  source.columns[0].value = first;
  // Both rows are of one arm; the other, which nobody is in, has no rates.
  const auto report = analyze_experiment(source, {}, nullptr);
  ASSERT_TRUE(report);
  expect_finite(*report);
  source.columns.erase(source.columns.begin());
  const auto none = analyze_experiment(source, {}, nullptr);
  if (none) {
    EXPECT_TRUE(none->arm.empty());
    EXPECT_TRUE(notes_say(*none, "No column is recognised"));
  }
}

TEST(Experiment, YesAndNoInWords) {
  const ExperimentReport report = report_of(
      "userid,version,retention_1,retention_7\n1,gate_30,TRUE,FALSE\n2,gate_30,FALSE,FALSE\n3,gate_40,TRUE,TRUE\n"
      "4,gate_40,TRUE,FALSE\n");
  EXPECT_EQ(report.arm, "version");
  EXPECT_EQ(report.outcomes, (std::vector<std::string>{"retention_1", "retention_7"}));
  EXPECT_EQ(report.arms[0].outcomes[0].count, 1U);
  EXPECT_EQ(report.arms[1].outcomes[0].count, 2U);
}

TEST(Experiment, AFilterLeavesOutOtherCustomers) {
  const Dataset dataset = dataset_of("user_id,group,converted\nu1,a,1\nu2,a,0\nu3,b,1\nu3,b,1\n");
  const ExperimentSource source = source_of(*dataset.experiment);
  const std::vector<uint8_t> keep{1, 0, 1};
  const auto report = analyze_experiment(source, {}, &keep);
  ASSERT_TRUE(report);
  EXPECT_EQ(report->arms[0].people + report->arms[1].people, 3U);
  EXPECT_TRUE(notes_say(*report, "1 customer stands in several rows"));
  const auto unnamed = dataset_of(kArms);
  EXPECT_TRUE(notes_say(*analyze_experiment(source_of(*unnamed.experiment), {}, &keep), "the filter does not change"));
}

}  // namespace
}  // namespace sluice::funnel

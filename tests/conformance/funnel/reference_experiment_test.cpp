// The A/B test of a real mailing against figures that were computed without this program: reference_experiment.py
// prints them.
#include <gtest/gtest.h>

#include "funnel/experiment.h"
#include "test_support/dataset_text.h"
#include "test_support/files.h"

namespace sluice::funnel {
namespace {

struct Printed {
  const char* arm;
  const char* outcome;
  uint64_t count;
  double rate, low, high;              // Wilson
  double newcombe_low, newcombe_high;  // of the difference
  double lift, lift_low, lift_high;    // Katz
  double p, p_adjusted;                // pooled z, Holm
};

constexpr Printed kPrinted[] = {
    {"Mens E-Mail", "visit", 3894, 0.18275684047496127, 0.17762499082168498, 0.18800306163588704, 0.06995330808373154,
     0.08322674127411137, 0.721404616781399, 0.6403848884800003, 0.806425964714953, 5.6851654828026455e-112,
     2.2740661931210582e-111},
    {"Mens E-Mail", "conversion", 267, 0.01253109306800582, 0.011122885010307802, 0.014115041885257276,
     0.005014344671481532, 0.008640723396917826, 1.188421876286328, 0.7679840780104206, 1.708842442743053,
     1.5232235005955584e-13, 3.046447001191117e-13},
    {"Womens E-Mail", "visit", 3238, 0.151400383410483, 0.14665917510040702, 0.1562667977415205, 0.03889409535998813,
     0.051574342962213596, 0.42605507026691014, 0.35617122347245855, 0.4995400493949953, 3.182403159334924e-44,
     9.547209478004773e-44},
    {"Womens E-Mail", "conversion", 189, 0.008837144059475383, 0.007668063369361126, 0.010182635003387489,
     0.0015016571318770087, 0.00474547131367293, 0.5433130436982172, 0.23010521952629737, 0.9362694451180944,
     0.00015710512910668492, 0.00015710512910668492},
};

void expect_outcome(const Printed& printed, const ArmOutcome& found) {
  constexpr double kClose = 1e-9;
  EXPECT_EQ(found.count, printed.count);
  EXPECT_NEAR(found.rate->value, printed.rate, kClose);
  EXPECT_NEAR(found.rate->low, printed.low, kClose);
  EXPECT_NEAR(found.rate->high, printed.high, kClose);
  const ArmContrast& contrast = *found.contrast;
  EXPECT_NEAR(contrast.low, printed.newcombe_low, kClose);
  EXPECT_NEAR(contrast.high, printed.newcombe_high, kClose);
  EXPECT_NEAR(*contrast.lift, printed.lift, kClose);
  EXPECT_NEAR(*contrast.lift_low, printed.lift_low, kClose);
  EXPECT_NEAR(*contrast.lift_high, printed.lift_high, kClose);
  EXPECT_NEAR(contrast.p / printed.p, 1, 1e-6);
  EXPECT_NEAR(contrast.p_adjusted / printed.p_adjusted, 1, 1e-6);
  EXPECT_EQ(contrast.verdict, Difference::higher);
  EXPECT_FALSE(contrast.fisher);
}

TEST(ReferenceExperiment, OfAMailing) {
  const auto text = test::shared_file("data/funnel/hillstrom.csv");
  if (!text) GTEST_SKIP() << "the file is not here";
  const auto loaded = test::load_text(*text);
  ASSERT_TRUE(loaded) << loaded.error().to_string();
  const auto made = analyze_experiment(source_of(*loaded->dataset.experiment), {}, nullptr);
  ASSERT_TRUE(made) << made.error().to_string();
  const ExperimentReport& report = *made;
  EXPECT_EQ(report.arm, "segment");
  EXPECT_EQ(report.control, "No E-Mail");
  EXPECT_EQ(report.outcomes, (std::vector<std::string>{"visit", "conversion"}));
  EXPECT_EQ(report.amount, "spend");
  EXPECT_EQ(report.people, "");
  ASSERT_EQ(report.arms.size(), 3U);
  EXPECT_EQ(report.arms[0].people, 21'306U);
  EXPECT_EQ(report.arms[1].people, 21'307U);
  EXPECT_EQ(report.arms[2].people, 21'387U);
  EXPECT_EQ(report.arms[0].outcomes[0].count, 2262U);
  EXPECT_EQ(report.arms[0].outcomes[1].count, 122U);
  for (size_t i = 0; i < 4; ++i) {
    SCOPED_TRACE(std::string(kPrinted[i].arm) + ", " + kPrinted[i].outcome);
    EXPECT_EQ(report.arms[1 + i / 2].name, kPrinted[i].arm);
    expect_outcome(kPrinted[i], report.arms[1 + i / 2].outcomes[i % 2]);
  }
  EXPECT_NEAR(report.split->chi_square, 0.20253125, 1e-9);
  EXPECT_NEAR(report.split->p, 0.9036929575604195, 1e-9);
  EXPECT_TRUE(report.split->text.empty());

  const ArmRevenue& none = *report.arms[0].revenue;
  const ArmRevenue& mens = *report.arms[1].revenue;
  const ArmRevenue& womens = *report.arms[2].revenue;
  EXPECT_NEAR(none.total, 13'908.33, 1e-6);
  EXPECT_NEAR(*none.per_person, 0.6527893551112363, 1e-12);
  EXPECT_NEAR(*mens.per_person, 1.4226165110057727, 1e-12);
  EXPECT_NEAR(*womens.per_buyer, 121.8947619047619, 1e-9);
  EXPECT_EQ(mens.buyers, 267U);
  // A bootstrap comes near the normal interval of so many people: within a tenth of its standard error (0.145, 0.130),
  // and three times the random error of 2,000 resamples at its ends.
  constexpr double kNear = 0.045;
  EXPECT_NEAR(*mens.difference, 0.7698271558945364, 1e-12);
  EXPECT_NEAR(*mens.low, 0.4851491289287834, kNear);
  EXPECT_NEAR(*mens.high, 1.0545051828602894, kNear);
  EXPECT_NEAR(*womens.low, 0.168964507217228, kNear);
  EXPECT_NEAR(*womens.high, 0.6798599246559652, kNear);
  EXPECT_NE(report.arms[1].verdict.en.find("conversion 1.25%, against 0.57% with 'No E-Mail': 2.19 times as many; this "
                                           "is not chance (p < 0.001)."),
            std::string::npos)
      << report.arms[1].verdict.en;
}

}  // namespace
}  // namespace sluice::funnel

// An A/B test: who got which version, what they did and spent, and whether that differs from the control by more than
// chance. Shares and rates are 0..1, money is in the file's currency. Plain data.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/text_pair.h"
#include "funnel/funnel_report.h"
#include "funnel/pipeline_report.h"

namespace sluice::funnel {

/// A column of the table, and what it may be chosen for.
struct ExperimentChoice {
  std::string name;
  TextPair title;
  uint64_t values = 0;  ///< distinct
  bool arm = false;
  bool outcome = false;
  bool people = false;
  bool amount = false;
};

/// An arm's rate against that of the control.
struct ArmContrast {
  double difference = 0;                      ///< rate less the control's, -1..1
  double low = 0, high = 0;                   ///< its 95 % interval (Newcombe)
  std::optional<double> lift;                 ///< rate / the control's - 1; none where that is 0
  std::optional<double> lift_low, lift_high;  ///< its 95 % interval, by the logarithm of the ratio
  double p = 1;           ///< two-sided: Fisher's exact test where fewer than five are expected, else z
  double p_adjusted = 1;  ///< Holm over all arms and outcomes
  bool fisher = false;    ///< which test it was
  Difference verdict = Difference::untested;
  std::optional<double> detectable;  ///< the smallest difference that groups of these sizes would likely show
};

struct ArmOutcome {
  uint64_t count = 0;
  std::optional<Rate> rate;             ///< of the arm's people; none where there are none, or fewer than `count`
  std::optional<ArmContrast> contrast;  ///< none of the control, and where a rate is absent
};

struct ArmRevenue {
  double total = 0;
  std::optional<double> per_person;  ///< over all people of the arm, those who spent nothing included
  std::optional<uint64_t> buyers;    ///< with an amount above 0; none where a row is an arm
  std::optional<double> per_buyer;
  std::optional<double> difference;  ///< per person, less the control's; none of the control
  std::optional<double> low, high;   ///< its 95 % interval, by bootstrap; none where persons are not known
  Difference verdict = Difference::untested;
};

struct ExperimentArm {
  std::string name;  ///< as in the file
  bool control = false;
  uint64_t people = 0;
  double share = 0;                  ///< of the people of all arms
  double planned = 0;                ///< what that was meant to be
  std::vector<ArmOutcome> outcomes;  ///< as ExperimentReport::outcomes
  std::optional<ArmRevenue> revenue;
  TextPair verdict;  ///< what came of it, in a few sentences; empty of the control
};

/// Whether the arms are as large as the planned split makes them (sample ratio): Pearson's chi-square.
struct ArmSplit {
  double chi_square = 0;
  double degrees = 0;
  double p = 1;
  TextPair text;  ///< a warning; empty where p is at least kSplitLevel
};
inline constexpr double kSplitLevel = 0.001;

struct ExperimentReport {
  std::vector<ExperimentChoice> columns;  ///< to choose from
  bool joined = false;                ///< the people are the customers of all files, and their attributes the columns
  std::string arm;                    ///< column in force; empty: none was recognised, and there is nothing below
  std::string people;                 ///< likewise; empty: each row is a person
  std::string amount;                 ///< likewise; empty: without
  std::vector<std::string> outcomes;  ///< likewise
  std::vector<TextPair> outcome_titles;
  std::string control;              ///< name of the arm that the others are compared with
  std::vector<ExperimentArm> arms;  ///< the control first, then by name
  std::optional<ArmSplit> split;    ///< none of a single arm
  uint64_t without_arm = 0;         ///< rows that name none; left out
  TextPair definition;              ///< what is counted and compared
  TextPair revenue_definition;      ///< empty without amounts
  TextPair revenue_absence;         ///< why there is no interval; empty where there is one
  std::vector<TextPair> notes;
};

}  // namespace sluice::funnel

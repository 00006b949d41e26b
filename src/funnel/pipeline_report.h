// Every number about the sales pipeline: what is open and how likely it is won, how often and how fast sales are won,
// what grows old, where sales are lost. Shares and rates are 0..1, money is in the file's currency, spans are days of
// 24 hours. A figure over nothing is absent, with a sentence that says why. Plain data.
//
// Counted are the opportunities that were opened before the as-of day. An opportunity is open, won or lost as it was
// known then. It has reached a stage if it ever stood in that stage or in a later one, or is won: skipping a stage or
// falling back takes nothing away. Without a stage history that is known of the present or last stage only; a lost
// opportunity whose file does not say where it was lost is unplaced, and has reached the first stage.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/text_pair.h"
#include "funnel/funnel_spec.h"

namespace sluice::funnel {

/// A number and how it came about.
struct PipelineFigure {
  std::optional<double> value;
  TextPair definition;  ///< how it is computed, one sentence
  TextPair absence;     ///< why there is none; empty where there is one
};

/// `count` of `of`, with the 95 % Wilson score interval; `of` > 0.
struct ObservedShare {
  double value = 0;
  double low = 0;
  double high = 0;
  uint64_t count = 0;
  uint64_t of = 0;
};

/// An estimate from fewer closed opportunities is marked as one from too few.
inline constexpr uint64_t kFewClosed = 30;

struct StageProbability {
  std::optional<double> value;            ///< what is reckoned with; none: not given, and nothing to estimate it from
  bool given = false;                     ///< by the spec
  std::optional<ObservedShare> estimate;  ///< won of the closed that reached the stage; unplaced ones are among them
  bool too_few = false;                   ///< the estimate rests on fewer than kFewClosed, or there is none
};

/// Opportunities that stand in the stage.
struct StageOpen {
  uint64_t opportunities = 0;
  uint64_t without_value = 0;
  std::optional<double> value;          ///< sum; none where no one has a value
  std::optional<double> weighted;       ///< value * probability; none where either is absent
  std::optional<double> expected_wins;  ///< opportunities * probability
};

/// Upper bounds of the ranges of age in days, each inclusive; a last range is open.
inline constexpr std::array<int, 6> kAgeBounds{7, 14, 30, 60, 90, 180};

/// What an opportunity is rotten by.
enum class RottenBasis {
  none,    ///< nothing to judge by
  chosen,  ///< a limit of the spec
  stays,   ///< 90 % point of the stays in this stage that led on: to a later stage, or to a win
  cycles,  ///< without a history: 90 % point of the cycle times of all closed opportunities
};

/// How long open opportunities have stood in the stage: since they entered it, where a history tells, else since they
/// were opened; up to the beginning of the as-of day. Type-7 quantiles.
struct StageAges {
  uint64_t dated = 0;
  uint64_t undated = 0;  ///< without a date: no age
  std::optional<double> first_quartile, median, third_quartile, p90, longest;
  std::array<uint64_t, kAgeBounds.size() + 1> ranges{};
  RottenBasis basis = RottenBasis::none;
  std::optional<double> limit;  ///< older than this is rotten
  uint64_t basis_count = 0;     ///< stays or cycles behind the limit
  uint64_t rotten = 0;
  double rotten_value = 0;
};

/// Stays in the stage that led on; of a history only.
struct StageStays {
  uint64_t stays = 0;
  std::optional<double> median, p90;
};

/// Opportunities that stood in the stage when they were lost.
struct StageLosses {
  uint64_t lost = 0;
  std::optional<double> value;           ///< sum; none where no one has a value
  std::optional<double> share;           ///< of all lost, unplaced ones among them
  std::optional<double> share_of_value;  ///< of the value of all lost
};

struct PipelineStage {
  std::string stage;  ///< name as in the file
  TextPair label;
  std::optional<Zone> zone;
  uint64_t reached = 0;  ///< won, lost and open together
  uint64_t reached_won = 0, reached_lost = 0, reached_open = 0;
  uint64_t skipped = 0;    ///< of those with a history: reached it without ever standing in it
  uint64_t fell_back = 0;  ///< likewise: went from here to an earlier stage
  StageProbability probability;
  StageOpen open;
  StageAges ages;
  StageStays stays;
  StageLosses losses;
};

struct PipelineTotals {
  uint64_t opportunities = 0;  ///< counted: open + won + lost
  uint64_t open = 0, won = 0, lost = 0;
  std::optional<double> open_value, won_value, lost_value;  ///< sums; none where no one has a value
  uint64_t open_without_value = 0, won_without_value = 0, lost_without_value = 0;
  uint64_t unplaced = 0;  ///< of the lost
  // Not counted:
  uint64_t opened_later = 0;        ///< on the as-of day or after it
  uint64_t unknown_then = 0;        ///< went on or closed since, and no history says where they stood before
  uint64_t before_first_stage = 0;  ///< in a stage that comes before the first one
};

/// From opening to closing, of opportunities with both days.
struct CycleTime {
  uint64_t opportunities = 0;
  uint64_t undated = 0;    ///< without one of the days
  uint64_t backwards = 0;  ///< closed before they were opened; left out
  std::optional<double> median, p90;
  TextPair definition;
  TextPair absence;
};

/// Average days of a month, of the Gregorian calendar: 400 years have 146,097 days.
inline constexpr double kDaysPerMonth = 146'097.0 / 4'800;

struct SalesVelocity {
  PipelineFigure open;               ///< opportunities
  PipelineFigure average_won_value;  ///< of the won ones that have a value
  PipelineFigure win_rate;
  PipelineFigure cycle_days;  ///< median of the won ones
  PipelineFigure per_day;     ///< open * average_won_value * win_rate / cycle_days
  PipelineFigure per_month;   ///< kDaysPerMonth times that
};

/// How the win rate of some opportunities compares with that of all others.
enum class Difference {
  untested,  ///< nothing closed here, or nothing elsewhere
  higher,    ///< p after Holm's correction below 0.05
  lower,
  alike,    ///< no difference that would matter
  too_few,  ///< too few to tell
};

/// Opportunities with one value of a property.
struct PropertyRow {
  enum class Kind { value, blank, others };  ///< others: all values behind the kMostPropertyRows most frequent

  std::string value;  ///< empty for blank and others
  Kind kind = Kind::value;
  uint64_t opportunities = 0;
  uint64_t open = 0, won = 0, lost = 0;
  std::optional<ObservedShare> win_rate;         ///< won of won and lost
  std::optional<double> won_value, lost_value;   ///< sums; none where no one has a value
  std::optional<double> share_of_lost;           ///< of all lost opportunities
  std::optional<double> share_of_lost_value;     ///< of their value
  Difference difference = Difference::untested;  ///< of its win rate
  std::optional<double> rate_difference;         ///< its win rate less that of all others
  std::optional<double> rate_low, rate_high;     ///< Newcombe's 95 % interval of rate_difference
  std::optional<double> p;                       ///< two-sided, after Holm's correction over the rows
};

inline constexpr size_t kMostPropertyRows = 100;

struct OpportunityProperty {
  std::string name;
  TextPair title;
  uint64_t values = 0;  ///< distinct
};

struct PropertyBreakdown {
  std::string property;           ///< empty: the file has none
  std::vector<PropertyRow> rows;  ///< most lost opportunities first, then by value; blank and others last
  TextPair definition;
};

/// What other rates would bring. The rate of a stage is the share of those that reach it which reach the next one, or
/// which are won from the last one: probability(stage) / probability(next stage). The probabilities after the change
/// are the products of the rates from each stage on.
struct WhatIfStage {
  std::string stage;
  bool changed = false;
  std::optional<double> rate_now, rate_then;  ///< now: none where the probabilities of the stages give none
  std::optional<double> probability_now, probability_then;
};

struct WhatIfReport {
  bool changed = false;  ///< the spec changes a rate
  std::vector<WhatIfStage> stages;
  // Open opportunities. `then` is none where a rate that it needs is.
  std::optional<double> wins_now, wins_then;    ///< sum of the probabilities
  std::optional<double> value_now, value_then;  ///< weighted pipeline
  // Closed ones, with the rates that are observed, whatever the spec says of probabilities: had they had the changed
  // rate. The value is the won value in proportion to the wins.
  std::optional<double> closed_wins_now, closed_wins_then;
  std::optional<double> closed_value_now, closed_value_then;
  std::optional<double> velocity_now, velocity_then;  ///< SalesVelocity::per_month, at the win rate of the closed wins
  TextPair definition;
  TextPair absence;  ///< why `then` is absent
};

struct PipelineReport {
  std::string as_of;  ///< "YYYY-MM-DD"; empty: the file has no dates
  TextPair as_of_definition;
  bool has_history = false;  ///< a file tells the way from stage to stage
  PipelineTotals totals;
  std::vector<PipelineStage> stages;      ///< in order, without the one that means won
  PipelineFigure weighted_value;          ///< sum over the open of value * probability of its stage
  PipelineFigure expected_wins;           ///< sum over the open of probability
  PipelineFigure weighted_at_average;     ///< of the open without a value, each at the average won value
  std::optional<ObservedShare> win_rate;  ///< won of won and lost
  TextPair win_rate_definition, win_rate_absence;
  PipelineFigure win_rate_by_value;  ///< won value of won and lost value
  SalesVelocity velocity;
  CycleTime won_cycle, lost_cycle;
  uint64_t rotten = 0;
  double rotten_value = 0;
  std::vector<OpportunityProperty> properties;  ///< of opportunities, in the order of the file
  PropertyBreakdown breakdown;
  WhatIfReport what_if;
  TextPair definition;              ///< what is counted, and what it is to reach a stage
  TextPair probability_definition;  ///< where the probabilities come from
  TextPair age_definition;          ///< from when an age counts, and what is rotten
  TextPair loss_definition;         ///< at which stage an opportunity is lost
  std::vector<TextPair> notes;
};

enum class RottenColumn { id, customer, stage, value, age, over };

/// A page of the rotten opportunities. Ties are in the order of the opportunities; what has no value or customer comes
/// last either way.
struct RottenQuery {
  RottenColumn sort = RottenColumn::value;
  bool descending = true;
  uint64_t offset = 0;
  uint64_t limit = 100;  ///< 1..10000

  bool operator==(const RottenQuery&) const = default;
};

struct RottenRow {
  std::string id;
  std::string customer;
  std::string stage;
  std::optional<double> value;
  std::string since;                    ///< day from which the age counts, "YYYY-MM-DD"
  double age = 0;                       ///< days
  double limit = 0;                     ///< days of this stage
  std::vector<std::string> properties;  ///< of PipelineReport::properties, in their order; empty where blank
};

struct RottenPage {
  uint64_t total = 0;
  uint64_t offset = 0;
  std::vector<RottenRow> rows;
};

}  // namespace sluice::funnel

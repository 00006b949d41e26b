// What the open opportunities are worth, how often and how fast opportunities are won.
#include "funnel/pipeline_parts.h"
#include "funnel/pipeline_words.h"

namespace sluice::funnel {
namespace {

using ingest::Outcome;

PipelineFigure figure(std::optional<double> value, TextPair definition, TextPair absence) {
  PipelineFigure made{value, std::move(definition), {}};
  if (!value) made.absence = std::move(absence);
  return made;
}

void add(std::optional<double>& sum, const std::optional<double>& term) {
  if (term) sum = sum.value_or(0) + *term;
}

std::optional<double> average_won_value(const PipelineTotals& totals) {
  return ratio_of(totals.won_value, static_cast<double>(totals.won - totals.won_without_value));
}

// Of each stage's open opportunities without a value.
std::optional<double> weigh_at_average(const PipelineReport& report) {
  const std::optional<double> average = average_won_value(report.totals);
  std::optional<double> sum;
  for (const PipelineStage& stage : report.stages) {
    if (!average || !stage.probability.value || stage.open.without_value == 0) continue;
    add(sum, static_cast<double>(stage.open.without_value) * *average * *stage.probability.value);
  }
  return sum;
}

void weigh(PipelineReport& report) {
  const PipelineTotals& totals = report.totals;
  std::optional<double> weighted, wins;
  for (const PipelineStage& stage : report.stages) {
    add(weighted, stage.open.weighted);
    if (stage.open.opportunities > 0) add(wins, stage.open.expected_wins);
  }
  const bool none = totals.open == 0;
  report.weighted_value = figure(weighted, define_weighted(),
                                 none                ? none_open()
                                 : totals.open_value ? no_probability()
                                                     : no_open_value());
  report.expected_wins = figure(wins, define_expected_wins(), none ? none_open() : no_probability());
  report.weighted_at_average = figure(weigh_at_average(report), define_weighted_at_average(),
                                      none                             ? none_open()
                                      : totals.open_without_value == 0 ? every_open_has_value()
                                      : !average_won_value(totals)     ? no_won_value()
                                                                       : no_probability());
}

// Where no loss has a value, nothing but 100 % could come out.
void rate_wins(PipelineReport& report) {
  const PipelineTotals& totals = report.totals;
  const double won = totals.won_value.value_or(0), lost = totals.lost_value.value_or(0);
  report.win_rate = observed_share(totals.won, totals.won + totals.lost);
  report.win_rate_definition = define_win_rate();
  if (!report.win_rate) report.win_rate_absence = none_closed();
  const bool unsaid = totals.lost > 0 && lost <= 0;
  const std::optional<double> by_value = unsaid ? std::nullopt : ratio_of(won, won + lost);
  report.win_rate_by_value = figure(by_value, define_win_rate_by_value(),
                                    !report.win_rate    ? none_closed()
                                    : unsaid && won > 0 ? no_lost_value()
                                                        : no_closed_value());
}

CycleTime cycle_of(const PipelineState& state, Outcome outcome) {
  CycleTime cycle;
  std::vector<double> days;
  for (const OpportunityState& o : state.opportunities) {
    if (o.outcome != outcome) continue;
    if (!o.cycle_days)
      ++cycle.undated;
    else if (*o.cycle_days < 0)
      ++cycle.backwards;
    else
      days.push_back(*o.cycle_days);
  }
  cycle.opportunities = days.size();
  cycle.median = quantile_of(days, 0.5);
  cycle.p90 = quantile_of(days, 0.9);
  cycle.definition = define_cycle(outcome == Outcome::won);
  if (!cycle.median) cycle.absence = no_cycle(outcome == Outcome::won);
  return cycle;
}

const PipelineFigure* first_absent(const SalesVelocity& velocity) {
  for (const PipelineFigure* factor :
       {&velocity.open, &velocity.average_won_value, &velocity.win_rate, &velocity.cycle_days}) {
    if (!factor->value) return factor;
  }
  return nullptr;
}

SalesVelocity velocity_of(const PipelineReport& report) {
  const PipelineTotals& totals = report.totals;
  SalesVelocity velocity;
  std::optional<double> open, win_rate, cycle = report.won_cycle.median;
  if (totals.open > 0) open = static_cast<double>(totals.open);
  if (report.win_rate) win_rate = report.win_rate->value;
  velocity.open = figure(open, define_open(), none_open());
  velocity.average_won_value =
      figure(average_won_value(totals), define_average_won_value(), totals.won == 0 ? none_won() : no_won_value());
  velocity.win_rate = figure(win_rate, define_win_rate(), none_closed());
  velocity.cycle_days = figure(cycle, define_cycle(true), totals.won == 0 ? none_won() : no_cycle(true));
  std::optional<double> per_day, per_month;
  if (first_absent(velocity) == nullptr) {
    per_day = ratio_of(*open * *velocity.average_won_value.value * *win_rate, cycle);
    if (per_day) per_month = *per_day * kDaysPerMonth;
  }
  const PipelineFigure* absent = first_absent(velocity);
  const TextPair absence = absent != nullptr ? absent->absence : cycle_of_zero();
  velocity.per_day = figure(per_day, define_velocity(), absence);
  velocity.per_month = figure(per_month, define_monthly_velocity(), absence);
  return velocity;
}

}  // namespace

void measure_speed(const PipelineState& state, PipelineReport& report) {
  weigh(report);
  rate_wins(report);
  report.won_cycle = cycle_of(state, Outcome::won);
  report.lost_cycle = cycle_of(state, Outcome::lost);
  report.velocity = velocity_of(report);
}

}  // namespace sluice::funnel

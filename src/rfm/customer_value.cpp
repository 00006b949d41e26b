#include "rfm/customer_value.h"

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <set>
#include <utility>

#include "base/calendar.h"
#include "base/errors.h"
#include "base/ordering.h"
#include "base/statistics.h"
#include "rfm/histogram.h"
#include "rfm/lifetime_words.h"
#include "rfm/selection.h"

namespace sluice::rfm {
namespace {

std::string_view verdict_name(value::HoldoutVerdict verdict) {
  using V = value::HoldoutVerdict;
  switch (verdict) {
    case V::holds:
      return "holds";
    case V::no_holdout:
      return "no_holdout";
    case V::too_few_repeat_buyers:
      return "too_few_repeat_buyers";
    case V::at_a_bound:
      return "at_a_bound";
    case V::unsettled:
      return "unsettled";
    case V::worse_than_naive:
      return "worse_than_naive";
  }
  return {};
}

std::array<std::string_view, 4> parameter_names(value::PurchaseModelKind kind) {
  if (kind == value::PurchaseModelKind::pareto_nbd) return {"r", "alpha", "s", "beta"};
  return {"r", "alpha", "a", "b"};
}

FittedModel report_purchases(const value::PurchaseFit& fit) {
  FittedModel model;
  const value::PurchaseParameters parameters = value::parameters_of(fit.model);
  const auto names = parameter_names(value::kind_of(fit.model));
  for (size_t i = 0; i < names.size(); ++i) {
    FittedParameter& parameter = model.parameters.emplace_back();
    parameter.name = names[i];
    parameter.value = parameters[i];
    if (fit.standard_errors) parameter.standard_error = (*fit.standard_errors)[i];
  }
  model.log_likelihood = fit.log_likelihood;
  model.customers = fit.customers;
  model.iterations = fit.iterations;
  return model;
}

FittedModel report_spend(const value::SpendFit& fit, double customers) {
  FittedModel model;
  const std::array<std::pair<std::string_view, double>, 3> parameters{
      {{"p", fit.model.p}, {"q", fit.model.q}, {"v", fit.model.v}}};
  for (size_t i = 0; i < parameters.size(); ++i) {
    FittedParameter& parameter = model.parameters.emplace_back();
    parameter.name = parameters[i].first;
    parameter.value = parameters[i].second;
    if (fit.standard_errors) parameter.standard_error = (*fit.standard_errors)[i];
  }
  model.log_likelihood = fit.log_likelihood;
  model.customers = customers;
  model.iterations = fit.iterations;
  return model;
}

ValueModels report_models(const LifetimeFits& fits) {
  ValueModels models;
  models.purchases = report_purchases(fits.purchases);
  models.spend = report_spend(fits.spend, static_cast<double>(fits.spenders));
  if (fits.frequency_spend) {
    models.frequency_spend = CorrelationReport{fits.frequency_spend->value, {}, {}};
    if (const auto& interval = fits.frequency_spend->interval) {
      models.frequency_spend->low = interval->low;
      models.frequency_spend->high = interval->high;
    }
  }
  models.frequency_spend_sentence = frequency_spend_sentence(fits.frequency_spend);
  return models;
}

HoldoutCheckReport report_check(const LifetimeCheck& check) {
  const value::HoldoutReport& found = check.report;
  HoldoutCheckReport report;
  report.verdict = verdict_name(found.verdict);
  report.sentence = check_sentence(check);
  const auto day = [&](uint32_t number) { return format_day(check.first_day + static_cast<Day>(number)); };
  report.first_day = day(0);
  report.split_day = format_day(check.split_day);
  report.last_day = found.weeks.empty() ? report.split_day : day(found.weeks.back().end_day);
  report.customers = found.customers;
  report.repeat_buyers = found.repeat_buyers;
  report.actual = found.actual;
  const std::array<std::pair<std::string_view, const std::optional<value::ForecastError>*>, 3> forecasts{
      {{"model", &found.model}, {"as_before", &found.as_before}, {"own_rate", &found.own_rate}}};
  for (const auto& [id, error] : forecasts) {
    if (!*error) continue;
    report.forecasts.push_back({std::string(id), (*error)->total, (*error)->mean_absolute, (*error)->root_mean_square});
  }
  for (const value::HoldoutWeek& week : found.weeks) {
    CheckedWeek& shown = report.weeks.emplace_back();
    shown.last_day = day(week.end_day);
    shown.days = static_cast<int>(week.days);
    shown.actual = week.actual;
    shown.actual_so_far = week.actual_so_far;
    if (!found.fit) continue;
    shown.expected = week.expected;
    shown.expected_so_far = week.expected_so_far;
  }
  return report;
}

// The sums of some customers' estimates.
class ValueSum {
 public:
  void add(const Lifetime& lifetime, size_t row) {
    ++customers_;
    active_.add(lifetime.active[row]);
    purchases_.add(lifetime.expected_purchases[row]);
    revenue_.add(lifetime.expected_revenue[row]);
    value_.add(lifetime.value[row]);
  }

  void add(const ValueSum& other) {
    customers_ += other.customers_;
    active_.add(other.active_);
    purchases_.add(other.purchases_);
    revenue_.add(other.revenue_);
    value_.add(other.value_);
  }

  ValueFigures figures(double value_of_all) const {
    ValueFigures figures;
    figures.customers = customers_;
    figures.active = rounded(active_.value(), 10);
    figures.expected_purchases = rounded(purchases_.value(), 10);
    figures.expected_revenue = rounded(revenue_.value(), 100);
    figures.value = rounded(value_.value(), 100);
    if (customers_ > 0) figures.mean_value = rounded(value_.value() / static_cast<double>(customers_), 100);
    if (value_of_all > 0) figures.value_share = value_.value() / value_of_all;
    return figures;
  }

  uint64_t customers() const { return customers_; }
  double value() const { return value_.value(); }

 private:
  uint64_t customers_ = 0;
  CompensatedSum active_, purchases_, revenue_, value_;
};

/// By row of the profile: whom the filter leaves, and whom it would without the segments, or the cells, that it names.
struct ValueSelections {
  std::vector<uint8_t> all, any_segment, any_cell;
};

Result<ValueSelections> select_for_value(const Dataset& dataset, const Analysis& analysis, const FilterSpec& filter) {
  Result<std::vector<uint8_t>> all = select(dataset, analysis, filter);
  if (!all) return std::move(all).error();
  ValueSelections selections{std::move(*all), {}, {}};
  const auto without = [&](std::vector<std::string> FilterSpec::*list) {
    if ((filter.*list).empty()) return selections.all;
    FilterSpec others = filter;
    (others.*list).clear();
    return select(dataset, analysis, others).value();  // part of a filter that was found valid
  };
  selections.any_segment = without(&FilterSpec::segments);
  selections.any_cell = without(&FilterSpec::cells);
  return selections;
}

class ValueReportMaker {
 public:
  ValueReportMaker(const Analysis& analysis, ValueSelections selections)
      : analysis_(analysis),
        selections_(std::move(selections)),
        of_segment_(analysis.map->segments.size()),
        of_cell_(analysis.cells.size()) {
    const Lifetime& lifetime = analysis.lifetime;
    report_.terms = lifetime.spec;
    report_.terms.margin = lifetime.margin;
    report_.margin_from_data = lifetime.margin_from_data;
    report_.rule = value_rule(lifetime);
    if (lifetime.check) {
      report_.terms.split_day = format_day(lifetime.check->split_day);
      report_.check = report_check(*lifetime.check);
    }
    report_.no_models = lifetime.no_fits;
    if (lifetime.fits) report_.models = report_models(*lifetime.fits);
  }

  void add_passes(Passes& passes) {
    constexpr uint64_t kOfARow = 10, kOfASortedRow = 100;
    const size_t rows = analysis_.profile.size();
    if (!analysis_.lifetime.fits) return;
    passes.add({rows, kOfARow, [this](size_t begin, size_t end) {
                  for (size_t row = begin; row < end; ++row) add(row);
                  return end;
                }});
    passes.add({kHistograms, kOfASortedRow * (rows + 1), [this](size_t begin, size_t end) {
                  for (size_t i = begin; i < end; ++i) draw_histogram(i);
                  return end;
                }});
  }

  ValueReport conclude() {
    if (!analysis_.lifetime.fits) return std::move(report_);
    report_.all = all_.figures(all_.value());
    report_segments();
    report_cells();
    return std::move(report_);
  }

 private:
  static constexpr size_t kHistograms = 4;

  void add(size_t row) {
    const Lifetime& lifetime = analysis_.lifetime;
    if (selections_.all[row] != 0) all_.add(lifetime, row);
    if (selections_.any_segment[row] != 0) of_segment_[analysis_.segment[row]].add(lifetime, row);
    if (selections_.any_cell[row] != 0) of_cell_[analysis_.cell[row]].add(lifetime, row);
  }

  void report_segments() {
    ValueSum shown;
    for (const ValueSum& sum : of_segment_) shown.add(sum);
    for (size_t i = 0; i < of_segment_.size(); ++i) {
      const Segment& segment = analysis_.map->segments[i];
      report_.segments.push_back({segment.id, segment.name, segment.color, of_segment_[i].figures(shown.value())});
    }
  }

  // Customers whom scores do not tell apart may stand in several of the analysis' cells.
  void report_cells() {
    std::map<std::array<uint8_t, 3>, ValueSum> by_scores;
    for (size_t i = 0; i < of_cell_.size(); ++i) by_scores[analysis_.cells[i].scores].add(of_cell_[i]);
    for (const auto& [scores, sum] : by_scores) {
      if (sum.customers() > 0) {
        report_.cells.push_back({scores[0], scores[1], scores[2], sum.customers(), rounded(sum.value(), 100)});
      }
    }
  }

  void draw_histogram(size_t number) {
    const Lifetime& lifetime = analysis_.lifetime;
    const std::array<std::pair<const std::vector<float>*, std::vector<HistogramBar>*>, kHistograms> drawn{
        {{&lifetime.active, &report_.active},
         {&lifetime.expected_purchases, &report_.purchases},
         {&lifetime.expected_spend, &report_.spend},
         {&lifetime.value, &report_.value}}};
    const auto& [column, bars] = drawn[number];
    std::vector<double> values;
    for (size_t row = 0; row < column->size(); ++row) {
      if (selections_.all[row] != 0) values.push_back((*column)[row]);
    }
    if (values.empty()) return;
    sort_ascending(values);
    *bars = make_histogram(values);
  }

  const Analysis& analysis_;
  ValueSelections selections_;
  ValueSum all_;
  std::vector<ValueSum> of_segment_, of_cell_;
  ValueReport report_;
};

ParameterInterval interval_of(std::string_view name, double value, const Interval& interval) {
  return {std::string(name), value, interval.low, interval.high};
}

ValueIntervals report_intervals(const value::BootstrapReport& drawn, const value::PurchaseFit& fit, double expected) {
  ValueIntervals intervals;
  intervals.replicates = drawn.replicates;
  intervals.failed = drawn.failed;
  if (drawn.intervals) {
    const auto names = parameter_names(value::kind_of(fit.model));
    const value::PurchaseParameters parameters = value::parameters_of(fit.model);
    for (size_t i = 0; i < names.size(); ++i) {
      intervals.parameters.push_back(interval_of(names[i], parameters[i], drawn.intervals->parameters[i]));
    }
    intervals.expected_purchases = interval_of("expected_purchases", expected, drawn.intervals->expected);
  }
  intervals.sentence = intervals_sentence(intervals);
  return intervals;
}

}  // namespace

Result<PassRun<ValueReport>> begin_value_report(const Dataset& dataset, const Analysis& analysis,
                                                const FilterSpec& filter) {
  if (!analysis.lifetime.of_orders()) {
    return not_applicable(
        {"A customer table does not say when customers bought, so nobody can tell what they will "
         "bring. Open order lines instead.",
         "客户表中没有每次购买的时间，无法估计客户未来的价值。请改用订单明细。"});
  }
  Result<ValueSelections> selections = select_for_value(dataset, analysis, filter);
  if (!selections) return std::move(selections).error();
  const auto maker = std::make_shared<ValueReportMaker>(analysis, std::move(*selections));
  PassRun<ValueReport> run;
  maker->add_passes(run.passes);
  run.conclude = [maker] { return maker->conclude(); };
  return run;
}

Result<PassRun<ValueIntervals>> begin_value_intervals(const Lifetime& lifetime, uint64_t seed, size_t replicates) {
  if (!lifetime.fits) {
    return not_applicable({"The lifetime models do not hold here, so there is nothing to draw intervals of.",
                           "此处客户生命周期价值模型不成立，没有可计算区间的数值。"});
  }
  const value::PurchaseFit& fit = lifetime.fits->purchases;
  Result<PassRun<value::BootstrapReport>> drawn =
      value::bootstrap_purchases(fit, lifetime.histories, lifetime.spec.horizon_days, seed, replicates);
  if (!drawn) return std::move(drawn).error();
  CompensatedSum expected;
  for (const float purchases : lifetime.expected_purchases) expected.add(purchases);
  PassRun<ValueIntervals> run;
  run.passes = std::move(drawn->passes);
  run.conclude = [conclude = std::move(drawn->conclude), fit, sum = expected.value()]() -> Result<ValueIntervals> {
    const Result<value::BootstrapReport> report = conclude();
    if (!report) return report.error();
    return report_intervals(*report, fit, sum);
  };
  return run;
}

std::vector<ActivityPoint> activity_history(const Lifetime& lifetime, const std::vector<Day>& purchase_days,
                                            Day snapshot) {
  constexpr Day kPoints = 200;  // about, besides the purchases
  if (!lifetime.fits || purchase_days.empty()) return {};
  const Day first = purchase_days.front();
  const Day step = std::max((snapshot - first) / kPoints, 1);
  std::set<Day> days{snapshot};
  for (Day day = first; day < snapshot; day += step) days.insert(day);
  for (const Day day : purchase_days) {
    days.insert(day);
    if (day > first) days.insert(day - 1);
  }
  std::vector<ActivityPoint> points;
  for (const Day day : days) {
    const auto bought = std::upper_bound(purchase_days.begin(), purchase_days.end(), day);
    const auto repeats = static_cast<uint32_t>(bought - purchase_days.begin()) - 1;
    const Day last = *(bought - 1);
    const double active = value::probability_active(lifetime.fits->purchases.model, repeats, last - first, day - first);
    points.push_back({format_day(day), rounded(active, 1000)});
  }
  return points;
}

}  // namespace sluice::rfm

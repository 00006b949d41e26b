// What customers are worth from now on, by which models, and whether these may be believed. Plain data. Money is in the
// file's currency, times are in days.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/text_pair.h"
#include "rfm/lifetime_spec.h"
#include "rfm/rfm_report.h"

namespace sluice::rfm {

struct FittedParameter {
  std::string name;  ///< as in the literature: "alpha"
  double value = 0;
  std::optional<double> standard_error;  ///< from the observed information; none where that is not positive definite
};

/// The maximum of a likelihood.
struct FittedModel {
  std::vector<FittedParameter> parameters;
  double log_likelihood = 0;
  double customers = 0;  ///< that it was fitted to
  int iterations = 0;    ///< until it was found
};

/// 95 %; the value within.
struct CorrelationReport {
  double value = 0;  ///< -1..1
  std::optional<double> low, high;
};

/// Both of all customers, whatever the filter. The purchase model knows days with a purchase, and its alpha (and beta
/// of Pareto/NBD) are in days; the spend model is of the amount of such a day.
struct ValueModels {
  FittedModel purchases, spend;
  std::optional<CorrelationReport> frequency_spend;  ///< none where one of them does not vary
  TextPair frequency_spend_sentence;                 ///< what that says about the spend model
};

/// How far a forecast of each customer's repeat purchases after the split was off.
struct ForecastErrorReport {
  std::string id;    ///< "model", "as_before" (each buys as often as in the time before that is as long), "own_rate"
                     ///< (each buys on as often as so far)
  double total = 0;  ///< purchases that it expected of all
  double mean_absolute = 0;     ///< purchases a customer
  double root_mean_square = 0;  ///< likewise
};

/// Repeat purchases of a week, counted from the split to both sides.
struct CheckedWeek {
  std::string last_day;  ///< "YYYY-MM-DD"
  int days = 7;          ///< fewer at the ends
  double actual = 0, actual_so_far = 0;
  std::optional<double> expected, expected_so_far;  ///< none without a fit
};

/// The models fitted to purchases up to a day and held against those after it, which they have not seen.
struct HoldoutCheckReport {
  std::string verdict;  ///< "holds", "no_holdout", "too_few_repeat_buyers", "at_a_bound", "unsettled",
                        ///< "worse_than_naive": no figure is given then
  TextPair sentence;    ///< the verdict in words and numbers
  std::string first_day, split_day, last_day;  ///< of purchases, of the calibration, of the holdout: "YYYY-MM-DD"
  double customers = 0, repeat_buyers = 0;     ///< up to the split
  double actual = 0;                           ///< repeat purchases after it
  std::vector<ForecastErrorReport> forecasts;  ///< the model, where it had a fit, first
  std::vector<CheckedWeek> weeks;
};

/// Of some customers.
struct ValueFigures {
  uint64_t customers = 0;
  double active = 0;              ///< expected number of those who are still customers
  double expected_purchases = 0;  ///< days with a purchase within the horizon
  double expected_revenue = 0;
  double value = 0;                   ///< lifetime value: discounted, after margin
  std::optional<double> mean_value;   ///< value / customers
  std::optional<double> value_share;  ///< of the value of all that are shown; none where that is 0
};

struct SegmentValue {
  std::string id;
  TextPair name;
  std::string color;
  ValueFigures figures;
};

/// Customers with the same three scores.
struct CellValue {
  int recency = 0, frequency = 0, monetary = 0;
  uint64_t customers = 0;
  double value = 0;  ///< lifetime value of all of them
};

/// Of the customers that the filter leaves, but for the models and their check.
struct ValueReport {
  LifetimeSpec terms;  ///< in force: the margin and the split day are filled in
  bool margin_from_data = false;
  TextPair rule;                            ///< what is computed, in words
  std::optional<HoldoutCheckReport> check;  ///< none where the models were not even fitted
  std::optional<ValueModels> models;        ///< none where they do not hold; all that follows is empty then
  TextPair no_models;                       ///< why, and what to do; else empty
  ValueFigures all;
  std::vector<SegmentValue> segments;  ///< in the order of the map, whichever of them the filter names
  std::vector<CellValue> cells;        ///< likewise by R, then F, then M; only those with customers
  std::vector<HistogramBar> active, purchases, spend, value;  ///< `selected` is unused: all are
};

/// 95 % intervals of what the models say, from customers drawn again and again.
struct ParameterInterval {
  std::string name;
  double value = 0, low = 0, high = 0;
};
struct ValueIntervals {
  uint64_t replicates = 0, failed = 0;        ///< failed: had no fit
  std::vector<ParameterInterval> parameters;  ///< of the purchase model; none where too many failed, as the next
  std::optional<ParameterInterval> expected_purchases;  ///< of all customers within the horizon
  TextPair sentence;
};

}  // namespace sluice::rfm

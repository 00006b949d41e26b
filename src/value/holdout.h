// Whether a purchase model may be believed: it is fitted to what customers did up to a split day and then held against
// what the same customers did after it, which it has not seen, and against two forecasts that anybody makes without a
// model. Takes counts by customer and by day; knows no dates or money.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/passes.h"
#include "value/purchase_fit.h"
#include "value/purchase_history.h"

namespace sluice::value {

/// The customers who bought first up to the split day. Days count from that of the very first purchase, 0. Several
/// purchases of a customer on a day are one.
struct HoldoutCustomers {
  uint32_t split_day = 0;     ///< the last one of the calibration; >= every age
  uint32_t holdout_days = 0;  ///< that follow it
  // By customer, columns of the same length.
  std::vector<uint32_t> repeats, last, age;  ///< at the split, as merge_histories() takes them
  std::vector<uint32_t> before;              ///< repeat purchases on the last holdout_days days up to the split
  std::vector<uint32_t> later;               ///< and in the holdout
  /// By day from 0 up to the end of the holdout: repeat purchases of all of these customers.
  std::vector<uint64_t> purchases_by_day;
};

/// Seven days, counted from the split day to both sides; the first and the last one may be shorter. Repeat purchases.
struct HoldoutWeek {
  uint32_t end_day = 0;  ///< its last one
  uint32_t days = 0;     ///< 1..7
  double actual = 0, expected = 0;
  double actual_so_far = 0, expected_so_far = 0;  ///< from day 0 on
};

/// How far a forecast of each customer's purchases in the holdout is off.
struct ForecastError {
  double total = 0;                                ///< purchases that it expects of all
  double mean_absolute = 0, root_mean_square = 0;  ///< purchases per customer
  /// Of a forecast without a model beside one with: how probable it is that its squared errors are less than the
  /// model's by so much by chance alone (paired by customer; Diebold & Mariano 1995, Journal of Business & Economic
  /// Statistics 13:253, without their terms for time). 1: not less at all.
  double closer_by_chance = 1;
};

enum class HoldoutVerdict : uint8_t {
  holds,
  no_holdout,             ///< no day, or no customer
  too_few_repeat_buyers,  ///< up to the split
  at_a_bound,             ///< a parameter runs to 0 or infinity
  unsettled,              ///< the fit comes to no end
  worse_than_naive        ///< see judge()
};

struct HoldoutReport {
  HoldoutVerdict verdict = HoldoutVerdict::no_holdout;
  double customers = 0, repeat_buyers = 0;  ///< up to the split; those of them who had bought again by then
  double actual = 0;                        ///< repeat purchases in the holdout
  double off_by_chance =
      0;  ///< by how much the model's total may be off: 1.96 standard errors of the sum of its errors
  std::vector<HoldoutWeek> weeks;      ///< without a fit `expected` is 0 throughout
  std::optional<PurchaseFit> fit;      ///< times in days
  std::optional<ForecastError> model;  ///< with a fit: each customer's expected purchases
  /// Each customer buys as often as in the time before the split that is as long; none where that is not on record.
  std::optional<ForecastError> as_before;
  /// Each customer buys on at the own rate so far, repeats / age.
  std::optional<ForecastError> own_rate;
};

/// worse_than_naive where one of the two forecasts without a model is closer to what each customer did, and by more
/// than chance brings in one of twenty cases, or its total is off by less than the model's by 5 % of what was bought or
/// more, the model's being off by more than chance makes it. Only of a report with `model`.
HoldoutVerdict judge(const HoldoutReport& report);

/// Passes of at most some tenths of a second for a million customers, but for the fit, which is one row. Errors:
/// engine_failed where the columns contradict each other.
Result<PassRun<HoldoutReport>> check_holdout(HoldoutCustomers customers, PurchaseModelKind kind);

}  // namespace sluice::value

// What the user may choose about what customers will bring. Plain data.
#pragma once

#include <optional>
#include <string>

#include "value/purchase_model_kind.h"

namespace sluice::rfm {

/// Customers' lifetime value (CLV): what is left of the purchases that they are expected to make from the snapshot on,
/// worth the less the later they come.
struct LifetimeSpec {
  /// How often customers buy, and whether they still do. Not BG/NBD, to which every one-time buyer is active.
  value::PurchaseModelKind model = value::PurchaseModelKind::mbg_nbd;
  int horizon_days = 365;          ///< purchases of so many days from the snapshot on count, 1..kMostHorizonDays
  double discount_per_year = 0.1;  ///< 0.1: what comes in a year is worth 1 / 1.1 of what comes now; 0..kMostDiscount
  /// What is left of a revenue, 0..1: 0.3 of 100 is 30. None: as the orders say, or all of it where some of them do
  /// not.
  std::optional<double> margin;
  /// "YYYY-MM-DD": the models are held against what happened after this day. Empty: two thirds of what the data cover
  /// lie before.
  std::string split_day;

  bool operator==(const LifetimeSpec&) const = default;
};
inline constexpr int kMostHorizonDays = 36'500;
inline constexpr double kMostDiscount = 10;

}  // namespace sluice::rfm

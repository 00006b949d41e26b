// What the user may choose about the rhythm of purchases. Plain data.
#pragma once

namespace sluice::rfm {

struct RhythmSpec {
  static constexpr double kLeast = 1, kMost = 100;

  double overdue_at = 2;  ///< a customer is overdue after so many times the usual gap without a purchase; kLeast..kMost

  bool operator==(const RhythmSpec&) const = default;
};

}  // namespace sluice::rfm

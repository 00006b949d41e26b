// What the user may choose about cohorts. Plain data.
#pragma once

namespace sluice::rfm {

/// Calendar periods by which customers are put together and counted. Weeks are those of ISO 8601: from Monday on.
enum class CohortPeriod { week, month, quarter };

/// Which of the figures of a cell a screen shows; the report holds them all.
enum class CohortMeasure {
  retention,            ///< active customers / customers of the cohort
  active,               ///< customers with a purchase in the period
  orders,               ///< purchases
  revenue,              ///< net of returns, as everywhere
  orders_per_customer,  ///< of the whole cohort, active or not; likewise below
  revenue_per_customer,
  cumulated_per_customer,  ///< revenue from the first period to this one
};

struct CohortSpec {
  CohortPeriod period = CohortPeriod::month;
  CohortMeasure measure = CohortMeasure::retention;

  bool operator==(const CohortSpec&) const = default;
};

}  // namespace sluice::rfm

// Every number of the cohort screen: customers by the period of their first purchase, and what they did in each period
// since. Shares are 0..1, money is in the file's currency. Plain data.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/text_pair.h"
#include "rfm/cohort_spec.h"

namespace sluice::rfm {

/// At most so many cohorts have a row of their own, the latest ones, and so many periods a column.
inline constexpr int kMostCohorts = 60;
inline constexpr int kMostCohortPeriods = 60;

/// The figures of CohortMeasure by age: entry k is of the k-th period after that of the first purchase. Lists of equal
/// length. What is per customer has no value where the cohort has none.
struct CohortFigures {
  std::vector<uint64_t> active;
  std::vector<uint64_t> orders;
  std::vector<double> revenue;
  std::vector<std::optional<double>> retention;
  std::vector<std::optional<double>> orders_per_customer;
  std::vector<std::optional<double>> revenue_per_customer;
  std::vector<std::optional<double>> cumulated_per_customer;

  size_t size() const { return active.size(); }
};

/// What happened after the last period that has a column.
struct CohortRest {
  uint64_t active = 0;  ///< customers with a purchase in any of these periods
  uint64_t orders = 0;
  double revenue = 0;
};

struct CohortRow {
  std::string id;         ///< for FilterSpec::cohorts
  std::string first_day;  ///< of the period, "YYYY-MM-DD"; of gathered cohorts the first day of the earliest one
  std::string last_day;
  uint64_t cohorts = 1;  ///< more than one: the earlier cohorts, gathered; 0: a period without a new customer
  uint64_t customers = 0;
  double revenue = 0;     ///< of all periods
  uint64_t complete = 0;  ///< so many entries of `figures` are of periods that the data hold to their end; one entry
                          ///< behind them is of the period in which the data end, and not to be compared
  CohortFigures figures;
  CohortRest later;
  bool selected = false;  ///< named by the filter
};

/// Means over the cohorts for which the data hold the period of that age to its end. Counts and revenue are per cohort;
/// what is per customer is weighted by the customers.
struct CohortMeans {
  std::vector<uint64_t> cohorts;    ///< with customers; how many have reached that age
  std::vector<uint64_t> customers;  ///< of these
  std::vector<std::optional<double>> active, orders, revenue;
  std::vector<std::optional<double>> retention, orders_per_customer, revenue_per_customer, cumulated_per_customer;
};

struct CohortReport {
  CohortPeriod period = CohortPeriod::month;
  std::string first_day;        ///< with which the data begin
  std::string observed_to;      ///< the last day that the data speak of; the period that it lies in may be incomplete
  bool last_incomplete = true;  ///< whether it is
  uint64_t customers = 0;
  double revenue = 0;
  uint64_t periods = 0;            ///< columns: the longest list of figures
  std::vector<CohortRow> cohorts;  ///< oldest first, without gaps; the gathered ones before them
  CohortMeans means;               ///< by age, as many entries as any cohort has complete
  TextPair definition;
  std::vector<TextPair> notes;  ///< earlier purchases that are hidden, what is gathered, what is incomplete
};

}  // namespace sluice::rfm

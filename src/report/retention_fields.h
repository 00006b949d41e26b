// The JSON names of the members of the reports on cohorts and on the rhythm of purchases.
#pragma once

#include "base/json_fields.h"
#include "report/spec_fields.h"
#include "rfm/cohort_report.h"
#include "rfm/rhythm_report.h"

namespace sluice {

template <>
struct Fields<rfm::CohortFigures> {
  using T = rfm::CohortFigures;
  static constexpr auto members = std::tuple{field("active", &T::active),
                                             field("orders", &T::orders),
                                             field("revenue", &T::revenue),
                                             field("retention", &T::retention),
                                             field("orders_per_customer", &T::orders_per_customer),
                                             field("revenue_per_customer", &T::revenue_per_customer),
                                             field("cumulated_per_customer", &T::cumulated_per_customer)};
};
template <>
struct Fields<rfm::CohortRest> {
  using T = rfm::CohortRest;
  static constexpr auto members =
      std::tuple{field("active", &T::active), field("orders", &T::orders), field("revenue", &T::revenue)};
};
template <>
struct Fields<rfm::CohortRow> {
  using T = rfm::CohortRow;
  static constexpr auto members = std::tuple{field("id", &T::id),
                                             field("first_day", &T::first_day),
                                             field("last_day", &T::last_day),
                                             field("cohorts", &T::cohorts),
                                             field("customers", &T::customers),
                                             field("revenue", &T::revenue),
                                             field("complete", &T::complete),
                                             field("figures", &T::figures),
                                             field("later", &T::later),
                                             field("selected", &T::selected)};
};
template <>
struct Fields<rfm::CohortMeans> {
  using T = rfm::CohortMeans;
  static constexpr auto members = std::tuple{field("cohorts", &T::cohorts),
                                             field("customers", &T::customers),
                                             field("active", &T::active),
                                             field("orders", &T::orders),
                                             field("revenue", &T::revenue),
                                             field("retention", &T::retention),
                                             field("orders_per_customer", &T::orders_per_customer),
                                             field("revenue_per_customer", &T::revenue_per_customer),
                                             field("cumulated_per_customer", &T::cumulated_per_customer)};
};
template <>
struct Fields<rfm::CohortReport> {
  using T = rfm::CohortReport;
  static constexpr auto members = std::tuple{field("period", &T::period),
                                             field("first_day", &T::first_day),
                                             field("observed_to", &T::observed_to),
                                             field("last_incomplete", &T::last_incomplete),
                                             field("customers", &T::customers),
                                             field("revenue", &T::revenue),
                                             field("periods", &T::periods),
                                             field("cohorts", &T::cohorts),
                                             field("means", &T::means),
                                             field("definition", &T::definition),
                                             field("notes", &T::notes)};
};
template <>
struct Fields<rfm::SecondPurchase> {
  using T = rfm::SecondPurchase;
  static constexpr auto members = std::tuple{field("days", &T::days),
                                             field("customers", &T::customers),
                                             field("share_of_repeaters", &T::share_of_repeaters),
                                             field("known", &T::known),
                                             field("known_came", &T::known_came),
                                             field("share_of_known", &T::share_of_known)};
};
template <>
struct Fields<rfm::RhythmReport> {
  using T = rfm::RhythmReport;
  static constexpr auto members = std::tuple{field("customers", &T::customers),
                                             field("repeaters", &T::repeaters),
                                             field("one_time", &T::one_time),
                                             field("repurchase_rate", &T::repurchase_rate),
                                             field("one_time_share", &T::one_time_share),
                                             field("with_gap", &T::with_gap),
                                             field("gaps", &T::gaps),
                                             field("median_gap", &T::median_gap),
                                             field("p90_gap", &T::p90_gap),
                                             field("typical_gap", &T::typical_gap),
                                             field("histogram", &T::histogram),
                                             field("second", &T::second),
                                             field("overdue_at", &T::overdue_at),
                                             field("overdue", &T::overdue),
                                             field("overdue_share", &T::overdue_share),
                                             field("at_stake", &T::at_stake),
                                             field("definition", &T::definition),
                                             field("notes", &T::notes)};
};

}  // namespace sluice

// The JSON names of the members of an A/B test's report.
#pragma once

#include "base/json_fields.h"
#include "funnel/experiment_report.h"
#include "report/pipeline_fields.h"

namespace sluice {

template <>
struct Fields<funnel::ExperimentChoice> {
  using T = funnel::ExperimentChoice;
  static constexpr auto members = std::tuple{
      field("name", &T::name),       field("title", &T::title),   field("values", &T::values), field("arm", &T::arm),
      field("outcome", &T::outcome), field("people", &T::people), field("amount", &T::amount)};
};
template <>
struct Fields<funnel::ArmContrast> {
  using T = funnel::ArmContrast;
  static constexpr auto members = std::tuple{field("difference", &T::difference),
                                             field("low", &T::low),
                                             field("high", &T::high),
                                             field("lift", &T::lift),
                                             field("lift_low", &T::lift_low),
                                             field("lift_high", &T::lift_high),
                                             field("p", &T::p),
                                             field("p_adjusted", &T::p_adjusted),
                                             field("fisher", &T::fisher),
                                             field("verdict", &T::verdict),
                                             field("detectable", &T::detectable)};
};
template <>
struct Fields<funnel::ArmOutcome> {
  using T = funnel::ArmOutcome;
  static constexpr auto members =
      std::tuple{field("count", &T::count), field("rate", &T::rate), field("contrast", &T::contrast)};
};
template <>
struct Fields<funnel::ArmRevenue> {
  using T = funnel::ArmRevenue;
  static constexpr auto members =
      std::tuple{field("total", &T::total),         field("per_person", &T::per_person), field("buyers", &T::buyers),
                 field("per_buyer", &T::per_buyer), field("difference", &T::difference), field("low", &T::low),
                 field("high", &T::high),           field("verdict", &T::verdict)};
};
template <>
struct Fields<funnel::ExperimentArm> {
  using T = funnel::ExperimentArm;
  static constexpr auto members =
      std::tuple{field("name", &T::name),       field("control", &T::control), field("people", &T::people),
                 field("share", &T::share),     field("planned", &T::planned), field("outcomes", &T::outcomes),
                 field("revenue", &T::revenue), field("verdict", &T::verdict)};
};
template <>
struct Fields<funnel::ArmSplit> {
  using T = funnel::ArmSplit;
  static constexpr auto members = std::tuple{field("chi_square", &T::chi_square), field("degrees", &T::degrees),
                                             field("p", &T::p), field("text", &T::text)};
};
template <>
struct Fields<funnel::ExperimentReport> {
  using T = funnel::ExperimentReport;
  static constexpr auto members = std::tuple{field("columns", &T::columns),
                                             field("joined", &T::joined),
                                             field("arm", &T::arm),
                                             field("people", &T::people),
                                             field("amount", &T::amount),
                                             field("outcomes", &T::outcomes),
                                             field("outcome_titles", &T::outcome_titles),
                                             field("control", &T::control),
                                             field("arms", &T::arms),
                                             field("split", &T::split),
                                             field("without_arm", &T::without_arm),
                                             field("definition", &T::definition),
                                             field("revenue_definition", &T::revenue_definition),
                                             field("revenue_absence", &T::revenue_absence),
                                             field("notes", &T::notes)};
};

}  // namespace sluice

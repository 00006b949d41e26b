// The members of what is asked about an event funnel beside its report, as JSON: breakdown, people, journeys.
#pragma once

#include <tuple>

#include "base/json_fields.h"
#include "funnel/breakdown_report.h"
#include "funnel/journey_report.h"
#include "report/report_fields.h"

namespace sluice {

template <>
struct Fields<funnel::Contrast> {
  using T = funnel::Contrast;
  static constexpr auto members = std::tuple{field("difference", &T::difference),
                                             field("low", &T::low),
                                             field("high", &T::high),
                                             field("lift", &T::lift),
                                             field("p", &T::p),
                                             field("p_adjusted", &T::p_adjusted),
                                             field("fisher", &T::fisher),
                                             field("differs", &T::differs),
                                             field("too_few_to_tell", &T::too_few_to_tell)};
};
template <>
struct Fields<funnel::GroupStep> {
  using T = funnel::GroupStep;
  static constexpr auto members = std::tuple{field("count", &T::count), field("step_rate", &T::step_rate),
                                             field("overall_rate", &T::overall_rate), field("contrast", &T::contrast)};
};
template <>
struct Fields<funnel::GroupFunnel> {
  using T = funnel::GroupFunnel;
  static constexpr auto members = std::tuple{field("id", &T::id), field("label", &T::label), field("steps", &T::steps),
                                             field("overall", &T::overall)};
};
template <>
struct Fields<funnel::BreakdownReport> {
  using T = funnel::BreakdownReport;
  static constexpr auto members =
      std::tuple{field("title", &T::title),           field("steps", &T::steps),
                 field("groups", &T::groups),         field("other_groups", &T::other_groups),
                 field("definition", &T::definition), field("notes", &T::notes)};
};
template <>
struct Fields<funnel::PeopleQuery> {
  using T = funnel::PeopleQuery;
  static constexpr auto members = std::tuple{field("step", &T::step), field("lost", &T::lost),
                                             field("offset", &T::offset), field("limit", &T::limit)};
};
template <>
struct Fields<funnel::FunnelPerson> {
  using T = funnel::FunnelPerson;
  static constexpr auto members = std::tuple{
      field("code", &T::code), field("customer", &T::customer), field("name", &T::name),  field("start", &T::start),
      field("last", &T::last), field("reached", &T::reached),   field("value", &T::value)};
};
template <>
struct Fields<funnel::PeoplePage> {
  using T = funnel::PeoplePage;
  static constexpr auto members =
      std::tuple{field("total", &T::total), field("offset", &T::offset), field("rows", &T::rows)};
};
template <>
struct Fields<funnel::JourneyEvent> {
  using T = funnel::JourneyEvent;
  static constexpr auto members =
      std::tuple{field("time", &T::time),       field("event", &T::event), field("amount", &T::amount),
                 field("matches", &T::matches), field("fills", &T::fills), field("excluded", &T::excluded)};
};
template <>
struct Fields<funnel::JourneyReport> {
  using T = funnel::JourneyReport;
  static constexpr auto members =
      std::tuple{field("customer", &T::customer), field("name", &T::name),         field("steps", &T::steps),
                 field("events", &T::events),     field("left_out", &T::left_out), field("units", &T::units),
                 field("furthest", &T::furthest), field("outcome", &T::outcome),   field("reason", &T::reason)};
};

}  // namespace sluice

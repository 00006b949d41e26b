// The members of what is asked about an event funnel beside its report, as JSON: breakdown, window and mode, time of
// entry, people, journeys, and what the lost did afterwards.
#pragma once

#include <tuple>

#include "base/json_fields.h"
#include "funnel/afterwards_report.h"
#include "funnel/breakdown_report.h"
#include "funnel/journey_report.h"
#include "funnel/over_time_report.h"
#include "funnel/pair_report.h"
#include "funnel/sensitivity_report.h"
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
  static constexpr auto members = std::tuple{field("optional", &T::optional),
                                             field("count", &T::count),
                                             field("step_rate", &T::step_rate),
                                             field("overall_rate", &T::overall_rate),
                                             field("drop_off", &T::drop_off),
                                             field("still_open", &T::still_open),
                                             field("share_of_loss", &T::share_of_loss),
                                             field("larger_than_before", &T::larger_than_before),
                                             field("contrast", &T::contrast)};
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
struct Fields<funnel::SharedCustomers> {
  using T = funnel::SharedCustomers;
  static constexpr auto members = std::tuple{field("entered", &T::entered),
                                             field("entered_both", &T::entered_both),
                                             field("completed_both", &T::completed_both),
                                             field("only_first", &T::only_first),
                                             field("only_kept", &T::only_kept),
                                             field("p", &T::p),
                                             field("differs", &T::differs)};
};
template <>
struct Fields<funnel::PairSide> {
  using T = funnel::PairSide;
  static constexpr auto members =
      std::tuple{field("unit", &T::unit), field("steps", &T::steps), field("definition", &T::definition)};
};
template <>
struct Fields<funnel::PairReport> {
  using T = funnel::PairReport;
  static constexpr auto members = std::tuple{field("first", &T::first), field("kept", &T::kept),
                                             field("shared", &T::shared), field("notes", &T::notes)};
};
template <>
struct Fields<funnel::WindowPoint> {
  using T = funnel::WindowPoint;
  static constexpr auto members = std::tuple{field("window_ms", &T::window_ms), field("present", &T::present),
                                             field("counts", &T::counts), field("rate", &T::rate)};
};
template <>
struct Fields<funnel::ModeStep> {
  using T = funnel::ModeStep;
  static constexpr auto members =
      std::tuple{field("label", &T::label), field("optional", &T::optional), field("count", &T::count),
                 field("step_rate", &T::step_rate), field("overall_rate", &T::overall_rate)};
};
template <>
struct Fields<funnel::ModeFunnel> {
  using T = funnel::ModeFunnel;
  static constexpr auto members = std::tuple{field("mode", &T::mode), field("present", &T::present),
                                             field("refusal", &T::refusal), field("steps", &T::steps)};
};
template <>
struct Fields<funnel::SensitivityReport> {
  using T = funnel::SensitivityReport;
  static constexpr auto members = std::tuple{field("steps", &T::steps),
                                             field("points", &T::points),
                                             field("modes", &T::modes),
                                             field("definition", &T::definition),
                                             field("modes_definition", &T::modes_definition),
                                             field("notes", &T::notes)};
};
template <>
struct Fields<funnel::EntryPeriod> {
  using T = funnel::EntryPeriod;
  static constexpr auto members = std::tuple{field("id", &T::id),
                                             field("first_day", &T::first_day),
                                             field("last_day", &T::last_day),
                                             field("periods", &T::periods),
                                             field("entered", &T::entered),
                                             field("converted", &T::converted),
                                             field("open", &T::open),
                                             field("rate", &T::rate)};
};
template <>
struct Fields<funnel::OverTimeReport> {
  using T = funnel::OverTimeReport;
  static constexpr auto members =
      std::tuple{field("grain", &T::grain),           field("periods", &T::periods), field("entered", &T::entered),
                 field("converted", &T::converted),   field("open", &T::open),       field("rate", &T::rate),
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
  static constexpr auto members =
      std::tuple{field("code", &T::code),       field("customer", &T::customer), field("name", &T::name),
                 field("unit", &T::unit),       field("start", &T::start),       field("last", &T::last),
                 field("reached", &T::reached), field("value", &T::value)};
};
template <>
struct Fields<funnel::PeoplePage> {
  using T = funnel::PeoplePage;
  static constexpr auto members =
      std::tuple{field("total", &T::total), field("offset", &T::offset), field("rows", &T::rows)};
};
template <>
struct Fields<funnel::PeopleSegment> {
  using T = funnel::PeopleSegment;
  static constexpr auto members = std::tuple{field("id", &T::id),       field("label", &T::label),
                                             field("color", &T::color), field("customers", &T::customers),
                                             field("share", &T::share), field("revenue", &T::revenue)};
};
template <>
struct Fields<funnel::PeopleSegments> {
  using T = funnel::PeopleSegments;
  static constexpr auto members = std::tuple{field("customers", &T::customers), field("scored", &T::scored),
                                             field("revenue", &T::revenue), field("segments", &T::segments)};
};
template <>
struct EnumNames<funnel::NextKind> {
  using K = funnel::NextKind;
  static constexpr std::array<std::pair<K, std::string_view>, 3> names{
      {{K::event, "event"}, {K::others, "others"}, {K::nothing, "nothing"}}};
};
template <>
struct Fields<funnel::AfterwardsQuery> {
  using T = funnel::AfterwardsQuery;
  static constexpr auto members =
      std::tuple{field("step", &T::step), field("depth", &T::depth), field("floor", &T::floor)};
};
template <>
struct Fields<funnel::NextEvent> {
  using T = funnel::NextEvent;
  static constexpr auto members = std::tuple{field("kind", &T::kind), field("event", &T::event),
                                             field("names", &T::names), field("count", &T::count)};
};
template <>
struct Fields<funnel::NextFlow> {
  using T = funnel::NextFlow;
  static constexpr auto members = std::tuple{field("from", &T::from), field("to", &T::to), field("count", &T::count)};
};
template <>
struct Fields<funnel::NextLevel> {
  using T = funnel::NextLevel;
  static constexpr auto members = std::tuple{field("events", &T::events), field("flows", &T::flows)};
};
template <>
struct Fields<funnel::Trait> {
  using T = funnel::Trait;
  static constexpr auto members = std::tuple{field("property", &T::property),
                                             field("value", &T::value),
                                             field("of_customer", &T::of_customer),
                                             field("lost", &T::lost),
                                             field("went_on", &T::went_on),
                                             field("lost_share", &T::lost_share),
                                             field("went_on_share", &T::went_on_share),
                                             field("odds_ratio", &T::odds_ratio),
                                             field("low", &T::low),
                                             field("high", &T::high),
                                             field("p", &T::p),
                                             field("p_adjusted", &T::p_adjusted),
                                             field("fisher", &T::fisher),
                                             field("differs", &T::differs),
                                             field("too_few_to_tell", &T::too_few_to_tell)};
};
template <>
struct Fields<funnel::AfterwardsReport> {
  using T = funnel::AfterwardsReport;
  static constexpr auto members = std::tuple{field("step", &T::step),
                                             field("next_step", &T::next_step),
                                             field("reached", &T::reached),
                                             field("lost", &T::lost),
                                             field("levels", &T::levels),
                                             field("traits", &T::traits),
                                             field("other_traits", &T::other_traits),
                                             field("definition", &T::definition),
                                             field("traits_definition", &T::traits_definition),
                                             field("notes", &T::notes),
                                             field("traits_notes", &T::traits_notes)};
};
template <>
struct Fields<funnel::JourneyQuery> {
  using T = funnel::JourneyQuery;
  static constexpr auto members = std::tuple{field("customer", &T::customer), field("unit", &T::unit)};
};
template <>
struct Fields<funnel::JourneyEvent> {
  using T = funnel::JourneyEvent;
  static constexpr auto members =
      std::tuple{field("time", &T::time),       field("event", &T::event), field("amount", &T::amount),
                 field("matches", &T::matches), field("fills", &T::fills), field("excluded", &T::excluded)};
};
template <>
struct Fields<funnel::JourneySpan> {
  using T = funnel::JourneySpan;
  static constexpr auto members = std::tuple{field("begin", &T::begin), field("end", &T::end)};
};
template <>
struct Fields<funnel::NearMiss> {
  using T = funnel::NearMiss;
  static constexpr auto members =
      std::tuple{field("event", &T::event), field("step", &T::step), field("late_ms", &T::late_ms)};
};
template <>
struct Fields<funnel::JourneyReport> {
  using T = funnel::JourneyReport;
  static constexpr auto members = std::tuple{field("customer", &T::customer),   field("name", &T::name),
                                             field("steps", &T::steps),         field("events", &T::events),
                                             field("left_out", &T::left_out),   field("units", &T::units),
                                             field("unit", &T::unit),           field("furthest", &T::furthest),
                                             field("window", &T::window),       field("step_window", &T::step_window),
                                             field("near_miss", &T::near_miss), field("obstacle", &T::obstacle),
                                             field("outcome", &T::outcome),     field("reason", &T::reason)};
};

}  // namespace sluice

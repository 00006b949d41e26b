// The JSON names of the members of the sales pipeline's report.
#pragma once

#include "base/json_fields.h"
#include "funnel/pipeline_report.h"
#include "report/spec_fields.h"

namespace sluice {

template <>
struct EnumNames<funnel::RottenBasis> {
  using B = funnel::RottenBasis;
  static constexpr std::array<std::pair<B, std::string_view>, 4> names{
      {{B::none, "none"}, {B::chosen, "chosen"}, {B::stays, "stays"}, {B::cycles, "cycles"}}};
};
template <>
struct EnumNames<funnel::Difference> {
  using D = funnel::Difference;
  static constexpr std::array<std::pair<D, std::string_view>, 5> names{{
      {D::untested, "untested"},
      {D::higher, "higher"},
      {D::lower, "lower"},
      {D::alike, "alike"},
      {D::too_few, "too_few"},
  }};
};
template <>
struct EnumNames<funnel::PropertyRow::Kind> {
  using K = funnel::PropertyRow::Kind;
  static constexpr std::array<std::pair<K, std::string_view>, 3> names{
      {{K::value, "value"}, {K::blank, "blank"}, {K::others, "others"}}};
};
template <>
struct EnumNames<funnel::RottenColumn> {
  using C = funnel::RottenColumn;
  static constexpr std::array<std::pair<C, std::string_view>, 6> names{{
      {C::id, "id"},
      {C::customer, "customer"},
      {C::stage, "stage"},
      {C::value, "value"},
      {C::age, "age"},
      {C::over, "over"},
  }};
};

template <>
struct Fields<funnel::PipelineFigure> {
  using T = funnel::PipelineFigure;
  static constexpr auto members =
      std::tuple{field("value", &T::value), field("definition", &T::definition), field("absence", &T::absence)};
};
template <>
struct Fields<funnel::ObservedShare> {
  using T = funnel::ObservedShare;
  static constexpr auto members = std::tuple{field("value", &T::value), field("low", &T::low), field("high", &T::high),
                                             field("count", &T::count), field("of", &T::of)};
};
template <>
struct Fields<funnel::StageProbability> {
  using T = funnel::StageProbability;
  static constexpr auto members = std::tuple{field("value", &T::value), field("given", &T::given),
                                             field("estimate", &T::estimate), field("too_few", &T::too_few)};
};
template <>
struct Fields<funnel::StageOpen> {
  using T = funnel::StageOpen;
  static constexpr auto members =
      std::tuple{field("opportunities", &T::opportunities), field("without_value", &T::without_value),
                 field("value", &T::value), field("weighted", &T::weighted), field("expected_wins", &T::expected_wins)};
};
template <>
struct Fields<funnel::StageAges> {
  using T = funnel::StageAges;
  static constexpr auto members = std::tuple{field("dated", &T::dated),
                                             field("undated", &T::undated),
                                             field("first_quartile", &T::first_quartile),
                                             field("median", &T::median),
                                             field("third_quartile", &T::third_quartile),
                                             field("p90", &T::p90),
                                             field("longest", &T::longest),
                                             field("ranges", &T::ranges),
                                             field("basis", &T::basis),
                                             field("limit", &T::limit),
                                             field("basis_count", &T::basis_count),
                                             field("rotten", &T::rotten),
                                             field("rotten_value", &T::rotten_value)};
};
template <>
struct Fields<funnel::StageStays> {
  using T = funnel::StageStays;
  static constexpr auto members =
      std::tuple{field("stays", &T::stays), field("median", &T::median), field("p90", &T::p90)};
};
template <>
struct Fields<funnel::StageLosses> {
  using T = funnel::StageLosses;
  static constexpr auto members = std::tuple{field("lost", &T::lost), field("value", &T::value),
                                             field("share", &T::share), field("share_of_value", &T::share_of_value)};
};
template <>
struct Fields<funnel::PipelineStage> {
  using T = funnel::PipelineStage;
  static constexpr auto members = std::tuple{field("stage", &T::stage),
                                             field("label", &T::label),
                                             field("zone", &T::zone),
                                             field("reached", &T::reached),
                                             field("reached_won", &T::reached_won),
                                             field("reached_lost", &T::reached_lost),
                                             field("reached_open", &T::reached_open),
                                             field("skipped", &T::skipped),
                                             field("fell_back", &T::fell_back),
                                             field("probability", &T::probability),
                                             field("open", &T::open),
                                             field("ages", &T::ages),
                                             field("stays", &T::stays),
                                             field("losses", &T::losses)};
};
template <>
struct Fields<funnel::PipelineTotals> {
  using T = funnel::PipelineTotals;
  static constexpr auto members = std::tuple{field("opportunities", &T::opportunities),
                                             field("open", &T::open),
                                             field("won", &T::won),
                                             field("lost", &T::lost),
                                             field("open_value", &T::open_value),
                                             field("won_value", &T::won_value),
                                             field("lost_value", &T::lost_value),
                                             field("open_without_value", &T::open_without_value),
                                             field("won_without_value", &T::won_without_value),
                                             field("lost_without_value", &T::lost_without_value),
                                             field("unplaced", &T::unplaced),
                                             field("opened_later", &T::opened_later),
                                             field("unknown_then", &T::unknown_then),
                                             field("before_first_stage", &T::before_first_stage)};
};
template <>
struct Fields<funnel::CycleTime> {
  using T = funnel::CycleTime;
  static constexpr auto members = std::tuple{field("opportunities", &T::opportunities),
                                             field("undated", &T::undated),
                                             field("backwards", &T::backwards),
                                             field("median", &T::median),
                                             field("p90", &T::p90),
                                             field("definition", &T::definition),
                                             field("absence", &T::absence)};
};
template <>
struct Fields<funnel::SalesVelocity> {
  using T = funnel::SalesVelocity;
  static constexpr auto members =
      std::tuple{field("open", &T::open),         field("average_won_value", &T::average_won_value),
                 field("win_rate", &T::win_rate), field("cycle_days", &T::cycle_days),
                 field("per_day", &T::per_day),   field("per_month", &T::per_month)};
};
template <>
struct Fields<funnel::PropertyRow> {
  using T = funnel::PropertyRow;
  static constexpr auto members = std::tuple{field("value", &T::value),
                                             field("kind", &T::kind),
                                             field("opportunities", &T::opportunities),
                                             field("open", &T::open),
                                             field("won", &T::won),
                                             field("lost", &T::lost),
                                             field("win_rate", &T::win_rate),
                                             field("won_value", &T::won_value),
                                             field("lost_value", &T::lost_value),
                                             field("share_of_lost", &T::share_of_lost),
                                             field("share_of_lost_value", &T::share_of_lost_value),
                                             field("difference", &T::difference),
                                             field("rate_difference", &T::rate_difference),
                                             field("rate_low", &T::rate_low),
                                             field("rate_high", &T::rate_high),
                                             field("p", &T::p)};
};
template <>
struct Fields<funnel::OpportunityProperty> {
  using T = funnel::OpportunityProperty;
  static constexpr auto members =
      std::tuple{field("name", &T::name), field("title", &T::title), field("values", &T::values)};
};
template <>
struct Fields<funnel::PropertyBreakdown> {
  using T = funnel::PropertyBreakdown;
  static constexpr auto members =
      std::tuple{field("property", &T::property), field("rows", &T::rows), field("definition", &T::definition)};
};
template <>
struct Fields<funnel::WhatIfStage> {
  using T = funnel::WhatIfStage;
  static constexpr auto members = std::tuple{field("stage", &T::stage),
                                             field("changed", &T::changed),
                                             field("rate_now", &T::rate_now),
                                             field("rate_then", &T::rate_then),
                                             field("probability_now", &T::probability_now),
                                             field("probability_then", &T::probability_then)};
};
template <>
struct Fields<funnel::WhatIfReport> {
  using T = funnel::WhatIfReport;
  static constexpr auto members = std::tuple{field("changed", &T::changed),
                                             field("stages", &T::stages),
                                             field("wins_now", &T::wins_now),
                                             field("wins_then", &T::wins_then),
                                             field("value_now", &T::value_now),
                                             field("value_then", &T::value_then),
                                             field("closed_wins_now", &T::closed_wins_now),
                                             field("closed_wins_then", &T::closed_wins_then),
                                             field("closed_value_now", &T::closed_value_now),
                                             field("closed_value_then", &T::closed_value_then),
                                             field("velocity_now", &T::velocity_now),
                                             field("velocity_then", &T::velocity_then),
                                             field("definition", &T::definition),
                                             field("absence", &T::absence)};
};
template <>
struct Fields<funnel::PipelineReport> {
  using T = funnel::PipelineReport;
  static constexpr auto members = std::tuple{field("as_of", &T::as_of),
                                             field("as_of_definition", &T::as_of_definition),
                                             field("has_history", &T::has_history),
                                             field("totals", &T::totals),
                                             field("stages", &T::stages),
                                             field("weighted_value", &T::weighted_value),
                                             field("expected_wins", &T::expected_wins),
                                             field("weighted_at_average", &T::weighted_at_average),
                                             field("win_rate", &T::win_rate),
                                             field("win_rate_definition", &T::win_rate_definition),
                                             field("win_rate_absence", &T::win_rate_absence),
                                             field("win_rate_by_value", &T::win_rate_by_value),
                                             field("velocity", &T::velocity),
                                             field("won_cycle", &T::won_cycle),
                                             field("lost_cycle", &T::lost_cycle),
                                             field("rotten", &T::rotten),
                                             field("rotten_value", &T::rotten_value),
                                             field("properties", &T::properties),
                                             field("breakdown", &T::breakdown),
                                             field("what_if", &T::what_if),
                                             field("definition", &T::definition),
                                             field("probability_definition", &T::probability_definition),
                                             field("age_definition", &T::age_definition),
                                             field("loss_definition", &T::loss_definition),
                                             field("notes", &T::notes)};
};
template <>
struct Fields<funnel::RottenQuery> {
  using T = funnel::RottenQuery;
  static constexpr auto members = std::tuple{field("sort", &T::sort), field("descending", &T::descending),
                                             field("offset", &T::offset), field("limit", &T::limit)};
};
template <>
struct Fields<funnel::RottenRow> {
  using T = funnel::RottenRow;
  static constexpr auto members =
      std::tuple{field("id", &T::id),       field("customer", &T::customer),    field("stage", &T::stage),
                 field("value", &T::value), field("since", &T::since),          field("age", &T::age),
                 field("limit", &T::limit), field("properties", &T::properties)};
};
template <>
struct Fields<funnel::RottenPage> {
  using T = funnel::RottenPage;
  static constexpr auto members =
      std::tuple{field("total", &T::total), field("offset", &T::offset), field("rows", &T::rows)};
};

}  // namespace sluice

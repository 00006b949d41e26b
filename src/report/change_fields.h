// The JSON names of the members of migrations and comparisons.
#pragma once

#include "base/json_fields.h"
#include "report/spec_fields.h"
#include "rfm/change_report.h"

namespace sluice {

template <>
struct EnumNames<rfm::ChangeKind> {
  using C = rfm::ChangeKind;
  static constexpr std::array<std::pair<C, std::string_view>, 2> names{
      {{C::migration, "migration"}, {C::comparison, "comparison"}}};
};
template <>
struct Fields<rfm::FlowFigures> {
  using T = rfm::FlowFigures;
  static constexpr auto members = std::tuple{
      field("customers", &T::customers), field("revenue_before", &T::revenue_before), field("revenue", &T::revenue)};
};
template <>
struct Fields<rfm::ChangeState> {
  using T = rfm::ChangeState;
  static constexpr auto members = std::tuple{field("id", &T::id), field("name", &T::name), field("color", &T::color),
                                             field("figures", &T::figures)};
};
template <>
struct Fields<rfm::ChangeFlow> {
  using T = rfm::ChangeFlow;
  static constexpr auto members =
      std::tuple{field("before", &T::before), field("after", &T::after), field("figures", &T::figures)};
};
template <>
struct Fields<rfm::ChangeMatrix> {
  using T = rfm::ChangeMatrix;
  static constexpr auto members = std::tuple{field("before", &T::before), field("after", &T::after),
                                             field("flows", &T::flows), field("total", &T::total)};
};
template <>
struct Fields<rfm::Movement> {
  using T = rfm::Movement;
  static constexpr auto members = std::tuple{field("segment", &T::segment),
                                             field("customers", &T::customers),
                                             field("stayed", &T::stayed),
                                             field("up", &T::up),
                                             field("down", &T::down),
                                             field("aside", &T::aside),
                                             field("left", &T::left),
                                             field("stayed_share", &T::stayed_share),
                                             field("up_share", &T::up_share),
                                             field("down_share", &T::down_share),
                                             field("aside_share", &T::aside_share),
                                             field("left_share", &T::left_share),
                                             field("revenue", &T::revenue),
                                             field("revenue_per_customer", &T::revenue_per_customer),
                                             field("bought_again", &T::bought_again),
                                             field("bought_again_share", &T::bought_again_share)};
};
template <>
struct Fields<rfm::MigrationReport> {
  using T = rfm::MigrationReport;
  static constexpr auto members = std::tuple{field("from", &T::from),
                                             field("to", &T::to),
                                             field("from_reason", &T::from_reason),
                                             field("earliest_from", &T::earliest_from),
                                             field("days", &T::days),
                                             field("cuts", &T::cuts),
                                             field("matrix", &T::matrix),
                                             field("segments", &T::segments),
                                             field("all", &T::all),
                                             field("revenue", &T::revenue),
                                             field("earlier_revenue", &T::earlier_revenue),
                                             field("verdict", &T::verdict),
                                             field("notes", &T::notes)};
};
template <>
struct Fields<rfm::ScoreAgreement> {
  using T = rfm::ScoreAgreement;
  static constexpr auto members = std::tuple{field("name", &T::name), field("equal", &T::equal),
                                             field("higher", &T::higher), field("lower", &T::lower)};
};
template <>
struct Fields<rfm::ComparisonReport> {
  using T = rfm::ComparisonReport;
  static constexpr auto members =
      std::tuple{field("method", &T::method),     field("bins", &T::bins),     field("map", &T::map),
                 field("map_name", &T::map_name), field("chosen", &T::chosen), field("matrix", &T::matrix),
                 field("scores", &T::scores),     field("moved", &T::moved),   field("agreement", &T::agreement),
                 field("kappa", &T::kappa),       field("notes", &T::notes)};
};
template <>
struct Fields<rfm::FlowQuery> {
  using T = rfm::FlowQuery;
  static constexpr auto members =
      std::tuple{field("kind", &T::kind), field("before", &T::before), field("after", &T::after),
                 field("offset", &T::offset), field("limit", &T::limit)};
};
template <>
struct Fields<rfm::CustomerStanding> {
  using T = rfm::CustomerStanding;
  static constexpr auto members =
      std::tuple{field("scores", &T::scores), field("weighted", &T::weighted), field("segment", &T::segment)};
};
template <>
struct Fields<rfm::FlowCustomer> {
  using T = rfm::FlowCustomer;
  static constexpr auto members = std::tuple{field("id", &T::id),
                                             field("name", &T::name),
                                             field("before", &T::before),
                                             field("after", &T::after),
                                             field("earlier", &T::earlier),
                                             field("later", &T::later),
                                             field("revenue_before", &T::revenue_before),
                                             field("revenue", &T::revenue)};
};
template <>
struct Fields<rfm::FlowPage> {
  using T = rfm::FlowPage;
  static constexpr auto members =
      std::tuple{field("total", &T::total), field("offset", &T::offset), field("rows", &T::rows)};
};
template <>
struct Fields<rfm::FormerStanding> {
  using T = rfm::FormerStanding;
  static constexpr auto members = std::tuple{field("day", &T::day), field("standing", &T::standing),
                                             field("values", &T::values), field("segment_name", &T::segment_name)};
};

}  // namespace sluice

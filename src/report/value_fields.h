// The JSON names of the members of the report on what customers are worth from now on.
#pragma once

#include "base/json_fields.h"
#include "report/rfm_fields.h"
#include "report/spec_fields.h"
#include "rfm/value_report.h"

namespace sluice {

template <>
struct Fields<rfm::FittedParameter> {
  using T = rfm::FittedParameter;
  static constexpr auto members =
      std::tuple{field("name", &T::name), field("value", &T::value), field("standard_error", &T::standard_error)};
};
template <>
struct Fields<rfm::FittedModel> {
  using T = rfm::FittedModel;
  static constexpr auto members =
      std::tuple{field("parameters", &T::parameters), field("log_likelihood", &T::log_likelihood),
                 field("customers", &T::customers), field("iterations", &T::iterations)};
};
template <>
struct Fields<rfm::CorrelationReport> {
  using T = rfm::CorrelationReport;
  static constexpr auto members = std::tuple{field("value", &T::value), field("low", &T::low), field("high", &T::high)};
};
template <>
struct Fields<rfm::ValueModels> {
  using T = rfm::ValueModels;
  static constexpr auto members = std::tuple{field("purchases", &T::purchases), field("spend", &T::spend),
                                             field("frequency_spend", &T::frequency_spend),
                                             field("frequency_spend_sentence", &T::frequency_spend_sentence)};
};
template <>
struct Fields<rfm::ForecastErrorReport> {
  using T = rfm::ForecastErrorReport;
  static constexpr auto members =
      std::tuple{field("id", &T::id), field("total", &T::total), field("mean_absolute", &T::mean_absolute),
                 field("root_mean_square", &T::root_mean_square)};
};
template <>
struct Fields<rfm::CheckedWeek> {
  using T = rfm::CheckedWeek;
  static constexpr auto members =
      std::tuple{field("last_day", &T::last_day), field("days", &T::days),
                 field("actual", &T::actual),     field("actual_so_far", &T::actual_so_far),
                 field("expected", &T::expected), field("expected_so_far", &T::expected_so_far)};
};
template <>
struct Fields<rfm::HoldoutCheckReport> {
  using T = rfm::HoldoutCheckReport;
  static constexpr auto members = std::tuple{field("verdict", &T::verdict),
                                             field("sentence", &T::sentence),
                                             field("first_day", &T::first_day),
                                             field("split_day", &T::split_day),
                                             field("last_day", &T::last_day),
                                             field("customers", &T::customers),
                                             field("repeat_buyers", &T::repeat_buyers),
                                             field("actual", &T::actual),
                                             field("forecasts", &T::forecasts),
                                             field("weeks", &T::weeks)};
};
template <>
struct Fields<rfm::ValueFigures> {
  using T = rfm::ValueFigures;
  static constexpr auto members = std::tuple{field("customers", &T::customers),
                                             field("active", &T::active),
                                             field("expected_purchases", &T::expected_purchases),
                                             field("expected_revenue", &T::expected_revenue),
                                             field("value", &T::value),
                                             field("mean_value", &T::mean_value),
                                             field("value_share", &T::value_share)};
};
template <>
struct Fields<rfm::SegmentValue> {
  using T = rfm::SegmentValue;
  static constexpr auto members = std::tuple{field("id", &T::id), field("name", &T::name), field("color", &T::color),
                                             field("figures", &T::figures)};
};
template <>
struct Fields<rfm::CellValue> {
  using T = rfm::CellValue;
  static constexpr auto members =
      std::tuple{field("recency", &T::recency), field("frequency", &T::frequency), field("monetary", &T::monetary),
                 field("customers", &T::customers), field("value", &T::value)};
};
template <>
struct Fields<rfm::ValueReport> {
  using T = rfm::ValueReport;
  static constexpr auto members = std::tuple{field("terms", &T::terms),
                                             field("margin_from_data", &T::margin_from_data),
                                             field("rule", &T::rule),
                                             field("check", &T::check),
                                             field("models", &T::models),
                                             field("no_models", &T::no_models),
                                             field("all", &T::all),
                                             field("segments", &T::segments),
                                             field("cells", &T::cells),
                                             field("active", &T::active),
                                             field("purchases", &T::purchases),
                                             field("spend", &T::spend),
                                             field("value", &T::value)};
};
template <>
struct Fields<rfm::ParameterInterval> {
  using T = rfm::ParameterInterval;
  static constexpr auto members =
      std::tuple{field("name", &T::name), field("value", &T::value), field("low", &T::low), field("high", &T::high)};
};
template <>
struct Fields<rfm::ValueIntervals> {
  using T = rfm::ValueIntervals;
  static constexpr auto members =
      std::tuple{field("replicates", &T::replicates), field("failed", &T::failed), field("parameters", &T::parameters),
                 field("expected_purchases", &T::expected_purchases), field("sentence", &T::sentence)};
};

}  // namespace sluice

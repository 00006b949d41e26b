// The JSON names of the members of the funnel's report.
#pragma once

#include "base/json_fields.h"
#include "funnel/funnel_report.h"
#include "report/spec_fields.h"

namespace sluice {

template <>
struct Fields<funnel::Rate> {
  using T = funnel::Rate;
  static constexpr auto members = std::tuple{field("value", &T::value), field("low", &T::low), field("high", &T::high)};
};
template <>
struct Fields<funnel::StepReport> {
  using T = funnel::StepReport;
  static constexpr auto members = std::tuple{field("event", &T::event),
                                             field("label", &T::label),
                                             field("zone", &T::zone),
                                             field("optional", &T::optional),
                                             field("count", &T::count),
                                             field("value", &T::value),
                                             field("lost_value", &T::lost_value),
                                             field("step_rate", &T::step_rate),
                                             field("overall_rate", &T::overall_rate),
                                             field("drop_off", &T::drop_off),
                                             field("still_open", &T::still_open),
                                             field("share_of_loss", &T::share_of_loss),
                                             field("median_ms", &T::median_ms),
                                             field("p90_ms", &T::p90_ms),
                                             field("step_median_ms", &T::step_median_ms),
                                             field("step_p90_ms", &T::step_p90_ms),
                                             field("step_times", &T::step_times),
                                             field("larger_than_before", &T::larger_than_before)};
};
template <>
struct Fields<funnel::EventChoice> {
  using T = funnel::EventChoice;
  static constexpr auto members =
      std::tuple{field("event", &T::event), field("count", &T::count), field("customers", &T::customers)};
};
template <>
struct Fields<funnel::PropertyChoice> {
  using T = funnel::PropertyChoice;
  static constexpr auto members =
      std::tuple{field("name", &T::name), field("title", &T::title), field("values", &T::values),
                 field("other_values", &T::other_values), field("numeric", &T::numeric)};
};
template <>
struct Fields<funnel::PresetChoice> {
  using T = funnel::PresetChoice;
  static constexpr auto members =
      std::tuple{field("id", &T::id), field("name", &T::name), field("mode", &T::mode), field("rules", &T::rules)};
};
template <>
struct Fields<funnel::FunnelReport> {
  using T = funnel::FunnelReport;
  static constexpr auto members = std::tuple{field("source", &T::source),
                                             field("mode", &T::mode),
                                             field("unit", &T::unit),
                                             field("preset", &T::preset),
                                             field("presets", &T::presets),
                                             field("properties", &T::properties),
                                             field("time_classes_ms", &T::time_classes_ms),
                                             field("window_ms", &T::window_ms),
                                             field("steps", &T::steps),
                                             field("events", &T::events),
                                             field("sources", &T::sources),
                                             field("result", &T::result),
                                             field("definition", &T::definition),
                                             field("notes", &T::notes)};
};

}  // namespace sluice

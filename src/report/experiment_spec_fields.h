// The JSON names of the members of an A/B test's spec.
#pragma once

#include "base/json_fields.h"
#include "funnel/experiment_spec.h"

namespace sluice {

template <>
struct Fields<funnel::PlannedShare> {
  using T = funnel::PlannedShare;
  static constexpr auto members = std::tuple{field("arm", &T::arm), field("share", &T::share)};
};
template <>
struct Fields<funnel::ExperimentSpec> {
  using T = funnel::ExperimentSpec;
  static constexpr auto members =
      std::tuple{field("arm", &T::arm),       field("control", &T::control), field("outcomes", &T::outcomes),
                 field("people", &T::people), field("amount", &T::amount),   field("planned", &T::planned)};
};

}  // namespace sluice

// The JSON names of the members of the sales pipeline's spec.
#pragma once

#include "base/json_fields.h"
#include "funnel/pipeline_spec.h"

namespace sluice {

template <>
struct Fields<funnel::StageSetting> {
  using T = funnel::StageSetting;
  static constexpr auto members = std::tuple{field("stage", &T::stage), field("probability", &T::probability),
                                             field("rotten_days", &T::rotten_days)};
};
template <>
struct Fields<funnel::RateChange> {
  using T = funnel::RateChange;
  static constexpr auto members =
      std::tuple{field("stage", &T::stage), field("rate", &T::rate), field("factor", &T::factor)};
};
template <>
struct Fields<funnel::PipelineSpec> {
  using T = funnel::PipelineSpec;
  static constexpr auto members =
      std::tuple{field("as_of", &T::as_of), field("stages", &T::stages), field("rotten_days", &T::rotten_days),
                 field("property", &T::property), field("what_if", &T::what_if)};
};

}  // namespace sluice

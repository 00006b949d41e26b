// The hue of a kind of column, "#rrggbb", so that who, what, when and how much are told apart at a glance. Themes move
// the hue to where it reads well (data_color).
#pragma once

#include <string_view>

#include "ingest/ingest_spec.h"

namespace sluice::app {

/// Empty for a column that is kept out.
constexpr std::string_view role_hue(ingest::Role role) {
  using ingest::Role;
  switch (role) {
    case Role::ignore:
      return {};
    case Role::customer:
    case Role::customer_name:
      return "#2f6fde";
    case Role::order:
    case Role::opportunity:
      return "#7a5cd6";
    case Role::time:
    case Role::close_time:
    case Role::milestone:
    case Role::recency:
      return "#0e8f8a";
    case Role::amount:
    case Role::unit_price:
    case Role::monetary:
    case Role::cost:
    case Role::margin:
      return "#c07a12";
    case Role::quantity:
    case Role::count:
    case Role::frequency:
      return "#5f8f1f";
    case Role::event:
    case Role::stage:
    case Role::outcome:
      return "#c24a7e";
    case Role::attribute:
      return "#6b7685";
  }
  return {};
}

}  // namespace sluice::app

// The JSON names of the members of the report on who the customers of each group are.
#pragma once

#include "base/json_fields.h"
#include "report/spec_fields.h"
#include "rfm/crossing_report.h"

namespace sluice {

template <>
struct Fields<rfm::CrossedCell> {
  using T = rfm::CrossedCell;
  static constexpr auto members =
      std::tuple{field("customers", &T::customers), field("share", &T::share),     field("index", &T::index),
                 field("deviation", &T::deviation), field("too_few", &T::too_few), field("stands_out", &T::stands_out)};
};
template <>
struct Fields<rfm::CrossedValue> {
  using T = rfm::CrossedValue;
  static constexpr auto members =
      std::tuple{field("label", &T::label), field("value", &T::value), field("customers", &T::customers),
                 field("share", &T::share), field("cells", &T::cells)};
};
template <>
struct Fields<rfm::CrossedGroup> {
  using T = rfm::CrossedGroup;
  static constexpr auto members = std::tuple{field("id", &T::id), field("name", &T::name), field("color", &T::color),
                                             field("customers", &T::customers)};
};
template <>
struct Fields<rfm::CrossingTest> {
  using T = rfm::CrossingTest;
  static constexpr auto members =
      std::tuple{field("chi_square", &T::chi_square), field("degrees", &T::degrees), field("p", &T::p),
                 field("cramers_v", &T::cramers_v), field("few_expected", &T::few_expected)};
};
template <>
struct Fields<rfm::CrossingFinding> {
  using T = rfm::CrossingFinding;
  static constexpr auto members =
      std::tuple{field("value", &T::value), field("group", &T::group), field("sentence", &T::sentence)};
};
template <>
struct Fields<rfm::CrossingReport> {
  using T = rfm::CrossingReport;
  static constexpr auto members =
      std::tuple{field("attribute", &T::attribute), field("title", &T::title),         field("by", &T::by),
                 field("by_title", &T::by_title),   field("customers", &T::customers), field("unknown", &T::unknown),
                 field("groups", &T::groups),       field("values", &T::values),       field("test", &T::test),
                 field("verdict", &T::verdict),     field("findings", &T::findings)};
};

}  // namespace sluice

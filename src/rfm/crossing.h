// An attribute of the customers against their segments or another grouping.
#pragma once

#include "base/result.h"
#include "dataset/dataset.h"
#include "rfm/analysis.h"
#include "rfm/crossing_report.h"
#include "rfm/crossing_spec.h"

namespace sluice::rfm {

/// Values that stand for themselves; what else there is are all others together. Numbers that are more different ones
/// than this are cut into quarters.
inline constexpr size_t kMostCrossedValues = 12;
/// A cell that chance would bring fewer customers is not tested.
inline constexpr double kFewestExpected = 5;

/// Of the customers that the filter leaves, whichever of these groups and values it names. A cell's deviation from
/// chance is its adjusted residual (Haberman 1973, Biometrics 29:205; Agresti 2007, section 2.4.5), held against the
/// normal distribution and raised by Holm's method over the cells. Errors: not_applicable (no attribute, or no such
/// groups); those of select().
Result<CrossingReport> make_crossing(const Dataset& dataset, const Analysis& analysis, const CrossingSpec& spec,
                                     const FilterSpec& filter);

}  // namespace sluice::rfm

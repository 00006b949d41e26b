// Looks a segment map over: cells that nothing or several rules claim, rules that never count, segments that nobody can
// be in and those that nobody is in. What it finds is said in words, for the map editor.
#pragma once

#include "rfm/analysis.h"
#include "rfm/rfm_report.h"

namespace sluice::rfm {

/// The map in force and what is to be said about it. Customers are all, whatever the filter.
MapReport check_map(const Analysis& analysis);

}  // namespace sluice::rfm

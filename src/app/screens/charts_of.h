// From the report to the plain data of charts, where more than one screen draws the same thing.
#pragma once

#include <vector>

#include "app/charts/chart.h"
#include "app/view.h"
#include "report/spec.h"
#include "rfm/rfm_report.h"

namespace sluice::app {

/// Customers or revenue of a segment.
double measure_of(const rfm::SegmentReport& segment, SegmentMeasure measure);
std::string measure_text(const rfm::RfmReport& report, double value, SegmentMeasure measure);

/// Under a title that shows a segment map: its name; for the eight classes also where they are split.
std::string map_words(const rfm::RfmReport& report);

/// What hovering over a segment tells: customers, revenue, shares, averages.
std::vector<ui::TooltipRow> segment_tip(const rfm::RfmReport& report, const rfm::SegmentReport& segment);

/// Whether a cut of the dimension has customers on both sides.
bool separates(const rfm::DimensionReport& scores, double cut);

/// Held with a click, it adds to the filter instead of replacing it.
bool adding_to_selection();

}  // namespace sluice::app

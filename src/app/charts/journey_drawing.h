// What of a journey's line stands where in this frame, before anything is drawn. Between journey_drawing.cpp and
// journey_line.cpp.
#pragma once

#include <string>
#include <vector>

#include "app/charts/journey_line.h"
#include "app/charts/plot.h"
#include "app/charts/time_axis.h"

namespace sluice::app::chart {

/// One of the two lines of marks.
struct JourneyLane {
  bool counts = false;         ///< what counts, came nearest or stood in the way
  std::vector<size_t> events;  ///< indices of the chart's marks, ascending
  std::vector<MarkGroup> groups;
  std::vector<std::string> texts;   ///< inside each group's mark
  std::vector<std::string> labels;  ///< beside it
  std::vector<float> label_widths;
  std::vector<std::optional<LabelPlace>> places;
  size_t rows = 0;  ///< of labels
  float y = 0;      ///< middle of the marks
};

struct JourneyDrawing {
  const JourneyLine& data;
  ImVec2 at{};
  float width = 0;
  TimeRange range;
  Scale x;
  JourneyLane counting, others;
  std::vector<TimeTick> ticks;
  float band_top = 0, axis = 0, bottom = 0;

  bool is_before(const JourneyMark& mark) const { return static_cast<double>(mark.time) < range.low; }
  bool is_behind(const JourneyMark& mark) const { return static_cast<double>(mark.time) > range.high; }
};

float large_radius();  ///< of a mark that counts
float small_radius();  ///< of one that does not

const JourneyMark& mark_of(const JourneyDrawing& d, const JourneyLane& lane, size_t at);

/// Of the group the mark that says most, the first of equals.
const JourneyMark& strongest(const JourneyDrawing& d, const JourneyLane& lane, const MarkGroup& group);

/// At the cursor, as wide as there is room. The data must have marks, and stay.
JourneyDrawing make_drawing(const JourneyLine& data);

}  // namespace sluice::app::chart

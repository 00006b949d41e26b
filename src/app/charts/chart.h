// What all charts share: plain data in, what the pointer and the keyboard did out. Charts draw on ImDrawList at the
// cursor, take the available width, list every mark and a table of their data for screen readers and tests, and know
// no engine and no report.
//
// Text in the data is already translated and, unless a chart says otherwise, already formatted.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <imgui.h>

#include "app/color.h"
#include "app/widgets/tooltip.h"

namespace sluice::app::chart {

/// Indices into the chart's items.
struct MarkEvent {
  std::optional<size_t> hovered{};  ///< under the pointer or focused
  std::optional<size_t> clicked{};  ///< by mouse, touch, Enter or Space
};

using Formatter = std::function<std::string(double)>;

/// Numbers to put on an axis: multiples of 1, 2 or 5 times a power of ten inside [low, high], at most `most` of them,
/// ascending. A single value when low == high.
std::vector<double> nice_ticks(double low, double high, int most);

/// The same for counts: whole numbers only; none where there is none between the ends.
std::vector<double> whole_ticks(double low, double high, int most);

/// One piece of a legend under a chart.
struct LegendItem {
  std::string label{};
  Color color = 0;  ///< 0: words without a dot, which lead the others
  /// Draws in place of the dot, within the radius around the middle.
  std::function<void(ImDrawList&, ImVec2 center, float radius)> mark{};
};
void legend(const std::vector<LegendItem>& items, std::string_view test_key = {});  ///< with a key it is read out
float height_of_legend(const std::vector<LegendItem>& items, float width);  ///< with the spacing before each line

}  // namespace sluice::app::chart

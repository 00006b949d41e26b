// Many points on a plane of two figures, drawn as density: the fuller a cell, the stronger its colour; of few points
// each is a dot. A line drawn around some of them is handed out in the data's units; the arrow keys move a cursor from
// cell to cell, with which a rectangle can be marked.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "app/charts/chart.h"

namespace sluice::app::chart {

struct PlanePoint {
  double x = 0, y = 0;
};

struct ScatterAxis {
  std::string_view title{};
  bool logarithmic = false;     ///< sign(x) ln(1 + |x|): zero and negative values have a place
  std::vector<double> edges{};  ///< of the cells, ascending, in the data's unit
  std::vector<double> cuts{};   ///< thin lines
  bool whole = false;           ///< the values are whole numbers, and so are those of the ticks
  Formatter format{};           ///< of ticks
  Formatter exact{};            ///< of a cell's range
};

struct ScatterCell {
  int x = 0, y = 0;  ///< from 0 at the left and the bottom
  double customers = 0, selected = 0;
};

/// A closed line whose sides are straight on axes of these scales; the first corner is not repeated.
struct Outline {
  std::vector<PlanePoint> corners{};
  bool x_logarithmic = false, y_logarithmic = false;
};

/// What the chart remembers between frames. Lengths are shares of the plane from its left bottom corner.
struct ScatterState {
  std::vector<PlanePoint> path{};               ///< being drawn
  std::pair<int, int> cursor{-1, -1};           ///< cell that the arrow keys have reached; -1: none yet
  std::optional<std::pair<int, int>> corner{};  ///< of a rectangle whose other corner is the cursor
  bool touch_draws = false;                     ///< a finger draws instead of scrolling the page
};

struct Scatter {
  std::string_view key{};
  std::string_view caption{};
  std::string_view count_header{};
  std::string_view note{};  ///< how they are counted: under what hovering tells
  ScatterAxis x{}, y{};
  std::vector<ScatterCell> cells{};
  bool parts = false;        ///< `selected` is drawn in colour, all others grey
  bool dots = false;         ///< a cell of one is a dot
  Outline outline{};         ///< of the area in force, in the data's units; without corners: none
  size_t most_points = 200;  ///< of an area that is drawn
  float height = 420;
};

struct ScatterEvent {
  std::vector<PlanePoint> drawn{};  ///< corners of the area that has just been closed; none: nothing new
};

/// Whether fingers are at work, so that drawing has to be switched on.
bool touched();

ScatterEvent scatter(const Scatter& data, ScatterState& state);

/// The outline as it is drawn on axes of these scales: its corners, and on other scales than its own points between
/// them, for there its sides are bent. Pure.
std::vector<PlanePoint> line_on(const Outline& outline, bool x_logarithmic, bool y_logarithmic);

/// The line with fewer corners: at most `most`, none further from it than `tolerance` where that leaves enough
/// (Ramer 1972, Douglas & Peucker 1973; coarser until it does). Pure.
std::vector<PlanePoint> simplify(const std::vector<PlanePoint>& line, double tolerance, size_t most);

}  // namespace sluice::app::chart

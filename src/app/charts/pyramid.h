// The customer pyramid: a triangle cut into levels, the best and fewest customers at the top. True to the numbers is
// the area of a level: a level with 5 % of the customers has 5 % of the triangle. Its height and its width follow from
// that and mean nothing, and no level is made higher to be legible: what it says stands beside it, joined by a line.
#pragma once

#include <span>

#include "app/charts/chart.h"

namespace sluice::app::chart {

struct PyramidLevel {
  std::string id{};  ///< test key is KEY.ID
  std::string label{};
  double value = 0;                    ///< the area; values <= 0 have none, their texts stay
  std::vector<std::string> lines{};    ///< beside the level, under its label
  std::vector<std::string> figures{};  ///< one for each header: in the tooltip and the table
  std::string color{};                 ///< "#rrggbb"; empty: a step of the accent scale, as in share_bars.h
  bool selected = false;
};

struct Pyramid {
  std::string_view key{};
  std::string_view caption{};
  std::vector<std::string> headers{};  ///< of the figures
  std::string_view note{};             ///< how they are computed: under what hovering tells
  std::vector<PyramidLevel> levels{};  ///< from the top
};

/// Indices of levels.
MarkEvent pyramid(const Pyramid& data);

/// From where to where a level reaches, as shares of the height from the top. A triangle of height h has the area
/// h * h / 2 times a constant, so the edges lie at the square roots of the accumulated shares. Levels without area are
/// empty, at the edge where they would be. Pure.
struct PyramidBand {
  double top = 0, bottom = 0;
};
std::vector<PyramidBand> pyramid_bands(std::span<const double> values);

}  // namespace sluice::app::chart

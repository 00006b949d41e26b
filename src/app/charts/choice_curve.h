// A few whole numbers to choose from, each with a value: dots joined by a line, the number in force and one that a rule
// would choose marked. A click chooses.
#pragma once

#include "app/charts/chart.h"

namespace sluice::app::chart {

struct Choice {
  int number = 0;
  std::optional<double> value{};  ///< none: no dot
  std::string text{};             ///< the value
};

struct ChoiceCurve {
  std::string_view key{};
  std::string_view caption{};
  std::string_view x_title{};
  std::string_view y_title{};
  std::string_view note{};              ///< how the values are computed: under what hovering tells
  std::vector<Choice> choices{};        ///< numbers ascending
  std::optional<int> in_force{};        ///< a filled dot and a line down to its number
  std::optional<int> marked{};          ///< a ring in gold
  std::string_view marked_label{};      ///< why: "Best silhouette"
  std::vector<double> reference_lines;  ///< values with a dashed line across
  bool from_zero = true;                ///< the axis begins at 0
  float height = 180;
};

/// Arrow keys move along the dots; `clicked` and `hovered` are indices of choices.
MarkEvent choice_curve(const ChoiceCurve& data);

}  // namespace sluice::app::chart

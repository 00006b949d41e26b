// Slider, checkbox, switch.
#pragma once

#include <optional>
#include <string_view>

namespace sluice::app::ui {

struct Slider {
  std::string_view key{};
  std::string_view label{};
  std::string_view value_text{};  ///< formatted, at the right of the label
  double value = 0;
  double minimum = 0, maximum = 1;
  double step = 0.01;  ///< of arrow keys, and what the pointer snaps to
  float width = -1;    ///< -1: all that is available
  bool disabled = false;
};
/// Returns the new value while it is dragged or moved by arrow keys.
std::optional<double> slider(const Slider& spec);

struct Check {
  std::string_view key{};
  std::string_view label{};
  std::string_view detail{};  ///< muted line under the label
  bool on = false;
  bool disabled = false;
};
bool checkbox(const Check& spec);  ///< true when it was switched: the caller flips its value
bool toggle(const Check& spec);    ///< the same as a switch, label at the left, switch at the right

}  // namespace sluice::app::ui

// Small rounded labels: filters that can be taken away, and badges that only say something.
#pragma once

#include <string_view>

#include "app/widgets/card.h"

namespace sluice::app::ui {

struct Chip {
  std::string_view key{};
  std::string_view label{};
  std::string_view color{};  ///< "#rrggbb": a dot before the label
  bool removable = true;     ///< with an x
  bool selected = false;     ///< for chips that switch something on and off
};
enum class ChipEvent { none, click, remove };
ChipEvent chip(const Chip& spec);
float chip_width(const Chip& spec);  ///< to break rows of chips: see layout.h, same_line_if_fits()

void badge(std::string_view text, Tone tone = Tone::neutral, std::string_view test_key = {});
void segment_badge(std::string_view text, std::string_view hex, std::string_view test_key = {});  ///< tinted by its hue
float badge_width(std::string_view text);

/// A round spot in the hue of a segment, aligned with a line of text.
void color_dot(std::string_view hex);

}  // namespace sluice::app::ui

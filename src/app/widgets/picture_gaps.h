// The heights that a picture does without: where something was left out, and what is free under the last thing on it.
#pragma once

#include <vector>

namespace sluice::app::ui {

/// Heights in pixels, from the upper to the lower one.
struct Span {
  float from = 0, to = 0;
};

/// What is to be taken out of a picture from `top` to `bottom` on which `kept` stands (in any order, overlapping).
/// Where something of `left_out` stands and nothing else beside it, the larger of its distances to what is kept stays;
/// under the last thing as much stays as there is over the first. Ascending, apart.
std::vector<Span> gaps_to_close(std::vector<Span> kept, const std::vector<Span>& left_out, float top, float bottom);

/// Where `y` is once the gaps are closed.
float closed(const std::vector<Span>& gaps, float y);

}  // namespace sluice::app::ui

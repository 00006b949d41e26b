// What a card needs to know of the grid that it stands in. Between layout.cpp and card.cpp only.
#pragma once

#include <vector>

#include <imgui.h>

namespace sluice::app::ui {

struct GridState {
  ImGuiID id = 0;
  int columns = 1, column = 0;
  float left = 0, top = 0, origin = 0, width = 0, gap = 0, cell_width = 0;
  float height = 0;     ///< natural height of the current row so far
  float stretched = 0;  ///< what the cell's card added to its natural height
  float grown = 0;      ///< what the content took with fill_height() beyond its least height
  size_t row = 0;
  std::vector<float> heights;  ///< of the rows, as in the last frame
  bool equal_heights = true;
  bool cell_taken = false;  ///< the cell's first card has begun; only that one stretches
  bool changed = false;
};

GridState* current_grid();  ///< the innermost one that is open, or null

}  // namespace sluice::app::ui

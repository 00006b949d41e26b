// The framed single-line input that text, search, number and date fields share.
#pragma once

#include <string>
#include <string_view>

#include <imgui.h>

#include "app/widgets/fields.h"
#include "app/widgets/icon.h"

namespace sluice::app::ui {

struct Input {
  const Field* field = nullptr;
  Icon leading = Icon::none;
  Icon trailing = Icon::none;  ///< a button at the right end
  std::string_view trailing_label{};
  bool numeric = false;  ///< right-aligned digits are not offered by Dear ImGui; restricts characters
  double step = 0;       ///< not 0: the up and down arrows add it
  bool escape_clears = false;
};

struct InputResult {
  Edit edit = Edit::none;
  bool active = false;
  bool trailing_clicked = false;
  ImVec2 min{}, max{};  ///< of the frame
};

/// Draws label, frame and error line, and edits `text`.
InputResult input(const Input& spec, std::string& text);

/// The outline of a field, which shows focus and errors.
void draw_input_frame(const Field& field, ImVec2 min, ImVec2 max, bool active, bool hovered);

/// A number as people type it: 1234.5 · 1,234.5 · −3 · １２. Empty when it is none.
std::optional<double> parse_typed_number(std::string_view text);

}  // namespace sluice::app::ui

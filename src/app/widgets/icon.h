// Line icons drawn with ImDrawList on a 24-unit grid, stroke 1.75 units with round joins: crisp at any pixel ratio, no
// font and no picture files.
#pragma once

#include <imgui.h>

#include "app/color.h"

namespace sluice::app::ui {

enum class Icon {
  none,
  // places
  data,
  overview,
  segments,
  customers,
  retention,
  value,
  clusters,
  changes,
  funnel,
  // things to do
  search,
  close,
  plus,
  minus,
  check,
  trash,
  download,
  upload,
  link,
  copy,
  undo,
  redo,
  filter,
  edit,
  refresh,
  drag,
  play,
  // directions
  chevron_up,
  chevron_down,
  chevron_left,
  chevron_right,
  arrow_up,
  arrow_down,
  arrow_left,
  arrow_right,
  sort,
  // state and settings
  info,
  warning,
  error,
  success,
  lock,
  sun,
  moon,
  language,
  menu,
  more,
  settings,
  calendar,
  clock,
  file,
  table,
  user,
  star,
  help,
  eye,
};

/// Draws inside the square with this top left corner and side.
void draw_icon(ImDrawList& list, Icon icon, ImVec2 top_left, float side, Color color);

/// At the cursor, as an item without interaction. Side 0: sizes().icon.
void icon(Icon icon, Color color, float side = 0);

}  // namespace sluice::app::ui

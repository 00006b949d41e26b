// The panel that opens under a button: themed window, position that stays on the screen, rows of a list. For menus,
// selects and the calendar.
#pragma once

#include <string_view>

#include <imgui.h>

#include "app/widgets/icon.h"
#include "app/widgets/item.h"

namespace sluice::app::ui {

/// The popup named `name` under (or, without room, over) the rectangle, right-aligned with it when it would leave the
/// screen. Call end_popup() only when it returned true.
bool begin_popup(const char* name, ImVec2 anchor_min, ImVec2 anchor_max, float width, float most_height);
void end_popup();

struct ListRow {
  std::string_view key{};
  std::string_view role = "menuitem";
  std::string_view label{};
  std::string_view detail{};
  std::string_view color{};  ///< "#rrggbb"
  Icon icon = Icon::none;
  bool checked = false;
  bool check_column = false;  ///< room for a check mark, so that labels align
  bool disabled = false;
  bool grows = false;  ///< the detail gets a line of its own where it does not fit beside the label
};
bool list_row(const ListRow& spec);  ///< over the available width; true when chosen
float list_row_width(const ListRow& spec);
float list_row_height();

}  // namespace sluice::app::ui

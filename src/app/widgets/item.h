// The one way in which our widgets and charts meet the mouse, the keyboard and the item table: a rectangle that can be
// hovered, focused and pressed, and is listed with its role, label and test key.
#pragma once

#include <string_view>

#include <imgui.h>

namespace sluice::app::ui {

struct ItemSpec {
  std::string_view key{};  ///< test key; together with the ID stack also the ImGui id
  std::string_view role = "button";
  std::string_view label{};
  std::string_view value{};
  bool disabled = false;
  bool checkable = false, checked = false;
  bool openable = false, opened = false;
  bool selected_by_hold = false;  ///< react while held (sliders), not on release
  bool no_focus_ring = false;     ///< the widget draws its own
};

struct ItemState {
  ImGuiID id = 0;
  ImVec2 min{}, max{};
  bool visible = false;  ///< false: clipped away; nothing needs to be drawn
  bool hovered = false;
  bool held = false;
  bool focused = false;  ///< by keyboard, with a visible ring
  bool current = false;  ///< keys go here; after a click without a ring
  bool clicked = false;  ///< by mouse, touch, Enter or Space
};

/// At the cursor; advances it.
ItemState item(const ItemSpec& spec, ImVec2 size);

/// Anywhere; leaves the cursor alone. For marks of charts and parts of composed widgets.
ItemState item_at(const ItemSpec& spec, ImVec2 min, ImVec2 max);

/// The next Tab begins at this item, which was just drawn; it is not marked before.
void begin_keyboard_at(const ItemState& item);

/// Keeps keyboard navigation from taking `key` away from a focused item that uses it (arrows in a table). Call every
/// frame while the item is focused; then ask with pressed().
void own_key(const ItemState& item, ImGuiKey key);
bool pressed(const ItemState& item, ImGuiKey key, bool repeat = true);

/// Whether Escape has just ended a drag of the item; it is held no more, and nobody else hears the key.
bool dropped_by_escape(const ItemState& item);

}  // namespace sluice::app::ui

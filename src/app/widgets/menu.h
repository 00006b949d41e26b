// Things that open a list: menus of actions and selects of one value.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <imgui.h>

#include "app/widgets/button.h"

namespace sluice::app::ui {

struct MenuItem {
  std::string_view key{};
  std::string_view label{};
  std::string_view detail{};  ///< muted, at the right or under the label
  Icon icon = Icon::none;
  bool checked = false;
  bool disabled = false;
  bool separator_before = false;
};

/// A button that opens a list of actions under itself, with a note over them where there is one. Returns the chosen
/// index in the frame of the choice.
std::optional<size_t> menu(const Button& button, std::span<const MenuItem> items, std::string_view note = {});

/// The same under an icon button.
std::optional<size_t> icon_menu(const IconButton& button, std::span<const MenuItem> items);

/// The list of a menu under (or over) something that the caller draws at this rectangle. Open it with
/// ImGui::OpenPopup("menu") in the same ID scope.
std::optional<size_t> menu_popup(std::span<const MenuItem> items, ImVec2 anchor_min, ImVec2 anchor_max,
                                 std::string_view note = {});

struct SelectOption {
  std::string label{};
  std::string detail{};      ///< muted, at the right: "12,345"
  std::string_view color{};  ///< "#rrggbb": a dot before the label
};

struct Select {
  std::string_view key{};
  std::string_view label{};        ///< over the field; empty: no line for it, `spoken` names it
  std::string_view spoken{};       ///< for screen readers, where it is not the label
  std::string_view placeholder{};  ///< shown when nothing is selected
  float width = 0;                 ///< 0: 200; -1: all that is available
  bool disabled = false;
};

/// A drop-down of values; beyond ten options the list begins with a search field. Returns the newly chosen index.
std::optional<size_t> select(const Select& spec, std::span<const SelectOption> options, std::optional<size_t> selected);

/// As wide as the longest of these needs, in the pixels of Select::width.
float select_width(std::span<const SelectOption> options);

/// Whether a search in a list finds this entry: it holds what was typed, in capital or small letters. Nothing typed
/// finds everything.
bool found_by(std::string_view search, std::string_view text);

/// The list of a select under something that the caller draws at this rectangle. Open it with ImGui::OpenPopup("list")
/// in the same ID scope.
std::optional<size_t> select_popup(std::string_view key, std::span<const SelectOption> options,
                                   std::optional<size_t> selected, ImVec2 anchor_min, ImVec2 anchor_max);

}  // namespace sluice::app::ui

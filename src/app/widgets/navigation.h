// Moving around: rail entries, the bottom bar of narrow screens, tabs, segmented controls.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "app/widgets/icon.h"
#include "app/widgets/menu.h"

namespace sluice::app::ui {

enum class NavLayout {
  rail,         ///< icon and label, as wide as the rail
  rail_narrow,  ///< icon alone, label as tooltip
  bottom,       ///< icon over a small label, for a bar of equal parts
};

struct NavItem {
  std::string_view key{};
  std::string_view label{};
  Icon icon = Icon::none;
  bool selected = false;
  bool disabled = false;
  bool keyboard_begins = false;  ///< the next Tab begins here
  NavLayout layout = NavLayout::rail;
  float width = 0;  ///< of one part of the bottom bar
};
bool nav_item(const NavItem& spec);

/// A part of the bottom bar that opens a list of what has no room in it. Returns the chosen index.
std::optional<size_t> nav_menu(const NavItem& spec, std::span<const MenuItem> items);

/// One of several options; `label` may be empty when there is an icon, then `tip` must say what it is.
struct Option {
  std::string_view key{};
  std::string_view label{};
  Icon icon = Icon::none;
  std::string_view tip{};
  bool disabled = false;
};

/// A pill of 2 to 5 options. Returns the newly chosen index. Arrow keys and Tab reach each option.
std::optional<size_t> segmented(std::string_view key, std::span<const Option> options, size_t selected);
float segmented_width(std::span<const Option> options);
float segmented_height();

/// Underlined tabs across the available width; scrolls by itself when narrow. Returns the newly chosen index.
std::optional<size_t> tabs(std::string_view key, std::span<const Option> options, size_t selected);

}  // namespace sluice::app::ui

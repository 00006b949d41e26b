// Buttons. All return true in the frame in which they are pressed.
#pragma once

#include <string_view>

#include "app/theme.h"
#include "app/widgets/icon.h"

namespace sluice::app::ui {

enum class ButtonKind { primary, secondary, quiet, danger };

struct Button {
  std::string_view key{};    ///< test key, unique on the screen: "export.customers"
  std::string_view label{};  ///< translated
  ButtonKind kind = ButtonKind::secondary;
  Icon icon = Icon::none;
  Icon trailing = Icon::none;  ///< a chevron of a drop-down
  bool disabled = false;
  bool selected = false;   ///< stays pressed: a quiet toggle
  bool small = false;      ///< caption text and 28 px, for use inside cards
  float width = 0;         ///< 0: as its label; -1: all that is available
  std::string_view tip{};  ///< tooltip
};

bool button(const Button& spec);
float button_width(const Button& spec);  ///< what it will take; for right-aligned rows

/// A square with an icon; the label is its tooltip and what a screen reader says.
struct IconButton {
  std::string_view key{};
  std::string_view label{};
  Icon icon = Icon::none;
  bool disabled = false;
  bool selected = false;
  bool small = false;  ///< 28 px
};
bool icon_button(const IconButton& spec);
float button_height(bool small);  ///< of every button; an icon button is as wide

/// A word that acts: accent-coloured text, underlined under the pointer.
bool link(std::string_view key, std::string_view label, TextStyle style = TextStyle::body);

}  // namespace sluice::app::ui

#include "app/widgets/button.h"

#include <algorithm>
#include <cmath>

#include "app/theme.h"
#include "app/widgets/item.h"
#include "app/widgets/layout.h"
#include "app/widgets/picture.h"
#include "app/widgets/text.h"
#include "app/widgets/tooltip.h"

namespace sluice::app::ui {
namespace {

struct Looks {
  Color fill = 0;  ///< alpha 0: none
  Color border = 0;
  Color text = 0;
};

Looks looks_of(const Button& spec, const ItemState& state) {
  const Palette& c = colors();
  const Color none = with_alpha(c.surface, 0);
  const bool over = state.hovered && !spec.disabled;
  const Color quiet_fill = state.held ? c.pressed : over ? c.hover : none;
  switch (spec.kind) {
    case ButtonKind::primary: {
      const Color fill = state.held ? mix(c.accent_hover, c.text, 0.1f) : over ? c.accent_hover : c.accent;
      return {fill, none, c.on_accent};
    }
    case ButtonKind::danger:
      return {over ? c.negative_soft : c.surface, c.negative, c.negative};
    case ButtonKind::secondary:
      if (spec.selected) return {c.accent_soft, c.accent, dark_theme() ? c.text : c.accent_hover};
      return {over ? (state.held ? c.pressed : c.hover) : c.surface, mix(c.border, c.border_strong, 0.3f), c.text};
    case ButtonKind::quiet:
      if (spec.selected) return {c.accent_soft, none, dark_theme() ? c.text : c.accent_hover};
      return {quiet_fill, none, over ? c.text : c.text_muted};
  }
  return {};
}

/// Recognisable, yet clearly not for pressing.
Looks disabled_looks(ButtonKind kind) {
  const Color none = with_alpha(colors().surface, 0);
  const bool filled = kind == ButtonKind::primary || kind == ButtonKind::danger;
  const Color border = kind == ButtonKind::secondary ? colors().border : none;
  return {filled ? colors().track : none, border, mix(colors().text_muted, colors().surface, 0.35f)};
}

TextStyle style_of(const Button& spec) {
  if (spec.kind == ButtonKind::primary) return spec.small ? TextStyle::caption_strong : TextStyle::emphasis;
  return spec.small ? TextStyle::caption : TextStyle::body;
}

}  // namespace

float button_height(bool small) {
  constexpr float kSmallShare = 0.875f;  // 28 of 32
  return small ? std::round(sizes().control * kSmallShare) : sizes().control;
}

float button_width(const Button& spec) {
  const Sizes& s = sizes();
  const float padding = spec.small ? s.s8 + s.s2 : s.s12 + s.s2;
  float width = 2 * padding;
  if (!spec.label.empty()) width += measure(style_of(spec), spec.label).x;
  if (spec.icon != Icon::none) width += s.icon + (spec.label.empty() ? 0 : s.s8 - s.s2);
  if (spec.trailing != Icon::none) width += s.icon + s.s4;
  return std::ceil(width);
}

bool button(const Button& spec) {
  const LeftOutOfPictures control;
  const Sizes& s = sizes();
  const float natural = button_width(spec);
  const float width = spec.width < 0 ? available_width() : std::max(spec.width, std::min(natural, available_width()));
  const ItemState state = item({.key = spec.key,
                                .label = spec.label,
                                .disabled = spec.disabled,
                                .checkable = spec.selected,
                                .checked = spec.selected},
                               {width, button_height(spec.small)});
  if (!state.visible) return false;
  Looks looks = looks_of(spec, state);
  if (spec.disabled) looks = disabled_looks(spec.kind);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(state.min, state.max, looks.fill, s.radius);
  list.AddRect(state.min, state.max, looks.border, s.radius);
  const float content = natural - 2 * (spec.small ? s.s8 + s.s2 : s.s12 + s.s2);
  float x = std::round(state.min.x + std::max(s.s8, (width - content) / 2));
  const float icon_y = std::round((state.min.y + state.max.y - s.icon) / 2);
  if (spec.icon != Icon::none) {
    draw_icon(list, spec.icon, {x, icon_y}, s.icon, looks.text);
    x += s.icon + s.s8 - s.s2;
  }
  const float trailing = spec.trailing != Icon::none ? s.icon + s.s4 : 0;
  const float right = std::min(state.max.x - s.s8, x + measure(style_of(spec), spec.label).x + 1);
  draw_text_in(list, style_of(spec), {x, state.min.y}, {std::min(right, state.max.x - s.s8 - trailing), state.max.y},
               looks.text, spec.label);
  if (spec.trailing != Icon::none) {
    const float icon_x = spec.width != 0 ? state.max.x - s.s8 - s.icon : right + s.s4;
    draw_icon(list, spec.trailing, {icon_x, icon_y}, s.icon, mix(looks.text, looks.fill, 0.2f));
  }
  tooltip_for(state, spec.tip);
  return state.clicked;
}

bool icon_button(const IconButton& spec) {
  const LeftOutOfPictures control;
  const Button looks_like = {
      .key = spec.key, .kind = ButtonKind::quiet, .disabled = spec.disabled, .selected = spec.selected};
  const float side = button_height(spec.small);
  const ItemState state = item({.key = spec.key, .label = spec.label, .disabled = spec.disabled}, {side, side});
  if (!state.visible) return false;
  Looks looks = looks_of(looks_like, state);
  if (spec.disabled) looks.text = mix(looks.text, colors().surface, 0.5f);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(state.min, state.max, looks.fill, sizes().radius);
  const float icon = spec.small ? sizes().icon : narrow_screen() ? sizes().icon_large : sizes().icon + sizes().s2;
  const float inset = std::round((side - icon) / 2);
  draw_icon(list, spec.icon, {state.min.x + inset, state.min.y + inset}, icon, looks.text);
  tooltip_for(state, spec.label);
  return state.clicked;
}

bool link(std::string_view key, std::string_view text, TextStyle style) {
  const LeftOutOfPictures control;
  const ImVec2 size = measure(style, text);
  const ItemState state = item({.key = key, .role = "link", .label = text}, {size.x, size.y + sizes().s2});
  if (!state.visible) return false;
  const Color color = state.hovered ? colors().accent_hover : colors().accent;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  draw_text(list, style, state.min, color, text);
  if (state.hovered) list.AddLine({state.min.x, state.max.y}, {state.max.x, state.max.y}, color);
  return state.clicked;
}

}  // namespace sluice::app::ui

#include "app/widgets/navigation.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <unordered_map>

#include "app/motion.h"
#include "app/theme.h"
#include "app/widgets/item.h"
#include "app/widgets/layout.h"
#include "app/widgets/picture.h"
#include "app/widgets/text.h"
#include "app/widgets/tooltip.h"

namespace sluice::app::ui {
namespace {

Color nav_ink(const NavItem& spec, const ItemState& state) {
  if (spec.disabled) return mix(colors().text_muted, colors().surface, 0.5f);
  if (spec.selected) return dark_theme() ? colors().accent : colors().accent_hover;
  return state.hovered ? colors().text : colors().text_muted;
}

void draw_rail_item(const NavItem& spec, const ItemState& state) {
  const Sizes& s = sizes();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Color ink = nav_ink(spec, state);
  if (spec.selected) {
    list.AddRectFilled(state.min, state.max, colors().accent_soft, s.radius);
  } else if (state.hovered && !spec.disabled) {
    list.AddRectFilled(state.min, state.max, state.held ? colors().pressed : colors().hover, s.radius);
  }
  const float y = std::round((state.min.y + state.max.y - s.icon_large) / 2);
  if (spec.layout == NavLayout::rail_narrow) {
    draw_icon(list, spec.icon, {std::round((state.min.x + state.max.x - s.icon_large) / 2), y}, s.icon_large, ink);
    tooltip_for(state, spec.label);
    return;
  }
  draw_icon(list, spec.icon, {state.min.x + s.s12, y}, s.icon_large, ink);
  const float x = state.min.x + s.s12 + s.icon_large + s.s12;
  const Color text = spec.selected || spec.disabled ? ink
                     : state.hovered                ? colors().text
                                                    : mix(ink, colors().text, 0.4f);
  draw_text_in(list, spec.selected ? TextStyle::emphasis : TextStyle::body, {x, state.min.y},
               {state.max.x - s.s8, state.max.y}, text, spec.label);
}

void draw_bottom_item(const NavItem& spec, const ItemState& state) {
  const Sizes& s = sizes();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Color ink = nav_ink(spec, state);
  const float content = s.icon_large + s.s4 + measure(TextStyle::caption, {}).y;
  const float y = std::round((state.min.y + state.max.y - content) / 2);
  const float center = (state.min.x + state.max.x) / 2;
  if (spec.selected) {
    const float half = s.s24 + s.s4;
    list.AddRectFilled({center - half, y - s.s2}, {center + half, y + s.icon_large + s.s2}, colors().accent_soft,
                       s.icon_large);
  }
  draw_icon(list, spec.icon, {std::round(center - s.icon_large / 2), y}, s.icon_large, ink);
  draw_text_in(list, spec.selected ? TextStyle::caption_strong : TextStyle::caption,
               {state.min.x, y + s.icon_large + s.s4}, {state.max.x, y + content}, ink, spec.label, Align::center);
}

/// Width of one segment with its padding.
float option_width(const Option& option) {
  const Sizes& s = sizes();
  float width = 2 * s.s12;
  if (!option.label.empty()) width += measure(TextStyle::emphasis, option.label).x;
  if (option.icon != Icon::none) width += s.icon + (option.label.empty() ? 0 : s.s8 - s.s2);
  return std::ceil(width);
}

void draw_option(const Option& option, const ItemState& state, bool selected) {
  const Sizes& s = sizes();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Color ink = option.disabled             ? mix(colors().text_muted, colors().track, 0.5f)
                    : selected || state.hovered ? colors().text
                                                : colors().text_muted;
  const TextStyle style = selected ? TextStyle::emphasis : TextStyle::body;
  const float label_width = option.label.empty() ? 0 : measure(style, option.label).x;
  const float icon_width = option.icon == Icon::none ? 0 : s.icon + (option.label.empty() ? 0 : s.s8 - s.s2);
  const float inner = std::min(label_width + icon_width, state.max.x - state.min.x - s.s8);
  const float x = std::round((state.min.x + state.max.x - inner) / 2);
  draw_icon(list, option.icon, {x, std::round((state.min.y + state.max.y - s.icon) / 2)}, s.icon, ink);
  draw_text_in(list, style, {x + icon_width, state.min.y}, {x + inner + 1, state.max.y}, ink, option.label);
  tooltip_for(state, option.tip);
}

}  // namespace

bool nav_item(const NavItem& spec) {
  const Sizes& s = sizes();
  const bool bottom = spec.layout == NavLayout::bottom;
  const float width = bottom ? spec.width : available_width();
  const float height = bottom ? s.bottom_bar : s.control + s.s4;
  const ItemState state = item({.key = spec.key,
                                .role = "tab",
                                .label = spec.label,
                                .disabled = spec.disabled,
                                .checkable = true,
                                .checked = spec.selected},
                               {width, height});
  if (!state.visible) return false;
  if (spec.keyboard_begins) begin_keyboard_at(state);
  bottom ? draw_bottom_item(spec, state) : draw_rail_item(spec, state);
  return state.clicked;
}

std::optional<size_t> nav_menu(const NavItem& spec, std::span<const MenuItem> items) {
  ImGui::PushID(spec.key.data(), spec.key.data() + spec.key.size());
  const ItemState state = item({.key = spec.key,
                                .label = spec.label,
                                .disabled = spec.disabled,
                                .openable = true,
                                .opened = ImGui::IsPopupOpen("menu")},
                               {spec.width, sizes().bottom_bar});
  if (state.visible) draw_bottom_item(spec, state);
  if (spec.keyboard_begins) begin_keyboard_at(state);
  if (state.clicked) ImGui::OpenPopup("menu");
  const std::optional<size_t> chosen = menu_popup(items, state.min, state.max);
  ImGui::PopID();
  return chosen;
}

float segmented_width(std::span<const Option> options) {
  float width = 2 * sizes().s2;
  for (const Option& option : options) width += option_width(option);
  return width;
}

float segmented_height() {
  constexpr float kShare = 0.875f;
  return std::round(sizes().control * kShare);
}

std::optional<size_t> segmented(std::string_view key, std::span<const Option> options, size_t selected) {
  const LeftOutOfPictures control;
  const Sizes& s = sizes();
  const float natural = segmented_width(options);
  const float width = std::min(natural, available_width());
  const float height = segmented_height();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::PushID(key.data(), key.data() + key.size());
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(at, {at.x + width, at.y + height}, colors().track, s.radius);
  // Where there is no room for all, each gives up the same share.
  const float squeeze = (width - 2 * s.s2) / std::max(1.0f, natural - 2 * s.s2);
  std::vector<float> lefts;
  for (float x = at.x + s.s2; const Option& option : options) {
    lefts.push_back(x);
    x += option_width(option) * squeeze;
  }
  lefts.push_back(at.x + width - s.s2);
  if (selected < options.size()) {
    const float left = animate(ImGui::GetID("left"), lefts[selected] - at.x) + at.x;
    const float right = animate(ImGui::GetID("right"), lefts[selected + 1] - at.x) + at.x;
    const Color knob = dark_theme() ? colors().pressed : colors().raised;
    list.AddRectFilled({left, at.y + s.s2}, {right, at.y + height - s.s2}, knob, s.radius - 1);
    list.AddRect({left, at.y + s.s2}, {right, at.y + height - s.s2}, colors().border, s.radius - 1);
  }
  std::optional<size_t> chosen;
  for (size_t index = 0; index < options.size(); ++index) {
    const Option& option = options[index];
    const ItemState state = item_at({.key = option.key,
                                     .role = "radio",
                                     .label = option.label.empty() ? option.tip : option.label,
                                     .disabled = option.disabled,
                                     .checkable = true,
                                     .checked = index == selected},
                                    {lefts[index], at.y}, {lefts[index + 1], at.y + height});
    if (state.visible) draw_option(option, state, index == selected);
    if (state.clicked && index != selected) chosen = index;
  }
  ImGui::PopID();
  ImGui::Dummy({width, height});
  return chosen;
}

std::optional<size_t> tabs(std::string_view key, std::span<const Option> options, size_t selected) {
  const LeftOutOfPictures control;
  const Sizes& s = sizes();
  const float width = available_width();
  const float height = s.control + s.s8;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::PushID(key.data(), key.data() + key.size());
  const bool visible = ImGui::BeginChild("tabs", {width, height}, ImGuiChildFlags_NavFlattened,
                                         ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
  std::optional<size_t> chosen;
  if (visible) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 origin = ImGui::GetCursorScreenPos();
    float x = origin.x;
    for (size_t index = 0; index < options.size(); ++index) {
      const Option& option = options[index];
      const bool current = index == selected;
      const float icon_width = option.icon == Icon::none ? 0 : s.icon + s.s8 - s.s2;
      const float text_width = measure(TextStyle::emphasis, option.label).x;
      const ImVec2 min = {x, origin.y};
      const ImVec2 max = {x + icon_width + text_width, origin.y + height};
      const ItemState state = item_at({.key = option.key,
                                       .role = "tab",
                                       .label = option.label,
                                       .disabled = option.disabled,
                                       .checkable = true,
                                       .checked = current},
                                      min, max);
      const Color ink = current || state.hovered ? colors().text : colors().text_muted;
      draw_icon(list, option.icon, {x, std::round((min.y + max.y - s.icon) / 2)}, s.icon, ink);
      draw_text_in(list, current ? TextStyle::emphasis : TextStyle::body, {x + icon_width, min.y}, {max.x + 1, max.y},
                   ink, option.label);
      if (current) list.AddRectFilled({x, max.y - s.s2}, max, colors().accent, s.hairline);
      if (state.focused) ImGui::SetScrollFromPosX(max.x - origin.x, 1);
      if (state.clicked && !current) chosen = index;
      x = max.x + s.s24;
    }
    ImGui::Dummy({x - origin.x - s.s24, height});
    if (const float wheel = ImGui::GetIO().MouseWheelH; wheel != 0 && ImGui::IsWindowHovered()) {
      ImGui::SetScrollX(ImGui::GetScrollX() - wheel * s.s32);
    }
  }
  ImGui::EndChild();
  ImGui::GetWindowDrawList()->AddRectFilled({at.x, at.y + height - s.hairline}, {at.x + width, at.y + height},
                                            colors().border);
  ImGui::PopID();
  return chosen;
}

}  // namespace sluice::app::ui

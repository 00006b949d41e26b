#include "app/widgets/tile.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "app/theme.h"
#include "app/widgets/button.h"
#include "app/widgets/item.h"
#include "app/widgets/item_table.h"
#include "app/widgets/layout.h"
#include "app/widgets/text.h"

namespace sluice::app::ui {
namespace {

float text_left() { return sizes().s16 + sizes().control + sizes().s12; }

void draw_lines(ImDrawList& list, TextStyle style, ImVec2 at, float width, Color color, std::string_view text) {
  for (const std::string_view line : wrap(style, text, width)) {
    draw_text(list, style, at, color, line);
    at.y += line_height(style);
  }
}

float lines_height(TextStyle style, std::string_view text, float width) {
  return static_cast<float>(wrap(style, text, width).size()) * line_height(style);
}

/// An icon in a tinted square.
void draw_emblem(ImDrawList& list, Icon icon, ImVec2 at, float side) {
  list.AddRectFilled(at, {at.x + side, at.y + side}, colors().accent_soft, sizes().radius);
  const float inset = (side - sizes().icon_large) / 2;
  draw_icon(list, icon, {at.x + inset, at.y + inset}, sizes().icon_large, colors().accent);
}

void dashed_rectangle(ImDrawList& list, ImVec2 min, ImVec2 max, Color color) {
  const float usual = sizes().s8;
  const float width = sizes().hairline * 1.5f;
  const float corner = sizes().radius_card;
  const auto side = [&](ImVec2 from, ImVec2 to) {
    const float length = std::abs(to.x - from.x) + std::abs(to.y - from.y);
    const ImVec2 step{(to.x - from.x) / length, (to.y - from.y) / length};
    // A gap at either end, so that the rounded corners stand alone.
    const int dashes = std::max(1, static_cast<int>(length / (2 * usual)));
    const float dash = length / static_cast<float>(2 * dashes + 1);
    for (int i = 0; i < dashes; ++i) {
      const float at = dash * static_cast<float>(2 * i + 1);
      const float end = at + dash;
      list.AddLine({from.x + step.x * at, from.y + step.y * at}, {from.x + step.x * end, from.y + step.y * end}, color,
                   width);
    }
  };
  side({min.x + corner, min.y}, {max.x - corner, min.y});
  side({max.x, min.y + corner}, {max.x, max.y - corner});
  side({max.x - corner, max.y}, {min.x + corner, max.y});
  side({min.x, max.y - corner}, {min.x, min.y + corner});
  constexpr float kQuarter = 1.5707963f;
  const ImVec2 centers[] = {{max.x - corner, max.y - corner},
                            {min.x + corner, max.y - corner},
                            {min.x + corner, min.y + corner},
                            {max.x - corner, min.y + corner}};
  for (int i = 0; i < 4; ++i) {
    list.PathArcTo(centers[i], corner, kQuarter * static_cast<float>(i), kQuarter * static_cast<float>(i + 1));
    list.PathStroke(color, 0, width);
  }
}

}  // namespace

float tile_height(const Tile& spec, float width) {
  const float text_width = width - text_left() - sizes().s16;
  const float content = line_height(TextStyle::emphasis) + lines_height(TextStyle::caption, spec.text, text_width);
  return std::max(content, sizes().control) + 2 * sizes().s16;
}

bool tile(const Tile& spec) {
  const float width = available_width();
  const float height = std::max(spec.height, tile_height(spec, width));
  const ItemState state =
      item({.key = spec.key, .role = "button", .label = spec.title, .value = spec.text}, {width, height});
  if (!state.visible) return state.clicked;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Sizes& s = sizes();
  list.AddRectFilled(state.min, state.max, state.hovered ? colors().hover : colors().surface, s.radius_card);
  list.AddRect(state.min, state.max, state.hovered ? colors().accent : colors().border, s.radius_card, 0, s.hairline);
  draw_emblem(list, spec.icon, {state.min.x + s.s16, state.min.y + s.s16}, s.control);
  const ImVec2 at{state.min.x + text_left(), state.min.y + s.s16};
  const float text_width = state.max.x - s.s16 - at.x;
  draw_text(list, TextStyle::emphasis, at, colors().text, shorten(TextStyle::emphasis, spec.title, text_width));
  draw_lines(list, TextStyle::caption, {at.x, at.y + line_height(TextStyle::emphasis)}, text_width, colors().text_muted,
             spec.text);
  return state.clicked;
}

bool drop_zone(const DropZone& spec) {
  const Sizes& s = sizes();
  const float width = available_width();
  const float text_width = width - 2 * s.s24;
  const float title = lines_height(TextStyle::title, spec.title, text_width);
  const float text = lines_height(TextStyle::body, spec.text, text_width);
  const float emblem = s.control + s.s16;
  const float content = emblem + s.s16 + title + s.s4 + text + s.s16 + s.control;
  const float height = std::max(spec.height, content + 2 * s.s24);

  const ImVec2 min = ImGui::GetCursorScreenPos();
  const ImVec2 max{min.x + width, min.y + height};
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(min, max, spec.active ? colors().accent_soft : colors().surface, s.radius_card);
  dashed_rectangle(list, min, max, spec.active ? colors().accent : colors().border_strong);

  ImVec2 at{min.x + (width - emblem) / 2, min.y + (height - content) / 2};
  draw_emblem(list, Icon::upload, at, emblem);
  at.y += emblem + s.s16;
  const auto centered = [&](TextStyle style, std::string_view words, Color color) {
    for (const std::string_view line : wrap(style, words, text_width)) {
      draw_text(list, style, {min.x + (width - measure(style, line).x) / 2, at.y}, color, line);
      at.y += line_height(style);
    }
  };
  centered(TextStyle::title, spec.title, colors().text);
  at.y += s.s4;
  centered(TextStyle::body, spec.text, colors().text_muted);
  ScreenItem words;
  words.role = "text";
  words.label = std::string(spec.title) + ". " + std::string(spec.text);
  words.x = min.x, words.y = min.y, words.w = width, words.h = height;
  add_screen_item(std::move(words));

  const Button choose{.key = spec.key, .label = spec.action, .kind = ButtonKind::primary, .icon = Icon::file};
  ImGui::SetCursorScreenPos({min.x + (width - button_width(choose)) / 2, at.y + s.s16});
  const bool pressed = button(choose);
  ImGui::SetCursorScreenPos({min.x, max.y});
  ImGui::Dummy({width, 0});
  return pressed;
}

void drop_overlay(std::string_view title, std::string_view text) {
  const Sizes& s = sizes();
  ImDrawList& list = *ImGui::GetForegroundDrawList();
  const ImVec2 size = ImGui::GetMainViewport()->Size;
  list.AddRectFilled({0, 0}, size, colors().scrim);
  const float width = std::min(size.x - 2 * s.s16, 12 * s.control);
  const float height = 6 * s.control;
  const ImVec2 min{(size.x - width) / 2, (size.y - height) / 2};
  const ImVec2 max{min.x + width, min.y + height};
  list.AddRectFilled(min, max, colors().raised, s.radius_card);
  dashed_rectangle(list, {min.x + s.s8, min.y + s.s8}, {max.x - s.s8, max.y - s.s8}, colors().accent);
  const float emblem = s.control + s.s16;
  float y = min.y + s.s32;
  draw_emblem(list, Icon::upload, {min.x + (width - emblem) / 2, y}, emblem);
  y += emblem + s.s16;
  const auto line = [&](TextStyle style, std::string_view words, Color color) {
    draw_text_in(list, style, {min.x + s.s16, y}, {max.x - s.s16, y + line_height(style)}, color, words, Align::center);
    y += line_height(style);
  };
  line(TextStyle::title, title, colors().text);
  line(TextStyle::body, text, colors().text_muted);
  ScreenItem alert;
  alert.role = "alert";
  alert.label = std::string(title);
  alert.test_key = "drop.overlay";
  alert.x = min.x, alert.y = min.y, alert.w = width, alert.h = height;
  add_screen_item(std::move(alert));
}

}  // namespace sluice::app::ui

#include "app/widgets/chip.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "app/i18n.h"
#include "app/theme.h"
#include "app/widgets/item.h"
#include "app/widgets/item_table.h"
#include "app/widgets/layout.h"
#include "app/widgets/picture.h"
#include "app/widgets/text.h"
#include "app/widgets/tone.h"

namespace sluice::app::ui {
namespace {

constexpr float kHeightShare = 0.875f;

void draw_badge(std::string_view text, Color fill, Color ink, std::string_view test_key) {
  const Sizes& s = sizes();
  const float width = std::min(badge_width(text), available_width());
  const float height = s.s16 + s.s4;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::Dummy({width, height});
  annotate_last_item("text", text, test_key);
  if (!ImGui::IsItemVisible()) return;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(at, {at.x + width, at.y + height}, fill, height / 2);
  draw_text_in(list, TextStyle::caption_strong, {at.x + s.s8, at.y}, {at.x + width - s.s8 + 1, at.y + height}, ink,
               text);
}

}  // namespace

float chip_width(const Chip& spec) {
  const Sizes& s = sizes();
  return 2 * s.s12 + measure(TextStyle::body, spec.label).x + (spec.color.empty() ? 0 : s.s16) +
         (spec.removable ? s.icon + s.s4 : 0);
}

ChipEvent chip(const Chip& spec) {
  const LeftOutOfPictures control;
  const Sizes& s = sizes();
  const float width = std::min(chip_width(spec), available_width());
  const float height = std::round(s.control * kHeightShare);
  const float remove_width = spec.removable ? s.icon + s.s12 + s.s2 : 0;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImVec2 end = {at.x + width, at.y + height};
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ItemState body =
      item_at({.key = spec.key, .label = spec.label, .checkable = !spec.removable, .checked = spec.selected}, at,
              {end.x - remove_width, end.y});
  const bool tinted = spec.selected || spec.removable;
  const Color fill = spec.color.empty() ? (tinted ? colors().accent_soft : colors().surface)
                     : tinted           ? data_soft(spec.color)
                                        : colors().surface;
  const Color outline = tinted ? mix(fill, spec.color.empty() ? colors().accent : data_color(spec.color), 0.35f)
                               : mix(colors().border, colors().border_strong, 0.3f);
  list.AddRectFilled(at, end, body.hovered ? mix(fill, colors().text, 0.04f) : fill, height / 2);
  list.AddRect(at, end, outline, height / 2);
  float x = at.x + s.s12;
  if (!spec.color.empty()) {
    list.AddCircleFilled({x + s.s4, (at.y + end.y) / 2}, s.s4, data_color(spec.color));
    x += s.s16;
  }
  draw_text_in(list, TextStyle::body, {x, at.y}, {end.x - std::max(remove_width, s.s12) + 1, end.y}, colors().text,
               spec.label);
  ChipEvent event = body.clicked ? ChipEvent::click : ChipEvent::none;
  if (spec.removable) {
    const std::string key = std::string(spec.key) + ".remove";
    const std::string spoken = tr_format("common.remove", {spec.label});
    const ItemState cross = item_at({.key = key, .label = spoken}, {end.x - remove_width, at.y}, {end.x, end.y});
    const float icon = s.icon - s.s2;
    draw_icon(list, Icon::close, {end.x - s.s8 - icon, std::round((at.y + end.y - icon) / 2)}, icon,
              cross.hovered ? colors().text : colors().text_muted);
    if (cross.clicked) event = ChipEvent::remove;
  }
  ImGui::Dummy({width, height});
  return event;
}

float badge_width(std::string_view text) { return 2 * sizes().s8 + measure(TextStyle::caption_strong, text).x; }

void badge(std::string_view text, Tone tone, std::string_view test_key) {
  const Color ink = tone == Tone::neutral                   ? colors().text_muted
                    : tone == Tone::accent && !dark_theme() ? colors().accent_hover
                                                            : tone_color(tone);
  draw_badge(text, tone_soft(tone), ink, test_key);
}

void segment_badge(std::string_view text, std::string_view hex, std::string_view test_key) {
  draw_badge(text, data_soft(hex), colors().text, test_key);
}

void color_dot(std::string_view hex) {
  const Sizes& s = sizes();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float height = measure(TextStyle::body, {}).y;
  ImGui::Dummy({s.s8, height});
  ImGui::GetWindowDrawList()->AddCircleFilled({at.x + s.s4, at.y + height / 2}, s.s4, data_color(hex));
}

}  // namespace sluice::app::ui

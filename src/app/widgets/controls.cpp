#include "app/widgets/controls.h"

#include <algorithm>
#include <cmath>

#include "app/motion.h"
#include "app/theme.h"
#include "app/widgets/icon.h"
#include "app/widgets/item.h"
#include "app/widgets/layout.h"
#include "app/widgets/picture.h"
#include "app/widgets/text.h"

namespace sluice::app::ui {
namespace {

double snap(const Slider& spec, double value) {
  const double step = spec.step > 0 ? spec.step : 1e-9;
  const double snapped = spec.minimum + std::round((value - spec.minimum) / step) * step;
  return std::clamp(snapped, spec.minimum, spec.maximum);
}

Color faded(Color color, bool disabled) { return disabled ? mix(color, colors().surface, 0.55f) : color; }

/// Label and detail beside a box or a switch.
void draw_check_text(const Check& spec, ImVec2 at, float x, float right) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float label_height = line_height(TextStyle::body);
  draw_text_in(list, TextStyle::body, {x, at.y}, {right, at.y + label_height}, faded(colors().text, spec.disabled),
               spec.label);
  if (spec.detail.empty()) return;
  float y = at.y + label_height;
  for (const std::string_view line : wrap(TextStyle::caption, spec.detail, right - x)) {
    draw_text_in(list, TextStyle::caption, {x, y}, {right, y + line_height(TextStyle::caption)}, colors().text_muted,
                 line);
    y += line_height(TextStyle::caption);
  }
}

float check_height(const Check& spec, float text_width) {
  const float detail = spec.detail.empty()
                           ? 0
                           : line_height(TextStyle::caption) *
                                 static_cast<float>(wrap(TextStyle::caption, spec.detail, text_width).size());
  return line_height(TextStyle::body) + detail;
}

/// On touch screens a row is as high as other controls; its content stands in the middle.
float touch_height(float natural) { return narrow_screen() ? std::max(natural, sizes().control) : natural; }

ItemState check_item(const Check& spec, std::string_view role, float width, float height) {
  return item({.key = spec.key,
               .role = role,
               .label = spec.label,
               .disabled = spec.disabled,
               .checkable = true,
               .checked = spec.on},
              {width, height});
}

}  // namespace

std::optional<double> slider(const Slider& spec) {
  const LeftOutOfPictures control;
  const Sizes& s = sizes();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float width = spec.width < 0 ? available_width() : std::min(spec.width, available_width());
  const float label_height = spec.label.empty() && spec.value_text.empty() ? 0 : line_height(TextStyle::body);
  const float track_height = s.s24;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float value_width = measure(TextStyle::emphasis, spec.value_text).x;
  const ItemState state = item({.key = spec.key,
                                .role = "slider",
                                .label = spec.label,
                                .value = spec.value_text,
                                .disabled = spec.disabled,
                                .selected_by_hold = true},
                               {width, label_height + track_height});
  if (!state.visible) return {};
  if (label_height > 0) {
    draw_text_in(list, TextStyle::body, at, {at.x + width - value_width - s.s8, at.y + label_height},
                 faded(colors().text, spec.disabled), spec.label);
    draw_text_in(list, TextStyle::emphasis, {at.x + width - value_width - 1, at.y}, {at.x + width, at.y + label_height},
                 faded(colors().text, spec.disabled), spec.value_text, Align::right);
  }
  const float knob = s.s8;
  const float left = at.x + knob, right = at.x + width - knob;
  const double range = spec.maximum - spec.minimum;
  std::optional<double> changed;
  if (state.held && range > 0) {
    const double share =
        static_cast<double>(std::clamp((ImGui::GetIO().MousePos.x - left) / (right - left), 0.0f, 1.0f));
    const double value = snap(spec, spec.minimum + share * range);
    if (value != spec.value) changed = value;
  }
  if (state.current && !spec.disabled) {  // also after a click: the next arrow is meant for what was clicked
    for (const ImGuiKey key : {ImGuiKey_LeftArrow, ImGuiKey_RightArrow}) own_key(state, key);
    for (const ImGuiKey key : {ImGuiKey_Home, ImGuiKey_End}) {
      if (state.focused) own_key(state, key);
    }
    double value = spec.value;
    if (pressed(state, ImGuiKey_LeftArrow)) value -= spec.step;
    if (pressed(state, ImGuiKey_RightArrow)) value += spec.step;
    if (state.focused && pressed(state, ImGuiKey_Home)) value = spec.minimum;
    if (state.focused && pressed(state, ImGuiKey_End)) value = spec.maximum;
    value = snap(spec, value);
    if (value != spec.value && std::abs(value - spec.value) > spec.step / 4) changed = value;
  }
  const double shown = changed.value_or(spec.value);
  const float share = range > 0 ? static_cast<float>(std::clamp((shown - spec.minimum) / range, 0.0, 1.0)) : 0;
  const float y = at.y + label_height + track_height / 2;
  const float x = left + (right - left) * share;
  const float half = s.s2;
  list.AddRectFilled({left, y - half}, {right, y + half}, mix(colors().track, colors().border_strong, 0.25f), half);
  const Color accent = faded(colors().accent, spec.disabled);
  list.AddRectFilled({left, y - half}, {x, y + half}, accent, half);
  if (state.hovered || state.held) list.AddCircleFilled({x, y}, knob + s.s4, with_alpha(colors().accent, 0.15f));
  list.AddCircleFilled({x, y}, knob, accent);
  list.AddCircleFilled({x, y}, knob - s.s2, dark_theme() ? colors().surface : colors().raised);
  return changed;
}

bool checkbox(const Check& spec) {
  const LeftOutOfPictures control;
  const Sizes& s = sizes();
  const float box = s.icon + s.s2;
  const float text_x = box + s.s8;
  const float most = available_width();
  const float text_width = most - text_x;
  const float width = spec.detail.empty() ? std::min(most, text_x + measure(TextStyle::body, spec.label).x) : most;
  const float natural = check_height(spec, text_width);
  const ItemState state = check_item(spec, "checkbox", width, touch_height(natural));
  if (!state.visible) return false;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float top = state.min.y + std::round((state.max.y - state.min.y - natural) / 2);
  const float y = top + std::round((line_height(TextStyle::body) - box) / 2);
  const ImVec2 min = {state.min.x, y};
  const ImVec2 max = {min.x + box, y + box};
  if (spec.on) {
    list.AddRectFilled(min, max, faded(state.hovered ? colors().accent_hover : colors().accent, spec.disabled),
                       s.radius_small);
    draw_icon(list, Icon::check, {min.x + s.s2, min.y + s.s2}, box - 2 * s.s2, colors().on_accent);
  } else {
    list.AddRectFilled(min, max, state.hovered ? colors().hover : colors().surface, s.radius_small);
    list.AddRect(min, max, faded(colors().border_strong, spec.disabled), s.radius_small);
  }
  draw_check_text(spec, {state.min.x, top}, state.min.x + text_x, state.min.x + most);
  return state.clicked;
}

bool toggle(const Check& spec) {
  const LeftOutOfPictures control;
  const Sizes& s = sizes();
  const float track_width = s.s32 + s.s4, track_height = s.s16 + s.s4;
  const float width = available_width();
  const float text_width = width - track_width - s.s16;
  const float natural = check_height(spec, text_width);
  const ItemState state = check_item(spec, "switch", width, touch_height(natural));
  if (!state.visible) return false;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float top = state.min.y + std::round((state.max.y - state.min.y - natural) / 2);
  draw_check_text(spec, {state.min.x, top}, state.min.x, state.min.x + text_width);
  const float y = top + std::round((line_height(TextStyle::body) - track_height) / 2);
  const ImVec2 min = {state.max.x - track_width, y};
  const float on = animate(state.id, spec.on ? 1.0f : 0.0f);
  const Color off_color = state.hovered ? colors().text_muted : colors().border_strong;
  const Color track = mix(off_color, state.hovered ? colors().accent_hover : colors().accent, on);
  list.AddRectFilled(min, {min.x + track_width, min.y + track_height}, faded(track, spec.disabled), track_height / 2);
  const float radius = track_height / 2 - s.s2;
  const float x = min.x + s.s2 + radius + (track_width - 2 * (s.s2 + radius)) * on;
  list.AddCircleFilled({x, min.y + track_height / 2}, radius, colors().surface);
  return state.clicked;
}

}  // namespace sluice::app::ui

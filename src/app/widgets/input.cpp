#include "app/widgets/input.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include <imgui_internal.h>

#include "app/format.h"
#include "app/theme.h"
#include "app/widgets/item.h"
#include "app/widgets/item_table.h"
#include "app/widgets/layout.h"
#include "app/widgets/picture.h"
#include "app/widgets/text.h"
#include "app/widgets/tooltip.h"

namespace sluice::app::ui {
namespace {

struct InputEdit {
  std::string* text;
  double step;
};

std::string plain_number(double value) {
  std::string text = format_number(value, value == std::floor(value) ? 0 : 2);
  text.erase(std::remove(text.begin(), text.end(), ','), text.end());
  return text;
}

int on_input_edit(ImGuiInputTextCallbackData* data) {
  auto& context = *static_cast<InputEdit*>(data->UserData);
  if (data->EventFlag == ImGuiInputTextFlags_CallbackResize) {
    context.text->resize(static_cast<size_t>(data->BufTextLen));
    data->Buf = context.text->data();
  } else if (data->EventFlag == ImGuiInputTextFlags_CallbackHistory) {
    const std::optional<double> value = parse_typed_number(data->Buf);
    if (!value) return 0;
    const std::string next = plain_number(*value + (data->EventKey == ImGuiKey_UpArrow ? context.step : -context.step));
    data->DeleteChars(0, data->BufTextLen);
    data->InsertChars(0, next.c_str());
  }
  return 0;
}

float default_width() {
  constexpr float kWidth = 200;
  return kWidth;
}

bool edit_text(const Input& spec, std::string& text, ImGuiInputTextFlags flags, InputEdit& context) {
  const std::string hint(spec.field->hint);
  return ImGui::InputTextWithHint("##text", hint.c_str(), text.data(), text.capacity() + 1, flags, on_input_edit,
                                  &context);
}

}  // namespace

void draw_input_frame(const Field& field, ImVec2 min, ImVec2 max, bool active, bool hovered) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float radius = sizes().radius;
  list.AddRectFilled(min, max, field.disabled ? colors().track : colors().surface, radius);
  Color outline = mix(colors().border, colors().border_strong, hovered ? 1.0f : 0.5f);
  if (!field.error.empty()) outline = colors().negative;
  if (active) {
    outline = field.error.empty() ? colors().accent : colors().negative;
    const float glow = sizes().s2;
    list.AddRect({min.x - glow, min.y - glow}, {max.x + glow, max.y + glow}, with_alpha(outline, 0.3f), radius + glow,
                 0, glow);
  }
  list.AddRect(min, max, outline, radius);
}

std::optional<double> parse_typed_number(std::string_view text) {
  std::string plain;
  for (size_t at = 0; at < text.size();) {
    unsigned int code = 0;
    at += static_cast<size_t>(std::max(1, ImTextCharFromUtf8(&code, text.data() + at, text.data() + text.size())));
    constexpr unsigned int kFullWidthOffset = 0xFF01 - 0x21;  // ！ to ～ mirror ! to ~
    if (code >= 0xFF01 && code <= 0xFF5E) code -= kFullWidthOffset;
    if (code == 0x2212) code = '-';
    if (code == ',' || code == ' ' || code == 0x3000) continue;
    const bool part =
        (code >= '0' && code <= '9') || code == '.' || code == '-' || code == '+' || code == 'e' || code == 'E';
    if (!part) return {};
    plain += static_cast<char>(code);
  }
  if (plain.empty()) return {};
  char* end = nullptr;
  const double value = std::strtod(plain.c_str(), &end);
  if (end != plain.c_str() + plain.size() || !std::isfinite(value)) return {};
  return value;
}

InputResult input(const Input& spec, std::string& text) {
  const LeftOutOfPictures control;
  const Field& field = *spec.field;
  const Sizes& s = sizes();
  const std::string_view spoken = field.label.empty() ? field.spoken : field.label;
  ImGui::PushID(field.key.data(), field.key.data() + field.key.size());
  ImGui::BeginGroup();
  if (!field.label.empty()) {
    muted(field.label);
    gap(s.s4);
  }
  const float wanted = field.width == 0 ? default_width() * ImGui::GetStyle().FontScaleMain : field.width;
  const float width = wanted < 0 ? available_width() : std::min(wanted, available_width());
  InputResult result;
  result.min = ImGui::GetCursorScreenPos();
  result.max = {result.min.x + width, result.min.y + s.control};
  const ImGuiID id = ImGui::GetID("##text");
  const bool was_active = ImGui::GetActiveID() == id;
  const bool hovered = ImGui::IsMouseHoveringRect(result.min, result.max) && ImGui::IsWindowHovered();
  draw_input_frame(field, result.min, result.max, was_active, hovered && !field.disabled);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float icon_y = std::round((result.min.y + result.max.y - s.icon) / 2);
  float left = s.s12, right = s.s12;
  if (spec.leading != Icon::none) {
    draw_icon(list, spec.leading, {result.min.x + s.s12 - s.s2, icon_y}, s.icon, colors().text_muted);
    left += s.icon + s.s4;
  }
  if (spec.trailing != Icon::none) right = s.control;
  if (!field.suffix.empty()) {
    const float suffix = measure(TextStyle::body, field.suffix).x;
    draw_text_in(list, TextStyle::body, {result.max.x - right - suffix, result.min.y},
                 {result.max.x - right + 1, result.max.y}, colors().text_muted, field.suffix);
    right += suffix + s.s4;
  }

  ImGui::PushFont(font_of(TextStyle::body), size_of(TextStyle::body));
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {0, std::round((s.control - measure(TextStyle::body, {}).y) / 2)});
  ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 0);
  for (const ImGuiCol slot : {ImGuiCol_FrameBg, ImGuiCol_FrameBgHovered, ImGuiCol_FrameBgActive, ImGuiCol_NavCursor}) {
    ImGui::PushStyleColor(slot, with_alpha(colors().surface, 0));
  }
  ImGui::SetCursorScreenPos({result.min.x + left, result.min.y});
  ImGui::SetNextItemWidth(std::max(1.0f, width - left - right));
  ImGuiInputTextFlags flags = ImGuiInputTextFlags_CallbackResize | ImGuiInputTextFlags_AutoSelectAll;
  if (spec.step != 0) flags |= ImGuiInputTextFlags_CallbackHistory;
  if (spec.escape_clears) flags |= ImGuiInputTextFlags_EscapeClearsAll;
  InputEdit context{&text, spec.step};
  ImGui::BeginDisabled(field.disabled);
  if (edit_text(spec, text, flags, context)) result.edit = Edit::changed;
  result.active = ImGui::IsItemActive();
  const bool focused = ImGui::IsItemFocused() && ImGui::GetCurrentContext()->NavCursorVisible;
  if (ImGui::IsItemDeactivatedAfterEdit()) result.edit = Edit::committed;
  annotate_last_item("textbox", spoken, field.key, text);
  ImGui::EndDisabled();
  ImGui::PopStyleColor(4);
  ImGui::PopStyleVar(2);
  ImGui::PopFont();
  if (focused && !result.active) {
    list.AddRect({result.min.x - s.s2, result.min.y - s.s2}, {result.max.x + s.s2, result.max.y + s.s2}, colors().focus,
                 s.radius + s.s2, 0, s.s2);
  }
  if (spec.trailing != Icon::none) {
    const ItemState state =
        item_at({.key = "trailing", .label = spec.trailing_label, .disabled = field.disabled},
                {result.max.x - s.control + s.s2, result.min.y + s.s2}, {result.max.x - s.s2, result.max.y - s.s2});
    if (state.hovered) list.AddRectFilled(state.min, state.max, colors().hover, s.radius_small);
    draw_icon(list, spec.trailing, {std::round((state.min.x + state.max.x - s.icon) / 2), icon_y}, s.icon,
              state.hovered ? colors().text : colors().text_muted);
    tooltip_for(state, spec.trailing_label);
    result.trailing_clicked = state.clicked;
  }
  ImGui::SetCursorScreenPos(result.min);
  ImGui::Dummy({width, s.control});
  if (!field.error.empty()) {
    gap(s.s4);
    text_item("alert", field.error, TextStyle::caption, colors().negative, {});
  }
  ImGui::EndGroup();
  ImGui::PopID();
  return result;
}

}  // namespace sluice::app::ui

#include "app/widgets/text_area.h"

#include <algorithm>
#include <cmath>

#include <imgui_internal.h>

#include "app/theme.h"
#include "app/widgets/input.h"
#include "app/widgets/item.h"
#include "app/widgets/item_table.h"
#include "app/widgets/layout.h"
#include "app/widgets/leaded_font.h"
#include "app/widgets/picture.h"
#include "app/widgets/text.h"

namespace sluice::app::ui {
namespace {

struct AreaEdit {
  std::string* text;
  float width;
};

size_t breaks_before(std::string_view text, size_t at) {
  return static_cast<size_t>(std::count(text.begin(), text.begin() + static_cast<ptrdiff_t>(at), '\n'));
}

/// Where a place in the paragraph is once it is wrapped.
int place_in_wrapped(std::string_view text, size_t plain) {
  size_t at = 0;
  for (size_t passed = 0; at < text.size() && (passed < plain || text[at] == '\n'); ++at) {
    if (text[at] != '\n') ++passed;
  }
  return static_cast<int>(at);
}

/// The lines move with every letter, and the cursor with them.
void wrap_again(ImGuiInputTextCallbackData* data, float width) {
  const std::string_view before(data->Buf, static_cast<size_t>(data->BufTextLen));
  const auto cursor = static_cast<size_t>(data->CursorPos);
  const size_t plain = cursor - breaks_before(before, cursor);
  const std::string after = wrapped(unwrapped(before), width);
  if (after == before) return;
  data->DeleteChars(0, data->BufTextLen);
  data->InsertChars(0, after.c_str());
  data->CursorPos = data->SelectionStart = data->SelectionEnd = place_in_wrapped(after, plain);
}

int on_area_edit(ImGuiInputTextCallbackData* data) {
  const auto& context = *static_cast<AreaEdit*>(data->UserData);
  if (data->EventFlag == ImGuiInputTextFlags_CallbackResize) {
    context.text->resize(static_cast<size_t>(data->BufTextLen));
    data->Buf = context.text->data();
  } else if (data->EventFlag == ImGuiInputTextFlags_CallbackEdit) {
    wrap_again(data, context.width);
  }
  return 0;
}

}  // namespace

std::string wrapped(std::string_view text, float width) {
  ImFont* font = ImGui::GetFont();
  const float size = ImGui::GetFontSize();
  std::string result;
  const char* at = text.data();
  const char* const end = text.data() + text.size();
  while (at < end) {
    const char* stop = font->CalcWordWrapPosition(size, at, end, width);
    if (stop == at) ++stop;  // narrower than a letter
    while (stop < end && (static_cast<unsigned char>(*stop) & 0xC0) == 0x80) ++stop;
    while (stop < end && *stop == ' ') ++stop;  // blanks stay on the line that they end
    result.append(at, stop);
    if (stop < end) result += '\n';
    at = stop;
  }
  return result;
}

std::string unwrapped(std::string_view text) {
  std::string result;
  std::copy_if(text.begin(), text.end(), std::back_inserter(result), [](char c) { return c != '\n' && c != '\r'; });
  return result;
}

Edit text_area(const Field& spec, std::string& text) {
  const LeftOutOfPictures control;
  const Sizes& s = sizes();
  ImGui::PushID(spec.key.data(), spec.key.data() + spec.key.size());
  ImGui::BeginGroup();
  if (!spec.label.empty()) {
    muted(spec.label);
    gap(s.s4);
  }
  ImGui::PushFont(leaded_font(), kLeading * size_of(TextStyle::body));
  const float width = spec.width > 0 ? std::min(spec.width, available_width()) : available_width();
  const float inside = width - 2 * s.s12;
  // The scroll bar of Dear ImGui would take the room of a letter where the height is a line short.
  std::string lines = wrapped(text, inside - s.s4);
  const auto count = static_cast<float>(std::max<size_t>(3, breaks_before(lines, lines.size()) + 1));
  const float height = std::ceil(count * ImGui::GetTextLineHeight() + 2 * s.s8);
  const ImVec2 min = ImGui::GetCursorScreenPos(), max{min.x + width, min.y + height};
  const bool hovered = ImGui::IsMouseHoveringRect(min, max) && ImGui::IsWindowHovered();
  const bool was_active = ImGui::GetActiveID() == ImGui::GetID("##text");
  draw_input_frame(spec, min, max, was_active, hovered && !spec.disabled);
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {s.s12, s.s8});
  ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 0);
  for (const ImGuiCol slot : {ImGuiCol_FrameBg, ImGuiCol_FrameBgHovered, ImGuiCol_FrameBgActive, ImGuiCol_NavCursor}) {
    ImGui::PushStyleColor(slot, with_alpha(colors().surface, 0));
  }
  AreaEdit context{&lines, inside - s.s4};
  constexpr ImGuiInputTextFlags kFlags = ImGuiInputTextFlags_CallbackResize | ImGuiInputTextFlags_CallbackEdit |
                                         ImGuiInputTextFlags_NoHorizontalScroll |
                                         ImGuiInputTextFlags_CtrlEnterForNewLine;
  Edit edit = Edit::none;
  ImGui::BeginDisabled(spec.disabled);
  if (ImGui::InputTextMultiline("##text", lines.data(), lines.capacity() + 1, {width, height}, kFlags, on_area_edit,
                                &context)) {
    edit = Edit::changed;
  }
  if (ImGui::IsItemDeactivatedAfterEdit()) edit = Edit::committed;
  text = unwrapped(lines.c_str());
  if (text.empty() && !ImGui::IsItemActive()) {
    const ImVec2 at{min.x + s.s12, min.y + s.s8};
    draw_text_in(*ImGui::GetWindowDrawList(), TextStyle::body, at, {max.x - s.s12, at.y + ImGui::GetTextLineHeight()},
                 colors().text_muted, spec.hint);
  }
  annotate_last_item("textbox", spec.label.empty() ? spec.spoken : spec.label, spec.key, text);
  ImGui::EndDisabled();
  ImGui::PopStyleColor(4);
  ImGui::PopStyleVar(2);
  ImGui::PopFont();
  ImGui::EndGroup();
  ImGui::PopID();
  return edit;
}

}  // namespace sluice::app::ui

#include "app/widgets/tooltip.h"

#include <algorithm>
#include <utility>

#include "app/theme.h"
#include "app/widgets/context_state.h"
#include "app/widgets/item_table.h"
#include "app/widgets/surface.h"
#include "app/widgets/text.h"

namespace sluice::app::ui {
namespace {

constexpr float kNarrowest = 120;
constexpr float kWidestTooltip = 320;

bool begin_bubble() {
  const Sizes& s = sizes();
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {s.s12, s.s8 + s.s2});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, s.radius + s.s2);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, s.hairline);
  ImGui::PushStyleVar(ImGuiStyleVar_PopupBorderSize, s.hairline);
  const bool open = ImGui::BeginTooltip();
  if (open) draw_window_shadow(s.radius + s.s2);
  if (!open) ImGui::PopStyleVar(4);
  return open;
}

void end_bubble() {
  ImGui::EndTooltip();
  ImGui::PopStyleVar(4);
}

/// The frame whose next tooltip is to be announced.
struct TooltipToRead {
  int frame = -1;
};

std::string spoken_rows(const Tooltip& tip) {
  std::string text(tip.title);
  for (const TooltipRow& row : tip.rows) {
    if (!text.empty()) text += "; ";
    text += row.label.empty() ? row.value : row.label + ": " + row.value;
  }
  return text;
}

std::string spoken(const Tooltip& tip) {
  std::string text = spoken_rows(tip);
  if (!tip.note.empty()) text += (text.empty() ? "" : ". ") + std::string(tip.note);
  return text;
}

float width_of(const Tooltip& tip) {
  const Sizes& s = sizes();
  float width = kNarrowest;
  width = std::max(width, measure(TextStyle::emphasis, tip.title).x);
  for (const TooltipRow& row : tip.rows) {
    const float dot = row.color ? s.s16 : 0;
    width = std::max(width,
                     dot + measure(TextStyle::body, row.label).x + s.s24 + measure(TextStyle::emphasis, row.value).x);
  }
  if (!tip.note.empty()) width = std::max(width, std::min(kWidestTooltip, measure(TextStyle::caption, tip.note).x));
  return std::min(width, std::min(kWidestTooltip, ImGui::GetIO().DisplaySize.x - 4 * s.s12));
}

void draw_row(const TooltipRow& row, ImVec2 at, float width, float height) {
  const Sizes& s = sizes();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float value_width = std::min(measure(TextStyle::emphasis, row.value).x, width * 0.65f);
  float x = at.x;
  if (row.color) {
    list.AddCircleFilled({x + s.s4, at.y + height / 2}, s.s4, *row.color);
    x += s.s16;
  }
  const ImVec2 bottom_right = {at.x + width, at.y + height};
  draw_text_in(list, TextStyle::body, {x, at.y}, {bottom_right.x - value_width - s.s8, bottom_right.y},
               colors().text_muted, row.label);
  draw_text_in(list, TextStyle::emphasis, {bottom_right.x - value_width, at.y}, bottom_right, colors().text, row.value,
               Align::right);
}

}  // namespace

void read_out_next_tooltip() { context_state<TooltipToRead>().frame = ImGui::GetFrameCount(); }

void tooltip(const Tooltip& tip) {
  int& to_read = context_state<TooltipToRead>().frame;
  if (std::exchange(to_read, -1) == ImGui::GetFrameCount()) announce(spoken_rows(tip));
  if (!begin_bubble()) return;
  const float width = width_of(tip);
  const float row_height = line_height(TextStyle::body);
  const std::vector<std::string_view> title = wrap(TextStyle::emphasis, tip.title, width);
  const std::vector<std::string_view> note = wrap(TextStyle::caption, tip.note, width);
  const float title_height = tip.title.empty() ? 0 : row_height * static_cast<float>(title.size());
  const float note_gap = tip.rows.empty() && tip.title.empty() ? 0 : sizes().s4;
  const float note_height =
      tip.note.empty() ? 0 : note_gap + line_height(TextStyle::caption) * static_cast<float>(note.size());
  ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::Dummy({width, title_height + row_height * static_cast<float>(tip.rows.size()) + note_height});
  annotate_last_item("tooltip", spoken(tip), "tooltip");
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (!tip.title.empty()) {
    for (const std::string_view line : title) {
      draw_text_in(list, TextStyle::emphasis, at, {at.x + width, at.y + row_height}, colors().text, line);
      at.y += row_height;
    }
  }
  for (const TooltipRow& row : tip.rows) {
    draw_row(row, at, width, row_height);
    at.y += row_height;
  }
  if (!tip.note.empty()) {
    at.y += note_gap;
    const float leading = line_height(TextStyle::caption);
    for (const std::string_view line : note) {
      draw_text_in(list, TextStyle::caption, at, {at.x + width, at.y + leading}, colors().text_muted, line);
      at.y += leading;
    }
  }
  end_bubble();
}

void tooltip_for(const ItemState& item, const Tooltip& tip) {
  if ((item.hovered || item.focused) && !item.held) tooltip(tip);
}

void tooltip_for(const ItemState& item, std::string_view sentence) {
  if (!sentence.empty()) tooltip_for(item, Tooltip{.note = sentence});
}

void last_item_tooltip(const Tooltip& tip) {
  if (ImGui::IsItemHovered()) tooltip(tip);
}

void last_item_tooltip(std::string_view sentence) {
  if (!sentence.empty()) last_item_tooltip(Tooltip{.note = sentence});
}

}  // namespace sluice::app::ui

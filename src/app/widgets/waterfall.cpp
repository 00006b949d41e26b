#include "app/widgets/waterfall.h"

#include <algorithm>
#include <cmath>

#include <imgui_internal.h>

#include "app/theme.h"
#include "app/widgets/card.h"
#include "app/widgets/icon.h"
#include "app/widgets/item.h"
#include "app/widgets/item_table.h"
#include "app/widgets/layout.h"
#include "app/widgets/picture.h"
#include "app/widgets/text.h"

namespace sluice::app::ui {
namespace {

/// Where the parts of a row stand. `bar` is 0 where there is no room for one.
struct Columns {
  bool stacked = false;
  float label = 0, control = 0, bar = 0, count = 0, amount = 0, chevron = 0;
};

Columns columns_in(float width) {
  const Sizes& s = sizes();
  const float unit = s.control;
  const float inner = width - 2 * card_padding();
  Columns columns{.chevron = s.icon + s.s8};
  columns.stacked = inner < 17 * unit;
  if (columns.stacked) return columns;
  columns.count = 3 * unit;
  columns.amount = 4.5f * unit;
  columns.control = 7 * unit;
  // The control stands near the words that it belongs to; what is left over makes the bars longer.
  const float rest = inner - columns.count - columns.amount - columns.control - columns.chevron;
  columns.bar = rest - 8.5f * unit;
  if (columns.bar < 2 * unit) columns.bar = 0;
  columns.label = rest - columns.bar;
  return columns;
}

float row_height(const Columns& columns, bool has_control, bool has_amount) {
  const Sizes& s = sizes();
  if (!columns.stacked) return std::max(s.row, s.control + s.s8);
  const float text = line_height(TextStyle::body) + (has_amount ? line_height(TextStyle::caption) : 0);
  return std::max(s.row, text + 2 * s.s8) + (has_control ? s.control + s.s8 : 0);
}

Color bar_color(StepKind kind) {
  switch (kind) {
    case StepKind::total:
      return colors().accent;
    case StepKind::taken:
      return colors().warning;
    case StepKind::kept:
      return colors().border_strong;
  }
  return colors().accent;
}

/// A share too small to see is drawn two pixels wide.
void draw_bar(const WaterfallStep& spec, ImVec2 min, ImVec2 max) {
  const Sizes& s = sizes();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(min, max, mix(colors().track, colors().surface, 0.4f), s.radius_small);
  if (spec.empty) return;
  const float width = max.x - min.x;
  float from = min.x + width * static_cast<float>(std::clamp(spec.from, 0.0, 1.0));
  const float to = min.x + width * static_cast<float>(std::clamp(spec.to, 0.0, 1.0));
  from = std::max(min.x, std::min(from, to - s.s2));
  list.AddRectFilled({from, min.y}, {std::max(to, from + s.s2), max.y}, bar_color(spec.kind), s.radius_small);
}

Color ink_of(const WaterfallStep& spec) { return spec.empty ? colors().text_muted : colors().text; }

TextStyle style_of(const WaterfallStep& spec) {
  return spec.kind == StepKind::total ? TextStyle::emphasis : TextStyle::body;
}

void draw_chevron(const WaterfallStep& spec, ImVec2 min, ImVec2 max) {
  if (!spec.opens) return;
  const LeftOutOfPictures control;
  const float side = sizes().icon;
  draw_icon(*ImGui::GetWindowDrawList(), Icon::chevron_right, {max.x - side, std::round((min.y + max.y - side) / 2)},
            side, colors().text_muted);
}

/// One line: label, room for the control, bar, count, amount, chevron.
void draw_in_line(const WaterfallStep& spec, const Columns& columns, bool has_control, ImVec2 min, ImVec2 max) {
  const Sizes& s = sizes();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float indent = spec.kind == StepKind::total ? 0 : s.s16;
  float x = min.x + card_padding();
  const float label = columns.label + (has_control ? 0 : columns.control);
  draw_text_in(list, style_of(spec), {x + indent, min.y}, {x + label - s.s12, max.y}, ink_of(spec), spec.label);
  x += columns.label + columns.control;
  if (columns.bar > 0) {
    const float middle = std::round((min.y + max.y) / 2);
    draw_bar(spec, {x + s.s12, middle - s.s4}, {x + columns.bar - s.s12, middle + s.s4});
    x += columns.bar;
  }
  draw_text_in(list, style_of(spec), {x, min.y}, {x + columns.count, max.y}, ink_of(spec), spec.count, Align::right);
  x += columns.count;
  draw_text_in(list, style_of(spec), {x, min.y}, {x + columns.amount, max.y}, ink_of(spec), spec.amount, Align::right);
  draw_chevron(spec, min, {max.x - card_padding(), max.y});
}

/// Label and count on one line, the amount under the count: for narrow cards.
void draw_stacked(const WaterfallStep& spec, const Columns& columns, ImVec2 min, float text_bottom, float right_edge) {
  const Sizes& s = sizes();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float left = min.x + card_padding() + (spec.kind == StepKind::total ? 0 : s.s12);
  const float right = right_edge - card_padding() - columns.chevron;
  const float count_width = measure(style_of(spec), spec.count).x;
  const float amount_height = spec.amount.empty() ? 0 : line_height(TextStyle::caption);
  const float top = std::round((min.y + text_bottom - line_height(TextStyle::body) - amount_height) / 2);
  const float label_bottom = top + line_height(TextStyle::body);
  draw_text_in(list, style_of(spec), {right - count_width, top}, {right + 1, label_bottom}, ink_of(spec), spec.count);
  draw_text_in(list, style_of(spec), {left, top}, {right - count_width - s.s12, label_bottom}, ink_of(spec),
               spec.label);
  if (!spec.amount.empty()) {
    draw_text_in(list, TextStyle::caption, {left, label_bottom}, {right, label_bottom + amount_height},
                 colors().text_muted, spec.amount, Align::right);
  }
  draw_chevron(spec, {min.x, min.y}, {right_edge - card_padding(), text_bottom});
}

void draw_ground(const WaterfallStep& spec, const ItemState& state, ImVec2 min, ImVec2 max) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (spec.opened) {
    list.AddRectFilled(min, max, colors().accent_soft);
  } else if (spec.opens && state.hovered) {
    list.AddRectFilled(min, max, colors().hover);
  }
  list.AddRectFilled({min.x, max.y - sizes().hairline}, max, mix(colors().border, colors().surface, 0.3f));
}

/// The row apart from its control, which may have a tooltip of its own.
bool pointed_at(ImVec2 min, ImVec2 max, float control_from, float control_to) {
  if (!ImGui::IsWindowHovered() || !ImGui::IsMouseHoveringRect(min, max)) return false;
  const float x = ImGui::GetIO().MousePos.x;
  return x < control_from || x >= control_to;
}

}  // namespace

void waterfall_header(std::string_view count, std::string_view amount) {
  const Columns columns = columns_in(available_width());
  if (columns.stacked) return;  // there the figures stand under each other and say what they are
  const float height = line_height(TextStyle::caption);
  const ImVec2 min = ImGui::GetCursorScreenPos();
  const ImVec2 max = {min.x + available_width(), min.y + height};
  ImGui::Dummy({max.x - min.x, height});
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float amount_end = max.x - card_padding() - columns.chevron;
  const float count_end = amount_end - columns.amount;
  draw_text_in(list, TextStyle::caption_strong, min, {count_end, max.y}, colors().text_muted, count, Align::right);
  draw_text_in(list, TextStyle::caption_strong, min, {amount_end, max.y}, colors().text_muted, amount, Align::right);
}

bool waterfall_step(const WaterfallStep& spec, const std::function<void()>& control) {
  const Sizes& s = sizes();
  const float width = available_width();
  const Columns columns = columns_in(width);
  const float height = row_height(columns, control != nullptr, !spec.amount.empty());
  const ImVec2 min = ImGui::GetCursorScreenPos();
  const ImVec2 max = {min.x + width, min.y + height};
  const float text_bottom = columns.stacked && control ? max.y - s.control - s.s8 : max.y;

  bool clicked = false;
  bool focused = false;
  if (spec.opens) {
    // Beside the control, never under it: whoever presses the middle of an item means that item.
    const float left = control && !columns.stacked ? min.x + card_padding() + columns.label + columns.control : min.x;
    const ItemState state = item_at({.key = spec.key, .label = spec.spoken, .openable = true, .opened = spec.opened},
                                    {left, min.y}, {max.x, text_bottom});
    draw_ground(spec, state, min, max);
    clicked = state.clicked;
    focused = state.focused;
  } else {
    ImGui::Dummy({width, height});
    annotate_last_item("text", spec.spoken, spec.key, spec.count);
    ImGui::SetCursorScreenPos(min);
    draw_ground(spec, {}, min, max);
  }
  if (ImGui::IsRectVisible(min, max)) {
    if (columns.stacked) {
      draw_stacked(spec, columns, min, text_bottom, max.x);
    } else {
      draw_in_line(spec, columns, control != nullptr, min, max);
    }
  }
  const float beside = min.x + card_padding() + columns.label;
  const bool in_line = control && !columns.stacked;
  const bool pointed = pointed_at(min, {max.x, text_bottom}, beside, in_line ? beside + columns.control : beside);
  if (!spec.tip.title.empty() && (pointed || focused)) tooltip(spec.tip);
  if (control) {
    const float indent = card_padding() + (columns.stacked ? s.s12 : columns.label);
    const float y = columns.stacked ? text_bottom : std::round((min.y + max.y - s.control) / 2);
    ImGui::SetCursorScreenPos({min.x + indent, y});
    ImGui::BeginGroup();
    {
      Region region(columns.stacked ? width - indent - card_padding() : columns.control);
      control();
    }
    ImGui::EndGroup();
  }
  ImGui::SetCursorScreenPos(min);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});  // rows touch
  ImGui::Dummy({width, height});
  ImGui::PopStyleVar();
  return clicked;
}

}  // namespace sluice::app::ui

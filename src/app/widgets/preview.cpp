#include "app/widgets/preview.h"

#include <algorithm>
#include <cmath>

#include "app/theme.h"
#include "app/widgets/icon.h"
#include "app/widgets/item.h"
#include "app/widgets/item_table.h"
#include "app/widgets/layout.h"
#include "app/widgets/picture.h"
#include "app/widgets/take_along.h"
#include "app/widgets/tooltip.h"

namespace sluice::app::ui {
namespace {

constexpr size_t kMeasuredRows = 20;

float chip_height() { return line_height(TextStyle::caption) + sizes().s4 + (narrow_screen() ? sizes().s8 : 0); }
float header_height() { return line_height(TextStyle::caption_strong) + chip_height() + sizes().s16; }
float row_height() { return line_height(TextStyle::caption) + sizes().s8; }

std::string_view cell_at(const std::vector<std::string>& row, size_t column) {
  return column < row.size() ? std::string_view(row[column]) : std::string_view{};
}

const PreviewRemark* remark_on(const Preview& spec, size_t row, size_t column) {
  const auto of_row = std::lower_bound(spec.remarks.begin(), spec.remarks.end(), row,
                                       [](const PreviewRemark& remark, size_t wanted) { return remark.row < wanted; });
  const auto found = std::find_if(of_row, spec.remarks.end(), [&](const PreviewRemark& remark) {
    return remark.row != row || remark.column == column;
  });
  return found != spec.remarks.end() && found->row == row ? &*found : nullptr;
}

/// As wide as the widest of name, tag and the first rows' cells, within reason.
std::vector<float> widths_of(const Preview& spec, float available) {
  const float least = 2 * sizes().control, most = 7 * sizes().control;
  std::vector<float> widths;
  float total = 0;
  for (size_t i = 0; i < spec.columns.size(); ++i) {
    float widest = std::max(measure(TextStyle::caption_strong, spec.columns[i].name).x,
                            measure(TextStyle::caption_strong, spec.columns[i].tag).x + 2 * sizes().s16 + sizes().s4);
    for (size_t row = 0; row < std::min(spec.rows.size(), kMeasuredRows); ++row) {
      widest = std::max(widest, measure(TextStyle::caption, cell_at(spec.rows[row], i)).x);
    }
    widths.push_back(std::ceil(std::clamp(widest + 2 * sizes().s12, least, most)));
    total += widths.back();
  }
  if (total < available && !widths.empty()) {
    const float more = (available - total) / static_cast<float>(widths.size());
    for (float& width : widths) width += more;
  }
  return widths;
}

void draw_cell(ImDrawList& list, TextStyle style, ImVec2 min, ImVec2 max, Color color, std::string_view text,
               Align align) {
  draw_text_in(list, style, {min.x + sizes().s12, min.y}, {max.x - sizes().s12, max.y}, color, text, align);
}

/// Tinted, with a fold in its corner; the reason beside the pointer.
void draw_remark(ImDrawList& list, ImVec2 min, ImVec2 max, float top, std::string_view text) {
  const float fold = sizes().s8;
  min.y = std::max(min.y, top);
  if (min.y >= max.y) return;
  list.AddRectFilled(min, max, colors().warning_soft);
  list.AddTriangleFilled({max.x - fold, min.y}, {max.x, min.y}, {max.x, min.y + fold}, colors().warning);
  if (ImGui::IsWindowHovered() && ImGui::IsMouseHoveringRect(min, max)) tooltip({.note = text});
}

/// A pill with the meaning and a mark that it opens.
void draw_chip(ImDrawList& list, const PreviewColumn& column, const ItemState& state) {
  const Sizes& s = sizes();
  const float radius = (state.max.y - state.min.y) / 2;
  const Color hue = column.hue.empty() ? colors().border_strong : data_color(column.hue);
  list.AddRectFilled(state.min, state.max, state.hovered ? colors().hover : colors().surface, radius);
  list.AddRect(state.min, state.max, mix(hue, colors().surface, state.hovered ? 0.0f : 0.3f), radius);
  list.AddCircleFilled({state.min.x + s.s12, (state.min.y + state.max.y) / 2}, s.s4, hue);
  const float icon = s.s12;
  draw_icon(list, Icon::chevron_down, {state.max.x - s.s8 - icon, std::round((state.min.y + state.max.y - icon) / 2)},
            icon, colors().text_muted);
  draw_text_in(list, TextStyle::caption_strong, {state.min.x + s.s12 + s.s8, state.min.y},
               {state.max.x - s.s12 - icon, state.max.y}, column.faint ? colors().text_muted : colors().text,
               column.tag);
}

float role_chip_width(const PreviewColumn& column, float room) {
  return std::min(room, measure(TextStyle::caption_strong, column.tag).x + 2 * sizes().s16 + sizes().s16);
}

/// Name over chip; the meaning that was chosen.
std::optional<size_t> draw_header(const Preview& spec, size_t index, ImVec2 min, ImVec2 max) {
  const Sizes& s = sizes();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const PreviewColumn& column = spec.columns[index];
  list.AddRectFilled(min, max, column.hue.empty() ? colors().track : data_soft(column.hue));
  if (!column.hue.empty()) list.AddRectFilled({min.x, max.y - s.s2}, max, data_color(column.hue));
  const float name_bottom = min.y + s.s4 + line_height(TextStyle::caption_strong);
  draw_cell(list, TextStyle::caption_strong, {min.x, min.y + s.s4}, {max.x, name_bottom},
            column.faint ? colors().text_muted : colors().text, column.name, column.align);
  const float room = max.x - min.x - 2 * s.s8;
  const float width = role_chip_width(column, room);
  const float left = column.align == Align::right ? max.x - s.s8 - width : min.x + s.s8;
  const std::string key = std::string(spec.key) + ".role." + std::to_string(index + 1);
  ImGui::PushID(static_cast<int>(index));
  const ItemState state = item_at({.key = key,
                                   .role = "combobox",
                                   .label = column.spoken,
                                   .value = column.tag,
                                   .openable = true,
                                   .opened = ImGui::IsPopupOpen("list")},
                                  {left, name_bottom + s.s2}, {left + width, name_bottom + s.s2 + chip_height()});
  if (state.visible) draw_chip(list, column, state);
  if (state.clicked) ImGui::OpenPopup("list");
  const auto chosen = select_popup(key, spec.options, column.option, state.min, state.max);
  ImGui::PopID();
  return chosen;
}

void list_for_readers(const Preview& spec) {
  ScreenTable table{.caption = std::string(spec.caption), .test_key = std::string(spec.key), .header = {}, .rows = {}};
  for (const PreviewColumn& column : spec.columns) {
    table.header.push_back(std::string(column.name) + " (" + std::string(column.tag) + ")");
  }
  for (const std::vector<std::string>& row : spec.rows) {
    std::vector<std::string> cells;
    for (size_t i = 0; i < spec.columns.size(); ++i) cells.emplace_back(cell_at(row, i));
    table.rows.push_back(std::move(cells));
  }
  for (const PreviewRemark& remark : spec.remarks) {
    if (remark.row >= table.rows.size() || remark.column >= spec.columns.size()) continue;
    table.rows[remark.row][remark.column] += " (" + std::string(remark.text) + ")";
  }
  add_screen_table(std::move(table));
  TakeAlong::note_last_screen_table();
}

}  // namespace

std::optional<PreviewChoice> preview(const Preview& spec) {
  const LeftOutOfPictures copied_as_text;
  list_for_readers(spec);
  std::optional<PreviewChoice> choice;
  const float header = header_height();
  const float needed = header + static_cast<float>(spec.rows.size()) * row_height() + sizes().s16;
  const bool scrolls = spec.height > 0 && needed > spec.height;
  const std::vector<float> widths =
      widths_of(spec, available_width() - (scrolls ? ImGui::GetStyle().ScrollbarSize : 0.0f));
  float total = 0;
  for (const float width : widths) total += width;
  const std::string id = "##" + std::string(spec.key);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::PushStyleVar(ImGuiStyleVar_ChildRounding, 0.0f);
  const ImVec2 size{available_width(), spec.height > 0 ? std::min(spec.height, needed) : needed};
  if (ImGui::BeginChild(id.c_str(), size, ImGuiChildFlags_NavFlattened, ImGuiWindowFlags_HorizontalScrollbar)) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 origin = ImGui::GetCursorScreenPos();
    ImGui::Dummy({total, header + static_cast<float>(spec.rows.size()) * row_height()});
    const float top = ImGui::GetWindowPos().y;
    const float bottom = top + ImGui::GetWindowHeight();
    const float first_y = origin.y + header;
    const size_t first = static_cast<size_t>(std::max(0.0f, (top + header - first_y) / row_height()));
    const size_t last =
        std::min(spec.rows.size(), static_cast<size_t>(std::max(0.0f, (bottom - first_y) / row_height())) + 1);
    float x = origin.x;
    for (size_t column = 0; column < spec.columns.size(); ++column) {
      const PreviewColumn& looks = spec.columns[column];
      const Color ink = looks.faint ? colors().text_muted : colors().text;
      for (size_t row = first; row < last; ++row) {
        const float y = first_y + static_cast<float>(row) * row_height();
        if (const PreviewRemark* remark = remark_on(spec, row, column)) {
          draw_remark(list, {x, y}, {x + widths[column], y + row_height()}, top + header, remark->text);
        }
        draw_cell(list, TextStyle::caption, {x, y}, {x + widths[column], y + row_height()}, ink,
                  cell_at(spec.rows[row], column), looks.align);
      }
      const auto chosen = draw_header(spec, column, {x, top}, {x + widths[column], top + header});
      if (chosen) choice = PreviewChoice{column, *chosen};
      x += widths[column];
    }
    for (size_t row = first; row < last; ++row) {
      const float y = first_y + static_cast<float>(row) * row_height();
      if (y > top + header) list.AddRectFilled({origin.x, y}, {x, y + sizes().hairline}, colors().border);
    }
  }
  ImGui::EndChild();
  ImGui::PopStyleVar(2);
  return choice;
}

}  // namespace sluice::app::ui

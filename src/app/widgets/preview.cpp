#include "app/widgets/preview.h"

#include <algorithm>
#include <cmath>

#include "app/theme.h"
#include "app/widgets/item_table.h"
#include "app/widgets/layout.h"

namespace sluice::app::ui {
namespace {

constexpr size_t kMeasuredRows = 20;

float header_height() { return line_height(TextStyle::caption_strong) + line_height(TextStyle::caption) + sizes().s8; }
float row_height() { return line_height(TextStyle::caption) + sizes().s8; }

std::string_view cell_at(const std::vector<std::string>& row, size_t column) {
  return column < row.size() ? std::string_view(row[column]) : std::string_view{};
}

/// As wide as the widest of name, tag and the first rows' cells, within reason.
std::vector<float> widths_of(const Preview& spec, float available) {
  const float least = 2 * sizes().control, most = 7 * sizes().control;
  std::vector<float> widths;
  float total = 0;
  for (size_t i = 0; i < spec.columns.size(); ++i) {
    float widest = std::max(measure(TextStyle::caption_strong, spec.columns[i].name).x,
                            measure(TextStyle::caption, spec.columns[i].tag).x);
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

void draw_header(ImDrawList& list, const PreviewColumn& column, ImVec2 min, ImVec2 max) {
  list.AddRectFilled(min, max, column.hue.empty() ? colors().track : data_soft(column.hue));
  const float middle = min.y + sizes().s4 + line_height(TextStyle::caption_strong);
  draw_cell(list, TextStyle::caption_strong, {min.x, min.y + sizes().s4}, {max.x, middle},
            column.faint ? colors().text_muted : colors().text, column.name, column.align);
  draw_cell(list, TextStyle::caption, {min.x, middle}, {max.x, max.y - sizes().s4}, colors().text_muted, column.tag,
            column.align);
  if (!column.hue.empty()) {
    list.AddRectFilled({min.x, max.y - sizes().s2}, max, data_color(column.hue));
  }
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
  add_screen_table(std::move(table));
}

}  // namespace

void preview(const Preview& spec) {
  list_for_readers(spec);
  const std::vector<float> widths = widths_of(spec, available_width());
  float total = 0;
  for (const float width : widths) total += width;
  const float header = header_height();
  const float needed = header + static_cast<float>(spec.rows.size()) * row_height() + sizes().s16;
  const std::string id = "##" + std::string(spec.key);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::PushStyleVar(ImGuiStyleVar_ChildRounding, 0.0f);
  const ImVec2 size{available_width(), spec.height > 0 ? std::min(spec.height, needed) : needed};
  if (ImGui::BeginChild(id.c_str(), size, ImGuiChildFlags_None, ImGuiWindowFlags_HorizontalScrollbar)) {
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
        draw_cell(list, TextStyle::caption, {x, y}, {x + widths[column], y + row_height()}, ink,
                  cell_at(spec.rows[row], column), looks.align);
      }
      draw_header(list, looks, {x, top}, {x + widths[column], top + header});
      x += widths[column];
    }
    for (size_t row = first; row < last; ++row) {
      const float y = first_y + static_cast<float>(row) * row_height();
      if (y > top + header) list.AddRectFilled({origin.x, y}, {x, y + sizes().hairline}, colors().border);
    }
  }
  ImGui::EndChild();
  ImGui::PopStyleVar(2);
}

}  // namespace sluice::app::ui

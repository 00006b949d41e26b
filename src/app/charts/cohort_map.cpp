#include "app/charts/cohort_map.h"

#include <algorithm>
#include <cmath>

#include "app/charts/plot.h"
#include "app/i18n.h"
#include "app/theme.h"
#include "app/widgets/item_table.h"
#include "app/widgets/layout.h"
#include "app/widgets/picture.h"
#include "app/widgets/take_along.h"
#include "app/widgets/text.h"

namespace sluice::app::chart {
namespace {

struct CohortMapGeometry {
  float names = 0, sizes = 0;  ///< widths of the columns that stay
  float cell = 0, row = 0;
  float header = 0;
  float gap_after_means = 0;
  TextStyle text = TextStyle::body;  ///< of all cells, so that they are alike
  bool any_selected = false;         ///< the rows that are not are faint
  ImVec2 min{};                      ///< of what is scrolled: top left of the header
  ImVec2 view_min{}, view_max{};

  float left() const { return names + sizes; }
  float row_top(const CohortMap& data, size_t index) const {
    const bool behind_means = index > 0 && !data.rows.front().selectable;
    return min.y + header + row * static_cast<float>(index) + (behind_means ? gap_after_means : 0);
  }
  float column_left(size_t column) const { return min.x + left() + cell * static_cast<float>(column); }
  float total_width(const CohortMap& data) const { return left() + cell * static_cast<float>(data.columns); }
  float total_height(const CohortMap& data) const { return row_top(data, data.rows.size()) - min.y; }
};

float widest(const CohortMap& data, std::string CohortMapRow::*text, std::string_view title) {
  constexpr float kMostOfTheWidth = 0.35f;
  float width = ui::measure(TextStyle::caption_strong, title).x;
  for (const CohortMapRow& row : data.rows) width = std::max(width, ui::measure(TextStyle::body, row.*text).x);
  return std::min(std::ceil(width) + sizes().s12, std::floor(ui::available_width() * kMostOfTheWidth));
}

CohortMapGeometry make_geometry(const CohortMap& data) {
  const Sizes& s = sizes();
  constexpr float kNarrowestCell = 46, kWidestCell = 88, kCellForBody = 58;
  const float scale = ImGui::GetStyle().FontScaleMain;
  CohortMapGeometry g;
  g.names = widest(data, &CohortMapRow::label, data.row_title);
  g.sizes = widest(data, &CohortMapRow::size, data.size_title);
  const float room = ui::available_width() - g.left();
  g.cell = std::clamp(std::floor(room / static_cast<float>(std::max<size_t>(1, data.columns))), kNarrowestCell * scale,
                      kWidestCell * scale);
  if (g.cell < kCellForBody * scale) g.text = TextStyle::caption;
  g.row = narrow_screen() ? s.control - s.s4 : s.control;
  g.header = line_height(TextStyle::caption_strong) + line_height(TextStyle::caption) + s.s4;
  g.gap_after_means = s.s8;
  g.any_selected =
      std::any_of(data.rows.begin(), data.rows.end(), [](const CohortMapRow& row) { return row.selected; });
  return g;
}

void draw_header(const CohortMap& data, const CohortMapGeometry& g) {
  const Sizes& s = sizes();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float title = line_height(TextStyle::caption_strong);
  const float numbers = g.min.y + title;
  const float end = numbers + line_height(TextStyle::caption);
  const Color ink = colors().text_muted;
  ui::draw_text_in(list, TextStyle::caption_strong, {g.view_min.x + g.left() + s.s8, g.min.y}, {g.view_max.x, numbers},
                   ink, std::string(data.column_title) + " \u2192");
  ui::draw_text_in(list, TextStyle::caption_strong, {g.view_min.x, numbers}, {g.view_min.x + g.names, end}, ink,
                   data.row_title);
  ui::draw_text_in(list, TextStyle::caption_strong, {g.view_min.x + g.names, numbers},
                   {g.view_min.x + g.left() - s.s8, end}, ink, data.size_title, ui::Align::right);
  list.PushClipRect({g.view_min.x + g.left(), g.min.y}, g.view_max, true);
  for (size_t column = 0; column < data.columns; ++column) {
    const float x = g.column_left(column);
    ui::draw_text_in(list, TextStyle::caption, {x, numbers}, {x + g.cell, end}, ink, std::to_string(column),
                     ui::Align::center);
  }
  list.PopClipRect();
}

void draw_hatching(ImDrawList& list, ImVec2 min, ImVec2 max, Color ink) {
  const float step = sizes().s8, height = max.y - min.y;
  list.PushClipRect(min, max, true);
  for (float x = min.x - height; x < max.x; x += step) {
    list.AddLine({x, max.y}, {x + height, min.y}, ink, sizes().hairline);
  }
  list.PopClipRect();
}

Color fill_of(double share, bool complete, bool faint) {
  Color fill = sequential(std::clamp(share, 0.0, 1.0));
  if (!complete) fill = mix(fill, colors().surface, 0.6f);
  return faint ? mix(fill, colors().surface, 0.6f) : fill;
}

void draw_cell(const CohortMap& data, const CohortMapGeometry& g, size_t row, size_t column, bool faint, bool read) {
  const Sizes& s = sizes();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float top = g.row_top(data, row);
  const ImVec2 min{g.column_left(column) + 1, top + 1};
  const ImVec2 max{min.x + g.cell - s.s2, min.y + g.row - s.s2};
  const bool complete = column < data.rows[row].complete;
  const Color fill = fill_of(data.share(row, column), complete, faint);
  list.AddRectFilled(min, max, fill, s.radius_small);
  if (!complete) draw_hatching(list, min, max, with_alpha(colors().border_strong, 0.45f));
  const std::string text = data.text(row, column);
  const Color ink = text_on(fill);
  ui::draw_text_in(list, g.text, {min.x + s.s2, min.y}, {max.x - s.s2, max.y}, complete ? ink : with_alpha(ink, 0.75f),
                   text, ui::Align::center);
  if (read) list.AddRect({min.x - 1, min.y - 1}, {max.x + 1, max.y + 1}, colors().text, s.radius_small, 0, s.s2);
}

// Names and sizes stay where they are while the cells pass under them.
void draw_name(const CohortMap& data, const CohortMapGeometry& g, size_t index, bool hovered) {
  const Sizes& s = sizes();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const CohortMapRow& row = data.rows[index];
  const float top = g.row_top(data, index);
  const ImVec2 min{g.view_min.x, top}, max{g.view_min.x + g.left(), top + g.row};
  if (row.selected || (hovered && row.selectable)) {
    list.AddRectFilled(min, {max.x - s.s4, max.y}, row.selected ? colors().accent_soft : colors().hover,
                       s.radius_small);
  }
  const bool strong = row.selected || !row.selectable;
  ui::draw_text_in(list, strong ? TextStyle::emphasis : TextStyle::body, {min.x + s.s4, min.y},
                   {min.x + g.names, max.y}, colors().text, row.label);
  ui::draw_text_in(list, TextStyle::body, {min.x + g.names, min.y}, {max.x - s.s8, max.y}, colors().text_muted,
                   row.size, ui::Align::right);
}

// The cell under the pointer, or the one that the arrow keys have reached.
std::optional<size_t> read_cell(const CohortMap& data, const CohortMapGeometry& g, size_t row,
                                const ui::ItemState& state) {
  const size_t cells = data.rows[row].cells;
  if (const auto index = keyboard_index(state, cells, ImGui::GetID("column"))) {
    const float x = g.cell * static_cast<float>(*index) + g.left();
    ImGui::SetScrollFromPosX(x - ImGui::GetScrollX() + g.cell / 2, 0.5f);
    return index;
  }
  const float x = ImGui::GetIO().MousePos.x;
  if (!state.hovered || x < g.view_min.x + g.left()) return {};
  const auto column = static_cast<size_t>(std::max(0.0f, (x - g.column_left(0)) / g.cell));
  return column < cells ? std::optional(column) : std::nullopt;
}

std::string title_of(const CohortMap& data, size_t row, size_t column) {
  return data.rows[row].label + " \u00B7 " + data.column_name(column);
}

void show_tip(const CohortMap& data, size_t row, size_t column) {
  const std::string title = title_of(data, row, column);
  const std::vector<ui::TooltipRow> rows = data.tip(row, column);
  const bool complete = column < data.rows[row].complete;
  std::string note(data.note);
  if (!complete) note += (note.empty() ? "" : "\n") + std::string(data.legend_incomplete);
  ui::tooltip({.title = title, .rows = rows, .note = note});
}

/// Those in sight; `read` is marked.
void draw_cells(const CohortMap& data, const CohortMapGeometry& g, size_t index, std::optional<size_t> read) {
  const CohortMapRow& row = data.rows[index];
  const bool faint = g.any_selected && row.selectable && !row.selected;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.PushClipRect({g.view_min.x + g.left(), g.view_min.y}, g.view_max, true);
  for (size_t column = 0; column < row.cells; ++column) {
    const float x = g.column_left(column);
    if (x + g.cell < g.view_min.x + g.left() || x > g.view_max.x) continue;
    draw_cell(data, g, index, column, faint, read == column);
  }
  list.PopClipRect();
}

/// Whether a last column tells which cells are of a period that is not over: in a copy, whose cells are numbers only.
bool says_aside(const CohortMap& data) { return ui::TakeAlong::is_copying() && !data.legend_incomplete.empty(); }

std::string table_text(const CohortMap& data, size_t row, size_t column) {
  const std::optional<double> value = data.value(row, column);
  const std::string words = data.text(row, column);
  const std::string text = data.shares ? ui::table_share(value, words) : ui::table_number(value, words);
  const bool complete = column < data.rows[row].complete;
  return complete || says_aside(data) ? text : text + " (" + std::string(data.legend_incomplete) + ")";
}

/// The cell that the arrow keys have reached, for screen readers: they are told of it, not of its row.
void list_read_cell(const CohortMap& data, const CohortMapGeometry& g, size_t row, size_t column) {
  const std::string key = std::string(data.key) + "." + data.rows[row].id + "." + std::to_string(column);
  const float left = std::max(g.column_left(column), g.view_min.x + g.left());
  add_screen_item({.id = ImGui::GetID(key.c_str()),
                   .role = "img",
                   .label = title_of(data, row, column),
                   .value = table_text(data, row, column),
                   .test_key = key,
                   .x = left,
                   .y = g.row_top(data, row),
                   .w = std::max(0.0f, std::min(g.column_left(column) + g.cell, g.view_max.x) - left),
                   .h = g.row,
                   .focused = true});
}

bool draw_row(const CohortMap& data, const CohortMapGeometry& g, size_t index) {
  const CohortMapRow& row = data.rows[index];
  const float top = g.row_top(data, index);
  const std::string key = std::string(data.key) + "." + row.id;
  const ImVec2 max{std::min(g.view_max.x, g.column_left(row.cells)), top + g.row};
  const ui::ItemState state = ui::item_at({.key = key,
                                           .role = row.selectable ? "button" : "img",
                                           .label = row.label + ", " + std::string(data.size_title) + " " + row.size,
                                           .checkable = row.selectable,
                                           .checked = row.selected,
                                           .no_focus_ring = true},
                                          {g.view_min.x, top}, {std::max(max.x, g.view_min.x + g.left()), max.y});
  if (!state.visible) return false;
  const std::optional<size_t> read = read_cell(data, g, index, state);
  draw_cells(data, g, index, read);
  draw_name(data, g, index, state.hovered);
  if (state.focused) {
    draw_mark_focus(*ImGui::GetWindowDrawList(), {g.view_min.x + sizes().s2, top + sizes().s2},
                    {g.view_min.x + g.left() - sizes().s4, top + g.row - sizes().s2}, sizes().radius_small);
  }
  if (read) show_tip(data, index, *read);
  if (read && state.focused) list_read_cell(data, g, index, *read);
  return state.clicked && row.selectable;
}

// "0 ▒▒▒ 42%   ▨ not over yet"
void draw_legend(const CohortMap& data) {
  const Sizes& s = sizes();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float line = line_height(TextStyle::caption);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float right = at.x + ui::available_width();
  float x = at.x;
  const auto put = [&](std::string_view text) {
    if (text.empty()) return;
    ui::draw_text_in(list, TextStyle::caption, {x, at.y}, {right, at.y + line}, colors().text_muted, text);
    x += ui::measure(TextStyle::caption, text).x + s.s8;
  };
  const float middle = at.y + line / 2;
  const float bar = 3 * s.s24;
  constexpr int kSteps = 12;
  put(data.legend_title);
  put(data.legend_low);
  for (int step = 0; step < kSteps; ++step) {
    const float left = x + bar * static_cast<float>(step) / kSteps;
    list.AddRectFilled({left, middle - s.s4}, {left + bar / kSteps + 0.5f, middle + s.s4},
                       sequential(static_cast<double>(step) / (kSteps - 1)));
  }
  x += bar + s.s8;
  put(data.legend_high);
  ImGui::Dummy({x - at.x, line});
  if (data.legend_incomplete.empty()) return;
  const float width = s.s24 + s.s8 + ui::measure(TextStyle::caption, data.legend_incomplete).x;
  ui::same_line_if_fits(width, s.s16);
  const ImVec2 mark = ImGui::GetCursorScreenPos();
  const ImVec2 min{mark.x, mark.y + line / 2 - s.s8 + s.s2}, max{mark.x + s.s24, mark.y + line / 2 + s.s8 - s.s2};
  list.AddRectFilled(min, max, fill_of(0.4, false, false), s.radius_small);
  draw_hatching(list, min, max, with_alpha(colors().border_strong, 0.45f));
  ui::draw_text_in(list, TextStyle::caption, {max.x + s.s8, mark.y}, {mark.x + width + 1, mark.y + line},
                   colors().text_muted, data.legend_incomplete);
  ImGui::Dummy({width, line});
}

/// "11", "11, 12"
std::string incomplete_columns(const CohortMapRow& row) {
  std::string columns;
  for (size_t column = row.complete; column < row.cells; ++column) {
    columns += (columns.empty() ? "" : tr("list.separator")) + std::to_string(column);
  }
  return columns;
}

ScreenTable mirror_of(const CohortMap& data) {
  ScreenTable table{std::string(data.caption), std::string(data.key), {}, {}};
  table.header = {std::string(data.row_title), std::string(data.size_title)};
  for (size_t column = 0; column < data.columns; ++column) table.header.push_back(std::to_string(column));
  if (says_aside(data)) table.header.emplace_back(data.legend_incomplete);
  for (size_t row = 0; row < data.rows.size(); ++row) {
    const CohortMapRow& cohort = data.rows[row];
    std::vector<std::string> cells{cohort.label, ui::table_number(cohort.customers, cohort.size)};
    for (size_t column = 0; column < data.columns; ++column) {
      cells.push_back(column < cohort.cells ? table_text(data, row, column) : std::string());
    }
    if (says_aside(data)) cells.push_back(incomplete_columns(cohort));
    table.rows.push_back(std::move(cells));
  }
  return table;
}

/// All that the width has room for; the rest is scrolled. The row that was clicked.
std::optional<size_t> draw_in_view(const CohortMap& data, CohortMapGeometry g) {
  std::optional<size_t> clicked;
  const float width = ui::available_width();
  const bool scrolls = g.total_width(data) > width;
  const ImVec2 size{width, g.total_height(data) + (scrolls ? ImGui::GetStyle().ScrollbarSize + sizes().s4 : 0)};
  const std::string id = "##" + std::string(data.key);
  ImGui::PushStyleVar(ImGuiStyleVar_ChildRounding, 0.0f);
  ImGui::PushStyleColor(ImGuiCol_ChildBg, 0);
  if (ImGui::BeginChild(id.c_str(), size, ImGuiChildFlags_NavFlattened, ImGuiWindowFlags_HorizontalScrollbar)) {
    g.min = ImGui::GetCursorScreenPos();
    g.view_min = ImGui::GetWindowPos();
    g.view_max = {g.view_min.x + width, g.view_min.y + size.y};
    ImGui::Dummy({g.total_width(data), g.total_height(data)});
    draw_header(data, g);
    for (size_t row = 0; row < data.rows.size(); ++row) {
      if (draw_row(data, g, row)) clicked = row;
    }
  }
  ImGui::EndChild();
  ImGui::PopStyleColor();
  ImGui::PopStyleVar();
  return clicked;
}

/// The whole map, from `at`.
void draw_on_pictures(const CohortMap& data, CohortMapGeometry g, ImVec2 at) {
  const ui::OnlyOnPictures whole(g.total_width(data) - ui::available_width());
  if (!whole) return;
  g.min = g.view_min = at;
  g.view_max = {at.x + g.total_width(data), at.y + g.total_height(data)};
  draw_header(data, g);
  for (size_t row = 0; row < data.rows.size(); ++row) {
    draw_cells(data, g, row, {});
    draw_name(data, g, row, false);
  }
}

}  // namespace

CohortMapEvent cohort_map(const CohortMap& data) {
  CohortMapEvent event;
  if (data.rows.empty() || data.columns == 0) {
    draw_empty(data.key, data.caption, 4 * sizes().control);
    return event;
  }
  add_screen_table(mirror_of(data));
  const CohortMapGeometry g = make_geometry(data);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  if (g.total_width(data) > ui::available_width()) {
    {
      const ui::LeftOutOfPictures in_part;
      event.clicked = draw_in_view(data, g);
    }
    draw_on_pictures(data, g, at);
  } else {
    event.clicked = draw_in_view(data, g);
  }
  ui::gap(sizes().s8);
  draw_legend(data);
  return event;
}

}  // namespace sluice::app::chart

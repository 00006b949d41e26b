#include "app/widgets/table.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include <imgui_internal.h>

#include "app/charts/score.h"
#include "app/format.h"
#include "app/i18n.h"
#include "app/motion.h"
#include "app/theme.h"
#include "app/widgets/icon.h"
#include "app/widgets/item.h"
#include "app/widgets/item_table.h"
#include "app/widgets/layout.h"
#include "app/widgets/picture.h"
#include "app/widgets/scrollbar.h"
#include "app/widgets/table_copy.h"
#include "app/widgets/take_along.h"
#include "app/widgets/tooltip.h"

namespace sluice::app::ui {
namespace {

/// Everything that the parts of one table share while it is drawn.
struct Frame {
  const Table& spec;
  TableState& state;
  ColumnLayout layout;
  ImVec2 min{}, max{};  ///< of the whole
  float header_height = 0;
  float row_height = 0;
  ImVec2 body_min{}, body_max{};

  double content_height() const { return static_cast<double>(row_height) * static_cast<double>(spec.rows); }
  double body_height() const { return static_cast<double>(body_max.y - body_min.y); }
  /// The first column stays while the others pass under it, as long as it leaves them room.
  bool pinned() const { return scrolls_sideways() && layout.widths.front() <= (max.x - min.x) * 0.6f; }
  float pinned_right() const { return pinned() ? min.x + layout.widths.front() : min.x; }
  template <class Draw>
  void each_column(Draw draw) const {
    // First, as it is read and as Tab goes; the others are clipped where it stays.
    draw(size_t{0}, pinned() ? min.x : min.x - state.scroll_x, layout.widths.front());
    float x = min.x - state.scroll_x + layout.widths.front();
    ImGui::PushClipRect({pinned_right(), min.y}, max, true);
    for (size_t index = 1; index < layout.widths.size(); ++index) {
      if (layout.widths[index] <= 0) continue;
      draw(index, x, layout.widths[index]);
      x += layout.widths[index];
    }
    ImGui::PopClipRect();
  }
  bool scrolls() const { return content_height() > body_height() + 0.5; }
  bool scrolls_sideways() const { return layout.total > max.x - min.x + 0.5f; }
  double most_scroll() const { return std::max(0.0, content_height() - body_height()); }
  float row_top(uint64_t row) const {
    return body_min.y + static_cast<float>(static_cast<double>(row) * static_cast<double>(row_height) - state.scroll);
  }
};

float cell_padding() { return sizes().s12; }

bool is_selected(const Table& spec, uint64_t row) {
  return spec.is_selected ? spec.is_selected(row) : spec.selected == row;
}

/// A header is never cut: its text and its sort arrow count towards the column's least width.
std::vector<Column> with_header_widths(std::span<const Column> of_table) {
  std::vector<Column> columns(of_table.begin(), of_table.end());
  for (Column& column : columns) {
    const float arrow = column.sortable ? sizes().icon : 0;
    const float header = measure(TextStyle::caption_strong, column.label).x + 2 * cell_padding() + arrow;
    column.min_width = std::max(column.min_width * ImGui::GetStyle().FontScaleMain, header);
  }
  return columns;
}

void draw_header_cell(const Table& spec, size_t index, const ItemState& state) {
  const Sizes& s = sizes();
  const Column& column = spec.columns[index];
  const bool sorted = spec.sort && spec.sort->column == index;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (column.sortable && state.hovered) list.AddRectFilled(state.min, state.max, colors().hover);
  const float icon = s.icon - s.s4;
  const float arrow = column.sortable ? icon + s.s4 : 0;
  const float left = state.min.x + cell_padding(), right = state.max.x - cell_padding();
  const Color ink = sorted ? colors().text : colors().text_muted;
  const float text_width = std::min(measure(TextStyle::caption_strong, column.label).x, right - left);
  // The arrow stands beside the text, on its inner side for numbers, so that digits and header end together.
  float text_x = left;
  if (column.align == Align::right) text_x = right - text_width;
  if (column.align == Align::center) text_x = std::round((left + right - text_width) / 2);
  const float arrow_x = column.align == Align::right ? text_x - arrow : text_x + text_width + s.s4;
  draw_text_in(list, TextStyle::caption_strong, {text_x, state.min.y}, {text_x + text_width + 1, state.max.y}, ink,
               column.label);
  const float icon_y = std::round((state.min.y + state.max.y - icon) / 2);
  if (sorted) {
    draw_icon(list, spec.sort->descending ? Icon::arrow_down : Icon::arrow_up, {arrow_x, icon_y}, icon,
              colors().accent);
  } else if (column.sortable && state.hovered) {
    draw_icon(list, Icon::sort, {arrow_x, icon_y}, icon, colors().text_muted);
  }
  tooltip_for(state, column.tip);
}

std::string spoken_header(const Table& spec, size_t index) {
  if (!spec.sort || spec.sort->column != index) return std::string(spec.columns[index].label);
  return std::string(spec.columns[index].label) + ", " +
         tr(spec.sort->descending ? "table.sorted_descending" : "table.sorted_ascending");
}

/// What the keyboard has reached beyond an edge comes into sight with the next frame.
void scroll_sideways_to(const Frame& frame, float left, float width) {
  float& scroll = frame.state.scroll_x;
  const float before = scroll;
  scroll = std::max(scroll, before + left + width - frame.max.x);
  scroll = std::min(scroll, before + left - frame.pinned_right());
  if (scroll != before) request_animation();
}

std::optional<Sort> draw_header(const Frame& frame) {
  const Table& spec = frame.spec;
  const ImVec2 end = {frame.max.x, frame.min.y + frame.header_height};
  ImGui::PushClipRect(frame.min, end, true);
  std::optional<Sort> asked;
  frame.each_column([&](size_t index, float x, float width) {
    const Column& column = spec.columns[index];
    const std::string key = std::string(spec.key) + "." + std::string(column.key);
    const std::string label = spoken_header(spec, index);
    ImGui::PushItemFlag(ImGuiItemFlags_NoNav, !column.sortable && column.tip.empty());
    const ItemState state =
        item_at({.key = key, .role = "columnheader", .label = label}, {x, frame.min.y}, {x + width, end.y});
    ImGui::PopItemFlag();
    if (state.visible) draw_header_cell(spec, index, state);
    if (index > 0 && ImGui::GetCurrentContext()->NavJustMovedToId == state.id) scroll_sideways_to(frame, x, width);
    if (state.clicked && column.sortable) {
      const bool again = spec.sort && spec.sort->column == index;
      // Numbers are asked for from the largest, texts from A.
      asked = Sort{index, again ? !spec.sort->descending : column.align == Align::right};
    }
  });
  ImGui::PopClipRect();
  ImGui::GetWindowDrawList()->AddRectFilled({frame.min.x, end.y - sizes().hairline}, end, colors().border);
  return asked;
}

void draw_cell(const Cell& cell, const Column& column, ImVec2 min, ImVec2 max) {
  const Sizes& s = sizes();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  float left = min.x + cell_padding();
  const float right = max.x - cell_padding();
  if (cell.bar) {
    // Beside the number, never under it: a digit across the end of a bar reads badly.
    const float room = right - left - measure(TextStyle::body, "100.0%").x - s.s8;
    const float width = room * static_cast<float>(std::clamp(*cell.bar, 0.0, 1.0));
    const float inset = std::round((max.y - min.y) * 0.28f);
    constexpr float kTint = 0.45f;
    const Color hue = cell.color.empty() ? colors().accent : data_color(cell.color);
    if (*cell.bar > 0 && room > 0) {
      list.AddRectFilled({left, min.y + inset}, {left + std::max(width, s.s2), max.y - inset},
                         mix(colors().surface, hue, kTint), s.radius_small);
    }
  } else if (!cell.color.empty()) {
    list.AddCircleFilled({left + s.s4, (min.y + max.y) / 2}, s.s4, data_color(cell.color));
    left += s.s16;
  }
  if (cell.scores > 0) {
    chart::draw_score_dots(list, {left, (min.y + max.y) / 2}, cell.score, cell.scores, colors().accent);
    return;
  }
  const TextStyle style = cell.strong ? TextStyle::emphasis : TextStyle::body;
  draw_text_in(list, style, {left, min.y}, {right, max.y}, cell.muted ? colors().text_muted : colors().text, cell.text,
               column.align);
}

void draw_skeleton_cell(const Column& column, uint64_t row, ImVec2 min, ImVec2 max) {
  const float left = min.x + cell_padding(), right = max.x - cell_padding();
  // Lengths that differ from row to row look like text, and the same row always looks the same.
  const float share = 0.45f + 0.08f * static_cast<float>((row * 7 + static_cast<uint64_t>(left)) % 6);
  const float width = (right - left) * share;
  const float half = sizes().s4 + 1;
  const float y = (min.y + max.y) / 2;
  const float x = column.align == Align::right ? right - width : left;
  ImGui::GetWindowDrawList()->AddRectFilled({x, y - half}, {x + width, y + half}, colors().track, sizes().radius_small);
}

/// The column under a point of the body.
std::optional<size_t> column_at(const Frame& frame, float pointer) {
  std::optional<size_t> found;
  frame.each_column([&](size_t index, float x, float width) {
    const bool covered = index > 0 && pointer < frame.pinned_right();
    if (!covered && pointer >= x && pointer < x + width) found = index;
  });
  return found;
}

void draw_hover(const Frame& frame, float top, float bottom) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (!frame.spec.cells) return list.AddRectFilled({frame.min.x, top}, {frame.max.x, bottom}, colors().hover);
  const std::optional<size_t> pointed = column_at(frame, ImGui::GetIO().MousePos.x);
  frame.each_column([&](size_t index, float x, float width) {
    if (index == pointed) list.AddRectFilled({x, top}, {x + width, bottom}, colors().hover);
  });
}

void draw_focus(const Frame& frame, float top, float bottom) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const auto around = [&](float left, float right) {
    list.AddRect({left + 1, top + 1}, {right - 1, bottom - 1}, colors().focus, sizes().radius_small, 0, sizes().s2);
  };
  if (!frame.spec.cells) return around(frame.min.x, frame.max.x);
  frame.each_column([&](size_t index, float x, float width) {
    if (index == frame.state.focus_column) around(x, x + width);
  });
}

/// What the mirror says of one row; empty while it is not here yet.
struct MirrorRow {
  std::vector<std::string> texts, exact;
};

MirrorRow draw_row(const Frame& frame, uint64_t row, bool hovered, bool focused) {
  const Table& spec = frame.spec;
  const Sizes& s = sizes();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float top = std::round(frame.row_top(row));
  const float bottom = top + frame.row_height;
  const bool selected = is_selected(spec, row);
  if (selected) {
    list.AddRectFilled({frame.min.x, top}, {frame.max.x, bottom}, colors().accent_soft);
  } else if (hovered && spec.selectable) {
    draw_hover(frame, top, bottom);
  }
  if (row + 1 < spec.rows || frame.scrolls()) {
    list.AddRectFilled({frame.min.x, bottom - s.hairline}, {frame.max.x, bottom},
                       mix(colors().border, colors().surface, 0.3f));
  }
  const Row* cells = spec.row ? spec.row(row) : nullptr;
  frame.each_column([&](size_t index, float x, float width) {
    const ImVec2 min = {x, top}, max = {x + width, bottom};
    if (cells == nullptr) return draw_skeleton_cell(spec.columns[index], row, min, max);
    if (index < cells->size()) draw_cell((*cells)[index], spec.columns[index], min, max);
  });
  MirrorRow mirror;
  if (cells != nullptr) {
    for (size_t index = 0; index < std::min(cells->size(), frame.layout.widths.size()); ++index) {
      if (frame.layout.widths[index] <= 0) continue;
      mirror.texts.push_back((*cells)[index].text);
      mirror.exact.push_back((*cells)[index].exact);
    }
  }
  if (focused) draw_focus(frame, top, bottom);
  const std::string key = std::string(spec.key) + ".row." + std::to_string(row);
  std::string label;
  for (const std::string& text : mirror.texts) label += (label.empty() ? "" : ", ") + text;
  if (mirror.texts.empty()) label = tr("common.loading");
  add_screen_item({.id = ImGui::GetID(key.c_str()),
                   .role = "row",
                   .label = label,
                   .value = {},
                   .test_key = key,
                   .x = frame.min.x,
                   .y = std::max(top, frame.body_min.y),
                   .w = frame.max.x - frame.min.x,
                   .h = std::min(bottom, frame.body_max.y) - std::max(top, frame.body_min.y),
                   .checked = selected,
                   .focused = focused && !(spec.cells && frame.state.focus_column > 0)});
  return mirror;
}

/// What can be pressed in a table of pairs, by its row and column; cells that say nothing are none, but the keyboard
/// passes over them.
void list_cells(const Frame& frame, uint64_t row, const std::vector<std::string>& texts, bool row_focused) {
  const Table& spec = frame.spec;
  const float top = std::max(frame.row_top(row), frame.body_min.y);
  const float bottom = std::min(frame.row_top(row) + frame.row_height, frame.body_max.y);
  frame.each_column([&](size_t index, float x, float width) {
    if (index == 0 || index >= texts.size()) return;
    const bool focused = row_focused && frame.state.focus_column == index;
    const bool says_nothing = texts[index] == absent();
    if (says_nothing && !focused) return;
    const float left = std::max(x, frame.pinned_right()), right = std::min(x + width, frame.body_max.x);
    if (right <= left || bottom <= top) return;
    const std::string key =
        std::string(spec.key) + ".cell." + std::to_string(row) + "." + std::string(spec.columns[index].key);
    add_screen_item({.id = ImGui::GetID(key.c_str()),
                     .role = "gridcell",
                     .label = texts[0] + ", " + std::string(spec.columns[index].label),
                     .value = texts[index],
                     .test_key = key,
                     .x = left,
                     .y = top,
                     .w = right - left,
                     .h = bottom - top,
                     .disabled = says_nothing,
                     .focused = focused});
  });
}

/// How the figure under a pointer that rests was computed, with all its digits.
void explain_cell(const Frame& frame, uint64_t row) {
  constexpr float kRest = 0.5f;  // seconds: a tip at once would lie on the rows that somebody looks through
  const ImGuiContext& g = *ImGui::GetCurrentContext();
  const std::optional<size_t> pointed = column_at(frame, g.IO.MousePos.x);
  if (!pointed || frame.spec.columns[*pointed].tip.empty()) return;
  if (g.IO.MouseSource == ImGuiMouseSource_TouchScreen) return;  // a finger rests nowhere
  if (g.MouseStationaryTimer < kRest) return request_animation();
  const Row* cells = frame.spec.row ? frame.spec.row(row) : nullptr;
  if (cells == nullptr || *pointed >= cells->size()) return;
  const Column& column = frame.spec.columns[*pointed];
  const Cell& cell = (*cells)[*pointed];
  const TooltipRow figure{std::string(column.label), cell.exact.empty() ? cell.text : cell.exact, {}};
  tooltip({.title = cells->front().text, .rows = {&figure, 1}, .note = column.tip});
}

void scroll_to(Frame& frame, uint64_t row) {
  const double top = static_cast<double>(row) * static_cast<double>(frame.row_height);
  const double bottom = top + static_cast<double>(frame.row_height);
  frame.state.scroll = std::min(frame.state.scroll, top);
  frame.state.scroll = std::max(frame.state.scroll, bottom - frame.body_height());
}

/// Arrow keys belong to a table from the moment that it is clicked, before any key has made the focus visible.
bool has_keyboard(const ItemState& body) {
  const ImGuiContext& g = *ImGui::GetCurrentContext();
  return g.NavId == body.id && g.NavWindow != nullptr && g.NavWindow->RootWindow == g.CurrentWindow->RootWindow;
}

void move_focus(Frame& frame, const ItemState& body) {
  const Table& spec = frame.spec;
  for (const ImGuiKey key :
       {ImGuiKey_UpArrow, ImGuiKey_DownArrow, ImGuiKey_PageUp, ImGuiKey_PageDown, ImGuiKey_Home, ImGuiKey_End}) {
    own_key(body, key);
  }
  const int64_t page =
      std::max<int64_t>(1, static_cast<int64_t>(frame.body_height() / static_cast<double>(frame.row_height)) - 1);
  const int64_t last = static_cast<int64_t>(spec.rows) - 1;
  const uint64_t first_visible = static_cast<uint64_t>(frame.state.scroll / static_cast<double>(frame.row_height));
  if (!frame.state.focus || *frame.state.focus >= spec.rows) {
    frame.state.focus = std::min(spec.selected.value_or(first_visible), spec.rows - 1);
  }
  int64_t at = static_cast<int64_t>(*frame.state.focus);
  const int64_t before = at;
  if (pressed(body, ImGuiKey_UpArrow)) --at;
  if (pressed(body, ImGuiKey_DownArrow)) ++at;
  if (pressed(body, ImGuiKey_PageUp)) at -= page;
  if (pressed(body, ImGuiKey_PageDown)) at += page;
  if (pressed(body, ImGuiKey_Home)) at = 0;
  if (pressed(body, ImGuiKey_End)) at = last;
  at = std::clamp<int64_t>(at, 0, last);
  frame.state.focus = static_cast<uint64_t>(at);
  if (at != before) ImGui::SetNavCursorVisible(true);
  if (at != before) scroll_to(frame, static_cast<uint64_t>(at));
}

/// From cell to cell of a table of pairs; columns that have no room are passed over.
void move_focus_sideways(const Frame& frame, const ItemState& body) {
  size_t& column = frame.state.focus_column;
  for (const ImGuiKey key : {ImGuiKey_LeftArrow, ImGuiKey_RightArrow}) own_key(body, key);
  std::vector<size_t> shown;
  frame.each_column([&](size_t index, float, float) { shown.push_back(index); });
  auto at = std::lower_bound(shown.begin(), shown.end(), column);
  if (at == shown.end()) --at;
  const auto before = at;
  if (pressed(body, ImGuiKey_LeftArrow) && at != shown.begin()) --at;
  if (pressed(body, ImGuiKey_RightArrow) && at + 1 != shown.end()) ++at;
  column = *at;
  if (at == before) return;
  ImGui::SetNavCursorVisible(true);
  frame.each_column([&](size_t index, float x, float width) {
    if (index == column && index > 0) scroll_sideways_to(frame, x, width);
  });
}

void scroll_by_wheel(Frame& frame, const ItemState& body) {
  if (!body.hovered && !ImGui::IsMouseHoveringRect(frame.body_min, frame.body_max)) return;
  if (!ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem)) return;
  // As far as Dear ImGui scrolls its windows for one notch, so that the page and the table feel the same.
  const float notch = 5 * ImGui::GetFontSize();
  const ImGuiIO& io = ImGui::GetIO();
  if (frame.scrolls()) {
    ImGui::SetKeyOwner(ImGuiKey_MouseWheelY, body.id);
    frame.state.scroll -= static_cast<double>(io.MouseWheel * notch);
  }
  if (frame.scrolls_sideways()) {
    ImGui::SetKeyOwner(ImGuiKey_MouseWheelX, body.id);
    frame.state.scroll_x -= io.MouseWheelH * notch;
  }
}

float bar_thickness() { return sizes().s12; }

/// What lies beyond an edge shows as a shadow on it.
void draw_edge_shadow(const Frame& frame) {
  if (!frame.scrolls_sideways()) return;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float width = sizes().s12;
  const Color dark = with_alpha(colors().shadow, dark_theme() ? 0.5f : 0.12f), none = with_alpha(colors().shadow, 0);
  const float most = frame.layout.total - (frame.max.x - frame.min.x);
  const float left = frame.pinned_right(), right = frame.body_max.x;
  if (frame.state.scroll_x > 0.5f) {
    list.AddRectFilledMultiColor({left, frame.min.y}, {left + width, frame.body_max.y}, dark, none, none, dark);
  }
  if (frame.state.scroll_x < most - 0.5f) {
    list.AddRectFilledMultiColor({right - width, frame.min.y}, {right, frame.body_max.y}, none, dark, dark, none);
  }
}

void draw_scrollbars(Frame& frame) {
  const float thickness = bar_thickness();
  if (frame.scrolls()) {
    const std::string key = std::string(frame.spec.key) + ".scroll";
    frame.state.scroll = scrollbar(key, {frame.body_max.x, frame.body_min.y}, {frame.max.x, frame.body_max.y},
                                   frame.content_height(), frame.body_height(), frame.state.scroll);
  }
  if (frame.scrolls_sideways()) {
    const std::string key = std::string(frame.spec.key) + ".scroll_x";
    frame.state.scroll_x = static_cast<float>(
        scrollbar(key, {frame.min.x, frame.max.y - thickness}, {frame.max.x - thickness, frame.max.y},
                  static_cast<double>(frame.layout.total), static_cast<double>(frame.max.x - frame.min.x),
                  static_cast<double>(frame.state.scroll_x)));
  }
}

Frame make_frame(const Table& spec, TableState& state) {
  const Sizes& s = sizes();
  Frame frame{.spec = spec, .state = state, .layout = {}};
  const float width = available_width();
  frame.header_height = s.row - s.s4;
  frame.row_height = s.row;
  frame.layout = layout_columns(with_header_widths(spec.columns), width);
  const float natural = frame.header_height + static_cast<float>(std::min<double>(frame.content_height(), 1e6)) +
                        (frame.layout.total > width + 0.5f ? bar_thickness() : 0);
  const float least = frame.header_height + 2 * frame.row_height;
  const float height = spec.height > 0 ? std::max(spec.height, least) : std::max(natural, least);
  frame.min = ImGui::GetCursorScreenPos();
  frame.max = {frame.min.x + width, frame.min.y + height};
  frame.body_min = {frame.min.x, frame.min.y + frame.header_height};
  frame.body_max = frame.max;
  // Scrollbars stand beside the rows, not on them: a row and a bar never contend for one click.
  if (frame.scrolls_sideways()) frame.body_max.y -= bar_thickness();
  if (frame.scrolls()) frame.body_max.x -= bar_thickness();
  return frame;
}

}  // namespace

bool columns_fit(std::span<const Column> columns, float width) {
  return layout_columns(with_header_widths(columns), width, true).total <= width;
}

TableEvent table(const Table& spec, TableState& state) {
  const LeftOutOfPictures copied_as_text;
  Frame frame = make_frame(spec, state);
  TableEvent event;
  ImGui::PushID(spec.key.data(), spec.key.data() + spec.key.size());
  event.sort = draw_header(frame);
  const std::string_view nothing = spec.empty_text.empty() ? tr("table.empty") : spec.empty_text;
  const ItemState body = item_at({.key = spec.key,
                                  .role = "grid",
                                  .label = spec.caption,
                                  .value = spec.rows == 0 ? nothing : std::string_view(),
                                  .no_focus_ring = true},
                                 frame.body_min, frame.body_max);
  if (spec.rows == 0) {
    draw_text_in(*ImGui::GetWindowDrawList(), TextStyle::body, frame.body_min, frame.body_max, colors().text_muted,
                 nothing, Align::center);
  } else {
    scroll_by_wheel(frame, body);
    if (has_keyboard(body)) {
      move_focus(frame, body);
      if (spec.cells) move_focus_sideways(frame, body);
      if (ImGui::IsKeyChordPressed(ImGuiMod_Ctrl | ImGuiKey_C)) copy_table(spec);
    }
  }
  state.scroll = std::clamp(state.scroll, 0.0, frame.most_scroll());
  state.scroll_x = std::clamp(state.scroll_x, 0.0f, std::max(0.0f, frame.layout.total - (frame.max.x - frame.min.x)));

  const double row_height = static_cast<double>(frame.row_height);
  event.first_visible = static_cast<uint64_t>(state.scroll / row_height);
  event.last_visible =
      std::min(spec.rows, static_cast<uint64_t>(std::ceil((state.scroll + frame.body_height()) / row_height)));
  const float pointer = ImGui::GetIO().MousePos.y;
  std::optional<uint64_t> under_pointer;
  if (body.hovered && pointer >= frame.body_min.y && pointer < frame.body_max.y) {
    const double at = (static_cast<double>(pointer - frame.body_min.y) + state.scroll) / row_height;
    if (at < static_cast<double>(spec.rows)) under_pointer = static_cast<uint64_t>(at);
  }
  ScreenTable mirror{.caption = std::string(spec.caption), .test_key = std::string(spec.key), .header = {}, .rows = {}};
  for (size_t index = 0; index < spec.columns.size(); ++index) {
    if (frame.layout.widths[index] > 0) mirror.header.emplace_back(spec.columns[index].label);
  }
  ImGui::PushClipRect(frame.body_min, frame.body_max, true);
  for (uint64_t row = event.first_visible; body.visible && row < event.last_visible; ++row) {
    const bool focused = body.focused && state.focus == row;
    MirrorRow drawn = draw_row(frame, row, under_pointer == row, focused);
    if (spec.cells) list_cells(frame, row, drawn.texts, focused);
    if (drawn.texts.empty()) continue;
    mirror.rows.push_back(std::move(drawn.texts));
    mirror.exact.push_back(std::move(drawn.exact));
  }
  const auto says_nothing = [](const std::vector<std::string>& row) {
    return std::all_of(row.begin(), row.end(), [](const std::string& text) { return text.empty(); });
  };
  if (std::all_of(mirror.exact.begin(), mirror.exact.end(), says_nothing)) mirror.exact.clear();
  ImGui::PopClipRect();
  add_screen_table(std::move(mirror));
  TakeAlong::note_table(spec);
  if (body.clicked && spec.selectable && spec.rows > 0) {
    const bool by_key = body.focused && !ImGui::IsMouseReleased(ImGuiMouseButton_Left);
    event.clicked = by_key ? state.focus : under_pointer;
    if (spec.cells) event.clicked_column = by_key ? state.focus_column : column_at(frame, ImGui::GetIO().MousePos.x);
    if (event.clicked) state.focus = event.clicked;
    state.focus_column = event.clicked_column.value_or(0);
  }
  if (under_pointer && !body.held) explain_cell(frame, *under_pointer);
  draw_edge_shadow(frame);
  draw_scrollbars(frame);
  if (const auto missing = collect_rows(spec)) std::tie(event.first_visible, event.last_visible) = *missing;
  ImGui::PopID();
  ImGui::Dummy({frame.max.x - frame.min.x, frame.max.y - frame.min.y});
  return event;
}

}  // namespace sluice::app::ui

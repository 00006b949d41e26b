#include "app/widgets/layout.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <vector>

#include <imgui_internal.h>

#include "app/motion.h"
#include "app/theme.h"
#include "app/widgets/grid_state.h"

namespace sluice::app::ui {
namespace {

/// Pages and scroll areas that have begun; a stack, because they nest.
struct OpenPage {
  std::unique_ptr<Region> region;
};
std::vector<OpenPage>& open_pages() {
  static std::vector<OpenPage> pages;
  return pages;
}

std::vector<GridState*>& open_grids() {
  static std::vector<GridState*> grids;
  return grids;
}

/// Heights of the rows of each grid in the last frame: cards of one row grow to them.
std::unordered_map<ImGuiID, std::vector<float>>& row_heights() {
  static std::unordered_map<ImGuiID, std::vector<float>> heights;
  return heights;
}

ImGuiID id_of(std::string_view key) { return ImGui::GetCurrentWindow()->GetID(key.data(), key.data() + key.size()); }

}  // namespace

float available_width() { return std::max(0.0f, ImGui::GetContentRegionAvail().x); }

void hold_scroll_here(std::string_view key, bool begin) {
  constexpr float kNotHeld = -1;
  ImGuiStorage& storage = *ImGui::GetStateStorage();
  const ImGuiID id = id_of(key);
  const float held = storage.GetFloat(id, kNotHeld);
  if (!begin) {
    if (held == kNotHeld) return;
    const bool moved = std::abs(ImGui::GetScrollY() - std::min(held, ImGui::GetScrollMaxY())) > 1;
    if (moved || ImGui::IsAnyMouseDown()) return storage.SetFloat(id, kNotHeld);
  }
  const float here = ImGui::GetCursorPosY();
  storage.SetFloat(id, here);
  if (here != held) ImGui::SetScrollY(here);
}

bool in_sight(float height) { return ImGui::IsRectVisible({available_width(), height}); }

Region::Region(float width) {
  ImGuiWindow& window = *ImGui::GetCurrentWindow();
  work_right_ = window.WorkRect.Max.x;
  content_right_ = window.ContentRegionRect.Max.x;
  window.WorkRect.Max.x = window.ContentRegionRect.Max.x = window.DC.CursorPos.x + std::max(0.0f, width);
  window.DC.IsSameLine = false;  // what comes first begins a line of its own, though the region stand beside another
}

Region::~Region() {
  ImGuiWindow& window = *ImGui::GetCurrentWindow();
  window.WorkRect.Max.x = work_right_;
  window.ContentRegionRect.Max.x = content_right_;
}

bool begin_page(std::string_view key, float beside) {
  ImVec2 size = ImGui::GetContentRegionAvail();
  size.x -= beside;
  const bool visible = ImGui::BeginChild(id_of(key), size, ImGuiChildFlags_NavFlattened);
  const float padding = narrow_screen() ? sizes().s16 : sizes().s24;
  // From the outer width, so that a scrollbar that comes and goes never moves the content.
  const float width = std::min(ImGui::GetWindowSize().x - 2 * padding, sizes().page_max);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::SetCursorScreenPos({at.x + std::floor((ImGui::GetWindowSize().x - width) / 2), at.y + padding});
  ImGui::BeginGroup();
  open_pages().push_back({std::make_unique<Region>(width)});
  return visible;
}

void end_page() {
  open_pages().pop_back();
  ImGui::EndGroup();
  ImGui::Dummy({0, narrow_screen() ? sizes().s16 : sizes().s24});
  ImGui::EndChild();
}

bool begin_scroll_area(std::string_view key, ImVec2 size) {
  return ImGui::BeginChild(id_of(key), size, ImGuiChildFlags_NavFlattened);
}

void end_scroll_area() { ImGui::EndChild(); }

int columns_for(float width, float min_width, int most) {
  const float gap = sizes().s16;
  const int fitting = static_cast<int>((width + gap) / (std::max(min_width, 1.0f) + gap));
  return std::clamp(fitting, 1, std::max(1, most));
}

struct Grid::State : GridState {
  std::unique_ptr<Region> region;
  bool open = false;

  void end_cell() {
    if (!open) return;
    region.reset();
    ImGui::EndGroup();
    height = std::max(height, ImGui::GetItemRectSize().y - stretched);
    open = false;
  }

  void end_row() {
    if (row < heights.size() && std::abs(heights[row] - height) > 0.5f) changed = true;
    if (row >= heights.size()) {
      heights.push_back(height);
      changed = true;
    }
    heights[row] = height;
    top += height + gap;
    ++row;
    height = 0;
    column = 0;
  }
};

Grid::Grid(const GridSpec& spec) : state_(std::make_unique<State>()) {
  State& s = *state_;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  s.id = id_of(spec.key);
  s.gap = sizes().s16;
  s.left = at.x;
  s.top = s.origin = at.y;
  s.width = available_width();
  s.columns = columns_for(s.width, spec.min_column * ImGui::GetStyle().FontScaleMain, spec.most);
  if (spec.items > s.columns) {
    const int rows = (spec.items + s.columns - 1) / s.columns;
    s.columns = (spec.items + rows - 1) / rows;
  }
  s.equal_heights = spec.equal_heights;
  s.heights = row_heights()[s.id];
  open_grids().push_back(&s);
}

Grid::~Grid() {
  State& s = *state_;
  s.end_cell();
  if (s.column > 0) s.end_row();
  if (s.heights.size() > s.row) s.heights.resize(s.row);
  row_heights()[s.id] = s.heights;
  if (s.changed) request_animation();
  open_grids().pop_back();
  ImGui::SetCursorScreenPos({s.left, s.origin});
  ImGui::Dummy({s.width, std::max(0.0f, s.top - s.gap - s.origin)});
}

void Grid::next(int span) {
  State& s = *state_;
  s.end_cell();
  span = std::clamp(span, 1, s.columns);
  if (s.column + span > s.columns) s.end_row();
  const float one = (s.width - s.gap * static_cast<float>(s.columns - 1)) / static_cast<float>(s.columns);
  const float x = std::round(s.left + (one + s.gap) * static_cast<float>(s.column));
  const float right = std::round(x + one * static_cast<float>(span) + s.gap * static_cast<float>(span - 1));
  s.cell_width = std::min(right, s.left + s.width) - x;
  s.column += span;
  s.stretched = 0;
  s.grown = 0;
  s.cell_taken = false;
  ImGui::SetCursorScreenPos({x, s.top});
  ImGui::BeginGroup();
  s.region = std::make_unique<Region>(s.cell_width);
  s.open = true;
}

int Grid::columns() const { return state_->columns; }
float Grid::cell_width() const { return state_->cell_width; }
float Grid::row_height() const { return state_->row < state_->heights.size() ? state_->heights[state_->row] : 0; }

GridState* current_grid() { return open_grids().empty() ? nullptr : open_grids().back(); }

void same_line(float gap) { ImGui::SameLine(0, gap < 0 ? sizes().s8 : gap); }

bool same_line_if_fits(float width, float gap) {
  const float distance = gap < 0 ? sizes().s8 : gap;
  const float right = ImGui::GetItemRectMax().x + distance + width;
  if (right > ImGui::GetCurrentWindow()->WorkRect.Max.x + 0.5f) return false;
  same_line(distance);
  return true;
}

void align_right(float width) {
  ImGuiWindow& window = *ImGui::GetCurrentWindow();
  window.DC.CursorPos.x = std::max(window.DC.CursorPos.x, window.WorkRect.Max.x - width);
}

void align_center(float width) {
  ImGui::GetCurrentWindow()->DC.CursorPos.x += std::max(0.0f, std::floor((available_width() - width) / 2));
}

void align_middle(float height) {
  ImGui::GetCurrentWindow()->DC.CursorPos.y += std::max(0.0f, std::round((sizes().control - height) / 2));
}

float fill_height(float least, float most) {
  GridState* grid = current_grid();
  if (grid == nullptr || !grid->cell_taken || grid->row >= grid->heights.size()) return least;
  const float scale = ImGui::GetStyle().FontScaleMain;
  const float room = grid->top + grid->heights[grid->row] - sizes().s16 - ImGui::GetCursorScreenPos().y;
  const float limit = most > 0 ? std::min(room, most * scale) : room;
  const float extra = std::max(0.0f, std::floor(limit - least * scale));
  grid->grown += extra;
  return least + extra / scale;
}

void bring_into_view(float height) {
  const float bottom = ImGui::GetWindowPos().y + ImGui::GetWindowHeight();
  if (ImGui::GetCursorScreenPos().y + height <= bottom) return;
  // Not SetScrollHereY, which goes by the item above.
  ImGui::SetScrollFromPosY(ImGui::GetCursorPosY() - ImGui::GetScrollY(), 0);
}

void gap(float height) { ImGui::GetCurrentWindow()->DC.CursorPos.y += height - ImGui::GetStyle().ItemSpacing.y; }

void divider() {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = available_width();
  ImGui::Dummy({width, sizes().hairline});
  ImGui::GetWindowDrawList()->AddRectFilled(at, {at.x + width, at.y + sizes().hairline}, colors().border);
}

}  // namespace sluice::app::ui

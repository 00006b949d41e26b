#include "app/widgets/card.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <unordered_map>

#include <imgui_internal.h>

#include "app/motion.h"
#include "app/theme.h"
#include "app/widgets/grid_state.h"
#include "app/widgets/item_table.h"
#include "app/widgets/layout.h"
#include "app/widgets/picture.h"
#include "app/widgets/surface.h"
#include "app/widgets/take_along.h"
#include "app/widgets/text.h"
#include "app/widgets/tooltip.h"

namespace sluice::app::ui {
namespace {

/// Width of a card's actions in the last frame, to put them at the right of the title.
float& actions_width(ImGuiID id) {
  static std::unordered_map<ImGuiID, float> widths;
  return widths[id];
}

void draw_title(const CardSpec& spec) {
  if (spec.title.empty()) return;
  text_item("heading", spec.title, TextStyle::emphasis, colors().text, spec.key);
  if (!spec.tip.empty()) {
    same_line(sizes().s4);
    info_tip("tip", spec.tip);
  }
}

/// A line under the title; where it ends.
float draw_line_under(std::string_view text) {
  gap(sizes().s4);
  paragraph_muted(text, TextStyle::caption);
  return ImGui::GetItemRectMax().y;
}

/// Where the menu stands on the screen.
void draw_about(const CardSpec& spec, ImVec2 at) {
  const OnlyOnPictures on_picture;
  if (!on_picture || spec.about.empty()) return;
  const ImVec2 title = measure(TextStyle::emphasis, spec.title);
  draw_text_in(*ImGui::GetWindowDrawList(), TextStyle::caption, {at.x + title.x + sizes().s16, at.y},
               {at.x + available_width(), at.y + title.y}, colors().text_muted, spec.about, Align::right);
}

/// What a picture of the card is called.
std::string picture_title(const CardSpec& spec) {
  return spec.about.empty() ? std::string(spec.title) : std::string(spec.about) + " \u2013 " + std::string(spec.title);
}

float small_control() { return std::round(sizes().control * 0.875f); }

/// How far a small control reaches over and under a line of the title.
float control_lift() { return std::round((small_control() - size_of(TextStyle::emphasis)) / 2); }

/// Title and actions share a line where both fit; what the card can be taken along as stands at its right end.
void draw_header(const CardSpec& spec, ImGuiID id, TakeAlong& take_along) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float whole_width = available_width();
  const float width = whole_width - (take_along.offers() ? small_control() : 0);
  if (take_along.offers()) {
    ImGui::SetCursorScreenPos({at.x + width, at.y - control_lift()});
    take_along.menu();
    ImGui::SetCursorScreenPos(at);
  }
  draw_about(spec, at);
  const float title_width = measure(TextStyle::emphasis, spec.title).x + (spec.tip.empty() ? 0 : sizes().s24);
  float& known = actions_width(id);
  const bool beside = spec.actions && title_width + sizes().s16 + known <= width;
  {
    Region region(beside ? width - known - sizes().s8 : width);
    draw_title(spec);
  }
  float bottom = ImGui::GetItemRectMax().y;
  {
    Region region(beside ? width - known - sizes().s8 : width);
    if (!spec.subtitle.empty()) bottom = draw_line_under(spec.subtitle);
    const LeftOutOfPictures for_the_hand;
    if (!spec.hint.empty()) bottom = draw_line_under(spec.hint);
  }
  if (spec.actions) {
    const LeftOutOfPictures controls;
    const float lift = control_lift();
    ImGui::SetCursorScreenPos(beside ? ImVec2(at.x + width - known, at.y - lift) : ImVec2(at.x, bottom + sizes().s8));
    ImGui::BeginGroup();
    {
      Region region(beside ? width
                           : whole_width);  // its own width, not what was known of it: the two meet in the next frame
      spec.actions();
    }
    ImGui::EndGroup();
    const ImVec2 size = ImGui::GetItemRectSize();
    if (std::abs(size.x - known) > 0.5f) request_animation();
    known = size.x;
    bottom = std::max(bottom, beside ? ImGui::GetItemRectMax().y - lift : ImGui::GetItemRectMax().y);
  }
  ImGui::SetCursorScreenPos({at.x, bottom + sizes().s12});
}

}  // namespace

float card_padding() { return sizes().s16; }

struct Card::State {
  ImVec2 start{};
  float width = 0;
  float padding = 0;
  bool flush = false;
  bool flat = false;
  ImDrawListSplitter splitter;
  std::unique_ptr<Region> region;
  std::unique_ptr<TakeAlong> take_along;
  GridState* grid = nullptr;  ///< whose cell this card fills
};

Card::Card(const CardSpec& spec) : state_(std::make_unique<State>()) {
  State& s = *state_;
  ImDrawList* list = ImGui::GetWindowDrawList();
  ImGui::PushID(spec.key.data(), spec.key.data() + spec.key.size());
  s.start = ImGui::GetCursorScreenPos();
  s.width = available_width();
  s.flat = spec.flat;
  s.padding = spec.flat ? 0 : card_padding();
  GridState* grid = current_grid();
  if (grid != nullptr && grid->equal_heights && !grid->cell_taken && std::abs(s.start.y - grid->top) < 0.5f) {
    grid->cell_taken = true;
    s.grid = grid;
  }
  s.splitter.Split(list, 2);
  s.splitter.SetCurrentChannel(list, 1);
  s.take_along = std::make_unique<TakeAlong>(spec.key, picture_title(spec), *list);
  ImGui::SetCursorScreenPos({s.start.x + s.padding, s.start.y + s.padding});
  ImGui::BeginGroup();
  const float inner = s.width - 2 * s.padding;
  const bool has_header = !spec.title.empty() || spec.actions;
  if (has_header) {
    Region region(inner);
    draw_header(spec, ImGui::GetID("actions"), *s.take_along);
  }
  if (spec.flush) {
    const float y = has_header ? ImGui::GetCursorScreenPos().y : s.start.y;
    ImGui::Dummy({0, 0});  // a group must not end on a moved cursor
    ImGui::EndGroup();
    ImGui::SetCursorScreenPos({s.start.x, y});
    ImGui::BeginGroup();
    s.padding = 0;
    s.flush = true;
  }
  s.region = std::make_unique<Region>(spec.flush ? s.width : inner);
}

Card::~Card() {
  State& s = *state_;
  s.region.reset();
  ImGui::EndGroup();
  ImDrawList* list = ImGui::GetWindowDrawList();
  const float natural = std::ceil(ImGui::GetItemRectMax().y - s.start.y + s.padding);
  float height = natural;
  if (s.grid != nullptr && s.grid->row < s.grid->heights.size()) {
    height = std::max(natural, s.grid->heights[s.grid->row]);
    s.grid->stretched = height - (natural - s.grid->grown);
  }
  const ImVec2 end = {s.start.x + s.width, s.start.y + height};
  const float margin = s.flat ? card_padding() : 0;
  s.take_along->finish({s.start.x - margin, s.start.y - margin}, {end.x + margin, end.y + margin});
  s.take_along.reset();
  s.splitter.SetCurrentChannel(list, 0);
  if (!s.flat) draw_surface(*list, s.start, end, colors().surface, sizes().radius_card);
  s.splitter.Merge(list);
  if (s.flush) draw_surface_rim(*list, s.start, end, colors().background, sizes().radius_card);
  ImGui::PopID();
  ImGui::SetCursorScreenPos(s.start);
  ImGui::Dummy({s.width, height});
}

void info_tip(std::string_view key, std::string_view text) {
  const LeftOutOfPictures control;
  const float side = sizes().icon;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float lift = std::round((side - measure(TextStyle::body, {}).y) / 2);
  // A target larger than the mark, without moving the line apart.
  const ItemSpec spec = {.key = key, .role = "note", .label = text};
  const ItemState state = item_at(spec, {at.x - sizes().s2, at.y - lift - sizes().s2},
                                  {at.x + side + sizes().s2, at.y - lift + side + sizes().s2});
  ImGui::Dummy({side, side - 2 * lift});
  if (!state.visible) return;
  const Color color = state.hovered ? colors().accent : mix(colors().text_muted, colors().surface, 0.35f);
  draw_icon(*ImGui::GetWindowDrawList(), Icon::info, {at.x + 1, at.y - lift + 1}, side - 2, color);
  tooltip_for(state, text);
}

void skeleton(int lines) {
  const float width = available_width();
  const float height = sizes().s12;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  for (int line = 0; line < lines; ++line) {
    // Lines of text end at different places.
    constexpr float kEnds[] = {1.0f, 0.82f, 0.91f, 0.64f};
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::Dummy({width, height});
    list.AddRectFilled(at, {at.x + width * kEnds[line % 4], at.y + height}, colors().track, sizes().radius_small);
  }
}

}  // namespace sluice::app::ui

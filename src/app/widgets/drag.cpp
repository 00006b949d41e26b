#include "app/widgets/drag.h"

#include <cstring>

#include <imgui_internal.h>

#include "app/motion.h"
#include "app/theme.h"
#include "app/widgets/tooltip.h"

namespace sluice::app::ui {
namespace {

/// At the upper and lower edge of the window, by a part of the height of a control in each frame.
void scroll_at_edges() {
  constexpr float kPartOfControl = 0.25f;
  const ImRect& seen = ImGui::GetCurrentWindow()->InnerClipRect;
  const float y = ImGui::GetIO().MousePos.y, edge = sizes().control;
  const float direction = y < seen.Min.y + edge ? -1.0f : y > seen.Max.y - edge ? 1.0f : 0.0f;
  const float target = ImGui::GetScrollY() + direction * sizes().control * kPartOfControl;
  if (direction == 0 || target < 0 || target > ImGui::GetScrollMaxY()) return;
  ImGui::SetScrollY(target);
  request_animation();
}

size_t place_at(float y, std::span<const EntrySpan> entries) {
  size_t place = 0;
  while (place < entries.size() && y > (entries[place].top + entries[place].bottom) / 2) ++place;
  return place;
}

/// Between the entries at both sides; at the ends as far from the one that there is.
void draw_place(ImVec2 min, ImVec2 max, std::span<const EntrySpan> entries, size_t place) {
  if (entries.empty()) return;
  const Sizes& s = sizes();
  float y = place == 0 ? entries.front().top - s.s2 : entries[place - 1].bottom + s.s2;
  if (place > 0 && place < entries.size()) y = (entries[place - 1].bottom + entries[place].top) / 2;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddCircleFilled({min.x + s.s4, y}, s.s4, colors().accent);
  list.AddRectFilled({min.x + s.s4, y - s.s2 / 2}, {max.x, y + s.s2 / 2}, colors().accent, s.s2 / 2);
}

}  // namespace

void drag_source(const ItemState& item, const Dragged& dragged, std::string_view name) {
  if (!item.visible || !ImGui::BeginDragDropSource(ImGuiDragDropFlags_SourceNoPreviewTooltip)) return;
  ImGui::SetDragDropPayload(dragged.kind, &dragged.index, sizeof dragged.index);
  ImGui::EndDragDropSource();
  if (dropped_by_escape(item)) return ImGui::ClearDragDrop();
  scroll_at_edges();
  tooltip({.title = name});
}

std::optional<Dropped> drop_between(std::string_view key, ImVec2 min, ImVec2 max, std::span<const EntrySpan> entries,
                                    std::span<const char* const> kinds) {
  const ImGuiID id = ImGui::GetID(key.data(), key.data() + key.size());
  if (!ImGui::BeginDragDropTargetCustom({min, max}, id)) return {};
  std::optional<Dropped> dropped;
  for (const char* kind : kinds) {
    const ImGuiPayload* payload = ImGui::AcceptDragDropPayload(
        kind, ImGuiDragDropFlags_AcceptBeforeDelivery | ImGuiDragDropFlags_AcceptNoDrawDefaultRect);
    if (payload == nullptr) continue;
    const size_t place = place_at(ImGui::GetIO().MousePos.y, entries);
    draw_place(min, max, entries, place);
    if (!payload->IsDelivery()) continue;
    Dragged what{kind};
    std::memcpy(&what.index, payload->Data, sizeof what.index);
    dropped = Dropped{what, place};
  }
  ImGui::EndDragDropTarget();
  return dropped;
}

}  // namespace sluice::app::ui

// Things that are dragged to a place in a list, by Dear ImGui's drag and drop. Escape ends a drag without a change; the
// page scrolls while something is dragged along its edge.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include <imgui.h>

#include "app/widgets/item.h"

namespace sluice::app::ui {

/// One of the things of a kind, which the lists that take them know (at most 32 letters).
struct Dragged {
  const char* kind = "";
  size_t index = 0;
};

/// Call it right after the item: it can be dragged from now on, and its name goes along with the pointer.
void drag_source(const ItemState& item, const Dragged& dragged, std::string_view name);

/// Where an entry of a list stands.
struct EntrySpan {
  float top = 0, bottom = 0;
};

struct Dropped {
  Dragged what;
  size_t place = 0;  ///< before the entry with this index; their number: behind the last one
};

/// A list whose entries have just been drawn between two corners. While one of `kinds` is dragged over it, a line shows
/// where it would go.
std::optional<Dropped> drop_between(std::string_view key, ImVec2 min, ImVec2 max, std::span<const EntrySpan> entries,
                                    std::span<const char* const> kinds);

}  // namespace sluice::app::ui

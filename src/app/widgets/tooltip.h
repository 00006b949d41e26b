// Tooltips: a title and rows of name and number, beside the pointer or the focused item.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "app/color.h"
#include "app/widgets/item.h"

namespace sluice::app::ui {

struct TooltipRow {
  std::string label{};
  std::string value{};
  std::optional<Color> color{};  ///< a spot before the label
};

struct Tooltip {
  std::string_view title{};
  std::span<const TooltipRow> rows{};
  std::string_view note{};  ///< muted, wrapped, last
};

void tooltip(const Tooltip& tip);                             ///< at the pointer, now
void tooltip_for(const ItemState& item, const Tooltip& tip);  ///< when the item is hovered or focused
void tooltip_for(const ItemState& item, std::string_view sentence);
/// The next one of this frame is announced, too: what it tells has been reached by keys.
void read_out_next_tooltip();
void last_item_tooltip(const Tooltip& tip);  ///< for the last ImGui item
void last_item_tooltip(std::string_view sentence);

}  // namespace sluice::app::ui

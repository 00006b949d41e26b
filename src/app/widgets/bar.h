// The frame of the page: one window over the whole canvas, and the strips at its edges (top bar, rail, bottom bar),
// each in surface colour with a hairline towards the content.
#pragma once

#include <string_view>

#include <imgui.h>

#include "app/color.h"

namespace sluice::app::ui {

/// Always true; end_app_window() must follow.
bool begin_app_window();
void end_app_window();

enum class Edge { none, top, right, bottom, left };

struct Bar {
  std::string_view key{};
  ImVec2 size{};               ///< 0: all that is available
  Edge hairline = Edge::none;  ///< the side that meets the content
  ImVec2 padding{};
  bool surface = true;  ///< false: the page's background
  bool grow = false;    ///< as high as its content
};

/// A strip at the cursor. end_bar() must follow in either case.
bool begin_bar(const Bar& spec);
void end_bar();

/// Moves the cursor to `x` from the bar's left edge, and down so that something `height` high stands in the middle.
void place_in_bar(float x, float height);
float bar_end();  ///< x of the right edge of the last item

/// The product's mark: water that parts at a gate, `side` high, at the cursor.
void brand_mark(float side);

}  // namespace sluice::app::ui

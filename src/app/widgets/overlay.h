// What lies over the page: toasts and modal dialogs.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "app/widgets/card.h"

namespace sluice::app::ui {

// Toasts: a sentence at the bottom that goes by itself. Said aloud through the item table's live region, too.
struct Toast {
  Tone tone = Tone::neutral;
  std::string text{};
  std::string action{};  ///< label, such as 'Undo'; empty: none
  std::function<void()> on_action{};
};
void show_toast(Toast toast);
/// Once a frame, after the screens. A toast goes with the first frame that is drawn some seconds after it appeared:
/// it never keeps the page drawing.
void draw_toasts(double now_ms);

/// A modal dialog over a scrim. Open it with open_modal(key), then every frame:
///
///   if (ui::begin_modal({.key = "export", .title = title})) {
///     ...content...
///     ui::end_modal();
///   }
///
/// Escape, the x and a click beside it close it. The keyboard begins at the first control of the content, and goes back
/// to where it was.
struct Modal {
  std::string_view key{};
  std::string_view title{};
  float width = 560;  ///< at most the screen minus a margin
};
void open_modal(std::string_view key);
bool begin_modal(const Modal& spec);
void end_modal();
void close_modal();  ///< from inside

/// A panel at the right side of a wide screen that covers a narrow one: details of one customer. What it takes from the
/// page is panel_room() of the same width, for begin_page; 0 where it covers the page. Returns false when it was
/// closed; end_panel() must be called in either case.
float panel_room(float width);
float panel_width();  ///< the usual one
bool begin_panel(std::string_view key, std::string_view title, float width);
void end_panel();

}  // namespace sluice::app::ui

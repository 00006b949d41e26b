// What reaches Dear ImGui besides SDL's mouse and key events: text and its input method, the wheel, touch, the
// clipboard, and the clicks of assistive technology. The page's scripts read those from the DOM, where they can see
// what SDL does not (composition, pixel-exact scrolling, the clipboard's own events), and call these functions.
// Positions and distances are CSS pixels.
#pragma once

#include <string_view>

namespace sluice::app {

class FrameLoop;

/// Connects Dear ImGui's clipboard and input method to the page's scripts. Call after the backends are initialised.
void connect_input(bool apple_keys);

/// SDL's events since the last frame, but for those that the page's scripts report better.
void read_sdl_events();

/// Asks `frames` for frames whenever SDL hears something.
void watch_sdl_events(FrameLoop& frames);

void insert_text(std::string_view utf8);

/// Keys of a virtual keyboard, which send no usable key events.
enum class EditKey { backspace, remove, enter };
void press_edit_key(EditKey key, FrameLoop& frames);

/// The browser said copy, cut or paste: does what Ctrl+C, X or V does, before returning.
enum class ClipboardAction { copy, cut, paste };
void do_clipboard_action(ClipboardAction action, FrameLoop& frames);

/// Every key is up: the browser keeps key releases to itself while Command is held.
void release_keys();

/// `dx`, `dy`: how far the content under the wheel should move.
void turn_wheel(float dx, float dy);

void move_mouse(float x, float y, bool touch);
void press_mouse(bool down, bool touch);

/// A whole click at a point, drawn before returning, so that a text field has the keyboard when its event ends.
void click(float x, float y, bool touch, FrameLoop& frames);

/// Moves what scrolls under a finger; `dx`, `dy`: how far the content follows it.
void scroll_at(float x, float y, float dx, float dy);

/// Whether a finger that lands here takes hold of something (a slider, a scrollbar) instead of scrolling.
bool takes_hold(float x, float y);

/// Whether one that lands here and sets out sideways does.
bool drags_sideways(float x, float y);

}  // namespace sluice::app

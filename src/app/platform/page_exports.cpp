// What the page's scripts may call, as C functions of the module: web/app_bridge.js is the only caller. Text is UTF-8
// with its length, in memory that the caller has allocated and frees.

#include <emscripten.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/motion.h"
#include "app/platform/browser_fonts.h"
#include "app/platform/input.h"
#include "app/platform/page.h"
#include "app/widgets/item_table.h"

namespace {

using namespace sluice::app;

/// Files of one drop, on their way in.
std::vector<FileHandle>& arriving_files() {
  static std::vector<FileHandle> files;
  return files;
}

void draw_soon() { the_page()->frames().request(kFramesForChange); }

}  // namespace

extern "C" {

// ---- frames and the canvas ----

EMSCRIPTEN_KEEPALIVE void sluice_animation_frame() { the_page()->frames().on_animation_frame(); }

EMSCRIPTEN_KEEPALIVE void sluice_wake() { the_page()->frames().on_wake(); }

/// In the same turn as the layout: a canvas that was resized is empty until it is drawn.
EMSCRIPTEN_KEEPALIVE void sluice_resize(int device_width, int device_height, float pixel_ratio) {
  the_page()->window().resize({device_width, device_height, pixel_ratio});
  the_page()->frames().draw_now();
}

EMSCRIPTEN_KEEPALIVE void sluice_context_lost() { the_page()->window().on_context_lost(); }

EMSCRIPTEN_KEEPALIVE void sluice_context_restored() {
  the_page()->window().on_context_restored();
  draw_soon();
}

// ---- answers ----

EMSCRIPTEN_KEEPALIVE void sluice_file(uint32_t handle, const char* name, size_t length, double size) {
  arriving_files().push_back({handle, std::string(name, length), static_cast<uint64_t>(size)});
}

EMSCRIPTEN_KEEPALIVE void sluice_files_end() {
  the_page()->application().on_files(std::exchange(arriving_files(), {}));
  draw_soon();
}

EMSCRIPTEN_KEEPALIVE void sluice_map_file(const char* name, size_t name_length, const char* text, size_t length) {
  the_page()->application().on_map_file({name, name_length}, {text, length});
  draw_soon();
}

EMSCRIPTEN_KEEPALIVE void sluice_picture_copied(const char* saved_as, size_t length) {
  the_page()->application().on_picture_copied({saved_as, length});
  draw_soon();
}

EMSCRIPTEN_KEEPALIVE void sluice_drag(int over) {
  the_page()->application().on_drag(over != 0);
  draw_soon();
}

EMSCRIPTEN_KEEPALIVE void sluice_answer(uint32_t request_id, const char* json, size_t length, const std::byte* binary,
                                        size_t binary_length) {
  the_page()->application().on_answer(request_id, {json, length}, std::span(binary, binary_length));
  draw_soon();
}

EMSCRIPTEN_KEEPALIVE void sluice_error(uint32_t request_id, const char* json, size_t length) {
  the_page()->application().on_error(request_id, {json, length});
  draw_soon();
}

EMSCRIPTEN_KEEPALIVE void sluice_progress(uint32_t request_id, const char* json, size_t length) {
  the_page()->application().on_progress(request_id, {json, length});  // asks for its frame itself
}

EMSCRIPTEN_KEEPALIVE void sluice_color_scheme(int dark) {
  the_page()->application().on_color_scheme(dark != 0);
  draw_soon();
}

EMSCRIPTEN_KEEPALIVE void sluice_motion(int moves) {
  set_motion(moves != 0);
  draw_soon();
}

EMSCRIPTEN_KEEPALIVE void sluice_fragment(const char* fragment, size_t length) {
  the_page()->application().on_fragment({fragment, length});
  draw_soon();
}

/// Triples of floats: weight of the face, size in CSS pixels, code point.
EMSCRIPTEN_KEEPALIVE void sluice_expect_glyphs(const GlyphWish* wishes, size_t bytes) {
  the_page()->expect_glyphs({wishes, wishes + bytes / sizeof(GlyphWish)});
}

// ---- input ----

EMSCRIPTEN_KEEPALIVE void sluice_text(const char* text, size_t length) {
  insert_text({text, length});
  draw_soon();
}

/// 0 backspace, 1 delete, 2 enter
EMSCRIPTEN_KEEPALIVE void sluice_edit_key(int key) { press_edit_key(static_cast<EditKey>(key), the_page()->frames()); }

/// 0 copy, 1 cut, 2 paste
EMSCRIPTEN_KEEPALIVE void sluice_clipboard_action(int action) {
  do_clipboard_action(static_cast<ClipboardAction>(action), the_page()->frames());
}

EMSCRIPTEN_KEEPALIVE void sluice_release_keys() {
  release_keys();
  draw_soon();
}

EMSCRIPTEN_KEEPALIVE void sluice_wheel(float dx, float dy) {
  turn_wheel(dx, dy);
  draw_soon();
}

EMSCRIPTEN_KEEPALIVE void sluice_touch_move(float x, float y) {
  move_mouse(x, y, true);
  draw_soon();
}

EMSCRIPTEN_KEEPALIVE void sluice_touch_press(int down) {
  press_mouse(down != 0, true);
  draw_soon();
}

EMSCRIPTEN_KEEPALIVE void sluice_touch_scroll(float x, float y, float dx, float dy) {
  scroll_at(x, y, dx, dy);
  draw_soon();
}

EMSCRIPTEN_KEEPALIVE int sluice_takes_hold(float x, float y) { return takes_hold(x, y) ? 1 : 0; }

EMSCRIPTEN_KEEPALIVE int sluice_drags_sideways(float x, float y) { return drags_sideways(x, y) ? 1 : 0; }

EMSCRIPTEN_KEEPALIVE void sluice_click(float x, float y, int touch) { click(x, y, touch != 0, the_page()->frames()); }

// ---- what stands on the screen ----

EMSCRIPTEN_KEEPALIVE double sluice_screen_revision() { return static_cast<double>(screen_revision()); }

/// Valid until the next call.
EMSCRIPTEN_KEEPALIVE const char* sluice_screen_json() {
  static std::string json;
  json = screen_json();
  return json.c_str();
}

EMSCRIPTEN_KEEPALIVE double sluice_frames_drawn() { return static_cast<double>(the_page()->frames().drawn()); }

EMSCRIPTEN_KEEPALIVE int sluice_resting() { return the_page()->frames().resting() ? 1 : 0; }

EMSCRIPTEN_KEEPALIVE int sluice_busy() { return the_page()->application().busy() ? 1 : 0; }

EMSCRIPTEN_KEEPALIVE unsigned sluice_glyph_count() { return glyph_counts().glyphs; }

EMSCRIPTEN_KEEPALIVE double sluice_glyph_milliseconds() { return glyph_counts().milliseconds; }

}  // extern "C"

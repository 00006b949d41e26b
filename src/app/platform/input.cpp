#include "app/platform/input.h"

#include <SDL.h>
#include <emscripten.h>
#include <imgui.h>
#include <imgui_impl_sdl2.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cfloat>
#include <cstdlib>
#include <span>
#include <string>

#include "app/platform/frame_loop.h"
#include "app/widgets/item_table.h"

namespace sluice::app {
namespace {

// clang-format off
EM_JS_DEPS(input, "$UTF8ToString,$stringToNewUTF8");
EM_JS(void, js_clipboard_copied, (const char* text), { Module.bridge.copyText(UTF8ToString(text)); });
EM_JS(char*, js_clipboard_text, (), { return stringToNewUTF8(Module.bridge.clipboardText()); });
EM_JS(void, js_place_caret, (int wanted, float x, float y, float line_height), {
  Module.bridge.placeCaret(!!wanted, x, y, line_height);
});
// clang-format on

void set_clipboard(ImGuiContext*, const char* text) { js_clipboard_copied(text); }

const char* get_clipboard(ImGuiContext*) {
  static std::string text;  // Dear ImGui reads it before it asks again
  char* given = js_clipboard_text();
  text = given;
  std::free(given);
  return text.c_str();
}

void set_ime_data(ImGuiContext*, ImGuiViewport*, ImGuiPlatformImeData* data) {
  js_place_caret(data->WantVisible || data->WantTextInput ? 1 : 0, data->InputPos.x, data->InputPos.y,
                 data->InputLineHeight);
}

int on_sdl_event(void* frames, SDL_Event* event) {
  // Not every event is news: SDL also sends itself one whenever somebody looks for events.
  switch (event->type) {
    case SDL_KEYDOWN:
    case SDL_KEYUP:
    case SDL_MOUSEMOTION:
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
    case SDL_WINDOWEVENT:
      static_cast<FrameLoop*>(frames)->request(kFramesForChange);
      break;
    default:
      break;
  }
  return 0;
}

/// Keys that go on while they are held: moving and deleting, undo and redo.
bool goes_on_while_held(SDL_Keycode key) {
  switch (key) {
    case SDLK_BACKSPACE:
    case SDLK_DELETE:
    case SDLK_LEFT:
    case SDLK_RIGHT:
    case SDLK_UP:
    case SDLK_DOWN:
    case SDLK_HOME:
    case SDLK_END:
    case SDLK_PAGEUP:
    case SDLK_PAGEDOWN:
    case SDLK_TAB:
    case SDLK_y:
    case SDLK_z:
      return true;
    default:
      return false;
  }
}

/// A key is repeated when the user's own system says so, and pressed anew for each time: Dear ImGui would count the
/// time itself, and take a slow frame for a key that is held.
void process_key_repeat(const SDL_Event& event) {
  if (!goes_on_while_held(event.key.keysym.sym)) return;
  SDL_Event up = event;
  up.type = SDL_KEYUP;
  ImGui_ImplSDL2_ProcessEvent(&up);
  ImGui_ImplSDL2_ProcessEvent(&event);
}

/// The innermost window at a point that can still move by `distance` (positive: towards its end) along `axis`.
ImGuiWindow* scrollable_at(ImVec2 point, ImGuiAxis axis, float distance) {
  ImGuiWindow* window = nullptr;
  ImGui::FindHoveredWindowEx(point, false, &window, nullptr);
  for (; window != nullptr; window = window->ParentWindow) {
    const bool room = distance > 0 ? window->Scroll[axis] < window->ScrollMax[axis] : window->Scroll[axis] > 0;
    if (room && (window->Flags & ImGuiWindowFlags_NoMouseInputs) == 0) return window;
    if ((window->Flags & ImGuiWindowFlags_ChildWindow) == 0) return nullptr;
  }
  return nullptr;
}

bool scroll_axis(ImVec2 point, ImGuiAxis axis, float distance) {
  if (distance == 0) return false;
  ImGuiWindow* window = scrollable_at(point, axis, distance);
  if (window == nullptr) return false;
  // Several moves may come between two frames: add to what is already on its way.
  const float target = window->ScrollTarget[axis] < FLT_MAX ? window->ScrollTarget[axis] : window->Scroll[axis];
  if (axis == ImGuiAxis_X) {
    ImGui::SetScrollX(window, target + distance);
  } else {
    ImGui::SetScrollY(window, target + distance);
  }
  return true;
}

template <class Condition>
bool any_item_at(float x, float y, const Condition& holds) {
  const auto is_here = [&](const ScreenItem& item) {
    const bool inside = x >= item.x && x < item.x + item.w && y >= item.y && y < item.y + item.h;
    return inside && !item.disabled && holds(item);
  };
  const std::span<const ScreenItem> items = screen_items();
  return std::any_of(items.begin(), items.end(), is_here);
}

/// Dear ImGui scrolls five lines of text for one step of the wheel.
float pixels_of_wheel_step() { return 5.0f * ImGui::GetStyle().FontSizeBase; }

}  // namespace

void connect_input(bool apple_keys) {
  ImGui::GetIO().ConfigMacOSXBehaviors = apple_keys;
  ImGui::GetIO().KeyRepeatDelay = FLT_MAX;  // see process_key_repeat
  ImGuiPlatformIO& platform = ImGui::GetPlatformIO();
  platform.Platform_SetClipboardTextFn = set_clipboard;
  platform.Platform_GetClipboardTextFn = get_clipboard;
  platform.Platform_SetImeDataFn = set_ime_data;
  platform.Platform_OpenInShellFn = nullptr;
}

void watch_sdl_events(FrameLoop& frames) { SDL_AddEventWatch(on_sdl_event, &frames); }

void read_sdl_events() {
  SDL_Event event;
  while (SDL_PollEvent(&event) != 0) {
    const bool ours = event.type == SDL_TEXTINPUT || event.type == SDL_MOUSEWHEEL || event.type == SDL_FINGERDOWN ||
                      event.type == SDL_FINGERMOTION || event.type == SDL_FINGERUP;
    if (ours) continue;
    if (event.type == SDL_KEYDOWN && event.key.repeat != 0) {
      process_key_repeat(event);
    } else {
      ImGui_ImplSDL2_ProcessEvent(&event);
    }
  }
}

void insert_text(std::string_view utf8) { ImGui::GetIO().AddInputCharactersUTF8(std::string(utf8).c_str()); }

void press_edit_key(EditKey key, FrameLoop& frames) {
  const ImGuiKey pressed = key == EditKey::backspace ? ImGuiKey_Backspace
                           : key == EditKey::remove  ? ImGuiKey_Delete
                                                     : ImGuiKey_Enter;
  ImGuiIO& io = ImGui::GetIO();
  io.AddKeyEvent(pressed, true);
  io.AddKeyEvent(pressed, false);
  frames.request(kFramesForChange);
}

void do_clipboard_action(ClipboardAction action, FrameLoop& frames) {
  const ImGuiKey letter = action == ClipboardAction::copy  ? ImGuiKey_C
                          : action == ClipboardAction::cut ? ImGuiKey_X
                                                           : ImGuiKey_V;
  ImGuiIO& io = ImGui::GetIO();
  const ImGuiKey command = io.ConfigMacOSXBehaviors ? ImGuiMod_Super : ImGuiMod_Ctrl;
  frames.draw_now();  // use up what was typed before
  // The user may have chosen Copy from a menu, or really hold the key down; leave it as it was.
  const bool held = io.KeyCtrl;
  io.AddKeyEvent(command, true);
  io.AddKeyEvent(letter, true);
  frames.draw_now();
  io.AddKeyEvent(letter, false);
  if (!held) io.AddKeyEvent(command, false);
  frames.draw_now();
}

void release_keys() { SDL_ResetKeyboard(); }

void turn_wheel(float dx, float dy) {
  const float step = pixels_of_wheel_step();
  ImGuiIO& io = ImGui::GetIO();
  io.AddMouseSourceEvent(ImGuiMouseSource_Mouse);
  io.AddMouseWheelEvent(dx / step, dy / step);
}

void move_mouse(float x, float y, bool touch) {
  ImGuiIO& io = ImGui::GetIO();
  io.AddMouseSourceEvent(touch ? ImGuiMouseSource_TouchScreen : ImGuiMouseSource_Mouse);
  io.AddMousePosEvent(x, y);
}

void press_mouse(bool down, bool touch) {
  ImGuiIO& io = ImGui::GetIO();
  io.AddMouseSourceEvent(touch ? ImGuiMouseSource_TouchScreen : ImGuiMouseSource_Mouse);
  io.AddMouseButtonEvent(ImGuiMouseButton_Left, down);
}

void click(float x, float y, bool touch, FrameLoop& frames) {
  move_mouse(x, y, touch);
  frames.draw_now();
  press_mouse(true, touch);
  frames.draw_now();
  press_mouse(false, touch);
  frames.draw_now();
}

void scroll_at(float x, float y, float dx, float dy) {
  const ImVec2 point(x, y);
  const bool horizontally = scroll_axis(point, ImGuiAxis_X, -dx);
  const bool vertically = scroll_axis(point, ImGuiAxis_Y, -dy);
  // A widget that scrolls by itself (a table of a million rows) listens to the wheel.
  if (!horizontally && !vertically) turn_wheel(dx, dy);
}

bool takes_hold(float x, float y) {
  return any_item_at(x, y, [](const ScreenItem& item) {
    return item.role == "slider" || item.role == "scrollbar" || item.role == "application";
  });
}

bool drags_sideways(float x, float y) {
  return any_item_at(x, y, [](const ScreenItem& item) { return item.drags_sideways; });
}

}  // namespace sluice::app

#include "app/widgets/overlay.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <set>
#include <utility>

#include <imgui_internal.h>

#include "app/i18n.h"
#include "app/motion.h"
#include "app/theme.h"
#include "app/widgets/button.h"
#include "app/widgets/context_state.h"
#include "app/widgets/item_table.h"
#include "app/widgets/layout.h"
#include "app/widgets/surface.h"
#include "app/widgets/text.h"
#include "app/widgets/tone.h"

namespace sluice::app::ui {
namespace {

struct ShownToast {
  Toast toast;
  double since_ms = -1;  ///< of its first frame
};

/// What is to be seen over the page.
struct Waiting {
  std::deque<ShownToast> toasts;
  std::set<std::string, std::less<>> modals;  // keys of those that are to open
};

std::deque<ShownToast>& toasts() { return context_state<Waiting>().toasts; }

std::set<std::string, std::less<>>& modals_to_open() { return context_state<Waiting>().modals; }

/// Draws one toast with its bottom edge at `bottom`; returns its height. `gone`: it was closed or acted on.
float draw_toast(size_t index, const Toast& toast, float bottom, bool& gone) {
  const Sizes& s = sizes();
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  constexpr float kWidest = 480;
  const float side = std::round(s.control * 0.875f);
  const Button action = {.key = "toast.action", .label = toast.action, .kind = ButtonKind::quiet, .small = true};
  const float action_width = toast.action.empty() ? 0 : button_width(action) + s.s8;
  const float chrome = s.s16 + s.icon_large + s.s12 + s.s8 + action_width + side + s.s8;
  const float most_text = std::min(kWidest, screen.x - 2 * s.s16) - chrome;
  const auto lines = wrap(TextStyle::body, toast.text, most_text);
  float text_width = 0;
  for (const std::string_view line : lines) text_width = std::max(text_width, measure(TextStyle::body, line).x);
  const float leading = line_height(TextStyle::body);
  const float text_height = leading * static_cast<float>(lines.size());
  const ImVec2 size = {std::ceil(text_width + chrome), std::max(text_height, side) + 2 * s.s12};
  const ImVec2 at = {std::round((screen.x - size.x) / 2), bottom - size.y};
  // Room for the shadow, which the window would clip.
  const float margin = s.s16;
  ImGui::SetNextWindowPos({at.x - margin, at.y - margin});
  ImGui::SetNextWindowSize({size.x + 2 * margin, size.y + 2 * margin});
  const std::string name = "##toast" + std::to_string(index);
  ImGui::Begin(name.c_str(), nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoBackground |
                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoFocusOnAppearing);
  ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
  ImDrawList& list = *ImGui::GetWindowDrawList();
  draw_raised(list, at, {at.x + size.x, at.y + size.y}, colors().raised, s.radius + s.s2);
  float y = at.y + std::round((size.y - text_height) / 2);
  draw_icon(list, toast.tone == Tone::neutral ? Icon::info : tone_icon(toast.tone),
            {at.x + s.s16, y + std::round((leading - s.icon_large) / 2)}, s.icon_large, tone_color(toast.tone));
  const float x = at.x + s.s16 + s.icon_large + s.s12;
  for (const std::string_view line : lines) {
    draw_text_in(list, TextStyle::body, {x, y}, {x + text_width + 1, y + leading}, colors().text, line);
    y += leading;
  }
  add_screen_item({.id = ImGui::GetID("text"),
                   .role = "status",
                   .label = toast.text,
                   .value = {},
                   .test_key = "toast",
                   .x = at.x,
                   .y = at.y,
                   .w = size.x,
                   .h = size.y});
  const float button_y = at.y + std::round((size.y - side) / 2);
  if (action_width > 0) {
    ImGui::SetCursorScreenPos({at.x + size.x - s.s8 - side - action_width, button_y});
    if (button(action)) {
      if (toast.on_action) toast.on_action();
      gone = true;
    }
  }
  ImGui::SetCursorScreenPos({at.x + size.x - s.s8 - side, button_y});
  if (icon_button({.key = "toast.close", .label = tr("common.close"), .icon = Icon::close, .small = true})) gone = true;
  ImGui::End();
  return size.y;
}

bool is_top_popup() {
  const ImGuiContext& g = *ImGui::GetCurrentContext();
  return !g.OpenPopupStack.empty() && g.OpenPopupStack.back().Window == g.CurrentWindow;
}

/// Title and x, shared by dialogs and panels. True when the x is pressed.
bool draw_title_bar(std::string_view key, std::string_view title) {
  const Sizes& s = sizes();
  const float side = std::round(s.control * 0.875f);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = available_width();
  const std::string close_key = std::string(key) + ".close";
  draw_text_in(*ImGui::GetWindowDrawList(), TextStyle::title, at, {at.x + width - side - s.s8, at.y + side},
               colors().text, title);
  ImGui::Dummy({width - side - s.s8, side});
  annotate_last_item("heading", title, key);
  ImGui::SetCursorScreenPos({at.x + width - side, at.y});
  return icon_button({.key = close_key, .label = tr("common.close"), .icon = Icon::close, .small = true});
}

/// For the mirror: what follows in the item table stands in this dialog.
void list_dialog(const Modal& spec) {
  const ImVec2 at = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
  const std::string key = std::string(spec.key) + ".dialog";
  add_screen_item({.id = ImGui::GetID(key.c_str()),
                   .role = "dialog",
                   .label = std::string(spec.title),
                   .value = {},
                   .test_key = key,
                   .x = at.x,
                   .y = at.y,
                   .w = size.x,
                   .h = size.y});
}

struct OpenPanel {
  std::unique_ptr<Region> region;
};

/// What had the keyboard when the panel appeared, kept in its window: there it goes back to.
void note_opener() {
  const ImGuiContext& g = *ImGui::GetCurrentContext();
  ImGuiStorage& storage = *ImGui::GetStateStorage();
  storage.SetInt(ImGui::GetID("opener"), static_cast<int>(g.NavId));
  storage.SetInt(ImGui::GetID("window"), g.NavWindow != nullptr ? static_cast<int>(g.NavWindow->ID) : 0);
}

/// For a panel that goes: whatever of it had the keyboard will be gone.
void return_keyboard() {
  const ImGuiContext& g = *ImGui::GetCurrentContext();
  if (g.NavWindow != g.CurrentWindow) return;
  const ImGuiStorage& storage = *ImGui::GetStateStorage();
  const auto opener = static_cast<ImGuiID>(storage.GetInt(ImGui::GetID("opener")));
  ImGuiWindow* window = ImGui::FindWindowByID(static_cast<ImGuiID>(storage.GetInt(ImGui::GetID("window"))));
  if (opener == 0 || window == nullptr || !window->WasActive) return;
  ImGui::FocusWindow(window);
  ImGui::SetNavID(opener, ImGuiNavLayer_Main, 0, window->NavRectRel[ImGuiNavLayer_Main]);
}
OpenPanel& panel() {
  static OpenPanel open;
  return open;
}

std::unique_ptr<Region>& modal_region() {
  static std::unique_ptr<Region> region;
  return region;
}

}  // namespace

void show_toast(Toast toast) {
  constexpr size_t kMost = 3;
  announce(toast.text);
  toasts().push_back({std::move(toast)});
  if (toasts().size() > kMost) toasts().pop_front();
  request_animation();
}

void draw_toasts(double now_ms) {
  constexpr double kStays = 5000;
  constexpr double kStaysWithAction = 10000;
  const Sizes& s = sizes();
  float bottom = ImGui::GetIO().DisplaySize.y - s.s24 - (narrow_screen() ? s.bottom_bar : 0);
  for (size_t index = toasts().size(); index-- > 0;) {
    ShownToast& shown = toasts()[index];
    if (shown.since_ms < 0) shown.since_ms = now_ms;
    bool gone = now_ms - shown.since_ms > (shown.toast.action.empty() ? kStays : kStaysWithAction);
    if (!gone) bottom -= draw_toast(index, shown.toast, bottom, gone) + s.s8;
    if (gone) toasts().erase(toasts().begin() + static_cast<std::ptrdiff_t>(index));
  }
}

void open_modal(std::string_view key) {
  modals_to_open().emplace(key);
  request_animation();
}

bool begin_modal(const Modal& spec) {
  const std::string name(spec.key);
  if (const auto wanted = modals_to_open().find(name); wanted != modals_to_open().end()) {
    modals_to_open().erase(wanted);
    ImGui::OpenPopup(name.c_str());
  }
  if (!ImGui::IsPopupOpen(name.c_str())) return false;
  const Sizes& s = sizes();
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  const float padding = narrow_screen() ? s.s16 : s.s24;
  const float width = std::min(spec.width * ImGui::GetStyle().FontScaleMain, screen.x - 2 * s.s16);
  ImGui::SetNextWindowPos({screen.x / 2, screen.y / 2}, ImGuiCond_Always, {0.5f, 0.5f});
  ImGui::SetNextWindowSizeConstraints({width, 0}, {width, screen.y - 2 * s.s24});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {padding, padding});
  ImGui::PushStyleVar(ImGuiStyleVar_PopupRounding, s.radius_card);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, s.radius_card);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, s.hairline);
  const bool open =
      ImGui::BeginPopupModal(name.c_str(), nullptr,
                             ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove |
                                 ImGuiWindowFlags_AlwaysAutoResize | ImGuiWindowFlags_NoSavedSettings);
  ImGui::PopStyleVar(4);
  if (!open) return false;
  draw_window_shadow(s.radius_card);
  modal_region() = std::make_unique<Region>(width - 2 * padding);
  list_dialog(spec);
  bool close = draw_title_bar(spec.key, spec.title);
  gap(s.s16);
  if (is_top_popup()) {
    const ImVec2 min = ImGui::GetWindowPos();
    const ImVec2 size = ImGui::GetWindowSize();
    const bool beside = ImGui::IsMouseClicked(ImGuiMouseButton_Left) && !ImGui::IsWindowAppearing() &&
                        !ImGui::IsMouseHoveringRect(min, {min.x + size.x, min.y + size.y}, false);
    close = close || beside || ImGui::IsKeyPressed(ImGuiKey_Escape, false);
  }
  if (close) ImGui::CloseCurrentPopup();
  if (ImGui::IsWindowAppearing()) ImGui::SetKeyboardFocusHere();
  return true;
}

void end_modal() {
  modal_region().reset();
  ImGui::EndPopup();
}

void close_modal() { ImGui::CloseCurrentPopup(); }

namespace {
bool panel_covers(float area, float width) { return narrow_screen() || area - width < 10 * sizes().control; }
}  // namespace

float panel_width() { return 12 * sizes().control; }

float panel_room(float width) {
  return panel_covers(ImGui::GetCurrentWindow()->InnerRect.GetWidth(), width) ? 0 : width;
}

bool begin_panel(std::string_view key, std::string_view title, float width) {
  const Sizes& s = sizes();
  ImGuiWindow& host = *ImGui::GetCurrentWindow();
  const ImRect area = host.InnerRect;
  const bool cover = panel_covers(area.GetWidth(), width);
  const float actual = cover ? area.GetWidth() : width;
  const ImVec2 min = {area.Max.x - actual, area.Min.y};
  ImGui::SetCursorScreenPos(min);
  ImGui::PushStyleColor(ImGuiCol_ChildBg, colors().surface);
  ImGui::PushStyleVar(ImGuiStyleVar_ChildRounding, 0);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {s.s16, s.s16});
  ImGui::BeginChild(ImGui::GetID(key.data(), key.data() + key.size()), {actual, area.GetHeight()},
                    ImGuiChildFlags_NavFlattened | ImGuiChildFlags_AlwaysUseWindowPadding);
  ImGui::PopStyleVar(2);
  ImGui::PopStyleColor();
  if (!cover) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(min, {min.x + s.hairline, area.Max.y}, colors().border);
  }
  panel().region = std::make_unique<Region>(actual - 2 * s.s16);
  if (ImGui::IsWindowAppearing()) note_opener();
  bool open = !draw_title_bar(key, title);
  gap(s.s16);
  const bool on_top = ImGui::GetCurrentContext()->OpenPopupStack.empty();
  if (on_top && !ImGui::IsAnyItemActive()) {
    if (ImGui::IsKeyPressed(ImGuiKey_Escape, false)) open = false;
    // Nobody owned, the key would also take the keyboard away from what it is on.
    ImGui::SetKeyOwner(ImGuiKey_Escape, ImGui::GetCurrentWindow()->ID);
  }
  if (!open) return_keyboard();
  return open;
}

void end_panel() {
  panel().region.reset();
  ImGui::Dummy({0, 0});
  ImGui::EndChild();
}

}  // namespace sluice::app::ui

#include "app/widgets/item_table.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <functional>
#include <utility>

#include <imgui.h>
#include <imgui_internal.h>
#include <nlohmann/json.hpp>

namespace sluice::app {
namespace {

/// An announcement stays long enough for a mirror that looks a few times a second; its number says which are new.
struct Announcement {
  uint64_t number = 0;
  std::string text;
};
constexpr size_t kKeptAnnouncements = 8;

/// An item counts once somebody has said what it is: a label from Dear ImGui or an annotation. Bare rectangles
/// (invisible buttons, scrollbars, resize grips) are kept until the end of the frame in case that comes.
struct DrawnItem {
  ScreenItem item;
  bool described = false;
};

struct Table {
  std::vector<DrawnItem> entries;
  std::vector<ScreenItem> items;  ///< the described entries; valid when `settled`
  std::vector<ScreenTable> tables;
  std::deque<Announcement> announcements;
  uint64_t announced = 0;
  uint64_t revision = 0;
  size_t content_hash = 0;
  bool settled = true;  ///< `items` is up to date
  bool hashed = false;  ///< `revision` is up to date

  void touch() { settled = hashed = false; }
};

Table& table() {
  static Table instance;
  return instance;
}

/// Items of a window that is not drawn this frame, or that lies under a modal dialog, cannot be reached by anybody.
bool reachable(ImGuiWindow* window) {
  if (window == nullptr || window->Hidden) return false;
  ImGuiWindow* modal = ImGui::GetTopMostPopupModal();
  return modal == nullptr || ImGui::IsWindowWithinBeginStackOf(window, modal);
}

void place(ScreenItem& item, ImRect rectangle, const ImGuiWindow* window) {
  if (window != nullptr) rectangle.ClipWithFull(window->ClipRect);
  item.x = rectangle.Min.x;
  item.y = rectangle.Min.y;
  item.w = std::max(0.0f, rectangle.GetWidth());
  item.h = std::max(0.0f, rectangle.GetHeight());
}

bool same_place(const ScreenItem& a, const ScreenItem& b) {
  return a.x == b.x && a.y == b.y && a.w == b.w && a.h == b.h;
}

/// The newest entry with this id; items are described right after they are added, so it is near the end.
DrawnItem* find_entry(ImGuiID id) {
  std::vector<DrawnItem>& entries = table().entries;
  auto found =
      std::find_if(entries.rbegin(), entries.rend(), [id](const DrawnItem& entry) { return entry.item.id == id; });
  return found == entries.rend() ? nullptr : &*found;
}

DrawnItem& append() {
  Table& all = table();
  all.touch();
  return all.entries.emplace_back();
}

bool is_tab(const ImGuiContext& context, ImGuiID id) {
  return context.CurrentTabBar != nullptr && ImGui::TabBarFindTabByID(context.CurrentTabBar, id) != nullptr;
}

/// Dear ImGui says what an item can do, not what it is; what these flags cannot tell apart (a slider from a text
/// box, a link from a button) the screens say with annotate_last_item.
const char* aria_role_of(const ImGuiContext& context, ImGuiID id, ImGuiItemStatusFlags flags) {
  const ImGuiWindow* window = context.CurrentWindow;
  const bool in_menu = (window->Flags & (ImGuiWindowFlags_ChildMenu | ImGuiWindowFlags_Popup)) != 0;
  if ((flags & ImGuiItemStatusFlags_Inputable) != 0) return "textbox";
  if ((flags & ImGuiItemStatusFlags_Checkable) != 0) {
    if (!in_menu) return "checkbox";
    return (flags & ImGuiItemStatusFlags_Checked) != 0 ? "menuitemcheckbox" : "menuitem";
  }
  if ((flags & ImGuiItemStatusFlags_Openable) != 0) return in_menu ? "menuitem" : "button";
  return is_tab(context, id) ? "tab" : "button";
}

void settle() {
  Table& all = table();
  if (all.settled) return;
  all.items.clear();
  for (const DrawnItem& entry : all.entries) {
    if (entry.described) all.items.push_back(entry.item);
  }
  all.settled = true;
}

void mix_into(size_t& seed, size_t value) { seed ^= value + 0x9e3779b9u + (seed << 6) + (seed >> 2); }
void mix_into(size_t& seed, const std::string& text) { mix_into(seed, std::hash<std::string>{}(text)); }
void mix_into(size_t& seed, float value) { mix_into(seed, std::hash<float>{}(value)); }

size_t hash_of(const Table& all) {
  auto seed = static_cast<size_t>(all.announced);
  for (const ScreenItem& item : all.items) {
    mix_into(seed, static_cast<size_t>(item.id));
    for (const std::string* text : {&item.role, &item.label, &item.value, &item.test_key}) mix_into(seed, *text);
    for (const float number : {item.x, item.y, item.w, item.h}) mix_into(seed, number);
    mix_into(seed, static_cast<size_t>(item.checked) | static_cast<size_t>(item.disabled) << 1 |
                       static_cast<size_t>(item.focused) << 2 | static_cast<size_t>(item.expanded) << 3);
  }
  const auto mix_cells = [&seed](const std::vector<std::vector<std::string>>& rows) {
    for (const std::vector<std::string>& row : rows) {
      mix_into(seed, row.size());
      for (const std::string& cell : row) mix_into(seed, cell);
    }
  };
  for (const ScreenTable& data : all.tables) {
    mix_into(seed, static_cast<size_t>(data.covered));
    mix_into(seed, data.caption);
    mix_into(seed, data.test_key);
    for (const std::string& cell : data.header) mix_into(seed, cell);
    mix_cells(data.rows);
    mix_cells(data.exact);
  }
  return seed;
}

/// A tenth of a pixel is exact enough and keeps the text short.
double tenths(float pixels) { return std::round(static_cast<double>(pixels) * 10.0) / 10.0; }

nlohmann::ordered_json to_json(const ScreenItem& item) {
  nlohmann::ordered_json out = {{"id", item.id},       {"role", item.role},   {"label", item.label},
                                {"x", tenths(item.x)}, {"y", tenths(item.y)}, {"w", tenths(item.w)},
                                {"h", tenths(item.h)}};
  if (!item.test_key.empty()) out["key"] = item.test_key;
  if (!item.value.empty()) out["value"] = item.value;
  if (item.checked) out["checked"] = true;
  if (item.disabled) out["disabled"] = true;
  if (item.focused) out["focused"] = true;
  if (item.expanded) out["expanded"] = true;
  return out;
}

nlohmann::ordered_json to_json(const ScreenTable& data) {
  nlohmann::ordered_json out = {
      {"caption", data.caption}, {"key", data.test_key}, {"header", data.header}, {"rows", data.rows}};
  if (!data.exact.empty()) out["exact"] = data.exact;
  if (data.covered) out["covered"] = true;
  return out;
}

}  // namespace

void begin_item_table() {
  Table& all = table();
  all.entries.clear();
  all.tables.clear();
  all.touch();
}

void annotate_last_item(std::string_view role, std::string_view label, std::string_view test_key,
                        std::string_view value) {
  const ImGuiContext& context = *ImGui::GetCurrentContext();
  const ImGuiID id = context.LastItemData.ID;
  DrawnItem* entry = id != 0 ? find_entry(id) : nullptr;
  if (entry == nullptr) {
    // Plain text has no id and never came through the hooks; a hidden item must stay unlisted.
    if (id != 0 || !reachable(context.CurrentWindow)) return;
    ScreenItem here;
    place(here, context.LastItemData.Rect, context.CurrentWindow);
    // A second annotation of the same text refines the first.
    std::vector<DrawnItem>& entries = table().entries;
    const bool again = !entries.empty() && entries.back().item.id == 0 && same_place(entries.back().item, here);
    entry = again ? &entries.back() : &append();
    if (!again) entry->item = std::move(here);
  }
  entry->described = true;
  if (!role.empty()) entry->item.role = role;
  if (!label.empty()) entry->item.label = label;
  if (!test_key.empty()) entry->item.test_key = test_key;
  if (!value.empty()) entry->item.value = value;
  table().touch();
}

void note_sideways_drag() {
  if (DrawnItem* entry = find_entry(ImGui::GetItemID())) entry->item.drags_sideways = true;
}

void add_screen_item(ScreenItem item) {
  ImGuiWindow* window = ImGui::GetCurrentContext()->CurrentWindow;
  if (!reachable(window)) return;
  place(item, ImRect(item.x, item.y, item.x + item.w, item.y + item.h), window);
  DrawnItem& entry = append();
  entry.item = std::move(item);
  entry.described = true;
}

void add_screen_table(ScreenTable data) {
  Table& all = table();
  data.covered = !reachable(ImGui::GetCurrentContext()->CurrentWindow);
  all.tables.push_back(std::move(data));
  all.touch();
}

void announce(std::string_view message) {
  Table& all = table();
  all.announcements.push_back({++all.announced, std::string(message)});
  if (all.announcements.size() > kKeptAnnouncements) all.announcements.pop_front();
  all.touch();
}

std::span<const ScreenItem> screen_items() {
  settle();
  return table().items;
}

std::span<const ScreenTable> screen_tables() { return table().tables; }

uint64_t screen_revision() {
  Table& all = table();
  if (all.hashed) return all.revision;
  settle();
  const size_t hash = hash_of(all);
  if (hash != all.content_hash || all.revision == 0) ++all.revision;
  all.content_hash = hash;
  all.hashed = true;
  return all.revision;
}

std::string screen_json() {
  settle();
  const Table& all = table();
  nlohmann::ordered_json out = {{"items", nlohmann::ordered_json::array()},
                                {"tables", nlohmann::ordered_json::array()},
                                {"announcements", nlohmann::ordered_json::array()}};
  for (const ScreenItem& item : all.items) out["items"].push_back(to_json(item));
  for (const ScreenTable& data : all.tables) out["tables"].push_back(to_json(data));
  for (const Announcement& said : all.announcements) {
    out["announcements"].push_back({{"number", said.number}, {"text", said.text}});
  }
  // Labels hold the user's data, which a careless cut may have left with half a character.
  return out.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace sluice::app

// Dear ImGui calls these when it is built with IMGUI_ENABLE_TEST_ENGINE and the context's TestEngineHookItems is set.

namespace table = sluice::app;

void ImGuiTestEngineHook_ItemAdd(ImGuiContext* context, ImGuiID id, const ImRect& rectangle,
                                 const ImGuiLastItemData* data) {
  ImGuiWindow* window = context->CurrentWindow;
  if (id == window->ID || id == window->MoveId || !table::reachable(window)) return;
  // Without data this comes from a widget's button behaviour, which may follow a proper registration.
  table::DrawnItem* entry = data == nullptr ? table::find_entry(id) : nullptr;
  if (entry == nullptr) entry = &table::append();
  table::ScreenItem& item = entry->item;
  item.id = id;
  table::place(item, rectangle, window);
  const ImGuiItemFlags flags = data != nullptr ? data->ItemFlags : context->CurrentItemFlags;
  item.disabled = (flags & ImGuiItemFlags_Disabled) != 0;
  item.focused =
      (context->NavId == id && context->NavCursorVisible) || (context->ActiveId == id && context->IO.WantTextInput);
}

void ImGuiTestEngineHook_ItemInfo(ImGuiContext* context, ImGuiID id, const char* label, ImGuiItemStatusFlags flags) {
  const std::string_view text(label, static_cast<size_t>(ImGui::FindRenderedTextEnd(label) - label));
  table::DrawnItem* entry = id != context->CurrentWindow->ID ? table::find_entry(id) : nullptr;
  if (entry == nullptr) return;
  table::ScreenItem& item = entry->item;
  item.role = table::aria_role_of(*context, id, flags);
  item.checked = (flags & ImGuiItemStatusFlags_Checked) != 0;
  item.expanded = (flags & ImGuiItemStatusFlags_Opened) != 0;
  if (item.role == "tab") item.checked = context->CurrentTabBar->VisibleTabId == id;
  if (text.empty()) return;
  item.label = text;
  entry->described = true;
}

void ImGuiTestEngineHook_Log(ImGuiContext*, const char*, ...) {}

const char* ImGuiTestEngine_FindItemDebugLabel(ImGuiContext*, ImGuiID) { return nullptr; }

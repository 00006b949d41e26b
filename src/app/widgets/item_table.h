// The table of what stands on the canvas in this frame: every ImGui item (through Dear ImGui's test-engine hooks,
// which item_table.cpp implements) and every mark or table that a chart or widget adds by hand. The ARIA mirror and
// the browser tests read it; nothing in the interface does.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sluice::app {

/// One thing on the screen. Rectangles are CSS pixels of the canvas, already clipped; `w` or `h` 0 is not visible.
struct ScreenItem {
  uint32_t id = 0;    ///< ImGuiID, unique in a frame
  std::string role;   ///< an ARIA role: button, checkbox, tab, textbox, slider, combobox, img, row, heading, text...;
                      ///< all behind a dialog stands in it, rows and columnheaders belong to their grid
  std::string label;  ///< what a reader hears, without ImGui's ##suffix
  std::string value;  ///< for textbox, slider, combobox, figure; may be empty
  std::string test_key;  ///< stable across languages ("nav.data", "kpi.customers"); may be empty
  float x = 0, y = 0, w = 0, h = 0;
  bool checked = false, disabled = false, focused = false, expanded = false;
  bool drags_sideways = false;  ///< a finger that sets out sideways drags it instead of scrolling; not for the mirror
};

/// A data table for the mirror: it becomes a real HTML table.
struct ScreenTable {
  std::string caption;
  std::string test_key;
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;     ///< what is visible now, or a chart's whole data when short
  std::vector<std::vector<std::string>> exact{};  ///< of each cell that is shown compact; as `rows`, or empty
  bool covered = false;                           ///< lies under a dialog; found out by add_screen_table
};

// Written while a frame is drawn
void begin_item_table();                                                               ///< before the screens draw
void annotate_last_item(std::string_view role, std::string_view label,                 //
                        std::string_view test_key = {}, std::string_view value = {});  ///< refines the last ImGui item
void note_sideways_drag();                                                             ///< of the last ImGui item
void add_screen_item(ScreenItem item);                                                 ///< a mark that is no ImGui item
void add_screen_table(ScreenTable table);
void announce(std::string_view message);  ///< said once by a live region: "Loaded 20,000 rows"

// Read after the frame
std::span<const ScreenItem> screen_items();
std::span<const ScreenTable> screen_tables();
/// The whole table as JSON {"items":[...],"tables":[...],"announcements":[...]}; `revision` of an unchanged frame
/// is unchanged, so that the mirror can skip it.
std::string screen_json();
uint64_t screen_revision();

}  // namespace sluice::app

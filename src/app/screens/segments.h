// The parts of the Segments screen.
#pragma once

#include "app/screens/screen.h"
#include "app/widgets/fields.h"
#include "app/widgets/menu.h"
#include "rfm/rfm_report.h"

namespace sluice::app {

/// Only where the map in force is the user's own.
void draw_map_editor(ScreenContext& context, const rfm::RfmReport& report);

void draw_map_shape(ScreenContext& context, const rfm::MapDocument& map);  ///< of the own map in force
ui::Button new_map_button(const rfm::RfmSpec& spec);                       ///< to be followed by open_new_map
void open_new_map(ScreenContext& context);
void draw_new_map(ScreenContext& context);  ///< the dialog, where it is open

/// A map that goes with another scoring method than the one chosen says so, and offers it.
void draw_method_of_map(ScreenContext& context);

void draw_segment_settings(ScreenContext& context, const rfm::RfmReport& report);  ///< map, weights, rules
void draw_score_cards(ScreenContext& context, const rfm::RfmReport& report);       ///< cuts, bins, ties of R, F and M

void draw_segment_panel(ScreenContext& context);         ///< explains the open segment; nothing when there is none
float segment_panel_room(const ScreenContext& context);  ///< what it takes from the page at its right

/// The maps that come with the program, then the user's own: their ids, and the options of a select in that order.
std::vector<std::string> map_ids(const rfm::RfmSpec& spec);
std::vector<ui::SelectOption> map_options(const rfm::RfmSpec& spec);

/// The ways to score as options of a select, and the position of the one that is chosen.
std::vector<ui::SelectOption> method_options(std::string_view chosen, size_t& position);

/// The day of analysis, which holds for all screens; `field` names the control. Only where the report is of orders.
void draw_snapshot_field(ScreenContext& context, const rfm::RfmReport& report, const ui::Field& field);

/// How many months count; `select` names the control.
void draw_lookback_choice(ScreenContext& context, const ui::Select& select);

}  // namespace sluice::app

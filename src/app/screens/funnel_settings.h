// The parts of the funnel's settings: a card each. Between their files.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/funnel_edits.h"
#include "app/screens/screen.h"
#include "app/widgets/menu.h"
#include "funnel/funnel_report.h"

namespace sluice::app {

void draw_funnel_steps(ScreenContext& context, const funnel::FunnelReport& report);  ///< and what they are picked from
void draw_event_palette(ScreenContext& context, const funnel::FunnelReport& report);
void draw_funnel_counting(ScreenContext& context, const funnel::FunnelReport& report);  ///< order, unit, window
void draw_funnel_exclusions(ScreenContext& context, const funnel::FunnelReport& report);
void draw_funnel_rules(ScreenContext& context, const funnel::FunnelReport& report);

/// Changes the steps, or what goes by their places: those in force are written down first.
void edit_steps(ScreenContext& context, const funnel::FunnelReport& report,
                const std::function<void(funnel::FunnelSpec&)>& change);

// What can be dragged into the list of steps
inline constexpr const char* kDraggedStep = "funnel.step";    ///< by its place
inline constexpr const char* kDraggedEvent = "funnel.event";  ///< by its index in FunnelReport::events

/// As the screen names an event or a stage: a won opportunity has a word of ours.
std::string event_name(const funnel::FunnelReport& report, const std::string& event);

/// The events that can be picked, with how often they occur.
std::vector<ui::SelectOption> event_options(const funnel::FunnelReport& report);

}  // namespace sluice::app

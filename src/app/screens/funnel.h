// The parts of the Funnel screen.
#pragma once

#include "app/charts/funnel_bars.h"
#include "app/screens/screen.h"
#include "app/view.h"
#include "app/widgets/table.h"
#include "funnel/breakdown_report.h"
#include "funnel/funnel_report.h"

namespace sluice::app {

void draw_funnel_settings(ScreenContext& context, const funnel::FunnelReport& report);  ///< steps and how they count
void draw_funnel_table(ScreenContext& context, const funnel::FunnelReport& report);
void draw_funnel_flows(const funnel::FunnelReport& report);                              ///< in the place of the bars
void draw_funnel_pair(ScreenContext& context, const funnel::FunnelReport& report);       ///< beside a kept one
void draw_funnel_breakdown(ScreenContext& context, const funnel::FunnelReport& report);  ///< events only
void draw_group_charts(FunnelView& view, const funnel::BreakdownReport& report, const std::string& unit);
void draw_funnel_people(ScreenContext& context, const funnel::FunnelReport& report);       ///< events only
void draw_funnel_journey(ScreenContext& context);                                          ///< of one of them
void draw_funnel_afterwards(ScreenContext& context, const funnel::FunnelReport& report);   ///< events only
void draw_funnel_sensitivity(ScreenContext& context, const funnel::FunnelReport& report);  ///< events only
void draw_funnel_over_time(ScreenContext& context, const funnel::FunnelReport& report);    ///< events only
void draw_funnel_times(ScreenContext& context, const funnel::FunnelReport& report);  ///< nothing where none are known
std::string funnel_unit(const funnel::FunnelReport& report);                         ///< "customers", translated
std::string funnel_currency(const Report& report);                                   ///< empty where it is not known
ui::Cell interval_cell(const std::optional<funnel::Rate>& rate);                     ///< "28.1–30.7%"
std::string step_name(const funnel::StepReport& step);                               ///< "cart", "search (optional)"
std::string p_value_text(double p);                                                  ///< "0.0312", "< 0.0001"
std::string unit_words(std::string_view unit);  ///< of FunnelReport::unit, translated

std::optional<chart::Interval> chart_interval(const std::optional<funnel::Rate>& rate);

/// For chart::Funnel. `number` counts from 1 and is what tests know the step by: an event may stand in two steps.
chart::FunnelStep chart_step(const funnel::StepReport& step, size_t number, const std::string& currency);

}  // namespace sluice::app

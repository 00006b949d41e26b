#include "app/screens/changes.h"

#include <array>

#include <imgui.h>

#include "app/screens/customers.h"
#include "app/screens/empty.h"
#include "app/screens/words.h"
#include "app/widgets/card.h"
#include "app/widgets/layout.h"
#include "app/widgets/navigation.h"
#include "app/widgets/text.h"

namespace sluice::app {
namespace {

void draw_tabs(ScreenContext& context) {
  ChangesTab& tab = context.view.changes.tab;
  const std::array<ui::Option, 2> options{{{.key = "changes.tab.migration", .label = tr("changes.migration")},
                                           {.key = "changes.tab.comparison", .label = tr("changes.comparison")}}};
  const auto chosen = ui::tabs("changes.tabs", options, static_cast<size_t>(tab));
  ui::gap(sizes().s16);
  if (!chosen) return;
  tab = static_cast<ChangesTab>(*chosen);
  context.view.changes.matrix = {};
  context.store.close_flow();
}

std::optional<ShownChange> shown_change(ScreenContext& context) {
  if (!context.store.report().rfm) return std::nullopt;
  return context.view.changes.tab == ChangesTab::migration ? shown_migration(context) : shown_comparison(context);
}

/// One panel at a time: that of a customer lies over the list that it was opened from.
float panel_room(ScreenContext& context) {
  if (!context.store.open_customer().empty()) return customer_panel_room(context);
  return shown_change(context) ? flow_panel_room(context) : 0;
}

}  // namespace

bool draw_without_answer(const Error* error, bool here, std::string_view key) {
  if (error) {
    const std::string message = pick(error->message);
    const bool settled = error->code == ErrorCode::not_applicable;
    ui::banner({.key = key, .tone = settled ? ui::Tone::neutral : ui::Tone::warning, .text = message});
    return true;
  }
  if (!here) ui::skeleton(10);
  return !here;
}

std::string measure_words(const rfm::RfmReport& report, const rfm::FlowFigures& figures, SegmentMeasure measure) {
  return measure == SegmentMeasure::customers ? format_count(static_cast<double>(figures.customers))
                                              : format_money_compact(figures.revenue, report.currency);
}

void draw_changes_screen(ScreenContext& context) {
  const std::optional<rfm::RfmReport>& report = context.store.report().rfm;
  if (ui::begin_page("changes", panel_room(context))) {
    if (!report) {
      draw_no_customers(context, "changes.empty");
    } else {
      ui::heading(tr("nav.changes"), "changes.heading");
      draw_tabs(context);
      if (context.view.changes.tab == ChangesTab::migration) {
        draw_migration(context, *report);
      } else {
        draw_comparison(context, *report);
      }
    }
  }
  ui::end_page();
  if (!context.store.open_customer().empty()) return draw_customer_panel(context);
  if (const std::optional<ShownChange> shown = shown_change(context)) draw_flow_panel(context, *report, *shown);
}

}  // namespace sluice::app

#include "app/screens/retention.h"

#include "app/screens/customers.h"
#include "app/screens/empty.h"
#include "app/screens/words.h"
#include "app/widgets/card.h"
#include "app/widgets/layout.h"
#include "app/widgets/text.h"

namespace sluice::app {
namespace {

/// Other rows under the same numbers: back to the top.
void reset_overdue_scrolling(ScreenContext& context) {
  RetentionView& view = context.view.retention;
  if (view.rows_of == context.store.report_count()) return;
  view.rows_of = context.store.report_count();
  view.overdue = {};
}

void draw_content(ScreenContext& context, const rfm::RfmReport& report) {
  ui::heading(tr("nav.retention"), "retention.heading");
  const Inquiry<rfm::RhythmReport>& rhythm = context.store.rhythm();
  if (rhythm.error()) {
    ui::paragraph(pick(rhythm.error()->message), TextStyle::body, "retention.error");
    return;
  }
  if (!rhythm.answer()) {
    ui::skeleton(6);
  } else {
    draw_rhythm_figures(report, *rhythm.answer());
  }
  ui::gap(sizes().s16);
  draw_cohort_cards(context, report);
  if (!rhythm.answer()) return;
  ui::gap(sizes().s16);
  draw_rhythm_cards(context, *rhythm.answer());
  ui::gap(sizes().s16);
  draw_overdue(context, report, *rhythm.answer());
}

}  // namespace

void draw_retention_screen(ScreenContext& context) {
  reset_overdue_scrolling(context);
  if (ui::begin_page("retention", customer_panel_room(context))) {
    const std::optional<rfm::RfmReport>& report = context.store.report().rfm;
    if (!report) {
      draw_no_customers(context, "retention.empty");
    } else if (report->source != "orders") {
      draw_no_order_lines(context, "retention.no_lines");
    } else {
      draw_content(context, *report);
    }
  }
  ui::end_page();
  draw_customer_panel(context);
}

}  // namespace sluice::app

#include "app/screens/segments.h"

#include <algorithm>
#include <array>
#include <functional>

#include <imgui.h>

#include "app/charts/bar_list.h"
#include "app/screens/charts_of.h"
#include "app/screens/crossing_card.h"
#include "app/screens/data_notes.h"
#include "app/screens/empty.h"
#include "app/screens/group_columns.h"
#include "app/screens/side_by_side.h"
#include "app/screens/words.h"
#include "app/widgets/button.h"
#include "app/widgets/card.h"
#include "app/widgets/cells.h"
#include "app/widgets/chip.h"
#include "app/widgets/item_table.h"
#include "app/widgets/layout.h"
#include "app/widgets/navigation.h"
#include "app/widgets/table.h"
#include "app/widgets/text.h"

namespace sluice::app {
namespace {

std::vector<ui::Column> columns(const rfm::RfmReport& report) {
  std::vector<ui::Column> all{
      {.key = "segment", .label = tr("segments.segment"), .min_width = 204, .weight = 1, .tip = pick(report.map_rule)}};
  constexpr float kWithBar = 124;
  add_group_columns(all, {.share_width = kWithBar, .weight = 0.4f, .average_order = true});
  return all;
}

/// Where there is no room for all columns, the others give way to these.
void prefer(std::vector<ui::Column>& columns, SegmentFigures figures) {
  const auto averages = std::find_if(columns.begin(), columns.end(),
                                     [](const ui::Column& column) { return column.key == "average_order"; });
  const bool totals = figures == SegmentFigures::totals;
  std::for_each(totals ? averages : columns.begin() + 1, totals ? columns.end() : averages,
                [](ui::Column& column) { column.priority = 1; });
}

void draw_figures_choice(SegmentFigures& figures) {
  const std::array<ui::Option, 2> options{{{.key = "segments.figures.totals", .label = tr("segments.totals")},
                                           {.key = "segments.figures.averages", .label = tr("segments.averages")}}};
  const auto chosen = ui::segmented("segments.figures", options, static_cast<size_t>(figures));
  if (chosen) figures = static_cast<SegmentFigures>(*chosen);
}

/// The largest shares of the table, so that the longest bar fills its column.
struct Largest {
  double customers = 0, revenue = 0;
};

Largest largest_shares(const rfm::RfmReport& report) {
  Largest largest;
  for (const rfm::SegmentReport& segment : report.segments) {
    largest.customers = std::max(largest.customers, segment.customer_share);
    largest.revenue = std::max(largest.revenue, segment.revenue_share.value_or(0));
  }
  return largest;
}

std::optional<double> bar_of(Maybe share, double largest) {
  if (!share || !(largest > 0)) return std::nullopt;
  return std::max(0.0, *share) / largest;
}

void fill_row(ui::Row& row, const rfm::RfmReport& report, const rfm::SegmentReport& segment, const Largest& largest) {
  row = {{.text = pick(segment.name), .color = segment.color, .strong = true},
         ui::count_cell(static_cast<double>(segment.customers)),
         ui::share_cell(segment.customer_share, bar_of(segment.customer_share, largest.customers)),
         ui::compact_money_cell(segment.revenue, report.currency),
         ui::share_cell(segment.revenue_share, bar_of(segment.revenue_share, largest.revenue)),
         ui::money_cell(segment.average_order, report.currency),
         ui::days_cell(segment.mean_recency),
         {.text = mean_frequency(segment.mean_frequency), .plain = plain_number(segment.mean_frequency)},
         ui::money_cell(segment.mean_monetary, report.currency)};
}

void click_segment(ScreenContext& context, const rfm::SegmentReport& segment) {
  context.store.edit(
      [&](Spec& spec) { click_filter(spec.filter, Facet::segments, segment.id, adding_to_selection()); });
}

void draw_segment_table(ScreenContext& context, const rfm::RfmReport& report) {
  const std::string subtitle =
      report.map_report.kind == rfm::MapKind::split ? map_words(report) : std::string(tr("segments.click_hint"));
  SegmentsView& view = context.view.segments;
  std::vector<ui::Column> header = columns(report);
  std::function<void()> choice;
  if (!ui::columns_fit(header, ui::available_width())) choice = [&view] { draw_figures_choice(view.figures); };
  prefer(header, view.figures);
  ui::Card card({.key = "segments.table_card",
                 .title = pick(report.map_name),
                 .subtitle = subtitle,
                 .tip = pick(report.map_rule),
                 .actions = choice,
                 .flush = true});
  const Largest largest = largest_shares(report);
  const rfm::FilterSpec& filter = context.store.spec().filter;
  const ui::TableEvent event = ui::table(
      {.key = "segments.table",
       .caption = tr("segments.table_caption"),
       .columns = header,
       .rows = report.segments.size(),
       .row =
           [&](uint64_t index) {
             fill_row(view.row, report, report.segments[index], largest);
             return &view.row;
           },
       .is_selected = [&](uint64_t index) { return in_filter(filter, Facet::segments, report.segments[index].id); }},
      view.table);
  if (event.clicked) click_segment(context, report.segments[*event.clicked]);
}

void draw_chart(ScreenContext& context, const rfm::RfmReport& report) {
  SegmentMeasure& measure = context.view.segments.chart;
  const std::array<ui::Option, 2> measures{{{.key = "segments.chart.customers", .label = tr("figure.customers")},
                                            {.key = "segments.chart.revenue", .label = tr("figure.revenue")}}};
  ui::Card card({.key = "segments.chart_card", .title = tr("segments.compare"), .actions = [&] {
                   const auto chosen = ui::segmented("segments.chart.measure", measures, static_cast<size_t>(measure));
                   if (chosen) measure = static_cast<SegmentMeasure>(*chosen);
                 }});
  chart::BarList data{.key = "segment",
                      .caption = tr("segments.compare"),
                      .value_header = measures[static_cast<size_t>(measure)].label,
                      .share_header = tr("segments.share"),
                      .note = tr(measure == SegmentMeasure::customers ? "tip.group_customers" : "tip.revenue")};
  for (const rfm::SegmentReport& segment : report.segments) {
    const double value = measure_of(segment, measure);
    const Maybe share = measure == SegmentMeasure::customers ? Maybe(segment.customer_share) : segment.revenue_share;
    data.items.push_back({.id = segment.id,
                          .label = pick(segment.name),
                          .value = value,
                          .value_text = measure_text(report, value, measure),
                          .share = share,
                          .share_text = format_percent(share),
                          .color = segment.color,
                          .selected = in_filter(context.store.spec().filter, Facet::segments, segment.id),
                          .tip = segment_tip(report, segment)});
  }
  if (const auto clicked = chart::bar_list(data).clicked) click_segment(context, report.segments[*clicked]);
}

/// Whole sentences need a place of their own: all segments, or those that are chosen.
void draw_advice(ScreenContext& context, const rfm::RfmReport& report) {
  const std::vector<std::string>& chosen = context.store.spec().filter.segments;
  ui::Card card({.key = "segments.advice", .title = tr("segments.advice")});
  ui::Grid grid({.key = "advice", .min_column = 300, .most = 3, .equal_heights = false});
  for (const rfm::SegmentReport& segment : report.segments) {
    if (!chosen.empty() && !segment.selected) continue;
    grid.next();
    ui::segment_badge(pick(segment.name), segment.color, "segments.advice." + segment.id);
    ui::paragraph_muted(pick(segment.advice), TextStyle::caption);
    ui::gap(sizes().s4);
    if (ui::button({.key = "segments.explain." + segment.id,
                    .label = tr("segments.explain"),
                    .kind = ui::ButtonKind::quiet,
                    .icon = ui::Icon::info,
                    .small = true})) {
      context.store.open_segment(segment.id);
    }
    annotate_last_item("button", tr_format("segments.explain_spoken", {pick(segment.name)}));
    ui::gap(sizes().s12);
  }
}

}  // namespace

void draw_segments_screen(ScreenContext& context) {
  if (context.view.segments.editor.open) context.store.close_segment();  // the editor has its words, too
  if (ui::begin_page("segments", segment_panel_room(context))) {
    if (!context.store.report().rfm) {
      draw_no_customers(context, "segments.empty");
    } else {
      const rfm::RfmReport& report = *context.store.report().rfm;
      bool& editing = context.view.segments.editor.open;
      const rfm::RfmSpec& spec = context.store.spec().rfm;
      editing = editing && rfm::find_own_map(spec, spec.map) != nullptr;
      if (editing) {
        draw_map_editor(context, report);
        return ui::end_page();
      }
      ui::heading(tr("nav.segments"), "segments.heading");
      draw_data_notes(context, report);
      side_by_side(
          [&] {
            draw_segment_table(context, report);
            ui::gap(sizes().s16);
            draw_chart(context, report);
            ui::gap(sizes().s16);
            draw_advice(context, report);
          },
          [&] { draw_segment_settings(context, report); }, tr("settings.jump"));
      ui::gap(sizes().s16);
      draw_score_cards(context, report);
      ui::gap(sizes().s16);
      draw_crossing_card(context, report);
    }
  }
  ui::end_page();
  draw_segment_panel(context);
  draw_new_map(context);
}

}  // namespace sluice::app

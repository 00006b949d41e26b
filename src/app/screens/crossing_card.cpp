#include "app/screens/crossing_card.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "app/screens/charts_of.h"
#include "app/screens/inquiry_state.h"
#include "app/screens/words.h"
#include "app/widgets/card.h"
#include "app/widgets/cells.h"
#include "app/widgets/layout.h"
#include "app/widgets/menu.h"
#include "app/widgets/navigation.h"
#include "app/widgets/table.h"
#include "app/widgets/text.h"

namespace sluice::app {
namespace {

using rfm::CrossingReport;

/// More findings than this only on request.
constexpr size_t kFewFindings = 5;

// What against what --------------------------------------------------------------------------------------------------

void draw_attribute_choice(ScreenContext& context, const rfm::RfmReport& report) {
  std::vector<ui::SelectOption> options;
  size_t current = 0;
  const std::string& chosen = context.store.spec().crossing.attribute;
  for (size_t i = 0; i < report.attributes.size(); ++i) {
    options.push_back({.label = pick(report.attributes[i].title)});
    if (report.attributes[i].name == chosen) current = i;
  }
  const auto picked = ui::select(
      {.key = "crossing.attribute", .label = tr("crossing.attribute"), .width = 6 * sizes().control}, options, current);
  if (!picked) return;
  const std::string name = report.attributes[*picked].name;
  context.store.edit([&](Spec& spec) { spec.crossing.attribute = name; });
}

/// "segment", and the groupings that have groups here.
std::vector<std::string> groupings_here(const rfm::RfmReport& report) {
  std::vector<std::string> ids{"segment"};
  for (const rfm::GroupingReport& grouping : report.groupings) {
    if (!grouping.groups.empty()) ids.push_back(grouping.id);
  }
  return ids;
}

std::string grouping_title(const rfm::RfmReport& report, const std::string& id) {
  for (const rfm::GroupingReport& grouping : report.groupings) {
    if (grouping.id == id) return pick(grouping.name);
  }
  return tr("nav.segments");
}

void draw_group_choice(ScreenContext& context, const rfm::RfmReport& report) {
  const std::vector<std::string> ids = groupings_here(report);
  std::vector<ui::SelectOption> options;
  size_t current = 0;
  for (size_t i = 0; i < ids.size(); ++i) {
    options.push_back({.label = grouping_title(report, ids[i])});
    if (ids[i] == context.store.spec().crossing.by) current = i;
  }
  const auto picked =
      ui::select({.key = "crossing.by", .label = tr("crossing.by"), .width = 6 * sizes().control}, options, current);
  if (picked) context.store.edit([&](Spec& spec) { spec.crossing.by = ids[*picked]; });
}

void draw_measure(CrossingView& view) {
  const std::array<ui::Option, 3> options{{{.key = "crossing.measure.share", .label = tr("crossing.share")},
                                           {.key = "crossing.measure.index", .label = tr("crossing.index")},
                                           {.key = "crossing.measure.customers", .label = tr("figure.customers")}}};
  const auto chosen = ui::segmented("crossing.measure", options, static_cast<size_t>(view.measure));
  if (chosen) view.measure = static_cast<CrossingMeasure>(*chosen);
}

// Table --------------------------------------------------------------------------------------------------------------

ui::Cell figure_cell(const rfm::CrossedCell& cell, CrossingMeasure measure) {
  switch (measure) {
    case CrossingMeasure::share:
      return ui::share_cell(cell.share);
    case CrossingMeasure::index:
      return ui::decimal_cell(cell.index, 0);
    case CrossingMeasure::customers:
      break;
  }
  return ui::count_cell(static_cast<double>(cell.customers));
}

/// A mark before what stands out; what was not tested is pale.
ui::Cell crossed_cell(const rfm::CrossedCell& cell, CrossingMeasure measure) {
  ui::Cell shown = figure_cell(cell, measure);
  shown.muted = cell.too_few;
  if (!cell.stands_out) return shown;
  shown.strong = true;
  shown.text = (*cell.deviation > 0 ? "▲ " : "▼ ") + shown.text;
  return shown;
}

const char* tip_of(CrossingMeasure measure) {
  switch (measure) {
    case CrossingMeasure::share:
      return tr("tip.crossing_share");
    case CrossingMeasure::index:
      return tr("tip.crossing_index");
    case CrossingMeasure::customers:
      break;
  }
  return tr("tip.group_customers");
}

void fill_crossing_row(ui::Row& row, const rfm::CrossedValue& value, CrossingMeasure measure) {
  row.clear();
  row.push_back({.text = pick(value.label), .strong = true});
  row.push_back(measure == CrossingMeasure::customers ? ui::count_cell(static_cast<double>(value.customers))
                                                      : ui::share_cell(value.share));
  for (const rfm::CrossedCell& cell : value.cells) row.push_back(crossed_cell(cell, measure));
}

Facet facet_of(const std::string& by) {
  const auto found = std::find(rfm::kGroupingIds.begin(), rfm::kGroupingIds.end(), by);
  if (found == rfm::kGroupingIds.end()) return Facet::segments;
  return grouping_facet(rfm::kGroupings[static_cast<size_t>(found - rfm::kGroupingIds.begin())]);
}

/// The customers of a row, of a cell with those of its group only. A range and all others together are no value.
void filter_by(ScreenContext& context, const CrossingReport& report, const rfm::CrossedValue& value,
               std::optional<size_t> column) {
  constexpr size_t kBeforeGroups = 2;  // columns
  context.store.edit([&](Spec& spec) {
    if (value.value) click_attribute(spec.filter, report.attribute, *value.value, adding_to_selection());
    if (!column || *column < kBeforeGroups) return;
    click_filter(spec.filter, facet_of(report.by), report.groups[*column - kBeforeGroups].id, adding_to_selection());
  });
}

void draw_crossing_table(ScreenContext& context, const CrossingReport& report) {
  CrossingView& view = context.view.crossing;
  std::vector<std::string> names;  // of the columns, which keep views of them
  for (const rfm::CrossedGroup& group : report.groups) names.push_back(pick(group.name));
  const std::string title = pick(report.title);
  std::vector<ui::Column> columns{{.key = "value", .label = title, .min_width = 132, .weight = 1}};
  columns.push_back(ui::figure_column("all", tr("crossing.all"), tr("tip.crossing_all"), 84));
  for (size_t i = 0; i < names.size(); ++i) {
    columns.push_back(ui::figure_column(report.groups[i].id, names[i], tip_of(view.measure), 104));
  }
  const std::string caption = tr_format("crossing.caption", {title, pick(report.by_title)});
  const ui::TableEvent event = ui::table({.key = "crossing.table",
                                          .caption = caption,
                                          .columns = columns,
                                          .rows = report.values.size(),
                                          .row =
                                              [&](uint64_t index) {
                                                fill_crossing_row(view.row, report.values[index], view.measure);
                                                return &view.row;
                                              },
                                          .cells = true,
                                          .empty_text = tr("crossing.nobody")},
                                         view.table);
  if (event.clicked) filter_by(context, report, report.values[*event.clicked], event.clicked_column);
}

// Words --------------------------------------------------------------------------------------------------------------

void draw_findings(CrossingView& view, const CrossingReport& report) {
  const size_t shown = view.all_findings ? report.findings.size() : std::min(kFewFindings, report.findings.size());
  for (size_t i = 0; i < shown; ++i) {
    const std::string key = "crossing.finding." + std::to_string(i);
    ui::paragraph(pick(report.findings[i].sentence), TextStyle::body, key);
  }
  if (report.findings.size() <= kFewFindings) return;
  const std::string label = view.all_findings
                                ? std::string(tr("crossing.few_findings"))
                                : tr_format("crossing.all_findings", {format_whole(report.findings.size())});
  if (ui::link("crossing.more", label, TextStyle::caption)) view.all_findings = !view.all_findings;
}

void draw_test(const CrossingReport& report) {
  ui::paragraph(pick(report.verdict), TextStyle::body, "crossing.verdict");
  if (report.test) {
    const rfm::CrossingTest& test = *report.test;
    const std::string p = test.p < 0.001 ? "< 0.001" : "= " + format_number(test.p, 3);
    ui::paragraph_muted(tr_format("crossing.test", {format_number(test.chi_square, 2), format_count(test.degrees), p,
                                                    format_number(test.cramers_v, 3)}),
                        TextStyle::caption, "crossing.test");
    ui::last_item_tooltip(tr("tip.crossing_test"));
  }
  if (report.unknown == 0) return;
  ui::paragraph_muted(tr_format("crossing.unknown", {format_whole(report.unknown), pick(report.title)}),
                      TextStyle::caption, "crossing.unknown");
}

void draw_crossing(ScreenContext& context, const CrossingReport& report) {
  draw_test(report);
  ui::gap(sizes().s8);
  draw_measure(context.view.crossing);
  ui::gap(sizes().s8);
  draw_crossing_table(context, report);
  if (report.findings.empty()) return;
  ui::section(tr("crossing.findings"));
  draw_findings(context.view.crossing, report);
}

}  // namespace

void draw_crossing_card(ScreenContext& context, const rfm::RfmReport& report) {
  if (report.attributes.empty()) return;
  Inquiry<CrossingReport>& inquiry = context.store.crossing();
  const bool seen = ui::in_sight(ui::kShortTableRows * sizes().row);
  const ui::Card card({.key = "crossing.card",
                       .title = tr("crossing.title"),
                       .subtitle = tr("crossing.subtitle"),
                       .hint = tr("crossing.hint"),
                       .tip = tr("tip.crossing")});
  if (seen) inquiry.want();
  {
    ui::Grid grid({.key = "crossing.choices", .min_column = 220, .most = 2, .equal_heights = false});
    grid.next();
    draw_attribute_choice(context, report);
    grid.next();
    draw_group_choice(context, report);
  }
  ui::gap(sizes().s8);
  draw_inquiry(inquiry, "crossing", 8, [&](const CrossingReport& answer) { draw_crossing(context, answer); });
}

}  // namespace sluice::app

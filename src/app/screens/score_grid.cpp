#include "app/screens/score_grid.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "app/charts/cube.h"
#include "app/charts/heatmap.h"
#include "app/screens/charts_of.h"
#include "app/screens/inquiry_state.h"
#include "app/screens/words.h"
#include "app/widgets/card.h"
#include "app/widgets/layout.h"
#include "app/widgets/navigation.h"
#include "app/widgets/text.h"
#include "app/widgets/tooltip.h"
#include "base/cell_key.h"

namespace sluice::app {
namespace {

/// What cells are coloured by. Lifetime values by key of the cell, of two scores or three, as a mean; empty where they
/// are not here.
struct CellColoring {
  CellMeasure measure = CellMeasure::customers;
  std::map<std::string, double> mean_values{};

  double mean_value(const std::string& key) const {
    const auto found = mean_values.find(key);
    return found == mean_values.end() ? 0 : found->second;
  }
};

std::map<std::string, double> mean_values_of(const rfm::ValueReport& report, GridShape shape) {
  struct Sum {
    double value = 0, customers = 0;
  };
  std::map<std::string, Sum> sums;
  for (const rfm::CellValue& cell : report.cells) {
    const std::string key = shape == GridShape::cube ? key_of_scores({cell.recency, cell.frequency, cell.monetary})
                                                     : key_of_scores({cell.recency, cell.frequency});
    sums[key].value += cell.value;
    sums[key].customers += static_cast<double>(cell.customers);
  }
  std::map<std::string, double> means;
  for (const auto& [key, sum] : sums) means[key] = sum.value / sum.customers;
  return means;
}

double cell_value(const rfm::GridCell& cell, const std::string& id, const CellColoring& coloring) {
  switch (coloring.measure) {
    case CellMeasure::customers:
      return static_cast<double>(cell.customers);
    case CellMeasure::revenue:
      return cell.revenue;
    case CellMeasure::mean_monetary:
      return cell.mean_monetary.value_or(0);
    case CellMeasure::mean_value:
      return coloring.mean_value(id);
  }
  return 0;
}

std::string cell_text(const rfm::RfmReport& report, const rfm::GridCell& cell, const std::string& id,
                      const CellColoring& coloring) {
  if (cell.customers == 0) return {};
  if (coloring.measure == CellMeasure::customers) return format_compact(static_cast<double>(cell.customers));
  return format_money_compact(cell_value(cell, id, coloring), report.currency);
}

/// The values behind a score, in the unit of the dimension: "R 4": "31 days to 89 days". Nothing where nobody has it.
void add_cuts(std::vector<ui::TooltipRow>& rows, const rfm::RfmReport& report, size_t dimension, int score) {
  constexpr std::array kLetters{"R ", "F ", "M "};
  for (const rfm::BinReport& bin : report.dimensions[dimension].scores) {
    if (bin.score != score || !bin.lowest || !bin.highest) continue;
    const std::string low = dimension_value(report, dimension, bin.lowest);
    const std::string high = dimension_value(report, dimension, bin.highest);
    const std::string range = low == high ? low : tr_format("scores.range", {low, high});
    rows.push_back({kLetters[dimension] + std::to_string(score), range});
  }
}

/// How the measure of a cell is computed.
const char* meaning_of(CellMeasure measure) {
  switch (measure) {
    case CellMeasure::customers:
      return tr("tip.group_customers");
    case CellMeasure::revenue:
      return tr("tip.revenue");
    case CellMeasure::mean_monetary:
      return tr("tip.mean_monetary");
    case CellMeasure::mean_value:
      return tr("tip.value_mean");
  }
  return "";
}

chart::HeatmapCell heatmap_cell(const rfm::RfmReport& report, const rfm::GridCell& cell, const CellColoring& coloring,
                                const rfm::FilterSpec& filter) {
  const std::string id = std::to_string(cell.recency) + std::to_string(cell.frequency);
  const rfm::SegmentReport* segment = find_segment(report, cell.segment);
  std::vector<ui::TooltipRow> tip;
  add_cuts(tip, report, 0, cell.recency);
  add_cuts(tip, report, 1, cell.frequency);
  tip.push_back({tr("figure.customers"), format_count(static_cast<double>(cell.customers))});
  tip.push_back({tr("figure.revenue"), format_money_exact(cell.revenue, report.currency)});
  tip.push_back({tr("figure.mean_monetary"), format_money(cell.mean_monetary, report.currency)});
  if (coloring.measure == CellMeasure::mean_value) {
    tip.push_back({tr("value.mean"), format_money(coloring.mean_value(id), report.currency)});
  }
  return {.id = id,
          .value = cell_value(cell, id, coloring),
          .text = cell_text(report, cell, id, coloring),
          .label = segment ? pick(segment->name) : std::string{},
          .color = segment ? segment->color : std::string{},
          .selected = cell_in_filter(filter, id),
          .tip = std::move(tip)};
}

void click_cell(ScreenContext& context, const std::string& id) {
  context.store.edit([&](Spec& spec) { click_filter(spec.filter, Facet::cells, id, adding_to_selection()); });
}

void draw_heatmap(ScreenContext& context, const rfm::RfmReport& report, const CellColoring& coloring,
                  std::string_view legend_title) {
  const int bins = report.dimensions[0].bins;
  chart::Heatmap data{.key = "overview.heatmap",
                      .caption = tr("overview.grid"),
                      .x_title = tr("overview.frequency_score"),
                      .y_title = tr("overview.recency_score"),
                      .columns = bins,
                      .rows = bins,
                      .legend_title = legend_title,
                      .note = meaning_of(coloring.measure),
                      .fills = true};
  double largest = 0;
  for (const rfm::GridCell& cell : report.grid) {
    data.cells.push_back(heatmap_cell(report, cell, coloring, context.store.spec().filter));
    largest = std::max(largest, data.cells.back().value);
  }
  const std::string high = coloring.measure == CellMeasure::customers ? format_compact(largest)
                                                                      : format_money_compact(largest, report.currency);
  const std::string low = format_count(0.0);
  data.legend_low = low;
  data.legend_high = high;
  if (const auto clicked = chart::heatmap(data).clicked) click_cell(context, data.cells[*clicked].id);
}

double cube_value(const rfm::CubeCell& cell, const std::string& id, const CellColoring& coloring) {
  const auto customers = static_cast<double>(cell.customers);
  switch (coloring.measure) {
    case CellMeasure::customers:
      return customers;
    case CellMeasure::revenue:
      return cell.revenue;
    case CellMeasure::mean_monetary:
      return cell.revenue / customers;
    case CellMeasure::mean_value:
      return coloring.mean_value(id);
  }
  return 0;
}

chart::CubeCell cube_cell(const rfm::RfmReport& report, const rfm::CubeCell& cell, const CellColoring& coloring,
                          const rfm::FilterSpec& filter) {
  const std::string id = key_of_scores({cell.recency, cell.frequency, cell.monetary});
  const rfm::SegmentReport* segment = find_segment(report, cell.segment);
  const double value = cube_value(cell, id, coloring);
  const auto customers = static_cast<double>(cell.customers);
  std::vector<ui::TooltipRow> tip;
  add_cuts(tip, report, 0, cell.recency);
  add_cuts(tip, report, 1, cell.frequency);
  add_cuts(tip, report, 2, cell.monetary);
  tip.push_back({tr("figure.customers"), format_count(customers)});
  tip.push_back({tr("figure.revenue"), format_money_exact(cell.revenue, report.currency)});
  tip.push_back({tr("cohorts.revenue_per_customer"), format_money(cell.revenue / customers, report.currency)});
  if (coloring.measure == CellMeasure::mean_value) {
    tip.push_back({tr("value.mean"), format_money(value, report.currency)});
  }
  return {.id = id,
          .x = cell.frequency,
          .y = cell.recency,
          .z = cell.monetary,
          .value = value,
          .text = coloring.measure == CellMeasure::customers ? format_count(customers)
                                                             : format_money_compact(value, report.currency),
          .label = segment ? pick(segment->name) : std::string{},
          .color = segment ? segment->color : std::string{},
          .selected = cell_in_filter(filter, id),
          .tip = std::move(tip)};
}

void draw_cube(ScreenContext& context, const rfm::RfmReport& report, const CellColoring& coloring,
               std::string_view header) {
  chart::Cube data{.key = "overview.cube",
                   .caption = tr("overview.cube"),
                   .x_title = tr("overview.frequency_score"),
                   .y_title = tr("overview.recency_score"),
                   .z_title = tr("overview.monetary_score"),
                   .value_header = header,
                   .note = meaning_of(coloring.measure),
                   .bins = report.dimensions[0].bins};
  for (const rfm::CubeCell& cell : report.cube) {
    data.cells.push_back(cube_cell(report, cell, coloring, context.store.spec().filter));
  }
  if (const auto clicked = chart::cube(data).clicked) click_cell(context, data.cells[*clicked].id);
  ui::paragraph_muted(tr("overview.cube_legend"), TextStyle::caption);
}

}  // namespace

void draw_score_grid(ScreenContext& context, const rfm::RfmReport& report) {
  CellMeasure& measure = context.view.overview.heatmap;
  GridShape& shape = context.view.overview.grid;
  const bool cube = shape == GridShape::cube;
  std::vector<ui::Option> measures{
      {.key = "overview.heatmap.customers", .label = tr("figure.customers")},
      {.key = "overview.heatmap.revenue", .label = tr("figure.revenue")},
      {.key = "overview.heatmap.monetary", .label = cube ? tr("overview.per_customer") : tr("overview.mean_m")}};
  if (report.lifetime && report.lifetime->value) {
    measures.push_back({.key = "overview.heatmap.value", .label = tr("value.mean")});
  } else if (measure == CellMeasure::mean_value) {
    measure = CellMeasure::customers;
  }
  const std::array<ui::Option, 2> shapes{{{.key = "overview.grid.heatmap", .label = tr("overview.as_heatmap")},
                                          {.key = "overview.grid.cube", .label = tr("overview.as_cube")}}};
  ui::Card card({.key = "overview.grid",
                 .title = cube ? tr("overview.cube") : tr("overview.grid"),
                 .hint = tr("overview.grid_hint"),
                 .tip = cube ? tr("tip.cube") : tr("tip.grid"),
                 .actions = [&] {
                   const auto chosen = ui::segmented("overview.grid.shape", shapes, static_cast<size_t>(shape));
                   if (chosen) shape = static_cast<GridShape>(*chosen);
                 }});
  const auto chosen = ui::segmented("overview.heatmap.measure", measures, static_cast<size_t>(measure));
  if (chosen) measure = static_cast<CellMeasure>(*chosen);
  ui::gap(sizes().s12);
  CellColoring coloring{.measure = measure};
  if (measure == CellMeasure::mean_value) {
    Inquiry<rfm::ValueReport>& value = context.store.value();
    value.want();
    if (has_inquiry_state(value)) draw_inquiry_state(value, "overview.heatmap.value_state");
    if (value.answer() != nullptr) coloring.mean_values = mean_values_of(*value.answer(), shape);
  }
  const std::string_view header = measures[static_cast<size_t>(measure)].label;
  if (cube) {
    draw_cube(context, report, coloring, header);
  } else {
    draw_heatmap(context, report, coloring, header);
  }
}

}  // namespace sluice::app

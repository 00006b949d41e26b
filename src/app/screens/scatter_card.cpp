#include "app/screens/scatter_card.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "app/screens/charts_of.h"
#include "app/screens/words.h"
#include "app/widgets/button.h"
#include "app/widgets/card.h"
#include "app/widgets/layout.h"
#include "app/widgets/menu.h"
#include "app/widgets/text.h"

namespace sluice::app {
namespace {

constexpr std::array<std::pair<size_t, size_t>, 3> kPlanes{{{1, 2}, {0, 1}, {0, 2}}};  // dimensions: 0 R, 1 F, 2 M

size_t dimension_of(const rfm::RfmReport& report, const std::string& name) {
  size_t dimension = 0;
  while (dimension + 1 < report.dimensions.size() && report.dimensions[dimension].name != name) ++dimension;
  return dimension;
}

std::string title_of(const rfm::ScatterAxis& axis, size_t dimension) {
  const bool logarithmic = axis.scale == rfm::AxisScale::logarithmic;
  const std::string name = dimension_name(dimension);
  return logarithmic ? tr_format("scatter.logarithmic_axis", {name}) : name;
}

/// The cuts that separate somebody, each once.
std::vector<double> lines_of(const rfm::DimensionReport& scores) {
  std::vector<double> lines = scores.cuts;
  lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
  std::erase_if(lines, [&](double cut) { return !separates(scores, cut); });
  return lines;
}

chart::ScatterAxis axis_of(const rfm::RfmReport& report, const rfm::ScatterAxis& axis, std::string_view title) {
  const size_t dimension = dimension_of(report, axis.dimension);
  return {.title = title,
          .logarithmic = axis.scale == rfm::AxisScale::logarithmic,
          .edges = axis.edges,
          .cuts = lines_of(report.dimensions[dimension]),
          .whole = dimension != 2,
          .format =
              [&report, dimension](double value) {
                return dimension == 2 ? format_money_compact(value, report.currency) : format_compact(value);
              },
          .exact = [&report, dimension](double value) { return dimension_value(report, dimension, value); }};
}

bool has_axes_of(const rfm::ScatterReport& scatter, const rfm::Lasso& lasso) {
  return lasso.x == scatter.x.dimension && lasso.y == scatter.y.dimension;
}

/// The area in force, where it was drawn on these axes, whatever their scales.
chart::Outline outline_of(const rfm::FilterSpec& filter, const rfm::ScatterReport& scatter) {
  if (!filter.lasso || !has_axes_of(scatter, *filter.lasso)) return {};
  const rfm::Lasso& lasso = *filter.lasso;
  chart::Outline outline{.x_logarithmic = lasso.x_scale == rfm::AxisScale::logarithmic,
                         .y_logarithmic = lasso.y_scale == rfm::AxisScale::logarithmic};
  for (const rfm::AxisPoint& point : lasso.points) outline.corners.push_back({point.x, point.y});
  return outline;
}

/// Why the area in force is not to be seen as it was drawn.
void draw_note(const rfm::RfmReport& report, const rfm::FilterSpec& filter, const rfm::ScatterReport& scatter) {
  if (!filter.lasso) return;
  const rfm::Lasso& lasso = *filter.lasso;
  constexpr std::string_view kKey = "overview.scatter.note";
  if (!has_axes_of(scatter, lasso)) {
    const std::string words = tr_format("scatter.drawn_elsewhere", {dimension_name(dimension_of(report, lasso.x)),
                                                                    dimension_name(dimension_of(report, lasso.y))});
    ui::paragraph_muted(words, TextStyle::caption, kKey);
  } else if (lasso.x_scale != scatter.x.scale || lasso.y_scale != scatter.y.scale) {
    ui::paragraph_muted(tr("scatter.drawn_on_other_scale"), TextStyle::caption, kKey);
  }
}

void draw_plane_choice(ScreenContext& context, const rfm::RfmReport& report) {
  std::vector<ui::SelectOption> options;
  std::optional<size_t> current;
  const rfm::ScatterSpec& spec = context.store.spec().scatter;
  for (const auto& [x, y] : kPlanes) {
    if (report.dimensions[x].name == spec.x && report.dimensions[y].name == spec.y) current = options.size();
    options.push_back({.label = tr_format("scatter.plane", {dimension_name(x), dimension_name(y)})});
  }
  const auto chosen =
      ui::select({.key = "overview.scatter.plane", .spoken = tr("scatter.axes"), .width = ui::select_width(options)},
                 options, current);
  if (!chosen) return;
  const std::pair<size_t, size_t> plane = kPlanes[*chosen];
  context.store.edit([&](Spec& changed) {
    changed.scatter = {report.dimensions[plane.first].name, report.dimensions[plane.second].name};
  });
}

void draw_chart(ScreenContext& context, const rfm::RfmReport& report, const rfm::ScatterReport& scatter) {
  constexpr uint64_t kFew = 2'000;  // of so many each can be seen
  chart::ScatterState& state = context.view.overview.scatter;
  if (chart::touched()) {
    const bool pressed = ui::button({.key = "overview.scatter.draw",
                                     .label = tr("scatter.draw"),
                                     .selected = state.touch_draws,
                                     .small = true,
                                     .tip = tr("scatter.draw_tip")});
    if (pressed) state.touch_draws = !state.touch_draws;
  }
  const rfm::FilterSpec& filter = context.store.spec().filter;
  const std::string x_title = title_of(scatter.x, dimension_of(report, scatter.x.dimension));
  const std::string y_title = title_of(scatter.y, dimension_of(report, scatter.y.dimension));
  chart::Scatter data{.key = "overview.scatter.plot",
                      .caption = tr("scatter.title"),
                      .count_header = tr("figure.customers"),
                      .note = tr("tip.scatter_cell"),
                      .x = axis_of(report, scatter.x, x_title),
                      .y = axis_of(report, scatter.y, y_title),
                      .parts = !filter.empty(),
                      .dots = scatter.customers <= kFew,
                      .outline = outline_of(filter, scatter),
                      .most_points = rfm::kMostLassoPoints,
                      .height = narrow_screen() ? 340.0f : 440.0f};
  for (const rfm::ScatterCell& cell : scatter.cells) {
    data.cells.push_back({cell.x, cell.y, static_cast<double>(cell.customers), static_cast<double>(cell.selected)});
  }
  const std::vector<chart::PlanePoint> drawn = chart::scatter(data, state).drawn;
  draw_note(report, filter, scatter);
  if (drawn.empty()) return;
  rfm::Lasso lasso{scatter.x.dimension, scatter.y.dimension, scatter.x.scale, scatter.y.scale, {}};
  for (const chart::PlanePoint& point : drawn) lasso.points.push_back({point.x, point.y});
  context.store.edit([&](Spec& spec) { spec.filter.lasso = std::move(lasso); });
}

}  // namespace

void draw_scatter_card(ScreenContext& context, const rfm::RfmReport& report) {
  ui::gap(sizes().s16);
  ui::Card card({.key = "overview.scatter",
                 .title = tr("scatter.title"),
                 .hint = tr("scatter.hint"),
                 .tip = tr("tip.scatter"),
                 .actions = [&] { draw_plane_choice(context, report); }});
  const Inquiry<rfm::ScatterReport>& scatter = context.store.scatter();
  if (scatter.answer()) {
    draw_chart(context, report, *scatter.answer());
  } else if (const Error* error = scatter.error()) {
    ui::paragraph_muted(pick(error->message));
  } else {
    ui::skeleton(6);
  }
}

}  // namespace sluice::app

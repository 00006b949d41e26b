// What another time limit or another order of the steps would make of the funnel: a curve to choose a limit from, and
// the three orders side by side.
#include <algorithm>
#include <array>
#include <cmath>

#include "app/charts/line_chart.h"
#include "app/screens/duration_field.h"
#include "app/screens/funnel.h"
#include "app/screens/inquiry_state.h"
#include "app/screens/words.h"
#include "app/widgets/card.h"
#include "app/widgets/cells.h"
#include "app/widgets/layout.h"
#include "app/widgets/table.h"
#include "app/widgets/text.h"

namespace sluice::app {
namespace {

using funnel::ModeFunnel;
using funnel::SensitivityReport;
using funnel::WindowPoint;

using Window = std::optional<int64_t>;

/// "7 d", "200 ms", "No limit".
std::string window_name(Window window) {
  if (!window) return tr("window.none");
  const auto length = static_cast<double>(*window);
  return *window > 0 && *window < kSecondMs ? tr_format("sensitivity.ms", {format_count(length)})
                                            : format_duration(length);
}

/// The same inside a sentence.
std::string window_words(Window window) { return window ? window_name(window) : tr("sensitivity.no_limit"); }

void set_window(ScreenContext& context, Window window) {
  context.view.funnel.custom_window = false;
  context.store.edit([&](Spec& spec) { spec.funnel.window_ms = window; });
}

std::optional<size_t> index_of(const SensitivityReport& report, Window window) {
  const auto found = std::find_if(report.points.begin(), report.points.end(),
                                  [&](const WindowPoint& point) { return point.window_ms == window; });
  if (found == report.points.end()) return std::nullopt;
  return static_cast<size_t>(found - report.points.begin());
}

/// What the limit in force is put beside: none, or, where there is none, the shortest in which nine in ten convert.
const WindowPoint& telling_point(const SensitivityReport& report, const WindowPoint& present) {
  const WindowPoint& no_limit = report.points.back();
  if (present.window_ms) return no_limit;
  const auto most = [&](const WindowPoint& point) { return 10 * point.counts.back() >= 9 * no_limit.counts.back(); };
  return *std::find_if(report.points.begin(), report.points.end(), most);
}

/// "With no limit instead of 7 d, 45.2% instead of 41.0% convert."
void draw_finding(const SensitivityReport& report, std::optional<size_t> in_force) {
  if (!in_force || !report.points[*in_force].rate) return;
  const WindowPoint& present = report.points[*in_force];
  const WindowPoint& other = telling_point(report, present);
  if (!other.rate) return;
  const std::string rate = format_percent(present.rate->value), other_rate = format_percent(other.rate->value);
  const std::string words =
      rate == other_rate
          ? tr_format("sensitivity.same", {window_words(other.window_ms), window_words(present.window_ms), rate})
          : tr_format("sensitivity.finding",
                      {window_words(other.window_ms), window_words(present.window_ms), other_rate, rate});
  ui::paragraph(words, TextStyle::body, "sensitivity.finding");
}

// The curve -----------------------------------------------------------------------------------------------------------

Maybe share_of_first(const WindowPoint& point, size_t step) {
  if (point.counts.front() == 0) return std::nullopt;
  return static_cast<double>(point.counts[step]) / static_cast<double>(point.counts.front());
}

/// One for each step, as a share of the first; the last step with its interval.
chart::Line line_of(const SensitivityReport& report, size_t step) {
  const bool last = step + 1 == report.steps.size();
  chart::Line line{.label = pick(report.steps[step]), .strong = last};
  for (const WindowPoint& point : report.points) {
    line.values.push_back(share_of_first(point, step));
    if (!last) continue;
    line.bands.push_back(point.rate ? std::optional(chart::Band{point.rate->low, point.rate->high}) : std::nullopt);
  }
  return line;
}

void draw_curve(ScreenContext& context, const SensitivityReport& report, std::optional<size_t> in_force) {
  chart::LineChart data{.key = "sensitivity.curve",
                        .caption = tr("sensitivity.curve"),
                        .x_title = tr("sensitivity.limit"),
                        .y_title = tr("funnel.overall"),
                        .point_name = [&](size_t at) { return window_name(report.points[at].window_ms); },
                        .names_on_axis = true,
                        .in_force = in_force,
                        .format = [](double share) { return format_percent(share); },
                        .shares = true,
                        .note = tr("sensitivity.curve_note")};
  data.more = [&](size_t at) {
    std::vector<ui::TooltipRow> rows;
    const WindowPoint& point = report.points[at];
    if (point.rate)
      rows.push_back({tr("funnel.interval"), format_percent_range(point.rate->low, point.rate->high), {}});
    rows.push_back({pick(report.steps.front()), format_count(static_cast<double>(point.counts.front())), {}});
    rows.push_back({tr("over_time.converted"), format_count(static_cast<double>(point.counts.back())), {}});
    return rows;
  };
  for (size_t step = 1; step < report.steps.size(); ++step) data.lines.push_back(line_of(report, step));
  const auto clicked = chart::line_chart(data).clicked;
  if (clicked) set_window(context, report.points[*clicked].window_ms);
}

void draw_points(ScreenContext& context, const SensitivityReport& report, std::optional<size_t> in_force) {
  std::vector<std::string> labels, keys;
  for (const TextPair& step : report.steps) labels.push_back(pick(step));
  for (size_t step = 0; step < labels.size(); ++step) keys.push_back("step_" + std::to_string(step + 1));
  using ui::Align;
  std::vector<ui::Column> header{
      {.key = "limit", .label = tr("sensitivity.limit"), .min_width = 100, .tip = tr("sensitivity.limit_tip")}};
  for (size_t step = 0; step < labels.size(); ++step) {
    header.push_back({.key = keys[step],
                      .label = labels[step],
                      .align = Align::right,
                      .min_width = 84,
                      .tip = tr("sensitivity.count_tip")});
  }
  header.push_back({.key = "rate",
                    .label = tr("sensitivity.rate"),
                    .align = Align::right,
                    .min_width = 92,
                    .tip = tr("sensitivity.rate_tip")});
  header.push_back({.key = "interval",
                    .label = tr("funnel.interval"),
                    .align = Align::right,
                    .min_width = 120,
                    .tip = tr("tip.interval")});
  FunnelView& view = context.view.funnel;
  const auto fill = [&](uint64_t index) {
    const WindowPoint& point = report.points[index];
    view.window_row.clear();
    view.window_row.push_back({.text = window_name(point.window_ms), .strong = true});
    for (const uint64_t count : point.counts) view.window_row.push_back(ui::count_cell(static_cast<double>(count)));
    const Maybe rate = point.rate ? Maybe(point.rate->value) : std::nullopt;
    view.window_row.push_back(ui::share_cell(rate, rate));
    view.window_row.push_back(interval_cell(point.rate));
    return &view.window_row;
  };
  const float rows_high = std::min(ui::kShortTableRows, static_cast<float>(report.points.size()) + 1);
  const ui::TableEvent event = ui::table({.key = "sensitivity.points",
                                          .caption = tr("sensitivity.curve"),
                                          .columns = header,
                                          .rows = report.points.size(),
                                          .row = fill,
                                          .selected = in_force,
                                          .height = rows_high * sizes().row + sizes().s16},
                                         view.windows);
  if (event.clicked) set_window(context, report.points[*event.clicked].window_ms);
}

// The orders ----------------------------------------------------------------------------------------------------------

const char* mode_name(funnel::Mode mode) {
  switch (mode) {
    case funnel::Mode::ordered:
      return tr("funnel.mode.ordered");
    case funnel::Mode::strict:
      return tr("funnel.mode.strict");
    case funnel::Mode::any:
      break;
  }
  return tr("funnel.mode.any");
}

/// "Conversion by order of the steps: In order 41.0%, ...", and why an order is not among them.
void draw_modes_finding(const SensitivityReport& report) {
  std::string rates;
  for (const ModeFunnel& mode : report.modes) {
    if (mode.steps.empty() || !mode.steps.back().overall_rate) continue;
    if (!rates.empty()) rates += tr("list.separator");
    rates += std::string(mode_name(mode.mode)) + " " + format_percent(mode.steps.back().overall_rate->value);
  }
  if (!rates.empty()) {
    ui::paragraph(tr_format("sensitivity.modes_finding", {rates}), TextStyle::body, "sensitivity.modes_finding");
  }
  for (const ModeFunnel& mode : report.modes) {
    if (mode.refusal.empty()) continue;
    ui::paragraph(tr_format("sensitivity.refused", {mode_name(mode.mode), pick(mode.refusal)}), TextStyle::body,
                  "sensitivity.refused");
  }
}

/// Of each order that can count them: how many, and which share of the first step.
void draw_modes(ScreenContext& context, const funnel::FunnelReport& funnel, const SensitivityReport& report) {
  using ui::Align;
  std::vector<const ModeFunnel*> modes;
  std::vector<std::string> shares;
  for (const ModeFunnel& mode : report.modes) {
    if (mode.steps.empty()) continue;
    modes.push_back(&mode);
    shares.push_back(tr_format("sensitivity.mode_share", {mode_name(mode.mode)}));
  }
  constexpr std::array<std::string_view, 6> kKeys{"count_1", "share_1", "count_2", "share_2", "count_3", "share_3"};
  std::vector<ui::Column> header{{.key = "step", .label = tr("funnel.step"), .min_width = 110, .weight = 1.2f}};
  for (size_t i = 0; i < modes.size(); ++i) {
    header.push_back({.key = kKeys[2 * i],
                      .label = mode_name(modes[i]->mode),
                      .align = Align::right,
                      .min_width = 92,
                      .tip = tr("sensitivity.mode_count_tip")});
    header.push_back({.key = kKeys[2 * i + 1],
                      .label = shares[i],
                      .align = Align::right,
                      .min_width = 110,
                      .tip = tr("sensitivity.mode_share_tip")});
  }
  FunnelView& view = context.view.funnel;
  const auto fill = [&](uint64_t index) {
    view.mode_row.clear();
    const std::string number = format_count(static_cast<double>(index + 1));
    const bool named = funnel.mode != funnel::Mode::any;
    view.mode_row.push_back({.text = named ? number + " " + step_name(funnel.steps[index]) : number, .strong = true});
    for (const ModeFunnel* mode : modes) {
      const funnel::ModeStep& step = mode->steps[index];
      view.mode_row.push_back(ui::count_cell(static_cast<double>(step.count)));
      view.mode_row.push_back(ui::share_cell(step.overall_rate ? Maybe(step.overall_rate->value) : std::nullopt));
    }
    return &view.mode_row;
  };
  ui::table({.key = "sensitivity.modes",
             .caption = tr("sensitivity.modes"),
             .columns = header,
             .rows = std::min(report.steps.size(), funnel.steps.size()),
             .row = fill,
             .selectable = false},
            view.modes);
}

// The card ------------------------------------------------------------------------------------------------------------

void draw_answer(ScreenContext& context, const funnel::FunnelReport& funnel, const SensitivityReport& report) {
  const std::optional<size_t> in_force = index_of(report, context.store.spec().funnel.window_ms);
  draw_finding(report, in_force);
  for (const TextPair& note : report.notes) ui::paragraph(pick(note), TextStyle::body);
  ui::gap(sizes().s8);
  const bool any = std::any_of(report.points.begin(), report.points.end(),
                               [](const WindowPoint& point) { return point.rate.has_value(); });
  if (any) draw_curve(context, report, in_force);
  ui::paragraph_muted(tr("sensitivity.hint"), TextStyle::caption);
  ui::gap(sizes().s8);
  draw_points(context, report, in_force);
  ui::gap(sizes().s8);
  ui::paragraph_muted(pick(report.definition), TextStyle::caption, "sensitivity.definition");
  ui::gap(sizes().s16);
  ui::paragraph(tr("sensitivity.modes"), TextStyle::emphasis);
  draw_modes_finding(report);
  ui::gap(sizes().s8);
  draw_modes(context, funnel, report);
  ui::gap(sizes().s8);
  ui::paragraph_muted(pick(report.modes_definition), TextStyle::caption);
}

}  // namespace

void draw_funnel_sensitivity(ScreenContext& context, const funnel::FunnelReport& report) {
  if (report.source != funnel::Source::events) return;
  ui::gap(sizes().s16);
  Inquiry<SensitivityReport>& inquiry = context.store.funnels().sensitivity();
  const bool seen = ui::in_sight(ui::kShortTableRows * sizes().row);
  ui::Card card({.key = "sensitivity.card", .title = tr("sensitivity.title"), .subtitle = tr("sensitivity.subtitle")});
  if (seen) inquiry.want();
  if (has_inquiry_state(inquiry)) draw_inquiry_state(inquiry, "sensitivity");
  if (inquiry.answer()) {
    draw_answer(context, report, *inquiry.answer());
  } else if (inquiry.error() == nullptr) {
    ui::skeleton(6);
  }
}

}  // namespace sluice::app

// The funnel beside one that was kept: other steps, another order, another window.
#include <algorithm>

#include "app/charts/funnel_bars.h"
#include "app/charts/line_chart.h"
#include "app/format.h"
#include "app/screens/funnel.h"
#include "app/screens/inquiry_state.h"
#include "app/widgets/button.h"
#include "app/widgets/card.h"
#include "app/widgets/cells.h"
#include "app/widgets/layout.h"
#include "app/widgets/table.h"
#include "app/widgets/text.h"

namespace sluice::app {
namespace {

using funnel::FunnelSpec;
using funnel::PairReport;
using funnel::PairSide;

/// What is proposed from the file is kept by its names: another file may propose other steps.
FunnelSpec kept_of(const FunnelSpec& spec, const funnel::FunnelReport& report) {
  FunnelSpec kept = spec;
  kept.source = report.source;
  if (!kept.steps.empty()) return kept;
  for (const funnel::StepReport& step : report.steps) {
    if (!step.event.empty()) kept.steps.push_back({.event = step.event, .zone = step.zone});
  }
  return kept;
}

void draw_choices(ScreenContext& context) {
  if (ui::button({.key = "pair.swap", .label = tr("pair.swap")})) {
    context.store.edit([](Spec& spec) { std::swap(spec.funnel, *spec.kept_funnel); });
  }
  const ui::Button forget{.key = "pair.forget", .label = tr("pair.forget")};
  ui::same_line_if_fits(ui::button_width(forget), sizes().s8);
  if (ui::button(forget)) {
    context.store.edit([](Spec& spec) { spec.kept_funnel.reset(); });
  }
}

// Bars ----------------------------------------------------------------------------------------------------------------

std::vector<chart::FunnelStep> steps_of(const PairSide& side, const std::string& currency) {
  std::vector<chart::FunnelStep> steps;
  for (const funnel::StepReport& step : side.steps) steps.push_back(chart_step(step, steps.size() + 1, currency));
  return steps;
}

/// One of the two, every percentage of its own first step; `beside` is the other.
void draw_side(std::string_view key, const char* title, const PairSide& side, const PairSide& beside,
               const std::string& currency) {
  ui::paragraph(title, TextStyle::emphasis, std::string(key) + ".title");
  ui::gap(sizes().s8);
  const std::string unit = unit_words(side.unit);
  chart::funnel_bars({.key = key,
                      .caption = title,
                      .unit = unit,
                      .steps = steps_of(side, currency),
                      .beside = steps_of(beside, currency),
                      .pressable = false});
}

/// Beside each other where there is room for bars in both, else one below the other.
void draw_bars(const PairReport& report, const std::string& currency) {
  constexpr float kNarrowest = 300;
  ui::Grid grid({.key = "pair.bars", .min_column = kNarrowest, .most = 2, .items = 2});
  grid.next();
  draw_side("pair.bars.this", tr("pair.this_one"), report.first, report.kept, currency);
  grid.next();
  draw_side("pair.bars.kept", tr("pair.kept_one"), report.kept, report.first, currency);
}

// Curves --------------------------------------------------------------------------------------------------------------

chart::Line line_of(const PairSide& side, const char* label) {
  chart::Line line{.label = label};
  for (const funnel::StepReport& step : side.steps) {
    line.values.push_back(step.overall_rate ? Maybe(step.overall_rate->value) : std::nullopt);
  }
  return line;
}

void draw_lines(const PairReport& report) {
  chart::LineChart data{.key = "pair.lines",
                        .caption = tr("pair.title"),
                        .x_title = tr("funnel.step"),
                        .y_title = tr("funnel.overall"),
                        .first = 1,
                        .format = [](double share) { return format_percent(share); },
                        .shares = true,
                        .note = tr("pair.lines_note")};
  data.point_name = [](size_t number) { return tr_format("pair.step", {format_count(static_cast<double>(number))}); };
  data.lines.push_back(line_of(report.first, tr("pair.this_one")));
  data.lines.push_back(line_of(report.kept, tr("pair.kept_one")));
  chart::line_chart(data);
}

// Table ---------------------------------------------------------------------------------------------------------------

void add_cells(const PairSide& side, uint64_t index, ui::Row& row) {
  if (index >= side.steps.size()) {
    row.insert(row.end(), 3, ui::Cell{});
    return;
  }
  const funnel::StepReport& step = side.steps[index];
  row.push_back({.text = step_name(step), .strong = true});
  row.push_back(ui::count_cell(step.count));
  row.push_back(ui::share_cell(step.overall_rate ? Maybe(step.overall_rate->value) : std::nullopt));
}

void draw_table(ScreenContext& context, const PairReport& report) {
  FunnelView& view = context.view.funnel;
  using ui::Align;
  const std::string overall = tr("funnel.overall");
  const ui::Column columns[] = {
      {.key = "this", .label = tr("pair.this_one"), .min_width = 110, .weight = 1.4f},
      {.key = "this_count",
       .label = tr("pair.count"),
       .align = Align::right,
       .min_width = 80,
       .tip = tr("tip.step_count")},
      {.key = "this_rate", .label = overall, .align = Align::right, .min_width = 80, .tip = tr("pair.rate_tip")},
      {.key = "kept", .label = tr("pair.kept_one"), .min_width = 110, .weight = 1.4f},
      {.key = "kept_count",
       .label = tr("pair.count"),
       .align = Align::right,
       .min_width = 80,
       .tip = tr("tip.step_count")},
      {.key = "kept_rate", .label = overall, .align = Align::right, .min_width = 80, .tip = tr("pair.rate_tip")}};
  const auto fill = [&](uint64_t index) {
    view.pair_row.clear();
    add_cells(report.first, index, view.pair_row);
    add_cells(report.kept, index, view.pair_row);
    return &view.pair_row;
  };
  ui::table({.key = "pair.table",
             .caption = tr("pair.title"),
             .columns = columns,
             .rows = std::max(report.first.steps.size(), report.kept.steps.size()),
             .row = fill},
            view.pair);
}

void draw_answer(ScreenContext& context, const PairReport& report) {
  for (const TextPair& note : report.notes) ui::paragraph(pick(note), TextStyle::body, "pair.note");
  ui::gap(sizes().s8);
  draw_bars(report, funnel_currency(context.store.report()));
  ui::gap(sizes().s16);
  draw_lines(report);
  ui::gap(sizes().s8);
  draw_table(context, report);
  ui::gap(sizes().s8);
  ui::paragraph_muted(tr_format("pair.definition", {tr("pair.this_one"), pick(report.first.definition)}),
                      TextStyle::caption);
  ui::paragraph_muted(tr_format("pair.definition", {tr("pair.kept_one"), pick(report.kept.definition)}),
                      TextStyle::caption);
}

}  // namespace

void draw_funnel_pair(ScreenContext& context, const funnel::FunnelReport& report) {
  ui::gap(sizes().s16);
  ui::Card card({.key = "pair.card", .title = tr("pair.title"), .subtitle = tr("pair.subtitle")});
  if (!context.store.spec().kept_funnel) {
    ui::paragraph_muted(tr("pair.empty"), TextStyle::body);
    ui::gap(sizes().s8);
    if (ui::button({.key = "pair.keep", .label = tr("pair.keep")})) {
      context.store.edit([&](Spec& spec) { spec.kept_funnel = kept_of(spec.funnel, report); });
    }
    return;
  }
  draw_choices(context);
  ui::gap(sizes().s8);
  draw_inquiry(context.store.funnels().pair(), "pair", 4,
               [&](const PairReport& answer) { draw_answer(context, answer); });
}

}  // namespace sluice::app

// What better rates along the stages would bring: a slider for each, and what comes of all of them.
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "app/pipeline_edits.h"
#include "app/screens/funnel.h"
#include "app/screens/pipeline.h"
#include "app/screens/words.h"
#include "app/widgets/button.h"
#include "app/widgets/card.h"
#include "app/widgets/cells.h"
#include "app/widgets/controls.h"
#include "app/widgets/layout.h"
#include "app/widgets/text.h"

namespace sluice::app {
namespace {

using funnel::PipelineReport;
using funnel::WhatIfReport;
using funnel::WhatIfStage;

// Sliders ------------------------------------------------------------------------------------------------------------

/// The rate that the spec asks for, which may be ahead of the report.
std::optional<double> rate_wanted(const funnel::PipelineSpec& spec, const WhatIfStage& stage) {
  const funnel::RateChange* change = find_change(spec, stage.stage);
  if (change == nullptr) return stage.rate_now;
  if (change->rate) return change->rate;
  if (!stage.rate_now || !change->factor) return std::nullopt;
  return std::min(1.0, *stage.rate_now * *change->factor);
}

/// "62.5% → 70.5% (+8 points)"
std::string rate_text(const std::optional<double>& now, const std::optional<double>& then) {
  if (!then || now == then) return format_percent(now);
  if (!now) return tr_format("pipeline.rate_instead", {format_percent(now), format_percent(then)});
  const double points = (*then - *now) * kPercent;
  const std::string sign = points > 0 ? "+" : "";
  return tr_format("pipeline.rate_change",
                   {format_percent(now), format_percent(then), sign + format_number(points, 1)});
}

/// In points from the present rate; where there is none, from nothing. Back at the present rate nothing is changed.
void draw_slider(ScreenContext& context, const PipelineReport& pipeline, size_t index) {
  constexpr double kNothing = 1e-6;
  const WhatIfStage& stage = pipeline.what_if.stages[index];
  const double now = stage.rate_now.value_or(0);
  const std::optional<double> wanted = rate_wanted(context.store.spec().pipeline, stage);
  const std::string to =
      index + 1 < pipeline.stages.size() ? pick(pipeline.stages[index + 1].label) : std::string(tr("pipeline.won"));
  const std::string key = "pipeline.what_if." + std::to_string(index + 1);
  const std::string label = tr_format("pipeline.from_to", {pick(pipeline.stages[index].label), to});
  const std::string text = rate_text(stage.rate_now, wanted);
  const auto points = ui::slider({.key = key,
                                  .label = label,
                                  .value_text = text,
                                  .value = (wanted.value_or(0) - now) * kPercent,
                                  .minimum = -std::floor(now * kPercent),
                                  .maximum = (1 - now) * kPercent,
                                  .step = 1});
  if (!points) return;
  const bool unchanged = stage.rate_now && std::abs(*points) < kNothing;
  const std::optional<double> rate = unchanged ? std::nullopt : std::optional(now + *points / kPercent);
  context.store.edit([&](Spec& spec) { set_rate(spec.pipeline, stage.stage, rate); }, key);
}

void draw_sliders(ScreenContext& context, const PipelineReport& pipeline) {
  ui::Grid grid({.key = "pipeline.what_if.sliders",
                 .min_column = 260,
                 .most = 2,
                 .items = static_cast<int>(pipeline.stages.size()),
                 .equal_heights = false});
  for (size_t i = 0; i < pipeline.stages.size(); ++i) {
    grid.next();
    draw_slider(context, pipeline, i);
  }
}

void draw_rates_reset(ScreenContext& context) {
  const ui::Button reset{.key = "pipeline.what_if.reset",
                         .label = tr("pipeline.reset_rates"),
                         .kind = ui::ButtonKind::quiet,
                         .icon = ui::Icon::refresh,
                         .disabled = context.store.spec().pipeline.what_if.empty(),
                         .small = true};
  if (ui::button(reset)) context.store.edit([](Spec& spec) { spec.pipeline.what_if.clear(); });
}

// What comes of it ---------------------------------------------------------------------------------------------------

struct Outcome {
  const char* name;
  std::optional<double> now, then;
  bool money;
};

std::array<Outcome, 5> outcomes(const WhatIfReport& report) {
  return {{{tr("pipeline.weighted"), report.value_now, report.value_then, true},
           {tr("pipeline.wins_expected"), report.wins_now, report.wins_then, false},
           {tr("pipeline.velocity"), report.velocity_now, report.velocity_then, true},
           {tr("pipeline.closed_wins"), report.closed_wins_now, report.closed_wins_then, false},
           {tr("pipeline.closed_value"), report.closed_value_now, report.closed_value_then, true}}};
}

ui::Cell amount_cell(const Outcome& outcome, Maybe value, const std::string& currency) {
  return outcome.money ? ui::compact_money_cell(value, currency) : ui::decimal_cell(value, 1);
}

void fill_row(ui::Row& row, const Outcome& outcome, const std::string& currency) {
  const bool both = outcome.now && outcome.then;
  const Maybe difference = both ? Maybe(*outcome.then - *outcome.now) : std::nullopt;
  ui::Cell more = amount_cell(outcome, difference, currency);
  if (difference && *difference > 0) more.text = "+" + more.text;
  more.strong = difference && *difference != 0;
  row = {{.text = outcome.name, .strong = true},
         amount_cell(outcome, outcome.now, currency),
         amount_cell(outcome, outcome.then, currency),
         std::move(more),
         {.text = both && *outcome.now != 0 ? format_change(*difference / *outcome.now) : absent(), .muted = true}};
}

void draw_outcomes(ScreenContext& context, const WhatIfReport& report) {
  using ui::Align;
  const std::array<ui::Column, 5> header{
      {{.key = "figure", .label = tr("pipeline.figure"), .min_width = 240, .weight = 1.6f},
       {.key = "now", .label = tr("pipeline.now"), .align = Align::right, .tip = tr("tip.pipeline_now")},
       {.key = "then", .label = tr("pipeline.then"), .align = Align::right, .tip = tr("tip.pipeline_then")},
       {.key = "difference",
        .label = tr("pipeline.difference"),
        .align = Align::right,
        .tip = tr("tip.pipeline_difference")},
       {.key = "change", .label = tr("pipeline.change"), .align = Align::right, .tip = tr("tip.pipeline_change")}}};
  PipelineView& view = context.view.pipeline;
  const std::string currency = funnel_currency(context.store.report());
  const std::array<Outcome, 5> all = outcomes(report);
  ui::table({.key = "pipeline.what_if",
             .caption = tr("pipeline.what_if"),
             .columns = header,
             .rows = all.size(),
             .row =
                 [&](uint64_t index) {
                   fill_row(view.row, all[index], currency);
                   return &view.row;
                 },
             .selectable = false},
            view.what_if);
}

}  // namespace

void draw_pipeline_what_if(ScreenContext& context, const PipelineReport& pipeline) {
  const WhatIfReport& report = pipeline.what_if;
  if (report.stages.empty()) return;
  ui::gap(sizes().s16);
  ui::Card card({.key = "pipeline.what_if_card",
                 .title = tr("pipeline.what_if"),
                 .subtitle = tr("pipeline.what_if_hint"),
                 .actions = [&] { draw_rates_reset(context); }});
  draw_sliders(context, pipeline);
  ui::gap(sizes().s8);
  if (!report.absence.empty()) {
    ui::paragraph(pick(report.absence), TextStyle::body, "pipeline.what_if.absence");
    ui::gap(sizes().s8);
  }
  draw_outcomes(context, report);
  ui::gap(sizes().s8);
  ui::paragraph_muted(pick(report.definition), TextStyle::caption, "pipeline.what_if.definition");
}

}  // namespace sluice::app

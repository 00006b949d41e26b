// Whether the models may be believed: what they expected of a time that they had not seen, against what came.
#include <algorithm>
#include <array>
#include <vector>

#include "app/charts/line_chart.h"
#include "app/screens/value.h"
#include "app/screens/words.h"
#include "app/widgets/card.h"
#include "app/widgets/cells.h"
#include "app/widgets/layout.h"
#include "app/widgets/navigation.h"
#include "app/widgets/table.h"
#include "app/widgets/text.h"

namespace sluice::app {
namespace {

using rfm::CheckedWeek;
using rfm::HoldoutCheckReport;

/// Index of the week that the split day ends.
std::optional<size_t> split_week(const HoldoutCheckReport& check) {
  for (size_t i = 0; i < check.weeks.size(); ++i) {
    if (check.weeks[i].last_day == check.split_day) return i;
  }
  return std::nullopt;
}

void draw_form(ScreenContext& context) {
  ValueView& view = context.view.value;
  const std::array<ui::Option, 2> options{{{.key = "value.check.form.cumulated", .label = tr("value.cumulated")},
                                           {.key = "value.check.form.weekly", .label = tr("value.weekly")}}};
  const auto chosen = ui::segmented("value.check.form", options, view.weekly ? 1 : 0);
  if (chosen) view.weekly = *chosen == 1;
}

/// Purchases by week; a click on one makes it the last one of the calibration.
void draw_weeks(ScreenContext& context, const HoldoutCheckReport& check) {
  const bool weekly = context.view.value.weekly;
  chart::LineChart data{.key = "value.check.weeks",
                        .caption = tr("value.check_title"),
                        .x_title = tr("value.week_ending"),
                        .y_title = tr("value.repeat_purchases"),
                        .point_name = [&](size_t at) { return format_date(check.weeks[at].last_day); },
                        .names_on_axis = true,
                        .in_force = split_week(check),
                        .format = [](double purchases) { return format_number(purchases, 1); },
                        .axis_format = [](double purchases) { return format_compact(purchases); },
                        .counts = true,
                        .note = tr("value.weeks_note")};
  chart::Line actual{.label = tr("value.actual"), .strong = true}, expected{.label = tr("value.expected")};
  expected.selected = true;
  for (const CheckedWeek& week : check.weeks) {
    actual.values.push_back(weekly ? week.actual : week.actual_so_far);
    expected.values.push_back(weekly ? week.expected : week.expected_so_far);
  }
  std::vector<chart::LegendItem> legend{{actual.label, colors().gold}};
  data.lines.push_back(std::move(actual));
  if (!check.forecasts.empty() && check.forecasts.front().id == "model") {
    legend.push_back({expected.label, colors().accent});
    data.lines.push_back(std::move(expected));
  }
  const chart::MarkEvent event = chart::line_chart(data);
  chart::legend(legend, "value.check.legend");
  if (!event.clicked) return;
  const std::string day = check.weeks[*event.clicked].last_day;
  context.store.edit([&](Spec& spec) { spec.rfm.lifetime.split_day = day; });
}

const char* forecast_name(std::string_view id) {
  if (id == "model") return tr("value.forecast.model");
  return id == "as_before" ? tr("value.forecast.as_before") : tr("value.forecast.own_rate");
}

void draw_forecasts(ScreenContext& context, const HoldoutCheckReport& check) {
  const std::array<ui::Column, 5> columns{
      {{.key = "forecast", .label = tr("value.forecast"), .min_width = 176, .weight = 1, .tip = tr("tip.forecast")},
       ui::figure_column("total", tr("value.forecast_total"), tr("tip.forecast_total"), 84),
       ui::figure_column("off", tr("value.forecast_off"), tr("tip.forecast_off"), 72),
       ui::figure_column("mean_absolute", tr("value.mean_absolute"), tr("tip.mean_absolute"), 92),
       ui::figure_column("root_mean_square", tr("value.root_mean_square"), tr("tip.root_mean_square"), 92)}};
  ValueView& view = context.view.value;
  ui::table({.key = "value.forecasts",
             .caption = tr("value.forecast"),
             .columns = columns,
             .rows = check.forecasts.size(),
             .row =
                 [&](uint64_t index) {
                   const rfm::ForecastErrorReport& forecast = check.forecasts[index];
                   const Maybe off = check.actual > 0 ? Maybe(forecast.total / check.actual - 1) : std::nullopt;
                   view.forecast_row = {{.text = forecast_name(forecast.id), .strong = forecast.id == "model"},
                                        ui::decimal_cell(forecast.total, 0),
                                        {.text = format_change(off), .plain = plain_percent(off)},
                                        ui::decimal_cell(forecast.mean_absolute, 3),
                                        ui::decimal_cell(forecast.root_mean_square, 3)};
                   return &view.forecast_row;
                 },
             .selectable = false},
            view.forecasts);
}

}  // namespace

void draw_value_check(ScreenContext& context, const HoldoutCheckReport& check) {
  const std::string subtitle =
      tr_format("value.check_subtitle", {format_date(check.split_day), format_date(check.last_day)});
  const ui::Card card({.key = "value.check_card",
                       .title = tr("value.check_title"),
                       .subtitle = subtitle,
                       .hint = tr("value.check_hint"),
                       .tip = tr("tip.value_check")});
  ui::paragraph(pick(check.sentence), TextStyle::body, "value.check.sentence");
  if (check.weeks.empty()) return;
  ui::gap(sizes().s8);
  draw_form(context);
  ui::gap(sizes().s8);
  draw_weeks(context, check);
  if (check.forecasts.empty()) return;
  ui::gap(sizes().s16);
  draw_forecasts(context, check);
}

}  // namespace sluice::app

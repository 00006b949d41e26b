// The funnel by the day, week or month in which it was entered, and which of these periods are not final.
#include <algorithm>
#include <array>

#include "app/charts/line_chart.h"
#include "app/screens/funnel.h"
#include "app/screens/inquiry_state.h"
#include "app/screens/words.h"
#include "app/widgets/card.h"
#include "app/widgets/cells.h"
#include "app/widgets/layout.h"
#include "app/widgets/navigation.h"
#include "app/widgets/table.h"
#include "app/widgets/text.h"

namespace sluice::app {
namespace {

using funnel::EntryGrain;
using funnel::EntryPeriod;
using funnel::OverTimeReport;

void draw_grain(ScreenContext& context) {
  const std::array<ui::Option, 4> options{{{.key = "over_time.grain.automatic", .label = tr("over_time.automatic")},
                                           {.key = "over_time.grain.day", .label = tr("over_time.day")},
                                           {.key = "over_time.grain.week", .label = tr("over_time.week")},
                                           {.key = "over_time.grain.month", .label = tr("over_time.month")}}};
  const EntryGrain grain = context.store.spec().funnel_time.grain;
  const auto chosen = ui::segmented("over_time.grain", options, static_cast<size_t>(grain));
  if (!chosen) return;
  context.store.edit([&](Spec& spec) { spec.funnel_time.grain = static_cast<EntryGrain>(*chosen); });
}

/// "5 Apr 2017", "W5 2017", "Apr 2017"; of those that are gathered "up to Apr 2017".
std::string period_name(const OverTimeReport& report, const EntryPeriod& period) {
  if (report.grain != EntryGrain::day) return format_period(period.id);
  const std::string last = format_date(period.last_day);
  return period.periods > 1 ? tr_format("format.up_to", {last}) : last;
}

bool is_open(const EntryPeriod& period) { return period.open.value_or(0) > 0; }

/// The latest period that somebody entered and that is final, as far as that can be known; nullptr: none is.
const EntryPeriod* latest_final(const OverTimeReport& report) {
  const auto found = std::find_if(report.periods.rbegin(), report.periods.rend(), [](const EntryPeriod& period) {
    return period.entered > 0 && period.periods == 1 && !is_open(period);
  });
  return found == report.periods.rend() ? nullptr : &*found;
}

void draw_finding(const OverTimeReport& report) {
  if (!report.rate) return;
  const std::string all = format_percent(report.rate->value);
  const EntryPeriod* latest = latest_final(report);
  std::string words = tr_format("over_time.nothing_final", {all});
  if (latest != nullptr) {
    const std::string rate = format_percent(latest->rate->value), name = period_name(report, *latest);
    words = report.open ? tr_format("over_time.finding_final", {rate, name, all})
                        : tr_format("over_time.finding", {rate, name, all});
  }
  ui::paragraph(words, TextStyle::body, "over_time.finding");
}

void draw_curve(const OverTimeReport& report) {
  chart::LineChart data{.key = "over_time.curve",
                        .caption = tr("over_time.title"),
                        .x_title = tr("over_time.period"),
                        .y_title = tr("over_time.rate"),
                        .point_name = [&](size_t at) { return period_name(report, report.periods[at]); },
                        .names_on_axis = true,
                        .format = [](double share) { return format_percent(share); },
                        .shares = true,
                        .note = tr("over_time.rate_tip")};
  data.more = [&](size_t at) {
    const EntryPeriod& period = report.periods[at];
    std::vector<ui::TooltipRow> rows;
    if (period.rate) {
      rows.push_back({tr("funnel.interval"), format_percent_range(period.rate->low, period.rate->high), {}});
    }
    rows.push_back({tr("over_time.entered"), format_count(static_cast<double>(period.entered)), {}});
    rows.push_back({tr("over_time.converted"), format_count(static_cast<double>(period.converted)), {}});
    if (period.open) rows.push_back({tr("over_time.open"), format_count(static_cast<double>(*period.open)), {}});
    return rows;
  };
  chart::Line line{.label = tr("over_time.rate"), .strong = true};
  for (const EntryPeriod& period : report.periods) {
    line.values.push_back(period.rate ? Maybe(period.rate->value) : std::nullopt);
    line.bands.push_back(period.rate ? std::optional(chart::Band{period.rate->low, period.rate->high}) : std::nullopt);
    line.open.push_back(is_open(period));
  }
  data.lines.push_back(std::move(line));
  chart::line_chart(data);
}

void fill_row(ui::Row& row, const OverTimeReport& report, const EntryPeriod& period) {
  const Maybe rate = period.rate ? Maybe(period.rate->value) : std::nullopt;
  row.clear();
  row.push_back({.text = period_name(report, period), .strong = true});
  row.push_back(ui::count_cell(static_cast<double>(period.entered)));
  row.push_back(ui::count_cell(static_cast<double>(period.converted)));
  row.push_back(ui::share_cell(rate, rate));
  row.back().muted = is_open(period);
  row.push_back(interval_cell(period.rate));
  if (report.open) row.push_back(ui::count_cell(static_cast<double>(period.open.value_or(0))));
}

void draw_table(ScreenContext& context, const OverTimeReport& report) {
  using ui::Align;
  std::vector<ui::Column> header{
      {.key = "period", .label = tr("over_time.period"), .min_width = 140, .tip = tr("over_time.period_tip")}};
  const auto number = [&](std::string_view key, const char* label, const char* tip, float min_width = 92) {
    header.push_back({.key = key, .label = label, .align = Align::right, .min_width = min_width, .tip = tip});
  };
  number("entered", tr("over_time.entered"), tr("over_time.entered_tip"));
  number("converted", tr("over_time.converted"), tr("over_time.converted_tip"));
  number("rate", tr("over_time.rate"), tr("over_time.rate_tip"));
  number("interval", tr("funnel.interval"), tr("over_time.interval_tip"), 120);
  if (report.open) number("open", tr("over_time.open"), tr("over_time.open_tip"), 110);
  FunnelView& view = context.view.funnel;
  const float rows_high = std::min(ui::kShortTableRows, static_cast<float>(report.periods.size()) + 1);
  ui::table({.key = "over_time.table",
             .caption = tr("over_time.title"),
             .columns = header,
             .rows = report.periods.size(),
             .row =
                 [&](uint64_t index) {
                   fill_row(view.period_row, report, report.periods[index]);
                   return &view.period_row;
                 },
             .height = rows_high * sizes().row + sizes().s16,
             .selectable = false},
            view.periods);
}

void draw_answer(ScreenContext& context, const OverTimeReport& report) {
  draw_finding(report);
  for (const TextPair& note : report.notes) ui::paragraph(pick(note), TextStyle::body);
  if (report.periods.empty()) return;
  ui::gap(sizes().s8);
  draw_curve(report);
  if (report.open.value_or(0) > 0) ui::paragraph_muted(tr("over_time.ring"), TextStyle::caption, "over_time.ring");
  ui::gap(sizes().s8);
  draw_table(context, report);
  ui::gap(sizes().s8);
  ui::paragraph_muted(pick(report.definition), TextStyle::caption, "over_time.definition");
}

}  // namespace

void draw_funnel_over_time(ScreenContext& context, const funnel::FunnelReport& report) {
  if (report.source != funnel::Source::events) return;
  ui::gap(sizes().s16);
  Inquiry<OverTimeReport>& inquiry = context.store.funnels().over_time();
  const bool seen = ui::in_sight(ui::kShortTableRows * sizes().row);
  ui::Card card({.key = "over_time.card", .title = tr("over_time.title"), .subtitle = tr("over_time.subtitle")});
  if (seen) inquiry.want();
  draw_grain(context);
  ui::gap(sizes().s8);
  draw_inquiry(inquiry, "over_time", 6, [&](const OverTimeReport& answer) { draw_answer(context, answer); });
}

}  // namespace sluice::app

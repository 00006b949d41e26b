// What customers are worth from now on: in all, by segment, and how unequal they are; whether the models that say so
// may be believed.
#include "app/screens/value.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "app/charts/histogram.h"
#include "app/screens/charts_of.h"
#include "app/screens/empty.h"
#include "app/screens/figures.h"
#include "app/screens/inquiry_state.h"
#include "app/screens/side_by_side.h"
#include "app/screens/words.h"
#include "app/widgets/card.h"
#include "app/widgets/cells.h"
#include "app/widgets/item.h"
#include "app/widgets/layout.h"
#include "app/widgets/table.h"
#include "app/widgets/text.h"

namespace sluice::app {
namespace {

// Verdict ------------------------------------------------------------------------------------------------------------

void draw_verdict(const rfm::ValueReport& report) {
  if (!report.models) {
    ui::banner({.key = "value.verdict",
                .tone = ui::Tone::warning,
                .text = tr("value.no_models"),
                .detail = pick(report.no_models)});
    return;
  }
  const bool holds = report.check && report.check->verdict == "holds";
  ui::banner({.key = "value.verdict",
              .tone = holds ? ui::Tone::positive : ui::Tone::warning,
              .text = tr(holds ? "value.holds" : "value.unchecked"),
              .detail = report.check ? pick(report.check->sentence) : std::string{}});
}

// Figures ------------------------------------------------------------------------------------------------------------

void draw_value_figures(const rfm::RfmReport& rfm, const rfm::ValueReport& report) {
  const rfm::ValueFigures& all = report.all;
  const std::string horizon = format_count(report.terms.horizon_days);
  const std::string within = tr_format("value.within", {horizon});
  const Maybe active_share = all.customers > 0 ? Maybe(all.active / static_cast<double>(all.customers)) : std::nullopt;
  const std::array<Figure, 4> figures{
      {{"value.figure.value", tr("value.value"), tr("tip.value"), format_money_compact(all.value, rfm.currency),
        format_money_exact(all.value, rfm.currency),
        tr_format("value.mean_is", {format_money(all.mean_value, rfm.currency)})},
       {"value.figure.revenue", tr("value.expected_revenue"), tr("tip.value_revenue"),
        format_money_compact(all.expected_revenue, rfm.currency),
        format_money_exact(all.expected_revenue, rfm.currency), within},
       {"value.figure.purchases", tr("value.expected_purchases"), tr("tip.value_purchases"),
        format_compact(all.expected_purchases), format_number(all.expected_purchases, 1), within},
       {"value.figure.active",
        tr("value.active"),
        tr("tip.active"),
        format_percent(active_share),
        {},
        tr_format("value.active_of", {format_count(std::round(all.active)), format_whole(all.customers)})}}};
  draw_figures({.key = "value.figures", .min_column = 150, .most = 4}, figures);
}

// Segments -----------------------------------------------------------------------------------------------------------

std::vector<ui::Column> segment_columns() {
  return {{.key = "segment", .label = tr("segments.segment"), .min_width = 132, .weight = 1},
          ui::figure_column("customers", tr("figure.customers"), tr("tip.value_customers"), 84),
          ui::figure_column("value", tr("value.value"), tr("tip.value"), 100),
          ui::figure_column("share", tr("value.share"), tr("tip.value_share"), 96),
          ui::figure_column("mean", tr("value.mean"), tr("tip.value_mean"), 96),
          ui::figure_column("active", tr("value.active"), tr("tip.active"), 96),
          ui::figure_column("purchases", tr("value.expected_purchases"), tr("tip.value_purchases"), 96),
          ui::figure_column("revenue", tr("value.expected_revenue"), tr("tip.value_revenue"), 104)};
}

void fill_segment_row(ui::Row& row, const rfm::SegmentValue& segment, const std::string& currency) {
  const rfm::ValueFigures& figures = segment.figures;
  row = {{.text = pick(segment.name), .color = segment.color, .strong = true},
         ui::count_cell(static_cast<double>(figures.customers)),
         ui::compact_money_cell(figures.value, currency),
         ui::share_cell(figures.value_share, figures.value_share),
         ui::money_cell(figures.mean_value, currency),
         ui::decimal_cell(figures.active, 1),
         ui::decimal_cell(figures.expected_purchases, 1),
         ui::compact_money_cell(figures.expected_revenue, currency)};
}

void draw_segments(ScreenContext& context, const rfm::RfmReport& rfm, const rfm::ValueReport& report) {
  ValueView& view = context.view.value;
  const std::vector<ui::Column> header = segment_columns();
  const ui::Card card({.key = "value.segments_card",
                       .title = tr("value.by_segment"),
                       .subtitle = pick(report.rule),
                       .hint = tr("value.click_hint"),
                       .flush = true});
  const auto& chosen = context.store.spec().filter.segments;
  const ui::TableEvent event = ui::table({.key = "value.segments",
                                          .caption = tr("value.by_segment"),
                                          .columns = header,
                                          .rows = report.segments.size(),
                                          .row =
                                              [&](uint64_t index) {
                                                fill_segment_row(view.row, report.segments[index], rfm.currency);
                                                return &view.row;
                                              },
                                          .is_selected =
                                              [&](uint64_t index) {
                                                const std::string& id = report.segments[index].id;
                                                return std::find(chosen.begin(), chosen.end(), id) != chosen.end();
                                              }},
                                         view.segments);
  if (!event.clicked) return;
  const std::string id = report.segments[*event.clicked].id;
  context.store.edit([&](Spec& spec) { click_filter(spec.filter, Facet::segments, id, adding_to_selection()); });
}

// Distributions ------------------------------------------------------------------------------------------------------

struct Distribution {
  const char *key, *title, *tip;
  const std::vector<rfm::HistogramBar>& bars;
  chart::Formatter format;
};

void draw_distribution(const Distribution& distribution) {
  const std::string key = std::string("value.distribution.") + distribution.key;
  const std::string card_key = key + ".card";
  const ui::Card card({.key = card_key, .title = distribution.title, .tip = distribution.tip});
  chart::Histogram data{.key = key,
                        .caption = distribution.title,
                        .x_title = distribution.title,
                        .count_header = tr("figure.customers"),
                        .note = distribution.tip,
                        .format = distribution.format,
                        .height = ui::fill_height(5 * sizes().s32)};
  for (const rfm::HistogramBar& bar : distribution.bars) {
    data.bins.push_back({bar.from, bar.to, static_cast<double>(bar.customers)});
  }
  chart::histogram(data);
}

void draw_distributions(const rfm::RfmReport& rfm, const rfm::ValueReport& report) {
  const auto money = [&](double amount) { return format_money_compact(amount, rfm.currency); };
  const auto number = [](double value) { return format_compact(value); };
  const std::array<Distribution, 4> all{
      {{"value", tr("value.of_a_customer"), tr("tip.value"), report.value, money},
       {"active", tr("value.probably_active"), tr("tip.active"), report.active,
        [](double share) { return format_percent(share); }},
       {"purchases", tr("value.purchases_of_a_customer"), tr("tip.value_purchases"), report.purchases, number},
       {"spend", tr("value.spend_of_a_customer"), tr("tip.value_spend"), report.spend, money}}};
  ui::Grid grid({.key = "value.distributions", .min_column = 320, .most = 2, .items = all.size()});
  for (const Distribution& distribution : all) {
    if (distribution.bars.empty()) continue;
    grid.next();
    draw_distribution(distribution);
  }
}

// ------------------------------------------------------------------------------------------------------------------

void draw_answer(ScreenContext& context, const rfm::RfmReport& rfm, const rfm::ValueReport& report) {
  draw_verdict(report);
  ui::gap(sizes().s16);
  if (report.models) {
    draw_value_figures(rfm, report);
    ui::gap(sizes().s16);
    draw_segments(context, rfm, report);
    ui::gap(sizes().s16);
    draw_distributions(rfm, report);
    ui::gap(sizes().s16);
  }
  if (report.check) {
    draw_value_check(context, *report.check);
    ui::gap(sizes().s16);
  }
  if (report.models) draw_value_models(context, *report.models);
}

}  // namespace

void draw_value_screen(ScreenContext& context) {
  if (ui::begin_page("value")) {
    const std::optional<rfm::RfmReport>& rfm = context.store.report().rfm;
    if (!rfm) {
      draw_no_customers(context, "value.empty");
    } else if (rfm->source != "orders") {
      draw_no_order_lines(context, "value.no_lines");
    } else {
      ui::heading(tr("nav.value"), "value.heading");
      Inquiry<rfm::ValueReport>& inquiry = context.store.value();
      inquiry.want();
      side_by_side(
          [&] {
            draw_inquiry(inquiry, "value", 12,
                         [&](const rfm::ValueReport& report) { draw_answer(context, *rfm, report); });
          },
          [&] { draw_value_settings(context, inquiry.answer()); }, tr("settings.jump"));
    }
  }
  ui::end_page();
}

}  // namespace sluice::app

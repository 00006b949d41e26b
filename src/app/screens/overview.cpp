#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "app/charts/lorenz.h"
#include "app/charts/treemap.h"
#include "app/screens/attribute_card.h"
#include "app/screens/charts_of.h"
#include "app/screens/data_notes.h"
#include "app/screens/empty.h"
#include "app/screens/figures.h"
#include "app/screens/grouping_card.h"
#include "app/screens/prospects.h"
#include "app/screens/scatter_card.h"
#include "app/screens/score_grid.h"
#include "app/screens/words.h"
#include "app/widgets/card.h"
#include "app/widgets/item_table.h"
#include "app/widgets/layout.h"
#include "app/widgets/navigation.h"
#include "app/widgets/text.h"
#include "app/widgets/tooltip.h"

namespace sluice::app {
namespace {

// Key figures --------------------------------------------------------------------------------------------------------

/// "of 1,234 in all" under a sum that a filter has narrowed.
std::string of_all(bool filtered, const std::string& all) {
  return filtered ? tr_format("overview.of_all", {all}) : std::string{};
}

/// "353.10 overall" under an average of what a filter has left.
std::string overall(bool filtered, const std::string& all) {
  return filtered ? tr_format("overview.overall", {all}) : std::string{};
}

void draw_key_figures(const rfm::RfmReport& report, bool filtered) {
  const rfm::Totals& here = report.selection;
  const rfm::Totals& all = report.all;
  const auto count = [](uint64_t value) { return static_cast<double>(value); };
  const std::string& currency = report.currency;
  const auto money = [&](Maybe value) { return format_money(value, currency); };
  const auto exactly = [&](Maybe value) { return format_money_exact(value, currency); };
  const std::array<Figure, 6> figures{
      {{"kpi.customers",
        tr("figure.customers"),
        tr("tip.customers"),
        format_count(count(here.customers)),
        {},
        of_all(filtered, format_count(count(all.customers)))},
       {"kpi.revenue", tr("figure.revenue"), tr("tip.revenue"), format_money_compact(here.revenue, currency),
        exactly(here.revenue), of_all(filtered, format_money_compact(all.revenue, currency))},
       {"kpi.orders",
        tr("figure.orders"),
        tr("tip.orders"),
        format_count(count(here.orders)),
        {},
        of_all(filtered, format_count(count(all.orders)))},
       {"kpi.average_order", tr("figure.average_order"), tr("tip.average_order"), money(here.average_order),
        exactly(here.average_order), overall(filtered, money(all.average_order))},
       {"kpi.repeat_share",
        tr("figure.repeat_share"),
        tr("tip.repeat_share"),
        format_percent(here.repeat_share),
        {},
        overall(filtered, format_percent(all.repeat_share))},
       {"kpi.median_recency",
        tr("figure.median_recency"),
        tr("tip.median_recency"),
        format_days(here.median_recency),
        {},
        overall(filtered, format_days(all.median_recency))}}};
  draw_figures({.key = "overview.figures", .min_column = 150, .most = 6}, figures);
}

// Segments as areas --------------------------------------------------------------------------------------------------

void draw_treemap(ScreenContext& context, const rfm::RfmReport& report) {
  SegmentMeasure& measure = context.view.overview.treemap;
  const std::array<ui::Option, 2> measures{{{.key = "overview.treemap.customers", .label = tr("figure.customers")},
                                            {.key = "overview.treemap.revenue", .label = tr("figure.revenue")}}};
  ui::Card card({.key = "overview.segments",
                 .title = tr("overview.segments"),
                 .subtitle = map_words(report),
                 .tip = pick(report.map_rule),
                 .actions = [&] {
                   const auto chosen =
                       ui::segmented("overview.treemap.measure", measures, static_cast<size_t>(measure));
                   if (chosen) measure = static_cast<SegmentMeasure>(*chosen);
                 }});
  chart::Treemap data{.key = "overview.treemap",
                      .caption = tr("overview.segments"),
                      .value_header = measures[static_cast<size_t>(measure)].label,
                      .note = tr(measure == SegmentMeasure::customers ? "tip.group_customers" : "tip.revenue"),
                      .height = ui::fill_height(320)};
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
  if (const auto clicked = chart::treemap(data).clicked) {
    const std::string& id = data.items[*clicked].id;
    context.store.edit([&](Spec& spec) { click_filter(spec.filter, Facet::segments, id, adding_to_selection()); });
  }
}

// Concentration ------------------------------------------------------------------------------------------------------

constexpr double kTopShare = 0.2;

/// The other end of the 80/20 reading: what the last fifth brings, or costs.
void draw_bottom_fifth(const rfm::Concentration& concentration, const std::string& currency) {
  if (concentration.bottom_fifth_share) {
    const std::string share = format_percent(concentration.bottom_fifth_share);
    ui::paragraph_muted(tr_format("overview.bottom_fifth", {share}), TextStyle::caption);
    annotate_last_item("text", tr("overview.concentration"), "overview.bottom_fifth", share);
    ui::last_item_tooltip(tr("tip.bottom_fifth"));
  }
  if (!concentration.bottom_fifth_margin) return;
  const double margin = *concentration.bottom_fifth_margin;
  const std::string money = format_money_compact(std::fabs(margin), currency);
  const std::string words =
      tr_format(margin < 0 ? "overview.bottom_fifth_costs" : "overview.bottom_fifth_brings", {money});
  ui::paragraph_muted(words, TextStyle::caption, "overview.bottom_fifth_margin");
  const std::string exact = format_money_exact(margin, currency);
  ui::last_item_tooltip({.title = exact, .note = tr("tip.bottom_fifth_margin")});
}

/// Shares of the customers that are at least one customer, those that say most first.
std::vector<double> telling_shares(uint64_t customers) {
  constexpr std::array<double, 12> kShares{0.1, 0.5, 0.05, 0.01, 0.2, 0.3, 0.02, 0.4, 0.7, 0.9, 0.6, 0.8};
  std::vector<double> shares;
  std::copy_if(kShares.begin(), kShares.end(), std::back_inserter(shares),
               [&](double share) { return share * static_cast<double>(customers) >= 1; });
  return shares;
}

/// Some points of the curve in words, from its beginning on.
void draw_best_shares(const std::vector<chart::CurvePoint>& curve, std::vector<double> shares, size_t count) {
  shares.resize(std::min(count, shares.size()));
  std::sort(shares.begin(), shares.end());
  for (const double share : shares) {
    const std::string percent = format_number(share * 100, 0) + "%";
    const std::string brings = tr_format("overview.best_brings", {format_percent(chart::curve_at(curve, share))});
    ui::detail_row(tr_format("overview.best_share", {percent}), brings, "overview.best." + percent, tr("tip.lorenz"));
  }
}

/// The curve, at most as high as wide, and under it as much of it in words as the cards beside it leave room for.
void draw_lorenz(chart::Lorenz data, uint64_t customers) {
  constexpr float kLeast = 300;
  constexpr size_t kFewest = 4;
  if (data.curve.empty()) return void(chart::lorenz(data));
  const float scale = ImGui::GetStyle().FontScaleMain;
  const std::vector<double> shares = telling_shares(customers);
  const float gap = sizes().s12 / scale;
  const float pitch = (line_height(TextStyle::body) + ImGui::GetStyle().ItemSpacing.y) / scale;
  const float words = gap + pitch * static_cast<float>(std::min(kFewest, shares.size()));
  const float room = ui::fill_height(kLeast + words);
  data.height = std::min(room - words, std::max(kLeast, ui::available_width() / scale));
  chart::lorenz(data);
  ui::gap(sizes().s12);
  constexpr float kRounding = 0.01f;
  draw_best_shares(data.curve, shares, static_cast<size_t>((room - data.height - gap) / pitch + kRounding));
}

void draw_concentration(const rfm::RfmReport& report) {
  const rfm::Concentration& concentration = report.concentration;
  ui::Card card({.key = "overview.concentration", .title = tr("overview.concentration"), .tip = tr("tip.gini")});
  constexpr uint64_t kFewestForFifth = 5;
  if (report.selection.customers < kFewestForFifth) {
    ui::paragraph_muted(tr("overview.too_few"), TextStyle::body, "overview.too_few");
    return;
  }
  if (concentration.top_fifth_share) {
    ui::paragraph(tr_format("overview.top_fifth", {format_percent(concentration.top_fifth_share)}),
                  TextStyle::emphasis);
    annotate_last_item("text", tr("overview.concentration"), "overview.top_fifth",
                       format_percent(concentration.top_fifth_share));
    ui::last_item_tooltip(tr("tip.top_fifth"));
  }
  draw_bottom_fifth(concentration, report.currency);
  const std::string gini = format_number(concentration.gini, 2);
  ui::paragraph_muted(tr_format(concentration.gini ? "overview.gini" : "overview.no_gini", {gini}), TextStyle::caption);
  annotate_last_item("text", tr("overview.concentration"), "overview.gini", gini);
  ui::last_item_tooltip(tr("tip.gini_number"));
  chart::Lorenz data{.key = "overview.lorenz",
                     .caption = tr("overview.concentration"),
                     .x_title = tr("overview.share_of_customers"),
                     .y_title = tr("overview.share_of_revenue"),
                     .diagonal_label = tr("overview.everyone_equal"),
                     .note = tr("tip.lorenz"),
                     .marker = kTopShare};
  for (const rfm::ConcentrationPoint& point : concentration.curve)
    data.curve.push_back({point.customers, point.revenue});
  draw_lorenz(std::move(data), report.selection.customers);
}

}  // namespace

void draw_overview_screen(ScreenContext& context) {
  if (ui::begin_page("overview")) {
    if (!context.store.report().rfm) {
      draw_no_customers(context, "overview.empty");
    } else {
      const rfm::RfmReport& report = *context.store.report().rfm;
      ui::heading(tr("nav.overview"), "overview.heading");
      draw_data_notes(context, report, true);
      draw_key_figures(report, !context.store.spec().filter.empty());
      ui::gap(sizes().s16);
      {
        ui::Grid grid({.key = "overview.charts", .min_column = 440, .most = 4, .items = 4});
        grid.next();
        draw_treemap(context, report);
        grid.next();
        draw_score_grid(context, report);
        grid.next();
        draw_concentration(report);
        grid.next();
        draw_grouping_card(context, report);
      }
      draw_prospects_card(context, report);
      draw_scatter_card(context, report);
      draw_attribute_card(context, report);
    }
  }
  ui::end_page();
}

}  // namespace sluice::app

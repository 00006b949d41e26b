#include <algorithm>
#include <cmath>
#include <string>

#include <imgui.h>

#include "app/charts/histogram.h"
#include "app/screens/charts_of.h"
#include "app/screens/segments.h"
#include "app/screens/words.h"
#include "app/widgets/card.h"
#include "app/widgets/fields.h"
#include "app/widgets/item_table.h"
#include "app/widgets/layout.h"
#include "app/widgets/menu.h"
#include "app/widgets/picture.h"
#include "app/widgets/take_along.h"
#include "app/widgets/text.h"

namespace sluice::app {
namespace {

/// Values on an axis and in the list of scores: short, in the unit of the dimension.
std::string short_value(const rfm::RfmReport& report, size_t dimension, double value) {
  return dimension == 2 ? format_money_compact(value, report.currency) : format_compact(value);
}

/// A cut as it is drawn: the first of those that are equal.
struct DrawnCut {
  size_t index = 0;  ///< into the cuts of the dimension
  double value = 0;
};

/// Those that separate somebody, each once; all of the user's own, which may be ahead of the report while they move.
std::vector<DrawnCut> cuts_to_draw(const rfm::DimensionReport& scores, const rfm::DimensionSpec& chosen) {
  const bool own = chosen.method == "thresholds";
  const std::vector<double>& cuts = own && chosen.cuts.size() == scores.cuts.size() ? chosen.cuts : scores.cuts;
  std::vector<DrawnCut> drawn;
  for (size_t i = 0; i < cuts.size(); ++i) {
    const bool shown = own || separates(scores, cuts[i]);
    if (shown && (drawn.empty() || drawn.back().value != cuts[i])) drawn.push_back({i, cuts[i]});
  }
  return drawn;
}

/// All that a dragged cut changes is one step of the history.
std::string gesture_of(const rfm::DimensionReport& scores) { return "scores." + scores.name + ".grip"; }

/// A dragged cut makes thresholds of whatever the method was, with the cuts that it had.
void drag_cut(ScreenContext& context, const rfm::RfmReport& report, size_t dimension, size_t cut, double value) {
  context.store.edit(
      [&](Spec& spec) {
        rfm::DimensionSpec& chosen = dimension_spec(spec.rfm, dimension);
        rfm::DimensionSpec next = chosen;
        if (chosen.method != "thresholds") next = {"thresholds", report.dimensions[dimension].cuts};
        if (move_equal_cuts(next.cuts, cut, value)) chosen = std::move(next);
      },
      gesture_of(report.dimensions[dimension]));
}

void draw_histogram(ScreenContext& context, const rfm::RfmReport& report, size_t dimension) {
  const rfm::DimensionReport& scores = report.dimensions[dimension];
  const std::string key = "scores." + scores.name;
  const rfm::FilterSpec& filter = context.store.spec().filter;
  chart::Histogram data{.key = key,
                        .caption = dimension_name(dimension),
                        .x_title = tr(dimension == 0   ? "unit.days"
                                      : dimension == 1 ? "unit.times"
                                                       : "unit.money"),
                        .count_header = tr("figure.customers"),
                        .note = tr("tip.histogram"),
                        .format = [&report, dimension](double value) { return short_value(report, dimension, value); },
                        .height = 5 * sizes().control,
                        .parts = !filter.empty(),
                        .brush = true,
                        .grip_step = dimension == 2 ? 0.0 : 1.0,
                        .whole = dimension != 2};
  if (const rfm::ValueRange* range = range_in_filter(filter, scores.name)) {
    data.chosen = chart::ChosenValues{range->from, range->to};
  }
  const std::string cut_count = std::to_string(scores.cuts.size());
  const std::vector<DrawnCut> cuts = cuts_to_draw(scores, dimension_spec(context.store.spec().rfm, dimension));
  for (const DrawnCut& cut : cuts) {
    data.cuts.push_back(cut.value);
    const std::string number = std::to_string(cut.index + 1);
    const std::string label = tr_format("scores.grip", {dimension_name(dimension), number, cut_count});
    data.grips.push_back({key + ".grip." + number, label});
  }
  for (const rfm::HistogramBar& bar : scores.histogram) {
    data.bins.push_back({bar.from, bar.to, static_cast<double>(bar.customers), static_cast<double>(bar.selected)});
  }
  const chart::HistogramEvent event = chart::histogram(data);
  if (event.moved) drag_cut(context, report, dimension, cuts[event.moved->cut].index, event.moved->value);
  if (event.taken_back) context.store.take_back(gesture_of(scores));
  if (event.brushed) {
    context.store.edit(
        [&](Spec& spec) { choose_bars(spec.filter, scores, event.brushed->first, event.brushed->last); });
  }
  if (event.clicked) {
    context.store.edit([&](Spec& spec) { click_bar(spec.filter, scores, *event.clicked, adding_to_selection()); });
  }
}

std::string range_words(const rfm::RfmReport& report, size_t dimension, const rfm::BinReport& bin) {
  if (bin.customers == 0) return absent();
  const std::string low = dimension_value(report, dimension, bin.lowest);
  const std::string high = dimension_value(report, dimension, bin.highest);
  return low == high ? low : tr_format("scores.range", {low, high});
}

/// Score, what values have it, how many customers: best first.
void draw_bins(const rfm::RfmReport& report, size_t dimension) {
  const rfm::DimensionReport& scores = report.dimensions[dimension];
  ScreenTable table{.caption = dimension_name(dimension),
                    .test_key = "scores." + scores.name + ".bins",
                    .header = {tr("scores.score")},
                    .rows = {}};
  const bool copies = ui::TakeAlong::is_copying();  // with the ends of a range in cells of their own
  if (copies) {
    table.header.push_back(ui::with_unit(tr("scores.values"), tr("chart.from")));
    table.header.push_back(ui::with_unit(tr("scores.values"), tr("chart.to")));
  } else {
    table.header.emplace_back(tr("scores.values"));
  }
  table.header.emplace_back(tr("figure.customers"));
  for (size_t i = scores.scores.size(); i-- > 0;) {
    const rfm::BinReport& bin = scores.scores[i];
    const std::string range = range_words(report, dimension, bin);
    const std::string customers = format_count(static_cast<double>(bin.customers));
    const std::string name = tr_format("scores.score_is", {std::to_string(bin.score), range});
    ui::detail_row(name, customers, {}, tr("tip.score_customers"));
    table.rows.push_back({std::to_string(bin.score)});
    std::vector<std::string>& cells = table.rows.back();
    if (copies) {
      cells.push_back(plain_number(bin.lowest));
      cells.push_back(plain_number(bin.highest));
    } else {
      cells.push_back(range);
    }
    cells.push_back(ui::table_number(static_cast<double>(bin.customers), customers));
  }
  add_screen_table(std::move(table));
}

/// Equals that share a score are as it should be; equals that do not are a warning.
void draw_ties(const rfm::DimensionReport& scores) {
  const std::string key = "scores." + scores.name + ".ties";
  if (scores.split > 0) {
    const std::string words = tr_plural("scores.split", static_cast<double>(scores.split));
    ui::gap(sizes().s8);
    ui::banner({.key = key, .tone = ui::Tone::warning, .text = words});
    return;
  }
  const auto ties = static_cast<double>(scores.straddling);
  const std::string words = ties == 0 ? std::string(tr("scores.no_ties")) : tr_plural("scores.ties", ties);
  ui::paragraph_muted(words, TextStyle::caption);
  annotate_last_item("text", words, key, format_count(ties));
}

/// Under a filter the bars have selected parts; what is said beside them has none.
void draw_scope(const rfm::FilterSpec& filter, const rfm::DimensionReport& scores) {
  if (filter.empty()) return;
  ui::paragraph_muted(tr("scores.of_all"), TextStyle::caption, "scores." + scores.name + ".of_all");
}

void draw_method(ScreenContext& context, const rfm::RfmReport& report, size_t dimension) {
  const std::string& method = dimension_spec(context.store.spec().rfm, dimension).method;
  size_t current = 0;
  const std::vector<ui::SelectOption> options = method_options(method, current);
  ui::gap(sizes().s8);
  const std::string key = "scores." + report.dimensions[dimension].name + ".method";
  const std::string spoken = tr_format("scores.method_of", {dimension_name(dimension)});
  const auto chosen =
      ui::select({.key = key, .label = tr("scores.method"), .spoken = spoken, .width = -1}, options, current);
  if (!chosen) return;
  context.store.edit([&](Spec& spec) {
    choose_method(dimension_spec(spec.rfm, dimension), rfm::kScoringMethods[*chosen], report.dimensions[dimension],
                  spec.rfm.bins);
  });
}

/// One number field for each cut point, where the user scores by own thresholds.
void draw_cut_fields(ScreenContext& context, const rfm::RfmReport& report, size_t dimension) {
  const rfm::DimensionSpec& scores = dimension_spec(context.store.spec().rfm, dimension);
  if (scores.method != "thresholds") return;
  const ui::LeftOutOfPictures controls;
  ui::gap(sizes().s8);
  ui::muted(tr("scores.cuts"), TextStyle::caption_strong);
  ui::Grid grid({.key = report.dimensions[dimension].name, .min_column = 96, .most = 4, .equal_heights = false});
  // Days and orders are whole unless somebody chose otherwise; money has cents.
  const bool whole = dimension != 2 && std::all_of(scores.cuts.begin(), scores.cuts.end(),
                                                   [](double cut) { return cut == std::floor(cut); });
  for (size_t cut = 0; cut < scores.cuts.size(); ++cut) {
    grid.next();
    // A cut is the last value of the score under it; for recency the best score comes first.
    const std::string label = dimension == 0 ? tr_format("scores.up_to", {std::to_string(scores.cuts.size() + 1 - cut)})
                                             : tr_format("scores.above", {std::to_string(cut + 2)});
    const std::string key = "scores." + report.dimensions[dimension].name + ".cut." + std::to_string(cut + 1);
    const std::string spoken = tr_format("scores.cut_number", {dimension_name(dimension), std::to_string(cut + 1)});
    const auto value = ui::number_field({.field = {.key = key, .label = label, .spoken = spoken, .width = -1},
                                         .value = scores.cuts[cut],
                                         .minimum = cut > 0 ? scores.cuts[cut - 1] : -1e15,
                                         .maximum = cut + 1 < scores.cuts.size() ? scores.cuts[cut + 1] : 1e15,
                                         .decimals = whole ? 0 : 2});
    if (value) {
      context.store.edit([&](Spec& spec) { move_cut(dimension_spec(spec.rfm, dimension).cuts, cut, *value); });
    }
  }
}

void draw_score_card(ScreenContext& context, const rfm::RfmReport& report, size_t dimension) {
  const rfm::DimensionReport& scores = report.dimensions[dimension];
  const std::string key = "scores.card." + scores.name;
  const std::string subtitle = tr_format("scores.summary", {dimension_value(report, dimension, scores.median),
                                                            dimension_value(report, dimension, scores.minimum),
                                                            dimension_value(report, dimension, scores.maximum)});
  ui::Card card({.key = key,
                 .title = dimension_name(dimension),
                 .subtitle = subtitle,
                 .tip = tr(dimension == 0   ? "tip.recency"
                           : dimension == 1 ? "tip.frequency"
                                            : "tip.monetary")});
  draw_histogram(context, report, dimension);
  draw_bins(report, dimension);
  draw_ties(scores);
  draw_scope(context.store.spec().filter, scores);
  draw_method(context, report, dimension);
  draw_cut_fields(context, report, dimension);
}

}  // namespace

void draw_score_cards(ScreenContext& context, const rfm::RfmReport& report) {
  ui::label(tr("scores.title"), TextStyle::title);
  ui::paragraph_muted(tr(report.map_report.kind == rfm::MapKind::split ? "scores.hint_eight" : "scores.hint"),
                      TextStyle::caption);
  ui::Grid grid({.key = "scores", .min_column = 300, .most = 3});
  for (size_t dimension = 0; dimension < report.dimensions.size(); ++dimension) {
    grid.next();
    draw_score_card(context, report, dimension);
  }
}

}  // namespace sluice::app

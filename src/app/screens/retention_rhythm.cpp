// How often customers come again and after how long.
#include <array>

#include "app/charts/histogram.h"
#include "app/screens/figures.h"
#include "app/screens/retention.h"
#include "app/screens/words.h"
#include "app/widgets/card.h"
#include "app/widgets/cells.h"
#include "app/widgets/layout.h"
#include "app/widgets/table.h"
#include "app/widgets/text.h"
#include "app/widgets/tooltip.h"

namespace sluice::app {
namespace {

void draw_gaps_card(const rfm::RhythmReport& rhythm) {
  ui::Card card({.key = "rhythm.gaps_card", .title = tr("rhythm.gaps"), .tip = tr("tip.gap")});
  if (rhythm.median_gap) {
    ui::paragraph_muted(tr_format("rhythm.gaps_words", {format_days(rhythm.median_gap), format_days(rhythm.p90_gap)}),
                        TextStyle::caption, "rhythm.gaps_words");
    ui::last_item_tooltip(tr("tip.gap"));
  }
  chart::Histogram data{.key = "rhythm.gaps",
                        .caption = tr("rhythm.gaps"),
                        .x_title = tr("unit.days"),
                        .count_header = tr("rhythm.gap_count"),
                        .note = tr("tip.gap"),
                        .format = [](double value) { return format_compact(value); },
                        .height = ui::fill_height(6 * sizes().s32),
                        .whole = true};
  for (const rfm::HistogramBar& bar : rhythm.histogram) {
    data.bins.push_back({bar.from, bar.to, static_cast<double>(bar.customers)});
  }
  if (rhythm.median_gap) data.cuts = {*rhythm.median_gap, *rhythm.p90_gap};
  chart::histogram(data);
}

void draw_second_card(ScreenContext& context, const rfm::RhythmReport& rhythm) {
  ui::Card card({.key = "rhythm.second_card", .title = tr("rhythm.second"), .subtitle = tr("rhythm.second_hint")});
  using ui::Align;
  const std::array<ui::Column, 3> columns{
      {{.key = "days", .label = tr("rhythm.within"), .min_width = 90, .weight = 0.6f},
       {.key = "repeaters",
        .label = tr("rhythm.of_repeaters"),
        .align = Align::right,
        .min_width = 120,
        .tip = tr("tip.of_repeaters")},
       {.key = "known",
        .label = tr("rhythm.of_all"),
        .align = Align::right,
        .min_width = 120,
        .tip = tr("tip.of_all")}}};
  RetentionView& view = context.view.retention;
  ui::table({.key = "rhythm.second",
             .caption = tr("rhythm.second"),
             .columns = columns,
             .rows = rhythm.second.size(),
             .row =
                 [&](uint64_t index) {
                   const rfm::SecondPurchase& second = rhythm.second[index];
                   view.second_row = {{.text = format_days(second.days),
                                       .plain = plain_number(second.days),
                                       .unit = tr("unit.days"),
                                       .strong = true},
                                      ui::share_cell(second.share_of_repeaters, second.share_of_repeaters),
                                      ui::share_cell(second.share_of_known, second.share_of_known)};
                   return &view.second_row;
                 },
             .selectable = false},
            view.second);
}

}  // namespace

void draw_rhythm_figures(const rfm::RfmReport& report, const rfm::RhythmReport& rhythm) {
  const std::array<Figure, 5> figures{
      {{"rhythm.repurchase",
        tr("rhythm.repurchase"),
        tr("tip.repeat_share"),
        format_percent(rhythm.repurchase_rate),
        {},
        tr_format("rhythm.part_of", {format_whole(rhythm.repeaters), format_whole(rhythm.customers)})},
       {"rhythm.one_time",
        tr("rhythm.one_time"),
        tr("tip.one_time"),
        format_percent(rhythm.one_time_share),
        {},
        tr_format("rhythm.part_of", {format_whole(rhythm.one_time), format_whole(rhythm.customers)})},
       {"rhythm.median_gap",
        tr("rhythm.median_gap"),
        tr("tip.median_gap"),
        format_days(rhythm.median_gap),
        {},
        rhythm.p90_gap ? tr_format("rhythm.p90", {format_days(rhythm.p90_gap)}) : std::string()},
       {"rhythm.overdue",
        tr("rhythm.overdue"),
        tr("tip.overdue"),
        format_whole(rhythm.overdue),
        {},
        rhythm.overdue_share
            ? tr_format("rhythm.overdue_share", {format_percent(rhythm.overdue_share), format_whole(rhythm.with_gap)})
            : std::string()},
       {"rhythm.at_stake", tr("rhythm.at_stake"), tr("tip.at_stake"),
        format_money_compact(rhythm.at_stake, report.currency), format_money_exact(rhythm.at_stake, report.currency),
        tr("rhythm.at_stake_sub")}}};
  draw_figures({.key = "rhythm.figures", .min_column = 150, .most = 5}, figures);
}

void draw_rhythm_cards(ScreenContext& context, const rfm::RhythmReport& rhythm) {
  ui::Grid grid({.key = "rhythm.cards", .min_column = 380, .most = 2});
  grid.next();
  draw_gaps_card(rhythm);
  grid.next();
  draw_second_card(context, rhythm);
}

}  // namespace sluice::app

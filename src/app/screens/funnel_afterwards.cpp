// Where those went who were lost behind a step: their next events as ribbons, and what sets them apart from those who
// went on.
#include <algorithm>
#include <array>

#include "app/charts/level_flows.h"
#include "app/cluster_hues.h"
#include "app/screens/funnel.h"
#include "app/screens/inquiry_state.h"
#include "app/screens/words.h"
#include "app/widgets/button.h"
#include "app/widgets/card.h"
#include "app/widgets/cells.h"
#include "app/widgets/layout.h"
#include "app/widgets/menu.h"
#include "app/widgets/table.h"
#include "app/widgets/text.h"

namespace sluice::app {
namespace {

using funnel::AfterwardsQuery;
using funnel::AfterwardsReport;
using funnel::NextEvent;
using funnel::NextKind;
using funnel::Trait;

constexpr std::array<double, 6> kFloors{0, 0.01, 0.02, 0.05, 0.1, 0.2};

// Choices -------------------------------------------------------------------------------------------------------------

/// The step behind which most are lost, or one that is named.
void draw_step(Store& store, const funnel::FunnelReport& report) {
  AfterwardsQuery query = store.funnels().afterwards_query();
  std::vector<ui::SelectOption> options{{.label = tr("afterwards.greatest_loss")}};
  for (size_t i = 0; i + 1 < report.steps.size(); ++i) {
    options.push_back({.label = tr_format("afterwards.behind", {step_name(report.steps[i])})});
  }
  const auto chosen = ui::select({.key = "afterwards.step", .spoken = tr("funnel.step"), .width = 8 * sizes().s32},
                                 options, size_t{query.step});
  if (!chosen) return;
  query.step = static_cast<uint32_t>(*chosen);
  store.funnels().ask_afterwards(query);
}

void draw_depth(Store& store) {
  AfterwardsQuery query = store.funnels().afterwards_query();
  std::vector<ui::SelectOption> options;
  for (uint32_t depth = 1; depth <= funnel::kMostAfterwardsDepth; ++depth) {
    options.push_back({.label = tr_plural("afterwards.depth", depth)});
  }
  const float width = 5 * sizes().s32;
  ui::same_line_if_fits(width, sizes().s8);
  const auto chosen = ui::select({.key = "afterwards.depth", .spoken = tr("afterwards.depth_spoken"), .width = width},
                                 options, size_t{query.depth} - 1);
  if (!chosen) return;
  query.depth = static_cast<uint32_t>(*chosen) + 1;
  store.funnels().ask_afterwards(query);
}

void draw_floor(Store& store) {
  AfterwardsQuery query = store.funnels().afterwards_query();
  std::vector<ui::SelectOption> options;
  for (const double floor : kFloors) {
    options.push_back({.label = floor > 0 ? tr_format("afterwards.floor", {format_percent(floor)})
                                          : std::string(tr("afterwards.no_floor"))});
  }
  const auto current = std::find(kFloors.begin(), kFloors.end(), query.floor) - kFloors.begin();
  const float width = 6 * sizes().s32;
  ui::same_line_if_fits(width, sizes().s8);
  const auto chosen = ui::select({.key = "afterwards.floor", .spoken = tr("afterwards.floor_spoken"), .width = width},
                                 options, static_cast<size_t>(current));
  if (!chosen) return;
  query.floor = kFloors[*chosen];
  store.funnels().ask_afterwards(query);
}

// Ribbons -------------------------------------------------------------------------------------------------------------

std::string name_of(const NextEvent& event) {
  switch (event.kind) {
    case NextKind::event:
      return event.event;
    case NextKind::others:
      return tr_plural("afterwards.others", static_cast<double>(event.names));
    case NextKind::nothing:
      break;
  }
  return tr("afterwards.nothing");
}

/// Every event has one hue, at whichever place it comes; the others and nothing have none.
class Hues {
 public:
  std::string of(const NextEvent& event) {
    if (event.kind != NextKind::event) return {};
    const auto known = std::find(events_.begin(), events_.end(), event.event);
    const auto index = static_cast<size_t>(known - events_.begin());
    if (known == events_.end()) events_.push_back(event.event);
    return std::string(cluster_hue(index));
  }

 private:
  std::vector<std::string> events_;
};

/// How many, and which share of all that were lost.
std::vector<ui::TooltipRow> count_tip(const std::string& unit, uint64_t count, uint64_t lost) {
  const auto number = static_cast<double>(count);
  return {{unit, format_count(number), {}},
          {tr("afterwards.share_of_lost"), format_percent(number / static_cast<double>(lost)), {}}};
}

chart::LevelColumn column_of(const funnel::NextLevel& level, size_t number, const std::string& unit, uint64_t lost,
                             Hues& hues) {
  chart::LevelColumn column{.title = tr_format("afterwards.nth", {format_count(static_cast<double>(number))})};
  for (const NextEvent& event : level.events) {
    const char* kind = event.kind == NextKind::others ? ":others" : ":nothing";
    column.bars.push_back({.id = event.kind == NextKind::event ? event.event : kind,
                           .label = name_of(event),
                           .value_text = format_count(static_cast<double>(event.count)),
                           .color = hues.of(event),
                           .tip = count_tip(unit, event.count, lost)});
  }
  return column;
}

chart::LevelFlows chart_of(const funnel::FunnelReport& funnel, const AfterwardsReport& report) {
  const std::string unit = funnel_unit(funnel);
  chart::LevelFlows data{.key = "afterwards.flows",
                         .caption = tr("afterwards.title"),
                         .from_header = tr("chart.from"),
                         .to_header = tr("chart.to"),
                         .value_header = tr("afterwards.count"),
                         .note = tr("afterwards.flow_note")};
  const std::string step = step_name(funnel.steps[report.step - 1]);
  data.columns.push_back({.title = tr("afterwards.lost"),
                          .bars = {{.id = "step",
                                    .label = step,
                                    .value_text = format_count(static_cast<double>(report.lost)),
                                    .tip = count_tip(unit, report.lost, report.lost)}}});
  Hues hues;
  for (size_t level = 0; level < report.levels.size(); ++level) {
    data.columns.push_back(column_of(report.levels[level], level + 1, unit, report.lost, hues));
    for (const funnel::NextFlow& flow : report.levels[level].flows) {
      data.flows.push_back({.column = level,
                            .from = flow.from,
                            .to = flow.to,
                            .value = static_cast<double>(flow.count),
                            .value_text = format_count(static_cast<double>(flow.count)),
                            .tip = count_tip(unit, flow.count, report.lost)});
    }
  }
  return data;
}

/// "Of 900 that reached cart, 412 (45.8%) did not reach pay."
void draw_conclusion(const funnel::FunnelReport& funnel, const AfterwardsReport& report) {
  const auto lost = static_cast<double>(report.lost), reached = static_cast<double>(report.reached);
  const Maybe share = report.reached > 0 ? Maybe(lost / reached) : std::nullopt;
  const std::string words = tr_format(
      "afterwards.conclusion", {format_count(reached), step_name(funnel.steps[report.step - 1]), format_count(lost),
                                format_percent(share), step_name(funnel.steps[report.next_step - 1])});
  ui::paragraph(words, TextStyle::emphasis, "afterwards.conclusion");
}

void draw_levels(const funnel::FunnelReport& funnel, const AfterwardsReport& report) {
  draw_conclusion(funnel, report);
  for (const TextPair& note : report.notes) ui::paragraph_muted(pick(note), TextStyle::caption);
  if (report.levels.empty()) return;
  ui::gap(sizes().s8);
  chart::level_flows(chart_of(funnel, report));
  ui::gap(sizes().s8);
  ui::paragraph_muted(pick(report.definition), TextStyle::caption, "afterwards.definition");
}

// What sets them apart ------------------------------------------------------------------------------------------------

std::string verdict(const Trait& trait) {
  if (trait.too_few_to_tell) return std::string("? ") + tr("breakdown.too_few");
  if (!trait.differs) return tr("breakdown.alike");
  return trait.odds_ratio >= 1 ? std::string("\u25B2 ") + tr("traits.more")
                               : std::string("\u25BC ") + tr("traits.less");
}

std::vector<ui::Column> trait_columns() {
  using ui::Align;
  std::vector<ui::Column> all{{.key = "property", .label = tr("traits.property"), .min_width = 110},
                              {.key = "value", .label = tr("traits.value"), .min_width = 110, .weight = 1.2f}};
  const auto number = [&](std::string_view key, const char* label, const char* tip, float min_width) {
    all.push_back(
        {.key = key, .label = label, .align = Align::right, .min_width = min_width, .weight = 0.6f, .tip = tip});
  };
  number("lost", tr("traits.lost"), tr("traits.lost_tip"), 84);
  number("went_on", tr("traits.went_on"), tr("traits.went_on_tip"), 84);
  number("odds_ratio", tr("traits.odds_ratio"), tr("traits.odds_ratio_tip"), 84);
  number("interval", tr("traits.interval"), tr("traits.interval_tip"), 110);
  number("p", tr("traits.p"), tr("traits.p_tip"), 84);
  all.push_back({.key = "verdict", .label = tr("traits.verdict"), .min_width = 150, .tip = tr("traits.verdict_tip")});
  return all;
}

ui::Cell ratio_cell(double ratio) { return {.text = format_number(ratio, 2), .plain = plain_number(ratio)}; }

ui::Cell odds_interval_cell(const Trait& trait) {
  return {.text = format_number(trait.low, 2) + "\u2013" + format_number(trait.high, 2),
          .plain = plain_number(trait.low) + " - " + plain_number(trait.high),
          .muted = true};
}

ui::Cell p_cell(const Trait& trait) {
  if (!trait.p_adjusted) return {.text = absent(), .muted = true};
  return {.text = p_value_text(*trait.p_adjusted), .plain = plain_number(*trait.p_adjusted)};
}

void fill_trait(ui::Row& row, const Trait& trait) {
  const auto share = [](double value, uint64_t count) {
    ui::Cell cell = ui::share_cell(value, value);
    cell.exact = format_count(static_cast<double>(count));
    return cell;
  };
  row.clear();
  row.push_back({.text = pick(trait.property), .muted = true});
  row.push_back({.text = pick(trait.value), .strong = trait.differs});
  row.push_back(share(trait.lost_share, trait.lost));
  row.push_back(share(trait.went_on_share, trait.went_on));
  row.push_back(ratio_cell(trait.odds_ratio));
  row.push_back(odds_interval_cell(trait));
  row.push_back(p_cell(trait));
  row.push_back({.text = verdict(trait), .muted = !trait.differs, .strong = trait.differs});
}

void draw_trait_table(ScreenContext& context, const AfterwardsReport& report) {
  constexpr size_t kFew = 12;
  FunnelView& view = context.view.funnel;
  const size_t rows = view.all_traits ? report.traits.size() : std::min(kFew, report.traits.size());
  const std::vector<ui::Column> header = trait_columns();
  ui::table({.key = "traits.table",
             .caption = tr("traits.title"),
             .columns = header,
             .rows = rows,
             .row =
                 [&](uint64_t index) {
                   fill_trait(view.trait_row, report.traits[index]);
                   return &view.trait_row;
                 },
             .selectable = false},
            view.traits);
  if (report.traits.size() > kFew) {
    ui::gap(sizes().s8);
    const std::string all = tr_format("traits.all", {format_count(static_cast<double>(report.traits.size()))});
    if (ui::link("traits.all", view.all_traits ? std::string_view(tr("traits.few")) : std::string_view(all))) {
      view.all_traits = !view.all_traits;
    }
  }
  if (report.other_traits > 0) {
    ui::paragraph_muted(tr_format("traits.others", {format_count(static_cast<double>(report.other_traits))}),
                        TextStyle::caption);
  }
}

void draw_traits(ScreenContext& context, const funnel::FunnelReport& funnel, const AfterwardsReport& report) {
  ui::gap(sizes().s16);
  const std::string subtitle = tr_format(
      "traits.subtitle", {step_name(funnel.steps[report.step - 1]), step_name(funnel.steps[report.next_step - 1])});
  ui::Card card({.key = "traits.card", .title = tr("traits.title"), .subtitle = subtitle});
  for (const TextPair& note : report.traits_notes) ui::paragraph(pick(note), TextStyle::body);
  if (report.traits.empty()) return;
  ui::gap(sizes().s8);
  draw_trait_table(context, report);
  ui::gap(sizes().s8);
  ui::paragraph_muted(pick(report.traits_definition), TextStyle::caption, "traits.definition");
}

}  // namespace

void draw_funnel_afterwards(ScreenContext& context, const funnel::FunnelReport& report) {
  if (report.source != funnel::Source::events || report.steps.size() < 2) return;
  Store& store = context.store;
  if (store.funnels().afterwards_query().step >= report.steps.size()) {
    AfterwardsQuery query = store.funnels().afterwards_query();
    query.step = 0;
    store.funnels().ask_afterwards(query);
  }
  Inquiry<AfterwardsReport>& inquiry = store.funnels().afterwards();
  // The answer of a moment ago may be about steps that are gone.
  const AfterwardsReport* answer = inquiry.answer();
  if (answer != nullptr && answer->next_step > report.steps.size()) answer = nullptr;
  ui::gap(sizes().s16);
  {
    ui::Card card({.key = "afterwards.card", .title = tr("afterwards.title"), .subtitle = tr("afterwards.subtitle")});
    draw_step(store, report);
    draw_depth(store);
    draw_floor(store);
    ui::gap(sizes().s8);
    if (has_inquiry_state(inquiry)) draw_inquiry_state(inquiry, "afterwards");
    if (inquiry.error() != nullptr) return;
    if (answer == nullptr) return ui::skeleton(6);
    draw_levels(report, *answer);
  }
  draw_traits(context, report, *answer);
}

}  // namespace sluice::app

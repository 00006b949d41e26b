// Where customers went between two dates: the first date, did it work, the ribbons, the table of flows, and what each
// segment was worth a period later.
#include <array>
#include <string>
#include <vector>

#include <imgui.h>

#include "app/charts/sankey.h"
#include "app/screens/changes.h"
#include "app/screens/figures.h"
#include "app/screens/segments.h"
#include "app/screens/words.h"
#include "app/widgets/button.h"
#include "app/widgets/card.h"
#include "app/widgets/cells.h"
#include "app/widgets/fields.h"
#include "app/widgets/layout.h"
#include "app/widgets/navigation.h"
#include "app/widgets/table.h"
#include "app/widgets/text.h"
#include "app/widgets/tooltip.h"

namespace sluice::app {
namespace {

// Choices ------------------------------------------------------------------------------------------------------------

void draw_first_date(ScreenContext& context, const rfm::MigrationReport* migration, const Error* error) {
  const std::string& chosen = context.store.spec().migration.from;
  const std::string wrong = error && error->place.pointer == "/migration/from" ? pick(error->message) : std::string{};
  const auto day = ui::date_field(
      {.field = {.key = "changes.from", .label = tr("changes.from"), .error = wrong, .width = 6 * sizes().control},
       .value = chosen.empty() && migration ? migration->from : chosen,
       .first = migration ? migration->earliest_from : std::string{},
       .last = migration ? migration->to : std::string{}});
  if (day) context.store.edit([&](Spec& spec) { spec.migration.from = *day; });
  if (chosen.empty()) {
    if (migration) ui::paragraph_muted(pick(migration->from_reason), TextStyle::caption, "changes.from.reason");
  } else if (ui::link("changes.from.automatic", tr("choice.automatic"), TextStyle::caption)) {
    context.store.edit([](Spec& spec) { spec.migration.from.clear(); });
  }
}

/// The date up to which all screens count: it is no choice of this one alone.
void draw_second_date(ScreenContext& context, const rfm::RfmReport& report) {
  draw_snapshot_field(context, report, {.key = "changes.to", .label = tr("changes.to"), .width = 6 * sizes().control});
  ui::paragraph_muted(tr("changes.to.hint"), TextStyle::caption, "changes.to.hint");
}

void draw_cuts(ScreenContext& context) {
  ui::muted(tr("changes.cuts"), TextStyle::caption_strong);
  const std::array<ui::Option, 2> options{
      {{.key = "changes.cuts.own", .label = tr("changes.cuts.own")},
       {.key = "changes.cuts.of_the_start", .label = tr("changes.cuts.of_the_start")}}};
  const auto current = static_cast<size_t>(context.store.spec().migration.cuts);
  if (const auto picked = ui::segmented("changes.cuts", options, current)) {
    context.store.edit([&](Spec& spec) { spec.migration.cuts = static_cast<rfm::MigrationCuts>(*picked); });
  }
  ui::paragraph_muted(tr(current == 0 ? "changes.cuts.own.hint" : "changes.cuts.of_the_start.hint"),
                      TextStyle::caption);
}

void draw_choices(ScreenContext& context, const rfm::RfmReport& report, const rfm::MigrationReport* migration,
                  const Error* error) {
  ui::Card card({.key = "changes.settings"});
  ui::Grid grid({.key = "choices", .min_column = 300, .most = 3, .equal_heights = false});
  grid.next();
  draw_first_date(context, migration, error);
  grid.next();
  draw_second_date(context, report);
  grid.next();
  draw_cuts(context);
}

// Answer -------------------------------------------------------------------------------------------------------------

void draw_migration_figures(const rfm::RfmReport& report, const rfm::MigrationReport& migration) {
  const rfm::Movement& all = migration.all;
  const bool any_day = migration.days > 0;  // else nobody can have bought
  const Maybe again = any_day ? all.bought_again_share : std::nullopt;
  const Maybe revenue = any_day ? Maybe(migration.revenue) : std::nullopt;
  const std::string earlier =
      migration.earlier_revenue
          ? tr_format("changes.against_before", {format_money_compact(migration.earlier_revenue, report.currency)})
          : std::string{};
  const auto count = [](uint64_t number) { return tr_plural("export.customers_count", static_cast<double>(number)); };
  const std::array<Figure, 5> figures{
      {{"changes.up", tr("changes.up"), tr("changes.up_tip"), format_percent(all.up_share), {}, count(all.up)},
       {"changes.down", tr("changes.down"), tr("changes.up_tip"), format_percent(all.down_share), {}, count(all.down)},
       {"changes.stayed",
        tr("changes.stayed"),
        tr("changes.stayed_tip"),
        format_percent(all.stayed_share),
        {},
        count(all.stayed)},
       {"changes.again",
        tr("changes.bought_again"),
        tr("changes.bought_again_tip"),
        format_percent(again),
        {},
        any_day ? count(all.bought_again) : std::string{}},
       {"changes.revenue", tr("changes.revenue_between"), tr("changes.revenue_tip"),
        format_money_compact(revenue, report.currency), format_money_exact(revenue, report.currency), earlier}}};
  draw_figures({.key = "figures", .min_column = narrow_screen() ? 150.0f : 180.0f, .most = 5}, figures);
}

/// The figures of a sentence in full and how they are computed.
void explain_movement(const rfm::Movement& all) {
  const auto count = [](uint64_t number) { return format_count(static_cast<double>(number)); };
  const std::array<ui::TooltipRow, 5> rows{{{tr("figure.customers"), count(all.customers)},
                                            {tr("changes.up"), count(all.up)},
                                            {tr("changes.down"), count(all.down)},
                                            {tr("changes.stayed"), count(all.stayed)},
                                            {tr("changes.left"), count(all.left)}}};
  ui::last_item_tooltip({.rows = rows, .note = tr("changes.up_tip")});
}

void explain_revenue(const rfm::RfmReport& report, const rfm::MigrationReport& migration) {
  const std::array<ui::TooltipRow, 2> rows{
      {{tr("changes.revenue_between"), format_money_exact(migration.revenue, report.currency)},
       {tr("changes.revenue_before"), format_money_exact(migration.earlier_revenue, report.currency)}}};
  ui::last_item_tooltip({.rows = rows, .note = tr("changes.revenue_tip")});
}

/// Sentences about customers come first; the last but one is about revenue, the last one says what this does not prove.
/// A single sentence says that there is nothing to tell.
void draw_verdict(const rfm::RfmReport& report, const rfm::MigrationReport& migration) {
  const std::string subtitle = tr_format("changes.period", {format_date(migration.from), format_date(migration.to)});
  ui::Card card({.key = "changes.verdict", .title = tr("changes.did_it_work"), .subtitle = subtitle});
  for (size_t i = 0; i < migration.verdict.size(); ++i) {
    const bool caveat = i > 0 && i + 1 == migration.verdict.size();
    const std::string key = "changes.verdict." + std::to_string(i);
    if (caveat) {
      ui::paragraph_muted(pick(migration.verdict[i]), TextStyle::body, key);
    } else {
      ui::paragraph(pick(migration.verdict[i]), TextStyle::body, key);
      if (i + 2 == migration.verdict.size()) {
        explain_revenue(report, migration);
      } else if (migration.verdict.size() > 1) {
        explain_movement(migration.all);
      }
    }
  }
}

std::vector<chart::SankeyNode> nodes_of(const rfm::RfmReport& report, const std::vector<rfm::ChangeState>& states,
                                        SegmentMeasure measure) {
  std::vector<chart::SankeyNode> nodes;
  for (const rfm::ChangeState& state : states) {
    nodes.push_back({state.id, pick(state.name), measure_words(report, state.figures, measure), state.color});
  }
  return nodes;
}

size_t index_of(const std::vector<rfm::ChangeState>& states, const std::string& id) {
  size_t index = 0;
  while (index < states.size() && states[index].id != id) ++index;
  return index;
}

chart::SankeyFlow ribbon_of(const rfm::RfmReport& report, const rfm::ChangeMatrix& matrix, const rfm::ChangeFlow& flow,
                            SegmentMeasure measure) {
  const bool customers = measure == SegmentMeasure::customers;
  const auto number = static_cast<double>(flow.figures.customers);
  chart::SankeyFlow ribbon;
  ribbon.id = flow.before + ">" + flow.after;
  ribbon.from = index_of(matrix.before, flow.before);
  ribbon.to = index_of(matrix.after, flow.after);
  ribbon.value = customers ? number : flow.figures.revenue;
  ribbon.value_text = measure_words(report, flow.figures, measure);
  ribbon.tip = {{tr("figure.customers"), format_count(number), {}},
                {tr("changes.revenue_before"), format_money(flow.figures.revenue_before, report.currency), {}},
                {tr("changes.revenue_between"), format_money(flow.figures.revenue, report.currency), {}}};
  return ribbon;
}

void draw_sankey(ScreenContext& context, const rfm::RfmReport& report, const ShownChange& change) {
  SegmentMeasure& measure = context.view.changes.measure;
  const std::array<ui::Option, 2> measures{
      {{.key = "changes.measure.customers", .label = tr("figure.customers")},
       {.key = "changes.measure.revenue", .label = tr("changes.revenue_between")}}};
  ui::Card card(
      {.key = "changes.sankey_card", .title = tr("changes.flows"), .hint = tr("changes.flows_hint"), .actions = [&] {
         const auto chosen = ui::segmented("changes.measure", measures, static_cast<size_t>(measure));
         if (chosen) measure = static_cast<SegmentMeasure>(*chosen);
       }});
  const rfm::ChangeMatrix& matrix = change.matrix;
  chart::Sankey data{.key = "changes.sankey",
                     .caption = tr("changes.flows"),
                     .left_title = change.before,
                     .right_title = change.after,
                     .value_header = measures[static_cast<size_t>(measure)].label,
                     .note = tr(measure == SegmentMeasure::customers ? "tip.flow_customers" : "tip.flow_revenue"),
                     .left = nodes_of(report, matrix.before, measure),
                     .right = nodes_of(report, matrix.after, measure)};
  const rfm::FlowQuery* open = context.store.open_flow();
  for (const rfm::ChangeFlow& flow : matrix.flows) {
    data.flows.push_back(ribbon_of(report, matrix, flow, measure));
    data.flows.back().selected = open && open->before == flow.before && open->after == flow.after;
  }
  const chart::SankeyEvent event = chart::sankey(data);
  if (event.flow.clicked) {
    const rfm::ChangeFlow& flow = matrix.flows[*event.flow.clicked];
    context.store.open_flow(change.kind, flow.before, flow.after);
  } else if (event.clicked_left) {
    context.store.open_flow(change.kind, matrix.before[*event.clicked_left].id, "");
  } else if (event.clicked_right) {
    context.store.open_flow(change.kind, "", matrix.after[*event.clicked_right].id);
  }
}

// A period later -----------------------------------------------------------------------------------------------------

/// `aside`: with a column of those who came to or from the segment that takes the rest.
std::vector<ui::Column> movement_columns(bool aside) {
  using ui::Align;
  std::vector<ui::Column> all{{.key = "segment", .label = tr("segments.segment"), .min_width = 172, .weight = 1}};
  const auto number = [&](std::string_view key, const char* label, const char* tip = "") {
    all.push_back({.key = key, .label = label, .align = Align::right, .min_width = 84, .weight = 0.4f, .tip = tip});
  };
  number("customers", tr("figure.customers"), tr("changes.customers_tip"));
  number("up", tr("changes.up"), tr("changes.up_tip"));
  number("down", tr("changes.down"), tr("changes.up_tip"));
  number("stayed", tr("changes.stayed"), tr("changes.stayed_tip"));
  if (aside) number("aside", tr("changes.aside"), tr("changes.aside_tip"));
  number("left", tr("changes.left"), tr("changes.left_tip"));
  number("again", tr("changes.bought_again"), tr("changes.bought_again_tip"));
  number("revenue", tr("changes.revenue_between"), tr("changes.revenue_tip"));
  number("per_customer", tr("changes.per_customer"), tr("changes.per_customer_tip"));
  return all;
}

void fill_movement(ui::Row& cells, const rfm::RfmReport& report, const rfm::Movement& movement,
                   const rfm::SegmentReport* segment, bool aside) {
  const bool all = movement.segment.empty();
  cells = {{.text = all       ? std::string(tr("changes.total"))
                    : segment ? pick(segment->name)
                              : movement.segment,
            .color = segment ? std::string_view(segment->color) : std::string_view{},
            .strong = true},
           ui::count_cell(static_cast<double>(movement.customers)),
           ui::share_cell(movement.up_share),
           ui::share_cell(movement.down_share),
           ui::share_cell(movement.stayed_share),
           ui::share_cell(movement.left_share),
           ui::share_cell(movement.bought_again_share),
           ui::compact_money_cell(movement.revenue, report.currency),
           ui::money_cell(movement.revenue_per_customer, report.currency)};
  constexpr ptrdiff_t kBehindStayed = 5;
  if (aside) cells.insert(cells.begin() + kBehindStayed, ui::share_cell(movement.aside_share));
}

void draw_movements(ScreenContext& context, const rfm::RfmReport& report, const rfm::MigrationReport& migration,
                    const ShownChange& change) {
  ChangesView& view = context.view.changes;
  const std::string subtitle = tr_format("changes.later_hint", {change.before});
  ui::Card card({.key = "changes.later", .title = tr("changes.later"), .subtitle = subtitle, .flush = true});
  const bool aside = migration.all.aside > 0;
  const std::vector<ui::Column> header = movement_columns(aside);
  const size_t segments = migration.segments.size();
  const ui::TableEvent event =
      ui::table({.key = "changes.movements",
                 .caption = tr("changes.later"),
                 .columns = header,
                 .rows = segments + 1,
                 .row =
                     [&](uint64_t index) {
                       const bool all = index == segments;
                       const rfm::Movement& movement = all ? migration.all : migration.segments[index];
                       fill_movement(view.row, report, movement, find_segment(report, movement.segment), aside);
                       return &view.row;
                     }},
                view.movements);
  if (event.clicked && *event.clicked < segments) {
    context.store.open_flow(change.kind, migration.segments[*event.clicked].segment, "");
  }
}

void draw_notes(const rfm::MigrationReport& migration) {
  ui::Card card({.key = "changes.notes", .title = tr("changes.notes")});
  for (size_t i = 0; i < migration.notes.size(); ++i) {
    const std::string key = "changes.note." + std::to_string(i);
    ui::paragraph_muted(pick(migration.notes[i]), TextStyle::body, key);
    ui::gap(sizes().s4);
  }
}

}  // namespace

std::optional<ShownChange> shown_migration(ScreenContext& context) {
  const Inquiry<rfm::MigrationReport>& inquiry = context.store.migration();
  const rfm::MigrationReport* migration = inquiry.answer();
  if (!migration || inquiry.error()) return std::nullopt;
  return ShownChange{rfm::ChangeKind::migration, migration->matrix,
                     tr_format("changes.on", {format_date(migration->from)}),
                     tr_format("changes.on", {format_date(migration->to)}), inquiry.current()};
}

void draw_migration(ScreenContext& context, const rfm::RfmReport& report) {
  const Inquiry<rfm::MigrationReport>& inquiry = context.store.migration();
  const rfm::MigrationReport* migration = inquiry.answer();
  const Error* error = inquiry.error();
  const bool settled = error && error->code == ErrorCode::not_applicable;
  if (!settled) {
    draw_choices(context, report, migration, error);
    ui::gap(sizes().s16);
  }
  if (draw_without_answer(error, migration != nullptr, "changes.problem")) return;
  const std::optional<ShownChange> change = shown_migration(context);
  draw_migration_figures(report, *migration);
  ui::gap(sizes().s16);
  draw_verdict(report, *migration);
  ui::gap(sizes().s16);
  draw_sankey(context, report, *change);
  ui::gap(sizes().s16);
  draw_movements(context, report, *migration, *change);
  ui::gap(sizes().s16);
  draw_flow_matrix(context, report, *change);
  ui::gap(sizes().s16);
  draw_notes(*migration);
}

}  // namespace sluice::app

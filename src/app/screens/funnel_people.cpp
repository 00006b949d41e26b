// Who stands behind a bar or a loss, and their segments. They can be made the filter of all screens, and one of them
// chosen for the journey (funnel_journey.cpp).
#include <algorithm>
#include <array>
#include <utility>

#include <imgui.h>

#include "app/choices.h"
#include "app/screens/customer_formats.h"
#include "app/screens/customers.h"
#include "app/screens/funnel.h"
#include "app/screens/words.h"
#include "app/widgets/button.h"
#include "app/widgets/card.h"
#include "app/widgets/cells.h"
#include "app/widgets/fields.h"
#include "app/widgets/layout.h"
#include "app/widgets/menu.h"
#include "app/widgets/navigation.h"
#include "app/widgets/table.h"
#include "app/widgets/text.h"
#include "base/calendar.h"

namespace sluice::app {
namespace {

void draw_query(ScreenContext& context, const funnel::FunnelReport& report) {
  Store& store = context.store;
  const funnel::PeopleQuery& query = store.funnels().people_query();
  std::vector<ui::SelectOption> options;
  for (size_t i = 0; i < report.steps.size(); ++i) {
    options.push_back({.label = step_name(report.steps[i]), .detail = format_count(report.steps[i].count)});
  }
  const std::optional<size_t> current = query.step < options.size() ? std::optional<size_t>(query.step) : std::nullopt;
  const auto step =
      ui::select({.key = "people.step", .spoken = tr("funnel.step"), .width = 8 * sizes().s32}, options, current);
  if (step) store.funnels().ask_people(static_cast<uint32_t>(*step), query.lost && *step > 0);
  const std::array<ui::Option, 2> outcomes{{{.key = "reached", .label = tr("people.reached")},
                                            {.key = "lost", .label = tr("people.lost"), .disabled = query.step == 0}}};
  ui::same_line_if_fits(ui::segmented_width(outcomes));
  const auto outcome = ui::segmented("people.outcome", outcomes, query.lost ? 1 : 0);
  if (outcome) store.funnels().ask_people(query.step, *outcome == 1);
}

/// The filter by what is listed; pressed again it is lifted.
void draw_filter_button(ScreenContext& context, const funnel::FunnelReport& report) {
  Store& store = context.store;
  const std::optional<rfm::FunnelCondition> condition = condition_of(report, store.funnels().people_query());
  const bool in_force = condition && store.spec().filter.funnel == condition;
  const ui::Button button{.key = "people.filter",
                          .label = tr(in_force ? "people.lift_filter" : "people.use_as_filter"),
                          .kind = ui::ButtonKind::quiet,
                          .icon = ui::Icon::filter,
                          .disabled = !condition,
                          .selected = in_force,
                          .small = true,
                          .tip = tr(condition ? "people.filter_tip" : "people.filter_optional")};
  ui::same_line_if_fits(ui::button_width(button));
  if (!ui::button(button)) return;
  store.edit([&](Spec& spec) { spec.filter.funnel = in_force ? std::nullopt : condition; });
}

/// `steps_tip` is pointed to.
std::vector<ui::Column> columns(const std::string& steps_tip, bool named, bool valued) {
  using ui::Align;
  std::vector<ui::Column> all{{.key = "id", .label = tr("customers.id"), .min_width = 110, .weight = 1.2f}};
  if (named) all.push_back({.key = "name", .label = tr("customers.name"), .min_width = 110, .weight = 1.2f});
  all.push_back({.key = "start", .label = tr("people.start"), .min_width = 140, .tip = tr("people.start_tip")});
  all.push_back({.key = "last", .label = tr("people.last"), .min_width = 140, .tip = tr("people.last_tip")});
  all.push_back(
      {.key = "reached", .label = tr("people.steps"), .align = Align::right, .min_width = 80, .tip = steps_tip});
  if (valued) {
    all.push_back({.key = "value",
                   .label = tr("people.value"),
                   .align = Align::right,
                   .min_width = 90,
                   .tip = tr("people.value_tip")});
  }
  return all;
}

void fill_person(ui::Row& cells, const funnel::FunnelPerson& person, bool named, bool valued,
                 const std::string& currency) {
  cells.clear();
  cells.push_back({.text = person.customer, .strong = true});
  if (named) cells.push_back({.text = person.name});
  cells.push_back({.text = format_time(person.start)});
  cells.push_back({.text = format_time(person.last)});
  cells.push_back(ui::count_cell(static_cast<double>(person.reached)));
  if (valued) cells.push_back(ui::money_cell(person.value, currency));
}

/// Of several sessions or entries of a customer only the one that was chosen.
bool is_shown(const funnel::FunnelPerson& person, const funnel::FunnelReport& report,
              const funnel::JourneyQuery& journey) {
  return person.customer == journey.customer && (report.unit == "customers" || person.unit == journey.unit);
}

void draw_people(ScreenContext& context, const funnel::FunnelReport& report) {
  Store& store = context.store;
  FunnelView& view = context.view.funnel;
  RowPages<funnel::FunnelPerson>& rows = store.funnels().people();
  const bool named = customers_have_names(store.report().import);
  const bool valued = report.steps.front().value.has_value();
  const std::string currency = funnel_currency(store.report());
  const std::string steps_tip = tr_format("people.steps_tip", {format_count(static_cast<double>(report.steps.size()))});
  const std::vector<ui::Column> header = columns(steps_tip, named, valued);
  if (!rows.known()) rows.want(0, 1);
  const float rows_high = std::min(ui::kShortTableRows, static_cast<float>(rows.total()) + 1);
  const ui::TableEvent event =
      ui::table({.key = "people.table",
                 .caption = tr("people.title"),
                 .columns = header,
                 .rows = rows.total(),
                 .row = [&](uint64_t index) -> const ui::Row* {
                   const funnel::FunnelPerson* person = rows.row(index);
                   if (!person) return nullptr;
                   fill_person(view.person_row, *person, named, valued, currency);
                   return &view.person_row;
                 },
                 .is_selected =
                     [&](uint64_t index) {
                       const funnel::FunnelPerson* person = rows.row(index);
                       return person && is_shown(*person, report, store.funnels().journey_query());
                     },
                 .height = rows.total() > 0 ? rows_high * sizes().row + sizes().s16 : 0,
                 .empty_text = tr(rows.known() ? "people.nobody" : "common.loading")},
                view.people);
  if (rows.known()) rows.want(event.first_visible, event.last_visible);
  if (!event.clicked) return;
  const funnel::FunnelPerson* person = rows.row(*event.clicked);
  if (!person) return;
  store.funnels().ask_journey({person->customer, person->unit});
  view.show_journey = true;
}

// Segments ------------------------------------------------------------------------------------------------------------

void fill_segment(ui::Row& cells, const funnel::PeopleSegment& segment, const std::string& currency) {
  const bool scored = !segment.id.empty();
  cells.clear();
  cells.push_back({.text = pick(segment.label), .color = segment.color, .muted = !scored, .strong = scored});
  cells.push_back(ui::count_cell(static_cast<double>(segment.customers)));
  cells.push_back(ui::share_cell(segment.share, segment.share));
  cells.push_back(ui::money_cell(segment.revenue, currency));
}

void draw_segment_table(ScreenContext& context, const funnel::PeopleSegments& segments) {
  using ui::Align;
  FunnelView& view = context.view.funnel;
  const std::string currency = funnel_currency(context.store.report());
  const std::array<ui::Column, 4> header{
      {{.key = "segment", .label = tr("segments.segment"), .min_width = 150, .weight = 1.6f},
       {.key = "customers",
        .label = tr("figure.customers"),
        .align = Align::right,
        .min_width = 90,
        .tip = tr("people.segment_customers_tip")},
       {.key = "share",
        .label = tr("chart.share"),
        .align = Align::right,
        .min_width = 90,
        .tip = tr("people.segment_share_tip")},
       {.key = "revenue",
        .label = tr("figure.revenue"),
        .align = Align::right,
        .min_width = 100,
        .tip = tr("people.segment_revenue_tip")}}};
  ui::table({.key = "people.segments",
             .caption = tr("people.segments"),
             .columns = header,
             .rows = segments.segments.size(),
             .row =
                 [&](uint64_t index) {
                   fill_segment(view.people_segment_row, segments.segments[index], currency);
                   return &view.people_segment_row;
                 },
             .selectable = false},
            view.people_segments);
}

/// Where customers are scored: to which segments they belong, what they have brought.
void draw_segments(ScreenContext& context) {
  if (!context.store.report().rfm) return;
  const Inquiry<funnel::PeopleSegments>& inquiry = context.store.funnels().people_segments();
  if (inquiry.error()) return;  // the list has said it
  ui::gap(sizes().s16);
  ui::Card card({.key = "people.segments_card", .title = tr("people.segments")});
  if (!inquiry.answer()) return ui::skeleton(3);
  const funnel::PeopleSegments& segments = *inquiry.answer();
  const std::string customers = tr_plural("export.customers_count", static_cast<double>(segments.customers));
  ui::paragraph_muted(
      segments.revenue ? tr_format("people.segments_sum",
                                   {customers, format_money(segments.revenue, funnel_currency(context.store.report()))})
                       : customers,
      TextStyle::caption, "people.segments_sum");
  if (segments.segments.empty()) return;
  ui::gap(sizes().s8);
  draw_segment_table(context, segments);
  if (segments.scored < segments.customers) {
    ui::paragraph_muted(
        tr_format("people.not_scored", {format_count(static_cast<double>(segments.customers - segments.scored))}),
        TextStyle::caption, "people.not_scored");
  }
}

// Card ----------------------------------------------------------------------------------------------------------------

/// How many lines the file will have, and of what.
std::string count_note(const funnel::FunnelReport& report, const RowPages<funnel::FunnelPerson>& rows) {
  if (!rows.known()) return tr("customers.export_note");
  if (report.unit == "customers") return export_note(rows.total());
  const auto total = static_cast<double>(rows.total());
  const std::string count = report.unit == "sessions" ? tr_plural("people.export_sessions", total)
                                                      : tr_plural("people.export_entries", total);
  return count + tr("customers.export_note");
}

void draw_people_export(ScreenContext& context, const funnel::FunnelReport& report) {
  Store& store = context.store;
  const ui::Button save = export_button("people.export", tr("people.export_tip"));
  const auto format = format_menu(save, count_note(report, store.funnels().people()));
  if (format) store.export_people(*format, language_tag(context.preferences.language()));
}

void draw_list(ScreenContext& context, const funnel::FunnelReport& report) {
  ui::Card card({.key = "people.card", .title = tr("people.title"), .subtitle = tr("people.subtitle"), .actions = [&] {
                   draw_people_export(context, report);
                 }});
  draw_query(context, report);
  draw_filter_button(context, report);
  if (report.unit != "customers") ui::paragraph_muted(tr("people.filter_unit"), TextStyle::caption);
  ui::gap(sizes().s8);
  draw_people(context, report);
  if (context.store.funnels().journey_query().customer.empty())
    ui::paragraph_muted(tr("people.hint"), TextStyle::caption);
}

}  // namespace

void draw_funnel_people(ScreenContext& context, const funnel::FunnelReport& report) {
  if (report.source != funnel::Source::events) return;
  if (context.store.funnels().people_query().step >= report.steps.size()) context.store.funnels().ask_people(0, false);
  ui::gap(sizes().s16);
  if (std::exchange(context.view.funnel.show_people, false)) ui::bring_into_view(ui::kShortTableRows * sizes().row);
  draw_list(context, report);
  draw_funnel_journey(context);
  draw_segments(context);
}

}  // namespace sluice::app

// Who stands behind a bar or a loss, and the journey of one of them: what was done when, which events count, and why
// it went no further.
#include <algorithm>
#include <array>

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

constexpr float kTableRows = 9;  // with the header
constexpr float kJourneyRows = 13;

void draw_query(ScreenContext& context, const funnel::FunnelReport& report) {
  Store& store = context.store;
  const funnel::PeopleQuery& query = store.people_query();
  std::vector<ui::SelectOption> options;
  for (size_t i = 0; i < report.steps.size(); ++i) {
    options.push_back({.label = step_name(report.steps[i]), .detail = format_count(report.steps[i].count)});
  }
  const std::optional<size_t> current = query.step < options.size() ? std::optional<size_t>(query.step) : std::nullopt;
  const auto step =
      ui::select({.key = "people.step", .spoken = tr("funnel.step"), .width = 8 * sizes().s32}, options, current);
  if (step) store.ask_people(static_cast<uint32_t>(*step), query.lost && *step > 0);
  ui::same_line(sizes().s8);
  const std::array<ui::Option, 2> outcomes{{{.key = "reached", .label = tr("people.reached")},
                                            {.key = "lost", .label = tr("people.lost"), .disabled = query.step == 0}}};
  const auto outcome = ui::segmented("people.outcome", outcomes, query.lost ? 1 : 0);
  if (outcome) store.ask_people(query.step, *outcome == 1);
}

std::vector<ui::Column> columns(const funnel::FunnelReport& report, bool named, bool valued) {
  using ui::Align;
  std::vector<ui::Column> all{{.key = "id", .label = tr("customers.id"), .min_width = 110, .weight = 1.2f}};
  if (named) all.push_back({.key = "name", .label = tr("customers.name"), .min_width = 110, .weight = 1.2f});
  all.push_back({.key = "start", .label = tr("people.start"), .min_width = 140, .tip = tr("people.start_tip")});
  all.push_back({.key = "last", .label = tr("people.last"), .min_width = 140, .tip = tr("people.last_tip")});
  all.push_back({.key = "reached",
                 .label = tr("people.steps"),
                 .align = Align::right,
                 .min_width = 80,
                 .tip = tr_format("people.steps_tip", {format_count(static_cast<double>(report.steps.size()))})});
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

void draw_people(ScreenContext& context, const funnel::FunnelReport& report) {
  Store& store = context.store;
  FunnelView& view = context.view.funnel;
  RowPages<funnel::FunnelPerson>& rows = store.people();
  const bool named = customers_have_names(store.report().import);
  const bool valued = report.steps.front().value.has_value();
  const std::string currency = funnel_currency(store.report());
  const std::vector<ui::Column> header = columns(report, named, valued);
  if (!rows.known()) rows.want(0, 1);
  const float rows_high = std::min(kTableRows, static_cast<float>(rows.total()) + 1);
  const ui::TableEvent event = ui::table({.key = "people.table",
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
                                                return person && person->customer == store.journey_customer();
                                              },
                                          .height = rows.total() > 0 ? rows_high * sizes().row + sizes().s16 : 0,
                                          .empty_text = tr(rows.known() ? "people.nobody" : "common.loading")},
                                         view.people);
  if (rows.known()) rows.want(event.first_visible, event.last_visible);
  if (!event.clicked) return;
  if (const funnel::FunnelPerson* person = rows.row(*event.clicked)) store.ask_journey(person->customer);
}

/// "2 cart" for the event that fills the second step; what else it might have filled is said.
std::string part_of(const funnel::JourneyReport& journey, const funnel::JourneyEvent& event) {
  const auto name = [&](uint32_t step) { return std::to_string(step + 1) + " " + pick(journey.steps[step]); };
  if (event.fills) return "\u25CF " + name(*event.fills);
  if (event.excluded) return tr("journey.excluded");
  if (event.matches.empty()) return {};
  return tr_format("journey.might_fill", {name(event.matches.front())});
}

void draw_journey_table(ScreenContext& context, const funnel::JourneyReport& journey) {
  FunnelView& view = context.view.funnel;
  const bool valued = std::any_of(journey.events.begin(), journey.events.end(),
                                  [](const funnel::JourneyEvent& event) { return event.amount.has_value(); });
  const std::string currency = funnel_currency(context.store.report());
  std::vector<ui::Column> header{{.key = "time", .label = tr("journey.time"), .min_width = 150},
                                 {.key = "event", .label = tr("journey.event"), .min_width = 130, .weight = 1.4f},
                                 {.key = "part", .label = tr("journey.part"), .min_width = 150, .weight = 1.4f}};
  if (valued) {
    header.push_back({.key = "amount", .label = tr("people.value"), .align = ui::Align::right, .min_width = 90});
  }
  const auto fill = [&](uint64_t index) {
    const funnel::JourneyEvent& event = journey.events[index];
    view.event_row.clear();
    view.event_row.push_back({.text = format_time(event.time), .muted = !event.fills});
    view.event_row.push_back({.text = event.event, .muted = !event.fills, .strong = event.fills.has_value()});
    view.event_row.push_back({.text = part_of(journey, event), .muted = !event.fills});
    if (valued) view.event_row.push_back(ui::money_cell(event.amount, currency));
    return &view.event_row;
  };
  const float rows_high = std::min(kJourneyRows, static_cast<float>(journey.events.size()) + 1);
  ui::table({.key = "journey.table",
             .caption = tr("journey.title"),
             .columns = header,
             .rows = journey.events.size(),
             .row = fill,
             .height = rows_high * sizes().row + sizes().s16,
             .selectable = false},
            view.journey);
}

void draw_journey(ScreenContext& context) {
  const std::string& customer = context.store.journey_customer();
  if (customer.empty()) {
    ui::paragraph_muted(tr("people.hint"), TextStyle::caption);
    return;
  }
  const Inquiry<funnel::JourneyReport>& inquiry = context.store.journey();
  ui::gap(sizes().s16);
  ui::paragraph(tr_format("journey.of", {customer}), TextStyle::emphasis, "journey.heading");
  if (const Error* error = inquiry.error()) {
    ui::paragraph(pick(error->message), TextStyle::body);
    return;
  }
  if (!inquiry.answer()) return ui::skeleton(4);
  const funnel::JourneyReport& journey = *inquiry.answer();
  ui::paragraph(pick(journey.outcome), TextStyle::body, "journey.outcome");
  if (!journey.reason.empty()) ui::paragraph(pick(journey.reason), TextStyle::body, "journey.reason");
  if (journey.units > 1) {
    ui::paragraph_muted(tr_format("journey.units", {format_count(static_cast<double>(journey.units))}),
                        TextStyle::caption);
  }
  ui::gap(sizes().s8);
  draw_journey_table(context, journey);
  if (journey.left_out > 0) {
    ui::paragraph_muted(tr_format("journey.left_out", {format_count(static_cast<double>(journey.left_out))}),
                        TextStyle::caption);
  }
}

}  // namespace

void draw_funnel_people(ScreenContext& context, const funnel::FunnelReport& report) {
  if (report.source != funnel::Source::events) return;
  ui::gap(sizes().s16);
  ui::Card card({.key = "people.card", .title = tr("people.title"), .subtitle = tr("people.subtitle")});
  draw_query(context, report);
  ui::gap(sizes().s8);
  draw_people(context, report);
  draw_journey(context);
}

}  // namespace sluice::app

// Cohorts as a map of cells and as curves.
#include <algorithm>
#include <array>
#include <cmath>

#include <imgui.h>

#include "app/charts/cohort_map.h"
#include "app/charts/line_chart.h"
#include "app/screens/charts_of.h"
#include "app/screens/retention.h"
#include "app/screens/words.h"
#include "app/widgets/button.h"
#include "app/widgets/card.h"
#include "app/widgets/layout.h"
#include "app/widgets/menu.h"
#include "app/widgets/navigation.h"
#include "app/widgets/text.h"

namespace sluice::app {
namespace {

using rfm::CohortMeasure;
using rfm::CohortPeriod;

constexpr size_t kLatestCohorts = 24;  // shown at first

constexpr std::array<CohortPeriod, 3> kPeriods{CohortPeriod::month, CohortPeriod::quarter, CohortPeriod::week};
constexpr std::array<CohortMeasure, 7> kMeasures{CohortMeasure::retention,
                                                 CohortMeasure::active,
                                                 CohortMeasure::orders,
                                                 CohortMeasure::revenue,
                                                 CohortMeasure::orders_per_customer,
                                                 CohortMeasure::revenue_per_customer,
                                                 CohortMeasure::cumulated_per_customer};

const char* measure_name(CohortMeasure measure) {
  switch (measure) {
    case CohortMeasure::retention:
      return tr("cohorts.retention");
    case CohortMeasure::active:
      return tr("cohorts.active");
    case CohortMeasure::orders:
      return tr("figure.orders");
    case CohortMeasure::revenue:
      return tr("figure.revenue");
    case CohortMeasure::orders_per_customer:
      return tr("cohorts.orders_per_customer");
    case CohortMeasure::revenue_per_customer:
      return tr("cohorts.revenue_per_customer");
    case CohortMeasure::cumulated_per_customer:
      return tr("cohorts.cumulated_per_customer");
  }
  return "";
}

const char* meaning_of(CohortMeasure measure) {
  switch (measure) {
    case CohortMeasure::retention:
      return tr("tip.cohort.retention");
    case CohortMeasure::active:
      return tr("tip.cohort.active");
    case CohortMeasure::orders:
      return tr("tip.cohort.orders");
    case CohortMeasure::revenue:
      return tr("tip.cohort.revenue");
    case CohortMeasure::orders_per_customer:
      return tr("tip.cohort.orders_per_customer");
    case CohortMeasure::revenue_per_customer:
      return tr("tip.cohort.revenue_per_customer");
    case CohortMeasure::cumulated_per_customer:
      return tr("tip.cohort.cumulated_per_customer");
  }
  return "";
}

/// In the first period every customer is active: it would drown what comes after.
bool begins_after_the_first(CohortMeasure measure) {
  return measure == CohortMeasure::retention || measure == CohortMeasure::active;
}

/// One measure of CohortFigures or CohortMeans, by age.
template <class Figures>
Maybe value_of(const Figures& figures, CohortMeasure measure, size_t age) {
  const auto at = [&](const auto& list) { return age < list.size() ? Maybe(list[age]) : std::nullopt; };
  switch (measure) {
    case CohortMeasure::retention:
      return at(figures.retention);
    case CohortMeasure::active:
      return at(figures.active);
    case CohortMeasure::orders:
      return at(figures.orders);
    case CohortMeasure::revenue:
      return at(figures.revenue);
    case CohortMeasure::orders_per_customer:
      return at(figures.orders_per_customer);
    case CohortMeasure::revenue_per_customer:
      return at(figures.revenue_per_customer);
    case CohortMeasure::cumulated_per_customer:
      return at(figures.cumulated_per_customer);
  }
  return {};
}

std::string value_text(Maybe value, CohortMeasure measure, const std::string& currency) {
  if (!value) return absent();
  switch (measure) {
    case CohortMeasure::retention:
      return format_percent(value);
    case CohortMeasure::active:
    case CohortMeasure::orders:
      return format_count(std::round(*value * 10) / 10);
    case CohortMeasure::revenue:
      return format_money_compact(value, currency);
    case CohortMeasure::orders_per_customer:
      return format_number(value, 2);
    case CohortMeasure::revenue_per_customer:
    case CohortMeasure::cumulated_per_customer:
      return format_money(value, currency);
  }
  return {};
}

std::string periods_since(CohortPeriod period) {
  return tr(period == CohortPeriod::week      ? "cohorts.weeks_since"
            : period == CohortPeriod::quarter ? "cohorts.quarters_since"
                                              : "cohorts.months_since");
}

std::string period_number(CohortPeriod period, size_t age) {
  const std::string number = std::to_string(age);
  return tr_format(period == CohortPeriod::week      ? "cohorts.week_number"
                   : period == CohortPeriod::quarter ? "cohorts.quarter_number"
                                                     : "cohorts.month_number",
                   {number});
}

std::string incomplete_words(CohortPeriod period) {
  return tr(period == CohortPeriod::week      ? "cohorts.incomplete_week"
            : period == CohortPeriod::quarter ? "cohorts.incomplete_quarter"
                                              : "cohorts.incomplete_month");
}

/// What the map and the curves draw: the cohorts that have customers, the latest ones or all of them.
struct Shown {
  const rfm::CohortReport& cohorts;
  const std::string& currency;
  CohortMeasure measure;
  std::vector<const rfm::CohortRow*> rows{};
  size_t with_customers = 0;    ///< of all cohorts
  uint64_t largest_cohort = 0;  ///< customers

  /// A handful of people would set the scale for everybody.
  bool is_small(const rfm::CohortRow& row) const {
    constexpr uint64_t kPart = 20;
    return row.customers * kPart < largest_cohort;
  }
};

Shown choose_rows(const rfm::CohortReport& cohorts, const std::string& currency, CohortMeasure measure, bool all) {
  Shown shown{cohorts, currency, measure};
  for (const rfm::CohortRow& row : cohorts.cohorts) {
    if (row.customers == 0) continue;
    shown.rows.push_back(&row);
    shown.largest_cohort = std::max(shown.largest_cohort, row.customers);
  }
  shown.with_customers = shown.rows.size();
  if (!all && shown.rows.size() > kLatestCohorts) {
    shown.rows.erase(shown.rows.begin(), shown.rows.end() - static_cast<std::ptrdiff_t>(kLatestCohorts));
  }
  return shown;
}

/// The strongest colour: the largest value of all cohorts but the small ones.
double top_of_scale(const Shown& shown) {
  const size_t first = begins_after_the_first(shown.measure) ? 1 : 0;
  double largest = 0;
  for (const rfm::CohortRow& row : shown.cohorts.cohorts) {
    for (size_t age = first; age < row.figures.size() && !shown.is_small(row); ++age) {
      largest = std::max(largest, value_of(row.figures, shown.measure, age).value_or(0));
    }
  }
  return largest;
}

bool exceeds_scale(const Shown& shown, double top) {
  return std::any_of(shown.rows.begin(), shown.rows.end(), [&](const rfm::CohortRow* row) {
    for (size_t age = 0; age < row->figures.size(); ++age) {
      if (value_of(row->figures, shown.measure, age).value_or(0) > top) return true;
    }
    return false;
  });
}

template <class Figures>
std::vector<ui::TooltipRow> tip_of(const Figures& figures, size_t age, const std::string& currency) {
  std::vector<ui::TooltipRow> rows;
  for (const CohortMeasure measure : kMeasures) {
    rows.push_back({measure_name(measure), value_text(value_of(figures, measure, age), measure, currency)});
  }
  return rows;
}

/// Periods that some cohort in sight has reached.
size_t reached_periods(const Shown& shown) {
  size_t most = 0;
  for (const rfm::CohortRow* row : shown.rows) most = std::max(most, row->figures.size());
  return most;
}

chart::CohortMapRow mean_row(const rfm::CohortReport& cohorts, size_t columns) {
  const size_t ages = std::min(cohorts.means.cohorts.size(), columns);
  return {.id = "mean",
          .label = tr("cohorts.mean"),
          .customers = static_cast<double>(cohorts.customers),
          .size = format_count(static_cast<double>(cohorts.customers)),
          .cells = ages,
          .complete = ages,
          .selectable = false};
}

std::vector<ui::TooltipRow> mean_tip(const Shown& shown, size_t age) {
  const rfm::CohortMeans& means = shown.cohorts.means;
  std::vector<ui::TooltipRow> rows = tip_of(means, age, shown.currency);
  rows.push_back({tr("cohorts.reached"), format_count(static_cast<double>(means.cohorts[age]))});
  rows.push_back({tr("figure.customers"), format_count(static_cast<double>(means.customers[age]))});
  return rows;
}

void draw_map(ScreenContext& context, const Shown& shown) {
  const rfm::CohortReport& cohorts = shown.cohorts;
  const std::string since = periods_since(cohorts.period);
  const std::string incomplete = cohorts.last_incomplete ? incomplete_words(cohorts.period) : std::string();
  const double top = top_of_scale(shown);
  const std::string high =
      (exceeds_scale(shown, top) ? "\u2265 " : "") + value_text(top, shown.measure, shown.currency);
  const auto value = [&](size_t row, size_t age) {
    return row == 0 ? value_of(cohorts.means, shown.measure, age)
                    : value_of(shown.rows[row - 1]->figures, shown.measure, age);
  };
  chart::CohortMap data{
      .key = "cohorts.map",
      .caption = tr("cohorts.title"),
      .row_title = tr("cohorts.first_purchase"),
      .size_title = tr("figure.customers"),
      .column_title = since,
      .legend_low = "0",
      .legend_high = high,
      .legend_title = measure_name(shown.measure),
      .legend_incomplete = incomplete,
      .note = meaning_of(shown.measure),
      .columns = reached_periods(shown),
      .column_name = [&](size_t age) { return period_number(cohorts.period, age); },
      .shares = shown.measure == CohortMeasure::retention,
      .value = value,
      .share = [&](size_t row, size_t age) { return top > 0 ? value(row, age).value_or(0) / top : 0.0; },
      .text = [&](size_t row, size_t age) { return value_text(value(row, age), shown.measure, shown.currency); },
      .tip =
          [&](size_t row, size_t age) {
            return row == 0 ? mean_tip(shown, age) : tip_of(shown.rows[row - 1]->figures, age, shown.currency);
          }};
  data.rows.push_back(mean_row(cohorts, data.columns));
  for (const rfm::CohortRow* each : shown.rows) {
    const rfm::CohortRow& row = *each;
    data.rows.push_back({.id = row.id,
                         .label = format_period(row.id),
                         .customers = static_cast<double>(row.customers),
                         .size = format_count(static_cast<double>(row.customers)),
                         .cells = row.figures.size(),
                         .complete = static_cast<size_t>(row.complete),
                         .selected = in_filter(context.store.spec().filter, Facet::cohorts, row.id)});
  }
  if (const auto clicked = chart::cohort_map(data).clicked) {
    const std::string& id = shown.rows[*clicked - 1]->id;
    context.store.edit([&](Spec& spec) { click_filter(spec.filter, Facet::cohorts, id, adding_to_selection()); });
  }
}

// What is chosen over the map ---------------------------------------------------------------------------------------

void draw_period_choice(ScreenContext& context) {
  const std::array<ui::Option, 3> options{{{.key = "cohorts.period.month", .label = tr("cohorts.month")},
                                           {.key = "cohorts.period.quarter", .label = tr("cohorts.quarter")},
                                           {.key = "cohorts.period.week", .label = tr("cohorts.week")}}};
  const auto current = std::find(kPeriods.begin(), kPeriods.end(), context.store.spec().cohorts.period);
  const auto chosen = ui::segmented("cohorts.period", options, static_cast<size_t>(current - kPeriods.begin()));
  if (!chosen) return;
  // Each kind of period has cohorts of its own; those of another one would not be seen in the map.
  context.store.edit([&](Spec& spec) {
    spec.cohorts.period = kPeriods[*chosen];
    spec.filter.cohorts.clear();
  });
}

void draw_measure_choice(ScreenContext& context) {
  std::vector<ui::SelectOption> options;
  for (const CohortMeasure measure : kMeasures) options.push_back({.label = measure_name(measure)});
  const auto current = std::find(kMeasures.begin(), kMeasures.end(), context.store.spec().cohorts.measure);
  const float width = 7.5f * sizes().s32;
  ui::same_line_if_fits(width);
  const auto chosen = ui::select({.key = "cohorts.measure", .spoken = tr("cohorts.measure"), .width = width}, options,
                                 static_cast<size_t>(current - kMeasures.begin()));
  if (chosen) context.store.edit([&](Spec& spec) { spec.cohorts.measure = kMeasures[*chosen]; });
}

void draw_cohort_export(ScreenContext& context) {
  const ui::Button save{.key = "cohorts.export",
                        .label = tr("customers.export"),
                        .icon = ui::Icon::download,
                        .tip = tr("cohorts.export_tip")};
  ui::same_line_if_fits(ui::button_width(save));
  if (ui::button(save)) context.store.export_cohorts(language_tag(context.preferences.language()));
}

/// The customers of the cohorts that are chosen are a click away.
void draw_show_customers(ScreenContext& context) {
  if (context.store.spec().filter.cohorts.empty()) return;
  const ui::Button show{.key = "cohorts.customers", .label = tr("cohorts.show_customers"), .icon = ui::Icon::customers};
  ui::same_line_if_fits(ui::button_width(show));
  if (ui::button(show)) context.view.screen = ScreenId::customers;
}

void draw_row_limit(ScreenContext& context, const Shown& shown) {
  const size_t all = shown.with_customers;
  if (all <= kLatestCohorts) return;
  bool& show_all = context.view.retention.all_cohorts;
  const std::string latest = tr_format(
      "cohorts.latest", {format_count(static_cast<double>(shown.rows.size())), format_count(static_cast<double>(all))});
  const std::string words = show_all ? tr("cohorts.show_latest") : tr_format("cohorts.show_all", {latest});
  ui::gap(sizes().s8);
  if (ui::link("cohorts.show_all", words)) show_all = !show_all;
}

void draw_map_card(ScreenContext& context, const Shown& shown) {
  ui::Card card({.key = "cohorts.card",
                 .title = tr("cohorts.title"),
                 .hint = tr("cohorts.click_hint"),
                 .tip = pick(shown.cohorts.definition)});
  draw_period_choice(context);
  draw_measure_choice(context);
  draw_cohort_export(context);
  draw_show_customers(context);
  ui::gap(sizes().s12);
  draw_map(context, shown);
  draw_row_limit(context, shown);
  ui::gap(sizes().s8);
  ui::paragraph_muted(pick(shown.cohorts.definition), TextStyle::caption, "cohorts.definition");
  if (const size_t empty = shown.cohorts.cohorts.size() - shown.with_customers; empty > 0) {
    ui::paragraph_muted(tr_plural("cohorts.without_customers", static_cast<double>(empty)), TextStyle::caption);
  }
  for (size_t i = 0; i < shown.cohorts.notes.size(); ++i) {
    ui::paragraph_muted(pick(shown.cohorts.notes[i]), TextStyle::caption, "cohorts.note." + std::to_string(i));
  }
}

// Curves -------------------------------------------------------------------------------------------------------------

/// Of what is complete: a period that still runs would end every curve in a fall.
template <class Figures>
std::vector<Maybe> curve_of(const Figures& figures, CohortMeasure measure, size_t first, size_t complete) {
  std::vector<Maybe> values;
  for (size_t age = first; age < complete; ++age) values.push_back(value_of(figures, measure, age));
  return values;
}

void draw_curves_card(const Shown& shown) {
  const size_t first = begins_after_the_first(shown.measure) ? 1 : 0;
  const bool any_small =
      std::any_of(shown.rows.begin(), shown.rows.end(), [&](const auto* row) { return shown.is_small(*row); });
  ui::Card card({.key = "cohorts.curves_card",
                 .title = measure_name(shown.measure),
                 .subtitle = tr(any_small ? "cohorts.curves_without_small" : "cohorts.curves")});
  const std::string since = periods_since(shown.cohorts.period);
  chart::LineChart data{.key = "cohorts.curves",
                        .caption = tr("cohorts.curves"),
                        .x_title = since,
                        .y_title = measure_name(shown.measure),
                        .first = first,
                        .point_name = [&](size_t age) { return period_number(shown.cohorts.period, age); },
                        .format = [&](double value) { return value_text(value, shown.measure, shown.currency); },
                        .shares = shown.measure == CohortMeasure::retention,
                        .counts = shown.measure == CohortMeasure::active || shown.measure == CohortMeasure::orders,
                        .note = meaning_of(shown.measure),
                        .height = 9 * sizes().s32};
  const rfm::CohortMeans& means = shown.cohorts.means;
  data.lines.push_back({.label = tr("cohorts.mean"),
                        .values = curve_of(means, shown.measure, first, means.cohorts.size()),
                        .strong = true});
  for (const rfm::CohortRow* each : shown.rows) {
    const rfm::CohortRow& row = *each;
    if (row.complete <= first || (shown.is_small(row) && !row.selected)) continue;
    data.lines.push_back({.label = format_period(row.id),
                          .values = curve_of(row.figures, shown.measure, first, static_cast<size_t>(row.complete)),
                          .selected = row.selected});
  }
  chart::line_chart(data);
}

}  // namespace

void draw_cohort_cards(ScreenContext& context, const rfm::RfmReport& report) {
  const Inquiry<rfm::CohortReport>& inquiry = context.store.cohorts();
  if (inquiry.error()) return ui::paragraph(pick(inquiry.error()->message), TextStyle::body, "cohorts.error");
  if (!inquiry.answer()) return ui::skeleton(12);
  const rfm::CohortReport& cohorts = *inquiry.answer();
  const Shown shown =
      choose_rows(cohorts, report.currency, context.store.spec().cohorts.measure, context.view.retention.all_cohorts);
  draw_map_card(context, shown);
  ui::gap(sizes().s16);
  draw_curves_card(shown);
}

}  // namespace sluice::app

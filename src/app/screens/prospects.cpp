#include "app/screens/prospects.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "app/screens/customer_formats.h"
#include "app/screens/customer_pages.h"
#include "app/screens/customers.h"
#include "app/widgets/card.h"
#include "app/widgets/layout.h"
#include "app/widgets/table.h"

namespace sluice::app {
namespace {

std::vector<ui::Column> prospect_columns(bool named, const rfm::RfmReport& report) {
  std::vector<ui::Column> columns{{.key = "id", .label = tr("customers.id"), .min_width = 96, .weight = 1}};
  if (named) columns.push_back({.key = "name", .label = tr("customers.name"), .min_width = 124, .weight = 1.6f});
  for (const rfm::AttributeReport& attribute : report.attributes) {
    columns.push_back({.key = attribute.name, .label = pick(attribute.title), .min_width = 110, .weight = 0.8f});
  }
  return columns;
}

void fill_prospect(ui::Row& cells, const rfm::ProspectRow& row, bool named) {
  cells.clear();
  cells.push_back({.text = row.id, .strong = true});
  if (named) cells.push_back({.text = row.name});
  for (const std::string& value : row.attributes) cells.push_back({.text = value});
}

/// How many are listed, why they have no scores, and what a filter that goes by purchases means for them.
std::string words_about(const RowPages<rfm::ProspectRow>& rows, const rfm::FilterSpec& filter) {
  if (!rows.known()) return tr("common.loading");
  const std::string many = tr_plural("prospects.count", static_cast<double>(rows.total()));
  const bool by_purchases = !filter.scored_part().empty();
  return tr_format(by_purchases ? "prospects.words_under_filter" : "prospects.words", {many});
}

void draw_prospect_export(ScreenContext& context) {
  const ui::Button save = export_button("prospects.export", tr("prospects.export_tip"));
  const auto format = format_menu(save, export_note(std::nullopt));
  if (format) context.store.export_prospects(*format, language_tag(context.preferences.language()));
}

void draw_prospect_list(ScreenContext& context, const rfm::RfmReport& report) {
  Store& store = context.store;
  RowPages<rfm::ProspectRow>& rows = store.prospects();
  const bool named = customers_have_names(store.report().import);
  const std::vector<ui::Column> header = prospect_columns(named, report);
  const float rows_high = std::min(ui::kShortTableRows, static_cast<float>(rows.total()) + 1);
  // They cannot be opened: there is nothing of theirs to explain.
  const ui::Table table{.key = "prospects.table",
                        .caption = tr("prospects.title"),
                        .columns = header,
                        .rows = rows.total(),
                        .height = rows.total() > 0 ? rows_high * sizes().row + sizes().s16 : 0,
                        .selectable = false,
                        .empty_text = tr(rows.known() ? "prospects.nobody" : "common.loading")};
  draw_customer_pages(store, rows, context.view.overview.prospect_pages, table,
                      [&](ui::Row& cells, const rfm::ProspectRow& row) { fill_prospect(cells, row, named); });
}

}  // namespace

void draw_prospects_card(ScreenContext& context, const rfm::RfmReport& report) {
  OverviewView& view = context.view.overview;
  const bool has_any = view.grouping < report.groupings.size() && report.groupings[view.grouping].prospects;
  if (!view.prospects || !has_any) return;
  ui::gap(sizes().s16);
  if (std::exchange(view.show_prospects, false)) ui::bring_into_view(ui::kShortTableRows * sizes().row);
  const std::string words = words_about(context.store.prospects(), context.store.spec().filter);
  ui::Card card({.key = "prospects.card",
                 .title = tr("prospects.title"),
                 .subtitle = words,
                 .actions = [&] { draw_prospect_export(context); },
                 .flush = true});
  draw_prospect_list(context, report);
}

}  // namespace sluice::app

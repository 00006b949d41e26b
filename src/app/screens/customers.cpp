#include "app/screens/customers.h"

#include <algorithm>
#include <array>

#include <imgui.h>

#include "app/screens/customer_formats.h"
#include "app/screens/customer_pages.h"
#include "app/screens/data_notes.h"
#include "app/screens/empty.h"
#include "app/screens/words.h"
#include "app/widgets/button.h"
#include "app/widgets/card.h"
#include "app/widgets/cells.h"
#include "app/widgets/fields.h"
#include "app/widgets/item_table.h"
#include "app/widgets/layout.h"
#include "app/widgets/menu.h"
#include "app/widgets/table.h"
#include "app/widgets/text.h"

namespace sluice::app {
namespace {

constexpr double kSearchDelayMs = 150;

struct CustomerTableColumn {
  ui::Column column;
  std::optional<rfm::CustomerColumn> sort;
};

/// Whether customers are in its groups: by growth, where margin is known; by kind, where something can be estimated.
bool has_grouping(const rfm::RfmReport& report, rfm::Grouping grouping) {
  return grouping < report.groupings.size() && !report.groupings[grouping].groups.empty();
}

/// `expected_tip` must outlive them. The name has a column only where customers have names. Attributes come last, as
/// many as there are.
std::vector<CustomerTableColumn> columns(bool named, const rfm::RfmReport& report, const std::string& expected_tip) {
  using rfm::CustomerColumn;
  using ui::Align;
  std::vector<CustomerTableColumn> all;
  const auto add = [&](CustomerColumn sort, std::string_view key, const char* label, float width, float weight,
                       Align align = Align::left, const char* tip = "") {
    all.push_back({{.key = key,
                    .label = label,
                    .align = align,
                    .min_width = width,
                    .weight = weight,
                    .sortable = true,
                    .tip = tip},
                   sort});
  };
  add(CustomerColumn::id, "id", tr("customers.id"), 96, 1);
  if (named) add(CustomerColumn::name, "name", tr("customers.name"), 124, 1.6f);
  add(CustomerColumn::segment, "segment", tr("segments.segment"), 156, 1.2f);
  add(CustomerColumn::recency, "recency", tr("dimension.recency"), 84, 0.3f, Align::right, tr("tip.recency"));
  add(CustomerColumn::frequency, "frequency", tr("dimension.frequency"), 76, 0.2f, Align::right, tr("tip.frequency"));
  add(CustomerColumn::monetary, "monetary", tr("dimension.monetary"), 96, 0.4f, Align::right, tr("tip.monetary"));
  add(CustomerColumn::recency_score, "recency_score", tr("score.r"), 72, 0, Align::left, tr("tip.recency_score"));
  add(CustomerColumn::frequency_score, "frequency_score", tr("score.f"), 72, 0, Align::left, tr("tip.frequency_score"));
  add(CustomerColumn::monetary_score, "monetary_score", tr("score.m"), 72, 0, Align::left, tr("tip.monetary_score"));
  add(CustomerColumn::weighted_score, "weighted", tr("score.weighted"), 64, 0.1f, Align::right, tr("tip.weighted"));
  add(CustomerColumn::tier, "tier", tr("customers.tier"), 80, 0.4f);
  for (const auto& [grouping, sort] :
       {std::pair{rfm::kLoyalty, CustomerColumn::loyalty}, std::pair{rfm::kLifecycle, CustomerColumn::lifecycle},
        std::pair{rfm::kGrowth, CustomerColumn::growth}, std::pair{rfm::kKinds, CustomerColumn::kind}}) {
    if (!has_grouping(report, grouping)) continue;
    add(sort, rfm::kGroupingIds[grouping], pick(report.groupings[grouping].name).c_str(), 110, 0.4f);
  }
  if (report.lifetime && report.lifetime->active) {
    add(CustomerColumn::active, "active", tr("customers.active"), 84, 0.2f, Align::right, tr("tip.active"));
  }
  if (report.lifetime) {
    add(CustomerColumn::expected_revenue, "expected", tr("groups.expected"), 96, 0.4f, Align::right,
        expected_tip.c_str());
  }
  if (report.lifetime && report.lifetime->active) {
    add(CustomerColumn::expected_purchases, "expected_purchases", tr("value.expected_purchases"), 96, 0.2f,
        Align::right, tr("tip.value_purchases"));
    add(CustomerColumn::no_purchase, "no_purchase", tr("value.no_purchase"), 96, 0.2f, Align::right,
        tr("tip.no_purchase"));
    add(CustomerColumn::expected_spend, "expected_spend", tr("value.expected_spend"), 96, 0.2f, Align::right,
        tr("tip.value_spend"));
    add(CustomerColumn::value, "value", tr("value.value"), 96, 0.4f, Align::right, tr("tip.value"));
  }
  for (const rfm::AttributeReport& attribute : report.attributes) {
    all.push_back({{.key = attribute.name, .label = pick(attribute.title), .min_width = 110, .weight = 0.8f}, {}});
  }
  return all;
}

ui::Cell score_cell(int score, int bins) { return {.text = std::to_string(score), .score = score, .scores = bins}; }

void fill_row(ui::Row& cells, const rfm::RfmReport& report, const rfm::CustomerRow& row, bool named) {
  const rfm::SegmentReport* segment = find_segment(report, row.segment);
  cells.clear();
  cells.push_back({.text = row.id, .strong = true});
  if (named) cells.push_back({.text = row.name});
  cells.push_back({.text = segment ? pick(segment->name) : row.segment,
                   .color = segment ? std::string_view(segment->color) : std::string_view{}});
  cells.push_back(ui::days_cell(row.recency));
  cells.push_back(ui::count_cell(row.frequency));
  cells.push_back(ui::money_cell(row.monetary, report.currency));
  for (size_t dimension = 0; dimension < 3; ++dimension) {
    cells.push_back(score_cell(row.scores[dimension], report.dimensions[dimension].bins));
  }
  cells.push_back(ui::decimal_cell(row.weighted, 2));
  cells.push_back({.text = group_name(report, rfm::kTiers, row.tier), .muted = true});
  for (const auto& [grouping, id] : {std::pair{rfm::kLoyalty, &row.loyalty}, std::pair{rfm::kLifecycle, &row.lifecycle},
                                     std::pair{rfm::kGrowth, &row.growth}, std::pair{rfm::kKinds, &row.kind}}) {
    if (has_grouping(report, grouping)) cells.push_back({.text = group_name(report, grouping, *id), .muted = true});
  }
  if (report.lifetime && report.lifetime->active) cells.push_back(ui::share_cell(row.active));
  if (report.lifetime) cells.push_back(ui::money_cell(row.expected_revenue, report.currency));
  if (report.lifetime && report.lifetime->active) {
    cells.push_back(ui::decimal_cell(row.expected_purchases, 2));
    cells.push_back(ui::share_cell(row.no_purchase));
    cells.push_back(ui::money_cell(row.expected_spend, report.currency));
    cells.push_back(ui::money_cell(row.value, report.currency));
  }
  for (size_t i = 0; i < report.attributes.size(); ++i) {
    cells.push_back({.text = i < row.attributes.size() ? row.attributes[i] : std::string{}});
  }
}

// Search and export --------------------------------------------------------------------------------------------------

/// What is typed becomes the question once the fingers rest.
void ask_when_typing_rests(ScreenContext& context) {
  CustomersView& view = context.view.customers;
  if (!view.search_due_ms) return;
  if (context.host.now_ms() < *view.search_due_ms) return context.host.request_frames(2);
  view.search_due_ms.reset();
  context.store.search_customers(view.search);
}

void draw_search(ScreenContext& context, float width) {
  CustomersView& view = context.view.customers;
  if (std::exchange(view.focus_search, false)) ImGui::SetKeyboardFocusHere();
  const ui::Edit edit = ui::search_field(
      {.key = "customers.search", .spoken = tr("customers.search"), .hint = tr("customers.search"), .width = width},
      view.search);
  if (edit == ui::Edit::changed) view.search_due_ms = context.host.now_ms() + kSearchDelayMs;
  if (edit == ui::Edit::committed) view.search_due_ms = context.host.now_ms();
  ask_when_typing_rests(context);
}

std::string found_words(Store& store, uint64_t all) {
  if (!store.customers().known()) return tr("common.loading");
  return tr_format("customers.found", {format_count(static_cast<double>(store.customers().total())),
                                       format_count(static_cast<double>(all))});
}

std::string note_on_export(Store& store, uint64_t all) {
  const uint64_t found = store.customers().known() ? store.customers().total() : all;
  if (found == all) return export_note(all);
  return tr_format("customers.export_found",
                   {format_count(static_cast<double>(found)), format_count(static_cast<double>(all))}) +
         export_note(std::nullopt);
}

void draw_export(ScreenContext& context, const ui::Button& button, uint64_t all) {
  const std::optional<TableFormat> format = format_menu(button, note_on_export(context.store, all));
  if (format) context.store.export_customers(*format, language_tag(context.preferences.language()), true);
}

void draw_tools(ScreenContext& context, const rfm::RfmReport& report) {
  ui::Button save = export_button("customers.export", tr("customers.export_tip"));
  if (narrow_screen()) save.label = {};
  const float room = ui::available_width() - ui::button_width(save) - sizes().s8;
  draw_search(context, std::min(room, 10 * sizes().control));
  ui::same_line();
  if (!narrow_screen()) {
    const std::string found = found_words(context.store, report.all.customers);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::SetCursorScreenPos({at.x, at.y + (sizes().control - ui::measure(TextStyle::body, found).y) / 2});
    ui::muted(found, TextStyle::body);
    annotate_last_item("status", found, "customers.found");
    ui::last_item_tooltip(tr("tip.customers"));
    ui::same_line();
    ImGui::SetCursorScreenPos({ImGui::GetCursorScreenPos().x, at.y});
  }
  ui::align_right(ui::button_width(save));
  draw_export(context, save, report.all.customers);
  if (narrow_screen()) {
    const std::string found = found_words(context.store, report.all.customers);
    ui::muted(found);
    annotate_last_item("status", found, "customers.found");
    ui::last_item_tooltip(tr("tip.customers"));
  }
}

// Table --------------------------------------------------------------------------------------------------------------

void draw_customer_table(ScreenContext& context, const rfm::RfmReport& report) {
  Store& store = context.store;
  CustomersView& view = context.view.customers;
  const bool named = customers_have_names(store.report().import);
  const std::string expected_tip = expected_revenue_tip(report);
  const std::vector<CustomerTableColumn> all = columns(named, report, expected_tip);
  std::vector<ui::Column> header;
  std::optional<ui::Sort> sort;
  for (size_t i = 0; i < all.size(); ++i) {
    header.push_back(all[i].column);
    if (all[i].sort == store.customer_query().sort) sort = ui::Sort{i, store.customer_query().descending};
  }
  ui::Card card({.key = "customers.card", .flush = true});
  const float bottom = (narrow_screen() ? sizes().s16 : sizes().s24) + sizes().s8;  // the page's margin
  RowPages<rfm::CustomerRow>& rows = store.customers();
  const ui::Table table{.key = "customers.table",
                        .caption = tr("customers.caption"),
                        .columns = header,
                        .rows = rows.total(),
                        .sort = sort,
                        .height = ImGui::GetContentRegionAvail().y - bottom,
                        .empty_text = tr(rows.known() ? "customers.nobody" : "common.loading")};
  const ui::TableEvent event =
      draw_customer_pages(store, rows, view.pages, table,
                          [&](ui::Row& cells, const rfm::CustomerRow& row) { fill_row(cells, report, row, named); });
  if (!event.sort || !all[event.sort->column].sort) return;
  store.sort_customers(*all[event.sort->column].sort, event.sort->descending);
  view.pages = {};
}

/// Other rows under the same numbers: back to the top.
void reset_customer_scrolling(ScreenContext& context) {
  CustomersView& view = context.view.customers;
  if (view.rows_of == context.store.report_count()) return;
  view.rows_of = context.store.report_count();
  view.pages = {};
  if (!view.search_due_ms) view.search = context.store.customer_query().search;
}

}  // namespace

bool customers_have_names(const ingest::ImportReport& import) {
  for (const ingest::FileReport& file : import.files) {
    for (const ingest::ColumnReport& column : file.columns) {
      if (column.role == ingest::Role::customer_name) return true;
    }
  }
  return false;
}

void draw_customers_screen(ScreenContext& context) {
  reset_customer_scrolling(context);
  if (ui::begin_page("customers", customer_panel_room(context))) {
    if (!context.store.report().rfm) {
      draw_no_customers(context, "customers.empty");
    } else {
      const rfm::RfmReport& report = *context.store.report().rfm;
      ui::heading(tr("nav.customers"), "customers.heading");
      draw_data_notes(context, report);
      draw_tools(context, report);
      ui::gap(sizes().s8);
      draw_customer_table(context, report);
    }
  }
  ui::end_page();
  draw_customer_panel(context);
}

}  // namespace sluice::app

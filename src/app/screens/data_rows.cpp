// The rows behind an entry of the ledger, in a panel beside it.
#include <algorithm>
#include <string>
#include <vector>

#include <imgui.h>

#include "app/screens/data.h"
#include "app/screens/words.h"
#include "app/widgets/button.h"
#include "app/widgets/cells.h"
#include "app/widgets/item_table.h"
#include "app/widgets/layout.h"
#include "app/widgets/overlay.h"
#include "app/widgets/table.h"
#include "app/widgets/text.h"

namespace sluice::app {
namespace {

const LedgerEntry* find_entry(const LedgerReport& ledger, std::string_view id) {
  for (const LedgerEntry& entry : ledger.entries) {
    if (entry.id == id) return &entry;
  }
  return nullptr;
}

bool some_column_is(ingest::Role role, const ingest::ImportReport& import) {
  for (const ingest::FileReport& file : import.files) {
    for (const ingest::ColumnReport& column : file.columns) {
      if (column.role == role) return true;
    }
  }
  return false;
}

/// Which columns the rows of an entry have.
struct Shape {
  bool rejects = false, copies = false, files = false, names = false, orders = false;
};

Shape shape_of(const LedgerEntry& entry, const ingest::ImportReport& import) {
  return {.rejects = entry.kind == LedgerKind::reject,
          .copies = entry.id == "duplicates",
          .files = import.files.size() > 1,
          .names = some_column_is(ingest::Role::customer_name, import),
          .orders = some_column_is(ingest::Role::order, import)};
}

std::vector<ui::Column> columns_of(const Shape& shape) {
  using ui::Align;
  std::vector<ui::Column> all;
  if (shape.files) all.push_back({.key = "file", .label = tr("rejects.file"), .min_width = 90, .priority = 3});
  all.push_back({.key = "line", .label = tr("rejects.line"), .align = Align::right, .min_width = 72, .weight = 0});
  if (shape.rejects) {
    all.push_back({.key = "column", .label = tr("rejects.column"), .min_width = 90, .weight = 0.6f, .priority = 1});
    all.push_back({.key = "row", .label = tr("rejects.row"), .min_width = 160, .weight = 3});
    return all;
  }
  all.push_back({.key = "customer", .label = tr("role.customer"), .min_width = 88, .weight = 1});
  if (shape.names) {
    all.push_back({.key = "name", .label = tr("role.customer_name"), .min_width = 96, .weight = 1, .priority = 4});
  }
  if (shape.orders) {
    all.push_back({.key = "order", .label = tr("role.order"), .min_width = 80, .weight = 0.8f, .priority = 1});
  }
  all.push_back({.key = "time", .label = tr("role.time"), .min_width = 160, .weight = 0.4f, .priority = 1});
  all.push_back(
      {.key = "amount", .label = tr("ledger.amount"), .align = Align::right, .min_width = 96, .weight = 0.6f});
  if (shape.copies) {
    all.push_back({.key = "copy",
                   .label = tr("rows.copy_of"),
                   .align = Align::right,
                   .min_width = 96,
                   .weight = 0.6f,
                   .priority = 2});
  }
  return all;
}

std::string file_name(const ingest::ImportReport& import, int file) {
  const size_t index = static_cast<size_t>(std::max(file, 0));
  return index < import.files.size() ? import.files[index].name : std::string{};
}

/// "1,204", or with its file where that is another one.
std::string copy_words(const ingest::ImportReport& import, const LedgerRow& row) {
  if (!row.copy_line) return absent();
  const std::string line = format_count(static_cast<double>(*row.copy_line));
  const bool elsewhere = row.copy_file && *row.copy_file != row.file;
  return elsewhere ? file_name(import, *row.copy_file) + " " + line : line;
}

void fill_row(ui::Row& cells, const Shape& shape, const Report& report, const LedgerRow& row) {
  cells.clear();
  if (shape.files) cells.push_back({.text = file_name(report.import, row.file)});
  cells.push_back(ui::count_cell(static_cast<double>(row.line)));
  if (shape.rejects) {
    cells.push_back({.text = row.column.empty() ? absent() : row.column});
    cells.push_back({.text = row.raw, .muted = true});
    return;
  }
  cells.push_back({.text = row.customer, .strong = true});
  if (shape.names) cells.push_back({.text = row.customer_name});
  if (shape.orders) cells.push_back({.text = row.order.empty() ? absent() : row.order});
  cells.push_back({.text = row.time});
  cells.push_back(ui::exact_money_cell(row.amount, report.rfm ? report.rfm->currency : std::string{}));
  if (shape.copies) cells.push_back({.text = copy_words(report.import, row)});
}

/// What the rows are and what happens to them.
std::string summary_words(const LedgerEntry& entry, const Report& report) {
  std::string words = tr_plural("ledger.rows", static_cast<double>(entry.rows));
  if (entry.amount) {
    words += tr("list.separator") + format_money_exact(entry.amount, report.rfm ? report.rfm->currency : std::string{});
  }
  if (entry.kind == LedgerKind::reject) return words + " · " + tr("rejects.hint");
  if (entry.kind == LedgerKind::rule) return words + " · " + tr(entry.applied ? "rows.taken" : "rows.found");
  return words;
}

void draw_table(ScreenContext& context, const LedgerEntry& entry) {
  const Report& report = context.store.report();
  DataView& view = context.view.data;
  if (std::exchange(view.rows_of, entry.id) != entry.id) view.rows = {};
  RowPages<LedgerRow>& rows = context.store.ledger_rows();
  if (!rows.known()) rows.want(0, 1);
  const Shape shape = shape_of(entry, report.import);
  const std::vector<ui::Column> header = columns_of(shape);
  const ui::TableEvent event = ui::table({.key = "data.rows",
                                          .caption = pick(entry.text),
                                          .columns = header,
                                          .rows = rows.known() ? rows.total() : entry.rows,
                                          .row = [&](uint64_t index) -> const ui::Row* {
                                            const LedgerRow* row = rows.row(index);
                                            if (!row) return nullptr;
                                            fill_row(view.row, shape, report, *row);
                                            return &view.row;
                                          },
                                          .height = ImGui::GetContentRegionAvail().y - sizes().s8,
                                          .selectable = false},
                                         view.rows);
  if (rows.known()) rows.want(event.first_visible, event.last_visible);
}

}  // namespace

void draw_ledger_panel(ScreenContext& context) {
  Store& store = context.store;
  if (store.open_ledger_entry().empty()) return;
  const LedgerEntry* entry = find_entry(store.report().ledger, store.open_ledger_entry());
  if (!entry) return store.close_ledger_entry();
  const bool stays = ui::begin_panel("ledger_rows", pick(entry->text), 20 * sizes().control);
  ui::paragraph_muted(summary_words(*entry, store.report()), TextStyle::caption, "data.rows.summary");
  // Two teas at one price in one order look the same here.
  if (entry->id == "duplicates") ui::paragraph_muted(tr("rows.duplicates_note"), TextStyle::caption);
  ui::gap(sizes().s8);
  if (entry->opens) {
    if (ui::button({.key = "data.rows.download",
                    .label = tr("rejects.download"),
                    .icon = ui::Icon::download,
                    .small = true})) {
      store.export_ledger_rows(language_tag(context.preferences.language()));
    }
    ui::gap(sizes().s8);
    draw_table(context, *entry);
  }
  ui::end_panel();
  if (!stays) store.close_ledger_entry();
}

}  // namespace sluice::app

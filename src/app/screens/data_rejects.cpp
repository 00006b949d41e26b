#include <algorithm>
#include <map>

#include <imgui.h>

#include "app/screens/data.h"
#include "app/screens/words.h"
#include "app/widgets/button.h"
#include "app/widgets/card.h"
#include "app/widgets/item_table.h"
#include "app/widgets/layout.h"
#include "app/widgets/table.h"
#include "app/widgets/text.h"

namespace sluice::app {
namespace {

/// Reasons of all files together, most rows first.
std::vector<ingest::RejectCount> reasons(const ingest::ImportReport& import) {
  std::map<ingest::RejectReason, ingest::RejectCount> by_reason;
  for (const ingest::FileReport& file : import.files) {
    for (const ingest::RejectCount& count : file.rejects) {
      const auto [entry, fresh] = by_reason.try_emplace(count.reason, count);
      if (!fresh) entry->second.rows += count.rows;
    }
  }
  std::vector<ingest::RejectCount> list;
  for (const auto& [reason, count] : by_reason) list.push_back(count);
  std::stable_sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.rows > b.rows; });
  return list;
}

void draw_reasons(const ingest::ImportReport& import) {
  // A number far from its name is hard to follow.
  ui::Region region(std::min(ui::available_width(), 14 * sizes().control));
  ScreenTable table{.caption = tr("rejects.by_reason"),
                    .test_key = "data.reject_reasons",
                    .header = {tr("rejects.reason"), tr("rejects.rows")},
                    .rows = {}};
  for (const ingest::RejectCount& count : reasons(import)) {
    const std::string rows = format_count(static_cast<double>(count.rows));
    ui::detail_row(pick(count.text), rows);
    table.rows.push_back({pick(count.text), rows});
  }
  add_screen_table(std::move(table));
}

std::vector<ui::Column> columns(bool several_files) {
  using ui::Align;
  std::vector<ui::Column> all;
  if (several_files) all.push_back({.key = "file", .label = tr("rejects.file"), .min_width = 100, .priority = 3});
  all.push_back({.key = "line", .label = tr("rejects.line"), .align = Align::right, .min_width = 72, .weight = 0});
  all.push_back({.key = "reason", .label = tr("rejects.reason"), .min_width = 160, .weight = 1.6f});
  all.push_back({.key = "column", .label = tr("rejects.column"), .min_width = 100, .weight = 0.8f, .priority = 2});
  all.push_back({.key = "row", .label = tr("rejects.row"), .min_width = 160, .weight = 3, .priority = 1});
  return all;
}

void fill_row(ui::Row& cells, const ingest::ImportReport& import, const RejectRow& row) {
  cells.clear();
  if (import.files.size() > 1) {
    const size_t file = static_cast<size_t>(std::max(row.file, 0));
    cells.push_back({.text = file < import.files.size() ? import.files[file].name : std::string{}});
  }
  cells.push_back({.text = format_count(static_cast<double>(row.line))});
  cells.push_back({.text = pick(row.text)});
  cells.push_back({.text = row.column.empty() ? absent() : row.column});
  cells.push_back({.text = row.raw, .muted = true});
}

void draw_rows(ScreenContext& context, const ingest::ImportReport& import) {
  RowPages<RejectRow>& rows = context.store.rejects();
  DataView& view = context.view.data;
  if (!rows.known()) rows.want(0, 1);
  const std::vector<ui::Column> header = columns(import.files.size() > 1);
  constexpr uint64_t kMostRowsWithoutScrolling = 8;
  const float shown = static_cast<float>(std::min(import.rows_rejected, kMostRowsWithoutScrolling) + 1);
  const ui::TableEvent event = ui::table({.key = "data.rejects",
                                          .caption = tr("rejects.title"),
                                          .columns = header,
                                          .rows = rows.known() ? rows.total() : import.rows_rejected,
                                          .row = [&](uint64_t index) -> const ui::Row* {
                                            const RejectRow* row = rows.row(index);
                                            if (!row) return nullptr;
                                            fill_row(view.row, import, *row);
                                            return &view.row;
                                          },
                                          .height = shown * sizes().row + sizes().s8,
                                          .selectable = false},
                                         view.rejects);
  if (rows.known()) rows.want(event.first_visible, event.last_visible);
}

}  // namespace

void draw_rejects(ScreenContext& context) {
  const ingest::ImportReport& import = context.store.report().import;
  if (import.rows_rejected == 0) {
    ui::Card card({.key = "data.rejects_card", .title = tr("rejects.title")});
    ui::paragraph_muted(tr("rejects.none"));
    return;
  }
  const std::string subtitle = tr("rejects.hint");
  ui::Card card({.key = "data.rejects_card", .title = tr("rejects.title"), .subtitle = subtitle, .actions = [&] {
                   if (ui::button({.key = "data.rejects.download",
                                   .label = tr("rejects.download"),
                                   .icon = ui::Icon::download,
                                   .small = true})) {
                     context.store.export_rejects(language_tag(context.preferences.language()));
                   }
                 }});
  draw_reasons(import);
  ui::gap(sizes().s8);
  draw_rows(context, import);
}

}  // namespace sluice::app

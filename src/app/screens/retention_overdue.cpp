// The churn watch: customers who have been silent for longer than their rhythm lets expect.
#include <algorithm>

#include "app/screens/customer_formats.h"
#include "app/screens/customer_pages.h"
#include "app/screens/customers.h"
#include "app/screens/retention.h"
#include "app/screens/words.h"
#include "app/widgets/card.h"
#include "app/widgets/cells.h"
#include "app/widgets/fields.h"
#include "app/widgets/layout.h"
#include "app/widgets/table.h"
#include "app/widgets/text.h"

namespace sluice::app {
namespace {

constexpr float kOverdueRows = 11;  // with the header

struct OverdueTableColumn {
  ui::Column column;
  rfm::OverdueColumn sort;
};

std::vector<OverdueTableColumn> columns(bool named) {
  using rfm::OverdueColumn;
  using ui::Align;
  std::vector<OverdueTableColumn> all;
  const auto add = [&](OverdueColumn sort, std::string_view key, const char* label, float width, float weight,
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
  add(OverdueColumn::id, "id", tr("customers.id"), 96, 1);
  if (named) add(OverdueColumn::name, "name", tr("customers.name"), 110, 1.2f);
  add(OverdueColumn::segment, "segment", tr("segments.segment"), 150, 1);
  add(OverdueColumn::last_purchase, "last_purchase", tr("rhythm.last_purchase"), 104, 0.4f, Align::right);
  add(OverdueColumn::purchase_days, "purchase_days", tr("rhythm.purchase_days"), 90, 0.3f, Align::right,
      tr("tip.purchase_days"));
  add(OverdueColumn::usual_gap, "usual_gap", tr("rhythm.usual_gap"), 96, 0.3f, Align::right, tr("tip.usual_gap"));
  add(OverdueColumn::silence, "silence", tr("rhythm.silence"), 84, 0.3f, Align::right, tr("tip.recency"));
  add(OverdueColumn::ratio, "ratio", tr("rhythm.ratio"), 84, 0.3f, Align::right, tr("tip.ratio"));
  add(OverdueColumn::at_stake, "at_stake", tr("rhythm.at_stake"), 96, 0.4f, Align::right, tr("tip.at_stake"));
  return all;
}

void fill_row(ui::Row& cells, const rfm::RfmReport& report, const rfm::OverdueRow& row, bool named) {
  const rfm::SegmentReport* segment = find_segment(report, row.segment);
  cells.clear();
  cells.push_back({.text = row.id, .strong = true});
  if (named) cells.push_back({.text = row.name});
  cells.push_back({.text = segment ? pick(segment->name) : row.segment,
                   .color = segment ? std::string_view(segment->color) : std::string_view{}});
  cells.push_back({.text = format_date(row.last_purchase), .plain = row.last_purchase});
  cells.push_back(ui::count_cell(static_cast<double>(row.purchase_days)));
  cells.push_back(ui::days_cell(row.usual_gap));
  cells.push_back(ui::days_cell(row.silence));
  cells.push_back({.text = format_number(row.ratio, 1) + "\u00D7", .plain = plain_number(row.ratio)});
  cells.push_back(ui::money_cell(row.at_stake, report.currency));
}

void draw_threshold(ScreenContext& context) {
  const auto times = ui::number_field({.field = {.key = "rhythm.overdue_at",
                                                 .label = tr("rhythm.overdue_at"),
                                                 .spoken = tr("rhythm.overdue_at"),
                                                 .width = 6 * sizes().s32},
                                       .value = context.store.spec().rhythm.overdue_at,
                                       .minimum = rfm::RhythmSpec::kLeast,
                                       .maximum = rfm::RhythmSpec::kMost,
                                       .decimals = 1});
  if (times) context.store.edit([&](Spec& spec) { spec.rhythm.overdue_at = *times; });
}

void draw_overdue_export(ScreenContext& context) {
  Store& store = context.store;
  const RowPages<rfm::OverdueRow>& rows = store.overdue();
  const ui::Button save = export_button("rhythm.export", tr("customers.export_tip"));
  const auto format = format_menu(save, export_note(rows.known() ? std::optional(rows.total()) : std::nullopt));
  if (format) store.export_overdue(*format, language_tag(context.preferences.language()));
}

void draw_overdue_table(ScreenContext& context, const rfm::RfmReport& report) {
  Store& store = context.store;
  RetentionView& view = context.view.retention;
  const bool named = customers_have_names(store.report().import);
  const std::vector<OverdueTableColumn> all = columns(named);
  std::vector<ui::Column> header;
  std::optional<ui::Sort> sort;
  for (size_t i = 0; i < all.size(); ++i) {
    header.push_back(all[i].column);
    if (all[i].sort == store.overdue_query().sort) sort = ui::Sort{i, store.overdue_query().descending};
  }
  RowPages<rfm::OverdueRow>& rows = store.overdue();
  const float rows_high = std::min(kOverdueRows, static_cast<float>(rows.total()) + 1);
  const ui::Table table{.key = "rhythm.table",
                        .caption = tr("rhythm.caption"),
                        .columns = header,
                        .rows = rows.total(),
                        .sort = sort,
                        .height = rows.total() > 0 ? rows_high * sizes().row + sizes().s16 : 0,
                        .empty_text = tr(rows.known() ? "rhythm.nobody_overdue" : "common.loading")};
  const ui::TableEvent event =
      draw_customer_pages(store, rows, view.overdue, table,
                          [&](ui::Row& cells, const rfm::OverdueRow& row) { fill_row(cells, report, row, named); });
  if (!event.sort) return;
  store.sort_overdue(all[event.sort->column].sort, event.sort->descending);
  view.overdue = {};
}

}  // namespace

void draw_overdue(ScreenContext& context, const rfm::RfmReport& report, const rfm::RhythmReport& rhythm) {
  {
    ui::Card card({.key = "rhythm.card", .title = tr("rhythm.overdue"), .tip = pick(rhythm.definition)});
    ui::paragraph_muted(pick(rhythm.definition), TextStyle::caption, "rhythm.definition");
    for (size_t i = 0; i < rhythm.notes.size(); ++i) {
      ui::paragraph_muted(pick(rhythm.notes[i]), TextStyle::caption, "rhythm.note." + std::to_string(i));
    }
    ui::gap(sizes().s8);
    draw_threshold(context);
  }
  ui::gap(sizes().s16);
  ui::Card list({.key = "rhythm.list",
                 .title = tr("rhythm.list"),
                 .subtitle = tr("rhythm.list_hint"),
                 .actions = [&] { draw_overdue_export(context); },
                 .flush = true});
  draw_overdue_table(context, report);
}

}  // namespace sluice::app

#include <string>
#include <vector>

#include "app/screens/data.h"
#include "app/screens/words.h"
#include "app/widgets/button.h"
#include "app/widgets/card.h"
#include "app/widgets/item_table.h"
#include "app/widgets/layout.h"
#include "app/widgets/take_along.h"
#include "app/widgets/text.h"
#include "app/widgets/waterfall.h"

namespace sluice::app {
namespace {

ui::StepKind kind_of(const LedgerEntry& entry) {
  if (entry.kind == LedgerKind::total) return ui::StepKind::total;
  return entry.applied ? ui::StepKind::taken : ui::StepKind::kept;
}

// What is taken away is below zero.
double sign_of(const LedgerEntry& entry) { return entry.kind != LedgerKind::total && entry.applied ? -1 : 1; }
double signed_count(const LedgerEntry& entry) { return sign_of(entry) * as_number(entry.rows); }

Maybe signed_amount(const LedgerEntry& entry) {
  if (!entry.amount || (entry.kind != LedgerKind::total && entry.rows == 0)) return std::nullopt;
  return sign_of(entry) * *entry.amount;
}

std::string amount_words(Maybe amount, const std::string& currency) {
  return amount ? format_money_exact(amount, currency) : std::string();
}

/// "Returns and cancellations: 12 rows, ¥340.00, kept"
std::string spoken_words(const LedgerEntry& entry, const std::string& amount) {
  std::string words = pick(entry.text) + ": " + tr_plural("ledger.rows", as_number(entry.rows));
  if (!amount.empty()) words += tr("list.separator") + amount;
  if (entry.kind == LedgerKind::rule && entry.rows > 0) {
    words += tr("list.separator") + std::string(tr(entry.applied ? "ledger.taken" : "ledger.found"));
  }
  return words;
}

/// What a line counts; of a total, what it is the sum of.
const char* meaning_of(const LedgerEntry& entry) {
  if (entry.kind == LedgerKind::reject) return tr("tip.ledger.reject");
  if (entry.id == "read") return tr("tip.rows_read");
  if (entry.id == "kept") return tr("tip.ledger.kept");
  if (entry.id == "other_tables") return tr("tip.ledger.other_tables");
  if (entry.id == "order_lines") return tr("tip.ledger.order_lines");
  if (entry.id == "test_accounts") return tr("tip.ledger.test_accounts");
  if (entry.id == "before_first_day") return tr("tip.ledger.before_first_day");
  if (entry.id == "after_latest_day") return tr("tip.ledger.after_latest_day");
  if (entry.id == "duplicates") return tr("tip.ledger.duplicates");
  if (entry.id == "zero_amounts") return tr("tip.ledger.zero_amounts");
  if (entry.id == "after_snapshot") return tr("tip.ledger.after_snapshot");
  if (entry.id == "before_lookback") return tr("tip.ledger.before_lookback");
  if (entry.id == "returns") return tr("tip.ledger.returns");
  if (entry.id == "used") return tr("tip.ledger.used");
  if (entry.id == "without_purchase") return tr("tip.ledger.without_purchase");
  if (entry.id == "scored") return tr("tip.ledger.scored");
  return "";
}

/// Rows and money of a line in full, whether they are taken away here, and what stands after it.
std::vector<ui::TooltipRow> facts_of(const LedgerEntry& entry, const std::string& currency) {
  std::vector<ui::TooltipRow> rows{{tr("ledger.count"), format_count(as_number(entry.rows))}};
  if (entry.amount) rows.push_back({tr("ledger.amount"), format_money_exact(*entry.amount, currency)});
  if (entry.kind == LedgerKind::total) return rows;
  rows.push_back({tr("ledger.counts"), tr(entry.applied ? "ledger.taken" : "ledger.found")});
  rows.push_back({tr("ledger.left"), format_count(as_number(entry.rows_left))});
  if (entry.amount_left) rows.push_back({tr("ledger.amount_left"), format_money_exact(entry.amount_left, currency)});
  return rows;
}

void draw_entry(ScreenContext& context, const LedgerEntry& entry, double all_rows, const std::string& currency) {
  Store& store = context.store;
  const std::string key = "ledger." + entry.id;
  const std::string count = format_count(signed_count(entry));
  const std::string amount = amount_words(signed_amount(entry), currency);
  const std::string spoken = spoken_words(entry, amount);
  const std::vector<ui::TooltipRow> facts = facts_of(entry, currency);
  const double left = as_number(entry.rows_left), rows = as_number(entry.rows);
  const ui::StepKind kind = kind_of(entry);
  const double begin = kind == ui::StepKind::taken ? left : left - rows;
  const bool pressed = ui::waterfall_step({.key = key,
                                           .label = pick(entry.text),
                                           .count = count,
                                           .amount = amount,
                                           .spoken = spoken,
                                           .from = all_rows > 0 ? begin / all_rows : 0,
                                           .to = all_rows > 0 ? (begin + rows) / all_rows : 0,
                                           .kind = kind,
                                           .empty = entry.rows == 0,
                                           .opens = entry.opens,
                                           .opened = store.open_ledger_entry() == entry.id,
                                           .tip = {pick(entry.text), facts, meaning_of(entry)}},
                                          rule_control(context, entry.id));
  if (entry.id == "test_accounts") draw_test_accounts(context);
  if (!pressed) return;
  if (store.open_ledger_entry() == entry.id) {
    store.close_ledger_entry();
  } else {
    store.open_ledger_entry(entry.id);
  }
}

void list_for_readers(const LedgerReport& ledger, const std::string& currency) {
  ScreenTable table{.caption = tr("ledger.title"),
                    .test_key = "data.ledger",
                    .header = {tr("ledger.what"), tr("ledger.count"), tr("ledger.amount"), tr("ledger.left")},
                    .rows = {}};
  const auto count_text = [](double count) { return ui::table_number(count, format_count(count)); };
  for (const LedgerEntry& entry : ledger.entries) {
    const Maybe amount = signed_amount(entry);
    table.rows.push_back({pick(entry.text), count_text(signed_count(entry)),
                          ui::table_number(amount, amount_words(amount, currency)),
                          count_text(as_number(entry.rows_left))});
  }
  add_screen_table(std::move(table));
}

void draw_actions(ScreenContext& context, const Report& report) {
  const bool cleaned = context.store.spec().cleaning != CleaningSpec{};
  if (cleaned) {
    const ui::Button reset{.key = "ledger.reset",
                           .label = tr("ledger.reset"),
                           .kind = ui::ButtonKind::quiet,
                           .icon = ui::Icon::refresh,
                           .small = true};
    if (ui::button(reset)) context.store.edit([](Spec& spec) { spec.cleaning = {}; });
  }
  if (report.import.rows_rejected == 0) return;
  if (cleaned) ui::same_line();
  if (ui::button({.key = "data.rejects.download",
                  .label = tr("rejects.download"),
                  .icon = ui::Icon::download,
                  .small = true})) {
    context.store.export_rejects(language_tag(context.preferences.language()));
  }
}

}  // namespace

void draw_ledger(ScreenContext& context) {
  const Report& report = context.store.report();
  if (report.ledger.entries.empty()) return;
  const std::string currency = report.rfm ? report.rfm->currency : std::string{};
  const double all_rows = as_number(report.ledger.entries.front().rows);
  ui::Card card({.key = "data.ledger_card",
                 .title = tr("ledger.title"),
                 .hint = tr("ledger.hint"),
                 .actions = [&] { draw_actions(context, report); },
                 .flush = true});
  ui::waterfall_header(tr("ledger.count"), tr("ledger.amount"));
  for (const LedgerEntry& entry : report.ledger.entries) draw_entry(context, entry, all_rows, currency);
  list_for_readers(report.ledger, currency);
}

}  // namespace sluice::app

#include "app/screens/data.h"
#include "app/screens/words.h"
#include "app/widgets/card.h"
#include "app/widgets/item_table.h"
#include "app/widgets/layout.h"
#include "app/widgets/table.h"
#include "app/widgets/text.h"

namespace sluice::app {
namespace {

struct Line {
  std::string_view key;
  const char* what;
  uint64_t count;
  Maybe amount;  ///< none: the line has no money of its own
};

}  // namespace

/// From the lines of the file to the customers on the screens, so that the totals can be reconciled.
void draw_ledger(const rfm::RfmReport& report) {
  if (report.source != "orders") return;
  const rfm::Ledger& ledger = report.ledger;
  ui::Card card({.key = "data.ledger_card", .title = tr("ledger.title"), .subtitle = tr("ledger.hint"), .flush = true});
  const std::vector<Line> lines{
      {"lines", tr("ledger.lines"), ledger.lines, ledger.amount},
      {"after_snapshot", tr("ledger.after_snapshot"), ledger.lines_after_snapshot, ledger.amount_after_snapshot},
      {"returns", tr("ledger.returns"), ledger.return_lines, ledger.return_amount},
      {"void_orders", tr("ledger.void_orders"), ledger.void_orders, std::nullopt},
      {"without_purchase", tr("ledger.without_purchase"), ledger.customers_without_purchase,
       ledger.amount_without_purchase},
      {"customers", tr("ledger.customers"), report.all.customers, report.all.revenue}};
  const std::vector<ui::Column> header{
      {.key = "what", .label = tr("ledger.what"), .min_width = 180, .weight = 3},
      {.key = "count", .label = tr("ledger.count"), .align = ui::Align::right, .min_width = 90},
      {.key = "amount", .label = tr("ledger.amount"), .align = ui::Align::right, .min_width = 110, .weight = 1.4f}};
  static ui::TableState state;
  ui::Row row;
  ui::table({.key = "data.ledger",
             .caption = tr("ledger.title"),
             .columns = header,
             .rows = lines.size(),
             .row =
                 [&](uint64_t index) {
                   const Line& line = lines[index];
                   const bool ends = index == 0 || index + 1 == lines.size();
                   row = {
                       {.text = line.what, .strong = ends},
                       {.text = format_count(static_cast<double>(line.count)), .strong = ends},
                       {.text = line.amount ? format_money_exact(line.amount, report.currency) : "", .strong = ends}};
                   return &row;
                 },
             .selectable = false},
            state);
}

}  // namespace sluice::app

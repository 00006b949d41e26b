// A long table of customers whose rows come from the engine page by page: what is seen is fetched, a click opens the
// customer, and also where the row is still on its way.
#pragma once

#include <utility>

#include "app/row_pages.h"
#include "app/screens/screen.h"
#include "app/widgets/table.h"

namespace sluice::app {

/// `table` says all but its rows, which `fill` writes: fill(ui::Row&, const Row&). Nothing is asked for while `ready`
/// is false. A row has the customer's `id`.
template <class Row, class Fill>
ui::TableEvent draw_customer_pages(Store& store, RowPages<Row>& rows, CustomerPagesView& view, ui::Table table,
                                   Fill fill, bool ready = true) {
  if (ready && !rows.known()) rows.want(0, 1);
  table.row = [&](uint64_t index) -> const ui::Row* {
    const Row* row = rows.row(index);
    if (!row) return nullptr;
    fill(view.row, *row);
    return &view.row;
  };
  table.is_selected = [&](uint64_t index) {
    const Row* row = rows.row(index);
    return row && !store.open_customer().empty() && row->id == store.open_customer();
  };
  const ui::TableEvent event = ui::table(table, view.table);
  if (ready && rows.known()) rows.want(event.first_visible, event.last_visible);
  if (event.clicked && !event.sort) view.wanted_row = event.clicked;
  if (!view.wanted_row) return event;
  if (const Row* row = rows.row(*view.wanted_row)) {
    store.open_customer(row->id);
    view.wanted_row.reset();
  }
  return event;
}

}  // namespace sluice::app

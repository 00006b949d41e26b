#include <string>

#include "app/screens/shell.h"
#include "app/screens/words.h"
#include "app/widgets/button.h"
#include "app/widgets/layout.h"
#include "app/widgets/overlay.h"
#include "app/widgets/text.h"

namespace sluice::app {
namespace {

void draw_choices(Store& store) {
  const ui::Button add{
      .key = "arrival.add", .label = tr("arrival.add"), .kind = ui::ButtonKind::primary, .icon = ui::Icon::plus};
  const ui::Button open{.key = "arrival.open", .label = tr("arrival.open"), .icon = ui::Icon::upload};
  if (ui::button(add)) {
    store.add_arrival();
    ui::close_modal();
  }
  if (!ui::same_line_if_fits(ui::button_width(open))) ui::gap(sizes().s8);
  if (ui::button(open)) {
    store.open_arrival();
    ui::close_modal();
  }
}

}  // namespace

void draw_arrival(ScreenContext& context) {
  Store& store = context.store;
  uint64_t& asked = context.view.arrivals_asked;
  if (store.arrival().empty()) return;
  if (asked != store.arrival_count()) ui::open_modal("arrival");
  asked = store.arrival_count();
  const std::string title = tr_format("arrival.title", {file_names(store.arrival())});
  if (!ui::begin_modal({.key = "arrival", .title = title})) return store.drop_arrival();
  ui::paragraph(tr("arrival.text"));
  ui::gap(sizes().s16);
  draw_choices(store);
  ui::end_modal();
}

}  // namespace sluice::app

#include "app/screens/empty.h"

#include <imgui.h>

#include "app/i18n.h"
#include "app/widgets/card.h"

namespace sluice::app {
namespace {

float half_of_screen() { return ImGui::GetContentRegionAvail().y * 0.8f; }

}  // namespace

void draw_no_customers(ScreenContext& context, std::string_view key) {
  const bool pressed = ui::empty_state({.key = key,
                                        .icon = ui::Icon::customers,
                                        .title = tr("empty.customers.title"),
                                        .text = tr("empty.customers.text"),
                                        .action = tr("empty.customers.action"),
                                        .height = half_of_screen()});
  if (pressed) context.store.open_sample("orders");
}

void draw_no_order_lines(ScreenContext& context, std::string_view key) {
  const bool pressed = ui::empty_state({.key = key,
                                        .icon = ui::Icon::retention,
                                        .title = tr("empty.order_lines.title"),
                                        .text = tr("empty.order_lines.text"),
                                        .action = tr("empty.customers.action"),
                                        .height = half_of_screen()});
  if (pressed) context.store.open_sample("orders");
}

void draw_no_funnel(ScreenContext& context, std::string_view key) {
  const bool pressed = ui::empty_state({.key = key,
                                        .icon = ui::Icon::funnel,
                                        .title = tr("empty.funnel.title"),
                                        .text = tr("empty.funnel.text"),
                                        .action = tr("empty.funnel.action"),
                                        .height = half_of_screen()});
  if (pressed) context.store.open_sample("shop");
}

}  // namespace sluice::app

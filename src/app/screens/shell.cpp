#include "app/screens/shell.h"

#include <imgui.h>

#include "app/i18n.h"
#include "app/widgets/bar.h"
#include "app/widgets/layout.h"
#include "app/widgets/navigation.h"
#include "app/widgets/text.h"

namespace sluice::app {
namespace {

/// Below this width the rail shows icons only.
constexpr float kRailWithLabels = 1120;

void draw_entries(ScreenContext& context, ui::NavLayout layout, float width) {
  for (const ScreenEntry& entry : kScreens) {
    const ui::NavItem item{.key = entry.key,
                           .label = tr(entry.name_key),
                           .icon = entry.icon,
                           .selected = context.view.screen == entry.id,
                           .disabled = context.store.loading() != nullptr,
                           .keyboard_begins = context.view.keyboard_to_navigation && context.view.screen == entry.id,
                           .layout = layout,
                           .width = width};
    if (ui::nav_item(item)) context.view.screen = entry.id;
    if (layout == ui::NavLayout::bottom) ui::same_line(0);
  }
  context.view.keyboard_to_navigation = false;
}

void draw_rail(ScreenContext& context) {
  const bool labels = ImGui::GetWindowWidth() >= kRailWithLabels;
  const float width = labels ? sizes().rail : sizes().rail_narrow;
  ui::begin_bar({.key = "rail", .size = {width, 0}, .hairline = ui::Edge::right, .padding = {sizes().s8, sizes().s12}});
  draw_entries(context, labels ? ui::NavLayout::rail : ui::NavLayout::rail_narrow, 0);
  ui::end_bar();
}

void draw_bottom_bar(ScreenContext& context) {
  ui::begin_bar({.key = "bottom", .size = {0, sizes().bottom_bar}, .hairline = ui::Edge::top});
  draw_entries(context, ui::NavLayout::bottom, ui::available_width() / static_cast<float>(kScreens.size()));
  ui::end_bar();
}

void draw_screen(ScreenContext& context) {
  if (context.store.loading()) return draw_loading(context);
  if (context.view.screen == ScreenId::data && mapping_needed(context.store)) return draw_mapping_needed(context);
  draw_filter_bar(context);
  for (const ScreenEntry& entry : kScreens) {
    if (entry.id == context.view.screen) entry.draw(context);
  }
}

void draw_content(ScreenContext& context, float height) {
  ui::begin_bar({.key = "content", .size = {0, height}, .surface = false});
  draw_banners(context);
  draw_screen(context);
  ui::end_bar();
}

}  // namespace

void draw_shell(ScreenContext& context) {
  ui::begin_app_window();
  draw_top_bar(context);
  if (!context.store.has_data()) {
    ui::begin_bar({.key = "content", .surface = false});
    draw_banners(context);
    if (context.store.loading()) {
      draw_loading(context);
    } else if (mapping_needed(context.store)) {
      draw_mapping_needed(context);
    } else {
      draw_welcome(context);
    }
    ui::end_bar();
  } else if (narrow_screen()) {
    draw_content(context, ImGui::GetContentRegionAvail().y - sizes().bottom_bar);
    draw_bottom_bar(context);
  } else {
    draw_rail(context);
    ui::same_line(0);
    draw_content(context, 0);
  }
  draw_arrival(context);
  draw_drop_overlay(context);
  ui::end_app_window();
}

}  // namespace sluice::app

#include "app/screens/shell.h"

#include <algorithm>
#include <span>
#include <vector>

#include <imgui.h>

#include "app/i18n.h"
#include "app/widgets/bar.h"
#include "app/widgets/layout.h"
#include "app/widgets/navigation.h"
#include "app/widgets/table_copy.h"
#include "app/widgets/text.h"

namespace sluice::app {
namespace {

/// Below this width the rail shows icons only.
constexpr float kRailWithLabels = 1120;

/// The bottom bar has room for so many; further screens stand in a menu at its end.
constexpr size_t kMostInBottomBar = 5;

void draw_entries(ScreenContext& context, std::span<const ScreenEntry> entries, ui::NavLayout layout, float width) {
  for (const ScreenEntry& entry : entries) {
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
}

void draw_more(ScreenContext& context, std::span<const ScreenEntry> entries, float width) {
  std::vector<ui::MenuItem> items;
  bool within = false;
  for (const ScreenEntry& entry : entries) {
    const bool selected = context.view.screen == entry.id;
    within = within || selected;
    items.push_back({.key = entry.key, .label = tr(entry.name_key), .icon = entry.icon, .checked = selected});
  }
  const ui::NavItem more{.key = "nav.more",
                         .label = tr("common.more"),
                         .icon = ui::Icon::more,
                         .selected = within,
                         .disabled = context.store.loading() != nullptr,
                         .keyboard_begins = context.view.keyboard_to_navigation && within,
                         .layout = ui::NavLayout::bottom,
                         .width = width};
  if (const auto chosen = ui::nav_menu(more, items)) context.view.screen = entries[*chosen].id;
}

void draw_rail(ScreenContext& context) {
  const bool labels = ImGui::GetWindowWidth() >= kRailWithLabels;
  const float width = labels ? sizes().rail : sizes().rail_narrow;
  ui::begin_bar({.key = "rail", .size = {width, 0}, .hairline = ui::Edge::right, .padding = {sizes().s8, sizes().s12}});
  draw_entries(context, kScreens, labels ? ui::NavLayout::rail : ui::NavLayout::rail_narrow, 0);
  context.view.keyboard_to_navigation = false;
  ui::end_bar();
}

void draw_bottom_bar(ScreenContext& context) {
  ui::begin_bar({.key = "bottom", .size = {0, sizes().bottom_bar}, .hairline = ui::Edge::top});
  const std::span<const ScreenEntry> all(kScreens);
  const size_t parts = std::min(all.size(), kMostInBottomBar);
  const float width = ui::available_width() / static_cast<float>(parts);
  const size_t shown = all.size() > parts ? parts - 1 : parts;
  draw_entries(context, all.first(shown), ui::NavLayout::bottom, width);
  if (shown < all.size()) draw_more(context, all.subspan(shown), width);
  context.view.keyboard_to_navigation = false;
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
  ui::draw_table_copy();
  draw_drop_overlay(context);
  ui::end_app_window();
}

}  // namespace sluice::app

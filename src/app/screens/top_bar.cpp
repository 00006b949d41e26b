#include <functional>
#include <vector>

#include <imgui.h>

#include "app/screens/customer_formats.h"
#include "app/screens/shell.h"
#include "app/screens/words.h"
#include "app/widgets/bar.h"
#include "app/widgets/button.h"
#include "app/widgets/item_table.h"
#include "app/widgets/layout.h"
#include "app/widgets/menu.h"
#include "app/widgets/overlay.h"
#include "app/widgets/text.h"

namespace sluice::app {
namespace {

/// What a menu entry of the bar does.
using MenuAction = std::function<void(ScreenContext&)>;

struct MenuEntry {
  ui::MenuItem item;
  MenuAction act;
};

void run(ScreenContext& context, std::optional<size_t> chosen, const std::vector<MenuEntry>& entries) {
  if (chosen && *chosen < entries.size()) entries[*chosen].act(context);
}

std::vector<ui::MenuItem> items_of(const std::vector<MenuEntry>& entries) {
  std::vector<ui::MenuItem> items;
  for (const MenuEntry& entry : entries) items.push_back(entry.item);
  return items;
}

// Export -------------------------------------------------------------------------------------------------------------

void export_rejects(ScreenContext& context) {
  context.store.export_rejects(language_tag(context.preferences.language()));
}
void export_report(ScreenContext& context) { context.store.export_report(); }

std::vector<MenuEntry> export_entries(const ScreenContext& context) {
  const Report& report = context.store.report();
  const double scored = report.rfm ? static_cast<double>(report.rfm->selection.customers) : 0;
  const bool clean = report.import.rows_rejected == 0;
  static std::string customers, rejects;
  customers = report.rfm ? tr_plural("export.customers_count", scored) : tr("export.no_customers");
  rejects = clean ? std::string(tr("export.no_rejects"))
                  : tr_plural("export.rejects_count", static_cast<double>(report.import.rows_rejected));
  std::vector<MenuEntry> entries;
  for (const CustomerFormat& format : customer_formats()) {
    MenuEntry& entry = entries.emplace_back(MenuEntry{format.item, [format = format.format](ScreenContext& own) {
                                                        own.store.export_customers(
                                                            format, language_tag(own.preferences.language()), false);
                                                      }});
    entry.item.disabled = !report.rfm;
  }
  entries.front().item.detail = customers;
  entries.push_back({{.key = "export.rejects",
                      .label = tr("export.rejects"),
                      .detail = rejects,
                      .icon = ui::Icon::table,
                      .disabled = clean,
                      .separator_before = true},
                     export_rejects});
  entries.push_back({{.key = "export.report", .label = tr("export.report"), .icon = ui::Icon::file}, export_report});
  return entries;
}

// Theme --------------------------------------------------------------------------------------------------------------

void theme_system(ScreenContext& context) { context.preferences.choose_theme(ThemeChoice::system); }
void theme_light(ScreenContext& context) { context.preferences.choose_theme(ThemeChoice::light); }
void theme_dark(ScreenContext& context) { context.preferences.choose_theme(ThemeChoice::dark); }

std::vector<MenuEntry> theme_entries(const ScreenContext& context) {
  const ThemeChoice chosen = context.preferences.theme();
  return {{{.key = "topbar.theme.system",
            .label = tr("theme.system"),
            .icon = ui::Icon::settings,
            .checked = chosen == ThemeChoice::system},
           theme_system},
          {{.key = "topbar.theme.light",
            .label = tr("theme.light"),
            .icon = ui::Icon::sun,
            .checked = chosen == ThemeChoice::light},
           theme_light},
          {{.key = "topbar.theme.dark",
            .label = tr("theme.dark"),
            .icon = ui::Icon::moon,
            .checked = chosen == ThemeChoice::dark},
           theme_dark}};
}

ui::Icon theme_icon(const ScreenContext& context) {
  return context.preferences.dark() ? ui::Icon::moon : ui::Icon::sun;
}

// Everything of the bar in one menu, for narrow screens --------------------------------------------------------------

void undo(ScreenContext& context) { context.store.undo(); }
void redo(ScreenContext& context) { context.store.redo(); }
void open_files(ScreenContext& context) { context.store.choose_files(); }

std::vector<MenuEntry> narrow_entries(const ScreenContext& context) {
  std::vector<MenuEntry> entries{
      {{.key = "topbar.open", .label = tr("topbar.open"), .icon = ui::Icon::upload}, open_files},
      {{.key = "topbar.undo",
        .label = tr("topbar.undo"),
        .icon = ui::Icon::undo,
        .disabled = !context.store.can_undo()},
       undo},
      {{.key = "topbar.redo",
        .label = tr("topbar.redo"),
        .icon = ui::Icon::redo,
        .disabled = !context.store.can_redo()},
       redo},
      {{.key = "topbar.link", .label = tr("topbar.copy_link"), .icon = ui::Icon::link}, copy_share_link}};
  const auto append = [&](std::vector<MenuEntry> more) {
    more.front().item.separator_before = true;
    entries.insert(entries.end(), more.begin(), more.end());
  };
  append(export_entries(context));
  append(theme_entries(context));
  return entries;
}

// The bar ------------------------------------------------------------------------------------------------------------

/// Its label is the language that it switches to, in that language.
ui::Button language_button() {
  return {.key = "topbar.language",
          .label = tr("language.other"),
          .kind = ui::ButtonKind::quiet,
          .icon = narrow_screen() ? ui::Icon::none : ui::Icon::language,
          .tip = tr("language.switch")};
}

/// How far the bar's content stays from its ends.
float bar_margin() { return narrow_screen() ? sizes().s12 : sizes().s16; }

void draw_brand(const ScreenContext& context) {
  const float side = sizes().icon_large + sizes().s8;
  ui::place_in_bar(bar_margin(), side);
  ui::brand_mark(side);
  if (narrow_screen() && context.store.has_data()) return;
  ui::place_in_bar(ui::bar_end() + sizes().s8, ui::measure(TextStyle::title, tr("app.name")).y);
  ui::label(tr("app.name"), TextStyle::title);
}

std::string snapshot_words(const Store& store) {
  const Report& report = store.report();
  if (!report.rfm || report.rfm->snapshot.empty()) return {};
  return tr_format("topbar.snapshot", {format_date(report.rfm->snapshot)});
}

/// File names and, where there is one, the day of analysis, in what room the buttons leave.
void draw_file(const ScreenContext& context, float width) {
  if (width < sizes().control) return;
  const std::string names = file_names(context.store.files());
  const std::string snapshot = snapshot_words(context.store);
  const float line = ui::measure(TextStyle::emphasis, names).y;
  const float lines = snapshot.empty() ? line : line + sizes().s4 + ui::measure(TextStyle::caption, snapshot).y;
  ui::place_in_bar(ui::bar_end() + sizes().s16, lines);
  ImGui::BeginGroup();
  ui::label(ui::shorten(TextStyle::emphasis, names, width), TextStyle::emphasis);
  annotate_last_item("text", names, "topbar.file");
  if (!snapshot.empty()) {
    ui::gap(sizes().s4);
    ui::muted(ui::shorten(TextStyle::caption, snapshot, width));
    annotate_last_item("text", snapshot, "topbar.snapshot");
  }
  ImGui::EndGroup();
}

void draw_wide_buttons(ScreenContext& context) {
  Store& store = context.store;
  if (store.has_data()) {
    if (ui::icon_button({.key = "topbar.undo",
                         .label = tr("topbar.undo"),
                         .icon = ui::Icon::undo,
                         .disabled = !store.can_undo()})) {
      store.undo();
    }
    ui::same_line(sizes().s2);
    if (ui::icon_button({.key = "topbar.redo",
                         .label = tr("topbar.redo"),
                         .icon = ui::Icon::redo,
                         .disabled = !store.can_redo()})) {
      store.redo();
    }
    ui::same_line();
    if (ui::button({.key = "topbar.open", .label = tr("topbar.open"), .icon = ui::Icon::upload})) store.choose_files();
    ui::same_line();
    if (ui::button({.key = "topbar.link",
                    .label = tr("topbar.copy_link"),
                    .icon = ui::Icon::link,
                    .tip = tr("topbar.copy_link_tip")})) {
      copy_share_link(context);
    }
    ui::same_line();
    const std::vector<MenuEntry> entries = export_entries(context);
    run(context,
        ui::menu({.key = "topbar.export",
                  .label = tr("topbar.export"),
                  .kind = ui::ButtonKind::primary,
                  .icon = ui::Icon::download,
                  .trailing = ui::Icon::chevron_down},
                 items_of(entries)),
        entries);
    ui::same_line();
  }
  if (ui::button(language_button())) switch_language(context);
  ui::same_line(sizes().s2);
  const std::vector<MenuEntry> themes = theme_entries(context);
  run(context,
      ui::icon_menu({.key = "topbar.theme", .label = tr("topbar.theme"), .icon = theme_icon(context)},
                    items_of(themes)),
      themes);
}

float wide_buttons_width(const ScreenContext& context) {
  float width = ui::button_width(language_button()) + sizes().s2 + sizes().control;
  if (!context.store.has_data()) return width;
  width += 2 * sizes().control + sizes().s2 + 4 * sizes().s8;
  width += ui::button_width({.label = tr("topbar.open"), .icon = ui::Icon::upload});
  width += ui::button_width({.label = tr("topbar.copy_link"), .icon = ui::Icon::link});
  width +=
      ui::button_width({.label = tr("topbar.export"), .icon = ui::Icon::download, .trailing = ui::Icon::chevron_down});
  return width;
}

void draw_narrow_buttons(ScreenContext& context) {
  if (ui::button(language_button())) switch_language(context);
  ui::same_line(sizes().s2);
  const bool all = context.store.has_data();
  const std::vector<MenuEntry> entries = all ? narrow_entries(context) : theme_entries(context);
  const ui::IconButton opener =
      all ? ui::IconButton{.key = "topbar.more", .label = tr("common.more"), .icon = ui::Icon::more}
          : ui::IconButton{.key = "topbar.theme", .label = tr("topbar.theme"), .icon = theme_icon(context)};
  run(context, ui::icon_menu(opener, items_of(entries)), entries);
}

}  // namespace

void draw_top_bar(ScreenContext& context) {
  const Sizes& s = sizes();
  ui::begin_bar({.key = "topbar", .size = {0, s.top_bar}, .hairline = ui::Edge::bottom});
  draw_brand(context);
  const float buttons =
      narrow_screen() ? ui::button_width(language_button()) + s.s2 + s.control : wide_buttons_width(context);
  const float buttons_x = ImGui::GetWindowWidth() - bar_margin() - buttons;
  if (context.store.has_data()) draw_file(context, buttons_x - ui::bar_end() - 2 * s.s16);
  ui::place_in_bar(buttons_x, s.control);
  narrow_screen() ? draw_narrow_buttons(context) : draw_wide_buttons(context);
  ui::end_bar();
}

void switch_language(ScreenContext& context) {
  const bool english = context.preferences.language() == Language::english;
  context.preferences.choose_language(english ? Language::chinese : Language::english);
}

void copy_share_link(ScreenContext& context) {
  const std::string fragment = context.store.share_fragment();
  context.host.copy_text(context.host.page_url() + "#" + fragment);
  ui::show_toast({.tone = ui::Tone::positive, .text = tr("toast.link_copied")});
}

}  // namespace sluice::app

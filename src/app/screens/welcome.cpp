#include <algorithm>
#include <array>
#include <string>

#include <imgui.h>

#include "app/i18n.h"
#include "app/screens/shell.h"
#include "app/widgets/icon.h"
#include "app/widgets/item_table.h"
#include "app/widgets/layout.h"
#include "app/widgets/text.h"
#include "app/widgets/tile.h"

namespace sluice::app {
namespace {

struct Sample {
  std::string_view name;  ///< for Host::open_sample
  std::string_view key;
  std::string_view title, text;  ///< keys of the translations
  ui::Icon icon;
};
constexpr std::array<Sample, 4> kSamples{{
    {"seed", "welcome.sample.seed", "welcome.seed.title", "welcome.seed.text", ui::Icon::table},
    {"shop", "welcome.sample.shop", "welcome.shop.title", "welcome.shop.text", ui::Icon::funnel},
    {"orders", "welcome.sample.orders", "welcome.orders.title", "welcome.orders.text", ui::Icon::customers},
    {"opportunities", "welcome.sample.opportunities", "welcome.opportunities.title", "welcome.opportunities.text",
     ui::Icon::overview},
}};

/// Text wider than this is hard to read.
float reading_width() { return 18 * sizes().control * (narrow_screen() ? 1 : 1.25f); }

void draw_promise() {
  ui::paragraph(tr("welcome.title"), TextStyle::hero);
  annotate_last_item("heading", tr("welcome.title"), "welcome.title");
  ui::gap(sizes().s8);
  ui::paragraph_muted(tr("welcome.promise"));
}

ui::Tile tile_of(const Sample& sample) {
  return {.key = sample.key, .title = tr(sample.title), .text = tr(sample.text), .icon = sample.icon};
}

void draw_samples(ScreenContext& context) {
  ui::label(tr("welcome.samples"), TextStyle::emphasis);
  ui::Grid grid({.key = "welcome.samples", .min_column = 300, .most = 2});
  for (const Sample& sample : kSamples) {
    grid.next();
    ui::Tile tile = tile_of(sample);
    for (const Sample& other : kSamples) {
      tile.height = std::max(tile.height, ui::tile_height(tile_of(other), grid.cell_width()));
    }
    if (ui::tile(tile)) context.store.open_sample(sample.name);
  }
}

/// A phone has neither the keys nor Excel's cells.
void draw_paste_hint() {
  if (narrow_screen()) return;
  const std::string words = tr_format("welcome.paste", {ImGui::GetIO().ConfigMacOSXBehaviors ? "\u2318V" : "Ctrl+V"});
  ui::gap(sizes().s8);
  ui::paragraph_muted(words, TextStyle::body, "welcome.paste");
}

void draw_privacy() {
  ui::icon(ui::Icon::lock, colors().positive);
  ui::same_line();
  ui::paragraph_muted(tr("welcome.privacy"));
  annotate_last_item("text", tr("welcome.privacy"), "welcome.privacy");
}

}  // namespace

void draw_welcome(ScreenContext& context) {
  if (ui::begin_page("welcome")) {
    const float width = std::min(ui::available_width(), reading_width());
    ui::align_center(width);
    ImGui::BeginGroup();
    {
      ui::Region region(width);
      ui::gap(narrow_screen() ? 0 : sizes().s16);
      draw_promise();
      ui::gap(sizes().s16);
      if (ui::drop_zone({.key = "welcome.choose",
                         .title = tr("welcome.drop"),
                         .text = tr("welcome.formats"),
                         .action = tr("welcome.choose"),
                         .active = context.view.files_hover})) {
        context.store.choose_files();
      }
      draw_paste_hint();
      ui::gap(sizes().s12);
      draw_privacy();
      ui::gap(sizes().s24);
      draw_samples(context);
      ui::gap(sizes().s24);
    }
    ImGui::EndGroup();
  }
  ui::end_page();
}

void draw_drop_overlay(ScreenContext& context) {
  if (!context.view.files_hover) return;
  ui::drop_overlay(tr("drop.title"), context.store.has_data() ? tr("drop.asks") : tr("welcome.formats"));
}

}  // namespace sluice::app

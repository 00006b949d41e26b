#include "app/screens/data.h"

#include <algorithm>
#include <vector>

#include <imgui.h>

#include "app/screens/words.h"
#include "app/widgets/button.h"
#include "app/widgets/card.h"
#include "app/widgets/item_table.h"
#include "app/widgets/layout.h"
#include "app/widgets/navigation.h"
#include "app/widgets/text.h"

namespace sluice::app {
namespace {

/// Read = kept + rejected, over all files.
void draw_rows(const ingest::ImportReport& import) {
  ui::Grid grid({.key = "data.rows", .min_column = 160.0f, .most = 3});
  const auto figure = [&](std::string_view key, const char* label, uint64_t rows, const std::string& sub, ui::Tone tone,
                          const char* tip) {
    grid.next();
    const std::string value = format_count(as_number(rows));
    ui::key_figure({.key = key, .label = label, .value = value, .sub = sub, .sub_tone = tone, .tip = tip});
  };
  const auto share = [&](uint64_t rows) {
    return import.rows_read == 0 ? std::string{} : format_percent(as_number(rows) / as_number(import.rows_read));
  };
  figure("data.read", tr("data.read"), import.rows_read, tr_plural("data.files", as_number(import.files.size())),
         ui::Tone::neutral, tr("tip.rows_read"));
  figure("data.kept", tr("data.kept"), import.rows_kept, share(import.rows_kept), ui::Tone::positive,
         tr("tip.rows_kept"));
  figure("data.rejected", tr("data.rejected"), import.rows_rejected, share(import.rows_rejected),
         import.rows_rejected > 0 ? ui::Tone::warning : ui::Tone::neutral, tr("tip.rows_rejected"));
}

/// Chosen, but not read yet.
void draw_draft_banner(ScreenContext& context) {
  std::optional<ingest::IngestSpec>& draft = context.view.data.draft;
  if (!draft) return;
  if (*draft == context.store.spec().ingest) return draft.reset();
  ui::gap(sizes().s12);
  const ui::BannerEvent event = ui::banner({.key = "data.apply",
                                            .tone = ui::Tone::accent,
                                            .text = tr("data.draft"),
                                            .detail = tr("data.draft_detail"),
                                            .action = tr("data.apply"),
                                            .closable = true});
  if (event == ui::BannerEvent::none) return;
  const ingest::IngestSpec chosen = *std::exchange(draft, std::nullopt);
  if (event == ui::BannerEvent::action) context.store.edit([&](Spec& spec) { spec.ingest = chosen; });
}

/// Which file the cards below speak of, when there are several.
void draw_file_tabs(ScreenContext& context, const ingest::ImportReport& import) {
  size_t& shown = context.view.data.file;
  shown = std::min(shown, import.files.size() - 1);
  if (import.files.size() < 2) return;
  ui::gap(sizes().s12);
  std::vector<std::string> keys;
  for (size_t i = 0; i < import.files.size(); ++i) keys.push_back("data.file." + std::to_string(i + 1));
  std::vector<ui::Option> options;
  for (size_t i = 0; i < import.files.size(); ++i) options.push_back({.key = keys[i], .label = import.files[i].name});
  if (const auto chosen = ui::tabs("data.files", options, shown)) shown = *chosen;
}

/// One click back to what the program decides by itself.
void draw_back_to_automatic(ScreenContext& context, const ingest::FileReport& file) {
  if (!find_file_spec(context.store.spec().ingest, file.name)) return;
  ui::gap(sizes().s12);
  const ui::BannerEvent event = ui::banner({.key = "data.automatic",
                                            .tone = ui::Tone::neutral,
                                            .text = tr_format("data.changed", {file.name}),
                                            .action = tr("data.automatic")});
  if (event != ui::BannerEvent::action) return;
  context.view.data.draft.reset();
  context.store.edit([&](Spec& spec) { back_to_automatic(spec.ingest, file.name); });
}

/// How a file of attributes meets the customers of the others, and what keeps it apart.
void draw_join(const ingest::ImportReport& import, size_t file) {
  for (const ingest::JoinReport& join : import.joins) {
    if (static_cast<size_t>(join.file) != file) continue;
    ui::gap(sizes().s12);
    ui::paragraph(pick(join.text));
    annotate_last_item("text", pick(join.text), "data.join");
    if (!join.remedy.empty()) ui::paragraph_muted(pick(join.remedy), TextStyle::body, "data.join.remedy");
  }
}

}  // namespace

const ingest::IngestSpec& ingest_choices(const ScreenContext& context) {
  const std::optional<ingest::IngestSpec>& draft = context.view.data.draft;
  return draft ? *draft : context.store.spec().ingest;
}

void draw_data_screen(ScreenContext& context) {
  const Report& report = context.store.report();
  if (ui::begin_page("data") && !report.import.files.empty()) {
    ui::heading(tr("nav.data"), "data.heading");
    draw_rows(report.import);
    draw_draft_banner(context);
    draw_file_tabs(context, report.import);
    const ingest::FileReport& file = report.import.files[context.view.data.file];
    draw_back_to_automatic(context, file);
    draw_join(report.import, context.view.data.file);
    draw_file_preview(context, file);
    ui::gap(sizes().s16);
    draw_ledger(context);
    ui::gap(sizes().s16);
    {
      ui::Grid grid({.key = "data.cards", .min_column = 380, .most = 2, .equal_heights = false});
      grid.next();
      draw_file_facts(context, file);
      grid.next();
      draw_file_columns(context, file);
    }
  }
  ui::end_page();
  draw_ledger_panel(context);
}

}  // namespace sluice::app

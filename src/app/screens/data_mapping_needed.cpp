// The Data screen for a file that could not be used because it is not known which column is which: its first rows and
// columns with the roles to choose, how its rows are to be read, and a button that tries again. What was loaded before
// is untouched and one button away.
#include <optional>
#include <string>
#include <vector>

#include <imgui.h>

#include "app/screens/data.h"
#include "app/screens/shell.h"
#include "app/screens/words.h"
#include "app/widgets/button.h"
#include "app/widgets/card.h"
#include "app/widgets/item_table.h"
#include "app/widgets/layout.h"
#include "app/widgets/menu.h"
#include "app/widgets/text.h"

namespace sluice::app {
namespace {

using ingest::FileReport;
using ingest::FileSpec;

/// A choice of this file; the first value leaves it to the program.
template <class Value, class Name>
void draw_choice(ScreenContext& context, const FileReport& file, std::string_view key, const char* label,
                 const std::vector<Value>& values, Value FileSpec::*member, Name name) {
  const FileSpec* chosen = find_file_spec(ingest_choices(context), file.name);
  std::vector<ui::SelectOption> options;
  size_t current = 0;
  for (size_t i = 0; i < values.size(); ++i) {
    options.push_back({.label = i == 0 ? std::string(tr("choice.automatic")) : std::string(name(values[i]))});
    if (chosen && chosen->*member == values[i]) current = i;
  }
  const auto picked = ui::select({.key = key, .label = label, .width = -1}, options, current);
  ui::gap(sizes().s8);
  if (!picked) return;
  edit_draft(context, [&](ingest::IngestSpec& spec) {
    file_spec(spec, file.name).*member = values[*picked];
    drop_empty_entries(spec);
  });
}

/// Which table it is: a file of the archive, a sheet of the workbook, where there are several.
void draw_table_choices(ScreenContext& context, const FileReport& file) {
  const auto as_it_stands = [](const std::string& name) { return name; };
  std::vector<std::string> entries{""}, sheets{""};
  for (const ingest::EntryReport& entry : file.entries) {
    if (entry.table) entries.push_back(entry.name);
  }
  for (const ingest::SheetReport& sheet : file.sheets) sheets.push_back(sheet.name);
  if (entries.size() > 2) {
    draw_choice(context, file, "mapping.entry", tr("data.entry"), entries, &FileSpec::entry, as_it_stands);
  }
  if (sheets.size() > 2) {
    draw_choice(context, file, "mapping.sheet", tr("data.sheet"), sheets, &FileSpec::sheet, as_it_stands);
  }
}

/// What only a text has.
void draw_text_choices(ScreenContext& context, const FileReport& file) {
  using Names = std::vector<std::string>;
  draw_choice(context, file, "mapping.encoding", tr("data.encoding"),
              Names{"", "utf-8", "gb18030", "big5", "shift_jis", "utf-16le", "utf-16be", "windows-1252"},
              &FileSpec::encoding, encoding_name);
  draw_choice(context, file, "mapping.delimiter", tr("data.delimiter"), Names{"", ",", ";", "\t", "|", " "},
              &FileSpec::delimiter, delimiter_name);
  draw_choice(context, file, "mapping.quote", tr("data.quote"), Names{"", "double", "single", "backslash", "none"},
              &FileSpec::quote, quote_name);
}

void draw_reading(ScreenContext& context, const FileReport& file) {
  using ingest::DateOrder;
  using ingest::DecimalMark;
  using ingest::Shape;
  ui::Card card({.key = "mapping.reading", .title = tr("mapping.reading")});
  draw_table_choices(context, file);
  draw_choice(
      context, file, "mapping.shape", tr("data.shape"),
      std::vector{Shape::automatic, Shape::order_lines, Shape::customer_table, Shape::events, Shape::stage_counts,
                  Shape::opportunities, Shape::customer_attributes, Shape::experiment, Shape::milestones},
      &FileSpec::shape, shape_name);
  if (file.sheets.empty()) draw_text_choices(context, file);
  draw_choice(context, file, "mapping.header", tr("data.header"), std::vector<std::optional<bool>>{{}, true, false},
              &FileSpec::has_header, [](std::optional<bool> yes) { return tr(*yes ? "header.yes" : "header.no"); });
  draw_choice(context, file, "mapping.decimal_mark", tr("data.decimal_mark"),
              std::vector{DecimalMark::automatic, DecimalMark::point, DecimalMark::comma}, &FileSpec::decimal_mark,
              decimal_mark_name);
  draw_choice(context, file, "mapping.date_order", tr("data.date_order"),
              std::vector{DateOrder::automatic, DateOrder::year_first, DateOrder::day_first, DateOrder::month_first},
              &FileSpec::date_order, date_order_name);
  ui::gap(sizes().s4);
  ui::paragraph_muted(tr("mapping.needs"), TextStyle::caption, "mapping.needs");
}

void leave(ScreenContext& context) {
  context.view.data.draft.reset();
  context.store.drop_unread();
}

void read_again(ScreenContext& context) {
  Spec spec = context.store.unread()->spec;
  spec.ingest = ingest_choices(context);
  context.store.read_again(std::move(spec));
}

enum class MappingAction { none, read_again, leave };

/// What was pressed, to be done when the page is drawn: it takes away the file that the page shows.
MappingAction draw_actions(const ScreenContext& context) {
  const ui::Button read{
      .key = "mapping.apply", .label = tr("mapping.apply"), .kind = ui::ButtonKind::primary, .icon = ui::Icon::refresh};
  const ui::Button back{.key = "mapping.leave",
                        .label = tr(context.store.has_data() ? "mapping.keep_former" : "mapping.leave"),
                        .kind = ui::ButtonKind::quiet};
  MappingAction action = MappingAction::none;
  if (ui::button(read)) action = MappingAction::read_again;
  ui::same_line_if_fits(ui::button_width(back));
  if (ui::button(back)) action = MappingAction::leave;
  return action;
}

}  // namespace

bool mapping_needed(const Store& store) { return store.unread() && store.unread()->understood; }

void draw_mapping_needed(ScreenContext& context) {
  MappingAction action = MappingAction::none;
  if (ui::begin_page("mapping")) {
    const FileReport& file = *context.store.unread()->understood;
    ui::heading(tr_format("mapping.title", {file.name}), "mapping.heading");
    ui::paragraph_muted(tr("mapping.hint"));
    if (!file.preview.empty()) draw_file_preview(context, file);
    ui::gap(sizes().s16);
    action = draw_actions(context);
    ui::gap(sizes().s16);
    {
      ui::Grid grid({.key = "mapping.cards", .min_column = 380, .most = 2, .equal_heights = false});
      grid.next();
      draw_file_columns(context, file);
      grid.next();
      draw_reading(context, file);
    }
  }
  ui::end_page();
  if (action == MappingAction::read_again) read_again(context);
  if (action == MappingAction::leave) leave(context);
}

}  // namespace sluice::app

#include <array>
#include <utility>
#include <vector>

#include <imgui.h>

#include "app/screens/data.h"
#include "app/screens/words.h"
#include "app/widgets/card.h"
#include "app/widgets/item_table.h"
#include "app/widgets/layout.h"
#include "app/widgets/menu.h"
#include "app/widgets/text.h"

namespace sluice::app {
namespace {

using ingest::FileReport;
using ingest::FileSpec;

/// A choice with its automatic value first: "Automatic (UTF-8)". Returns the index chosen, 0 for automatic.
std::optional<size_t> choice(std::string_view key, const char* label, const std::string& decided,
                             const std::vector<std::string>& names, size_t current) {
  std::vector<ui::SelectOption> options{
      {.label = current == 0 ? tr_format("choice.automatic_is", {decided}) : std::string(tr("choice.automatic"))}};
  for (const std::string& name : names) options.push_back({.label = name});
  return ui::select({.key = key, .label = label, .width = -1}, options, current);
}

FileSpec choices_about(const ScreenContext& context, const FileReport& file) {
  const FileSpec* chosen = find_file_spec(ingest_choices(context), file.name);
  return chosen ? *chosen : FileSpec{};
}

template <class Change>
void edit_file(ScreenContext& context, const FileReport& file, Change change) {
  edit_draft(context, [&](ingest::IngestSpec& spec) {
    change(file_spec(spec, file.name));
    drop_empty_entries(spec);
  });
}

/// Reads the file again at once, so that a wrong guess costs one click.
template <class Change>
void correct_file(ScreenContext& context, const FileReport& file, Change change) {
  edit_now(context, [&](ingest::IngestSpec& spec) {
    change(file_spec(spec, file.name));
    drop_empty_entries(spec);
  });
}

template <class Values, class Value>
size_t position(const Values& values, const Value& value) {
  for (size_t i = 0; i < values.size(); ++i) {
    if (values[i] == value) return i + 1;
  }
  return 0;
}

void draw_shape(ScreenContext& context, const FileReport& file, const FileSpec& chosen) {
  using ingest::Shape;
  constexpr std::array kShapes{Shape::order_lines,   Shape::customer_table,      Shape::events,     Shape::stage_counts,
                               Shape::opportunities, Shape::customer_attributes, Shape::experiment, Shape::milestones};
  std::vector<std::string> names;
  for (const Shape shape : kShapes) names.emplace_back(shape_name(shape));
  const auto picked =
      choice("data.shape", tr("data.shape"), shape_name(file.shape), names, position(kShapes, chosen.shape));
  if (picked) {
    edit_file(context, file,
              [&](FileSpec& spec) { spec.shape = *picked == 0 ? Shape::automatic : kShapes[*picked - 1]; });
  }
  if (!file.shape_reason.empty()) ui::paragraph_muted(pick(file.shape_reason), TextStyle::caption);
}

const char* other_shape_words(ingest::Shape other) {
  if (other == ingest::Shape::events) return tr("shape.make_events");
  if (other == ingest::Shape::milestones) return tr("shape.make_milestones");
  if (other == ingest::Shape::customer_attributes) return tr("shape.make_attributes");
  return tr("shape.make_stages");
}

/// The other way to see stages with their times, or customers with dates. Another table has other events: the funnel's
/// steps are proposed anew.
void draw_other_shape(ScreenContext& context, const FileReport& file) {
  if (file.other_shape == ingest::Shape::automatic) return;
  if (!ui::link("data.shape.correct", other_shape_words(file.other_shape), TextStyle::caption)) {
    return;
  }
  edit_draft(context, [&](ingest::IngestSpec& spec) { file_spec(spec, file.name).shape = file.other_shape; });
  const ingest::IngestSpec chosen = *std::exchange(context.view.data.draft, std::nullopt);
  context.store.edit([&](Spec& spec) {
    spec.ingest = chosen;
    choose_source(spec.funnel, funnel::Source::automatic);
  });
}

/// What rows of one number are, where numbers repeat.
void draw_stage_history(ScreenContext& context, const FileReport& file, const FileSpec& chosen) {
  if (!file.stage_history && !chosen.stage_history) return;
  const std::vector<std::string> names{tr("stage_history.one"), tr("stage_history.each")};
  const size_t current = !chosen.stage_history ? 0 : *chosen.stage_history ? 1 : 2;
  const std::string& decided = names[file.stage_history.value_or(true) ? 0 : 1];
  const auto picked = choice("data.stage_history", tr("data.stage_history"), decided, names, current);
  ui::gap(sizes().s8);
  if (!picked) return;
  edit_file(context, file, [&](FileSpec& spec) {
    spec.stage_history = *picked == 0 ? std::nullopt : std::optional<bool>(*picked == 1);
  });
}

/// The file within an archive, where there are several to choose from.
void draw_entry(ScreenContext& context, const FileReport& file, const FileSpec& chosen) {
  std::vector<std::string> names;
  for (const ingest::EntryReport& entry : file.entries) {
    if (entry.table) names.push_back(entry.name);
  }
  if (names.size() < 2) return;
  const auto picked = choice("data.entry", tr("data.entry"), file.entry, names, position(names, chosen.entry));
  if (!picked) return;
  edit_file(context, file, [&](FileSpec& spec) {
    spec.entry = *picked == 0 ? std::string{} : names[*picked - 1];
    spec.sheet.clear();
  });
}

void draw_sheet(ScreenContext& context, const FileReport& file, const FileSpec& chosen) {
  if (file.sheets.size() < 2) return;
  std::vector<std::string> names;
  for (const ingest::SheetReport& sheet : file.sheets) names.push_back(sheet.name);
  const auto picked = choice("data.sheet", tr("data.sheet"), file.sheet, names, position(names, chosen.sheet));
  if (!picked) return;
  edit_file(context, file, [&](FileSpec& spec) { spec.sheet = *picked == 0 ? std::string{} : names[*picked - 1]; });
}

void draw_encoding(ScreenContext& context, const FileReport& file, const FileSpec& chosen) {
  constexpr std::array<std::string_view, 7> kEncodings{"utf-8",    "gb18030",  "big5",        "shift_jis",
                                                       "utf-16le", "utf-16be", "windows-1252"};
  std::vector<std::string> names;
  for (const std::string_view encoding : kEncodings) names.push_back(encoding_name(encoding));
  const auto picked = choice("data.encoding", tr("data.encoding"), encoding_name(file.encoding), names,
                             position(kEncodings, chosen.encoding));
  if (!picked) return;
  edit_file(context, file, [&](FileSpec& spec) {
    spec.encoding = *picked == 0 ? std::string{} : std::string(kEncodings[*picked - 1]);
  });
}

void draw_delimiter(ScreenContext& context, const FileReport& file, const FileSpec& chosen) {
  constexpr std::array<std::string_view, 5> kDelimiters{",", ";", "\t", "|", " "};
  std::vector<std::string> names;
  for (const std::string_view delimiter : kDelimiters) names.push_back(delimiter_name(delimiter));
  const auto picked = choice("data.delimiter", tr("data.delimiter"), delimiter_name(file.delimiter), names,
                             position(kDelimiters, chosen.delimiter));
  if (!picked) return;
  edit_file(context, file, [&](FileSpec& spec) {
    spec.delimiter = *picked == 0 ? std::string{} : std::string(kDelimiters[*picked - 1]);
  });
}

void draw_quote(ScreenContext& context, const FileReport& file, const FileSpec& chosen) {
  constexpr std::array<std::string_view, 4> kQuotes{"double", "single", "backslash", "none"};
  std::vector<std::string> names;
  for (const std::string_view quote : kQuotes) names.push_back(quote_name(quote));
  const auto picked =
      choice("data.quote", tr("data.quote"), quote_name(file.quote), names, position(kQuotes, chosen.quote));
  if (!picked) return;
  edit_file(context, file,
            [&](FileSpec& spec) { spec.quote = *picked == 0 ? std::string{} : std::string(kQuotes[*picked - 1]); });
}

void draw_header(ScreenContext& context, const FileReport& file, const FileSpec& chosen) {
  const std::vector<std::string> names{tr("header.yes"), tr("header.no")};
  const size_t current = !chosen.has_header ? 0 : *chosen.has_header ? 1 : 2;
  const auto picked = choice("data.header", tr("data.header"), names[file.has_header ? 0 : 1], names, current);
  if (!picked) return;
  edit_file(context, file,
            [&](FileSpec& spec) { spec.has_header = *picked == 0 ? std::nullopt : std::optional<bool>(*picked == 1); });
}

/// The header in words, with the other way to see it.
void draw_header_words(ScreenContext& context, const FileReport& file) {
  if (file.columns.empty()) return;
  const std::string words =
      file.has_header ? tr_format("header.is_names", {file.columns.front().name}) : std::string(tr("header.is_data"));
  ui::paragraph_muted(words, TextStyle::caption, "data.header_words");
  if (ui::link("data.header.correct", tr(file.has_header ? "header.make_data" : "header.make_names"),
               TextStyle::caption)) {
    correct_file(context, file, [&](FileSpec& spec) { spec.has_header = !file.has_header; });
  }
}

/// What decided how dates are read: the row, or that no row does.
std::string evidence_words(const FileReport& file) {
  if (file.date_order == ingest::DateOrder::automatic) return tr("date_order.none");
  if (!file.date_order_proven) return tr_format("date_order.assumed", {date_order_name(file.date_order)});
  if (!file.date_evidence) return {};
  return tr_format("date_order.proven",
                   {format_count(static_cast<double>(file.date_evidence->line)), file.date_evidence->cell});
}

void draw_date_order(ScreenContext& context, const FileReport& file, const FileSpec& chosen) {
  using ingest::DateOrder;
  constexpr std::array kOrders{DateOrder::year_first, DateOrder::day_first, DateOrder::month_first};
  std::vector<std::string> names;
  for (const DateOrder order : kOrders) names.emplace_back(date_order_name(order));
  const std::string decided = file.date_order == DateOrder::automatic ? absent() : date_order_name(file.date_order);
  const auto picked =
      choice("data.date_order", tr("data.date_order"), decided, names, position(kOrders, chosen.date_order));
  if (picked) {
    edit_file(context, file,
              [&](FileSpec& spec) { spec.date_order = *picked == 0 ? DateOrder::automatic : kOrders[*picked - 1]; });
  }
  const std::string evidence = evidence_words(file);
  if (evidence.empty()) return;
  ui::paragraph_muted(evidence, TextStyle::caption);
  annotate_last_item("text", evidence, "data.date_evidence");
  const bool either = file.date_order == DateOrder::day_first || file.date_order == DateOrder::month_first;
  if (!either) return;
  const DateOrder other = file.date_order == DateOrder::day_first ? DateOrder::month_first : DateOrder::day_first;
  const std::string words = tr_format("date_order.correct", {date_order_name(other)});
  if (ui::link("data.date_order.correct", words, TextStyle::caption)) {
    correct_file(context, file, [&](FileSpec& spec) { spec.date_order = other; });
  }
}

void draw_decimal_mark(ScreenContext& context, const FileReport& file, const FileSpec& chosen) {
  using ingest::DecimalMark;
  constexpr std::array kMarks{DecimalMark::point, DecimalMark::comma};
  std::vector<std::string> names;
  for (const DecimalMark mark : kMarks) names.emplace_back(decimal_mark_name(mark));
  const auto picked = choice("data.decimal_mark", tr("data.decimal_mark"), decimal_mark_name(file.decimal_mark), names,
                             position(kMarks, chosen.decimal_mark));
  if (!picked) return;
  edit_file(context, file,
            [&](FileSpec& spec) { spec.decimal_mark = *picked == 0 ? DecimalMark::automatic : kMarks[*picked - 1]; });
}

/// 1.234 is two different numbers: what the mark means here, and the other reading.
void draw_decimal_words(ScreenContext& context, const FileReport& file) {
  using ingest::DecimalMark;
  const bool comma = file.decimal_mark == DecimalMark::comma;
  ui::paragraph_muted(tr(comma ? "decimal_mark.is_comma" : "decimal_mark.is_point"), TextStyle::caption,
                      "data.decimal_words");
  if (ui::link("data.decimal_mark.correct", tr(comma ? "decimal_mark.make_point" : "decimal_mark.make_comma"),
               TextStyle::caption)) {
    correct_file(context, file,
                 [&](FileSpec& spec) { spec.decimal_mark = comma ? DecimalMark::point : DecimalMark::comma; });
  }
}

std::string size_words(const FileReport& file) {
  std::string words = format_bytes(file.bytes);
  if (!file.currency.empty()) words += " · " + tr_format("data.currency", {file.currency});
  if (file.byte_order_mark) words += " · " + std::string(tr("data.byte_order_mark"));
  return words;
}

}  // namespace

void draw_file_facts(ScreenContext& context, const FileReport& file) {
  const std::string size = size_words(file);
  ui::Card card({.key = "data.understood", .title = tr("data.understood"), .subtitle = size});
  const auto rows = [](uint64_t value) { return format_count(static_cast<double>(value)); };
  ui::detail_row(tr("data.read"), rows(file.rows_read), "data.file.read", tr("tip.file_rows_read"));
  ui::detail_row(tr("data.kept"), rows(file.rows_kept), "data.file.kept", tr("tip.rows_kept"));
  ui::detail_row(tr("data.rejected"), rows(file.rows_rejected), "data.file.rejected", tr("tip.file_rows_rejected"));
  ui::gap(sizes().s8);
  const FileSpec chosen = choices_about(context, file);
  draw_shape(context, file, chosen);
  draw_other_shape(context, file);
  ui::gap(sizes().s8);
  draw_stage_history(context, file, chosen);
  draw_entry(context, file, chosen);
  draw_sheet(context, file, chosen);
  {
    ui::Grid grid({.key = "data.choices", .min_column = 170, .most = 2, .equal_heights = false});
    if (file.sheets.empty()) {  // a workbook has neither
      grid.next();
      draw_encoding(context, file, chosen);
      grid.next();
      draw_delimiter(context, file, chosen);
      grid.next();
      draw_quote(context, file, chosen);
    }
    grid.next();
    draw_header(context, file, chosen);
    draw_header_words(context, file);
    grid.next();
    draw_decimal_mark(context, file, chosen);
    draw_decimal_words(context, file);
  }
  draw_date_order(context, file, chosen);
  if (file.rounded_amounts > 0) {
    ui::paragraph_muted(tr_plural("data.rounded", static_cast<double>(file.rounded_amounts)), TextStyle::caption);
  }
  for (const TextPair& note : file.notes) {
    ui::gap(sizes().s8);
    ui::paragraph_muted(pick(note), TextStyle::caption);
  }
}

}  // namespace sluice::app

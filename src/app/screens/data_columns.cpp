#include <array>
#include <string>
#include <vector>

#include <imgui.h>

#include "app/role_hues.h"
#include "app/screens/data.h"
#include "app/screens/words.h"
#include "app/widgets/card.h"
#include "app/widgets/chip.h"
#include "app/widgets/item_table.h"
#include "app/widgets/layout.h"
#include "app/widgets/menu.h"
#include "app/widgets/preview.h"
#include "app/widgets/text.h"

namespace sluice::app {
namespace {

using ingest::FileReport;
using ingest::Role;

/// In the order in which people look for them: who, what, when, how much.
constexpr std::array kRoles{Role::customer, Role::customer_name, Role::order,     Role::time,       Role::amount,
                            Role::quantity, Role::unit_price,    Role::cost,      Role::margin,     Role::event,
                            Role::stage,    Role::opportunity,   Role::outcome,   Role::close_time, Role::milestone,
                            Role::count,    Role::recency,       Role::frequency, Role::monetary,   Role::attribute,
                            Role::ignore};

std::vector<ui::SelectOption> role_options() {
  std::vector<ui::SelectOption> options;
  for (const Role role : kRoles) options.push_back({.label = role_name(role), .color = role_hue(role)});
  return options;
}

size_t role_index(Role role) {
  for (size_t i = 0; i < kRoles.size(); ++i) {
    if (kRoles[i] == role) return i;
  }
  return kRoles.size() - 1;
}

std::string examples_of(const ingest::ColumnReport& column) {
  std::string words;
  for (const std::string& example : column.examples) {
    if (!words.empty()) words += tr("list.separator");
    words += example;
  }
  return words.empty() ? std::string(tr("type.empty")) : words;
}

/// Name and examples at the left, the role to choose at the right, why under both.
void draw_column(ScreenContext& context, const FileReport& file, size_t index,
                 const std::vector<ui::SelectOption>& options) {
  const ingest::ColumnReport& column = file.columns[index];
  const Role role = role_of(ingest_choices(context), file, index);
  const float width = ui::available_width();
  const float select_width = std::min(width / 2, 5.5f * sizes().control);
  const float text_width = width - select_width - sizes().s12;
  const std::string key = "data.role." + std::to_string(index + 1);
  const std::string spoken = tr_format("data.role_of", {column.name});

  ImGui::PushID(static_cast<int>(index));
  ImGui::BeginGroup();
  {
    ui::Region region(text_width);
    ui::label(ui::shorten(TextStyle::emphasis, column.name, text_width), TextStyle::emphasis);
    annotate_last_item("text", column.name, "data.column." + std::to_string(index + 1));
    const std::string facts = std::string(column_type_name(column.type)) + " · " + examples_of(column);
    ui::muted(ui::shorten(TextStyle::caption, facts, text_width));
  }
  ImGui::EndGroup();
  ui::same_line(0);
  ui::align_right(select_width);
  const auto chosen = ui::select({.key = key, .spoken = spoken, .width = select_width}, options, role_index(role));
  ImGui::PopID();
  if (role == column.role && !column.reason.empty()) ui::paragraph_muted(pick(column.reason), TextStyle::caption);
  if (chosen) {
    edit_draft(context, [&](ingest::IngestSpec& spec) { choose_role(spec, file, index, kRoles[*chosen]); });
  }
}

}  // namespace

void draw_file_columns(ScreenContext& context, const FileReport& file) {
  const std::string subtitle = tr("data.columns_hint");
  ui::Card card({.key = "data.columns", .title = tr("data.columns"), .subtitle = subtitle});
  const std::vector<ui::SelectOption> options = role_options();
  for (size_t i = 0; i < file.columns.size(); ++i) {
    if (i > 0) ui::divider();
    draw_column(context, file, i, options);
  }
}

void draw_file_preview(ScreenContext& context, const FileReport& file) {
  ui::gap(sizes().s16);
  const std::string subtitle = tr_plural("data.preview_hint", static_cast<double>(file.preview.size()));
  ui::Card card({.key = "data.preview_card", .title = tr("data.preview"), .subtitle = subtitle, .flush = true});
  std::vector<std::string> spoken;
  for (const ingest::ColumnReport& column : file.columns) spoken.push_back(tr_format("data.role_of", {column.name}));
  std::vector<ui::PreviewColumn> columns;
  for (size_t i = 0; i < file.columns.size(); ++i) {
    const Role role = role_of(ingest_choices(context), file, i);
    const bool number = file.columns[i].type == ingest::ColumnType::number;
    columns.push_back({.name = file.columns[i].name,
                       .tag = role_name(role),
                       .spoken = spoken[i],
                       .option = role_index(role),
                       .hue = role_hue(role),
                       .faint = role == Role::ignore,
                       .align = number ? ui::Align::right : ui::Align::left});
  }
  std::vector<ui::PreviewRemark> remarks;
  for (const ingest::CellRemark& remark : file.remarks) {
    remarks.push_back({static_cast<size_t>(remark.row), static_cast<size_t>(remark.column), pick(remark.text)});
  }
  const std::vector<ui::SelectOption> options = role_options();
  const auto choice = ui::preview({.key = "data.preview",
                                   .caption = tr("data.preview"),
                                   .columns = columns,
                                   .rows = file.preview,
                                   .remarks = remarks,
                                   .options = options,
                                   .height = (narrow_screen() ? 6.5f : 9) * sizes().control});
  if (choice) {
    edit_draft(context,
               [&](ingest::IngestSpec& spec) { choose_role(spec, file, choice->column, kRoles[choice->option]); });
  }
}

}  // namespace sluice::app

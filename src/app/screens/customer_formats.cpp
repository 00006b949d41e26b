#include "app/screens/customer_formats.h"

#include <vector>

#include "app/i18n.h"

namespace sluice::app {

std::array<CustomerFormat, 4> customer_formats() {
  return {
      {{TableFormat::xlsx,
        {.key = "export.customers.xlsx", .label = tr("export.format.xlsx"), .icon = ui::Icon::table}},
       {TableFormat::csv, {.key = "export.customers.csv", .label = tr("export.format.csv"), .icon = ui::Icon::file}},
       {TableFormat::csv_bom,
        {.key = "export.customers.csv_bom", .label = tr("export.format.csv_bom"), .icon = ui::Icon::file}},
       {TableFormat::json,
        {.key = "export.customers.json", .label = tr("export.format.json"), .icon = ui::Icon::file}}}};
}

ui::Button export_button(std::string_view key, std::string_view tip) {
  return {.key = key,
          .label = tr("customers.export"),
          .icon = ui::Icon::download,
          .trailing = ui::Icon::chevron_down,
          .tip = tip};
}

std::optional<TableFormat> format_menu(const ui::Button& button, std::string_view note) {
  const auto formats = customer_formats();
  std::vector<ui::MenuItem> items;
  for (const CustomerFormat& format : formats) items.push_back(format.item);
  const std::optional<size_t> chosen = ui::menu(button, items, note);
  if (!chosen) return std::nullopt;
  return formats[*chosen].format;
}

std::string export_note(std::optional<uint64_t> customers) {
  const std::string who = customers ? tr_plural("customers.export_all", static_cast<double>(*customers)) : "";
  return who + tr("customers.export_note");
}

}  // namespace sluice::app

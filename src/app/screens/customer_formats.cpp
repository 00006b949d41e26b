#include "app/screens/customer_formats.h"

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

}  // namespace sluice::app

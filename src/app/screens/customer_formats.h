// The kinds of file in which lists of customers are saved, as entries of menus.
#pragma once

#include <array>

#include "app/widgets/menu.h"
#include "base/table_format.h"

namespace sluice::app {

struct CustomerFormat {
  TableFormat format;
  ui::MenuItem item;
};

/// Keys are "export.customers.xlsx" and so on.
std::array<CustomerFormat, 4> customer_formats();

}  // namespace sluice::app

// The kinds of file in which lists of customers are saved, as entries of menus.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "app/widgets/menu.h"
#include "base/table_format.h"

namespace sluice::app {

struct CustomerFormat {
  TableFormat format;
  ui::MenuItem item;
};

/// Keys are "export.customers.xlsx" and so on.
std::array<CustomerFormat, 4> customer_formats();

/// The button of a list that is to be saved, and the menu that it opens: gives the format in the frame of its choice.
ui::Button export_button(std::string_view key, std::string_view tip = {});
std::optional<TableFormat> format_menu(const ui::Button& button, std::string_view note);

/// How many they are, where that is known, and that nothing leaves the machine.
std::string export_note(std::optional<uint64_t> customers);

}  // namespace sluice::app

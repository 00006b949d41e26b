// What a screen says when the file holds nothing of its kind: what is missing, and a sample that has it.
#pragma once

#include <string_view>

#include "app/screens/screen.h"

namespace sluice::app {

void draw_no_order_lines(ScreenContext& context,
                         std::string_view key);                        ///< customers are there, their purchases are not
void draw_no_customers(ScreenContext& context, std::string_view key);  ///< no orders and no customer table
void draw_no_funnel(ScreenContext& context, std::string_view key);     ///< nothing that a funnel could be made of

}  // namespace sluice::app

// Cells of figures: how they are written on the screen, and the number that a copy has of them for a spreadsheet.
#pragma once

#include <optional>
#include <string_view>

#include "app/format.h"
#include "app/widgets/table.h"

namespace sluice::app::ui {

/// A column of figures: at the right, with how they are computed.
Column figure_column(std::string_view key, std::string_view label, std::string_view tip, float min_width,
                     float weight = 0.3f);

Cell count_cell(Maybe value);                                      ///< 12,345
Cell decimal_cell(Maybe value, int decimals);                      ///< 4.73
Cell share_cell(Maybe share, std::optional<double> bar = {});      ///< 12.3%
Cell days_cell(Maybe days);                                        ///< 12 days
Cell duration_cell(Maybe milliseconds);                            ///< 2 h 5 min; copied in days
Cell money_cell(Maybe amount, std::string_view currency);          ///< as format_money
Cell compact_money_cell(Maybe amount, std::string_view currency);  ///< as format_money_compact
Cell exact_money_cell(Maybe amount, std::string_view currency);    ///< as format_money_exact

}  // namespace sluice::app::ui

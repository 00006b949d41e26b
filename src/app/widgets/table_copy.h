// A table as text for a spreadsheet. Rows that come page by page and are not all here are collected first, page after
// page as the table gets them, with a dialog that says how far it is and stops it; nothing is copied before.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/widgets/table.h"

namespace sluice::app::ui {

/// More rows are not collected: what lies beyond belongs in a file.
inline constexpr uint64_t kMostCopiedRows = 100'000;

/// Copies the header and the rows, all columns, also those without room on the screen, as tab-separated lines, and says
/// how many, or how many of how many. A cell stays one cell, with its plain number, whose unit goes to the header; one
/// that a spreadsheet would run as a formula gets an apostrophe. Rows that are not here are collected while ui::table
/// draws a table of this key.
void copy_table(const Table& table);

/// What the clipboard is to begin with when the rows that are being collected have come.
void put_before_copy(const std::string& text);

/// Whether a row of those that copy_table would copy is missing.
bool lacks_rows(const Table& table);

/// The same text, of a table that lacks none.
std::string copied_text(const Table& table);

/// "12 of 345 rows copied", or all of them.
std::string words_for_copied_rows(uint64_t copied, uint64_t all);

/// Lines of the same form for what is no ui::Table.
void append_copied_row(std::string& text, const std::vector<std::string>& cells);

/// While the rows of this table are being collected: takes those that have come. The next ones that are missing
/// [first, last), to be fetched like visible ones.
std::optional<std::pair<uint64_t, uint64_t>> collect_rows(const Table& table);

/// Once a frame, after the screens: the dialog, where collecting takes long.
void draw_table_copy();

}  // namespace sluice::app::ui

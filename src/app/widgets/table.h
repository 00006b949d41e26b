// A data table for few rows or millions: rows are asked for one by one when they become visible, and one that is not
// here yet is drawn as a skeleton. Sticky header with sorting, columns that share the width by need, numbers at the
// right, selection by click and by arrow keys. Where the columns need more width than there is, the table scrolls
// sideways and its first column stays.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/widgets/text.h"

namespace sluice::app::ui {

struct Column {
  std::string_view key{};  ///< "recency"; test key of the header is TABLE.KEY
  std::string_view label{};
  Align align = Align::left;
  float min_width = 80;  ///< CSS pixels; below the sum of them columns are dropped, then the table scrolls
  float weight = 1;      ///< share of the width that is left over; 0: stays at min_width
  int priority = 0;      ///< on narrow tables the highest number goes first; 0 never goes
  bool sortable = false;
  std::string_view tip{};  ///< how the column is computed: over its header, and over each of its cells
};

struct Cell {
  std::string text{};
  std::string exact{};          ///< where `text` is compact: what the mirror adds to it
  std::string plain{};          ///< of a figure or a day: what is copied, for a spreadsheet; see cells.h
  std::string unit{};           ///< of that number: "days", "€"
  std::string_view color{};     ///< "#rrggbb": a dot before the text
  std::optional<double> bar{};  ///< 0..1: a bar behind the text, as a share of the column
  bool muted = false;
  bool strong = false;
  int score = 0, scores = 0;  ///< scores > 0: drawn as score dots instead of text (text is still what is read out)
};

using Row = std::vector<Cell>;

struct Sort {
  size_t column = 0;
  bool descending = true;
  bool operator==(const Sort&) const = default;
};

/// Where the user has scrolled to; the caller keeps it, and resets it by assigning {} when the rows are others.
struct TableState {
  double scroll = 0;  ///< pixels from the top of the first row
  float scroll_x = 0;
  std::optional<uint64_t> focus{};  ///< row under the keyboard
  size_t focus_column = 0;          ///< with Table::cells, the column; 0 is the whole row
};

/// How many rows a table shows before it scrolls, its header among them: one among other cards, and one of its own.
inline constexpr float kShortTableRows = 9, kTableRows = 13;

struct Table {
  std::string_view key{};
  std::string_view caption{};  ///< for the mirror: "Customers, sorted by revenue"
  std::span<const Column> columns{};
  uint64_t rows = 0;
  /// The cells of a row in the order of `columns`, or null when they are not here yet. Only called for visible rows
  /// (and a few around them). The pointer must stay valid until the next call.
  std::function<const Row*(uint64_t)> row{};
  std::optional<Sort> sort{};
  std::optional<uint64_t> selected{};
  std::function<bool(uint64_t)> is_selected{};  ///< for several selected rows; used instead of `selected`
  float height = 0;                             ///< 0: as high as its rows need (for short tables)
  bool selectable = true;
  bool cells = false;  ///< what is pointed at, reached by arrow keys and clicked is a cell: a table of pairs
  std::string_view empty_text{};
};

struct TableEvent {
  std::optional<uint64_t> clicked{};       ///< row, by mouse or Enter
  std::optional<size_t> clicked_column{};  ///< with Table::cells
  std::optional<Sort> sort{};              ///< asked for by a click on a header
  uint64_t first_visible = 0;  ///< rows [first, last) are on the screen, or are wanted to be copied: what to
                               ///< fetch
  uint64_t last_visible = 0;
};

TableEvent table(const Table& spec, TableState& state);

/// Widths of the columns that fit (0 for a dropped one) and the total, which exceeds `width` when it must scroll.
struct ColumnLayout {
  std::vector<float> widths;
  float total = 0;
};
ColumnLayout layout_columns(std::span<const Column> columns, float width, bool keep_all = false);

/// Whether a table of this width shows all of the columns and need not scroll sideways.
bool columns_fit(std::span<const Column> columns, float width);

}  // namespace sluice::app::ui

// What the user may choose about reading files. Everything has an automatic value, so an empty spec reads any known
// file; the engine answers with a spec in which the choices it made are filled in. Plain data, no behaviour.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace sluice::ingest {

/// What a column means. One column a role, except `milestone`, `attribute` and `ignore`.
enum class Role {
  ignore,         ///< kept out
  customer,       ///< identifier of the customer
  customer_name,  ///< a readable name beside the identifier
  order,          ///< identifier of the order; lines with the same one belong together
  time,           ///< day or time of the purchase, event, or opening of an opportunity
  amount,         ///< money of the line
  quantity,       ///< pieces; with unit_price it gives the amount where there is none
  unit_price,     ///< money a piece
  event,          ///< name of what happened
  stage,          ///< stage of an opportunity, or a stage with its count
  outcome,        ///< won, lost or open
  opportunity,    ///< identifier of a sales opportunity
  close_time,     ///< day on which an opportunity was closed
  count,          ///< number of something at a stage
  recency,        ///< days, ready-made
  frequency,      ///< purchases, ready-made
  monetary,       ///< money, ready-made
  attribute,      ///< anything else worth keeping: city, channel, category
  cost,           ///< what the line cost the seller
  margin,         ///< amount less cost; a percentage is a share of the amount
  milestone,      ///< day or time on which what the column is named after happened; several columns may be
};

inline constexpr size_t kRoleCount = static_cast<size_t>(Role::milestone) + 1;

/// Roles whose cells tell things apart, and that a spreadsheet can spoil.
inline constexpr std::array kIdentifierRoles{Role::customer, Role::order, Role::opportunity};
constexpr bool is_identifier(Role role) {
  return role == Role::customer || role == Role::order || role == Role::opportunity;
}

/// What one row of a table is.
enum class Shape {
  automatic,
  order_lines,          ///< a line of an order, or a whole order: customer, time, amount
  customer_table,       ///< a customer with ready-made recency, frequency, monetary
  events,               ///< customer, event, time
  stage_counts,         ///< a stage and a count (and a value)
  opportunities,        ///< a sales opportunity and its stage
  customer_attributes,  ///< a customer and what is known of them: city, channel, level
  experiment,           ///< an A/B test: a person and their arm, or an arm and what came of it
  milestones,           ///< a customer or a deal and the days on which steps were taken, a column each: events
};

enum class DateOrder { automatic, year_first, day_first, month_first };
enum class DecimalMark { automatic, point, comma };

/// The role of the column with this header. Columns that the list does not name are mapped automatically.
struct ColumnSpec {
  std::string name;  ///< header text as in the file; "column 3" in a file without header
  Role role = Role::ignore;

  bool operator==(const ColumnSpec&) const = default;
};

/// How one file is read. Chosen by name; a file that no entry names is read automatically.
struct FileSpec {
  std::string name;       ///< file name without folder
  std::string entry;      ///< the file inside of a zip archive, with folders; empty: the first that looks like a table
  std::string sheet;      ///< of a workbook, by name; empty: the first that holds a table
  std::string encoding;   ///< "utf-8", "utf-16le", "utf-16be", "gb18030", "big5", "shift_jis", "windows-1252"; empty:
                          ///< from content
  std::string delimiter;  ///< one of , ; \t | or a blank for runs of blanks; empty: from content
  std::string quote;  ///< how cells are quoted: "double", "single", "backslash" (double quotes, those inside behind a
                      ///< backslash), "none"; empty: from content
  std::optional<bool> has_header;
  Shape shape = Shape::automatic;
  std::optional<bool> stage_history;  ///< of opportunities: rows of one number (of one customer where there are no
                                      ///< numbers) are its way through the stages, or (false) an opportunity each;
                                      ///< none: whichever the rows say
  DateOrder date_order = DateOrder::automatic;
  DecimalMark decimal_mark = DecimalMark::automatic;
  std::vector<ColumnSpec> columns;

  bool operator==(const FileSpec&) const = default;
};

struct IngestSpec {
  std::vector<FileSpec> files;

  bool operator==(const IngestSpec&) const = default;
};

}  // namespace sluice::ingest

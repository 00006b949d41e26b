// What was understood of the files: the numbers and sentences of the Data screen. Plain data, no behaviour.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/text_pair.h"
#include "ingest/ingest_spec.h"

namespace sluice::ingest {

enum class ColumnType { empty, text, identifier, number, date, date_time };

/// Why a row is not used. Each has a sentence in reject_text().
enum class RejectReason {
  blank_customer,      ///< no customer identifier
  missing_date,        ///< the date cell is empty
  bad_date,            ///< the date cell cannot be read
  impossible_date,     ///< 2017-02-30, or month 13 under the order that the column has
  missing_amount,      ///< no amount, and none can be computed
  bad_number,          ///< a number cell cannot be read
  number_too_large,    ///< outside of what is summed exactly
  missing_event,       ///< an event row without an event
  missing_stage,       ///< a stage row without a stage
  negative_count,      ///< a count, recency or frequency below zero
  ragged_row,          ///< too few or too many cells
  repeated_header,     ///< the header again, further down
  duplicate_customer,  ///< a table of customers names a customer twice; the first is kept
  bad_text,            ///< bytes that the encoding does not allow, in a cell that is used
  totals_row,          ///< "Total", "合计": the row sums up others
};

struct RejectCount {
  RejectReason reason = RejectReason::ragged_row;
  TextPair text;  ///< the sentence
  uint64_t rows = 0;
  uint64_t first_line = 0;
};

/// A cell that decided something, to be shown: "line 14: 23/04/2017".
struct Evidence {
  uint64_t line = 0;
  std::string cell;
};

struct ColumnReport {
  std::string name;
  Role role = Role::ignore;
  ColumnType type = ColumnType::text;
  TextPair reason;                    ///< why it has this role: "its name is usual for an order number"
  uint64_t filled = 0;                ///< non-blank cells among the sampled rows
  std::vector<std::string> examples;  ///< up to 3 distinct cells
};

enum class Container { none, gzip, zip, both };

/// What the table is written in, inside of the container.
enum class Format {
  delimited,   ///< text with a delimiter
  json,        ///< a list of records in one document
  json_lines,  ///< one document a record
  xlsx,
  ods,
  xls,
};

/// A file in a zip archive.
struct EntryReport {
  std::string name;    ///< with folders
  uint64_t bytes = 0;  ///< unpacked
  bool table = false;  ///< can be chosen as FileSpec::entry
};

/// A sheet of a workbook.
struct SheetReport {
  std::string name;
  std::optional<uint64_t> rows;  ///< number of the last row in use; nullopt: the workbook does not say
  bool visible = true;
};

/// A sentence about one cell of the preview.
struct CellRemark {
  uint64_t row = 0;     ///< index into FileReport::preview
  uint64_t column = 0;  ///< index into FileReport::columns
  TextPair text;
};

struct FileReport {
  std::string name;
  uint64_t bytes = 0;  ///< as they came, packed or not
  Container container = Container::none;
  std::string entry;                 ///< of the zip archive, which was read; empty: no archive
  std::vector<EntryReport> entries;  ///< of the zip archive, at most 1,000
  Format format = Format::delimited;
  std::string sheet;                ///< of the workbook, which was read; empty: no workbook
  std::vector<SheetReport> sheets;  ///< of the workbook
  std::string encoding;             ///< as in FileSpec::encoding; empty for a workbook
  bool byte_order_mark = false;
  std::string delimiter;  ///< empty where the format has none
  std::string quote;      ///< as in FileSpec::quote; empty where the format has no delimiter
  bool has_header = true;
  Shape shape = Shape::automatic;
  TextPair shape_reason;
  Shape other_shape =
      Shape::automatic;               ///< what the same columns may be read as instead: stages with a time as events,
                                      ///< events that name stages as opportunities; automatic: as nothing else
  std::optional<bool> stage_history;  ///< as in FileSpec; none: nothing was chosen, and no number repeats
  /// automatic: the file has no dates; year_first: they all begin with the year, so that there was nothing to decide.
  DateOrder date_order = DateOrder::automatic;
  bool date_order_proven = false;  ///< false: no row decides it, day_first or month_first was assumed or chosen
  std::optional<Evidence> date_evidence;
  DecimalMark decimal_mark = DecimalMark::point;
  std::string currency;    ///< "¥", "$", "€", "HK$", "CHF"... or empty
  uint64_t rows_read = 0;  ///< records under the header; kept + rejected
  uint64_t rows_kept = 0;
  uint64_t rows_rejected = 0;
  uint64_t rounded_amounts = 0;      ///< amounts finer than 10^-6
  std::vector<RejectCount> rejects;  ///< by reason, most first
  std::vector<ColumnReport> columns;
  std::vector<std::vector<std::string>> preview;  ///< first rows as read, at most 50
  std::vector<CellRemark> remarks;                ///< on cells of the preview, such as identifiers that were spoiled
  std::vector<TextPair> notes;                    ///< assumptions worth a sentence
};

/// How a table of customer attributes meets the customers of the other files.
struct JoinReport {
  int file = 0;            ///< index into ImportReport::files
  std::string column;      ///< header of its customer column
  uint64_t customers = 0;  ///< that the file names
  uint64_t matched = 0;    ///< of those, found among the buyers
  uint64_t buyers = 0;  ///< customers with order lines, else in a table of R, F, M, else with events or opportunities
  TextPair text;        ///< the same in a sentence
  TextPair remedy;      ///< what to do where the spelling of the identifiers keeps them apart; else empty
};

struct ImportReport {
  std::vector<FileReport> files;
  std::vector<JoinReport> joins;  ///< one a file of customer attributes
  uint64_t rows_read = 0;
  uint64_t rows_kept = 0;
  uint64_t rows_rejected = 0;
};

}  // namespace sluice::ingest

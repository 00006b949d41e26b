// Everything that is decided from the sample before the first row is delivered: header, columns and their roles,
// decimal marks, order of day and month, how identifiers are cleaned. The rows are then read by this plan
// (row_reader.h).
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "ingest/column_profile.h"
#include "ingest/date_order.h"
#include "ingest/mapping.h"

namespace sluice::ingest {

inline constexpr size_t kPreviewRows = 50;

struct TablePlan {
  size_t preamble_rows = 0;  ///< records above the table
  size_t usual_cells = 0;    ///< that most rows of the sample have
  bool has_header = true;
  std::vector<std::string> names;  ///< trimmed headers, or "column 3"
  std::vector<ColumnProfile> profiles;
  Mapping mapping;
  std::vector<DecimalMark> marks;          ///< of each column
  std::vector<bool> point_zero;            ///< identifiers "17850.0" of this column are 17850
  std::vector<NumericDate> numeric_dates;  ///< how the numbers of this column count, where it is a date
  Shape other_shape = Shape::automatic;    ///< as in FileReport
  bool customer_is_opportunity = false;    ///< the customer's identifier is the number of the opportunity, too
  bool cancelled_orders = false;           ///< order numbers are digits; one like C536379 is a return
  DateOrderDecision dates{DateOrder::automatic};
  std::string currency;
  std::vector<TextPair> notes;
};

/// Fills header, names and profiles, then everything else. `rows`: the sample, not empty. Errors: empty_file (a header
/// only, when `complete`), too_few_columns, columns_not_found. Also on error the plan holds what was understood.
/// `beside_others`: as for map_columns.
Status make_plan(std::vector<SampleRow> rows, bool complete, const FileSpec& spec, bool beside_others, TablePlan& plan);

std::string_view preview_cell(std::string_view cell);  ///< shortened to 200 bytes at a character's edge

/// The first rows of the table, at most kPreviewRows, as FileReport::preview shows them. `rows`: as for make_plan.
std::vector<std::vector<std::string>> preview_of(const std::vector<SampleRow>& rows, const TablePlan& plan);

}  // namespace sluice::ingest

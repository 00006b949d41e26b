// What is to be said of single identifiers in the preview: what a spreadsheet or a form did to them, and how they are
// read.
#pragma once

#include <string>
#include <vector>

#include "ingest/import_report.h"
#include "ingest/table_plan.h"

namespace sluice::ingest {

/// `preview` as in FileReport, of a table with this plan. By row, then column.
std::vector<CellRemark> identifier_remarks(const std::vector<std::vector<std::string>>& preview, const TablePlan& plan);

}  // namespace sluice::ingest

// The rows behind an entry of the ledger: a page for the screen, or all of them as a file. Looks them up by the marks
// of the lines; nothing is kept for it.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/result.h"
#include "base/table_columns.h"
#include "dataset/dataset.h"
#include "report/ledger_report.h"
#include "report/messages.h"
#include "rfm/lines.h"
#include "rfm/profile.h"

namespace sluice::engine {

/// What the ledger was made of; `lines` and `profile` may be null as for make_ledger.
struct LedgerSources {
  const Dataset& dataset;
  const LedgerReport& ledger;
  const rfm::Lines* lines = nullptr;
  const rfm::Profile* profile = nullptr;
};

/// Rows come in the order of the files. Error: not_found for an
/// entry that the ledger does not have or whose rows cannot be listed.
Result<LedgerPage> ledger_page(const LedgerSources& sources, std::string_view entry, uint64_t offset, uint64_t limit);

/// Readable by Sluice: amounts with all their decimals. What the sources refer to must outlive the run unchanged.
Result<TableRun> begin_ledger_table(const LedgerSources& sources, std::string_view entry, TableStyle style);

/// All rows that were not used, for whatever reason.
TableRun begin_rejects_table(const Dataset& dataset, TableStyle style);

}  // namespace sluice::engine

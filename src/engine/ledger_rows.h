// The rows behind an entry of the ledger: a page for the screen, or all of them as CSV. Looks them up by the marks of
// the lines; nothing is kept for it.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
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

/// Safe for spreadsheets and readable by Sluice: amounts with all their decimals.
Result<std::string> ledger_csv(const LedgerSources& sources, std::string_view entry, bool chinese);

}  // namespace sluice::engine

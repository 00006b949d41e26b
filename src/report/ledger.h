// Writes the ledger from what reading, cleaning and scoring have counted.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "dataset/cleaning.h"
#include "dataset/dataset.h"
#include "report/ledger_report.h"
#include "rfm/profile.h"

namespace sluice {

/// `cleaning` is null where the files hold no order lines; `profile` where nothing is scored.
LedgerReport make_ledger(const Dataset& dataset, const Cleaning* cleaning, const std::vector<SuspectAccounts>& suspects,
                         const rfm::Profile* profile);

/// The reason of an entry's rejects ("reject.bad_date"), the rule behind an entry ("duplicates").
std::optional<ingest::RejectReason> reject_of_entry(std::string_view id);
std::optional<CleaningRule> rule_of_entry(std::string_view id);

}  // namespace sluice

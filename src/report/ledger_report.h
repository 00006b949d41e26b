// The ledger: from the rows of the files to the lines behind the figures, one entry a step, so that every row and every
// amount can be accounted for. Plain data, no behaviour.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/text_pair.h"

namespace sluice {

enum class LedgerKind {
  total,   ///< what stands at this point
  reject,  ///< rows that could not be read
  rule,    ///< lines that a rule speaks of
};

/// After an entry that is applied, rows_left = rows_left before - rows; after any other it is what it was. Amounts
/// likewise: exactly, when they are taken as whole multiples of 10^-decimals.
struct LedgerEntry {
  std::string id;  ///< "read", "reject.bad_date", "kept", "duplicates", ..., "used"; see docs/report.md
  LedgerKind kind = LedgerKind::total;
  TextPair text;
  uint64_t rows = 0;             ///< what the entry speaks of; of a total, what stands
  std::optional<double> amount;  ///< their money; none before rows are order lines
  bool applied = false;          ///< they are taken away here; false: found, counted, and kept
  uint64_t rows_left = 0;
  std::optional<double> amount_left;
  bool opens = false;  ///< "ledger_rows" lists the rows
};

/// Customers whom a usual word of test accounts fits.
struct TestAccountSuggestion {
  std::string pattern;  ///< for CleaningSpec::test_accounts
  uint64_t customers = 0;
  uint64_t lines = 0;
  double amount = 0;
  std::vector<std::string> examples;  ///< up to three ids or names
};

struct LedgerReport {
  int decimals = 0;  ///< of the amounts
  std::vector<LedgerEntry> entries;
  std::vector<TestAccountSuggestion> suggestions;
};

}  // namespace sluice

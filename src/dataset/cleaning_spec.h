// Which order lines count: what the user may choose about cleaning, beside the snapshot and the returns rule of
// rfm_spec.h. Plain data. The rules look at the loaded dataset, so changing one reads nothing again.
#pragma once

#include <string>
#include <vector>

namespace sluice {

/// Lines with the same customer, order number, time and amount, in one file or in several.
enum class DuplicateRule {
  keep,      ///< every line counts; how many there are is reported
  keep_one,  ///< the first of equal lines counts
};

enum class ZeroRule { keep, drop };  ///< lines whose amount is 0

struct CleaningSpec {
  /// Customers that are no customers, by id or name: a text found anywhere in it, or with * (any text) and ? (one
  /// character) a pattern for the whole of it. Letters of either case and full-width forms are the same.
  std::vector<std::string> test_accounts;
  std::string first_day;   ///< "YYYY-MM-DD": lines of earlier days are left out; empty: none
  std::string latest_day;  ///< "YYYY-MM-DD": lines of later days are left out; empty: none
  DuplicateRule duplicates = DuplicateRule::keep;
  ZeroRule zero_amounts = ZeroRule::keep;

  bool operator==(const CleaningSpec&) const = default;
};

}  // namespace sluice

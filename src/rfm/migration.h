// Where customers went between two dates: the same file analysed twice under the same settings, on the first date with
// the lines up to then and on the second, the snapshot in force. Customers are those whom the filter leaves; it speaks
// of them as they are on the second date.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "dataset/cleaning_spec.h"
#include "rfm/transitions.h"

namespace sluice::rfm {

/// An analysis of the snapshot in force, with what it was made from. `lines` is null for a customer table.
struct PresentAnalysis {
  const Dataset& dataset;
  const CleaningSpec& cleaning;
  const RfmSpec& spec;
  const Lines* lines;
  const Analysis& analysis;
};

/// The customers as they stood on the first date. A copy of the dataset without the later lines gives the same.
struct MigrationStart {
  Day day = 0;
  TextPair reason;   ///< which day was taken and why
  Day earliest = 0;  ///< the first that can be chosen
  Analysis analysis;
  std::vector<uint8_t> bought;  ///< by customer code: a purchase before the lookback period; empty without one
};

/// Errors: not_applicable (no order lines, or all on one day), bad_spec at /migration/from (a day before the first line
/// or not before the second date), no_usable_rows (nobody has a purchase then).
Result<MigrationStart> analyze_start(const PresentAnalysis& present, const MigrationSpec& migration);

struct Migration {
  std::optional<Analysis> rescored;  ///< the second date under the cuts of the first; none: the present analysis
  Transitions transitions;
  MigrationReport report;
};

/// Errors: bad_spec for a filter that does not fit, and what analyze says.
Result<Migration> migrate(const PresentAnalysis& present, const MigrationStart& start, const MigrationSpec& migration,
                          const FilterSpec& filter);

/// `customer`: code in Dataset::customers.
FormerStanding former_standing(const MigrationStart& start, uint32_t customer);

}  // namespace sluice::rfm

// A migration in words: did it work, as far as two dates can tell, and what a careful reader should know.
#pragma once

#include <string>
#include <vector>

#include "rfm/migration.h"

namespace sluice::rfm {

/// What rose, what fell, and that it proves no cause. `report` has everything but words.
std::vector<TextPair> migration_verdict(const MigrationReport& report);

std::vector<TextPair> migration_notes(const PresentAnalysis& present, const MigrationStart& start,
                                      const MigrationSpec& migration, const FilterSpec& filter);

/// A state outside of the map, named for the lookback period in force.
ChangeState outside_state(std::string_view id, int lookback_months);

}  // namespace sluice::rfm

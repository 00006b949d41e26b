// What the user may choose about the two ways to see the same customers twice: at two dates, and under two methods.
// Plain data.
#pragma once

#include <string>

namespace sluice::rfm {

/// Whose cut points score the customers on the second date.
enum class MigrationCuts {
  own,           ///< those of that date: customers are compared with each other, as everywhere else
  of_the_start,  ///< those of the first date: customers are compared with what was good then
};

/// The first of the two dates that a migration compares; the second is the snapshot in force.
struct MigrationSpec {
  std::string from;  ///< "YYYY-MM-DD"; empty: a year before the second date, or the middle of the data's span
  MigrationCuts cuts = MigrationCuts::own;

  bool operator==(const MigrationSpec&) const = default;
};

/// Another way to score and segment, set against RfmSpec. Where nothing at all is chosen, another method is taken.
struct ComparisonSpec {
  std::string method;  ///< of all three dimensions, one of kScoringMethods but `thresholds`; empty: as it is
  int bins = 0;        ///< 3..10; 0: as it is, or what the map needs
  std::string map;     ///< an id of a segment map; empty: as it is

  bool operator==(const ComparisonSpec&) const = default;
};

}  // namespace sluice::rfm

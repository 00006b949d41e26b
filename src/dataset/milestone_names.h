// What the events of tables with a column for each step are called: as the column, but where tables of different things
// have a column of the same name ('date'), by their files too.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ingest/import_report.h"

namespace sluice {

/// An event that is not called as its column.
struct MilestoneName {
  uint16_t file = 0;   ///< index into the reports
  std::string column;  ///< its header
  std::string event;   ///< "date (signups)"; the same in all parts of one table
};

/// Whether two tables with a column for each step are parts of one. Those with the same columns are; of those with one
/// date, which say nothing but that something happened, only files of one series: "deals_2023.csv", "deals_2024.csv".
bool are_parts(const ingest::FileReport& a, const ingest::FileReport& b);

/// In the order of the files, of their columns within a file.
std::vector<MilestoneName> name_milestones(const std::vector<ingest::FileReport>& files);

/// Says of every file of them how its events are called.
void note_milestone_names(const std::vector<MilestoneName>& names, std::vector<ingest::FileReport>& files);

}  // namespace sluice

// What the rows of a file add up to for its report. Stretches of a file may be read apart from each other: the tallies
// of two that follow one another add up to the tally of both.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "base/text_pair.h"
#include "ingest/identifier_cell.h"
#include "ingest/import_report.h"
#include "ingest/width_watch.h"

namespace sluice::ingest {

struct TablePlan;

struct RowTally {
  explicit RowTally(size_t usual_cells = 0) : widths(usual_cells) {}

  uint64_t read = 0;  ///< records under the header
  uint64_t kept = 0;
  uint64_t rounded = 0;                                  ///< amounts finer than 10^-6
  uint64_t unread_amounts = 0;                           ///< of events that were kept all the same
  std::vector<RejectCount> rejects;                      ///< unsorted
  std::array<SpoiledIdentifiers, kRoleCount> spoiled{};  ///< by role
  std::string named_zone;                                ///< the first time with the name of a zone
  std::string whole_month;                               ///< the first date without a day
  WidthWatch widths;
  std::vector<std::vector<std::string>> preview;  ///< the first rows as read, at most kPreviewRows

  /// `lines_before`: behind which the lines of `later` are counted.
  void add(const RowTally& later, uint64_t lines_before);

  /// In words, for what is worth a sentence.
  std::vector<TextPair> notes(const TablePlan& plan) const;

  template <class Archive>
  void transfer(Archive& archive) {
    archive(read, kept, rounded, unread_amounts, rejects, spoiled, named_zone, whole_month, widths, preview);
  }
};

}  // namespace sluice::ingest

#include "ingest/row_tally.h"

#include <algorithm>

#include "ingest/messages.h"
#include "ingest/rejects.h"
#include "ingest/table_plan.h"

namespace sluice::ingest {

void RowTally::add(const RowTally& later, uint64_t lines_before) {
  read += later.read;
  kept += later.kept;
  rounded += later.rounded;
  unread_amounts += later.unread_amounts;
  for (const RejectCount& count : later.rejects) {
    count_reject(rejects, count.reason, count.first_line + lines_before, count.rows);
  }
  for (size_t role = 0; role < kRoleCount; ++role) {
    const SpoiledIdentifiers& found = later.spoiled[role];
    if (found.cells == 0) continue;
    if (spoiled[role].cells == 0) {
      spoiled[role].first_line = found.first_line + lines_before;
      spoiled[role].example = found.example;
    }
    spoiled[role].cells += found.cells;
  }
  if (named_zone.empty()) named_zone = later.named_zone;
  if (whole_month.empty()) whole_month = later.whole_month;
  widths.add(later.widths, lines_before);
  const size_t room = kPreviewRows - std::min(kPreviewRows, preview.size());
  const auto end = later.preview.begin() + static_cast<std::ptrdiff_t>(std::min(room, later.preview.size()));
  preview.insert(preview.end(), later.preview.begin(), end);
}

std::vector<TextPair> RowTally::notes(const TablePlan& plan) const {
  std::vector<TextPair> notes;
  for (const Role role : kIdentifierRoles) {
    const SpoiledIdentifiers& found = spoiled[static_cast<size_t>(role)];
    if (found.cells == 0) continue;
    notes.push_back(note_exponents(plan.names[static_cast<size_t>(plan.mapping.column_of(role))], found));
  }
  if (unread_amounts > 0) {
    const int amount = plan.mapping.column_of(Role::amount);
    notes.push_back(note_unread_amounts(plan.names[static_cast<size_t>(amount)], unread_amounts));
  }
  if (!named_zone.empty()) notes.push_back(note_named_zone(named_zone));
  if (!whole_month.empty()) notes.push_back(note_whole_month(whole_month));
  if (const auto contradiction = widths.contradiction()) {
    notes.push_back(note_other_width(plan.usual_cells, *contradiction));
  }
  return notes;
}

}  // namespace sluice::ingest

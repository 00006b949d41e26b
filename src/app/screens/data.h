// The parts of the Data screen.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include "app/screens/screen.h"
#include "ingest/import_report.h"

namespace sluice::app {

void draw_file_preview(ScreenContext& context, const ingest::FileReport& file);  ///< first rows, coloured by role
void draw_file_facts(ScreenContext& context, const ingest::FileReport& file);    ///< what was understood, changeable
void draw_file_columns(ScreenContext& context, const ingest::FileReport& file);  ///< name, type, role, why
void draw_ledger(ScreenContext& context);        ///< from rows read to lines that count, with the rules of cleaning
void draw_ledger_panel(ScreenContext& context);  ///< the rows behind an entry of the ledger

inline double as_number(uint64_t count) { return static_cast<double>(count); }

// Controls of the cleaning rules, for the ledger
std::function<void()> rule_control(ScreenContext& context, std::string_view entry);  ///< empty: a rule without one
void draw_test_accounts(ScreenContext& context);  ///< the patterns, those suggested, and a field for another

/// Choices about reading as they will be once applied: the draft, else the spec's.
const ingest::IngestSpec& ingest_choices(const ScreenContext& context);

/// Changes the draft. It is applied by a button, because every change reads the files again.
template <class Change>
void edit_draft(ScreenContext& context, Change change) {
  ingest::IngestSpec next = ingest_choices(context);
  change(next);
  context.view.data.draft = std::move(next);
}

/// Changes and reads again at once, with whatever else is in the draft: for corrections of one click.
template <class Change>
void edit_now(ScreenContext& context, Change change) {
  edit_draft(context, change);
  const ingest::IngestSpec chosen = *std::exchange(context.view.data.draft, std::nullopt);
  context.store.edit([&](Spec& spec) { spec.ingest = chosen; });
}

}  // namespace sluice::app

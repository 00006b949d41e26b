// The parts of the Data screen.
#pragma once

#include "app/screens/screen.h"
#include "ingest/import_report.h"

namespace sluice::app {

void draw_file_facts(ScreenContext& context, const ingest::FileReport& file);    ///< what was understood, changeable
void draw_file_columns(ScreenContext& context, const ingest::FileReport& file);  ///< name, type, role, why
void draw_file_preview(ScreenContext& context, const ingest::FileReport& file);  ///< first rows, coloured by role
void draw_rejects(ScreenContext& context);                                       ///< by reason, and the rows themselves
void draw_ledger(const rfm::RfmReport& report);                                  ///< lines to customers, adding up

/// Choices about reading as they will be once applied: the draft, else the spec's.
const ingest::IngestSpec& ingest_choices(const ScreenContext& context);

/// Changes the draft. It is applied by a button, because every change reads the files again.
template <class Change>
void edit_draft(ScreenContext& context, Change change) {
  ingest::IngestSpec next = ingest_choices(context);
  change(next);
  context.view.data.draft = std::move(next);
}

}  // namespace sluice::app

// The parts of the Changes screen: the same customers seen twice, on two dates or under two methods.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/screens/screen.h"
#include "rfm/change_report.h"
#include "rfm/rfm_report.h"

namespace sluice::app {

void draw_migration(ScreenContext& context, const rfm::RfmReport& report);
void draw_comparison(ScreenContext& context, const rfm::RfmReport& report);

/// What a tab shows: its answer's matrix, and what both ends of the change are called.
struct ShownChange {
  rfm::ChangeKind kind = rfm::ChangeKind::migration;
  const rfm::ChangeMatrix& matrix;
  std::string before, after;
  bool current = false;  ///< the answer to the present question
};

/// None while the first answer is under way, or where there is none.
std::optional<ShownChange> shown_migration(ScreenContext& context);
std::optional<ShownChange> shown_comparison(ScreenContext& context);

/// Flows as a table of pairs; a click on a cell, a row or its end opens the customers behind it.
void draw_flow_matrix(ScreenContext& context, const rfm::RfmReport& report, const ShownChange& change);

/// The customers behind the open flow, in a panel; nothing when none is open.
void draw_flow_panel(ScreenContext& context, const rfm::RfmReport& report, const ShownChange& change);
float flow_panel_room(const ScreenContext& context);

/// A sentence or a skeleton in place of an answer that is not here. False where it is here.
bool draw_without_answer(const Error* error, bool here, std::string_view key);

std::string measure_words(const rfm::RfmReport& report, const rfm::FlowFigures& figures, SegmentMeasure measure);

}  // namespace sluice::app

// A score out of k, small: filled and empty dots for tables, a labelled scale for panels.
#pragma once

#include "app/charts/chart.h"

namespace sluice::app::chart {

/// Draws `score` of `bins` dots with this left centre; returns the width taken.
float draw_score_dots(ImDrawList& list, ImVec2 left_center, int score, int bins, Color color);

/// At the cursor: "Recency  ●●●●○  4", listed as an image with that text.
struct Score {
  std::string_view key{};
  std::string_view label{};
  int score = 0;
  int bins = 5;
};
void score_dots(const Score& data);

}  // namespace sluice::app::chart

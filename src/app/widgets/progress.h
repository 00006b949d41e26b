// How far something is.
#pragma once

#include <optional>
#include <string_view>

namespace sluice::app::ui {

struct Progress {
  std::string_view key{};
  std::string_view label{};       ///< "Reading orders.csv"
  std::string_view detail{};      ///< "12.4 of 48.2 MB · 139,000 rows"
  std::optional<double> share{};  ///< 0..1; none: not known, the bar shows a moving part
  std::string_view cancel{};      ///< label of the cancel button; empty: none
  float width = -1;
};
bool progress(const Progress& spec);  ///< true when cancel is pressed

/// A thin bar alone, such as a share in a table or a card.
void meter(double share, float width, std::string_view hex = {});

}  // namespace sluice::app::ui

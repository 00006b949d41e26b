// The first rows of a file as they stand in it, each column tinted by what it means. Scrolls both ways; no sorting, no
// selection.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/widgets/text.h"

namespace sluice::app::ui {

struct PreviewColumn {
  std::string_view name{};
  std::string_view tag{};  ///< what it means, translated
  std::string_view hue{};  ///< "#rrggbb"; empty: no tint
  bool faint = false;      ///< kept out
  Align align = Align::left;
};

struct Preview {
  std::string_view key{};
  std::string_view caption{};
  std::span<const PreviewColumn> columns{};
  std::span<const std::vector<std::string>> rows{};  ///< may be ragged
  float height = 0;                                  ///< at most; less when the rows need less
};

void preview(const Preview& spec);

}  // namespace sluice::app::ui

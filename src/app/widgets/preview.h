// The first rows of a file as they stand in it, each column tinted by what it means. The meaning is a chip in the
// header that opens a list of others. Scrolls both ways; no sorting, no selection.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/widgets/menu.h"
#include "app/widgets/text.h"

namespace sluice::app::ui {

struct PreviewColumn {
  std::string_view name{};
  std::string_view tag{};     ///< what it means, translated
  std::string_view spoken{};  ///< of the chip: "Meaning of the column city"
  size_t option = 0;          ///< what it means, in Preview::options
  std::string_view hue{};     ///< "#rrggbb"; empty: no tint
  bool faint = false;         ///< kept out
  Align align = Align::left;
};

/// A cell that is marked; pointing at it says why.
struct PreviewRemark {
  size_t row = 0, column = 0;
  std::string_view text{};
};

struct Preview {
  std::string_view key{};
  std::string_view caption{};
  std::span<const PreviewColumn> columns{};
  std::span<const std::vector<std::string>> rows{};  ///< may be ragged
  std::span<const PreviewRemark> remarks{};          ///< by row
  std::span<const SelectOption> options{};           ///< all that a column can mean
  float height = 0;                                  ///< at most; less when the rows need less
};

struct PreviewChoice {
  size_t column = 0;
  size_t option = 0;
};
/// The meaning that was just chosen for a column.
std::optional<PreviewChoice> preview(const Preview& spec);

}  // namespace sluice::app::ui

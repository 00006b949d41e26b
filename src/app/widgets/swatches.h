// A row of colours to choose one from.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace sluice::app::ui {

struct Swatches {
  std::string_view key{};                    ///< of each swatch: KEY.rrggbb
  std::string_view label{};                  ///< stands over them, and is said with each
  std::span<const std::string_view> hues{};  ///< "#rrggbb"
  std::span<const std::string> names{};      ///< of the hues: their tooltips, and said; none: the hues are
  std::string_view selected{};               ///< a hue; another one than those offered marks none
};

/// Returns the newly chosen index.
std::optional<size_t> swatches(const Swatches& spec);

}  // namespace sluice::app::ui

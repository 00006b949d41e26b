// The hues of clusters by number, "#rrggbb", apart from each other as far as ten can be. Themes move a hue to where it
// reads well (data_color).
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace sluice::app {

/// `index` from 0; beyond the tenth they begin again.
constexpr std::string_view cluster_hue(size_t index) {
  constexpr std::array<std::string_view, 10> kHues{"#2f6fde", "#d97706", "#0e9f6e", "#c24a7e", "#7a5cd6",
                                                   "#0e8fb5", "#b45309", "#5f8f1f", "#d14343", "#6b7685"};
  return kHues[index % kHues.size()];
}

}  // namespace sluice::app

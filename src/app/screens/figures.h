// Key figures of a screen in a row.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "app/widgets/layout.h"

namespace sluice::app {

/// As in ui::KeyFigure; `exact` and `sub` may be empty.
struct Figure {
  std::string_view key;
  const char *label, *tip;
  std::string value, exact, sub;
};

/// A card each. GridSpec::items is as many as there are.
void draw_figures(ui::GridSpec spec, std::span<const Figure> figures);

}  // namespace sluice::app

#include "app/screens/figures.h"

#include "app/widgets/card.h"

namespace sluice::app {

void draw_figures(ui::GridSpec spec, std::span<const Figure> figures) {
  spec.items = static_cast<int>(figures.size());
  ui::Grid grid(spec);
  for (const Figure& figure : figures) {
    grid.next();
    ui::key_figure({.key = figure.key,
                    .label = figure.label,
                    .value = figure.value,
                    .exact = figure.exact,
                    .sub = figure.sub,
                    .tip = figure.tip});
  }
}

}  // namespace sluice::app

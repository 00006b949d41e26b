// Which columns a table shows and how wide; declared in table.h.
#include <algorithm>
#include <cmath>

#include "app/widgets/table.h"

namespace sluice::app::ui {

ColumnLayout layout_columns(std::span<const Column> columns, float width, bool keep_all) {
  ColumnLayout layout;
  layout.widths.resize(columns.size());
  for (size_t at = 0; at < columns.size(); ++at) layout.widths[at] = std::max(0.0f, columns[at].min_width);
  const auto needed = [&] {
    float sum = 0;
    for (const float one : layout.widths) sum += one;
    return sum;
  };
  while (!keep_all && needed() > width) {
    size_t least = columns.size();
    for (size_t at = 0; at < columns.size(); ++at) {
      const bool candidate = layout.widths[at] > 0 && columns[at].priority > 0;
      if (candidate && (least == columns.size() || columns[at].priority >= columns[least].priority)) least = at;
    }
    if (least == columns.size()) break;
    layout.widths[least] = 0;
  }
  float weights = 0;
  for (size_t at = 0; at < columns.size(); ++at) weights += layout.widths[at] > 0 ? columns[at].weight : 0;
  const float left_over = width - needed();
  if (left_over > 0 && weights > 0) {
    for (size_t at = 0; at < columns.size(); ++at) {
      if (layout.widths[at] > 0) layout.widths[at] += std::floor(left_over * columns[at].weight / weights);
    }
    // What rounding left goes to the first column that grows, so that the last one ends at the edge.
    const float rest = width - needed();
    for (size_t at = 0; at < columns.size() && rest > 0; ++at) {
      if (layout.widths[at] <= 0 || columns[at].weight <= 0) continue;
      layout.widths[at] += rest;
      break;
    }
  }
  layout.total = needed();
  return layout;
}

}  // namespace sluice::app::ui

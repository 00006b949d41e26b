#include "app/charts/ribbons.h"

#include <algorithm>
#include <numeric>

#include "app/theme.h"

namespace sluice::app::chart {
namespace {

// How far along a ribbon has come from its left to its right end: an S without a kink at the bars.
float eased(float share) { return share * share * (3 - 2 * share); }

SankeySpan cross_section(const SankeyRibbon& ribbon, float share) {
  const float along = eased(share);
  return {ribbon.left.top + (ribbon.right.top - ribbon.left.top) * along,
          ribbon.left.bottom + (ribbon.right.bottom - ribbon.left.bottom) * along};
}

}  // namespace

float label_line() { return line_height(TextStyle::caption); }

void draw_ribbon(const RibbonPlace& place, const SankeyRibbon& ribbon, Color color) {
  constexpr int kSteps = 24;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  std::vector<ImVec2> outline;
  for (int step = 0; step <= kSteps; ++step) {
    const float share = static_cast<float>(step) / kSteps;
    outline.push_back(
        {place.left_x + (place.right_x - place.left_x) * share, place.top + cross_section(ribbon, share).top});
  }
  if (ribbon.faint) {
    list.AddPolyline(outline.data(), static_cast<int>(outline.size()), color, ImDrawFlags_None,
                     std::max(0.5f, ribbon.left.size()));
    return;
  }
  for (int step = kSteps; step >= 0; --step) {
    const float share = static_cast<float>(step) / kSteps;
    outline.push_back(
        {place.left_x + (place.right_x - place.left_x) * share, place.top + cross_section(ribbon, share).bottom});
  }
  list.AddConcavePolyFilled(outline.data(), static_cast<int>(outline.size()), color);
}

std::vector<size_t> drawing_order(std::span<const SankeyRibbon> ribbons) {
  std::vector<size_t> order(ribbons.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](size_t a, size_t b) { return ribbons[a].left.size() > ribbons[b].left.size(); });
  return order;
}

bool is_on_ribbon(const RibbonPlace& place, const SankeyRibbon& ribbon, ImVec2 pointer) {
  if (pointer.x < place.left_x || pointer.x > place.right_x || place.right_x <= place.left_x) return false;
  const float share = (pointer.x - place.left_x) / (place.right_x - place.left_x);
  const SankeySpan span = cross_section(ribbon, share);
  const float y = pointer.y - place.top;
  return !ribbon.faint && ribbon.left.size() > 0 && y >= span.top && y < span.bottom;
}

}  // namespace sluice::app::chart

#include "funnel/durations.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "base/statistics.h"

namespace sluice::funnel {
namespace {

// A bar that holds a rank, and what lies in it.
struct Drawer {
  size_t bar = 0;
  size_t below = 0;  // values of the bars before it
  std::vector<uint64_t> held{};
};

}  // namespace

DurationSummary Durations::summarise() const {
  if (empty()) return {};
  constexpr std::array kShares{0.5, 0.9};
  std::vector<size_t> ranks;
  std::array<double, kShares.size()> fractions{};
  for (size_t i = 0; i < kShares.size(); ++i) {
    const double h = static_cast<double>(values_.size() - 1) * kShares[i];
    fractions[i] = h - std::floor(h);
    const auto rank = static_cast<size_t>(h);
    ranks.push_back(rank);
    ranks.push_back(std::min(rank + 1, values_.size() - 1));
  }
  const std::vector<double> found = values_of(ranks);
  const std::span all(found);
  return {quantile_type7(all.first(2), fractions[0]), quantile_type7(all.last(2), fractions[1])};
}

// Only the bars that hold them are looked into.
std::vector<double> Durations::values_of(const std::vector<size_t>& ranks) const {
  std::vector<Drawer> drawers;
  for (const size_t rank : ranks) {
    size_t bar = 0, below = 0;
    while (rank >= below + counts_[bar]) below += counts_[bar++];
    const bool known = std::any_of(drawers.begin(), drawers.end(), [&](const Drawer& one) { return one.bar == bar; });
    if (!known) drawers.push_back({bar, below});
  }
  for (const uint64_t value : values_) {
    const size_t lies_in = bar_of(value);
    for (Drawer& drawer : drawers) {
      if (drawer.bar == lies_in) drawer.held.push_back(value);
    }
  }
  std::vector<double> found;
  for (const size_t rank : ranks) {
    const auto drawer = std::find_if(drawers.begin(), drawers.end(), [&](const Drawer& one) {
      return rank >= one.below && rank < one.below + one.held.size();
    });
    const auto at = drawer->held.begin() + static_cast<ptrdiff_t>(rank - drawer->below);
    std::nth_element(drawer->held.begin(), at, drawer->held.end());
    found.push_back(static_cast<double>(*at));
  }
  return found;
}

}  // namespace sluice::funnel

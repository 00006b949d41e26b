#include "base/multiple_tests.h"

#include <algorithm>
#include <cstddef>

namespace sluice {
namespace {

// Places of those that are there, smallest first.
std::vector<size_t> ascending_places(std::span<const std::optional<double>> p) {
  std::vector<size_t> places;
  for (size_t i = 0; i < p.size(); ++i) {
    if (p[i]) places.push_back(i);
  }
  std::stable_sort(places.begin(), places.end(), [&](size_t one, size_t other) { return *p[one] < *p[other]; });
  return places;
}

}  // namespace

std::vector<std::optional<double>> adjust_holm(std::span<const std::optional<double>> p) {
  std::vector<std::optional<double>> adjusted(p.size());
  const std::vector<size_t> places = ascending_places(p);
  double reached = 0;
  for (size_t i = 0; i < places.size(); ++i) {
    reached = std::max(reached, std::min(1.0, static_cast<double>(places.size() - i) * *p[places[i]]));
    adjusted[places[i]] = reached;
  }
  return adjusted;
}

std::vector<std::optional<double>> adjust_benjamini_hochberg(std::span<const std::optional<double>> p) {
  std::vector<std::optional<double>> adjusted(p.size());
  const std::vector<size_t> places = ascending_places(p);
  const auto tests = static_cast<double>(places.size());
  double reached = 1;
  for (size_t i = places.size(); i-- > 0;) {
    reached = std::min(reached, tests / static_cast<double>(i + 1) * *p[places[i]]);
    adjusted[places[i]] = reached;
  }
  return adjusted;
}

}  // namespace sluice

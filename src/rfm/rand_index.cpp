#include "rfm/rand_index.h"

#include <array>
#include <vector>

namespace sluice::rfm {
namespace {

double pairs(uint64_t count) {
  return count < 2 ? 0 : static_cast<double>(count) * (static_cast<double>(count - 1) / 2);
}

}  // namespace

double adjusted_rand_index(std::span<const uint8_t> a, std::span<const uint8_t> b) {
  constexpr size_t kGroups = 256;
  std::vector<uint64_t> both(kGroups * kGroups, 0);
  std::array<uint64_t, kGroups> in_a{}, in_b{};
  for (size_t i = 0; i < a.size(); ++i) {
    ++both[a[i] * kGroups + b[i]];
    ++in_a[a[i]];
    ++in_b[b[i]];
  }
  double together = 0, together_a = 0, together_b = 0;
  for (const uint64_t count : both) together += pairs(count);
  for (const uint64_t count : in_a) together_a += pairs(count);
  for (const uint64_t count : in_b) together_b += pairs(count);
  const double all = pairs(a.size());
  const double expected = all > 0 ? together_a / all * together_b : 0;
  const double most = (together_a + together_b) / 2;
  return most == expected ? 1 : (together - expected) / (most - expected);
}

}  // namespace sluice::rfm

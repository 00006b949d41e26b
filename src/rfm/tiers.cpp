#include "rfm/tiers.h"

#include <algorithm>
#include <cmath>

#include "base/ordering.h"

namespace sluice::rfm {

size_t rounded_up(size_t n, double share) {
  const double exact = static_cast<double>(n) * share;
  return std::min(n, static_cast<size_t>(std::max(0.0, std::ceil(exact - 1e-6))));
}

std::vector<uint32_t> rank_by_revenue(const std::vector<int64_t>& units) {
  std::vector<uint64_t> keys(units.size());
  std::transform(units.begin(), units.end(), keys.begin(),
                 [](int64_t amount) { return ~ascending_key_of_integer(amount); });
  return stable_order(keys);
}

std::vector<uint8_t> assign_tiers(const std::vector<uint32_t>& rank, const TierSpec& spec) {
  const size_t vip = rounded_up(rank.size(), spec.vip);
  const size_t key = std::max(vip, rounded_up(rank.size(), spec.vip + spec.key));
  std::vector<uint8_t> result(rank.size(), 2);
  for (size_t i = 0; i < key; ++i) result[rank[i]] = i < vip ? 0 : 1;
  return result;
}

}  // namespace sluice::rfm

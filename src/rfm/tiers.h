// The customer pyramid: the best few, the next, and the many, by exact revenue.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/text_pair.h"
#include "dataset/dataset.h"
#include "rfm/rfm_spec.h"

namespace sluice::rfm {

struct Tier {
  std::string id;
  TextPair name;
  TextPair advice;
  double rule_of_thumb = 0;  ///< share of revenue after the 50/30/20 rule
};

inline constexpr std::array<std::string_view, 3> kTierIds{"vip", "key", "ordinary"};

/// VIP, key, ordinary, with names and advice from assets/playbooks/tiers.json.
const std::array<Tier, 3>& tiers();

/// 0, 1 or 2 for every row. Rows are ranked by revenue, most first, equal ones in their own order; the best
/// ceil(n vip) are VIP and the best ceil(n (vip + key)) are VIP or key, so that the smallest file has a VIP too.
std::vector<uint8_t> assign_tiers(const MoneyColumn& revenue, const TierSpec& spec);

/// Rows by revenue, most first, equal ones in their own order.
std::vector<uint32_t> rank_by_revenue(const std::vector<int64_t>& units);

}  // namespace sluice::rfm

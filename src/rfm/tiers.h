// The customer pyramid: the best few, the next, and the many, by exact revenue.
#pragma once

#include <cstdint>
#include <vector>

#include "dataset/dataset.h"
#include "rfm/rfm_spec.h"

namespace sluice::rfm {

/// 0 VIP, 1 key, 2 ordinary for every row. Rows are ranked by revenue, most first, equal ones in their own order; the
/// best ceil(n vip) are VIP and the best ceil(n (vip + key)) are VIP or key, so that the smallest file has a VIP too.
/// `by_revenue`: that ranking.
std::vector<uint8_t> assign_tiers(const std::vector<uint32_t>& by_revenue, const TierSpec& spec);

/// Rows by revenue, most first, equal ones in their own order.
std::vector<uint32_t> rank_by_revenue(const std::vector<int64_t>& units);

/// n * share rounded up, at most n, forgiving what binary fractions add to it: 0.05 x 100 is 5.
size_t rounded_up(size_t n, double share);

}  // namespace sluice::rfm

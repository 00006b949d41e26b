// Customers who do as the purchase models say.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "unit/rfm/order_fixture.h"

namespace sluice::rfm {

/// Purchases at random over 900 days from 2021-01-01, after each one a chance to leave for good. Orders of one line;
/// with_cost: each with its cost.
inline std::vector<OrderRow> living_customers(uint64_t seed, int customers, bool with_cost = false) {
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> uniform(0, 1);
  std::gamma_distribution<double> rate(0.8, 1.0 / 50);
  const Day begin = *parse_iso_day("2021-01-01");
  constexpr double kDays = 900;
  std::vector<OrderRow> rows;
  for (int customer = 0; customer < customers; ++customer) {
    const double lambda = rate(random), leaves = 0.3 * uniform(random), level = 2'000 + 8'000 * uniform(random);
    std::exponential_distribution<double> gap(lambda);
    for (double at = uniform(random) * 600; at < kDays; at += gap(random)) {
      const std::string day = format_day(begin + static_cast<Day>(at));
      const auto cents = static_cast<int64_t>(level * (0.5 + uniform(random)));
      rows.push_back({"c" + std::to_string(customer), std::to_string(rows.size()), day, cents});
      if (with_cost) rows.back().cost_cents = static_cast<int64_t>(static_cast<double>(cents) * uniform(random) * 1.2);
      if (uniform(random) < leaves) break;
    }
  }
  return rows;
}

}  // namespace sluice::rfm

// Running figures of a set of customers: what totals, segments, tiers and cells of the grid have in common. Customers
// are added in the order of the profile and parts in a fixed order, so that the sums have the same bits for permuted
// rows.
#pragma once

#include <cstdint>
#include <optional>

#include "base/exact_sum.h"
#include "base/statistics.h"
#include "rfm/profile.h"

namespace sluice::rfm {

/// a / b, absent where b is 0.
inline std::optional<double> ratio(double a, double b) {
  if (b == 0) return std::nullopt;
  return a / b;
}

struct Tally {
  uint64_t customers = 0;
  uint64_t repeaters = 0;  ///< with two purchases or more
  ExactSum revenue;
  CompensatedSum purchases, recency, frequency, monetary;

  void add(const Profile& profile, size_t row) {
    ++customers;
    repeaters += profile.purchases(row) >= 2 ? 1 : 0;
    purchases.add(profile.purchases(row));
    revenue.add(profile.revenue.units[row]);
    recency.add(profile.recency[row]);
    frequency.add(profile.frequency[row]);
    monetary.add(profile.monetary[row]);
  }
  void add(const Tally& other) {
    customers += other.customers;
    repeaters += other.repeaters;
    purchases.add(other.purchases);
    revenue.add(other.revenue);
    recency.add(other.recency);
    frequency.add(other.frequency);
    monetary.add(other.monetary);
  }

  double revenue_in(const Profile& profile) const { return revenue.value(profile.revenue.decimals); }
  std::optional<double> per_customer(const CompensatedSum& sum) const { return per_customer(sum.value()); }
  std::optional<double> per_customer(double sum) const { return ratio(sum, static_cast<double>(customers)); }

  /// Share of a total; none where the total is <= 0.
  std::optional<double> revenue_share(const ExactSum& total) const {
    if (total.units() <= 0) return std::nullopt;
    return static_cast<double>(revenue.units()) / static_cast<double>(total.units());
  }
};

}  // namespace sluice::rfm

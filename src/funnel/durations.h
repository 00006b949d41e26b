// Times that steps took, kept as they are, with a count by size that leads to their quantiles without sorting.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace sluice::funnel {

/// Median and 90th percentile (type 7) in ms; nothing of no duration.
struct DurationSummary {
  std::optional<double> median_ms, p90_ms;
};

class Durations {
 public:
  void add(uint64_t ms) {
    values_.push_back(ms);
    ++counts_[bar_of(ms)];
  }
  bool empty() const { return values_.empty(); }

  DurationSummary summarise() const;

 private:
  // Bars of one value each below 64, then 64 to every doubling.
  static constexpr unsigned kBits = 6;
  static constexpr size_t kBars = (64 - kBits + 1) << kBits;
  static size_t bar_of(uint64_t ms) {
    const auto width = static_cast<unsigned>(std::bit_width(ms));
    if (width <= kBits) return static_cast<size_t>(ms);
    const unsigned doubling = width - kBits;
    return (static_cast<size_t>(doubling) << kBits) +
           (static_cast<size_t>(ms >> (doubling - 1)) & ((size_t{1} << kBits) - 1));
  }

  // The values of these ranks, which count from 0.
  std::vector<double> values_of(const std::vector<size_t>& ranks) const;

  std::vector<uint64_t> values_;
  std::vector<uint32_t> counts_ = std::vector<uint32_t>(kBars);
};

}  // namespace sluice::funnel

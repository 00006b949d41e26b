#include "funnel/window_lengths.h"

#include <algorithm>
#include <array>

#include "funnel/sensitivity_report.h"

namespace sluice::funnel {
namespace {

constexpr int64_t kSecond = 1'000, kMinute = 60 * kSecond, kHour = 60 * kMinute, kDay = 24 * kHour;

constexpr std::array kPlain = {
    // Milliseconds
    int64_t{1}, int64_t{2}, int64_t{3}, int64_t{5}, int64_t{10}, int64_t{20}, int64_t{30}, int64_t{50}, int64_t{100},
    int64_t{200}, int64_t{300}, int64_t{500},
    // Seconds
    kSecond, 2 * kSecond, 3 * kSecond, 5 * kSecond, 10 * kSecond, 15 * kSecond, 20 * kSecond, 30 * kSecond,
    45 * kSecond,
    // Minutes
    kMinute, 2 * kMinute, 3 * kMinute, 4 * kMinute, 5 * kMinute, 6 * kMinute, 8 * kMinute, 10 * kMinute, 12 * kMinute,
    15 * kMinute, 20 * kMinute, 25 * kMinute, 30 * kMinute, 40 * kMinute, 45 * kMinute,
    // Hours
    kHour, 90 * kMinute, 2 * kHour, 3 * kHour, 4 * kHour, 5 * kHour, 6 * kHour, 8 * kHour, 10 * kHour, 12 * kHour,
    15 * kHour, 18 * kHour,
    // Days
    kDay, 36 * kHour, 2 * kDay, 3 * kDay, 4 * kDay, 5 * kDay, 6 * kDay, 7 * kDay, 10 * kDay, 14 * kDay, 21 * kDay,
    28 * kDay, 30 * kDay, 45 * kDay, 60 * kDay, 75 * kDay, 90 * kDay, 120 * kDay, 150 * kDay, 180 * kDay, 240 * kDay,
    300 * kDay, 365 * kDay, 540 * kDay, 730 * kDay, 1'095 * kDay, 1'825 * kDay, 3'650 * kDay};

// The lengths that people name first; they stay when others have to go.
constexpr std::array kUsual = {kSecond,      10 * kSecond, 30 * kSecond, kMinute,   5 * kMinute,
                               15 * kMinute, 30 * kMinute, kHour,        3 * kHour, 6 * kHour,
                               12 * kHour,   kDay,         3 * kDay,     7 * kDay,  14 * kDay,
                               30 * kDay,    90 * kDay,    180 * kDay,   365 * kDay};

bool is_usual(size_t index) { return std::find(kUsual.begin(), kUsual.end(), kPlain[index]) != kUsual.end(); }

size_t index_of(int64_t length) {
  return static_cast<size_t>(std::lower_bound(kPlain.begin(), kPlain.end(), length) - kPlain.begin());
}

struct Range {
  size_t first = 0, last = 0;
};

// From the last length that hardly any time fits in to the first that hardly any exceeds.
Range range_of(std::span<const uint64_t> within, uint64_t all) {
  if (all == 0) return {index_of(kSecond), index_of(365 * kDay)};
  constexpr uint64_t kHundredth = 100;
  const auto least = static_cast<size_t>(
      std::partition_point(within.begin(), within.end(), [&](uint64_t n) { return n * kHundredth < all; }) -
      within.begin());
  const auto most = static_cast<size_t>(
      std::partition_point(within.begin(), within.end(), [&](uint64_t n) { return (all - n) * kHundredth > all; }) -
      within.begin());
  Range range{least == 0 ? 0 : least - 1, std::min(most, kPlain.size() - 1)};
  while (range.last - range.first + 1 < kFewestLengths) {
    if (range.last + 1 < kPlain.size()) ++range.last;
    if (range.first > 0 && range.last - range.first + 1 < kFewestLengths) --range.first;
  }
  return range;
}

double gap_without(const std::vector<size_t>& lengths, size_t at) {
  return static_cast<double>(kPlain[lengths[at + 1]]) / static_cast<double>(kPlain[lengths[at - 1]]);
}

// The one between the ends whose neighbours lie nearest to each other, an unusual one if there is any.
size_t most_dispensable(const std::vector<size_t>& lengths) {
  size_t found = 0;
  for (size_t at = 1; at + 1 < lengths.size(); ++at) {
    if (found == 0) {
      found = at;
      continue;
    }
    const bool usual = is_usual(lengths[at]), found_usual = is_usual(lengths[found]);
    if (usual == found_usual ? gap_without(lengths, at) < gap_without(lengths, found) : found_usual) found = at;
  }
  return found;
}

}  // namespace

std::span<const int64_t> plain_lengths() { return kPlain; }

std::vector<size_t> choose_lengths(std::span<const uint64_t> within, uint64_t all) {
  const Range range = range_of(within, all);
  std::vector<size_t> lengths;
  for (size_t i = range.first; i <= range.last; ++i) lengths.push_back(i);
  while (lengths.size() > kMostLengths) {
    lengths.erase(lengths.begin() + static_cast<std::ptrdiff_t>(most_dispensable(lengths)));
  }
  return lengths;
}

}  // namespace sluice::funnel

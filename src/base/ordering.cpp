#include "base/ordering.h"

#include <algorithm>
#include <array>
#include <bit>
#include <numeric>
#include <utility>

namespace sluice {
namespace {

constexpr int kDigitBits = 11;
constexpr int kRadixDigits = 6;  // 6 x 11 >= 64
constexpr size_t kBuckets = size_t{1} << kDigitBits;
constexpr size_t kFewItems = 512;  // below, comparison sorting is quicker than clearing the counters
constexpr uint64_t kSignBit = uint64_t{1} << 63;

double from_key(uint64_t key) { return std::bit_cast<double>((key & kSignBit) != 0 ? key ^ kSignBit : ~key); }

size_t digit(uint64_t key, int place) { return (key >> (place * kDigitBits)) & (kBuckets - 1); }

// Least significant digit first. A digit that all keys share is skipped, which makes small integers cheap.
template <class Item, class Key>
void radix_sort(std::vector<Item>& items, Key key) {
  std::vector<std::array<size_t, kBuckets>> counts(kRadixDigits);
  for (const Item& item : items) {
    for (int place = 0; place < kRadixDigits; ++place) ++counts[static_cast<size_t>(place)][digit(key(item), place)];
  }
  std::vector<Item> other(items.size());
  for (int place = 0; place < kRadixDigits; ++place) {
    auto& count = counts[static_cast<size_t>(place)];
    if (count[digit(key(items.front()), place)] == items.size()) continue;
    size_t begin = 0;
    for (size_t& bucket : count) begin += std::exchange(bucket, begin);
    for (const Item& item : items) other[count[digit(key(item), place)]++] = item;
    items.swap(other);
  }
}

struct KeyedIndex {
  uint64_t key;
  uint32_t index;
};

}  // namespace

uint64_t ascending_key(double value) {
  const auto bits = std::bit_cast<uint64_t>(value + 0.0);  // -0 + 0 is 0
  return (bits & kSignBit) != 0 ? ~bits : bits | kSignBit;
}

uint64_t ascending_key_of_integer(int64_t value) { return static_cast<uint64_t>(value) ^ kSignBit; }

void sort_keys(std::vector<uint64_t>& keys) {
  if (keys.size() < kFewItems) {
    std::sort(keys.begin(), keys.end());
  } else {
    radix_sort(keys, [](uint64_t key) { return key; });
  }
}

void sort_ascending(std::vector<double>& values) {
  std::vector<uint64_t> keys(values.size());
  std::transform(values.begin(), values.end(), keys.begin(), ascending_key);
  sort_keys(keys);
  std::transform(keys.begin(), keys.end(), values.begin(), from_key);
}

std::vector<uint32_t> stable_order(const std::vector<uint64_t>& keys) {
  std::vector<uint32_t> order(keys.size());
  std::iota(order.begin(), order.end(), 0U);
  if (keys.size() < kFewItems) {
    std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) { return keys[a] < keys[b]; });
    return order;
  }
  std::vector<KeyedIndex> items(keys.size());
  for (const uint32_t index : order) items[index] = {keys[index], index};
  radix_sort(items, [](const KeyedIndex& item) { return item.key; });
  std::transform(items.begin(), items.end(), order.begin(), [](const KeyedIndex& item) { return item.index; });
  return order;
}

}  // namespace sluice

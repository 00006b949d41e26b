// Sorting of millions of numbers by radix: a stable order in linear time that no comparison function can make
// inconsistent. For columns of doubles and for rows keyed by a 64-bit number.
#pragma once

#include <cstdint>
#include <vector>

namespace sluice {

/// A number whose unsigned order is the order of the values. Both zeros have the same key; no NaN.
uint64_t ascending_key(double value);
uint64_t ascending_key_of_integer(int64_t value);

/// Ascending; -0 counts as 0 and becomes it.
void sort_ascending(std::vector<double>& values);

/// Ascending.
void sort_keys(std::vector<uint64_t>& keys);

/// Indices 0..n-1 so that keys ascend; equal keys keep the order of their indices. n < 2^32.
std::vector<uint32_t> stable_order(const std::vector<uint64_t>& keys);

}  // namespace sluice

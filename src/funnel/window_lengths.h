// Which lengths of a window are worth looking at: plain ones that spread evenly over the times that people take.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace sluice::funnel {

/// Plain lengths that a curve may choose from, in ms, ascending: 1 ms ... 1 min, 2 min ... 1 day ... 10 years.
std::span<const int64_t> plain_lengths();

/// Of plain_lengths() those over which the times spread, as indices, ascending: kFewestLengths..kMostLengths of them.
/// `within[i]`: how many times are no longer than the plain length i; `all`: how many there are. Where there are none,
/// from a second to a year.
std::vector<size_t> choose_lengths(std::span<const uint64_t> within, uint64_t all);

}  // namespace sluice::funnel

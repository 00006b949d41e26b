// How far two groupings of the same things agree, whatever their groups are called: the Rand index adjusted for chance
// of Hubert & Arabie (1985). 1: the same grouping; about 0: no more alike than by chance.
#pragma once

#include <cstdint>
#include <span>

namespace sluice::rfm {

/// `a` and `b`: the group of each thing, equally long. 1 where chance would do as well as agreement can: all in one
/// group in both, or each alone in both.
double adjusted_rand_index(std::span<const uint8_t> a, std::span<const uint8_t> b);

}  // namespace sluice::rfm

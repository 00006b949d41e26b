// Values of an attribute that are numbers, cut into ranges that hold about as many each.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/text_pair.h"

namespace sluice {

/// The number that a value is, as the whole of it; none for a text, an infinity and what is not a number.
std::optional<double> number_of_value(std::string_view text);

/// A number, and how many have it.
struct CountedNumber {
  double number = 0;
  uint64_t count = 0;
};

/// The three bounds between quarters of those who have a number: the smallest numbers that a quarter, a half, three
/// quarters do not exceed. Equal ones and the largest number bound nothing and are left out. `numbers` ascend; at least
/// one has a count.
std::vector<double> quarter_bounds(std::span<const CountedNumber> numbers);

/// The range that a number is in: between bounds index - 1 (not included) and index.
size_t range_of(std::span<const double> bounds, double number);

/// "up to 12", "over 12, up to 30", "over 30". At least one bound.
TextPair range_label(std::span<const double> bounds, size_t index);

}  // namespace sluice

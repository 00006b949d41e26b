// Numbers as text, without a locale: for exports, which must read back to the same number, and for the sentences of
// reports and explanations. Screens format their own figures.
#pragma once

#include <cstdint>
#include <string>

namespace sluice {

/// The fewest digits that read back to the same double; no exponent below 10^17: "0.1", "-12.5", "1e+21".
std::string shortest_text(double value);

/// Exactly `decimals` places, rounded from the exact binary value: "4.60". Never "-0.00".
std::string fixed_text(double value, int decimals);

/// For sentences: thousands marked, at most `decimals` places, no trailing zeros: "1,234.5".
std::string grouped_text(double value, int decimals);
std::string grouped_text(uint64_t value);

}  // namespace sluice

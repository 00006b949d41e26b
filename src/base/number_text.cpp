#include "base/number_text.h"

#include <array>
#include <charconv>
#include <cmath>

namespace sluice {
namespace {

// Large enough for any double below the limit in fixed notation, and for 20 places.
using Buffer = std::array<char, 400>;

std::string with_thousands(std::string text) {
  const size_t sign = text.starts_with('-') ? 1 : 0;
  size_t end = text.find('.');
  if (end == std::string::npos) end = text.size();
  for (size_t at = end; at > sign + 3;) {
    at -= 3;
    text.insert(at, 1, ',');
  }
  return text;
}

}  // namespace

std::string shortest_text(double value) {
  constexpr double kFixedBelow = 1e17;
  constexpr double kFixedAbove = 1e-7;
  const double size = std::fabs(value);
  const bool fixed = size == 0 || (size < kFixedBelow && size > kFixedAbove);
  Buffer buffer{};
  const auto format = fixed ? std::chars_format::fixed : std::chars_format::scientific;
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value + 0.0, format).ptr;
  return {buffer.data(), end};
}

std::string fixed_text(double value, int decimals) {
  Buffer buffer{};
  const auto end =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed, decimals).ptr;
  std::string text(buffer.data(), end);
  if (text.starts_with('-') && text.find_first_of("123456789") == std::string::npos) text.erase(0, 1);
  return text;
}

std::string grouped_text(double value, int decimals) {
  std::string text = fixed_text(value, decimals);
  if (text.find('.') != std::string::npos) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) text.pop_back();
  }
  return with_thousands(text == "-0" ? "0" : text);
}

std::string grouped_text(uint64_t value) { return with_thousands(std::to_string(value)); }

}  // namespace sluice

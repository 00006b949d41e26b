// Reads the tables that other programs made for the tests: parts of a line between marks, numbers between blanks.
#pragma once

#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace sluice::test {

inline std::vector<std::string> split(std::string_view text, char mark) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == mark)
      parts.emplace_back();
    else
      parts.back() += c;
  }
  return parts;
}

inline double number(const std::string& text) { return std::strtod(text.c_str(), nullptr); }

inline std::vector<double> numbers(std::string_view text) {
  std::vector<double> values;
  for (const std::string& word : split(text, ' ')) values.push_back(number(word));
  return values;
}

}  // namespace sluice::test

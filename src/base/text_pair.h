// A sentence for people in both languages of the product. Reports and errors carry pairs, so that no screen has to
// know every sentence that the core can say.
#pragma once

#include <string>

namespace sluice {

struct TextPair {
  std::string en;
  std::string zh;  ///< Simplified Chinese

  bool empty() const { return en.empty() && zh.empty(); }
  bool operator==(const TextPair&) const = default;
};

}  // namespace sluice

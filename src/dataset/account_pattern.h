// Patterns that name test accounts by their identifier or name, and words that give such accounts away.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace sluice {

/// A text as patterns compare it: ASCII letters in lower case, full-width forms as ASCII. Written over `folded`, whose
/// memory is reused from one text to the next.
void fold_account(std::string_view text, std::string& folded);

class AccountPattern {
 public:
  explicit AccountPattern(std::string_view pattern);

  /// `folded` is what fold_account gives. Without * and ? the pattern is found anywhere in it; with them it matches the
  /// whole of it: * any text, ? one character.
  bool matches(std::string_view folded) const;

 private:
  std::string folded_;
  bool is_glob_ = false;
};

/// What people call the accounts that they try their shop with. Counted in every file and suggested, never applied.
inline constexpr std::array<std::string_view, 6> kUsualTestAccounts{"test", "demo", "dummy", "测试", "測試", "演示"};

}  // namespace sluice

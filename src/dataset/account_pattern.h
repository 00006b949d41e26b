// Patterns that name test accounts by their identifier or name, and words that give such accounts away.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace sluice {

/// A text as patterns compare it: ASCII letters in lower case, full-width forms as ASCII. Written over `folded`, whose
/// memory is reused from one text to the next.
void fold_account(std::string_view text, std::string& folded);

/// Bytes of which an account has at least one if a pattern is to match: nearly all accounts are cleared by that.
class AccountBytes {
 public:
  bool any_in(std::string_view text) const {
    bool any = all_;
    for (const char c : text) any |= telling_[static_cast<unsigned char>(c)];
    return any;
  }

  void add_all() { all_ = true; }
  void add(char c) { telling_[static_cast<unsigned char>(c)] = true; }

 private:
  bool all_ = false;
  std::array<bool, 256> telling_{};
};

class AccountPattern {
 public:
  explicit AccountPattern(std::string_view pattern);

  /// Adds those without which this pattern matches no text, before it is folded.
  void add_to(AccountBytes& bytes) const;

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

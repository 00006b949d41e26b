#include "dataset/account_pattern.h"

#include <algorithm>

#include "base/text.h"

namespace sluice {
namespace {

constexpr char kFullWidthLead = '\xEF';  // of every form that folds to ASCII

// Bytes of the character that begins with `lead`; a malformed one counts as a single byte.
size_t character_bytes(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  return byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;
}

// The last * takes as little as possible and, when the rest does not fit, one byte more: linear in text x pattern.
bool glob_matches(std::string_view pattern, std::string_view text) {
  size_t at = 0, in_text = 0;
  size_t star = std::string_view::npos, taken = 0;
  while (in_text < text.size()) {
    if (at < pattern.size() && pattern[at] == '*') {
      star = at++;
      taken = in_text;
    } else if (at < pattern.size() && pattern[at] == '?') {
      ++at;
      in_text = std::min(text.size(), in_text + character_bytes(text[in_text]));
    } else if (at < pattern.size() && pattern[at] == text[in_text]) {
      ++at;
      ++in_text;
    } else if (star != std::string_view::npos) {
      at = star + 1;
      taken += character_bytes(text[taken]);
      in_text = taken;
    } else {
      return false;
    }
  }
  while (at < pattern.size() && pattern[at] == '*') ++at;
  return at == pattern.size() && in_text == text.size();
}

}  // namespace

void fold_account(std::string_view text, std::string& folded) {
  folded.clear();
  const bool plain = std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (plain) {
    for (const char c : text) folded += lower_ascii(c);
    return;
  }
  for (size_t at = 0; at < text.size();) {
    const char32_t character = half_width(next_character(text, at));
    append_utf8(character < 0x80 ? static_cast<char32_t>(lower_ascii(static_cast<char>(character))) : character,
                folded);
  }
}

AccountPattern::AccountPattern(std::string_view pattern) {
  fold_account(trim(pattern), folded_);
  is_glob_ = folded_.find_first_of("*?") != std::string::npos;
}

void AccountPattern::add_to(AccountBytes& bytes) const {
  if (is_glob_ || folded_.empty()) return bytes.add_all();
  const char first = folded_.front();
  bytes.add(first);
  if (is_ascii_letter(first)) bytes.add(static_cast<char>(first - 'a' + 'A'));
  if (static_cast<unsigned char>(first) < 0x80) return bytes.add(kFullWidthLead);
  for (int byte = 0x80; byte < 0x100; ++byte) bytes.add(static_cast<char>(byte));  // malformed ones fold, too
}

bool AccountPattern::matches(std::string_view folded) const {
  return is_glob_ ? glob_matches(folded_, folded) : folded.find(folded_) != std::string_view::npos;
}

}  // namespace sluice

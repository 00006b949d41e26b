#include "base/text.h"

#include <gtest/gtest.h>

namespace sluice {
namespace {

TEST(Trim, TakesOffEveryBlankThatSpreadsheetsLeave) {
  EXPECT_EQ(trim("  C1\t\r\n"), "C1");
  EXPECT_EQ(trim("\u3000客户 1\u3000"), "客户 1");  // ideographic space
  EXPECT_EQ(trim("\u00A0C1\u202F"), "C1");          // no-break spaces
  EXPECT_EQ(trim("\uFEFFC1\u200B"), "C1");          // byte order mark, zero width
  EXPECT_EQ(trim(std::string_view("\0C1\0", 4)), "C1");
  EXPECT_EQ(trim(" \u3000 "), "");
  EXPECT_EQ(trim(""), "");
}

TEST(Trim, LeavesBrokenAndOtherCharactersAlone) {
  EXPECT_EQ(trim("\x80\x80"), "\x80\x80");
  EXPECT_EQ(trim("é"), "é");
  EXPECT_EQ(trim("\xE3\x80"), "\xE3\x80");  // half an ideographic space
}

TEST(CutAtCharacter, NeverCutsACharacter) {
  EXPECT_EQ(cut_at_character("abc", 5), "abc");
  EXPECT_EQ(cut_at_character("abc", 2), "ab");
  EXPECT_EQ(cut_at_character("a客户", 3), "a");
  EXPECT_EQ(cut_at_character("a客户", 4), "a客");
  EXPECT_EQ(cut_at_character("😀", 3), "");
  EXPECT_EQ(cut_at_character("😀", 4), "😀");
}

TEST(Characters, SurviveTheWayThereAndBack) {
  for (const char32_t c : {U'a', U'é', U'客', U'\uFFFD', U'😀', U'\U0010FFFF'}) {
    std::string text;
    append_utf8(c, text);
    size_t at = 0;
    EXPECT_EQ(next_character(text, at), c);
    EXPECT_EQ(at, text.size());
  }
}

TEST(Characters, MalformedBytesMoveOneByteEach) {
  for (const std::string_view text : {"\x80", "\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE5\xAE", "\xFF"}) {
    size_t at = 0;
    EXPECT_EQ(next_character(text, at), 0xFFFDU) << text;
    EXPECT_EQ(at, 1U);
  }
}

TEST(HalfWidth, TurnsFullWidthFormsIntoAscii) {
  EXPECT_EQ(to_half_width("Ｒ（天）　１２３．５"), "R(天) 123.5");
  EXPECT_EQ(lower_ascii("CustomerID 客户"), "customerid 客户");
}

}  // namespace
}  // namespace sluice

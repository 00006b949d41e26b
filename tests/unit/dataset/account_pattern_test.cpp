#include "dataset/account_pattern.h"

#include <gtest/gtest.h>

namespace sluice {
namespace {

bool matches(std::string_view pattern, std::string_view text) {
  std::string folded;
  fold_account(text, folded);
  const AccountPattern account(pattern);
  const bool found = account.matches(folded);
  AccountBytes telling;
  account.add_to(telling);
  EXPECT_TRUE(!found || telling.any_in(text)) << pattern << " in " << text;
  return found;
}

TEST(AccountPattern, IsFoundAnywhere) {
  EXPECT_TRUE(matches("test", "test"));
  EXPECT_TRUE(matches("test", "our-test-account"));
  EXPECT_TRUE(matches("测试", "王测试号"));
  EXPECT_FALSE(matches("test", "tess"));
  EXPECT_FALSE(matches("test", ""));
}

TEST(AccountPattern, KnowsNoCaseAndNoWidth) {
  EXPECT_TRUE(matches("TeSt", "MY-TEST"));
  EXPECT_TRUE(matches("test", "ＴＥＳＴ０１"));
  EXPECT_TRUE(matches("ｔｅｓｔ", "test01"));
  EXPECT_TRUE(matches(" test ", "test01")) << "blanks around a pattern are not part of it";
}

TEST(AccountPattern, WithWildcardsMatchesTheWhole) {
  EXPECT_TRUE(matches("*@ours.com", "ann@ours.com"));
  EXPECT_FALSE(matches("*@ours.com", "ann@ours.com.cn"));
  EXPECT_TRUE(matches("t?st*", "test-9"));
  EXPECT_TRUE(matches("t?st*", "t测st")) << "? is a character, not a byte";
  EXPECT_FALSE(matches("t?st", "tst"));
  EXPECT_TRUE(matches("*a*b*", "xxaxxbxx"));
  EXPECT_FALSE(matches("*a*b*", "xxbxxaxx"));
  EXPECT_TRUE(matches("*", "anything"));
  EXPECT_TRUE(matches("a*a", "aba"));
  EXPECT_FALSE(matches("a*a", "a"));
}

TEST(AccountPattern, ClearsWhatLacksItsFirstByte) {
  AccountBytes telling;
  for (const std::string_view pattern : {"test", "demo"}) AccountPattern(pattern).add_to(telling);
  EXPECT_FALSE(telling.any_in("C0948577"));
  EXPECT_TRUE(telling.any_in("C-Depot")) << "a letter of theirs, whatever its case";
  EXPECT_FALSE(matches("\uFFFD", "a")) << "stands for bytes that are no text";
  EXPECT_TRUE(matches("\uFFFD", "a\x80"));
}

TEST(AccountPattern, TakesNoLongTimeOverManyStars) {
  const std::string text(20'000, 'a');
  EXPECT_FALSE(matches("*a*a*a*a*a*a*a*a*b", text));
}

}  // namespace
}  // namespace sluice

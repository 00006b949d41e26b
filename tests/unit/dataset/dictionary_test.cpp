#include "dataset/dictionary.h"

#include <gtest/gtest.h>

namespace sluice {
namespace {

TEST(Dictionary, GivesEachStringOneCode) {
  Dictionary dictionary;
  EXPECT_EQ(dictionary.find("b"), Dictionary::kNone);
  EXPECT_EQ(dictionary.intern("b"), 0U);
  EXPECT_EQ(dictionary.intern("a"), 1U);
  EXPECT_EQ(dictionary.intern("b"), 0U);
  EXPECT_EQ(dictionary.intern(""), 2U);
  EXPECT_EQ(dictionary.size(), 3U);
  EXPECT_EQ(dictionary.at(1), "a");
  EXPECT_EQ(dictionary.find("a"), 1U);
}

TEST(Dictionary, SortRenumbersByBytes) {
  Dictionary dictionary;
  for (const char* text : {"客户2", "b", "客户10", "a", "B"}) dictionary.intern(text);
  const std::vector<uint32_t> new_code = dictionary.sort();
  EXPECT_EQ(new_code, (std::vector<uint32_t>{4, 2, 3, 1, 0}));
  EXPECT_EQ(dictionary.at(0), "B");
  EXPECT_EQ(dictionary.at(4), "客户2");
  EXPECT_EQ(dictionary.find("客户10"), 3U);
  EXPECT_EQ(dictionary.intern("a"), 1U);
}

TEST(Dictionary, HoldsManyStringsOfEveryLength) {
  Dictionary dictionary;
  const auto text_of = [](uint32_t i) { return std::string(i % 40, 'x') + std::to_string(i); };
  for (uint32_t i = 0; i < 20'000; ++i) ASSERT_EQ(dictionary.intern(text_of(i)), i);
  for (uint32_t i = 0; i < 20'000; ++i) {
    ASSERT_EQ(dictionary.find(text_of(i)), i);
    ASSERT_EQ(dictionary.at(i), text_of(i));
  }
  const std::vector<uint32_t> new_code = dictionary.sort();
  for (uint32_t i = 1; i < dictionary.size(); ++i) ASSERT_LT(dictionary.at(i - 1), dictionary.at(i));
  for (uint32_t i = 0; i < 20'000; ++i) ASSERT_EQ(dictionary.find(text_of(i)), new_code[i]);
}

}  // namespace
}  // namespace sluice

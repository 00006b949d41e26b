#include "ingest/identifier_cell.h"

#include <gtest/gtest.h>

#include <random>

#include "base/text.h"
#include "ingest/plain_text.h"
#include "ingest/table_edges.h"
#include "test_support/seed.h"

namespace sluice::ingest {
namespace {

std::string clean(std::string_view cell) {
  std::string buffer;
  return std::string(clean_identifier(cell, buffer));
}

TEST(Identifier, PlainOnesAreLeftAlone) {
  for (const std::string_view cell :
       {"C1", "00123", "张三", "Müller", "O'Neil", "'t Hooft", "a b", "A-1_2", "𠮷野", "Ann \"Al\" Lee", "'", "\""}) {
    EXPECT_EQ(clean(cell), cell);
  }
}

TEST(Identifier, FullWidthDigitsAndLettersBecomeAscii) {
  EXPECT_EQ(clean("Ｃ００１２３"), "C00123");
  EXPECT_EQ(clean("客户１２"), "客户12");
  EXPECT_EQ(clean("（株）山田"), "（株）山田");  // punctuation of a name stays
}

TEST(Identifier, MarksForTextAndQuotesAreTakenOff) {
  EXPECT_EQ(clean("'00123"), "00123");
  EXPECT_EQ(clean("=\"00123\""), "00123");
  EXPECT_EQ(clean("\"00123\""), "00123");
  EXPECT_EQ(clean("'C1'"), "C1");
  EXPECT_EQ(clean("“C1”"), "C1");
}

TEST(Identifier, WhatNobodySeesIsTakenOut) {
  EXPECT_EQ(clean("\uFEFFC1"), "C1");
  EXPECT_EQ(clean("C\u200B1\u200E"), "C1");
  EXPECT_EQ(clean(std::string_view("C\0001", 3)), "C1");
  EXPECT_EQ(clean("two\nlines"), "two\nlines");
}

TEST(Identifier, KnowsWhatASpreadsheetHasShortened) {
  for (const std::string_view cell : {"1.23E+15", "1E+12", "1.23457e+11", "1,5E+20"})
    EXPECT_TRUE(is_exponent_form(cell)) << cell;
  for (const std::string_view cell : {"", "E+15", "123", "1.23E15", "A1.2E+15", "1.23E+", "1+2", "12+34", "C1E+5x"}) {
    EXPECT_FALSE(is_exponent_form(cell)) << cell;
  }
  EXPECT_TRUE(is_point_zero("17850.0"));
  EXPECT_FALSE(is_point_zero(".0"));
  EXPECT_FALSE(is_point_zero("1.5.0"));
}

TEST(Identifier, PlainIsWhatNothingElseIsToBeAskedOf) {
  for (const std::string_view cell : {"C1", "00123", "SO10000000", "A-1_2", "7"}) {
    EXPECT_TRUE(is_plain_identifier(cell)) << cell;
  }
  for (const std::string_view cell :
       {"", " 1", "1 ", "Ann", "1.0", "1E+15", "=1", "'1", "１", "#1", "张1", "total:1"}) {
    EXPECT_FALSE(is_plain_identifier(cell)) << cell;
  }
  std::mt19937_64 random(test::seed_of_today());
  const std::string_view characters = "0019azNTt-_. E+'\"=#/\\(:\xEF";
  int plain = 0;
  for (int round = 0; round < 200'000; ++round) {
    std::string cell(random() % 8, ' ');
    for (char& c : cell) c = characters[random() % characters.size()];
    if (!is_plain_identifier(cell)) continue;
    ++plain;
    EXPECT_EQ(trim(cell), cell);
    EXPECT_EQ(clean(cell), cell);
    EXPECT_FALSE(is_placeholder(cell)) << cell;
    EXPECT_FALSE(is_totals_word(cell)) << cell;
    EXPECT_FALSE(is_exponent_form(cell)) << cell;
    EXPECT_FALSE(is_point_zero(cell)) << cell;
  }
  EXPECT_GT(plain, 1000);
}

}  // namespace
}  // namespace sluice::ingest

#include "ingest/dialect.h"

#include <gtest/gtest.h>

#include "ingest/file_kind.h"

namespace sluice::ingest {
namespace {

using namespace std::string_literals;

TEST(Dialect, TheDelimiterThatGivesRowsOfEqualLength) {
  EXPECT_EQ(find_dialect("a,b,c\n1,2,3\n", true).delimiter, ',');
  EXPECT_EQ(find_dialect("a;b;c\n1;2;3\n", true).delimiter, ';');
  EXPECT_EQ(find_dialect("a\tb\tc\n1\t2\t3\n", true).delimiter, '\t');
  EXPECT_EQ(find_dialect("a|b|c\n1|2|3\n", true).delimiter, '|');
}

TEST(Dialect, DecimalCommasAndProductNamesDoNotMislead) {
  EXPECT_EQ(find_dialect("name;price\nA;1,50\nB;2,00\n", true).delimiter, ';');
  EXPECT_EQ(
      find_dialect("id;name;price\n1;Stack Chairs, Round;1,5\n2;Lamp;2,5\n3;Desk, Oak, Large;7,5\n", true).delimiter,
      ';');
  EXPECT_EQ(find_dialect("id,note\n1,a;b;c\n2,d\n3,e;f\n", true).delimiter, ',');
  EXPECT_EQ(find_dialect("id,\"note;with;many\"\n1,\"x;y;z\"\n", true).delimiter, ',');
}

TEST(Dialect, ALineFromExcelNamesIt) {
  const Dialect dialect = find_dialect("sep=;\r\na,b;c,d\r\n1,2;3,4\r\n", true);
  EXPECT_EQ(dialect.delimiter, ';');
  EXPECT_EQ(dialect.preamble_bytes, 7U);
  const auto rows = split_sample("sep=;\r\na,b;c,d\r\n1,2;3,4\r\n", dialect, true);
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].line, 2U);
  EXPECT_EQ(rows[0].cells, (std::vector<std::string>{"a,b", "c,d"}));
}

TEST(Dialect, TheSampleLeavesOutARowThatItCuts) {
  const Dialect comma;
  EXPECT_EQ(split_sample("a,b\n1,2\n3,", comma, false).size(), 2U);
  EXPECT_EQ(split_sample("a,b\n1,2\n3,", comma, true).size(), 3U);
}

TEST(Dialect, AnOpenQuoteInTheHeaderDoesNotHideTheRows) {
  EXPECT_EQ(split_sample("a,\"b\n1,2\n3,4\n5,", Dialect{}, false).size(), 3U);
}

TEST(Dialect, NamesOfDelimiters) {
  EXPECT_EQ(delimiter_from_name(";"), ';');
  EXPECT_EQ(delimiter_from_name("\t"), '\t');
  EXPECT_EQ(delimiter_from_name("tab"), std::nullopt);
  EXPECT_EQ(delimiter_from_name("x"), std::nullopt);
  EXPECT_EQ(delimiter_from_name(""), std::nullopt);
}

TEST(Dialect, QuotesAreAsChosen) {
  const std::string text = "id,note\n1,\"a\n2,'b, c'\n";
  for (const std::string_view name : {"double", "single", "backslash", "none"}) {
    const auto style = quote_style_from_name(name);
    ASSERT_TRUE(style) << name;
    EXPECT_EQ(quote_style_name(*style), name);
    EXPECT_EQ(quote_style_of(find_dialect(text, true, ',', style)), *style);
  }
  EXPECT_EQ(quote_style_from_name(""), std::nullopt);
  EXPECT_EQ(quote_style_from_name("triple"), std::nullopt);
  EXPECT_EQ(quote_style_of(find_dialect(text, true)), QuoteStyle::double_quotes);
}

bool has_header(const std::string& text) {
  const Dialect dialect = find_dialect(text, true);
  return find_header(split_sample(text, dialect, true));
}

TEST(Header, IsKnownByItsNamesOrByWordsOverValues) {
  EXPECT_TRUE(has_header("customer,date,amount\nC1,2017-04-05,12\n"));
  EXPECT_TRUE(has_header("客户,2016,2017\n张三,5,6\n"));  // years as names, beside a known one... and numbers below
  EXPECT_TRUE(has_header("foo,bar\nx,12\n"));
  EXPECT_TRUE(has_header("customer,event,time\n"));
  EXPECT_FALSE(has_header("C1,2017-04-05,12\nC2,2017-04-06,13\n"));
  EXPECT_FALSE(has_header("visit,1000\nview,700\n"));
  EXPECT_FALSE(has_header("C1,会员,12\nC2,会员,13\nC3,游客,5\n"));  // a kind of customer, not a name
  EXPECT_FALSE(has_header("a,a\nb,b\n"));                           // not one name twice
}

std::string kind_of(const std::string& bytes) {
  auto error = recognise_other_kind(bytes);
  if (!error) error = recognise_other_text(bytes);
  if (!error) return "text";
  const std::string rest = error->message.en.substr(std::string("This file is ").size());
  return (error->code == ErrorCode::not_text ? "not text: " : "unknown format: ") +
         rest.substr(0, rest.find_first_of(",("));
}

TEST(FileKind, WhatIsNoTableIsNamed) {
  EXPECT_EQ(kind_of("\x89PNG\r\n\x1A\n\0\0\0\rIHDR"s), "not text: a PNG picture");
  EXPECT_EQ(kind_of("%PDF-1.7"), "not text: a PDF document");
  EXPECT_EQ(kind_of("<html><table><tr><td>客户"), "unknown format: a web page under another name");
  EXPECT_EQ(kind_of("Rar!\x1A\x07"), "not text: a RAR archive");
  EXPECT_EQ(kind_of("<?xml version=\"1.0\"?>"), "unknown format: an XML document");
  EXPECT_EQ(kind_of(std::string(40, '\x01') + std::string(40, 'x')), "not text: binary data");
}

TEST(FileKind, TablesAreText) {
  EXPECT_EQ(kind_of("customer,date\nC1,2017-04-05\n"), "text");
  EXPECT_EQ(kind_of("[a],[b]\n1,2\n"), "text");
  EXPECT_EQ(kind_of("MZ,GIF,BZ\n"), "text");
  EXPECT_EQ(kind_of(std::string(200, 'x') + "\0"s), "text");  // one stray zero byte
}

}  // namespace
}  // namespace sluice::ingest

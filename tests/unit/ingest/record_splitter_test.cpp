#include "ingest/record_splitter.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "test_support/seed.h"

namespace sluice::ingest {
namespace {

using Step = RecordSplitter::Step;

size_t repeated = 0;  // records that were said to begin like the one before

// "1: [a] [b]" a record; pieces of `piece` bytes.
std::vector<std::string> split(std::string_view text, size_t piece = SIZE_MAX, char delimiter = ',',
                               size_t longest = 1000, size_t repeats = 0) {
  RecordSplitter splitter(delimiter, longest);
  splitter.expect_repeats(repeats);
  std::vector<std::string> before;  // cells of the last record
  std::vector<std::string> records;
  Record record;
  const auto drain = [&] {
    for (;;) {
      const Step step = splitter.next(record);
      if (step == Step::too_long) {
        const auto quote = splitter.open_quote_line();
        records.push_back("too long on line " + std::to_string(splitter.line()) +
                          (quote ? ", quote on line " + std::to_string(*quote) : ""));
      }
      if (step != Step::record) return step != Step::too_long;
      std::string& line = records.emplace_back(std::to_string(record.line) + ":" + (record.open_quote ? "!" : ""));
      for (const std::string_view cell : record.cells) line += " [" + std::string(cell) + "]";
      if (record.repeats &&
          !(record.cells.size() > repeats && before.size() > repeats &&
            std::equal(before.begin(), before.begin() + static_cast<std::ptrdiff_t>(repeats), record.cells.begin()))) {
        line += " repeats nothing";
      }
      repeated += record.repeats ? 1 : 0;
      before.assign(record.cells.begin(), record.cells.end());
    }
  };
  for (size_t at = 0; at < text.size(); at += std::min(piece, text.size() - at)) {
    splitter.text().append(text.substr(at, piece));
    if (!drain()) return records;
  }
  splitter.end();
  drain();
  return records;
}

using Records = std::vector<std::string>;

TEST(RecordSplitter, SplitsAtDelimitersAndLineBreaks) {
  EXPECT_EQ(split("a,b\n1,2\n"), (Records{"1: [a] [b]", "2: [1] [2]"}));
  EXPECT_EQ(split("a,b\r\n1,2\r\n"), (Records{"1: [a] [b]", "2: [1] [2]"}));
  EXPECT_EQ(split("a,b\r1,2\r"), (Records{"1: [a] [b]", "2: [1] [2]"}));
  EXPECT_EQ(split("a;b", SIZE_MAX, ';'), (Records{"1: [a] [b]"}));
  EXPECT_EQ(split("a\tb\n\tc", SIZE_MAX, '\t'), (Records{"1: [a] [b]", "2: [] [c]"}));
}

TEST(RecordSplitter, TheLastLineNeedsNoLineBreak) {
  EXPECT_EQ(split("a,b\n1,2"), (Records{"1: [a] [b]", "2: [1] [2]"}));
  EXPECT_EQ(split("a,b\n1,"), (Records{"1: [a] [b]", "2: [1] []"}));
  EXPECT_EQ(split("a,b\r\n1,2\r"), (Records{"1: [a] [b]", "2: [1] [2]"}));
}

TEST(RecordSplitter, BlankLinesAreNoRecordsButCount) {
  EXPECT_EQ(split("\n\r\na,b\n  \n\n1,2\n\n"), (Records{"3: [a] [b]", "6: [1] [2]"}));
  EXPECT_EQ(split("a,b\n,\n"), (Records{"1: [a] [b]", "2: [] []"}));  // blank cells are a record
  EXPECT_EQ(split("a\n\"\"\n"), (Records{"1: [a]", "2: []"}));
  EXPECT_EQ(split(""), Records{});
}

TEST(RecordSplitter, QuotedCellsHoldAnything) {
  EXPECT_EQ(split("\"a,b\",c\n"), (Records{"1: [a,b] [c]"}));
  EXPECT_EQ(split("\"a \"\"b\"\"\",\"\",\"\"\"\"\n"), (Records{"1: [a \"b\"] [] [\"]"}));
  EXPECT_EQ(split("\"a\nb\r\nc\rd\",2\n3,4\n"), (Records{"1: [a\nb\r\nc\rd] [2]", "5: [3] [4]"}));
  EXPECT_EQ(split("1,\"x\"\r\n2,\"y\""), (Records{"1: [1] [x]", "2: [2] [y]"}));
}

TEST(RecordSplitter, BrokenRulesAreReadAsTheyLook) {
  EXPECT_EQ(split("a\"b\",c\n"), (Records{"1: [a\"b\"] [c]"}));              // a quote inside a cell
  EXPECT_EQ(split("\"a\"b,c\n"), (Records{"1: [ab] [c]"}));                  // text after the closing quote
  EXPECT_EQ(split("\"a\"\"b\"c\"\",d\n"), (Records{"1: [a\"bc\"\"] [d]"}));  // doubled before, plain after
}

TEST(RecordSplitter, AnOpenQuoteCostsItsLineOnly) {
  EXPECT_EQ(split("a,b\n1,\"x\n2,y\n3,z\n"), (Records{"1: [a] [b]", "2:! [1] [x]", "3: [2] [y]", "4: [3] [z]"}));
  EXPECT_EQ(split("a,b\n1,\"x"), (Records{"1: [a] [b]", "2:! [1] [x]"}));
  EXPECT_EQ(split("1,\"x\r\n\r\n2,y\r"), (Records{"1:! [1] [x]", "3: [2] [y]"}));
}

TEST(RecordSplitter, ARecordMayNotExceedTheLimit) {
  const std::string ten = "0123456789";
  EXPECT_EQ(split("a,b\n" + ten + "\n", SIZE_MAX, ',', 10), (Records{"1: [a] [b]", "2: [0123456789]"}));
  EXPECT_EQ(split("a,b\n" + ten + "x\n", SIZE_MAX, ',', 10), (Records{"1: [a] [b]", "too long on line 2"}));
  EXPECT_EQ(split("a,b\n\"" + ten + ten + "\"\n", SIZE_MAX, ',', 10),
            (Records{"1: [a] [b]", "too long on line 2, quote on line 2"}));
}

TEST(RecordSplitter, ARecordMayNotHaveTooManyCells) {
  std::string cells(RecordSplitter::kMostCells - 1, ',');
  EXPECT_EQ(split("a,b\n" + cells + "\n", SIZE_MAX, ',', SIZE_MAX / 2).size(), 2U);
  EXPECT_EQ(split("a,b\n" + cells + ",\n", 4096, ',', SIZE_MAX / 2), (Records{"1: [a] [b]", "too long on line 2"}));
}

TEST(RecordSplitter, AnOpenQuoteThatGrowsTooLongIsReadByLinesToo) {
  EXPECT_EQ(split("a,b\n\"x\nc,d\ne,f\ng,h\n", SIZE_MAX, ',', 10),
            (Records{"1: [a] [b]", "2:! [x]", "3: [c] [d]", "4: [e] [f]", "5: [g] [h]"}));
}

TEST(RecordSplitter, KeepsTheRecordAsWritten) {
  RecordSplitter splitter(',', 100);
  splitter.text() = "1,\"a\"\"b\"\r\n";
  Record record;
  ASSERT_EQ(splitter.next(record), Step::record);
  EXPECT_EQ(record.raw, "1,\"a\"\"b\"");
  EXPECT_EQ(splitter.next(record), Step::need_text);
  splitter.end();
  EXPECT_EQ(splitter.next(record), Step::finished);
}

TEST(RecordSplitter, RepeatedCellsAreFoundWithoutLooking) {
  std::mt19937 random(test::seed_of_today());
  const std::vector<std::string> parts{"a", "a",  "a",  "b",    "ab",    ",",  ",",
                                       ",", "\n", "\n", "\r\n", "\"a\"", "\"", "\"a,\nb\""};
  repeated = 0;
  for (int round = 0; round < 10000; ++round) {
    std::string line;
    for (size_t i = random() % 7; i > 0; --i) line += parts[random() % parts.size()];
    std::string text;
    for (size_t i = random() % 9; i > 0; --i) {
      text += line;
      if (random() % 2 == 0) text += parts[random() % parts.size()];
      text += random() % 5 == 0 ? "\r\n" : "\n";
    }
    const size_t piece = random() % 2 == 0 ? SIZE_MAX : 1 + random() % 40;
    EXPECT_EQ(split(text, piece, ',', 1000, 1 + random() % 3), split(text)) << text;
  }
  EXPECT_GT(repeated, 1000U);
}

// Every small text over an alphabet of troublemakers: the pieces must never matter.
TEST(RecordSplitter, PiecesOfAnySizeGiveTheSameRecords) {
  const std::string_view alphabet = "a,\"\n\r";
  std::string text(6, 'a');
  const auto count = static_cast<int>(std::pow(alphabet.size(), text.size()));
  for (int i = 0; i < count; ++i) {
    int code = i;
    for (char& c : text) {
      c = alphabet[static_cast<size_t>(code) % alphabet.size()];
      code /= static_cast<int>(alphabet.size());
    }
    for (const size_t longest : {4U, 1000U}) {
      const Records whole = split(text, SIZE_MAX, ',', longest);
      for (const size_t piece : {1U, 2U, 3U}) {
        ASSERT_EQ(split(text, piece, ',', longest), whole)
            << "text " << testing::PrintToString(text) << " piece " << piece;
      }
    }
  }
}

}  // namespace
}  // namespace sluice::ingest

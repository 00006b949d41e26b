#include "ingest/dialect_splitter.h"

#include <gtest/gtest.h>

#include <cmath>

#include "ingest/text_splitter.h"

namespace sluice::ingest {
namespace {

using Records = std::vector<std::string>;

Dialect dialect_of(char delimiter, char quote = '"', bool backslash = false) {
  Dialect dialect;
  dialect.delimiter = delimiter;
  dialect.quote = quote;
  dialect.backslash = backslash;
  return dialect;
}

// "1: [a] [b]" a record; pieces of `piece` bytes.
template <class Splitter>
Records split_with(Splitter splitter, std::string_view text, size_t piece) {
  Records records;
  Record record;
  const auto drain = [&] {
    for (;;) {
      const auto step = splitter.next(record);
      if (step == RecordSplitter::Step::too_long) {
        const auto quote = splitter.open_quote_line();
        records.push_back("too long on line " + std::to_string(splitter.line()) +
                          (quote ? ", quote on line " + std::to_string(*quote) : ""));
        return false;
      }
      if (step != RecordSplitter::Step::record) return true;
      std::string& line = records.emplace_back(std::to_string(record.line) + ":" + (record.open_quote ? "!" : ""));
      for (const std::string_view cell : record.cells) line += " [" + std::string(cell) + "]";
      line += " " + std::string(record.raw);
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

Records split(const Dialect& dialect, std::string_view text, size_t piece = SIZE_MAX, size_t longest = 1000) {
  Records records = split_with(DialectSplitter(dialect, longest, 1), text, piece);
  for (std::string& record : records)
    record.resize(record.rfind(']') == std::string::npos ? record.size() : record.rfind(']') + 1);
  return records;
}

TEST(DialectSplitter, WithoutQuotesAQuoteIsACharacter) {
  Dialect dialect = dialect_of(',');
  dialect.quotes_cells = false;
  EXPECT_EQ(split(dialect, "1,\"5\" disk\n2,\"a,b\"\n"), (Records{"1: [1] [\"5\" disk]", "2: [2] [\"a] [b\"]"}));
}

TEST(DialectSplitter, RunsOfBlanks) {
  const Dialect blanks = dialect_of(' ');
  EXPECT_EQ(split(blanks, " 00001 19970101  1   11.77\r\n 00002\t19970112 12  2.00 \r\n"),
            (Records{"1: [00001] [19970101] [1] [11.77]", "2: [00002] [19970112] [12] [2.00]"}));
  EXPECT_EQ(split(blanks, "a \"b c\"  d\n\n   \n'e f'"), (Records{"1: [a] [b c] [d]", "4: ['e] [f']"}));
}

TEST(DialectSplitter, SingleQuotes) {
  EXPECT_EQ(split(dialect_of(',', '\''), "'a, b','it''s',\"c\"\n'two\nlines',2\n3,\n"),
            (Records{"1: [a, b] [it's] [\"c\"]", "2: [two\nlines] [2]", "4: [3] []"}));
}

TEST(DialectSplitter, QuotesBehindABackslash) {
  EXPECT_EQ(split(dialect_of(',', '"', true), R"("say \"no\", he",1,"C:\temp\\"\n")"
                                              "\n"
                                              R"(a\b,"x\)"),
            (Records{R"(1: [say "no", he] [1] [C:\temp\\n"])", R"(2:! [a\b] [x\])"}));
}

TEST(DialectSplitter, AnOpenQuoteCostsItsLineOnly) {
  EXPECT_EQ(split(dialect_of(',', '\''), "a,b\n1,'x\n2,y\n3,z\n"),
            (Records{"1: [a] [b]", "2:! [1] [x]", "3: [2] [y]", "4: [3] [z]"}));
}

TEST(DialectSplitter, ARecordMayNotExceedTheLimit) {
  EXPECT_EQ(split(dialect_of(' '), "a b\n0123456789x\n", SIZE_MAX, 10), (Records{"1: [a] [b]", "too long on line 2"}));
}

// For commas and double quotes the two splitters must not differ; what is quoted badly is read alike too.
TEST(DialectSplitter, AgreesWithTheFastSplitterWhereverTheTextIsCut) {
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
      const Records fast = split_with(RecordSplitter(',', longest), text, SIZE_MAX);
      for (const size_t piece : {1U, 2U, 6U}) {
        ASSERT_EQ(split_with(DialectSplitter(dialect_of(','), longest, 1), text, piece), fast)
            << "text " << testing::PrintToString(text) << " piece " << piece << " longest " << longest;
      }
    }
  }
}

TEST(DialectSplitter, PiecesOfAnySizeGiveTheSameRecords) {
  const std::string_view alphabet = "a '\\\n\r";
  std::string text(6, 'a');
  const auto count = static_cast<int>(std::pow(alphabet.size(), text.size()));
  for (const Dialect& dialect : {dialect_of(' ', '\''), dialect_of('a', '\'', true)}) {
    for (int i = 0; i < count; ++i) {
      int code = i;
      for (char& c : text) {
        c = alphabet[static_cast<size_t>(code) % alphabet.size()];
        code /= static_cast<int>(alphabet.size());
      }
      const Records whole = split(dialect, text);
      for (const size_t piece : {1U, 2U}) ASSERT_EQ(split(dialect, text, piece), whole) << testing::PrintToString(text);
    }
  }
}

}  // namespace
}  // namespace sluice::ingest

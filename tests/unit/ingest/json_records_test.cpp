// JSON as records: layouts, members as columns, texts and numbers as they are written, and what is broken.
#include "ingest/json_records.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sluice::ingest {
namespace {

using testing::ElementsAre;

constexpr size_t kLongest = 1000;

// Each record as "line: cell|cell", "!" before one that cannot be used; then how it ended.
std::vector<std::string> read_json(const std::string& text, size_t piece, std::vector<std::string>* columns = nullptr) {
  const auto layout = find_json_layout(text, true);
  if (!layout) return {"no list"};
  JsonRecords collecting(*layout, kLongest);
  collecting.text() = text;
  collecting.end();
  Record record;
  while (collecting.next(record) == RecordSource::Step::record) continue;
  if (columns != nullptr) *columns = collecting.columns();

  JsonRecords records(*layout, kLongest, collecting.columns());
  std::vector<std::string> lines;
  const auto drain = [&] {
    for (;;) {
      const auto step = records.next(record);
      if (step != RecordSource::Step::record) return step;
      std::string line = (record.open_quote ? "!" : "") + std::to_string(record.line) + ": ";
      for (size_t c = 0; c < record.cells.size(); ++c) line += (c > 0 ? "|" : "") + std::string(record.cells[c]);
      lines.push_back(line);
    }
  };
  for (size_t at = 0; at < text.size(); at += piece) {
    records.text().append(text, at, piece);
    if (drain() == RecordSource::Step::failed) break;
  }
  records.end();
  if (drain() == RecordSource::Step::failed) lines.push_back("failed: " + records.error().to_string());
  if (records.cut_short_line()) lines.push_back("cut short on line " + std::to_string(*records.cut_short_line()));
  return lines;
}

std::vector<std::string> read_json(const std::string& text) {
  const auto whole = read_json(text, text.size() + 1);
  for (const size_t piece : {1U, 2U, 3U, 7U}) EXPECT_EQ(read_json(text, piece), whole) << "pieces of " << piece;
  return whole;
}

TEST(JsonRecords, AListOfObjects) {
  EXPECT_THAT(read_json("[{\"a\":1,\"b\":\"x\"},\n {\"b\":\"y\",\"a\":2.50}]"),
              ElementsAre("1: a|b", "1: 1|x", "2: 2.50|y"));
  EXPECT_THAT(read_json(" [ ] "), ElementsAre("no list"));
  EXPECT_THAT(read_json("[{\"a\":1}]\n[{\"a\":2}]"), ElementsAre("1: a", "1: 1", "2: 2"));
}

TEST(JsonRecords, OneALine) {
  EXPECT_THAT(read_json("{\"a\":1}\r\n\r\n{\"a\":2}"), ElementsAre("1: a", "1: 1", "3: 2"));
  EXPECT_THAT(read_json("{\"a\":1}\nx\n{\"a\":\n{\"a\":3}\n"), ElementsAre("1: a", "1: 1", "!2: ", "!3: ", "4: 3"));
}

TEST(JsonRecords, OneAfterTheOther) {
  EXPECT_THAT(read_json("{\n\"a\":1\n}\n{\n\"a\":2\n}"), ElementsAre("1: a", "1: 1", "4: 2"));
  EXPECT_THAT(read_json("{\"a\":1}{\"a\":2}, {\"a\":3}"), ElementsAre("1: a", "1: 1", "1: 2", "1: 3"));
}

TEST(JsonRecords, TheLongestListInsideOfAnObject) {
  EXPECT_THAT(read_json(R"({"links":[{"rel":"x"}],"result":{"rows":[{"a":1},{"a":2}]},"more":[3]})"),
              ElementsAre("1: a", "1: 1", "1: 2"));
  EXPECT_EQ(find_json_layout(R"({"result":{"rows":[{"a":1}]}})", true)->path, "result.rows");
  EXPECT_THAT(read_json(R"({"a":[1,2],"b":3})"), ElementsAre("1: a|b", "1: [1,2]|3"));  // a record, for want of a list
}

TEST(JsonRecords, AListOfLists) {
  EXPECT_THAT(read_json("[[\"a\",\"b\"],\n[1,null],[2,\"x,y\"]]"), ElementsAre("1: a|b", "2: 1|", "2: 2|x,y"));
}

TEST(JsonRecords, ColumnsAreAllMembersInTheOrderOfTheirAppearance) {
  std::vector<std::string> columns;
  read_json(R"([{"a":1},{"b":{"c":1,"d":{"e":2}}},{"a":3,"b":{"c":4}}])", 100, &columns);
  EXPECT_THAT(columns, ElementsAre("a", "b.c", "b.d.e"));
  EXPECT_THAT(read_json(R"([{"a":1},{"b":{"c":1}},{"a":3,"b":{"c":4}}])"),
              ElementsAre("1: a|b.c", "1: 1|", "1: |1", "1: 3|4"));
}

TEST(JsonRecords, TextsAreUnescaped) {
  EXPECT_THAT(read_json(R"([{"a":"q\"\\\/\b\f\n\r\t\u5f20\ud83d\ude00","\u0062":"plain"}])"),
              ElementsAre("1: a|b", "1: q\"\\/\b\f\n\r\t张😀|plain"));
  // Half a pair is a lost character, not the end of the record.
  EXPECT_THAT(read_json(R"([{"a":"\ud83dx","b":"\ude00","c":"\ud83d\u0041"}])"),
              ElementsAre("1: a|b|c", "1: \uFFFDx|\uFFFD|\uFFFDA"));
}

TEST(JsonRecords, NumbersStayAsWritten) {
  EXPECT_THAT(read_json(R"([{"a":12345678901234567890.10,"b":-0.0,"c":1E+2,"d":true,"e":false,"f":null,"g":NaN}])"),
              ElementsAre("1: a|b|c|d|e|f|g", "1: 12345678901234567890.10|-0.0|1E+2|true|false||NaN"));
}

TEST(JsonRecords, ABrokenRecordCostsItselfOnly) {
  EXPECT_THAT(read_json(R"([{"a":1},{"a":},{"a" 2},{a:3},{"a":"\x"},{"a":01x},7,"text",[1],{"a":9}])"),
              ElementsAre("1: a", "1: 1", "!1: ", "!1: ", "!1: ", "!1: ", "!1: ", "!1: ", "!1: ", "!1: ", "1: 9"));
}

TEST(JsonRecords, ABrokenListEndsWithItsLine) {
  EXPECT_THAT(read_json("[{\"a\":1}\n{\"a\":2}]"),
              ElementsAre("1: a", "1: 1", testing::HasSubstr("failed: line 2: The file is no valid JSON")));
  EXPECT_THAT(read_json("[{\"a\":1},,{\"a\":2}]"),
              ElementsAre("1: a", "1: 1", testing::HasSubstr("a record was expected")));
  EXPECT_THAT(read_json("[{\"a\":1}] x"), ElementsAre("1: a", "1: 1", testing::StartsWith("failed: line 1")));
}

TEST(JsonRecords, ATextThatIsCutShortSaysSo) {
  EXPECT_THAT(read_json("[{\"a\":1},\n{\"a\":2},\n"), ElementsAre("1: a", "1: 1", "2: 2", "cut short on line 3"));
  EXPECT_THAT(read_json("[{\"a\":1},\n{\"a\":\"2"), ElementsAre("1: a", "1: 1", "!2: ", "cut short on line 2"));
}

TEST(JsonRecords, ARecordBeyondTheLimit) {
  const std::string text = "[{\"a\":1},\n{\"a\":\"" + std::string(kLongest, 'x') + "\"}]";
  EXPECT_THAT(read_json(text), ElementsAre("1: a", "1: 1", testing::HasSubstr("failed: line 2: Line 2 is longer")));
  EXPECT_THAT(read_json("[{\"a\":1},\n{\"a\":\"" + std::string(kLongest * 3, 'x')),
              ElementsAre("1: a", "1: 1", testing::HasSubstr("failed: line 2: Line 2 is longer")));
}

TEST(JsonRecords, ObjectsDeeperThanAnyTable) {
  std::string text = "[{\"b\":1},";
  for (int i = 0; i < 100; ++i) text += "{\"a\":";
  text += "1" + std::string(100, '}') + ",{\"b\":2}]";
  EXPECT_THAT(read_json(text), ElementsAre("1: b", "1: 1", "!1: ", "1: 2"));
}

TEST(JsonRecords, MembersThatAppearLateAreCounted) {
  const std::string text = R"([{"a":1},{"a":2,"b":3},{"c":4,"b":null}])";
  JsonRecords records(*find_json_layout(text, true), kLongest, {"a"});
  records.text() = text;
  records.end();
  Record record;
  while (records.next(record) == RecordSource::Step::record) EXPECT_EQ(record.cells.size(), 1U);
  EXPECT_EQ(records.late_records(), 2U);
  EXPECT_EQ(records.late_member(), "b");
}

TEST(JsonLayout, WaitsForWhatDecides) {
  EXPECT_FALSE(find_json_layout("{\"a\":1}", false));        // a line, or a document?
  EXPECT_FALSE(find_json_layout("{\"a\":1,\"b\":", false));  // perhaps a list comes
  EXPECT_FALSE(find_json_layout("[", false));
  EXPECT_EQ(find_json_layout("{\"a\":1}\n{", false)->kind, JsonLayout::Kind::lines);
  EXPECT_EQ(find_json_layout("{\"data\":[{\"a\":1},{", false)->path, "data");
  EXPECT_EQ(find_json_layout("\n\n[{\"a\"", false)->line, 3U);
}

}  // namespace
}  // namespace sluice::ingest

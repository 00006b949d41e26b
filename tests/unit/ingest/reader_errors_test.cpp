// What a person is told about a file that cannot be read: the right code, the place, and what to do, in both languages.
#include <gtest/gtest.h>

#include "unit/ingest/recording_sink.h"

namespace sluice::ingest {
namespace {

using namespace std::string_literals;

Error error_of(std::string_view bytes, const FileSpec& spec = {}, size_t chunk = size_t{1} << 16) {
  const FileOutcome outcome = read(bytes, spec, chunk);
  EXPECT_FALSE(outcome.report);
  if (!outcome.error) return {};
  EXPECT_EQ(outcome.error->place.file, "orders.csv");
  EXPECT_FALSE(outcome.error->message.zh.empty());
  return *outcome.error;
}

bool says(const Error& error, std::string_view words) { return error.message.en.find(words) != std::string::npos; }

TEST(ReaderErrors, EmptyFile) {
  for (const std::string& bytes : {""s, "\n\n"s, " \t\r\n"s, "\xEF\xBB\xBF"s}) {
    EXPECT_EQ(error_of(bytes).code, ErrorCode::empty_file);
  }
  const Error header = error_of("customer,date,amount\n");
  EXPECT_EQ(header.code, ErrorCode::empty_file);
  EXPECT_TRUE(says(header, "a header but no row"));
}

TEST(ReaderErrors, APictureRenamed) {
  const Error error = error_of("\x89PNG\r\n\x1A\n\0\0\0\rIHDR"s + std::string(100, '\1'));
  EXPECT_EQ(error.code, ErrorCode::not_text);
  EXPECT_TRUE(says(error, "PNG picture"));
}

TEST(ReaderErrors, AWebPageSaysHowToSaveIt) {
  const Error error = error_of("<html><table><tr><td>customer</td></tr></table></html>");
  EXPECT_EQ(error.code, ErrorCode::unknown_format);
  EXPECT_TRUE(says(error, "Save As"));
}

TEST(ReaderErrors, OneColumn) {
  const Error error = error_of("customer\nC1\nC2\n");
  EXPECT_EQ(error.code, ErrorCode::too_few_columns);
  EXPECT_EQ(error.place.line, 1U);
  EXPECT_TRUE(says(error, "'customer'"));
  EXPECT_EQ(error_of("just a sentence\nand one more\n").code, ErrorCode::too_few_columns);
}

TEST(ReaderErrors, ColumnsThatAreMissingAreNamedBesideThoseThatAreThere) {
  const Error error = error_of("\ncustomer,amount,city\nC1,12,Rome\nC2,3,Oslo\n");
  EXPECT_EQ(error.code, ErrorCode::columns_not_found);
  EXPECT_EQ(error.place.line, 2U);
  EXPECT_TRUE(says(error, "No column was found for: date."));
  EXPECT_TRUE(says(error, "'customer', 'amount', 'city'"));
  EXPECT_NE(error.message.zh.find("没有找到这些列：日期"), std::string::npos);
}

TEST(ReaderErrors, TheColumnsAreKnownAlsoAfterAnError) {
  RecordingSink sink;
  FileReader reader(0, "orders.csv", 0, {}, sink);
  const std::string text = "who,amount,city\nC1,12,Rome\n";
  ASSERT_TRUE(reader.push(std::as_bytes(std::span(text))));
  ASSERT_FALSE(reader.finish());
  ASSERT_EQ(reader.report().columns.size(), 3U);
  EXPECT_EQ(reader.report().columns[2].examples, (std::vector<std::string>{"Rome"}));
}

TEST(ReaderErrors, NoUsableRow) {
  const Error error =
      error_of("customer,date,amount\n,2017-04-05,1\n,2017-04-05,1\nA,2017-04-05,x\nB,2017-04-05,1e90\nA,,1\n");
  EXPECT_EQ(error.code, ErrorCode::no_usable_rows);
  EXPECT_EQ(error.place.line, 2U);
  EXPECT_TRUE(says(error, "None of the 5 rows"));
  EXPECT_TRUE(says(error, "No customer (2 rows, first on line 2)"));
}

TEST(ReaderErrors, ALineOfManyMegabytesIsNotReadToItsEnd) {
  RecordingSink sink;
  FileReader reader(0, "orders.csv", 200 << 20, {}, sink);
  const std::string chunk(1 << 20, 'x');
  size_t pushed = 0;
  while (pushed < 200 && reader.push(std::as_bytes(std::span(chunk)))) ++pushed;
  EXPECT_LE(pushed, 17U);
  const auto error = reader.push({});
  ASSERT_FALSE(error);
  EXPECT_EQ(error.error().code, ErrorCode::record_too_long);
  EXPECT_EQ(error.error().place.line, 1U);
  EXPECT_FALSE(reader.finish());
}

TEST(ReaderErrors, ALongLineFurtherDown) {
  const std::string head = "customer,date,amount\nC1,2017-04-05,1\nC2,2017-04-05,1\n";
  const std::string text = head + std::string(kMaxRecordBytes + 1, 'x') + "\nC3,2017-04-05,1\n";
  for (const size_t chunk : {size_t{1} << 20, text.size()}) {
    const Error error = error_of(text, {}, chunk);
    EXPECT_EQ(error.code, ErrorCode::record_too_long);
    EXPECT_EQ(error.place.line, 4U);
  }
}

TEST(ReaderErrors, AQuoteThatSwallowsALineOfManyMegabytes) {
  const std::string head = "customer,date,amount\nC1,2017-04-05,1\nC2,2017-04-05,1\n";
  const Error error = error_of(head + "\"" + std::string(kMaxRecordBytes + 1, 'x'));
  EXPECT_EQ(error.code, ErrorCode::record_too_long);
  EXPECT_EQ(error.place.line, 4U);
  EXPECT_TRUE(says(error, "The quote that opens on line 4"));
}

TEST(ReaderErrors, WrongChoices) {
  const std::string text = "customer,date,amount\nC1,2017-04-05,1\n";
  FileSpec encoding;
  encoding.encoding = "klingon";
  EXPECT_EQ(error_of(text, encoding).code, ErrorCode::bad_encoding);
  FileSpec utf16;
  utf16.encoding = "utf-16le";
  EXPECT_EQ(error_of("\xEF\xBB\xBF" + text, utf16).code, ErrorCode::bad_encoding);
  FileSpec delimiter;
  delimiter.delimiter = "#";
  EXPECT_EQ(error_of(text, delimiter).code, ErrorCode::bad_spec);
  FileSpec quote;
  quote.quote = "triple";
  EXPECT_EQ(error_of(text, quote).code, ErrorCode::bad_spec);
  FileSpec other;
  other.delimiter = ";";
  EXPECT_EQ(error_of(text, other).code, ErrorCode::too_few_columns);
}

TEST(ReaderErrors, NothingIsReadAfterAnError) {
  RecordingSink sink;
  FileReader reader(0, "orders.csv", 0, {}, sink);
  EXPECT_FALSE(reader.finish());
  const std::string text = "customer,date,amount\nC1,2017-04-05,1\n";
  EXPECT_FALSE(reader.push(std::as_bytes(std::span(text))));
  EXPECT_FALSE(reader.finish());
  EXPECT_TRUE(sink.rows.empty());
}

TEST(RejectText, EveryReasonHasASentenceInBothLanguages) {
  for (int reason = 0; reason <= static_cast<int>(RejectReason::bad_text); ++reason) {
    const TextPair text = reject_text(static_cast<RejectReason>(reason));
    EXPECT_FALSE(text.en.empty());
    EXPECT_FALSE(text.zh.empty());
  }
}

}  // namespace
}  // namespace sluice::ingest

// Workbooks part by part: what a cell becomes, which sheet is read, and what is refused.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "test_support/files.h"
#include "test_support/zip_writer.h"
#include "unit/ingest/recording_sink.h"

namespace sluice::ingest {
namespace {

using test::ods_parts;
using test::xlsx_parts;
using test::zip_of;
using test::ZipParts;
using testing::ElementsAre;
using testing::HasSubstr;

std::string text_cell(const std::string& text) { return R"(<c t="inlineStr"><is><t>)" + text + "</t></is></c>"; }

std::string row_of(std::initializer_list<std::string> texts) {
  std::string row = "<row>";
  for (const std::string& text : texts) row += text_cell(text);
  return row + "</row>";
}

const std::string kHeader = row_of({"customer", "date", "amount"});

// The preview of an .xlsx whose sheet has this header and these rows.
std::vector<std::vector<std::string>> cells_of(const std::string& rows, const std::string& strings = {},
                                               const std::string& styles = {}) {
  const FileOutcome outcome =
      read(zip_of(xlsx_parts("<sheetData>" + kHeader + rows + "</sheetData>", strings, styles)));
  if (outcome.report) return outcome.report->preview;
  ADD_FAILURE() << outcome.error->to_string();
  return {};
}

TEST(Xlsx, CellsWithoutPlacesFollowOneAnother) {
  EXPECT_THAT(
      cells_of(row_of({"Ann", "2017-04-05", "1"}) + R"(<row r="9"><c r="C9"><v>2</v></c><c r="A9" t="str"><v>B</v></c>)"
                                                    R"(<c r="B9" t="d"><v>2017-04-06</v></c></row>)"),
      ElementsAre(ElementsAre("Ann", "2017-04-05", "1"), ElementsAre("B", "2017-04-06", "2")));
}

// What the page does to say how far it is: rows grow from piece to piece, and come to the same.
TEST(Xlsx, IsReadOnPieceByPiece) {
  std::string rows;
  for (int i = 0; i < 20'000; ++i) rows += row_of({"Ann", "2017-04-05", std::to_string(i)});
  const std::string bytes = zip_of(xlsx_parts("<sheetData>" + kHeader + rows + "</sheetData>"));
  RecordingSink sink;
  FileReader reader(0, "orders.xlsx", bytes.size(), {}, sink);
  ASSERT_TRUE(reader.push(std::as_bytes(std::span(bytes))));
  std::vector<uint64_t> seen;
  for (bool more = true; more; seen.push_back(reader.rows_read())) {
    const auto read = reader.read_on();
    ASSERT_TRUE(read);
    more = *read;
  }
  EXPECT_THAT(seen, ElementsAre(0, 8191, 16'383, 20'000));
  const auto report = reader.finish();
  ASSERT_TRUE(report);
  EXPECT_EQ(report->rows_kept, 20'000u);
  EXPECT_EQ(sink.rows, read(bytes).sink.rows);
}

// The rows of a file as a whole, as its first piece tells them; 0 where it does not.
double rows_told_by(const std::string& bytes, const char* name) {
  RecordingSink sink;
  FileReader reader(0, name, bytes.size(), {}, sink);
  EXPECT_TRUE(reader.push(std::as_bytes(std::span(bytes))));
  while (reader.rows_read() == 0) {
    if (!reader.read_on()) return 0;
  }
  EXPECT_GE(reader.held_bytes(), bytes.size());
  const double share = reader.share_read();
  return share == 0 ? 0 : static_cast<double>(reader.rows_read()) / share;
}

TEST(Xlsx, TellsHowMuchOfTheSheetWasRead) {
  std::string rows;
  for (int i = 0; i < 40'000; ++i) rows += row_of({"Ann", "2017-04-05", std::to_string(i)});
  const ZipParts parts = xlsx_parts("<dimension ref=\"A1:C1048576\"/><sheetData>" + kHeader + rows + "</sheetData>");
  EXPECT_NEAR(rows_told_by(zip_of(parts), "orders.xlsx"), 40'000, 2000) << "whatever the dimension says";
}

TEST(Ods, TellsHowMuchOfTheSheetWasRead) {
  const auto sheet = [](const std::string& name, int rows) {
    std::string text = "<table name='" + name + "'>";
    for (int row = 0; row <= rows; ++row) {
      text += "<table-row>";
      for (const std::string& cell :
           {row == 0 ? std::string("customer") : "C" + std::to_string(row),
            std::string(row == 0 ? "date" : "2017-04-05"), row == 0 ? std::string("amount") : std::to_string(row)}) {
        text += "<table-cell value-type='string'><p>" + cell + "</p></table-cell>";
      }
      text += "</table-row>";
    }
    return text + "</table>";
  };
  const std::string bytes = zip_of(ods_parts(sheet("April", 30'000) + sheet("May", 60'000)));
  EXPECT_NEAR(rows_told_by(bytes, "orders.ods"), 30'000, 1500) << "the other sheet is not counted";
}

TEST(Xls, IsTooShortToTell) {
  EXPECT_EQ(rows_told_by(test::repository_file("tests/conformance/ingest/workbooks/excel97.xls"), "a.xls"), 0);
}

TEST(Xlsx, TheLaterOfTwoCellsInOnePlaceCounts) {
  EXPECT_THAT(
      cells_of(R"(<row><c r="A2" t="str"><v>x</v></c><c r="B2" t="str"><v>2017-04-05</v></c><c r="C2"><v>1</v></c>)"
               R"(<c r="A2" t="str"><v>Ann</v></c></row>)"),
      ElementsAre(ElementsAre("Ann", "2017-04-05", "1")));
}

TEST(Xlsx, AnIndexBeyondTheSharedStringsIsBlank) {
  EXPECT_THAT(
      cells_of(
          R"(<row><c t="s"><v>0</v></c><c t="str"><v>2017-04-05</v></c><c><v>1</v></c><c t="s"><v>7</v></c></row>)",
          "<si><t>Ann</t></si>"),
      ElementsAre(ElementsAre("Ann", "2017-04-05", "1")));
}

TEST(Xlsx, CellsBeyondTheLastColumnAreLeftOut) {
  EXPECT_THAT(
      cells_of(
          R"(<row><c t="str"><v>Ann</v></c><c t="str"><v>2017-04-05</v></c><c><v>1</v></c><c r="ZZZZ2"><v>7</v></c></row>)"),
      ElementsAre(ElementsAre("Ann", "2017-04-05", "1")));
}

TEST(Xlsx, LinesAreRowNumbers) {
  const FileOutcome outcome = read(
      zip_of(xlsx_parts("<sheetData>" + kHeader +
                        R"(<row r="7"><c t="str"><v> </v></c><c t="str"><v>2017-04-05</v></c><c><v>1</v></c></row>)" +
                        row_of({"Ann", "2017-04-05", "1"}) + "</sheetData>")));
  ASSERT_TRUE(outcome.report);
  ASSERT_EQ(outcome.sink.rejects.size(), 1U);
  EXPECT_EQ(outcome.sink.rejects[0].line, 7U);
  EXPECT_EQ(outcome.sink.rejects[0].raw, "\t2017-04-05\t1");
}

TEST(Xlsx, BrokenPartsAreNamed) {
  const auto error_with = [](const std::string& sheet, const std::string& strings = {}) {
    const FileOutcome outcome = read(zip_of(xlsx_parts(sheet, strings)));
    return outcome.error ? outcome.error->to_string() : "read";
  };
  const std::string good = "<sheetData>" + kHeader + row_of({"Ann", "2017-04-05", "1"});
  EXPECT_THAT(error_with(good), HasSubstr("line 1 of 'xl/worksheets/sheet1.xml' is no valid XML"));
  EXPECT_THAT(error_with(good + "</sheetData>", "<si>"), HasSubstr("'xl/sharedStrings.xml' is no valid XML"));
  EXPECT_EQ(error_with(good + "</sheetData>"), "read");
  auto parts = xlsx_parts(good + "</sheetData>");
  parts.erase(parts.begin() + 3);
  EXPECT_THAT(read(zip_of(parts)).error->message.en, HasSubstr("'xl/worksheets/sheet1.xml' is missing"));
}

TEST(Xlsx, ADocumentTypeIsRefused) {
  auto parts = xlsx_parts("<sheetData/>");
  for (const size_t part : {1U, 2U, 3U}) {
    auto hostile = parts;
    hostile[part].second = R"(<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>)";
    const FileOutcome outcome = read(zip_of(hostile));
    ASSERT_TRUE(outcome.error) << part;
    EXPECT_THAT(outcome.error->message.en, HasSubstr("declares a document type")) << part;
  }
}

TEST(Ods, RepetitionsAreBounded) {
  const std::string header =
      "<table-row><table-cell value-type='string'><p>customer</p></table-cell><table-cell "
      "value-type='string'><p>date</p>"
      "</table-cell><table-cell value-type='string'><p>amount</p></table-cell></table-row>";
  const std::string row =
      "<table-row number-rows-repeated='99999999999'><table-cell "
      "value-type='string'><p>Ann</p></table-cell><table-cell "
      "value-type='date' date-value='2017-04-05'/><table-cell value-type='float' value='1' "
      "number-columns-repeated='99999'/></table-row>";
  const FileOutcome outcome = read(zip_of(ods_parts("<table name='a'>" + header + row + "</table>")));
  ASSERT_TRUE(outcome.error);
  EXPECT_EQ(outcome.error->code, ErrorCode::too_large) << outcome.error->message.en;
}

TEST(Sheets, TheFirstThatMakesSenseIsRead) {
  const auto table = [](const std::string& name, const std::vector<std::vector<std::string>>& rows) {
    std::string text = "<table name='" + name + "'>";
    for (const auto& row : rows) {
      text += "<table-row>";
      for (const auto& cell : row) text += "<table-cell value-type='string'><p>" + cell + "</p></table-cell>";
      text += "</table-row>";
    }
    return text + "</table>";
  };
  const auto cover = table("cover", {{"Orders of April"}});
  const auto people = table("people", {{"region", "manager"}, {"north", "Zoe"}, {"south", "Max"}});
  const auto orders =
      table("orders", {{"Orders of April", ""}, {"customer", "date", "amount"}, {"Ann", "2017-04-05", "1"}});
  const FileOutcome outcome = read(zip_of(ods_parts(cover + people + orders)));
  ASSERT_TRUE(outcome.report) << outcome.error->message.en;
  EXPECT_EQ(outcome.report->sheet, "orders");
  EXPECT_EQ(outcome.report->sheets.size(), 3U);
  EXPECT_EQ(outcome.report->columns.front().name, "customer");

  const FileOutcome none = read(zip_of(ods_parts(cover + people)));
  ASSERT_TRUE(none.error);
  EXPECT_EQ(none.error->code, ErrorCode::columns_not_found);
  EXPECT_THAT(none.error->message.en, HasSubstr("'region', 'manager'"));

  FileSpec missing;
  missing.sheet = "May";
  EXPECT_EQ(read(zip_of(ods_parts(cover + orders)), missing).error->code, ErrorCode::not_found);
}

// The end of the file is padding of the compound file's tables, which nothing is lost with.
TEST(Xls, ATruncationIsAnErrorOrLosesNothing) {
  const std::string whole = test::repository_file("tests/conformance/ingest/workbooks/excel97.xls");
  const FileOutcome expected = read(whole);
  ASSERT_TRUE(expected.report);
  size_t errors = 0;
  for (size_t size = 8; size < whole.size(); size += 3) {
    const FileOutcome outcome = read(whole.substr(0, size));
    if (outcome.error)
      ++errors;
    else
      EXPECT_EQ(outcome.sink.rows, expected.sink.rows) << size;
  }
  EXPECT_GT(errors, 1500U);
}

TEST(Xls, EncryptedNewWorkbooksAreCompoundFilesToo) {
  std::string bytes = test::repository_file("tests/conformance/ingest/workbooks/excel97.xls");
  const std::string name("W\0o\0r\0k\0b\0o\0o\0k\0", 16);
  const size_t at = bytes.find(name);
  ASSERT_NE(at, std::string::npos);
  const std::string encrypted("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 32);
  bytes.replace(at, 32, encrypted);
  bytes[at + 64] = 34;
  const FileOutcome outcome = read(bytes);
  ASSERT_TRUE(outcome.error);
  EXPECT_EQ(outcome.error->code, ErrorCode::encrypted_file);
}

}  // namespace
}  // namespace sluice::ingest

#include "base/table_writer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/json_fields.h"
#include "base/xlsx_writer.h"
#include "base/zip_writer.h"

namespace sluice {
namespace {

const std::vector<TableColumn> kColumns{
    {"customer", CellKind::text}, {"last", CellKind::day}, {"spent", CellKind::number, 2}, {"city", CellKind::text}};

/// Two customers: one plain, one whose cells are traps.
WrittenTable two_rows(TableFormat format) {
  const auto table = make_table_writer(format, kColumns, "Customers");
  table->text("007");
  table->day(0);
  table->number("12.50");
  table->text("");
  table->end_row();
  table->text("=cmd|'/c calc'!A0");
  table->day(19'723);
  table->number("-1");
  table->text("\"a\", b\r\n\tc\x01");
  table->end_row();
  return table->finish();
}

TEST(TableWriter, CsvIsPlainUnlessTheMarkIsAskedFor) {
  const std::string rows =
      "customer,last,spent,city\r\n007,1970-01-01,12.50,\r\n"
      "\"'=cmd|'/c calc'!A0\",2024-01-01,-1,\"\"\"a\"\", b\r\n\tc\x01\"\r\n";
  EXPECT_EQ(two_rows(TableFormat::csv).bytes, rows);
  EXPECT_EQ(two_rows(TableFormat::csv_bom).bytes, "\xEF\xBB\xBF" + rows);
}

TEST(TableWriter, JsonHasAnObjectALine) {
  const WrittenTable written = two_rows(TableFormat::json);
  EXPECT_EQ(written.rows, 2U);
  EXPECT_EQ(written.bytes,
            "[\n{\"customer\":\"007\",\"last\":\"1970-01-01\",\"spent\":12.50,\"city\":null},\n"
            "{\"customer\":\"=cmd|'/c calc'!A0\",\"last\":\"2024-01-01\",\"spent\":-1,"
            "\"city\":\"\\\"a\\\", b\\r\\n\\tc\\u0001\"}\n]\n");
  EXPECT_EQ(make_table_writer(TableFormat::json, kColumns, "Customers")->finish().bytes, "[]\n");
}

TEST(TableWriter, JsonHoldsEveryCharacterAsAnyParserReadsIt) {
  std::string every;
  for (char c = 1; c < 0x7F; ++c) every += c;
  every += "\x7F 中文 😀 \\u0041";
  const auto table = make_table_writer(TableFormat::json, {{every}}, "Customers");
  table->text(every);
  table->end_row();
  const Json rows = Json::parse(table->finish().bytes);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0][every], every);
}

TEST(TableWriter, TheSameTableIsTheSameFile) {
  for (const TableFormat format : {TableFormat::csv, TableFormat::csv_bom, TableFormat::xlsx, TableFormat::json}) {
    EXPECT_EQ(two_rows(format).bytes, two_rows(format).bytes);
  }
}

TEST(TableWriter, ReservingChangesNoByte) {
  for (const TableFormat format : {TableFormat::csv, TableFormat::xlsx, TableFormat::json}) {
    const auto write = [&](double times) {
      const auto table = make_table_writer(format, {{"n", CellKind::number}}, "Customers");
      for (int i = 0; i < 100; ++i) {
        if (i == 10) table->reserve(times);
        table->number(std::to_string(i));
        table->end_row();
      }
      return table->finish().bytes;
    };
    EXPECT_EQ(write(0.5), write(20));
  }
}

TEST(XlsxWriter, ASheetThatIsFullGoesOnOnTheNext) {
  for (const auto& [rows, sheets] : {std::pair{0, 1U}, {2, 1U}, {3, 2U}, {4, 2U}, {5, 3U}}) {
    XlsxWriter table({{"n", CellKind::number}}, "Customers", 3);  // a header and two rows
    for (int i = 0; i < rows; ++i) {
      table.number("1");
      table.end_row();
    }
    const WrittenTable written = table.finish();
    EXPECT_EQ(written.sheets, sheets) << rows;
    EXPECT_EQ(written.rows, static_cast<uint64_t>(rows));
  }
}

TEST(XlsxWriter, CountsTextsThatACellCannotHold) {
  const auto shortened = [](const std::string& text) {
    XlsxWriter table({{"text"}}, "Customers");
    table.text(text);
    table.end_row();
    return table.finish().shortened_cells;
  };
  const auto emoji = [](size_t count) {
    std::string text;
    for (size_t i = 0; i < count; ++i) text += "😀";
    return text;
  };
  EXPECT_EQ(shortened(std::string(32'767, 'x')), 0U);
  EXPECT_EQ(shortened(std::string(32'768, 'x')), 1U);
  EXPECT_EQ(shortened(emoji(16'383)), 0U);  // two units each
  EXPECT_EQ(shortened(emoji(16'384)), 1U);
}

TEST(ZipWriter, EndsWithADirectoryOfItsEntries) {
  ZipWriter zip;
  zip.begin_entry("a.txt");
  zip.write("one ");
  zip.write("two");
  EXPECT_EQ(zip.entry_bytes(), 7U);
  zip.begin_entry("b.txt");
  const std::string archive = zip.finish();
  EXPECT_TRUE(archive.starts_with("PK\x03\x04"));
  const std::string end = archive.substr(archive.size() - 22);
  EXPECT_TRUE(end.starts_with("PK\x05\x06"));
  EXPECT_EQ(end[10], 2);  // entries
}

}  // namespace
}  // namespace sluice

// Our workbooks as another program reads them: openpyxl, with which most of the world reads its workbooks outside
// Excel.
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "base/json_fields.h"
#include "base/xlsx_writer.h"
#include "test_support/files.h"

namespace sluice {
namespace {

constexpr int kNotInstalled = 77;

/// Runs read_workbook.py; null where openpyxl is not installed.
Json as_openpyxl_reads(const std::string& workbook) {
  const std::filesystem::path path =
      std::filesystem::temp_directory_path() /
      (std::string(testing::UnitTest::GetInstance()->current_test_info()->name()) + ".xlsx");
  std::ofstream(path, std::ios::binary) << workbook;
  const std::string script = std::string(SLUICE_SOURCE_DIR) + "/tests/conformance/export/read_workbook.py";
  FILE* const pipe = popen(("/usr/bin/python3 '" + script + "' '" + path.string() + "'").c_str(), "r");
  EXPECT_NE(pipe, nullptr);
  std::string text;
  char piece[4096];
  while (const size_t count = std::fread(piece, 1, sizeof piece, pipe)) text.append(piece, count);
  const int status = pclose(pipe);
  std::filesystem::remove(path);
  if (WEXITSTATUS(status) == kNotInstalled || WEXITSTATUS(status) == 127) return nullptr;
  EXPECT_EQ(status, 0);
  return Json::parse(text);
}

std::string repeated(std::string_view text, size_t times) {
  std::string whole;
  for (size_t i = 0; i < times; ++i) whole += text;
  return whole;
}

TEST(Workbook, KeepsTheTypesOfItsCells) {
  XlsxWriter table({{"customer"}, {"last", CellKind::day}, {"金额", CellKind::number, 2}, {"n", CellKind::number}},
                   "客户 & <co>");
  table.text("0012345678901234567");
  table.day(19'727);
  table.number("1234.50");
  table.number("1e+21");
  table.end_row();
  table.text("x");
  table.day(-30'000);  // 1887: spreadsheets have no such date
  table.number("-0.1");
  table.number("5");
  table.end_row();
  const Json workbook = as_openpyxl_reads(table.finish().bytes);
  if (workbook.is_null()) GTEST_SKIP() << "openpyxl is not installed";
  ASSERT_EQ(workbook["sheets"].size(), 1U);
  const Json& sheet = workbook["sheets"][0];
  EXPECT_EQ(sheet["name"], "客户 & <co>");
  EXPECT_EQ(sheet["frozen"], "A2");
  EXPECT_EQ(sheet["header_bold"], true);
  EXPECT_EQ(sheet["widths"], Json::parse("[18, 12, 12, 12]"));
  EXPECT_EQ(sheet["rows"], Json::parse(R"([["customer", "last", "金额", "n"],
      ["0012345678901234567", {"day": "2024-01-05"}, 1234.5, 1e21],
      ["x", "1887-11-12", -0.1, 5]])"));
  EXPECT_EQ(sheet["formats"], Json::parse(R"(["@", "@", "0.00", "General"])"));
}

TEST(Workbook, HoldsWhateverACellMaySay) {
  struct Trap {
    std::string text, read;  // as written; as it must be read
  };
  const std::string long_text = repeated("长", 40'000);
  const std::vector<Trap> traps{{"=cmd|'/c calc'!A0", "=cmd|'/c calc'!A0"},
                                {"+1", "+1"},
                                {"-1", "-1"},
                                {"@sum(a)", "@sum(a)"},
                                {"\ttab", "\ttab"},
                                {" blanks ", " blanks "},
                                {"two\nlines", "two\nlines"},
                                {"a\"b'c,d;e", "a\"b'c,d;e"},
                                {"<b>&amp;</b>]]>", "<b>&amp;</b>]]>"},
                                {std::string("nul\0bell\x07.", 10), "nulbell."},
                                {"\xEF\xBF\xBF.", "."},  // U+FFFF
                                {"中文 😀 é", "中文 😀 é"},
                                {"true", "true"},
                                {"2024-01-05", "2024-01-05"},
                                {long_text, long_text.substr(0, 3 * 32'767)},
                                {repeated("😀", 16'384), repeated("😀", 16'383)}};
  XlsxWriter table({{"text"}, {"row", CellKind::number}}, "Traps");
  for (size_t i = 0; i < traps.size(); ++i) {
    table.text(traps[i].text);
    table.number(std::to_string(i));
    table.end_row();
  }
  const WrittenTable written = table.finish();
  EXPECT_EQ(written.shortened_cells, 2U);
  const Json workbook = as_openpyxl_reads(written.bytes);
  if (workbook.is_null()) GTEST_SKIP() << "openpyxl is not installed";
  const Json& rows = workbook["sheets"][0]["rows"];
  ASSERT_EQ(rows.size(), traps.size() + 1);
  for (size_t i = 0; i < traps.size(); ++i) EXPECT_EQ(rows[i + 1][0], traps[i].read) << i;
}

TEST(Workbook, EverySheetOfASplitTableHasTheHeader) {
  XlsxWriter table({{"n", CellKind::number}}, "Customers", 3);
  for (int i = 0; i < 5; ++i) {
    table.number(std::to_string(i));
    table.end_row();
  }
  const Json workbook = as_openpyxl_reads(table.finish().bytes);
  if (workbook.is_null()) GTEST_SKIP() << "openpyxl is not installed";
  Json found = Json::array();
  for (const Json& sheet : workbook["sheets"]) found.push_back(Json::array({sheet["name"], sheet["rows"]}));
  EXPECT_EQ(found, Json::parse(R"([["Customers", [["n"], [0], [1]]], ["Customers 2", [["n"], [2], [3]]],
                                   ["Customers 3", [["n"], [4]]]])"));
}

}  // namespace
}  // namespace sluice

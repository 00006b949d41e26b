#include "base/csv_writer.h"

#include <gtest/gtest.h>

namespace sluice {
namespace {

std::string one_row(std::initializer_list<std::string_view> cells) {
  CsvWriter csv;
  csv.row(cells);
  return std::move(csv).text().substr(3);
}

TEST(CsvWriter, BeginsWithAByteOrderMarkUnlessToldOtherwise) {
  EXPECT_EQ(CsvWriter().text(), "\xEF\xBB\xBF");
  EXPECT_EQ(CsvWriter(ByteOrderMark::none).text(), "");
}

TEST(CsvWriter, QuotesOnlyWhereNeeded) {
  EXPECT_EQ(one_row({"plain", "two, parts", "say \"hi\"", "line\nbreak", ""}),
            "plain,\"two, parts\",\"say \"\"hi\"\"\",\"line\nbreak\",\r\n");
}

TEST(CsvWriter, NeutralisesWhatASpreadsheetWouldRun) {
  EXPECT_EQ(one_row({"=1+1", "+cmd|'/c calc'!A0", "-2+3", "@sum(a)", "\t=1"}),
            "\"'=1+1\",\"'+cmd|'/c calc'!A0\",\"'-2+3\",\"'@sum(a)\",\"'\t=1\"\r\n");
}

TEST(CsvWriter, NeutralisesTheFullWidthFormsToo) {
  EXPECT_EQ(one_row({"＝1+1", "＠sum(a)", "\n=1", "1＝1"}), "\"'＝1+1\",\"'＠sum(a)\",\"'\n=1\",1＝1\r\n");
}

TEST(CsvWriter, LeavesNumbersAlone) {
  EXPECT_EQ(one_row({"-12", "+3.5", "-0.25", "-12.5%"}), "-12,+3.5,-0.25,-12.5%\r\n");
  for (const char* formula : {"-", "+", "-.5", "-1.2.3", "-1e5", "-%", "-5%%", "-5%+1"})
    EXPECT_TRUE(looks_like_formula(formula)) << formula;
}

}  // namespace
}  // namespace sluice

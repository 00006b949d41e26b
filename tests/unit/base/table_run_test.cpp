#include "base/table_run.h"

#include <gtest/gtest.h>

#include <string>

namespace sluice {
namespace {

TableRun numbers(TableFormat format, uint64_t rows) {
  const auto write = [](uint64_t row, TableWriter& table) {
    table.number(std::to_string(row));
    table.text(std::string(row % 7, 'x'));
  };
  std::vector<TableColumn> columns{{"number", CellKind::number, -1}, {"text", CellKind::text, -1}};
  return {make_table_writer(format, std::move(columns), "Numbers"), rows, write};
}

TEST(TableRun, SaysHowFarItIs) {
  TableRun run = numbers(TableFormat::csv, 10);
  EXPECT_EQ(run.share(), 0);
  run.advance(4);
  EXPECT_EQ(run.share(), 0.4);
  EXPECT_FALSE(run.done());
  run.advance(100);
  EXPECT_EQ(run.share(), 1);
  EXPECT_TRUE(run.done());
  EXPECT_EQ(run.finish().rows, 10U);
}

TEST(TableRun, StretchesLeaveNoTrace) {
  for (const TableFormat format : {TableFormat::csv, TableFormat::csv_bom, TableFormat::xlsx, TableFormat::json}) {
    const std::string expected = numbers(format, 2'345).finish().bytes;
    for (const uint64_t stretch : {1, 7, 1'000, 1'001}) {
      TableRun run = numbers(format, 2'345);
      while (!run.done()) run.advance(stretch);
      EXPECT_EQ(run.finish().bytes, expected) << stretch;
    }
  }
}

TEST(TableRun, ATableWithoutRowsIsDone) {
  TableRun run = numbers(TableFormat::csv, 0);
  EXPECT_TRUE(run.done());
  EXPECT_EQ(run.share(), 1);
  EXPECT_EQ(run.finish().bytes, "number,text\r\n");
}

}  // namespace
}  // namespace sluice

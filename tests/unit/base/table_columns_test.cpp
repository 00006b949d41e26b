#include "base/table_columns.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace sluice {
namespace {

constexpr std::array<const char*, 3> kNames{"ann", "=bob", ""};
constexpr std::array<const char*, 3> kMoney{"1.50", "-2", ""};

TableColumns people(TableStyle style) {
  TableColumns columns(style);
  columns.text({"customer", "客户"}, [](size_t item) { return kNames[item]; });
  columns.number(
      {"spent", "金额"}, [](size_t item) { return std::string(kMoney[item]); }, 2);
  columns.day({"since", "起始日"}, [](size_t item) { return static_cast<Day>(item); });
  return columns;
}

std::string file(TableStyle style, std::vector<uint32_t> items) {
  return people(style).begin({"People", "人"}, std::move(items)).finish().bytes;
}

TEST(TableColumns, WriteTheItemsInTheirOrder) {
  EXPECT_EQ(file({}, {2, 0, 1}),
            "customer,spent,since\r\n"
            ",,1970-01-03\r\n"
            "ann,1.50,1970-01-01\r\n"
            "\"'=bob\",-2,1970-01-02\r\n");
}

TEST(TableColumns, NameThemselvesInTheLanguageButForPrograms) {
  EXPECT_EQ(file({TableFormat::csv, true}, {}), "客户,金额,起始日\r\n");
  EXPECT_EQ(file({TableFormat::csv_bom, true}, {}), "\xEF\xBB\xBF客户,金额,起始日\r\n");
  EXPECT_EQ(file({TableFormat::json, true}, {1, 2}),
            "[\n"
            "{\"customer\":\"=bob\",\"spent\":-2,\"since\":\"1970-01-02\"},\n"
            "{\"customer\":null,\"spent\":null,\"since\":\"1970-01-03\"}\n"
            "]\n");
}

TEST(TableColumns, ANameThatIsTakenSaysThatItIsTheFiles) {
  TableColumns columns({TableFormat::json});
  for (const char* value : {"ours", "theirs", "theirs too"}) {
    columns.text({"segment", "客户分群"}, [value](size_t) { return value; });
  }
  EXPECT_EQ(std::move(columns).begin({"S", "S"}, {0}).finish().bytes,
            "[\n{\"segment\":\"ours\",\"segment (file)\":\"theirs\",\"segment (file) (file)\":\"theirs too\"}\n]\n");
}

TEST(TableColumns, AskForTheItemsOneAfterTheOther) {
  uint64_t expected = 0;
  const auto odd = [&](uint64_t row) {
    EXPECT_EQ(row, expected++);
    return static_cast<size_t>(row % 2);
  };
  TableRun run = people({}).begin({"People", "人"}, 5, odd);
  while (!run.done()) run.advance(2);
  EXPECT_EQ(run.finish().rows, 5U);
  EXPECT_EQ(expected, 5U);
}

}  // namespace
}  // namespace sluice

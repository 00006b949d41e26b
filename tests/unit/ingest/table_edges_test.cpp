#include "ingest/table_edges.h"

#include <gtest/gtest.h>

namespace sluice::ingest {
namespace {

size_t preamble(std::vector<std::vector<std::string>> cells, std::optional<bool> has_header = std::nullopt) {
  std::vector<SampleRow> rows;
  for (auto& row : cells) rows.push_back({rows.size() + 1, std::move(row)});
  return count_preamble_rows(rows, has_header);
}

TEST(Preamble, TitlesAboveAHeaderOfKnownNames) {
  EXPECT_EQ(preamble({{"销售报表"}, {"导出时间", "2017-04-05"}, {"客户", "日期", "金额"}, {"甲", "2017-04-05", "1"}}),
            2U);
  EXPECT_EQ(preamble({{"Report", "", ""}, {"", "", ""}, {"customer", "date", "amount"}, {"A", "2017-04-05", "1"}}), 2U);
}

TEST(Preamble, OneCellOverWiderRows) {
  EXPECT_EQ(preamble({{"Verkauf"}, {"kto", "kiedy", "ile"}, {"A", "2017-04-05", "1"}, {"B", "2017-04-06", "2"}}), 1U);
  EXPECT_EQ(preamble({{"2017"}, {"A", "2017-04-05", "1"}, {"B", "2017-04-06", "2"}}), 1U);
}

TEST(Preamble, NoneInOrdinaryTables) {
  EXPECT_EQ(preamble({{"customer", "date", "amount"}, {"A", "2017-04-05", "1"}}), 0U);
  EXPECT_EQ(preamble({{"A", "2017-04-05", "1"}, {"B", "2017-04-05", "2"}}), 0U);
  EXPECT_EQ(preamble({{"visit", "1000"}, {"order", "700"}}), 0U);
  EXPECT_EQ(preamble({{"u1", "view", "x"}, {"u1", "order", "email"}}), 0U);  // as wide as what stands above
  EXPECT_EQ(preamble({{"one"}, {"two"}}), 0U);
  EXPECT_EQ(preamble({{"customer", "date", "amount"}, {"A", "", ""}, {"customer", "date", "amount"}}), 0U);
}

TEST(Totals, AreRowsThatBeginWithTheWord) {
  const auto is_totals = [](std::vector<std::string_view> cells) { return is_totals_row(cells); };
  EXPECT_TRUE(is_totals({"Total", "", "100"}));
  EXPECT_TRUE(is_totals({"", " GRAND TOTAL: ", "100"}));
  EXPECT_TRUE(is_totals({"合计", "", "100"}));
  EXPECT_TRUE(is_totals({"總計：", "100"}));
  EXPECT_TRUE(is_totals({"Total: 120 orders"}));
  EXPECT_TRUE(is_totals({"小计：12"}));
  EXPECT_FALSE(is_totals({"Totally", "100"}));
  EXPECT_FALSE(is_totals({"A", "Total"}));
  EXPECT_FALSE(is_totals({"合计数码", "100"}));
  EXPECT_FALSE(is_totals({"", ""}));
}

}  // namespace
}  // namespace sluice::ingest

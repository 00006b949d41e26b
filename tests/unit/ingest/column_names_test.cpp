#include "ingest/column_names.h"

#include <gtest/gtest.h>

#include <set>

#include "base/text.h"
#include "ingest/known_names.h"
#include "ingest/simplified.h"

namespace sluice::ingest {
namespace {

Role role_of(std::string_view header) {
  const std::vector<NameMeaning> meanings = meanings_of(header);
  return meanings.empty() ? Role::ignore : meanings.front().role;
}

// A name that is not in the form in which headers are compared would never be found.
TEST(KnownNames, AreFoundByTheirOwnSpelling) {
  std::set<std::pair<std::string_view, Role>> seen;
  for (const auto names : {known_names(), known_chinese_names()}) {
    for (const KnownName& known : names) {
      EXPECT_EQ(lower_ascii(to_simplified(to_half_width(known.name))), known.name);
      EXPECT_EQ(known.name.find_first_of(" _-.#:/'\"()"), std::string_view::npos) << known.name;
      EXPECT_TRUE(known.score >= 1 && known.score <= 100) << known.name;
      EXPECT_TRUE(seen.emplace(known.name, known.role).second) << known.name << " stands there twice";
      const std::vector<NameMeaning> meanings = meanings_of(known.name);
      EXPECT_TRUE(std::any_of(meanings.begin(), meanings.end(), [&](const NameMeaning& meaning) {
        return meaning.role == known.role && meaning.score == known.score;
      })) << known.name;
    }
  }
}

TEST(KnownNames, TraditionalCharactersMeanTheSame) {
  for (const auto& [traditional, simple] : {std::pair{"訂單編號", "订单编号"},
                                            {"會員編號", "会员编号"},
                                            {"顧客姓名", "顾客姓名"},
                                            {"實付金額", "实付金额"},
                                            {"下單時間", "下单时间"},
                                            {"數量", "数量"},
                                            {"單價", "单价"},
                                            {"銷售階段", "销售阶段"},
                                            {"贏單狀態", "赢单状态"}}) {
    EXPECT_EQ(to_simplified(traditional), simple);
    EXPECT_EQ(role_of(traditional), role_of(simple)) << traditional;
    EXPECT_NE(role_of(traditional), Role::ignore) << traditional;
  }
  EXPECT_EQ(outcome_of("贏單"), Outcome::won);
}

TEST(KnownNames, CostAndMargin) {
  for (const std::string_view name : {"Cost", "COGS", "total_cost", "成本", "銷售成本"})
    EXPECT_EQ(role_of(name), Role::cost) << name;
  for (const std::string_view name : {"Profit", "Gross Margin", "利润", "毛利額"})
    EXPECT_EQ(role_of(name), Role::margin) << name;
}

TEST(KnownNames, ANumberOfAnOrderMayBeCalledNameOnlyWhereItsCellsSaySo) {
  const auto meanings = meanings_of("Name");
  ASSERT_EQ(meanings.size(), 2U);
  EXPECT_EQ(meanings[0].role, Role::customer_name);
}

}  // namespace
}  // namespace sluice::ingest

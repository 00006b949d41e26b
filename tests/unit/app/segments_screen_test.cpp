// The Segments screen: its table.
#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "unit/app/app_fixture.h"
#include "unit/app/example_report.h"

namespace sluice::app {
namespace {

class SegmentsScreenTest : public ApplicationTest {
 protected:
  void open(float width, const char* language, const Report& report = shop_report()) {
    resize(width, 900);
    start({.language_tag = language});
    open_example(report);
    open_screen("nav.segments");
    answer_questions();
    settle();
  }

  static std::set<std::string> columns() {
    const ScreenTable* table = find_table("segments.table");
    return table != nullptr ? std::set<std::string>(table->header.begin(), table->header.end())
                            : std::set<std::string>();
  }

  /// Headers that are cut at the edge of the table, or beyond it.
  static size_t cut_headers() {
    size_t cut = 0;
    const ScreenItem& table = *find("segments.table");
    for (const ScreenItem& item : screen_items()) {
      if (item.role != "columnheader" || !item.test_key.starts_with("segments.table.")) continue;
      // What scrolls beyond an edge is clipped there.
      if (item.w < 80 || item.x + item.w > table.x + table.w + 0.5f) ++cut;
    }
    return cut;
  }
};

TEST_F(SegmentsScreenTest, the_table_has_room_for_its_columns_on_a_usual_screen_and_shows_all_in_two_views) {
  for (const char* language : {"en", "zh-CN"}) {
    open(1280, language);
    std::set<std::string> seen = columns();
    EXPECT_EQ(cut_headers(), 0u) << language;
    ASSERT_NE(find("segments.figures.averages"), nullptr) << language;
    click("segments.figures.averages");
    settle();
    EXPECT_EQ(cut_headers(), 0u) << language;
    EXPECT_NE(columns(), seen);
    seen.merge(columns());
    EXPECT_EQ(seen.size(), 9u) << language;
    click("segments.figures.totals");
    settle();
  }
}

TEST_F(SegmentsScreenTest, a_wide_table_has_all_columns_and_no_choice_of_them) {
  open(1920, "en");
  EXPECT_EQ(columns().size(), 9u);
  EXPECT_EQ(find("segments.figures.totals"), nullptr);
}

TEST_F(SegmentsScreenTest, tab_reaches_every_header_from_left_to_right) {
  open(1920, "en");
  std::vector<std::string> reached;
  for (int i = 0; i < 60 && reached.size() < 9; ++i) {
    press(ImGuiKey_Tab);
    for (const ScreenItem& item : screen_items()) {
      if (item.focused && item.role == "columnheader") reached.push_back(item.label);
    }
  }
  EXPECT_EQ(reached, find_table("segments.table")->header);
}

TEST_F(SegmentsScreenTest, says_what_the_check_of_the_map_has_found) {
  using Kind = rfm::MapFindingKind;
  const auto open_high = [&](const Report& report) {
    open(1280, "en", report);
    resize(1280, 2400);
    settle();
  };
  open_high(shop_report());
  EXPECT_EQ(find("settings.map.finding0"), nullptr) << "nothing is to be said";
  Report report = shop_report();
  const auto empty = [](const char* name, const char* cell) {
    return rfm::MapFinding{.kind = Kind::segment_without_customer, .sentence = {name, name}, .cells = {cell}};
  };
  report.rfm->map_report.findings = {{.kind = Kind::contested_cells, .sentence = {"Two rules.", "两条规则。"}},
                                     empty("Nobody is in Champions.", "55")};
  open_high(report);
  ASSERT_NE(find("settings.map.finding0"), nullptr) << everything_said();
  EXPECT_NE(everything_said().find("Two rules."), std::string::npos);
  EXPECT_NE(everything_said().find("Nobody is in Champions."), std::string::npos);
  EXPECT_EQ(find("settings.map.nobody"), nullptr) << "one needs no list";

  report.rfm->map_report.findings.push_back(empty("Nobody is in Hibernating.", "11"));
  open_high(report);
  ASSERT_NE(find("settings.map.nobody"), nullptr) << everything_said();
  EXPECT_NE(everything_said().find("nobody is in: Champions, Hibernating"), std::string::npos) << everything_said();
  EXPECT_NE(find("settings.map.finding0"), nullptr);
  EXPECT_EQ(find("settings.map.finding1"), nullptr);
}

TEST_F(SegmentsScreenTest, the_copy_of_the_table_has_the_columns_that_are_not_shown) {
  open(1280, "en");
  click("segments.table_card.take_along");
  settle();
  click("card.copy");
  settle();
  const std::string copied = ImGui::GetClipboardText();
  EXPECT_EQ(std::count(copied.begin(), copied.begin() + static_cast<std::ptrdiff_t>(copied.find('\n')), '\t'), 8);
}

}  // namespace
}  // namespace sluice::app

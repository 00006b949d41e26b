// Each figure on a screen tells on hover how it was computed.
#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "unit/app/app_fixture.h"
#include "unit/app/example_report.h"

#include "app/screens/screen.h"

namespace sluice::app {
namespace {

class ExplainedFiguresTest : public ApplicationTest {
 protected:
  void open(const ScreenEntry& screen) {
    resize(1280, 4000);
    start();
    open_example(shop_report());
    open_screen(screen.key);
    settle();
    answer_questions();
    settle();
  }

  /// What the tooltip says over the middle of an item, after so many frames.
  std::string told_over(const ScreenItem& item, int frames = 3) {
    ImGui::GetIO().AddMousePosEvent(item.x + item.w / 2, item.y + item.h / 2);
    settle(frames);
    const ScreenItem* tip = find("tooltip");
    return tip ? tip->label : std::string();
  }

  static std::vector<ScreenItem> items_of(std::string_view role) {
    std::vector<ScreenItem> items;
    for (const ScreenItem& item : screen_items()) {
      if (item.role == role && item.w * item.h > 0) items.push_back(item);
    }
    return items;
  }
};

/// Columns of names and of what the user's files say, in which nothing is computed.
bool holds_no_figure(const ScreenItem& header) {
  static const std::set<std::string, std::less<>> names{
      "id",    "name",    "segment", "tier",     "loyalty", "lifecycle",    "growth", "kind",
      "group", "cluster", "before",  "after",    "words",   "step",         "days",   "file",
      "line",  "time",    "raw",     "customer", "column",  "last_purchase"};
  const std::string& key = header.test_key;
  const std::string_view column = std::string_view(key).substr(key.rfind('.') + 1);
  return names.contains(column) || key.starts_with("data.") || key.find(".attribute") != std::string::npos;
}

TEST_F(ExplainedFiguresTest, key_figures_and_columns_say_how_they_are_computed) {
  size_t figures = 0, columns = 0;
  for (const ScreenEntry& screen : kScreens) {
    open(screen);
    for (const ScreenItem& figure : items_of("figure")) {
      ++figures;
      EXPECT_NE(told_over(figure), "") << screen.key << ": " << figure.test_key;
    }
    for (const ScreenItem& header : items_of("columnheader")) {
      if (holds_no_figure(header)) continue;
      ++columns;
      EXPECT_NE(told_over(header), "") << screen.key << ": " << header.test_key;
    }
  }
  EXPECT_GT(figures, 15U);
  EXPECT_GT(columns, 25U);
}

TEST_F(ExplainedFiguresTest, a_cell_says_whose_figure_it_is_with_all_digits_and_how_it_was_computed) {
  Report report = shop_report();
  report.rfm->segments[0].revenue = 1'234'567.25;
  resize(1280, 4000);
  start();
  open_example(report);
  open_screen("nav.segments");
  settle();
  const ScreenItem column = *find("segments.table.revenue");
  const ScreenItem row = *find("segments.table.row.0");
  const ScreenItem cell{.x = column.x, .y = row.y, .w = column.w, .h = row.h};
  const ScreenTable& table = *find_table("segments.table");
  ImGui::GetIO().AddMousePosEvent(cell.x + cell.w / 2, cell.y + cell.h / 2);
  settle(4);
  EXPECT_EQ(find("tooltip"), nullptr) << "not while somebody looks through the rows";
  const std::string told = told_over(cell, 60);  // a second
  EXPECT_TRUE(told.starts_with(table.rows[0][0] + "; Revenue: ")) << told;
  EXPECT_NE(told.find("after the returns rule"), std::string::npos) << told;
  const auto exact = std::find_if(table.exact.begin(), table.exact.end(), [&](const auto& cells) {
    return std::find(cells.begin(), cells.end(), report.rfm->currency + "1,234,567.25") != cells.end();
  });
  EXPECT_NE(exact, table.exact.end());
}

TEST_F(ExplainedFiguresTest, classes_of_time_say_what_falls_into_them) {
  Report report = shop_report();
  report.funnel->time_classes_ms = {60'000, 300'000, 3'600'000};
  for (size_t i = 1; i < report.funnel->steps.size(); ++i) report.funnel->steps[i].step_times = {0, 30, 10, 0};
  resize(1280, 9000);
  start();
  open_example(report);
  open_screen("nav.funnel");
  settle();
  answer_questions();
  settle();
  ASSERT_NE(find("funnel.times.class1"), nullptr);
  EXPECT_NE(told_over(*find("funnel.times.class1")).find("1 min – 5 min"), std::string::npos);
  EXPECT_NE(told_over(*find("funnel.times.class2")).find("5 min – 1 h"), std::string::npos);
}

TEST_F(ExplainedFiguresTest, marks_of_the_overview_say_how_their_figures_are_computed) {
  open(kScreens[1]);
  ASSERT_EQ(kScreens[1].id, ScreenId::overview);
  EXPECT_NE(told_over(*find("overview.heatmap.54")).find(tr("tip.group_customers")), std::string::npos);
  EXPECT_NE(told_over(*find("overview.lorenz")).find(tr("tip.lorenz")), std::string::npos);
}

}  // namespace
}  // namespace sluice::app

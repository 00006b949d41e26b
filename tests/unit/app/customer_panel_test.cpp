// One customer explained at the side of the page: what of it can be taken along.
#include <algorithm>
#include <string>
#include <utility>

#include "unit/app/app_fixture.h"
#include "unit/app/example_report.h"

namespace sluice::app {
namespace {

class CustomerPanelTest : public ApplicationTest {
 protected:
  void open_panel() {
    resize(1280, 2400);  // all of the panel can be clicked
    start();
    open_example(shop_report());
    open_screen("nav.customers");
    answer_questions();
    settle();
    click("customers.table.row.0");
    answer_questions();
    settle();
  }

  /// What has the keyboard, as the mirror names it: of a grid and its row the row.
  static std::string focused() {
    std::string key;
    for (const ScreenItem& item : screen_items()) {
      if (item.focused && item.w > 0 && item.h > 0) key = item.test_key;
    }
    return key;
  }

  /// By keys alone.
  void open_panel_of_second_row() {
    resize(1280, 2400);
    start();
    open_example(shop_report());
    open_screen("nav.customers");
    answer_questions();
    settle();
    for (int i = 0; i < 60 && !focused().starts_with("customers.table.row"); ++i) press(ImGuiKey_Tab);
    press(ImGuiKey_DownArrow);
    ASSERT_EQ(focused(), "customers.table.row.1");
    press(ImGuiKey_Enter);
    answer_questions();
    settle();
    ASSERT_NE(find("customer"), nullptr);
  }

  /// What an entry of the menu of a part saves: the name of the file and what is in it.
  std::pair<std::string, std::string> save(const std::string& part, const std::string& entry) {
    host.downloads.clear();
    click(part + ".take_along");
    settle();
    click(entry);
    settle();
    if (host.downloads.empty()) return {};
    return {host.downloads.begin()->first, host.downloads.begin()->second};
  }
};

TEST_F(CustomerPanelTest, its_charts_are_pictures_that_say_whom_they_are_about) {
  open_panel();
  for (const char* part : {"customer.scores", "customer.purchases_part"}) {
    ASSERT_NE(find(std::string(part) + ".take_along"), nullptr) << part;
    const auto [name, svg] = save(part, "card.svg");
    EXPECT_TRUE(name.starts_with("C0")) << name;
    EXPECT_TRUE(name.ends_with(".svg")) << name;
    EXPECT_NE(svg.find(">C0"), std::string::npos) << part;
  }
  EXPECT_TRUE(save("customer.purchases_part", "card.png").first.ends_with(".png"));
}

TEST_F(CustomerPanelTest, what_cannot_be_expected_is_a_dash) {
  Report report = shop_report();
  report.rfm->lifetime->active.reset();
  report.rfm->lifetime->expected_revenue.reset();
  report.rfm->lifetime->no_estimate = {"Too short.", "太短。"};
  resize(1280, 2400);
  start();
  open_example(report);
  open_screen("nav.customers");
  answer_questions();
  settle();
  click("customers.table.row.0");
  rfm::CustomerExplanation explanation = example_explanation("C0001");
  explanation.customer.expected_revenue.reset();
  explanation.customer.active.reset();
  answer(*host.last("customer"), to_json(explanation));
  settle();
  ASSERT_NE(find("customer.expected"), nullptr) << everything_said();
  EXPECT_EQ(find("customer.expected")->value, "–");
  EXPECT_EQ(find("customer.active"), nullptr);
}

TEST_F(CustomerPanelTest, says_the_usual_gap_against_the_silence) {
  open_panel();
  ASSERT_NE(find("customer.usual_gap"), nullptr) << everything_said();
  EXPECT_EQ(find("customer.usual_gap")->value, "30.5 days");
  EXPECT_EQ(find("customer.silence")->value, "12 days");
  EXPECT_NE(everything_said().find("0.39 times the usual gap"), std::string::npos);

  rfm::CustomerExplanation once = example_explanation("C0001");  // has bought on one day
  once.rhythm->usual_gap.reset();
  once.rhythm->ratio.reset();
  press(ImGuiKey_Escape);
  settle();
  click("customers.table.row.1");
  answer(*host.last("customer"), to_json(once));
  settle();
  EXPECT_EQ(find("customer.usual_gap"), nullptr);
  ASSERT_NE(find("customer.silence"), nullptr);
}

TEST_F(CustomerPanelTest, escape_leaves_the_keyboard_on_the_row_that_it_was_opened_from) {
  open_panel_of_second_row();
  press(ImGuiKey_Escape);
  settle();
  EXPECT_EQ(find("customer"), nullptr);
  EXPECT_EQ(focused(), "customers.table.row.1");
  press(ImGuiKey_DownArrow);
  EXPECT_EQ(focused(), "customers.table.row.2");
}

TEST_F(CustomerPanelTest, the_keyboard_comes_back_from_within_the_panel) {
  open_panel_of_second_row();
  for (int i = 0; i < 40 && focused() != "customer.close"; ++i) press(ImGuiKey_Tab);
  ASSERT_EQ(focused(), "customer.close");
  press(ImGuiKey_Escape);
  settle();
  EXPECT_EQ(find("customer"), nullptr);
  EXPECT_EQ(focused(), "customers.table.row.1");
}

TEST_F(CustomerPanelTest, its_scores_and_purchases_are_copied_as_tables) {
  open_panel();
  const auto lines_of = [&](const std::string& part) {
    click(part + ".take_along");
    settle();
    click("card.copy");
    settle();
    const std::string copied = ImGui::GetClipboardText();
    return std::count(copied.begin(), copied.end(), '\n');
  };
  EXPECT_EQ(lines_of("customer.scores"), 1 + 3) << "a header; R, F and M";
  EXPECT_EQ(lines_of("customer.purchases_part"), 1 + 12) << "a header; the purchases of the example";
}

}  // namespace
}  // namespace sluice::app

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

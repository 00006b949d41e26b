// What a spreadsheet gets of every card on every screen: numbers that it can read, whatever the screen shows.
#include <algorithm>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include "unit/app/app_fixture.h"
#include "unit/app/example_report.h"
#include "unit/app/take_along_fixture.h"

#include "app/screens/screen.h"

namespace sluice::app {
namespace {

using Cells = std::vector<std::vector<std::string>>;

/// What a person writes and a spreadsheet does not read as a number.
bool is_written_for_people(const std::string& cell) {
  static const std::regex marks(
      "\u2212|\u2013|(¥|€|[$])[0-9]|[0-9],[0-9]{3}|^[<>][0-9]|[0-9](K|M|B|万|亿)$|[0-9] (days?|天)$");
  return std::regex_search(cell, marks);
}

class CopiedTablesTest : public ApplicationTest {
 protected:
  void open(const char* language) {
    resize(1280, 4000);
    start({.language_tag = language});
    open_example(shop_report());
  }

  void show(std::string_view screen) {
    open_screen(screen);
    for (int round = 0; round < 2; ++round) {  // some are asked once others are answered
      settle();
      answer_questions();
    }
    settle();
  }

  static std::vector<std::string> cards() {
    std::vector<std::string> keys;
    for (const ScreenItem& item : screen_items()) {
      if (item.test_key.ends_with(".take_along")) keys.push_back(item.test_key);
    }
    return keys;
  }

  /// Copies all cards of the screen.
  void expect_numbers() {
    for (const std::string& card : cards()) {
      if (card == "data.preview_card.take_along") continue;  // the user's own cells, as they are
      const Cells rows = copy(card);
      ASSERT_GT(rows.size(), 1U) << card;
      ++copied;
      for (size_t row = 1; row < rows.size(); ++row) {
        for (const std::string& cell : rows[row]) {
          ASSERT_FALSE(is_written_for_people(cell)) << card << ": '" << cell << "'";
        }
      }
    }
  }

  Cells copy(const std::string& card) {
    ImGui::SetClipboardText("nothing");
    click(card);
    settle();
    click("card.copy");
    answered();  // the rows that were not here
    return cells_of(ImGui::GetClipboardText());
  }

  size_t copied = 0;  ///< cards
};

TEST_F(CopiedTablesTest, hold_no_number_that_is_written_for_people_only) {
  open("en");
  for (const ScreenEntry& screen : kScreens) {
    show(screen.key);
    expect_numbers();
  }
  EXPECT_GT(copied, 15U);
}

TEST_F(CopiedTablesTest, count_in_no_language) {
  open("zh-CN");
  show("nav.overview");
  expect_numbers();
  EXPECT_GT(copied, 3U);
}

TEST_F(CopiedTablesTest, have_exact_numbers_and_say_their_units_in_the_header) {
  Report report = shop_report();
  report.rfm->segments[0].revenue = 1'234'567.25;
  report.rfm->segments[0].revenue_share = 0.00012345;
  report.rfm->segments[0].average_order = -1234.5;
  report.rfm->segments[0].mean_recency = 1234.5;
  resize(1280, 4000);
  start();
  open_example(report);
  show("nav.segments");
  const Cells rows = copy("segments.table_card.take_along");
  const auto row = std::find_if(rows.begin() + 1, rows.end(), [&](const std::vector<std::string>& cells) {
    return cells[0] == report.rfm->segments[0].name.en;
  });
  ASSERT_NE(row, rows.end());
  const std::string unit = " (" + report.rfm->currency + ")";
  const auto cell_of = [&](const std::string& label) {
    const auto found = std::find(rows[0].begin(), rows[0].end(), label);
    return found == rows[0].end() ? label + " is no column" : (*row)[static_cast<size_t>(found - rows[0].begin())];
  };
  EXPECT_EQ(cell_of(tr("figure.revenue") + unit), "1234567.25");
  EXPECT_EQ(cell_of(tr("figure.average_order") + unit), "-1234.5");
  EXPECT_EQ(cell_of(tr("figure.mean_recency") + std::string(" (days)")), "1234.5");
  EXPECT_NE(std::find(row->begin(), row->end(), "0.012345%"), row->end()) << "not '<0.1%'";
}

}  // namespace
}  // namespace sluice::app

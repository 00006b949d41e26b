// Widgets in the hands of a person: mouse, keyboard, text.
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/widgets/button.h"
#include "app/widgets/card.h"
#include "app/widgets/chip.h"
#include "app/widgets/controls.h"
#include "app/widgets/fields.h"
#include "app/widgets/input.h"
#include "app/widgets/layout.h"
#include "app/widgets/menu.h"
#include "app/widgets/navigation.h"
#include "app/widgets/overlay.h"
#include "app/widgets/table.h"
#include "unit/app/widget_fixture.h"

namespace sluice::app {
namespace {

class WidgetsTest : public WidgetTest {};

TEST_F(WidgetsTest, AButtonIsPressedByMouseAndByKeyboardButNotWhenDisabled) {
  int presses = 0;
  bool disabled = false;
  const auto draw = [&] { presses += ui::button({.key = "go", .label = "Go", .disabled = disabled}); };
  settle(draw);
  EXPECT_EQ(find("go")->role, "button");
  click("go", draw);
  EXPECT_EQ(presses, 1);
  press(ImGuiKey_Tab, draw);
  press(ImGuiKey_Space, draw);
  EXPECT_EQ(presses, 2);
  EXPECT_TRUE(find("go")->focused);
  disabled = true;
  settle(draw);
  EXPECT_TRUE(find("go")->disabled);
  click("go", draw);
  EXPECT_EQ(presses, 2);
}

TEST_F(WidgetsTest, ControlsAreLargeEnoughForFingersOnAPhone) {
  const auto draw = [] {
    ui::button({.key = "b", .label = "Go"});
    ui::icon_button({.key = "i", .label = "Icon", .icon = ui::Icon::close});
    ui::checkbox({.key = "c", .label = "Check"});
    ui::toggle({.key = "t", .label = "Toggle"});
  };
  resize(390, 844);
  settle(draw);
  for (const char* key : {"b", "i", "c", "t"}) EXPECT_GE(find(key)->h, 44) << key;
}

TEST_F(WidgetsTest, ASegmentedControlReportsANewChoiceOnly) {
  size_t selected = 0;
  int changes = 0;
  const std::vector<ui::Option> options = {{.key = "a", .label = "Customers"}, {.key = "b", .label = "Revenue"}};
  const auto draw = [&] {
    if (const auto chosen = ui::segmented("metric", options, selected)) {
      selected = *chosen;
      ++changes;
    }
  };
  settle(draw);
  click("b", draw);
  EXPECT_EQ(selected, 1u);
  click("b", draw);
  EXPECT_EQ(changes, 1);
  EXPECT_TRUE(find("b")->checked);
  EXPECT_FALSE(find("a")->checked);
}

TEST_F(WidgetsTest, ASelectOpensAListAndALongListIsSearched) {
  std::vector<ui::SelectOption> options;
  for (int i = 0; i < 100; ++i) options.push_back({.label = "event " + std::to_string(i)});
  std::optional<size_t> selected;
  const auto draw = [&] {
    if (const auto chosen = ui::select({.key = "step", .spoken = "Step"}, options, selected)) selected = chosen;
  };
  settle(draw);
  EXPECT_EQ(find("step")->role, "combobox");
  click("step", draw);
  EXPECT_TRUE(find("step")->expanded);
  settle(draw);
  type("EVENT 42", draw);
  settle(draw);
  EXPECT_EQ(find("step.1"), nullptr) << "filtered away";
  click("step.42", draw);
  EXPECT_EQ(selected, 42u);
  settle(draw);
  EXPECT_EQ(find("step")->value, "event 42");
  EXPECT_FALSE(find("step")->expanded);
}

TEST_F(WidgetsTest, AMenuReportsTheChosenAction) {
  std::optional<size_t> chosen;
  const std::vector<ui::MenuItem> items = {{.key = "csv", .label = "CSV"}, {.key = "json", .label = "JSON"}};
  const auto draw = [&] {
    if (const auto now = ui::menu({.key = "export", .label = "Export"}, items)) chosen = now;
  };
  settle(draw);
  click("export", draw);
  settle(draw);
  click("json", draw);
  EXPECT_EQ(chosen, 1u);
  settle(draw);
  EXPECT_EQ(find("json"), nullptr) << "the menu closes";
}

TEST_F(WidgetsTest, SearchReportsWhileTypingAndClears) {
  std::string text;
  int changes = 0;
  const auto draw = [&] {
    changes += ui::search_field({.key = "search", .spoken = "Search"}, text) == ui::Edit::changed;
  };
  settle(draw);
  click("search", draw);
  type("wang 王", draw);
  EXPECT_EQ(text, "wang 王");
  EXPECT_GE(changes, 1);
  EXPECT_EQ(find("search")->role, "textbox");
  EXPECT_EQ(find("search")->value, "wang 王");
  click("trailing", draw);
  EXPECT_EQ(text, "");
}

TEST_F(WidgetsTest, ANumberIsTakenWhenItIsCommittedAndKeptInBounds) {
  double value = 30;
  const auto draw = [&] {
    if (const auto now =
            ui::number_field({.field = {.key = "n", .label = "Days"}, .value = value, .minimum = 1, .maximum = 365})) {
      value = *now;
    }
  };
  settle(draw);
  click("n", draw);
  type("9000", draw);
  EXPECT_EQ(value, 30) << "not while typing";
  press(ImGuiKey_Enter, draw);
  EXPECT_EQ(value, 365);
  click("n", draw);
  type("abc", draw);
  press(ImGuiKey_Enter, draw);
  EXPECT_EQ(value, 365) << "what is no number changes nothing";
  settle(draw);
  EXPECT_EQ(find("n")->value, "365");
}

TEST(TypedNumber, IsReadAsPeopleWriteIt) {
  EXPECT_EQ(ui::parse_typed_number("1,234.5"), 1234.5);
  EXPECT_EQ(ui::parse_typed_number(" 12 "), 12);
  EXPECT_EQ(ui::parse_typed_number("１２．５"), 12.5);
  EXPECT_EQ(ui::parse_typed_number("\u22123"), -3);
  for (const char* bad : {"", "-", "1.2.3", "12 days", "nan", "1e999"})
    EXPECT_EQ(ui::parse_typed_number(bad), std::nullopt) << bad;
}

TEST_F(WidgetsTest, ADateIsTypedOrPickedAndARangeHolds) {
  std::string day = "2017-04-05";
  const auto draw = [&] {
    const ui::DateField spec = {
        .field = {.key = "day", .label = "Day"}, .value = day, .first = "2017-01-01", .last = "2017-12-31"};
    if (const auto now = ui::date_field(spec)) day = *now;
  };
  settle(draw);
  click("trailing", draw);
  settle(draw);
  click("2017-04-20", draw);
  EXPECT_EQ(day, "2017-04-20");
  settle(draw);
  click("day", draw);
  type("2018-05-01", draw);
  press(ImGuiKey_Enter, draw);
  EXPECT_EQ(day, "2017-04-20") << "outside of the range";
  click("day", draw);
  type("2017-02-30", draw);
  press(ImGuiKey_Enter, draw);
  EXPECT_EQ(day, "2017-04-20") << "no such day";
  click("day", draw);
  type("2017-02-28", draw);
  press(ImGuiKey_Enter, draw);
  EXPECT_EQ(day, "2017-02-28");
}

TEST_F(WidgetsTest, ASliderFollowsThePointerAndTheArrowKeys) {
  double value = 0.5;
  const auto draw = [&] {
    if (const auto now = ui::slider({.key = "w", .label = "Weight", .value = value, .step = 0.05, .width = 400}))
      value = *now;
  };
  settle(draw);
  const ScreenItem track = *find("w");
  ImGui::GetIO().AddMousePosEvent(track.x + track.w - 1, track.y + track.h - 8);
  frame(draw);
  ImGui::GetIO().AddMouseButtonEvent(0, true);
  settle(draw);
  ImGui::GetIO().AddMouseButtonEvent(0, false);
  settle(draw);
  EXPECT_DOUBLE_EQ(value, 1);
  press(ImGuiKey_LeftArrow, draw);
  EXPECT_NEAR(value, 0.95, 1e-9) << "the keys go to what was clicked";
  press(ImGuiKey_Tab, draw);
  press(ImGuiKey_LeftArrow, draw);
  EXPECT_NEAR(value, 0.9, 1e-9);
}

TEST_F(WidgetsTest, AChipIsClickedAndRemoved) {
  std::vector<ui::ChipEvent> events;
  const auto draw = [&] {
    const ui::ChipEvent event = ui::chip({.key = "chip", .label = "Champions", .color = "#2a9d8f"});
    if (event != ui::ChipEvent::none) events.push_back(event);
  };
  settle(draw);
  EXPECT_EQ(find("chip.remove")->label, "Remove Champions");
  click("chip", draw);
  click("chip.remove", draw);
  EXPECT_EQ(events, (std::vector{ui::ChipEvent::click, ui::ChipEvent::remove}));
}

TEST_F(WidgetsTest, AModalOpensAndClosesByEscapeAndBesideIt) {
  bool open = false;
  const auto draw = [&] {
    open = ui::begin_modal({.key = "export", .title = "Export"});
    if (!open) return;
    ui::button({.key = "ok", .label = "OK"});
    ui::end_modal();
  };
  settle(draw);
  EXPECT_FALSE(open);
  ui::open_modal("export");
  settle(draw);
  EXPECT_TRUE(open);
  EXPECT_EQ(find("export")->role, "heading");
  press(ImGuiKey_Escape, draw);
  settle(draw);
  EXPECT_FALSE(open);
  ui::open_modal("export");
  settle(draw);
  EXPECT_TRUE(open);
  ImGui::GetIO().AddMousePosEvent(5, 5);
  frame(draw);
  ImGui::GetIO().AddMouseButtonEvent(0, true);
  settle(draw);
  EXPECT_FALSE(open);
}

TEST_F(WidgetsTest, AModalBeginsAtItsFirstFieldAndGivesTheKeyboardBack) {
  std::string name;
  const auto draw = [&] {
    add_screen_table({"Beneath", "beneath", {"Column"}, {}});
    if (ui::button({.key = "opener", .label = "Name it"})) ui::open_modal("naming");
    if (!ui::begin_modal({.key = "naming", .title = "A name"})) return;
    ui::paragraph("Any will do.");
    ui::text_field({.key = "name", .label = "Name"}, name);
    ui::end_modal();
  };
  settle(draw);
  press(ImGuiKey_Tab, draw);
  ASSERT_TRUE(find("opener")->focused);
  press(ImGuiKey_Enter, draw);
  settle(draw);
  ASSERT_NE(find("naming.dialog"), nullptr);
  EXPECT_EQ(find("naming.dialog")->role, "dialog");
  EXPECT_EQ(find("naming.dialog")->label, "A name");
  EXPECT_EQ(find("opener"), nullptr) << "it lies beneath";
  EXPECT_TRUE(find_table("beneath")->covered);
  type("Best", draw);
  EXPECT_EQ(name, "Best");
  EXPECT_TRUE(find("name")->focused);
  press(ImGuiKey_Escape, draw);
  settle(draw);
  EXPECT_EQ(find("naming.dialog"), nullptr) << "at the first Escape";
  EXPECT_FALSE(find_table("beneath")->covered);
  EXPECT_TRUE(find("opener")->focused);
}

TEST_F(WidgetsTest, AToastGoesByItselfAndAsksForNoFramesMeanwhile) {
  double now = 0;
  const auto draw = [&] { ui::draw_toasts(now); };
  ui::show_toast({.text = "Link copied"});
  settle(draw);
  ASSERT_NE(find("toast"), nullptr);
  frames_asked = 0;
  frame(draw);
  EXPECT_EQ(frames_asked, 0);
  now = 6000;
  settle(draw);
  EXPECT_EQ(find("toast"), nullptr);
}

TEST_F(WidgetsTest, CardsOfOneRowAreEquallyHighAndRest) {
  const auto draw = [] {
    ui::Grid grid({.key = "grid", .min_column = 300, .most = 2});
    grid.next();
    {
      ui::Card card({.key = "low", .title = "Low"});
      ui::label("one");
    }
    grid.next();
    {
      ui::Card card({.key = "high", .title = "High"});
      for (int i = 0; i < 9; ++i) ui::label("line");
    }
    EXPECT_EQ(grid.columns(), 2);
    grid.next();
    EXPECT_GT(grid.cell_width(), 300);
  };
  settle(draw);
  frames_asked = 0;
  frame(draw);
  EXPECT_EQ(frames_asked, 0);
  EXPECT_FLOAT_EQ(find("low")->y, find("high")->y);
}

TEST_F(WidgetsTest, WhatFillsItsCardGrowsToItsNeighbourAndShrinksAgain) {
  int lines = 20;
  float height = 0;
  const auto draw = [&] {
    ui::Grid grid({.key = "fill", .min_column = 300, .most = 2});
    grid.next();
    {
      ui::Card card({.key = "chart", .title = "Chart"});
      height = ui::fill_height(100);
      ImGui::Dummy({10, height});
    }
    grid.next();
    {
      ui::Card card({.key = "text", .title = "Text"});
      for (int i = 0; i < lines; ++i) ui::label("line");
    }
  };
  settle(draw);
  const float grown = height;
  EXPECT_GT(grown, 300);
  frames_asked = 0;
  frame(draw);
  EXPECT_EQ(frames_asked, 0);
  EXPECT_EQ(height, grown);
  lines = 2;
  settle(draw);
  EXPECT_EQ(height, 100);
}

TEST_F(WidgetsTest, AGridThatKnowsItsItemsFillsItsRowsEvenly) {
  const auto draw = [] {
    ASSERT_EQ(ui::columns_for(ui::available_width(), 220, 6), 5);
    ui::Grid grid({.key = "six", .min_column = 220, .most = 6, .items = 6});
    EXPECT_EQ(grid.columns(), 3) << "five fit, but 5 + 1 looks unfinished";
    grid.next();
  };
  settle(draw);
}

TEST_F(WidgetsTest, ColumnsFollowTheWidth) {
  EXPECT_EQ(ui::columns_for(358, 340, 4), 1);
  EXPECT_EQ(ui::columns_for(852, 340, 4), 2);
  EXPECT_EQ(ui::columns_for(1400, 340, 4), 3);
  EXPECT_EQ(ui::columns_for(3000, 340, 4), 4);
  EXPECT_EQ(ui::columns_for(0, 340, 4), 1);
}

class TableTest : public WidgetTest {
 protected:
  static constexpr uint64_t kRows = 1'000'000;

  void draw() {
    const ui::TableEvent now =
        ui::table({.key = "t",
                   .caption = "Customers",
                   .columns = columns_,
                   .rows = rows,
                   .row = [this](uint64_t index) -> const ui::Row* {
                     asked.insert(index);
                     if (index == missing) return nullptr;
                     row_ = {{.text = "C" + std::to_string(index)}, {.text = std::to_string(index * 10)}};
                     return &row_;
                   },
                   .sort = ui::Sort{1, true},
                   .height = 400},
                  state);
    event.first_visible = now.first_visible;
    event.last_visible = now.last_visible;
    if (now.clicked) event.clicked = now.clicked;
    if (now.sort) event.sort = now.sort;
  }
  std::function<void()> drawing() {
    return [this] { draw(); };
  }

  uint64_t rows = kRows;
  std::optional<uint64_t> missing;
  std::set<uint64_t> asked;
  ui::TableState state;
  ui::TableEvent event;

 private:
  const std::vector<ui::Column> columns_ = {
      {.key = "id", .label = "Customer"},
      {.key = "m", .label = "Revenue", .align = ui::Align::right, .sortable = true}};
  ui::Row row_;
};

TEST_F(WidgetsTest, AHeaderBeyondTheEdgeComesIntoSightWithTheKeyboard) {
  resize(500, 600);
  const std::vector<ui::Column> columns{{.key = "a", .label = "A", .min_width = 200, .sortable = true},
                                        {.key = "b", .label = "B", .min_width = 200, .sortable = true},
                                        {.key = "c", .label = "C", .min_width = 200, .sortable = true},
                                        {.key = "d", .label = "D", .min_width = 200, .sortable = true}};
  const ui::Row row{{.text = "1"}, {.text = "2"}, {.text = "3"}, {.text = "4"}};
  ui::TableState state;
  const auto draw = [&] {
    ui::table({.key = "wide", .caption = "Wide", .columns = columns, .rows = 3, .row = [&](uint64_t) { return &row; }},
              state);
  };
  settle(draw);
  EXPECT_EQ(find("wide.d")->w, 0);
  std::set<std::string> reached;
  for (int i = 0; i < 5; ++i) {
    press(ImGuiKey_Tab, draw);
    settle(draw);
    for (const ScreenItem& item : screen_items()) {
      if (!item.focused) continue;
      EXPECT_GT(item.w, 0) << item.test_key;
      reached.insert(item.test_key);
    }
  }
  for (const char* header : {"wide.a", "wide.b", "wide.c", "wide.d"}) EXPECT_TRUE(reached.contains(header)) << header;
}

TEST_F(TableTest, OnlyVisibleRowsAreAskedFor) {
  settle(drawing());
  EXPECT_LT(asked.size(), 12u);
  EXPECT_EQ(event.first_visible, 0u);
  EXPECT_EQ(event.last_visible, 10u);
  EXPECT_EQ(find_table("t")->rows.front(), (std::vector<std::string>{"C0", "0"}));
}

TEST_F(TableTest, TheMillionthRowIsReachedAndStandsAtTheEnd) {
  settle(drawing());
  press(ImGuiKey_Tab, drawing());  // the sortable header
  press(ImGuiKey_Tab, drawing());  // the body
  press(ImGuiKey_End, drawing());
  settle(drawing());
  EXPECT_EQ(event.last_visible, kRows);
  const ScreenItem* last = find("t.row.999999");
  ASSERT_NE(last, nullptr);
  EXPECT_TRUE(last->focused);
  EXPECT_FLOAT_EQ(last->y + last->h, find("t")->y + find("t")->h);
  press(ImGuiKey_UpArrow, drawing());
  press(ImGuiKey_Enter, drawing());
  EXPECT_EQ(event.clicked, kRows - 2);
}

TEST_F(TableTest, AClickFindsItsRowFarDown) {
  state.scroll = 40.0 * 765432;
  settle(drawing());
  click("t.row.765435", drawing());
  EXPECT_EQ(event.clicked, 765435u);
}

TEST_F(TableTest, TheWheelScrollsAndStopsAtTheEnds) {
  settle(drawing());
  point_at("t.row.3", drawing());
  ImGui::GetIO().AddMouseWheelEvent(0, -3);
  settle(drawing());
  EXPECT_GT(state.scroll, 100);
  ImGui::GetIO().AddMouseWheelEvent(0, 100);
  settle(drawing());
  EXPECT_EQ(state.scroll, 0);
}

TEST_F(TableTest, AHeaderAsksToSort) {
  settle(drawing());
  EXPECT_EQ(find("t.m")->label, "Revenue, sorted, largest first");
  click("t.m", drawing());
  ASSERT_TRUE(event.sort.has_value());
  EXPECT_EQ(*event.sort, (ui::Sort{1, false}));
}

TEST_F(TableTest, ARowThatIsNotHereYetIsASkeleton) {
  missing = 2;
  settle(drawing());
  EXPECT_EQ(find("t.row.2")->label, "Loading…");
  EXPECT_EQ(find_table("t")->rows.size(), 9u);
}

TEST_F(TableTest, AnEmptyTableSaysSo) {
  rows = 0;
  settle(drawing());
  EXPECT_TRUE(asked.empty());
  EXPECT_EQ(event.last_visible, 0u);
}

}  // namespace
}  // namespace sluice::app

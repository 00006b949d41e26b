// The keyboard alone, on every screen: Tab comes by everything that a mouse can press, and pressing it there works.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <imgui_internal.h>

#include "app/screens/screen.h"
#include "unit/app/app_fixture.h"
#include "unit/app/example_experiment.h"
#include "unit/app/example_report.h"

namespace sluice::app {
namespace {

bool can_be_pressed(const ScreenItem& item) {
  static constexpr std::array<std::string_view, 13> kRoles{"button",   "link",   "radio",    "checkbox", "switch",
                                                           "tab",      "slider", "combobox", "textbox",  "searchbox",
                                                           "menuitem", "option", "grid"};
  return !item.disabled && item.w * item.h > 0 && std::find(kRoles.begin(), kRoles.end(), item.role) != kRoles.end();
}

/// "overview.cell.54" and "overview.cell.55" are marks of one chart.
std::string kind_of(const std::string& test_key) {
  std::string kind;
  std::copy_if(test_key.begin(), test_key.end(), std::back_inserter(kind), [](char c) { return c < '0' || c > '9'; });
  return kind;
}

class KeyboardWalk : public ApplicationTest {
 protected:
  void open(const Report& report) {
    report_ = report;
    resize(1280, 9000);  // nothing lies out of sight
    start();
    open_example(report);
    answered();
  }

  void show(std::string_view screen) {
    open_screen(screen);
    answered();
  }

  static std::vector<ScreenItem> pressables() {
    std::vector<ScreenItem> items;
    for (const ScreenItem& item : screen_items()) {
      if (can_be_pressed(item)) items.push_back(item);
    }
    return items;
  }

  void step() {
    ImGui::GetIO().AddKeyEvent(ImGuiKey_Tab, true);
    frame();
    ImGui::GetIO().AddKeyEvent(ImGuiKey_Tab, false);
    frame();
  }

  /// Everything that Tab comes by until it is where it began.
  std::set<uint32_t> walk() {
    constexpr int kMost = 3000;
    std::set<uint32_t> reached;
    const ImGuiContext& g = *ImGui::GetCurrentContext();
    for (int i = 0; i < kMost; ++i) {
      step();
      if (g.NavId != 0 && !reached.insert(g.NavId).second) break;
    }
    return reached;
  }

  void expect_all_reached(const std::string& where) {
    const std::vector<ScreenItem> before = pressables();
    EXPECT_GT(before.size(), 5U) << where;
    const std::set<uint32_t> reached = walk();
    for (const ScreenItem& item : before) {
      EXPECT_TRUE(reached.contains(item.id))
          << where << ": Tab does not come to " << item.role << " " << item.test_key << " '" << item.label << "'";
    }
    press(ImGuiKey_Escape);
    settle();
  }

  /// What the engine would say to whatever was asked since.
  void answer_everything() {
    for (int round = 0; round < 3; ++round) {
      if (host.count("load") > loads_) {
        loads_ = host.count("load");
        answer_load({Spec{}, report_});
      }
      if (host.count("analyze") > analyses_) {
        analyses_ = host.count("analyze");
        Report report = report_;
        if (report.rfm) report.rfm->map = spec_asked().rfm.map;
        answer_analyze(report);
      }
      answered();
    }
  }

  void press_by_key(uint32_t id) {
    ImGui::ActivateItemByID(id);  // what Space does to the item that the keyboard is on
    settle(3);
  }

  /// Presses one control or mark of each kind, those too that appear meanwhile; of a list that opens, the first entry.
  void press_everything(std::string_view screen) {
    constexpr int kMost = 300;
    std::set<std::string> pressed;
    loads_ = host.count("load");
    analyses_ = host.count("analyze");
    for (int round = 0; round < kMost; ++round) {
      const std::vector<ScreenItem> items = pressables();
      const auto next = std::find_if(items.begin(), items.end(), [&](const ScreenItem& item) {
        return !item.test_key.empty() && !item.test_key.starts_with("nav.") &&
               !pressed.contains(kind_of(item.test_key));
      });
      if (next == items.end()) return;
      SCOPED_TRACE(std::string(screen) + ": " + next->test_key);
      pressed.insert(kind_of(next->test_key));
      press_by_key(next->id);
      choose_first();
      answer_everything();
      for (int i = 0; i < 2; ++i) press(ImGuiKey_Escape);
      if (find(screen) == nullptr || !find(screen)->checked) show(screen);
      ASSERT_FALSE(screen_items().empty());
    }
  }

 private:
  void choose_first() {
    for (const ScreenItem& item : pressables()) {
      if (item.role != "option" && item.role != "menuitem") continue;
      return press_by_key(item.id);
    }
  }

  Report report_;
  size_t loads_ = 0, analyses_ = 0;
};

TEST_F(KeyboardWalk, comes_by_everything_that_can_be_pressed_on_every_screen) {
  open(shop_report());
  for (const ScreenEntry& screen : kScreens) {
    show(screen.key);
    expect_all_reached(std::string(screen.key));
  }
}

TEST_F(KeyboardWalk, comes_by_everything_of_other_files) {
  open(customer_table());
  for (const char* screen : {"nav.data", "nav.overview", "nav.segments", "nav.customers"}) {
    show(screen);
    expect_all_reached(std::string("customer table, ") + screen);
  }
}

TEST_F(KeyboardWalk, comes_by_everything_of_a_pipeline) {
  open(pipeline_report());
  show("nav.funnel");
  expect_all_reached("pipeline");
}

TEST_F(KeyboardWalk, comes_by_everything_of_an_experiment) {
  open(experiment_report());
  show("nav.funnel");
  expect_all_reached("experiment");
}

TEST_F(KeyboardWalk, comes_by_everything_of_what_opens_beside_and_over_a_screen) {
  open(shop_report());
  show("nav.segments");
  click("segments.explain.champions");
  answered();
  expect_all_reached("segment panel");
  show("nav.segments");
  click("settings.map.new");
  settle();
  const std::vector<ScreenItem> dialog = pressables();
  const std::set<uint32_t> reached = walk();
  for (const ScreenItem& item : dialog) {
    if (!item.test_key.starts_with("new_map.")) continue;
    EXPECT_TRUE(reached.contains(item.id)) << item.test_key;
  }
  press(ImGuiKey_Escape);
  settle();
  click("settings.map.edit");
  settle();
  Report own = shop_report();
  own.rfm->map = spec_asked().rfm.map;
  answer_analyze(own);
  answered();
  ASSERT_NE(find("map_editor.name"), nullptr);
  expect_all_reached("map editor");
}

class EveryControl : public KeyboardWalk, public testing::WithParamInterface<std::string_view> {};

TEST_P(EveryControl, is_pressed_by_key) {
  open(shop_report());
  show(GetParam());
  press_everything(GetParam());
}

INSTANTIATE_TEST_SUITE_P(Screens, EveryControl,
                         testing::Values("nav.data", "nav.overview", "nav.segments", "nav.customers", "nav.changes",
                                         "nav.retention", "nav.value", "nav.clusters", "nav.funnel"),
                         [](const testing::TestParamInfo<std::string_view>& screen) {
                           return std::string(screen.param.substr(4));
                         });

TEST_F(KeyboardWalk, presses_every_control_of_a_pipeline) {
  open(pipeline_report());
  show("nav.funnel");
  press_everything("nav.funnel");
}

TEST_F(KeyboardWalk, presses_every_control_of_an_experiment) {
  open(experiment_report());
  show("nav.funnel");
  press_everything("nav.funnel");
}

}  // namespace
}  // namespace sluice::app

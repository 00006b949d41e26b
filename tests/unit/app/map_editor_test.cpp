// The editor of a segment map: what is clicked becomes a change of the spec, and what the check finds is said.
#include <gtest/gtest.h>

#include "unit/app/app_fixture.h"
#include "unit/app/example_report.h"

namespace sluice::app {
namespace {

class MapEditorTest : public ApplicationTest {
 protected:
  /// The example's map as the user's own, in the editor.
  void open_editor() {
    start();
    resize(1280, 2400);
    open_example(shop_report());
    click("nav.segments");
    settle();
    click("settings.map.edit");
    settle();
    answer_as_own();
  }

  /// The engine's answer: the same figures under the user's map.
  void answer_as_own(const std::vector<rfm::MapFinding>& findings = {}) {
    Report report = shop_report();
    report.rfm->map = map()["id"].get<std::string>();
    report.rfm->map_report.findings = findings;
    answer_analyze(report);
    settle();
  }

  nlohmann::json rfm_asked() const { return host.last("analyze")->params["spec"]["rfm"]; }
  nlohmann::json map() const { return rfm_asked()["own_maps"][0]; }
};

TEST_F(MapEditorTest, begins_with_a_copy_of_the_map_in_force) {
  open_editor();
  EXPECT_EQ(rfm_asked()["map"], "own");
  EXPECT_EQ(map()["cells"].size(), 25u);
  EXPECT_EQ(map()["name"]["en"].get<std::string>().rfind("My ", 0), 0u);
  EXPECT_NE(find("map_editor.heading"), nullptr);
  EXPECT_NE(find("map_editor.in_order"), nullptr);
  click("map_editor.done");
  settle();
  EXPECT_EQ(find("map_editor.heading"), nullptr);
}

TEST_F(MapEditorTest, a_click_gives_a_cell_to_the_chosen_segment_and_undo_takes_it_back) {
  open_editor();
  const std::string first = shop_report().rfm->segments[0].id;
  click("map_editor.sheet0.11");
  EXPECT_EQ(map()["cells"]["11"], first);
  answer_as_own();
  press(ImGuiKey_Z, true);
  settle();
  EXPECT_NE(map()["cells"]["11"], first) << "undo takes it back";
}

TEST_F(MapEditorTest, rules_are_added_and_cells_left_to_them) {
  open_editor();
  click("map_editor.add_rule");
  ASSERT_EQ(map()["rules"].size(), 1u);
  answer_as_own();
  click("map_editor.forget_cells");
  EXPECT_TRUE(map()["cells"].empty());
  answer_as_own();
  click("map_editor.rule0.remove");
  EXPECT_TRUE(map()["rules"].empty());
}

TEST_F(MapEditorTest, a_segment_is_added_coloured_and_deleted) {
  open_editor();
  const size_t before = map()["segments"].size();
  click("map_editor.add_segment");
  ASSERT_EQ(map()["segments"].size(), before + 1);
  answer_as_own();
  click("map_editor.hue.d1495b");
  EXPECT_EQ(map()["segments"][before]["color"], "#d1495b");
  answer_as_own();
  click("map_editor.remove_segment");
  EXPECT_EQ(map()["segments"].size(), before);
}

TEST_F(MapEditorTest, colours_have_names) {
  open_editor();
  EXPECT_EQ(find("map_editor.hue.0f766e")->label, "Colour: teal");
  EXPECT_EQ(find("map_editor.hue.7a7f87")->label, "Colour: grey");
  for (const ScreenItem& item : screen_items()) {
    if (item.role != "radio") continue;
    EXPECT_EQ(item.label.find('#'), std::string::npos) << item.label;
  }
}

TEST_F(MapEditorTest, each_part_of_a_rule_says_which_rule_it_is_of_and_stands_on_its_line) {
  open_editor();
  click("map_editor.add_rule");
  answer_as_own();
  click("map_editor.add_rule");
  answer_as_own();
  EXPECT_EQ(find("map_editor.rule0.segment")->label, "Rule 1");
  EXPECT_EQ(find("map_editor.rule1.F")->label, "Rule 2: F");
  EXPECT_EQ(find("map_editor.rule1.up")->label, "Rule 2: Earlier");
  EXPECT_EQ(find("map_editor.rule0.down")->label, "Rule 1: Later");
  EXPECT_EQ(find("map_editor.rule1.remove")->label, "Rule 2: Delete the rule");
  const auto middle = [](const ScreenItem& item) { return item.y + item.h / 2; };
  for (const char* button : {"up", "down", "remove"}) {
    const ScreenItem& item = *find("map_editor.rule1." + std::string(button));
    EXPECT_NEAR(middle(item), middle(*find("map_editor.rule1.F")), 1) << button;
  }
}

TEST_F(MapEditorTest, a_legend_names_the_segments_of_the_cells) {
  open_editor();
  ASSERT_NE(find("map_editor.legend"), nullptr);
  const rfm::RfmReport report = *shop_report().rfm;
  const std::string name = report.segments[report.map_report.cells.front().segment].name.en;
  EXPECT_NE(find("map_editor.legend")->label.find(name), std::string::npos);
}

TEST_F(MapEditorTest, the_words_about_a_segment_are_part_of_the_map) {
  open_editor();
  click("segment.advice");
  press(ImGuiKey_A, true);
  type("Call them.");
  press(ImGuiKey_Tab);
  settle();
  EXPECT_EQ(map()["segments"][0]["advice"]["en"], "Call them.");
  EXPECT_TRUE(rfm_asked()["playbook"].empty());
}

TEST_F(MapEditorTest, how_the_map_is_read_is_said_in_words_of_ones_own_or_in_none) {
  open_editor();
  EXPECT_EQ(map()["rule"]["en"], "Recency and frequency scores decide.") << "a copy is read as its model is";
  click("map_editor.reading");
  press(ImGuiKey_A, true);
  type("Agreed with sales in May.");
  press(ImGuiKey_Tab);
  settle();
  EXPECT_EQ(map()["rule"]["en"], "Agreed with sales in May.");
  EXPECT_EQ(map()["rule"]["zh"], "由 R、F 得分决定。") << "the other language says what it said";
  answer_as_own();
  click("map_editor.reading");
  press(ImGuiKey_A, true);
  press(ImGuiKey_Delete);
  press(ImGuiKey_Tab);
  settle();
  EXPECT_EQ(map()["rule"]["en"], "");
  answer_as_own();
  press(ImGuiKey_Z, true);
  settle();
  EXPECT_EQ(map()["rule"]["en"], "Agreed with sales in May.");
}

TEST_F(MapEditorTest, one_segment_at_most_takes_the_rest) {
  open_editor();
  const auto takers = [&] {
    const nlohmann::json document = map();
    std::vector<std::string> ids;
    for (const nlohmann::json& segment : document["segments"]) {
      if (segment["rest"].get<bool>()) ids.push_back(segment["id"]);
    }
    return ids;
  };
  click("map_editor.rest");
  EXPECT_EQ(takers(), std::vector<std::string>{"champions"});
  answer_as_own();
  EXPECT_TRUE(find("map_editor.rest")->checked);
  click("map_editor.choose_segment");
  settle();
  click("map_editor.choose_segment.2");
  settle();
  EXPECT_FALSE(find("map_editor.rest")->checked);
  click("map_editor.rest");
  EXPECT_EQ(takers(), std::vector<std::string>{"hibernating"});
  answer_as_own();
  press(ImGuiKey_Z, true);
  settle();
  EXPECT_EQ(takers(), std::vector<std::string>{"champions"});
}

TEST_F(MapEditorTest, the_check_says_what_is_wrong_and_marks_its_cells) {
  open_editor();
  click("map_editor.add_rule");
  answer_as_own(
      {{rfm::MapFindingKind::unassigned_cells, true, {"2 cells belong to no segment.", "2 个格子"}, {"11", "12"}}});
  EXPECT_NE(everything_said().find("2 cells belong to no segment."), std::string::npos);
  click("map_editor.finding0.show");
  settle();
  EXPECT_TRUE(find("map_editor.sheet0.11")->checked);
  EXPECT_FALSE(find("map_editor.sheet0.13")->checked);
}

TEST_F(MapEditorTest, a_map_from_a_file_is_added_and_what_is_none_is_refused_in_words) {
  start();
  open_example(shop_report());
  application->on_map_file("mine.json", "{\"id\": 8}");
  settle();
  EXPECT_NE(everything_said().find("mine.json is no segment map"), std::string::npos);
  EXPECT_EQ(host.count("analyze"), 0u);
  application->on_map_file("mine.json",
                           R"({"id":"mine","name":{"en":"Mine","zh":"我的"},"segments":[{"id":"a",)"
                           R"("name":{"en":"A","zh":"甲"},"color":"#0f766e"}],"rules":[{"segment":"a"}]})");
  ASSERT_EQ(host.count("analyze"), 1u);
  EXPECT_EQ(rfm_asked()["map"], "mine");
}

TEST_F(MapEditorTest, a_map_that_comes_before_the_customers_is_told_to_wait) {
  start();
  application->on_map_file("mine.segment-map.json", R"({"id":"mine"})");
  settle();
  EXPECT_NE(everything_said().find("Open a file with orders first"), std::string::npos) << everything_said();
}

TEST_F(MapEditorTest, deleting_the_map_brings_the_grid_back_and_leaves_the_editor) {
  open_editor();
  click("map_editor.remove");
  EXPECT_EQ(rfm_asked()["map"], "grid");
  EXPECT_TRUE(rfm_asked()["own_maps"].empty());
  settle();
  EXPECT_EQ(find("map_editor.heading"), nullptr);
}

TEST_F(MapEditorTest, another_number_of_scores_takes_the_cells_along_and_undo_brings_the_former_map_back) {
  open_editor();
  const nlohmann::json before = map();
  click("map_editor.bins");
  settle();
  click("map_editor.bins.0");
  EXPECT_EQ(map()["bins"], 3);
  EXPECT_EQ(rfm_asked()["bins"], 3);
  EXPECT_EQ(map()["cells"].size(), 9u);
  EXPECT_EQ(map()["cells"]["33"], before["cells"]["55"]);
  EXPECT_EQ(map()["cells"]["21"], before["cells"]["31"]);
  answer_as_own();  // of a map of five scores: the editor waits for the one of three
  EXPECT_EQ(find("map_editor.bins"), nullptr);
  press(ImGuiKey_Z, true);
  settle();
  EXPECT_EQ(map(), before);
}

TEST_F(MapEditorTest, the_kind_and_the_method_of_the_map_are_chosen) {
  open_editor();
  EXPECT_EQ(find("map_editor.kind.2"), nullptr) << "no map of scores becomes a split";
  click("map_editor.method");
  settle();
  click("map_editor.method.2");
  EXPECT_EQ(map()["method"], "quantile");
  answer_as_own();
  ASSERT_NE(find("settings.map.use_method"), nullptr) << "another method is chosen";
  click("map_editor.kind.1");
  EXPECT_EQ(map()["kind"], "cube");
  EXPECT_EQ(map()["cells"].size(), 125u);
}

TEST_F(MapEditorTest, a_new_map_of_any_shape_is_begun_in_the_editor) {
  start();
  resize(1280, 2400);
  open_example(shop_report());
  click("nav.segments");
  settle();
  click("settings.map.new");
  settle();
  click("new_map.kind.1");
  click("new_map.bins");
  settle();
  click("new_map.bins.1");
  settle();
  click("new_map.begin");
  EXPECT_EQ(map()["kind"], "cube");
  EXPECT_EQ(map()["bins"], 4);
  EXPECT_EQ(map()["rules"].size(), 6u);
  EXPECT_EQ(rfm_asked()["bins"], 4);
  settle();
  EXPECT_NE(find("map_editor.heading"), nullptr);
  press(ImGuiKey_Z, true);
  settle();
  EXPECT_EQ(find("map_editor.heading"), nullptr) << "undo takes the map back";
}

}  // namespace
}  // namespace sluice::app

// The scores on the Segments screen, and the settings that they come from.
#include <cmath>

#include <gtest/gtest.h>

#include "unit/app/app_fixture.h"
#include "unit/app/example_report.h"

namespace sluice::app {
namespace {

class ScoreCardsTest : public ApplicationTest {
 protected:
  static constexpr float kBars = 20;  // of the example

  void open_segments(const Report& report = shop_report()) {
    start();
    resize(1280, 3000);
    open_example(report);
    click("nav.segments");
    settle();
  }

  void drag_over_bars(std::string_view histogram, int from, int to) {
    const ScreenItem plot = *find(histogram);
    const auto point_at = [&](int bar) {
      ImGui::GetIO().AddMousePosEvent(plot.x + plot.w * (static_cast<float>(bar) + 0.5f) / kBars, plot.y + plot.h / 2);
      settle(2);
    };
    point_at(from);
    ImGui::GetIO().AddMouseButtonEvent(0, true);
    settle(2);
    point_at(to);
    ImGui::GetIO().AddMouseButtonEvent(0, false);
    settle();
  }

  nlohmann::json spec_asked() const { return host.last("analyze")->params["spec"]; }
};

TEST_F(ScoreCardsTest, a_drag_over_bars_filters_by_their_values_in_one_step) {
  open_segments();
  const rfm::DimensionReport recency = shop_report().rfm->dimensions[0];
  EXPECT_EQ(find("scores.recency.of_all"), nullptr);
  drag_over_bars("scores.recency", 3, 6);
  ASSERT_EQ(host.count("analyze"), 1u) << "one edit, when it ends";
  const nlohmann::json range = spec_asked()["filter"]["ranges"][0];
  EXPECT_EQ(range["dimension"], "recency");
  EXPECT_DOUBLE_EQ(range["from"].get<double>(), recency.histogram[3].from);
  EXPECT_DOUBLE_EQ(range["to"].get<double>(), recency.histogram[6].to);
  answer_analyze(shop_report());
  settle();
  EXPECT_NE(find("scores.recency")->value.find("chosen"), std::string::npos);
  EXPECT_EQ(find("scores.monetary")->value.find("chosen"), std::string::npos);
  EXPECT_EQ(find_table("scores.monetary")->header.size(), 4u) << "with the selected part";
  EXPECT_NE(find("scores.monetary.of_all"), nullptr) << "the words beside it are of everybody";
  press(ImGuiKey_Z, true);
  settle();
  EXPECT_TRUE(spec_asked()["filter"]["ranges"].empty());
}

TEST_F(ScoreCardsTest, on_a_telephone_a_button_leads_to_the_settings_below) {
  start();
  open_example(shop_report());
  click("nav.segments");
  settle();
  EXPECT_EQ(find("settings.jump"), nullptr) << "they stand beside";
  resize(390, 800);
  settle();
  const auto in_sight = [&] {
    const ScreenItem* map = find("settings.map.edit");
    return map != nullptr && map->h > 0 && map->y < 800;
  };
  EXPECT_FALSE(in_sight());
  click("settings.jump");
  settle();
  EXPECT_TRUE(in_sight());
}

TEST_F(ScoreCardsTest, each_grip_says_which_cut_of_which_dimension_it_moves) {
  open_segments();
  ASSERT_NE(find("scores.recency.grip.2"), nullptr);
  EXPECT_EQ(find("scores.recency.grip.2")->label, "Recency, cut 2 of 4");
  EXPECT_EQ(find("scores.monetary.grip.4")->label, "Monetary, cut 4 of 4");
}

TEST_F(ScoreCardsTest, a_click_on_a_grip_changes_nothing_and_a_key_moves_its_cut_by_a_day) {
  open_segments();
  click("scores.recency.grip.2");
  EXPECT_EQ(host.count("analyze"), 0u);
  press(ImGuiKey_RightArrow);
  ASSERT_EQ(host.count("analyze"), 1u);
  EXPECT_EQ(spec_asked()["rfm"]["recency"]["method"], "thresholds");
  const double before = shop_report().rfm->dimensions[0].cuts[1];
  EXPECT_DOUBLE_EQ(spec_asked()["rfm"]["recency"]["cuts"][1].get<double>(), std::floor(before) + 1);
  Report report = shop_report();
  report.rfm->dimensions[0].cuts[1] = std::floor(before) + 1;
  answer_analyze(report);
  settle();
  ASSERT_NE(find("scores.recency.grip.2"), nullptr);
  EXPECT_TRUE(find("scores.recency.grip.2")->focused);
}

TEST_F(ScoreCardsTest, equals_that_score_differently_are_a_warning) {
  Report report = shop_report();
  report.rfm->dimensions[0].split = 7;
  open_segments(report);
  EXPECT_EQ(find("scores.recency.ties")->role, "status");
  EXPECT_NE(find("scores.recency.ties")->label.find("7 customers"), std::string::npos);
  EXPECT_EQ(find("scores.frequency.ties")->role, "text") << "equals that share a score are none";
}

TEST_F(ScoreCardsTest, a_map_with_a_number_of_scores_of_its_own_says_so) {
  open_segments();
  ASSERT_NE(find("settings.bins"), nullptr);
  EXPECT_TRUE(find("settings.bins")->disabled);
  EXPECT_EQ(find("settings.bins")->value, "5");
  ASSERT_NE(find("settings.bins.fixed"), nullptr);
  const std::string& words = find("settings.bins.fixed")->label;
  EXPECT_NE(words.find("grid needs scores from 1 to 5"), std::string::npos) << words;
  EXPECT_NE(words.find("Eight classes"), std::string::npos) << words;
}

TEST_F(ScoreCardsTest, the_eight_classes_leave_the_scores_open_and_count_both_sides_of_each_split) {
  open_segments();
  click("settings.map");
  settle();
  click("settings.map.2");
  ASSERT_EQ(spec_asked()["rfm"]["map"], "eight");
  Report report = shop_report();
  report.rfm->map = "eight";
  report.rfm->map_report.kind = rfm::MapKind::split;
  report.rfm->map_report.cells = {{.key = "000", .customers = 300},
                                  {.key = "001", .customers = 100},
                                  {.key = "101", .customers = 200},
                                  {.key = "111", .customers = 400}};
  answer_analyze(report);
  settle();
  EXPECT_EQ(find("settings.split.sides.recency")->label, "Recency: 600 better, 400 not better");
  EXPECT_EQ(find("settings.split.sides.frequency")->label, "Frequency: 400 better, 600 not better");
  EXPECT_EQ(find("settings.split.sides.monetary")->label, "Monetary: 700 better, 300 not better");
  EXPECT_FALSE(find("settings.bins")->disabled);
  EXPECT_EQ(find("settings.bins.fixed"), nullptr);
}

TEST_F(ScoreCardsTest, a_map_with_a_method_of_its_own_offers_it) {
  open_segments();
  EXPECT_EQ(find("settings.map.method"), nullptr) << "the grid takes any";
  click("settings.map");
  settle();
  click("settings.map.3");
  answer_analyze(shop_report());
  settle();
  ASSERT_EQ(spec_asked()["rfm"]["map"], "rfm-r");
  EXPECT_EQ(spec_asked()["rfm"]["recency"]["method"], "midrank") << "nothing is forced";
  ASSERT_NE(find("settings.map.method"), nullptr);
  EXPECT_EQ(find("settings.map.method")->label,
            "This map goes with the scoring method 'R package rfm', and another one is chosen.");
  click("settings.map.use_method");
  answer_analyze(shop_report());
  settle();
  for (const char* dimension : {"recency", "frequency", "monetary"}) {
    EXPECT_EQ(spec_asked()["rfm"][dimension]["method"], "rfm-r");
  }
  EXPECT_EQ(find("settings.map.method"), nullptr);
  EXPECT_EQ(find("settings.map.use_method"), nullptr);
  press(ImGuiKey_Z, true);
  settle();
  EXPECT_EQ(spec_asked()["rfm"]["recency"]["method"], "midrank");
  EXPECT_EQ(spec_asked()["rfm"]["map"], "rfm-r");
  EXPECT_NE(find("settings.map.use_method"), nullptr);
}

TEST_F(ScoreCardsTest, the_lookback_leads_to_a_period_between_two_days) {
  open_segments();
  EXPECT_NE(find("settings.lookback.hint"), nullptr);
  click("settings.lookback.period");
  settle();
  EXPECT_NE(find("data.heading"), nullptr);
}

}  // namespace
}  // namespace sluice::app

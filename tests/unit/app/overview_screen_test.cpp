// The overview's pictures of all customers against a host that records: the cube and the plane, what a click or a line
// drawn around somebody chooses.
#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include "app/charts/scatter.h"
#include "app/format.h"
#include "app/theme.h"
#include "app/widgets/text.h"
#include "unit/app/app_fixture.h"
#include "unit/app/example_report.h"

namespace sluice::app {
namespace {

class OverviewScreenTest : public ApplicationTest {
 protected:
  void open_overview(float width = 1280, const StartOptions& options = {.language_tag = "en"}) {
    resize(width, 4800);  // the whole screen
    start(options);
    open_example(shop_report());
    answer_questions();
    settle();
  }
  nlohmann::json asked_filter() { return host.last("analyze")->params["spec"]["filter"]; }

  /// Presses, moves through the places (shares of the picture from its left top corner), does something and lets go.
  void draw(
      const std::vector<ImVec2>& places, const std::function<void()>& before_the_end = [] {}) {
    const ScreenItem plot = *find("overview.scatter.plot");
    ImGuiIO& io = ImGui::GetIO();
    const auto move = [&](ImVec2 place) {
      io.AddMousePosEvent(plot.x + place.x * plot.w, plot.y + place.y * plot.h);
      settle(2);
    };
    move(places.front());
    io.AddMouseButtonEvent(0, true);
    settle(2);
    for (const ImVec2 place : places) move(place);
    before_the_end();
    io.AddMouseButtonEvent(0, false);
    settle(3);
  }

  /// Chooses a cell of the cube.
  void filter_by_cube(float width) {
    open_overview(width);
    EXPECT_EQ(find("overview.cube.533"), nullptr);
    click("overview.grid.cube");
    settle();
    EXPECT_EQ(find_table("overview.heatmap"), nullptr);
    const ScreenTable* table = find_table("overview.cube");
    ASSERT_NE(table, nullptr);
    EXPECT_EQ(table->rows.size(), 25u);
    EXPECT_EQ(find("overview.cube.543"), nullptr) << "nobody is in it";
    click("overview.cube.533");
    ASSERT_EQ(host.count("analyze"), 1u);
    EXPECT_EQ(asked_filter()["cells"], nlohmann::json::array({"533"}));
    answer_analyze(shop_report());
    settle();
    ASSERT_NE(find("filter.533"), nullptr);
    EXPECT_NE(everything_said().find("R5 F3 M3"), std::string::npos);
    EXPECT_TRUE(find("overview.cube.533")->checked);
  }
};

TEST_F(OverviewScreenTest, a_cell_tells_the_values_behind_its_scores) {
  open_overview();
  const ScreenItem cell = *find("overview.heatmap.54");
  ImGui::GetIO().AddMousePosEvent(cell.x + cell.w / 2, cell.y + cell.h / 2);
  settle();
  ASSERT_NE(find("tooltip"), nullptr);
  const std::string said = find("tooltip")->label;
  const rfm::BinReport bin = shop_report().rfm->dimensions[0].scores[4];
  EXPECT_NE(said.find("R 5: " + format_days(bin.lowest) + " to " + format_days(bin.highest)), std::string::npos)
      << said;
  EXPECT_NE(said.find("F 4: "), std::string::npos) << said;
}

TEST_F(OverviewScreenTest, the_shares_of_the_concentration_say_how_they_are_computed) {
  open_overview();
  for (const char* key : {"overview.top_fifth", "overview.bottom_fifth", "overview.gini"}) {
    ASSERT_NE(find(key), nullptr) << key;
    const ScreenItem sentence = *find(key);
    ImGui::GetIO().AddMousePosEvent(sentence.x + sentence.w / 4, sentence.y + sentence.h / 2);
    settle();
    ASSERT_NE(find("tooltip"), nullptr) << key;
  }
}

TEST_F(OverviewScreenTest, the_plane_is_asked_for_once_a_report) {
  open_overview();
  EXPECT_EQ(host.count("scatter"), 1u);
  click("overview.treemap.champions");
  answer_analyze(shop_report());
  settle();
  EXPECT_EQ(host.count("scatter"), 2u);
  const ScreenTable* table = find_table("overview.scatter.plot");
  ASSERT_NE(table, nullptr);
  EXPECT_EQ(table->header.size(), 4u) << "under a filter with those that it leaves";
}

TEST_F(OverviewScreenTest, a_line_around_customers_filters_by_it_until_it_is_taken_away) {
  open_overview();
  draw({{0.2f, 0.3f}, {0.6f, 0.3f}, {0.6f, 0.8f}, {0.2f, 0.8f}});
  ASSERT_EQ(host.count("analyze"), 1u);
  const nlohmann::json lasso = asked_filter()["lasso"];
  EXPECT_EQ(lasso["x"], "frequency");
  EXPECT_EQ(lasso["y"], "monetary");
  EXPECT_EQ(lasso["x_scale"], "logarithmic");
  ASSERT_EQ(lasso["points"].size(), 4u) << lasso.dump();
  // From 0.5 to 20.5 on ln(1 + x): a fifth of the way stands 1.55, three fifths 6.4.
  EXPECT_NEAR(lasso["points"][0]["x"], 1.55, 0.05);
  EXPECT_NEAR(lasso["points"][1]["x"], 6.41, 0.1);
  EXPECT_GT(lasso["points"][0]["y"], lasso["points"][2]["y"]) << "upwards is more";
  answer_analyze(shop_report());
  settle();
  ASSERT_NE(find("filter.lasso"), nullptr) << everything_said();
  EXPECT_NE(everything_said().find("Drawn around: Frequency"), std::string::npos) << everything_said();
  press(ImGuiKey_Z, true);
  EXPECT_TRUE(asked_filter()["lasso"].is_null()) << "undo";
  answer_analyze(shop_report());
  settle();
  press(ImGuiKey_Y, true);
  answer_analyze(shop_report());
  settle();
  click("filter.lasso.remove");
  EXPECT_TRUE(asked_filter()["lasso"].is_null());
}

TEST_F(OverviewScreenTest, a_click_and_a_stroke_enclose_nobody) {
  open_overview();
  click("overview.scatter.plot");
  draw({{0.2f, 0.2f}, {0.5f, 0.5f}, {0.8f, 0.8f}});
  EXPECT_EQ(host.count("analyze"), 0u);
}

TEST_F(OverviewScreenTest, escape_gives_a_line_up_that_is_being_drawn) {
  open_overview();
  draw({{0.2f, 0.3f}, {0.6f, 0.3f}, {0.6f, 0.8f}, {0.2f, 0.8f}}, [&] { press(ImGuiKey_Escape); });
  EXPECT_EQ(host.count("analyze"), 0u);
}

TEST_F(OverviewScreenTest, an_area_that_was_drawn_on_other_axes_says_so) {
  const auto note_on = [&](const rfm::ScatterReport& shown) {
    open_overview();
    draw({{0.2f, 0.3f}, {0.6f, 0.3f}, {0.6f, 0.8f}, {0.2f, 0.8f}});
    answer_analyze(shop_report());
    settle();
    answer(*host.last("scatter"), to_json(shown));
    settle();
    const ScreenItem* note = find("overview.scatter.note");
    return note ? note->label : std::string();
  };
  EXPECT_EQ(note_on(example_scatter()), "") << "the outline is there as it was drawn";
  rfm::ScatterReport other = example_scatter();
  other.x.scale = rfm::AxisScale::linear;
  EXPECT_EQ(note_on(other),
            "The area in force was drawn when an axis had another scale: its straight sides are bent here.");
  other.x.dimension = "recency";
  EXPECT_EQ(note_on(other),
            "The area in force was drawn on Frequency × Monetary. Choose these axes to see its outline.");
}

TEST_F(OverviewScreenTest, a_rectangle_is_marked_by_keys) {
  open_overview();
  click("overview.scatter.plot");
  press(ImGuiKey_LeftArrow);
  const ScreenItem* plot = find("overview.scatter.plot");
  EXPECT_NE(plot->value.find("Frequency"), std::string::npos) << plot->value;
  press(ImGuiKey_Enter);
  EXPECT_EQ(host.count("analyze"), 0u);
  EXPECT_NE(find("overview.scatter.plot")->value.find("One corner marked"), std::string::npos);
  press(ImGuiKey_Escape);
  EXPECT_EQ(find("overview.scatter.plot")->value.find("One corner marked"), std::string::npos);
  press(ImGuiKey_Space);
  press(ImGuiKey_RightArrow);
  press(ImGuiKey_UpArrow);
  press(ImGuiKey_Enter);
  ASSERT_EQ(host.count("analyze"), 1u);
  const nlohmann::json points = asked_filter()["lasso"]["points"];
  ASSERT_EQ(points.size(), 4u);
  EXPECT_EQ(points[1]["x"].get<double>() - points[0]["x"].get<double>(), 2) << "two cells of a width of 1";
  EXPECT_EQ(points[0]["y"], points[1]["y"]);
  EXPECT_LT(points[1]["y"], points[2]["y"]);
}

TEST_F(OverviewScreenTest, other_axes_are_a_choice_of_the_spec) {
  open_overview();
  click("overview.scatter.plane");
  settle();
  click("overview.scatter.plane.1");
  const nlohmann::json scatter = host.last("analyze")->params["spec"]["scatter"];
  EXPECT_EQ(scatter["x"], "recency");
  EXPECT_EQ(scatter["y"], "frequency");
}

TEST_F(OverviewScreenTest, on_a_phone_a_finger_draws_once_that_is_switched_on) {
  open_overview(390);
  ASSERT_NE(find("overview.scatter.draw"), nullptr) << everything_said();
  draw({{0.2f, 0.3f}, {0.6f, 0.3f}, {0.6f, 0.8f}, {0.2f, 0.8f}});
  EXPECT_EQ(host.count("analyze"), 0u);
  EXPECT_EQ(find("overview.scatter.plot")->role, "img") << "the page scrolls";
  click("overview.scatter.draw");
  EXPECT_EQ(find("overview.scatter.plot")->role, "application");
  draw({{0.2f, 0.3f}, {0.6f, 0.3f}, {0.6f, 0.8f}, {0.2f, 0.8f}});
  EXPECT_EQ(asked_filter()["lasso"]["points"].size(), 4u);
}

TEST_F(OverviewScreenTest, heatmap_and_cube_show_each_others_cells) {
  open_overview();
  click("overview.heatmap.53");
  answer_analyze(shop_report());
  settle();
  click("overview.grid.cube");
  settle();
  EXPECT_TRUE(find("overview.cube.533")->checked);
  EXPECT_FALSE(find("overview.cube.522")->checked);
  click("overview.cube.522");
  answer_analyze(shop_report());
  settle();
  click("overview.grid.heatmap");
  settle();
  EXPECT_TRUE(find("overview.heatmap.52")->checked) << "a part of it";
  EXPECT_FALSE(find("overview.heatmap.53")->checked);
}

TEST_F(OverviewScreenTest, cells_are_coloured_by_what_their_customers_are_worth) {
  open_overview();
  EXPECT_EQ(host.count("value"), 0u) << "asked for when it is wanted";
  click("overview.heatmap.value");
  answered();
  settle();
  EXPECT_NE(find("overview.heatmap.54")->value.find("250"), std::string::npos) << "10,000 of 40 customers";
  click("overview.grid.cube");
  settle();
  EXPECT_NE(everything_said().find("¥500"), std::string::npos) << "5,000 of 10 customers";

  Report without = shop_report();
  without.rfm->lifetime->value.reset();
  click("overview.heatmap.customers");
  click("overview.cube.522");
  answer_analyze(without);
  settle();
  EXPECT_EQ(find("overview.heatmap.value"), nullptr) << "nobody knows it";
}

TEST_F(OverviewScreenTest, notes_stand_above_the_figures_and_are_dismissed_once_for_all_screens) {
  Report report = shop_report();
  report.rfm->notes = {{"There is one customer only.", "只有一位客户。"}, {"Only 2 values.", "只有 2 个值。"}};
  resize(1280, 4800);
  start();
  open_example(report);
  ASSERT_NE(find("notes"), nullptr);
  EXPECT_LT(find("notes")->y, find("kpi.customers")->y);
  EXPECT_EQ(find("notes")->label, "There is one customer only.");
  click("notes.action");
  settle();
  EXPECT_NE(find("notes")->label.find("Only 2 values."), std::string::npos);
  for (const char* screen : {"nav.segments", "nav.customers"}) {
    open_screen(screen);
    answered();
    EXPECT_NE(find("notes"), nullptr) << screen;
  }
  click("notes.close");
  settle();
  EXPECT_EQ(find("notes"), nullptr);
  open_screen("nav.overview");
  answered();
  EXPECT_EQ(find("notes"), nullptr);
  click("notes.recall");
  settle();
  EXPECT_NE(find("notes"), nullptr);
}

TEST_F(OverviewScreenTest, on_a_vast_screen_the_curve_is_no_higher_than_wide_and_the_cells_grow) {
  open_overview(3840);
  const ScreenItem curve = *find("overview.lorenz");
  EXPECT_LE(curve.h, curve.w);
  const ScreenItem cell = *find("overview.heatmap.55");
  EXPECT_LE(cell.h, cell.w);
  constexpr float kHighestByItself = 76 * 1.5f;
  EXPECT_GT(cell.h, kHighestByItself) << "the card of groups beside it is higher";
}

TEST_F(OverviewScreenTest, under_the_curve_stands_as_much_of_it_in_words_as_there_is_room_for) {
  open_overview(1280);
  ASSERT_NE(find("overview.best.10%"), nullptr);
  EXPECT_EQ(find("overview.best.10%")->value, "27.1% of the revenue") << "1 - 0.9 to the third";
  EXPECT_GT(find("overview.best.10%")->y, find("overview.lorenz")->y + find("overview.lorenz")->h);
  EXPECT_NE(find("overview.best.1%"), nullptr);
  EXPECT_LT(find("overview.best.1%")->y, find("overview.best.50%")->y);
}

TEST_F(OverviewScreenTest, the_choice_of_axes_has_room_for_its_words) {
  open_overview(1280, {.language_tag = "zh-CN"});
  const ScreenItem& plane = *find("overview.scatter.plane");
  EXPECT_GT(plane.w, ui::measure(TextStyle::body, plane.value).x + sizes().icon + sizes().s24);
}

TEST_F(OverviewScreenTest, the_cube_filters_by_three_scores) { filter_by_cube(1280); }

TEST_F(OverviewScreenTest, the_cube_lies_flat_on_a_phone) { filter_by_cube(390); }

// Every point between two corners lies on the side that is straight where the area was drawn.
TEST(Outline, IsBentOnOtherScalesOnly) {
  const chart::Outline drawn{.corners = {{1, 10}, {100, 50}, {20, 4'000}}, .x_logarithmic = true};
  EXPECT_EQ(chart::line_on(drawn, true, false).size(), 3u);
  const std::vector<chart::PlanePoint> line = chart::line_on(drawn, false, false);
  ASSERT_EQ(line.size() % 3, 0u);
  const size_t pieces = line.size() / 3;
  ASSERT_GT(pieces, 8u);
  const auto place = [](chart::PlanePoint point) { return chart::PlanePoint{std::log1p(point.x), point.y}; };
  for (size_t side = 0; side < 3; ++side) {
    const chart::PlanePoint from = place(drawn.corners[side]), to = place(drawn.corners[(side + 1) % 3]);
    EXPECT_EQ(line[side * pieces].x, drawn.corners[side].x);
    double before = -1;
    for (size_t piece = 0; piece < pieces; ++piece) {
      const chart::PlanePoint at = place(line[side * pieces + piece]);
      const double along = (at.x - from.x) / (to.x - from.x);
      EXPECT_NEAR(at.y, from.y + along * (to.y - from.y), 1e-6);
      EXPECT_GT(along, before);
      before = along;
    }
    EXPECT_LT(before, 1);
  }
  EXPECT_TRUE(chart::line_on({}, true, true).empty());
}

TEST(Simplify, KeepsTheCornersOfALineAndAtMostSoMany) {
  std::vector<chart::PlanePoint> line;
  for (int i = 0; i <= 100; ++i) line.push_back({i / 100.0, 0});
  for (int i = 1; i <= 100; ++i) line.push_back({1, i / 100.0});
  const std::vector<chart::PlanePoint> corners = chart::simplify(line, 0.003, 200);
  ASSERT_EQ(corners.size(), 3u);
  EXPECT_EQ(corners[1].x, 1);
  EXPECT_EQ(corners[1].y, 0);
  std::vector<chart::PlanePoint> zigzag;
  for (int i = 0; i < 1'000; ++i) zigzag.push_back({i / 1'000.0, i % 2 == 0 ? 0.0 : 1 - i / 2'000.0});
  EXPECT_LE(chart::simplify(zigzag, 0.003, 200).size(), 200u);
  EXPECT_GE(chart::simplify(zigzag, 0.003, 200).size(), 2u);
}

}  // namespace
}  // namespace sluice::app

// Every chart is drawn with plausible and with hostile data, in both languages and themes and at three widths: nothing
// crashes, everything that is listed lies inside the canvas's width, and at rest no further frame is asked for.
#include <string>

#include "unit/app/chart_samples.h"
#include "unit/app/widget_fixture.h"

#include "app/widgets/card.h"
#include "app/widgets/layout.h"

namespace sluice::app {
namespace {

using samples::Flavor;

void draw_everything(Flavor flavor) {
  ui::begin_page("page");
  {
    ui::Grid grid({.key = "charts", .min_column = 420, .most = 3});
    const auto card = [&](const char* key, const auto& chart) {
      grid.next();
      ui::Card surface({.key = key, .title = key});
      chart();
    };
    card("treemap", [&] { chart::treemap(samples::treemap(flavor)); });
    card("heatmap", [&] { chart::heatmap(samples::heatmap(flavor)); });
    card("cohorts", [&] { chart::cohort_map(samples::cohort_map(flavor)); });
    card("lines", [&] { chart::line_chart(samples::line_chart(flavor)); });
    card("rates", [&] { chart::line_chart(samples::rate_curve(flavor)); });
    card("lorenz", [&] { chart::lorenz(samples::lorenz(flavor)); });
    card("bars", [&] { chart::bar_list(samples::bar_list(flavor)); });
    card("funnel", [&] { chart::funnel_bars(samples::event_funnel(flavor)); });
    card("centred", [&] { chart::funnel_bars(samples::centred_funnel(flavor)); });
    card("sales", [&] { chart::funnel_bars(samples::sales_funnel(flavor)); });
    card("histogram", [&] { chart::histogram(samples::histogram(flavor)); });
    card("strip", [&] { chart::distribution_strip(samples::distribution_strip(flavor)); });
    card("tiers", [&] { chart::share_bars(samples::tiers(flavor)); });
    card("sankey", [&] { chart::sankey(samples::sankey(flavor)); });
    card("levels", [&] { chart::level_flows(samples::level_flows(flavor)); });
    card("timeline", [&] { chart::timeline(samples::timeline(flavor)); });
    card("journey", [&] { chart::journey_line(samples::journey_line(flavor)); });
    card("choices", [&] { chart::choice_curve(samples::choice_curve(flavor)); });
    card("density", [&] { chart::group_density(samples::group_density(flavor)); });
    card("cube", [&] { chart::cube(samples::cube(flavor)); });
    card("scatter", [&] {
      chart::ScatterState state;
      chart::scatter(samples::scatter(flavor), state);
    });
  }
  ui::end_page();
}

struct Setting {
  Flavor flavor;
  float width;
  bool dark;
  Language language;
};

class Drawing : public WidgetTest, public testing::WithParamInterface<std::tuple<int, float, bool, bool>> {};

TEST_P(Drawing, HoldsTogether) {
  const auto [flavor_index, width, dark, chinese] = GetParam();
  const auto flavor = static_cast<Flavor>(flavor_index);
  set_language(chinese ? Language::chinese : Language::english);
  apply_theme({.dark = dark});
  resize(width, 6000);
  const auto draw = [flavor = flavor] { draw_everything(flavor); };
  settle(draw);
  frames_asked = 0;
  frame(draw);
  EXPECT_EQ(frames_asked, 0) << "the page keeps drawing at rest";
  EXPECT_GE(screen_tables().size(), 9u) << "every chart has a table for the mirror";
  for (const ScreenItem& item : screen_items()) {
    EXPECT_GE(item.x, -0.5f) << item.test_key;
    EXPECT_LE(item.x + item.w, width + 0.5f) << item.test_key;
  }
  for (const ScreenTable& table : screen_tables()) {
    for (const auto& row : table.rows) EXPECT_EQ(row.size(), table.header.size()) << table.test_key;
  }
  // The pointer over everything, so that tooltips are drawn, too.
  for (float y = 20; y < 3000; y += 193) {
    ImGui::GetIO().AddMousePosEvent(width * 0.4f, y);
    frame(draw);
  }
  apply_theme({});
}

INSTANTIATE_TEST_SUITE_P(Everything, Drawing,
                         testing::Combine(testing::Range(0, 5), testing::Values(390.0f, 1280.0f, 3840.0f),
                                          testing::Bool(), testing::Bool()));

class ChartTest : public WidgetTest {};

TEST_F(ChartTest, ClickingATileOfTheTreemapSaysWhich) {
  chart::MarkEvent event;
  const auto draw = [&] {
    const chart::MarkEvent now = chart::treemap(samples::treemap(Flavor::shop));
    if (now.clicked) event.clicked = now.clicked;
  };
  settle(draw);
  click("demo.treemap.risk", draw);
  ASSERT_TRUE(event.clicked.has_value());
  EXPECT_EQ(samples::treemap(Flavor::shop).items[*event.clicked].id, "risk");
}

TEST_F(ChartTest, TheTreemapIsAsHighAsItWasAskedToBeWhateverItsLegendTakes) {
  size_t with_legend = 0;
  for (float height = 150; height <= 420; ++height) {
    ImVec2 size, end;
    frame([&] {
      ui::Region region(324);
      chart::Treemap data = samples::treemap(Flavor::shop);
      data.height = height;
      ImGui::BeginGroup();
      chart::treemap(data);
      ImGui::EndGroup();
      size = ImGui::GetItemRectSize();
      end = ImGui::GetItemRectMax();
    });
    float tiles_end = 0;
    for (const ScreenItem& item : screen_items()) {
      if (std::string_view(item.test_key).starts_with("demo.treemap."))
        tiles_end = std::max(tiles_end, item.y + item.h);
    }
    ASSERT_GT(tiles_end, 0);
    EXPECT_NEAR(size.y, height * ImGui::GetStyle().FontScaleMain, 1.0f) << "asked for " << height;
    with_legend += tiles_end + 10 < end.y ? 1 : 0;
  }
  EXPECT_GT(with_legend, 0U) << "no height needs a legend: the test shows nothing";
}

TEST_F(ChartTest, TheBestScoresOfTheHeatmapStandAtTheTopRight) {
  const auto draw = [] { chart::heatmap(samples::heatmap(Flavor::shop)); };
  settle(draw);
  const ScreenItem best = *find("demo.heatmap.55"), worst = *find("demo.heatmap.11"), recent = *find("demo.heatmap.51");
  EXPECT_GT(best.x, worst.x);
  EXPECT_LT(best.y, worst.y);
  EXPECT_FLOAT_EQ(recent.y, best.y) << "recency is the vertical axis";
  EXPECT_FLOAT_EQ(recent.x, worst.x);
}

TEST_F(ChartTest, TheFunnelTellsItsNumbersAndItsFlag) {
  const auto draw = [] { chart::funnel_bars(samples::sales_funnel(Flavor::shop)); };
  settle(draw);
  EXPECT_EQ(find("demo.sales.stage2")->value, "432, 36.0%");
  EXPECT_EQ(find("demo.sales.stage2.loss")->label, "768 lost (64.0%)");
  EXPECT_EQ(find("demo.sales.stage4.loss")->label, "21 more than the step before");
  const ScreenTable* table = find_table("demo.sales");
  ASSERT_NE(table, nullptr);
  EXPECT_EQ(table->rows.size(), 6u);
  EXPECT_EQ(table->rows[0].back(), "Outside");
}

TEST_F(ChartTest, ArrowKeysReadTheCurve) {
  std::optional<size_t> hovered;
  const auto draw = [&] { hovered = chart::lorenz(samples::lorenz(Flavor::shop)).hovered; };
  settle(draw);
  press(ImGuiKey_Tab, draw);
  EXPECT_EQ(hovered, 0u);
  press(ImGuiKey_RightArrow, draw);
  EXPECT_EQ(hovered, 1u);
  press(ImGuiKey_End, draw);
  EXPECT_EQ(hovered, 100u);
}

TEST_F(ChartTest, ArrowKeysReadARowOfTheCohortMap) {
  const auto draw = [] { chart::cohort_map(samples::cohort_map(Flavor::shop)); };
  settle(draw);
  press(ImGuiKey_Tab, draw);
  settle(draw);
  ASSERT_NE(find("tooltip"), nullptr);
  EXPECT_EQ(find("tooltip")->label, "Mean \u00B7 Month 0; Retention: 100%");
  press(ImGuiKey_RightArrow, draw);
  settle(draw);
  EXPECT_TRUE(find("tooltip")->label.starts_with("Mean \u00B7 Month 1; Retention: "));
}

TEST_F(ChartTest, ArrowKeysGoDownTheCohortMapInOneColumnAndTheCellIsReadOut) {
  std::optional<size_t> clicked;
  const auto draw = [&] {
    if (const auto row = chart::cohort_map(samples::cohort_map(Flavor::shop)).clicked) clicked = row;
  };
  settle(draw);
  press(ImGuiKey_Tab, draw);
  for (const ImGuiKey key : {ImGuiKey_RightArrow, ImGuiKey_RightArrow, ImGuiKey_DownArrow, ImGuiKey_DownArrow}) {
    press(key, draw);
    settle(draw);
  }
  const app::chart::CohortMap map = samples::cohort_map(Flavor::shop);
  const ScreenItem* cell = find("demo.cohorts.1.2");
  ASSERT_NE(cell, nullptr);
  EXPECT_TRUE(cell->focused);
  EXPECT_EQ(cell->label, map.rows[2].label + " \u00B7 Month 2");
  EXPECT_EQ(cell->value, map.text(2, 2));
  EXPECT_EQ(find("demo.cohorts.mean.2"), nullptr) << "left behind";
  press(ImGuiKey_Enter, draw);
  EXPECT_EQ(clicked, 2u);
}

TEST_F(ChartTest, ArrowKeysGoFromCellToCellOfTheHeatmapAndEnterChoosesOne) {
  std::optional<size_t> clicked;
  const auto draw = [&] {
    if (const auto cell = chart::heatmap(samples::heatmap(Flavor::shop)).clicked) clicked = cell;
  };
  const app::chart::Heatmap map = samples::heatmap(Flavor::shop);
  const auto key_of = [&](int row, int column) {
    return std::string(map.key) + "." + map.cells[static_cast<size_t>((row - 1) * map.columns + column - 1)].id;
  };
  settle(draw);
  press(ImGuiKey_Tab, draw);
  ASSERT_TRUE(find(key_of(map.rows, 1))->focused) << "the best row, from the left";
  for (const ImGuiKey key : {ImGuiKey_RightArrow, ImGuiKey_RightArrow, ImGuiKey_DownArrow, ImGuiKey_LeftArrow}) {
    press(key, draw);
  }
  const ScreenItem* cell = find(key_of(map.rows - 1, 2));
  ASSERT_NE(cell, nullptr);
  EXPECT_TRUE(cell->focused);
  EXPECT_NE(cell->label.find(std::string(map.y_title) + " " + std::to_string(map.rows - 1) + ", " +
                             std::string(map.x_title) + " 2"),
            std::string::npos)
      << cell->label;
  EXPECT_FALSE(cell->value.empty());
  press(ImGuiKey_Enter, draw);
  EXPECT_EQ(clicked, static_cast<size_t>((map.rows - 2) * map.columns + 1));
}

TEST_F(ChartTest, AClickOnACohortSaysWhichAndTheMeanIsNone) {
  std::optional<size_t> clicked;
  const auto draw = [&] {
    if (const auto row = chart::cohort_map(samples::cohort_map(Flavor::shop)).clicked) clicked = row;
  };
  settle(draw);
  click("demo.cohorts.mean", draw);
  EXPECT_EQ(clicked, std::nullopt);
  click("demo.cohorts.3", draw);
  EXPECT_EQ(clicked, 4u);
}

TEST_F(ChartTest, TheCohortMapScrollsUnderItsNamesWhereItIsNarrow) {
  const auto draw = [] {
    ui::Region region(358);
    chart::cohort_map(samples::cohort_map(Flavor::shop));
  };
  settle(draw);
  const ScreenItem* row = find("demo.cohorts.0");
  ASSERT_NE(row, nullptr);
  EXPECT_LE(row->w, 358);
  EXPECT_EQ(find_table("demo.cohorts")->rows[1].size(), 14u) << "every period is read out";
}

TEST_F(ChartTest, ArrowKeysReadTheLines) {
  std::optional<size_t> hovered;
  const auto draw = [&] { hovered = chart::line_chart(samples::line_chart(Flavor::shop)).hovered; };
  settle(draw);
  press(ImGuiKey_Tab, draw);
  EXPECT_EQ(hovered, 0u);
  press(ImGuiKey_End, draw);
  EXPECT_EQ(hovered, 11u);
}

TEST_F(ChartTest, ACurveOfRatesNamesItsPointsAndTheOneInForce) {
  std::optional<size_t> clicked;
  const auto draw = [&] {
    if (const auto now = chart::line_chart(samples::rate_curve(Flavor::shop)).clicked) clicked = now;
  };
  settle(draw);
  EXPECT_EQ(find("demo.rates")->value, "101 min");
  EXPECT_EQ(find_table("demo.rates")->rows[1][0], "2 min");
  press(ImGuiKey_Tab, draw);
  press(ImGuiKey_RightArrow, draw);
  ASSERT_NE(find("tooltip"), nullptr);
  EXPECT_TRUE(find("tooltip")->label.starts_with("2 min; pay: 9.0%; Customers: 1")) << find("tooltip")->label;
  EXPECT_NE(screen_json().find(R"("text":"2 min; pay: 9.0%; Customers: 1)"), std::string::npos) << "and is read out";
  press(ImGuiKey_Enter, draw);
  EXPECT_EQ(clicked, 1u);
}

TEST_F(ChartTest, ArrowKeysAndEnterChooseANumber) {
  std::optional<size_t> clicked;
  const auto draw = [&] {
    if (const auto now = chart::choice_curve(samples::choice_curve(Flavor::shop)).clicked) clicked = now;
  };
  settle(draw);
  EXPECT_EQ(find("demo.choices")->value, "4: 0.550");
  press(ImGuiKey_Tab, draw);
  press(ImGuiKey_RightArrow, draw);
  press(ImGuiKey_RightArrow, draw);
  press(ImGuiKey_Enter, draw);
  EXPECT_EQ(clicked, 2u);
  const ScreenTable* table = find_table("demo.choices");
  ASSERT_NE(table, nullptr);
  EXPECT_EQ(table->rows[2][1], "0.620 (Best silhouette)");
}

TEST_F(ChartTest, AGroupOfPointsIsChosenInThePictureOrInItsLegend) {
  std::optional<size_t> clicked;
  const auto draw = [&] {
    if (const auto now = chart::group_density(samples::group_density(Flavor::shop)).clicked) clicked = now;
  };
  settle(draw);
  click("demo.density.3", draw);
  EXPECT_EQ(clicked, 2u);
  clicked.reset();
  click("demo.density", draw);  // its middle: cell (24, 24), between the groups
  EXPECT_EQ(clicked, 1u);
}

TEST_F(ChartTest, HoverTellsTheExactNumbers) {
  const auto draw = [] { chart::bar_list(samples::bar_list(Flavor::shop)); };
  settle(draw);
  const auto tree = [] { chart::treemap(samples::treemap(Flavor::shop)); };
  settle(tree);
  point_at("demo.treemap.champions", tree);
  ASSERT_NE(find("tooltip"), nullptr);
  EXPECT_EQ(find("tooltip")->label, "Champions; Customers: 1,184; Share: 10.2%");
}

}  // namespace
}  // namespace sluice::app

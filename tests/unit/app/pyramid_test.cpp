// The customer pyramid: areas true to the numbers, texts that stay apart, levels for the pointer and the keyboard.
#include "app/charts/pyramid.h"

#include <functional>
#include <limits>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include "app/widgets/layout.h"
#include "unit/app/pyramid_sample.h"
#include "unit/app/widget_fixture.h"

namespace sluice::app {
namespace {

using samples::Flavor;

double area_of(const chart::PyramidBand& band) { return band.bottom * band.bottom - band.top * band.top; }

TEST(PyramidBands, FiveFifteenAndEightyPercentHaveTheirShareOfTheArea) {
  const auto bands = chart::pyramid_bands(std::vector<double>{50, 150, 800});
  ASSERT_EQ(bands.size(), 3u);
  EXPECT_NEAR(area_of(bands[0]), 0.05, 1e-12);
  EXPECT_NEAR(area_of(bands[1]), 0.15, 1e-12);
  EXPECT_NEAR(area_of(bands[2]), 0.80, 1e-12);
  EXPECT_NEAR(bands[0].bottom, 0.2236, 1e-4) << "the top 5 % reach down over 22 % of the height";
  EXPECT_DOUBLE_EQ(bands[2].bottom, 1);
}

TEST(PyramidBands, AreasAreTrueToAnyValuesAndFillTheTriangle) {
  std::mt19937 random(20240613);
  std::lognormal_distribution<double> customers(3, 2);
  for (int round = 0; round < 200; ++round) {
    std::vector<double> values(1 + random() % 8);
    double total = 0;
    for (double& value : values) value = customers(random), total += value;
    const auto bands = chart::pyramid_bands(values);
    double edge = 0;
    for (size_t at = 0; at < values.size(); ++at) {
      EXPECT_EQ(bands[at].top, edge) << "no gap and no overlap";
      EXPECT_NEAR(area_of(bands[at]), values[at] / total, 1e-9);
      edge = bands[at].bottom;
    }
    EXPECT_DOUBLE_EQ(edge, 1);
  }
}

TEST(PyramidBands, ValuesWithoutAreaGetNone) {
  EXPECT_TRUE(chart::pyramid_bands({}).empty());
  const double nan = std::numeric_limits<double>::quiet_NaN(), infinity = std::numeric_limits<double>::infinity();
  const auto bands = chart::pyramid_bands(std::vector<double>{0, 4, -3, nan, infinity, 12});
  for (const size_t at : {0, 2, 3, 4}) EXPECT_EQ(bands[at].top, bands[at].bottom);
  EXPECT_DOUBLE_EQ(area_of(bands[1]), 0.25);
  EXPECT_DOUBLE_EQ(area_of(bands[5]), 0.75);
  for (const chart::PyramidBand& band : chart::pyramid_bands(std::vector<double>{0, 0})) EXPECT_EQ(band.bottom, 0);
}

class PyramidTest : public WidgetTest {
 protected:
  void show(float width, const chart::Pyramid& data) {
    event_ = {};
    data_ = data;
    width_ = width;
    settle(draw);
  }
  void click_at(float x, float y) {
    ImGui::GetIO().AddMousePosEvent(x, y);
    frame(draw);
    frame(draw);
    ImGui::GetIO().AddMouseButtonEvent(0, true);
    frame(draw);
    ImGui::GetIO().AddMouseButtonEvent(0, false);
    frame(draw);
  }
  std::string focused_key() const {
    for (const ScreenItem& item : screen_items()) {
      if (item.focused) return item.test_key;
    }
    return {};
  }

  const std::function<void()> draw = [this] {
    ui::Region region(width_);
    const chart::MarkEvent now = chart::pyramid(data_);
    if (now.clicked) event_.clicked = now.clicked;
    event_.hovered = now.hovered;
  };
  chart::MarkEvent event_;
  chart::Pyramid data_;
  float width_ = 0;
};

TEST_F(PyramidTest, EachLevelSaysWhoItIsAndHowMany) {
  show(470, samples::pyramid(Flavor::shop));
  const ScreenItem* vip = find("demo.pyramid.tier0");
  ASSERT_NE(vip, nullptr);
  EXPECT_EQ(vip->role, "button");
  EXPECT_EQ(vip->label, "VIP");
  EXPECT_EQ(vip->value, "50 · 5.0%, 41.2%");
  const ScreenTable* table = find_table("demo.pyramid");
  ASSERT_NE(table, nullptr);
  ASSERT_EQ(table->rows.size(), 3u);
  EXPECT_EQ(table->rows[2], (std::vector<std::string>{"Ordinary", "800", "80.0%"}));
}

TEST_F(PyramidTest, AClickOnALevelOrOnItsTextSaysWhich) {
  show(470, samples::pyramid(Flavor::shop));
  click("demo.pyramid.tier1", draw);
  EXPECT_EQ(event_.clicked, 1u);
  const ScreenItem triangle = *find("demo.pyramid");
  const float middle = triangle.x + triangle.w / 2;
  click_at(middle, triangle.y + triangle.h * 0.15f);  // above 22 %
  EXPECT_EQ(event_.clicked, 0u);
  click_at(middle, triangle.y + triangle.h * 0.40f);  // 22 to 45 %
  EXPECT_EQ(event_.clicked, 1u);
  click_at(triangle.x + 4, triangle.y + triangle.h - 2);
  EXPECT_EQ(event_.clicked, 2u);
}

TEST_F(PyramidTest, BesideTheTriangleIsNoLevel) {
  show(470, samples::pyramid(Flavor::shop));
  const ScreenItem triangle = *find("demo.pyramid");
  click_at(triangle.x + 4, triangle.y + 4);
  EXPECT_FALSE(event_.clicked.has_value());
  EXPECT_FALSE(event_.hovered.has_value());
}

TEST_F(PyramidTest, ArrowKeysGoFromLevelToLevel) {
  show(470, samples::pyramid(Flavor::shop));
  press(ImGuiKey_Tab, draw);
  settle(draw);
  EXPECT_EQ(focused_key(), "demo.pyramid.tier0") << "the triangle itself is for the pointer only";
  press(ImGuiKey_DownArrow, draw);
  settle(draw);
  EXPECT_EQ(focused_key(), "demo.pyramid.tier1");
  EXPECT_EQ(event_.hovered, 1u);
  press(ImGuiKey_Enter, draw);
  settle(draw);
  EXPECT_EQ(event_.clicked, 1u);
  press(ImGuiKey_UpArrow, draw);
  settle(draw);
  EXPECT_EQ(focused_key(), "demo.pyramid.tier0");
}

TEST_F(PyramidTest, LevelsAsThinAsAHairKeepTextsThatCanBeReadAndPressed) {
  chart::Pyramid data = samples::pyramid(Flavor::shop);
  const std::vector<std::vector<double>> cases = {{1, 1, 99'998}, {99'998, 1, 1}, {1, 99'998, 1}, {0, 3, 0}};
  for (const std::vector<double>& values : cases) {
    for (size_t i = 0; i < values.size(); ++i) data.levels[i].value = values[i];
    for (const float width : {290.0f, 470.0f, 1200.0f}) {
      show(width, data);
      float bottom = 0;
      for (size_t i = 0; i < values.size(); ++i) {
        const std::string key = "demo.pyramid.tier" + std::to_string(i);
        const ScreenItem* level = find(key);
        ASSERT_NE(level, nullptr);
        EXPECT_GE(level->h, 3 * ImGui::GetFontSize());
        EXPECT_GE(level->y, bottom - 0.5f) << "texts overlap";
        bottom = level->y + level->h;
        click(key, draw);
        EXPECT_EQ(event_.clicked, i);
      }
    }
  }
}

TEST_F(PyramidTest, TheFilteredLevelIsChecked) {
  chart::Pyramid data = samples::pyramid(Flavor::shop);
  data.levels[1].selected = true;
  show(470, data);
  EXPECT_TRUE(find("demo.pyramid.tier1")->checked);
  EXPECT_FALSE(find("demo.pyramid.tier0")->checked);
}

TEST_F(PyramidTest, WithoutCustomersItSaysSo) {
  for (const Flavor flavor : {Flavor::empty, Flavor::zeros}) {
    show(470, samples::pyramid(flavor));
    EXPECT_NE(find("demo.pyramid")->label.find("No data to draw"), std::string::npos);
    EXPECT_EQ(find("demo.pyramid.tier0"), nullptr);
  }
}

class PyramidDrawing : public PyramidTest, public testing::WithParamInterface<std::tuple<int, float, bool, bool>> {};

TEST_P(PyramidDrawing, HoldsTogether) {
  const auto [flavor, width, dark, chinese] = GetParam();
  set_language(chinese ? Language::chinese : Language::english);
  apply_theme({.dark = dark});
  resize(width, 900);
  show(width - 40, samples::pyramid(static_cast<Flavor>(flavor)));
  frames_asked = 0;
  frame(draw);
  EXPECT_EQ(frames_asked, 0) << "it keeps drawing at rest";
  for (const ScreenItem& item : screen_items()) {
    EXPECT_GE(item.x, -0.5f) << item.test_key;
    EXPECT_LE(item.x + item.w, width + 0.5f) << item.test_key;
  }
  for (float y = 10; y < 320; y += 31) {  // the pointer over all of it, so that tooltips are drawn, too
    ImGui::GetIO().AddMousePosEvent(width * 0.2f, y);
    frame(draw);
  }
  apply_theme({});
}

INSTANTIATE_TEST_SUITE_P(Everything, PyramidDrawing,
                         testing::Combine(testing::Range(0, 5), testing::Values(390.0f, 1280.0f, 3840.0f),
                                          testing::Bool(), testing::Bool()));

}  // namespace
}  // namespace sluice::app

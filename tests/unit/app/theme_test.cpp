#include "app/theme.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "unit/app/widget_fixture.h"

namespace sluice::app {
namespace {

constexpr double kText = 4.5;     // WCAG 2.1 AA for text
constexpr double kGraphic = 3.0;  // and for parts of controls and graphics

struct Named {
  const char* name;
  Color color;
};

class ThemeColors : public testing::TestWithParam<bool> {
 protected:
  const Palette& c = colors_of(GetParam());
};

TEST_P(ThemeColors, EveryTextReadsOnEveryBackgroundItStandsOn) {
  const std::vector<Named> backgrounds = {
      {"background", c.background}, {"surface", c.surface}, {"raised", c.raised},          {"hover", c.hover},
      {"pressed", c.pressed},       {"track", c.track},     {"accent_soft", c.accent_soft}};
  for (const Named& back : backgrounds) {
    EXPECT_GE(contrast(c.text, back.color), kText) << "text on " << back.name;
    EXPECT_GE(contrast(c.text_muted, back.color), kText) << "text_muted on " << back.name;
  }
  for (const Named& back :
       std::vector<Named>{{"background", c.background}, {"surface", c.surface}, {"raised", c.raised}}) {
    for (const Named& ink : std::vector<Named>{
             {"accent", c.accent}, {"positive", c.positive}, {"warning", c.warning}, {"negative", c.negative}}) {
      EXPECT_GE(contrast(ink.color, back.color), kText) << ink.name << " on " << back.name;
    }
  }
}

TEST_P(ThemeColors, TonesReadOnTheirOwnTint) {
  EXPECT_GE(contrast(c.positive, c.positive_soft), kText);
  EXPECT_GE(contrast(c.warning, c.warning_soft), kText);
  EXPECT_GE(contrast(c.negative, c.negative_soft), kText);
  EXPECT_GE(contrast(GetParam() ? c.accent : c.accent_hover, c.accent_soft), kText);
  for (const Color tint : {c.positive_soft, c.warning_soft, c.negative_soft}) {
    EXPECT_GE(contrast(c.text, tint), kText);
    EXPECT_GE(contrast(c.text_muted, tint), kText);
  }
}

TEST_P(ThemeColors, ControlsStandOffWhatTheyStandOn) {
  EXPECT_GE(contrast(c.on_accent, c.accent), kText);
  EXPECT_GE(contrast(c.on_accent, c.accent_hover), kText);
  EXPECT_GE(contrast(c.border_strong, c.surface), kGraphic);
  EXPECT_GE(contrast(c.focus, c.surface), kGraphic);
  EXPECT_GE(contrast(c.focus, c.background), kGraphic);
  EXPECT_GE(contrast(c.accent, c.track), kGraphic);
}

INSTANTIATE_TEST_SUITE_P(BothThemes, ThemeColors, testing::Bool(),
                         [](const auto& tested) { return tested.param ? "Dark" : "Light"; });

class ThemeTest : public WidgetTest {};

TEST_F(ThemeTest, HuesFromDataAreVisibleAndCarryText) {
  for (const bool dark : {false, true}) {
    apply_theme({.dark = dark});
    for (const char* hex : {"#ffffff", "#000000", "#ffff00", "#0000ff", "#00ff00", "#ff0000", "#2a9d8f", "#f2b134",
                            "#8d99ae", "#7f7f7f", "not a colour", ""}) {
      EXPECT_GE(contrast(data_color(hex), colors().surface), kGraphic) << hex << (dark ? " dark" : " light");
      EXPECT_GE(contrast(text_on(data_color(hex)), data_color(hex)), kText) << hex;
      EXPECT_GE(contrast(colors().text, data_soft(hex)), kText) << hex;
    }
  }
  apply_theme({});
}

TEST_F(ThemeTest, TheHeatmapScaleRisesAndCarriesText) {
  for (const bool dark : {false, true}) {
    apply_theme({.dark = dark});
    double before = 0;
    for (int step = 0; step <= 20; ++step) {
      const Color fill = sequential(step / 20.0);
      EXPECT_GE(contrast(text_on(fill), fill), kText) << step;
      const double from_surface = contrast(fill, colors().surface);
      EXPECT_GE(from_surface, before) << "the scale must move away from the surface at " << step;
      before = from_surface;
    }
  }
  apply_theme({});
}

TEST_F(ThemeTest, TextScaleGrowsTextAndSpacesTogether) {
  const float control = sizes().control;
  apply_theme({.text_scale = 1.5f});
  EXPECT_FLOAT_EQ(sizes().control, control * 1.5f);
  EXPECT_FLOAT_EQ(line_height(TextStyle::body), 32);  // 14 x 1.5 x 1.5, in whole pixels
  apply_theme({});
}

TEST(Color, HexIsReadStrictly) {
  EXPECT_EQ(parse_hex("#0B7285", 0), rgb(0x0b7285));
  for (const char* bad : {"", "#", "0b7285", "#0b728", "#0b72855", "#0b728g", "#-12345"}) {
    EXPECT_EQ(parse_hex(bad, 42u), 42u) << bad;
  }
}

TEST(Color, ContrastAgreesWithPublishedRatios) {
  EXPECT_NEAR(contrast(rgb(0xffffff), rgb(0x000000)), 21, 1e-6);
  EXPECT_NEAR(contrast(rgb(0x777777), rgb(0xffffff)), 4.48, 0.005);  // the example of WebAIM's checker
}

TEST(Color, OklchThereAndBackIsTheSameColour) {
  for (uint32_t hex : {0x000000u, 0xffffffu, 0x0b7285u, 0xff0000u, 0x123456u}) {
    EXPECT_EQ(from_lch(to_lch(rgb(hex))), rgb(hex)) << std::hex << hex;
  }
}

}  // namespace
}  // namespace sluice::app

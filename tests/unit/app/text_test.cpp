#include "app/widgets/text.h"

#include <algorithm>
#include <string>
#include <vector>

#include "unit/app/widget_fixture.h"

namespace sluice::app {
namespace {

using Lines = std::vector<std::string_view>;

/// The built-in font has one width for all characters, so a width in characters is exact.
class TextTest : public WidgetTest {
 protected:
  void in_frame(const std::function<void()>& check) { frame(check); }
  static float columns(int count) {
    return ui::measure(TextStyle::body, std::string(static_cast<size_t>(count), 'x')).x + 0.5f;
  }
};

TEST_F(TextTest, ShorteningKeepsWhatFitsAndEndsInAnEllipsis) {
  in_frame([] {
    EXPECT_EQ(ui::shorten(TextStyle::body, "Potential loyalists", columns(30)), "Potential loyalists");
    const std::string shown = ui::shorten(TextStyle::body, "Potential loyalists", columns(10));
    EXPECT_TRUE(shown.starts_with("Pot")) << shown;
    EXPECT_TRUE(shown.ends_with("\u2026")) << shown;
    EXPECT_LE(ui::measure(TextStyle::body, shown).x, columns(10));
    EXPECT_EQ(ui::shorten(TextStyle::body, "Potential", 0), "");
    EXPECT_EQ(ui::shorten(TextStyle::body, "", 0), "");
    EXPECT_EQ(ui::shorten(TextStyle::body, "two\nlines\tand tabs", columns(40)), "two lines and tabs");
  });
}

TEST_F(TextTest, ShorteningNeverCutsACharacter) {
  in_frame([] {
    const std::string name = "潜力忠诚客户𠮷😀é";
    for (float width = 0; width < 200; width += 3) {
      const std::string shown = ui::shorten(TextStyle::body, name, width);
      if (shown.empty() || shown == name) continue;
      const std::string kept = shown.substr(0, shown.size() - std::string_view("\u2026").size());
      EXPECT_TRUE(name.starts_with(kept));
      const auto next = static_cast<unsigned char>(name[kept.size()]);
      EXPECT_NE(next & 0xC0, 0x80) << "cut inside a character";
    }
  });
}

TEST_F(TextTest, EnglishWrapsBetweenWords) {
  in_frame([] {
    EXPECT_EQ(ui::wrap(TextStyle::body, "one two three", columns(8)), (Lines{"one two", "three"}));
    EXPECT_EQ(ui::wrap(TextStyle::body, "one\n\ntwo", columns(8)), (Lines{"one", "", "two"}));
    EXPECT_EQ(ui::wrap(TextStyle::body, "incomprehensible", columns(6)), (Lines{"incomp", "rehens", "ible"}));
    EXPECT_EQ(ui::wrap(TextStyle::body, "", columns(6)), (Lines{""}));
    EXPECT_EQ(ui::wrap(TextStyle::body, "and/or-not", columns(4)), (Lines{"and/", "or-", "not"}));
  });
}

TEST_F(TextTest, ChineseWrapsAnywhereButNotBeforeItsPunctuation) {
  in_frame([] {
    const float three = ui::measure(TextStyle::body, "客户数").x + 0.5f;
    EXPECT_EQ(ui::wrap(TextStyle::body, "一二三四五六", three), (Lines{"一二三", "四五六"}));
    EXPECT_EQ(ui::wrap(TextStyle::body, "一二三，四五", three), (Lines{"一二", "三，四", "五"}));
    EXPECT_EQ(ui::wrap(TextStyle::body, "一二（三四）", three), (Lines{"一二", "（三", "四）"}));
  });
}

TEST_F(TextTest, LabelsOfTwoLinesBreakBetweenWordsOrNotAtAll) {
  in_frame([] {
    const auto fit = [](std::string_view text, float width) { return ui::fit_lines(TextStyle::body, text, width, 2); };
    EXPECT_EQ(fit("Loyal customers", columns(9)), (std::vector<std::string>{"Loyal", "customers"}));
    EXPECT_EQ(fit("Champions", columns(20)), (std::vector<std::string>{"Champions"}));
    const auto cut = fit("Champions", columns(6));
    ASSERT_EQ(cut.size(), 1u) << "a word is shortened, not broken";
    EXPECT_TRUE(cut[0].ends_with("\u2026"));
    EXPECT_EQ(fit("one two three four", columns(6)).size(), 1u) << "three lines do not fit";
    const float three = ui::measure(TextStyle::body, "客户数").x + 0.5f;
    EXPECT_EQ(fit("潜力忠诚客户", three), (std::vector<std::string>{"潜力忠", "诚客户"}));
  });
}

TEST_F(TextTest, LinesAreNeverWiderThanAsked) {
  in_frame([] {
    const std::string text = "Customers who did the steps in this order（按顺序完成各步骤）within 7 days, each once。";
    for (float width = 20; width < 600; width += 13) {
      std::string joined;
      for (const std::string_view line : ui::wrap(TextStyle::body, text, width)) {
        EXPECT_LE(ui::measure(TextStyle::body, line).x, width + 1) << line;
        joined += line;
      }
      EXPECT_EQ(std::count(joined.begin(), joined.end(), 'e'), std::count(text.begin(), text.end(), 'e'))
          << "nothing is lost";
    }
  });
}

}  // namespace
}  // namespace sluice::app

// What cards offer of themselves: pictures of charts, tables as text.
#include "app/widgets/take_along.h"

#include <algorithm>
#include <functional>
#include <map>
#include <string>

#include "unit/app/chart_samples.h"
#include "unit/app/take_along_fixture.h"

#include "app/widgets/card.h"
#include "app/widgets/layout.h"
#include "app/widgets/table.h"
#include "app/widgets/table_copy.h"

namespace sluice::app {
namespace {

using samples::Flavor;

const std::map<std::string, std::function<void()>>& charts() {
  static const std::map<std::string, std::function<void()>> all{
      {"treemap", [] { chart::treemap(samples::treemap(Flavor::shop)); }},
      {"cohorts", [] { chart::cohort_map(samples::cohort_map(Flavor::shop)); }},
      {"heatmap", [] { chart::heatmap(samples::heatmap(Flavor::shop)); }},
      {"lorenz", [] { chart::lorenz(samples::lorenz(Flavor::shop)); }},
      {"bars", [] { chart::bar_list(samples::bar_list(Flavor::shop)); }},
      {"funnel", [] { chart::funnel_bars(samples::event_funnel(Flavor::shop)); }},
      {"centred", [] { chart::funnel_bars(samples::centred_funnel(Flavor::shop)); }},
      {"histogram", [] { chart::histogram(samples::histogram(Flavor::shop)); }},
      {"tiers", [] { chart::share_bars(samples::tiers(Flavor::shop)); }},
      {"timeline", [] { chart::timeline(samples::timeline(Flavor::shop)); }},
      {"journey", [] { chart::journey_line(samples::journey_line(Flavor::shop)); }}};
  return all;
}

std::function<void()> page_of(const std::string& chart) {
  return [chart] {
    ui::begin_page("page");
    {
      ui::Card card({.key = chart, .title = "Müller & <Söhne> 客户", .subtitle = "under the title"});
      charts().at(chart)();
    }
    ui::end_page();
  };
}

TEST_F(TakeAlongTest, EveryChartIsAPictureOfShapesAndTexts) {
  resize(900, 1200);
  for (const auto& [chart, draw] : charts()) {
    const auto page = page_of(chart);
    const std::optional<ui::Picture> picture = choose(chart, "card.svg", page);
    ASSERT_TRUE(picture) << chart;
    EXPECT_EQ(picture->use, ui::PictureUse::svg_file);
    EXPECT_EQ(picture->title, "Müller & <Söhne> 客户");
    const std::string& svg = picture->svg;
    EXPECT_TRUE(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\"")) << chart;
    EXPECT_TRUE(svg.ends_with("</svg>\n")) << chart;
    EXPECT_EQ(count(svg, ">Müller &amp; &lt;Söhne&gt; 客户</text>"), 1U) << chart;
    EXPECT_EQ(count(svg, ">under the title</text>"), 1U) << chart;
    EXPECT_GT(count(svg, "<text"), 3U) << chart;
    EXPECT_GT(count(svg, "<path"), 0U) << chart;
    EXPECT_EQ(count(svg, "nan"), 0U) << chart;
    EXPECT_LT(svg.size(), 400'000U) << chart;
  }
}

TEST_F(TakeAlongTest, WhatIsScrolledAwayIsOnThePictureToo) {
  for (const auto& [chart, draw] : charts()) {
    const auto page = page_of(chart);
    resize(900, 1200);
    const std::optional<ui::Picture> whole = choose(chart, "card.svg", page);
    resize(900, 200);
    const std::optional<ui::Picture> partly = choose(chart, "card.svg", page);
    ASSERT_TRUE(whole && partly) << chart;
    EXPECT_EQ(count(whole->svg, "<path"), count(partly->svg, "<path")) << chart;
    EXPECT_EQ(count(whole->svg, "<text"), count(partly->svg, "<text")) << chart;
  }
}

TEST_F(TakeAlongTest, TheCellsOfACohortMapAreOnItsPicture) {
  resize(900, 1200);
  const std::optional<ui::Picture> picture = choose("cohorts", "card.svg", page_of("cohorts"));
  ASSERT_TRUE(picture);
  const chart::CohortMap data = samples::cohort_map(Flavor::shop);
  for (size_t row = 0; row < data.rows.size(); ++row) {
    EXPECT_EQ(count(picture->svg, ">" + data.rows[row].label + "</text>"), 1U);
    for (size_t column = 1; column < std::min<size_t>(3, data.rows[row].cells); ++column) {
      EXPECT_GE(count(picture->svg, ">" + data.text(row, column) + "</text>"), 1U) << row << ", " << column;
    }
  }
}

TEST_F(TakeAlongTest, WhatAnotherCardDrawsInAChildWindowIsNotOnThePicture) {
  resize(900, 2400);
  const auto page = [] {
    ui::begin_page("page");
    for (const char* key : {"first", "second", "third"}) {
      ui::Card card({.key = key, .title = key});
      chart::CohortMap data = samples::cohort_map(Flavor::shop);
      data.key = key;
      chart::cohort_map(data);
    }
    ui::end_page();
  };
  const std::optional<ui::Picture> picture = choose("second", "card.svg", page);
  ASSERT_TRUE(picture);
  EXPECT_EQ(count(picture->svg, ">" + samples::cohort_map(Flavor::shop).rows.back().label + "</text>"), 1U);
}

TEST_F(TakeAlongTest, APictureChangesNothingOnTheScreen) {
  resize(900, 1200);
  const auto page = page_of("funnel");
  settle(page);
  const std::string before = screen_json();
  ASSERT_EQ(choose("funnel", "card.png", page)->use, ui::PictureUse::png_file);
  ImGui::GetIO().AddMousePosEvent(-1, -1);
  settle(page);
  EXPECT_EQ(count(screen_json(), "\"role\""), count(before, "\"role\""));
  EXPECT_FALSE(ui::take_picture()) << "one wish, one picture";
}

TEST_F(TakeAlongTest, ThePictureForTheClipboardIsTheOneThatIsSaved) {
  resize(900, 1200);
  const auto page = page_of("funnel");
  const std::optional<ui::Picture> copied = choose("funnel", "card.copy_picture", page);
  const std::optional<ui::Picture> saved = choose("funnel", "card.svg", page);
  ASSERT_TRUE(copied && saved);
  EXPECT_EQ(copied->use, ui::PictureUse::clipboard);
  EXPECT_EQ(copied->svg, saved->svg);
}

TEST_F(TakeAlongTest, ADarkPictureHasADarkGround) {
  resize(900, 1200);
  const auto page = page_of("bars");
  const std::optional<ui::Picture> light = choose("bars", "card.svg", page);
  apply_theme({.dark = true});
  const std::optional<ui::Picture> dark = choose("bars", "card.svg", page);
  apply_theme({});
  const auto ground = [](const std::string& svg) {
    const size_t at = svg.find("<rect");
    return svg.substr(at, svg.find("/>", at) - at);
  };
  EXPECT_NE(ground(light->svg), ground(dark->svg));
}

TEST_F(TakeAlongTest, TheDataOfAChartIsCopiedAsATable) {
  resize(900, 1200);
  choose("tiers", "card.copy", page_of("tiers"));
  const std::string copied = ImGui::GetClipboardText();
  const ScreenTable* table = find_table("tiers");
  ASSERT_FALSE(screen_tables().empty());
  const ScreenTable& data = table != nullptr ? *table : screen_tables().front();
  EXPECT_EQ(count(copied, "\n"), data.rows.size() + 1);
  EXPECT_TRUE(copied.starts_with(data.header.front() + "\t")) << copied;
}

TEST_F(TakeAlongTest, TheFullestCellsAreReadOutAndAllOfThemCopied) {
  resize(900, 1200);
  chart::ScatterState state;
  const chart::Scatter data = samples::scatter(Flavor::shop);
  const auto page = [&] {
    ui::begin_page("page");
    {
      ui::Card card({.key = "spots", .title = "Spots"});
      chart::scatter(data, state);
    }
    ui::end_page();
  };
  settle(page);
  ASSERT_GT(data.cells.size(), 100U);
  EXPECT_EQ(find_table("demo.scatter")->rows.size(), 20U);
  EXPECT_NE(find_table("demo.scatter")->caption.find("the 20 fullest of"), std::string::npos);
  choose("spots", "card.copy", page);
  EXPECT_EQ(count(ImGui::GetClipboardText(), "\n"), data.cells.size() + 1);
  EXPECT_EQ(find_table("demo.scatter")->rows.size(), 20U);
}

double number(const std::string& cell) {
  size_t read = 0;
  const double value = cell.empty() ? 0 : std::stod(cell, &read);
  EXPECT_TRUE(read > 0 && (read == cell.size() || cell.substr(read) == "%")) << "'" << cell << "'";
  return value;
}

TEST_F(TakeAlongTest, AChartIsCopiedWithTheNumbersThatItIsDrawnFrom) {
  resize(900, 1200);
  chart::BarList bars = samples::bar_list(Flavor::huge_labels);
  bars.items[0].value = -1234567.125;
  bars.items[0].share = 0.000'25;
  bars.items[0].share_text = "<0.1%";
  chart::Funnel funnel = samples::event_funnel(Flavor::shop);
  funnel.steps[1].median_ms = 36 * 3'600'000.0;
  funnel.steps[1].step_median_ms = 12 * 3'600'000.0;
  funnel.steps[1].step_p90_ms = 60 * 3'600'000.0;
  const chart::CohortMap cohorts = samples::cohort_map(Flavor::shop);
  const auto copy = [&](const std::function<void()>& draw) {
    choose("card", "card.copy", [&] {
      ui::begin_page("page");
      {
        ui::Card card({.key = "card", .title = "Chart"});
        draw();
      }
      ui::end_page();
    });
    return cells_of(ImGui::GetClipboardText());
  };
  const auto list = copy([&] { chart::bar_list(bars); });
  ASSERT_EQ(list.size(), bars.items.size() + 1);
  EXPECT_EQ(list[1][1], "-1234567.125");
  EXPECT_EQ(list[1][2], "0.025%");
  for (size_t i = 0; i < bars.items.size(); ++i) EXPECT_EQ(number(list[i + 1][1]), bars.items[i].value);

  const auto steps = copy([&] { chart::funnel_bars(funnel); });
  const std::vector<std::string> header = {"95% interval (From)", "95% interval (To)"};
  EXPECT_EQ((std::vector<std::string>{steps[0][3], steps[0][4]}), header);
  EXPECT_EQ(steps[1][3], "") << "the first step has none";
  EXPECT_NEAR(number(steps[2][3]) / 100, funnel.steps[1].overall_rate->low, 1e-9);
  EXPECT_NEAR(number(steps[2][4]) / 100, funnel.steps[1].overall_rate->high, 1e-9);
  EXPECT_NE(steps[0][9].find("(days)"), std::string::npos) << steps[0][9];
  EXPECT_EQ(steps[2][9], "1.5");
  EXPECT_EQ((std::vector<std::string>{steps[0][11], steps[0][12]}),
            (std::vector<std::string>{"Median from previous (days)", "90% within, from previous (days)"}));
  EXPECT_EQ((std::vector<std::string>{steps[2][11], steps[2][12]}), (std::vector<std::string>{"0.5", "2.5"}));
  EXPECT_EQ(steps[1][11], "") << "before the first step there is none";

  const auto map = copy([&] { chart::cohort_map(cohorts); });
  EXPECT_EQ(map[1][1], "11609");
  EXPECT_EQ(map[0].back(), cohorts.legend_incomplete);
  const chart::CohortMapRow& oldest = cohorts.rows[1];
  EXPECT_EQ(map[2].back(), std::to_string(oldest.cells - 1)) << "the column whose month is not over";
  EXPECT_NEAR(number(map[2][oldest.cells + 1]) / 100, *cohorts.value(1, oldest.cells - 1), 1e-9);
  EXPECT_EQ(map.back()[3], "") << "the youngest cohort is not so old yet";
}

/// A table of 1,000 rows of which a few are in sight, a column without room, a compact cell, and one that is a trap.
struct LongTable {
  ui::TableState state;
  ui::Row row;
  uint64_t rows = 1000;
  uint64_t known_rows = 1000;
  uint64_t fetched_in_a_frame = 0;  ///< of those that are wanted, from the first one that is not known

  void draw() {
    static const std::vector<ui::Column> columns{{.key = "name", .label = "Name"},
                                                 {.key = "value", .label = "Value"},
                                                 {.key = "note", .label = "Note", .min_width = 5000, .priority = 1}};
    ui::begin_page("page");
    {
      ui::Card card({.key = "card", .title = "Long", .flush = true});
      const ui::TableEvent event =
          ui::table({.key = "long",
                     .caption = "Long",
                     .columns = columns,
                     .rows = rows,
                     .row = [this](uint64_t index) -> const ui::Row* {
                       if (index >= known_rows) return nullptr;
                       row = {{.text = "=name " + std::to_string(index)},
                              {.text = "439K", .exact = "€438,765.40", .plain = "438765.4", .unit = "€"},
                              {.text = "a\tb\nc"}};
                       return &row;
                     },
                     .height = 300},
                    state);
      if (event.last_visible > known_rows) {
        known_rows = std::min(event.last_visible, known_rows + fetched_in_a_frame);
      }
    }
    ui::end_page();
    ui::draw_table_copy();
  }
};

TEST_F(TakeAlongTest, ATableIsCopiedWithAllItsRowsAndColumns) {
  resize(900, 700);
  LongTable table;
  choose("card", "card.copy", [&] { table.draw(); });
  const std::string copied = ImGui::GetClipboardText();
  EXPECT_TRUE(copied.starts_with("Name\tValue (€)\tNote\n'=name 0\t438765.4\ta b c\n'=name 1\t"))
      << copied.substr(0, 80);
  EXPECT_EQ(count(copied, "\n"), 1001U);
}

TEST_F(TakeAlongTest, RowsThatAreNotHereAreFetchedBeforeTheTableIsCopied) {
  resize(900, 700);
  LongTable table{.known_rows = 20, .fetched_in_a_frame = 300};
  const auto draw = [&] { table.draw(); };
  ImGui::SetClipboardText("before");
  choose("card", "card.copy", draw);
  settle(draw);
  EXPECT_EQ(count(ImGui::GetClipboardText(), "\n"), 1001U);
  EXPECT_NE(screen_json().find("1,000 rows copied"), std::string::npos);
  EXPECT_EQ(find("table_copy.progress"), nullptr) << "a moment needs no dialog";
}

TEST_F(TakeAlongTest, FetchingThatTakesLongSaysHowFarItIsAndStopsWithoutCopying) {
  resize(900, 700);
  LongTable table{.known_rows = 20, .fetched_in_a_frame = 1};
  const auto draw = [&] { table.draw(); };
  ImGui::SetClipboardText("before");
  choose("card", "card.copy", draw);
  for (int i = 0; i < 40; ++i) frame(draw);
  ASSERT_NE(find("table_copy.progress"), nullptr);
  EXPECT_NE(screen_json().find("of 1,000 rows"), std::string::npos);
  press(ImGuiKey_Escape, draw);
  settle(draw);
  EXPECT_EQ(find("table_copy.progress"), nullptr);
  const uint64_t known = table.known_rows;
  settle(draw);
  EXPECT_EQ(table.known_rows, known) << "nothing is fetched any more";
  EXPECT_EQ(std::string(ImGui::GetClipboardText()), "before");
}

TEST_F(TakeAlongTest, WhatTookLongIsCopiedByOneMorePress) {
  resize(900, 700);
  LongTable table{.known_rows = 20, .fetched_in_a_frame = 2};
  const auto draw = [&] { table.draw(); };
  ImGui::SetClipboardText("before");
  choose("card", "card.copy", draw);
  for (int i = 0; i < 600 && find("table_copy.copy") == nullptr; ++i) frame(draw);
  ASSERT_NE(find("table_copy.copy"), nullptr);
  EXPECT_EQ(std::string(ImGui::GetClipboardText()), "before");
  settle(draw);
  click("table_copy.copy", draw);
  settle(draw);
  EXPECT_EQ(count(ImGui::GetClipboardText(), "\n"), 1001U);
  EXPECT_EQ(find("table_copy.copy"), nullptr);
}

TEST_F(TakeAlongTest, TheCopyOfAPartSaysSo) {
  resize(900, 700);
  LongTable table{.rows = ui::kMostCopiedRows + 1, .known_rows = ui::kMostCopiedRows + 1};
  choose("card", "card.copy", [&] { table.draw(); });
  EXPECT_EQ(count(ImGui::GetClipboardText(), "\n"), ui::kMostCopiedRows + 1);
  EXPECT_NE(screen_json().find("The first 100,000 of 100,001 rows copied"), std::string::npos);
}

TEST_F(TakeAlongTest, TheMirrorKnowsTheExactNumberOfACompactCell) {
  resize(900, 700);
  LongTable table;
  settle([&] { table.draw(); });
  EXPECT_EQ(find_table("long")->rows[0][1], "439K");
  EXPECT_EQ(find_table("long")->exact[0][1], "€438,765.40");
}

TEST_F(TakeAlongTest, ATableWithoutAChartOffersNoPicture) {
  resize(900, 700);
  LongTable table;
  const auto draw = [&] { table.draw(); };
  settle(draw);
  click("card.take_along", draw);
  settle(draw);
  EXPECT_NE(find("card.copy"), nullptr);
  EXPECT_EQ(find("card.copy_picture"), nullptr);
  EXPECT_EQ(find("card.png"), nullptr);
}

TEST_F(TakeAlongTest, ControlCCopiesTheTableUnderTheKeyboard) {
  resize(900, 700);
  LongTable table{.known_rows = 20, .fetched_in_a_frame = 1000};
  const auto draw = [&] { table.draw(); };
  settle(draw);
  click("long.row.1", draw);
  ImGui::SetClipboardText("before");
  ImGui::GetIO().AddKeyEvent(ImGuiMod_Ctrl, true);
  press(ImGuiKey_C, draw);
  ImGui::GetIO().AddKeyEvent(ImGuiMod_Ctrl, false);
  settle(draw);
  EXPECT_EQ(count(ImGui::GetClipboardText(), "\n"), 1001U);
}

}  // namespace
}  // namespace sluice::app

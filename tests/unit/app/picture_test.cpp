// What is on the picture of a card, and what is not.
#include "app/widgets/picture.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <regex>
#include <string>
#include <vector>

#include "unit/app/chart_samples.h"
#include "unit/app/take_along_fixture.h"

#include "app/widgets/button.h"
#include "app/widgets/card.h"
#include "app/widgets/chip.h"
#include "app/widgets/controls.h"
#include "app/widgets/fields.h"
#include "app/widgets/layout.h"
#include "app/widgets/menu.h"
#include "app/widgets/navigation.h"
#include "app/widgets/swatches.h"
#include "app/widgets/table.h"
#include "app/widgets/text_area.h"

namespace sluice::app {
namespace {

using samples::Flavor;

class PictureTest : public TakeAlongTest {
 protected:
  /// A page with one card.
  static std::function<void()> page(const ui::CardSpec& spec, const std::function<void()>& content) {
    return [spec, content] {
      ui::begin_page("page");
      {
        ui::Card card(spec);
        content();
      }
      ui::end_page();
    };
  }

  std::string svg_of(const ui::CardSpec& spec, const std::function<void()>& content) {
    const std::optional<ui::Picture> picture = choose(std::string(spec.key), "card.svg", page(spec, content));
    EXPECT_TRUE(picture);
    return picture ? picture->svg : "";
  }
};

float attribute(const std::string& element, const std::string& name) {
  std::smatch found;
  return std::regex_search(element, found, std::regex(" " + name + "=\"(-?[0-9.]+)\"")) ? std::stof(found[1]) : -1;
}

struct DrawnText {
  std::string text;
  float left = 0, right = 0, baseline = 0;
};

std::vector<DrawnText> texts_of(const std::string& svg) {
  std::vector<DrawnText> texts;
  const std::regex element("<text([^>]*)>([^<]*)</text>");
  for (std::sregex_iterator at(svg.begin(), svg.end(), element), end; at != end; ++at) {
    const std::string attributes = (*at)[1];
    const float left = attribute(attributes, "x");
    texts.push_back({(*at)[2], left, left + attribute(attributes, "textLength"), attribute(attributes, "y")});
  }
  return texts;
}

float size_of_picture(const std::string& svg, const std::string& side) {
  return attribute(svg.substr(0, svg.find('>')), side);
}

void draw_bars() { chart::bar_list(samples::bar_list(Flavor::shop)); }

// Controls -----------------------------------------------------------------------------------------------------------

TEST_F(PictureTest, IsAsHighWithControlsAsWithout) {
  resize(900, 1200);
  const std::string bare = svg_of({.key = "card", .title = "Bars", .subtitle = "Under it"}, draw_bars);
  const ui::CardSpec spec{
      .key = "card", .title = "Bars", .subtitle = "Under it", .hint = "Press it", .tip = "How", .actions = [] {
        ui::button({.key = "action", .label = "Control"});
      }};
  const std::string controlled = svg_of(spec, [] {
    ui::select({.key = "select", .label = "Control", .width = 200}, std::vector<ui::SelectOption>{{.label = "Control"}},
               0);
    ui::gap(sizes().s12);
    draw_bars();
    ui::gap(sizes().s8);
    ui::link("link", "Control");
  });
  const std::vector<DrawnText> without = texts_of(bare), with = texts_of(controlled);
  ASSERT_EQ(with.size(), without.size());
  ASSERT_GT(with.size(), 2U);
  const float moved = with.back().baseline - without.back().baseline;
  for (size_t i = 0; i < with.size(); ++i) {
    EXPECT_EQ(with[i].text, without[i].text);
    EXPECT_FLOAT_EQ(with[i].left, without[i].left) << with[i].text;
    EXPECT_NEAR(with[i].baseline - without[i].baseline, i < 2 ? 0 : moved, 0.05f) << with[i].text;
  }
  // The distance between text and chart is that of one of them to the control.
  EXPECT_LE(std::abs(moved), sizes().s4);
  EXPECT_NEAR(size_of_picture(controlled, "height"), size_of_picture(bare, "height") + moved, 0.05f);
}

TEST_F(PictureTest, HasNoControlOfAnyKind) {
  const std::vector<ui::Option> options{{.key = "a", .label = "Control"}, {.key = "b", .label = "Control"}};
  const std::vector<ui::SelectOption> entries{{.label = "Control"}};
  const std::vector<std::string_view> hues{"#ff0000"};
  std::string text = "Control";
  const std::map<std::string, std::function<void()>> controls{
      {"button", [] { ui::button({.key = "control", .label = "Control"}); }},
      {"icon button", [] { ui::icon_button({.key = "control", .label = "Control", .icon = ui::Icon::copy}); }},
      {"link", [] { ui::link("control", "Control"); }},
      {"select", [&] { ui::select({.key = "control", .label = "Control"}, entries, 0); }},
      {"segmented", [&] { ui::segmented("control", options, 0); }},
      {"tabs", [&] { ui::tabs("control", options, 0); }},
      {"slider", [] { ui::slider({.key = "control", .label = "Control", .value_text = "Control"}); }},
      {"checkbox", [] { ui::checkbox({.key = "control", .label = "Control", .detail = "Control"}); }},
      {"toggle", [] { ui::toggle({.key = "control", .label = "Control"}); }},
      {"text field", [&] { ui::text_field({.key = "control", .label = "Control", .hint = "Control"}, text); }},
      {"text area", [&] { ui::text_area({.key = "control", .label = "Control"}, text); }},
      {"swatches", [&] { ui::swatches({.key = "control", .label = "Control", .hues = hues}); }},
      {"chip", [] { ui::chip({.key = "control", .label = "Control"}); }},
      {"info", [] { ui::info_tip("control", "Control"); }}};
  resize(900, 1200);
  const ui::CardSpec spec{.key = "card", .title = "Bars"};
  const std::string bare = svg_of(spec, draw_bars);
  for (const auto& control : controls) {
    const auto content = [&control] {
      draw_bars();
      control.second();
    };
    EXPECT_EQ(svg_of(spec, content), bare) << control.first;
  }
}

TEST_F(PictureTest, LeavesTablesToTheClipboard) {
  resize(900, 1200);
  static const std::vector<ui::Column> columns{{.key = "name", .label = "Cell"}};
  ui::TableState state;
  const ui::Row row{{.text = "Cell"}};
  const auto table = [&] {
    ui::table(
        {.key = "table", .caption = "Table", .columns = columns, .rows = 3, .row = [&](uint64_t) { return &row; }},
        state);
  };
  const std::string svg = svg_of({.key = "card", .title = "Bars"}, [&] {
    draw_bars();
    table();
    ui::muted("A note");
  });
  EXPECT_EQ(count(svg, ">Cell<"), 0U);
  EXPECT_EQ(count(svg, ">A note<"), 1U);
}

TEST_F(PictureTest, OfACardThatWasStretchedEndsUnderItsChart) {
  resize(900, 1200);
  const auto in_grid = [&](float neighbour) {
    const auto draw = [neighbour] {
      ui::begin_page("page");
      {
        ui::Grid grid({.key = "grid", .min_column = 300, .most = 2});
        grid.next();
        {
          ui::Card card({.key = "card", .title = "Bars"});
          draw_bars();
        }
        grid.next();
        {
          ui::Card card({.key = "neighbour", .title = "Tall"});
          ImGui::Dummy({10, neighbour});
        }
      }
      ui::end_page();
    };
    const std::optional<ui::Picture> picture = choose("card", "card.svg", draw);
    return picture ? picture->svg : "";
  };
  EXPECT_EQ(in_grid(10), in_grid(900));
}

// What the screen shows in part --------------------------------------------------------------------------------------

void draw_narrow_cohorts() {
  ui::Region region(358);
  ui::Card card({.key = "cohorts", .title = "Cohorts"});
  chart::CohortMap data = samples::cohort_map(Flavor::shop);
  data.legend_high = "the most";  // no text of a cell
  chart::cohort_map(data);
}

TEST_F(PictureTest, HoldsTheWholeCohortMapWhereverItIsScrolled) {
  resize(1600, 1200);
  const chart::CohortMap data = samples::cohort_map(Flavor::shop);
  std::map<std::string, size_t> cells;
  for (size_t row = 0; row < data.rows.size(); ++row) {
    for (size_t column = 0; column < data.rows[row].cells; ++column) ++cells[data.text(row, column)];
  }
  const auto scrolled_by = [&](float wheel) {
    settle(draw_narrow_cohorts);
    point_at("demo.cohorts.0", draw_narrow_cohorts);
    ImGui::GetIO().AddMouseWheelEvent(wheel, 0);
    settle(draw_narrow_cohorts);
    return choose("cohorts", "card.svg", draw_narrow_cohorts)->svg;
  };
  const std::string svg = scrolled_by(0);
  for (const auto& [text, number] : cells) EXPECT_EQ(count(svg, ">" + text + "</text>"), number) << text;
  EXPECT_GT(size_of_picture(svg, "width"), 12 * 46 + 32) << "12 columns of 46 pixels at least, and the margins";
  EXPECT_EQ(scrolled_by(-3), svg);
}

TEST_F(PictureTest, OfAsManyCellsAsThereCanBeIsWhole) {
  resize(1600, 1200);
  ImGui::GetIO().BackendFlags &= ~ImGuiBackendFlags_RendererHasVtxOffset;  // as in the page
  constexpr size_t kMost = 60;
  chart::CohortMap data = samples::cohort_map(Flavor::shop);
  data.rows.clear();
  data.columns = kMost;
  for (size_t row = 0; row < kMost; ++row) {
    data.rows.push_back({.id = std::to_string(row), .label = "row", .size = "9", .cells = kMost - row});
  }
  data.text = [](size_t row, size_t age) { return std::to_string(row) + ":" + std::to_string(age); };
  const std::string svg = svg_of({.key = "card", .title = "Cohorts"}, [&data] { chart::cohort_map(data); });
  EXPECT_EQ(count(svg, ">0:"), kMost) << "the first row, which is the longest";
  EXPECT_EQ(count(svg, ":0</text>"), kMost) << "the first column";
  EXPECT_GE(count(svg, "<path"), kMost * (kMost + 1) / 2);
}

/// Characters that are drawn where the screen shows them.
size_t glyphs_in_sight() {
  size_t glyphs = 0;
  for (const ImDrawList* list : ImGui::GetDrawData()->CmdLists) {
    for (const ImDrawCmd& command : list->CmdBuffer) {
      for (unsigned at = 0; at + 2 < command.ElemCount; at += 3) {
        const auto vertex = [&](unsigned corner) {
          const auto index = static_cast<int>(command.IdxOffset + at + corner);
          return list->VtxBuffer[static_cast<int>(command.VtxOffset + list->IdxBuffer[index])];
        };
        const ImDrawVert a = vertex(0), b = vertex(1), c = vertex(2);
        const bool textured = a.uv.x != b.uv.x || a.uv.y != b.uv.y || a.uv.x != c.uv.x || a.uv.y != c.uv.y;
        const float left = std::min({a.pos.x, b.pos.x, c.pos.x}), right = std::max({a.pos.x, b.pos.x, c.pos.x});
        const float top = std::min({a.pos.y, b.pos.y, c.pos.y}), bottom = std::max({a.pos.y, b.pos.y, c.pos.y});
        const ImVec4& clip = command.ClipRect;
        const bool in_sight = right > clip.x && left < clip.z && bottom > clip.y && top < clip.w;
        if (textured && in_sight && right > left && bottom > top) ++glyphs;
      }
    }
  }
  return glyphs;
}

TEST_F(PictureTest, ShowsNothingOnTheScreenOfWhatItAloneHas) {
  resize(1600, 1200);
  ImGui::GetStyle().AntiAliasedLinesUseTex = false;  // so that nothing but characters has a texture
  const auto draw = [] {
    ui::Region region(358);
    chart::cohort_map(samples::cohort_map(Flavor::shop));
  };
  settle(draw);
  const size_t before = glyphs_in_sight();
  std::string svg;
  frame([&] {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    ImDrawListSplitter channels;
    channels.Split(&list, 2);
    channels.SetCurrentChannel(&list, 1);
    {
      const ui::PictureRecorder recorder(list);
      draw();
      svg = recorder.svg({0, 0}, {358, 1200}, colors().surface, "Cohorts");
    }
    channels.SetCurrentChannel(&list, 0);
    channels.Merge(&list);
  });
  EXPECT_EQ(glyphs_in_sight(), before);
  EXPECT_GT(count(svg, "<text"), 100U);
}

// Parts of panels ----------------------------------------------------------------------------------------------------

TEST_F(PictureTest, OfAPartOfAPanelSaysWhomItIsAboutAndHasAMargin) {
  resize(400, 800);
  const ui::CardSpec spec{.key = "part", .title = "12 purchases", .flat = true, .about = "C42 Anna"};
  const auto content = [] { chart::timeline(samples::timeline(Flavor::shop)); };
  const std::optional<ui::Picture> picture = choose("part", "card.svg", page(spec, content));
  ASSERT_TRUE(picture);
  EXPECT_EQ(picture->title, "C42 Anna \u2013 12 purchases");
  EXPECT_EQ(count(picture->svg, ">C42 Anna</text>"), 1U);
  const std::vector<DrawnText> texts = texts_of(picture->svg);
  const auto title =
      std::find_if(texts.begin(), texts.end(), [](const auto& text) { return text.text == "12 purchases"; });
  ASSERT_NE(title, texts.end());
  EXPECT_FLOAT_EQ(title->left, sizes().s16);
  EXPECT_GT(size_of_picture(picture->svg, "width"), find("part.take_along")->x + find("part.take_along")->w - 16);
}

// Labels -------------------------------------------------------------------------------------------------------------

TEST_F(PictureTest, LabelsOfATreemapStandInsideTheirTiles) {
  size_t nameless = 0;
  for (float width = 240; width <= 900; width += 44) {
    resize(1280, 1200);
    const chart::Treemap data = samples::treemap(Flavor::shop);
    const auto draw = [&] {
      ui::Region region(width);
      ui::Card card({.key = "card", .title = "Tiles"});
      chart::treemap(data);
    };
    const std::string svg = choose("card", "card.svg", draw)->svg;
    std::map<std::string, ScreenItem> tiles;
    for (const chart::TreemapItem& item : data.items) {
      if (const ScreenItem* tile = find("demo.treemap." + item.id)) tiles[item.label] = *tile;
    }
    const ScreenItem card = *find("card");  // its title, s16 from the corner of the picture
    const float x = card.x - sizes().s16, y = card.y - sizes().s16;
    float end = 0;
    for (const auto& [label, tile] : tiles) end = std::max(end, tile.y + tile.h - y);
    const float begin = std::min_element(tiles.begin(), tiles.end(),
                                         [](const auto& a, const auto& b) { return a.second.y < b.second.y; })
                            ->second.y -
                        y;
    bool legend = false;
    for (const DrawnText& text : texts_of(svg)) {
      legend = legend || text.text == "Too small for a label:";
      if (text.baseline < begin || text.baseline > end) continue;
      const auto holds = [&](const auto& entry) {
        const ScreenItem& tile = entry.second;
        return text.left >= tile.x - x && text.right <= tile.x + tile.w - x && text.baseline >= tile.y - y &&
               text.baseline <= tile.y + tile.h - y;
      };
      EXPECT_EQ(std::count_if(tiles.begin(), tiles.end(), holds), 1) << text.text << " at a width of " << width;
    }
    if (legend) ++nameless;
    EXPECT_TRUE(legend || count(svg, " \u00B7 ") == 0) << "figures of a tile outside it, and no legend that says so";
  }
  EXPECT_GT(nameless, 0U) << "no width needs a legend: the test shows nothing";
}

}  // namespace
}  // namespace sluice::app

// The arithmetic of the charts, without drawing.
#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "app/charts/funnel_bars.h"
#include "app/charts/level_flows.h"
#include "app/charts/lorenz.h"
#include "app/charts/plot.h"
#include "app/charts/sankey.h"
#include "app/charts/scatter_axis.h"
#include "app/charts/treemap.h"
#include "app/widgets/table.h"
#include "unit/app/widget_fixture.h"

namespace sluice::app {
namespace {

TEST(Squarify, AreasAreTrueToTheValuesAndFillTheRectangle) {
  std::mt19937 random(20240613);
  std::lognormal_distribution<double> sizes_of(3, 1.5);
  for (int round = 0; round < 200; ++round) {
    std::vector<double> values(1 + random() % 40);
    for (double& value : values) value = sizes_of(random);
    const float width = 200 + static_cast<float>(random() % 1000), height = 150 + static_cast<float>(random() % 600);
    const double total = std::accumulate(values.begin(), values.end(), 0.0);
    const auto rects = chart::squarify(values, width, height);
    for (size_t at = 0; at < values.size(); ++at) {
      const chart::TreemapRect& r = rects[at];
      const double expected = values[at] / total * width * height;
      EXPECT_NEAR(static_cast<double>(r.w) * r.h, expected, expected * 1e-3 + 0.5);
      EXPECT_GE(r.x, -0.01f);
      EXPECT_GE(r.y, -0.01f);
      EXPECT_LE(r.x + r.w, width + 0.01f);
      EXPECT_LE(r.y + r.h, height + 0.01f);
      for (size_t other = 0; other < at; ++other) {
        const chart::TreemapRect& o = rects[other];
        const float overlap_x = std::min(r.x + r.w, o.x + o.w) - std::max(r.x, o.x);
        const float overlap_y = std::min(r.y + r.h, o.y + o.h) - std::max(r.y, o.y);
        EXPECT_FALSE(overlap_x > 0.01f && overlap_y > 0.01f) << "tiles overlap";
      }
    }
  }
}

TEST(Squarify, ThePublishedExampleHasItsPublishedFirstRow) {
  // Bruls, Huizing & van Wijk 2000, section 3: areas 6 6 4 3 2 2 1 in a rectangle of 6 by 4.
  const auto rects = chart::squarify(std::vector<double>{6, 6, 4, 3, 2, 2, 1}, 6, 4);
  EXPECT_FLOAT_EQ(rects[0].w, 3);
  EXPECT_FLOAT_EQ(rects[0].h, 2);
  EXPECT_FLOAT_EQ(rects[1].w, 3);
  EXPECT_FLOAT_EQ(rects[1].y, 2);
  EXPECT_NEAR(rects[2].w, 12.0 / 7, 1e-4);  // the second row: 4 and 3 over the remaining width of 3
  EXPECT_NEAR(rects[2].h, 7.0 / 3, 1e-4);
}

TEST(Squarify, ValuesWithoutAreaGetNone) {
  EXPECT_TRUE(chart::squarify({}, 100, 100).empty());
  const auto rects = chart::squarify(std::vector<double>{0, -3, 5, std::nan(""), INFINITY}, 100, 100);
  EXPECT_EQ(rects[0].w * rects[1].w * rects[3].w * rects[4].w, 0);
  EXPECT_NEAR(rects[2].w * rects[2].h, 10000, 1);
}

TEST(NiceTicks, AreRoundInsideAndFew) {
  EXPECT_EQ(chart::nice_ticks(0, 100, 6), (std::vector<double>{0, 20, 40, 60, 80, 100}));
  EXPECT_EQ(chart::nice_ticks(0, 1, 3), (std::vector<double>{0, 0.5, 1}));
  EXPECT_EQ(chart::nice_ticks(-7, 7, 5), (std::vector<double>{-5, 0, 5}));
  EXPECT_EQ(chart::nice_ticks(3, 3, 5), (std::vector<double>{3}));
  EXPECT_TRUE(chart::nice_ticks(0, NAN, 5).empty());
  std::mt19937 random(7);
  std::uniform_real_distribution<double> exponent(-9, 15);
  for (int round = 0; round < 500; ++round) {
    const double low = -std::pow(10, exponent(random)), high = std::pow(10, exponent(random));
    const int most = 2 + static_cast<int>(random() % 9);
    const auto ticks = chart::nice_ticks(low, high, most);
    ASSERT_LE(ticks.size(), static_cast<size_t>(most));
    ASSERT_GE(ticks.size(), 1u);
    for (const double tick : ticks) {
      EXPECT_GE(tick, low - (high - low) * 1e-6);
      EXPECT_LE(tick, high + (high - low) * 1e-6);
    }
  }
}

TEST(WholeTicks, AreThoseOfTheRoundOnesThatCount) {
  EXPECT_EQ(chart::whole_ticks(0, 100, 6), (std::vector<double>{0, 20, 40, 60, 80, 100}));
  EXPECT_EQ(chart::whole_ticks(0, 1, 4), (std::vector<double>{0, 1}));
  EXPECT_EQ(chart::whole_ticks(0.5, 3.5, 7), (std::vector<double>{1, 2, 3}));
  EXPECT_TRUE(chart::whole_ticks(1.2, 1.8, 7).empty());
}

TEST(ScatterAxis, OfWholeNumbersHasNoFractions) {
  chart::ScatterAxis axis{
      .edges = {0.5, 1.5}, .whole = true, .format = [](double value) { return std::to_string(value); }};
  for (const bool logarithmic : {false, true}) {
    axis.logarithmic = logarithmic;
    const std::vector<chart::Tick> ticks = chart::ticks_of(axis);
    ASSERT_EQ(ticks.size(), 1u);
    EXPECT_EQ(ticks[0].text, std::to_string(1.0));
  }
  axis.edges = {5.5, 6.5};
  EXPECT_EQ(chart::ticks_of(axis).front().text, std::to_string(6.0)) << "no power of ten lies there";
}

TEST(PlaceLabels, NeverTouchAndNeverLeaveTheAxis) {
  std::mt19937 random(11);
  for (int round = 0; round < 300; ++round) {
    std::vector<float> centers(1 + random() % 20), widths(centers.size());
    for (float& center : centers) center = static_cast<float>(random() % 400);
    for (float& width : widths) width = static_cast<float>(random() % 120);
    const auto places = chart::place_labels(centers, widths, 0, 400, 8);
    EXPECT_TRUE(places[0].has_value()) << "the most important label has the first choice";
    for (size_t a = 0; a < places.size(); ++a) {
      if (!places[a]) continue;
      EXPECT_GE(*places[a], 0);
      EXPECT_LE(*places[a] + widths[a], 400.01f);
      for (size_t b = 0; b < a; ++b) {
        if (!places[b]) continue;
        const float left = std::max(*places[a], *places[b]);
        const float right = std::min(*places[a] + widths[a], *places[b] + widths[b]);
        EXPECT_LE(right - left, -7.99f);
      }
    }
  }
  EXPECT_FALSE(chart::place_labels(std::vector<float>{50}, std::vector<float>{500}, 0, 400, 8)[0].has_value());
}

class FunnelLayout : public WidgetTest {};

TEST_F(FunnelLayout, NoTwoPartsOfOneLineOverlapAtAnyWidth) {
  using Span = chart::FunnelRow::Span;
  std::mt19937 random(3);
  for (float width = 240; width < 3840; width += 17) {
    const auto upto = [&](unsigned most) { return static_cast<float>(random() % most); };
    const chart::FunnelTextWidths texts = {upto(2) * 60, upto(400), 20 + upto(120), 30 + upto(120), 30 + upto(120)};
    const auto form = static_cast<chart::FunnelForm>(random() % 2);
    const double share = (random() % 1001) / 1000.0, half = (random() % 200) / 1000.0;
    const chart::FunnelRow row = chart::layout_funnel_row(width, texts, share, share - half, share + half, form);
    std::vector<std::vector<Span>> lines;
    if (row.stacked) {
      lines = {{row.zone, row.label, row.count}, {row.zone, row.bar}, {row.zone, row.overall, row.step}};
    } else {
      lines = {{row.zone, row.label, row.bar, row.count, row.overall, row.step},
               {row.zone, row.label, row.whisker, row.count, row.overall, row.step}};
    }
    for (const auto& line : lines) {
      float end = -1;
      for (const Span& span : line) {
        if (span.w <= 0) continue;
        EXPECT_GE(span.x, end) << "at width " << width;
        EXPECT_LE(span.right(), width + 0.01f) << "at width " << width;
        end = span.right();
      }
    }
  }
}

TEST_F(FunnelLayout, BarsAreAsLongAsTheirShares) {
  const chart::FunnelTextWidths texts = {0, 100, 60, 50, 50};
  const float whole = chart::layout_funnel_row(1000, texts, 1, 0, 0).bar.w;
  EXPECT_GT(whole, 300);
  for (const double share : {0.0, 0.1, 0.5, 0.77}) {
    EXPECT_NEAR(chart::layout_funnel_row(1000, texts, share, 0, 0).bar.w, whole * share, 0.01);
  }
}

TEST_F(FunnelLayout, TrapezoidsAreCentredAndAsWideAsTheirShares) {
  const chart::FunnelTextWidths texts = {60, 100, 60, 50, 50};
  for (const float width : {300.0f, 1000.0f}) {
    const chart::FunnelRow aligned = chart::layout_funnel_row(width, texts, 1, 0, 0);
    EXPECT_EQ(aligned.stacked, width < 500);
    const float middle = aligned.bar.x + aligned.bar.w / 2;
    for (const double share : {0.0, 0.1, 0.5, 0.77, 1.0}) {
      const chart::FunnelRow row = chart::layout_funnel_row(width, texts, share, 0, 0, chart::FunnelForm::trapezoids);
      EXPECT_NEAR(row.bar.w, aligned.bar.w * share, 0.01);
      EXPECT_NEAR(row.bar.x + row.bar.w / 2, middle, 0.01);
      EXPECT_FLOAT_EQ(row.count.x, aligned.count.x) << "names and numbers stay where they are";
      EXPECT_FLOAT_EQ(row.label.x, aligned.label.x);
    }
  }
}

TEST_F(FunnelLayout, AnIntervalEndsWhereTheBarsOfItsEndsWould) {
  const chart::FunnelTextWidths texts = {0, 100, 60, 50, 50};
  for (const auto form : {chart::FunnelForm::bars, chart::FunnelForm::trapezoids}) {
    const auto row = [&](double share) { return chart::layout_funnel_row(1000, texts, share, 0.3, 0.5, form); };
    EXPECT_NEAR(row(0.4).whisker.x, row(0.3).bar.right(), 0.01);
    EXPECT_NEAR(row(0.4).whisker.right(), row(0.5).bar.right(), 0.01);
  }
}

TEST_F(FunnelLayout, ThePiecesNarrowFromStepToStep) {
  const chart::FunnelTextWidths texts = {0, 100, 60, 50, 50};
  std::mt19937 random(5);
  for (const auto form : {chart::FunnelForm::bars, chart::FunnelForm::trapezoids}) {
    double share = 1;
    const auto row = [&] { return chart::layout_funnel_row(1000, texts, share, 0, 0, form); };
    chart::FunnelRow above = row();
    for (int step = 0; step < 20; ++step) {
      share *= (random() % 1001) / 1000.0;
      const chart::FunnelRow below = row();
      const auto corners = chart::funnel_piece(above.bar, below.bar, 10, 30);
      EXPECT_NEAR(corners[1].x - corners[0].x, above.bar.w, 0.01);
      EXPECT_NEAR(corners[2].x - corners[3].x, below.bar.w, 0.01);
      EXPECT_LE(corners[0].x, corners[3].x + 0.001);
      EXPECT_GE(corners[1].x, corners[2].x - 0.001);
      EXPECT_TRUE(corners[0].y == 10 && corners[1].y == 10 && corners[2].y == 30 && corners[3].y == 30);
      above = below;
    }
  }
}

TEST(FunnelLength, IsTheShareOrItsRoot) {
  using chart::FunnelScale;
  for (const double share : {0.0, 0.0001, 0.04, 0.25, 1.0}) {
    EXPECT_DOUBLE_EQ(chart::funnel_length(share, FunnelScale::linear), share);
  }
  EXPECT_DOUBLE_EQ(chart::funnel_length(0, FunnelScale::square_root), 0);
  EXPECT_DOUBLE_EQ(chart::funnel_length(0.0001, FunnelScale::square_root), 0.01);
  EXPECT_DOUBLE_EQ(chart::funnel_length(0.04, FunnelScale::square_root), 0.2);
  EXPECT_DOUBLE_EQ(chart::funnel_length(0.25, FunnelScale::square_root), 0.5);
  EXPECT_DOUBLE_EQ(chart::funnel_length(1, FunnelScale::square_root), 1);
  EXPECT_DOUBLE_EQ(chart::funnel_length(-0.1, FunnelScale::square_root), 0) << "no root of less than nothing";
}

TEST(CurveAt, IsLinearBetweenPoints) {
  const std::vector<chart::CurvePoint> curve = {{0, 0}, {0.5, 0.9}, {1, 1}};
  EXPECT_DOUBLE_EQ(chart::curve_at(curve, 0.25), 0.45);
  EXPECT_DOUBLE_EQ(chart::curve_at(curve, 0.5), 0.9);
  EXPECT_DOUBLE_EQ(chart::curve_at(curve, -1), 0);
  EXPECT_DOUBLE_EQ(chart::curve_at(curve, 2), 1);
  EXPECT_DOUBLE_EQ(chart::curve_at({}, 0.3), 0);
}

TEST(SpreadLabels, KeepsAllOfThemInOrderAndApart) {
  const std::vector<float> centers = {10, 14, 18, 200, 395}, widths = {20, 20, 20, 40, 30};
  const std::vector<float> places = chart::spread_labels(centers, widths, 0, 400, 8);
  ASSERT_EQ(places.size(), centers.size());
  for (size_t at = 1; at < places.size(); ++at) EXPECT_GE(places[at], places[at - 1] + widths[at - 1] + 8);
  EXPECT_GE(places.front(), 0);
  EXPECT_LE(places.back() + widths.back(), 400);
  EXPECT_FLOAT_EQ(places[3], 180) << "one that has room stays on its line";
  EXPECT_TRUE(chart::spread_labels(centers, widths, 0, 100, 8).empty()) << "they do not fit together";
}

TEST(ColumnLayout, DropsTheLeastImportantAndSharesTheRest) {
  const std::vector<ui::Column> columns = {{.key = "name", .min_width = 100, .weight = 2},
                                           {.key = "r", .min_width = 80, .priority = 2},
                                           {.key = "m", .min_width = 80, .weight = 0, .priority = 1}};
  const auto wide = ui::layout_columns(columns, 560);
  EXPECT_FLOAT_EQ(wide.total, 560);
  EXPECT_FLOAT_EQ(wide.widths[2], 80);
  EXPECT_FLOAT_EQ(wide.widths[0], 300);
  EXPECT_FLOAT_EQ(wide.widths[1], 180);
  const auto narrow = ui::layout_columns(columns, 200);
  EXPECT_EQ(narrow.widths[1], 0);
  EXPECT_FLOAT_EQ(narrow.total, 200);
  const auto tiny = ui::layout_columns(columns, 60);
  EXPECT_FLOAT_EQ(tiny.widths[0], 100) << "a column that never goes makes the table scroll";
  EXPECT_FLOAT_EQ(ui::layout_columns(columns, 60, true).total, 260);
}

TEST(SankeyLayout, NothingIsGainedOrLostOnTheWay) {
  std::mt19937 random(7);
  for (int round = 0; round < 100; ++round) {
    const size_t left = 1 + random() % 12, right = 1 + random() % 12;
    std::vector<chart::SankeyFlow> flows;
    double total = 0;
    for (size_t from = 0; from < left; ++from) {
      for (size_t to = 0; to < right; ++to) {
        chart::SankeyFlow flow;
        flow.from = from;
        flow.to = to;
        flow.value = static_cast<double>(random() % 5 == 0 ? 0 : random() % 1000);
        total += flow.value;
        flows.push_back(flow);
      }
    }
    constexpr float kHeight = 500, kGap = 6;
    const chart::SankeyLayout layout = chart::lay_out_sankey(flows, left, right, kHeight, kGap);
    const auto check = [&](const std::vector<chart::SankeySpan>& spans, size_t chart::SankeyFlow::*end,
                           chart::SankeySpan chart::SankeyRibbon::*part) {
      float sum = 0;
      for (size_t node = 0; node < spans.size(); ++node) {
        EXPECT_LE(spans[node].bottom, kHeight + 0.1f);
        std::vector<chart::SankeySpan> ends;
        for (size_t i = 0; i < flows.size(); ++i) {
          if (flows[i].*end == node) ends.push_back(layout.ribbons[i].*part);
        }
        std::sort(ends.begin(), ends.end(), [](const auto& a, const auto& b) { return a.top < b.top; });
        float y = spans[node].top;
        for (const chart::SankeySpan& one : ends) {
          EXPECT_GE(one.top, y - 0.05f) << "ribbons overlap at their end";
          y = std::max(y, one.bottom);
        }
        EXPECT_NEAR(y, spans[node].bottom, 0.1f);
        sum += spans[node].size();
      }
      return sum;
    };
    const float leaving = check(layout.left, &chart::SankeyFlow::from, &chart::SankeyRibbon::left);
    const float arriving = check(layout.right, &chart::SankeyFlow::to, &chart::SankeyRibbon::right);
    EXPECT_NEAR(leaving, arriving, 0.5f);
    for (size_t i = 0; i < flows.size(); ++i) {
      const chart::SankeyRibbon& ribbon = layout.ribbons[i];
      EXPECT_NEAR(ribbon.left.size(), ribbon.right.size(), 0.01f);
      EXPECT_NEAR(ribbon.left.size(), flows[i].value / total * leaving, 0.1);
      EXPECT_EQ(ribbon.faint, ribbon.left.size() < chart::kThinnestRibbon);
    }
  }
}

TEST(SankeyLayout, MoneyThatWentBackHasNoRibbon) {
  std::vector<chart::SankeyFlow> flows(2);
  flows[0].value = -50;
  flows[1].value = 100;
  flows[1].to = 1;
  const chart::SankeyLayout layout = chart::lay_out_sankey(flows, 1, 2, 300, 8);
  EXPECT_EQ(layout.ribbons[0].left.size(), 0);
  EXPECT_EQ(layout.right[0].size(), 0);
  EXPECT_FLOAT_EQ(layout.ribbons[1].left.size(), 300);
  for (const chart::SankeySpan& span : chart::lay_out_sankey({}, 2, 2, 300, 8).left) EXPECT_EQ(span.size(), 0);
}

TEST(LevelLayout, IsOneScaleOnWhichOnlyWhatStopsIsLost) {
  std::mt19937 random(11);
  for (int round = 0; round < 100; ++round) {
    std::vector<size_t> bars{1};
    for (size_t column = 0; column < 1 + random() % 6; ++column) bars.push_back(1 + random() % 10);
    std::vector<chart::LevelFlow> flows;
    for (size_t column = 0; column + 1 < bars.size(); ++column) {
      for (size_t from = 0; from < bars[column]; ++from) {
        for (size_t to = 0; to < bars[column + 1]; ++to) {
          if (random() % 3 == 0) continue;
          flows.push_back({.column = column, .from = from, .to = to, .value = static_cast<double>(1 + random() % 500)});
        }
      }
    }
    if (flows.empty()) continue;
    constexpr float kHeight = 400, kGap = 8;
    const chart::LevelLayout layout = chart::lay_out_levels(flows, bars, kHeight, kGap);
    const double scale = layout.ribbons[0].left.size() / flows[0].value;
    for (size_t i = 0; i < flows.size(); ++i) {
      const chart::SankeyRibbon& ribbon = layout.ribbons[i];
      EXPECT_NEAR(ribbon.left.size(), flows[i].value * scale, 0.1);
      EXPECT_NEAR(ribbon.right.size(), flows[i].value * scale, 0.1);
      const chart::SankeySpan from = layout.bars[flows[i].column][flows[i].from];
      const chart::SankeySpan to = layout.bars[flows[i].column + 1][flows[i].to];
      EXPECT_GE(ribbon.left.top, from.top - 0.1f);
      EXPECT_LE(ribbon.left.bottom, from.bottom + 0.1f);
      EXPECT_GE(ribbon.right.top, to.top - 0.1f);
      EXPECT_LE(ribbon.right.bottom, to.bottom + 0.1f);
      for (size_t other = 0; other < i; ++other) {
        const bool beside = flows[other].column == flows[i].column && flows[other].from == flows[i].from;
        if (!beside) continue;
        const chart::SankeySpan span = layout.ribbons[other].left;
        EXPECT_TRUE(span.bottom <= ribbon.left.top + 0.1f || span.top >= ribbon.left.bottom - 0.1f);
      }
    }
    for (const std::vector<chart::SankeySpan>& column : layout.bars) {
      float y = -kGap;
      for (const chart::SankeySpan& bar : column) {
        if (bar.size() <= 0) continue;
        EXPECT_GE(bar.top, y + kGap - 0.1f);
        y = bar.bottom;
      }
      EXPECT_LE(y, kHeight + 0.1f);
    }
  }
}

TEST(LevelLayout, OfNothingIsEmpty) {
  EXPECT_TRUE(chart::lay_out_levels({}, {}, 300, 8).bars.empty());
  const std::vector<size_t> bars{1, 2};
  for (const auto& column : chart::lay_out_levels({}, bars, 300, 8).bars) {
    for (const chart::SankeySpan& span : column) EXPECT_EQ(span.size(), 0);
  }
}

}  // namespace
}  // namespace sluice::app

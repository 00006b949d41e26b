// New maps and maps in another shape, looked up cell by cell with a reading of the document that is the test's own.
#include "app/map_shape.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "app/map_edits.h"

namespace sluice::app {
namespace {

using rfm::MapDocument;
using rfm::MapKind;

constexpr std::array<MapKind, 3> kKinds{MapKind::recency_frequency, MapKind::cube, MapKind::split};

int first_level(MapKind kind) { return kind == MapKind::split ? 0 : 1; }
int last_level(const MapDocument& map) { return map.kind == MapKind::split ? 1 : map.bins; }

std::string key_of(MapKind kind, int r, int f, int m) {
  std::string key = std::to_string(r) + std::to_string(f);
  return kind == MapKind::recency_frequency ? key : key + std::to_string(m);
}

bool holds(const MapDocument& map, const rfm::MapRule& rule, int r, int f, int m) {
  const bool money = map.kind == MapKind::recency_frequency || (rule.monetary.from <= m && m <= rule.monetary.to);
  return rule.recency.from <= r && r <= rule.recency.to && rule.frequency.from <= f && f <= rule.frequency.to && money;
}

/// As docs/spec.md says: a cell named by itself, else the first rule that holds; empty: nothing.
std::string segment_at(const MapDocument& map, int r, int f, int m) {
  const auto named = map.cells.find(key_of(map.kind, r, f, m));
  if (named != map.cells.end()) return named->second;
  for (const rfm::MapRule& rule : map.rules) {
    if (holds(map, rule, r, f, m)) return rule.segment;
  }
  return {};
}

template <class Check>
void at_every_cell(const MapDocument& map, Check check) {
  const int first = first_level(map.kind), last = last_level(map);
  const int last_m = map.kind == MapKind::recency_frequency ? first : last;
  for (int r = first; r <= last; ++r) {
    for (int f = first; f <= last; ++f) {
      for (int m = first; m <= last_m; ++m) check(r, f, m);
    }
  }
}

/// Rules that overlap and leave gaps, and single cells on the rim and within.
MapDocument uneven_map(MapKind kind, int bins) {
  MapDocument map = new_map(kind, bins);
  const std::string id = map.segments.back().id, other = map.segments.front().id;
  const int first = first_level(kind), last = last_level(map);
  map.rules = {{id, {first, first}, {}, {last, 10}},
               {other, {first, last}, {last, last}, {}},
               {map.segments[1].id, {last - 1, last}, {first, last - 1}, {first, first}}};
  map.cells[key_of(kind, first, last, last)] = id;
  map.cells[key_of(kind, last, last, first)] = id;
  map.cells[key_of(kind, (first + last) / 2, first, last)] = other;
  return map;
}

TEST(MapShape, a_new_map_of_any_shape_has_every_cell_in_exactly_one_rule) {
  for (const MapKind kind : kKinds) {
    for (int bins = kFewestScores; bins <= kMostScores; ++bins) {
      const MapDocument map = new_map(kind, bins);
      EXPECT_EQ(map.bins, kind == MapKind::split ? 0 : bins);
      EXPECT_TRUE(map.cells.empty());
      at_every_cell(map, [&](int r, int f, int m) {
        const auto claims = std::count_if(map.rules.begin(), map.rules.end(),
                                          [&](const rfm::MapRule& rule) { return holds(map, rule, r, f, m); });
        EXPECT_EQ(claims, 1) << key_of(kind, r, f, m) << " of " << bins;
      });
      for (const rfm::Segment& segment : map.segments) {
        EXPECT_FALSE(segment.name.en.empty() || segment.name.zh.empty() || segment.advice.en.empty() ||
                     segment.advice.zh.empty());
        const auto taken = std::count_if(map.segments.begin(), map.segments.end(), [&](const rfm::Segment& twin) {
          return twin.id == segment.id || twin.color == segment.color;
        });
        EXPECT_EQ(taken, 1) << segment.id;
      }
    }
  }
}

TEST(MapShape, a_level_stands_for_the_one_at_its_share_of_the_way) {
  const auto sources = [](size_t now, size_t before) {
    std::vector<size_t> levels;
    for (size_t level = 0; level < now; ++level) levels.push_back(level_before(level, now, before) + 1);
    return levels;
  };
  EXPECT_EQ(sources(3, 5), (std::vector<size_t>{1, 3, 5}));
  EXPECT_EQ(sources(5, 3), (std::vector<size_t>{1, 1, 2, 3, 3}));
  EXPECT_EQ(sources(4, 5), (std::vector<size_t>{1, 2, 4, 5}));
  EXPECT_EQ(sources(10, 5), (std::vector<size_t>{1, 1, 2, 2, 3, 3, 4, 4, 5, 5}));
  EXPECT_EQ(sources(3, 10), (std::vector<size_t>{1, 5, 10}));
  EXPECT_EQ(sources(5, 2), (std::vector<size_t>{1, 1, 1, 2, 2}));
  for (size_t now = 2; now <= 10; ++now) {
    for (size_t before = 2; before <= 10; ++before) {
      for (size_t level = 0; level < now; ++level) {
        const double exact = static_cast<double>(level * (before - 1)) / static_cast<double>(now - 1);
        EXPECT_LE(std::abs(static_cast<double>(level_before(level, now, before)) - exact), 0.5);
      }
    }
  }
}

TEST(MapShape, another_number_of_scores_leaves_every_cell_in_the_segment_of_its_place) {
  for (const MapKind kind : {MapKind::recency_frequency, MapKind::cube}) {
    for (int before = kFewestScores; before <= kMostScores; ++before) {
      const MapDocument map = uneven_map(kind, before);
      for (int now = kFewestScores; now <= kMostScores; ++now) {
        const MapDocument other = reshaped(map, kind, now);
        EXPECT_EQ(other.bins, now);
        EXPECT_EQ(other.segments, map.segments);
        const auto source = [&](int level) {
          return 1 + static_cast<int>(level_before(static_cast<size_t>(level - 1), static_cast<size_t>(now),
                                                   static_cast<size_t>(before)));
        };
        at_every_cell(other, [&](int r, int f, int m) {
          EXPECT_EQ(segment_at(other, r, f, m), segment_at(map, source(r), source(f), source(m)))
              << key_of(kind, r, f, m) << " of " << now << " from " << before;
        });
        for (const rfm::MapRule& rule : other.rules) EXPECT_LE(rule.recency.from, rule.recency.to);
      }
    }
  }
}

TEST(MapShape, more_scores_and_back_is_the_map_as_it_was) {
  for (const MapKind kind : {MapKind::recency_frequency, MapKind::cube}) {
    for (int bins = kFewestScores; bins < kMostScores; ++bins) {
      const MapDocument map = uneven_map(kind, bins);
      for (int more = bins; more <= kMostScores; ++more) {
        const MapDocument back = reshaped(reshaped(map, kind, more), kind, bins);
        at_every_cell(map,
                      [&](int r, int f, int m) { EXPECT_EQ(segment_at(back, r, f, m), segment_at(map, r, f, m)); });
        EXPECT_EQ(back.cells, map.cells);
      }
    }
  }
}

TEST(MapShape, money_is_asked_for_nowhere_at_first_and_then_stands_at_its_middle_score) {
  const MapDocument grid = uneven_map(MapKind::recency_frequency, 5);
  const MapDocument cube = reshaped(grid, MapKind::cube, 5);
  at_every_cell(cube, [&](int r, int f, int m) { EXPECT_EQ(segment_at(cube, r, f, m), segment_at(grid, r, f, m)); });
  const MapDocument back = reshaped(cube, MapKind::recency_frequency, 5);
  at_every_cell(grid, [&](int r, int f, int m) { EXPECT_EQ(segment_at(back, r, f, m), segment_at(grid, r, f, m)); });
  const MapDocument by_money = uneven_map(MapKind::cube, 5);
  const MapDocument slice = reshaped(by_money, MapKind::recency_frequency, 5);
  at_every_cell(slice,
                [&](int r, int f, int) { EXPECT_EQ(segment_at(slice, r, f, 0), segment_at(by_money, r, f, 3)); });
}

TEST(MapShape, a_split_becomes_the_halves_of_the_scores) {
  const MapDocument split = uneven_map(MapKind::split, 0);
  for (int bins = kFewestScores; bins <= kMostScores; ++bins) {
    const MapDocument cube = reshaped(split, MapKind::cube, bins);
    const auto bit = [&](int score) { return 2 * score > bins + 1 ? 1 : 0; };
    at_every_cell(cube, [&](int r, int f, int m) {
      EXPECT_EQ(segment_at(cube, r, f, m), segment_at(split, bit(r), bit(f), bit(m)));
    });
  }
}

TEST(MapShape, only_kinds_that_can_say_what_the_map_says_are_offered) {
  using Kinds = std::vector<MapKind>;
  EXPECT_EQ(kinds_to_choose(MapKind::recency_frequency), (Kinds{MapKind::recency_frequency, MapKind::cube}));
  EXPECT_EQ(kinds_to_choose(MapKind::cube), (Kinds{MapKind::recency_frequency, MapKind::cube}));
  EXPECT_EQ(kinds_to_choose(MapKind::split), (Kinds{MapKind::cube, MapKind::split}));
}

TEST(MapShape, scores_and_filter_go_with_the_number_of_scores_of_the_map) {
  Spec spec;
  add_own_map(spec, new_map(MapKind::recency_frequency, 5));
  spec.filter = {.segments = {"regulars"}, .cells = {"54"}, .tiers = {"vip"}};
  spec.rfm.recency = {"thresholds", {1, 2, 3, 4}};
  spec.comparison = {.method = "quantile", .bins = 5};
  reshape_own_map(spec, MapKind::recency_frequency, 4);
  EXPECT_EQ(spec.rfm.bins, 4);
  EXPECT_EQ(spec.rfm.recency, rfm::DimensionSpec{}) << "cut points of another number";
  EXPECT_TRUE(spec.filter.cells.empty());
  EXPECT_EQ(spec.filter.segments, std::vector<std::string>{"regulars"});
  EXPECT_EQ(spec.comparison.bins, 0);
  EXPECT_EQ(spec.comparison.method, "quantile");
  Spec built_in;
  reshape_own_map(built_in, MapKind::cube, 4);
  EXPECT_EQ(built_in, Spec{});
}

}  // namespace
}  // namespace sluice::app

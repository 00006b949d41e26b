#include "rfm/segment_map.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "base/embedded_assets.h"
#include "rfm/map_fields.h"
#include "rfm/rfm_spec.h"

namespace sluice::rfm {
namespace {

std::string map_json(const std::string& id) { return std::string(embedded_asset("segment_maps/" + id + ".json")); }

// The map with one passage replaced, and what the parser says about it.
std::string complaint(const std::string& what, const std::string& with, const std::string& id = "eight") {
  std::string json = map_json(id);
  const size_t at = json.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  json.replace(at, what.size(), with);
  const auto document = parse_map_document(json);
  const auto map = document ? make_segment_map(*document) : document.error();
  if (map) return "";
  const Error& error = map.error();
  return (error.code == ErrorCode::bad_json ? "bad_json " : "bad_spec ") + error.place.pointer;
}

TEST(SegmentMap, ComplaintsNameTheMember) {
  EXPECT_EQ(complaint("\"kind\": \"split\"", "\"kind\": \"sphere\""), "bad_spec /kind");
  EXPECT_EQ(complaint("\"kind\": \"split\"", "\"kin\": \"split\""), "bad_spec /kin");
  EXPECT_EQ(complaint("\"id\": \"eight\"", "\"id\": 8"), "bad_spec /id");
  EXPECT_EQ(complaint("\"id\": \"eight\"", "\"id\": \"eight\", \"a/b\": 1"), "bad_spec /a~1b");
  EXPECT_EQ(complaint("\"#0f766e\"", "\"teal\""), "bad_spec /segments/0/color");
  EXPECT_EQ(complaint("\"zh\": \"重要价值客户\"", "\"zh\": \"\""), "bad_spec /segments/0/name/zh");
  EXPECT_EQ(complaint("\"id\": \"important_develop\"", "\"id\": \"important_value\""), "bad_spec /segments/1/id");
  EXPECT_EQ(complaint("\"111\": \"important_value\"", "\"111\": \"nobody\""), "bad_spec /cells/111");
  EXPECT_EQ(complaint("\"111\": \"important_value\"", "\"112\": \"important_value\""), "bad_spec /cells/112");
  EXPECT_EQ(complaint("\"111\": \"important_value\"", "\"110\": \"important_value\""), "bad_json ");
  EXPECT_EQ(complaint("\"cells\": {", "\"cells\": ["), "bad_json ");
  EXPECT_EQ(parse_map_document("[]").error().code, ErrorCode::bad_spec);
  EXPECT_EQ(parse_map_document("").error().code, ErrorCode::bad_json);
  EXPECT_EQ(parse_map_document("{\"id\": ").error().code, ErrorCode::bad_json);
}

MapDocument two_segments() {
  MapDocument document;
  document.id = "mine";
  document.name = {"Mine", "我的规则"};
  document.segments = {{"good", {"Good", "好"}, {}, "#0f766e"}, {"poor", {"Poor", "差"}, {}, "#b45309"}};
  return document;
}

std::string complaint_about(const MapDocument& document) {
  const auto map = make_segment_map(document, "/rfm/own_maps/0");
  return map ? "" : map.error().place.pointer;
}

TEST(SegmentMap, TheFirstRuleThatHoldsCountsAndACellNamedByItselfComesBeforeAll) {
  MapDocument document = two_segments();
  document.rules = {{"good", {4, 5}, {4, 5}, {}}, {"poor", {1, 4}, {}, {}}};
  document.cells = {{"11", "good"}};
  const auto map = make_segment_map(document);
  ASSERT_TRUE(map);
  const auto segment = [&](int r, int f) { return map->segments[map->segment_at(r, f, 1)].id; };
  EXPECT_EQ(segment(4, 4), "good");
  EXPECT_EQ(map->cell_at(4, 4, 1).claims, 2);
  EXPECT_EQ(map->cell_at(4, 4, 1).rule, 0);
  EXPECT_EQ(segment(4, 3), "poor");
  EXPECT_EQ(map->cell_at(4, 3, 1).rule, 1);
  EXPECT_EQ(segment(1, 1), "good");
  EXPECT_EQ(map->cell_at(1, 1, 1).rule, -1);
  EXPECT_EQ(segment(5, 3), kUnassigned);
  EXPECT_EQ(map->cell_at(5, 3, 1).claims, 0);
}

TEST(SegmentMap, WhatNothingNamesBelongsToTheFirstSegmentThatTakesTheRest) {
  MapDocument document = two_segments();
  document.rules = {{"good", {4, 5}, {}, {}}};
  document.cells = {{"11", "good"}};
  EXPECT_TRUE(make_segment_map(document)->has_unassigned());
  document.segments[1].rest = true;
  const auto map = make_segment_map(document);
  ASSERT_TRUE(map);
  EXPECT_FALSE(map->has_unassigned());
  const auto segment = [&](int r, int f) { return map->segments[map->segment_at(r, f, 1)].id; };
  EXPECT_EQ(segment(4, 1), "good");
  EXPECT_EQ(segment(1, 1), "good");
  EXPECT_EQ(segment(3, 5), "poor");
  EXPECT_TRUE(map->cell_at(1, 1, 1).by_itself);
  EXPECT_FALSE(map->cell_at(3, 5, 1).by_itself);
  EXPECT_EQ(map->cell_at(3, 5, 1).rule, -1);
  document.segments[0].rest = true;
  const auto first = make_segment_map(document);
  EXPECT_EQ(first->segments[first->segment_at(3, 5, 1)].id, "good");
}

TEST(SegmentMap, RulesOfAMapByRecencyAndFrequencyDoNotAskForMoney) {
  MapDocument document = two_segments();
  document.rules = {{"good", {}, {}, {9, 10}}};
  EXPECT_FALSE(make_segment_map(document)->has_unassigned());
  document.kind = MapKind::cube;
  EXPECT_TRUE(make_segment_map(document)->has_unassigned());
}

TEST(SegmentMap, RulesOfASplitReadItsBits) {
  MapDocument document = two_segments();
  document.kind = MapKind::split;
  document.rules = {{"good", {1, 1}, {1, 1}, {}}, {"poor", {}, {}, {}}};
  const auto map = make_segment_map(document);
  ASSERT_TRUE(map);
  EXPECT_EQ(map->cells.size(), 8U);
  EXPECT_EQ(map->segments[map->segment_at(1, 1, 0)].id, "good");
  EXPECT_EQ(map->segments[map->segment_at(0, 1, 1)].id, "poor");
}

TEST(SegmentMap, ComplaintsAboutAnOwnMapPointIntoTheSpec) {
  EXPECT_EQ(complaint_about(two_segments()), "");
  const auto with = [](auto change) {
    MapDocument document = two_segments();
    change(document);
    return complaint_about(document);
  };
  EXPECT_EQ(with([](MapDocument& map) { map.rules = {{"nobody", {}, {}, {}}}; }), "/rfm/own_maps/0/rules/0/segment");
  EXPECT_EQ(with([](MapDocument& map) {
              map.rules = {{"good", {}, {3, 2}, {}}};
            }),
            "/rfm/own_maps/0/rules/0/frequency");
  EXPECT_EQ(with([](MapDocument& map) {
              map.rules = {{"good", {}, {}, {1, 11}}};
            }),
            "/rfm/own_maps/0/rules/0/monetary");
  EXPECT_EQ(with([](MapDocument& map) {
              map.rules.resize(kMostRules + 1, {"good", {}, {}, {}});
            }),
            "/rfm/own_maps/0/rules");
  EXPECT_EQ(with([](MapDocument& map) { map.segments.clear(); }), "/rfm/own_maps/0/segments");
  EXPECT_EQ(with([](MapDocument& map) { map.segments[1].id = kUnassigned; }), "/rfm/own_maps/0/segments/1/id");
  EXPECT_EQ(with([](MapDocument& map) { map.segments[0].id = ":not_yet"; }), "/rfm/own_maps/0/segments/0/id");
  EXPECT_EQ(with([](MapDocument& map) { map.segments[0].color = "#0F766E"; }), "");
  EXPECT_EQ(with([](MapDocument& map) { map.name.zh.clear(); }), "/rfm/own_maps/0/name/zh");
  EXPECT_EQ(with([](MapDocument& map) { map.cells["5/4"] = "good"; }), "/rfm/own_maps/0/cells/5~14");
}

TEST(SegmentMap, TheSpecNamesABuiltInMapOrOneOfItsOwn) {
  RfmSpec spec;
  spec.own_maps = {two_segments()};
  EXPECT_EQ((*resolve_map(spec))->id, "grid");
  spec.map = "mine";
  EXPECT_EQ((*resolve_map(spec))->name.zh, "我的规则");
  spec.bins = 4;
  EXPECT_EQ(resolve_map(spec).error().place.pointer, "/rfm/bins");
  spec.own_maps[0].bins = 4;
  EXPECT_TRUE(resolve_map(spec));
  spec.map = "other";
  EXPECT_EQ(resolve_map(spec).error().place.pointer, "/rfm/map");
  spec.own_maps.push_back(two_segments());
  EXPECT_EQ(resolve_map(spec).error().place.pointer, "/rfm/own_maps/1/id");
  spec.own_maps[1].id = "eleven";
  EXPECT_EQ(resolve_map(spec).error().place.pointer, "/rfm/own_maps/1/id");
  spec.own_maps.assign(kMostOwnMaps + 1, two_segments());
  EXPECT_EQ(resolve_map(spec).error().place.pointer, "/rfm/own_maps");
}

TEST(SegmentMap, KeysOfCellsAreToldApartWithTenScores) {
  std::set<std::string> keys;
  for (const CellScores& cell : cells_of(MapKind::cube, 10))
    keys.insert(cell_key(MapKind::cube, cell.r, cell.f, cell.m));
  EXPECT_EQ(keys.size(), 1000U);
}

TEST(SegmentMap, BinsAreFromThreeToTenAndFiveWhereTheyAreLeftOut) {
  for (const char* bins : {"2", "11", "-4", "4.5", "\"4\"", "null", "99999999999999999999"}) {
    EXPECT_EQ(complaint("\"bins\": 4", "\"bins\": " + std::string(bins), "pymc"), "bad_spec /bins") << bins;
  }
  EXPECT_EQ(complaint("\"bins\": 4", "\"bins\": 3", "pymc"), "bad_spec /cells/114");
  EXPECT_EQ(complaint("\"kind\": \"cube\"", "\"kind\": \"cube\", \"bins\": 5", "eleven"), "");
  EXPECT_EQ(complaint("\"kind\": \"split\"", "\"kind\": \"split\", \"bins\": 0"), "");
  EXPECT_EQ(complaint("\"kind\": \"split\"", "\"kind\": \"split\", \"bins\": 2"), "bad_spec /bins");
}

TEST(SegmentMap, MayNameAScoringMethodThatFindsItsOwnCuts) {
  const std::string named = "\"method\": \"quantile\"";
  EXPECT_EQ(complaint(named, "\"method\": \"\"", "pymc"), "");
  EXPECT_EQ(complaint(named, "\"method\": \"mean\"", "pymc"), "");
  EXPECT_EQ(complaint(named, "\"method\": \"thresholds\"", "pymc"), "bad_spec /method");
  EXPECT_EQ(complaint(named, "\"method\": \"dice\"", "pymc"), "bad_spec /method");
  EXPECT_EQ(complaint(named, "\"method\": 4", "pymc"), "bad_spec /method");
  EXPECT_EQ(complaint("\"kind\": \"split\"", "\"kind\": \"split\", " + named), "bad_spec /method");
  MapDocument document = two_segments();
  document.method = "thresholds";
  EXPECT_EQ(complaint_about(document), "/rfm/own_maps/0/method");
}

TEST(SegmentMap, ADocumentIsReadBackAsItIsWritten) {
  for (const MapChoice& choice : kMapChoices) {
    const auto document = parse_map_document(map_json(std::string(choice.id)));
    ASSERT_TRUE(document) << choice.id;
    EXPECT_EQ(*parse_map_document(dump_json(write_json(*document), 2)), *document) << choice.id;
  }
}

TEST(SegmentMap, EveryBuiltInMapIsThereWithWordsInBothLanguages) {
  for (const auto& [name, bins, method] : kMapChoices) {
    const auto map = find_built_in_map(name);
    ASSERT_NE(map, nullptr) << name;
    EXPECT_FALSE(map->has_unassigned()) << name;
    EXPECT_EQ(map->id, name);
    EXPECT_EQ(map->bins, bins) << name;
    EXPECT_EQ(bins_of_map(name), bins);
    EXPECT_EQ(parse_map_document(map_json(std::string(name)))->method, method) << name;
    EXPECT_EQ(method_of_map(name), method);
    std::set<std::string> colors;
    for (const Segment& segment : map->segments) {
      EXPECT_GT(segment.advice.en.size(), 40U) << segment.id;
      EXPECT_GT(segment.advice.zh.size(), 40U) << segment.id;
      EXPECT_TRUE(colors.insert(segment.color).second) << segment.id << " shares its colour";
    }
    for (size_t i = 0; i < map->segments.size(); ++i) {
      const bool has_cell =
          std::any_of(map->cells.begin(), map->cells.end(), [&](const MapCell& cell) { return cell.segment == i; });
      EXPECT_TRUE(has_cell) << map->segments[i].id;
    }
  }
  EXPECT_EQ(find_built_in_map("none"), nullptr);
}

TEST(SegmentMap, TheSameSegmentLooksTheSameInEveryMap) {
  std::map<std::string, Segment> known;
  for (const auto& [name, bins, method] : kMapChoices) {
    for (const Segment& segment : find_built_in_map(name)->segments) {
      const auto [entry, is_new] = known.emplace(segment.id, segment);
      EXPECT_EQ(entry->second.color, segment.color) << segment.id;
      EXPECT_EQ(entry->second.name.zh, segment.name.zh) << segment.id;
    }
  }
}

// The others put different customers under a name: 'Promising' of rfm-r spends well, 'At Risk' of pymc may be recent.
TEST(SegmentMap, TheGridAndTheElevenSegmentsGiveTheSameAdvice) {
  std::map<std::string, TextPair> advice;
  for (const Segment& segment : find_built_in_map("eleven")->segments) advice[segment.id] = segment.advice;
  for (const Segment& segment : find_built_in_map("grid")->segments) {
    EXPECT_EQ(advice.at(segment.id), segment.advice) << segment.id;
  }
}

// Relative luminance and contrast of WCAG 2; every hue must be seen on white and on a dark page.
double luminance(const std::string& color) {
  const auto channel = [&](size_t at) {
    const double value = static_cast<double>(std::stoi(color.substr(at, 2), nullptr, 16)) / 255;
    return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

TEST(SegmentMap, ColoursAreSeenOnLightAndDark) {
  for (const auto& [name, bins, method] : kMapChoices) {
    for (const Segment& segment : find_built_in_map(name)->segments) {
      EXPECT_GT(1.05 / (luminance(segment.color) + 0.05), 2.4) << segment.id;
      EXPECT_GT((luminance(segment.color) + 0.05) / (luminance("#16191f") + 0.05), 2.4) << segment.id;
    }
  }
}

TEST(SegmentMap, TheEightClassesReadTheirBitsAsPublished) {
  const SegmentMap& map = *find_built_in_map("eight");
  const std::map<std::string, std::string> published{
      {"111", "重要价值"}, {"011", "重要保持"}, {"101", "重要发展"}, {"001", "重要挽留"},
      {"110", "一般价值"}, {"010", "一般保持"}, {"100", "一般发展"}, {"000", "一般挽留"},
  };
  for (const auto& [bits, name] : published) {
    const Segment& segment = map.segments[map.segment_at(bits[0] - '0', bits[1] - '0', bits[2] - '0')];
    EXPECT_EQ(segment.name.zh, name + "客户");
  }
  EXPECT_NE(map.rule.zh.find("重要唤回"), std::string::npos);
  EXPECT_NE(map.rule.zh.find("重要深耕"), std::string::npos);
}

// The example of rfm_segment in the manual of the R package rfm (A. Hebbali): lower and upper ends, both included, of
// each segment; the first that holds counts, and what none holds is 'Others'.
TEST(SegmentMap, RfmRIsTheFirstOfTheTenRangesOfTheRPackageThatHolds) {
  struct Range {
    int from, to;
    bool holds(int score) const { return from <= score && score <= to; }
  };
  struct Rule {
    const char* name;
    Range recency, frequency, monetary;
  };
  const std::vector<Rule> rules{
      {"Champions", {5, 5}, {5, 5}, {5, 5}},       {"Potential Loyalist", {3, 5}, {3, 5}, {2, 5}},
      {"Loyal Customers", {2, 4}, {2, 4}, {2, 4}}, {"Promising", {3, 4}, {1, 3}, {3, 5}},
      {"New Customers", {4, 5}, {1, 3}, {1, 5}},   {"Can't Lose Them", {1, 2}, {3, 4}, {4, 5}},
      {"At Risk", {1, 2}, {2, 5}, {4, 5}},         {"Need Attention", {1, 3}, {3, 5}, {3, 5}},
      {"About To Sleep", {2, 3}, {1, 3}, {1, 4}},  {"Lost", {1, 1}, {1, 5}, {1, 5}},
  };
  const SegmentMap& map = *find_built_in_map("rfm-r");
  ASSERT_EQ(map.kind, MapKind::cube);
  ASSERT_EQ(map.cells.size(), 125U);
  for (int r = 1; r <= 5; ++r) {
    for (int f = 1; f <= 5; ++f) {
      for (int m = 1; m <= 5; ++m) {
        const auto first = std::find_if(rules.begin(), rules.end(), [&](const Rule& rule) {
          return rule.recency.holds(r) && rule.frequency.holds(f) && rule.monetary.holds(m);
        });
        const std::string wanted = first == rules.end() ? "Others" : first->name;
        EXPECT_EQ(map.segments[map.segment_at(r, f, m)].name.en, wanted) << r << f << m;
      }
    }
  }
}

}  // namespace
}  // namespace sluice::rfm

#include "app/map_edits.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "unit/app/example_report.h"

namespace sluice::app {
namespace {

/// The report of a map of two segments: 'a' by a rule for the best recency, 'b' for one cell, the rest unassigned.
rfm::RfmReport small_report() {
  rfm::RfmReport report;
  report.map_name = {"Grid", "网格"};
  report.segments = {{.id = "a", .name = {"A", "甲"}, .color = "#0f766e"},
                     {.id = "b", .name = {"B", "乙"}, .color = "#b45309"},
                     {.id = "unassigned", .name = {"Unassigned", "未归类"}, .color = "#8a8f98"}};
  rfm::MapReport& map = report.map_report;
  map.bins = 3;
  map.rule = {"Recent or not.", "按最近消费划分。"};
  map.rules = {{"a", {3, 3}, {}, {}}};
  for (int r = 1; r <= 3; ++r) {
    for (int f = 1; f <= 3; ++f) {
      const bool own = r == 1 && f == 1;
      map.cells.push_back({std::to_string(r) + std::to_string(f),
                           r == 3 ? 0u
                           : own  ? 1u
                                  : 2u,
                           r == 3 ? 1u : 0u, own, 0});
    }
  }
  return report;
}

Spec spec_with_own_map() {
  Spec spec;
  add_own_map(spec, copy_of_map(small_report()));
  return spec;
}

TEST(MapEdits, a_copy_says_what_the_map_in_force_says_and_is_chosen) {
  const Spec spec = spec_with_own_map();
  const rfm::MapDocument* map = rfm::find_own_map(spec.rfm, spec.rfm.map);
  ASSERT_NE(map, nullptr);
  EXPECT_EQ(map->name, (TextPair{"My Grid", "我的网格"}));
  EXPECT_EQ(map->rule, small_report().map_report.rule);
  EXPECT_EQ(map->segments.size(), 2u) << "what belongs to nothing is no segment";
  EXPECT_EQ(map->rules, (std::vector<rfm::MapRule>{{"a", {3, 3}, {}, {}}}));
  EXPECT_EQ(map->cells, (std::map<std::string, std::string>{{"11", "b"}}));
  EXPECT_EQ(spec.rfm.bins, 3);
  EXPECT_EQ(map->method, "");
  rfm::RfmReport published = small_report();
  published.map = "pymc";
  EXPECT_EQ(copy_of_map(published).method, "quantile");
}

TEST(MapEdits, a_second_map_gets_an_id_of_its_own_and_taking_it_away_brings_back_the_grid) {
  Spec spec = spec_with_own_map();
  add_own_map(spec, copy_of_map(small_report()));
  EXPECT_EQ(spec.rfm.map, "own_2");
  rfm::MapDocument built_in = copy_of_map(small_report());
  built_in.id = "eleven";
  add_own_map(spec, built_in);
  EXPECT_EQ(spec.rfm.map, "eleven_2");
  remove_own_map(spec);
  EXPECT_EQ(spec.rfm.map, "grid");
  EXPECT_EQ(spec.rfm.bins, 5);
  EXPECT_EQ(spec.rfm.own_maps.size(), 2u);
  EXPECT_EQ(own_map(spec), nullptr);
}

TEST(MapEdits, a_text_is_written_in_both_languages_until_they_differ) {
  TextPair text;
  write_text(text, Language::chinese, "好");
  EXPECT_EQ(text, (TextPair{"好", "好"}));
  write_text(text, Language::english, "Good");
  EXPECT_EQ(text, (TextPair{"Good", "Good"}));
  write_text(text, Language::chinese, "好");
  EXPECT_EQ(text, (TextPair{"好", "好"}));
  text = {"Good", "好"};
  write_text(text, Language::english, "Fine");
  EXPECT_EQ(text, (TextPair{"Fine", "好"}));
}

TEST(MapEdits, advice_is_kept_beside_a_built_in_map_and_inside_an_own_one) {
  Spec spec;
  write_advice(spec, "champions", Language::english, "Call them.");
  write_advice(spec, "champions", Language::english, "Write to them.");
  ASSERT_EQ(spec.rfm.playbook.size(), 1u);
  EXPECT_EQ(spec.rfm.playbook[0].text, (TextPair{"Write to them.", ""}));
  EXPECT_TRUE(has_advice_of_own(spec.rfm, "grid", "champions", Language::english));
  EXPECT_FALSE(has_advice_of_own(spec.rfm, "grid", "champions", Language::chinese));
  EXPECT_FALSE(has_advice_of_own(spec.rfm, "grid", "others", Language::english));
  write_advice(spec, "champions", Language::chinese, "写信。");
  EXPECT_EQ(spec.rfm.playbook[0].text, (TextPair{"Write to them.", "写信。"}));
  write_advice(spec, "champions", Language::english, "");
  EXPECT_EQ(spec.rfm.playbook[0].text, (TextPair{"", "写信。"})) << "the other language keeps its words";
  write_advice(spec, "champions", Language::chinese, "");
  EXPECT_EQ(spec, Spec{});

  Spec own = spec_with_own_map();
  write_advice(own, "b", Language::english, "Visit them.");
  EXPECT_TRUE(own.rfm.playbook.empty());
  EXPECT_EQ(own_map(own)->segments[1].advice, (TextPair{"Visit them.", "Visit them."}));
  write_own_advice(own, "tiers", "vip", Language::chinese, "专人服务。");
  EXPECT_EQ(own.rfm.playbook, (std::vector<rfm::PlaybookEntry>{{"tiers", "vip", {{"", "专人服务。"}}}}));
}

TEST(MapEdits, a_segment_goes_with_its_cells_its_rules_and_its_filter_and_the_last_one_stays) {
  Spec spec = spec_with_own_map();
  const std::string added = add_segment(*own_map(spec));
  EXPECT_EQ(added, "segment");
  EXPECT_EQ(add_segment(*own_map(spec)), "segment_2");
  const auto& segments = own_map(spec)->segments;
  EXPECT_NE(segments[2].color, segments[3].color);
  assign_cell(*own_map(spec), "22", added);
  spec.filter.segments = {"a", added};
  remove_segment(spec, "a");
  remove_segment(spec, added);
  EXPECT_TRUE(own_map(spec)->rules.empty());
  EXPECT_EQ(own_map(spec)->cells, (std::map<std::string, std::string>{{"11", "b"}}));
  EXPECT_TRUE(spec.filter.segments.empty());
  remove_segment(spec, "segment_2");
  remove_segment(spec, "b");
  EXPECT_EQ(own_map(spec)->segments.size(), 1u);
}

TEST(MapEdits, the_rest_goes_to_one_segment_or_to_none) {
  rfm::MapDocument map = copy_of_map(small_report());
  set_rest(map, "a", true);
  set_rest(map, "b", true);
  EXPECT_FALSE(map.segments[0].rest);
  EXPECT_TRUE(map.segments[1].rest);
  set_rest(map, "b", false);
  EXPECT_FALSE(map.segments[1].rest);
}

TEST(MapEdits, a_cell_is_given_to_a_segment_or_left_to_the_rules) {
  Spec spec = spec_with_own_map();
  assign_cell(*own_map(spec), "33", "b");
  EXPECT_EQ(own_map(spec)->cells.at("33"), "b");
  assign_cell(*own_map(spec), "33", "");
  EXPECT_FALSE(own_map(spec)->cells.contains("33"));
}

TEST(MapEdits, a_block_reaches_from_corner_to_corner) {
  const rfm::MapReport map = small_report().map_report;
  auto keys = cells_between(map, "13", "22");
  std::sort(keys.begin(), keys.end());
  EXPECT_EQ(keys, (std::vector<std::string>{"12", "13", "22", "23"}));
  EXPECT_EQ(cells_between(map, "11", "33").size(), 9u);
  EXPECT_TRUE(cells_between(map, "11", "99").empty());
  rfm::MapReport split;
  split.kind = rfm::MapKind::split;
  for (const char* key : {"000", "001", "010", "011", "100", "101", "110", "111"}) split.cells.push_back({.key = key});
  EXPECT_EQ(cells_between(split, "000", "110"), (std::vector<std::string>{"000", "010", "100", "110"}));
}

TEST(MapEdits, a_rule_moves_by_one_place_and_not_out_of_the_list) {
  Spec spec = spec_with_own_map();
  rfm::MapDocument& map = *own_map(spec);
  map.rules.push_back({"b", {}, {}, {}});
  move_rule(map, 1, -1);
  EXPECT_EQ(map.rules[0].segment, "b");
  move_rule(map, 0, -1);
  move_rule(map, 1, 1);
  EXPECT_EQ(map.rules[0].segment, "b");
}

}  // namespace
}  // namespace sluice::app

#include "app/choices.h"

#include <gtest/gtest.h>

#include "unit/app/example_report.h"

namespace sluice::app {
namespace {

TEST(Choices, a_click_on_a_value_chooses_it_and_a_second_click_lifts_it) {
  rfm::FilterSpec filter;
  click_attribute(filter, "city", "Rome", false);
  click_attribute(filter, "city", "Oslo", false);
  click_attribute(filter, "channel", "", true);
  ASSERT_EQ(filter.attributes.size(), 2u);
  EXPECT_EQ(filter.attributes[0].values, std::vector<std::string>{"Oslo"});
  EXPECT_TRUE(in_filter_by_attribute(filter, "channel", ""));
  click_attribute(filter, "city", "Rome", true);
  EXPECT_EQ(filter.attributes[0].values, (std::vector<std::string>{"Oslo", "Rome"}));
  click_attribute(filter, "city", "Oslo", true);
  click_attribute(filter, "city", "Rome", false);
  EXPECT_FALSE(in_filter_by_attribute(filter, "city", "Rome"));
  drop_attribute(filter, "channel", "");
  EXPECT_TRUE(filter.empty()) << "a condition without values is none";
}

TEST(Filter, a_click_chooses_only_this_and_a_second_click_lifts_it) {
  rfm::FilterSpec filter;
  click_filter(filter, Facet::segments, "champions", false);
  click_filter(filter, Facet::segments, "loyal", false);
  EXPECT_EQ(filter.segments, std::vector<std::string>{"loyal"});
  click_filter(filter, Facet::segments, "loyal", false);
  EXPECT_TRUE(filter.empty());
}

TEST(Filter, with_a_key_held_a_click_adds_and_takes_away) {
  rfm::FilterSpec filter;
  click_filter(filter, Facet::segments, "champions", false);
  click_filter(filter, Facet::segments, "loyal", true);
  click_filter(filter, Facet::cells, "54", false);
  EXPECT_EQ(filter.segments, (std::vector<std::string>{"champions", "loyal"}));
  EXPECT_EQ(filter.cells, std::vector<std::string>{"54"});
  click_filter(filter, Facet::segments, "champions", true);
  EXPECT_EQ(filter.segments, std::vector<std::string>{"loyal"});
  drop_from_filter(filter, Facet::cells, "54");
  EXPECT_TRUE(filter.cells.empty());
}

TEST(Filter, a_group_of_the_breakdown_is_one_where_it_says_who_its_customers_are) {
  using funnel::BreakdownBy;
  using funnel::Source;
  const funnel::BreakdownReport report{.groups = {{.id = "Rome"}, {.id = ""}, {.id = ""}}, .other_groups = 3};
  const auto condition = [&](BreakdownBy by, Source source, size_t group) {
    return condition_of({.by = by, .attribute = by == BreakdownBy::attribute ? "city" : ""}, source, report, group);
  };
  ASSERT_TRUE(condition(BreakdownBy::attribute, Source::events, 0));
  EXPECT_FALSE(condition(BreakdownBy::attribute, Source::events, 1)) << "three values together";
  ASSERT_TRUE(condition(BreakdownBy::attribute, Source::events, 2)) << "customers without a value";
  EXPECT_FALSE(condition(BreakdownBy::attribute, Source::opportunities, 0)) << "of opportunities, not of customers";
  EXPECT_FALSE(condition(BreakdownBy::period, Source::events, 0));
  EXPECT_FALSE(condition(BreakdownBy::audience, Source::events, 0));
  EXPECT_EQ(condition(BreakdownBy::tiers, Source::opportunities, 0)->facet, Facet::tiers);
  EXPECT_FALSE(condition(BreakdownBy::segment, Source::events, 2)) << "those who are not scored";

  rfm::FilterSpec filter;
  const GroupCondition unknown = *condition(BreakdownBy::attribute, Source::events, 2);
  click_filter(filter, unknown, false);
  EXPECT_TRUE(in_filter_by_attribute(filter, "city", ""));
  EXPECT_TRUE(in_filter(filter, unknown));
  click_filter(filter, *condition(BreakdownBy::segment, Source::events, 0), false);
  EXPECT_EQ(filter.segments, std::vector<std::string>{"Rome"});
  click_filter(filter, unknown, false);
  EXPECT_FALSE(in_filter(filter, unknown));
}

TEST(Filter, a_cell_of_two_scores_and_those_of_three_within_it_are_chosen_together) {
  rfm::FilterSpec filter;
  EXPECT_FALSE(cell_in_filter(filter, "55"));
  filter.cells = {"55", "321"};
  for (const char* cell : {"55", "551", "555", "5510", "32", "321"}) EXPECT_TRUE(cell_in_filter(filter, cell)) << cell;
  for (const char* cell : {"54", "545", "322", "33", "510", "5105", "", "5"}) {
    EXPECT_FALSE(cell_in_filter(filter, cell)) << cell;
  }
  filter.cells = {"1010"};
  EXPECT_TRUE(cell_in_filter(filter, "10101"));
  EXPECT_FALSE(cell_in_filter(filter, "101")) << "10 1 is another cell than 10 10";
}

TEST(Filter, one_of_several_becomes_the_only_one) {
  rfm::FilterSpec filter;
  filter.segments = {"champions", "loyal"};
  click_filter(filter, Facet::segments, "loyal", false);
  EXPECT_EQ(filter.segments, std::vector<std::string>{"loyal"});
}

TEST(Filter, a_click_on_a_bar_chooses_its_values_and_add_widens_it) {
  rfm::DimensionReport recency{.name = "recency"};
  for (int bar = 0; bar < 4; ++bar) recency.histogram.push_back({10.0 * bar, 10.0 * bar + 10, 1, 0});
  rfm::FilterSpec filter;
  click_bar(filter, recency, 1, false);
  EXPECT_EQ(filter.ranges, (std::vector<rfm::ValueRange>{{"recency", 10, 20}}));
  click_bar(filter, recency, 2, true);
  EXPECT_EQ(filter.ranges, (std::vector<rfm::ValueRange>{{"recency", 10, 30}}));
  click_bar(filter, recency, 3, true);
  EXPECT_EQ(filter.ranges, (std::vector<rfm::ValueRange>{{"recency", 10, std::nullopt}})) << "the last bar has no end";
  click_bar(filter, recency, 0, true);
  EXPECT_TRUE(filter.empty()) << "all bars are no filter";
  click_bar(filter, recency, 0, false);
  EXPECT_EQ(filter.ranges, (std::vector<rfm::ValueRange>{{"recency", std::nullopt, 10}}));
  click_bar(filter, recency, 0, false);
  EXPECT_TRUE(filter.empty());
  click_bar(filter, recency, 1, false);
  drop_range(filter, "recency");
  EXPECT_TRUE(filter.empty());
}

TEST(Filter, several_bars_at_once_take_the_place_of_what_was_chosen) {
  rfm::DimensionReport recency{.name = "recency"};
  for (int bar = 0; bar < 4; ++bar) recency.histogram.push_back({10.0 * bar, 10.0 * bar + 10, 1, 0});
  rfm::FilterSpec filter;
  EXPECT_EQ(range_in_filter(filter, "recency"), nullptr);
  choose_bars(filter, recency, 1, 2);
  ASSERT_NE(range_in_filter(filter, "recency"), nullptr);
  EXPECT_EQ(*range_in_filter(filter, "recency"), (rfm::ValueRange{"recency", 10, 30}));
  EXPECT_EQ(range_in_filter(filter, "monetary"), nullptr);
  choose_bars(filter, recency, 0, 1);
  EXPECT_EQ(filter.ranges, (std::vector<rfm::ValueRange>{{"recency", std::nullopt, 20}}));
  choose_bars(filter, recency, 2, 3);
  EXPECT_EQ(filter.ranges, (std::vector<rfm::ValueRange>{{"recency", 20, std::nullopt}}));
  choose_bars(filter, recency, 0, 3);
  EXPECT_TRUE(filter.empty()) << "all bars are no filter";
}

TEST(Audiences, keep_a_filter_under_a_name_that_is_there_once) {
  Spec spec;
  spec.filter.tiers = {"vip"};
  EXPECT_EQ(audience_in_force(spec), nullptr);
  save_audience(spec, "best");
  ASSERT_NE(audience_in_force(spec), nullptr);
  spec.filter.tiers = {"key"};
  EXPECT_EQ(audience_in_force(spec), nullptr);
  save_audience(spec, "best");
  ASSERT_EQ(spec.audiences.size(), 1u);
  EXPECT_EQ(spec.audiences[0].filter.tiers, std::vector<std::string>{"key"});
  EXPECT_TRUE(validate(spec));
  spec.audiences.push_back(spec.audiences[0]);
  EXPECT_EQ(validate(spec).error().place.pointer, "/audiences/1/name");
}

TEST(Weights, always_sum_to_one_and_stay_valid) {
  Spec spec;
  for (size_t dimension = 0; dimension < 3; ++dimension) {
    for (int hundredth = 0; hundredth <= 100; ++hundredth) {
      spec.rfm.weights = with_weight(spec.rfm.weights, dimension, hundredth / 100.0);
      EXPECT_TRUE(validate(spec)) << dimension << " " << hundredth;
      EXPECT_NEAR(weight_of(spec.rfm.weights, dimension), hundredth / 100.0, 1e-12);
    }
  }
}

TEST(Weights, the_others_keep_their_proportion) {
  const rfm::Weights weights = with_weight({0.5, 0.1, 0.4}, 0, 0.0);
  EXPECT_DOUBLE_EQ(weights.recency, 0);
  EXPECT_DOUBLE_EQ(weights.frequency, 0.2);
  EXPECT_DOUBLE_EQ(weights.monetary, 0.8);
}

TEST(Weights, steps_of_a_comparison_go_to_times_and_back) {
  for (int step = -8; step <= 8; ++step) EXPECT_EQ(step_of_times(times_of_step(step)), step);
  EXPECT_EQ(times_of_step(2), 3.0);
  EXPECT_EQ(times_of_step(-2), 1.0 / 3);
}

TEST(Methods, own_cut_points_begin_with_those_in_force) {
  rfm::DimensionReport report;
  report.cuts = {1, 2, 3, 4};
  rfm::DimensionSpec chosen;
  choose_method(chosen, "jenks", report, 5);
  EXPECT_EQ(chosen, (rfm::DimensionSpec{"jenks", {}}));
  choose_method(chosen, "thresholds", report, 5);
  EXPECT_EQ(chosen, (rfm::DimensionSpec{"thresholds", {1, 2, 3, 4}}));
  chosen.cuts[0] = 0;
  choose_method(chosen, "thresholds", report, 5);
  EXPECT_EQ(chosen.cuts[0], 0) << "a method that is chosen already changes nothing";
}

TEST(Maps, another_map_lifts_the_filter_by_segment_and_restores_its_bins) {
  Spec spec;
  spec.rfm.map = "eight";
  spec.rfm.bins = 7;
  spec.rfm.monetary = {"thresholds", {1, 2, 3, 4, 5, 6}};
  spec.filter.segments = {"111"};
  spec.filter.cells = {"77"};
  choose_map(spec, "eleven");
  EXPECT_TRUE(spec.filter.empty());
  EXPECT_EQ(spec.rfm.bins, 5);
  EXPECT_TRUE(validate(spec));
}

TEST(Maps, every_map_gets_the_bins_that_it_needs) {
  for (const rfm::MapChoice& from : rfm::kMapChoices) {
    for (const rfm::MapChoice& to : rfm::kMapChoices) {
      Spec spec;
      choose_map(spec, from.id);
      const int before = spec.rfm.bins;
      choose_map(spec, to.id);
      EXPECT_EQ(spec.rfm.map, to.id);
      EXPECT_EQ(spec.rfm.bins, to.bins == 0 ? before : to.bins) << from.id << " to " << to.id;
    }
  }
}

TEST(Maps, of_quartiles_sets_four_bins_and_keeps_what_does_not_depend_on_their_number) {
  Spec spec;
  spec.rfm.recency = {"thresholds", {1, 2, 3, 4}};
  spec.rfm.frequency.method = "another";
  spec.filter.cells = {"55"};
  choose_map(spec, "pymc");
  EXPECT_EQ(spec.rfm.bins, 4);
  EXPECT_EQ(spec.rfm.recency, rfm::DimensionSpec{}) << "four cut points are those of five bins";
  EXPECT_EQ(spec.rfm.frequency.method, "another");
  EXPECT_TRUE(spec.filter.empty()) << "there is no cell 55 any more";
  EXPECT_TRUE(validate(spec));
}

TEST(Maps, may_bring_a_scoring_method_that_is_not_forced) {
  Spec spec;
  EXPECT_TRUE(has_method_of_map(spec.rfm)) << "the grid takes any";
  spec.rfm.monetary = {"thresholds", {1, 2, 3, 4}};
  choose_map(spec, "rfm-r");
  EXPECT_EQ(spec.rfm.recency.method, "midrank") << "as it was";
  EXPECT_FALSE(has_method_of_map(spec.rfm));
  spec.rfm.recency.method = spec.rfm.frequency.method = "rfm-r";
  EXPECT_FALSE(has_method_of_map(spec.rfm)) << "in every dimension";
  use_method_of_map(spec.rfm);
  EXPECT_TRUE(has_method_of_map(spec.rfm));
  EXPECT_EQ(spec.rfm.monetary, (rfm::DimensionSpec{"rfm-r", {}}));
  EXPECT_TRUE(validate(spec));
  spec.rfm.own_maps = {{.id = "mine", .method = "median"}};
  spec.rfm.map = "mine";
  use_method_of_map(spec.rfm);
  EXPECT_EQ(spec.rfm.frequency.method, "median");
}

TEST(Cuts, begin_with_those_in_force_and_are_always_enough) {
  rfm::DimensionReport dimension;
  dimension.minimum = 1;
  dimension.maximum = 100;
  dimension.cuts = {10, 20, 30, 40};
  EXPECT_EQ(starting_cuts(dimension, 5), dimension.cuts);
  for (const int bins : {3, 5, 10}) {
    for (const std::vector<double>& merged : {std::vector<double>{}, {10, 10, 20}, {40, 10}}) {
      dimension.cuts = merged;
      Spec spec;
      spec.rfm.map = "eight";
      spec.rfm.bins = bins;
      for (size_t i = 0; i < 3; ++i) dimension_spec(spec.rfm, i) = {"thresholds", starting_cuts(dimension, bins)};
      EXPECT_TRUE(validate(spec)) << bins;
    }
  }
}

TEST(Cuts, of_values_that_are_all_equal_still_ascend) {
  rfm::DimensionReport dimension;
  dimension.minimum = dimension.maximum = 7;
  const std::vector<double> cuts = starting_cuts(dimension, 5);
  ASSERT_EQ(cuts.size(), 4u);
  for (size_t i = 1; i < cuts.size(); ++i) EXPECT_LT(cuts[i - 1], cuts[i]);
}

TEST(Cuts, never_pass_their_neighbours) {
  std::vector<double> cuts{10, 20, 30};
  EXPECT_FALSE(move_cut(cuts, 1, 30));
  EXPECT_FALSE(move_cut(cuts, 1, 5));
  EXPECT_FALSE(move_cut(cuts, 3, 5));
  EXPECT_TRUE(move_cut(cuts, 1, 29));
  EXPECT_EQ(cuts, (std::vector<double>{10, 29, 30}));
}

TEST(Cuts, that_are_equal_move_as_one_line_between_the_others) {
  std::vector<double> cuts{10, 20, 20, 30};
  EXPECT_FALSE(move_equal_cuts(cuts, 1, 30));
  EXPECT_FALSE(move_equal_cuts(cuts, 2, 10));
  EXPECT_TRUE(move_equal_cuts(cuts, 1, 25));
  EXPECT_EQ(cuts, (std::vector<double>{10, 25, 25, 30}));
  EXPECT_TRUE(move_equal_cuts(cuts, 3, 99));
  EXPECT_FALSE(move_equal_cuts(cuts, 4, 99));
}

TEST(Roles, a_role_has_one_column) {
  const ingest::FileReport file = shop_report().import.files.front();
  ingest::IngestSpec spec;
  choose_role(spec, file, 4, ingest::Role::customer);
  EXPECT_EQ(role_of(spec, file, 4), ingest::Role::customer);
  EXPECT_EQ(role_of(spec, file, 0), ingest::Role::ignore);
  EXPECT_EQ(role_of(spec, file, 1), ingest::Role::order);
  choose_role(spec, file, 5, ingest::Role::attribute);
  EXPECT_EQ(role_of(spec, file, 4), ingest::Role::customer);
  back_to_automatic(spec, file.name);
  EXPECT_EQ(spec, ingest::IngestSpec{});
}

TEST(Roles, an_entry_that_chooses_nothing_is_no_entry) {
  ingest::IngestSpec spec;
  file_spec(spec, "a.csv").encoding = "utf-8";
  file_spec(spec, "b.csv");
  drop_empty_entries(spec);
  ASSERT_EQ(spec.files.size(), 1u);
  EXPECT_EQ(spec.files.front().name, "a.csv");
}

TEST(FunnelSteps, start_from_the_proposed_ones) {
  const funnel::FunnelReport report = *shop_report().funnel;
  funnel::FunnelSpec spec;
  EXPECT_EQ(steps_in_force(spec, report).size(), report.steps.size());
  spec.steps = {{.event = "pay"}};
  EXPECT_EQ(steps_in_force(spec, report).size(), 1u);
  choose_source(spec, funnel::Source::orders);
  EXPECT_TRUE(spec.steps.empty());
}

}  // namespace
}  // namespace sluice::app

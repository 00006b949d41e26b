#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "funnel/analysis.h"
#include "unit/funnel/journey_fixture.h"

namespace sluice::funnel {
namespace {

std::string pointer_of(const Dataset& dataset, const FunnelSpec& spec) {
  const auto report = analyze(dataset, spec, nullptr);
  return report ? "" : report.error().place.pointer;
}

TEST(EventFunnel, CountsRatesLossesAndTimes) {
  const FunnelReport report = funnel_report_of(dataset_of_events(four_visitors()), funnel_of({"view", "cart", "pay"}));
  ASSERT_EQ(report.steps.size(), 3U);
  EXPECT_EQ(report.source, Source::events);
  EXPECT_EQ(report.unit, "customers");
  EXPECT_EQ(report.steps[0].count, 4);
  EXPECT_EQ(report.steps[1].count, 2);
  EXPECT_EQ(report.steps[2].count, 1);
  EXPECT_FALSE(report.steps[0].step_rate);
  EXPECT_EQ(report.steps[0].overall_rate->value, 1);
  EXPECT_EQ(report.steps[2].step_rate->value, 0.5);
  EXPECT_EQ(report.steps[2].overall_rate->value, 0.25);
  EXPECT_LT(report.steps[2].overall_rate->low, 0.25);
  EXPECT_GT(report.steps[2].overall_rate->high, 0.25);
  EXPECT_EQ(report.steps[1].drop_off, 2);
  EXPECT_DOUBLE_EQ(*report.steps[1].share_of_loss, 2.0 / 3);
  EXPECT_EQ(report.steps[1].median_ms, 2.0 * kHour);  // anna 1 h, bert 3 h
  EXPECT_DOUBLE_EQ(*report.steps[1].p90_ms, 2.8 * kHour);
  EXPECT_EQ(report.steps[2].median_ms, 4.0 * kHour);
  EXPECT_EQ(report.steps[2].step_median_ms, 3.0 * kHour);
  EXPECT_FALSE(report.steps[0].median_ms);
}

TEST(EventFunnel, OffersTheEventsOfTheFile) {
  const FunnelReport report = funnel_report_of(dataset_of_events(four_visitors()), {});
  ASSERT_EQ(report.events.size(), 3U);
  EXPECT_EQ(report.events[0].event, "view");
  EXPECT_EQ(report.events[0].count, 5U);
  EXPECT_EQ(report.events[0].customers, 4U);
  EXPECT_EQ(report.events[1].event, "cart");
  EXPECT_EQ(report.events[2].event, "pay");
}

TEST(EventFunnel, TheDefinitionSaysWhatIsCounted) {
  FunnelSpec spec = funnel_of({"view", "pay"});
  spec.window_ms = 7 * 24 * kHour;
  const FunnelReport report = funnel_report_of(dataset_of_events(four_visitors()), spec);
  EXPECT_EQ(
      report.definition.en,
      "Counted are customers with 'view', 'pay' in this order, the last within 7 days of the first; any 'view' may "
      "begin; other events may lie between; one event fills one step; each customer counts once with the furthest "
      "step reached.");
  EXPECT_NE(report.definition.zh.find("不超过 7 天"), std::string::npos) << report.definition.zh;
}

TEST(EventFunnel, AFilterLeavesCustomersOut) {
  const Dataset dataset = dataset_of_events(four_visitors());
  const std::vector<uint8_t> keep{0, 1, 1, 0};  // bert and cleo
  const FunnelReport report = funnel_report_of(dataset, funnel_of({"view", "cart", "pay"}), &keep);
  EXPECT_EQ(report.steps[0].count, 2);
  EXPECT_EQ(report.steps[1].count, 1);
  EXPECT_EQ(report.steps[2].count, 0);
  EXPECT_FALSE(report.steps[2].median_ms);
  EXPECT_TRUE(notes_say(report, "Nobody reaches 'pay'"));
  EXPECT_EQ(report.events[0].customers, 4U);  // the picker offers the whole file
  const std::vector<uint8_t> nobody(4, 0);
  const FunnelReport empty = funnel_report_of(dataset, funnel_of({"view", "cart"}), &nobody);
  EXPECT_FALSE(empty.steps[0].overall_rate);
  EXPECT_FALSE(empty.steps[1].share_of_loss);
  EXPECT_TRUE(notes_say(empty, "Nobody reaches the first step"));
}

TEST(EventFunnel, RefusesStepsThatCannotBe) {
  const Dataset dataset = dataset_of_events(four_visitors());
  EXPECT_EQ(pointer_of(dataset, funnel_of({"view", "refund"})), "/funnel/steps/1/event");
  EXPECT_EQ(pointer_of(dataset, funnel_of({"view"})), "/funnel/steps");
  FunnelSpec spec = funnel_of({"view", "pay"});
  spec.window_ms = -1;
  EXPECT_EQ(pointer_of(dataset, spec), "/funnel/window_ms");
  spec.window_ms.reset();
  spec.source = Source::orders;
  EXPECT_EQ(analyze(dataset, spec, nullptr).error().code, ErrorCode::not_applicable);
  EXPECT_EQ(analyze(Dataset{}, {}, nullptr).error().code, ErrorCode::not_applicable);
  EXPECT_EQ(analyze(dataset_of_events({{"a", "ping", 1}}), {}, nullptr).error().code, ErrorCode::not_applicable);
}

TEST(EventFunnel, StandsOddInput) {
  FunnelSpec repeated;
  repeated.steps.assign(32, {"view", {}});
  EXPECT_EQ(funnel_report_of(dataset_of_events(four_visitors()), repeated).steps[1].count, 1);  // cleo viewed twice
  const FunnelReport same_time =
      funnel_report_of(dataset_of_events({{"a", "y", 5}, {"a", "x", 5}}), funnel_of({"x", "y"}));
  EXPECT_EQ(same_time.steps[1].count, 1);
  EXPECT_EQ(same_time.steps[1].median_ms, 0.0);
  EXPECT_TRUE(notes_say(same_time, "same time"));
  FunnelSpec zero_window = funnel_of({"view", "cart"});
  zero_window.window_ms = 0;
  const FunnelReport none = funnel_report_of(dataset_of_events(four_visitors()), zero_window);
  EXPECT_EQ(none.steps[1].count, 0);
  EXPECT_TRUE(notes_say(none, "window is zero"));
}

TEST(EventFunnel, DoesNotDependOnTheOrderOfTheRows) {
  std::mt19937_64 random(seed_of_today());
  std::vector<EventLine> lines;
  for (int i = 0; i < 3'000; ++i) {
    lines.push_back({"c" + std::to_string(random() % 200), std::string(1, static_cast<char>('a' + random() % 4)),
                     static_cast<TimeMs>(random() % 50)});
  }
  FunnelSpec spec = funnel_of({"a", "b", "a", "c"});
  spec.window_ms = 20;
  const FunnelReport first = funnel_report_of(dataset_of_events(lines), spec);
  for (int round = 0; round < 5; ++round) {
    std::shuffle(lines.begin(), lines.end(), random);
    const FunnelReport report = funnel_report_of(dataset_of_events(lines), spec);
    for (size_t i = 0; i < first.steps.size(); ++i) {
      ASSERT_EQ(report.steps[i].count, first.steps[i].count);
      ASSERT_EQ(report.steps[i].median_ms, first.steps[i].median_ms);
      ASSERT_EQ(report.steps[i].step_p90_ms, first.steps[i].step_p90_ms);
    }
  }
}

std::vector<std::string> proposal(const Dataset& dataset) {
  std::vector<std::string> names;
  for (const Step& step : propose_steps(dataset, Source::automatic)) names.push_back(step.event);
  return names;
}

// Random visitors of a shop who go on with some probability, look around in between, and may give back what they
// bought.
TEST(ProposeSteps, FindsTheWayThroughAShop) {
  const std::vector<std::string> way{"visit", "view", "cart", "checkout", "pay"};
  std::mt19937_64 random(4);
  std::vector<EventLine> lines;
  for (int customer = 0; customer < 500; ++customer) {
    const std::string id = "c" + std::to_string(customer);
    TimeMs time = static_cast<TimeMs>(random() % 1'000'000);
    for (size_t session = 0; session <= random() % 3; ++session) {
      for (size_t step = 0; step < way.size(); ++step) {
        lines.push_back({id, way[step], time += 1 + static_cast<TimeMs>(random() % 100)});
        if (step == 1 && random() % 2 == 0) lines.push_back({id, "view", time += 5});
        if (step == 4 && random() % 3 == 0) lines.push_back({id, "refund", time += 500});
        if (random() % 10 < 3) break;
      }
      time += 10'000;
    }
  }
  EXPECT_EQ(proposal(dataset_of_events(lines)), way);
}

TEST(ProposeSteps, StaysUsefulWithAHundredEvents) {
  std::mt19937_64 random(8);
  std::vector<EventLine> lines;
  for (int customer = 0; customer < 400; ++customer) {
    TimeMs time = 0;
    for (int event = 0; event < 100 - static_cast<int>(random() % 95); ++event) {
      std::string name = std::to_string(event);
      name.insert(0, 3 - name.size(), '0');
      lines.push_back({"c" + std::to_string(customer), "e" + name, ++time});
    }
  }
  const auto names = proposal(dataset_of_events(lines));
  EXPECT_EQ(names.size(), 8U);
  EXPECT_TRUE(std::is_sorted(names.begin(), names.end()));
}

TEST(CheckOfAFunnel, RefusesAChosenSourceThatMakesNoneAndLeavesTheAutomaticOneAlone) {
  const Dataset one_event = dataset_of_events({{"a", "x", 1}, {"b", "x", 2}});
  FunnelSpec spec;
  EXPECT_TRUE(check(one_event, spec));
  spec.source = Source::events;
  EXPECT_EQ(check(one_event, spec).error().code, ErrorCode::not_applicable);
  const Dataset two_events = dataset_of_events({{"a", "x", 1}, {"a", "y", 2}});
  EXPECT_TRUE(check(two_events, spec));
  spec.steps = {{"x", {}}, {"z", {}}};
  EXPECT_EQ(check(two_events, spec).error().place.pointer, "/funnel/steps/1/event");
  spec.steps = {{"x", {}}};
  EXPECT_EQ(check(two_events, spec).error().place.pointer, "/funnel/steps");
}

TEST(ProposeSteps, GivesTwoStepsWhereverThereAreTwoEvents) {
  EXPECT_EQ(proposal(dataset_of_events({{"a", "x", 1}, {"b", "y", 1}})).size(), 2U);
  EXPECT_EQ(proposal(dataset_of_events({{"a", "pay", 1}, {"a", "refund", 2}})),
            (std::vector<std::string>{"pay", "refund"}));
  EXPECT_EQ(proposal(dataset_of_events({{"a", "x", 1}})).size(), 0U);  // no funnel can be made of it
}

// Steps of several events, conditions, optional steps, exclusions, units ----------------------------------------------

// The channel and the amount of each of four_visitors()'s events: anna and bert by app, the others by web; carts of 10,
// pays of 8.
Dataset shop_with_properties() {
  Dataset dataset = dataset_of_events(four_visitors());
  Events& events = *dataset.events;
  EventProperty channel{"channel", {"channel", "channel"}, {}, {}};
  const uint32_t app = channel.values.intern("app"), web = channel.values.intern("web");
  for (size_t row = 0; row < events.size(); ++row) {
    channel.value.push_back(events.customer[row] <= 1 ? app : web);
    const std::string_view name = events.event_names.at(events.event[row]);
    events.has_amount.push_back(name == "view" ? 0 : 1);
    events.amount.units.push_back(name == "cart" ? 10 : name == "pay" ? 8 : 0);
  }
  events.properties.push_back(std::move(channel));
  return dataset;
}

TEST(EventFunnel, AStepMayBeAnyOfSeveralEvents) {
  FunnelSpec spec = funnel_of({"view", "pay"});
  spec.steps[1].or_events = {"cart"};
  const FunnelReport report = funnel_report_of(dataset_of_events(four_visitors()), spec);
  EXPECT_EQ(counts_of(report), (std::vector<double>{4, 2}));
  EXPECT_EQ(report.steps[1].label.en, "pay / cart");
  spec.steps[1].or_events = {"fly"};
  EXPECT_EQ(pointer_of(dataset_of_events(four_visitors()), spec), "/funnel/steps/1/or_events/0");
}

TEST(EventFunnel, ConditionsLookAtTheEventsOfAStep) {
  const Dataset dataset = shop_with_properties();
  FunnelSpec spec = funnel_of({"view", "cart"});
  spec.steps[0].where = {{.property = "channel", .values = {"app"}}};
  EXPECT_EQ(counts_of(funnel_report_of(dataset, spec)), (std::vector<double>{2, 2}));
  spec.steps[0].where[0].exclude_values = true;
  EXPECT_EQ(counts_of(funnel_report_of(dataset, spec)), (std::vector<double>{2, 0}));
  spec.steps[0].where.clear();
  spec.steps[1].where = {{.property = "amount", .from = 10.5}};
  EXPECT_EQ(counts_of(funnel_report_of(dataset, spec)), (std::vector<double>{4, 0}));
  spec.steps[1].where = {{.property = "amount", .from = 10.0, .to = 10.0}};
  const FunnelReport report = funnel_report_of(dataset, spec);
  EXPECT_EQ(counts_of(report), (std::vector<double>{4, 2}));
  EXPECT_EQ(report.steps[1].label.en, "cart (amount 10 to 10)");
  spec.steps[1].where[0].property = "colour";
  EXPECT_EQ(pointer_of(dataset, spec), "/funnel/steps/1/where/0/property");
}

TEST(EventFunnel, TellsTheMoneyAtAStepAndWhatWasLost) {
  const FunnelReport report = funnel_report_of(shop_with_properties(), funnel_of({"view", "cart", "pay"}));
  EXPECT_EQ(report.steps[1].value, 20);
  EXPECT_EQ(report.steps[2].value, 8);
  EXPECT_EQ(report.steps[1].lost_value, 0);   // views have no amount
  EXPECT_EQ(report.steps[2].lost_value, 10);  // bert's cart
  ASSERT_EQ(report.properties.size(), 2U);
  EXPECT_EQ(report.properties[0].name, "amount");
  EXPECT_EQ(report.properties[1].values, (std::vector<std::string>{"app", "web"}));
}

TEST(EventFunnel, AnOptionalStepTakesNothingFromTheOthers) {
  FunnelSpec spec = funnel_of({"view", "cart", "pay"});
  spec.steps[1].optional = true;
  const Dataset dataset = dataset_of_events({{"anna", "view", 1},
                                             {"anna", "pay", 2},
                                             {"bert", "view", 1},
                                             {"bert", "cart", 2},
                                             {"bert", "pay", 3},
                                             {"cleo", "view", 1}});
  const FunnelReport report = funnel_report_of(dataset, spec);
  EXPECT_EQ(counts_of(report), (std::vector<double>{3, 1, 2}));
  EXPECT_DOUBLE_EQ(report.steps[2].step_rate->value, 2.0 / 3);  // of the views, not of the carts
  EXPECT_EQ(report.steps[1].drop_off, 0);
  EXPECT_EQ(report.steps[2].drop_off, 1);
  EXPECT_FALSE(report.steps[2].larger_than_before);
  spec.steps[1].optional = false;
  spec.steps[2].optional = true;
  EXPECT_EQ(pointer_of(dataset, spec), "/funnel/steps/2/optional");
  spec.steps[2].optional = false;
  spec.steps[1].optional = true;
  spec.mode = Mode::strict;
  EXPECT_EQ(pointer_of(dataset, spec), "/funnel/steps/1/optional");
}

TEST(EventFunnel, AnExclusionBreaksTheChain) {
  const Dataset dataset = dataset_of_events({{"anna", "view", 1},
                                             {"anna", "refund", 2},
                                             {"anna", "pay", 3},
                                             {"bert", "view", 1},
                                             {"bert", "pay", 2},
                                             {"bert", "refund", 3}});
  FunnelSpec spec = funnel_of({"view", "pay"});
  spec.exclusions = {{.event = "refund"}};
  EXPECT_EQ(counts_of(funnel_report_of(dataset, spec)), (std::vector<double>{2, 1}));
  spec.rules.exclusion = ExclusionEffect::removes_whole;
  EXPECT_EQ(counts_of(funnel_report_of(dataset, spec)), (std::vector<double>{1, 1}));
  EXPECT_EQ(funnel_report_of(dataset, spec).preset, "posthog");
  spec.exclusions[0].from = 1;
  EXPECT_EQ(pointer_of(dataset, spec), "/funnel/exclusions/0/from");
}

TEST(EventFunnel, CountsSessionsAndEntries) {
  const Dataset dataset = dataset_of_events({{"anna", "view", 0},
                                             {"anna", "pay", 10},
                                             {"anna", "view", 100},
                                             {"anna", "view", 105},
                                             {"bert", "view", 0},
                                             {"bert", "pay", 60}});
  FunnelSpec spec = funnel_of({"view", "pay"});
  spec.unit = Unit::sessions;
  spec.session_gap_ms = 50;
  FunnelReport report = funnel_report_of(dataset, spec);
  EXPECT_EQ(report.unit, "sessions");
  EXPECT_EQ(counts_of(report), (std::vector<double>{3, 1}));  // anna twice; bert's pay is a session of its own
  spec.unit = Unit::entries;
  spec.window_ms = 50;
  report = funnel_report_of(dataset, spec);
  EXPECT_EQ(report.unit, "entries");
  EXPECT_EQ(counts_of(report), (std::vector<double>{3, 1}));  // the view at 105 belongs to the entry of 100
  spec.window_ms = 60;
  EXPECT_EQ(counts_of(funnel_report_of(dataset, spec)), (std::vector<double>{3, 2}));
}

TEST(EventFunnel, AnyOrderCountsHowManySteps) {
  FunnelSpec spec = funnel_of({"view", "cart", "pay"});
  spec.mode = Mode::any;
  const FunnelReport report = funnel_report_of(dataset_of_events(four_visitors()), spec);
  EXPECT_EQ(counts_of(report), (std::vector<double>{4, 3, 2}));  // dora did all of them backwards
  EXPECT_EQ(report.steps[2].label.en, "all 3");
  EXPECT_EQ(report.preset, "sluice_any");
}

TEST(EventFunnel, ThirtyTwoStepsAndAThousandRepeatsStaySensible) {
  std::vector<EventLine> lines;
  for (int i = 0; i < 1000; ++i) lines.push_back({"anna", "view", i});
  lines.push_back({"anna", "leave", 2000});
  FunnelSpec spec = funnel_of(std::vector<std::string>(kMaxSteps, "view"));
  const FunnelReport report = funnel_report_of(dataset_of_events(lines), spec);
  EXPECT_EQ(report.steps.back().count, 1);
  EXPECT_TRUE(notes_say(report, "counts one only"));
}

}  // namespace
}  // namespace sluice::funnel

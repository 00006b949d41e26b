// Funnels of stages, opportunities and purchases.
#include <gtest/gtest.h>

#include <algorithm>
#include <tuple>

#include "base/statistics.h"
#include "dataset/dataset_builder.h"
#include "funnel/analysis.h"
#include "funnel/sales_stages.h"
#include "unit/funnel/journey_fixture.h"

namespace sluice::funnel {
namespace {

std::vector<std::string> labels(const FunnelReport& report) {
  std::vector<std::string> result;
  for (const StepReport& step : report.steps) result.push_back(step.label.en);
  return result;
}

Dataset stage_counts(const std::vector<std::pair<std::string, double>>& rows) {
  Dataset dataset;
  StageCounts table;
  for (const auto& [stage, count] : rows) {
    table.stage.push_back(stage);
    table.count.push_back(count);
    table.value.push_back(count * 10);
  }
  dataset.stage_counts = std::move(table);
  return dataset;
}

TEST(StageFunnel, KeepsTheOrderOfTheFileAndFlagsALargerStage) {
  const FunnelReport report =
      funnel_report_of(stage_counts({{"市场", 1000}, {"目标", 80}, {"跟进", 120}, {"签约", 30}}));
  EXPECT_EQ(report.unit, "items");
  EXPECT_EQ(counts_of(report), (std::vector<double>{1000, 80, 120, 30}));
  EXPECT_TRUE(report.steps[2].larger_than_before);
  EXPECT_FALSE(report.steps[1].larger_than_before);
  EXPECT_EQ(report.steps[2].drop_off, -40);
  EXPECT_EQ(report.steps[2].step_rate->value, 1.5);
  EXPECT_EQ(report.steps[2].step_rate->low, 1.5);  // no proportion, no interval
  EXPECT_EQ(report.steps[3].value, 300);
  EXPECT_TRUE(notes_say(report, "larger than the step before"));
  const Interval wilson = wilson_interval(30, 1000);
  EXPECT_EQ(report.steps[3].overall_rate->low, wilson.low);
  EXPECT_EQ(report.steps[3].overall_rate->high, wilson.high);
}

TEST(StageFunnel, SpreadsTheFourZones) {
  const auto zones = [](size_t stages) {
    std::string text;
    for (size_t i = 0; i < stages; ++i) text += "otmb"[static_cast<size_t>(default_zone(i, stages))];
    return text;
  };
  EXPECT_EQ(zones(2), "ob");
  EXPECT_EQ(zones(3), "otb");
  EXPECT_EQ(zones(4), "otmb");
  EXPECT_EQ(zones(5), "ottmb");
  EXPECT_EQ(zones(6), "ottmmb");
  FunnelSpec spec;
  spec.steps = {{"a", {}}, {"b", Zone::bottom}, {"c", {}}};
  const FunnelReport report = funnel_report_of(stage_counts({{"a", 3}, {"b", 2}, {"c", 1}}), spec);
  EXPECT_EQ(report.steps[0].zone, Zone::outside);
  EXPECT_EQ(report.steps[1].zone, Zone::bottom);
  EXPECT_EQ(report.steps[2].zone, Zone::bottom);
}

TEST(StageFunnel, AddsUpRowsOfOneStageAndIgnoresFilters) {
  const std::vector<uint8_t> keep;
  const FunnelReport report = funnel_report_of(stage_counts({{"a", 3}, {"b", 1}, {"a", 4}}), {}, &keep);
  EXPECT_EQ(counts_of(report), (std::vector<double>{7, 1}));
  EXPECT_TRUE(notes_say(report, "added up"));
  EXPECT_TRUE(notes_say(report, "know no customers"));
  EXPECT_EQ(analyze(stage_counts({{"a", 3}, {"a", 4}}), {}, nullptr).error().code, ErrorCode::not_applicable);
  const FunnelReport zeros = funnel_report_of(stage_counts({{"a", 0}, {"b", 0}}));
  EXPECT_FALSE(zeros.steps[1].step_rate);
  EXPECT_FALSE(zeros.steps[1].share_of_loss);
}

struct Deal {
  std::string stage;
  ingest::Outcome outcome = ingest::Outcome::open;
  std::optional<double> value;
  std::string customer;
};

Dataset opportunities(const std::vector<Deal>& deals) {
  Dataset dataset;
  Opportunities table;
  for (const Deal& deal : deals) {
    auto stage = std::find(table.stage_names.begin(), table.stage_names.end(), deal.stage);
    if (stage == table.stage_names.end()) stage = table.stage_names.insert(stage, deal.stage);
    table.stage.push_back(static_cast<uint32_t>(stage - table.stage_names.begin()));
    table.outcome.push_back(deal.outcome);
    table.value.push_back(deal.value);
    table.customer.push_back(deal.customer.empty() ? Dictionary::kNone : dataset.customers.intern(deal.customer));
    table.opened.emplace_back(0);
    table.closed.emplace_back(deal.outcome == ingest::Outcome::open ? std::nullopt : std::optional(10 * kMsPerDay));
  }
  dataset.opportunities = std::move(table);
  return dataset;
}

using enum ingest::Outcome;

// As in a CRM export: the stage column ends in Won or Lost.
TEST(OpportunityFunnel, CountsTheFurthestKnownStage) {
  const FunnelReport report = funnel_report_of(opportunities({{"Won", won, 100, ""},
                                                              {"Engaging", open, 20, ""},
                                                              {"Lost", lost, {}, ""},
                                                              {"Prospecting", open, {}, ""},
                                                              {"Won", won, 50, ""}}));
  EXPECT_EQ(report.unit, "opportunities");
  EXPECT_EQ(labels(report), (std::vector<std::string>{"Prospecting", "Engaging", "Won"}));
  EXPECT_EQ(counts_of(report), (std::vector<double>{5, 3, 2}));
  EXPECT_EQ(report.steps[1].value, 170);
  EXPECT_EQ(report.steps[2].median_ms, 10.0 * kMsPerDay);
  EXPECT_TRUE(notes_say(report, "1 lost opportunity does not say"));
}

// As in a table with a status beside the stage: the stage is where it was won or lost.
TEST(OpportunityFunnel, TakesWinsFromTheOutcomeWhereNoStageIsOne) {
  const Dataset dataset = opportunities({{"Negotiation", won, 100, "b"},
                                         {"Negotiation", lost, 10, "a"},
                                         {"Lead", open, 5, "a"},
                                         {"Proposal", lost, 7, "b"}});
  const FunnelReport report = funnel_report_of(dataset);
  EXPECT_EQ(labels(report), (std::vector<std::string>{"Lead", "Proposal", "Negotiation", "Won"}));
  EXPECT_EQ(counts_of(report), (std::vector<double>{4, 3, 2, 1}));
  EXPECT_FALSE(notes_say(report, "lost opportunities"));
  // What the report shows can be asked for.
  FunnelSpec spec;
  for (const StepReport& step : report.steps) spec.steps.push_back({step.event, step.zone});
  EXPECT_EQ(counts_of(funnel_report_of(dataset, spec)), counts_of(report));
  spec.steps = {{"Lead", {}}, {"won", {}}};
  EXPECT_EQ(counts_of(funnel_report_of(dataset, spec)), (std::vector<double>{4, 1}));
  spec.steps = {{"Proposal", {}}, {"Negotiation", {}}};
  const FunnelReport part = funnel_report_of(dataset, spec);
  EXPECT_EQ(counts_of(part), (std::vector<double>{3, 2}));
  EXPECT_TRUE(notes_say(part, "before the first step"));
  spec.steps = {{"Lead", {}}, {"Signed", {}}};
  EXPECT_EQ(analyze(dataset, spec, nullptr).error().place.pointer, "/funnel/steps/1/event");
}

TEST(OpportunityFunnel, DoesNotCallOpenOpportunitiesLost) {
  const FunnelReport report = funnel_report_of(opportunities({{"Lead", open, {}, ""},
                                                              {"Lead", open, {}, ""},
                                                              {"Lead", lost, {}, ""},
                                                              {"Proposal", lost, {}, ""},
                                                              {"Proposal", open, {}, ""},
                                                              {"Proposal", won, {}, ""}}));
  ASSERT_EQ(counts_of(report), (std::vector<double>{6, 3, 1}));
  EXPECT_FALSE(report.steps[0].still_open);
  EXPECT_EQ(report.steps[1].drop_off, 3);
  EXPECT_EQ(report.steps[1].still_open, 2);
  EXPECT_EQ(report.steps[2].drop_off, 2);
  EXPECT_EQ(report.steps[2].still_open, 1);
  EXPECT_EQ(report.steps[1].share_of_loss, 0.5) << "one of the two that were lost";
  EXPECT_TRUE(notes_say(report, "3 opportunities are still open"));
}

TEST(OpportunityFunnel, FiltersWhereCustomersAreNamed) {
  const Dataset named =
      opportunities({{"Lead", open, {}, "a"}, {"Proposal", open, {}, "b"}, {"Proposal", open, {}, ""}});
  const std::vector<uint8_t> only_b{0, 1};
  EXPECT_EQ(counts_of(funnel_report_of(named, {}, &only_b)), (std::vector<double>{1, 1}));
  const Dataset nameless = opportunities({{"Lead", open, {}, ""}, {"Proposal", open, {}, ""}});
  const FunnelReport report = funnel_report_of(nameless, {}, &only_b);
  EXPECT_EQ(counts_of(report), (std::vector<double>{2, 1}));
  EXPECT_TRUE(notes_say(report, "name no customers"));
}

TEST(SalesStages, AreOrderedByTheirUsualPlaceInASale) {
  const auto ordered = [](const std::vector<std::string>& names) {
    std::vector<std::string> result;
    for (const size_t i : order_stages(names)) result.push_back(names[i]);
    return result;
  };
  using Names = std::vector<std::string>;
  EXPECT_EQ(ordered({"Closed Won", "Negotiation", "Qualified lead", "Lead", "Closed Lost", "Proposal sent"}),
            (Names{"Lead", "Qualified lead", "Proposal sent", "Negotiation", "Closed Won"}));
  EXPECT_EQ(ordered({"赢单", "商务谈判", "方案报价", "需求确认", "初步接触", "线索", "输单", "合同签订"}),
            (Names{"线索", "初步接触", "需求确认", "方案报价", "商务谈判", "合同签订", "赢单"}));
  // One unknown name, and the file's own order stands; a win still comes last.
  EXPECT_EQ(ordered({"Won", "Proposal", "Blue", "Lead"}), (Names{"Proposal", "Blue", "Lead", "Won"}));
  EXPECT_EQ(usual_stage("Deadline set").meaning, StageMeaning::unknown);
  EXPECT_EQ(usual_stage("5 - Closed-Won").meaning, StageMeaning::won);
  EXPECT_EQ(usual_stage("Unknown").meaning, StageMeaning::unknown);
  EXPECT_EQ(usual_stage("未成交").meaning, StageMeaning::lost);
}

Dataset orders(const std::vector<std::tuple<uint32_t, uint32_t, Day, int64_t>>& lines) {
  DatasetBuilder builder;
  builder.begin_table(0, ingest::Shape::order_lines);
  uint64_t line = 1;
  for (const auto& [customer, order, day, cents] : lines) {
    const std::string customer_id = std::to_string(customer);
    const std::string order_id = std::to_string(order);
    ingest::OrderLineRow row;
    row.customer = customer_id;
    row.order = order_id;
    row.time = day * kMsPerDay;
    row.amount = {cents, 2};
    row.is_return = cents < 0;
    row.line = ++line;
    builder.order_line(row);
  }
  return std::move(builder.finish({})).value();
}

TEST(PurchaseLadder, CountsFirstSecondThirdPurchase) {
  const Dataset dataset = orders({{0, 1, 0, 100},
                                  {0, 1, 0, 100},
                                  {0, 2, 10, 100},
                                  {0, 3, 40, 100},
                                  {1, 4, 5, 100},
                                  {1, 5, 6, -100},
                                  {2, 6, 7, 0}});
  FunnelSpec spec;
  spec.purchases = 3;
  FunnelReport report = funnel_report_of(dataset, spec);
  EXPECT_EQ(counts_of(report), (std::vector<double>{2, 1, 1}));
  EXPECT_EQ(labels(report), (std::vector<std::string>{"1st purchase", "2nd purchase", "3rd purchase"}));
  EXPECT_EQ(report.steps[2].median_ms, 40.0 * kMsPerDay);
  EXPECT_EQ(report.steps[2].step_median_ms, 30.0 * kMsPerDay);
  spec.window_ms = 10 * kMsPerDay;
  report = funnel_report_of(dataset, spec);
  EXPECT_EQ(counts_of(report), (std::vector<double>{2, 1, 0}));
  EXPECT_NE(report.definition.en.find("within 10 days of the customer's first purchase"), std::string::npos);
  const std::vector<uint8_t> keep{0, 1, 1};
  EXPECT_EQ(counts_of(funnel_report_of(dataset, spec, &keep)), (std::vector<double>{1, 0, 0}));
  spec.purchases = 13;
  EXPECT_EQ(analyze(dataset, spec, nullptr).error().place.pointer, "/funnel/purchases");
}

TEST(PurchaseLadder, ReadsACustomerTablesFrequency) {
  Dataset dataset;
  CustomerTable table;
  for (uint32_t i = 0; i < 4; ++i) {
    table.customer.push_back(i);
    table.recency_days.push_back(1);
    table.frequency.push_back(i);
    table.monetary.units.push_back(1);
  }
  dataset.customer_table = std::move(table);
  const FunnelReport report = funnel_report_of(dataset);
  EXPECT_EQ(report.source, Source::frequency);
  EXPECT_EQ(counts_of(report), (std::vector<double>{3, 2, 1, 0, 0}));
}

TEST(Sources, AreOfferedInOrderAndChosenByName) {
  Dataset dataset = orders({{0, 1, 0, 100}});
  dataset.stage_counts = *stage_counts({{"a", 2}, {"b", 1}}).stage_counts;
  const FunnelReport report = funnel_report_of(dataset);
  EXPECT_EQ(report.source, Source::stage_counts);
  EXPECT_EQ(report.sources, (std::vector<Source>{Source::stage_counts, Source::orders}));
  FunnelSpec spec;
  spec.source = Source::orders;
  EXPECT_EQ(funnel_report_of(dataset, spec).steps.size(), 5U);
  EXPECT_TRUE(propose_steps(dataset, Source::orders).empty());
  EXPECT_EQ(propose_steps(dataset, Source::automatic).size(), 2U);
}

}  // namespace
}  // namespace sluice::funnel

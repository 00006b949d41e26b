// Questions about the funnel that are worked on a stretch at a time: whatever the stretches, the report is the same.
#include <gtest/gtest.h>

#include <string>

#include "funnel/afterwards.h"
#include "funnel/breakdown.h"
#include "funnel/over_time.h"
#include "funnel/pair.h"
#include "funnel/pipeline.h"
#include "report/messages.h"
#include "test_support/dataset_text.h"

namespace sluice {
namespace {

using namespace sluice::funnel;

// Of sixty customers, in four cities, everybody views, some on paper; every second one adds to the cart, every sixth
// one pays.
Dataset shop() {
  std::string csv = "customer,event,time,city,device\n";
  for (int i = 0; i < 60; ++i) {
    const auto add = [&](const char* event, int hour) {
      csv += "c" + std::to_string(i) + "," + event + ",2024-03-" + std::to_string(10 + i % 15) + " " +
             std::to_string(10 + hour) + ":00:00,city" + std::to_string(i % 4) + ",dev" + std::to_string(i % 3) + "\n";
    };
    add("view", i % 3);
    if (i % 2 == 0) add("cart", 4);
    if (i % 5 == 0) add("search", 5);
    if (i % 6 == 0) add("pay", 7);
  }
  return std::move(test::load_text(csv)->dataset);
}

FunnelSpec steps_of(std::initializer_list<const char*> events) {
  FunnelSpec spec;
  for (const char* event : events) spec.steps.push_back({.event = event});
  spec.window_ms = 86'400'000;
  return spec;
}

// Begun anew for each length of a stretch.
template <class Begin>
void expect_same_however_it_is_cut(Begin begin) {
  auto run = begin();
  ASSERT_TRUE(run.has_value()) << run.error().to_string();
  const std::string at_once = to_json(run->finish().value());
  for (const uint64_t work : {1, 100, 1000, 20'000}) {
    auto cut = begin();
    double share = 0;
    int stretches = 0;
    for (; !cut->passes.done(); ++stretches) {
      cut->passes.advance(work);
      EXPECT_GT(cut->passes.share(), share);
      share = cut->passes.share();
    }
    EXPECT_EQ(to_json(cut->conclude().value()), at_once) << work;
    if (work == 1) {
      EXPECT_GT(stretches, 2);
    }
  }
}

TEST(FunnelRuns, TheFunnelItself) {
  const Dataset dataset = shop();
  expect_same_however_it_is_cut([&] { return begin_analysis(dataset, steps_of({"view", "cart", "pay"}), nullptr); });
}

TEST(FunnelRuns, TwoFunnels) {
  const Dataset dataset = shop();
  const FunnelSpec present = steps_of({"view", "pay"}), kept = steps_of({"view", "cart"});
  const auto first = analyze(dataset, present, nullptr);
  ASSERT_TRUE(first);
  expect_same_however_it_is_cut([&] { return begin_pair(dataset, present, *first, kept, nullptr, nullptr, nullptr); });
}

TEST(FunnelRuns, ByGroupsAndPeriods) {
  const Dataset dataset = shop();
  const FunnelSpec spec = steps_of({"view", "cart", "pay"});
  const Groups cities = groups_of(dataset.attributes.at(0));
  expect_same_however_it_is_cut([&] { return begin_groups(dataset, spec, cities, nullptr); });
  expect_same_however_it_is_cut([&] { return begin_periods(dataset, spec, "2024-03-15", nullptr); });
}

TEST(FunnelRuns, OverTime) {
  const Dataset dataset = shop();
  expect_same_however_it_is_cut([&] {
    return begin_over_time(dataset, steps_of({"view", "pay"}), {EntryGrain::day}, nullptr);
  });
}

TEST(FunnelRuns, WhereTheyWent) {
  const Dataset dataset = shop();
  std::vector<uint8_t> keep(dataset.customers.size(), 1);
  keep[3] = keep[30] = 0;
  const FunnelSpec spec = steps_of({"view", "cart", "pay"});
  expect_same_however_it_is_cut([&] { return begin_afterwards(dataset, spec, {.step = 1}, &keep); });
}

TEST(FunnelRuns, ThePipeline) {
  std::string csv = "opportunity_id,owner,stage,status,amount,created,closed\n";
  for (int i = 0; i < 40; ++i) {
    const bool closed = i % 3 != 0;
    csv += std::to_string(i) + ",owner" + std::to_string(i % 4) + (i % 2 == 0 ? ",Lead," : ",Talk,") +
           (!closed      ? "Open"
            : i % 5 == 0 ? "Lost"
                         : "Won") +
           "," + std::to_string(100 + i) + ",2024-01-" + std::to_string(10 + i % 18) +
           (closed ? ",2024-02-11\n" : ",\n");
  }
  const Dataset dataset = std::move(test::load_text(csv)->dataset);
  expect_same_however_it_is_cut([&]() -> Result<PassRun<PipelineReport>> {
    Result<PassRun<Pipeline>> run = begin_pipeline(dataset, {}, {}, nullptr);
    if (!run) return run.error();
    return PassRun<PipelineReport>{std::move(run->passes), [conclude = run->conclude]() -> Result<PipelineReport> {
                                     const Result<Pipeline> made = conclude();
                                     if (!made) return made.error();
                                     return made->report;
                                   }};
  });
}

}  // namespace
}  // namespace sluice

// Funnels of groups against each other.
#include "funnel/breakdown.h"

#include <gtest/gtest.h>

#include "base/proportion_tests.h"
#include "funnel/analysis.h"
#include "unit/funnel/journey_fixture.h"

namespace sluice::funnel {
namespace {

// So many customers of a group view, and the first of them pay.
void add(std::vector<EventLine>& lines, const std::string& group, int viewers, int payers) {
  for (int i = 0; i < viewers; ++i) {
    const std::string customer = group + std::to_string(1000 + i);
    lines.push_back({customer, "view", 1});
    if (i < payers) lines.push_back({customer, "pay", 2});
  }
}

// Groups by the first letter of the customer.
Groups by_letter(const Dataset& dataset, const std::string& letters) {
  Groups groups;
  for (const char letter : letters) groups.groups.push_back({std::string(1, letter), {}});
  for (uint32_t code = 0; code < dataset.customers.size(); ++code) {
    const size_t at = letters.find(dataset.customers.at(code)[0]);
    groups.of_customer.push_back(at == std::string::npos ? Groups::kNone : static_cast<uint32_t>(at));
  }
  return groups;
}

BreakdownReport breakdown_of(const Dataset& dataset, const Groups& groups) {
  auto report = finish(begin_groups(dataset, view_and_pay(), groups, nullptr));
  EXPECT_TRUE(report.has_value());
  return std::move(report).value();
}

TEST(Breakdown, TwoGroupsAreComparedOnce) {
  std::vector<EventLine> lines;
  add(lines, "a", 70, 56);  // Newcombe 1998, table II, example (a): 56/70 against 48/80
  add(lines, "b", 80, 48);
  const Dataset dataset = dataset_of_events(lines);
  Groups groups = by_letter(dataset, "ba");
  groups.in_order = true;
  const BreakdownReport report = breakdown_of(dataset, groups);
  ASSERT_EQ(report.groups.size(), 2U);
  EXPECT_FALSE(report.groups[0].steps[1].contrast);
  const Contrast& contrast = *report.groups[1].steps[1].contrast;
  EXPECT_NEAR(contrast.difference, 0.2, 1e-12);
  EXPECT_NEAR(contrast.low, 0.0524, 5e-5);
  EXPECT_NEAR(contrast.high, 0.3339, 5e-5);
  EXPECT_TRUE(contrast.differs);
  EXPECT_DOUBLE_EQ(contrast.p, contrast.p_adjusted);  // one test
  EXPECT_NEAR(*contrast.lift, 0.8 / 0.6 - 1, 1e-12);
  EXPECT_DOUBLE_EQ(report.groups[1].steps[1].step_rate->value, 0.8);
}

TEST(Breakdown, SeveralGroupsAreComparedWithTheOthersAndPaidFor) {
  std::vector<EventLine> lines;
  add(lines, "a", 200, 100);
  add(lines, "b", 200, 60);
  add(lines, "c", 200, 62);
  const Dataset dataset = dataset_of_events(lines);
  const BreakdownReport report = breakdown_of(dataset, by_letter(dataset, "abc"));
  ASSERT_EQ(report.groups.size(), 3U);
  std::vector<double> p;
  for (const GroupFunnel& group : report.groups) p.push_back(group.steps[1].contrast->p);
  const auto alone = compare_proportions({100, 200}, {122, 400});
  EXPECT_DOUBLE_EQ(p[0], alone->p);
  EXPECT_DOUBLE_EQ(report.groups[0].steps[1].contrast->p_adjusted, 3 * *std::min_element(p.begin(), p.end()));
  EXPECT_TRUE(report.groups[0].steps[1].contrast->differs);
}

TEST(Breakdown, GroupsAndTheUnknownAddUpToTheFunnel) {
  std::vector<EventLine> lines;
  for (const char* group : {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "x"}) add(lines, group, 12, 5);
  const Dataset dataset = dataset_of_events(lines);
  const BreakdownReport report = breakdown_of(dataset, by_letter(dataset, "abcdefghij"));
  const auto whole = analyze(dataset, view_and_pay(), nullptr);
  EXPECT_EQ(report.groups.size(), kMostGroups + 1);  // the small ones together, and x of no group
  EXPECT_EQ(report.other_groups, 3U);
  for (size_t step = 0; step < 2; ++step) {
    double sum = 0;
    for (const GroupFunnel& group : report.groups) sum += group.steps[step].count;
    EXPECT_EQ(sum, whole->steps[step].count);
  }
}

TEST(Breakdown, EachGroupLosesFromTheLastStepThatIsNotOptional) {
  std::vector<EventLine> lines;
  add(lines, "a", 10, 6);
  for (int i = 0; i < 8; ++i) lines.push_back({"a" + std::to_string(1000 + i), "help", 1});
  add(lines, "b", 4, 4);
  const Dataset dataset = dataset_of_events(lines);
  FunnelSpec spec = view_and_pay();
  spec.steps.insert(spec.steps.begin() + 1, Step{.event = "help", .optional = true});
  const auto report = finish(begin_groups(dataset, spec, by_letter(dataset, "ab"), nullptr));
  ASSERT_TRUE(report.has_value());
  const std::vector<GroupStep>& steps = report->groups[0].steps;
  EXPECT_TRUE(steps[1].optional);
  EXPECT_EQ(steps[1].count, 8);
  EXPECT_EQ(steps[1].drop_off, 0) << "nobody is lost at an optional step";
  EXPECT_EQ(steps[2].drop_off, 4) << "of the 10 who viewed, not of the 8 who asked for help";
  EXPECT_DOUBLE_EQ(*steps[2].share_of_loss, 1);
  EXPECT_FALSE(steps[2].larger_than_before);
  const std::vector<GroupStep>& others = report->groups[1].steps;
  EXPECT_EQ(others[2].drop_off, 0);
  EXPECT_FALSE(others[2].share_of_loss) << "nobody was lost";
}

TEST(Breakdown, TooFewToTellIsSaid) {
  std::vector<EventLine> lines;
  add(lines, "a", 5, 2);
  add(lines, "b", 5, 3);
  const Dataset dataset = dataset_of_events(lines);
  const BreakdownReport report = breakdown_of(dataset, by_letter(dataset, "ab"));
  EXPECT_TRUE(report.groups[1].steps[1].contrast->too_few_to_tell);
  EXPECT_TRUE(report.groups[1].steps[1].contrast->fisher);
  EXPECT_FALSE(report.groups[1].steps[1].contrast->differs);
}

TEST(Breakdown, OneGroupIsComparedWithNobody) {
  std::vector<EventLine> lines;
  add(lines, "a", 5, 2);
  const Dataset dataset = dataset_of_events(lines);
  const BreakdownReport report = breakdown_of(dataset, by_letter(dataset, "ab"));
  ASSERT_EQ(report.groups.size(), 1U);
  EXPECT_FALSE(report.groups[0].steps[1].contrast);
  EXPECT_FALSE(report.notes.empty());
}

// By time of entry ----------------------------------------------------------------------------------------------------

constexpr TimeMs kMonday = 19'723 * kDay;  // 2024-01-01

// So many enter on that day, and the first of them pay an hour later.
void enter(std::vector<EventLine>& lines, TimeMs day, int viewers, int payers) {
  for (int i = 0; i < viewers; ++i) {
    const std::string customer = std::to_string(day / kDay) + "." + std::to_string(1000 + i);
    lines.push_back({customer, "view", day});
    if (i < payers) lines.push_back({customer, "pay", day + kDay / 24});
  }
}

BreakdownReport periods_of(const std::vector<EventLine>& lines, std::string_view since,
                           FunnelSpec spec = view_and_pay()) {
  const Dataset dataset = dataset_of_events(lines);
  auto report = finish(begin_periods(dataset, spec, since, nullptr));
  EXPECT_TRUE(report.has_value());
  return std::move(report).value();
}

TEST(BreakdownByPeriod, BeforeAndSinceADayAreComparedOnce) {
  std::vector<EventLine> lines;
  enter(lines, kMonday, 50, 30);  // the example of Newcombe again: 48/80 before, 56/70 since
  enter(lines, kMonday + 9 * kDay, 30, 18);
  enter(lines, kMonday + 10 * kDay, 20, 16);
  enter(lines, kMonday + 30 * kDay, 50, 40);
  const BreakdownReport report = periods_of(lines, "2024-01-11");
  ASSERT_EQ(report.groups.size(), 2U);
  EXPECT_EQ(report.groups[0].id, "before");
  EXPECT_EQ(report.groups[0].steps[0].count, 80);
  EXPECT_EQ(report.groups[1].steps[1].count, 56);
  const Contrast& contrast = *report.groups[1].steps[1].contrast;
  EXPECT_NEAR(contrast.difference, 0.2, 1e-12);
  EXPECT_NEAR(contrast.low, 0.0524, 5e-5);
  EXPECT_NEAR(contrast.high, 0.3339, 5e-5);
}

TEST(BreakdownByPeriod, ADayOutsideTheDataLeavesOneGroup) {
  std::vector<EventLine> lines;
  enter(lines, kMonday, 5, 2);
  const BreakdownReport report = periods_of(lines, "2020-01-01");
  ASSERT_EQ(report.groups.size(), 1U);
  EXPECT_EQ(report.groups[0].id, "since");
  EXPECT_FALSE(report.groups[0].steps[1].contrast);
}

TEST(BreakdownByPeriod, TheFinestCalendarPeriodsThatFit) {
  std::vector<EventLine> weeks, months, quarters;
  enter(weeks, kMonday, 4, 2);
  enter(weeks, kMonday + 7 * kDay, 4, 2);
  EXPECT_EQ(periods_of(weeks, "").groups[1].id, "2024-W02");
  enter(months, kMonday, 4, 2);
  enter(months, kMonday + 100 * kDay, 4, 2);
  EXPECT_EQ(periods_of(months, "").groups[1].id, "2024-04");
  for (int quarter = 0; quarter < 12; ++quarter) enter(quarters, kMonday + quarter * 92 * kDay, 4, quarter % 3);
  const BreakdownReport report = periods_of(quarters, "");
  ASSERT_EQ(report.groups.size(), kMostGroups);
  EXPECT_EQ(report.other_groups, 5U);
  EXPECT_EQ(report.groups.front().id, "../2025-Q1");
  EXPECT_EQ(report.groups.front().steps[0].count, 20);
  EXPECT_EQ(report.groups.front().steps[1].count, 0 + 1 + 2 + 0 + 1);
}

TEST(BreakdownByPeriod, EntriesThatMayYetConvertAreTold) {
  std::vector<EventLine> lines;
  enter(lines, kMonday, 10, 5);
  enter(lines, kMonday + 20 * kDay, 10, 4);
  FunnelSpec spec = view_and_pay();
  spec.window_ms = 2 * kDay;
  const BreakdownReport report = periods_of(lines, "", spec);
  ASSERT_FALSE(report.notes.empty());
  EXPECT_EQ(report.notes.back().en, "6 who entered in 2024-W03 may yet convert: that rate is not final.");
}

TEST(BreakdownByPeriod, PeriodsAddUpToTheFunnel) {
  std::vector<EventLine> lines;
  for (int day = 0; day < 40; ++day) enter(lines, kMonday + day * kDay, 3 + day % 5, day % 3);
  const auto whole = analyze(dataset_of_events(lines), view_and_pay(), nullptr);
  for (const char* since : {"", "2024-01-20"}) {
    const BreakdownReport report = periods_of(lines, since);
    for (size_t step = 0; step < 2; ++step) {
      double sum = 0;
      for (const GroupFunnel& group : report.groups) sum += group.steps[step].count;
      EXPECT_EQ(sum, whole->steps[step].count);
    }
  }
}

TEST(BreakdownByPeriod, NobodyEntersAndNoDay) {
  const Dataset dataset = dataset_of_events({{"anna", "pay", 5}, {"ben", "view", 9}});
  FunnelSpec spec = view_and_pay();
  std::swap(spec.steps[0], spec.steps[1]);
  std::vector<uint8_t> nobody(2, 0);
  const auto empty = finish(begin_periods(dataset, spec, "", &nobody));
  ASSERT_TRUE(empty.has_value());
  EXPECT_TRUE(empty->groups.empty());
  const auto wrong = begin_periods(dataset, spec, "31 May", nullptr);
  ASSERT_FALSE(wrong.has_value());
  EXPECT_EQ(wrong.error().place.pointer, "/breakdown/since");
}

}  // namespace
}  // namespace sluice::funnel

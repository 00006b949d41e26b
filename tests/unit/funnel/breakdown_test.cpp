// Funnels of groups against each other.
#include "funnel/breakdown.h"

#include <array>
#include <functional>
#include <map>
#include <random>

#include <gtest/gtest.h>

#include "base/proportion_tests.h"
#include "funnel/analysis.h"
#include "test_support/dataset_text.h"
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

// Opportunities and purchases
// ------------------------------------------------------------------------------------------

Dataset dataset_of_table(const std::string& table) {
  auto loaded = test::load_text(table);
  EXPECT_TRUE(loaded) << loaded.error().to_string();
  return loaded ? std::move(loaded->dataset) : Dataset{};
}

// Who leads it, where it is, how it stands, when it was opened: random, and the same again as a table.
struct Sale {
  std::string owner, account;
  int stage = 0;  // 0..2
  std::string status;
  int month = 1;
  bool dated = true;
};

std::vector<Sale> random_sales(std::mt19937_64& random) {
  std::vector<Sale> sales(30 + random() % 60);
  for (Sale& sale : sales) {
    const char* const states[] = {"Open", "Won", "Lost"};
    sale.owner = std::string(1, static_cast<char>('A' + random() % 3));
    sale.account = "account" + std::to_string(random() % 5);
    sale.stage = static_cast<int>(random() % 3);
    sale.status = states[random() % 3];
    sale.month = static_cast<int>(1 + random() % 6);
    sale.dated = random() % 5 != 0;
  }
  sales[0].status = "Won";
  sales[1].status = "Open";
  for (size_t i = 0; i < 3; ++i) sales[i].stage = static_cast<int>(i);
  return sales;
}

std::string table_of(const std::vector<Sale>& sales) {
  const char* const stages[] = {"Lead", "Qualified", "Proposal"};
  std::string csv = "opportunity_id,account,owner,stage,status,amount,created,closed\n";
  for (size_t i = 0; i < sales.size(); ++i) {
    const Sale& sale = sales[i];
    csv += "O" + std::to_string(i) + "," + sale.account + "," + sale.owner + "," + stages[sale.stage] + "," +
           sale.status + ",100," + (sale.dated ? "2024-0" + std::to_string(sale.month) + "-15" : "") + "," +
           (sale.status == "Open" ? "" : "2024-12-01") + "\n";
  }
  return csv;
}

// What the table says, a line each: a won one has passed all of the four steps, an open one may go on.
std::map<std::string, std::pair<std::array<int, 4>, std::array<int, 4>>> count_by_hand(
    const std::vector<Sale>& sales, const std::function<std::string(const Sale&)>& group_of) {
  std::map<std::string, std::pair<std::array<int, 4>, std::array<int, 4>>> groups;
  for (const Sale& sale : sales) {
    auto& [reached, open] = groups[group_of(sale)];
    const int depth = sale.status == "Won" ? 4 : sale.stage + 1;
    for (int step = 0; step < depth; ++step) ++reached[static_cast<size_t>(step)];
    if (sale.status == "Open") ++open[static_cast<size_t>(depth)];
  }
  return groups;
}

void expect_counts(const BreakdownReport& report, const std::vector<Sale>& sales,
                   const std::function<std::string(const Sale&)>& group_of) {
  const auto wanted = count_by_hand(sales, group_of);
  EXPECT_EQ(report.groups.size(), wanted.size());
  for (const GroupFunnel& group : report.groups) {
    ASSERT_EQ(wanted.count(group.id), 1U) << group.id;
    const auto& [reached, open] = wanted.at(group.id);
    ASSERT_EQ(group.steps.size(), 4U);
    for (size_t step = 0; step < 4; ++step) {
      EXPECT_EQ(group.steps[step].count, reached[step]) << group.id << ", step " << step;
      if (step > 0) {
        EXPECT_EQ(group.steps[step].still_open, open[step]) << group.id << ", step " << step;
      }
    }
  }
}

TEST(BreakdownOfSales, CountsWhatTheTableSaysOfEach) {
  std::mt19937_64 random(seed_of_today());
  for (int round = 0; round < 30; ++round) {
    const std::vector<Sale> sales = random_sales(random);
    const Dataset dataset = dataset_of_table(table_of(sales));
    ASSERT_TRUE(dataset.opportunities.has_value());
    const auto owner = std::find_if(dataset.opportunities->properties.begin(), dataset.opportunities->properties.end(),
                                    [](const EventProperty& property) { return property.name == "owner"; });
    ASSERT_NE(owner, dataset.opportunities->properties.end());
    const auto by_owner = finish(begin_groups(dataset, {}, groups_of(*owner), nullptr));
    ASSERT_TRUE(by_owner.has_value());
    expect_counts(*by_owner, sales, [](const Sale& sale) { return sale.owner; });

    Groups accounts;
    for (uint32_t code = 0; code < dataset.customers.size(); ++code) {
      accounts.groups.push_back({std::string(dataset.customers.at(code)), {}});
      accounts.of_customer.push_back(code);
    }
    const auto by_account = finish(begin_groups(dataset, {}, accounts, nullptr));
    ASSERT_TRUE(by_account.has_value());
    expect_counts(*by_account, sales, [](const Sale& sale) { return sale.account; });

    const auto by_month = finish(begin_periods(dataset, {}, "", nullptr));
    ASSERT_TRUE(by_month.has_value());
    expect_counts(*by_month, sales,
                  [](const Sale& sale) { return sale.dated ? "2024-0" + std::to_string(sale.month) : std::string(); });
    const auto around = finish(begin_periods(dataset, {}, "2024-03-15", nullptr));
    ASSERT_TRUE(around.has_value());
    expect_counts(*around, sales, [](const Sale& sale) {
      return !sale.dated ? "" : sale.month < 3 ? "before" : "since";
    });
  }
}

// What is known of each group, to compare two ways of counting.
std::vector<std::string> lines_of_groups(const BreakdownReport& report) {
  std::vector<std::string> lines;
  for (const GroupFunnel& group : report.groups) {
    std::string& line = lines.emplace_back(group.id + ":");
    for (const GroupStep& step : group.steps) {
      line += " " + std::to_string(step.count) + "/" + std::to_string(step.still_open.value_or(-1));
    }
  }
  for (const TextPair& note : report.notes) lines.push_back(note.en);
  return lines;
}

// However little is done at a time, and with somebody to tell how far it is.
void expect_the_same_in_stretches(const std::function<Result<PassRun<BreakdownReport>>()>& begin, size_t least_steps) {
  const auto whole = finish(begin());
  ASSERT_TRUE(whole.has_value());
  auto run = begin();
  ASSERT_TRUE(run.has_value());
  EXPECT_FALSE(run->done()) << "nothing is counted before somebody waits";
  size_t steps = 0;
  for (double before = 0; !run->done(); ++steps) {
    EXPECT_GE(run->share(), before);
    before = run->share();
    run->advance(1);
  }
  EXPECT_GE(steps, least_steps);
  EXPECT_EQ(lines_of_groups(run->conclude().value()), lines_of_groups(*whole));
}

TEST(BreakdownOfSales, IsCountedAStretchAtATime) {
  std::mt19937_64 random(seed_of_today());
  const Dataset dataset = dataset_of_table(table_of(random_sales(random)));
  const size_t rows = dataset.opportunities->size();
  const Groups owners = groups_of(dataset.opportunities->properties.front());
  expect_the_same_in_stretches([&] { return begin_groups(dataset, {}, owners, nullptr); }, rows);
  expect_the_same_in_stretches([&] { return begin_periods(dataset, {}, "", nullptr); }, rows);
}

TEST(BreakdownOfSales, AddsUpToTheFunnelUnderAFilter) {
  std::mt19937_64 random(seed_of_today());
  const Dataset dataset = dataset_of_table(table_of(random_sales(random)));
  std::vector<uint8_t> keep(dataset.customers.size(), 1);
  keep[0] = 0;
  const auto whole = analyze(dataset, {}, &keep);
  const auto parts = finish(begin_groups(dataset, {}, groups_of(dataset.opportunities->properties.front()), &keep));
  ASSERT_TRUE(whole && parts);
  ASSERT_FALSE(whole->properties.empty());
  for (size_t step = 0; step < whole->steps.size(); ++step) {
    double count = 0, open = 0;
    for (const GroupFunnel& group : parts->groups) {
      count += group.steps[step].count;
      open += group.steps[step].still_open.value_or(0);
    }
    EXPECT_EQ(count, whole->steps[step].count);
    EXPECT_EQ(open, whole->steps[step].still_open.value_or(0));
  }
}

// a buys three times, b twice, c and d once; a and c are of the one city.
const std::string kPurchases =
    "order_id,customer,date,amount,city\n1,a,2024-01-05,10,Rome\n2,a,2024-02-05,10,Rome\n3,a,2024-03-05,10,Rome\n"
    "4,b,2024-02-10,10,Oslo\n5,b,2024-03-10,10,Oslo\n6,c,2024-03-20,10,Rome\n7,d,2024-01-20,10,Oslo\n";

TEST(BreakdownOfPurchases, CountsCustomersByWhatIsKnownOfThem) {
  const Dataset dataset = dataset_of_table(kPurchases);
  ASSERT_EQ(dataset.attributes.size(), 1U);
  FunnelSpec spec;
  spec.purchases = 3;
  const auto cities = finish(begin_groups(dataset, spec, groups_of(dataset.attributes[0]), nullptr));
  ASSERT_TRUE(cities.has_value());
  ASSERT_EQ(cities->groups.size(), 2U);
  const auto counts = [](const GroupFunnel& group) {
    std::vector<double> list;
    for (const GroupStep& step : group.steps) list.push_back(step.count);
    return list;
  };
  for (const GroupFunnel& group : cities->groups) {
    EXPECT_EQ(counts(group), group.id == "Rome" ? (std::vector<double>{2, 1, 1}) : (std::vector<double>{2, 1, 0}));
    EXPECT_FALSE(group.steps[1].still_open);
  }
  const auto months = finish(begin_periods(dataset, spec, "2024-02-01", nullptr));
  ASSERT_TRUE(months.has_value());
  ASSERT_EQ(months->groups.size(), 2U);
  EXPECT_EQ(counts(months->groups[0]), (std::vector<double>{2, 1, 1}));
  EXPECT_EQ(counts(months->groups[1]), (std::vector<double>{2, 1, 0}));
  EXPECT_NE(months->notes.back().en.find("no limit of time"), std::string::npos);
  // Within thirty days of the first purchase: a's second comes on day 31, b's on day 29. The data end on 20 March.
  spec.window_ms = 30 * kDay;
  const auto limited = finish(begin_periods(dataset, spec, "2024-02-01", nullptr));
  ASSERT_TRUE(limited.has_value());
  EXPECT_EQ(counts(limited->groups[0]), (std::vector<double>{2, 0, 0}));
  EXPECT_EQ(counts(limited->groups[1]), (std::vector<double>{2, 1, 0}));
  EXPECT_TRUE(limited->notes.back().en.starts_with("1 who entered in from 2024-02-01 on")) << limited->notes.back().en;
}

TEST(BreakdownOfPurchases, IsCountedAStretchAtATime) {
  const Dataset orders = dataset_of_table(kPurchases);
  FunnelSpec spec;
  spec.purchases = 3;
  spec.window_ms = 30 * kDay;
  const Groups cities = groups_of(orders.attributes[0]);
  expect_the_same_in_stretches([&] { return begin_groups(orders, spec, cities, nullptr); }, 4);
  expect_the_same_in_stretches([&] { return begin_periods(orders, spec, "2024-02-01", nullptr); }, 4);
  const Dataset table = dataset_of_table("customer,recency,frequency,monetary\na,1,3,10\nb,2,1,10\nc,3,2,5\n");
  const Groups letters = by_letter(table, "ab");
  expect_the_same_in_stretches([&] { return begin_groups(table, {}, letters, nullptr); }, 3);
}

TEST(BreakdownOfPurchases, NobodyUnderAFilterIsNoMissingTime) {
  const Dataset dataset = dataset_of_table(kPurchases);
  const std::vector<uint8_t> nobody(dataset.customers.size(), 0);
  const auto report = finish(begin_periods(dataset, {}, "", &nobody));
  ASSERT_TRUE(report.has_value()) << report.error().to_string();
  EXPECT_TRUE(report->groups.empty());
  EXPECT_EQ(report->notes.front().en, "Nobody reaches the first step.");
}

TEST(BreakdownOfPurchases, AFrequencyHasNoPeriodAndReadyCountsHaveNobody) {
  const Dataset table = dataset_of_table("customer,recency,frequency,monetary\na,1,3,10\nb,2,1,10\nc,3,2,5\n");
  ASSERT_TRUE(table.customer_table.has_value());
  Groups groups = by_letter(table, "ab");
  groups.in_order = true;
  const auto report = finish(begin_groups(table, {}, groups, nullptr));
  ASSERT_TRUE(report.has_value());
  ASSERT_EQ(report->groups.size(), 3U);
  EXPECT_EQ(report->groups[0].steps[2].count, 1);
  EXPECT_EQ(report->groups[1].steps[1].count, 0);
  EXPECT_EQ(report->groups[2].steps[1].count, 1) << "c, of no group";
  EXPECT_EQ(begin_periods(table, {}, "", nullptr).error().code, ErrorCode::not_applicable);
  const Dataset counts = dataset_of_table("stage,count\nVisit,100\nLead,40\nSale,10\n");
  ASSERT_TRUE(counts.stage_counts.has_value());
  EXPECT_EQ(begin_groups(counts, {}, {}, nullptr).error().code, ErrorCode::not_applicable);
}

}  // namespace
}  // namespace sluice::funnel

// What must hold of scored customers whatever the data: money may be counted in any unit, and a stranger changes
// nothing where the cut points are the user's own.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <map>
#include <random>
#include <string>
#include <tuple>

#include "rfm/scoring_methods.h"
#include "unit/rfm/order_fixture.h"

namespace sluice::rfm {
namespace {

/// Amounts of all sizes, some of them shared by several customers.
std::vector<CustomerTableRow> random_customers(uint64_t seed) {
  std::mt19937_64 random(seed);
  const auto pick = [&](int low, int high) { return std::uniform_int_distribution<int>(low, high)(random); };
  std::vector<int64_t> amounts(static_cast<size_t>(pick(1, 40)));
  for (int64_t& cents : amounts) cents = pick(1, 10'000'000);
  std::vector<CustomerTableRow> rows(static_cast<size_t>(pick(1, 80)));
  for (size_t i = 0; i < rows.size(); ++i) {
    const int64_t cents = amounts[static_cast<size_t>(pick(0, static_cast<int>(amounts.size()) - 1))];
    rows[i] = {"c" + std::to_string(i), static_cast<double>(pick(0, 300)), static_cast<double>(pick(1, 12)), cents};
  }
  return rows;
}

RfmSpec scored_by(const ScoringMethod& method, const std::vector<int64_t>& cut_cents, int64_t factor) {
  RfmSpec spec;
  spec.monetary.method = method.name;
  if (!method.user_cuts) return spec;
  for (const int64_t cents : cut_cents) spec.monetary.cuts.push_back(to_double(cents * factor, 2));
  return spec;
}

TEST(Analysis, MoneyInAnyUnitScalesCutsAndLeavesScores) {
  std::mt19937_64 random(seed_of_today());
  const std::vector<int64_t> cut_cents{90'010, 1'000'030, 3'333'370, 7'000'090};
  for (int round = 0; round < 25; ++round) {
    const std::vector<CustomerTableRow> rows = random_customers(random());
    for (const int64_t factor : {3, 7, 100}) {  // no powers of two: what is not exact is rounded otherwise
      std::vector<CustomerTableRow> scaled_rows = rows;
      for (CustomerTableRow& row : scaled_rows) row.cents *= factor;
      for (const ScoringMethod& method : scoring_methods()) {
        if (method.name == "rfm-r") continue;  // adds 1 in whatever unit there is
        SCOPED_TRACE(std::string(method.name) + " x " + std::to_string(factor));
        const Analysis one = analyze(dataset_of_customers(rows), scored_by(method, cut_cents, 1)).value();
        const Analysis other = analyze(dataset_of_customers(scaled_rows), scored_by(method, cut_cents, factor)).value();
        ASSERT_EQ(one.scores, other.scores);
        ASSERT_EQ(one.segment, other.segment);
        const double smallest = one.sorted[kMonetary].front();
        for (size_t i = 0; i < one.cuts[kMonetary].size(); ++i) {
          const double cut = one.cuts[kMonetary][i];
          if (cut < smallest && !method.user_cuts) continue;  // below all, by one unit
          const double wanted = static_cast<double>(factor) * cut;
          ASSERT_NEAR(other.cuts[kMonetary][i], wanted, 1e-12 * std::fabs(wanted));
        }
      }
    }
  }
}

TEST(Analysis, TheRPackagesOneMoreIsOneOfTheUnit) {
  // 1.00, 1.20 ... 2.00: one more than a quantile is above them all. In the hundredth part of the unit it is next to
  // nothing: 121, 141, 161 and 181.
  std::vector<CustomerTableRow> rows;
  for (int i = 0; i < 6; ++i) rows.push_back({"c" + std::to_string(i), 1, 1, 100 + 20 * i});
  RfmSpec spec;
  spec.monetary.method = "rfm-r";
  const auto scores = [&] { return analyze(dataset_of_customers(rows), spec).value().scores[kMonetary]; };
  EXPECT_EQ(scores(), (std::vector<uint8_t>{1, 1, 1, 1, 1, 1}));
  for (CustomerTableRow& row : rows) row.cents *= 100;
  EXPECT_EQ(scores(), (std::vector<uint8_t>{1, 1, 2, 3, 4, 5}));
}

/// By customer: the scores, the weighted one and the segment.
using Standings = std::map<std::string, std::tuple<int, int, int, double, std::string>>;

Standings standings_of(const std::vector<OrderRow>& rows, const RfmSpec& spec) {
  const Dataset dataset = dataset_of_orders(rows);
  const Analysis analysis = analyze(dataset, spec).value();
  Standings standings;
  for (size_t row = 0; row < analysis.profile.size(); ++row) {
    standings[std::string(dataset.customers.at(analysis.profile.customer[row]))] = {
        analysis.scores[kRecency][row], analysis.scores[kFrequency][row], analysis.scores[kMonetary][row],
        analysis.weighted[row], analysis.map->segments[analysis.segment[row]].id};
  }
  return standings;
}

/// Ascending, different, from 1 on.
std::vector<double> random_cuts(std::mt19937_64& random, size_t count, double step) {
  std::vector<double> cuts;
  double cut = 0;
  for (size_t i = 0; i < count; ++i) {
    cut += step * std::uniform_int_distribution<int>(1, 5)(random);
    cuts.push_back(cut);
  }
  return cuts;
}

/// Somebody whose last purchase, number of orders and money are beyond every cut, on one side or the other.
void add_stranger(std::mt19937_64& random, std::vector<OrderRow>& rows) {
  const auto toss = [&] { return std::uniform_int_distribution<int>(0, 1)(random) == 1; };
  const std::string id = toss() ? "!first" : "zz last";
  const std::string year = toss() ? "1950" : "2024";
  const int orders = toss() ? 1 : 90;
  const int64_t cents = toss() ? 1 : 1'000'000'000'000;
  for (int i = 0; i < orders; ++i) rows.push_back({id, id + std::to_string(i), year + "-12-31", cents});
}

TEST(Analysis, AStrangerFarFromEveryCutChangesNobodyElseUnderThresholds) {
  std::mt19937_64 random(seed_of_today());
  for (int round = 0; round < 60; ++round) {
    std::vector<OrderRow> rows = random_orders(random(), 200, 30);
    RfmSpec spec;
    spec.snapshot = "2024-12-31";  // that of the data could be the stranger's
    spec.map = std::array{"grid", "eleven", "rfm-r", "pymc"}[static_cast<size_t>(round % 4)];
    spec.bins = bins_of_map(spec.map);
    const auto cuts = static_cast<size_t>(spec.bins - 1);
    spec.recency = {"thresholds", random_cuts(random, cuts, 20)};
    spec.frequency = {"thresholds", random_cuts(random, cuts, 1)};
    spec.monetary = {"thresholds", random_cuts(random, cuts, 50)};
    const Standings before = standings_of(rows, spec);
    add_stranger(random, rows);
    Standings after = standings_of(rows, spec);
    EXPECT_EQ(after.erase("!first") + after.erase("zz last"), 1U);
    EXPECT_EQ(after, before) << spec.map;
  }
}

}  // namespace
}  // namespace sluice::rfm

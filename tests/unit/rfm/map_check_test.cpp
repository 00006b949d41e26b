// What is said about a map that the user is making.
#include "rfm/map_check.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "unit/rfm/order_fixture.h"

namespace sluice::rfm {
namespace {

RfmSpec spec_with(MapDocument document) {
  RfmSpec spec;
  spec.map = document.id;
  spec.own_maps = {std::move(document)};
  return spec;
}

/// Every cell belongs to 'good' by its only rule.
MapDocument all_good() {
  MapDocument document;
  document.id = "mine";
  document.name = {"Mine", "我的规则"};
  document.segments = {{"good", {"Good", "好"}, {}, "#0f766e"}};
  document.rules = {{"good", {}, {}, {}}};
  return document;
}

MapReport report_on(const MapDocument& document) {
  const Dataset dataset = dataset_of_orders(random_orders(7, 2'000, 150));
  return report_of(dataset, spec_with(document)).map_report;
}

const MapFinding* find(const MapReport& report, MapFindingKind kind) {
  const auto found = std::find_if(report.findings.begin(), report.findings.end(),
                                  [&](const MapFinding& finding) { return finding.kind == kind; });
  return found == report.findings.end() ? nullptr : &*found;
}

TEST(MapCheck, NothingIsSaidAboutAMapInOrder) {
  const MapReport report = report_on(all_good());
  EXPECT_TRUE(report.findings.empty());
  EXPECT_EQ(report.cells.size(), 25U);
}

TEST(MapCheck, CellsThatBelongToNoSegmentAreAMistakeAndTheirCustomersAreCounted) {
  MapDocument document = all_good();
  document.rules[0].recency = {2, 5};
  document.rules[0].frequency = {1, 4};
  const MapReport report = report_on(document);
  const MapFinding* finding = find(report, MapFindingKind::unassigned_cells);
  ASSERT_NE(finding, nullptr);
  EXPECT_TRUE(finding->is_mistake);
  EXPECT_EQ(finding->cells, (std::vector<std::string>{"11", "12", "13", "14", "15", "25", "35", "45", "55"}));
  uint64_t customers = 0;
  for (const MapCellReport& cell : report.cells) customers += cell.segment == 1 ? cell.customers : 0;
  EXPECT_NE(finding->sentence.en.find(" " + std::to_string(customers) + " customers there"), std::string::npos)
      << finding->sentence.en;
}

TEST(MapCheck, CellsThatASegmentTakesAsTheRestAreNoMistakeAndTheirCustomersAreCounted) {
  MapDocument document = all_good();
  document.rules[0].recency = {2, 5};
  document.segments.push_back({"others", {"Others", "其他"}, {}, "#b45309", true});
  document.cells = {{"15", "others"}};
  const MapReport report = report_on(document);
  EXPECT_EQ(find(report, MapFindingKind::unassigned_cells), nullptr);
  const MapFinding* finding = find(report, MapFindingKind::rest_cells);
  ASSERT_NE(finding, nullptr);
  EXPECT_FALSE(finding->is_mistake);
  EXPECT_EQ(finding->cells, (std::vector<std::string>{"11", "12", "13", "14"})) << "15 is named";
  uint64_t customers = 0;
  for (size_t i = 0; i < 4; ++i) customers += report.cells[i].customers;
  EXPECT_EQ(finding->sentence.en, "4 cells that no rule holds for go to 'Others', which takes the rest: " +
                                      std::to_string(customers) + " customers.");
}

TEST(MapCheck, CellsThatSeveralRulesClaimAreNamedUnlessTheLastRuleTakesTheRest) {
  MapDocument document = all_good();
  document.rules.insert(document.rules.begin(), {"good", {5, 5}, {4, 5}, {}});
  EXPECT_EQ(find(report_on(document), MapFindingKind::contested_cells), nullptr);
  document.rules.insert(document.rules.begin() + 1, {"good", {4, 5}, {5, 5}, {}});
  const MapReport report = report_on(document);
  const MapFinding* finding = find(report, MapFindingKind::contested_cells);
  ASSERT_NE(finding, nullptr);
  EXPECT_FALSE(finding->is_mistake);
  EXPECT_EQ(finding->cells, std::vector<std::string>{"55"});
}

TEST(MapCheck, ACatchAllIsOneWhateverItSaysOfMoneyThatTheMapDoesNotRead) {
  MapDocument document = all_good();
  document.rules[0].monetary = {1, 3};
  document.rules.insert(document.rules.begin(), {"good", {5, 5}, {4, 5}, {}});
  EXPECT_EQ(find(report_on(document), MapFindingKind::contested_cells), nullptr);
}

TEST(MapCheck, ARuleThatOthersComeBeforeEverywhereIsAMistake) {
  MapDocument document = all_good();
  document.rules.push_back({"good", {1, 3}, {}, {}});
  const MapReport report = report_on(document);
  const MapFinding* finding = find(report, MapFindingKind::idle_rule);
  ASSERT_NE(finding, nullptr);
  EXPECT_TRUE(finding->is_mistake);
  EXPECT_EQ(finding->sentence.en.substr(0, 7), "Rule 2 ");
}

TEST(MapCheck, SegmentsWithoutACellOrWithoutACustomerAreNamed) {
  MapDocument document = all_good();
  document.segments.push_back({"poor", {"Poor", "差"}, {}, "#b45309"});
  EXPECT_TRUE(find(report_on(document), MapFindingKind::segment_without_cell)->is_mistake);

  const RfmSpec spec = [&] {
    document.cells = {{"11", "poor"}};
    return spec_with(document);
  }();
  const Dataset one = dataset_of_orders({{"a", "1", "2024-01-05", 100}});
  const MapReport report = report_of(one, spec).map_report;
  const MapFinding* finding = find(report, MapFindingKind::segment_without_customer);
  ASSERT_NE(finding, nullptr);
  EXPECT_FALSE(finding->is_mistake);
  EXPECT_EQ(finding->cells, std::vector<std::string>{"11"});
}

// Against the definition, cell by cell: the cell's own name, else the first rule, else the rest, else unassigned.
TEST(MapCheck, CellsAndClaimsOfRandomMapsAreThoseOfTheDefinition) {
  std::mt19937_64 random(seed_of_today());
  const auto up_to = [&](int most) { return static_cast<int>(random() % static_cast<uint64_t>(most + 1)); };
  const Dataset dataset = dataset_of_orders(random_orders(7, 500, 60));
  for (int round = 0; round < 60; ++round) {
    MapDocument document = all_good();
    document.kind = static_cast<MapKind>(round % 3);
    document.segments.push_back({"poor", {"Poor", "差"}, {}, "#b45309", up_to(1) == 0});
    const std::string named_by_nothing = document.segments.back().rest ? "poor" : "unassigned";
    document.rules.clear();
    for (int i = up_to(4); i > 0; --i) {
      const auto range = [&] {
        const int from = up_to(5);
        return ScoreRange{from, from + up_to(5)};
      };
      document.rules.push_back({up_to(1) == 0 ? "good" : "poor", range(), range(), range()});
    }
    const std::vector<CellScores> cells = cells_of(document.kind, bins_of(document));
    for (const CellScores& cell : cells) {
      if (up_to(9) == 0) document.cells[cell_key(document.kind, cell.r, cell.f, cell.m)] = "poor";
    }
    const RfmReport whole = report_of(dataset, spec_with(document));
    const MapReport& report = whole.map_report;
    ASSERT_EQ(report.cells.size(), cells.size());
    uint64_t customers = 0;
    for (size_t i = 0; i < cells.size(); ++i) {
      const MapCellReport& cell = report.cells[i];
      std::string wanted = named_by_nothing;
      uint64_t claims = 0;
      for (const MapRule& rule : document.rules) {
        const bool holds = rule.recency.holds(cells[i].r) && rule.frequency.holds(cells[i].f) &&
                           (document.kind == MapKind::recency_frequency || rule.monetary.holds(cells[i].m));
        if (holds && claims++ == 0) wanted = rule.segment;
      }
      if (const auto own = document.cells.find(cell.key); own != document.cells.end()) wanted = own->second;
      EXPECT_EQ(whole.segments[cell.segment].id, wanted) << cell.key;
      EXPECT_EQ(cell.claims, claims) << cell.key;
      EXPECT_EQ(cell.by_itself, document.cells.contains(cell.key));
      customers += cell.customers;
    }
    EXPECT_EQ(customers, whole.all.customers);
  }
}

}  // namespace
}  // namespace sluice::rfm

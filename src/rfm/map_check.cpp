#include "rfm/map_check.h"

#include <algorithm>
#include <numeric>

#include "base/number_text.h"

namespace sluice::rfm {
namespace {

std::vector<uint64_t> customers_by_cell(const Analysis& analysis) {
  std::vector<uint64_t> customers(analysis.map->cells.size(), 0);
  for (const ScoreCell& cell : analysis.cells) customers[cell.map_cell] += cell.customers;
  return customers;
}

// "1 cell", "12 cells".
std::string counted(uint64_t count, const std::string& noun) {
  return grouped_text(count) + " " + noun + (count == 1 ? "" : "s");
}

uint64_t customers_in(const std::vector<MapCellReport>& cells) {
  return std::accumulate(cells.begin(), cells.end(), uint64_t{0},
                         [](uint64_t sum, const MapCellReport& cell) { return sum + cell.customers; });
}

MapFinding finding_of(MapFindingKind kind, const std::vector<MapCellReport>& cells) {
  MapFinding finding;
  finding.kind = kind;
  for (const MapCellReport& cell : cells) finding.cells.push_back(cell.key);
  return finding;
}

/// The cells for which `holds`.
template <class Condition>
std::vector<MapCellReport> cells_where(const MapReport& report, Condition holds) {
  std::vector<MapCellReport> cells;
  std::copy_if(report.cells.begin(), report.cells.end(), std::back_inserter(cells), holds);
  return cells;
}

void find_unassigned(const SegmentMap& map, MapReport& report) {
  if (!map.has_unassigned()) return;
  const uint64_t unassigned = map.segments.size() - 1;
  const auto cells = cells_where(report, [&](const MapCellReport& cell) { return cell.segment == unassigned; });
  MapFinding finding = finding_of(MapFindingKind::unassigned_cells, cells);
  finding.is_mistake = true;
  const uint64_t customers = customers_in(cells);
  const Segment& segment = map.segments.back();
  finding.sentence = {counted(cells.size(), "cell") + (cells.size() == 1 ? " belongs" : " belong") +
                          " to no segment; " + counted(customers, "customer") + " there " +
                          (customers == 1 ? "is" : "are") + " shown as '" + segment.name.en + "'.",
                      "有 " + grouped_text(cells.size()) + " 个格子不属于任何分群，其中的 " + grouped_text(customers) +
                          " 位客户显示为“" + segment.name.zh + "”。"};
  report.findings.push_back(std::move(finding));
}

void find_rest(const SegmentMap& map, MapReport& report) {
  const auto cells = cells_where(report, [&](const MapCellReport& cell) {
    return cell.claims == 0 && !cell.by_itself && map.segments[cell.segment].id != kUnassigned;
  });
  if (cells.empty()) return;
  MapFinding finding = finding_of(MapFindingKind::rest_cells, cells);
  const TextPair& name = map.segments[cells.front().segment].name;
  const uint64_t customers = customers_in(cells);
  finding.sentence = {counted(cells.size(), "cell") + " that no rule holds for " + (cells.size() == 1 ? "goes" : "go") +
                          " to '" + name.en + "', which takes the rest: " + counted(customers, "customer") + ".",
                      "有 " + grouped_text(cells.size()) + " 个格子不符合任何规则，归入收纳其余客户的“" + name.zh +
                          "”，共 " + grouped_text(customers) + " 位客户。"};
  report.findings.push_back(std::move(finding));
}

bool holds_everywhere(const MapRule& rule, const SegmentMap& map) {
  const auto all = [&](const ScoreRange& range) {
    return map.kind == MapKind::split ? range.holds(0) && range.holds(1) : range.holds(1) && range.holds(map.bins);
  };
  const bool asks_monetary = map.kind != MapKind::recency_frequency;
  return all(rule.recency) && all(rule.frequency) && (!asks_monetary || all(rule.monetary));
}

// A last rule that takes whatever is left is no contest.
void find_contested(const SegmentMap& map, MapReport& report) {
  const bool has_rest = !map.rules.empty() && holds_everywhere(map.rules.back(), map);
  const uint64_t usual = has_rest ? 2 : 1;
  const auto cells =
      cells_where(report, [&](const MapCellReport& cell) { return !cell.by_itself && cell.claims > usual; });
  if (cells.empty()) return;
  MapFinding finding = finding_of(MapFindingKind::contested_cells, cells);
  finding.sentence = {counted(cells.size(), "cell") + (cells.size() == 1 ? " is" : " are") +
                          " claimed by several rules; the first one in the list counts.",
                      "有 " + grouped_text(cells.size()) + " 个格子同时符合多条规则，以列表中靠前的规则为准。"};
  report.findings.push_back(std::move(finding));
}

void find_idle_rules(const SegmentMap& map, MapReport& report) {
  for (size_t i = 0; i < map.rules.size(); ++i) {
    const bool counts = std::any_of(map.cells.begin(), map.cells.end(),
                                    [&](const MapCell& cell) { return cell.rule == static_cast<int>(i); });
    if (counts) continue;
    MapFinding finding;
    finding.kind = MapFindingKind::idle_rule;
    finding.is_mistake = true;
    const std::string number = std::to_string(i + 1);
    finding.sentence = {"Rule " + number + " never counts: its ranges hold no cell, or others come before it there.",
                        "规则 " + number + " 不起作用：其区间内没有格子，或已被靠前的规则或单独指定的格子占用。"};
    report.findings.push_back(std::move(finding));
  }
}

void find_empty_segments(const SegmentMap& map, MapReport& report) {
  std::vector<uint64_t> cells(map.segments.size(), 0), customers(map.segments.size(), 0);
  for (const MapCellReport& cell : report.cells) {
    ++cells[cell.segment];
    customers[cell.segment] += cell.customers;
  }
  for (size_t i = 0; i < map.segments.size(); ++i) {
    if (customers[i] > 0 || map.segments[i].id == kUnassigned) continue;
    const TextPair& name = map.segments[i].name;
    MapFinding finding;
    finding.is_mistake = cells[i] == 0;
    if (finding.is_mistake) {
      finding.kind = MapFindingKind::segment_without_cell;
      finding.sentence = {"'" + name.en + "' has no cell, so nobody can be in it.",
                          "“" + name.zh + "”没有格子，不会有客户。"};
    } else {
      finding = finding_of(MapFindingKind::segment_without_customer,
                           cells_where(report, [&](const MapCellReport& cell) { return cell.segment == i; }));
      finding.sentence = {"'" + name.en + "' has " + counted(cells[i], "cell") + " but no customer in this data.",
                          "“" + name.zh + "”有 " + grouped_text(cells[i]) + " 个格子，但当前数据中没有客户。"};
    }
    report.findings.push_back(std::move(finding));
  }
}

}  // namespace

MapReport check_map(const Analysis& analysis) {
  const SegmentMap& map = *analysis.map;
  MapReport report;
  report.kind = map.kind;
  report.bins = map.bins;
  report.rule = map.rule;
  report.rules = map.rules;
  const std::vector<uint64_t> customers = customers_by_cell(analysis);
  const std::vector<CellScores> scores = cells_of(map.kind, map.bins);
  for (size_t i = 0; i < map.cells.size(); ++i) {
    const MapCell& cell = map.cells[i];
    report.cells.push_back({cell_key(map.kind, scores[i].r, scores[i].f, scores[i].m), cell.segment, cell.claims,
                            cell.by_itself, customers[i]});
  }
  find_unassigned(map, report);
  find_rest(map, report);
  find_idle_rules(map, report);
  find_contested(map, report);
  find_empty_segments(map, report);
  std::stable_sort(report.findings.begin(), report.findings.end(),
                   [](const MapFinding& a, const MapFinding& b) { return a.is_mistake && !b.is_mistake; });
  return report;
}

}  // namespace sluice::rfm

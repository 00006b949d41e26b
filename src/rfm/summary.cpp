#include "rfm/summary.h"

#include <algorithm>
#include <cmath>

#include "base/exact_sum.h"
#include "base/statistics.h"
#include "base/text.h"
#include "rfm/tally.h"

namespace sluice::rfm {
namespace {

Tally tally_all(const Profile& profile) {
  Tally tally;
  for (size_t row = 0; row < profile.size(); ++row) tally.add(profile, row);
  return tally;
}

double share_of(uint64_t part, uint64_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

Totals to_totals(const Tally& tally, const Profile& profile) {
  Totals totals;
  totals.customers = tally.customers;
  totals.orders = static_cast<uint64_t>(std::floor(std::min(tally.purchases.value(), 1e18) + 0.5));
  totals.revenue = tally.revenue_in(profile);
  totals.average_order = ratio(totals.revenue, tally.purchases.value());
  totals.revenue_per_customer = tally.per_customer(totals.revenue);
  totals.mean_recency = tally.per_customer(tally.recency);
  totals.mean_frequency = tally.per_customer(tally.frequency);
  totals.mean_monetary = tally.per_customer(tally.monetary);
  totals.repeat_share = tally.per_customer(static_cast<double>(tally.repeaters));
  return totals;
}

// Only the bar in which the median lies is looked into, or the two where it lies between them.
std::optional<double> median_of_rows(const Analysis& analysis, size_t dimension, const std::vector<uint32_t>& rows,
                                     const BarCounts& counts) {
  if (rows.empty()) return std::nullopt;
  const uint64_t low = (rows.size() - 1) / 2, high = rows.size() / 2;  // ranks, from 0
  size_t first = 0;
  uint64_t below = 0;
  while (below + counts[first] <= low) below += counts[first++];
  size_t last = first;
  uint64_t up_to = below + counts[first];
  while (up_to <= high) up_to += counts[++last];
  const auto values = analysis.profile.values(dimension);
  const std::vector<uint8_t>& bar = analysis.bar[dimension];
  std::vector<double> near(up_to - below + 1);
  size_t count = 0;
  for (const uint32_t row : rows) {
    near[count] = values[row];
    count += bar[row] >= first && bar[row] <= last ? 1 : 0;
  }
  near.pop_back();
  return select_rank(near, static_cast<double>(rows.size() - 1) / 2 - static_cast<double>(below));
}

// The exact amounts that the monetary values are; null for means per order, which have no last decimal.
const MoneyColumn* amounts_of(const Profile& profile) {
  switch (profile.monetary_measure) {
    case MonetaryMeasure::sum:
      return &profile.revenue;
    case MonetaryMeasure::margin:
      return &profile.margin;
    case MonetaryMeasure::mean:
      break;
  }
  return nullptr;
}

// Customers are scored by it (rfm/split.h): no rounding may put one who is at the mean on its better side.
double mean_of(const Measured& measured, Dimension dimension, double rounded_mean) {
  const MoneyColumn* amounts = dimension == kMonetary ? amounts_of(measured.profile) : nullptr;
  const std::vector<double>& sorted = measured.sorted[dimension];
  if (amounts == nullptr) return std::clamp(rounded_mean, sorted.front(), sorted.back());
  ExactSum sum;
  for (const int64_t units : amounts->units) sum.add(units);
  return sum.per(amounts->units.size(), amounts->decimals);
}

}  // namespace

Totals total_of_all(const Measured& measured) {
  Totals totals = to_totals(tally_all(measured.profile), measured.profile);
  totals.mean_recency = mean_of(measured, kRecency, *totals.mean_recency);
  totals.mean_frequency = mean_of(measured, kFrequency, *totals.mean_frequency);
  totals.mean_monetary = mean_of(measured, kMonetary, *totals.mean_monetary);
  totals.median_recency = quantile_type7(measured.sorted[kRecency], 0.5);
  totals.median_frequency = quantile_type7(measured.sorted[kFrequency], 0.5);
  totals.median_monetary = quantile_type7(measured.sorted[kMonetary], 0.5);
  return totals;
}

std::vector<Tally> tally_cells(const Analysis& analysis, const std::vector<uint32_t>& rows) {
  std::vector<Tally> tallies(analysis.cells.size());
  for (const uint32_t row : rows) tallies[analysis.cell[row]].add(analysis.profile, row);
  return tallies;
}

Tally sum_of_tallies(const std::vector<Tally>& tallies) {
  Tally sum;
  for (const Tally& tally : tallies) sum.add(tally);
  return sum;
}

BarCounts count_by_bar(const Analysis& analysis, size_t dimension, const std::vector<uint32_t>& rows) {
  const std::vector<uint8_t>& bar = analysis.bar[dimension];
  BarCounts counts(analysis.histogram[dimension].size());
  for (const uint32_t row : rows) ++counts[bar[row]];
  return counts;
}

std::array<BarCounts, 3> count_by_bar(const Analysis& analysis, const std::vector<uint32_t>& rows) {
  std::array<BarCounts, 3> counts;
  for (size_t d = 0; d < counts.size(); ++d) counts[d] = count_by_bar(analysis, d, rows);
  return counts;
}

Totals total_of_rows(const Analysis& analysis, const std::vector<uint32_t>& rows) {
  return total_of_rows(analysis, rows, sum_of_tallies(tally_cells(analysis, rows)), count_by_bar(analysis, rows));
}

Totals total_of_rows(const Analysis& analysis, const std::vector<uint32_t>& rows, const Tally& tally,
                     const std::array<BarCounts, 3>& bars) {
  if (rows.size() == analysis.profile.size()) return analysis.totals;
  Totals totals = to_totals(tally, analysis.profile);
  totals.median_recency = median_of_rows(analysis, kRecency, rows, bars[kRecency]);
  totals.median_frequency = median_of_rows(analysis, kFrequency, rows, bars[kFrequency]);
  totals.median_monetary = median_of_rows(analysis, kMonetary, rows, bars[kMonetary]);
  return totals;
}

std::vector<SegmentReport> summarise_segments(const Analysis& analysis, const FilterSpec& filter,
                                              const std::vector<Tally>& tallies) {
  const Profile& profile = analysis.profile;
  const std::vector<Segment>& segments = analysis.map->segments;
  std::vector<Tally> of_segment(segments.size());
  for (size_t cell = 0; cell < tallies.size(); ++cell) of_segment[analysis.cells[cell].segment].add(tallies[cell]);
  const Tally total = sum_of_tallies(of_segment);
  std::vector<SegmentReport> reports;
  for (size_t i = 0; i < segments.size(); ++i) {
    const Tally& tally = of_segment[i];
    SegmentReport report;
    report.id = segments[i].id;
    report.name = segments[i].name;
    report.advice = segments[i].advice;
    report.color = segments[i].color;
    report.rest = segments[i].rest;
    report.customers = tally.customers;
    report.customer_share = share_of(tally.customers, total.customers);
    report.revenue = tally.revenue_in(profile);
    report.revenue_share = tally.revenue_share(total.revenue);
    report.average_order = ratio(report.revenue, tally.purchases.value());
    report.mean_recency = tally.per_customer(tally.recency);
    report.mean_frequency = tally.per_customer(tally.frequency);
    report.mean_monetary = tally.per_customer(tally.monetary);
    report.selected = is_among(report.id, filter.segments);
    reports.push_back(std::move(report));
  }
  return reports;
}

std::vector<GridCell> summarise_grid(const Analysis& analysis, int bins, const std::vector<Tally>& tallies) {
  const Profile& profile = analysis.profile;
  const auto k = static_cast<size_t>(bins);
  std::vector<Tally> together(k * k);
  for (size_t cell = 0; cell < tallies.size(); ++cell) {
    const auto& scores = analysis.cells[cell].scores;
    together[(scores[kRecency] - size_t{1}) * k + scores[kFrequency] - 1].add(tallies[cell]);
  }
  std::vector<GridCell> cells;
  for (int r = 1; r <= bins; ++r) {
    for (int f = 1; f <= bins; ++f) {
      const Tally& tally = together[cells.size()];
      GridCell cell{r, f, {}, tally.customers, tally.revenue_in(profile), tally.per_customer(tally.monetary)};
      if (analysis.map->kind == MapKind::recency_frequency) {
        cell.segment = analysis.map->segments[analysis.map->segment_at(r, f, 1)].id;
      }
      cells.push_back(std::move(cell));
    }
  }
  return cells;
}

std::vector<CubeCell> summarise_cube(const Analysis& analysis, int bins, const std::vector<Tally>& tallies) {
  const auto triples = static_cast<size_t>(bins) * static_cast<size_t>(bins) * static_cast<size_t>(bins);
  const size_t sides = tallies.size() / triples;
  std::vector<CubeCell> cells;
  for (size_t first = 0; first < tallies.size(); first += sides) {
    std::vector<uint64_t> of_segment(analysis.map->segments.size());
    Tally together;
    for (size_t cell = first; cell < first + sides; ++cell) {
      of_segment[analysis.cells[cell].segment] += tallies[cell].customers;
      together.add(tallies[cell]);
    }
    if (together.customers == 0) continue;
    const auto most = std::max_element(of_segment.begin(), of_segment.end());
    const auto& [r, f, m] = analysis.cells[first].scores;
    cells.push_back({r, f, m, analysis.map->segments[static_cast<size_t>(most - of_segment.begin())].id, *most,
                     together.customers, together.revenue_in(analysis.profile)});
  }
  return cells;
}

}  // namespace sluice::rfm

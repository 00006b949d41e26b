#include "rfm/summary.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/statistics.h"
#include "rfm/tally.h"

namespace sluice::rfm {
namespace {

Tally tally_all(const Profile& profile) {
  Tally tally;
  for (size_t row = 0; row < profile.size(); ++row) tally.add(profile, row);
  return tally;
}

Tally tally_selected(const Profile& profile, const std::vector<uint8_t>& selected) {
  Tally tally;
  for (size_t row = 0; row < profile.size(); ++row) {
    if (selected[row] != 0) tally.add(profile, row);
  }
  return tally;
}

// One tally a group; `group_of` gives the group of a row.
template <class GroupOf>
std::vector<Tally> tally_groups(const Profile& profile, const std::vector<uint8_t>& selected, size_t groups,
                                GroupOf group_of) {
  std::vector<Tally> tallies(groups);
  for (size_t row = 0; row < profile.size(); ++row) {
    if (selected[row] != 0) tallies[group_of(row)].add(profile, row);
  }
  return tallies;
}

double share_of(uint64_t part, uint64_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

Totals to_totals(const Tally& tally, const Profile& profile) {
  Totals totals;
  totals.customers = tally.customers;
  totals.orders = static_cast<uint64_t>(std::floor(std::min(tally.purchases, 1e18) + 0.5));
  totals.revenue = tally.revenue_in(profile);
  totals.average_order = ratio(totals.revenue, tally.purchases);
  totals.revenue_per_customer = tally.per_customer(totals.revenue);
  totals.mean_recency = tally.per_customer(tally.recency);
  totals.mean_frequency = tally.per_customer(tally.frequency);
  totals.mean_monetary = tally.per_customer(tally.monetary);
  totals.repeat_share = tally.per_customer(static_cast<double>(tally.repeaters));
  return totals;
}

std::optional<double> median_of_selection(std::span<const double> values, const std::vector<uint8_t>& selected) {
  std::vector<double> chosen;
  for (size_t row = 0; row < values.size(); ++row) {
    if (selected[row] != 0) chosen.push_back(values[row]);
  }
  if (chosen.empty()) return std::nullopt;
  return select_quantile_type7(chosen, 0.5);
}

bool contains(const std::vector<std::string>& list, std::string_view id) {
  return std::find(list.begin(), list.end(), id) != list.end();
}

}  // namespace

Totals total_of_all(const Measured& measured) {
  Totals totals = to_totals(tally_all(measured.profile), measured.profile);
  totals.median_recency = quantile_type7(measured.sorted[kRecency], 0.5);
  totals.median_frequency = quantile_type7(measured.sorted[kFrequency], 0.5);
  totals.median_monetary = quantile_type7(measured.sorted[kMonetary], 0.5);
  return totals;
}

Totals total_of_selection(const Analysis& analysis, const std::vector<uint8_t>& selected) {
  const Profile& profile = analysis.profile;
  if (std::find(selected.begin(), selected.end(), uint8_t{0}) == selected.end()) return analysis.totals;
  Totals totals = to_totals(tally_selected(profile, selected), profile);
  totals.median_recency = median_of_selection(profile.recency, selected);
  totals.median_frequency = median_of_selection(profile.frequency, selected);
  totals.median_monetary = median_of_selection(profile.monetary, selected);
  return totals;
}

std::vector<SegmentReport> summarise_segments(const Analysis& analysis, const FilterSpec& filter,
                                              const std::vector<uint8_t>& selected) {
  const Profile& profile = analysis.profile;
  const std::vector<Segment>& segments = analysis.map->segments;
  const auto tallies =
      tally_groups(profile, selected, segments.size(), [&](size_t row) { return analysis.segment[row]; });
  const Tally total = tally_selected(profile, selected);
  std::vector<SegmentReport> reports;
  for (size_t i = 0; i < segments.size(); ++i) {
    const Tally& tally = tallies[i];
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
    report.average_order = ratio(report.revenue, tally.purchases);
    report.mean_recency = tally.per_customer(tally.recency);
    report.mean_frequency = tally.per_customer(tally.frequency);
    report.mean_monetary = tally.per_customer(tally.monetary);
    report.selected = contains(filter.segments, report.id);
    reports.push_back(std::move(report));
  }
  return reports;
}

std::vector<GridCell> summarise_grid(const Analysis& analysis, int bins, const std::vector<uint8_t>& selected) {
  const Profile& profile = analysis.profile;
  const auto k = static_cast<size_t>(bins);
  const auto cell_of = [&](size_t row) {
    return (analysis.scores[kRecency][row] - size_t{1}) * k + (analysis.scores[kFrequency][row] - size_t{1});
  };
  const auto tallies = tally_groups(profile, selected, k * k, cell_of);
  std::vector<GridCell> cells;
  for (int r = 1; r <= bins; ++r) {
    for (int f = 1; f <= bins; ++f) {
      const Tally& tally = tallies[cells.size()];
      GridCell cell{r, f, {}, tally.customers, tally.revenue_in(profile), tally.per_customer(tally.monetary)};
      if (analysis.map->kind == MapKind::recency_frequency) {
        cell.segment = analysis.map->segments[analysis.map->segment_at(r, f, 1)].id;
      }
      cells.push_back(std::move(cell));
    }
  }
  return cells;
}

std::vector<CubeCell> summarise_cube(const Analysis& analysis, int bins, const std::vector<uint8_t>& selected) {
  const Profile& profile = analysis.profile;
  const auto k = static_cast<size_t>(bins);
  const size_t segments = analysis.map->segments.size();
  const auto& [recency, frequency, monetary] = analysis.scores;
  std::vector<uint64_t> customers(k * k * k * segments);
  std::vector<ExactSum> revenue(k * k * k);
  for (size_t row = 0; row < profile.size(); ++row) {
    if (selected[row] == 0) continue;
    const size_t cell =
        ((recency[row] - size_t{1}) * k + (frequency[row] - size_t{1})) * k + (monetary[row] - size_t{1});
    ++customers[cell * segments + analysis.segment[row]];
    revenue[cell].add(profile.revenue.units[row]);
  }
  std::vector<CubeCell> cells;
  for (size_t cell = 0; cell < revenue.size(); ++cell) {
    const auto begin = customers.begin() + static_cast<std::ptrdiff_t>(cell * segments);
    const auto end = begin + static_cast<std::ptrdiff_t>(segments);
    const auto most = std::max_element(begin, end);
    if (*most == 0) continue;
    cells.push_back({static_cast<int>(cell / (k * k)) + 1, static_cast<int>(cell / k % k) + 1,
                     static_cast<int>(cell % k) + 1, analysis.map->segments[static_cast<size_t>(most - begin)].id,
                     *most, std::accumulate(begin, end, uint64_t{0}), revenue[cell].value(profile.revenue.decimals)});
  }
  return cells;
}

}  // namespace sluice::rfm

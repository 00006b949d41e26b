#include "rfm/analysis.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "base/errors.h"
#include "base/ordering.h"
#include "rfm/attribute_report.h"
#include "rfm/concentration.h"
#include "rfm/dimension_report.h"
#include "rfm/grouping_report.h"
#include "rfm/groupings.h"
#include "rfm/histogram.h"
#include "rfm/map_check.h"
#include "rfm/notes.h"
#include "rfm/prospects.h"
#include "rfm/scoring_methods.h"
#include "rfm/selection.h"
#include "rfm/split.h"
#include "rfm/summary.h"
#include "rfm/tiers.h"

namespace sluice::rfm {
namespace {

constexpr std::array<std::string_view, 3> kPointers{"/rfm/recency", "/rfm/frequency", "/rfm/monetary"};

Status check_spec(const RfmSpec& spec) {
  if (spec.bins < 3 || spec.bins > 10) {
    const std::string found = std::to_string(spec.bins);
    return bad_spec("/rfm/bins",
                    {"Expected 3 to 10 scores, found " + found + ".", "分值个数应为 3 到 10，实际为 " + found + "。"});
  }
  for (size_t d = 0; d < kPointers.size(); ++d) {
    if (auto status = check_dimension(dimension_spec(spec, d), spec.bins, std::string(kPointers[d])); !status) {
      return status;
    }
  }
  const TierSpec& tier = spec.tiers;
  if (!(tier.vip >= 0 && tier.key >= 0 && tier.vip + tier.key <= 1 + 1e-9)) {
    return bad_spec("/rfm/tiers", {"The shares of VIP and key customers must be at least 0 and together at most 1.",
                                   "VIP 与主要客户的占比不得小于 0，合计不得超过 1。"});
  }
  return Done{};
}

// Weights have few decimals; the sum is cleaned of what binary fractions add to it, so that 4.35 is 4.35 and equal
// scores are equal numbers.
double weighted_score(const Weights& weights, const std::array<int, 3>& scores) {
  const double sum = weights.recency * scores[0] + weights.frequency * scores[1] + weights.monetary * scores[2];
  return std::floor(sum * 1e9 + 0.5) / 1e9;
}

constexpr int kSides = 8;  // of the three values of a split

std::vector<ScoreCell> list_cells(const SegmentMap& map, const Weights& weights, int bins) {
  const bool split = map.kind == MapKind::split;
  std::vector<ScoreCell> cells;
  for (int r = 1; r <= bins; ++r) {
    for (int f = 1; f <= bins; ++f) {
      for (int m = 1; m <= bins; ++m) {
        for (int sides = 0; sides < (split ? kSides : 1); ++sides) {
          ScoreCell cell;
          cell.scores = {static_cast<uint8_t>(r), static_cast<uint8_t>(f), static_cast<uint8_t>(m)};
          cell.map_cell = static_cast<uint16_t>(split ? map.cell_index(sides >> 2, sides >> 1 & 1, sides & 1)
                                                      : map.cell_index(r, f, m));
          cell.segment = map.cells[cell.map_cell].segment;
          cell.weighted = weighted_score(weights, {r, f, m});
          cells.push_back(cell);
        }
      }
    }
  }
  return cells;
}

// On which sides of the splits each customer is, a bit each, that of R the highest.
std::vector<uint8_t> sides_of(const Profile& profile, const std::array<double, 3>& split) {
  std::vector<uint8_t> sides(profile.size(), 0);
  for (size_t d = 0; d < split.size(); ++d) {
    const auto values = profile.values(d);
    for (size_t row = 0; row < sides.size(); ++row) {
      sides[row] = static_cast<uint8_t>(2 * sides[row] + (better_than_split(d, values[row], split[d]) ? 1 : 0));
    }
  }
  return sides;
}

void assign_cells(const Measured& measured, int bins, Graded& graded) {
  const size_t customers = measured.profile.size();
  const auto k = static_cast<size_t>(bins);
  const auto& [recency, frequency, monetary] = graded.scores;
  graded.cell.resize(customers);
  for (size_t row = 0; row < customers; ++row) {
    graded.cell[row] =
        static_cast<uint16_t>(((recency[row] - size_t{1}) * k + frequency[row] - 1) * k + monetary[row] - 1);
  }
  if (graded.map->kind == MapKind::split) {
    const std::vector<uint8_t> sides = sides_of(measured.profile, graded.split);
    for (size_t row = 0; row < customers; ++row) {
      graded.cell[row] = static_cast<uint16_t>(graded.cell[row] * kSides + sides[row]);
    }
  }
  graded.segment.resize(customers);
  graded.weighted.resize(customers);
  for (size_t row = 0; row < customers; ++row) {
    ScoreCell& cell = graded.cells[graded.cell[row]];
    ++cell.customers;
    graded.segment[row] = cell.segment;
    graded.weighted[row] = cell.weighted;
  }
}

std::vector<uint8_t> bars_of(std::span<const double> values, const std::vector<HistogramBar>& bars) {
  static_assert(kMaxBars <= UINT8_MAX);
  std::vector<uint8_t> result(values.size());
  for (size_t row = 0; row < values.size(); ++row) {
    const auto after = std::upper_bound(bars.begin(), bars.end(), values[row],
                                        [](double value, const HistogramBar& bar) { return value < bar.from; });
    result[row] = static_cast<uint8_t>(after - bars.begin() - (after == bars.begin() ? 0 : 1));
  }
  return result;
}

Result<Measured> measure(const Dataset& dataset, const RfmSpec& spec, const Lines* lines) {
  auto profile = make_profile(dataset, spec, lines);
  if (!profile) return profile.error();
  Measured measured;
  measured.profile = std::move(profile).value();
  for (size_t d = 0; d < kDimensionNames.size(); ++d) {
    const auto values = measured.profile.values(d);
    measured.sorted[d].assign(values.begin(), values.end());
    sort_ascending(measured.sorted[d]);
    measured.histogram[d] = make_histogram(measured.sorted[d]);
    measured.bar[d] = bars_of(values, measured.histogram[d]);
  }
  measured.by_revenue = rank_by_revenue(measured.profile.revenue.units);
  measured.descending_revenue.reserve(measured.by_revenue.size());
  for (const uint32_t row : measured.by_revenue) {
    measured.descending_revenue.push_back(measured.profile.revenue.units[row]);
  }
  measured.totals = total_of_all(measured);
  measured.usual_gap = find_usual_gap(measured.profile);
  measured.long_tenure = find_long_tenure(measured.profile);
  measured.descending_margin = measured.profile.margin.units;
  std::sort(measured.descending_margin.begin(), measured.descending_margin.end(), std::greater<>());
  measured.prospects = count_prospects(dataset, measured.profile);
  measured.people = dataset.customers.size();
  return measured;
}

// A chart in which groups are chosen follows every other list of the filter but not its own: what is not chosen keeps
// its figures, so that the choice can be seen and changed.
std::vector<uint32_t> rows_without(const Dataset& dataset, const Analysis& analysis, FilterSpec filter,
                                   std::vector<std::string> FilterSpec::*list) {
  (filter.*list).clear();
  return rows_of(select(dataset, analysis, filter).value());  // part of a filter that was found valid
}

/// Each bar's part of the customers that everything but its dimension's own range leaves. `selected_in`: by bar, how
/// many of the selected it holds.
void fill_selected(const Dataset& dataset, const Analysis& analysis, const FilterSpec& filter,
                   const BarCounts& selected_in, size_t dimension, std::vector<HistogramBar>& bars) {
  FilterSpec others = filter;
  std::erase_if(others.ranges, [&](const ValueRange& range) { return range.dimension == kDimensionNames[dimension]; });
  const bool narrowed = others.ranges.size() < filter.ranges.size();
  const BarCounts left =
      narrowed ? count_by_bar(analysis, dimension, rows_of(select(dataset, analysis, others).value())) : selected_in;
  for (size_t bar = 0; bar < bars.size(); ++bar) bars[bar].selected = left[bar];
}

// One breakdown an attribute, each of the customers that everything but its own condition leaves.
std::vector<AttributeReport> report_attributes(const Dataset& dataset, const Analysis& analysis,
                                               const FilterSpec& filter, const std::vector<uint8_t>& selected) {
  std::vector<AttributeReport> reports;
  for (const CustomerAttribute& attribute : dataset.attributes) {
    FilterSpec others = filter;
    std::vector<std::string> chosen;
    std::erase_if(others.attributes, [&](const AttributeCondition& condition) {
      if (condition.attribute != attribute.name) return false;
      chosen.insert(chosen.end(), condition.values.begin(), condition.values.end());
      return true;
    });
    const bool narrowed = others.attributes.size() < filter.attributes.size();
    reports.push_back(
        report_attribute(analysis, attribute, chosen, narrowed ? select(dataset, analysis, others).value() : selected));
  }
  return reports;
}

// Most first.
std::vector<int64_t> revenue_of_selection(const Analysis& analysis, const std::vector<uint8_t>& selected) {
  std::vector<int64_t> revenue(analysis.descending_revenue.size());
  size_t count = 0;
  for (size_t i = 0; i < revenue.size(); ++i) {
    revenue[count] = analysis.descending_revenue[i];
    count += selected[analysis.by_revenue[i]];
  }
  revenue.resize(count);
  return revenue;
}

TextPair joined(const TextPair& a, const TextPair& b) { return {a.en + " " + b.en, a.zh + b.zh}; }

}  // namespace

namespace {

GroupSources group_sources(const Measured& measured) {
  return {measured.profile, measured.by_revenue, measured.descending_revenue, measured.descending_margin,
          measured.lifetime};
}

}  // namespace

Result<Graded> grade(const Measured& measured, const RfmSpec& spec) {
  if (const Status status = check_spec(spec); !status) return status.error();
  auto map = resolve_map(spec);
  if (!map) return std::move(map).error();
  Graded graded;
  graded.map = std::move(*map);
  for (size_t d = 0; d < kDimensionNames.size(); ++d) {
    const DimensionSpec& dimension = dimension_spec(spec, d);
    const ScoringInput input{.values = measured.profile.values(d),
                             .sorted = measured.sorted[d],
                             .lower_is_better = d == kRecency,
                             .bins = spec.bins,
                             .own_cuts = dimension.cuts,
                             .averages = averages_of(measured.totals, d)};
    Scoring scoring = find_scoring_method(dimension.method)->score(input);
    graded.scores[d] = std::move(scoring.scores);
    graded.cuts[d] = std::move(scoring.cuts);
  }
  graded.split = split_values(spec.eight, measured.totals);
  graded.weights = resolve_weights(spec, {measured.sorted[0], measured.sorted[1], measured.sorted[2]});
  graded.cells = list_cells(*graded.map, graded.weights.weights, spec.bins);
  assign_cells(measured, spec.bins, graded);
  graded.group_days = resolve_group_days(measured.usual_gap, measured.long_tenure, measured.sorted[kRecency], spec);
  graded.groups = assign_groups(group_sources(measured), spec, graded.group_days);
  return graded;
}

Result<Analysis> analyze_scores(const Dataset& dataset, const RfmSpec& spec, const Lines* lines) {
  // What is wrong with the spec is said before anything is measured.
  if (const Status status = check_spec(spec); !status) return status.error();
  if (const auto map = resolve_map(spec); !map) return map.error();
  auto measured = measure(dataset, spec, lines);
  if (!measured) return measured.error();
  measured->lifetime.pending = lines != nullptr;
  auto graded = grade(*measured, spec);
  if (!graded) return graded.error();
  Analysis analysis;
  static_cast<Measured&>(analysis) = std::move(*measured);
  static_cast<Graded&>(analysis) = std::move(*graded);
  return analysis;
}

Result<Analysis> analyze(const Dataset& dataset, const RfmSpec& spec, const Lines* lines) {
  Result<Analysis> analysis = analyze_scores(dataset, spec, lines);
  if (analysis) take_estimates(spec, estimate_lifetime(dataset, spec, lines, analysis->profile), *analysis);
  return analysis;
}

void take_estimates(const RfmSpec& spec, Lifetime lifetime, Analysis& analysis) {
  analysis.lifetime = std::move(lifetime);
  analysis.groups[kKinds] = assign_kinds(group_sources(analysis), spec.kinds, analysis.group_days);
}

RfmReport make_report(const Dataset& dataset, const Analysis& analysis, const RfmSpec& spec, const FilterSpec& filter,
                      const std::vector<uint8_t>& selected) {
  const Profile& profile = analysis.profile;
  RfmReport report;
  report.source = profile.from_orders ? "orders" : "customer_table";
  if (profile.from_orders) {
    report.snapshot = format_day(profile.snapshot);
    report.first_day = format_day(profile.data_first_day);
    report.last_day = format_day(profile.data_last_day);
  }
  report.currency = dataset.currency;
  report.monetary_measure = profile.monetary_measure;
  report.frequency_measure = profile.frequency_measure;
  report.ledger = profile.ledger;
  report.all = analysis.totals;
  const std::vector<uint32_t> rows = rows_of(selected);
  const std::vector<Tally> tallies = tally_cells(analysis, rows);
  const std::array<BarCounts, 3> bars = count_by_bar(analysis, rows);
  report.selection = total_of_rows(analysis, rows, sum_of_tallies(tallies), bars);
  for (size_t d = 0; d < report.dimensions.size(); ++d) {
    report.dimensions[d] = report_dimension(analysis, spec, d);
    fill_selected(dataset, analysis, filter, bars[d], d, report.dimensions[d].histogram);
  }
  report.weights = analysis.weights.weights;
  report.consistency_ratio = analysis.weights.consistency_ratio;
  report.map = analysis.map->id;
  report.map_name = analysis.map->name;
  report.map_rule = analysis.map->rule;
  if (analysis.map->kind == MapKind::split) {
    report.map_rule = joined(report.map_rule, split_sentence(spec.eight.split, analysis.split));
  }
  report.map_report = check_map(analysis);
  const auto tallies_without = [&](std::vector<std::string> FilterSpec::*list) {
    return (filter.*list).empty() ? tallies : tally_cells(analysis, rows_without(dataset, analysis, filter, list));
  };
  report.segments = summarise_segments(analysis, filter, tallies_without(&FilterSpec::segments));
  const std::vector<Tally> for_cells = tallies_without(&FilterSpec::cells);
  report.grid = summarise_grid(analysis, spec.bins, for_cells);
  report.cube = summarise_cube(analysis, spec.bins, for_cells);
  report.estimates_pending = analysis.lifetime.pending;
  report.lifetime = report_lifetime(analysis.lifetime);
  report.prospects = analysis.prospects;
  const GroupTallies group_tallies = tally_groups(analysis, rows);
  for (const Grouping grouping : kGroupings) {
    const auto list = kGroupLists[grouping];
    report.groupings.push_back(report_grouping(
        analysis, spec, filter, grouping,
        (filter.*list).empty() ? group_tallies
                               : tally_groups(analysis, rows_without(dataset, analysis, filter, list))));
  }
  report.attributes = report_attributes(dataset, analysis, filter, selected);
  report.concentration = measure_concentration(revenue_of_selection(analysis, selected));
  report.concentration.bottom_fifth_margin = bottom_fifth_margin(profile, selected);
  report.notes = write_notes(analysis, spec, report);
  return report;
}

}  // namespace sluice::rfm

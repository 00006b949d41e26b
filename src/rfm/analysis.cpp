#include "rfm/analysis.h"

#include <algorithm>
#include <cmath>

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

// Customers have few combinations of scores.
std::vector<double> weigh(const std::array<std::vector<uint8_t>, 3>& scores, const Weights& weights, int bins) {
  const size_t width = static_cast<size_t>(bins) + 1;
  std::vector<double> of_scores(width * width * width);
  for (int r = 1; r <= bins; ++r) {
    for (int f = 1; f <= bins; ++f) {
      for (int m = 1; m <= bins; ++m) {
        const size_t at = (static_cast<size_t>(r) * width + static_cast<size_t>(f)) * width + static_cast<size_t>(m);
        of_scores[at] = weighted_score(weights, {r, f, m});
      }
    }
  }
  std::vector<double> weighted(scores[0].size());
  for (size_t row = 0; row < weighted.size(); ++row) {
    weighted[row] =
        of_scores[(scores[kRecency][row] * width + scores[kFrequency][row]) * width + scores[kMonetary][row]];
  }
  return weighted;
}

size_t cell_of(const Measured& measured, const Graded& graded, size_t row) {
  std::array<int, 3> at{};
  for (size_t d = 0; d < at.size(); ++d) {
    at[d] = graded.map->kind == MapKind::split ? better_than_split(d, measured.profile.values(d)[row], graded.split[d])
                                               : graded.scores[d][row];
  }
  return graded.map->cell_index(at[0], at[1], at[2]);
}

void assign_segments(const Measured& measured, Graded& graded) {
  graded.segment.resize(measured.profile.size());
  for (size_t row = 0; row < graded.segment.size(); ++row) {
    graded.segment[row] = graded.map->cells[cell_of(measured, graded, row)].segment;
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
  measured.totals = total_of_all(measured);
  return measured;
}

// A chart in which groups are chosen follows every other list of the filter but not its own: what is not chosen keeps
// its figures, so that the choice can be seen and changed.
template <class T>
std::vector<uint8_t> select_without(const Dataset& dataset, const Analysis& analysis, FilterSpec filter,
                                    std::vector<T> FilterSpec::*list) {
  (filter.*list).clear();
  return select(dataset, analysis, filter).value();  // part of a filter that was found valid
}

/// Each bar's part of the customers that everything but its dimension's own range leaves.
void count_selected(const Dataset& dataset, const Analysis& analysis, const FilterSpec& filter,
                    const std::vector<uint8_t>& selected, size_t dimension, std::vector<HistogramBar>& bars) {
  FilterSpec others = filter;
  std::erase_if(others.ranges, [&](const ValueRange& range) { return range.dimension == kDimensionNames[dimension]; });
  const bool narrowed = others.ranges.size() < filter.ranges.size();
  const std::vector<uint8_t> left = narrowed ? select(dataset, analysis, others).value() : selected;
  const std::vector<uint8_t>& bar = analysis.bar[dimension];
  for (size_t row = 0; row < left.size(); ++row) bars[bar[row]].selected += left[row];
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

TextPair joined(const TextPair& a, const TextPair& b) { return {a.en + " " + b.en, a.zh + b.zh}; }

}  // namespace

size_t cell_of_customer(const Analysis& analysis, size_t row) { return cell_of(analysis, analysis, row); }

Result<Graded> grade(const Measured& measured, const RfmSpec& spec) {
  if (const Status status = check_spec(spec); !status) return status.error();
  auto map = resolve_map(spec);
  if (!map) return std::move(map).error();
  Graded graded;
  graded.map = std::move(*map);
  for (size_t d = 0; d < kDimensionNames.size(); ++d) {
    const DimensionSpec& dimension = dimension_spec(spec, d);
    const ScoringInput input{measured.profile.values(d), measured.sorted[d], d == kRecency, spec.bins, dimension.cuts};
    Scoring scoring = find_scoring_method(dimension.method)->score(input);
    graded.scores[d] = std::move(scoring.scores);
    graded.cuts[d] = std::move(scoring.cuts);
  }
  graded.split = split_values(spec.eight, measured.profile, measured.sorted);
  graded.weights = resolve_weights(spec, {measured.sorted[0], measured.sorted[1], measured.sorted[2]});
  graded.weighted = weigh(graded.scores, graded.weights.weights, spec.bins);
  assign_segments(measured, graded);
  graded.group_days = resolve_group_days(measured.profile, measured.sorted[kRecency], spec);
  graded.groups = assign_groups(measured.profile, measured.by_revenue, spec, graded.group_days);
  return graded;
}

Result<Analysis> analyze(const Dataset& dataset, const RfmSpec& spec, const Lines* lines) {
  // What is wrong with the spec is said before anything is measured.
  if (const Status status = check_spec(spec); !status) return status.error();
  if (const auto map = resolve_map(spec); !map) return map.error();
  auto measured = measure(dataset, spec, lines);
  if (!measured) return measured.error();
  auto graded = grade(*measured, spec);
  if (!graded) return graded.error();
  Analysis analysis;
  static_cast<Measured&>(analysis) = std::move(*measured);
  static_cast<Graded&>(analysis) = std::move(*graded);
  return analysis;
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
  report.selection = total_of_selection(analysis, selected);
  for (size_t d = 0; d < report.dimensions.size(); ++d) {
    report.dimensions[d] = report_dimension(analysis, spec, d);
    count_selected(dataset, analysis, filter, selected, d, report.dimensions[d].histogram);
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
  const auto without = [&](std::vector<std::string> FilterSpec::*list) {
    return (filter.*list).empty() ? selected : select_without(dataset, analysis, filter, list);
  };
  report.segments = summarise_segments(analysis, filter, without(&FilterSpec::segments));
  const std::vector<uint8_t> for_cells = without(&FilterSpec::cells);
  report.grid = summarise_grid(analysis, spec.bins, for_cells);
  report.cube = summarise_cube(analysis, spec.bins, for_cells);
  report.prospects = count_prospects(dataset, profile);
  for (const Grouping grouping : {kTiers, kLoyalty, kLifecycle, kGrowth}) {
    report.groupings.push_back(
        report_grouping(analysis, spec, filter, grouping, without(kGroupLists[grouping]), report.prospects));
  }
  report.attributes = report_attributes(dataset, analysis, filter, selected);
  std::vector<int64_t> best_first;
  best_first.reserve(profile.size());
  for (const uint32_t row : analysis.by_revenue) {
    if (selected[row] != 0) best_first.push_back(profile.revenue.units[row]);
  }
  report.concentration = measure_concentration(std::move(best_first));
  report.concentration.bottom_fifth_margin = bottom_fifth_margin(profile, selected);
  report.notes = write_notes(analysis, spec, report);
  return report;
}

}  // namespace sluice::rfm

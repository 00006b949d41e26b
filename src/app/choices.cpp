#include "app/choices.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "base/cell_key.h"

namespace sluice::app {

// Filter -------------------------------------------------------------------------------------------------------------

const std::vector<std::string>& filter_list(const rfm::FilterSpec& filter, Facet facet) {
  switch (facet) {
    case Facet::segments:
      return filter.segments;
    case Facet::cells:
      return filter.cells;
    case Facet::tiers:
      return filter.tiers;
    case Facet::loyalty:
      return filter.loyalty;
    case Facet::lifecycle:
      return filter.lifecycle;
    case Facet::growth:
      return filter.growth;
    case Facet::kinds:
      return filter.kinds;
    case Facet::cohorts:
      return filter.cohorts;
    case Facet::clusters:
      return filter.clusters;
  }
  return filter.segments;
}

std::vector<std::string>& filter_list(rfm::FilterSpec& filter, Facet facet) {
  return const_cast<std::vector<std::string>&>(filter_list(std::as_const(filter), facet));
}

namespace {

constexpr std::array<Facet, rfm::kGroupingIds.size()> kGroupingFacets{Facet::tiers, Facet::loyalty, Facet::lifecycle,
                                                                      Facet::growth, Facet::kinds};

}  // namespace

Facet grouping_facet(rfm::Grouping grouping) { return kGroupingFacets[grouping]; }

std::optional<rfm::Grouping> facet_grouping(Facet facet) {
  const auto found = std::find(kGroupingFacets.begin(), kGroupingFacets.end(), facet);
  if (found == kGroupingFacets.end()) return std::nullopt;
  return static_cast<rfm::Grouping>(found - kGroupingFacets.begin());
}

bool in_filter(const rfm::FilterSpec& filter, Facet facet, std::string_view id) {
  const std::vector<std::string>& list = filter_list(filter, facet);
  return std::find(list.begin(), list.end(), id) != list.end();
}

bool cell_in_filter(const rfm::FilterSpec& filter, std::string_view cell) {
  const auto scores = scores_of_key(cell);
  if (!scores) return false;
  return std::any_of(filter.cells.begin(), filter.cells.end(), [&](const std::string& key) {
    const auto chosen = scores_of_key(key);
    if (!chosen) return false;
    const size_t common = std::min(scores->size(), chosen->size());
    return std::equal(scores->begin(), scores->begin() + static_cast<std::ptrdiff_t>(common), chosen->begin());
  });
}

void click_filter(rfm::FilterSpec& filter, Facet facet, std::string_view id, bool add) {
  std::vector<std::string>& list = filter_list(filter, facet);
  const bool chosen = in_filter(filter, facet, id);
  const bool alone = list.size() == 1;
  if (add && chosen) return drop_from_filter(filter, facet, id);
  if (!add) list.clear();
  if (!(chosen && alone)) list.emplace_back(id);
}

void drop_from_filter(rfm::FilterSpec& filter, Facet facet, std::string_view id) {
  std::erase(filter_list(filter, facet), id);
}

namespace {

/// The values that the filter names of an attribute; null where it has no condition on it.
const std::vector<std::string>* values_of(const rfm::FilterSpec& filter, std::string_view attribute) {
  for (const rfm::AttributeCondition& condition : filter.attributes) {
    if (condition.attribute == attribute) return &condition.values;
  }
  return nullptr;
}

}  // namespace

namespace {

rfm::ValueRange range_of_bars(const rfm::DimensionReport& dimension, size_t first, size_t last) {
  rfm::ValueRange range{dimension.name, dimension.histogram[first].from, dimension.histogram[last].to};
  if (first == 0) range.from.reset();
  if (last + 1 == dimension.histogram.size()) range.to.reset();
  return range;
}

/// In place of the range that the filter has of the dimension; one without ends is none.
void put_range(rfm::FilterSpec& filter, const rfm::ValueRange& range) {
  if (!range.from && !range.to) return drop_range(filter, range.dimension);
  for (rfm::ValueRange& known : filter.ranges) {
    if (known.dimension == range.dimension) return void(known = range);
  }
  filter.ranges.push_back(range);
}

}  // namespace

const rfm::ValueRange* range_in_filter(const rfm::FilterSpec& filter, std::string_view dimension) {
  const auto known = std::find_if(filter.ranges.begin(), filter.ranges.end(),
                                  [&](const rfm::ValueRange& range) { return range.dimension == dimension; });
  return known == filter.ranges.end() ? nullptr : &*known;
}

void click_bar(rfm::FilterSpec& filter, const rfm::DimensionReport& dimension, size_t bar, bool add) {
  rfm::ValueRange range = range_of_bars(dimension, bar, bar);
  const rfm::ValueRange* known = range_in_filter(filter, dimension.name);
  if (known && !add && *known == range) return drop_range(filter, dimension.name);
  if (known && add) {
    const bool open_below = !known->from || !range.from;
    const bool open_above = !known->to || !range.to;
    range.from = open_below ? std::nullopt : std::optional(std::min(*known->from, *range.from));
    range.to = open_above ? std::nullopt : std::optional(std::max(*known->to, *range.to));
  }
  put_range(filter, range);
}

void choose_bars(rfm::FilterSpec& filter, const rfm::DimensionReport& dimension, size_t first, size_t last) {
  put_range(filter, range_of_bars(dimension, first, last));
}

void drop_range(rfm::FilterSpec& filter, std::string_view dimension) {
  std::erase_if(filter.ranges, [&](const rfm::ValueRange& range) { return range.dimension == dimension; });
}

void save_audience(Spec& spec, const std::string& name) {
  std::erase_if(spec.audiences, [&](const rfm::Audience& audience) { return audience.name == name; });
  spec.audiences.push_back({name, spec.filter});
  spec.audiences.back().filter.clusters.clear();  // their numbers mean others when clusters are made anew
}

const rfm::Audience* audience_in_force(const Spec& spec) {
  const auto found = std::find_if(spec.audiences.begin(), spec.audiences.end(),
                                  [&](const rfm::Audience& audience) { return audience.filter == spec.filter; });
  return found == spec.audiences.end() ? nullptr : &*found;
}

bool in_filter_by_attribute(const rfm::FilterSpec& filter, std::string_view attribute, std::string_view value) {
  const std::vector<std::string>* values = values_of(filter, attribute);
  return values && std::find(values->begin(), values->end(), value) != values->end();
}

void click_attribute(rfm::FilterSpec& filter, std::string_view attribute, std::string_view value, bool add) {
  const std::vector<std::string>* values = values_of(filter, attribute);
  const bool chosen = in_filter_by_attribute(filter, attribute, value);
  const bool alone = values && values->size() == 1;
  if (add && chosen) return drop_attribute(filter, attribute, value);
  if (!add) std::erase_if(filter.attributes, [&](const auto& condition) { return condition.attribute == attribute; });
  if (chosen && alone) return;
  for (rfm::AttributeCondition& condition : filter.attributes) {
    if (condition.attribute == attribute) return void(condition.values.emplace_back(value));
  }
  filter.attributes.push_back({std::string(attribute), {std::string(value)}});
}

void drop_attribute(rfm::FilterSpec& filter, std::string_view attribute, std::string_view value) {
  for (rfm::AttributeCondition& condition : filter.attributes) {
    if (condition.attribute == attribute) std::erase(condition.values, value);
  }
  std::erase_if(filter.attributes, [](const auto& condition) { return condition.values.empty(); });
}

namespace {

std::optional<Facet> facet_of(funnel::BreakdownBy by) {
  switch (by) {
    case funnel::BreakdownBy::segment:
      return Facet::segments;
    case funnel::BreakdownBy::tiers:
      return Facet::tiers;
    case funnel::BreakdownBy::loyalty:
      return Facet::loyalty;
    case funnel::BreakdownBy::lifecycle:
      return Facet::lifecycle;
    case funnel::BreakdownBy::value:
    case funnel::BreakdownBy::attribute:
    case funnel::BreakdownBy::audience:
    case funnel::BreakdownBy::period:
      break;
  }
  return std::nullopt;
}

/// Small values together and customers without a value have no id; the former come first.
bool is_of_other_values(const funnel::BreakdownReport& report, size_t group) {
  const bool first_without_id = group == 0 || !report.groups[group - 1].id.empty();
  return report.other_groups > 0 && report.groups[group].id.empty() && first_without_id;
}

}  // namespace

std::optional<GroupCondition> condition_of(const funnel::BreakdownSpec& breakdown, funnel::Source source,
                                           const funnel::BreakdownReport& report, size_t group) {
  const std::string& id = report.groups[group].id;
  if (breakdown.by == funnel::BreakdownBy::attribute) {
    if (source == funnel::Source::opportunities || is_of_other_values(report, group)) return std::nullopt;
    return GroupCondition{.attribute = breakdown.attribute, .value = id};
  }
  const std::optional<Facet> facet = facet_of(breakdown.by);
  if (!facet || id.empty()) return std::nullopt;
  return GroupCondition{.facet = facet, .value = id};
}

bool in_filter(const rfm::FilterSpec& filter, const GroupCondition& condition) {
  return condition.facet ? in_filter(filter, *condition.facet, condition.value)
                         : in_filter_by_attribute(filter, condition.attribute, condition.value);
}

void click_filter(rfm::FilterSpec& filter, const GroupCondition& condition, bool add) {
  if (condition.facet) return click_filter(filter, *condition.facet, condition.value, add);
  click_attribute(filter, condition.attribute, condition.value, add);
}

// Steps of the funnel -------------------------------------------------------------------------------------------------

std::optional<rfm::FunnelCondition> condition_of(const funnel::FunnelReport& report, const funnel::PeopleQuery& query) {
  if (query.step >= report.steps.size() || report.steps[query.step].optional) return std::nullopt;
  size_t step = query.step;
  if (query.lost) {
    if (step == 0) return std::nullopt;
    do --step;
    while (report.steps[step].optional);
  }
  return rfm::FunnelCondition{.outcome = query.lost ? rfm::FunnelOutcome::lost : rfm::FunnelOutcome::reached,
                              .step = static_cast<int>(step) + 1,
                              .event = report.mode == funnel::Mode::any ? std::string() : report.steps[step].event};
}

void lift_other_steps(Spec& spec, const Spec& before) {
  if (!spec.filter.funnel || spec.filter.funnel != before.filter.funnel) return;
  const funnel::FunnelSpec& now = spec.funnel;
  const bool any_order = now.mode == funnel::Mode::any, was_any_order = before.funnel.mode == funnel::Mode::any;
  const bool same_kind = now.source == before.funnel.source && any_order == was_any_order;
  if (same_kind && now.steps == before.funnel.steps) return;
  const auto step = static_cast<size_t>(spec.filter.funnel->step - 1);
  const bool still_there = same_kind && step < now.steps.size() && !now.steps[step].optional &&
                           now.steps[step].event == spec.filter.funnel->event;
  if (!still_there) spec.filter.funnel.reset();
}

// Clusters ------------------------------------------------------------------------------------------------------------

void lift_other_clusters(Spec& spec, const Spec& before) {
  const bool same = rfm::same_values(spec.rfm, before.rfm) && spec.cleaning == before.cleaning &&
                    spec.clusters == before.clusters && spec.ingest == before.ingest;
  if (!same) spec.filter.clusters.clear();
}

bool switch_cluster_attribute(rfm::ClusterSpec& clusters, std::string_view name) {
  std::vector<std::string>& chosen = clusters.attributes;
  const auto found = std::find(chosen.begin(), chosen.end(), name);
  if (found == chosen.end()) {
    if (chosen.size() >= rfm::kMostClusterAttributes) return false;
    chosen.emplace_back(name);
    return true;
  }
  if (chosen.size() == 1 && !clusters.recency && !clusters.frequency && !clusters.monetary) return false;
  chosen.erase(found);
  return true;
}

bool& cluster_dimension(rfm::ClusterSpec& clusters, size_t dimension) {
  return dimension == 0 ? clusters.recency : dimension == 1 ? clusters.frequency : clusters.monetary;
}

bool has_other_features(const rfm::ClusterSpec& clusters, size_t dimension) {
  return !clusters.attributes.empty() || (dimension != 0 && clusters.recency) ||
         (dimension != 1 && clusters.frequency) || (dimension != 2 && clusters.monetary);
}

// Scores and segments ------------------------------------------------------------------------------------------------

namespace {

/// Rounds to about three significant digits of the step between cuts, so that cuts read like a person's.
double round_near(double value, double step) {
  if (!(step > 0)) return value;
  const double unit = std::pow(10.0, std::floor(std::log10(step)) - 1);
  return std::round(value / unit) * unit;
}

}  // namespace

void choose_map(Spec& spec, std::string_view map) {
  if (spec.rfm.map == map) return;
  spec.rfm.map = map;
  spec.filter.segments.clear();
  take_bins_of_map(spec);
}

void take_bins_of_map(Spec& spec) {
  const int needed = rfm::bins_of_map(spec.rfm, spec.rfm.map);
  if (needed == 0 || spec.rfm.bins == needed) return;
  spec.rfm.bins = needed;
  spec.filter.cells.clear();
  for (size_t dimension = 0; dimension < 3; ++dimension) {
    rfm::DimensionSpec& scores = dimension_spec(spec.rfm, dimension);
    if (scores.method == "thresholds") scores = {};
  }
}

bool has_method_of_map(const rfm::RfmSpec& spec) {
  const std::string_view method = rfm::method_of_map(spec, spec.map);
  return method.empty() ||
         (spec.recency.method == method && spec.frequency.method == method && spec.monetary.method == method);
}

void use_method_of_map(rfm::RfmSpec& spec) {
  if (has_method_of_map(spec)) return;
  const rfm::DimensionSpec scores{std::string(rfm::method_of_map(spec, spec.map)), {}};
  spec.recency = spec.frequency = spec.monetary = scores;
}

void choose_method(rfm::DimensionSpec& chosen, std::string_view method, const rfm::DimensionReport& report, int bins) {
  if (chosen.method == method) return;
  chosen.method = method;
  chosen.cuts.clear();
  if (method == "thresholds") chosen.cuts = starting_cuts(report, bins);
}

int step_of_times(double times) {
  const double whole = std::round(times >= 1 ? times : 1 / times);
  return static_cast<int>(times >= 1 ? whole - 1 : 1 - whole);
}

double times_of_step(int step) { return step >= 0 ? step + 1.0 : 1.0 / (1.0 - step); }

void choose_bins(Spec& spec, int bins, const rfm::RfmReport& report) {
  if (spec.rfm.bins == bins) return;
  spec.rfm.bins = bins;
  spec.filter.cells.clear();
  for (size_t dimension = 0; dimension < 3; ++dimension) {
    rfm::DimensionSpec& chosen = dimension_spec(spec.rfm, dimension);
    if (chosen.method == "thresholds") chosen.cuts = starting_cuts(report.dimensions[dimension], bins);
  }
}

rfm::DimensionSpec& dimension_spec(rfm::RfmSpec& spec, size_t dimension) {
  return const_cast<rfm::DimensionSpec&>(dimension_spec(std::as_const(spec), dimension));
}

const rfm::DimensionSpec& dimension_spec(const rfm::RfmSpec& spec, size_t dimension) {
  return dimension == 0 ? spec.recency : dimension == 1 ? spec.frequency : spec.monetary;
}

std::vector<double> starting_cuts(const rfm::DimensionReport& dimension, int bins) {
  const size_t wanted = static_cast<size_t>(bins - 1);
  std::vector<double> cuts = dimension.cuts;
  cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
  if (cuts.size() == wanted && std::is_sorted(cuts.begin(), cuts.end())) return cuts;
  const double spread = dimension.maximum > dimension.minimum ? dimension.maximum - dimension.minimum : bins;
  const double step = spread / bins;
  cuts.clear();
  for (int i = 1; i < bins; ++i) cuts.push_back(round_near(dimension.minimum + step * i, step));
  return cuts;
}

bool move_cut(std::vector<double>& cuts, size_t index, double value) {
  if (index >= cuts.size()) return false;
  if (index > 0 && value <= cuts[index - 1]) return false;
  if (index + 1 < cuts.size() && value >= cuts[index + 1]) return false;
  cuts[index] = value;
  return true;
}

bool move_equal_cuts(std::vector<double>& cuts, size_t index, double value) {
  if (index >= cuts.size()) return false;
  const auto [begin, end] = std::equal_range(cuts.begin(), cuts.end(), cuts[index]);
  if (begin != cuts.begin() && value <= *std::prev(begin)) return false;
  if (end != cuts.end() && value >= *end) return false;
  std::fill(begin, end, value);
  return true;
}

double weight_of(const rfm::Weights& weights, size_t dimension) {
  return dimension == 0 ? weights.recency : dimension == 1 ? weights.frequency : weights.monetary;
}

rfm::Weights with_weight(const rfm::Weights& weights, size_t dimension, double value) {
  std::array<double, 3> parts{weights.recency, weights.frequency, weights.monetary};
  const auto hundredths = [](double share) { return std::round(share * 100) / 100; };
  const size_t second = (dimension + 1) % 3;
  const size_t third = (dimension + 2) % 3;
  const double others = parts[second] + parts[third];
  parts[dimension] = hundredths(std::clamp(value, 0.0, 1.0));
  const double rest = 1 - parts[dimension];
  parts[second] = std::min(rest, hundredths(others > 0 ? rest * parts[second] / others : rest / 2));
  // What rounding leaves over goes to the third, as hundredths without a tail of binary digits.
  parts[third] = std::max(0.0, hundredths(rest - parts[second]));
  return {parts[0], parts[1], parts[2]};
}

void start_own_split(rfm::EightSpec& eight, const rfm::RfmReport& report) {
  const bool median = eight.split == rfm::SplitRule::median;
  const auto value = [&](size_t dimension) {
    const rfm::DimensionReport& values = report.dimensions[dimension];
    const double split = median ? values.median : values.mean;
    return std::round(split * 100) / 100;
  };
  eight = {rfm::SplitRule::own, value(0), value(1), value(2)};
}

// Files --------------------------------------------------------------------------------------------------------------

ingest::FileSpec& file_spec(ingest::IngestSpec& spec, std::string_view name) {
  for (ingest::FileSpec& file : spec.files) {
    if (file.name == name) return file;
  }
  spec.files.emplace_back().name = name;
  return spec.files.back();
}

const ingest::FileSpec* find_file_spec(const ingest::IngestSpec& spec, std::string_view name) {
  for (const ingest::FileSpec& file : spec.files) {
    if (file.name == name) return &file;
  }
  return nullptr;
}

bool one_column_only(ingest::Role role) { return role != ingest::Role::attribute && role != ingest::Role::ignore; }

ingest::Role role_of(const ingest::IngestSpec& spec, const ingest::FileReport& file, size_t column) {
  if (const ingest::FileSpec* chosen = find_file_spec(spec, file.name)) {
    for (const ingest::ColumnSpec& entry : chosen->columns) {
      if (entry.name == file.columns[column].name) return entry.role;
    }
  }
  return file.columns[column].role;
}

void choose_role(ingest::IngestSpec& spec, const ingest::FileReport& file, size_t column, ingest::Role role) {
  const auto write = [&](size_t index, ingest::Role chosen) {
    std::vector<ingest::ColumnSpec>& columns = file_spec(spec, file.name).columns;
    const std::string& name = file.columns[index].name;
    std::erase_if(columns, [&](const ingest::ColumnSpec& entry) { return entry.name == name; });
    columns.push_back({name, chosen});
  };
  for (size_t other = 0; other < file.columns.size() && one_column_only(role); ++other) {
    if (other != column && role_of(spec, file, other) == role) write(other, ingest::Role::ignore);
  }
  write(column, role);
}

void back_to_automatic(ingest::IngestSpec& spec, std::string_view name) {
  std::erase_if(spec.files, [&](const ingest::FileSpec& file) { return file.name == name; });
}

void drop_empty_entries(ingest::IngestSpec& spec) {
  std::erase_if(spec.files, [](const ingest::FileSpec& file) {
    ingest::FileSpec nothing;
    nothing.name = file.name;
    return file == nothing;
  });
}

// Funnel -------------------------------------------------------------------------------------------------------------

std::vector<funnel::Step> steps_in_force(const funnel::FunnelSpec& spec, const funnel::FunnelReport& report) {
  if (!spec.steps.empty()) return spec.steps;
  std::vector<funnel::Step> steps;
  for (const funnel::StepReport& step : report.steps) steps.push_back({.event = step.event, .zone = step.zone});
  return steps;
}

void choose_source(funnel::FunnelSpec& spec, funnel::Source source) {
  if (spec.source == source) return;
  spec.source = source;
  spec.steps.clear();
  spec.exclusions.clear();
}

}  // namespace sluice::app

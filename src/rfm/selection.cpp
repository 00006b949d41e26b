#include "rfm/selection.h"

#include <algorithm>
#include <optional>
#include <span>
#include <string>

#include "base/cell_key.h"
#include "base/errors.h"
#include "rfm/attribute_report.h"
#include "rfm/cluster_spec.h"
#include "rfm/grouping_words.h"
#include "rfm/groupings.h"
#include "rfm/lasso.h"
#include "rfm/period.h"

namespace sluice::rfm {
namespace {

Error unknown_id(const std::string& pointer, const std::string& id) {
  return bad_spec(pointer, {"\"" + id + "\" is not known here.", "这里没有 \"" + id + "\"。"});
}

// Takes the customers away whose code, a small number a row, is not among those that the ids name. `code_of` finds the
// code of an id.
template <class Code, class CodeOf>
Status keep_codes(const std::vector<std::string>& ids, const std::string& pointer, const std::vector<Code>& codes,
                  size_t count, const CodeOf& code_of, std::vector<uint8_t>& selected) {
  if (ids.empty()) return Done{};
  std::vector<uint8_t> allowed(count, 0);
  for (size_t i = 0; i < ids.size(); ++i) {
    const std::optional<size_t> code = code_of(ids[i]);
    if (!code) return unknown_id(pointer + "/" + std::to_string(i), ids[i]);
    if (*code < count) allowed[*code] = 1;
  }
  for (size_t row = 0; row < selected.size(); ++row) selected[row] &= allowed[codes[row]];
  return Done{};
}

Status apply_segments(const Analysis& analysis, const std::vector<std::string>& ids, std::vector<uint8_t>& selected) {
  const std::vector<Segment>& segments = analysis.map->segments;
  const auto index_of = [&](const std::string& id) -> std::optional<size_t> {
    const auto found =
        std::find_if(segments.begin(), segments.end(), [&](const Segment& segment) { return segment.id == id; });
    // Nobody is left over in this state of the map.
    if (found == segments.end() && id != kUnassigned) return std::nullopt;
    return static_cast<size_t>(found - segments.begin());
  };
  return keep_codes(ids, "/filter/segments", analysis.segment, segments.size(), index_of, selected);
}

Status apply_groups(const Analysis& analysis, Grouping grouping, const std::vector<std::string>& ids,
                    std::vector<uint8_t>& selected) {
  const std::string pointer = "/filter/" + std::string(kGroupingIds[grouping]);
  if (!ids.empty() && analysis.groups[grouping].empty()) {
    return bad_spec(pointer, why_no_groups(analysis, grouping));
  }
  const bool purchases_make_them = grouping == kLoyalty || grouping == kLifecycle;
  const auto prospect = std::find(ids.begin(), ids.end(), prospect_words().id);
  if (purchases_make_them && prospect != ids.end()) {
    return bad_spec(pointer + "/" + std::to_string(prospect - ids.begin()), why_no_filter_by_prospects());
  }
  const std::vector<GroupWords>& groups = groupings()[grouping].groups;
  const auto index_of = [&](const std::string& id) -> std::optional<size_t> {
    const auto found =
        std::find_if(groups.begin(), groups.end(), [&](const GroupWords& group) { return group.id == id; });
    if (found == groups.end()) return std::nullopt;
    return static_cast<size_t>(found - groups.begin());
  };
  return keep_codes(ids, pointer, analysis.groups[grouping], groups.size(), index_of, selected);
}

Status apply_clusters(const Analysis& analysis, const std::vector<std::string>& ids, std::vector<uint8_t>& selected) {
  const auto index_of = [&](const std::string& id) -> std::optional<size_t> {
    for (size_t cluster = 0; cluster < analysis.clusters; ++cluster) {
      if (std::to_string(cluster + 1) == id) return cluster;
    }
    return std::nullopt;
  };
  return keep_codes(ids, "/filter/clusters", analysis.cluster, analysis.clusters, index_of, selected);
}

Status apply_cells(const Analysis& analysis, const std::vector<std::string>& cells, std::vector<uint8_t>& selected) {
  if (cells.empty()) return Done{};
  constexpr size_t kScores = kHighestScore + 1;  // by scores 1..10
  const auto index_of = [](size_t r, size_t f, size_t m) { return (r * kScores + f) * kScores + m; };
  std::vector<uint8_t> allowed(kScores * kScores * kScores);
  const int bins = static_cast<int>(analysis.cuts[kRecency].size()) + 1;
  for (size_t i = 0; i < cells.size(); ++i) {
    const auto cell = scores_of_key(cells[i]);
    if (!cell || *std::max_element(cell->begin(), cell->end()) > bins) {
      return unknown_id("/filter/cells/" + std::to_string(i), cells[i]);
    }
    const auto r = static_cast<size_t>((*cell)[0]), f = static_cast<size_t>((*cell)[1]);
    const bool any_monetary = cell->size() == 2;
    for (size_t m = 1; m < kScores; ++m) {
      if (any_monetary || m == static_cast<size_t>((*cell)[2])) allowed[index_of(r, f, m)] = 1;
    }
  }
  const auto& [recency, frequency, monetary] = analysis.scores;
  for (size_t row = 0; row < selected.size(); ++row) {
    selected[row] &= allowed[index_of(recency[row], frequency[row], monetary[row])];
  }
  return Done{};
}

// Takes the customers away whom a condition does not allow. `code_of`: the customer code of a row.
template <class CodeOf>
Status apply_attribute(const Dataset& dataset, const CodeOf& code_of, const AttributeCondition& condition,
                       const std::string& pointer, std::vector<uint8_t>& selected) {
  const size_t index = find_attribute(dataset, condition.attribute);
  if (index == dataset.attributes.size()) return unknown_id(pointer + "/attribute", condition.attribute);
  const CustomerAttribute& attribute = dataset.attributes[index];
  const auto allowed = allowed_values(attribute, condition, pointer);
  if (!allowed) return allowed.error();
  for (size_t row = 0; row < selected.size(); ++row) {
    const uint32_t value = std::min(attribute.value[code_of(row)], attribute.values.size());
    if ((*allowed)[value] == 0) selected[row] = 0;
  }
  return Done{};
}

template <class CodeOf>
Status apply_attributes(const Dataset& dataset, const CodeOf& code_of,
                        const std::vector<AttributeCondition>& conditions, std::vector<uint8_t>& selected) {
  for (size_t i = 0; i < conditions.size(); ++i) {
    const std::string pointer = "/filter/attributes/" + std::to_string(i);
    if (auto applied = apply_attribute(dataset, code_of, conditions[i], pointer, selected); !applied) return applied;
  }
  return Done{};
}

// Takes the customers away whose value is out of the range.
Status apply_range(const Profile& profile, const ValueRange& range, const std::string& pointer,
                   std::vector<uint8_t>& selected) {
  const auto found = std::find(kDimensionNames.begin(), kDimensionNames.end(), range.dimension);
  if (found == kDimensionNames.end()) return unknown_id(pointer + "/dimension", range.dimension);
  const auto values = profile.values(static_cast<size_t>(found - kDimensionNames.begin()));
  for (size_t row = 0; row < selected.size(); ++row) {
    const bool inside = (!range.from || values[row] >= *range.from) && (!range.to || values[row] < *range.to);
    if (!inside) selected[row] = 0;
  }
  return Done{};
}

Status apply_ranges(const Profile& profile, const std::vector<ValueRange>& ranges, std::vector<uint8_t>& selected) {
  for (size_t i = 0; i < ranges.size(); ++i) {
    const std::string pointer = "/filter/ranges/" + std::to_string(i);
    if (auto applied = apply_range(profile, ranges[i], pointer, selected); !applied) return applied;
  }
  return Done{};
}

Status apply_lasso(const Profile& profile, const std::optional<Lasso>& lasso, std::vector<uint8_t>& selected) {
  if (!lasso) return Done{};
  const auto values_of = [&](const std::string& dimension) -> std::optional<std::span<const double>> {
    const auto found = std::find(kDimensionNames.begin(), kDimensionNames.end(), dimension);
    if (found == kDimensionNames.end()) return std::nullopt;
    return profile.values(static_cast<size_t>(found - kDimensionNames.begin()));
  };
  const auto xs = values_of(lasso->x), ys = values_of(lasso->y);
  if (!xs) return unknown_id("/filter/lasso/x", lasso->x);
  if (!ys) return unknown_id("/filter/lasso/y", lasso->y);
  if (lasso->points.empty()) return bad_spec("/filter/lasso/points", {"The line has no points.", "圈选线没有点。"});
  const LassoArea area(*lasso);
  for (size_t row = 0; row < selected.size(); ++row) {
    if (selected[row] != 0 && !area.contains((*xs)[row], (*ys)[row])) selected[row] = 0;
  }
  return Done{};
}

// Takes the customers away whose first purchase lies in none of the periods.
Status apply_cohorts(const Profile& profile, const std::vector<std::string>& cohorts, std::vector<uint8_t>& selected) {
  if (cohorts.empty()) return Done{};
  if (!profile.from_orders) {
    return bad_spec("/filter/cohorts", {"A customer table does not say when customers bought for the first time.",
                                        "客户表中没有首次购买的时间。"});
  }
  std::vector<DayRange> periods;
  for (size_t i = 0; i < cohorts.size(); ++i) {
    const auto period = parse_period_id(cohorts[i]);
    if (!period) return unknown_id("/filter/cohorts/" + std::to_string(i), cohorts[i]);
    periods.push_back(*period);
  }
  for (size_t row = 0; row < selected.size(); ++row) {
    const Day day = profile.first_day[row];
    const bool inside = std::any_of(periods.begin(), periods.end(),
                                    [&](const DayRange& period) { return day >= period.first && day <= period.last; });
    if (!inside) selected[row] = 0;
  }
  return Done{};
}

// `depths`: one for each that may be selected.
Status apply_funnel(std::span<const uint8_t> depths, const std::optional<FunnelCondition>& condition,
                    std::vector<uint8_t>& selected) {
  if (!condition) return Done{};
  if (depths.size() != selected.size()) {
    return bad_spec("/filter/funnel", {"How far customers come along the funnel is not known here.",
                                       "此处不知道客户在漏斗中走到哪一步。"});
  }
  const bool lost = condition->outcome == FunnelOutcome::lost;
  for (size_t row = 0; row < selected.size(); ++row) {
    const int depth = depths[row];
    if (lost ? depth != condition->step : depth < condition->step) selected[row] = 0;
  }
  return Done{};
}

Error nobody_is_scored() {
  return bad_spec("/filter", {"The filter goes by purchases, and the files hold none. Lift that part of it.",
                              "筛选条件涉及购买记录，而文件中没有。请去掉这部分条件。"});
}

// Takes the customers away who are not scored, or whom the filter does not leave of the scored ones.
Status apply_scored_part(const Dataset& dataset, const Analysis* analysis, const FilterSpec& part,
                         std::vector<uint8_t>& selected) {
  if (part.empty()) return Done{};
  if (analysis == nullptr) return nobody_is_scored();
  const Result<std::vector<uint8_t>> rows = select(dataset, *analysis, part);
  if (!rows) return rows.error();
  std::vector<uint8_t> scored(selected.size(), 0);
  for (size_t row = 0; row < rows->size(); ++row) scored[analysis->profile.customer[row]] = (*rows)[row];
  for (size_t code = 0; code < selected.size(); ++code) selected[code] &= scored[code];
  return Done{};
}

}  // namespace

Result<std::vector<uint8_t>> select_known(const Dataset& dataset, const Analysis* analysis, const FilterSpec& filter,
                                          const std::vector<uint8_t>* depths) {
  std::vector<uint8_t> selected(dataset.customers.size(), 1);
  const auto code_of = [](size_t code) { return code; };
  const std::span<const uint8_t> by_code = depths == nullptr ? std::span<const uint8_t>() : *depths;
  const auto apply = [&]() -> Status {
    if (auto done = apply_attributes(dataset, code_of, filter.attributes, selected); !done) return done;
    if (auto done = apply_funnel(by_code, filter.funnel, selected); !done) return done;
    return apply_scored_part(dataset, analysis, filter.scored_part(), selected);
  };
  if (auto applied = apply(); !applied) return applied.error();
  return selected;
}

Result<std::vector<uint8_t>> select(const Dataset& dataset, const Analysis& analysis, const FilterSpec& filter) {
  const Profile& profile = analysis.profile;
  std::vector<uint8_t> selected(profile.size(), 1);
  const auto code_of = [&](size_t row) { return profile.customer[row]; };
  const auto apply = [&]() -> Status {
    if (auto done = apply_segments(analysis, filter.segments, selected); !done) return done;
    if (auto done = apply_cells(analysis, filter.cells, selected); !done) return done;
    for (const Grouping grouping : kGroupings) {
      if (auto done = apply_groups(analysis, grouping, filter.*kGroupLists[grouping], selected); !done) return done;
    }
    if (auto done = apply_clusters(analysis, filter.clusters, selected); !done) return done;
    if (auto done = apply_attributes(dataset, code_of, filter.attributes, selected); !done) return done;
    if (auto done = apply_ranges(profile, filter.ranges, selected); !done) return done;
    if (auto done = apply_lasso(profile, filter.lasso, selected); !done) return done;
    if (auto done = apply_funnel(analysis.funnel_depth, filter.funnel, selected); !done) return done;
    return apply_cohorts(profile, filter.cohorts, selected);
  };
  if (auto applied = apply(); !applied) return applied.error();
  return selected;
}

std::vector<uint32_t> rows_of(const std::vector<uint8_t>& selected) {
  std::vector<uint32_t> rows(selected.size());
  size_t count = 0;
  for (size_t row = 0; row < selected.size(); ++row) {
    rows[count] = static_cast<uint32_t>(row);  // whether it stays could not be foreseen by a branch
    count += selected[row];
  }
  rows.resize(count);
  return rows;
}

}  // namespace sluice::rfm

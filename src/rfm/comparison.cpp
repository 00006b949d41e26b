#include "rfm/comparison.h"

#include <algorithm>

#include "base/errors.h"
#include "rfm/dimension_report.h"
#include "rfm/selection.h"
#include "rfm/tally.h"

namespace sluice::rfm {
namespace {

bool nothing_chosen(const ComparisonSpec& comparison) {
  return comparison.method.empty() && comparison.bins == 0 && comparison.map.empty();
}

// A well-known method that the present spec does not use throughout.
std::string usual_other_method(const RfmSpec& spec) {
  for (size_t d = 0; d < kDimensionNames.size(); ++d) {
    if (dimension_spec(spec, d).method != "quantile") return "quantile";
  }
  return "midrank";
}

std::string method_in_force(const RfmSpec& spec, const ComparisonSpec& comparison) {
  return nothing_chosen(comparison) ? usual_other_method(spec) : comparison.method;
}

// What the other spec is refused for was chosen here.
Error of_comparison(Error error) {
  const std::string& pointer = error.place.pointer;
  const auto is_of = [&](const char* part) { return pointer.starts_with(part); };
  if (pointer == "/rfm/bins" || pointer == "/rfm/map") {
    error.place.pointer = "/comparison" + pointer.substr(std::string_view("/rfm").size());
  } else if (is_of("/rfm/recency") || is_of("/rfm/frequency") || is_of("/rfm/monetary")) {
    error.place.pointer = "/comparison/bins";
    error.message = {"Your own cut points make another number of scores. Choose a scoring method as well.",
                     "自定义分界点对应的是其他分值个数，请同时选择评分方法。"};
  }
  return error;
}

Transitions connect(const Analysis& present, const Analysis& other, const std::vector<uint8_t>& selected) {
  Transitions result;
  result.kind = ChangeKind::comparison;
  result.states_before = states_of(*present.map);
  result.states_after = states_of(*other.map);
  for (uint32_t row = 0; row < present.profile.size(); ++row) {
    if (selected[row] == 0) continue;
    result.customer.push_back(present.profile.customer[row]);
    result.row_before.push_back(row);
    result.row_after.push_back(row);
    result.before.push_back(present.segment[row]);
    result.after.push_back(other.segment[row]);
    result.revenue.emplace_back().add(present.profile.revenue.units[row]);
  }
  return result;
}

/// Where each state of the other way stands among the present ones; none where they are not the same states.
std::optional<std::vector<size_t>> places_of(const std::vector<ChangeState>& states,
                                             const std::vector<ChangeState>& others) {
  if (states.size() != others.size()) return std::nullopt;
  std::vector<size_t> places;
  for (const ChangeState& other : others) {
    const auto found =
        std::find_if(states.begin(), states.end(), [&](const ChangeState& state) { return state.id == other.id; });
    if (found == states.end()) return std::nullopt;
    places.push_back(static_cast<size_t>(found - states.begin()));
  }
  return places;
}

void report_agreement(const Transitions& transitions, ComparisonReport& report) {
  const auto places = places_of(transitions.states_before, transitions.states_after);
  if (!places) return;
  const size_t classes = transitions.states_before.size();
  std::vector<uint64_t> table(classes * classes, 0);
  uint64_t same = 0;
  for (size_t i = 0; i < transitions.size(); ++i) {
    const size_t after = (*places)[transitions.after[i]];
    ++table[transitions.before[i] * classes + after];
    same += transitions.before[i] == after ? 1 : 0;
  }
  report.moved = transitions.size() - same;
  report.agreement = ratio(static_cast<double>(same), static_cast<double>(transitions.size()));
  report.kappa = cohens_kappa(table, classes);
}

void report_scores(const Analysis& present, const Analysis& other, const Transitions& transitions,
                   ComparisonReport& report) {
  for (size_t d = 0; d < kDimensionNames.size(); ++d) {
    ScoreAgreement agreement;
    agreement.name = kDimensionNames[d];
    for (const uint32_t row : transitions.row_before) {
      const int before = present.scores[d][row], after = other.scores[d][row];
      ++(after == before ? agreement.equal : after > before ? agreement.higher : agreement.lower);
    }
    report.scores.push_back(agreement);
  }
}

std::vector<TextPair> comparison_notes(const ComparisonReport& report, const RfmSpec& spec, const RfmSpec& other) {
  std::vector<TextPair> notes;
  if (other == spec) {
    notes.push_back(
        {"This is what is in force already: nobody can differ. Choose another method, number of scores or map.",
         "这与当前设置相同，不会有差异。请选择其他评分方法、分值个数或分群方法。"});
  }
  if (!report.chosen) {
    notes.push_back({"Nothing was chosen to compare with, so another scoring method was taken.",
                     "尚未选择对照设置，因此取了另一种评分方法。"});
  }
  if (!report.moved) {
    notes.push_back(
        {"The two maps have different segments, so there is no agreement to count: the table shows which "
         "segments meet.",
         "两套分群方法的分群不同，无法计算一致率；表格显示各分群如何对应。"});
  }
  return notes;
}

}  // namespace

RfmSpec other_spec(const RfmSpec& spec, const ComparisonSpec& comparison) {
  RfmSpec other = spec;
  const std::string method = method_in_force(spec, comparison);
  if (!method.empty()) other.recency = other.frequency = other.monetary = {method, {}};
  if (!comparison.map.empty()) other.map = comparison.map;
  const int needed = bins_of_map(other, other.map);
  if (comparison.bins != 0) {
    other.bins = comparison.bins;
  } else if (needed != 0) {
    other.bins = needed;
  }
  return other;
}

Result<Comparison> compare(const PresentAnalysis& present, const ComparisonSpec& comparison, const FilterSpec& filter) {
  const auto selected = select(present.dataset, present.analysis, filter);
  if (!selected) return selected.error();
  const RfmSpec spec = other_spec(present.spec, comparison);
  Result<Analysis> other = analyze_scores(present.dataset, spec, present.lines);
  if (!other) return of_comparison(std::move(other).error());

  Comparison result{std::move(*other), {}, {}};
  result.transitions = connect(present.analysis, result.other, *selected);
  ComparisonReport& report = result.report;
  report.method = method_in_force(present.spec, comparison);
  report.bins = spec.bins;
  report.map = result.other.map->id;
  report.map_name = result.other.map->name;
  report.chosen = !nothing_chosen(comparison);
  report.matrix = make_matrix({present.dataset, present.analysis, result.other, result.transitions});
  if (spec.bins == present.spec.bins) report_scores(present.analysis, result.other, result.transitions, report);
  report_agreement(result.transitions, report);
  report.notes = comparison_notes(report, present.spec, spec);
  return result;
}

std::optional<double> cohens_kappa(const std::vector<uint64_t>& table, size_t classes) {
  std::vector<double> rows(classes, 0), columns(classes, 0);
  double all = 0, equal = 0;
  for (size_t row = 0; row < classes; ++row) {
    for (size_t column = 0; column < classes; ++column) {
      const auto count = static_cast<double>(table[row * classes + column]);
      rows[row] += count;
      columns[column] += count;
      all += count;
      if (row == column) equal += count;
    }
  }
  // Both shares times all^2, whole numbers that a double holds up to 94 million customers.
  double by_chance = 0;
  for (size_t i = 0; i < classes; ++i) by_chance += rows[i] * columns[i];
  return ratio(equal * all - by_chance, all * all - by_chance);
}

}  // namespace sluice::rfm

#include "rfm/crossing.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <string>
#include <utility>

#include "base/contingency.h"
#include "base/distributions.h"
#include "base/errors.h"
#include "base/multiple_tests.h"
#include "base/number_text.h"
#include "dataset/value_ranges.h"
#include "rfm/attribute_report.h"
#include "rfm/groupings.h"
#include "rfm/selection.h"
#include "rfm/value_words.h"

namespace sluice::rfm {
namespace {

constexpr double kSignificance = 0.05;

/// The groups, and in which of them a row of the profile is.
struct CrossedGroups {
  TextPair title;
  std::vector<CrossedGroup> groups;
  std::vector<uint16_t> of_row;
};

Result<CrossedGroups> crossed_groups(const Analysis& analysis, const std::string& by) {
  CrossedGroups result;
  if (by == "segment") {
    result.title = {"Segments", "客户分群"};
    for (const Segment& segment : analysis.map->segments) {
      result.groups.push_back({segment.id, segment.name, segment.color, 0});
    }
    result.of_row = analysis.segment;
    return result;
  }
  const auto found = std::find(kGroupingIds.begin(), kGroupingIds.end(), by);
  const auto grouping = static_cast<size_t>(found - kGroupingIds.begin());
  if (analysis.groups[grouping].empty()) {
    return not_applicable({"These groups need figures that the files do not have. Choose others.",
                           "该分组需要文件中没有的数据，请另选一种。"});
  }
  const GroupingWords& words = groupings()[grouping];
  result.title = words.name;
  for (const GroupWords& group : words.groups) result.groups.push_back({group.id, group.name, group.color, 0});
  result.of_row.assign(analysis.groups[grouping].begin(), analysis.groups[grouping].end());
  return result;
}

/// The values of an attribute as the rows of the table: by code the index of a row.
struct CrossedClasses {
  std::vector<CrossedValue> values;
  std::vector<uint32_t> of_code;
};

// By code, how many have it.
using CodeCounts = std::vector<uint64_t>;

std::vector<uint32_t> most_frequent(const CodeCounts& counts) {
  std::vector<uint32_t> codes;
  for (uint32_t code = 0; code < counts.size(); ++code) {
    if (counts[code] > 0) codes.push_back(code);
  }
  std::stable_sort(codes.begin(), codes.end(), [&](uint32_t a, uint32_t b) { return counts[a] > counts[b]; });
  return codes;
}

// Nothing where one of the values is no number, or few of them are different.
std::optional<CrossedClasses> classes_of_numbers(const CustomerAttribute& attribute, const CodeCounts& counts,
                                                 const std::vector<uint32_t>& codes) {
  if (codes.size() <= kMostCrossedValues) return std::nullopt;
  std::vector<double> number_of(counts.size());
  std::vector<CountedNumber> numbers;
  for (const uint32_t code : codes) {
    const std::optional<double> number = number_of_value(attribute.values.at(code));
    if (!number) return std::nullopt;
    number_of[code] = *number;
    numbers.push_back({*number, counts[code]});
  }
  std::sort(numbers.begin(), numbers.end(),
            [](const CountedNumber& a, const CountedNumber& b) { return a.number < b.number; });
  const std::vector<double> bounds = quarter_bounds(numbers);
  if (bounds.empty()) return std::nullopt;
  CrossedClasses classes;
  for (size_t i = 0; i <= bounds.size(); ++i) classes.values.push_back({.label = range_label(bounds, i)});
  classes.of_code.assign(counts.size(), 0);
  for (const uint32_t code : codes) classes.of_code[code] = static_cast<uint32_t>(range_of(bounds, number_of[code]));
  return classes;
}

CrossedClasses classes_of(const CustomerAttribute& attribute, const CodeCounts& counts) {
  const std::vector<uint32_t> codes = most_frequent(counts);
  if (auto ranges = classes_of_numbers(attribute, counts, codes)) return *ranges;
  CrossedClasses classes;
  classes.of_code.assign(counts.size(), 0);
  const size_t own = codes.size() <= kMostCrossedValues ? codes.size() : kMostCrossedValues - 1;
  for (size_t i = 0; i < own; ++i) {
    const std::string value(attribute.values.at(codes[i]));
    classes.of_code[codes[i]] = static_cast<uint32_t>(i);
    classes.values.push_back({.label = {value, value}, .value = value});
  }
  if (own == codes.size()) return classes;
  const std::string others = grouped_text(codes.size() - own);
  classes.values.push_back({.label = {others + " others", "其他 " + others + " 个"}});
  for (size_t i = own; i < codes.size(); ++i) classes.of_code[codes[i]] = static_cast<uint32_t>(own);
  return classes;
}

// Whichever of the groups and values the filter names.
FilterSpec without_own(FilterSpec filter, const CrossingSpec& spec, const std::string& attribute) {
  if (spec.by == "segment") filter.segments.clear();
  for (const Grouping grouping : kGroupings) {
    if (spec.by == kGroupingIds[grouping]) (filter.*kGroupLists[grouping]).clear();
  }
  std::erase_if(filter.attributes, [&](const AttributeCondition& one) { return one.attribute == attribute; });
  return filter;
}

uint32_t code_of(const CustomerAttribute& attribute, uint32_t customer) {
  return customer < attribute.value.size() ? attribute.value[customer] : Dictionary::kNone;
}

void count_cells(const Analysis& analysis, const CustomerAttribute& attribute, const std::vector<uint8_t>& selected,
                 const CrossedGroups& groups, CrossingReport& report) {
  CodeCounts counts(attribute.values.size());
  for (size_t row = 0; row < selected.size(); ++row) {
    if (selected[row] == 0) continue;
    const uint32_t code = code_of(attribute, analysis.profile.customer[row]);
    code == Dictionary::kNone ? ++report.unknown : ++counts[code];
  }
  CrossedClasses classes = classes_of(attribute, counts);
  report.values = std::move(classes.values);
  for (CrossedValue& value : report.values) value.cells.resize(report.groups.size());
  for (size_t row = 0; row < selected.size(); ++row) {
    const uint32_t code = code_of(attribute, analysis.profile.customer[row]);
    if (selected[row] == 0 || code == Dictionary::kNone) continue;
    CrossedValue& value = report.values[classes.of_code[code]];
    const uint16_t group = groups.of_row[row];
    ++value.customers;
    ++value.cells[group].customers;
    ++report.groups[group].customers;
    ++report.customers;
  }
}

// Shares, indices and deviations; the p-value of each cell that is tested.
std::vector<std::optional<double>> compare_cells(CrossingReport& report) {
  std::vector<std::optional<double>> p;
  const auto all = static_cast<double>(report.customers);
  for (CrossedValue& value : report.values) {
    value.share = static_cast<double>(value.customers) / all;
    for (size_t i = 0; i < value.cells.size(); ++i) {
      CrossedCell& cell = value.cells[i];
      std::optional<double>& own_p = p.emplace_back();
      const auto group = static_cast<double>(report.groups[i].customers);
      if (group == 0) continue;
      cell.share = static_cast<double>(cell.customers) / group;
      cell.index = 100 * *cell.share / value.share;
      const double expected = group * value.share;
      const double variance = expected * (1 - value.share) * (1 - group / all);
      if (!(variance > 0)) continue;
      cell.deviation = (static_cast<double>(cell.customers) - expected) / std::sqrt(variance);
      cell.too_few = expected < kFewestExpected;
      if (!cell.too_few) own_p = normal_two_sided(*cell.deviation);
    }
  }
  return p;
}

TextPair finding_sentence(const CrossingReport& report, const CrossedValue& value, size_t group) {
  const CrossedCell& cell = value.cells[group];
  const std::string share = percent_text(*cell.share), all = percent_text(value.share);
  const std::string index = grouped_text(*cell.index, 0);
  const bool more = *cell.deviation > 0;
  return {"'" + report.groups[group].name.en + "': " + share + " are '" + value.label.en + "', against " + all +
              " of all (index " + index + "): " + (more ? "more" : "fewer") + " than chance brings.",
          "“" + report.groups[group].name.zh + "”中“" + value.label.zh + "”占 " + share + "，全部客户中占 " + all +
              "（指数 " + index + "），" + (more ? "明显偏多。" : "明显偏少。")};
}

void find_what_stands_out(CrossingReport& report) {
  const std::vector<std::optional<double>> p = adjust_holm(compare_cells(report));
  std::vector<std::pair<double, CrossingFinding>> found;
  for (size_t at = 0; at < p.size(); ++at) {
    const size_t row = at / report.groups.size(), group = at % report.groups.size();
    CrossedCell& cell = report.values[row].cells[group];
    cell.stands_out = p[at] && *p[at] < kSignificance;
    if (!cell.stands_out) continue;
    found.push_back({std::abs(*cell.deviation), {row, group, finding_sentence(report, report.values[row], group)}});
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  for (auto& [strength, finding] : found) report.findings.push_back(std::move(finding));
}

// In words, by Cohen 1988 (section 7.2) for a table whose shorter side is two: 0.1, 0.3, 0.5.
TextPair strength_words(double cramers_v) {
  if (cramers_v < 0.1) return {"hardly", "几乎没有"};
  if (cramers_v < 0.3) return {"weakly", "较弱"};
  if (cramers_v < 0.5) return {"clearly", "明显"};
  return {"strongly", "很强"};
}

TextPair crossing_verdict(const CrossingReport& report) {
  if (!report.test) {
    return {"There is nothing to compare: it takes two values and two groups with customers.",
            "没有可比较的内容：至少需要两个取值和两个有客户的分组。"};
  }
  const std::string v = grouped_text(report.test->cramers_v, 2);
  TextPair verdict;
  if (report.test->p < kSignificance) {
    const TextPair strength = strength_words(report.test->cramers_v);
    verdict = {"They hang together " + strength.en + " (Cramér's V " + v + ")",
               "两者的关联" + strength.zh + "（Cramér's V 为 " + v + "）"};
    verdict = {verdict.en + ": a table as uneven as this comes by chance in fewer than 5 of 100 cases.",
               verdict.zh + "：这样的差异由偶然产生的概率低于 5%。"};
  } else {
    verdict = {
        "Chance alone brings tables as uneven as this (Cramér's V " + v + "): nothing shows that they hang together.",
        "这样的差异可能只是偶然（Cramér's V 为 " + v + "），没有证据表明两者有关。"};
  }
  if (!report.test->few_expected) return verdict;
  return {verdict.en + " Many cells hold few customers, so that this is not to be relied on.",
          verdict.zh + "许多单元格的客户很少，该结论不可靠。"};
}

std::optional<CrossingTest> test_of(const CrossingReport& report) {
  std::vector<uint64_t> counts;
  for (const CrossedValue& value : report.values) {
    for (const CrossedCell& cell : value.cells) counts.push_back(cell.customers);
  }
  if (counts.empty()) return std::nullopt;
  const std::optional<ContingencyTest> test = chi_square_test(counts, report.groups.size());
  if (!test) return std::nullopt;
  return CrossingTest{test->chi_square, test->degrees, test->p, test->cramers_v, test->few_expected};
}

}  // namespace

Result<CrossingReport> make_crossing(const Dataset& dataset, const Analysis& analysis, const CrossingSpec& spec,
                                     const FilterSpec& filter) {
  if (dataset.attributes.empty()) {
    return not_applicable(
        {"The files say nothing of the customers beside what they bought. Add a file with their "
         "attributes, or choose the role 'attribute' for a column.",
         "文件中没有购买以外的客户信息。请添加客户属性文件，或将某列的角色设为“属性”。"});
  }
  size_t index = find_attribute(dataset, spec.attribute);
  if (index == dataset.attributes.size()) index = 0;
  const CustomerAttribute& attribute = dataset.attributes[index];
  Result<CrossedGroups> groups = crossed_groups(analysis, spec.by);
  if (!groups) return std::move(groups).error();
  const Result<std::vector<uint8_t>> selected = select(dataset, analysis, without_own(filter, spec, attribute.name));
  if (!selected) return selected.error();
  CrossingReport report;
  report.attribute = attribute.name;
  report.title = attribute.title;
  report.by = spec.by;
  report.by_title = groups->title;
  report.groups = groups->groups;
  count_cells(analysis, attribute, *selected, *groups, report);
  find_what_stands_out(report);
  report.test = test_of(report);
  report.verdict = crossing_verdict(report);
  return report;
}

}  // namespace sluice::rfm

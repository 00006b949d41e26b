// Who the customers of each group are: an attribute against segments, or another grouping. Plain data. Shares are 0..1,
// of the customers with a known value.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/text_pair.h"

namespace sluice::rfm {

/// Customers of one group with one value.
struct CrossedCell {
  uint64_t customers = 0;
  std::optional<double> share;      ///< of the group; none where the group has nobody, likewise the next
  std::optional<double> index;      ///< share / that of all customers, times 100: 120 is a fifth more than the average
  std::optional<double> deviation;  ///< from chance, in standard deviations (adjusted residual); none where nothing
                                    ///< varies
  bool too_few = false;             ///< chance would bring fewer than kFewestExpected: not tested
  bool stands_out = false;          ///< more, or less, than chance brings anywhere in the table in one of twenty tables
};

struct CrossedValue {
  TextPair label;
  std::optional<std::string> value;  ///< for FilterSpec::attributes; none of a range and of all others together
  uint64_t customers = 0;
  double share = 0;
  std::vector<CrossedCell> cells;  ///< by group
};

struct CrossedGroup {
  std::string id;
  TextPair name;
  std::string color;  ///< "#rrggbb", or empty
  uint64_t customers = 0;
};

/// Whether the attribute and the groups have anything to do with each other.
struct CrossingTest {
  double chi_square = 0, degrees = 0;
  double p = 1;
  double cramers_v = 0;       ///< 0: nothing, 1: one tells the other
  bool few_expected = false;  ///< p is not to be relied on
};

/// A cell that stands out, in words.
struct CrossingFinding {
  uint64_t value = 0, group = 0;  ///< indices
  TextPair sentence;
};

struct CrossingReport {
  std::string attribute;
  TextPair title;  ///< of the attribute
  std::string by;  ///< as in CrossingSpec
  TextPair by_title;
  uint64_t customers = 0;  ///< with a known value
  uint64_t unknown = 0;    ///< without
  std::vector<CrossedGroup> groups;
  std::vector<CrossedValue> values;  ///< most customers first, all others together last; ranges ascending
  std::optional<CrossingTest> test;  ///< none where there are not two of each
  TextPair verdict;
  std::vector<CrossingFinding> findings;  ///< the strongest first
};

}  // namespace sluice::rfm

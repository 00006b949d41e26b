// From values to scores 1..k, best = k. A method sees one dimension at a time and answers with cut points in the data's
// own units; the same rule then turns any value into its score, so what is drawn, explained and counted is one thing.
//
// Cuts ascend, k - 1 of them, and may repeat:
//   frequency, monetary   score = 1 + number of cuts < x
//   recency               score = k - number of cuts < x      (fewer days are better)
// Where no customer is under a cut, it lies at least one unit below the smallest value; where none is above, it is the
// largest value. So `thresholds` with the cuts of another method gives that method's scores, but for `ntile`: it alone
// parts customers with equal values, and its cuts are the largest values of its bins and no more. A method of two
// scores has k - 1 equal cuts: whoever is beyond them has the best score k, everyone else 1.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/text_pair.h"
#include "rfm/rfm_spec.h"

namespace sluice::rfm {

/// Of the values of one dimension, as the report has them (Totals).
struct Averages {
  double mean = 0, median = 0;
};

/// One dimension as a scoring method sees it.
struct ScoringInput {
  std::span<const double> values;  ///< by profile row, which is by customer id; not empty
  std::span<const double> sorted;  ///< the same, ascending
  bool lower_is_better = false;    ///< recency
  int bins = 5;
  std::span<const double> own_cuts;  ///< DimensionSpec::cuts
  Averages averages{};
};

struct Scoring {
  std::vector<double> cuts;
  std::vector<uint8_t> scores;  ///< by profile row
};

/// Where one value stands: what an explanation is made of.
struct Standing {
  double value = 0;
  int score = 0;
  int bins = 5;
  bool lower_is_better = false;
  uint64_t worse = 0, equal = 0, better = 0;  ///< customers; equal counts this one too
  std::span<const double> cuts;
  double minimum = 0, maximum = 0;  ///< of all customers, like the averages
  Averages averages;
};

/// A way to score. A new one is a file of its own and a line in scoring_methods.cpp.
struct ScoringMethod {
  std::string_view name;
  Scoring (*score)(const ScoringInput& input);
  TextPair (*explain)(const Standing& standing);  ///< the computation in words and numbers, one sentence
  bool user_cuts = false;     ///< the cuts are the user's own and count even where nobody is beyond them
  bool by_rank = false;       ///< wants bins of equal size, so that ties over a nominal cut matter
  bool splits_equal = false;  ///< customers with equal values may score differently: the cuts do not tell the score
  bool two_scores = false;    ///< gives the scores 1 and k only, so that all cuts are one

  /// How many bins there are where there are k scores.
  int bins_of(int k) const { return two_scores ? 2 : k; }
};

/// The score of a value under the rule above.
int score_of(double value, std::span<const double> cuts, bool lower_is_better);
std::vector<uint8_t> scores_of(std::span<const double> values, std::span<const double> cuts, bool lower_is_better);

/// Customers who share a value that reaches over a nominal k-quantile: the group, of two or more, fills ranks (a, b]
/// and a < i n / k < b for some i in 1..k-1. A property of the data, the same for every method of so many bins.
uint64_t count_straddling(std::span<const double> sorted, int bins);

/// Customers whose equals have another score than some of them.
uint64_t count_split(std::span<const double> values, std::span<const double> sorted, std::span<const uint8_t> scores);

/// The cuts around a value that separate it from somebody (or any, for the user's own cuts).
struct Neighbourhood {
  std::optional<double> below, above;  ///< below < value <= above
};
Neighbourhood cuts_around(double value, std::span<const double> cuts, std::span<const double> sorted, bool user_cuts);

/// Bins within 3..10 and the user's cuts: bins - 1 of them, finite, ascending. `pointer` names the dimension.
Status check_dimension(const DimensionSpec& spec, int bins, const std::string& pointer);

}  // namespace sluice::rfm

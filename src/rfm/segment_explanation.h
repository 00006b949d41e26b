// One segment as its panel shows it: who its customers are, what sets them apart from the others, what it would be
// worth to move some of them up. Shares are 0..1, money is in the file's currency, recency in days. Plain data.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/text_pair.h"
#include "rfm/rfm_report.h"

namespace sluice::rfm {

/// How the customers of a segment stand in one dimension, and how the others do.
struct DimensionContrast {
  std::string name;                                              ///< "recency", "frequency", "monetary"
  std::optional<double> lower_quartile, median, upper_quartile;  ///< type 7; none without customers
  std::optional<double> median_of_others;                        ///< none where there are no others
  /// Probability of superiority: the share of pairs of one customer of the segment and one other in which the former is
  /// better, equal pairs by half (McGraw & Wong 1992; the measure A of Vargha & Delaney 2000). None without others.
  std::optional<double> superiority;
  TextPair sentence;
};

/// A value of an attribute that customers of the segment have more or less often than the others.
struct AttributeContrast {
  std::string attribute;  ///< CustomerAttribute::name
  TextPair title;         ///< of the attribute
  std::string value;
  uint64_t customers = 0;  ///< of the segment
  double share = 0;        ///< of the segment's customers whose value is known
  double share_of_others = 0;
  double z = 0;  ///< pooled test of two proportions
  TextPair sentence;
};

/// Part of the customers who would move up, by the segment that they would reach.
struct Ascent {
  std::string segment;  ///< id of the nearest segment that stands above
  TextPair name;
  uint64_t customers = 0;        ///< of the whole segment for whom it is the nearest one
  double gain_per_customer = 0;  ///< mean revenue of a customer there less that of one here; may be negative
  double gain = 0;               ///< of kAscending of these customers
};

struct SegmentExplanation {
  std::string id;
  TextPair name;
  TextPair advice;
  Totals totals;  ///< of the segment's customers whom the rest of the filter leaves; likewise what follows
  std::optional<double> customer_share, revenue_share;  ///< of everybody whom the rest of the filter leaves
  TextPair who;                                         ///< in a sentence or two
  std::array<DimensionContrast, 3> dimensions;
  std::vector<AttributeContrast> attributes;  ///< at most kMostContrasts, the clearest first
  std::vector<Ascent> ascents;                ///< most customers first
  double ascending = 0;                       ///< customers: kAscending of all who have a segment above them
  std::optional<double> gain;                 ///< of all ascents; none where there is none
  TextPair worth;                             ///< the same in words, with what is assumed
};

}  // namespace sluice::rfm

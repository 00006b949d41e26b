// From the dataset to scored, segmented customers and their report. The steps are separate so that a changed way to
// score does not measure again, and a changed filter does not score again: analyze (measure, grade) -> select ->
// make_report; customers.h answers questions about the result.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "base/result.h"
#include "dataset/dataset.h"
#include "rfm/groupings.h"
#include "rfm/lifetime.h"
#include "rfm/profile.h"
#include "rfm/rfm_report.h"
#include "rfm/rfm_spec.h"
#include "rfm/segment_map.h"
#include "rfm/weights.h"

namespace sluice::rfm {

/// What does not depend on how customers are scored. Columns are by row of the profile.
struct Measured {
  Profile profile;
  std::array<std::vector<double>, 3> sorted;           ///< the profile's R, F and M, ascending
  std::vector<uint32_t> by_revenue;                    ///< rows, most first, equal ones in their own order
  std::vector<int64_t> descending_revenue;             ///< theirs, in that order
  std::array<std::vector<HistogramBar>, 3> histogram;  ///< of R, F and M; nobody is selected yet
  std::array<std::vector<uint8_t>, 3> bar;             ///< in which bar of it a row stands
  Totals totals;                                       ///< of everybody
  std::optional<double> usual_gap;                     ///< rfm/groupings.h
  uint64_t prospects = 0;                              ///< customers of the dataset without a purchase
  uint64_t people = 0;                                 ///< all customers of the dataset, prospects among them
  std::vector<int64_t> descending_margin;              ///< of the profile
  std::optional<double> long_tenure;                   ///< rfm/groupings.h
  Lifetime lifetime;
};

/// Customers whom neither scores nor map tell apart: the same three scores and, under a map of kind split, the same
/// sides of its values. What is charted by score, cell or segment is added up from these.
struct ScoreCell {
  std::array<uint8_t, 3> scores{};  ///< R, F, M
  uint16_t map_cell = 0;            ///< index into SegmentMap::cells
  uint16_t segment = 0;             ///< index into SegmentMap::segments
  double weighted = 0;              ///< weighted score, 1..bins
  uint64_t customers = 0;
};

/// What the scores make of it.
struct Graded {
  std::array<std::vector<uint8_t>, 3> scores;  ///< R, F, M; 1..bins
  std::array<std::vector<double>, 3> cuts;     ///< bins - 1, ascending, in data units (rfm/scoring.h)
  std::array<double, 3> split{};               ///< of the eight-class map: better is < for R, > for F and M
  WeightsInForce weights;                      ///< in force
  std::vector<ScoreCell> cells;                ///< by R, then F, then M, then sides; ascending
  std::vector<uint16_t> cell;                  ///< in which of them a row is
  std::vector<double> weighted;                ///< weighted score, 1..bins
  std::vector<uint16_t> segment;               ///< index into map->segments
  GroupDays group_days;                        ///< in force
  std::array<std::vector<uint8_t>, kGroupingIds.size()> groups;  ///< by Grouping; empty where it is not applicable
  std::shared_ptr<const SegmentMap> map;                         ///< never null
};

struct Analysis : Measured, Graded {
  std::vector<uint8_t> cluster;  ///< number - 1; empty while nobody has asked for clusters
  size_t clusters = 0;           ///< how many there are
  /// By row the number, from 1, of the furthest step of the funnel, 0: none; empty while nobody has asked for it.
  std::vector<uint8_t> funnel_depth;
};

/// `lines` as for make_profile. Errors: not_applicable (neither orders nor a customer table), bad_spec (a map that
/// needs another number of bins...), no_usable_rows (no customer has a purchase).
Result<Analysis> analyze(const Dataset& dataset, const RfmSpec& spec, const Lines* lines);

/// The same without Measured::lifetime and what is made of it, which takes the longest; it is marked as pending.
Result<Analysis> analyze_scores(const Dataset& dataset, const RfmSpec& spec, const Lines* lines);

/// Gives an analysis under this spec what analyze_scores left out: what is expected of its customers.
void take_estimates(const RfmSpec& spec, Lifetime lifetime, Analysis& analysis);

/// The second part of analyze alone: the same customers under another spec of the same_values and the
/// same_estimates. Error: bad_spec.
Result<Graded> grade(const Measured& measured, const RfmSpec& spec);

RfmReport make_report(const Dataset& dataset, const Analysis& analysis, const RfmSpec& spec, const FilterSpec& filter,
                      const std::vector<uint8_t>& selected);

}  // namespace sluice::rfm

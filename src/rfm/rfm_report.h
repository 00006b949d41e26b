// Every number of the recency-frequency-monetary screens. Shares are 0..1, money is in the file's currency, recency in
// days. Plain data, no behaviour.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/text_pair.h"
#include "rfm/rfm_spec.h"

namespace sluice::rfm {

/// Key figures of a set of customers.
struct Totals {
  uint64_t customers = 0;
  uint64_t orders = 0;  ///< purchases: after the returns rule; for a customer table the sum of frequency
  double revenue = 0;
  std::optional<double> average_order;  ///< revenue / orders
  std::optional<double> revenue_per_customer;
  std::optional<double> mean_recency, mean_frequency, mean_monetary;
  std::optional<double> median_recency, median_frequency, median_monetary;
  std::optional<double> repeat_share;  ///< customers with >= 2 purchases / customers
};

/// One score of one dimension: who has it, and which values do.
struct BinReport {
  int score = 0;
  uint64_t customers = 0;
  std::optional<double> lowest, highest;  ///< of the values in it
};

struct HistogramBar {
  double from = 0, to = 0;  ///< [from, to), the last one [from, to]; wider than the others where it gathers a long tail
  uint64_t customers = 0;
  uint64_t selected = 0;  ///< of those that everything but the filter's range of this dimension leaves
};

struct DimensionReport {
  std::string name;  ///< "recency", "frequency", "monetary"
  std::string method;
  int bins = 5;
  std::vector<double> cuts;       ///< bins - 1, ascending, in data units: each the largest value of the bin under it
  std::vector<BinReport> scores;  ///< by score, 1 first
  uint64_t straddling = 0;        ///< customers whose equal values reach over a nominal cut, where equal bins would end
  uint64_t split = 0;             ///< customers whose equals have another score than some of them: `ntile` only
  double minimum = 0, maximum = 0, mean = 0, median = 0;
  std::vector<HistogramBar> histogram;
};

struct SegmentReport {
  std::string id;  ///< stable name in the map: "champions"
  TextPair name;
  TextPair advice;    ///< what to do about it
  std::string color;  ///< "#rrggbb" hue of the map; themes adapt it
  uint64_t customers = 0;
  double customer_share = 0;
  double revenue = 0;
  std::optional<double> revenue_share;  ///< none where total revenue is <= 0
  std::optional<double> average_order;
  std::optional<double> mean_recency, mean_frequency, mean_monetary;
  bool rest = false;      ///< as in Segment: it has no place in the order of the others
  bool selected = false;  ///< named by the filter
};

/// One (r, f, m) of the map in force; bits for a map of kind split.
struct MapCellReport {
  std::string key;         ///< as in MapDocument::cells
  uint64_t segment = 0;    ///< index into RfmReport::segments
  uint64_t claims = 0;     ///< rules that hold for it
  bool by_itself = false;  ///< named as a single cell, before any rule
  uint64_t customers = 0;  ///< of all, whatever the filter
};

enum class MapFindingKind {
  unassigned_cells,         ///< no rule holds for them and nothing names them
  rest_cells,               ///< likewise, and a segment of the map takes the rest
  contested_cells,          ///< several rules hold; the first one counts
  idle_rule,                ///< others are before it everywhere
  segment_without_cell,     ///< nothing leads to it
  segment_without_customer  ///< nobody is in its cells
};

/// Something to know about a map before one relies on it.
struct MapFinding {
  MapFindingKind kind = MapFindingKind::unassigned_cells;
  bool is_mistake = false;  ///< else it is merely good to know
  TextPair sentence;
  std::vector<std::string> cells;  ///< keys
};

/// The map in force as it is made up, with what a check of it finds.
struct MapReport {
  MapKind kind = MapKind::recency_frequency;
  int bins = 5;                      ///< 0 for split
  TextPair rule;                     ///< as in MapDocument; RfmReport::map_rule adds what a split comes to
  std::vector<MapRule> rules;        ///< the first that holds counts
  std::vector<MapCellReport> cells;  ///< by r, then f, then m; ascending
  std::vector<MapFinding> findings;  ///< mistakes first
};

struct GridCell {
  int recency = 0, frequency = 0;  ///< scores
  std::string segment;             ///< id where the map is by R and F only, else empty
  uint64_t customers = 0;
  double revenue = 0;
  std::optional<double> mean_monetary;
};

/// Customers with the same three scores.
struct CubeCell {
  int recency = 0, frequency = 0, monetary = 0;
  std::string segment;             ///< id of the one that most of them belong to
  uint64_t segment_customers = 0;  ///< how many do: all, unless the map splits by values instead of scores
  uint64_t customers = 0;
  double revenue = 0;
};

/// A number that a grouping is made by, in days, purchases or a share.
struct GroupThreshold {
  std::string id;  ///< name of the member of the grouping's spec: "at_risk_days"
  double value = 0;
  bool from_data = false;  ///< the spec leaves it to the data
};

struct GroupReport {
  std::string id;  ///< "vip", "at_risk"...
  TextPair name;
  TextPair also;      ///< of tiers: the same group as high, medium or low value; else empty
  TextPair advice;    ///< what to do about them
  std::string color;  ///< "#rrggbb"; empty: groups are steps of one scale
  uint64_t customers = 0;
  double customer_share = 0;
  double revenue = 0;
  std::optional<double> revenue_share;  ///< none where total revenue is <= 0
  std::optional<double> average_order;
  std::optional<double> mean_recency;
  std::optional<double> margin;            ///< of all of them; none where no cost or margin is known
  std::optional<double> expected_revenue;  ///< of all of them within LifetimeReport::horizon_days; none for a customer
                                           ///< table or with no_estimate
  std::optional<double> rule_of_thumb;     ///< of tiers: share of revenue that the 50/30/20 rule expects
  bool selected = false;                   ///< named by the filter
};

/// Whom the files name without a purchase: the step before the first group. There is nothing of theirs to score, to add
/// up or to filter by: they are in no other figure, and stay under every filter.
struct ProspectReport {
  std::string id;  ///< "prospect", no group that a filter may name
  TextPair name;
  TextPair advice;    ///< what to do about them
  std::string color;  ///< "#rrggbb"
  uint64_t people = 0;
  double share = 0;  ///< of everybody whom the files name
};

/// Every customer in exactly one group.
struct GroupingReport {
  std::string id;  ///< one of kGroupingIds
  TextPair name;
  TextPair rule;                              ///< how the groups are made, with the thresholds in force, and whom not
  TextPair not_applicable;                    ///< why there are no groups and what to do; else empty
  std::vector<GroupThreshold> thresholds;     ///< in force
  std::optional<ProspectReport> prospects{};  ///< of the loyalty ladder and the life cycle, where there are any
  std::vector<GroupReport> groups;            ///< from the best customers or the first step; none where not applicable
};

/// What is to be expected of all customers (rfm/lifetime.h); how it is known is in ValueReport.
struct LifetimeReport {
  int horizon_days = 0;                    ///< expected revenue is of so many days from the snapshot on
  std::optional<double> expected_revenue;  ///< of all scored customers
  TextPair no_estimate;                    ///< why nothing is expected, of nobody; else empty
  std::optional<double> active;            ///< how many are probably still customers; none without models
  std::optional<double> value;             ///< lifetime value of all; likewise
  /// Why there are no models: what is expected is then what the latest period brought. Empty with models.
  TextPair no_models;
  int period_days = 0;  ///< how long that period is, and those that growth compares
};

/// Customers sorted by revenue, best first: after a share of the customers, the share of revenue.
struct ConcentrationPoint {
  double customers = 0;
  double revenue = 0;
};

/// Customers with one value of an attribute, or with any of several.
struct AttributeFigures {
  uint64_t customers = 0;
  double customer_share = 0;
  double revenue = 0;
  std::optional<double> revenue_share;  ///< none where total revenue is <= 0
};

struct AttributeValueReport {
  std::string value;
  AttributeFigures figures;
  bool selected = false;  ///< named by the filter
};

/// A breakdown by what is known of the customers.
struct AttributeReport {
  std::string name;        ///< for FilterSpec::attributes
  TextPair title;          ///< as it is shown
  std::vector<int> files;  ///< indices into ImportReport::files: where the column stands
  uint64_t distinct = 0;   ///< values that customers have
  uint64_t several = 0;    ///< customers of all files of whom several values are said; the latest counts
  std::vector<AttributeValueReport> values;  ///< most customers first; the first 30 and those that the filter names
  uint64_t rest_values = 0;                  ///< how many other values have customers
  AttributeFigures rest;                     ///< customers with one of those
  AttributeFigures unknown;                  ///< customers without a value
  bool unknown_selected = false;
};

struct Concentration {
  std::vector<ConcentrationPoint> curve;  ///< at most 201 points from (0,0) to (1,1); none where the total is <= 0
  std::optional<double> gini;             ///< of revenue per customer; none where a revenue is negative or all are 0
  std::optional<double> top_fifth_share;  ///< revenue of the best 20 % of the customers; none where the total is <= 0
  std::optional<double> bottom_fifth_share;   ///< likewise of the 20 % with the least revenue
  std::optional<double> bottom_fifth_margin;  ///< money that the 20 % with the least margin bring, a loss if negative;
                                              ///< none where no cost or margin is known
};

/// From order lines to scored customers:
/// amount = amount_after_snapshot + amount_before_lookback + amount_without_purchase + revenue of all (+ return_amount
/// where returns are dropped). It begins with the lines that the cleaning rules leave; LedgerReport tells the way from
/// the file to here.
struct Ledger {
  uint64_t lines = 0;                 ///< order lines that the cleaning rules leave; rows of a customer table
  double amount = 0;                  ///< their sum
  uint64_t lines_after_snapshot = 0;  ///< excluded: on a later day than the snapshot
  double amount_after_snapshot = 0;
  uint64_t lines_before_lookback = 0;  ///< excluded: on an earlier day than the lookback period
  double amount_before_lookback = 0;
  uint64_t customers_left_out = 0;          ///< no line of theirs is left, be it by a cleaning rule or by the snapshot
  uint64_t return_lines = 0;                ///< lines marked as returns, up to the snapshot
  double return_amount = 0;                 ///< their sum (usually negative)
  uint64_t void_orders = 0;                 ///< orders that net to <= 0 and so are no purchases (returns rule `net`)
  uint64_t customers_without_purchase = 0;  ///< left out: every order of theirs is void
  uint64_t lines_without_purchase = 0;      ///< these customers' lines that count
  double amount_without_purchase = 0;       ///< and their sum
};

struct RfmReport {
  std::string source;               ///< "orders" or "customer_table"
  std::string snapshot;             ///< "YYYY-MM-DD"; empty for a customer table
  std::string first_day, last_day;  ///< of the transactions used
  std::string currency;
  MonetaryMeasure monetary_measure = MonetaryMeasure::sum;  ///< in force: the sum where no cost or margin is known
  FrequencyMeasure frequency_measure = FrequencyMeasure::orders;  ///< the one in force: days where no order ids are
  Ledger ledger;
  Totals all;                                 ///< of every scored customer
  Totals selection;                           ///< of those that the filter leaves; equals `all` without one
  std::array<DimensionReport, 3> dimensions;  ///< R, F, M
  Weights weights;                            ///< in force, whatever they come from
  std::optional<double> consistency_ratio;    ///< of the comparisons that the weights come from; above 0.1 is too much
  std::string map;
  TextPair map_name;
  TextPair map_rule;  ///< one sentence; for `eight` with its split values
  MapReport map_report;
  /// Segments, grid and each grouping are of the customers that the other lists of the filter leave, so that what a
  /// list does not name keeps its figures beside what it names. Shares are of these customers.
  std::vector<SegmentReport> segments;    ///< in the order of the map
  std::vector<GridCell> grid;             ///< bins x bins, recency-major from 1
  std::vector<CubeCell> cube;             ///< by r, then f, then m; only those with customers; of whom the grid is
  std::vector<GroupingReport> groupings;  ///< by kGroupingIds
  /// Of many customers: neither `lifetime` nor the kinds among the groupings are worked out yet.
  bool estimates_pending = false;
  std::optional<LifetimeReport> lifetime;   ///< none for a customer table
  uint64_t prospects = 0;                   ///< in the files without any order: they are in no other figure
  std::vector<AttributeReport> attributes;  ///< each likewise of the customers that the rest of the filter leaves
  Concentration concentration;              ///< of the selection
  std::vector<TextPair> notes;              ///< what a careful reader should know: ties, one order each, ...
};

}  // namespace sluice::rfm

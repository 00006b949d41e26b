// The same customers seen twice: in the segments of two dates (migration), or of two methods (comparison). A matrix of
// flows between the segments, what is to be said of it, and the customers behind each flow. Plain data.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text_pair.h"
#include "rfm/change_spec.h"

namespace sluice::rfm {

/// States outside of every map. No segment has such an id.
inline constexpr std::string_view kNotYet = ":not_yet";          ///< no purchase up to the first date
inline constexpr std::string_view kNoPurchase = ":no_purchase";  ///< none that counts at that date

/// Customers and their money. A comparison of methods knows one revenue only, the whole one.
struct FlowFigures {
  uint64_t customers = 0;
  std::optional<double> revenue_before;  ///< up to the first date, as it counts there; none in a comparison
  double revenue = 0;                    ///< after the first date, up to the second
};

/// A row or a column of the matrix: a segment of the map, or a state outside of it.
struct ChangeState {
  std::string id;
  TextPair name;
  std::string color;  ///< "#rrggbb" hue of the map; empty outside of it
  FlowFigures figures;
};

struct ChangeFlow {
  std::string before, after;  ///< ids of states
  FlowFigures figures;
};

/// Every customer is in exactly one flow: rows, columns and flows add up to `total`.
struct ChangeMatrix {
  std::vector<ChangeState> before;  ///< all segments in the order of the map, then states outside that somebody is in
  std::vector<ChangeState> after;
  std::vector<ChangeFlow> flows;  ///< with at least one customer; by row, then column
  FlowFigures total;
};

/// What became of the customers of one segment, or of all segments. customers = stayed + up + down + aside +
/// left.
struct Movement {
  std::string segment;  ///< id; empty for all
  uint64_t customers = 0;
  uint64_t stayed = 0;
  uint64_t up = 0, down = 0;  ///< to a segment that stands above, below it in the map
  uint64_t aside = 0;         ///< to or from the segment that takes the rest, which stands nowhere in the order
  uint64_t left = 0;          ///< in no segment on the second date
  std::optional<double> stayed_share, up_share, down_share, aside_share, left_share;
  double revenue = 0;                          ///< after the first date, up to the second
  std::optional<double> revenue_per_customer;  ///< of these customers, whether they bought or not
  uint64_t bought_again = 0;                   ///< with a purchase after the first date
  std::optional<double> bought_again_share;
};

struct MigrationReport {
  std::string from, to;       ///< "YYYY-MM-DD"; both days count as before
  TextPair from_reason;       ///< which first date was taken and why
  std::string earliest_from;  ///< the first day that can be chosen
  int days = 0;               ///< from the day after `from` up to `to` or, before it, the last day that the data hold
  MigrationCuts cuts = MigrationCuts::own;
  ChangeMatrix matrix;
  std::vector<Movement> segments;         ///< of the first date, in the order of the map
  Movement all;                           ///< of every customer who was in a segment
  double revenue = 0;                     ///< of everybody after the first date, up to the second
  std::optional<double> earlier_revenue;  ///< in as many days before; none where the data begin later
  std::vector<TextPair> verdict;          ///< what rose, what fell, and what that does not prove; with no day: that
  std::vector<TextPair> notes;            ///< what a careful reader should know
};

/// Scores of one dimension under both methods. Only where both have the same number of bins.
struct ScoreAgreement {
  std::string name;  ///< "recency", "frequency", "monetary"
  uint64_t equal = 0;
  uint64_t higher = 0, lower = 0;  ///< under the other method
};

struct ComparisonReport {
  std::string method;  ///< the other one; empty where the dimensions keep those that they have
  int bins = 5;
  std::string map;
  TextPair map_name;
  bool chosen = false;                 ///< by the user; else taken because nothing was chosen
  ChangeMatrix matrix;                 ///< rows: the segments in force; columns: the other ones
  std::vector<ScoreAgreement> scores;  ///< R, F, M; empty where the numbers of bins differ
  std::optional<uint64_t> moved;       ///< customers in another segment; none where the maps are different ones
  std::optional<double> agreement;     ///< share of customers in the same segment; likewise
  std::optional<double> kappa;         ///< Cohen's; none also where chance alone would agree on everybody
  std::vector<TextPair> notes;
};

enum class ChangeKind { migration, comparison };

/// The customers behind a flow, most revenue first, ties by id. An empty state stands for any.
struct FlowQuery {
  ChangeKind kind = ChangeKind::migration;
  std::string before, after;
  uint64_t offset = 0;
  uint64_t limit = 100;  ///< 1..10000

  bool operator==(const FlowQuery&) const = default;
};

/// Where a customer stands in one of two analyses.
struct CustomerStanding {
  std::array<int, 3> scores{};  ///< R, F, M
  double weighted = 0;
  std::string segment;  ///< id
};

struct FlowCustomer {
  std::string id;
  std::string name;
  std::string before, after;                ///< ids of states
  std::optional<CustomerStanding> earlier;  ///< none outside of the map
  std::optional<CustomerStanding> later;
  std::optional<double> revenue_before;  ///< as in FlowFigures
  double revenue = 0;
};

struct FlowPage {
  uint64_t total = 0;
  uint64_t offset = 0;
  std::vector<FlowCustomer> rows;
};

/// One customer at the first date of the migration, under the same settings.
struct FormerStanding {
  std::string day;
  std::optional<CustomerStanding> standing;  ///< none: in no segment then
  std::array<double, 3> values{};            ///< R, F, M; 0 without a standing
  TextPair segment_name;                     ///< or why there is none
};

}  // namespace sluice::rfm

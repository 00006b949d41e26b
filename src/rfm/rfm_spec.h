// What the user may choose about recency, frequency, monetary value, their scores and the segments. Plain data.
#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rfm/lifetime_spec.h"
#include "rfm/map_document.h"

namespace sluice::rfm {

/// What happens to returned goods (domain: 'Returns').
enum class ReturnsRule {
  net,   ///< negative lines reduce monetary; an order whose lines net to <= 0 is no purchase
  drop,  ///< lines marked as returns are left out
  keep,  ///< every line counts as it stands
};

enum class FrequencyMeasure { orders, days, lines };  ///< distinct orders, purchase days, or order lines

/// What the lines of a customer come to: all amounts, the amount per order, or the margin: what is left of the amounts
/// where the file says cost or margin.
enum class MonetaryMeasure { sum, mean, margin };

/// The ways to score, in the order in which they are offered; rfm/scoring_methods.h has a function for each.
inline constexpr std::array<std::string_view, 8> kScoringMethods{"midrank", "quantile", "rfm-r",  "ntile",
                                                                 "jenks",   "mean",     "median", "thresholds"};

/// Whether a method is known and finds its cut points itself.
constexpr bool finds_own_cuts(std::string_view method) {
  return method != "thresholds" &&
         std::find(kScoringMethods.begin(), kScoringMethods.end(), method) != kScoringMethods.end();
}

/// Scores of one dimension. `cuts` is used by `thresholds` only: bins - 1 ascending values in the data's unit (days,
/// orders, money). A value x has 1 + number of cuts < x for F and M; for R, bins - number of cuts < x.
struct DimensionSpec {
  std::string method = "midrank";  ///< one of kScoringMethods
  std::vector<double> cuts;

  bool operator==(const DimensionSpec&) const = default;
};

/// Weights of the three grades in the weighted score; each >= 0, together 1 (to 1e-9).
struct Weights {
  double recency = 0.08;
  double frequency = 0.27;
  double monetary = 0.65;

  bool operator==(const Weights&) const = default;
};

/// Where the weights come from.
enum class Weighting {
  own,          ///< RfmSpec::weights
  comparisons,  ///< RfmSpec::comparisons, by the analytic hierarchy process (AHP)
  entropy,      ///< the data: what tells customers apart weighs more
};

/// How many times as important one dimension is as another, on Saaty's scale from 1/9 to 9.
struct Comparisons {
  double recency_over_frequency = 1;
  double recency_over_monetary = 1;
  double frequency_over_monetary = 1;

  bool operator==(const Comparisons&) const = default;
};

/// A consistency ratio above 0.1 says that the comparisons contradict each other too much (Saaty 1980). Three decimals
/// count, as they are shown.
inline bool is_inconsistent(double consistency_ratio) { return consistency_ratio >= 0.1005; }

/// Where the eight-class map splits each dimension into better and not better.
enum class SplitRule { mean, median, own };
struct EightSpec {
  SplitRule split = SplitRule::mean;
  double recency = 0;  ///< days, with SplitRule::own; likewise orders and money
  double frequency = 0;
  double monetary = 0;

  bool operator==(const EightSpec&) const = default;
};

/// Shares of the customers, best first, in VIP and key tiers; the rest is ordinary.
struct TierSpec {
  double vip = 0.05;
  double key = 0.15;

  bool operator==(const TierSpec&) const = default;
};

/// Groupings beside the segment map: each puts every customer into exactly one of its groups (rfm/groupings.h).
enum Grouping : size_t { kTiers = 0, kLoyalty = 1, kLifecycle = 2, kGrowth = 3, kKinds = 4 };
inline constexpr std::array<std::string_view, 5> kGroupingIds{"tiers", "loyalty", "lifecycle", "growth", "kinds"};
inline constexpr std::array<Grouping, kGroupingIds.size()> kGroupings{kTiers, kLoyalty, kLifecycle, kGrowth, kKinds};

/// The loyalty ladder: from so many purchases a customer is regular, established, loyal; under the first, new. Loyal is
/// who has bought lately, too: an equally good customer who has been silent for longer is established.
struct LoyaltySpec {
  int regular = 2;  ///< purchases; 2 <= regular < established < loyal
  int established = 4;
  int loyal = 6;
  int active_days = 0;  ///< last purchase at most so long ago; 0: as long as nobody is at risk in LifecycleSpec

  bool operator==(const LoyaltySpec&) const = default;
};

/// First purchase, repeat and loyal customers by the number of purchases; whoever has been silent for longer than some
/// days is at risk, for longer than more days lost.
struct LifecycleSpec {
  int loyal = 6;         ///< purchases, >= 3
  int at_risk_days = 0;  ///< 0: from the data
  int lost_days = 0;     ///< >= at_risk_days; 0: from the data

  bool operator==(const LifecycleSpec&) const = default;
};

/// Most valuable customers, those with most room to grow, those who cost money, others. By margin.
struct GrowthSpec {
  double most_valuable = 0.2;  ///< share of the customers, best first by margin, 0..1
  int growable_purchases = 2;  ///< with most room to grow: at least so many purchases, >= 1,
  int growable_days = 0;       ///< the last one at most so long ago; 0: as long as nobody is at risk in LifecycleSpec

  bool operator==(const GrowthSpec&) const = default;
};

/// What customers are to the business, by the first of these that holds: value customers are expected to bring most
/// from now on, cash-flow customers have brought most so far, growth customers bring more than a period ago,
/// relationship customers came long ago and probably still do. Order lines only: expected revenue and activity are
/// estimates (LifetimeSpec).
struct KindSpec {
  double value_share = 0.2;   ///< share of the customers, best first by expected revenue, 0..1
  double cash_share = 0.2;    ///< likewise by margin, or by revenue where no cost or margin is known
  double growth = 0.2;        ///< revenue of the latest period / that of the one before - 1 is at least so much, > -1
  int period_days = 0;        ///< how long such a period is; 0: a year, or half of what the data cover
  int relationship_days = 0;  ///< first purchase at least so long ago; 0: as long as that of a quarter of them

  bool operator==(const KindSpec&) const = default;
};
inline constexpr double kMostKindGrowth = 100;

inline constexpr int kMostGroupPurchases = 100'000;
inline constexpr int kMostGroupDays = 36'500;

inline constexpr int kMostLookbackMonths = 1200;

/// The segment maps that come with the program, in the order in which they are offered. Their documents are
/// assets/segment_maps/ID.json and repeat the number of bins and the method; a test holds the two together.
struct MapChoice {
  std::string_view id;
  int bins = 0;               ///< what RfmSpec::bins has to be; 0: any
  std::string_view method{};  ///< what it was published with (MapDocument::method)
};
inline constexpr std::array<MapChoice, 5> kMapChoices{
    {{"grid", 5}, {"eleven", 5}, {"eight", 0}, {"rfm-r", 5, "rfm-r"}, {"pymc", 4, "quantile"}}};

/// The bins that a map needs; 0 where any will do, and for a map that is not known.
constexpr int bins_of_map(std::string_view id) {
  for (const MapChoice& map : kMapChoices) {
    if (map.id == id) return map.bins;
  }
  return 0;
}

/// The scoring method that a built-in map was published with; empty where any will do.
constexpr std::string_view method_of_map(std::string_view id) {
  for (const MapChoice& map : kMapChoices) {
    if (map.id == id) return map.method;
  }
  return {};
}

constexpr bool is_built_in_map(std::string_view id) {
  return std::any_of(kMapChoices.begin(), kMapChoices.end(), [&](const MapChoice& map) { return map.id == id; });
}

inline constexpr size_t kMostOwnMaps = 20;

/// Words that stand in for those of the program, language by language: an empty one leaves the program's. Older specs
/// have one text for both languages in its place.
struct OwnWords : TextPair {};

/// What the user says is to be done about a segment of a built-in map or a group of a grouping, instead of the
/// program's advice. (A map of the user's own says it itself.)
struct PlaybookEntry {
  std::string map;      ///< id of kMapChoices or of kGroupingIds
  std::string segment;  ///< id of the segment or group; one that is not there is passed over
  OwnWords text;        ///< not both empty, each at most kLongestAdvice bytes

  bool operator==(const PlaybookEntry&) const = default;
};
inline constexpr size_t kMostPlaybookEntries = 500;
inline constexpr size_t kLongestAdvice = 4000;

struct RfmSpec {
  std::string snapshot;  ///< "YYYY-MM-DD"; empty: latest transaction day + 1
  int lookback_months =
      0;  ///< only lines of so many months up to the snapshot count; 0: all; at most kMostLookbackMonths
  ReturnsRule returns = ReturnsRule::net;
  FrequencyMeasure frequency_measure = FrequencyMeasure::orders;
  MonetaryMeasure monetary_measure = MonetaryMeasure::sum;
  int bins = 5;  ///< 3..10; most maps need a number of their own, see bins_of_map
  DimensionSpec recency, frequency, monetary;
  Weights weights;
  Weighting weighting = Weighting::own;
  Comparisons comparisons;
  std::string map = "grid";               ///< an id of kMapChoices or of own_maps
  std::vector<MapDocument> own_maps{};    ///< at most kMostOwnMaps, with ids of their own
  std::vector<PlaybookEntry> playbook{};  ///< at most kMostPlaybookEntries, one a segment or group
  EightSpec eight;
  TierSpec tiers;
  LoyaltySpec loyalty{};
  LifecycleSpec lifecycle{};
  GrowthSpec growth{};
  KindSpec kinds{};
  LifetimeSpec lifetime{};

  bool operator==(const RfmSpec&) const = default;
};

/// The user's own map of that id, or nullptr.
inline const MapDocument* find_own_map(const RfmSpec& spec, std::string_view id) {
  const auto found =
      std::find_if(spec.own_maps.begin(), spec.own_maps.end(), [&](const MapDocument& map) { return map.id == id; });
  return found == spec.own_maps.end() ? nullptr : &*found;
}

/// The bins that the map of that id needs; 0 where any will do.
inline int bins_of_map(const RfmSpec& spec, std::string_view id) {
  const MapDocument* own = find_own_map(spec, id);
  return own != nullptr ? bins_of(*own) : bins_of_map(id);
}

/// The scoring method that the map of that id is meant for; empty where any will do.
inline std::string_view method_of_map(const RfmSpec& spec, std::string_view id) {
  const MapDocument* own = find_own_map(spec, id);
  return own != nullptr ? std::string_view(own->method) : method_of_map(id);
}

/// The user's words about a segment of a built-in map or a group of a grouping, or nullptr.
inline const OwnWords* find_own_advice(const RfmSpec& spec, std::string_view map, std::string_view segment) {
  const auto found = std::find_if(spec.playbook.begin(), spec.playbook.end(), [&](const PlaybookEntry& entry) {
    return entry.map == map && entry.segment == segment;
  });
  return found == spec.playbook.end() ? nullptr : &found->text;
}

/// The program's advice with the user's words in its place, in each language that has any.
inline TextPair advice_in_force(const RfmSpec& spec, std::string_view map, std::string_view segment,
                                const TextPair& advice) {
  const OwnWords* own = find_own_advice(spec, map, segment);
  if (own == nullptr) return advice;
  return {own->en.empty() ? advice.en : own->en, own->zh.empty() ? advice.zh : own->zh};
}

/// Whether recency, frequency and monetary value of every customer are the same under both; scores may differ.
inline bool same_values(const RfmSpec& a, const RfmSpec& b) {
  return a.snapshot == b.snapshot && a.lookback_months == b.lookback_months && a.returns == b.returns &&
         a.frequency_measure == b.frequency_measure && a.monetary_measure == b.monetary_measure;
}

/// Whether what is estimated of customers with the same values is the same under both.
inline bool same_estimates(const RfmSpec& a, const RfmSpec& b) {
  return a.kinds.period_days == b.kinds.period_days && a.lifetime == b.lifetime;
}

/// Customers with any of the values of one attribute; the empty text stands for those of whom it is not known.
struct AttributeCondition {
  std::string attribute;  ///< CustomerAttribute::name
  std::vector<std::string> values;

  bool operator==(const AttributeCondition&) const = default;
};

/// Customers whose value of one dimension lies in [from, to); an end that is left out is open.
struct ValueRange {
  std::string dimension;  ///< "recency" (days), "frequency", "monetary", in the measures in force
  std::optional<double> from, to;

  bool operator==(const ValueRange&) const = default;
};

/// How values stand on an axis: as they are, or as sign(x) ln(1 + |x|), so that zero and losses have a place, too.
enum class AxisScale { linear, logarithmic };

/// In the data's units.
struct AxisPoint {
  double x = 0, y = 0;

  bool operator==(const AxisPoint&) const = default;
};

inline constexpr size_t kFewestLassoPoints = 3, kMostLassoPoints = 200;

/// Customers within a closed line that was drawn on the plane of two dimensions. Between its points the line is
/// straight on these axes; what it encloses counts by the even-odd rule (rfm/lasso.h).
struct Lasso {
  std::string x, y;  ///< two different dimensions, as in ValueRange
  AxisScale x_scale = AxisScale::linear, y_scale = AxisScale::linear;
  std::vector<AxisPoint> points;  ///< kFewestLassoPoints..kMostLassoPoints corners, the first one not repeated

  bool operator==(const Lasso&) const = default;
};

/// How far along the funnel of the same spec.
enum class FunnelOutcome {
  lost,     ///< the step is the furthest that the customer has reached
  reached,  ///< the step or one behind it
};

/// Customers by the furthest step that they have reached in a funnel of events, over all of their sessions or entries.
struct FunnelCondition {
  FunnelOutcome outcome = FunnelOutcome::lost;
  int step = 1;         ///< number, from 1, of a step that is not optional
  std::string event{};  ///< that step's event: a funnel that has another one there is refused; empty: whichever it is

  bool operator==(const FunnelCondition&) const = default;
};

/// Which customers the figures speak of; every non-empty list must hold. Scores are always those of all customers.
struct FilterSpec {
  std::vector<std::string> segments;  ///< segment ids of the map
  std::vector<std::string> cells;     ///< "rf" such as "54", or "rfm" such as "543"; see base/cell_key.h
  std::vector<std::string> tiers;     ///< "vip", "key", "ordinary"
  std::vector<AttributeCondition> attributes{};
  std::vector<ValueRange> ranges{};      ///< at most one a dimension
  std::vector<std::string> cohorts{};    ///< periods of the first purchase, of any kind: "2017-03", "2017-Q1",
                                         ///< "2017-W05"; "../2017-03": up to the end of it. Order lines only
  std::vector<std::string> clusters{};   ///< numbers of clusters under the same spec: "2"
  std::vector<std::string> loyalty{};    ///< "new", "regular", "established", "loyal"
  std::vector<std::string> lifecycle{};  ///< "first_purchase", "repeat", "loyal", "at_risk", "lost"
  std::vector<std::string> growth{};     ///< "most_valuable", "most_growable", "below_zero", "other"; needs margin
  std::vector<std::string> kinds{};      ///< "value", "cash_flow", "growth", "relationship", "other"; order lines only
  std::optional<Lasso> lasso{};
  std::optional<FunnelCondition> funnel{};

  bool empty() const {
    return segments.empty() && cells.empty() && tiers.empty() && attributes.empty() && ranges.empty() &&
           cohorts.empty() && clusters.empty() && loyalty.empty() && lifecycle.empty() && growth.empty() &&
           kinds.empty() && !lasso && !funnel;
  }
  /// What can be told of any customer that the files know, scored or not.
  FilterSpec known_part() const {
    FilterSpec part;
    part.attributes = attributes;
    part.funnel = funnel;
    return part;
  }
  /// The rest: it goes by purchases and what is made of them, and leaves scored customers only.
  FilterSpec scored_part() const {
    FilterSpec part = *this;
    part.attributes.clear();
    part.funnel.reset();
    return part;
  }
  bool operator==(const FilterSpec&) const = default;
};

/// The list of a filter that names groups of a grouping, by Grouping.
inline constexpr std::array<std::vector<std::string> FilterSpec::*, kGroupingIds.size()> kGroupLists{
    &FilterSpec::tiers, &FilterSpec::loyalty, &FilterSpec::lifecycle, &FilterSpec::growth, &FilterSpec::kinds};

/// A filter that the user has given a name.
struct Audience {
  std::string name;  ///< not empty, each once
  FilterSpec filter;

  bool operator==(const Audience&) const = default;
};
inline constexpr size_t kMostAudiences = 100;

}  // namespace sluice::rfm

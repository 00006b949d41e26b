// Groupings beside the segment map: the customer pyramid (rfm/tiers.h), the loyalty ladder, the life cycle, what
// customers are worth by margin, and what kind of customer they are to the business. Each puts every row of the profile
// into exactly one group, in one linear pass. The rules stand in rfm_spec.h, the words of the groups in
// assets/playbooks/groupings.json.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text_pair.h"
#include "rfm/lifetime.h"
#include "rfm/profile.h"
#include "rfm/rfm_spec.h"
#include "rfm/tiers.h"

namespace sluice::rfm {

struct GroupWords {
  std::string id;
  TextPair name;
  TextPair also;  ///< another name of the same group, or empty
  TextPair advice;
  std::string color;         ///< "#rrggbb", or empty
  double rule_of_thumb = 0;  ///< share of revenue after the 50/30/20 rule; 0: none
};

struct GroupingWords {
  std::string id;  ///< one of kGroupingIds
  TextPair name;
  std::vector<GroupWords> groups;  ///< in the order of the codes below
};

/// By Grouping.
const std::array<GroupingWords, kGroupingIds.size()>& groupings();

/// Who has not bought yet: no group, because there is nothing to put into one, but the step before the first one.
const GroupWords& prospect_words();

// Codes of the groups
enum Loyalty : uint8_t { kNew, kRegular, kEstablished, kLoyal };
enum Lifecycle : uint8_t { kFirstPurchase, kRepeat, kLifecycleLoyal, kAtRisk, kLost };
enum Growth : uint8_t { kMostValuable, kMostGrowable, kOther, kBelowZero };
enum Kind : uint8_t { kValueKind, kCashFlowKind, kGrowthKind, kRelationshipKind, kOtherKind };

/// What the days at risk come from.
enum class DaysBasis {
  usual_gaps,  ///< nine in ten repeat customers' mean gap between purchases is at most so long; lost: twice that
  recency,     ///< too few repeat customers: the median recency; lost: the third quartile
  given,       ///< the spec; lost: twice that
};

/// Thresholds in days that are in force: whole numbers, at_risk <= lost.
struct GroupDays {
  DaysBasis basis = DaysBasis::usual_gaps;
  double at_risk = 0, lost = 0;
  double active = 0;        ///< of the loyalty ladder
  double growable = 0;      ///< of the growth grouping
  double relationship = 0;  ///< of the kinds: first purchase at least so long ago
};

/// Nine in ten repeat customers' mean gap between purchases, in days, is at most so long; none where too few bought on
/// several days.
std::optional<double> find_usual_gap(const Profile& profile);

/// Days since the first purchase of the quarter of customers who came first (type-7 quantile 0.75); none for a customer
/// table.
std::optional<double> find_long_tenure(const Profile& profile);

/// `sorted_recency`: of the profile, ascending. Days at risk that come from the data are at most the given lost days.
GroupDays resolve_group_days(std::optional<double> usual_gap, std::optional<double> long_tenure,
                             const std::vector<double>& sorted_recency, const RfmSpec& spec);

std::vector<uint8_t> assign_loyalty(const Profile& profile, const LoyaltySpec& spec, double active_days);
std::vector<uint8_t> assign_lifecycle(const Profile& profile, const LifecycleSpec& spec, const GroupDays& days);

/// The least of the best ceil(n share) of `descending`; none where that is nobody, or one who brings nothing. Whoever
/// has as much as the last of them is one of the best, too.
template <class Value>
std::optional<Value> least_of_best(const std::vector<Value>& descending, double share) {
  const size_t best = rounded_up(descending.size(), share);
  if (best == 0) return std::nullopt;
  // Of those with something at all: who brings nothing is not one of the best of many who bring nothing.
  const size_t positive = static_cast<size_t>(
      std::partition_point(descending.begin(), descending.end(), [](Value value) { return value > 0; }) -
      descending.begin());
  if (positive == 0) return std::nullopt;
  return descending[std::min(best, positive) - 1];
}

/// What groups are made of, beside the spec: parts of Measured (rfm/analysis.h).
struct GroupSources {
  const Profile& profile;
  const std::vector<uint32_t>& by_revenue;
  const std::vector<int64_t>& descending_revenue;
  const std::vector<int64_t>& descending_margin;
  const Lifetime& lifetime;
};

/// Empty where no margin is known. Below zero are negative margins, whatever else holds. Most valuable are the
/// least_of_best by margin and who brings as much.
std::vector<uint8_t> assign_growth(const GroupSources& sources, const GrowthSpec& spec, double growable_days);

/// A relationship customer is more likely than not to be still active; without models to tell, not silent for longer
/// than GroupDays::at_risk.
inline constexpr float kProbablyActive = 0.5f;

/// Empty for a customer table. Where nothing is expected, nobody is a value customer.
std::vector<uint8_t> assign_kinds(const GroupSources& sources, const KindSpec& spec, const GroupDays& days);

/// One column a grouping, by Grouping; empty where it is not applicable.
std::array<std::vector<uint8_t>, kGroupingIds.size()> assign_groups(const GroupSources& sources, const RfmSpec& spec,
                                                                    const GroupDays& days);

}  // namespace sluice::rfm

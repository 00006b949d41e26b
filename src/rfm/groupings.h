// Groupings beside the segment map: the customer pyramid (rfm/tiers.h), the loyalty ladder, the life cycle, and what
// customers are worth by margin. Each puts every row of the profile into exactly one group, in one linear pass. The
// rules stand in rfm_spec.h, the words of the groups in assets/playbooks/groupings.json.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text_pair.h"
#include "rfm/profile.h"
#include "rfm/rfm_spec.h"

namespace sluice::rfm {

struct GroupWords {
  std::string id;
  TextPair name;
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

// Codes of the groups
enum Loyalty : uint8_t { kNew, kRegular, kEstablished, kLoyal };
enum Lifecycle : uint8_t { kFirstPurchase, kRepeat, kLifecycleLoyal, kAtRisk, kLost };
enum Growth : uint8_t { kMostValuable, kMostGrowable, kOther, kBelowZero };

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
  double active = 0;    ///< of the loyalty ladder
  double growable = 0;  ///< of the growth grouping
};

/// Nine in ten repeat customers' mean gap between purchases, in days, is at most so long; none where too few bought on
/// several days.
std::optional<double> find_usual_gap(const Profile& profile);

/// `sorted_recency`: of the profile, ascending. Days at risk that come from the data are at most the given lost days.
GroupDays resolve_group_days(std::optional<double> usual_gap, const std::vector<double>& sorted_recency,
                             const RfmSpec& spec);

std::vector<uint8_t> assign_loyalty(const Profile& profile, const LoyaltySpec& spec, double active_days);
std::vector<uint8_t> assign_lifecycle(const Profile& profile, const LifecycleSpec& spec, const GroupDays& days);

/// Empty where no margin is known. Below zero are negative margins, whatever else holds. Most valuable are the best
/// ceil(n share) by margin as far as it is positive, and whoever has the same margin as the last of them.
std::vector<uint8_t> assign_growth(const Profile& profile, const GrowthSpec& spec, double growable_days);

/// One column a grouping, by Grouping; that of kGrowth is empty where no margin is known. `by_revenue`:
/// rank_by_revenue.
std::array<std::vector<uint8_t>, kGroupingIds.size()> assign_groups(const Profile& profile,
                                                                    const std::vector<uint32_t>& by_revenue,
                                                                    const RfmSpec& spec, const GroupDays& days);

}  // namespace sluice::rfm

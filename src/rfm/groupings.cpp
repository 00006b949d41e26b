#include "rfm/groupings.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "base/embedded_assets.h"
#include "base/statistics.h"
#include "rfm/tiers.h"

namespace sluice::rfm {
namespace {

using Words = std::array<GroupingWords, kGroupingIds.size()>;

TextPair read_pair(const nlohmann::json& value) { return {value.at("en"), value.at("zh")}; }

GroupWords read_group(const nlohmann::json& entry) {
  GroupWords group;
  group.id = entry.at("id");
  group.name = read_pair(entry.at("name"));
  if (entry.contains("also")) group.also = read_pair(entry.at("also"));
  group.advice = read_pair(entry.at("advice"));
  group.color = entry.value("color", std::string{});
  group.rule_of_thumb = entry.value("rule_of_thumb", 0.0);
  return group;
}

struct Playbook {
  Words words;
  GroupWords prospect;
};

// The playbook is part of the program; a test holds its ids, their order and the codes together.
Playbook read_playbook() {
  Playbook book;
  const auto json = nlohmann::json::parse(embedded_asset("playbooks/groupings.json"));
  for (size_t i = 0; i < book.words.size(); ++i) {
    const auto& entry = json.at("groupings").at(i);
    book.words[i].id = entry.at("id");
    book.words[i].name = read_pair(entry.at("name"));
    for (const auto& group : entry.at("groups")) book.words[i].groups.push_back(read_group(group));
  }
  book.prospect = read_group(json.at("prospect"));
  return book;
}

const Playbook& playbook() {
  static const Playbook kPlaybook = read_playbook();
  return kPlaybook;
}

// Mean gaps between the purchases of those who bought on several days.
std::vector<double> mean_gaps(const Profile& profile) {
  std::vector<double> gaps;
  if (!profile.from_orders) return gaps;
  for (size_t row = 0; row < profile.size(); ++row) {
    const auto days = static_cast<double>(profile.last_day[row] - profile.first_day[row]);
    if (days > 0 && profile.orders[row] > 1) gaps.push_back(days / (profile.orders[row] - 1.0));
  }
  return gaps;
}

}  // namespace

const Words& groupings() { return playbook().words; }

const GroupWords& prospect_words() { return playbook().prospect; }

std::optional<double> find_usual_gap(const Profile& profile) {
  constexpr size_t kFewestGaps = 10;
  std::vector<double> gaps = mean_gaps(profile);
  if (gaps.size() < kFewestGaps) return std::nullopt;
  return select_quantile_type7(gaps, 0.9);
}

std::optional<double> find_long_tenure(const Profile& profile) {
  if (!profile.from_orders || profile.size() == 0) return std::nullopt;
  std::vector<double> tenure;
  tenure.reserve(profile.size());
  for (const Day first : profile.first_day) tenure.push_back(profile.snapshot - first);
  return select_quantile_type7(tenure, 0.75);
}

GroupDays resolve_group_days(std::optional<double> usual_gap, std::optional<double> long_tenure,
                             const std::vector<double>& sorted_recency, const RfmSpec& spec) {
  GroupDays days;
  if (usual_gap) {
    days.at_risk = std::ceil(*usual_gap);
    days.lost = 2 * days.at_risk;
  } else {
    days.basis = DaysBasis::recency;
    days.at_risk = std::ceil(quantile_type7(sorted_recency, 0.5));
    days.lost = std::ceil(quantile_type7(sorted_recency, 0.75));
  }
  const LifecycleSpec& own = spec.lifecycle;
  if (own.at_risk_days > 0) {
    days.basis = DaysBasis::given;
    days.at_risk = own.at_risk_days;
    days.lost = 2 * days.at_risk;
  }
  if (own.lost_days > 0) {
    days.lost = own.lost_days;
    if (days.at_risk > days.lost) {
      days.basis = DaysBasis::given;
      days.at_risk = days.lost;
    }
  }
  days.active = spec.loyalty.active_days > 0 ? spec.loyalty.active_days : days.at_risk;
  days.growable = spec.growth.growable_days > 0 ? spec.growth.growable_days : days.at_risk;
  const int relationship = spec.kinds.relationship_days;
  days.relationship = relationship > 0 ? relationship : std::floor(long_tenure.value_or(0));
  return days;
}

// Sums of comparisons instead of branches: which group a customer is in cannot be foreseen.
std::vector<uint8_t> assign_loyalty(const Profile& profile, const LoyaltySpec& spec, double active_days) {
  static_assert(kNew == 0 && kRegular == 1 && kEstablished == 2 && kLoyal == 3);
  std::vector<uint8_t> groups(profile.size());
  for (size_t row = 0; row < groups.size(); ++row) {
    const double purchases = profile.purchases(row);
    const int active = profile.recency[row] <= active_days ? 1 : 0;
    const int regular = purchases >= spec.regular ? 1 : 0;
    const int established = regular & (purchases >= spec.established ? 1 : 0);
    const int loyal = established & active & (purchases >= spec.loyal ? 1 : 0);
    groups[row] = static_cast<uint8_t>(regular + established + loyal);
  }
  return groups;
}

std::vector<uint8_t> assign_lifecycle(const Profile& profile, const LifecycleSpec& spec, const GroupDays& days) {
  static_assert(kFirstPurchase == 0 && kRepeat == 1 && kLifecycleLoyal == 2 && kAtRisk == 3 && kLost == 4);
  std::vector<uint8_t> groups(profile.size());
  for (size_t row = 0; row < groups.size(); ++row) {
    const double purchases = profile.purchases(row);
    const double silence = profile.recency[row];
    const int lost = silence > days.lost ? 1 : 0;
    const int at_risk = lost | (silence > days.at_risk ? 1 : 0);
    const int loyal = purchases >= spec.loyal ? 1 : 0;
    const int repeat = loyal | (purchases >= 2 ? 1 : 0);
    groups[row] = static_cast<uint8_t>((1 - at_risk) * (repeat + loyal) + at_risk * kAtRisk + lost);
  }
  return groups;
}

std::vector<uint8_t> assign_growth(const GroupSources& sources, const GrowthSpec& spec, double growable_days) {
  const Profile& profile = sources.profile;
  const std::vector<int64_t>& margin = profile.margin.units;
  const int64_t best = least_of_best(sources.descending_margin, spec.most_valuable).value_or(INT64_MAX);
  std::vector<uint8_t> groups(margin.size());
  for (size_t row = 0; row < groups.size(); ++row) {
    const bool growable = profile.recency[row] <= growable_days && profile.purchases(row) >= spec.growable_purchases;
    groups[row] = margin[row] < 0       ? kBelowZero
                  : margin[row] >= best ? kMostValuable
                  : growable            ? kMostGrowable
                                        : kOther;
  }
  return groups;
}

std::vector<uint8_t> assign_kinds(const GroupSources& sources, const KindSpec& spec, const GroupDays& days) {
  static_assert(kValueKind == 0 && kCashFlowKind == 1 && kGrowthKind == 2 && kRelationshipKind == 3 && kOtherKind == 4);
  const Profile& profile = sources.profile;
  const Lifetime& lifetime = sources.lifetime;
  const bool knows_margin = !profile.margin.units.empty();
  const std::vector<int64_t>& profit = knows_margin ? profile.margin.units : profile.revenue.units;
  const auto& descending_profit = knows_margin ? sources.descending_margin : sources.descending_revenue;
  const int64_t most_profit = least_of_best(descending_profit, spec.cash_share).value_or(INT64_MAX);
  const float most_expected =
      least_of_best(lifetime.by_expected, spec.value_share).value_or(std::numeric_limits<float>::infinity());
  const auto grown = static_cast<float>(spec.growth);
  const double since = profile.snapshot - days.relationship;
  const bool has_models = lifetime.fits.has_value(), estimated = lifetime.estimated();
  std::vector<uint8_t> groups(lifetime.growth.size());
  // Each condition that fails leads on to the next, as long as all before it failed.
  for (size_t row = 0; row < groups.size(); ++row) {
    const int no_value = estimated && lifetime.expected_revenue[row] >= most_expected ? 0 : 1;
    const int no_cash = no_value & (profit[row] < most_profit ? 1 : 0);
    const int no_growth = no_cash & (lifetime.growth[row] < grown ? 1 : 0);
    const bool active = has_models ? lifetime.active[row] >= kProbablyActive : profile.recency[row] <= days.at_risk;
    const int stays = active ? 1 : 0;
    const int known = (profile.first_day[row] <= since ? 1 : 0) & (profile.orders[row] >= 2 ? 1 : 0);
    groups[row] = static_cast<uint8_t>(no_value + no_cash + no_growth + (no_growth & (1 - (stays & known))));
  }
  return groups;
}

std::array<std::vector<uint8_t>, kGroupingIds.size()> assign_groups(const GroupSources& sources, const RfmSpec& spec,
                                                                    const GroupDays& days) {
  const Profile& profile = sources.profile;
  return {assign_tiers(sources.by_revenue, spec.tiers), assign_loyalty(profile, spec.loyalty, days.active),
          assign_lifecycle(profile, spec.lifecycle, days), assign_growth(sources, spec.growth, days.growable),
          assign_kinds(sources, spec.kinds, days)};
}

}  // namespace sluice::rfm

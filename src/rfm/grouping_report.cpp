#include "rfm/grouping_report.h"

#include <algorithm>

#include "rfm/grouping_words.h"
#include "rfm/tally.h"

namespace sluice::rfm {
namespace {

std::vector<GroupThreshold> thresholds_of(const RfmSpec& spec, const GroupDays& days, const Lifetime& lifetime,
                                          Grouping grouping) {
  const auto given = [](std::string id, double value) { return GroupThreshold{std::move(id), value, false}; };
  const auto open = [](std::string id, double value, int own) {
    return GroupThreshold{std::move(id), value, own == 0};
  };
  switch (grouping) {
    case kTiers:
      return {given("vip", spec.tiers.vip), given("key", spec.tiers.key)};
    case kLoyalty:
      return {given("regular", spec.loyalty.regular), given("established", spec.loyalty.established),
              given("loyal", spec.loyalty.loyal), open("active_days", days.active, spec.loyalty.active_days)};
    case kLifecycle:
      return {given("loyal", spec.lifecycle.loyal), open("at_risk_days", days.at_risk, spec.lifecycle.at_risk_days),
              open("lost_days", days.lost, spec.lifecycle.lost_days)};
    case kGrowth:
      return {given("most_valuable", spec.growth.most_valuable),
              given("growable_purchases", spec.growth.growable_purchases),
              open("growable_days", days.growable, spec.growth.growable_days)};
    case kKinds:
      return {given("value_share", spec.kinds.value_share),
              given("cash_share", spec.kinds.cash_share),
              given("growth", spec.kinds.growth),
              open("period_days", lifetime.period_days, spec.kinds.period_days),
              open("relationship_days", days.relationship, spec.kinds.relationship_days),
              given("horizon_days", spec.lifetime.horizon_days)};
  }
  return {};
}

// Figures ------------------------------------------------------------------------------------------------------------

void add(const GroupTally& part, GroupTally& sums) {
  sums.customers += part.customers;
  sums.purchases.add(part.purchases);
  sums.revenue.add(part.revenue);
  sums.margin.add(part.margin);
  sums.recency.add(part.recency);
  sums.expected.add(part.expected);
}

// a / b of exact sums, absent where the whole is not positive.
std::optional<double> share_of(const ExactSum& part, const ExactSum& whole_sum) {
  if (whole_sum.units() <= 0) return std::nullopt;
  return static_cast<double>(part.units()) / static_cast<double>(whole_sum.units());
}

GroupReport report_group(const GroupWords& group, const GroupTally& sums, const GroupTally& total,
                         const Analysis& analysis) {
  const Profile& profile = analysis.profile;
  GroupReport report;
  report.id = group.id;
  report.name = group.name;
  report.also = group.also;
  report.advice = group.advice;
  report.color = group.color;
  report.customers = sums.customers;
  const auto customers = static_cast<double>(sums.customers);
  report.customer_share = ratio(customers, static_cast<double>(total.customers)).value_or(0);
  report.revenue = sums.revenue.value(profile.revenue.decimals);
  report.revenue_share = share_of(sums.revenue, total.revenue);
  report.average_order = ratio(report.revenue, sums.purchases.value());
  report.mean_recency = ratio(sums.recency.value(), customers);
  if (!profile.margin.units.empty()) report.margin = sums.margin.value(profile.margin.decimals);
  if (analysis.lifetime.estimated()) report.expected_revenue = rounded(sums.expected.value(), 100);
  if (group.rule_of_thumb > 0) report.rule_of_thumb = group.rule_of_thumb;
  return report;
}

std::optional<ProspectReport> report_prospects(const Analysis& analysis, const RfmSpec& spec, Grouping grouping) {
  const bool begins_before_the_first_purchase = grouping == kLoyalty || grouping == kLifecycle;
  if (!begins_before_the_first_purchase || analysis.prospects == 0) return std::nullopt;
  const GroupWords& words = prospect_words();
  return ProspectReport{
      words.id,    words.name,         advice_in_force(spec, kGroupingIds[grouping], words.id, words.advice),
      words.color, analysis.prospects, share_of_people(analysis)};
}

}  // namespace

// Customers in the same group of every grouping are added up first.
GroupTallies tally_groups(const Analysis& analysis, const std::vector<uint32_t>& rows) {
  const Profile& profile = analysis.profile;
  const auto& [tiers, loyalty, lifecycle, growth, kinds] = analysis.groups;
  const bool knows_margin = !growth.empty();
  const bool knows_kinds = !kinds.empty(), estimated = analysis.lifetime.estimated();
  std::array<size_t, kGroupingIds.size()> sizes{};
  for (size_t i = 0; i < sizes.size(); ++i) sizes[i] = analysis.groups[i].empty() ? 1 : groupings()[i].groups.size();
  size_t within = 1;
  for (const size_t size : sizes) within *= size;
  std::vector<GroupTally> together(within);
  for (const uint32_t row : rows) {
    size_t at = (tiers[row] * sizes[kLoyalty] + loyalty[row]) * sizes[kLifecycle] + lifecycle[row];
    if (knows_margin) at = at * sizes[kGrowth] + growth[row];
    if (knows_kinds) at = at * sizes[kKinds] + kinds[row];
    GroupTally& sums = together[at];
    ++sums.customers;
    sums.purchases.add(profile.purchases(row));
    sums.revenue.add(profile.revenue.units[row]);
    sums.recency.add(profile.recency[row]);
    if (knows_margin) sums.margin.add(profile.margin.units[row]);
    if (estimated) sums.expected.add(analysis.lifetime.expected_revenue[row]);
  }
  GroupTallies tallies;
  // `within`: how many places in `together` share a group of the grouping and of those before it.
  for (size_t i = 0; i < tallies.size(); ++i) {
    within /= sizes[i];
    if (analysis.groups[i].empty()) continue;
    tallies[i].resize(sizes[i]);
    for (size_t at = 0; at < together.size(); ++at) add(together[at], tallies[i][at / within % sizes[i]]);
  }
  return tallies;
}

GroupingReport report_grouping(const Analysis& analysis, const RfmSpec& spec, const FilterSpec& filter,
                               Grouping grouping, const GroupTallies& tallies) {
  const GroupingWords& words = groupings()[grouping];
  GroupingReport report;
  report.id = words.id;
  report.name = words.name;
  report.rule = grouping_rule(analysis, spec, grouping);
  report.thresholds = thresholds_of(spec, analysis.group_days, analysis.lifetime, grouping);
  if (analysis.groups[grouping].empty()) {
    report.not_applicable = why_no_groups(analysis, grouping);
    return report;
  }
  report.prospects = report_prospects(analysis, spec, grouping);
  GroupTally total;
  for (const GroupTally& sums : tallies[grouping]) add(sums, total);
  const std::vector<std::string>& chosen = filter.*kGroupLists[grouping];
  for (size_t i = 0; i < words.groups.size(); ++i) {
    report.groups.push_back(report_group(words.groups[i], tallies[grouping][i], total, analysis));
    GroupReport& group = report.groups.back();
    group.advice = advice_in_force(spec, words.id, group.id, group.advice);
    group.selected = std::find(chosen.begin(), chosen.end(), group.id) != chosen.end();
  }
  return report;
}

}  // namespace sluice::rfm

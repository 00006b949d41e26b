#include "engine/funnels.h"

#include <algorithm>
#include <utility>

#include "base/errors.h"
#include "funnel/analysis.h"
#include "funnel/breakdown.h"
#include "rfm/groupings.h"
#include "rfm/selection.h"

namespace sluice::engine {
namespace {

using funnel::Groups;

// By customer code, from codes by row of the profile.
template <class Code>
void assign(const Dataset& dataset, const rfm::Analysis& analysis, const std::vector<Code>& by_row, Groups& groups) {
  groups.of_customer.assign(dataset.customers.size(), Groups::kNone);
  for (size_t row = 0; row < by_row.size(); ++row) groups.of_customer[analysis.profile.customer[row]] = by_row[row];
  groups.in_order = true;
}

Groups segments_of(const Dataset& dataset, const rfm::Analysis& analysis) {
  Groups groups;
  groups.title = {"Segments", "客户分群"};
  for (const auto& segment : analysis.map->segments) groups.groups.push_back({segment.id, segment.name});
  assign(dataset, analysis, analysis.segment, groups);
  return groups;
}

Result<Groups> grouping_of(const Dataset& dataset, const rfm::Analysis& analysis, rfm::Grouping grouping) {
  if (analysis.groups[grouping].empty()) {
    return not_applicable({"This grouping needs figures that the file does not have. Choose another one.",
                           "该分组需要文件中没有的数据，请另选一种。"});
  }
  const rfm::GroupingWords& words = rfm::groupings()[grouping];
  Groups groups;
  groups.title = words.name;
  for (const rfm::GroupWords& group : words.groups) groups.groups.push_back({group.id, group.name});
  assign(dataset, analysis, analysis.groups[grouping], groups);
  return groups;
}

Result<Groups> groups_by_attribute(const Dataset& dataset, const std::string& name) {
  for (const CustomerAttribute& attribute : dataset.attributes) {
    if (attribute.name == name) return funnel::groups_of(attribute);
  }
  return bad_spec("/breakdown/attribute", {"The files have no attribute '" + name + "'. Choose another one.",
                                           "文件中没有属性“" + name + "”，请另选一个。"});
}

Result<Groups> choose_groups(const Funnels::Sources& sources) {
  const funnel::BreakdownSpec& spec = sources.spec.breakdown;
  if (spec.by == funnel::BreakdownBy::attribute) return groups_by_attribute(sources.dataset, spec.attribute);
  if (sources.analysis == nullptr) {
    return not_applicable(
        {"Segments need orders or a table of customers beside the events. Add such a file, or choose "
         "an attribute.",
         "分群需要在事件之外提供订单或客户表。请添加相应文件，或改选某个属性。"});
  }
  switch (spec.by) {
    case funnel::BreakdownBy::tiers:
      return grouping_of(sources.dataset, *sources.analysis, rfm::kTiers);
    case funnel::BreakdownBy::loyalty:
      return grouping_of(sources.dataset, *sources.analysis, rfm::kLoyalty);
    case funnel::BreakdownBy::lifecycle:
      return grouping_of(sources.dataset, *sources.analysis, rfm::kLifecycle);
    case funnel::BreakdownBy::segment:
    case funnel::BreakdownBy::attribute:
      break;
  }
  return segments_of(sources.dataset, *sources.analysis);
}

bool same_people(const funnel::PeopleQuery& a, const funnel::PeopleQuery& b) {
  return a.step == b.step && a.lost == b.lost;
}

}  // namespace

void Funnels::change(const Spec& before, const Spec& after, bool other_customers) {
  const bool other_funnel = before.funnel != after.funnel;
  if (other_customers) keep_.reset();
  if (other_customers || other_funnel) {
    report_.reset();
    people_for_.reset();
    people_.clear();
  }
  if (other_customers || other_funnel || before.breakdown != after.breakdown) breakdown_.reset();
}

Result<const std::vector<uint8_t>*> Funnels::keep(const Sources& sources) {
  if (sources.analysis == nullptr || sources.spec.filter.empty()) return nullptr;
  if (!keep_) {
    const Result<std::vector<uint8_t>> selected = rfm::select(sources.dataset, *sources.analysis, sources.spec.filter);
    if (!selected) return selected.error();
    std::vector<uint8_t> by_code(sources.dataset.customers.size(), 0);
    for (size_t row = 0; row < selected->size(); ++row) {
      by_code[sources.analysis->profile.customer[row]] = (*selected)[row];
    }
    keep_ = std::move(by_code);
  }
  return &*keep_;
}

Result<const funnel::FunnelReport*> Funnels::report(const Sources& sources) {
  if (!report_) {
    const auto kept = keep(sources);
    if (!kept) return kept.error();
    auto made = funnel::analyze(sources.dataset, sources.spec.funnel, *kept, sources.cleaning);
    if (!made) return std::move(made).error();
    report_ = std::move(*made);
  }
  return &*report_;
}

Result<const funnel::BreakdownReport*> Funnels::breakdown(const Sources& sources) {
  if (!breakdown_) {
    const auto kept = keep(sources);
    if (!kept) return kept.error();
    const Result<Groups> groups = choose_groups(sources);
    if (!groups) return groups.error();
    auto made = funnel::analyze_groups(sources.dataset, sources.spec.funnel, *groups, *kept);
    if (!made) return std::move(made).error();
    breakdown_ = std::move(*made);
  }
  return &*breakdown_;
}

Result<funnel::PeoplePage> Funnels::people(const Sources& sources, const funnel::PeopleQuery& query) {
  if (!people_for_ || !same_people(*people_for_, query)) {
    const auto kept = keep(sources);
    if (!kept) return kept.error();
    auto found = funnel::find_people(sources.dataset, sources.spec.funnel, query, *kept);
    if (!found) return std::move(found).error();
    people_ = std::move(*found);
    people_for_ = query;
  }
  return funnel::page_of(sources.dataset, people_, query);
}

Result<funnel::JourneyReport> Funnels::journey(const Sources& sources, std::string_view customer) {
  return funnel::explain_journey(sources.dataset, sources.spec.funnel, customer);
}

}  // namespace sluice::engine

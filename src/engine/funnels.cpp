#include "engine/funnels.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "base/errors.h"
#include "engine/joined_experiment.h"
#include "funnel/afterwards.h"
#include "funnel/analysis.h"
#include "funnel/breakdown.h"
#include "funnel/over_time.h"
#include "funnel/pair.h"
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

// The best fifth first; equal ones are not parted.
Result<Groups> fifths_by_value(const Dataset& dataset, const rfm::Analysis& analysis) {
  constexpr size_t kFifths = 5;
  const std::vector<float>& value = analysis.lifetime.value;
  if (value.empty()) {
    return not_applicable({"What customers are worth is not known here; the Value screen says why. Choose another one.",
                           "此处无法得知客户价值，原因见“客户价值”页面。请另选一种。"});
  }
  std::vector<float> descending = value;
  std::sort(descending.begin(), descending.end(), std::greater<>());
  Groups groups;
  groups.title = {"Lifetime value", "生命周期价值"};
  groups.groups = {{"1", {"best fifth", "最高的五分之一"}},
                   {"2", {"second fifth", "第二个五分之一"}},
                   {"3", {"middle fifth", "中间的五分之一"}},
                   {"4", {"fourth fifth", "第四个五分之一"}},
                   {"5", {"lowest fifth", "最低的五分之一"}}};
  std::vector<uint8_t> fifths;
  for (const float own : value) {
    const auto better = std::lower_bound(descending.begin(), descending.end(), own, std::greater<>());
    fifths.push_back(static_cast<uint8_t>(static_cast<uint64_t>(better - descending.begin()) * kFifths / value.size()));
  }
  assign(dataset, analysis, fifths, groups);
  return groups;
}

// Of opportunities what the file says of each comes before what it says of their customers.
Result<Groups> groups_by_attribute(const Funnels::Sources& sources) {
  const Dataset& dataset = sources.dataset;
  const std::string& name = sources.spec.breakdown.attribute;
  if (funnel::source_of(dataset, sources.spec.funnel) == funnel::Source::opportunities) {
    for (const EventProperty& property : dataset.opportunities->properties) {
      if (property.name == name) return funnel::groups_of(property);
    }
  }
  for (const CustomerAttribute& attribute : dataset.attributes) {
    if (attribute.name == name) return funnel::groups_of(attribute);
  }
  return bad_spec("/breakdown/attribute", {"The files have no attribute '" + name + "'. Choose another one.",
                                           "文件中没有属性“" + name + "”，请另选一个。"});
}

// Those in it, and everybody else: also who is not scored.
Result<Groups> groups_by_audience(const Funnels::Sources& sources) {
  const Spec& spec = sources.spec;
  const rfm::Audience* audience = find_audience(spec, spec.breakdown.audience);
  if (audience == nullptr) {
    return bad_spec("/breakdown/audience",
                    {"There is no audience '" + spec.breakdown.audience + "'. Choose another one.",
                     "没有名为“" + spec.breakdown.audience + "”的受众，请另选一个。"});
  }
  const Result<std::vector<uint8_t>> selected =
      rfm::select_known(sources.dataset, sources.analysis, audience->filter, sources.depths);
  if (!selected) return selected.error();
  Groups groups;
  groups.title = {"Audience", "受众"};
  groups.groups = {{"in", {audience->name, audience->name}}, {"rest", {"everybody else", "其他所有人"}}};
  for (const uint8_t in : *selected) groups.of_customer.push_back(in != 0 ? 0 : 1);
  groups.in_order = true;
  return groups;
}

Result<Groups> choose_groups(const Funnels::Sources& sources) {
  const funnel::BreakdownSpec& spec = sources.spec.breakdown;
  if (spec.by == funnel::BreakdownBy::attribute) return groups_by_attribute(sources);
  if (spec.by == funnel::BreakdownBy::audience) return groups_by_audience(sources);
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
    case funnel::BreakdownBy::value:
      return fifths_by_value(sources.dataset, *sources.analysis);
    case funnel::BreakdownBy::segment:
    case funnel::BreakdownBy::audience:
    case funnel::BreakdownBy::attribute:
    case funnel::BreakdownBy::period:
      break;
  }
  return segments_of(sources.dataset, *sources.analysis);
}

Result<PassRun<funnel::BreakdownReport>> begin_breakdown(const Funnels::Sources& sources,
                                                         const std::vector<uint8_t>* keep) {
  const Spec& spec = sources.spec;
  if (spec.breakdown.by == funnel::BreakdownBy::period) {
    return funnel::begin_periods(sources.dataset, spec.funnel, spec.breakdown.since, keep, sources.cleaning);
  }
  Result<Groups> groups = choose_groups(sources);
  if (!groups) return std::move(groups).error();
  return funnel::begin_groups(sources.dataset, spec.funnel, std::move(*groups), keep, sources.cleaning);
}

// What a filter by this very funnel makes of it.
TextPair note_filter(const rfm::FunnelCondition& condition) {
  const std::string number = std::to_string(condition.step);
  const bool lost = condition.outcome == rfm::FunnelOutcome::lost;
  return {"The filter goes by this very funnel: only customers who reached step " + number +
              (lost ? " and no further" : "") + " are counted. These rates show the filter, not all customers.",
          "当前筛选条件来自该漏斗本身：只统计到达第 " + number + " 步" + (lost ? "后流失" : "") +
              "的客户，因此这里的转化率反映的是筛选条件，而非全部客户。"};
}

// Both are in the order of the customers' codes.
funnel::PeopleSegments segments_behind(const std::vector<funnel::Place>& people, const rfm::Analysis& analysis) {
  const rfm::Profile& profile = analysis.profile;
  const std::vector<rfm::Segment>& segments = analysis.map->segments;
  std::vector<uint64_t> customers(segments.size() + 1);  // the last one: of those that are not scored
  std::vector<int64_t> revenue(segments.size());
  funnel::PeopleSegments result;
  size_t row = 0;
  for (size_t i = 0; i < people.size(); ++i) {
    const uint32_t customer = people[i].customer;
    if (i > 0 && people[i - 1].customer == customer) continue;
    ++result.customers;
    while (row < profile.size() && profile.customer[row] < customer) ++row;
    const bool scored = row < profile.size() && profile.customer[row] == customer;
    const size_t segment = scored ? analysis.segment[row] : segments.size();
    ++customers[segment];
    if (scored) revenue[segment] += profile.revenue.units[row];
  }
  result.scored = result.customers - customers.back();
  const auto share = [&](uint64_t part) { return static_cast<double>(part) / static_cast<double>(result.customers); };
  int64_t all = 0;
  for (size_t i = 0; i < segments.size(); ++i) {
    if (customers[i] == 0) continue;
    all += revenue[i];
    result.segments.push_back({segments[i].id, segments[i].name, segments[i].color, customers[i], share(customers[i]),
                               to_double(revenue[i], profile.revenue.decimals)});
  }
  if (result.scored > 0) result.revenue = to_double(all, profile.revenue.decimals);
  if (customers.back() == 0) return result;
  result.segments.push_back(
      {"", {"no purchase yet", "尚无购买"}, "", customers.back(), share(customers.back()), std::nullopt});
  return result;
}

// A table of its own first; else the customers by what is known of them.
Result<funnel::ExperimentSource> experiment_source(const Funnels::Sources& sources) {
  const Dataset& dataset = sources.dataset;
  if (dataset.experiment && dataset.experiment->size() > 0) return funnel::source_of(*dataset.experiment);
  if (sources.analysis != nullptr && !dataset.attributes.empty()) return joined_experiment(dataset, *sources.analysis);
  return not_applicable({"The files hold no A/B test.", "文件中没有 A/B 测试。"});
}

bool same_order(const funnel::RottenQuery& a, const funnel::RottenQuery& b) {
  return a.sort == b.sort && a.descending == b.descending;
}

bool same_people(const funnel::PeopleQuery& a, const funnel::PeopleQuery& b) {
  return a.step == b.step && a.lost == b.lost;
}

}  // namespace

void Funnels::change(const Spec& before, const Spec& after, bool other_customers) {
  const bool other_funnel = before.funnel != after.funnel;
  if (other_customers || other_funnel) {
    report_.reset();
    sensitivity_.reset();
    people_for_.reset();
    people_.reset();
    afterwards_for_.reset();
    afterwards_.reset();
  }
  if (other_customers || other_funnel || before.kept_funnel != after.kept_funnel) pair_.reset();
  const bool other_audiences =
      after.breakdown.by == funnel::BreakdownBy::audience &&
      (before.audiences != after.audiences || before.clusters != after.clusters);  // an audience may name clusters
  if (other_customers || other_funnel || other_audiences || before.breakdown != after.breakdown) breakdown_.reset();
  if (other_customers || other_funnel || before.funnel_time != after.funnel_time) over_time_.reset();
  if (other_customers || other_funnel || before.pipeline != after.pipeline) {
    pipeline_.reset();
    rotten_for_.reset();
  }
  if (other_customers || before.experiment != after.experiment) {
    experiment_.reset();
  }
  if (other_customers) keep_.reset();
}

Result<const std::vector<uint8_t>*> Funnels::keep(const Sources& sources) {
  if (sources.spec.filter.empty()) return nullptr;
  if (!keep_) {
    Result<std::vector<uint8_t>> selected =
        rfm::select_known(sources.dataset, sources.analysis, sources.spec.filter, sources.depths);
    if (!selected) return std::move(selected).error();
    keep_ = std::move(*selected);
  }
  return &*keep_;
}

Result<const funnel::FunnelReport*> Funnels::report(const Sources& sources) {
  if (!report_) {
    const auto kept = keep(sources);
    if (!kept) return kept.error();
    if (!choices_) choices_ = funnel::list_choices(sources.dataset);
    auto made = funnel::analyze(sources.dataset, sources.spec.funnel, *kept, sources.cleaning, &*choices_);
    if (!made) return std::move(made).error();
    report_ = std::move(*made);
    if (*kept != nullptr && sources.spec.filter.funnel)
      report_->notes.push_back(note_filter(*sources.spec.filter.funnel));
  }
  return &*report_;
}

Result<Progress<funnel::PairReport>> Funnels::pair(const Sources& sources, uint64_t work) {
  return pair_.advance(work, [&]() -> Result<PassRun<funnel::PairReport>> {
    const std::optional<funnel::FunnelSpec>& kept_spec = sources.spec.kept_funnel;
    if (!kept_spec) {
      return not_applicable({"No funnel is kept to be compared with.", "没有保留用于比较的漏斗。"});
    }
    const auto first = report(sources);
    if (!first) return first.error();
    const auto kept = keep(sources);
    if (!kept) return kept.error();
    return funnel::begin_pair(sources.dataset, sources.spec.funnel, **first, *kept_spec, *kept, sources.cleaning,
                              &*choices_);
  });
}

Result<Progress<funnel::BreakdownReport>> Funnels::breakdown(const Sources& sources, uint64_t work) {
  return breakdown_.advance(work, [&]() -> Result<PassRun<funnel::BreakdownReport>> {
    const auto kept = keep(sources);
    if (!kept) return kept.error();
    return begin_breakdown(sources, *kept);
  });
}

Result<Progress<funnel::SensitivityReport>> Funnels::sensitivity(const Sources& sources, uint64_t work) {
  return sensitivity_.advance(work, [&]() -> Result<funnel::SensitivityRun> {
    const auto kept = keep(sources);
    if (!kept) return kept.error();
    return funnel::SensitivityRun::begin(sources.dataset, sources.spec.funnel, *kept);
  });
}

Result<Progress<funnel::OverTimeReport>> Funnels::over_time(const Sources& sources, uint64_t work) {
  return over_time_.advance(work, [&]() -> Result<PassRun<funnel::OverTimeReport>> {
    const auto kept = keep(sources);
    if (!kept) return kept.error();
    return funnel::begin_over_time(sources.dataset, sources.spec.funnel, sources.spec.funnel_time, *kept);
  });
}

Status Funnels::find_people(const Sources& sources, const funnel::PeopleQuery& query) {
  if (people_for_ && same_people(*people_for_, query)) return Done{};
  const auto kept = keep(sources);
  if (!kept) return kept.error();
  auto found = funnel::find_people(sources.dataset, sources.spec.funnel, query, *kept);
  if (!found) return std::move(found).error();
  people_ = std::move(*found);
  people_for_ = query;
  return Done{};
}

Result<funnel::PeoplePage> Funnels::people(const Sources& sources, const funnel::PeopleQuery& query) {
  if (const Status status = find_people(sources, query); !status) return status.error();
  return funnel::page_of(sources.dataset, *people_, query);
}

Result<funnel::PeopleSegments> Funnels::people_segments(const Sources& sources, const funnel::PeopleQuery& query) {
  if (sources.analysis == nullptr) {
    return not_applicable(
        {"Segments need orders or a table of customers beside the events.", "分群需要在事件之外提供订单或客户表。"});
  }
  if (const Status status = find_people(sources, query); !status) return status.error();
  return segments_behind(*people_, *sources.analysis);
}

Result<TableRun> Funnels::begin_people_table(const Sources& sources, const funnel::PeopleQuery& query,
                                             TableStyle style) {
  if (const Status status = find_people(sources, query); !status) return status.error();
  return funnel::begin_people_table(sources.dataset, sources.spec.funnel, people_, sources.analysis, style);
}

Result<Progress<funnel::AfterwardsReport>> Funnels::afterwards(const Sources& sources, funnel::AfterwardsQuery query,
                                                               uint64_t work) {
  if (query.step == 0) {
    const Result<const funnel::FunnelReport*> shown = report(sources);
    if (!shown) return shown.error();
    query.step = funnel::step_of_greatest_loss(**shown);
  }
  if (afterwards_for_ != query) afterwards_.reset();
  afterwards_for_ = query;
  return afterwards_.advance(work, [&]() -> Result<PassRun<funnel::AfterwardsReport>> {
    const auto kept = keep(sources);
    if (!kept) return kept.error();
    return funnel::begin_afterwards(sources.dataset, sources.spec.funnel, query, *kept);
  });
}

Result<Progress<funnel::Pipeline>> Funnels::pipeline(const Sources& sources, uint64_t work) {
  return pipeline_.advance(work, [&]() -> Result<PassRun<funnel::Pipeline>> {
    const auto kept = keep(sources);
    if (!kept) return kept.error();
    return funnel::begin_pipeline(sources.dataset, sources.spec.funnel, sources.spec.pipeline, *kept);
  });
}

Result<const funnel::Pipeline*> Funnels::whole_pipeline(const Sources& sources) {
  const Result<Progress<funnel::Pipeline>> made = pipeline(sources, UINT64_MAX);
  if (!made) return made.error();
  return made->answer;
}

Result<const std::vector<uint32_t>*> Funnels::ordered_rotten(const Sources& sources, const funnel::RottenQuery& query) {
  const Result<const funnel::Pipeline*> whole = whole_pipeline(sources);
  if (!whole) return whole.error();
  if (!rotten_for_ || !same_order(*rotten_for_, query)) {
    rotten_ = funnel::order_rotten(sources.dataset, **whole, query);
    rotten_for_ = query;
  }
  return &rotten_;
}

Result<funnel::RottenPage> Funnels::rotten(const Sources& sources, const funnel::RottenQuery& query) {
  const Result<const std::vector<uint32_t>*> order = ordered_rotten(sources, query);
  if (!order) return order.error();
  return funnel::rotten_page(sources.dataset, **whole_pipeline(sources), **order, query);
}

Result<TableRun> Funnels::begin_rotten_table(const Sources& sources, const funnel::RottenQuery& query,
                                             TableStyle style) {
  const Result<const std::vector<uint32_t>*> order = ordered_rotten(sources, query);
  if (!order) return order.error();
  return funnel::begin_rotten_table(sources.dataset, **whole_pipeline(sources), **order, style);
}

Result<Progress<funnel::ExperimentReport>> Funnels::experiment(const Sources& sources, uint64_t work) {
  return experiment_.advance(work, [&]() -> Result<funnel::ExperimentRun> {
    const auto kept = keep(sources);
    if (!kept) return kept.error();
    const Result<funnel::ExperimentSource> source = experiment_source(sources);
    if (!source) return source.error();
    return funnel::ExperimentRun::begin(*source, sources.spec.experiment, *kept);
  });
}

Result<funnel::JourneyReport> Funnels::journey(const Sources& sources, const funnel::JourneyQuery& query) {
  return funnel::explain_journey(sources.dataset, sources.spec.funnel, query);
}

}  // namespace sluice::engine

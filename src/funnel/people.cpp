#include "funnel/people.h"

#include <algorithm>

#include "base/errors.h"
#include "funnel/event_funnel.h"

namespace sluice::funnel {
namespace {

Error no_events() {
  return not_applicable({"Only a funnel of events knows who is behind its bars; this file has no events.",
                         "只有事件漏斗能列出各步骤背后的客户；该文件没有事件。"});
}

// The last step before that is not optional.
size_t step_before(const Plan& plan, size_t step) {
  while (step > 1 && plan.steps[step - 1].optional) --step;
  return step - 1;
}

// Of a journey that has reached one; the first is not optional.
size_t furthest_step(const Match& match, const Plan& plan) {
  size_t step = plan.steps.size() - 1;
  while (step > 0 && (plan.steps[step].optional || !match.has(step))) --step;
  return step;
}

uint32_t count_reached(const Match& match, const Plan& plan) {
  uint32_t reached = 0;
  for (size_t step = 0; step < plan.steps.size(); ++step) {
    reached += match.has(step) && !plan.steps[step].optional ? 1U : 0U;
  }
  return reached;
}

}  // namespace

Result<Places> find_people(const Dataset& dataset, const FunnelSpec& spec, const PeopleQuery& query,
                           const std::vector<uint8_t>* keep) {
  if (!dataset.events) return no_events();
  const Result<EventFunnel> funnel = EventFunnel::prepare(dataset, spec);
  if (!funnel) return funnel.error();
  if (query.step >= funnel->steps.size()) {
    return bad_spec("/step", {"The funnel has no such step.", "漏斗中没有该步骤。"});
  }
  const Plan& plan = funnel->plan;
  const auto places = std::make_shared<std::vector<Place>>();
  if (query.lost && (query.step == 0 || plan.steps[query.step].optional)) return Places(places);
  const size_t at = query.lost ? step_before(plan, query.step) : query.step;
  JourneyCounter counter = funnel->counter();
  counter.visit_all(keep, [&](const MatchedJourney& one) {
    const Match& match = *one.match;
    if (!match.has(at) || (query.lost && match.has(query.step))) return;
    const StepTime& time = match.at[at];
    const size_t furthest = furthest_step(match, plan);
    places->push_back({.customer = one.customer,
                       .reached = count_reached(match, plan),
                       .unit = one.journey.time.front(),
                       .start = time.start,
                       .last = time.at,
                       .row = row_of_step(one, plan, at),
                       .furthest = static_cast<uint32_t>(furthest),
                       .furthest_at = match.at[furthest].at});
  });
  return Places(places);
}

PeoplePage page_of(const Dataset& dataset, const std::vector<Place>& places, const PeopleQuery& query) {
  PeoplePage page{places.size(), query.offset, {}};
  const Events& events = *dataset.events;
  const auto begin = std::min<uint64_t>(query.offset, places.size());
  const auto end = begin + std::min<uint64_t>(query.limit, places.size() - begin);
  for (uint64_t i = begin; i < end; ++i) {
    const Place& place = places[static_cast<size_t>(i)];
    FunnelPerson person{.code = place.customer,
                        .customer = std::string(dataset.customers.at(place.customer)),
                        .unit = place.unit,
                        .start = place.start,
                        .last = place.last,
                        .reached = place.reached};
    if (!dataset.customer_names.empty()) person.name = dataset.customer_names[place.customer];
    if (!events.has_amount.empty() && events.has_amount[place.row] != 0) person.value = events.amount.value(place.row);
    page.rows.push_back(std::move(person));
  }
  return page;
}

Result<std::vector<uint8_t>> depth_by_customer(const Dataset& dataset, const FunnelSpec& spec) {
  if (!dataset.events) return no_events();
  const Result<EventFunnel> funnel = EventFunnel::prepare(dataset, spec);
  if (!funnel) return funnel.error();
  const std::vector<Plan::Step>& steps = funnel->plan.steps;
  std::vector<uint8_t> depth(dataset.customers.size(), 0);
  JourneyCounter counter = funnel->counter();
  counter.visit_all(nullptr, [&](const MatchedJourney& one) {
    size_t reached = steps.size();
    while (reached > 0 && (steps[reached - 1].optional || !one.match->has(reached - 1))) --reached;
    depth[one.customer] = std::max(depth[one.customer], static_cast<uint8_t>(reached));
  });
  return depth;
}

}  // namespace sluice::funnel

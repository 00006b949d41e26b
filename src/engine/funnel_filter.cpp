#include "engine/funnel_filter.h"

#include "base/errors.h"
#include "funnel/event_funnel.h"

namespace sluice::engine {

Status check_condition(const Dataset& dataset, const funnel::FunnelSpec& funnel,
                       const rfm::FunnelCondition& condition) {
  const bool of_events = funnel.source == funnel::Source::automatic || funnel.source == funnel::Source::events;
  if (!dataset.events || !of_events) {
    return bad_spec("/filter/funnel", {"A filter by steps needs a funnel of events. Lift that part of the filter.",
                                       "按漏斗步骤筛选需要事件漏斗，请去掉该筛选条件。"});
  }
  const Result<funnel::EventFunnel> prepared = funnel::EventFunnel::prepare(dataset, funnel);
  if (!prepared) return prepared.error();
  const auto step = static_cast<size_t>(condition.step - 1);
  if (step >= prepared->steps.size() || prepared->plan.steps[step].optional) {
    const std::string number = std::to_string(condition.step);
    return bad_spec("/filter/funnel/step", {"The funnel has no step " + number + " that must be taken.",
                                            "漏斗中没有必经的第 " + number + " 步。"});
  }
  const bool any_order = funnel.mode == funnel::Mode::any;
  if (condition.event.empty() || (!any_order && prepared->steps[step].event == condition.event)) return Done{};
  return bad_spec("/filter/funnel/event",
                  {"This filter was made for a funnel whose step " + std::to_string(condition.step) + " is '" +
                       condition.event + "'. The funnel has changed since.",
                   "该筛选条件所用漏斗的第 " + std::to_string(condition.step) + " 步为“" + condition.event +
                       "”，此后漏斗已改变。"});
}

std::vector<uint8_t> depth_by_row(const std::vector<uint8_t>& depth_by_customer, const rfm::Profile& profile) {
  std::vector<uint8_t> by_row;
  by_row.reserve(profile.size());
  for (const uint32_t customer : profile.customer) by_row.push_back(depth_by_customer[customer]);
  return by_row;
}

}  // namespace sluice::engine

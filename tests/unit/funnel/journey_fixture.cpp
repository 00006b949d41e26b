#include "unit/funnel/journey_fixture.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace sluice::funnel {

Dataset dataset_of_events(const std::vector<EventLine>& lines) {
  Dataset dataset;
  Events events;
  std::vector<uint32_t> customer, event;
  for (const EventLine& line : lines) {
    customer.push_back(dataset.customers.intern(line.customer));
    event.push_back(events.event_names.intern(line.event));
  }
  const std::vector<uint32_t> new_customer = dataset.customers.sort();
  const std::vector<uint32_t> new_event = events.event_names.sort();
  std::vector<size_t> order(lines.size());
  std::iota(order.begin(), order.end(), size_t{0});
  const auto key = [&](size_t i) { return std::tuple{new_customer[customer[i]], lines[i].time, new_event[event[i]]}; };
  std::sort(order.begin(), order.end(), [&](size_t a, size_t b) { return key(a) < key(b); });
  for (const size_t i : order) {
    events.customer.push_back(new_customer[customer[i]]);
    events.event.push_back(new_event[event[i]]);
    events.time.push_back(lines[i].time);
  }
  dataset.events = std::move(events);
  return dataset;
}

}  // namespace sluice::funnel

// One customer's events in time: the unit that every rule of matching looks at. Views into the dataset, nothing copied.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "dataset/dataset.h"

namespace sluice::funnel {

/// Events of one customer in the order of (time, event code).
struct Journey {
  uint32_t customer = 0;
  std::span<const TimeMs> time;
  std::span<const uint32_t> event;

  size_t size() const { return time.size(); }
};

/// True where a filter lets the customer count; no filter lets everybody.
inline bool is_kept(const std::vector<uint8_t>* keep, uint32_t customer) {
  return keep == nullptr || (customer < keep->size() && (*keep)[customer] != 0);
}

/// Calls `visit` with the journey of each customer that `keep` leaves, by customer code.
template <class Visit>
void for_each_journey(const Events& events, const std::vector<uint8_t>* keep, Visit visit) {
  for (size_t begin = 0; begin < events.size();) {
    const uint32_t customer = events.customer[begin];
    size_t end = begin + 1;
    while (end < events.size() && events.customer[end] == customer) ++end;
    if (is_kept(keep, customer)) {
      visit(Journey{customer, std::span(events.time).subspan(begin, end - begin),
                    std::span(events.event).subspan(begin, end - begin)});
    }
    begin = end;
  }
}

}  // namespace sluice::funnel

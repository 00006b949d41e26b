// What the user may choose about the funnel. Plain data.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sluice::funnel {

/// Which table the funnel is made of.
enum class Source {
  automatic,      ///< the first of these that the dataset has
  events,         ///< steps are events
  opportunities,  ///< stages reached by sales opportunities
  stage_counts,   ///< stages with ready counts
  orders,         ///< first, second, third... purchase
  frequency,      ///< the same from a customer table's frequency
};

enum class Mode { ordered };  ///< domain, section 4: optimal over all chains of distinct events

/// The four zones of a sales funnel: 漏斗外, 漏斗上, 漏斗中, 漏斗下.
enum class Zone { outside, top, middle, bottom };

struct Step {
  std::string event;  ///< event or stage name as in the file
  std::optional<Zone> zone;

  bool operator==(const Step&) const = default;
};

struct FunnelSpec {
  Source source = Source::automatic;
  Mode mode = Mode::ordered;
  std::vector<Step> steps;           ///< empty: proposed from the file
  std::optional<int64_t> window_ms;  ///< from the first matched event to the last, inclusive; none: no limit
  int purchases = 5;                 ///< steps of the purchase ladder (orders, frequency), 2..12

  bool operator==(const FunnelSpec&) const = default;
};

}  // namespace sluice::funnel

// Small event files written in the test: {"anna", "view", 3} is anna viewing at 3 ms.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/random.h"
#include "dataset/dataset.h"
#include "funnel/funnel_report.h"
#include "test_support/seed.h"
#include "test_support/times.h"

namespace sluice::funnel {

using test::kDay;
using test::kHour;
using test::kMinute;

struct EventLine {
  std::string customer;
  std::string event;
  TimeMs time = 0;
};

/// The dataset that the builder would make of these rows, whatever their order.
Dataset dataset_of_events(const std::vector<EventLine>& lines);

/// Four visitors: anna pays, bert leaves the cart, cleo only views, dora does it all backwards.
std::vector<EventLine> four_visitors();

/// The steps in their order, one event each.
FunnelSpec funnel_of(const std::vector<std::string>& events);

FunnelSpec view_and_pay(std::optional<int64_t> window_ms = std::nullopt);

/// A report of a funnel that can be counted.
FunnelReport funnel_report_of(const Dataset& dataset, const FunnelSpec& spec = {},
                              const std::vector<uint8_t>* keep = nullptr);
std::vector<double> counts_of(const FunnelReport& report);  ///< by step
bool notes_say(const FunnelReport& report, const std::string& words);

using test::seed_of_today;

/// Choices of a random test.
struct Draw {
  Random random;
  explicit Draw(uint64_t seed) : random(seed) {}
  uint64_t below(uint64_t end) { return random.next() % end; }
  bool chance(uint64_t of) { return below(of) == 0; }  ///< one in so many
  template <class Enum>
  Enum any_of(uint64_t values) {
    return static_cast<Enum>(below(values));
  }
};

}  // namespace sluice::funnel

// Small event files written in the test: {"anna", "view", 3} is anna viewing at 3 ms.
#pragma once

#include <string>
#include <vector>

#include "dataset/dataset.h"
#include "test_support/seed.h"

namespace sluice::funnel {

struct EventLine {
  std::string customer;
  std::string event;
  TimeMs time = 0;
};

/// The dataset that the builder would make of these rows, whatever their order.
Dataset dataset_of_events(const std::vector<EventLine>& lines);

using test::seed_of_today;

}  // namespace sluice::funnel

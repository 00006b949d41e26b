#include "unit/funnel/journey_fixture.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

#include "funnel/analysis.h"

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

std::vector<EventLine> four_visitors() {
  return {{"anna", "view", 1 * kHour}, {"anna", "cart", 2 * kHour}, {"anna", "pay", 5 * kHour},
          {"bert", "view", 1 * kHour}, {"bert", "cart", 4 * kHour}, {"cleo", "view", 1 * kHour},
          {"cleo", "view", 2 * kHour}, {"dora", "pay", 1 * kHour},  {"dora", "cart", 2 * kHour},
          {"dora", "view", 3 * kHour}};
}

FunnelSpec funnel_of(const std::vector<std::string>& events) {
  FunnelSpec spec;
  for (const std::string& event : events) spec.steps.push_back({.event = event});
  return spec;
}

FunnelSpec view_and_pay(std::optional<int64_t> window_ms) {
  FunnelSpec spec = funnel_of({"view", "pay"});
  spec.window_ms = window_ms;
  return spec;
}

FunnelReport funnel_report_of(const Dataset& dataset, const FunnelSpec& spec, const std::vector<uint8_t>* keep) {
  auto report = analyze(dataset, spec, keep);
  EXPECT_TRUE(report.has_value()) << (report ? "" : report.error().to_string());
  return report ? std::move(report).value() : FunnelReport{};
}

std::vector<double> counts_of(const FunnelReport& report) {
  std::vector<double> counts;
  for (const StepReport& step : report.steps) counts.push_back(step.count);
  return counts;
}

bool notes_say(const FunnelReport& report, const std::string& words) {
  return std::any_of(report.notes.begin(), report.notes.end(),
                     [&](const TextPair& note) { return note.en.find(words) != std::string::npos; });
}

}  // namespace sluice::funnel

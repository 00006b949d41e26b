// Funnels of loan applications, a process with rejections, repeated offers and equal times, against counts that were
// computed without this program: reference_loans.py says how.
#include <gtest/gtest.h>

#include <sstream>

#include "funnel/analysis.h"
#include "test_support/dataset_text.h"
#include "test_support/files.h"

namespace sluice::funnel {
namespace {

/// A line of the table.
struct PrintedFunnel {
  FunnelSpec spec;
  std::vector<double> counts;
};

PrintedFunnel printed_funnel(const std::string& line) {
  PrintedFunnel printed;
  std::istringstream stream(line);
  std::string mode, hours, steps, counts;
  for (std::string* part : {&mode, &hours, &steps, &counts}) std::getline(stream, *part, '|');
  printed.spec.mode = mode == "any" ? Mode::any : Mode::ordered;
  if (hours != "0") printed.spec.window_ms = std::stoll(hours) * 3'600'000;
  std::istringstream names(steps), numbers(counts);
  for (std::string name; std::getline(names, name, '>');) printed.spec.steps.push_back({.event = name});
  for (double count = 0; numbers >> count;) printed.counts.push_back(count);
  return printed;
}

TEST(ReferenceLoans, FunnelsCountWhatTriedChainsCount) {
  auto bytes = test::shared_file("data/funnel/bpic2012_ao_events.csv.gz");
  if (!bytes) GTEST_SKIP() << "the file is not here";
  const auto loaded = test::load({{"bpic2012_ao_events.csv.gz", std::move(*bytes)}});
  ASSERT_TRUE(loaded) << loaded.error().to_string();
  std::istringstream table(test::repository_file("tests/conformance/funnel/reference_loans.txt"));
  size_t funnels = 0;
  for (std::string line; std::getline(table, line); ++funnels) {
    const PrintedFunnel printed = printed_funnel(line);
    const auto report = analyze(loaded->dataset, printed.spec, nullptr);
    ASSERT_TRUE(report) << line << report.error().to_string();
    std::vector<double> counts;
    for (const StepReport& step : report->steps) counts.push_back(step.count);
    EXPECT_EQ(counts, printed.counts) << line;
  }
  EXPECT_EQ(funnels, 9U);
}

}  // namespace
}  // namespace sluice::funnel

#include "unit/app/example_experiment.h"

#include <gtest/gtest.h>

#include "funnel/experiment.h"
#include "test_support/dataset_text.h"
#include "unit/app/example_report.h"

namespace sluice::app {
namespace {

std::string people(const char* arm, int visits, int buyers, const char* amount) {
  std::string rows;
  for (int i = 0; i < 1000; ++i) {
    rows += std::string(arm) + (i < visits ? ",1" : ",0") + (i < buyers ? ",1," : ",0,") + (i < buyers ? amount : "0") +
            "\n";
  }
  return rows;
}

}  // namespace

Report experiment_report() {
  Report report = bare_report();
  report.import.files.front().shape = ingest::Shape::experiment;
  return report;
}

funnel::ExperimentReport experiment_of_table(const std::string& table, const funnel::ExperimentSpec& spec) {
  const auto loaded = test::load_text(table);
  EXPECT_TRUE(loaded) << loaded.error().to_string();
  auto report = funnel::analyze_experiment(funnel::source_of(*loaded->dataset.experiment), spec, nullptr);
  EXPECT_TRUE(report) << report.error().to_string();
  return report ? std::move(*report) : funnel::ExperimentReport{};
}

funnel::ExperimentReport example_experiment(const funnel::ExperimentSpec& spec) {
  return experiment_of_table(
      "group,visit,conversion,spend\n" + people("control", 100, 20, "10") + people("new", 160, 50, "20"), spec);
}

}  // namespace sluice::app

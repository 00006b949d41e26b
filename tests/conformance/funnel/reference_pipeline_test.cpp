// The sales pipelines of the sample and of a CRM's export against figures that were computed without this program:
// reference_pipeline.py says how.
#include <gtest/gtest.h>

#include <cctype>
#include <cmath>
#include <map>
#include <sstream>

#include "funnel/pipeline.h"
#include "test_support/dataset_text.h"
#include "test_support/files.h"

namespace sluice::funnel {
namespace {

using Parts = std::vector<std::string>;

Parts parts_of(const std::string& line, char mark) {
  Parts parts;
  std::istringstream stream(line);
  for (std::string part; std::getline(stream, part, mark);) parts.push_back(part);
  return parts;
}

/// What the table prints of one file, under the figure's name and, of stages and properties, under "stage|Lead".
std::map<std::string, Parts> printed_of(const std::string& file) {
  std::map<std::string, Parts> printed;
  const std::string table = test::repository_file("tests/conformance/funnel/reference_pipeline.txt");
  for (const std::string& line : parts_of(table, '\n')) {
    Parts parts = parts_of(line, '|');
    if (parts[0] != file) continue;
    const bool figure = std::isdigit(static_cast<unsigned char>(parts[2][0])) != 0;
    const std::string name = figure ? parts[1] : parts[1] + "|" + parts[2];
    printed[name] = Parts(parts.begin() + (figure ? 2 : 3), parts.end());
  }
  return printed;
}

using Figure = std::optional<double>;

void expect_figures(const Parts& printed, const std::vector<Figure>& found, const std::string& name) {
  ASSERT_EQ(printed.size(), found.size()) << name;
  for (size_t i = 0; i < found.size(); ++i) {
    ASSERT_EQ(found[i].has_value(), printed[i] != "-") << name << ", figure " << i;
    if (!found[i]) continue;
    const double wanted = std::stod(printed[i]);
    EXPECT_NEAR(*found[i], wanted, 1e-9 * (1 + std::abs(wanted))) << name << ", figure " << i;
  }
}

Figure count(uint64_t number) { return static_cast<double>(number); }

std::vector<Figure> figures_of(const PipelineStage& stage) {
  const StageAges& ages = stage.ages;
  return {count(stage.reached),
          stage.probability.value,
          stage.probability.estimate->low,
          stage.probability.estimate->high,
          count(stage.open.opportunities),
          stage.open.value.value_or(0),
          stage.open.weighted.value_or(0),
          count(ages.dated),
          ages.first_quartile,
          ages.median,
          ages.third_quartile,
          ages.p90,
          count(ages.rotten),
          count(stage.losses.lost),
          stage.losses.value.value_or(0)};
}

std::vector<Figure> figures_of(const PropertyRow& row) {
  return {count(row.open),
          count(row.won),
          count(row.lost),
          row.win_rate->value,
          row.win_rate->low,
          row.win_rate->high,
          row.won_value.value_or(0),
          row.lost_value.value_or(0),
          row.p};
}

void expect_pipeline(const std::map<std::string, Parts>& printed, const PipelineReport& report) {
  const PipelineTotals& totals = report.totals;
  EXPECT_EQ(printed.at("as_of"), Parts{report.as_of});
  expect_figures(printed.at("counts"),
                 {count(totals.opportunities), count(totals.open), count(totals.won), count(totals.lost)}, "counts");
  expect_figures(printed.at("values"),
                 {totals.open_value.value_or(0), totals.won_value, totals.lost_value, count(totals.open_without_value)},
                 "values");
  expect_figures(printed.at("win_rate"),
                 {report.win_rate->value, report.win_rate->low, report.win_rate->high, report.win_rate_by_value.value},
                 "win rate");
  for (const auto& [name, cycle] : {std::pair{"won_cycle", &report.won_cycle}, {"lost_cycle", &report.lost_cycle}}) {
    expect_figures(printed.at(name), {count(cycle->opportunities), cycle->median, cycle->p90}, name);
  }
  expect_figures(printed.at("velocity"), {report.velocity.average_won_value.value, report.velocity.per_day.value},
                 "velocity");
  expect_figures(printed.at("weighted"),
                 {report.weighted_value.value.value_or(0), report.expected_wins.value,
                  report.weighted_at_average.value.value_or(0)},
                 "weighted");
  expect_figures(printed.at("rotten"), {report.stages.front().ages.limit, count(report.rotten)}, "rotten");
  for (const PipelineStage& stage : report.stages) {
    const std::string name = "stage|" + stage.stage;
    expect_figures(printed.at(name), figures_of(stage), name);
  }
}

void expect_file(const std::string& name, const std::string& text, const std::vector<std::string>& properties) {
  const auto loaded = test::load_text(text);
  ASSERT_TRUE(loaded) << loaded.error().to_string();
  const auto printed = printed_of(name);
  for (const std::string& property : properties) {
    PipelineSpec spec;
    spec.property = property;
    const auto pipeline = analyze_pipeline(loaded->dataset, {}, spec, nullptr);
    ASSERT_TRUE(pipeline) << pipeline.error().to_string();
    const PipelineReport& report = pipeline->report;
    expect_pipeline(printed, report);
    EXPECT_EQ(pipeline->rotten.size(), report.rotten);
    EXPECT_GT(report.breakdown.rows.size(), 1U);
    for (const PropertyRow& row : report.breakdown.rows) {
      expect_figures(printed.at(property + "|" + row.value), figures_of(row), row.value);
    }
  }
}

TEST(ReferencePipeline, OfTheSample) {
  expect_file("sample", test::repository_file("assets/samples/opportunities.csv"), {"owner", "product", "source"});
}

TEST(ReferencePipeline, OfACrmExport) {
  const auto text = test::shared_file("data/funnel/crm_sales_pipeline.csv");
  if (!text) GTEST_SKIP() << "the file is not here";
  expect_file("crm", *text, {"sales_agent", "product"});
}

}  // namespace
}  // namespace sluice::funnel

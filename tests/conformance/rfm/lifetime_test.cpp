// From the CDNOW order lines to the published lifetime models: histories as in the published summary of the same
// customers, and the parameters of Fader, Hardie & Lee 2005 and of the Gamma-Gamma note, the times being days here.
#include <gtest/gtest.h>

#include <cstdlib>

#include "base/number_text.h"
#include "conformance/rfm/comma_table.h"
#include "rfm/analysis.h"
#include "test_support/dataset_text.h"
#include "test_support/files.h"

namespace sluice::rfm {
namespace {

// The sample has two identifiers and no header: the second one is that of the summary.
std::optional<std::string> sample_with_header() {
  const auto text = test::shared_file("data/cdnow/CDNOW_sample.txt");
  if (!text) return std::nullopt;
  return "master_id customer_id date number_of_cds amount\n" + std::string(*text);
}

struct Cdnow {
  explicit Cdnow(std::string text) : loaded(test::load({{"CDNOW_sample.txt", std::move(text)}}).value()) {
    spec.snapshot = "1997-09-30";
    lines.emplace(clean_lines(loaded.dataset, {}, spec).value());
    analysis.emplace(analyze(loaded.dataset, spec, &*lines).value());
  }

  test::Loaded loaded;
  RfmSpec spec;
  std::optional<Lines> lines;
  std::optional<Analysis> analysis;
};

TEST(LifetimeOfCdnow, HistoriesAreThoseOfThePublishedSummary) {
  auto text = sample_with_header();
  const auto summary = test::shared_file("data/cdnow/cdnow_customers_summary_with_transactions.csv");
  if (!text || !summary) GTEST_SKIP() << "the CDNOW files are not here";
  const Cdnow cdnow(std::move(*text));
  const Profile& profile = cdnow.analysis->profile;
  const Histories histories = collect_histories(cdnow.loaded.dataset, cdnow.spec, *cdnow.lines, profile);
  const auto published = test::read_comma_table(*summary);  // ID, x, t_x, T, zbar
  ASSERT_EQ(profile.size(), published.rows.size());
  for (size_t row = 0; row < profile.size(); ++row) {
    const std::string id(cdnow.loaded.dataset.customers.at(profile.customer[row]));
    const auto& wanted = published.row_of(std::to_string(std::atoi(id.c_str())));
    ASSERT_EQ(histories.repeats[row], static_cast<uint32_t>(std::atoi(wanted[1].c_str()))) << id;
    ASSERT_NEAR(histories.last[row] / 7.0, std::atof(wanted[2].c_str()), 0.0051) << id;
    ASSERT_NEAR(histories.age[row] / 7.0, std::atof(wanted[3].c_str()), 0.0051) << id;
    if (histories.repeats[row] == 0) continue;
    const double mean = to_double(histories.repeat_units[row], profile.revenue.decimals) / histories.repeats[row];
    ASSERT_NEAR(mean, std::atof(wanted[4].c_str()), 0.0051) << id;
  }
}

TEST(LifetimeOfCdnow, ModelsAreThePublishedOnes) {
  auto text = sample_with_header();
  if (!text) GTEST_SKIP() << "the CDNOW files are not here";
  const Cdnow cdnow(std::move(*text));
  const auto report = report_lifetime(cdnow.analysis->lifetime);
  ASSERT_TRUE(report.has_value()) << cdnow.analysis->lifetime.not_applicable.en;
  // The published fit is of times rounded to hundredths of a week.
  EXPECT_NEAR(report->r, 0.52484, 2e-4);
  EXPECT_NEAR(report->alpha / 7, 6.18299, 3e-3);
  EXPECT_NEAR(report->a, 0.89136, 1e-3);
  EXPECT_NEAR(report->b, 1.614, 2e-3);
  EXPECT_NEAR(report->p, 6.25, 0.01);
  EXPECT_NEAR(report->q, 3.74, 0.01);
  EXPECT_NEAR(report->v, 15.45, 0.03);
  EXPECT_NEAR(report->spend_log_likelihood, -4055.92, 0.05);
}

}  // namespace
}  // namespace sluice::rfm

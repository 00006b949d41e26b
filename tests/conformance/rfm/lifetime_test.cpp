// From the CDNOW order lines to the published lifetime models: histories as in the published summary of the same
// customers, and the parameters of Fader, Hardie & Lee 2005 and of the Gamma-Gamma note, the times being days here.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdlib>

#include "base/number_text.h"
#include "conformance/rfm/comma_table.h"
#include "rfm/analysis.h"
#include "rfm/customer_value.h"
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
    spec.returns = ReturnsRule::keep;  // what was given away was bought, too
    lines.emplace(clean_lines(loaded.dataset, {}, spec).value());
    analysis.emplace(analyze(loaded.dataset, spec, &*lines).value());
  }

  test::Loaded loaded;
  RfmSpec spec;
  std::optional<Lines> lines;
  std::optional<Analysis> analysis;
};

ValueReport report_of(const Cdnow& cdnow) {
  return begin_value_report(cdnow.loaded.dataset, *cdnow.analysis, {}).value().finish().value();
}

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

// The published fit is of times that were rounded to hundredths of a week.
TEST(LifetimeOfCdnow, ModelsAreThePublishedOnes) {
  auto text = sample_with_header();
  if (!text) GTEST_SKIP() << "the CDNOW files are not here";
  const Cdnow cdnow(std::move(*text));
  const Profile& profile = cdnow.analysis->profile;
  const Histories histories = collect_histories(cdnow.loaded.dataset, cdnow.spec, *cdnow.lines, profile);
  std::vector<value::PurchaseHistory> rounded_weeks;
  for (size_t row = 0; row < profile.size(); ++row) {
    rounded_weeks.push_back(
        {histories.repeats[row], rounded(histories.last[row] / 7.0, 100), rounded(histories.age[row] / 7.0, 100)});
  }
  const auto fit = value::fit_purchases(value::PurchaseModelKind::mbg_nbd, rounded_weeks);
  const auto [r, alpha, a, b] = value::parameters_of(fit->model);
  EXPECT_EQ(fixed_text(r, 5), "0.52484");
  EXPECT_EQ(fixed_text(alpha, 4), "6.1830");
  EXPECT_EQ(fixed_text(a, 5), "0.89136");
  EXPECT_EQ(fixed_text(fit->log_likelihood, 2), "-9582.13");

  const ValueReport report = report_of(cdnow);
  ASSERT_TRUE(report.models.has_value()) << report.no_models.en;
  const std::array<double, 4> wanted{r, 7 * alpha, a, b};
  for (size_t i = 0; i < wanted.size(); ++i) {
    const FittedParameter& parameter = report.models->purchases.parameters[i];
    EXPECT_NEAR(parameter.value, wanted[i], 0.01 * wanted[i]) << parameter.name;
  }
  const std::vector<FittedParameter>& spend = report.models->spend.parameters;
  EXPECT_NEAR(spend[0].value, 6.25, 0.01);
  EXPECT_NEAR(spend[1].value, 3.74, 0.01);
  EXPECT_NEAR(spend[2].value, 15.45, 0.03);
  EXPECT_NEAR(report.models->spend.log_likelihood, -4055.92, 0.05);
  EXPECT_EQ(report.models->spend.customers, 946);
}

}  // namespace
}  // namespace sluice::rfm

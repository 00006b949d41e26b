// The CDNOW customers of Fader, Hardie & Lee 2005: 2,357 who bought first in the first quarter of 1997, in weeks, up to
// 1997-09-30. The parameters and likelihoods published for them, to the printed digits.
#include <gtest/gtest.h>

#include <cstdlib>

#include "base/number_text.h"
#include "conformance/rfm/comma_table.h"
#include "test_support/files.h"
#include "value/purchase_fit.h"
#include "value/spend_model.h"

namespace sluice::value {
namespace {

struct Cdnow {
  std::vector<PurchaseHistory> purchases;
  std::vector<SpendHistory> spending;  // of those who bought again
};

std::optional<Cdnow> read_cdnow() {
  const auto text = test::shared_file("data/cdnow/cdnow_customers_summary_with_transactions.csv");
  if (!text) return std::nullopt;
  Cdnow cdnow;
  for (const auto& row : sluice::test::read_comma_table(*text).rows) {  // ID, x, t_x, T, zbar
    const uint32_t repeats = static_cast<uint32_t>(std::atoi(row[1].c_str()));
    cdnow.purchases.push_back({repeats, std::atof(row[2].c_str()), std::atof(row[3].c_str())});
    if (repeats > 0) cdnow.spending.push_back({repeats, std::atof(row[4].c_str())});
  }
  return cdnow;
}

TEST(Cdnow, MbgNbdIsAsPublished) {
  const auto cdnow = read_cdnow();
  if (!cdnow) GTEST_SKIP() << "the shared folder is missing";
  const auto fit = fit_purchases(PurchaseModelKind::mbg_nbd, cdnow->purchases);
  ASSERT_TRUE(fit.has_value());
  const auto [r, alpha, a, b] = parameters_of(fit->model);
  EXPECT_EQ(fixed_text(r, 5), "0.52484");
  EXPECT_EQ(fixed_text(alpha, 5), "6.18299");
  EXPECT_EQ(fixed_text(a, 5), "0.89136");
  EXPECT_EQ(fixed_text(b, 3), "1.614");
  EXPECT_EQ(fixed_text(fit->log_likelihood, 2), "-9582.13");
}

TEST(Cdnow, ParetoNbdIsAsPublished) {
  const auto cdnow = read_cdnow();
  if (!cdnow) GTEST_SKIP() << "the shared folder is missing";
  const auto fit = fit_purchases(PurchaseModelKind::pareto_nbd, cdnow->purchases);
  ASSERT_TRUE(fit.has_value());
  const auto [r, alpha, s, beta] = parameters_of(fit->model);
  EXPECT_EQ(fixed_text(r, 5), "0.55328");
  EXPECT_EQ(fixed_text(alpha, 3), "10.578");
  EXPECT_EQ(fixed_text(s, 5), "0.60621");
  EXPECT_EQ(fixed_text(beta, 3), "11.668");
  EXPECT_EQ(fixed_text(fit->log_likelihood, 2), "-9594.97");
}

// Fader, Hardie & Lee 2005 and the spreadsheet that goes with it: the fit, customer 1's purchases in the next 39 weeks,
// and what a customer is expected to buy in the first days and weeks. (Of 78 weeks it shows 1.8576: it stops the series
// of 2F1 after 150 terms, which are too few there; the sum is 1.8580.)
TEST(Cdnow, BgNbdIsAsPublished) {
  const auto cdnow = read_cdnow();
  if (!cdnow) GTEST_SKIP() << "the shared folder is missing";
  ASSERT_EQ(cdnow->purchases.size(), 2'357U);
  const auto fit = fit_purchases(PurchaseModelKind::bg_nbd, cdnow->purchases);
  ASSERT_TRUE(fit.has_value());
  const auto [r, alpha, a, b] = parameters_of(fit->model);
  EXPECT_EQ(fixed_text(r, 5), "0.24259");
  EXPECT_EQ(fixed_text(alpha, 4), "4.4135");
  EXPECT_EQ(fixed_text(a, 5), "0.79289");
  EXPECT_EQ(fixed_text(b, 4), "2.4258");
  EXPECT_EQ(fixed_text(fit->log_likelihood, 2), "-9582.43");
  EXPECT_EQ(fixed_text(expected_purchases(fit->model, 2, 30.43, 38.86, 39), 3), "1.226");
  const std::pair<double, const char*> first_weeks[] = {
      {1 / 7.0, "0.0078"}, {1, "0.0532"}, {3, "0.1506"}, {223 / 7.0, "1.0405"}, {32, "1.0437"}};
  for (const auto& [weeks, expected] : first_weeks) {
    EXPECT_EQ(fixed_text(expected_purchases(fit->model, 0, 0, 0, weeks), 4), expected) << weeks;
  }
}

// The walkthrough of the BTYD package for R, with the parameters that it prints: what a new customer buys in a year,
// and customer 1516, who bought 26 times in 31 weeks.
TEST(Cdnow, ForecastsOfParetoNbdAreAsPublished) {
  const PurchaseModel model = ParetoNbd{0.5533971, 10.5801985, 0.6060625, 11.6562237};
  EXPECT_EQ(fixed_text(expected_purchases(model, 0, 0, 0, 52), 3), "1.473");
  EXPECT_EQ(fixed_text(expected_purchases(model, 26, 30.86, 31, 52), 2), "25.46");
  EXPECT_EQ(fixed_text(probability_active(model, 26, 30.86, 31), 4), "0.9979");
}

TEST(Cdnow, GammaGammaOfThe946WhoBoughtAgainIsAsPublished) {
  const auto cdnow = read_cdnow();
  if (!cdnow) GTEST_SKIP() << "the shared folder is missing";
  ASSERT_EQ(cdnow->spending.size(), 946U);
  const auto fit = fit_gamma_gamma(cdnow->spending);
  ASSERT_TRUE(fit.has_value());
  EXPECT_EQ(fixed_text(fit->model.p, 2), "6.25");
  EXPECT_EQ(fixed_text(fit->model.q, 2), "3.74");
  EXPECT_EQ(fixed_text(fit->model.v, 2), "15.45");
  EXPECT_EQ(fixed_text(fit->log_likelihood, 2), "-4055.92");
}

// Fader, Hardie & Lee 2005, 'RFM and CLV': 0.11 over the 946 customers.
TEST(Cdnow, FrequencyAndSpendHardlyGoTogether) {
  const auto cdnow = read_cdnow();
  if (!cdnow) GTEST_SKIP() << "the shared folder is missing";
  const auto correlation = frequency_spend_correlation(cdnow->spending);
  ASSERT_TRUE(correlation && correlation->interval);
  EXPECT_EQ(fixed_text(correlation->value, 2), "0.11");
  EXPECT_GT(correlation->interval->low, 0.04);
  EXPECT_LT(correlation->interval->high, 0.18);
}

}  // namespace
}  // namespace sluice::value

// The CDNOW customers of Fader, Hardie & Lee 2005: 2,357 who bought first in the first quarter of 1997, in weeks, up to
// 1997-09-30. The parameters and likelihoods published for them, to the printed digits.
#include <gtest/gtest.h>

#include <cstdlib>

#include "base/number_text.h"
#include "conformance/rfm/comma_table.h"
#include "test_support/files.h"
#include "value/purchase_model.h"
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
  ASSERT_EQ(cdnow->purchases.size(), 2'357U);
  const auto fit = fit_mbg_nbd(cdnow->purchases);
  ASSERT_TRUE(fit.has_value());
  EXPECT_EQ(fixed_text(fit->model.r, 5), "0.52484");
  EXPECT_EQ(fixed_text(fit->model.alpha, 5), "6.18299");
  EXPECT_EQ(fixed_text(fit->model.a, 5), "0.89136");
  EXPECT_EQ(fixed_text(fit->model.b, 3), "1.614");
  EXPECT_EQ(fixed_text(fit->log_likelihood, 2), "-9582.13");
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

}  // namespace
}  // namespace sluice::value

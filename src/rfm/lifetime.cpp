#include "rfm/lifetime.h"

#include <algorithm>
#include <functional>

#include "base/statistics.h"

namespace sluice::rfm {
namespace {

Lifetime without(TextPair reason) {
  Lifetime none;
  none.not_applicable = std::move(reason);
  return none;
}

Lifetime of_customer_table() {
  return without(
      {"A customer table does not say when customers bought, so what they will bring cannot be estimated. Open order "
       "lines instead.",
       "客户表中没有每次购买的时间，无法估计客户未来的价值。请改用订单明细。"});
}

// The first purchase in the period is not a customer's first, and who bought before it only is missing.
Lifetime of_a_part() {
  return without(
      {"Within a lookback period nobody's first purchase is known, so what customers will bring cannot be estimated. "
       "Let the whole time count.",
       "设置回溯期后无法得知客户的首次购买，因而无法估计其未来价值。请改为使用全部时间。"});
}

double mean_amount(const Histories& histories, size_t row, int decimals) {
  return to_double(histories.repeat_units[row], decimals) / histories.repeats[row];
}

// Whoever bought again and paid for it.
std::vector<value::SpendHistory> spenders(const Histories& histories, int decimals) {
  std::vector<value::SpendHistory> all;
  for (size_t row = 0; row < histories.repeats.size(); ++row) {
    if (histories.repeats[row] == 0 || histories.repeat_units[row] <= 0) continue;
    all.push_back({histories.repeats[row], mean_amount(histories, row, decimals)});
  }
  return all;
}

double spend_of(const value::GammaGamma& model, const Histories& histories, size_t row, int decimals) {
  if (histories.repeats[row] == 0 || histories.repeat_units[row] <= 0) return value::mean_spend(model);
  return value::expected_spend(model, histories.repeats[row], mean_amount(histories, row, decimals));
}

}  // namespace

Lifetime estimate_lifetime(const Dataset& dataset, const RfmSpec& spec, const Lines* lines, const Profile& profile) {
  if (lines == nullptr) return of_customer_table();
  if (spec.lookback_months > 0) return of_a_part();
  Histories histories = collect_histories(dataset, spec, *lines, profile);
  const int decimals = profile.revenue.decimals;
  const value::MergedHistories merged = value::merge_histories(histories.repeats, histories.last, histories.age);
  auto purchases = value::fit_mbg_nbd(merged.rows);
  if (!purchases) return without(std::move(purchases).error().message);
  auto spend = value::fit_gamma_gamma(spenders(histories, decimals));
  if (!spend) return without(std::move(spend).error().message);

  Lifetime lifetime;
  lifetime.purchases = *purchases;
  lifetime.spend = *spend;
  lifetime.horizon_days = spec.kinds.horizon_days;
  lifetime.period_days = histories.period_days;
  const value::MbgNbd& model = purchases->model;
  value::ExpectedPurchases expected(model, lifetime.horizon_days);
  std::vector<double> active, expected_purchases;  // by merged row
  for (const value::PurchaseHistory& row : merged.rows) {
    active.push_back(value::probability_active(model, row.repeats, row.last, row.age));
    expected_purchases.push_back(expected.given(active.back(), row.repeats, row.age));
  }
  for (size_t row = 0; row < profile.size(); ++row) {
    const uint32_t same = merged.row_of[row];
    const double amount = spend_of(spend->model, histories, row, decimals);
    lifetime.active.push_back(static_cast<float>(active[same]));
    lifetime.expected_revenue.push_back(static_cast<float>(expected_purchases[same] * amount));
  }
  lifetime.by_expected = lifetime.expected_revenue;
  std::sort(lifetime.by_expected.begin(), lifetime.by_expected.end(), std::greater<>());
  lifetime.growth = std::move(histories.growth);
  return lifetime;
}

std::optional<LifetimeReport> report_lifetime(const Lifetime& lifetime) {
  if (!lifetime.estimated()) return std::nullopt;
  CompensatedSum active, expected;
  for (const float probability : lifetime.active) active.add(probability);
  for (const float revenue : lifetime.expected_revenue) expected.add(revenue);
  const value::PurchaseFit& purchases = *lifetime.purchases;
  const value::SpendFit& spend = *lifetime.spend;
  LifetimeReport report;
  report.horizon_days = lifetime.horizon_days;
  report.customers = purchases.customers;
  report.active = active.value();
  report.expected_revenue = expected.value();
  report.r = purchases.model.r;
  report.alpha = purchases.model.alpha;
  report.a = purchases.model.a;
  report.b = purchases.model.b;
  report.purchase_log_likelihood = purchases.log_likelihood;
  report.p = spend.model.p;
  report.q = spend.model.q;
  report.v = spend.model.v;
  report.spend_log_likelihood = spend.log_likelihood;
  return report;
}

}  // namespace sluice::rfm

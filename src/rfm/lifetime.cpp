#include "rfm/lifetime.h"

#include <algorithm>
#include <functional>

#include "base/errors.h"
#include "base/number_text.h"
#include "base/statistics.h"

namespace sluice::rfm {
namespace {

double mean_amount(const Histories& histories, size_t row, int decimals) {
  return to_double(histories.repeat_units[row], decimals) / histories.repeats[row];
}

bool has_mean(const Histories& histories, size_t row) {
  return histories.repeats[row] > 0 && histories.repeat_units[row] > 0;
}

Result<value::SpendFit> spend_fit_of(const Histories& histories, int decimals) {
  std::vector<value::SpendHistory> spenders;
  for (size_t row = 0; row < histories.repeats.size(); ++row) {
    if (has_mean(histories, row)) {
      spenders.push_back({histories.repeats[row], mean_amount(histories, row, decimals)});
    }
  }
  return value::fit_gamma_gamma(spenders);
}

void estimate_by_models(const Histories& histories, const value::MergedHistories& merged, int decimals,
                        Lifetime& lifetime) {
  const value::PurchaseModel& purchase_model = lifetime.fits->purchases.model;
  const value::GammaGamma& spend_model = lifetime.fits->spend.model;
  value::ExpectedPurchases expected(purchase_model, lifetime.horizon_days);
  const std::vector<double> active = value::probabilities_active(purchase_model, merged.rows);  // by merged row
  std::vector<double> purchases;
  for (size_t i = 0; i < merged.rows.size(); ++i) {
    purchases.push_back(expected.given(active[i], merged.rows[i].repeats, merged.rows[i].age));
  }
  const double mean_of_all = value::mean_spend(spend_model);
  for (size_t row = 0; row < histories.repeats.size(); ++row) {
    const uint32_t same = merged.row_of[row];
    const double amount = has_mean(histories, row) ? value::expected_spend(spend_model, histories.repeats[row],
                                                                           mean_amount(histories, row, decimals))
                                                   : mean_of_all;
    lifetime.active.push_back(static_cast<float>(active[same]));
    lifetime.expected_revenue.push_back(static_cast<float>(purchases[same] * amount));
  }
}

// Everybody goes on as in the latest period.
void estimate_by_latest(const Histories& histories, int decimals, Lifetime& lifetime) {
  const double periods = static_cast<double>(lifetime.horizon_days) / lifetime.period_days;
  for (const int64_t units : histories.latest_units) {
    lifetime.expected_revenue.push_back(static_cast<float>(std::max(to_double(units, decimals), 0.0) * periods));
  }
}

int fewest_days(int horizon) { return (horizon + kMostCarriedOn - 1) / kMostCarriedOn; }

TextPair too_short(const Histories& histories, const RfmSpec& spec) {
  const int horizon = spec.kinds.horizon_days, fewest = fewest_days(horizon);
  // A period that is left to the data is half of what they cover.
  const int covered = spec.kinds.period_days > 0 ? fewest : 2 * fewest;
  const auto whole = [](int days) { return grouped_text(days, 0); };
  const auto days = [&](int count) { return whole(count) + (count == 1 ? " day" : " days"); };
  const auto ahead = [&](int count) { return count == 1 ? std::string("day") : days(count); };
  return {"The lifetime models do not hold here, and the latest period, of which the data hold " +
              days(histories.observed_days) + ", is too short to be carried on for the next " + ahead(horizon) +
              ": that takes " + days(fewest) + " or more. Load orders of at least " + days(covered) +
              (spec.kinds.period_days > 0 ? " and compare periods as long" : "") + ", or look fewer days ahead.",
          "此处客户生命周期价值模型不成立，而最近一期只有 " + whole(histories.observed_days) +
              " 天的数据，太短，无法推算未来 " + whole(horizon) + " 天：至少需要 " + whole(fewest) +
              " 天。请载入至少 " + whole(covered) + " 天的订单" +
              (spec.kinds.period_days > 0 ? "并相应加长对比周期" : "") + "，或缩短展望天数。"};
}

}  // namespace

Lifetime estimate_lifetime(const Dataset& dataset, const RfmSpec& spec, const Lines* lines, const Profile& profile) {
  if (lines == nullptr) return {};
  LifetimeRun run;
  while (run.advance(dataset, spec, *lines, profile) < 1) continue;
  return run.take();
}

double LifetimeRun::advance(const Dataset& dataset, const RfmSpec& spec, const Lines& lines, const Profile& profile) {
  const int decimals = profile.revenue.decimals;
  switch (step_) {
    case Step::collect:
      collect(dataset, spec, lines, profile);
      return 0.1;
    case Step::fit_purchases:
      fit_purchases(spec.lookback_months > 0);
      return 0.6;
    case Step::fit_spend:
      fit_spend(decimals);
      return 0.8;
    case Step::estimate:
      estimate(spec, decimals);
      return 1;
    case Step::done:
      break;
  }
  return 1;
}

void LifetimeRun::collect(const Dataset& dataset, const RfmSpec& spec, const Lines& lines, const Profile& profile) {
  histories_ = collect_histories(dataset, spec, lines, profile);
  merged_ = value::merge_histories(histories_.repeats, histories_.last, histories_.age);
  lifetime_.horizon_days = spec.kinds.horizon_days;
  lifetime_.period_days = histories_.period_days;
  step_ = Step::fit_purchases;
}

void LifetimeRun::fit_purchases(bool has_lookback) {
  if (has_lookback) {
    return give_up(not_applicable(
        {"Within a lookback period nobody's first purchase is known.", "设置回溯期后无法得知客户的首次购买。"}));
  }
  const auto purchases = value::fit_purchases(value::PurchaseModelKind::mbg_nbd, merged_.rows);
  if (!purchases) return give_up(purchases.error());
  purchases_ = *purchases;
  step_ = Step::fit_spend;
}

void LifetimeRun::fit_spend(int decimals) {
  const auto spend = spend_fit_of(histories_, decimals);
  if (!spend) return give_up(spend.error());
  lifetime_.fits = LifetimeFits{purchases_, *spend};
  step_ = Step::estimate;
}

void LifetimeRun::give_up(const Error& why) {
  lifetime_.no_fits = why.message;
  step_ = Step::estimate;
}

void LifetimeRun::estimate(const RfmSpec& spec, int decimals) {
  if (lifetime_.fits) {
    estimate_by_models(histories_, merged_, decimals, lifetime_);
  } else if (histories_.observed_days < fewest_days(lifetime_.horizon_days)) {
    lifetime_.no_estimate = too_short(histories_, spec);
  } else {
    estimate_by_latest(histories_, decimals, lifetime_);
  }
  lifetime_.by_expected = lifetime_.expected_revenue;
  std::sort(lifetime_.by_expected.begin(), lifetime_.by_expected.end(), std::greater<>());
  lifetime_.growth = std::move(histories_.growth);
  histories_ = {};
  merged_ = {};
  step_ = Step::done;
}

std::optional<LifetimeReport> report_lifetime(const Lifetime& lifetime) {
  if (!lifetime.of_orders()) return std::nullopt;
  const auto sum = [](const std::vector<float>& values) {
    CompensatedSum total;
    for (const float value : values) total.add(value);
    return total.value();
  };
  LifetimeReport report;
  report.horizon_days = lifetime.horizon_days;
  report.period_days = lifetime.period_days;
  if (lifetime.estimated()) report.expected_revenue = rounded(sum(lifetime.expected_revenue), 100);
  report.no_estimate = lifetime.no_estimate;
  report.no_models = lifetime.no_fits;
  if (!lifetime.fits) return report;
  report.active = rounded(sum(lifetime.active), 10);
  const auto& [purchases, spend] = *lifetime.fits;
  const auto [r, alpha, a, b] = value::parameters_of(purchases.model);
  report.models = LifetimeModels{.r = r,
                                 .alpha = alpha,
                                 .a = a,
                                 .b = b,
                                 .purchase_log_likelihood = purchases.log_likelihood,
                                 .p = spend.model.p,
                                 .q = spend.model.q,
                                 .v = spend.model.v,
                                 .spend_log_likelihood = spend.log_likelihood};
  return report;
}

}  // namespace sluice::rfm

#include "rfm/lifetime.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "base/errors.h"
#include "base/number_text.h"
#include "base/passes.h"
#include "base/statistics.h"
#include "rfm/lifetime_words.h"
#include "value/lifetime_value.h"

namespace sluice::rfm {
namespace {

double mean_amount(const Histories& histories, size_t row, int decimals) {
  return to_double(histories.repeat_units[row], decimals) / histories.repeats[row];
}

bool has_mean(const Histories& histories, size_t row) {
  return histories.repeats[row] > 0 && histories.repeat_units[row] > 0;
}

std::vector<value::SpendHistory> spend_histories(const Histories& histories, int decimals) {
  std::vector<value::SpendHistory> spenders;
  for (size_t row = 0; row < histories.repeats.size(); ++row) {
    if (has_mean(histories, row)) {
      spenders.push_back({histories.repeats[row], mean_amount(histories, row, decimals)});
    }
  }
  return spenders;
}

// Everybody goes on as in the latest period.
void estimate_by_latest(const Histories& histories, int decimals, Lifetime& lifetime) {
  const double periods = static_cast<double>(lifetime.spec.horizon_days) / lifetime.period_days;
  for (const int64_t units : histories.latest_units) {
    lifetime.expected_revenue.push_back(static_cast<float>(std::max(to_double(units, decimals), 0.0) * periods));
  }
}

// What the orders leave of the revenue, where all of them say it.
std::optional<double> margin_of_orders(const Profile& profile) {
  if (profile.margin.units.empty() || profile.lines_without_margin > 0) return std::nullopt;
  const auto sum = [](const MoneyColumn& column) {
    ExactSum total;
    for (const int64_t units : column.units) total.add(units);
    return total.value(column.decimals);
  };
  const double revenue = sum(profile.revenue);
  if (!(revenue > 0)) return std::nullopt;
  return std::clamp(sum(profile.margin) / revenue, 0.0, 1.0);
}

value::ValueTerms terms_of(const LifetimeSpec& spec, double margin) {
  constexpr double kWeek = 7;
  return {.horizon = static_cast<double>(spec.horizon_days),
          .step = kWeek,
          .year = kDaysPerYear,
          .discount_per_year = spec.discount_per_year,
          .margin = margin};
}

int fewest_days(int horizon) { return (horizon + kMostCarriedOn - 1) / kMostCarriedOn; }

TextPair too_short(const Histories& histories, const RfmSpec& spec) {
  const int horizon = spec.lifetime.horizon_days, fewest = fewest_days(horizon);
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
  LifetimeRun run(dataset, spec, *lines, profile);
  while (!run.done()) run.advance(UINT64_MAX);
  return run.conclude();
}

// A stage after the other, each in passes; what a stage needs is known when the one before is done.
class LifetimeRun::Work {
 public:
  Work(const Dataset& dataset, const RfmSpec& spec, const Lines& lines, const Profile& profile)
      : profile_(profile), spec_(spec), collector_(dataset, spec_, lines, profile) {
    lifetime_.spec = spec.lifetime;
    const std::optional<double> margin = margin_of_orders(profile);
    lifetime_.margin = spec.lifetime.margin.value_or(margin.value_or(1));
    lifetime_.margin_from_data = !spec.lifetime.margin && margin.has_value();
    add_rows(profile.size(), 60, [this](size_t row) { collector_.add(row); });
  }

  void advance(uint64_t work) {
    passes_.advance(work);
    while (passes_.done() && stage_ != Stage::done) begin_next();  // a stage may have nothing to do
  }

  bool done() const { return stage_ == Stage::done; }

  double share() const {
    constexpr std::array<double, 6> kBefore{0, 0.15, 0.4, 0.5, 0.75, 1};  // about, with a million customers
    const auto stage = static_cast<size_t>(stage_);
    if (done()) return 1;
    return kBefore[stage] + (kBefore[stage + 1] - kBefore[stage]) * passes_.share();
  }

  Lifetime conclude() {
    lifetime_.by_expected = lifetime_.expected_revenue;
    std::sort(lifetime_.by_expected.begin(), lifetime_.by_expected.end(), std::greater<>());
    lifetime_.growth = std::move(histories_.growth);
    if (lifetime_.fits) lifetime_.histories = std::move(merged_.rows);
    return std::move(lifetime_);
  }

 private:
  enum class Stage : uint8_t { collect, fit_purchases, fit_spend, check, estimate, done };

  template <class Take>
  void add_rows(size_t rows, uint64_t cost, Take take) {
    passes_.add({rows, cost, [take = std::move(take)](size_t begin, size_t end) {
                   for (size_t row = begin; row < end; ++row) take(row);
                   return end;
                 }});
  }

  void begin_next() {
    constexpr uint64_t kOfAFit = 2'000;  // operations a row
    passes_ = {};
    stage_ = static_cast<Stage>(static_cast<uint8_t>(stage_) + 1);
    switch (stage_) {
      case Stage::collect:
        break;
      case Stage::fit_purchases:
        histories_ = collector_.take_histories();
        lifetime_.period_days = histories_.period_days;
        return add_rows(1, kOfAFit * profile_.size(), [this](size_t) { fit_purchases(); });
      case Stage::fit_spend:
        return add_rows(lifetime_.no_fits.en.empty() ? 1 : 0, kOfAFit * profile_.size(),
                        [this](size_t) { fit_spend(); });
      case Stage::check:
        return begin_check();
      case Stage::estimate:
        finish_check();
        return begin_estimate();
      case Stage::done:
        break;
    }
  }

  void fit_purchases() {
    if (spec_.lookback_months > 0) {
      return give_up(
          {"Within a lookback period nobody's first purchase is known.", "设置回溯期后无法得知客户的首次购买。"});
    }
    merged_ = value::merge_histories(histories_.repeats, histories_.last, histories_.age);
    const auto purchases = value::fit_purchases(spec_.lifetime.model, merged_.rows);
    if (!purchases) return give_up(purchases.error().message);
    purchases_ = *purchases;
  }

  void fit_spend() {
    const std::vector<value::SpendHistory> spenders = spend_histories(histories_, profile_.revenue.decimals);
    const auto spend = value::fit_gamma_gamma(spenders);
    if (!spend) return give_up(spend.error().message);
    lifetime_.fits = LifetimeFits{purchases_, *spend, spenders.size(), value::frequency_spend_correlation(spenders)};
  }

  void begin_check() {
    HoldoutHistories holdout = collector_.take_holdout();
    if (!lifetime_.fits) return;
    lifetime_.check = LifetimeCheck{holdout.first_day, holdout.split_day, {}};
    Result<PassRun<value::HoldoutReport>> check =
        value::check_holdout(std::move(holdout.customers), spec_.lifetime.model);
    if (!check) return give_up(check.error().message);
    passes_ = std::move(check->passes);
    conclude_check_ = std::move(check->conclude);
  }

  void finish_check() {
    if (!conclude_check_) return;
    LifetimeCheck& check = *lifetime_.check;
    Result<value::HoldoutReport> report = std::exchange(conclude_check_, {})();
    if (!report) return give_up(report.error().message);
    check.report = std::move(*report);
    if (check.report.verdict == value::HoldoutVerdict::worse_than_naive) give_up(why_not_believed(check));
  }

  void begin_estimate() {
    const int decimals = profile_.revenue.decimals;
    if (lifetime_.fits) {
      const value::PurchaseModel& model = lifetime_.fits->purchases.model;
      active_ = value::probabilities_active(model, merged_.rows);
      expected_.emplace(model, spec_.lifetime.horizon_days);
      value_.emplace(model, terms_of(spec_.lifetime, lifetime_.margin));
      add_rows(merged_.rows.size(), 2'000, [this](size_t row) { expect_of_history(row); });
      add_rows(profile_.size(), 100, [this](size_t row) { expect_of_customer(row); });
    } else if (histories_.observed_days < fewest_days(spec_.lifetime.horizon_days)) {
      lifetime_.no_estimate = too_short(histories_, spec_);
    } else {
      estimate_by_latest(histories_, decimals, lifetime_);
    }
  }

  void expect_of_history(size_t row) {
    const value::PurchaseHistory& history = merged_.rows[row];
    purchases_of_.push_back(expected_->given(active_[row], history.repeats, history.age));
    worth_of_.push_back(value_->purchases_given(active_[row], history.repeats, history.age));
    none_of_.push_back(static_cast<float>(value::probability_no_purchase(
        purchases_.model, history.repeats, history.last, history.age, spec_.lifetime.horizon_days)));
  }

  void expect_of_customer(size_t row) {
    const value::GammaGamma& model = lifetime_.fits->spend.model;
    const int decimals = profile_.revenue.decimals;
    const uint32_t same = merged_.row_of[row], repeats = histories_.repeats[row];
    const double amount = has_mean(histories_, row)
                              ? value::expected_spend(model, repeats, mean_amount(histories_, row, decimals))
                              : value::mean_spend(model);
    lifetime_.active.push_back(static_cast<float>(active_[same]));
    lifetime_.expected_purchases.push_back(static_cast<float>(purchases_of_[same]));
    lifetime_.no_purchase.push_back(none_of_[same]);
    lifetime_.expected_spend.push_back(static_cast<float>(amount));
    lifetime_.expected_revenue.push_back(static_cast<float>(purchases_of_[same] * amount));
    lifetime_.value.push_back(static_cast<float>(lifetime_.margin * worth_of_[same] * amount));
  }

  void give_up(const TextPair& why) {
    lifetime_.fits.reset();
    lifetime_.no_fits = why;
  }

  const Profile& profile_;
  RfmSpec spec_;
  HistoryCollector collector_;
  Stage stage_ = Stage::collect;
  Passes passes_;  // of the stage
  std::function<Result<value::HoldoutReport>()> conclude_check_;
  Histories histories_;
  value::MergedHistories merged_;
  value::PurchaseFit purchases_;
  std::optional<value::ExpectedPurchases> expected_;
  std::optional<value::LifetimeValue> value_;
  std::vector<double> active_, purchases_of_, worth_of_;  // by merged row, as the next
  std::vector<float> none_of_;
  Lifetime lifetime_;
};

LifetimeRun::LifetimeRun(const Dataset& dataset, const RfmSpec& spec, const Lines& lines, const Profile& profile)
    : work_(std::make_unique<Work>(dataset, spec, lines, profile)) {}
LifetimeRun::LifetimeRun(LifetimeRun&&) noexcept = default;
LifetimeRun& LifetimeRun::operator=(LifetimeRun&&) noexcept = default;
LifetimeRun::~LifetimeRun() = default;

void LifetimeRun::advance(uint64_t work) { work_->advance(work); }
bool LifetimeRun::done() const { return work_->done(); }
double LifetimeRun::share() const { return work_->share(); }
Lifetime LifetimeRun::conclude() { return work_->conclude(); }

std::optional<LifetimeReport> report_lifetime(const Lifetime& lifetime) {
  if (!lifetime.of_orders()) return std::nullopt;
  const auto sum = [](const std::vector<float>& values) {
    CompensatedSum total;
    for (const float value : values) total.add(value);
    return total.value();
  };
  LifetimeReport report;
  report.horizon_days = lifetime.spec.horizon_days;
  report.period_days = lifetime.period_days;
  if (lifetime.estimated()) report.expected_revenue = rounded(sum(lifetime.expected_revenue), 100);
  report.no_estimate = lifetime.no_estimate;
  report.no_models = lifetime.no_fits;
  if (!lifetime.fits) return report;
  report.active = rounded(sum(lifetime.active), 10);
  report.value = rounded(sum(lifetime.value), 100);
  return report;
}

}  // namespace sluice::rfm

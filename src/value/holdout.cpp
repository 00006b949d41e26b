#include "value/holdout.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <utility>

#include "base/distributions.h"
#include "base/statistics.h"

namespace sluice::value {
namespace {

bool is_consistent(const HoldoutCustomers& c) {
  const size_t count = c.repeats.size();
  if (c.last.size() != count || c.age.size() != count || c.before.size() != count || c.later.size() != count) {
    return false;
  }
  if (c.purchases_by_day.size() != size_t{c.split_day} + c.holdout_days + 1) return false;
  return std::all_of(c.age.begin(), c.age.end(), [&](uint32_t age) { return age <= c.split_day; });
}

// The errors of one forecast, added up customer by customer.
class ErrorSum {
 public:
  void add(double expected, double actual) {
    const double error = expected - actual;
    total_.add(expected);
    absolute_.add(std::abs(error));
    squares_.add(error * error);
    count_ += 1;
  }

  /// The same customer's error of the forecast with a model.
  void compare(double expected, double actual, double model_error) {
    const double error = expected - actual, gain = model_error * model_error - error * error;
    gain_.add(gain);
    gain_squares_.add(gain * gain);
  }

  ForecastError error() const {
    return {total_.value(), absolute_.value() / count_, std::sqrt(squares_.value() / count_), closer_by_chance()};
  }
  double squares() const { return squares_.value(); }

 private:
  double closer_by_chance() const {
    const double mean = gain_.value() / count_;
    const double variance = gain_squares_.value() / count_ - mean * mean;
    if (!(mean > 0)) return 1;
    if (!(variance > 0)) return 0;
    return normal_upper_tail(mean / std::sqrt(variance / count_));
  }

  CompensatedSum total_, absolute_, squares_;
  CompensatedSum gain_, gain_squares_;  // what its squared errors are less than the model's
  double count_ = 0;
};

std::vector<HoldoutWeek> actual_weeks(const HoldoutCustomers& customers) {
  std::vector<HoldoutWeek> weeks;
  double so_far = 0;
  HoldoutWeek week;
  const uint32_t end = customers.split_day + customers.holdout_days;
  for (uint32_t day = 0; day <= end; ++day) {
    const auto purchases = static_cast<double>(customers.purchases_by_day[day]);
    ++week.days;
    week.actual += purchases;
    so_far += purchases;
    const bool ends =
        day <= customers.split_day ? (customers.split_day - day) % 7 == 0 : (day - customers.split_day) % 7 == 0;
    if (!ends && day != end) continue;
    week.end_day = day;
    week.actual_so_far = so_far;
    weeks.push_back(std::exchange(week, {}));
  }
  return weeks;
}

HoldoutVerdict verdict_of(const PurchaseFitRefusal& refusal) {
  switch (refusal.why) {
    case NoPurchaseFit::too_few_repeat_buyers:
    case NoPurchaseFit::no_time:
      return HoldoutVerdict::too_few_repeat_buyers;
    case NoPurchaseFit::rate_at_bound:
    case NoPurchaseFit::leaving_at_bound:
      return HoldoutVerdict::at_a_bound;
    case NoPurchaseFit::no_history:
    case NoPurchaseFit::unsettled:
      break;
  }
  return HoldoutVerdict::unsettled;
}

class HoldoutCheck {
 public:
  HoldoutCheck(HoldoutCustomers customers, PurchaseModelKind kind)
      : customers_(std::move(customers)),
        kind_(kind),
        merged_(merge_histories(customers_.repeats, customers_.last, customers_.age)) {
    report_.customers = static_cast<double>(customers_.repeats.size());
    for (const uint32_t repeats : customers_.repeats) report_.repeat_buyers += repeats > 0 ? 1 : 0;
    report_.weeks = actual_weeks(customers_);
  }

  void add_passes(Passes& passes) {
    constexpr uint64_t kOfAFit = 2'000, kOfARow = 500, kOfADay = 20'000, kOfACustomer = 20;
    if (customers_.holdout_days == 0 || customers_.repeats.empty()) return;
    passes.add({1, kOfAFit * merged_.rows.size(), each([this](size_t) { fit(); })});
    passes.add({merged_.rows.size(), kOfARow, each([this](size_t row) { expect_of_row(row); })});
    passes.add({customers_.purchases_by_day.size(), kOfADay, each([this](size_t day) { expect_by_day(day); })});
    passes.add({customers_.repeats.size(), kOfACustomer, each([this](size_t customer) { compare(customer); })});
  }

  HoldoutReport conclude() {
    if (customers_.holdout_days == 0 || customers_.repeats.empty()) return std::move(report_);
    if (customers_.holdout_days <= customers_.split_day) report_.as_before = as_before_.error();
    report_.own_rate = own_rate_.error();
    if (!report_.fit) return std::move(report_);
    report_.model = of_model_.error();
    report_.off_by_chance = kNormal975 * std::sqrt(of_model_.squares());
    expect_by_week();
    report_.verdict = judge(report_);
    return std::move(report_);
  }

 private:
  template <class Take>
  static Pass::Take each(Take take) {
    return [take = std::move(take)](size_t begin, size_t end) {
      for (size_t i = begin; i < end; ++i) take(i);
      return end;
    };
  }

  void fit() {
    PurchaseFitting fitting = try_fit_purchases(kind_, merged_.rows);
    if (const auto* refusal = std::get_if<PurchaseFitRefusal>(&fitting)) {
      report_.verdict = verdict_of(*refusal);
      return;
    }
    report_.fit = std::get<PurchaseFit>(std::move(fitting));
    active_ = probabilities_active(report_.fit->model, merged_.rows);
    expected_.emplace(report_.fit->model, customers_.holdout_days);
  }

  void expect_of_row(size_t row) {
    if (!expected_) return;
    const PurchaseHistory& history = merged_.rows[row];
    expected_of_row_.push_back(expected_->given(active_[row], history.repeats, history.age));
  }

  // What anybody is expected to have bought so many days after the first purchase.
  void expect_by_day(size_t day) {
    if (report_.fit) by_age_.push_back(expected_purchases(report_.fit->model, 0, 0, 0, static_cast<double>(day)));
  }

  void compare(size_t customer) {
    const double actual = customers_.later[customer];
    const double age = customers_.age[customer], repeats = customers_.repeats[customer];
    report_.actual += actual;
    const double before = customers_.before[customer], rate = age > 0 ? repeats / age * customers_.holdout_days : 0;
    as_before_.add(before, actual);
    own_rate_.add(rate, actual);
    if (!expected_) return;
    const double expected = expected_of_row_[merged_.row_of[customer]];
    of_model_.add(expected, actual);
    as_before_.compare(before, actual, expected - actual);
    own_rate_.compare(rate, actual, expected - actual);
  }

  // Everybody's purchases by the own age, added up by the day of the first purchase.
  void expect_by_week() {
    std::vector<double> firsts(size_t{customers_.split_day} + 1);
    for (const uint32_t age : customers_.age) firsts[customers_.split_day - age] += 1;
    double before = 0;
    for (HoldoutWeek& week : report_.weeks) {
      CompensatedSum sum;
      for (size_t first = 0; first < firsts.size() && first < week.end_day; ++first) {
        if (firsts[first] > 0) sum.add(firsts[first] * by_age_[week.end_day - first]);
      }
      week.expected_so_far = sum.value();
      week.expected = std::max(week.expected_so_far - before, 0.0);
      before = week.expected_so_far;
    }
  }

  HoldoutCustomers customers_;
  PurchaseModelKind kind_;
  MergedHistories merged_;
  HoldoutReport report_;
  std::optional<ExpectedPurchases> expected_;
  std::vector<double> active_, expected_of_row_;  // by merged row
  std::vector<double> by_age_;                    // by days since the first purchase
  ErrorSum of_model_, as_before_, own_rate_;
};

bool beats_model(const ForecastError& naive, const HoldoutReport& report) {
  constexpr double kMuch = 0.05, kRarely = 0.05;
  if (naive.closer_by_chance < kRarely) return true;
  const double off = std::abs(report.model->total - report.actual), naive_off = std::abs(naive.total - report.actual);
  return off > report.off_by_chance && off - naive_off >= kMuch * report.actual;
}

}  // namespace

HoldoutVerdict judge(const HoldoutReport& report) {
  const bool beaten = (report.as_before && beats_model(*report.as_before, report)) ||
                      (report.own_rate && beats_model(*report.own_rate, report));
  return beaten ? HoldoutVerdict::worse_than_naive : HoldoutVerdict::holds;
}

Result<PassRun<HoldoutReport>> check_holdout(HoldoutCustomers customers, PurchaseModelKind kind) {
  if (!is_consistent(customers)) {
    return Error{ErrorCode::engine_failed,
                 {"The columns of the holdout check contradict each other.", "留出期检验的各列数据互相矛盾。"},
                 {}};
  }
  const auto check = std::make_shared<HoldoutCheck>(std::move(customers), kind);
  PassRun<HoldoutReport> run;
  check->add_passes(run.passes);
  run.conclude = [check] { return check->conclude(); };
  return run;
}

}  // namespace sluice::value

#include "value/purchase_fit.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>
#include <tuple>
#include <vector>

#include "base/errors.h"
#include "base/number_text.h"
#include "base/special_functions.h"
#include "base/statistics.h"
#include "value/beta_geometric_likelihood.h"
#include "value/pareto_likelihood.h"

namespace sluice::value {
namespace {

bool is_history(const PurchaseHistory& row) {
  return row.last >= 0 && row.last <= row.age && std::isfinite(row.age) && (row.repeats > 0 || row.last == 0) &&
         row.customers > 0 && std::isfinite(row.customers);
}

// Ascending, equal ones as one: the sums over them do not depend on the order in which they came.
std::vector<PurchaseHistory> canonical(std::span<const PurchaseHistory> histories) {
  std::vector<PurchaseHistory> rows(histories.begin(), histories.end());
  const auto before = [](const PurchaseHistory& one, const PurchaseHistory& other) {
    return std::tie(one.repeats, one.last, one.age, one.customers) <
           std::tie(other.repeats, other.last, other.age, other.customers);
  };
  if (!std::is_sorted(rows.begin(), rows.end(), before)) std::sort(rows.begin(), rows.end(), before);
  size_t count = 0;
  for (size_t i = 0; i < rows.size(); ++i) {
    if (count > 0 && same_history(rows[count - 1], rows[i])) {
      rows[count - 1].customers += rows[i].customers;
    } else {
      rows[count++] = rows[i];
    }
  }
  rows.resize(count);
  return rows;
}

struct Totals {
  double customers = 0, repeat_buyers = 0, repeats = 0, age = 0;

  double mean_age() const { return age / customers; }
};

Totals totals_of(std::span<const PurchaseHistory> rows) {
  CompensatedSum customers, repeat_buyers, repeats, age;
  for (const PurchaseHistory& row : rows) {
    customers.add(row.customers);
    if (row.repeats > 0) repeat_buyers.add(row.customers);
    repeats.add(row.customers * row.repeats);
    age.add(row.customers * row.age);
  }
  return {customers.value(), repeat_buyers.value(), repeats.value(), age.value()};
}

using LikelihoodAt = std::function<Likelihood<4>(const Vector<4>& logarithms)>;

// Of every stride-th row; times are divided by `unit`.
LikelihoodAt likelihood_of(PurchaseModelKind kind, std::span<const PurchaseHistory> rows, double unit, size_t stride) {
  HistoryGroups groups(rows, unit, stride);
  if (kind == PurchaseModelKind::pareto_nbd) return ParetoLikelihood(std::move(groups));
  return BetaGeometricLikelihood(std::move(groups), kind == PurchaseModelKind::mbg_nbd ? 1 : 0);
}

// A parameter at 0 or infinity counts only where it is clearly more likely than any other maximum: by more than a
// likelihood-ratio test at 5 % would let pass.
bool is_better(const Maximum<4>& one, const Maximum<4>& other) {
  constexpr double kClearly = 1.92;
  const double handicap = kClearly * ((one.ending == Ending::found ? 0 : 1) - (other.ending == Ending::found ? 0 : 1));
  return one.value - other.value > handicap;
}

// The likelihood often has two maxima: in one of them customers have much the same chance to leave (a, b > 1), in the
// other some leave at once and the rest hardly ever do (a, b < 1; s, beta < 1). Two starts; a customer of the first one
// buys at the mean rate, those who stay in the second one ten times as often.
Maximum<4> best_maximum(PurchaseModelKind kind, const LikelihoodAt& likelihood, double repeats_per_customer) {
  const double log_mean = natural_log(repeats_per_customer);
  const bool pareto = kind == PurchaseModelKind::pareto_nbd;
  const Maximum<4> one =
      maximize<4>(likelihood, pareto ? Vector<4>{0, -log_mean, 0, 0} : Vector<4>{0, -log_mean, -2, 1});
  const Maximum<4> other =
      maximize<4>(likelihood, pareto ? Vector<4>{0, -2.3 - log_mean, -1, -2} : Vector<4>{0, -2.3 - log_mean, 0, -1});
  return is_better(other, one) ? other : one;
}

// Of many histories a part shows where the maximum is, so that few passes over all of them are left.
Maximum<4> maximum_of(PurchaseModelKind kind, std::span<const PurchaseHistory> rows, const Totals& totals) {
  constexpr size_t kEnough = 20'000;
  const double unit = totals.mean_age(), repeats_per_customer = totals.repeats / totals.customers;
  const LikelihoodAt all = likelihood_of(kind, rows, unit, 1);
  if (rows.size() < 2 * kEnough) return best_maximum(kind, all, repeats_per_customer);
  const LikelihoodAt part = likelihood_of(kind, rows, unit, rows.size() / kEnough);
  return maximize<4>(all, best_maximum(kind, part, repeats_per_customer).at);
}

Maximum<4> maximum_near(const PurchaseModel& start, std::span<const PurchaseHistory> rows, const Totals& totals) {
  Vector<4> at = parameters_of(in_shorter_unit(start, 1 / totals.mean_age()));
  for (double& value : at) value = natural_log(value);
  return maximize<4>(likelihood_of(kind_of(start), rows, totals.mean_age(), 1), at);
}

PurchaseFit fit_of(PurchaseModelKind kind, const Maximum<4>& found, const Totals& totals) {
  const double unit = totals.mean_age();
  PurchaseFit fit;
  fit.model = in_shorter_unit(make_purchase_model(kind, exponentials(found.at)), unit);
  fit.standard_errors = standard_errors_of(found.hessian);
  const PurchaseParameters parameters = parameters_of(fit.model);
  for (size_t i = 0; fit.standard_errors && i < 4; ++i) (*fit.standard_errors)[i] *= parameters[i];
  fit.log_likelihood = found.value - totals.repeats * natural_log(unit);
  fit.customers = totals.customers;
  fit.iterations = found.iterations;
  return fit;
}

Error no_history(double index) {
  const std::string number = grouped_text(index, 0);
  return {ErrorCode::engine_failed,
          {"Purchase history " + number +
               " is none: its times must be finite, and the last purchase must lie between the first one and the end.",
           "购买历史 " + number + " 无效：时间必须为有限值，且末次购买须在首次购买与分析日之间。"},
          {}};
}

Error too_few(double repeat_buyers) {
  const std::string count = grouped_text(repeat_buyers, 0), least = grouped_text(kLeastRepeatBuyers, 0);
  return not_applicable({"Customers who bought more than once: " + count + ". At least " + least +
                             " are needed to tell how often customers buy and when they leave. Load a longer period "
                             "or more customers.",
                         "复购客户数：" + count + "。至少需要 " + least +
                             " 位，才能推断客户多久买一次、何时流失。请载入更长时段或更多客户的数据。"});
}

Error no_time() {
  return not_applicable(
      {"All customers bought for the first time on the day of the analysis: no time has passed in "
       "which they could have come back. Load a longer period or choose a later day.",
       "所有客户都在分析日当天首次购买，还没有可供复购的时间。请载入更长时段，或选择更晚的分析日。"});
}

Error unsettled() {
  return not_applicable(
      {"The purchase model does not settle on these purchases, so it forecasts nothing. Load a longer period or more "
       "customers.",
       "购买模型无法在这些数据上收敛，因此不作预测。请载入更长时段或更多客户的数据。"});
}

Error at_bound(bool rate) {
  return not_applicable(
      {std::string(rate ? "How often customers buy varies in a way that the purchase model does not know"
                        : "The purchases do not show the purchase model in what way customers leave") +
           ": one of its parameters runs to 0 or infinity, so the model forecasts nothing. Load a longer period "
           "or more customers.",
       std::string(rate ? "客户购买频率的差异不符合购买模型的假设" : "从这些购买记录看不出客户如何流失") +
           "：模型有参数趋于 0 或无穷大，因此不作预测。请载入更长时段或更多客户的数据。"});
}

}  // namespace

Error PurchaseFitRefusal::error() const {
  switch (why) {
    case NoPurchaseFit::no_history:
      return no_history(count);
    case NoPurchaseFit::too_few_repeat_buyers:
      return too_few(count);
    case NoPurchaseFit::no_time:
      return no_time();
    case NoPurchaseFit::rate_at_bound:
      return at_bound(true);
    case NoPurchaseFit::leaving_at_bound:
      return at_bound(false);
    case NoPurchaseFit::unsettled:
      break;
  }
  return unsettled();
}

PurchaseFitting try_fit_purchases(PurchaseModelKind kind, std::span<const PurchaseHistory> histories,
                                  const PurchaseModel* start) {
  for (size_t i = 0; i < histories.size(); ++i) {
    if (!is_history(histories[i])) return PurchaseFitRefusal{NoPurchaseFit::no_history, static_cast<double>(i)};
  }
  const std::vector<PurchaseHistory> rows = canonical(histories);
  const Totals totals = totals_of(rows);
  const auto refusal = [&](NoPurchaseFit why) { return PurchaseFitRefusal{why, totals.repeat_buyers}; };
  if (totals.repeat_buyers < kLeastRepeatBuyers) return refusal(NoPurchaseFit::too_few_repeat_buyers);
  if (totals.age == 0) return refusal(NoPurchaseFit::no_time);
  const Maximum<4> found = start != nullptr ? maximum_near(*start, rows, totals) : maximum_of(kind, rows, totals);
  if (found.ending == Ending::lost) return refusal(NoPurchaseFit::unsettled);
  if (found.ending == Ending::at_bound) {
    return refusal(found.bound < 2 ? NoPurchaseFit::rate_at_bound : NoPurchaseFit::leaving_at_bound);
  }
  return fit_of(kind, found, totals);
}

Result<PurchaseFit> fit_purchases(PurchaseModelKind kind, std::span<const PurchaseHistory> histories) {
  PurchaseFitting fitting = try_fit_purchases(kind, histories);
  if (const auto* refusal = std::get_if<PurchaseFitRefusal>(&fitting)) return refusal->error();
  return std::get<PurchaseFit>(std::move(fitting));
}

}  // namespace sluice::value

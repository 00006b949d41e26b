#include "value/purchase_model.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <string>
#include <tuple>

#include "base/errors.h"
#include "base/number_text.h"
#include "base/special_functions.h"
#include "base/statistics.h"
#include "value/purchase_likelihood.h"

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

// A parameter at 0 or infinity counts only where it is clearly more likely than any other maximum: by more than a
// likelihood-ratio test at 5 % would let pass.
bool is_better(const Maximum<4>& one, const Maximum<4>& other) {
  constexpr double kClearly = 1.92;
  const double handicap = kClearly * ((one.ending == Ending::found ? 0 : 1) - (other.ending == Ending::found ? 0 : 1));
  return one.value - other.value > handicap;
}

// The likelihood often has two maxima: in one of them customers have much the same chance to leave (a, b > 1), in the
// other some leave at once and the rest hardly ever do (a, b < 1). Two starts; a customer of the first one buys at the
// mean rate, those who stay in the second one ten times as often.
Maximum<4> best_maximum(const PurchaseLikelihood& likelihood, double repeats_per_customer) {
  const double log_mean = natural_log(repeats_per_customer);
  const Maximum<4> one = maximize<4>(likelihood, {0, -log_mean, -2, 1});
  const Maximum<4> other = maximize<4>(likelihood, {0, -2.3 - log_mean, 0, -1});
  return is_better(other, one) ? other : one;
}

// Of many histories a part shows where the maximum is, so that few passes over all of them are left.
Maximum<4> maximum_of(std::span<const PurchaseHistory> rows, double unit, double repeats_per_customer) {
  constexpr size_t kEnough = 20'000;
  const PurchaseLikelihood all(rows, unit, 1);
  if (rows.size() < 2 * kEnough) return best_maximum(all, repeats_per_customer);
  const PurchaseLikelihood part(rows, unit, rows.size() / kEnough);
  return maximize<4>(all, best_maximum(part, repeats_per_customer).at);
}

Error no_purchase_history(size_t index) {
  const std::string number = grouped_text(static_cast<uint64_t>(index));
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

Error no_maximum(const Maximum<4>& end) {
  if (end.ending == Ending::lost) {
    return not_applicable(
        {"The purchase model does not settle on these purchases, so it forecasts nothing. Load a longer period or more "
         "customers.",
         "购买模型无法在这些数据上收敛，因此不作预测。请载入更长时段或更多客户的数据。"});
  }
  const bool rate = end.bound < 2;
  return not_applicable(
      {std::string(rate ? "How often customers buy varies in a way that the purchase model does not know"
                        : "The purchases do not show the purchase model in what way customers leave") +
           ": one of its parameters runs to 0 or infinity, so the model forecasts nothing. Load a longer period "
           "or more customers.",
       std::string(rate ? "客户购买频率的差异不符合购买模型的假设" : "从这些购买记录看不出客户如何流失") +
           "：模型有参数趋于 0 或无穷大，因此不作预测。请载入更长时段或更多客户的数据。"});
}

PurchaseFit fit_of(const Maximum<4>& found, const Totals& totals, double unit) {
  PurchaseFit fit;
  fit.model = PurchaseLikelihood::model_at(found.at);
  fit.model.alpha *= unit;
  const Vector<4> parameters = {fit.model.r, fit.model.alpha, fit.model.a, fit.model.b};
  fit.standard_errors = standard_errors_of(found.hessian);
  for (size_t i = 0; fit.standard_errors && i < 4; ++i) (*fit.standard_errors)[i] *= parameters[i];
  fit.log_likelihood = found.value - totals.repeats * natural_log(unit);
  fit.customers = totals.customers;
  fit.iterations = found.iterations;
  return fit;
}

}  // namespace

Result<PurchaseFit> fit_mbg_nbd(std::span<const PurchaseHistory> histories) {
  for (size_t i = 0; i < histories.size(); ++i) {
    if (!is_history(histories[i])) return no_purchase_history(i);
  }
  const std::vector<PurchaseHistory> rows = canonical(histories);
  const Totals totals = totals_of(rows);
  if (totals.repeat_buyers < kLeastRepeatBuyers) return too_few(totals.repeat_buyers);
  if (totals.age == 0) return no_time();
  const double unit = totals.age / totals.customers;
  const Maximum<4> found = maximum_of(rows, unit, totals.repeats / totals.customers);
  if (found.ending != Ending::found) return no_maximum(found);
  return fit_of(found, totals, unit);
}

double probability_active(const MbgNbd& model, uint32_t repeats, double last, double age) {
  return logistic(-log_odds_left(model, repeats, last, age));
}

double expected_purchases(const MbgNbd& model, uint32_t repeats, double last, double age, double horizon) {
  return probability_active(model, repeats, last, age) * expected_while_active(model, repeats, age, horizon);
}

// Of an active customer lambda is gamma(r+x, alpha+T) and p is beta(a, b+x+1) distributed. The purchases in the horizon
// of somebody who never leaves are negative binomial, P(k) in proportion to (r+x)_k / k! zeta^k; each of them is made
// if the customer has stayed after all before it, the j-th of them with a probability (b+x+1)_j / (a+b+x+1)_j, j from
// 0. So
//
//   E = sum_k P(k) sum_{j<k} (b+x+1)_j / (a+b+x+1)_j,   zeta = horizon / (alpha+T+horizon).
//
// This equals the closed form of Hoppe & Wagner 2007 with Gauss's 2F1, of which a difference is left when a is near 1
// or the horizon is short; here no term is negative and nothing cancels.
double expected_while_active(const MbgNbd& model, uint32_t repeats, double age, double horizon) {
  constexpr double kMostPurchases = 1e6;  // beyond, what is expected so far will do
  constexpr double kLarge = 1e250;
  const double rate = model.r + repeats;
  const double stay = model.b + repeats + 1, all = model.a + stay;
  const double zeta = horizon / (model.alpha + age + horizon);
  double weight = 1, weights = 1;  // P(k), not normalised, and their sum
  double made = 0, step = 1;       // the inner sum and its next term
  double total = 0;
  for (double k = 0; k < kMostPurchases; k += 1) {
    const double ratio = zeta * (rate + k) / (k + 1);
    weight *= ratio;
    made += step;
    step *= (stay + k) / (all + k);
    weights += weight;
    total += weight * made;
    if (weight > kLarge) {
      weight /= kLarge;
      weights /= kLarge;
      total /= kLarge;
    }
    // What is left is less than a geometric series, since the ratios fall or rise towards zeta.
    const double left = 1 - std::max(ratio, zeta);
    if (left > 0 && weight * (made * left + 1) <= 1e-16 * left * left * total) break;
  }
  return total / weights;
}

double ExpectedPurchases::operator()(uint32_t repeats, double last, double age) {
  return given(probability_active(model_, repeats, last, age), repeats, age);
}

double ExpectedPurchases::given(double active, uint32_t repeats, double age) {
  const auto [place, is_new] = while_active_.try_emplace({repeats, age}, 0.0);
  if (is_new) place->second = expected_while_active(model_, repeats, age, horizon_);
  return active * place->second;
}

size_t ExpectedPurchases::Hash::operator()(const std::pair<uint32_t, double>& key) const {
  uint64_t mixed = (std::bit_cast<uint64_t>(key.second) ^ (key.first * 0x9E3779B97F4A7C15ULL)) * 0xC2B2AE3D27D4EB4FULL;
  mixed ^= mixed >> 32;
  return static_cast<size_t>(mixed);
}

}  // namespace sluice::value

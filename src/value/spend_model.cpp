#include "value/spend_model.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <tuple>
#include <vector>

#include "base/errors.h"
#include "base/number_text.h"
#include "base/special_functions.h"
#include "base/statistics.h"
#include "value/spend_likelihood.h"

namespace sluice::value {
namespace {

bool is_history(const SpendHistory& row) { return row.purchases > 0 && row.mean > 0 && std::isfinite(row.mean); }

// Ascending: the sums over them do not depend on the order in which they came.
std::vector<SpendHistory> canonical(std::span<const SpendHistory> histories) {
  std::vector<SpendHistory> rows(histories.begin(), histories.end());
  std::sort(rows.begin(), rows.end(), [](const SpendHistory& one, const SpendHistory& other) {
    return std::tie(one.purchases, one.mean) < std::tie(other.purchases, other.mean);
  });
  return rows;
}

double mean_of_means(std::span<const SpendHistory> rows) {
  CompensatedSum sum;
  for (const SpendHistory& row : rows) sum.add(row.mean / static_cast<double>(rows.size()));
  return sum.value();
}

bool all_equal(std::span<const SpendHistory> rows) {
  return std::all_of(rows.begin(), rows.end(), [&](const SpendHistory& row) { return row.mean == rows[0].mean; });
}

// Of many histories a part shows where the maximum is, so that few passes over all of them are left.
Maximum<3> maximum_of(std::span<const SpendHistory> rows, double unit) {
  constexpr size_t kEnough = 20'000;
  const Vector<3> start = {natural_log(3), natural_log(3), natural_log(0.7)};  // p v / (q - 1) about the mean, 1
  const SpendLikelihood all(rows, unit, 1);
  if (rows.size() < 2 * kEnough) return maximize<3>(all, start);
  return maximize<3>(all, maximize<3>(SpendLikelihood(rows, unit, rows.size() / kEnough), start).at);
}

Error no_spend_history(size_t index) {
  const std::string number = grouped_text(static_cast<uint64_t>(index));
  return {ErrorCode::engine_failed,
          {"Spend history " + number + " is none: it must have a purchase, and a mean amount above 0.",
           "消费历史 " + number + " 无效：至少须有一次购买，且平均金额须大于 0。"},
          {}};
}

Error too_few(size_t customers) {
  const std::string count = grouped_text(static_cast<uint64_t>(customers));
  const std::string least = grouped_text(static_cast<uint64_t>(kLeastSpenders));
  return not_applicable({"Customers who bought again and paid for it: " + count + ". At least " + least +
                             " are needed to tell how much customers spend. Load a longer period or more customers.",
                         "有复购且金额大于 0 的客户数：" + count + "。至少需要 " + least +
                             " 位，才能推断客户每次消费多少。请载入更长时段或更多客户的数据。"});
}

Error no_spread() {
  return not_applicable(
      {"All customers spend the same on a purchase, so the spend model has nothing to tell apart. Check that the right "
       "column was chosen as the amount.",
       "所有客户的平均每次消费金额都相同，消费模型无从区分。请检查金额列是否选对。"});
}

Error no_mean(double q) {
  return not_applicable(
      {"A few customers spend so much more than the others that the spend model has no mean (its q "
       "is " +
           fixed_text(q, 2) + ", and must be above 1). Check the largest amounts, or leave those customers out.",
       "少数客户的消费金额远高于其他客户，消费模型不存在均值（q = " + fixed_text(q, 2) +
           "，须大于 1）。请检查最大的金额，或排除这些客户。"});
}

Error no_maximum(Ending ending) {
  if (ending == Ending::lost) {
    return not_applicable(
        {"The spend model does not settle on these amounts, so it forecasts nothing. Load a longer period or more "
         "customers.",
         "消费模型无法在这些金额上收敛，因此不作预测。请载入更长时段或更多客户的数据。"});
  }
  return not_applicable(
      {"What customers spend varies in a way that the spend model does not know: one of its "
       "parameters runs to 0 or infinity, so the model forecasts nothing. Load a longer period or more customers.",
       "客户消费金额的差异不符合消费模型的假设：模型有参数趋于 0 或无穷大，因此不作预测。请载入更长时段或更多客户的"
       "数据。"});
}

SpendFit fit_of(const Maximum<3>& found, size_t customers, double unit) {
  SpendFit fit;
  fit.model = SpendLikelihood::model_at(found.at);
  fit.model.v *= unit;
  const Vector<3> parameters = {fit.model.p, fit.model.q, fit.model.v};
  fit.standard_errors = standard_errors_of(found.hessian);
  for (size_t i = 0; fit.standard_errors && i < 3; ++i) (*fit.standard_errors)[i] *= parameters[i];
  fit.log_likelihood = found.value - static_cast<double>(customers) * natural_log(unit);
  fit.iterations = found.iterations;
  return fit;
}

}  // namespace

Result<SpendFit> fit_gamma_gamma(std::span<const SpendHistory> histories) {
  for (size_t i = 0; i < histories.size(); ++i) {
    if (!is_history(histories[i])) return no_spend_history(i);
  }
  if (histories.size() < kLeastSpenders) return too_few(histories.size());
  if (all_equal(histories)) return no_spread();
  const std::vector<SpendHistory> rows = canonical(histories);
  const double unit = mean_of_means(rows);
  const Maximum<3> found = maximum_of(rows, unit);
  if (found.ending != Ending::found) return no_maximum(found.ending);
  const SpendFit fit = fit_of(found, rows.size(), unit);
  if (fit.model.q <= 1) return no_mean(fit.model.q);
  return fit;
}

double mean_spend(const GammaGamma& model) { return model.p * model.v / (model.q - 1); }

double expected_spend(const GammaGamma& model, uint32_t purchases, double mean) {
  if (purchases == 0) return mean_spend(model);
  const double weight = model.p * purchases;
  return (weight * mean + model.p * model.v) / (weight + model.q - 1);
}

std::optional<Correlation> frequency_spend_correlation(std::span<const SpendHistory> histories) {
  std::vector<double> purchases, means;
  for (const SpendHistory& row : histories) {
    purchases.push_back(row.purchases);
    means.push_back(row.mean);
  }
  return correlation_of(purchases, means);
}

}  // namespace sluice::value

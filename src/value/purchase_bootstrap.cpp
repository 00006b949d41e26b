#include "value/purchase_bootstrap.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>
#include <vector>

#include "base/ordering.h"
#include "base/poisson.h"
#include "base/random.h"

namespace sluice::value {
namespace {

bool has_whole_customers(const PurchaseHistory& row) {
  return row.customers >= 1 && row.customers <= 1e12 && row.customers == std::floor(row.customers);
}

Interval interval_of(std::vector<double> values) {
  sort_ascending(values);
  return {quantile_type7(values, 1, 40), quantile_type7(values, 39, 40)};
}

class PurchaseBootstrap {
 public:
  PurchaseBootstrap(const PurchaseModel& model, std::span<const PurchaseHistory> rows, double horizon, uint64_t seed)
      : model_(model), rows_(rows.begin(), rows.end()), horizon_(horizon), random_(seed) {}

  void draw() {
    ++report_.replicates;
    const PurchaseFitting fitting = try_fit_purchases(kind_of(model_), resample(), &model_);
    if (const auto* fit = std::get_if<PurchaseFit>(&fitting)) {
      keep(fit->model);
    } else {
      ++report_.failed;
    }
  }

  BootstrapReport conclude() {
    if (20 * report_.failed >= report_.replicates) return report_;
    PurchaseIntervals intervals;
    for (size_t i = 0; i < 4; ++i) intervals.parameters[i] = interval_of(std::move(parameters_[i]));
    intervals.expected = interval_of(std::move(expected_));
    report_.intervals = intervals;
    return report_;
  }

 private:
  std::vector<PurchaseHistory> resample() {
    std::vector<PurchaseHistory> drawn;
    drawn.reserve(rows_.size());
    for (const PurchaseHistory& row : rows_) {
      const double customers = draw_poisson_of_persons(random_, row.customers);
      if (customers > 0) drawn.push_back({row.repeats, row.last, row.age, customers});
    }
    return drawn;
  }

  void keep(const PurchaseModel& model) {
    const PurchaseParameters parameters = parameters_of(model);
    for (size_t i = 0; i < 4; ++i) parameters_[i].push_back(parameters[i]);
    ExpectedPurchases expected(model, horizon_);
    CompensatedSum sum;
    const std::vector<double> active = probabilities_active(model, rows_);
    for (size_t i = 0; i < rows_.size(); ++i) {
      const PurchaseHistory& row = rows_[i];
      sum.add(row.customers * expected.given(active[i], row.repeats, row.age));
    }
    expected_.push_back(sum.value());
  }

  PurchaseModel model_;
  std::vector<PurchaseHistory> rows_;
  double horizon_;
  Random random_;
  BootstrapReport report_;
  std::array<std::vector<double>, 4> parameters_;  // by replicate with a fit
  std::vector<double> expected_;
};

}  // namespace

Result<PassRun<BootstrapReport>> bootstrap_purchases(const PurchaseFit& fit, std::span<const PurchaseHistory> rows,
                                                     double horizon, uint64_t seed, size_t replicates) {
  constexpr uint64_t kOfARow = 1'000;
  if (!std::all_of(rows.begin(), rows.end(), has_whole_customers)) {
    return Error{
        ErrorCode::engine_failed, {"A bootstrap needs whole numbers of customers.", "自助法要求客户数为整数。"}, {}};
  }
  const auto bootstrap = std::make_shared<PurchaseBootstrap>(fit.model, rows, horizon, seed);
  PassRun<BootstrapReport> run;
  run.passes.add({replicates, kOfARow * (rows.size() + 1), [bootstrap](size_t begin, size_t end) {
                    for (size_t i = begin; i < end; ++i) bootstrap->draw();
                    return end;
                  }});
  run.conclude = [bootstrap] { return bootstrap->conclude(); };
  return run;
}

}  // namespace sluice::value

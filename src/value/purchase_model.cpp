#include "value/purchase_model.h"

#include <algorithm>

#include "base/statistics.h"
#include "value/beta_geometric.h"
#include "value/beta_geometric_likelihood.h"
#include "value/pareto.h"
#include "value/pareto_likelihood.h"

namespace sluice::value {
namespace {

BetaGeometric formulas_of(const BgNbd& m) { return {m.r, m.alpha, m.a, m.b, 0}; }
BetaGeometric formulas_of(const MbgNbd& m) { return {m.r, m.alpha, m.a, m.b, 1}; }
Pareto formulas_of(const ParetoNbd& m) { return {m.r, m.alpha, m.s, m.beta}; }

// `use` with the formulas of the model.
template <class Use>
double with_formulas(const PurchaseModel& model, const Use& use) {
  return std::visit([&](const auto& m) { return use(formulas_of(m)); }, model);
}

}  // namespace

PurchaseModelKind kind_of(const PurchaseModel& model) { return static_cast<PurchaseModelKind>(model.index()); }

PurchaseParameters parameters_of(const PurchaseModel& model) {
  return std::visit(
      [](const auto& m) {
        const auto& [r, alpha, third, fourth] = m;
        return PurchaseParameters{r, alpha, third, fourth};
      },
      model);
}

PurchaseModel make_purchase_model(PurchaseModelKind kind, const PurchaseParameters& parameters) {
  const auto [r, alpha, third, fourth] = parameters;
  switch (kind) {
    case PurchaseModelKind::bg_nbd:
      return BgNbd{r, alpha, third, fourth};
    case PurchaseModelKind::mbg_nbd:
      return MbgNbd{r, alpha, third, fourth};
    case PurchaseModelKind::pareto_nbd:
      break;
  }
  return ParetoNbd{r, alpha, third, fourth};
}

PurchaseModel in_shorter_unit(const PurchaseModel& model, double times) {
  PurchaseParameters parameters = parameters_of(model);
  parameters[1] *= times;
  if (kind_of(model) == PurchaseModelKind::pareto_nbd) parameters[3] *= times;
  return make_purchase_model(kind_of(model), parameters);
}

double log_likelihood(const PurchaseModel& model, std::span<const PurchaseHistory> histories) {
  return with_formulas(model, [&](const auto& formulas) {
    CompensatedSum sum;
    for (const PurchaseHistory& row : histories) sum.add(row.customers * log_likelihood_of(formulas, row));
    return sum.value();
  });
}

double probability_active(const PurchaseModel& model, uint32_t repeats, double last, double age) {
  return with_formulas(model, [&](const auto& formulas) { return formulas.probability_active(repeats, last, age); });
}

std::vector<double> probabilities_active(const PurchaseModel& model, std::span<const PurchaseHistory> rows) {
  if (const auto* pareto = std::get_if<ParetoNbd>(&model)) {
    return probabilities_active(formulas_of(*pareto), HistoryGroups(rows, 1, 1));
  }
  std::vector<double> active;
  active.reserve(rows.size());
  for (const PurchaseHistory& row : rows) {
    active.push_back(probability_active(model, row.repeats, row.last, row.age));
  }
  return active;
}

double expected_purchases(const PurchaseModel& model, uint32_t repeats, double last, double age, double horizon) {
  return probability_active(model, repeats, last, age) * expected_while_active(model, repeats, age, horizon);
}

double expected_while_active(const PurchaseModel& model, uint32_t repeats, double age, double horizon) {
  return with_formulas(model,
                       [&](const auto& formulas) { return formulas.expected_while_active(repeats, age, horizon); });
}

double probability_no_purchase(const PurchaseModel& model, uint32_t repeats, double last, double age, double horizon) {
  return with_formulas(model, [&](const auto& formulas) {
    const double none = formulas.no_purchase_while_active(repeats, age, horizon);
    return std::clamp(1 - formulas.probability_active(repeats, last, age) * (1 - none), 0.0, 1.0);
  });
}

double ExpectedPurchases::operator()(uint32_t repeats, double last, double age) {
  return given(probability_active(model_, repeats, last, age), repeats, age);
}

double ExpectedPurchases::given(double active, uint32_t repeats, double age) {
  return active * while_active_.at(repeats, age, [this](uint32_t x, double t) {
    return expected_while_active(model_, x, t, horizon_);
  });
}

}  // namespace sluice::value

// The likelihood of Pareto/NBD (purchase_model.h) over many customers, with its derivatives: what the fit climbs.
#pragma once

#include <utility>
#include <vector>

#include "value/distinct_times.h"
#include "value/history_groups.h"
#include "value/maximum_likelihood.h"
#include "value/pareto.h"

namespace sluice::value {

/// Of one customer, its weight left out.
double log_likelihood_of(const Pareto& model, const PurchaseHistory& history);

/// Pareto::probability_active() of each row, but with every stretch of time integrated once for all who share it.
std::vector<double> probabilities_active(const Pareto& model, const HistoryGroups& histories);

class ParetoLikelihood {
 public:
  explicit ParetoLikelihood(HistoryGroups histories) : histories_(std::move(histories)), times_(histories_) {}

  /// At the logarithms of r, alpha, s and beta. Summed in the order of the rows.
  Likelihood<4> operator()(const Vector<4>& logarithms) const;

 private:
  void add_group(Likelihood<4>& sum, const Pareto& model, size_t group) const;

  HistoryGroups histories_;
  DistinctTimes times_;
};

}  // namespace sluice::value

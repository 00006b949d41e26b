// The likelihood of Pareto/NBD (purchase_model.h) over many customers, with its derivatives: what the fit climbs.
#pragma once

#include <cstdint>
#include <vector>

#include "value/history_groups.h"
#include "value/maximum_likelihood.h"
#include "value/pareto.h"

namespace sluice::value {

/// Of one customer, its weight left out.
double log_likelihood_of(const Pareto& model, const PurchaseHistory& history);

class ParetoLikelihood {
 public:
  explicit ParetoLikelihood(HistoryGroups histories);

  /// At the logarithms of r, alpha, s and beta. Summed in the order of the rows.
  Likelihood<4> operator()(const Vector<4>& logarithms) const;

 private:
  // Of a group, ascending: what is integrated up to one of them is so for all of its customers.
  struct Times {
    size_t begin = 0, end = 0;  // in times_
  };

  void add_group(Likelihood<4>& sum, const Pareto& model, size_t group) const;

  HistoryGroups histories_;
  std::vector<Times> groups_;
  std::vector<double> times_;
  std::vector<uint32_t> last_, age_;  // by row: index of the time in its group
};

}  // namespace sluice::value

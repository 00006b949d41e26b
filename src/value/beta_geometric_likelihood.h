// The likelihood of BG/NBD and MBG/NBD (purchase_model.h) over many customers, with its derivatives: what the fit
// climbs.
#pragma once

#include "value/beta_geometric.h"
#include "value/history_groups.h"
#include "value/maximum_likelihood.h"

namespace sluice::value {

/// Of one customer, its weight left out.
double log_likelihood_of(const BetaGeometric& model, const PurchaseHistory& history);

class BetaGeometricLikelihood {
 public:
  /// `first`: as in BetaGeometric.
  BetaGeometricLikelihood(HistoryGroups histories, double first) : histories_(std::move(histories)), first_(first) {}

  /// At the logarithms of r, alpha, a and b. Summed in the order of the rows.
  Likelihood<4> operator()(const Vector<4>& logarithms) const;

 private:
  HistoryGroups histories_;
  double first_;
};

}  // namespace sluice::value

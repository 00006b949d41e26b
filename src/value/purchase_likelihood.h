// The likelihood of the MBG/NBD model (purchase_model.h) over many customers, with its derivatives: what the fit
// climbs.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "value/maximum_likelihood.h"
#include "value/purchase_model.h"

namespace sluice::value {

/// ln of the odds that the customer has left, for a history as in PurchaseHistory.
double log_odds_left(const MbgNbd& model, uint32_t repeats, double last, double age);

class PurchaseLikelihood {
 public:
  /// Of every stride-th of `rows`, which ascend by repeats; times are divided by `unit`.
  PurchaseLikelihood(std::span<const PurchaseHistory> rows, double unit, size_t stride);

  /// At the logarithms of r, alpha (in `unit`), a and b. Summed in the order of the rows.
  Likelihood<4> operator()(const Vector<4>& logarithms) const;

  static MbgNbd model_at(const Vector<4>& logarithms);

 private:
  struct Group {
    uint32_t repeats;
    size_t end;  // of its rows; they begin where those of the group before end
    double customers;
  };

  std::vector<double> last_, age_, customers_;  // by row
  std::vector<Group> groups_;
};

}  // namespace sluice::value

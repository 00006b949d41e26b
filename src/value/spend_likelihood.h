// The likelihood of the Gamma-Gamma model (spend_model.h) over many customers, with its derivatives: what the fit
// climbs.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "value/maximum_likelihood.h"
#include "value/spend_model.h"

namespace sluice::value {

class SpendLikelihood {
 public:
  /// Of every stride-th of `rows`, which ascend by purchases; means are divided by `unit`.
  SpendLikelihood(std::span<const SpendHistory> rows, double unit, size_t stride);

  /// At the logarithms of p, q and v (in `unit`). Summed in the order of the rows.
  Likelihood<3> operator()(const Vector<3>& logarithms) const;

  static GammaGamma model_at(const Vector<3>& logarithms);

 private:
  struct Group {
    uint32_t purchases;
    size_t end;        // of its rows; they begin where those of the group before end
    double log_total;  // sum of ln(xm)
  };

  void add_group(Likelihood<3>& sum, const GammaGamma& model, const Group& group, size_t begin) const;

  std::vector<double> totals_;  // by row: xm
  std::vector<Group> groups_;
  double log_means_ = 0;  // sum of ln(m)
};

}  // namespace sluice::value

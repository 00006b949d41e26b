#include "value/spend_likelihood.h"

#include "base/special_functions.h"
#include "base/statistics.h"

namespace sluice::value {
namespace {

// The density of the mean m of x purchases, nu being integrated out, as it stands in the code below:
//
//   G(px+q) / (G(px) G(q)) * (v / (v+xm))^q (xm / (v+xm))^(px) / m
//
// G being the gamma function. Per customer, with its derivatives by p, q and v, the part that x alone decides:
Likelihood<3> counting_part(const GammaGamma& model, double x) {
  const auto& [p, q, v] = model;
  Likelihood<3> part;
  part.value = log_gamma(p * x + q) - log_gamma(p * x) - log_gamma(q) + q * natural_log(v);
  part.gradient = {x * (digamma(p * x + q) - digamma(p * x)), digamma(p * x + q) - digamma(q) + natural_log(v), q / v};
  part.hessian[0][0] = x * x * (trigamma(p * x + q) - trigamma(p * x));
  part.hessian[0][1] = x * trigamma(p * x + q);
  part.hessian[1][1] = trigamma(p * x + q) - trigamma(q);
  part.hessian[1][2] = 1 / v;
  part.hessian[2][2] = -q / (v * v);
  return part;
}

}  // namespace

SpendLikelihood::SpendLikelihood(std::span<const SpendHistory> rows, double unit, size_t stride) {
  for (size_t i = 0; i < rows.size(); i += stride) {
    const SpendHistory& row = rows[i];
    if (groups_.empty() || groups_.back().purchases != row.purchases) groups_.push_back({row.purchases, 0, 0.0});
    const double total = row.purchases * (row.mean / unit);
    totals_.push_back(total);
    groups_.back().log_total += natural_log(total);
    groups_.back().end = totals_.size();
    log_means_ += natural_log(row.mean / unit);
  }
}

Likelihood<3> SpendLikelihood::operator()(const Vector<3>& logarithms) const {
  const GammaGamma model = model_at(logarithms);
  Likelihood<3> sum;
  sum.value = -log_means_;
  size_t begin = 0;
  for (const Group& group : groups_) {
    add_group(sum, model, group, begin);
    begin = group.end;
  }
  mirror_upper(sum.hessian);
  return by_logarithms(sum, {model.p, model.q, model.v});
}

GammaGamma SpendLikelihood::model_at(const Vector<3>& logarithms) {
  return {exponential(logarithms[0]), exponential(logarithms[1]), exponential(logarithms[2])};
}

void SpendLikelihood::add_group(Likelihood<3>& sum, const GammaGamma& model, const Group& group, size_t begin) const {
  const double x = group.purchases, shape = model.p * x + model.q;
  double log_scale = 0, inverse = 0, inverse_squared = 0;  // sums of ln(v+xm), 1/(v+xm) and its square
  for (size_t i = begin; i < group.end; ++i) {
    const double scale = model.v + totals_[i];
    const double one = 1 / scale;
    log_scale += natural_log(scale);
    inverse += one;
    inverse_squared += one * one;
  }
  const double n = static_cast<double>(group.end - begin);
  const Likelihood<3> counting = counting_part(model, x);
  sum.value += n * counting.value + model.p * x * group.log_total - shape * log_scale;
  sum.gradient[0] += n * counting.gradient[0] + x * (group.log_total - log_scale);
  sum.gradient[1] += n * counting.gradient[1] - log_scale;
  sum.gradient[2] += n * counting.gradient[2] - shape * inverse;
  sum.hessian[0][0] += n * counting.hessian[0][0];
  sum.hessian[0][1] += n * counting.hessian[0][1];
  sum.hessian[0][2] -= x * inverse;
  sum.hessian[1][1] += n * counting.hessian[1][1];
  sum.hessian[1][2] += n * counting.hessian[1][2] - inverse;
  sum.hessian[2][2] += n * counting.hessian[2][2] + shape * inverse_squared;
}

double log_likelihood(const GammaGamma& model, std::span<const SpendHistory> histories) {
  CompensatedSum sum;
  for (const SpendHistory& row : histories) {
    const double x = row.purchases, total = x * row.mean;
    sum.add(counting_part(model, x).value + model.p * x * natural_log(total) -
            (model.p * x + model.q) * natural_log(model.v + total) - natural_log(row.mean));
  }
  return sum.value();
}

}  // namespace sluice::value

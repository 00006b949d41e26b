#include "value/purchase_likelihood.h"

#include <cmath>

#include "base/special_functions.h"
#include "base/statistics.h"

namespace sluice::value {
namespace {

// The likelihood of one customer, lambda and p being integrated out, as it stands in the code below:
//
//   L = G(r+x) / G(r) * G(b+x+1) / G(b) * G(a+b) / G(a+b+x+1) * alpha^r (alpha+T)^-(r+x) * (1 + e^z)
//   e^z = a / (b+x) * ((alpha+T) / (alpha+t_x))^(r+x)
//
// G being the gamma function and e^z the odds that the customer has left. Only e^z and alpha+T differ among customers
// of equal x. The part that x alone decides, per customer, with its derivatives by r, alpha, a and b.
Likelihood<4> counting_part(const MbgNbd& model, double x) {
  const auto& [r, alpha, a, b] = model;
  Likelihood<4> part;
  part.value = log_gamma(r + x) - log_gamma(r) + log_gamma(b + x + 1) - log_gamma(b) + log_gamma(a + b) -
               log_gamma(a + b + x + 1) + r * natural_log(alpha);
  const double both = digamma(a + b) - digamma(a + b + x + 1);
  part.gradient = {digamma(r + x) - digamma(r) + natural_log(alpha), r / alpha, both,
                   digamma(b + x + 1) - digamma(b) + both};
  const double both_twice = trigamma(a + b) - trigamma(a + b + x + 1);
  part.hessian[0][0] = trigamma(r + x) - trigamma(r);
  part.hessian[0][1] = 1 / alpha;
  part.hessian[1][1] = -r / (alpha * alpha);
  part.hessian[2][2] = part.hessian[2][3] = both_twice;
  part.hessian[3][3] = trigamma(b + x + 1) - trigamma(b) + both_twice;
  return part;
}

// Sums over the customers of equal x; w is the probability to have left, v = w (1 - w), d = ln((alpha+T)/(alpha+t_x)),
// e its derivative by alpha.
struct TimingSums {
  double log_age = 0, softplus = 0;                 // of ln(alpha+T) and ln(1 + e^z)
  double age_inverse = 0, age_inverse_squared = 0;  // of 1/(alpha+T)
  double w = 0, wd = 0, we = 0, w_slope = 0;        // w_slope: w times the derivative of e by alpha
  double v = 0, vd = 0, ve = 0, vdd = 0, vde = 0, vee = 0;
};

void add_timing_part(Likelihood<4>& sum, const MbgNbd& model, double x, const TimingSums& s) {
  const double rate = model.r + x;
  const double by_a = 1 / model.a, by_b = -1 / (model.b + x);  // derivatives of z
  sum.value += s.softplus - rate * s.log_age;
  sum.gradient[0] += s.wd - s.log_age;
  sum.gradient[1] += rate * (s.we - s.age_inverse);
  sum.gradient[2] += s.w * by_a;
  sum.gradient[3] += s.w * by_b;
  sum.hessian[0][0] += s.vdd;
  sum.hessian[0][1] += rate * s.vde + s.we - s.age_inverse;
  sum.hessian[0][2] += s.vd * by_a;
  sum.hessian[0][3] += s.vd * by_b;
  sum.hessian[1][1] += rate * (rate * s.vee + s.w_slope + s.age_inverse_squared);
  sum.hessian[1][2] += rate * s.ve * by_a;
  sum.hessian[1][3] += rate * s.ve * by_b;
  sum.hessian[2][2] += (s.v - s.w) * by_a * by_a;
  sum.hessian[2][3] += s.v * by_a * by_b;
  sum.hessian[3][3] += (s.v + s.w) * by_b * by_b;
}

struct Rows {
  std::span<const double> last, age, customers;
};

TimingSums timing_sums(const MbgNbd& model, double x, const Rows& rows) {
  const double log_ratio = natural_log(model.a) - natural_log(model.b + x);
  TimingSums s;
  for (size_t i = 0; i < rows.age.size(); ++i) {
    const double n = rows.customers[i];
    const double to_age = model.alpha + rows.age[i], to_last = model.alpha + rows.last[i];
    const double log_age = natural_log(to_age);
    const double d = log_age - natural_log(to_last);
    const double z = log_ratio + (model.r + x) * d;
    const double small = exponential(-std::abs(z));
    const double w = (z < 0 ? small : 1) / (1 + small);
    const double u = 1 / to_age, c = 1 / to_last;
    const double e = u - c;
    const double nw = n * w, nv = nw * (1 - w);
    s.log_age += n * log_age;
    s.softplus += n * ((z > 0 ? z : 0) + natural_log(1 + small));
    s.age_inverse += n * u;
    s.age_inverse_squared += n * u * u;
    s.w += nw;
    s.wd += nw * d;
    s.we += nw * e;
    s.w_slope += nw * (c * c - u * u);
    s.v += nv;
    s.vd += nv * d;
    s.ve += nv * e;
    s.vdd += nv * d * d;
    s.vde += nv * d * e;
    s.vee += nv * e * e;
  }
  return s;
}

}  // namespace

double log_odds_left(const MbgNbd& model, uint32_t repeats, double last, double age) {
  const double x = repeats;
  return natural_log(model.a) - natural_log(model.b + x) +
         (model.r + x) * (natural_log(model.alpha + age) - natural_log(model.alpha + last));
}

PurchaseLikelihood::PurchaseLikelihood(std::span<const PurchaseHistory> rows, double unit, size_t stride) {
  for (size_t i = 0; i < rows.size(); i += stride) {
    const PurchaseHistory& row = rows[i];
    if (groups_.empty() || groups_.back().repeats != row.repeats) groups_.push_back({row.repeats, 0, 0.0});
    last_.push_back(row.last / unit);
    age_.push_back(row.age / unit);
    customers_.push_back(row.customers);
    groups_.back().customers += row.customers;
    groups_.back().end = last_.size();
  }
}

Likelihood<4> PurchaseLikelihood::operator()(const Vector<4>& logarithms) const {
  const MbgNbd model = model_at(logarithms);
  Likelihood<4> sum;
  size_t begin = 0;
  for (const Group& group : groups_) {
    const Likelihood<4> counting = counting_part(model, group.repeats);
    sum.value += group.customers * counting.value;
    for (size_t i = 0; i < 4; ++i) {
      sum.gradient[i] += group.customers * counting.gradient[i];
      for (size_t j = i; j < 4; ++j) sum.hessian[i][j] += group.customers * counting.hessian[i][j];
    }
    const auto part = [&](const std::vector<double>& column) {
      return std::span(column).subspan(begin, group.end - begin);
    };
    add_timing_part(sum, model, group.repeats,
                    timing_sums(model, group.repeats, {part(last_), part(age_), part(customers_)}));
    begin = group.end;
  }
  for (size_t i = 0; i < 4; ++i) {
    for (size_t j = 0; j < i; ++j) sum.hessian[i][j] = sum.hessian[j][i];
  }
  return by_logarithms(sum, {model.r, model.alpha, model.a, model.b});
}

MbgNbd PurchaseLikelihood::model_at(const Vector<4>& logarithms) {
  return {exponential(logarithms[0]), exponential(logarithms[1]), exponential(logarithms[2]),
          exponential(logarithms[3])};
}

double log_likelihood(const MbgNbd& model, std::span<const PurchaseHistory> histories) {
  CompensatedSum sum;
  for (const PurchaseHistory& row : histories) {
    const double x = row.repeats;
    const double z = log_odds_left(model, row.repeats, row.last, row.age);
    sum.add(row.customers *
            (counting_part(model, x).value + softplus(z) - (model.r + x) * natural_log(model.alpha + row.age)));
  }
  return sum.value();
}

}  // namespace sluice::value

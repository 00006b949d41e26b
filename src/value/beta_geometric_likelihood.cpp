#include "value/beta_geometric_likelihood.h"

#include <cmath>

#include "base/special_functions.h"

namespace sluice::value {
namespace {

// The likelihood of one customer, lambda and p being integrated out, as it stands in the code below:
//
//   L = G(r+x) / G(r) * G(b+n) / G(b) * G(a+b) / G(a+b+n) * alpha^r (alpha+T)^-(r+x) * (1 + e^z)
//   e^z = a / (b+n-1) * ((alpha+T) / (alpha+t_x))^(r+x)
//
// G being the gamma function, n the chances to leave that the customer has had, and e^z the odds to have left, none
// where n = 0. Only e^z and alpha+T differ among customers of equal x. The part that x alone decides, per customer,
// with its derivatives by r, alpha, a and b.
Likelihood<4> counting_part(const BetaGeometric& model, double x) {
  const auto& [r, alpha, a, b, first] = model;
  const double n = x + first;
  Likelihood<4> part;
  part.value = log_gamma(r + x) - log_gamma(r) + log_gamma(b + n) - log_gamma(b) + log_gamma(a + b) -
               log_gamma(a + b + n) + r * natural_log(alpha);
  const double both = digamma(a + b) - digamma(a + b + n);
  part.gradient = {digamma(r + x) - digamma(r) + natural_log(alpha), r / alpha, both,
                   digamma(b + n) - digamma(b) + both};
  const double both_twice = trigamma(a + b) - trigamma(a + b + n);
  part.hessian[0][0] = trigamma(r + x) - trigamma(r);
  part.hessian[0][1] = 1 / alpha;
  part.hessian[1][1] = -r / (alpha * alpha);
  part.hessian[2][2] = part.hessian[2][3] = both_twice;
  part.hessian[3][3] = trigamma(b + n) - trigamma(b) + both_twice;
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

void add_timing_part(Likelihood<4>& sum, const BetaGeometric& model, double x, const TimingSums& s) {
  const double rate = model.r + x;
  const double n = x + model.first;
  const double by_a = 1 / model.a, by_b = n > 0 ? -1 / (model.b + n - 1) : 0;  // derivatives of z
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

// Where nobody has had a chance to leave.
TimingSums timing_sums_of_all_active(const BetaGeometric& model, const Rows& rows) {
  TimingSums s;
  for (size_t i = 0; i < rows.age.size(); ++i) {
    const double to_age = model.alpha + rows.age[i];
    const double n = rows.customers[i], u = 1 / to_age;
    s.log_age += n * natural_log(to_age);
    s.age_inverse += n * u;
    s.age_inverse_squared += n * u * u;
  }
  return s;
}

TimingSums timing_sums(const BetaGeometric& model, double x, const Rows& rows) {
  const double chances = x + model.first;
  if (chances == 0) return timing_sums_of_all_active(model, rows);
  const double log_ratio = natural_log(model.a) - natural_log(model.b + chances - 1);
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

Likelihood<4> BetaGeometricLikelihood::operator()(const Vector<4>& logarithms) const {
  const Vector<4> parameters = exponentials(logarithms);
  const auto& [r, alpha, a, b] = parameters;
  const BetaGeometric model = {r, alpha, a, b, first_};
  Likelihood<4> sum;
  for (const HistoryGroups::Group& group : histories_.groups) {
    const auto part = [&](const std::vector<double>& column) {
      return std::span(column).subspan(group.begin, group.end - group.begin);
    };
    add_upper(sum, group.customers, counting_part(model, group.repeats));
    add_timing_part(
        sum, model, group.repeats,
        timing_sums(model, group.repeats, {part(histories_.last), part(histories_.age), part(histories_.customers)}));
  }
  mirror_upper(sum.hessian);
  return by_logarithms(sum, parameters);
}

double log_likelihood_of(const BetaGeometric& model, const PurchaseHistory& history) {
  const double x = history.repeats;
  const double z = model.log_odds_left(history.repeats, history.last, history.age);
  return counting_part(model, x).value + softplus(z) - (model.r + x) * natural_log(model.alpha + history.age);
}

}  // namespace sluice::value

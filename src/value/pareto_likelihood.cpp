#include "value/pareto_likelihood.h"

#include <algorithm>
#include <span>

namespace sluice::value {
namespace {

// The likelihood of one customer, lambda and mu being integrated out, as it stands in the code below:
//
//   L = G(r+x) / G(r) * alpha^r beta^s * (g(T) + J(t_x) - J(T)),   g(t) = (alpha+t)^-(r+x) (beta+t)^-s
//
// G being the gamma function and J(t) the integral of s g(u) / (beta+u) from t to the latest time of all. J is worked
// out from one time to the next, so that each stretch is integrated once for all customers of equal x, and kept in
// proportion to g(t), which may be too small for a double itself. The difference is never less than a part of the sum
// that rounding leaves alone: J(t) < g(t). The part that x alone decides, with its derivatives by r, alpha, s and beta:
Likelihood<4> counting_part(const Pareto& model, double x) {
  const auto& [r, alpha, s, beta] = model;
  Likelihood<4> part;
  part.value = log_gamma(r + x) - log_gamma(r) + r * natural_log(alpha) + s * natural_log(beta);
  part.gradient = {digamma(r + x) - digamma(r) + natural_log(alpha), r / alpha, natural_log(beta), s / beta};
  part.hessian[0][0] = trigamma(r + x) - trigamma(r);
  part.hessian[0][1] = 1 / alpha;
  part.hessian[1][1] = -r / (alpha * alpha);
  part.hessian[2][3] = 1 / beta;
  part.hessian[3][3] = -s / (beta * beta);
  return part;
}

// Adds `weight` times e^f, f being given by its derivatives at a point where it is 0.
void add_exponential(Likelihood<4>& sum, double weight, const Vector<4>& slope, const Matrix<4>& bend) {
  sum.value += weight;
  for (size_t i = 0; i < 4; ++i) {
    sum.gradient[i] += weight * slope[i];
    for (size_t j = i; j < 4; ++j) sum.hessian[i][j] += weight * (bend[i][j] + slope[i] * slope[j]);
  }
}

// g or, with `leaves`, s g / (beta+t) at a time.
void add_point(Likelihood<4>& sum, double weight, const Leaving& at, double rate, double s, bool leaves) {
  const double a = 1 / at.to_alpha, b = 1 / at.to_beta;
  const double own = leaves ? 1 / s : 0, power = leaves ? s + 1 : s;
  const Vector<4> slope = {-at.log_to_alpha, -rate * a, own - at.log_to_beta, -power * b};
  Matrix<4> bend{};
  bend[0][1] = -a;
  bend[1][1] = rate * a * a;
  bend[2][2] = -own * own;
  bend[2][3] = -b;
  bend[3][3] = power * b * b;
  add_exponential(sum, weight, slope, bend);
}

Leaving leaving_at(const Pareto& model, double time) {
  Leaving at;
  at.to_alpha = model.alpha + time;
  at.to_beta = model.beta + time;
  at.log_to_alpha = natural_log(at.to_alpha);
  at.log_to_beta = natural_log(at.to_beta);
  return at;
}

// Of one group of customers, by time.
struct Table {
  std::vector<double> log_g;
  std::vector<Likelihood<4>> left;  // J / g
  std::vector<Likelihood<4>> rest;  // 1 - J / g
};

Table table_of(const Pareto& model, double rate, std::span<const double> times) {
  const size_t count = times.size();
  Table table{std::vector<double>(count), std::vector<Likelihood<4>>(count), std::vector<Likelihood<4>>(count)};
  for (size_t i = count; i-- > 0;) {
    const Leaving here = leaving_at(model, times[i]);
    table.log_g[i] = -rate * here.log_to_alpha - model.s * here.log_to_beta;
    Likelihood<4>& left = table.left[i];
    if (i + 1 < count) {
      integrate_leaving(model, rate, times[i], times[i + 1],
                        [&](double weight, const Leaving& at) { add_point(left, weight, at, rate, model.s, true); });
      add_upper(left, exponential(table.log_g[i + 1] - table.log_g[i]), table.left[i + 1]);
    }
    add_point(table.rest[i], 1, here, rate, model.s, false);
    add_upper(table.rest[i], -1, left);
  }
  return table;
}

// The same without the derivatives.
struct Shares {
  std::vector<double> log_g, left;
};

Shares shares_of(const Pareto& model, double rate, std::span<const double> times) {
  const size_t count = times.size();
  Shares shares{std::vector<double>(count), std::vector<double>(count)};
  for (size_t i = count; i-- > 0;) {
    shares.log_g[i] = -rate * natural_log(model.alpha + times[i]) - model.s * natural_log(model.beta + times[i]);
    if (i + 1 == count) continue;
    double& left = shares.left[i];
    integrate_leaving(model, rate, times[i], times[i + 1], [&](double weight, const Leaving&) { left += weight; });
    left += exponential(shares.log_g[i + 1] - shares.log_g[i]) * shares.left[i + 1];
  }
  return shares;
}

// Adds the logarithm of a function given with its derivatives.
void add_logarithm(Likelihood<4>& sum, double weight, double log_scale, const Likelihood<4>& of) {
  const double inverse = 1 / of.value;
  sum.value += weight * (log_scale + natural_log(of.value));
  for (size_t i = 0; i < 4; ++i) {
    const double slope = of.gradient[i] * inverse;
    sum.gradient[i] += weight * slope;
    for (size_t j = i; j < 4; ++j) {
      sum.hessian[i][j] += weight * (of.hessian[i][j] * inverse - slope * of.gradient[j] * inverse);
    }
  }
}

}  // namespace

Likelihood<4> ParetoLikelihood::operator()(const Vector<4>& logarithms) const {
  const Vector<4> parameters = exponentials(logarithms);
  const auto& [r, alpha, s, beta] = parameters;
  Likelihood<4> sum;
  for (size_t group = 0; group < histories_.groups.size(); ++group) add_group(sum, {r, alpha, s, beta}, group);
  mirror_upper(sum.hessian);
  return by_logarithms(sum, parameters);
}

void ParetoLikelihood::add_group(Likelihood<4>& sum, const Pareto& model, size_t group) const {
  const HistoryGroups::Group& rows = histories_.groups[group];
  const double rate = model.r + rows.repeats;
  const Table table = table_of(model, rate, times_.of_group(group));
  add_upper(sum, rows.customers, counting_part(model, rows.repeats));
  for (size_t i = rows.begin; i < rows.end; ++i) {
    const size_t last = times_.last(i), age = times_.age(i);
    Likelihood<4> either = table.left[last];
    add_upper(either, exponential(table.log_g[age] - table.log_g[last]), table.rest[age]);
    add_logarithm(sum, histories_.customers[i], table.log_g[last], either);
  }
}

std::vector<double> probabilities_active(const Pareto& model, const HistoryGroups& histories) {
  const DistinctTimes times(histories);
  std::vector<double> active(histories.age.size());
  for (size_t group = 0; group < histories.groups.size(); ++group) {
    const HistoryGroups::Group& rows = histories.groups[group];
    const Shares shares = shares_of(model, model.r + rows.repeats, times.of_group(group));
    for (size_t i = rows.begin; i < rows.end; ++i) {
      const size_t last = times.last(i), age = times.age(i);
      const double stayed = exponential(shares.log_g[age] - shares.log_g[last]);
      const double left = std::max(shares.left[last] - stayed * shares.left[age], 0.0);
      active[i] = stayed / (stayed + left);
    }
  }
  return active;
}

double log_likelihood_of(const Pareto& model, const PurchaseHistory& history) {
  const double x = history.repeats;
  const auto [stayed, left] = model.odds(history.repeats, history.last, history.age);
  return counting_part(model, x).value - (model.r + x) * natural_log(model.alpha + history.last) -
         model.s * natural_log(model.beta + history.last) + natural_log(stayed + left);
}

}  // namespace sluice::value

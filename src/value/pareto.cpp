#include "value/pareto.h"

namespace sluice::value {

// Of a customer with a rate lambda of buying and mu of leaving the likelihood is lambda^x e^-(lambda+mu)T of one who
// has stayed, and the integral of mu lambda^x e^-(lambda+mu)t over t from t_x to T of one who has left. Over all lambda
// and mu these are, but for a factor that both have and in proportion to g(t_x),
//
//   g(T) and the integral of s g(t) / (beta+t),   g(t) = (alpha+t)^-(r+x) (beta+t)^-s.
Pareto::Odds Pareto::odds(uint32_t repeats, double last, double age) const {
  const double rate = r + repeats;
  Odds odds;
  odds.stayed =
      exponential(-rate * log_one_plus((age - last) / (alpha + last)) - s * log_one_plus((age - last) / (beta + last)));
  integrate_leaving(*this, rate, last, age, [&](double weight, const Leaving&) { odds.left += weight; });
  return odds;
}

double Pareto::probability_active(uint32_t repeats, double last, double age) const {
  const auto [stayed, left] = odds(repeats, last, age);
  return stayed / (stayed + left);
}

// Fader & Hardie 2005, equation 41. Of an active customer lambda is gamma(r+x, alpha+T) and mu is gamma(s, beta+T)
// distributed. With y = ln((beta+T+horizon) / (beta+T)) no gap is left where s is 1.
double Pareto::expected_while_active(uint32_t repeats, double age, double horizon) const {
  const double y = log_one_plus(horizon / (beta + age));
  return (r + repeats) / (alpha + age) * (beta + age) * y * mean_decay((s - 1) * y);
}

// As if the customer were a new one who does not buy again.
double Pareto::no_purchase_while_active(uint32_t repeats, double age, double horizon) const {
  const auto [stayed, left] = Pareto{r + repeats, alpha + age, s, beta + age}.odds(0, 0, horizon);
  return stayed + left;
}

}  // namespace sluice::value

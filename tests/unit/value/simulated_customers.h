// Customers who do what the models say, from a seed: the same ones on every platform but for the last bits.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "base/random.h"
#include "value/purchase_model.h"
#include "value/spend_model.h"

namespace sluice::value {

/// One of each kind, with times in weeks.
inline const PurchaseModel kModelsInWeeks[] = {BgNbd{0.7, 9, 0.9, 2.5}, MbgNbd{0.7, 9, 0.9, 2.5},
                                               ParetoNbd{0.7, 9, 0.6, 12}};

/// How far an estimate is off, in parts of the truth.
inline double relative_error(double value, double truth) { return std::abs(value / truth - 1); }

inline double exponential_draw(Random& random) { return -std::log(1 - random.share()); }

/// Marsaglia & Tsang 2000; for shapes below 1 that of shape + 1, shrunk.
inline double gamma_draw(Random& random, double shape) {
  if (shape < 1) return gamma_draw(random, shape + 1) * std::pow(1 - random.share(), 1 / shape);
  const double d = shape - 1.0 / 3, c = 1 / std::sqrt(9 * d);
  while (true) {
    const double angle = 6.283185307179586 * random.share();
    const double normal = std::sqrt(2 * exponential_draw(random)) * std::cos(angle);
    const double cube = std::pow(1 + c * normal, 3);
    if (cube > 0 && std::log(1 - random.share()) < normal * normal / 2 + d - d * cube + d * std::log(cube)) {
      return d * cube;
    }
  }
}

struct SimulatedCustomer {
  PurchaseHistory history;
  bool active = true;         ///< at the end of the history
  uint32_t later = 0;         ///< purchases in the horizon after it
  std::vector<double> times;  ///< of all repeat purchases, from the first purchase
};

/// When a customer leaves: at a time, or after a purchase with a probability.
struct SimulatedLeaving {
  double time = 1e300;
  double after_purchase = 0, after_first = 0;
};

inline SimulatedLeaving draw_leaving(Random& random, const MbgNbd& model) {
  const double stays = gamma_draw(random, model.b), leaves = gamma_draw(random, model.a);
  const double leave = leaves / (leaves + stays);
  return {1e300, leave, leave};
}

inline SimulatedLeaving draw_leaving(Random& random, const BgNbd& model) {
  SimulatedLeaving leaving = draw_leaving(random, MbgNbd{model.r, model.alpha, model.a, model.b});
  leaving.after_first = 0;
  return leaving;
}

inline SimulatedLeaving draw_leaving(Random& random, const ParetoNbd& model) {
  return {exponential_draw(random) * model.beta / gamma_draw(random, model.s), 0, 0};
}

inline void simulate_one(Random& random, SimulatedCustomer& customer, double rate, const SimulatedLeaving& leaving,
                         double horizon) {
  PurchaseHistory& history = customer.history;
  customer.active = leaving.time > history.age;
  for (double now = 0; now <= std::min(history.age + horizon, leaving.time); now += exponential_draw(random) / rate) {
    if (now > 0) customer.times.push_back(now);
    if (now > history.age) {
      ++customer.later;
    } else if (now > 0) {
      ++history.repeats;
      history.last = now;
    }
    const double leave = now == 0 ? leaving.after_first : leaving.after_purchase;
    if (leave == 0 || random.share() >= leave) continue;
    customer.active = now > history.age;
    break;
  }
}

/// The model's story, one customer at a time: ages evenly spread over [youngest, oldest].
inline std::vector<SimulatedCustomer> simulate_purchases(uint64_t seed, size_t count, const PurchaseModel& model,
                                                         double youngest, double oldest, double horizon) {
  Random random(seed);
  std::vector<SimulatedCustomer> customers(count);
  const PurchaseParameters parameters = parameters_of(model);
  for (SimulatedCustomer& customer : customers) {
    customer.history.age = youngest + (oldest - youngest) * random.share();
    const double rate = gamma_draw(random, parameters[0]) / parameters[1];
    const SimulatedLeaving leaving = std::visit([&](const auto& m) { return draw_leaving(random, m); }, model);
    simulate_one(random, customer, rate, leaving, horizon);
  }
  return customers;
}

inline std::vector<PurchaseHistory> histories_of(const std::vector<SimulatedCustomer>& customers) {
  std::vector<PurchaseHistory> histories;
  for (const SimulatedCustomer& customer : customers) histories.push_back(customer.history);
  return histories;
}

inline std::vector<SpendHistory> simulate_spending(uint64_t seed, size_t count, const GammaGamma& model) {
  Random random(seed);
  std::vector<SpendHistory> customers(count);
  for (SpendHistory& customer : customers) {
    customer.purchases = 1 + static_cast<uint32_t>(random.next() % 8);
    const double scale = gamma_draw(random, model.q) / model.v;
    customer.mean = gamma_draw(random, model.p * customer.purchases) / (scale * customer.purchases);
  }
  return customers;
}

}  // namespace sluice::value

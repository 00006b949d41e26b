#include "value/lifetime_value.h"

#include <algorithm>

#include "base/special_functions.h"

namespace sluice::value {

LifetimeValue::LifetimeValue(const PurchaseModel& model, const ValueTerms& terms)
    : model_(model), margin_(terms.margin) {
  const double log_factor = -log_one_plus(terms.discount_per_year) / terms.year;
  for (double k = 1; ends_.empty() || ends_.back() < terms.horizon; k += 1) {
    ends_.push_back(std::min(k * terms.step, terms.horizon));
    worth_.push_back(exponential(log_factor * ends_.back()));
  }
}

double LifetimeValue::purchases(uint32_t repeats, double last, double age) {
  return purchases_given(probability_active(model_, repeats, last, age), repeats, age);
}

double LifetimeValue::purchases_given(double active, uint32_t repeats, double age) {
  return active * while_active_.at(repeats, age, [this](uint32_t x, double t) { return while_active(x, t); });
}

double LifetimeValue::operator()(uint32_t repeats, double last, double age, double amount) {
  return margin_ * amount * purchases(repeats, last, age);
}

// Summed by parts, so that no difference of two expectations is left.
double LifetimeValue::while_active(uint32_t repeats, double age) const {
  double sum = 0;
  for (size_t k = 0; k < ends_.size(); ++k) {
    const double later = k + 1 < worth_.size() ? worth_[k + 1] : 0;
    if (worth_[k] > later) sum += (worth_[k] - later) * expected_while_active(model_, repeats, age, ends_[k]);
  }
  return sum;
}

}  // namespace sluice::value

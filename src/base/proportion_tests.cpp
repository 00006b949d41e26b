#include "base/proportion_tests.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/distributions.h"
#include "base/special_functions.h"

namespace sluice {
namespace {

constexpr double kFewExpected = 5;
constexpr double kNormal80 = 0.8416212335729143;  // 80 % point of the standard normal distribution

// Successes of the first group when those of both groups together are given.
struct Hypergeometric {
  double first, second;  // persons of the groups
  double successes;      // of both

  double lowest() const { return std::max(0.0, successes - second); }
  double highest() const { return std::min(first, successes); }
  double mode() const {
    const double mode = std::floor((first + 1) * (successes + 1) / (first + second + 2));
    return std::clamp(mode, lowest(), highest());
  }
  // P(x + 1) / P(x)
  double ratio(double x) const { return (first - x) * (successes - x) / ((x + 1) * (second - successes + x + 1)); }
};

// Calls visit(x, P(x) / P(mode)) from the mode outwards, as far as the weight is a normal number.
template <typename Visit>
void for_each_weight(const Hypergeometric& distribution, Visit visit) {
  constexpr double kLeast = std::numeric_limits<double>::min();
  const double mode = distribution.mode();
  visit(mode, 1.0);
  double weight = 1;
  for (double x = mode; x < distribution.highest(); x += 1) {
    weight *= distribution.ratio(x);
    if (weight < kLeast) break;
    visit(x + 1, weight);
  }
  weight = 1;
  for (double x = mode; x > distribution.lowest(); x -= 1) {
    weight /= distribution.ratio(x - 1);
    if (weight < kLeast) break;
    visit(x - 1, weight);
  }
}

// Of the 2 x 2 table; the rarer outcome in the smaller group.
double least_expected(const Proportion& one, const Proportion& other) {
  const Proportion both = pooled(one, other);
  return static_cast<double>(std::min(one.trials, other.trials)) *
         static_cast<double>(std::min(both.successes, both.failures())) / static_cast<double>(both.trials);
}

double pooled_z(const Proportion& one, const Proportion& other) {
  return two_proportion_z(static_cast<double>(one.successes), static_cast<double>(one.trials),
                          static_cast<double>(other.successes), static_cast<double>(other.trials));
}

std::optional<double> detectable_difference(const Proportion& one, const Proportion& other) {
  const double p = pooled(one, other).value();
  if (p == 0 || p == 1) return std::nullopt;
  const double inverse_sizes = 1 / static_cast<double>(one.trials) + 1 / static_cast<double>(other.trials);
  return (kNormal975 + kNormal80) * std::sqrt(p * (1 - p) * inverse_sizes);
}

bool leaves_open(const Interval& interval, double relevant) {
  return interval.low <= 0 && interval.high >= 0 && (interval.low < -relevant || interval.high > relevant);
}

void test_difference(ProportionComparison& comparison, const Proportion& one, const Proportion& other) {
  if (least_expected(one, other) < kFewExpected) {
    comparison.test = ProportionTest::fisher_exact;
    comparison.p = *fisher_exact(one, other);
  } else {
    comparison.test = ProportionTest::pooled_z;
    comparison.z = pooled_z(one, other);
    comparison.p = normal_two_sided(*comparison.z);
  }
}

}  // namespace

std::optional<double> fisher_exact(const Proportion& one, const Proportion& other) {
  if (!one.valid() || !other.valid()) return std::nullopt;
  constexpr double kForgiven = 1 + 1e-7;
  const Hypergeometric distribution{static_cast<double>(one.trials), static_cast<double>(other.trials),
                                    static_cast<double>(pooled(one, other).successes)};
  const auto successes = static_cast<double>(one.successes);
  double observed = 0;
  for_each_weight(distribution, [&](double x, double weight) {
    if (x == successes) observed = weight;
  });
  CompensatedSum all, at_most_as_probable;
  for_each_weight(distribution, [&](double, double weight) {
    all.add(weight);
    if (weight <= observed * kForgiven) at_most_as_probable.add(weight);
  });
  return at_most_as_probable.value() / all.value();
}

double mcnemar_exact(uint64_t only_one, uint64_t only_other) {
  const auto smaller = static_cast<double>(std::min(only_one, only_other));
  const auto all = static_cast<double>(only_one) + static_cast<double>(only_other);
  if (2 * smaller >= all) return 1;
  constexpr double kLogHalf = -0.693147180559945309417;
  double term =
      exponential(log_gamma(all + 1) - log_gamma(smaller + 1) - log_gamma(all - smaller + 1) + all * kLogHalf);
  double tail = 0;
  for (double k = smaller; k >= 0 && term > tail * 1e-17; --k) {
    tail += term;
    term *= k / (all - k + 1);
  }
  return std::min(1.0, 2 * tail);
}

std::optional<ProportionComparison> compare_proportions(const Proportion& one, const Proportion& other,
                                                        double relevant_share) {
  const std::optional<Interval> interval = newcombe_interval(one, other);
  if (!interval) return std::nullopt;
  ProportionComparison comparison;
  test_difference(comparison, one, other);
  comparison.difference = one.value() - other.value();
  comparison.interval = *interval;
  comparison.lift = relative_lift(one, other);
  comparison.detectable = detectable_difference(one, other);
  const double common = pooled(one, other).value();
  comparison.too_few_to_tell = leaves_open(*interval, relevant_share * std::min(common, 1 - common));
  return comparison;
}

}  // namespace sluice

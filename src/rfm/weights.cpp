#include "rfm/weights.h"

#include <cmath>

#include "base/statistics.h"
#include "rfm/profile.h"

namespace sluice::rfm {
namespace {

double to_millionths(double value) { return std::floor(value * 1e6 + 0.5) / 1e6; }

Weights rounded_weights(double recency, double frequency) {
  const double r = to_millionths(recency), f = to_millionths(frequency);
  return {r, f, to_millionths(std::fmax(0, 1 - r - f))};
}

// 1 - e of one dimension: 0 where the customers share in it evenly, 1 where all of it is one customer's.
double unevenness(std::span<const double> sorted, bool lower_is_better) {
  const double low = sorted.front(), high = sorted.back();
  if (!(high > low)) return 0;
  const auto scaled = [&](double value) { return (lower_is_better ? high - value : value - low) / (high - low); };
  CompensatedSum total, entropy;
  for (const double value : sorted) total.add(scaled(value));
  for (const double value : sorted) {
    const double share = scaled(value) / total.value();
    if (share > 0) entropy.add(-share * std::log(share));
  }
  return std::fmax(0, 1 - entropy.value() / std::log(static_cast<double>(sorted.size())));
}

}  // namespace

WeightsInForce weights_of_comparisons(const Comparisons& c) {
  const double rf = c.recency_over_frequency, rm = c.recency_over_monetary, fm = c.frequency_over_monetary;
  const std::array<std::array<double, 3>, 3> matrix{{{1, rf, rm}, {1 / rf, 1, fm}, {1 / rm, 1 / fm, 1}}};
  // Power iteration: the matrix is positive, so that it converges to the principal eigenvector.
  std::array<double, 3> vector{1.0 / 3, 1.0 / 3, 1.0 / 3};
  double lambda = 3;
  constexpr int kMostSteps = 1000;
  constexpr double kConverged = 1e-14;
  for (int step = 0; step < kMostSteps; ++step) {
    std::array<double, 3> next{};
    double sum = 0;
    for (size_t row = 0; row < 3; ++row) {
      for (size_t column = 0; column < 3; ++column) next[row] += matrix[row][column] * vector[column];
      sum += next[row];
    }
    double moved = 0;
    for (size_t row = 0; row < 3; ++row) {
      moved = std::fmax(moved, std::fabs(next[row] / sum - vector[row]));
      vector[row] = next[row] / sum;
    }
    lambda = sum;  // the entries before added up to 1
    if (moved < kConverged) break;
  }
  constexpr double kRandomIndex = 0.58;  // of 3 x 3 matrices, Saaty 1980
  return {rounded_weights(vector[0], vector[1]), to_millionths(std::fmax(0, (lambda - 3) / 2 / kRandomIndex))};
}

Weights entropy_weights(const std::array<std::span<const double>, 3>& sorted) {
  std::array<double, 3> parts{};
  double sum = 0;
  for (size_t d = 0; d < parts.size(); ++d) {
    parts[d] = unevenness(sorted[d], d == kRecency);
    sum += parts[d];
  }
  return sum > 0 ? rounded_weights(parts[0] / sum, parts[1] / sum) : rounded_weights(1.0 / 3, 1.0 / 3);
}

WeightsInForce resolve_weights(const RfmSpec& spec, const std::array<std::span<const double>, 3>& sorted) {
  switch (spec.weighting) {
    case Weighting::own:
      break;
    case Weighting::comparisons:
      return weights_of_comparisons(spec.comparisons);
    case Weighting::entropy:
      return {entropy_weights(sorted), std::nullopt};
  }
  return {spec.weights, std::nullopt};
}

}  // namespace sluice::rfm

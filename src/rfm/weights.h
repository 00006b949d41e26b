// The weights of the three grades in the weighted score: the user's own, from pairwise comparisons, or from the data.
#pragma once

#include <array>
#include <optional>
#include <span>

#include "rfm/rfm_spec.h"

namespace sluice::rfm {

struct WeightsInForce {
  Weights weights;
  std::optional<double> consistency_ratio;  ///< of comparisons; >= 0, 0: they agree with each other exactly
};

/// The principal eigenvector of the comparisons' reciprocal 3 x 3 matrix, its entries adding up to 1, and the
/// consistency ratio (lambda_max - 3) / 2 / 0.58 (Saaty, The Analytic Hierarchy Process, 1980). Rounded to 6 decimals.
WeightsInForce weights_of_comparisons(const Comparisons& comparisons);

/// Entropy weights (Hwang & Yoon, Multiple Attribute Decision Making, 1981): how unevenly the customers share in each
/// dimension. Values are scaled to 0..1, recency reversed; with p = x / sum x and e = -sum p ln p / ln n the weight is
/// 1 - e over the sum of those. A dimension in which all are equal weighs nothing; three of them weigh alike. Rounded
/// to 6 decimals, so that the last bit of a logarithm does not tell machines apart. `sorted`: R, F and M, ascending.
Weights entropy_weights(const std::array<std::span<const double>, 3>& sorted);

/// The weights in force.
WeightsInForce resolve_weights(const RfmSpec& spec, const std::array<std::span<const double>, 3>& sorted);

}  // namespace sluice::rfm

// p-values of several tests of one question, raised so that each may be held against the level of the whole: the more
// tests, the more of them succeed by chance. A test without a p-value (nothing to compare) stays without and does not
// count. The result has the order of the input; no p-value falls, none exceeds 1, and their order is kept.
#pragma once

#include <optional>
#include <span>
#include <vector>

namespace sluice {

/// Holm's step-down method (Holm 1979, Scandinavian Journal of Statistics 6:65): keeps the probability of even one
/// false finding, whatever hangs together. The i-th smallest of m becomes max over j <= i of min(1, (m - j + 1) p_j).
std::vector<std::optional<double>> adjust_holm(std::span<const std::optional<double>> p);

/// Benjamini & Hochberg 1995 (Journal of the Royal Statistical Society B 57:289): keeps the expected share of false
/// ones among the findings. The i-th smallest of m becomes min over j >= i of min(1, m / j p_j).
std::vector<std::optional<double>> adjust_benjamini_hochberg(std::span<const std::optional<double>> p);

}  // namespace sluice

// Whether the rows of a table of counts differ in how they spread over its columns, and how strongly. For groups of
// customers by answers, channels or segments. The same bits on every platform.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace sluice {

struct ContingencyTest {
  double chi_square = 0;
  double degrees = 0;  ///< of freedom
  double p = 1;        ///< 0..1; 0 only below about 1e-308
  double cramers_v = 0;
  bool few_expected = false;  ///< p is not to be relied on
};

/// Pearson's chi-square test (Pearson 1900; Agresti 2007, section 2.4), no correction for continuity: the sum of
/// (O - E)^2 / E over the cells, E = row total * column total / total, with (r - 1)(c - 1) degrees of freedom. Cramer's
/// V (Cramer 1946): sqrt(chi-square / (n (min(r, c) - 1))), 0 for none to 1 for complete association. few_expected by
/// Cochran 1954 (Biometrics 10:417): an E below 1, or more than a fifth of them below 5.
///
/// `counts` holds the rows one after another, each of `columns` > 0 cells. Rows and columns without a count are left
/// out; none where fewer than two of either are left.
std::optional<ContingencyTest> chi_square_test(std::span<const uint64_t> counts, size_t columns);

}  // namespace sluice

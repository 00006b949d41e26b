// The directions in which points differ most: eigenvectors of their covariance matrix (Pearson 1901), found by Jacobi's
// rotations (Golub & Van Loan 2013, 8.5), which suit a small symmetric matrix and give the same bits everywhere.
#pragma once

#include <vector>

#include "rfm/points.h"

namespace sluice::rfm {

struct PrincipalComponents {
  std::vector<double> mean;                   ///< by dimension
  std::vector<std::vector<double>> loadings;  ///< [component][dimension]: unit vectors, orthogonal; of each the entry
                                              ///< with the largest absolute value (the first of equal ones) is > 0
  std::vector<double> variance;               ///< by component, descending, >= 0; divided by n
  std::vector<double> share;                  ///< of the whole variance; 0 where there is none

  /// Coordinate of a point on a component.
  double at(const Points& points, size_t row, size_t component) const;
};

/// As many components as dimensions. At least one point.
PrincipalComponents principal_components(const Points& points);

/// Eigenvalues (descending) and unit eigenvectors of a symmetric matrix, given as rows.
struct EigenPairs {
  std::vector<double> values;
  std::vector<std::vector<double>> vectors;  ///< [value][entry]
};
EigenPairs symmetric_eigen(std::vector<std::vector<double>> matrix);

}  // namespace sluice::rfm

#include "rfm/principal_components.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/statistics.h"

namespace sluice::rfm {
namespace {

using Matrix = std::vector<std::vector<double>>;

/// Turns the plane of p and q so that the entry (p, q) becomes 0; `vectors` turn along.
void rotate(Matrix& matrix, Matrix& vectors, size_t p, size_t q) {
  const double tau = (matrix[q][q] - matrix[p][p]) / (2 * matrix[p][q]);
  const double tangent = (tau >= 0 ? 1 : -1) / (std::fabs(tau) + std::sqrt(1 + tau * tau));
  const double cosine = 1 / std::sqrt(1 + tangent * tangent);
  const double sine = tangent * cosine;
  const auto turn = [&](double& at_p, double& at_q) {
    const double old_p = at_p, old_q = at_q;
    at_p = cosine * old_p - sine * old_q;
    at_q = sine * old_p + cosine * old_q;
  };
  const size_t n = matrix.size();
  for (size_t i = 0; i < n; ++i) turn(matrix[i][p], matrix[i][q]);
  for (size_t i = 0; i < n; ++i) turn(matrix[p][i], matrix[q][i]);
  for (size_t i = 0; i < n; ++i) turn(vectors[p][i], vectors[q][i]);
  matrix[p][q] = matrix[q][p] = 0;
}

double largest_off_diagonal(const Matrix& matrix) {
  double largest = 0;
  for (size_t p = 0; p < matrix.size(); ++p) {
    for (size_t q = p + 1; q < matrix.size(); ++q) largest = std::max(largest, std::fabs(matrix[p][q]));
  }
  return largest;
}

void fix_sign(std::vector<double>& vector) {
  size_t largest = 0;
  constexpr double kClearly = 1 + 1e-9;  // equal but for the last bits: the first one decides
  for (size_t i = 1; i < vector.size(); ++i) {
    if (std::fabs(vector[i]) > std::fabs(vector[largest]) * kClearly) largest = i;
  }
  if (vector[largest] >= 0) return;
  for (double& entry : vector) entry = -entry;
}

Matrix covariance(const Points& points, const std::vector<double>& mean) {
  const size_t dimensions = points.dimensions();
  Matrix matrix(dimensions, std::vector<double>(dimensions));
  for (size_t p = 0; p < dimensions; ++p) {
    for (size_t q = p; q < dimensions; ++q) {
      CompensatedSum sum;
      for (size_t row = 0; row < points.size(); ++row) {
        sum.add((points.columns[p][row] - mean[p]) * (points.columns[q][row] - mean[q]));
      }
      matrix[p][q] = matrix[q][p] = sum.value() / static_cast<double>(points.size());
    }
  }
  return matrix;
}

}  // namespace

EigenPairs symmetric_eigen(std::vector<std::vector<double>> matrix) {
  const size_t n = matrix.size();
  Matrix vectors(n, std::vector<double>(n, 0));
  double scale = 0;
  for (size_t i = 0; i < n; ++i) {
    vectors[i][i] = 1;
    scale = std::max(scale, std::fabs(matrix[i][i]));
  }
  const double negligible = 1e-15 * std::max(scale, largest_off_diagonal(matrix));
  constexpr int kMostSweeps = 60;
  for (int sweep = 0; sweep < kMostSweeps && largest_off_diagonal(matrix) > negligible; ++sweep) {
    for (size_t p = 0; p < n; ++p) {
      for (size_t q = p + 1; q < n; ++q) {
        if (std::fabs(matrix[p][q]) > negligible) rotate(matrix, vectors, p, q);
      }
    }
  }
  std::vector<size_t> order(n);
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return matrix[a][a] > matrix[b][b]; });
  EigenPairs eigen;
  for (const size_t i : order) {
    eigen.values.push_back(matrix[i][i]);
    eigen.vectors.push_back(vectors[i]);
    fix_sign(eigen.vectors.back());
  }
  return eigen;
}

double PrincipalComponents::at(const Points& points, size_t row, size_t component) const {
  double sum = 0;
  for (size_t d = 0; d < mean.size(); ++d) sum += (points.columns[d][row] - mean[d]) * loadings[component][d];
  return sum;
}

PrincipalComponents principal_components(const Points& points) {
  PrincipalComponents result;
  for (const std::vector<double>& column : points.columns) {
    result.mean.push_back(sum_of(column) / static_cast<double>(column.size()));
  }
  EigenPairs eigen = symmetric_eigen(covariance(points, result.mean));
  result.loadings = std::move(eigen.vectors);
  double total = 0;
  for (double& value : eigen.values) {
    value = std::max(0.0, value);
    total += value;
  }
  for (const double value : eigen.values) result.share.push_back(total > 0 ? value / total : 0);
  result.variance = std::move(eigen.values);
  return result;
}

}  // namespace sluice::rfm

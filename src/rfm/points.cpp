#include "rfm/points.h"

#include <algorithm>

namespace sluice::rfm {

double squared_distance(const Points& a, size_t i, const Points& b, size_t j) {
  double sum = 0;
  for (size_t d = 0; d < a.dimensions(); ++d) {
    const double difference = a.columns[d][i] - b.columns[d][j];
    sum += difference * difference;
  }
  return sum;
}

void squared_distances(const Points& points, size_t begin, const Points& centres, size_t i, std::span<double> out) {
  std::fill(out.begin(), out.end(), 0.0);
  const size_t count = out.size();
  double* const to = out.data();
  for (size_t d = 0; d < points.dimensions(); ++d) {
    const double* const from = points.columns[d].data() + begin;
    const double centre = centres.columns[d][i];
    for (size_t row = 0; row < count; ++row) {
      const double difference = from[row] - centre;
      to[row] += difference * difference;
    }
  }
}

Points points_at(const Points& points, std::span<const uint32_t> rows) {
  Points chosen;
  for (const std::vector<double>& column : points.columns) {
    std::vector<double>& to = chosen.columns.emplace_back();
    to.reserve(rows.size());
    for (const uint32_t row : rows) to.push_back(column[row]);
  }
  return chosen;
}

size_t count_distinct(const Points& points, size_t most) {
  std::vector<uint32_t> distinct;
  for (uint32_t row = 0; row < points.size() && distinct.size() < most; ++row) {
    const bool known = std::any_of(distinct.begin(), distinct.end(),
                                   [&](uint32_t other) { return squared_distance(points, row, points, other) == 0; });
    if (!known) distinct.push_back(row);
  }
  return distinct.size();
}

std::vector<uint32_t> sample_rows(size_t size, size_t count, Random& random) {
  std::vector<uint32_t> rows;
  rows.reserve(std::min(size, count));
  for (size_t row = 0; row < size; ++row) {
    const auto left = static_cast<double>(size - row);
    const auto wanted = static_cast<double>(std::min(size, count) - rows.size());
    if (random.share() * left < wanted) rows.push_back(static_cast<uint32_t>(row));
  }
  return rows;
}

}  // namespace sluice::rfm

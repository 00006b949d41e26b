// Customers as points in space: what clusters are made of. A column a dimension, so that a loop over the customers is
// one over neighbours in memory. Knows nothing of what the dimensions mean.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/random.h"

namespace sluice::rfm {

/// Coordinates [dimension][point]; every column equally long, every coordinate finite.
struct Points {
  std::vector<std::vector<double>> columns;

  size_t dimensions() const { return columns.size(); }
  size_t size() const { return columns.empty() ? 0 : columns.front().size(); }
};

double squared_distance(const Points& a, size_t i, const Points& b, size_t j);

/// Squared distances from point `i` of `centres` to points [begin, begin + out.size()).
void squared_distances(const Points& points, size_t begin, const Points& centres, size_t i, std::span<double> out);

/// The points with these numbers, in the order given.
Points points_at(const Points& points, std::span<const uint32_t> rows);

/// How many different points there are, but at most `most`.
size_t count_distinct(const Points& points, size_t most);

/// `count` different numbers below `size`, ascending, each set of them equally likely (Knuth, algorithm S); all of
/// them where count >= size.
std::vector<uint32_t> sample_rows(size_t size, size_t count, Random& random);

}  // namespace sluice::rfm

#include "rfm/density.h"

#include <algorithm>
#include <cmath>

#include "base/statistics.h"
#include "rfm/features.h"

namespace sluice::rfm {
namespace {

// The value half-way between a and b, a <= b, on an axis. On the logarithmic one, sign(x) ln(1 + |x|), that is a
// geometric mean of distances from -1 or 1: no logarithm is needed, only roots, which are exact to the last bit.
double middle(AxisScale scale, double a, double b) {
  if (scale == AxisScale::linear) return a / 2 + b / 2;
  if (a >= 0) return std::sqrt(1 + a) * std::sqrt(1 + b) - 1;
  if (b <= 0) return 1 - std::sqrt(1 - a) * std::sqrt(1 - b);
  const double balance = std::sqrt(1 + b) / std::sqrt(1 - a);
  return balance >= 1 ? balance - 1 : 1 - 1 / balance;
}

// Appends the edges after `from` up to `to`.
void halve(AxisScale scale, double from, double to, int cells, std::vector<double>& edges) {
  if (cells <= 1) {
    edges.push_back(to);
    return;
  }
  const double between = middle(scale, from, to);
  halve(scale, from, between, cells / 2, edges);
  halve(scale, between, to, cells / 2, edges);
}

// Room beyond the outermost values, so that a line can be drawn around them: half a cell, about.
double room_beyond(AxisScale scale, double value, double span, int cells) {
  if (scale == AxisScale::linear) return span / (2 * cells);
  constexpr double kPart = 0.02;
  return (1 + std::fabs(value)) * kPart;
}

size_t cell_of(const std::vector<double>& edges, double value) {
  const auto after = std::upper_bound(edges.begin() + 1, edges.end() - 1, value);
  return static_cast<size_t>(after - edges.begin()) - 1;
}

ScatterAxis make_axis(const Analysis& analysis, const std::string& dimension, size_t index, int cells) {
  const std::vector<double>& sorted = analysis.sorted[index];
  const AxisScale scale = moments_of(sorted).skewness > kHighSkewness ? AxisScale::logarithmic : AxisScale::linear;
  return {dimension, scale, make_edges(sorted, scale, cells)};
}

}  // namespace

std::vector<double> make_edges(std::span<const double> sorted, AxisScale scale, int cells) {
  const double low = sorted.front(), high = sorted.back();
  const bool whole = all_whole(sorted);
  double under = 0.5, over = 0.5;
  if (low == high) {
    constexpr double kSeen = 1e-9;  // of large values
    under = over = std::max(0.5, std::fabs(low) * kSeen);
    cells = 1;
  } else if (!whole) {
    under = room_beyond(scale, low, high - low, cells);
    over = room_beyond(scale, high, high - low, cells);
  }
  std::vector<double> edges{low - under};
  halve(scale, low - under, high + over, cells, edges);
  if (whole) {
    for (size_t i = 1; i + 1 < edges.size(); ++i) edges[i] = std::floor(edges[i]) + 0.5;
  }
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
  return edges;
}

ScatterReport make_scatter(const Analysis& analysis, const ScatterSpec& spec, const std::vector<uint8_t>& selected) {
  const auto index_of = [](const std::string& name) {
    return static_cast<size_t>(std::find(kDimensionNames.begin(), kDimensionNames.end(), name) -
                               kDimensionNames.begin());
  };
  const size_t x = index_of(spec.x), y = index_of(spec.y);
  ScatterReport report;
  report.x = make_axis(analysis, spec.x, x, kScatterColumns);
  report.y = make_axis(analysis, spec.y, y, kScatterRows);

  const std::span<const double> xs = analysis.profile.values(x), ys = analysis.profile.values(y);
  const size_t columns = report.x.edges.size() - 1, rows = report.y.edges.size() - 1;
  std::vector<uint64_t> customers(columns * rows), chosen(columns * rows);
  for (size_t row = 0; row < selected.size(); ++row) {
    const size_t cell = cell_of(report.y.edges, ys[row]) * columns + cell_of(report.x.edges, xs[row]);
    ++customers[cell];
    chosen[cell] += selected[row];
  }
  for (size_t cell = 0; cell < customers.size(); ++cell) {
    if (customers[cell] == 0) continue;
    report.cells.push_back(
        {static_cast<int>(cell % columns), static_cast<int>(cell / columns), customers[cell], chosen[cell]});
    report.customers += customers[cell];
    report.selected += chosen[cell];
  }
  return report;
}

}  // namespace sluice::rfm

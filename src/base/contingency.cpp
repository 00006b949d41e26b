#include "base/contingency.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <vector>

#include "base/distributions.h"
#include "base/statistics.h"

namespace sluice {
namespace {

struct Totals {
  std::vector<double> rows, columns;
  double all = 0;
};

Totals totals_of(std::span<const uint64_t> counts, size_t columns) {
  Totals totals{std::vector<double>(counts.size() / columns), std::vector<double>(columns)};
  for (size_t i = 0; i < counts.size(); ++i) {
    const auto count = static_cast<double>(counts[i]);
    totals.rows[i / columns] += count;
    totals.columns[i % columns] += count;
    totals.all += count;
  }
  return totals;
}

double filled(const std::vector<double>& totals) {
  return static_cast<double>(std::count_if(totals.begin(), totals.end(), [](double total) { return total > 0; }));
}

}  // namespace

std::optional<ContingencyTest> chi_square_test(std::span<const uint64_t> counts, size_t columns) {
  assert(columns > 0 && counts.size() % columns == 0);
  const Totals totals = totals_of(counts, columns);
  const double r = filled(totals.rows), c = filled(totals.columns);
  if (r < 2 || c < 2) return std::nullopt;
  CompensatedSum chi_square;
  double below_five = 0, least = totals.all;
  for (size_t i = 0; i < counts.size(); ++i) {
    const double expected = totals.rows[i / columns] * totals.columns[i % columns] / totals.all;
    if (expected == 0) continue;
    const double off = static_cast<double>(counts[i]) - expected;
    chi_square.add(off * off / expected);
    if (expected < 5) ++below_five;
    least = std::min(least, expected);
  }
  ContingencyTest test;
  test.chi_square = chi_square.value();
  test.degrees = (r - 1) * (c - 1);
  test.p = chi_square_upper_tail(test.chi_square, test.degrees);
  test.cramers_v = std::min(1.0, std::sqrt(test.chi_square / (totals.all * (std::min(r, c) - 1))));
  test.few_expected = least < 1 || 5 * below_five > r * c;
  return test;
}

}  // namespace sluice

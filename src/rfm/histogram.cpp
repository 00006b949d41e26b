#include "rfm/histogram.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "base/money.h"
#include "base/statistics.h"

namespace sluice::rfm {
namespace {

// A round width: digit x 10^exponent. Edges are whole multiples of it, each rounded once.
struct Width {
  int digit = 1;
  int exponent = 0;

  double edge(double multiple) const {
    const double scale = static_cast<double>(power_of_ten(exponent < 0 ? -exponent : exponent));
    return exponent < 0 ? multiple * digit / scale : multiple * digit * scale;
  }
};

// The smallest round width with which the bars from the edge under `low` to `high` are at most `bars`, and which is not
// lost in the rounding of the values. None for values beyond all money and days.
std::optional<Width> round_width(double low, double high, double bars, int least_exponent) {
  constexpr int kGreatestExponent = 18;
  constexpr double kFinestPart = 1e-14;
  const double finest = std::max(std::fabs(low), std::fabs(high)) * kFinestPart;
  for (int exponent = least_exponent; exponent <= kGreatestExponent; ++exponent) {
    for (const int digit : {1, 2, 5}) {
      const Width width{digit, exponent};
      const double unit = width.edge(1);
      if (unit <= finest) continue;
      if (std::floor(high / unit) - std::floor(low / unit) + 1 <= bars) return width;
    }
  }
  return std::nullopt;
}

}  // namespace

std::vector<HistogramBar> make_histogram(std::span<const double> sorted) {
  constexpr int kFinest = -6;
  const double low = sorted.front();
  const double top = sorted.back();
  double high = quantile_type7(sorted, 0.98);
  if (top - low <= 2 * (high - low)) high = top;  // no tail to speak of
  const auto found = round_width(low, high, kMaxBars - 1, all_whole(sorted) ? 0 : kFinest);
  if (!found) return {{low, top, sorted.size()}};
  const Width width = *found;
  const double first = std::floor(low / width.edge(1));

  std::vector<HistogramBar> bars;
  size_t begin = 0;
  for (int i = 0; i < kMaxBars && begin < sorted.size(); ++i) {
    HistogramBar bar{width.edge(first + i), width.edge(first + i + 1), 0};
    const bool last = bar.to > top || bar.from > high || i + 1 == kMaxBars;
    if (last && bar.to < top) bar.to = top;
    const auto end = last ? sorted.end() : std::lower_bound(sorted.begin(), sorted.end(), bar.to);
    const auto next = static_cast<size_t>(end - sorted.begin());
    bar.customers = next - begin;
    begin = next;
    bars.push_back(bar);
  }
  // Rounding of an edge may leave the smallest value a hair below the first bar.
  if (bars.front().from > low) bars.front().from = low;
  return bars;
}

}  // namespace sluice::rfm

#include "app/charts/scatter_axis.h"

#include <algorithm>
#include <cmath>

namespace sluice::app::chart {
namespace {

// As rfm/lasso.h defines the axes of a lasso; here for drawing.
double place_of(bool logarithmic, double value) {
  return logarithmic ? std::copysign(std::log1p(std::fabs(value)), value) : value;
}

double value_of(bool logarithmic, double place) {
  return logarithmic ? std::copysign(std::expm1(std::fabs(place)), place) : place;
}

void add_tick(const ScatterAxis& axis, double value, std::vector<Tick>& ticks) {
  if (value < axis.edges.front() || value > axis.edges.back()) return;
  const std::string text = axis.format(value);
  const auto same = [&](const Tick& tick) { return tick.text == text; };
  if (std::none_of(ticks.begin(), ticks.end(), same)) ticks.push_back({place_of(axis.logarithmic, value), text});
}

}  // namespace

PlacedAxis::PlacedAxis(const ScatterAxis& axis, float from, float to) : logarithmic_(axis.logarithmic) {
  scale_ = {.low = place_of(logarithmic_, axis.edges.front()),
            .high = place_of(logarithmic_, axis.edges.back()),
            .from = from,
            .to = to};
  for (const double edge : axis.edges) edges_.push_back(at(edge));
}

float PlacedAxis::at(double value) const { return scale_.at(place_of(logarithmic_, value)); }

int PlacedAxis::cell_at(const ScatterAxis& axis, double share) const {
  const double value = value_of(logarithmic_, scale_.low + (scale_.high - scale_.low) * share);
  const auto after = std::upper_bound(axis.edges.begin() + 1, axis.edges.end() - 1, value);
  return static_cast<int>(after - axis.edges.begin()) - 1;
}

double PlacedAxis::rounded(const ScatterAxis& axis, double share) const {
  const double span = scale_.high - scale_.low;
  const double place = scale_.low + span * share;
  const double value = std::clamp(value_of(logarithmic_, place), axis.edges.front(), axis.edges.back());
  constexpr double kSeen = 1.0 / 2000;
  for (int digits = -12; digits <= 9; ++digits) {
    const double power = std::pow(10, std::abs(digits));
    const double near = digits < 0 ? std::round(value / power) * power : std::round(value * power) / power;
    if (std::fabs(place_of(logarithmic_, near) - place) <= span * kSeen) return near;
  }
  return value;
}

double between(bool logarithmic, double from, double to, double share) {
  const double begin = place_of(logarithmic, from), end = place_of(logarithmic, to);
  return value_of(logarithmic, begin + (end - begin) * share);
}

std::vector<Tick> ticks_of(const ScatterAxis& axis) {
  std::vector<Tick> ticks;
  const double low = axis.edges.front(), high = axis.edges.back();
  if (!axis.logarithmic) {
    constexpr int kMost = 7;
    const std::vector<double> values = axis.whole ? whole_ticks(low, high, kMost) : nice_ticks(low, high, kMost);
    for (const double value : values) add_tick(axis, value, ticks);
    return ticks;
  }
  const double largest = std::max(std::fabs(low), std::fabs(high));
  std::vector<double> values{0};
  for (const double digit : {1.0, 3.0}) {  // powers of ten first: they have room before the others
    for (double power = 1; power <= largest; power *= 10) {
      values.push_back(digit * power);
      values.push_back(-digit * power);
    }
  }
  for (const double value : values) add_tick(axis, value, ticks);
  const double middle = low / 2 + high / 2;
  if (ticks.empty()) add_tick(axis, axis.whole ? std::round(middle) : middle, ticks);
  return ticks;
}

}  // namespace sluice::app::chart

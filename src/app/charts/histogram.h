// How values are distributed, with the cuts between the scores drawn in, and where one customer stands.
#pragma once

#include "app/charts/chart.h"

namespace sluice::app::chart {

struct HistogramBin {
  double from = 0, to = 0;
  double count = 0;
};

struct Histogram {
  std::string_view key{};
  std::string_view caption{};
  std::string_view x_title{};
  std::string_view count_header{};  ///< "Customers"
  std::vector<HistogramBin> bins{};
  std::vector<double> cuts{};      ///< vertical lines, labelled where there is room
  std::optional<double> marker{};  ///< the value of one customer
  Formatter format{};              ///< of x values; none: format_compact
  float height = 200;
};

/// `hovered` is the bin.
MarkEvent histogram(const Histogram& data);

/// One thin line of the same: shaded by density, cuts as gaps, a marker with its value. For the explanation of one
/// customer's score.
struct DistributionStrip {
  std::string_view key{};
  std::string_view caption{};
  std::vector<HistogramBin> bins{};
  std::vector<double> cuts{};
  double value = 0;
  bool lower_is_better = false;  ///< recency: scores run the other way
  Formatter format{};
};
void distribution_strip(const DistributionStrip& data);

}  // namespace sluice::app::chart

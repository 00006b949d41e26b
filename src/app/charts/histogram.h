// How values are distributed, with the cuts between the scores drawn in, and where one customer stands.
#pragma once

#include "app/charts/chart.h"

namespace sluice::app::chart {

struct HistogramBin {
  double from = 0, to = 0;
  double count = 0;
  double selected = 0;  ///< the part of the count that is drawn strong
};

/// The handle of a cut.
struct Grip {
  std::string key{};    ///< test key
  std::string label{};  ///< "Recency, cut 2 of 4"
};

/// Values between two ends; without one, as far as there are values.
struct ChosenValues {
  std::optional<double> from{}, to{};
};

struct Histogram {
  std::string_view key{};
  std::string_view caption{};
  std::string_view x_title{};
  std::string_view count_header{};   ///< "Customers"
  std::string_view note{};           ///< how they are counted: under what hovering tells
  std::vector<HistogramBin> bins{};  ///< a last one that is wider gathers the tail: drawn apart, as wide as the others
  std::vector<double> cuts{};        ///< vertical lines, labelled where there is room
  std::optional<double> marker{};    ///< the value of one customer
  Formatter format{};                ///< of x values; none: format_compact
  float height = 200;
  bool parts = false;  ///< the bins have selected parts
  bool brush = false;  ///< a drag over the bars chooses them unless Escape ends it, and so do arrow keys with Shift:
                       ///< event `brushed`
  std::optional<ChosenValues> chosen{};  ///< marked: the selected parts leave out what was chosen here
  std::vector<Grip> grips{};             ///< of each cut: they can be dragged, and moved by keys; or none
  double grip_step = 0;  ///< one press of an arrow key, and at least so much by the pointer; 0: about a pixel
  bool whole = false;    ///< the values are whole numbers, and so are those at the axis
};

/// A cut that is being moved.
struct MovedCut {
  size_t cut = 0;  ///< index into Histogram::cuts
  double value = 0;
};

/// Indices of bins, both included.
struct BinRange {
  size_t first = 0, last = 0;
};

/// `hovered` and `clicked` are bins.
struct HistogramEvent : MarkEvent {
  std::optional<MovedCut> moved{};
  bool taken_back = false;            ///< Escape ended the drag of a cut: what it moved should be as it was before
  std::optional<BinRange> brushed{};  ///< once, when the drag ends; at each step of the keys
};
HistogramEvent histogram(const Histogram& data);

/// All customers in one thin line in the order of their values: a piece for each score, as long as it has customers,
/// the cuts between them, and where one customer stands.
struct DistributionStrip {
  std::string_view key{};
  std::string_view caption{};
  std::vector<double> customers{};  ///< in each score, in the order of the values: one more than cuts
  std::vector<double> cuts{};
  double value = 0;
  double position = 0;  ///< 0..1: the share of the customers with a lower value, and half of those with the same
  bool lower_is_better = false;  ///< recency: scores run the other way
  Formatter format{};
};
void distribution_strip(const DistributionStrip& data);

}  // namespace sluice::app::chart

// The funnel: aligned horizontal bars as long as the counts, or the same bars centred with trapezoids between them;
// count and both percentages, the Wilson interval of the overall rate as a whisker, the loss between the bars, zones of
// a sales funnel as bands at the left. A step larger than the one before is flagged, never sorted. Numbers are
// formatted here, because their places depend on their widths.
#pragma once

#include <array>

#include "app/charts/chart.h"

namespace sluice::app::chart {

enum class FunnelForm { bars, trapezoids };
enum class FunnelScale { linear, square_root };

struct Interval {
  double value = 0, low = 0, high = 0;  ///< shares
};

struct FunnelStep {
  std::string id{};
  std::string label{};
  double count = 0;
  std::string value_text{};             ///< money at this step, formatted; empty: none
  std::optional<Interval> step_rate{};  ///< of the step before; none for the first and for 0/0
  std::optional<Interval> overall_rate{};
  double drop_off = 0;                 ///< count before - count; below 0 when the step is larger
  std::optional<double> still_open{};  ///< of the drop-off: not lost, may yet go on
  std::optional<double> share_of_loss{};
  std::optional<double> median_ms{}, p90_ms{};            ///< from the first step
  std::optional<double> step_median_ms{}, step_p90_ms{};  ///< from the step before
  std::optional<int> zone{};                              ///< 0 outside, 1 top, 2 middle, 3 bottom
  bool larger_than_before = false;
  bool selected = false;
  bool loss_selected = false;  ///< the loss before this step
};

struct Funnel {
  std::string_view key{};
  std::string_view caption{};
  std::string_view unit{};  ///< "customers", translated: header of the counts
  std::vector<FunnelStep> steps{};
  FunnelForm form = FunnelForm::bars;
  FunnelScale scale = FunnelScale::linear;  ///< of bars and intervals; a square root says so under the chart
  std::vector<FunnelStep> beside{};         ///< of a funnel drawn beside it: names and numbers of both are aligned
  bool pressable = true;                    ///< bars and losses choose something
};

struct FunnelEvent {
  std::optional<size_t> hovered{};
  std::optional<size_t> clicked{};       ///< a bar
  std::optional<size_t> clicked_loss{};  ///< the loss before this step
};

FunnelEvent funnel_bars(const Funnel& data);

/// Where the parts of one row go, relative to the row's left edge; a width of 0 means that the part has no room and
/// stands in the tooltip and the table only. Pure; a test proves that no two parts overlap.
struct FunnelRow {
  struct Span {
    float x = 0, w = 0;
    float right() const { return x + w; }
  };
  Span zone, label, bar, whisker, count, overall, step;
  Span area;             ///< a bar of the share 1; `bar` begins where it begins, or stands in its middle
  bool stacked = false;  ///< narrow: label and numbers over the bar instead of beside it
};
struct FunnelTextWidths {
  float zone = 0, label = 0, count = 0, overall = 0, step = 0;  ///< the widest of all rows
};
/// `share`, `low`, `high`: lengths of the bar and of the ends of its interval as shares of the longest, 0..1. The
/// whisker stands where the bar's right edge would be.
FunnelRow layout_funnel_row(float width, const FunnelTextWidths& texts, double share, double low, double high,
                            FunnelForm form = FunnelForm::bars);

/// How long something is drawn that is this share of the largest count, as a share of the longest bar. Pure; 0..1.
double funnel_length(double share, FunnelScale scale);

/// Corners of the piece between two bars, clockwise from the upper left: from one width to the other. Pure.
std::array<ImVec2, 4> funnel_piece(const FunnelRow::Span& above, const FunnelRow::Span& below, float top, float bottom);

}  // namespace sluice::app::chart

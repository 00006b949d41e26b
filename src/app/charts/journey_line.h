// One customer's journey on a time axis: what counts on one line, filled and numbered by step, together with the event
// that came nearest and the one that stood in the way; everything else on a line below it, hollow. The time that the
// journey had is a band behind both. Where marks would touch they become one with a count; labels stand in rows, and
// those without room are counted. The axis shows the part of the journey that matters, and what lies beyond it is
// gathered at its ends.
#pragma once

#include <cstdint>
#include <functional>
#include <span>

#include "app/charts/chart.h"

namespace sluice::app::chart {

/// What an event did. Of several in one mark the greatest is shown.
enum class JourneyRole { other, step, obstacle, near_miss };

struct JourneyMark {
  int64_t time = 0;     ///< milliseconds since 1970-01-01T00:00 on the file's clock
  std::string name{};   ///< of the event
  std::string part{};   ///< what it did, in words
  std::string label{};  ///< beside its mark; empty: its name
  std::string note{};   ///< a sentence more, for who points at it
  JourneyRole role = JourneyRole::other;
  bool excluded = false;         ///< one of the excluded events, whether or not it stood in the way
  std::optional<size_t> step{};  ///< that it fills or could have filled, from 0
  std::string color{};           ///< "#rrggbb" of that step
};

/// A stretch of time that the journey had; both ends belong to it.
struct JourneyBand {
  int64_t begin = 0, end = 0;
  std::string label{};
};

struct JourneyLine {
  std::string_view key{};
  std::string_view caption{};
  std::string_view time_header{}, event_header{}, part_header{};
  std::vector<JourneyMark> marks{};  ///< ascending in time
  std::vector<JourneyBand> bands{};  ///< the wider one first
};

/// Indices of `marks`; of several in one mark the first. Arrow keys go from mark to mark.
MarkEvent journey_line(const JourneyLine& data);

// Layout; pure --------------------------------------------------------------------------------------------------------

struct TimeRange {
  double low = 0, high = 1;  ///< milliseconds; low < high
};

/// What the axis shows: all that counts, the begin of every band, its end where that is not far off, and what lies
/// around them; the whole journey where that is hardly longer.
TimeRange journey_range(const JourneyLine& data);

/// Neighbours in one mark: `count` from `first` on.
struct MarkGroup {
  size_t first = 0, count = 1;
  float x = 0, width = 0;  ///< its middle
};

/// Marks at `xs`, ascending; those that would come closer than `gap` become one in the middle of their ends, as wide as
/// `width_of(first, count)` says. All stay inside [left, right] that are no wider than it.
std::vector<MarkGroup> merge_marks(std::span<const float> xs, const std::function<float(size_t, size_t)>& width_of,
                                   float left, float right, float gap);

struct LabelPlace {
  size_t row = 0;  ///< 0 is next to the marks
  float x = 0;     ///< left edge
};

/// Places for labels centred on their marks, in `rows` rows; earlier ones choose first, the nearest row that is free.
/// No two in a row come closer than `gap`, and no label lies on the way from another to its mark. All stay inside
/// [left, right].
std::vector<std::optional<LabelPlace>> stagger_labels(std::span<const float> centers, std::span<const float> widths,
                                                      size_t rows, float left, float right, float gap);

}  // namespace sluice::app::chart

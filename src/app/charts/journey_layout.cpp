// Where the parts of a journey's line go; declared in journey_line.h.
#include <algorithm>
#include <cmath>

#include "app/charts/journey_line.h"

namespace sluice::app::chart {
namespace {

/// Of what counts, and of what lies inside the bands.
TimeRange core_of(const JourneyLine& data) {
  TimeRange core;
  bool any = false;
  const auto add = [&](int64_t time) {
    const auto at = static_cast<double>(time);
    core = {any ? std::min(core.low, at) : at, any ? std::max(core.high, at) : at};
    any = true;
  };
  for (const JourneyMark& mark : data.marks) {
    const bool inside = std::any_of(data.bands.begin(), data.bands.end(), [&](const JourneyBand& band) {
      return band.begin <= mark.time && mark.time <= band.end;
    });
    if (inside || mark.role != JourneyRole::other) add(mark.time);
  }
  for (const JourneyBand& band : data.bands) add(band.begin);
  if (any) return core;
  return {static_cast<double>(data.marks.front().time), static_cast<double>(data.marks.back().time)};
}

/// With the end of the band, or a good way towards it.
void reach_for(const JourneyBand& band, TimeRange& core) {
  constexpr double kNotFar = 2, kSomeWay = 1.5;
  constexpr double kLongest = 100 * 365 * 86'400'000.0;  // beside a journey without a length
  const double length = core.high - core.low, end = static_cast<double>(band.end);
  if (end <= core.high) return;
  if (length > 0 ? end - core.low <= kNotFar * length : end - core.low <= kLongest) {
    core.high = end;
  } else {
    core.high = std::max(core.high, core.low + kSomeWay * length);
  }
}

}  // namespace

TimeRange journey_range(const JourneyLine& data) {
  if (data.marks.empty()) return {};
  constexpr double kHardlyLonger = 1.5, kAround = 0.25;
  constexpr double kBesidePoint = 60'000;  // on either side of a journey without a length
  TimeRange range = core_of(data);
  for (const JourneyBand& band : data.bands) reach_for(band, range);
  const double first = std::min(range.low, static_cast<double>(data.marks.front().time));
  const double last = std::max(range.high, static_cast<double>(data.marks.back().time));
  const double length = range.high - range.low;
  if (length == 0 || last - first <= kHardlyLonger * length) {
    range = {first, last};
  } else {
    range = {std::max(first, range.low - kAround * length), std::min(last, range.high + kAround * length)};
  }
  if (range.low == range.high) range = {range.low - kBesidePoint, range.high + kBesidePoint};
  return range;
}

std::vector<MarkGroup> merge_marks(std::span<const float> xs, const std::function<float(size_t, size_t)>& width_of,
                                   float left, float right, float gap) {
  std::vector<MarkGroup> groups;
  const auto make = [&](size_t first, size_t count) {
    const float width = width_of(first, count), half = width / 2;
    const float middle = (xs[first] + xs[first + count - 1]) / 2;
    return MarkGroup{first, count, std::clamp(middle, left + half, std::max(left + half, right - half)), width};
  };
  for (size_t at = 0; at < xs.size(); ++at) {
    MarkGroup next = make(at, 1);
    while (!groups.empty() && groups.back().x + groups.back().width / 2 + gap > next.x - next.width / 2) {
      next = make(groups.back().first, groups.back().count + next.count);
      groups.pop_back();
    }
    groups.push_back(next);
  }
  return groups;
}

std::vector<std::optional<LabelPlace>> stagger_labels(std::span<const float> centers, std::span<const float> widths,
                                                      size_t rows, float left, float right, float gap) {
  std::vector<std::optional<LabelPlace>> places(centers.size());
  const auto is_free = [&](const LabelPlace& wanted, size_t at) {
    const float end = wanted.x + widths[at];
    for (size_t other = 0; other < at; ++other) {
      if (!places[other]) continue;
      const LabelPlace& there = *places[other];
      const float there_end = there.x + widths[other];
      if (there.row == wanted.row && wanted.x < there_end + gap && there.x < end + gap) return false;
      const bool crosses_it =
          there.row < wanted.row && centers[at] > there.x - gap / 2 && centers[at] < there_end + gap / 2;
      const bool is_crossed =
          there.row > wanted.row && centers[other] > wanted.x - gap / 2 && centers[other] < end + gap / 2;
      if (crosses_it || is_crossed) return false;
    }
    return true;
  };
  for (size_t at = 0; at < centers.size(); ++at) {
    if (widths[at] > right - left) continue;
    LabelPlace wanted{0, std::clamp(centers[at] - widths[at] / 2, left, right - widths[at])};
    for (; wanted.row < rows && !places[at]; ++wanted.row) {
      if (is_free(wanted, at)) places[at] = wanted;
    }
  }
  return places;
}

}  // namespace sluice::app::chart

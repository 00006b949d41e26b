#include "app/charts/time_axis.h"

#include <algorithm>
#include <array>

#include "app/format.h"

namespace sluice::app::chart {
namespace {

constexpr TimeMs kSecond = 1'000, kMinute = 60 * kSecond, kHour = 60 * kMinute;

constexpr std::array<TimeMs, 33> kTimeSteps{1,
                                            2,
                                            5,
                                            10,
                                            20,
                                            50,
                                            100,
                                            200,
                                            500,
                                            kSecond,
                                            2 * kSecond,
                                            5 * kSecond,
                                            10 * kSecond,
                                            15 * kSecond,
                                            30 * kSecond,
                                            kMinute,
                                            2 * kMinute,
                                            5 * kMinute,
                                            10 * kMinute,
                                            15 * kMinute,
                                            30 * kMinute,
                                            kHour,
                                            2 * kHour,
                                            3 * kHour,
                                            6 * kHour,
                                            12 * kHour,
                                            kMsPerDay,
                                            2 * kMsPerDay,
                                            4 * kMsPerDay,
                                            7 * kMsPerDay,
                                            14 * kMsPerDay,
                                            28 * kMsPerDay,
                                            56 * kMsPerDay};

/// Weeks begin on Mondays, as 1970-01-05 was one.
TimeMs origin_of(TimeMs step) { return step >= kMsPerDay ? 4 * kMsPerDay : 0; }

/// The first multiple that is not before `low`.
TimeMs first_at(TimeMs low, TimeMs step) {
  const TimeMs origin = origin_of(step), rest = (low - origin) % step;
  return rest == 0 ? low : low - rest + (rest > 0 ? step : 0);
}

std::string text_of(TimeMs time, TimeMs step) {
  if (step >= kMsPerDay) return format_date(format_day(day_of(time)));
  const std::string whole = format_time(time);  // "2017-04-05 08:26:00"
  constexpr size_t kClock = 11, kMinutes = 5, kSeconds = 8;
  return step >= kMinute ? whole.substr(kClock, kMinutes)
                         : whole.substr(kClock, step >= kSecond ? kSeconds : std::string::npos);
}

std::vector<TimeTick> ticks_of_step(TimeMs low, TimeMs high, TimeMs step) {
  std::vector<TimeTick> ticks;
  std::optional<Day> before;
  for (TimeMs time = first_at(low, step); time <= high; time += step) {
    const Day day = day_of(time);
    const bool dated = step < kMsPerDay && before != day;
    ticks.push_back({time, text_of(time, step), dated ? format_date(format_day(day)) : std::string{}});
    before = day;
  }
  return ticks;
}

/// Boundaries of months that the range holds; none where it holds none.
std::vector<TimeTick> ticks_of_months(TimeMs low, TimeMs high, int most) {
  const Day first = day_of(low) + (low > day_of(low) * kMsPerDay ? 1 : 0);
  std::vector<TimeTick> ticks;
  for (const Tick& tick : month_ticks(first, day_of(high), most)) {
    ticks.push_back({static_cast<TimeMs>(tick.value) * kMsPerDay, tick.text, {}});
  }
  return ticks;
}

}  // namespace

std::vector<Tick> month_ticks(Day low, Day high, int most) {
  // No step is more than twice the one before, so that it holds a boundary where that one held too many.
  constexpr int kMonths[] = {1,   2,   3,    6,    12,   24,   48,     60,     120,   240,
                             480, 600, 1200, 2400, 4800, 6000, 12'000, 24'000, 48'000};
  const CivilDate first = civil_from_day(low), last = civil_from_day(high);
  const int from = first.year * 12 + first.month - 1 + (first.day > 1 ? 1 : 0);
  const int to = last.year * 12 + last.month - 1;
  int step = kMonths[0];
  for (const int candidate : kMonths) {
    step = candidate;
    if ((to - from) / candidate + 1 <= most) break;
  }
  std::vector<Tick> ticks;
  for (int month = (from + step - 1) / step * step; month <= to; month += step) {
    const int year = month / 12;
    if (!is_valid_date(year, month % 12 + 1, 1)) continue;
    const std::string text = step >= 12 ? std::to_string(year) : format_month(year, month % 12 + 1);
    ticks.push_back({static_cast<double>(day_from_civil({year, month % 12 + 1, 1})), text});
  }
  return ticks;
}

std::vector<TimeTick> time_ticks(TimeMs low, TimeMs high, int most) {
  for (const TimeMs step : kTimeSteps) {
    const TimeMs first = first_at(low, step);
    if (first > high || (high - first) / step >= most) continue;
    if (step < 28 * kMsPerDay) return ticks_of_step(low, high, step);
    std::vector<TimeTick> months = ticks_of_months(low, high, most);
    return months.empty() ? ticks_of_step(low, high, step) : months;
  }
  return ticks_of_months(low, high, most);
}

}  // namespace sluice::app::chart

// When a journey entered the funnel, and whether it may yet convert behind the end of the file.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/calendar.h"
#include "funnel/event_funnel.h"

namespace sluice::funnel {

/// Time of the first event of the chain that came furthest; the match has the first step.
TimeMs entry_time(const Match& match, const Plan& plan);

/// Where the data end, and what may still come to an entry behind it.
class Horizon {
 public:
  explicit Horizon(const EventFunnel& funnel);

  /// False without a window and without sessions: then nobody's time is known to be over.
  bool is_known() const { return window_ || session_gap_; }

  /// Of an entry that began at `start`, in a session whose latest event is at `latest`.
  bool is_open(TimeMs start, TimeMs latest) const {
    if (!is_known()) return false;
    return (!window_ || !is_over(start, *window_)) && (!session_gap_ || !is_over(latest, *session_gap_));
  }

  /// The latest event's day, or its time where the file has times.
  std::string end_text() const;

 private:
  bool is_over(TimeMs from, int64_t limit) const {
    return static_cast<uint64_t>(end_) - static_cast<uint64_t>(from) >= static_cast<uint64_t>(limit);
  }

  std::optional<int64_t> window_, session_gap_;
  TimeMs last_event_ = 0, end_ = 0;
  bool days_only_ = false;
};

}  // namespace sluice::funnel

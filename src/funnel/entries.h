// When a journey entered the funnel, and whether it may yet convert behind the end of the file.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "base/calendar.h"
#include "base/text_pair.h"
#include "funnel/event_funnel.h"

namespace sluice::funnel {

/// Time of the first event of the chain that came furthest; the match has the first step.
TimeMs entry_time(const Match& match, const Plan& plan);

/// Where the data end, and what may still come to an entry behind it.
class Horizon {
 public:
  explicit Horizon(const EventFunnel& funnel);

  /// False without a window, a step's own window and sessions: then nobody's time is known to be over.
  bool is_known() const { return plan_.window_ms || step_windows_ || session_gap_; }

  /// Of a unit that has entered and did not convert: the missing steps may still come so that its entry does, with all
  /// that the funnel's rules ask for.
  bool is_open(const MatchedJourney& one);

  /// The latest event's day, or its time where the file has times.
  std::string end_text() const;
  /// What ends an entry: "the limit of 7 days and the steps' own limits"; empty where nothing is known to.
  TextPair limits() const;

 private:
  bool is_over(TimeMs from, int64_t limit) const {
    return static_cast<uint64_t>(end_) - static_cast<uint64_t>(from) >= static_cast<uint64_t>(limit);
  }

  Plan plan_;
  std::optional<int64_t> session_gap_;
  bool step_windows_ = false;
  TimeMs last_event_ = 0, end_ = 0;
  bool days_only_ = false;
  std::unique_ptr<Matcher> matcher_;
  Future future_;
};

}  // namespace sluice::funnel

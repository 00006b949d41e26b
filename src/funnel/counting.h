// Whose journeys are matched: customers, their sessions, or each of their entries into the funnel.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "dataset/dataset.h"
#include "funnel/event_marks.h"
#include "funnel/journeys.h"
#include "funnel/matching.h"

namespace sluice::funnel {

/// One counted unit, matched: views that are gone with the next one.
struct MatchedJourney {
  uint32_t customer = 0;
  size_t first_row = 0;  ///< of the journey's first event in the dataset
  Journey journey;
  const Match* match = nullptr;
};

/// The row in the dataset of the journey's event of a step that it has reached: of several of that time the first that
/// can fill it. In any order a number of steps has no step of its own: any event.
size_t row_of_step(const MatchedJourney& one, const Plan& plan, size_t step);

/// Matches every journey of the events, customer by customer in the order of the dataset.
class JourneyCounter {
 public:
  /// Views: the arguments must stay.
  JourneyCounter(const Events& events, const EventMarks& marks, const Plan& plan, Unit unit, int64_t session_gap_ms);

  /// Customers whose rows begin in [begin, end), of those that `keep` leaves; visits units that reach no step too.
  /// Returns the row behind the last customer, at or behind `end`: the begin of the next slice.
  template <class Visit>
  size_t visit(size_t begin, size_t end, const std::vector<uint8_t>* keep, Visit visit);

  template <class Visit>
  void visit_all(const std::vector<uint8_t>* keep, Visit visit) {
    this->visit(0, events_.size(), keep, visit);
  }

  /// One customer's rows [begin, end).
  template <class Visit>
  void visit_customer(size_t begin, size_t end, Visit visit);

  Matcher& matcher() { return *matcher_; }

 private:
  template <class Visit>
  void visit_sessions(size_t first_row, const Journey& journey, Visit visit);
  template <class Visit>
  void visit_entries(size_t first_row, const Journey& journey, Visit visit);
  size_t find_entry(const Journey& journey, size_t from) const;
  size_t end_of_window(const Journey& journey, size_t entry) const;
  bool completes(const Match& match) const;
  template <class Visit>
  void visit_one(size_t row, const Journey& journey, Visit visit) {
    if (find_entry(journey, 0) < journey.size()) return visit_entered(row, journey, visit);
    match_.reached = 0;  // as most sessions of a large file
    visit(MatchedJourney{events_.customer[row], row, journey, &match_});
  }
  /// One that holds an event with which a chain may begin.
  template <class Visit>
  void visit_entered(size_t row, const Journey& journey, Visit visit) {
    matcher_->match(journey, match_);
    visit(MatchedJourney{events_.customer[row], row, journey, &match_});
  }

  const Events& events_;
  const EventMarks& marks_;
  Plan plan_;
  Unit unit_;
  int64_t session_gap_ms_;
  std::unique_ptr<Matcher> matcher_;
  Match match_;
  std::vector<StepMask> steps_, excluded_;  // of the journey at hand
};

template <class Visit>
size_t JourneyCounter::visit(size_t begin, size_t end, const std::vector<uint8_t>* keep, Visit visit) {
  while (begin < end) {
    const uint32_t customer = events_.customer[begin];
    size_t next = begin + 1;
    while (next < events_.size() && events_.customer[next] == customer) ++next;
    if (is_kept(keep, customer)) visit_customer(begin, next, visit);
    begin = next;
  }
  return begin;
}

template <class Visit>
void JourneyCounter::visit_customer(size_t begin, size_t end, Visit visit) {
  marks_.mark(begin, end, steps_, excluded_);
  const Journey journey{std::span(events_.time).subspan(begin, end - begin), steps_, excluded_};
  switch (unit_) {
    case Unit::customers:
      return visit_one(begin, journey, visit);
    case Unit::sessions:
      return visit_sessions(begin, journey, visit);
    case Unit::entries:
      return visit_entries(begin, journey, visit);
  }
}

template <class Visit>
void JourneyCounter::visit_sessions(size_t first_row, const Journey& journey, Visit visit) {
  for (size_t begin = 0; begin < journey.size();) {
    size_t end = begin + 1;
    while (end < journey.size() &&
           static_cast<uint64_t>(journey.time[end]) - static_cast<uint64_t>(journey.time[end - 1]) <=
               static_cast<uint64_t>(session_gap_ms_)) {
      ++end;
    }
    visit_one(first_row + begin, journey.part(begin, end - begin), visit);
    begin = end;
  }
}

template <class Visit>
void JourneyCounter::visit_entries(size_t first_row, const Journey& journey, Visit visit) {
  size_t begin = find_entry(journey, 0);
  while (begin < journey.size()) {
    const size_t end = end_of_window(journey, begin);
    visit_entered(first_row + begin, journey.part(begin, end - begin), visit);
    size_t next = end;
    if (completes(match_)) {  // the next entry begins behind the last step's events
      const TimeMs done = match_.at[plan_.steps.size() - 1].at;
      const auto first = journey.time.begin();
      next = static_cast<size_t>(
          std::upper_bound(first + static_cast<std::ptrdiff_t>(begin), journey.time.end(), done) - first);
    }
    begin = find_entry(journey, next);
  }
}

}  // namespace sluice::funnel

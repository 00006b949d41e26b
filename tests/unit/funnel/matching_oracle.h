// The definition of the domain, word by word, over every chain (every set) of events: slow, and short enough to be
// read. Modes, rules, windows, exclusions, optional steps.
#pragma once

#include <algorithm>
#include <optional>
#include <tuple>
#include <vector>

#include "funnel/matching.h"

namespace sluice::funnel {

struct JourneyCase {
  std::vector<TimeMs> time;  ///< ascending
  std::vector<StepMask> steps, excluded;
  Plan plan;

  Journey journey() const { return {time, steps, excluded}; }
  bool matches(size_t event, size_t step) const { return (steps[event] >> step & 1U) != 0; }
};

class MatchingOracle {
 public:
  explicit MatchingOracle(const JourneyCase& c) : case_(c), limit_(c.time.size()) {
    for (size_t step = 0; step < c.plan.steps.size(); ++step) {
      if (!c.plan.steps[step].optional) main_.push_back(step);
    }
  }

  /// By step; mode `any`: by number of steps.
  std::vector<std::optional<StepTime>> solve() {
    best_.assign(case_.plan.steps.size(), {});
    if (case_.plan.mode == Mode::any) {
      grow_set(0);
      if (removes() && is_removed_set()) best_.assign(best_.size(), {});
    } else {
      limit_ = end_of_search();
      best_.assign(case_.plan.steps.size(), {});
      furthest_.clear();
      extend();
      if (removes() && is_removed_chain()) best_.assign(best_.size(), {});
    }
    return best_;
  }

  /// Whether a chain (a set) whose first event is at `start` has all steps. An exclusion breaks it.
  bool completes_from(TimeMs start) {
    only_start_.reset();
    const bool any = case_.plan.mode == Mode::any;
    if (!any) limit_ = end_of_search();
    only_start_ = start;
    best_.assign(case_.plan.steps.size(), {});
    any ? grow_set(0) : extend();
    return best_.back().has_value();
  }

 private:
  const Rules& rules() const { return case_.plan.rules; }
  bool removes() const { return rules().exclusion == ExclusionEffect::removes_whole; }
  TimeMs time(size_t event) const { return case_.time[event]; }
  TimeMs chain_time(size_t position) const { return time(chain_[position]); }

  static auto preference(const StepTime& a) { return std::tuple{a.at, -a.start, a.before}; }
  static void improve(std::optional<StepTime>& best, const StepTime& found) {
    if (!best || preference(found) < preference(*best)) best = found;
  }

  // Chains ----------------------------------------------------------------------------------------------------------

  bool follows(size_t event, size_t before) const {
    if (rules().equal_times == EqualTimes::increasing) return time(event) > time(before);
    return time(event) >= time(before);
  }
  bool is_free(size_t event) const {
    return rules().event_use == EventUse::reused || std::find(chain_.begin(), chain_.end(), event) == chain_.end();
  }
  static bool in(const std::optional<int64_t>& window, TimeMs from, TimeMs to) {
    return !window || to - from <= *window;
  }

  bool may_begin(size_t event) const {
    if (only_start_ && time(event) != *only_start_) return false;
    if (rules().anchor == Anchor::best) return true;
    for (size_t i = 0; i < event; ++i) {
      if (case_.matches(i, 0) && time(i) < time(event)) return false;
    }
    return true;
  }

  bool can_take(size_t event, size_t step) const {
    if (event >= limit_ || !case_.matches(event, step) || !is_free(event)) return false;
    if (chain_.empty()) return may_begin(event);
    return follows(event, chain_.back()) && in(case_.plan.window_ms, chain_time(0), time(event)) &&
           in(case_.plan.steps[step].window_ms, time(chain_.back()), time(event));
  }

  // No excluded event strictly between the chain's events of both its steps.
  bool is_clean() const {
    if ((removes() && !only_start_) || ignore_exclusions_) return true;
    for (size_t e = 0; e < case_.plan.exclusions.size(); ++e) {
      const size_t from = position(case_.plan.exclusions[e].from), to = position(case_.plan.exclusions[e].to);
      if (to < chain_.size() && holds_excluded(e, chain_time(from), chain_time(to))) return false;
    }
    return true;
  }
  size_t position(size_t step) const {
    return static_cast<size_t>(std::find(main_.begin(), main_.end(), step) - main_.begin());
  }
  bool holds_excluded(size_t exclusion, TimeMs from, TimeMs to) const {
    for (size_t i = 0; i < case_.time.size(); ++i) {
      if ((case_.excluded[i] >> exclusion & 1U) != 0 && from < time(i) && time(i) < to) return true;
    }
    return false;
  }

  // Mode strict: nothing strictly between the first and the last but what the rule lets lie there.
  bool is_strict() const {
    if (case_.plan.mode != Mode::strict) return true;
    for (size_t i = 0; i < case_.time.size(); ++i) {
      if (time(i) <= chain_time(0) || time(i) >= time(chain_.back())) continue;
      if (std::find(chain_.begin(), chain_.end(), i) == chain_.end() && !may_lie_between(i)) return false;
    }
    return true;
  }
  bool may_lie_between(size_t event) const {
    if (rules().between == Between::steps) return case_.steps[event] != 0;
    if (rules().between == Between::nothing) return false;
    for (size_t p = 0; p < chain_.size(); ++p) {  // a step that the chain has taken by then
      if (chain_time(p) <= time(event) && case_.matches(event, main_[p])) return true;
    }
    return false;
  }

  void extend() {
    if (!chain_.empty()) {
      if (!is_strict()) return;
      if (is_clean()) note_chain();
    }
    if (chain_.size() == main_.size()) return;
    for (size_t event = 0; event < limit_; ++event) {
      if (!can_take(event, main_[chain_.size()])) continue;
      chain_.push_back(event);
      extend();
      chain_.pop_back();
    }
  }

  void note_chain() {
    const size_t step = main_[chain_.size() - 1];
    const TimeMs last = time(chain_.back());
    const TimeMs before = chain_.size() == 1 ? last : chain_time(chain_.size() - 2);
    const StepTime found{chain_time(0), before, last};
    const bool better = !best_[step] || preference(found) < preference(*best_[step]);
    improve(best_[step], found);
    if (better && chain_.size() >= furthest_.size()) furthest_ = chain_;
    for (size_t optional = step + 1; optional < case_.plan.steps.size() && case_.plan.steps[optional].optional;
         ++optional) {
      for (size_t event = 0; event < limit_; ++event) {
        if (can_take(event, optional)) improve(best_[optional], {chain_time(0), last, time(event)});
      }
    }
  }

  // The number of events that are looked at: all but for the rules that end a search early.
  size_t end_of_search() {
    const bool ends =
        rules().repeats == Repeats::end_search || (case_.plan.mode == Mode::strict && !rules().strict_restart);
    if (!ends) return case_.time.size();
    ignore_exclusions_ = true;
    size_t end = 0;
    while (end < case_.time.size()) {
      const std::vector<std::optional<StepTime>> before = reached_by(end);
      const size_t begin = end;
      while (end < case_.time.size() && time(end) == time(begin)) ++end;
      const std::vector<std::optional<StepTime>> after = reached_by(end);
      if (rules().repeats == Repeats::end_search && repeats(begin, end, before, after)) break;
      if (case_.plan.mode == Mode::strict && !rules().strict_restart && after[0] && !stands_behind(end)) break;
    }
    ignore_exclusions_ = false;
    return end;
  }
  std::vector<std::optional<StepTime>> reached_by(size_t end) {
    limit_ = end;
    best_.assign(case_.plan.steps.size(), {});
    extend();
    return best_;
  }
  bool repeats(size_t begin, size_t end, const std::vector<std::optional<StepTime>>& before,
               const std::vector<std::optional<StepTime>>& after) const {
    for (size_t step = 1; step < after.size(); ++step) {
      size_t count = 0;
      for (size_t i = begin; i < end; ++i) count += case_.matches(i, step) ? 1 : 0;
      if (after[step] && count > (before[step] ? 0U : 1U)) return true;
    }
    return false;
  }
  // Whether some chain of the first `end` events could go on if the next event came behind all of them.
  bool stands_behind(size_t end) {
    limit_ = end;
    return any_stands(end);
  }
  bool any_stands(size_t end) {
    if (!chain_.empty() && is_strict_until(end)) return true;
    if (chain_.size() == main_.size()) return false;
    for (size_t event = 0; event < end; ++event) {
      if (!can_take(event, main_[chain_.size()])) continue;
      chain_.push_back(event);
      const bool stands = is_strict() && any_stands(end);
      chain_.pop_back();
      if (stands) return true;
    }
    return false;
  }
  bool is_strict_until(size_t end) const {
    for (size_t i = 0; i < end; ++i) {
      if (time(i) <= chain_time(0)) continue;
      if (std::find(chain_.begin(), chain_.end(), i) == chain_.end() && !may_lie_between(i)) return false;
    }
    return true;
  }

  bool is_removed_chain() {
    for (size_t e = 0; e < case_.plan.exclusions.size() && !furthest_.empty(); ++e) {
      const size_t from = position(case_.plan.exclusions[e].from), to = position(case_.plan.exclusions[e].to);
      const size_t last = furthest_.size() - 1;
      if (from < last && holds_excluded(e, time(furthest_[from]), time(furthest_[std::min(to, last)]))) return true;
    }
    return false;
  }

  // Sets ------------------------------------------------------------------------------------------------------------

  // Every way to give the steps from `step` on an event or none.
  void grow_set(size_t step) {
    if (step == case_.plan.steps.size()) return note_set();
    grow_set(step + 1);
    for (size_t event = 0; event < case_.time.size(); ++event) {
      if (!case_.matches(event, step) || !fits_set(event)) continue;
      chain_.push_back(event);
      grow_set(step + 1);
      chain_.pop_back();
    }
  }
  bool fits_set(size_t event) const {
    for (const size_t other : chain_) {
      if (rules().equal_times == EqualTimes::increasing ? time(other) == time(event)
                                                        : rules().event_use == EventUse::distinct && other == event) {
        return false;
      }
    }
    return true;
  }
  void note_set() {
    if (chain_.empty()) return;
    std::vector<TimeMs> times;
    for (const size_t event : chain_) times.push_back(time(event));
    std::sort(times.begin(), times.end());
    if (!in(case_.plan.window_ms, times.front(), times.back())) return;
    if (rules().anchor == Anchor::first && times.front() != first_step_time()) return;
    if (only_start_ && times.front() != *only_start_) return;
    if ((!removes() || only_start_) && excluded_inside(times.front(), times.back())) return;
    const TimeMs before = times[times.size() < 2 ? 0 : times.size() - 2];
    improve(best_[times.size() - 1], {times.front(), before, times.back()});
  }
  TimeMs first_step_time() const {
    size_t event = 0;
    while (case_.steps[event] == 0) ++event;
    return time(event);
  }
  bool excluded_inside(TimeMs from, TimeMs to) const {
    for (size_t e = 0; e < case_.plan.exclusions.size(); ++e) {
      if (holds_excluded(e, from, to)) return true;
    }
    return false;
  }
  bool is_removed_set() const {
    const StepTime* furthest = nullptr;
    for (const auto& reached : best_) furthest = reached ? &*reached : furthest;
    return furthest != nullptr && excluded_inside(furthest->start, furthest->at);
  }

  const JourneyCase& case_;
  std::vector<size_t> main_;
  size_t limit_;
  bool ignore_exclusions_ = false;
  std::optional<TimeMs> only_start_;      // no other chain is looked at
  std::vector<size_t> chain_, furthest_;  // events, by position
  std::vector<std::optional<StepTime>> best_;
};

}  // namespace sluice::funnel

// Mode `any` (domain, section 4): the most different steps inside one window, in any order. An exclusion breaks a set
// whose first and last event it lies between, whatever steps it names; optional steps count like others, and a step's
// own window has no meaning.
//
// A window slides over the groups of events of equal time. Nearly always an event matches one step: then a window holds
// the steps whose latest event lies in it. Else what it holds is a matching of steps and events that follows as groups
// enter and leave, because events may match several steps and each fills one only.
#include <algorithm>
#include <array>
#include <bit>
#include <limits>

#include "funnel/matching.h"
#include "funnel/step_filling.h"

namespace sluice::funnel {
namespace {

class SetMatcher final : public Matcher {
 public:
  explicit SetMatcher(const Plan& plan) : plan_(plan) {
    for (size_t step = 0; step < plan.steps.size(); ++step) all_ |= StepMask{1} << step;
  }

  void match(const Journey& journey, Match& match) override {
    match.reached = 0;
    is_plain(journey) ? match_plain(journey, match) : match_filling(journey, match);
  }

  void measure(const Journey& journey, Spans& spans) override {
    spans.reached = 0;
    group(journey);
    for (size_t number = 1; number <= plan_.steps.size(); ++number) {
      measure_number(number, spans);
      if ((spans.reached >> (number - 1) & 1U) == 0) break;
    }
  }

  Chain trace(const Journey& journey) override {
    Chain chain;
    chain.event.fill(Chain::kNone);
    Match found;
    match(journey, found);
    const auto size = static_cast<size_t>(std::popcount(found.reached));
    if (size == 0) return chain;
    chain.last = size - 1;
    const StepTime& furthest = found.at[size - 1];
    const auto begin = std::lower_bound(journey.time.begin(), journey.time.end(), furthest.start);
    const auto end = std::upper_bound(journey.time.begin(), journey.time.end(), furthest.at);
    assign_events(journey, static_cast<size_t>(begin - journey.time.begin()),
                  static_cast<size_t>(end - journey.time.begin()), chain);
    return chain;
  }

  bool may_complete(const Journey& journey, TimeMs start, const Future& future) override {
    group(journey);
    window_.clear();
    window_.want(all_);
    size_t missing = plan_.steps.size();
    for (const Group& one : groups_) {
      if (one.time < start) continue;
      if (!is_within(start, one.time)) return false;
      enter(window_, one);
      missing = plan_.steps.size() - filled(window_);
      if (missing == 0) return true;
      if (one.time > start && one.excluded) return false;
    }
    const size_t times = one_a_time() ? missing : 1;
    if (times > 1 && !future.several_times) return false;
    const TimeMs last = future.first + static_cast<int64_t>(times - 1) * future.tick;
    return is_within(start, last);
  }

 private:
  // Looks at every event: which match a step or an exclusion (marked_), and whether each fills one step, or all that it
  // matches, so that no two events ask for one another's step.
  bool is_plain(const Journey& journey) {
    if (marked_.size() < journey.size()) marked_.resize(journey.size());
    const bool with_excluded = !journey.excluded.empty();
    StepMask any = 0, several = 0;
    marked_count_ = 0;
    for (size_t event = 0; event < journey.size(); ++event) {
      const StepMask mask = journey.steps[event];
      any |= mask;
      several |= mask & (mask - 1);
      marked_[marked_count_] = event;
      marked_count_ += (mask | (with_excluded ? journey.excluded[event] : 0)) != 0 ? 1 : 0;
    }
    most_ = static_cast<size_t>(std::popcount(any));
    if (reused() && !one_a_time()) return true;
    return several == 0 && (!one_a_time() || !share_a_time(journey));
  }

  static bool share_a_time(const Journey& journey) {
    for (size_t i = 1, before = 0; i < journey.size(); ++i) {  // `before`: the latest event of a step
      if (journey.steps[i] == 0) continue;
      const bool same = journey.time[before] == journey.time[i] && journey.steps[before] != 0;
      if (same && journey.steps[before] != journey.steps[i]) return true;
      before = i;
    }
    return false;
  }

  // So many steps lie in a window as the latest events of so many do: the n-th latest of these is the latest start for
  // n.
  void match_plain(const Journey& journey, Match& match) {
    constexpr TimeMs kFirst = std::numeric_limits<TimeMs>::min();
    const bool from_first = plan_.rules.anchor == Anchor::first;
    size_t reached = 0;   // steps
    TimeMs begin = 0;     // of the first event of a step
    TimeMs cut = kFirst;  // of the latest excluded event
    recent_count_ = 0;
    for (size_t next = 0; next < marked_count_ && reached < most_;) {
      const size_t event = marked_[next];
      const TimeMs time = journey.time[event];
      StepMask here = 0, excluded = 0;
      for (; next < marked_count_ && journey.time[marked_[next]] == time; ++next) {
        here |= journey.steps[marked_[next]];
        excluded |= journey.excluded_at(marked_[next]);
      }
      if (here != 0) {
        if (recent_count_ == 0) begin = time;
        if (from_first && (!is_within(begin, time) || begin < cut)) return;
        for (; here != 0; here &= here - 1) put_first(lowest(here), time);
        const TimeMs earliest = std::max(cut, is_within(kFirst, time) ? kFirst : time - *plan_.window_ms);
        for (; reached < recent_count_ && recent_time_[reached] >= earliest; ++reached) {
          const TimeMs start = from_first ? begin : recent_time_[reached];
          match.reached |= StepMask{1} << reached;
          match.at[reached] = {start, time_of_steps(journey, event, start, reached), time};
        }
      }
      if (excluded != 0) cut = time;
    }
  }

  // Of the steps that had an event, the latest first.
  void put_first(size_t step, TimeMs time) {
    size_t moved = step;
    for (size_t place = 0;; ++place) {
      std::swap(moved, recent_step_[place]);
      std::swap(time, recent_time_[place]);
      if (place == recent_count_) {
        ++recent_count_;
        return;
      }
      if (moved == step) return;
    }
  }

  // When the events from `start` to this one first are of so many steps; the start for none.
  static TimeMs time_of_steps(const Journey& journey, size_t event, TimeMs start, size_t number) {
    if (number <= 1) return start;
    while (event > 0 && journey.time[event - 1] >= start) --event;
    StepMask seen = journey.steps[event];
    while (static_cast<size_t>(std::popcount(seen)) < number) seen |= journey.steps[++event];
    return journey.time[event];
  }

  static size_t lowest(StepMask steps) { return static_cast<size_t>(std::countr_zero(steps)); }

  void match_filling(const Journey& journey, Match& match) {
    group(journey);
    window_.clear();
    window_.want(all_);
    size_t first = 0;    // the window is groups first..last
    size_t cut = 0;      // the last group with an exclusion before the one that enters
    size_t reached = 0;  // steps
    for (size_t last = 0; last < groups_.size() && reached < most_; ++last) {
      if (plan_.rules.anchor == Anchor::first && last > 0 && !in_window(0, last)) break;
      if (last > 0 && groups_[last - 1].excluded) cut = last - 1;
      while (first < last && (first < cut || !in_window(first, last))) leave(window_, groups_[first++]);
      if (plan_.rules.anchor == Anchor::first && first > 0) break;
      enter(window_, groups_[last]);
      const size_t size = filled(window_);
      if (size > reached) note(match, reached, size, first, last);
      reached = std::max(reached, size);
    }
  }

  // Events of equal time that match a step, and whether an exclusion happens at that time.
  struct Group {
    TimeMs time = 0;
    size_t begin = 0, end = 0;  // in masks_
    bool excluded = false;
  };

  bool one_a_time() const { return plan_.rules.equal_times == EqualTimes::increasing; }
  bool reused() const { return plan_.rules.event_use == EventUse::reused; }

  // Groups without a step or an exclusion are left out; leading ones without a step too.
  void group(const Journey& journey) {
    groups_.clear();
    masks_.clear();
    for (size_t begin = 0; begin < journey.size();) {
      Group next{journey.time[begin], masks_.size(), masks_.size(), false};
      size_t end = begin;
      for (; end < journey.size() && journey.time[end] == next.time; ++end) {
        if (journey.steps[end] != 0) add_mask(next, journey.steps[end]);
        next.excluded = next.excluded || journey.excluded_at(end) != 0;
      }
      next.end = masks_.size();
      if (next.end > next.begin || (next.excluded && !groups_.empty())) groups_.push_back(next);
      begin = end;
    }
  }

  // Where equal times fill one step only, or an event fills all that it matches, a group is like one event.
  void add_mask(const Group& group, StepMask mask) {
    const bool merge = (one_a_time() || reused()) && masks_.size() > group.begin;
    if (merge) {
      masks_.back() |= mask;
    } else {
      masks_.push_back(mask);
    }
  }

  bool is_within(TimeMs first, TimeMs last) const {
    if (!plan_.window_ms) return true;
    return static_cast<uint64_t>(last) - static_cast<uint64_t>(first) <= static_cast<uint64_t>(*plan_.window_ms);
  }
  bool in_window(size_t first, size_t last) const { return is_within(groups_[first].time, groups_[last].time); }

  // An event that fills every step that it matches is as many events of one step each.
  template <class Visit>
  void for_each_event(const Group& group, Visit visit) const {
    for (size_t i = group.begin; i < group.end; ++i) {
      if (!reused() || one_a_time()) {
        visit(masks_[i]);
        continue;
      }
      for (StepMask rest = masks_[i]; rest != 0; rest &= rest - 1) visit(rest & (~rest + 1));
    }
  }
  void enter(StepFilling& window, const Group& group) const {
    for_each_event(group, [&](StepMask mask) { window.add_event(mask); });
  }
  void leave(StepFilling& window, const Group& group) const {
    for_each_event(group, [&](StepMask mask) { window.remove_event(mask); });
  }
  static size_t filled(const StepFilling& window) { return static_cast<size_t>(std::popcount(window.filled())); }

  // Groups first..last hold `size` steps, more than the `reached` so far: the latest start for each number, and when
  // that start had one less.
  void note(Match& match, size_t reached, size_t size, size_t first, size_t last) {
    if (size == 1) {  // the group alone
      match.reached |= 1U;
      match.at[0] = {groups_[last].time, groups_[last].time, groups_[last].time};
      return;
    }
    scratch_.clear();
    scratch_.want(all_);
    size_t start = last + 1;
    for (size_t number = reached + 1; number <= size; ++number) {
      const bool from_first = plan_.rules.anchor == Anchor::first;
      while (start > first && (from_first || filled(scratch_) < number)) enter(scratch_, groups_[--start]);
      match.reached |= StepMask{1} << (number - 1);
      match.at[number - 1] = {groups_[start].time, time_of_number(start, last, number - 1), groups_[last].time};
    }
  }

  // The shortest run of groups that holds so many steps: each that ends at `last` is as short as it can be.
  void measure_number(size_t number, Spans& spans) {
    window_.clear();
    window_.want(all_);
    size_t first = 0;  // the window is groups first..last
    for (size_t last = 0; last < groups_.size(); ++last) {
      const bool cut = last > 0 && groups_[last - 1].excluded;
      while (cut && first + 1 < last) leave(window_, groups_[first++]);
      if (plan_.rules.anchor == Anchor::first && first > 0) return;
      enter(window_, groups_[last]);
      while (filled(window_) >= number) {
        if (in_window(first, last)) spans.add(number - 1, groups_[first].time, groups_[last].time);
        if (plan_.rules.anchor == Anchor::first) return;  // the first end is the nearest
        leave(window_, groups_[first++]);
      }
    }
  }

  // When the groups from `start` on first hold so many steps; the start's time for none.
  TimeMs time_of_number(size_t start, size_t last, size_t number) {
    if (number <= 1) return groups_[start].time;
    forward_.clear();
    forward_.want(all_);
    for (size_t i = start; i <= last; ++i) {
      if (filled(forward_) >= number) return groups_[i == start ? i : i - 1].time;
      enter(forward_, groups_[i]);
    }
    return groups_[last].time;
  }

  // Each step of the window gets an event of its own: a matching of steps with slots, a slot being an event or, where
  // equal times fill one step only, all events of a time.
  using Slot = std::pair<size_t, size_t>;  // events [first, second)
  void assign_events(const Journey& journey, size_t begin, size_t end, Chain& chain) const {
    std::vector<Slot> slots;
    for (size_t i = begin; i < end; ++i) {
      const bool same = one_a_time() && i > begin && journey.time[i] == journey.time[i - 1];
      same ? ++slots.back().second : slots.emplace_back(i, i + 1).second;
    }
    std::vector<size_t> owner(slots.size(), Chain::kNone);  // by slot: its step
    for (size_t step = 0; step < plan_.steps.size(); ++step) {
      std::vector<bool> tried(slots.size());
      assign(journey, slots, step, owner, tried);
    }
    for (size_t i = 0; i < slots.size(); ++i) {
      if (owner[i] != Chain::kNone) chain.event[owner[i]] = find_event(journey, slots[i], owner[i]);
    }
    if (!reused() || one_a_time()) return;
    for (size_t step = 0; step < plan_.steps.size(); ++step) {
      if (chain.event[step] == Chain::kNone) chain.event[step] = find_event(journey, {begin, end}, step);
    }
  }

  static size_t find_event(const Journey& journey, const Slot& slot, size_t step) {
    for (size_t i = slot.first; i < slot.second; ++i) {
      if ((journey.steps[i] >> step & 1U) != 0) return i;
    }
    return Chain::kNone;
  }

  bool assign(const Journey& journey, const std::vector<Slot>& slots, size_t step, std::vector<size_t>& owner,
              std::vector<bool>& tried) const {
    for (size_t i = 0; i < slots.size(); ++i) {
      if (tried[i] || find_event(journey, slots[i], step) == Chain::kNone) continue;
      tried[i] = true;
      if (owner[i] != Chain::kNone && !assign(journey, slots, owner[i], owner, tried)) continue;
      owner[i] = step;
      return true;
    }
    return false;
  }

  Plan plan_;
  StepMask all_ = 0;
  std::vector<Group> groups_;
  size_t most_ = 0;              // steps that the journey has an event of
  std::vector<StepMask> masks_;  // of the groups' events
  StepFilling window_, scratch_, forward_;
  std::vector<size_t> marked_;  // events
  size_t marked_count_ = 0;
  std::array<size_t, kMaxSteps> recent_step_{};  // in the order of their latest events, the latest first
  std::array<TimeMs, kMaxSteps> recent_time_{};  // of these events
  size_t recent_count_ = 0;
};

}  // namespace

std::unique_ptr<Matcher> prepare_sets(const Plan& plan) { return std::make_unique<SetMatcher>(plan); }

}  // namespace sluice::funnel

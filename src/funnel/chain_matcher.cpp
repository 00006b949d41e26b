// Modes `ordered` and `strict` (domain, section 4). Step k is reached when there are distinct events e1..ek that match
// the steps up to k which are not optional, in order of time, ek no later than the window after e1, each no later than
// its own window after the one before. Any e1 may begin a chain; events of equal time may be taken in step order. In
// mode `strict` no other event lies between. An optional step is reached from the step before it, and nothing depends
// on it. An exclusion breaks a chain that has the events of both its steps when it lies strictly between them. Rules
// change single words of this (funnel_spec.h).
//
// The state is, for each step, the chains that have come so far and may go on: their start and their last event. Of two
// chains the one with the later start and the later last event is never worse, so that only those stay of which neither
// is better; without a window of the next step's own that is a single one, because then the last event does not matter.
//
// Events of equal time form a group and may fill a run of steps at once. The longest run that the group can fill is
// found by adding steps at its end and dropping them at its begin. A group of one event is the common case and touches
// only the steps of that event.
//
// An exclusion asks nothing of chains that end before its second step. So the steps before it are searched without it,
// those from it on in a search of their own, in which it ends the chains that stand between its steps.
#include <algorithm>
#include <bit>

#include "funnel/matching.h"
#include "funnel/plain_chains.h"
#include "funnel/step_filling.h"

namespace sluice::funnel {
namespace {

constexpr StepMask bit(size_t step) { return StepMask{1} << step; }
size_t lowest(StepMask steps) { return static_cast<size_t>(std::countr_zero(steps)); }
size_t highest(StepMask steps) { return kMaxSteps - 1 - static_cast<size_t>(std::countl_zero(steps)); }
static_assert(kMaxSteps == 8 * sizeof(StepMask));

// Times are apart by no more than `limit`; `from` is not behind `to`. Unsigned: the difference of two times may leave
// the signed range.
bool within(TimeMs from, TimeMs to, const std::optional<int64_t>& limit) {
  return !limit || static_cast<uint64_t>(to) - static_cast<uint64_t>(from) <= static_cast<uint64_t>(*limit);
}

constexpr uint32_t kNoNode = static_cast<uint32_t>(-1);

// A chain that stands at a step.
struct Standing {
  TimeMs start = 0;  // of its first event
  TimeMs at = 0;     // of its last one
  uint32_t node = kNoNode;
};

// The chains that stand at one step: ascending in `at`, never ascending in `start`. Nearly always a single one, which
// needs no list.
class Front {
 public:
  /// The step behind has a window of its own.
  void keep_all(bool all) { keep_all_ = all; }
  bool empty() const { return empty_; }
  void clear() {
    empty_ = true;
    behind_.clear();
  }

  /// Comes no earlier than those that are here.
  void push(const Standing& chain) {
    while (!behind_.empty() && behind_.back().start < chain.start) behind_.pop_back();
    if (empty_ || first_.start < chain.start) {
      first_ = chain;
      empty_ = false;
    } else if (keep_all_) {
      behind_.push_back(chain);
    }
  }

  /// The one with the latest start whose last event is within the step's window of `time`; nullptr: none.
  const Standing* find(TimeMs time, const std::optional<int64_t>& window,
                       const std::optional<int64_t>& step_window) const {
    if (empty_) return nullptr;
    const Standing* found = &first_;
    if (step_window && !within(first_.at, time, step_window)) {
      const auto later = std::partition_point(
          behind_.begin(), behind_.end(), [&](const Standing& chain) { return !within(chain.at, time, step_window); });
      if (later == behind_.end()) return nullptr;
      found = &*later;
    }
    return within(found->start, time, window) ? found : nullptr;
  }

 private:
  Standing first_;
  std::vector<Standing> behind_;  // the others; only with keep_all
  bool empty_ = true;
  bool keep_all_ = false;
};

class ChainMatcher final : public Matcher {
 public:
  explicit ChainMatcher(const Plan& plan) : plan_(plan), host_(plan.steps.size()) {
    for (size_t step = 0; step < plan.steps.size(); ++step) {
      all_ |= bit(step);
      (plan.steps[step].optional ? optional_ : main_).push_back(step);
      host_[step] = main_.size() - 1;
    }
    for (const size_t step : main_) main_mask_ |= bit(step);
    fronts_.resize(main_.size());
    opens_.resize(main_.size());
    for (size_t step = 1; step < plan.steps.size(); ++step) {
      opens_[host_[step] - (plan.steps[step].optional ? 0 : 1)] |= bit(step);
    }
    before_.resize(main_.size() + 1);
    for (size_t i = 1; i < before_.size(); ++i) {
      for (size_t step = 0; step < host_.size(); ++step) before_[i] |= host_[step] < i ? bit(step) : 0;
    }
    made_.resize(main_.size());
    up_to_.resize(main_.size());
    for (size_t i = 0; i < main_.size(); ++i) up_to_[i] = (i == 0 ? 0 : up_to_[i - 1]) | bit(main_[i]);
    for (size_t step = 1; step < plan.steps.size(); ++step) {
      if (plan.steps[step].window_ms) fronts_[host_[step] - (plan.steps[step].optional ? 0 : 1)].keep_all(true);
    }
    if (PlainChains::suits(plan)) plain_.emplace(plan);
    for (const Plan::Exclusion& exclusion : plan.exclusions) {
      exclusions_.push_back({position_of(exclusion.from), position_of(exclusion.to)});
      turns_.push_back(exclusions_.back().to);
    }
    std::sort(turns_.begin(), turns_.end());
    turns_.erase(std::unique(turns_.begin(), turns_.end()), turns_.end());
  }

  void match(const Journey& journey, Match& match) override {
    const bool excludes = holds_excluded(journey);
    const bool may_be_plain = plain_ && !excludes && !tracing_ && spans_ == nullptr;
    if (may_be_plain && plain_->match(journey, match)) return;
    match_ = &match;
    match.reached = 0;
    watching_ = 0;
    first_ = 0;
    behind_ = main_.size();
    if (!excludes) {
      search(journey);
      return;
    }
    // The steps at which one more exclusion begins to count, ascending.
    behind_ = turns_.front();
    const Journey searched = journey.part(0, search(journey));
    for (size_t i = 0; i < turns_.size() && match.has(main_[turns_[i] - 1]); ++i) {
      first_ = turns_[i];
      behind_ = i + 1 < turns_.size() ? turns_[i + 1] : main_.size();
      watching_ = 0;
      for (size_t e = 0; e < exclusions_.size(); ++e) watching_ |= exclusions_[e].to <= first_ ? bit(e) : 0;
      search(searched);
    }
  }

  void measure(const Journey& journey, Spans& spans) override {
    spans.reached = 0;
    spans_ = &spans;
    Match found;
    match(journey, found);
    spans_ = nullptr;
  }

  Chain trace(const Journey& journey) override {
    tracing_ = true;
    nodes_.clear();
    last_node_ = kNoNode;
    Match found;
    match(journey, found);
    tracing_ = false;
    return chain_of(journey, found);
  }

  // The steps from some position on are to come, as soon as they may: waiting widens no window.
  bool may_complete(const Journey& journey, TimeMs start, const Future& future) override {
    for (size_t position = main_.size() - 1; position > 0; --position) {
      if (!is_in_time(journey, position, start, future)) continue;
      lengthen(journey, position, future);
      if (completes_from({times_, masks_, excluded_}, start)) return true;
    }
    return false;
  }

 private:
  // Events of equal time.
  struct Group {
    TimeMs time;
    std::span<const StepMask> steps;
    StepMask any = 0;  // steps that some event matches
    StepMask excluded = 0;
  };
  // Positions of steps among those that are not optional.
  struct Exclusion {
    size_t from = 0, to = 0;
  };
  struct Node {
    size_t step = 0;
    TimeMs at = 0;
    uint32_t parent = kNoNode;
  };
  static constexpr size_t kStart = static_cast<size_t>(-1);  // before the first step

  bool one_a_time() const { return plan_.rules.equal_times == EqualTimes::increasing; }
  TimeMs time_of(size_t nth, const Future& future) const {
    return future.first + (one_a_time() ? static_cast<int64_t>(nth) * future.tick : 0);
  }

  // Whether the windows alone would let the steps from `position` on come.
  bool is_in_time(const Journey& journey, size_t position, TimeMs start, const Future& future) const {
    const size_t last = main_.size() - 1 - position;
    if (last > 0 && one_a_time() && !future.several_times) return false;
    if (!within(start, time_of(last, future), plan_.window_ms)) return false;
    size_t before = journey.size();  // behind the latest event of the step before
    while (before > 0 && (journey.steps[before - 1] & bit(main_[position - 1])) == 0) --before;
    return before > 0 && journey.time[before - 1] >= start &&
           within(journey.time[before - 1], future.first, plan_.steps[main_[position]].window_ms);
  }

  void lengthen(const Journey& journey, size_t position, const Future& future) {
    times_.assign(journey.time.begin(), journey.time.end());
    masks_.assign(journey.steps.begin(), journey.steps.end());
    excluded_.assign(journey.excluded.begin(), journey.excluded.end());
    if (!exclusions_.empty()) excluded_.resize(journey.size());  // it may have had none
    for (size_t i = position; i < main_.size(); ++i) {
      times_.push_back(time_of(i - position, future));
      masks_.push_back(future.steps[main_[i]]);
      if (!exclusions_.empty()) excluded_.push_back(future.excluded[main_[i]]);
    }
  }

  // Whether a chain with this start has the last step. Where rules end the search, that is done with every start.
  bool completes_from(const Journey& journey, TimeMs start) {
    Match found;
    match_ = &found;
    watching_ = 0;
    first_ = behind_ = 0;  // nothing counts
    const bool ends = plan_.rules.repeats == Repeats::end_search || (strict() && !plan_.rules.strict_restart);
    const size_t end = ends ? search(journey) : journey.size();
    only_start_ = start;
    first_ = main_.size() - 1;
    behind_ = main_.size();
    for (size_t i = 0; i < exclusions_.size(); ++i) watching_ |= bit(i);
    search(journey.part(0, end));
    only_start_.reset();
    return found.has(main_.back());
  }

  size_t position_of(size_t step) const {
    return static_cast<size_t>(std::find(main_.begin(), main_.end(), step) - main_.begin());
  }
  bool strict() const { return plan_.mode == Mode::strict; }

  bool holds_excluded(const Journey& journey) const {
    return !turns_.empty() && std::any_of(journey.excluded.begin(), journey.excluded.end(),
                                          [](StepMask excluded) { return excluded != 0; });
  }

  // Reaches the steps at positions first_..behind_ - 1 under the exclusions of watching_. How many events were looked
  // at before the search was over.
  size_t search(const Journey& journey) {
    const StepMask wanted = before_[behind_];  // what stands behind changes nothing before it
    begun_.reset();
    for (StepMask live = live_; live != 0; live &= live - 1) fronts_[host_[lowest(live)]].clear();
    live_ = 0;
    seen_ = 0;
    open_ = bit(main_[0]);
    // What no chain can go on with changes nothing, but where it breaks chains or ends the search.
    const bool skips = !strict() && plan_.rules.repeats == Repeats::ignored;
    for (size_t begin = 0; begin < journey.size();) {
      Group group{journey.time[begin], {}, journey.steps[begin], 0};
      size_t end = begin + 1;
      for (; end < journey.size() && journey.time[end] == group.time; ++end) group.any |= journey.steps[end];
      if (watching_ != 0) group.excluded = excluded_by(journey, begin, end) & watching_;
      if (!skips || (group.any & open_ & wanted) != 0 || group.excluded != 0) {
        group.steps = journey.steps.subspan(begin, end - begin);
        const StepMask before = seen_;
        is_simple(group) ? take_event(group.any, group.time) : take_group(group);
        if (!skips && ends_search(group, before)) return end;
        const bool may_break = skips || behind_ == main_.size();  // where nothing that comes would end it before
        if (may_break && (seen_ & wanted) == wanted && spans_ == nullptr) break;
      }
      begin = end;
    }
    return journey.size();
  }

  static StepMask excluded_by(const Journey& journey, size_t begin, size_t end) {
    StepMask excluded = 0;
    if (journey.excluded.empty()) return excluded;
    for (size_t i = begin; i < end; ++i) excluded |= journey.excluded[i];
    return excluded;
  }

  bool is_simple(const Group& group) const {
    if (group.steps.size() != 1 || group.excluded != 0) return false;
    if (strict() && plan_.rules.between != Between::nothing) return false;
    return plan_.rules.event_use == EventUse::distinct || plan_.rules.equal_times == EqualTimes::increasing ||
           std::popcount(group.any) <= 1;
  }

  bool may_begin(TimeMs time) const {
    if (only_start_ && *only_start_ != time) return false;
    if (!begun_) return true;
    if (plan_.rules.anchor == Anchor::first) return *begun_ == time;
    return true;
  }

  const Standing* find(size_t position, size_t next_step, TimeMs time) const {
    return fronts_[position].find(time, plan_.window_ms, plan_.steps[next_step].window_ms);
  }

  // True where the step counts and had not been reached.
  bool reach(size_t step, TimeMs start, TimeMs before, TimeMs time) {
    const bool first_time = (seen_ & bit(step)) == 0;
    seen_ |= bit(step);
    const size_t position = host_[step];
    if (position < first_ || position >= behind_) return false;
    if (spans_ != nullptr) spans_->add(step, start, time);
    if (!first_time) return false;
    match_->reached |= bit(step);
    match_->at[step] = {start, before, time};
    return true;
  }

  void stand(size_t position, const Standing& chain) {
    fronts_[position].push(chain);
    live_ |= bit(main_[position]);
    open_ |= opens_[position];
  }
  void clear_front(size_t position) {
    fronts_[position].clear();
    live_ &= ~bit(main_[position]);
  }

  uint32_t add_node(size_t position, TimeMs time, uint32_t parent) {
    if (!tracing_) return kNoNode;
    nodes_.push_back({main_[position], time, parent});
    return static_cast<uint32_t>(nodes_.size() - 1);
  }
  // The chain's nodes for the steps behind `from` up to `position`, all at one time.
  uint32_t add_run(size_t from, size_t position, TimeMs time, uint32_t parent) {
    for (size_t i = from + 1; tracing_ && i <= position; ++i) parent = add_node(i, time, parent);
    return parent;
  }

  // One event that fills at most one step of a chain.
  void take_event(StepMask mask, TimeMs time) {
    for (StepMask rest = mask & open_ & ~main_mask_; rest != 0; rest &= rest - 1) {
      const size_t step = lowest(rest);
      if (const Standing* before = find(host_[step], step, time)) reach(step, before->start, before->at, time);
    }
    // The last step first: what the event makes is not to be seen by the steps behind it.
    const StepMask broken = strict() ? live_ : 0;
    for (StepMask rest = (mask & open_ & main_mask_) | broken; rest != 0;) {
      const size_t step = highest(rest), position = host_[step];
      rest &= ~bit(step);
      Standing made;
      const bool comes_on = (mask & bit(step)) != 0 && advance(position, time, made);
      if ((broken & bit(step)) != 0) clear_front(position);
      if (comes_on) stand(position, made);
    }
  }

  // Whether a chain comes to stand at `position`: `made`.
  bool advance(size_t position, TimeMs time, Standing& made) {
    const size_t step = main_[position];
    made = {time, time, kNoNode};
    TimeMs before_at = time;
    if (position == 0) {
      if (!may_begin(time)) return false;
      if (!begun_) begun_ = time;
      made.node = add_node(0, time, kNoNode);
    } else {
      const Standing* before = find(position - 1, step, time);
      if (before == nullptr) return false;
      made.start = before->start;
      before_at = before->at;
      made.node = add_node(position, time, before->node);
    }
    if (reach(step, made.start, before_at, time)) last_node_ = made.node;
    return true;
  }

  // Any number of events of equal time, with every rule.
  void take_group(const Group& group) {
    const TimeMs time = group.time;
    find_runs(group);
    for (size_t i = 0; i < optional_.size(); ++i) reach_optional(group, optional_[i]);
    for (size_t position = 0; position < main_.size(); ++position) {
      made_[position].reset();
      if (run_begin_[position] <= position) fill_runs(group, position);
    }
    if (run_begin_[0] == 0 && !begun_ && may_begin(time)) begun_ = time;
    for (size_t position = 0; position < main_.size(); ++position) {
      if (!fronts_[position].empty() && !keeps_standing(group, position)) clear_front(position);
      if (made_[position]) stand(position, *made_[position]);
    }
  }

  // run_begin_[p]: the first step of the longest run up to p that the group can fill; p + 1: not even p.
  void find_runs(const Group& group) {
    run_begin_.assign(main_.size(), 0);
    filling_.clear();
    for (const StepMask mask : group.steps) {
      if (mask != 0) filling_.add_event(mask);
    }
    const bool one = plan_.rules.equal_times == EqualTimes::increasing;
    const bool reused = plan_.rules.event_use == EventUse::reused;
    size_t begin = 0;
    for (size_t position = 0; position < main_.size(); ++position) {
      const size_t step = main_[position];
      if ((group.any & bit(step)) == 0) {
        while (begin < position) filling_.remove_step(main_[begin++]);
        begin = position + 1;
      } else if (one) {
        begin = position;
      } else if (!reused) {
        while (!filling_.add_step(step)) filling_.remove_step(main_[begin++]);
      }
      run_begin_[position] = begin;
    }
  }

  // Chains that stand before a run, and the start where the run holds the first step, reach `position`.
  void fill_runs(const Group& group, size_t position) {
    const TimeMs time = group.time;
    std::optional<Standing> best;
    TimeMs best_before = time;
    for (size_t begin = run_begin_[position]; begin <= position; ++begin) {
      const size_t from = begin - 1;  // kStart for the first step
      Standing chain{time, time, kNoNode};
      if (from == kStart) {
        if (!may_begin(time)) continue;
      } else {
        const Standing* before = find(from, main_[begin], time);
        if (before == nullptr) continue;
        chain = *before;
      }
      if (!best || chain.start >= best->start) {
        best = chain;
        best_before = from + 1 == position && from != kStart ? chain.at : time;
        if (tracing_) best->node = add_run(from, position, time, chain.node);
      }
      std::optional<Standing>& stays = made_[position];
      if ((!stays || chain.start >= stays->start) && goes_on(group, from, position)) {
        stays = Standing{chain.start, time, add_run(from, position, time, chain.node)};
      }
    }
    if (best && reach(main_[position], best->start, best_before, time)) last_node_ = best->node;
  }

  // An optional step with the chains before the group, or behind a run of it.
  void reach_optional(const Group& group, size_t step) {
    const TimeMs time = group.time;
    const size_t host = host_[step];
    const auto holds_step = [&](StepMask mask) { return (mask & bit(step)) != 0; };
    if (std::none_of(group.steps.begin(), group.steps.end(), holds_step)) return;
    std::optional<Standing> best;
    if (const Standing* before = find(host, step, time)) best = *before;
    for (size_t begin = run_begin_[host]; begin <= host; ++begin) {
      if (!fills(group, begin, host, step)) continue;
      const size_t from = begin - 1;
      if (from == kStart ? !may_begin(time) : find(from, main_[begin], time) == nullptr) continue;
      const TimeMs start = from == kStart ? time : find(from, main_[begin], time)->start;
      if (!best || start > best->start) best = Standing{start, time, kNoNode};
    }
    if (best) reach(step, best->start, best->at, time);
  }

  // Whether the group can fill the run and the optional step as well.
  bool fills(const Group& group, size_t begin, size_t end, size_t optional_step) {
    if (plan_.rules.equal_times == EqualTimes::increasing) return false;
    if (plan_.rules.event_use == EventUse::reused) return true;
    StepFilling& filling = scratch_;
    filling.clear();
    for (const StepMask mask : group.steps) {
      if (mask != 0) filling.add_event(mask);
    }
    for (size_t i = begin; i <= end; ++i) {
      if (!filling.add_step(main_[i])) return false;
    }
    return filling.add_step(optional_step);
  }

  // The first step of the exclusions of the group that watch a chain standing at `position`; main_.size(): none does.
  size_t watched_from(const Group& group, size_t position) const {
    size_t first = main_.size();
    for (size_t i = 0; i < exclusions_.size(); ++i) {
      if ((group.excluded >> i & 1U) != 0 && exclusions_[i].from <= position && position < exclusions_[i].to) {
        first = std::min(first, exclusions_[i].from);
      }
    }
    return first;
  }

  // Whether a chain that stood at `position` before the group and took nothing of it may go on.
  bool keeps_standing(const Group& group, size_t position) const {
    if (watched_from(group, position) < main_.size()) return false;
    return !strict() || are_ignored(group, position);
  }

  bool are_ignored(const Group& group, size_t position) const {
    const StepMask ignored = plan_.rules.between == Between::nothing   ? 0
                             : plan_.rules.between == Between::repeats ? up_to_[position]
                                                                       : all_;
    return std::all_of(group.steps.begin(), group.steps.end(), [&](StepMask mask) { return (mask & ignored) != 0; });
  }

  // Whether a chain that stood at `from` and takes a run of the group up to `position` may go on behind the group. An
  // exclusion is between two steps only if it is later than the first of them; events that the group has left lie
  // before a start.
  bool goes_on(const Group& group, size_t from, size_t position) {
    const size_t watched = watched_from(group, position);
    if (watched < main_.size() && from != kStart && from >= watched) return false;
    if (!strict() || from == kStart) return true;
    if (are_ignored(group, position)) return true;
    if (plan_.rules.between != Between::nothing) return false;
    return uses_all(group, from + 1, position);
  }

  // Whether the run can be filled so that no event of the group is left over.
  bool uses_all(const Group& group, size_t begin, size_t end) {
    const size_t length = end - begin + 1;
    if (group.steps.size() > length) return false;
    if (plan_.rules.event_use == EventUse::distinct || plan_.rules.equal_times == EqualTimes::increasing) {
      return group.steps.size() == length;
    }
    StepFilling& filling = scratch_;  // each event another step; what remains takes any event again
    filling.clear();
    for (const StepMask mask : group.steps) {
      if (mask == 0) return false;
      filling.add_event(mask);
    }
    StepMask run = 0;
    for (size_t i = begin; i <= end; ++i) run |= bit(main_[i]);
    filling.want(run);
    return static_cast<size_t>(std::popcount(filling.filled())) == group.steps.size();
  }

  bool ends_search(const Group& group, StepMask reached_before) const {
    if (watching_ != 0 || only_start_) return false;  // the first search has found the end
    if (strict() && !plan_.rules.strict_restart && begun_ && live_ == 0) return true;
    return plan_.rules.repeats == Repeats::end_search && repeats_a_step(group, reached_before);
  }

  // More events of a step behind the first one than it took to reach it.
  bool repeats_a_step(const Group& group, StepMask reached_before) const {
    for (size_t step = 1; step < plan_.steps.size(); ++step) {
      if ((seen_ & bit(step)) == 0) continue;
      const auto holds_step = [&](StepMask mask) { return (mask & bit(step)) != 0; };
      const auto count = std::count_if(group.steps.begin(), group.steps.end(), holds_step);
      if (count > ((reached_before & bit(step)) != 0 ? 0 : 1)) return true;
    }
    return false;
  }

  // From the times of the chain to its events: of each group the steps that it filled get an event each.
  Chain chain_of(const Journey& journey, const Match& found) const {
    Chain chain;
    chain.event.fill(Chain::kNone);
    if (last_node_ == kNoNode) return chain;
    chain.last = nodes_[last_node_].step;
    std::array<std::optional<TimeMs>, kMaxSteps> times;
    for (uint32_t node = last_node_; node != kNoNode; node = nodes_[node].parent) {
      times[nodes_[node].step] = nodes_[node].at;
    }
    for (const size_t step : optional_) {
      if (found.has(step) && step < chain.last) times[step] = found.at[step].at;
    }
    std::vector<size_t> owner(journey.size(), Chain::kNone);
    for (const std::vector<size_t>* steps : {&main_, &optional_}) {  // what is optional takes what is left
      for (const size_t step : *steps) {
        std::vector<bool> tried(journey.size());
        if (times[step]) assign(journey, times, step, owner, tried);
      }
    }
    for (size_t event = 0; event < owner.size(); ++event) {
      if (owner[event] != Chain::kNone) chain.event[owner[event]] = event;
    }
    if (plan_.rules.event_use == EventUse::reused) share_events(journey, times, chain);
    return chain;
  }

  bool assign(const Journey& journey, const std::array<std::optional<TimeMs>, kMaxSteps>& times, size_t step,
              std::vector<size_t>& owner, std::vector<bool>& tried) const {
    const auto [first, last] = std::equal_range(journey.time.begin(), journey.time.end(), *times[step]);
    for (auto at = first; at != last; ++at) {
      const auto event = static_cast<size_t>(at - journey.time.begin());
      if (tried[event] || (journey.steps[event] & bit(step)) == 0) continue;
      tried[event] = true;
      if (owner[event] != Chain::kNone && !assign(journey, times, owner[event], owner, tried)) continue;
      owner[event] = step;
      return true;
    }
    return false;
  }

  void share_events(const Journey& journey, const std::array<std::optional<TimeMs>, kMaxSteps>& times,
                    Chain& chain) const {
    for (size_t step = 0; step < plan_.steps.size(); ++step) {
      if (!times[step] || chain.event[step] != Chain::kNone) continue;
      for (size_t event = 0; event < journey.size(); ++event) {
        if (journey.time[event] == *times[step] && (journey.steps[event] & bit(step)) != 0) chain.event[step] = event;
      }
    }
  }

  Plan plan_;
  StepMask all_ = 0;
  std::vector<size_t> main_, optional_;  // indices of steps
  std::vector<size_t> host_;             // by step: its position, of an optional one that of the step before it
  std::vector<StepMask> before_;         // by position: the steps hosted before it, optional ones included
  std::vector<StepMask> up_to_;          // by position: the steps up to it that are not optional
  std::vector<Exclusion> exclusions_;
  std::vector<size_t> turns_;  // positions of their second steps, ascending

  StepMask watching_ = 0;  // exclusions of this search
  size_t first_ = 0, behind_ = 0;
  std::vector<Front> fronts_;  // by position
  StepMask main_mask_ = 0;
  std::vector<StepMask> opens_;  // by position: the steps that a chain there may go on to
  StepMask live_ = 0;            // steps at which a chain stands
  StepMask open_ = 0;            // steps that some chain could have gone on to so far, and the first one
  StepMask seen_ = 0;            // steps that were reached in this search, whether they count in it or not
  std::optional<TimeMs> begun_;
  std::optional<TimeMs> only_start_;  // no other time may begin a chain
  Match* match_ = nullptr;
  Spans* spans_ = nullptr;  // what is measured, if anything is

  std::vector<TimeMs> times_;  // of a journey with events to come
  std::vector<StepMask> masks_, excluded_;

  StepFilling filling_, scratch_;
  std::vector<size_t> run_begin_;              // by position
  std::vector<std::optional<Standing>> made_;  // by position: what goes on behind the group

  std::optional<PlainChains> plain_;

  bool tracing_ = false;
  std::vector<Node> nodes_;
  uint32_t last_node_ = kNoNode;
};

}  // namespace

std::unique_ptr<Matcher> prepare_chains(const Plan& plan) { return std::make_unique<ChainMatcher>(plan); }

}  // namespace sluice::funnel

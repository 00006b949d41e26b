#include "funnel/sensitivity.h"

#include <algorithm>
#include <array>
#include <list>
#include <optional>

#include "base/errors.h"
#include "funnel/event_funnel.h"
#include "funnel/step_rates.h"
#include "funnel/window_lengths.h"
#include "funnel/wording.h"

namespace sluice::funnel {
namespace {

constexpr std::array kModes{Mode::ordered, Mode::strict, Mode::any};

using Counts = std::vector<uint64_t>;  // by step
using Window = std::optional<int64_t>;

Plan with_window(Plan plan, Window window) {
  plan.window_ms = window;
  return plan;
}

JourneyCounter counter_of(const EventFunnel& funnel, Window window) {
  return {*funnel.events, *funnel.marks, with_window(funnel.plan, window), funnel.spec.unit,
          funnel.spec.session_gap_ms};
}

void add(const Match& match, Counts& counts) {
  for (size_t step = 0; step < counts.size(); ++step) counts[step] += match.has(step) ? 1 : 0;
}

// How many reach each step by the length of the shortest chain to it: one look at every journey, without a window.
class SpanCount {
 public:
  SpanCount(const EventFunnel& funnel, Window present)
      : counter_(counter_of(funnel, std::nullopt)),
        lengths_(plain_lengths().begin(), plain_lengths().end()),
        without_limit_(funnel.steps.size()) {
    const auto place = std::lower_bound(lengths_.begin(), lengths_.end(), present.value_or(lengths_.front()));
    if (present && (place == lengths_.end() || *place != *present)) lengths_.insert(place, *present);
    classes_.assign(funnel.steps.size(), Counts(lengths_.size() + 1));
  }

  size_t visit(size_t begin, size_t end, const std::vector<uint8_t>* keep) {
    return counter_.visit(begin, end, keep, [this](const MatchedJourney& one) { take(one); });
  }

  uint64_t within(size_t step, int64_t length) const {
    uint64_t sum = 0;
    for (size_t i = 0; i < lengths_.size() && lengths_[i] <= length; ++i) sum += classes_[step][i];
    return sum;
  }

  const Counts& without_limit() const { return without_limit_; }

 private:
  void take(const MatchedJourney& one) {
    const StepMask reached = one.match->reached;
    add(*one.match, without_limit_);
    if (reached == 0) return;
    if (reached == 1) {
      ++classes_[0][0];
      return;
    }
    counter_.matcher().measure(one.journey, spans_);
    for (size_t step = 0; step < classes_.size(); ++step) {
      if ((spans_.reached >> step & 1U) != 0) ++classes_[step][class_of(spans_.shortest_ms[step])];
    }
  }

  // The shortest length that the span fits in.
  size_t class_of(uint64_t span) const {
    const auto shorter = [span](int64_t length) { return static_cast<uint64_t>(length) < span; };
    return static_cast<size_t>(std::partition_point(lengths_.begin(), lengths_.end(), shorter) - lengths_.begin());
  }

  JourneyCounter counter_;
  std::vector<int64_t> lengths_;  // ascending
  std::vector<Counts> classes_;   // by step and class; the last one: longer than any length
  Counts without_limit_;
  Spans spans_;
};

// A funnel of its own.
struct Count {
  JourneyCounter counter;
  Counts counts;

  Count(const EventFunnel& funnel, Window window) : counter(counter_of(funnel, window)), counts(funnel.steps.size()) {}

  size_t visit(size_t begin, size_t end, const std::vector<uint8_t>* keep) {
    return counter.visit(begin, end, keep, [this](const MatchedJourney& one) { add(*one.match, counts); });
  }
};

// The funnel in another mode, or why it cannot be counted in it.
struct OtherMode {
  Mode mode = Mode::ordered;
  TextPair refusal;
  std::optional<EventFunnel> funnel;
  Count* count = nullptr;
};

std::vector<ModeStep> mode_steps(const EventFunnel& funnel, const Counts& counts) {
  std::vector<StepReport> steps = funnel.named_steps();
  for (size_t i = 0; i < steps.size(); ++i) steps[i].count = static_cast<double>(counts[i]);
  fill_rates(steps);
  std::vector<ModeStep> shown;
  for (size_t i = 0; i < steps.size(); ++i) {
    shown.push_back({steps[i].label, steps[i].optional, counts[i], steps[i].step_rate, steps[i].overall_rate});
  }
  return shown;
}

TextPair define(bool decided) {
  const TextPair how = decided ? TextPair{"The shortest path to each step decides which lengths count it.",
                                          "各步骤以最短的一条路径判断在哪些时限内算作到达。"}
                               : TextPair{"Each length is counted by itself.", "每个时限分别单独统计。"};
  return TextPair{"Each point is what this funnel counts with a limit of that length and everything else as it is. ",
                  "每个点表示只改变时限、其余设置不变时该漏斗的结果。"} +
         how +
         TextPair{
             " Bands are 95% Wilson intervals of each rate; all points count the same data, so the bands do not "
             "compare one length with another.",
             "色带为各转化率的 95% Wilson 区间；所有点统计的是同一批数据，因此色带不能用来比较不同时限。"};
}

TextPair define_modes(Window window) {
  const TextPair limit = window
                             ? TextPair{"a limit of " + duration_text(*window).en, duration_text(*window).zh + "的时限"}
                             : TextPair{"no limit of time", "不限时间"};
  return {"The same steps and rules with " + limit.en +
              ", in each order. In any order a step means that so many different steps were done, whichever.",
          "步骤与规则相同、" + limit.zh + "，仅改变顺序要求。不限顺序时，“第几步”表示完成了几个不同步骤，不论哪几个。"};
}

// Why each length was counted by itself.
TextPair note_undecided(Unit unit) {
  if (unit == Unit::entries) {
    return {
        "An entry ends with the time that it has: with a longer limit there are fewer entries, so the curve may "
        "fall as well as rise.",
        "一次进入以时限为界：时限越长，进入次数越少，因此曲线可能上升也可能下降。"};
  }
  return {"Under these rules what happens later can end a path or take it out, so a longer limit may count fewer.",
          "按当前规则，之后发生的事件可能中止或排除一条路径，因此时限更长时人数反而可能减少。"};
}

}  // namespace

struct SensitivityRun::State {
  EventFunnel funnel;
  const std::vector<uint8_t>* keep;
  bool decided;
  SpanCount spans;
  bool measured = false;
  std::vector<Window> windows;                       // of the points; none until measured
  std::vector<Count*> window_counts;                 // by window; null: spans say it
  std::array<std::optional<OtherMode>, 3> others{};  // by kModes; none: the mode in force
  std::list<Count> counts;                           // the first of them is under way
  std::list<Count>::iterator next = counts.end();
  size_t row = 0;

  State(EventFunnel prepared, const std::vector<uint8_t>* kept)
      : funnel(std::move(prepared)),
        keep(kept),
        decided(is_decided_by_spans(funnel.plan) && funnel.spec.unit != Unit::entries),
        spans(funnel, funnel.spec.window_ms) {}

  void prepare_modes(const Dataset& dataset) {
    for (size_t i = 0; i < kModes.size(); ++i) {
      if (kModes[i] == funnel.spec.mode) continue;
      FunnelSpec spec = funnel.spec;
      spec.mode = kModes[i];
      spec.steps = funnel.steps;
      OtherMode& other = others[i].emplace(OtherMode{kModes[i], {}, std::nullopt, nullptr});
      Result<EventFunnel> prepared = EventFunnel::prepare(dataset, spec);
      if (!prepared) {
        other.refusal = prepared.error().message;
        continue;
      }
      other.funnel.emplace(std::move(*prepared));
      other.count = &counts.emplace_back(*other.funnel, spec.window_ms);
    }
  }

  size_t rows() const { return funnel.events->size(); }

  // Once everybody is measured: the lengths that the times spread over, and the one in force.
  void choose_windows() {
    std::vector<uint64_t> within;
    const size_t step = furthest_step();
    for (const int64_t length : plain_lengths()) within.push_back(spans.within(step, length));
    const uint64_t all = step == 0 ? 0 : spans.without_limit()[step];
    for (const size_t i : choose_lengths(within, all)) windows.emplace_back(plain_lengths()[i]);
    const Window present = funnel.spec.window_ms;
    if (present && std::find(windows.begin(), windows.end(), present) == windows.end()) {
      windows.insert(std::upper_bound(windows.begin(), windows.end(), present), present);
    }
    for (const Window window : windows) {
      window_counts.push_back(decided ? nullptr : &counts.emplace_back(funnel, window));
    }
    windows.emplace_back(std::nullopt);
    window_counts.push_back(nullptr);
  }

  size_t furthest_step() const {
    size_t step = funnel.steps.size() - 1;
    while (step > 0 && spans.without_limit()[step] == 0) --step;
    return step;
  }

  Counts counts_of(size_t point) const {
    if (!windows[point]) return spans.without_limit();
    if (window_counts[point] != nullptr) return window_counts[point]->counts;
    Counts all;
    for (size_t step = 0; step < funnel.steps.size(); ++step) all.push_back(spans.within(step, *windows[point]));
    return all;
  }

  bool done() const { return measured && next == counts.end(); }

  void advance_rows(size_t rows_now) {
    const size_t end = row + std::min(rows_now, rows() - row);
    row = measured ? next->visit(row, end, keep) : spans.visit(row, end, keep);
    if (row < rows()) return;
    row = 0;
    if (measured) {
      ++next;
      return;
    }
    measured = true;
    choose_windows();
    next = counts.begin();
  }
};

SensitivityRun::SensitivityRun(std::unique_ptr<State> state) : state_(std::move(state)) {}
SensitivityRun::SensitivityRun(SensitivityRun&&) noexcept = default;
SensitivityRun& SensitivityRun::operator=(SensitivityRun&&) noexcept = default;
SensitivityRun::~SensitivityRun() = default;

Result<SensitivityRun> SensitivityRun::begin(const Dataset& dataset, const FunnelSpec& spec,
                                             const std::vector<uint8_t>* keep) {
  if (!dataset.events) {
    return not_applicable(
        {"Only a funnel of events has a window; this file has no events.", "只有事件漏斗有时限；该文件没有事件。"});
  }
  Result<EventFunnel> funnel = EventFunnel::prepare(dataset, spec);
  if (!funnel) return funnel.error();
  auto state = std::make_unique<State>(std::move(*funnel), keep);
  state->prepare_modes(dataset);
  return SensitivityRun(std::move(state));
}

// To measure an event costs about twice as much as to match it.
void SensitivityRun::advance(uint64_t work) {
  while (!done() && work > 0) {
    const uint64_t cost = state_->measured ? kWorkOfAnEvent : 2 * kWorkOfAnEvent;
    const uint64_t left = state_->rows() - state_->row;
    const uint64_t rows = std::clamp<uint64_t>(work / cost, 1, std::max<uint64_t>(left, 1));
    state_->advance_rows(static_cast<size_t>(rows));
    work -= std::min(work, rows * cost);
  }
}

bool SensitivityRun::done() const { return state_->done(); }

double SensitivityRun::share() const {
  if (done()) return 1;
  const State& s = *state_;
  const double expected = s.measured || s.decided ? 0 : static_cast<double>(kMostLengths);
  const double passes = 2 + static_cast<double>(s.counts.size()) + expected;
  double begun = 0;
  if (s.measured)
    begun = 2 + static_cast<double>(std::distance(s.counts.cbegin(), std::list<Count>::const_iterator(s.next)));
  const double of_this = static_cast<double>(s.row) / static_cast<double>(std::max<size_t>(s.rows(), 1));
  return (begun + (s.measured ? 1 : 2) * of_this) / passes;
}

SensitivityReport SensitivityRun::conclude() const {
  const State& s = *state_;
  SensitivityReport report;
  for (const StepReport& step : s.funnel.named_steps()) report.steps.push_back(step.label);
  Counts present_counts;
  for (size_t i = 0; i < s.windows.size(); ++i) {
    WindowPoint point{s.windows[i], s.windows[i] == s.funnel.spec.window_ms, s.counts_of(i), std::nullopt};
    point.rate = conversion(static_cast<double>(point.counts.back()), static_cast<double>(point.counts.front()));
    if (point.present) present_counts = point.counts;
    report.points.push_back(std::move(point));
  }
  for (size_t i = 0; i < kModes.size(); ++i) {
    const std::optional<OtherMode>& other = s.others[i];
    ModeFunnel shown{kModes[i], !other, other ? other->refusal : TextPair{}, {}};
    if (!other) {
      shown.steps = mode_steps(s.funnel, present_counts);
    } else if (other->funnel) {
      shown.steps = mode_steps(*other->funnel, other->count->counts);
    }
    report.modes.push_back(std::move(shown));
  }
  report.definition = define(s.decided);
  report.modes_definition = define_modes(s.funnel.spec.window_ms);
  if (!s.decided) report.notes.push_back(note_undecided(s.funnel.spec.unit));
  if (s.spans.without_limit().front() == 0) {
    report.notes.push_back({"Nobody reaches the first step, so there is nothing to convert.",
                            "没有任何对象到达第一步，因此没有转化可言。"});
  } else if (s.spans.without_limit().back() == 0) {
    report.notes.push_back(
        {"Nobody reaches the last step, however long the limit.", "无论时限多长，都没有对象到达最后一步。"});
  }
  return report;
}

Result<SensitivityReport> analyze_sensitivity(const Dataset& dataset, const FunnelSpec& spec,
                                              const std::vector<uint8_t>* keep) {
  Result<SensitivityRun> run = SensitivityRun::begin(dataset, spec, keep);
  if (!run) return std::move(run).error();
  run->advance(UINT64_MAX / 2);
  return run->conclude();
}

}  // namespace sluice::funnel

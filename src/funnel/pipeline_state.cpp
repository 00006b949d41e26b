#include "funnel/pipeline_state.h"

#include <algorithm>

#include "funnel/journeys.h"

namespace sluice::funnel {
namespace {

using ingest::Outcome;

double days_between(TimeMs from, TimeMs to) { return static_cast<double>(to - from) / static_cast<double>(kMsPerDay); }

// Time that an opportunity spent at one depth without being closed, as its history tells it.
struct Stay {
  size_t depth = 0;
  std::optional<TimeMs> from;
};

// What the history says of the time before the as-of day.
struct Way {
  std::vector<Stay> stays;  // neighbours differ in depth, or the opportunity was closed between them
  std::optional<uint32_t> last_entry;
  bool goes_on = false;  // there are entries of the as-of day or later
};

}  // namespace

class PipelineReader::Reading {
 public:
  Reading(const Opportunities& table, const std::vector<Step>& steps, std::optional<Day> as_of,
          const std::vector<uint8_t>* keep, PipelineState& state)
      : t_(table), keep_(keep), ladder_(ladder_of(table)), state_(state) {
    choose_stages(steps);
    depth_ = depth_of_stages(table, ladder_, state.stages);
    state.traffic.resize(state.stages.size());
    state.has_history = !table.history.empty();
    state.filtered = keep != nullptr && names_customers(table);
    if (const std::optional<Day> latest = latest_day()) state.as_of = as_of.value_or(*latest + 1);
  }

  void read(uint32_t row) {
    if (is_left_out(t_.customer[row])) return;
    const Way way = way_of(row);
    const bool undated = !t_.opened[row] && !way.last_entry;
    if (is_later(t_.opened[row]) || (undated && way.goes_on)) {
      ++state_.opened_later;
      return;
    }
    const bool goes_on = way.goes_on || (is_closed(row) && is_later(t_.closed[row]));
    if (goes_on && !way.last_entry) {
      ++state_.unknown_then;
      return;
    }
    OpportunityState o;
    o.row = row;
    o.value = t_.value[row];
    o.outcome = goes_on ? outcome_at(*way.last_entry) : outcome_in(ladder_, t_.stage[row], t_.outcome[row]);
    if (!place(way, goes_on, o)) {
      ++state_.before_first_stage;
      return;
    }
    measure(way, goes_on, o);
    count_traffic(way, o);
    state_.opportunities.push_back(o);
  }

 private:
  std::optional<Day> latest_day() const {
    std::optional<TimeMs> latest;
    const auto visit = [&](const std::optional<TimeMs>& time) {
      if (time && (!latest || *time > *latest)) latest = time;
    };
    for (size_t row = 0; row < t_.size(); ++row) {
      visit(t_.opened[row]);
      if (is_closed(row)) visit(t_.closed[row]);
    }
    for (const auto& time : t_.history.time) visit(time);
    return latest ? std::optional(day_of(*latest)) : std::nullopt;
  }

  // What leads to a win is a stage; a stage that is named twice counts where it is named first.
  void choose_stages(const std::vector<Step>& steps) {
    for (size_t i = 0; i < steps.size(); ++i) {
      const auto same = [&](const Step& step) { return step.event == steps[i].event; };
      if (is_won_step(steps[i]) || std::any_of(state_.stages.begin(), state_.stages.end(), same)) continue;
      state_.stages.push_back(steps[i]);
      state_.zones.push_back(steps[i].zone.value_or(default_zone(i, steps.size())));
    }
  }

  bool is_left_out(uint32_t customer) const {
    return state_.filtered && (customer == Dictionary::kNone || !is_kept(keep_, customer));
  }
  bool is_later(const std::optional<TimeMs>& time) const {
    return time && state_.as_of && day_of(*time) >= *state_.as_of;
  }
  bool is_closed(size_t row) const { return outcome_in(ladder_, t_.stage[row], t_.outcome[row]) != Outcome::open; }
  Outcome outcome_at(uint32_t entry) const {
    return outcome_in(ladder_, t_.history.stage[entry], t_.history.outcome[entry]);
  }
  bool is_on_the_way(uint32_t stage) const {
    return ladder_.meaning[stage] != StageMeaning::won && ladder_.meaning[stage] != StageMeaning::lost;
  }

  Way way_of(uint32_t row) const {
    Way way;
    bool was_closed = false;
    if (t_.history.empty()) return way;
    for (size_t i = t_.history.begin_of(row); i < t_.history.ends[row]; ++i) {
      if (is_later(t_.history.time[i])) {
        way.goes_on = true;
        break;
      }
      way.last_entry = static_cast<uint32_t>(i);
      const bool closed = outcome_at(static_cast<uint32_t>(i)) != Outcome::open;
      const bool opens_again = was_closed && !closed;
      was_closed = closed;
      const uint32_t stage = t_.history.stage[i];
      if (!is_on_the_way(stage)) continue;
      if (way.stays.empty() || opens_again || way.stays.back().depth != depth_[stage]) {
        way.stays.push_back({depth_[stage], t_.history.time[i]});
      }
    }
    return way;
  }

  // Where it stands and how far it has come; false: in a stage before the first one.
  bool place(const Way& way, bool goes_on, OpportunityState& o) const {
    bool known = !way.stays.empty();
    for (const Stay& stay : way.stays) o.reached = std::max(o.reached, stay.depth);
    if (known) o.stage = way.stays.back().depth;
    if (const uint32_t stage = t_.stage[o.row]; !goes_on && is_on_the_way(stage)) {
      known = true;
      o.stage = depth_[stage];
      o.reached = std::max(o.reached, o.stage);
    }
    if (o.outcome == Outcome::won) {
      o.reached = state_.stages.size();
    } else if (!known) {
      o.reached = std::min<size_t>(1, state_.stages.size());
    } else {
      o.stage = std::max<size_t>(o.stage, 1);  // one that fell back before the first stage stands in it
      return o.reached > 0;
    }
    return true;
  }

  void measure(const Way& way, bool goes_on, OpportunityState& o) const {
    const std::optional<TimeMs>& opened = t_.opened[o.row];
    if (o.outcome == Outcome::open) {
      const bool entered = !way.stays.empty() && way.stays.back().depth == o.stage && way.stays.back().from;
      o.since = entered ? way.stays.back().from : opened;
      if (o.since) o.age_days = days_between(*o.since, TimeMs{*state_.as_of} * kMsPerDay);
    } else if (const auto closed = goes_on ? closing_of(way, o) : t_.closed[o.row]; opened && closed) {
      o.cycle_days = days_between(*opened, *closed);
    }
  }

  // Stays that led on, stages that were skipped, steps back.
  void count_traffic(const Way& way, const OpportunityState& o) {
    if (way.stays.empty()) return;
    std::vector<uint8_t> stood(state_.stages.size() + 1, 0), fell(state_.stages.size() + 1, 0);
    for (size_t i = 0; i < way.stays.size(); ++i) {
      const Stay& stay = way.stays[i];
      stood[stay.depth] = 1;
      const bool is_last = i + 1 == way.stays.size();
      if (!is_last && way.stays[i + 1].depth < stay.depth) fell[stay.depth] = 1;
      const bool led_on = is_last ? o.outcome == Outcome::won : way.stays[i + 1].depth > stay.depth;
      const std::optional<TimeMs> end = is_last ? closing_of(way, o) : way.stays[i + 1].from;
      if (led_on && stay.depth > 0 && stay.from && end && *end >= *stay.from) {
        state_.traffic[stay.depth - 1].stays.push_back(days_between(*stay.from, *end));
      }
    }
    for (size_t depth = 1; depth < stood.size(); ++depth) {
      if (depth <= o.reached && stood[depth] == 0) ++state_.traffic[depth - 1].skipped;
      state_.traffic[depth - 1].fell_back += fell[depth];
    }
  }

  std::optional<TimeMs> closing_of(const Way& way, const OpportunityState& o) const {
    const uint32_t last = *way.last_entry;
    if (outcome_at(last) == Outcome::open) return t_.closed[o.row];
    uint32_t first = last;  // of the entries that say so at the end
    while (first > t_.history.begin_of(o.row) && outcome_at(first - 1) == outcome_at(last)) --first;
    return t_.history.time[first];
  }

  const Opportunities& t_;
  const std::vector<uint8_t>* keep_;
  StageLadder ladder_;
  std::vector<size_t> depth_;  // by stage of the file
  PipelineState& state_;
};

PipelineReader::PipelineReader(const Opportunities& table, const std::vector<Step>& steps, std::optional<Day> as_of,
                               const std::vector<uint8_t>* keep)
    : reading_(std::make_unique<Reading>(table, steps, as_of, keep, state_)) {}

PipelineReader::~PipelineReader() = default;

void PipelineReader::read(uint32_t row) { reading_->read(row); }

}  // namespace sluice::funnel

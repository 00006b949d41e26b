// Which steps a heap of events can fill when each event fills one step and each step needs one event: a maximum
// bipartite matching that follows as events and steps come and go (augmenting paths; Kuhn 1955). Events that match the
// same steps are alike and held as one class with a count, so that a thousand events of one name cost as much as one.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "funnel/funnel_spec.h"
#include "funnel/journeys.h"

namespace sluice::funnel {

class StepFilling {
 public:
  void clear() {
    classes_.clear();
    wanted_ = filled_ = 0;
    overlap_ = false;
  }

  /// An event that matches `mask`, not 0.
  void add_event(StepMask mask) {
    const uint32_t index = class_of(mask);
    ++classes_[index].count;
    const StepMask empty = wanted_ & ~filled_;
    if (empty == 0) return;
    if ((empty & mask) != 0) {
      ++classes_[index].used;
      take(lowest(empty & mask), index);
    } else if (overlap_) {
      fill_any();
    }
  }

  /// One that was added before.
  void remove_event(StepMask mask) {
    const uint32_t index = class_of(mask);
    Class& events = classes_[index];
    if (events.used < events.count--) return;
    // A step loses its event; no other step can gain by that.
    StepMask steps = filled_ & mask;
    while (filler_[lowest(steps)] != index) steps &= steps - 1;
    const size_t step = lowest(steps);
    --events.used;
    filled_ &= ~bit(step);
    if (!overlap_) return;
    begin_search();
    fill(step);
  }

  /// False, and nothing changed, where the step cannot be filled together with those that are.
  bool add_step(size_t step) {
    begin_search();
    if (!fill(step)) return false;
    wanted_ |= bit(step);
    return true;
  }

  void remove_step(size_t step) {
    if (holds(filled_, step)) --classes_[filler_[step]].used;
    filled_ &= ~bit(step);
    wanted_ &= ~bit(step);
  }

  /// Steps that are filled as far as events allow.
  void want(StepMask steps) {
    wanted_ |= steps;
    fill_any();
  }

  StepMask filled() const { return filled_; }

 private:
  struct Class {
    StepMask mask = 0;
    uint32_t count = 0, used = 0;
    bool visited = false;
  };

  static StepMask bit(size_t step) { return StepMask{1} << step; }
  static bool holds(StepMask mask, size_t step) { return (mask >> step & 1U) != 0; }
  static size_t lowest(StepMask steps) { return static_cast<size_t>(std::countr_zero(steps)); }

  uint32_t class_of(StepMask mask) {
    uint32_t index = 0;
    while (index < classes_.size() && classes_[index].mask != mask) ++index;
    if (index == classes_.size()) {
      classes_.push_back({.mask = mask});
      overlap_ = overlap_ || (mask & (mask - 1)) != 0;
    }
    return index;
  }

  void begin_search() {
    for (Class& events : classes_) events.visited = false;
  }

  void fill_any() {
    begin_search();
    for (StepMask rest = wanted_ & ~filled_; rest != 0; rest &= rest - 1) {
      if (fill(lowest(rest))) begin_search();
    }
  }

  // An unfilled step takes a free event, or one of a step that can take another.
  bool fill(size_t step) {
    for (uint32_t index = 0; index < classes_.size(); ++index) {
      if (classes_[index].visited || !holds(classes_[index].mask, step)) continue;
      classes_[index].visited = true;
      if (classes_[index].used < classes_[index].count) {
        ++classes_[index].used;
        take(step, index);
        return true;
      }
      for (StepMask rest = filled_ & classes_[index].mask; rest != 0; rest &= rest - 1) {
        const size_t other = lowest(rest);
        if (filler_[other] != index || !fill(other)) continue;
        take(step, index);  // what the other step gave up
        return true;
      }
    }
    return false;
  }

  void take(size_t step, uint32_t index) {
    filler_[step] = index;
    filled_ |= bit(step);
  }

  std::vector<Class> classes_;
  std::array<uint32_t, kMaxSteps> filler_{};  // by filled step: its class
  StepMask wanted_ = 0, filled_ = 0;
  bool overlap_ = false;  // some class matches several steps: only then can one step's event be another's
};

}  // namespace sluice::funnel

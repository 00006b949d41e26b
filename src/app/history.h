// Undo and redo of the spec. One gesture (dragging a slider) is one step, however many specs it passes through.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "report/spec.h"

namespace sluice::app {

class History {
 public:
  const Spec& present() const { return present_; }
  bool can_undo() const { return !past_.empty(); }
  bool can_redo() const { return !future_.empty(); }

  /// A new beginning: nothing to undo.
  void start(Spec spec) {
    present_ = std::move(spec);
    past_.clear();
    future_.clear();
    gesture_.clear();
  }

  /// `gesture` joins consecutive changes of one control into one step, until end_gesture(); empty never joins.
  void change(Spec spec, std::string_view gesture) {
    if (spec == present_) return;
    if (gesture.empty() || gesture != gesture_) past_.push_back(present_);
    gesture_ = gesture;
    present_ = std::move(spec);
    future_.clear();
    if (past_.size() > kMaxSteps) past_.erase(past_.begin());
  }
  void end_gesture() { gesture_.clear(); }

  /// As if the gesture, which has not ended, had changed nothing.
  void take_back(std::string_view gesture) {
    if (gesture.empty() || gesture != gesture_ || past_.empty()) return;
    present_ = std::move(past_.back());
    past_.pop_back();
    gesture_.clear();
  }

  void undo() { step(past_, future_); }
  void redo() { step(future_, past_); }

  /// The engine refused what is present: back to the spec that stands, which no step shall lead away from again.
  void retreat(const Spec& standing) {
    present_ = standing;
    gesture_.clear();
    if (!past_.empty() && past_.back() == standing) past_.pop_back();
    if (!future_.empty() && future_.back() == standing) future_.pop_back();
  }

 private:
  static constexpr size_t kMaxSteps = 200;

  void step(std::vector<Spec>& from, std::vector<Spec>& to) {
    if (from.empty()) return;
    to.push_back(std::exchange(present_, std::move(from.back())));
    from.pop_back();
    gesture_.clear();
  }

  Spec present_;
  std::vector<Spec> past_, future_;
  std::string gesture_;
};

}  // namespace sluice::app

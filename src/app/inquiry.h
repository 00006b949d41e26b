// One answer of the engine that a screen needs only while it is shown: asked for when it is first wanted, kept until
// the question changes. The former answer stays visible until the new one is here, so that a screen does not flicker.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <utility>

#include "base/result.h"

namespace sluice::app {

/// What can be said of it whatever the answer is.
class InquiryState {
 public:
  /// Asks the engine; what comes of it goes to advance(), fill() or fail() with the same generation.
  using Fetch = std::function<void(uint64_t generation)>;

  explicit InquiryState(Fetch fetch) : fetch_(std::move(fetch)) {}

  /// The question has changed: an answer under way is dropped.
  void restart() {
    ++generation_;
    state_ = State::stale;
    error_.reset();
    share_ = 0;
  }

  /// The answer is on the screen: asks for it unless it is here, under way or could not be had.
  void want() {
    if (state_ != State::stale) return;
    state_ = State::waiting;
    fetch_(generation_);
  }

  /// The engine is so far, 0..1. False: the answer is not waited for any more.
  bool advance(uint64_t generation, double share) {
    if (generation != generation_ || !waiting()) return false;
    share_ = share;
    return true;
  }

  /// Nothing is asked again until restart(), or a broken question would be asked in every frame.
  void fail(uint64_t generation, Error error) {
    if (generation != generation_) return;
    error_ = std::move(error);
    state_ = State::failed;
  }

  /// The user does not wait for it: what the engine has done so far is its to keep, and restart() goes on.
  void stop() {
    restart();
    fail(generation_, {ErrorCode::cancelled, {"Stopped.", "已停止。"}, {}});
  }

  bool current() const { return state_ == State::current; }  ///< the answer is that of the present question
  bool waiting() const { return state_ == State::waiting; }
  double share() const { return share_; }                             ///< while waiting; 0: nothing is known of it
  const Error* error() const { return error_ ? &*error_ : nullptr; }  ///< why the present question has no answer
  bool stopped() const { return error_ && error_->code == ErrorCode::cancelled; }

 protected:
  enum class State { stale, waiting, current, failed };

  Fetch fetch_;
  uint64_t generation_ = 1;
  State state_ = State::stale;
  std::optional<Error> error_;
  double share_ = 0;
};

template <class Answer>
class Inquiry : public InquiryState {
 public:
  using InquiryState::InquiryState;

  /// Another matter altogether: the former answer goes, too.
  void forget() {
    restart();
    answer_.reset();
  }

  void fill(uint64_t generation, Answer answer) {
    if (generation != generation_) return;
    answer_ = std::move(answer);
    state_ = State::current;
  }

  const Answer* answer() const { return answer_ ? &*answer_ : nullptr; }  ///< the latest, be it of the question before

 private:
  std::optional<Answer> answer_;
};

}  // namespace sluice::app

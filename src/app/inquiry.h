// One answer of the engine that a screen needs only while it is shown: asked for when it is first wanted, kept until
// the question changes. The former answer stays visible until the new one is here, so that a screen does not flicker.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <utility>

#include "base/result.h"

namespace sluice::app {

template <class Answer>
class Inquiry {
 public:
  /// Asks the engine; what comes of it goes to fill() or fail() with the same generation.
  using Fetch = std::function<void(uint64_t generation)>;

  explicit Inquiry(Fetch fetch) : fetch_(std::move(fetch)) {}

  /// The question has changed: an answer under way is dropped.
  void restart() {
    ++generation_;
    state_ = State::stale;
    error_.reset();
  }

  /// Another matter altogether: the former answer goes, too.
  void forget() {
    restart();
    answer_.reset();
  }

  /// The answer is on the screen: asks for it unless it is here, under way or could not be had.
  void want() {
    if (state_ != State::stale) return;
    state_ = State::waiting;
    fetch_(generation_);
  }

  void fill(uint64_t generation, Answer answer) {
    if (generation != generation_) return;
    answer_ = std::move(answer);
    state_ = State::current;
  }

  /// Nothing is asked again until restart(), or a broken question would be asked in every frame.
  void fail(uint64_t generation, Error error) {
    if (generation != generation_) return;
    error_ = std::move(error);
    state_ = State::failed;
  }

  const Answer* answer() const { return answer_ ? &*answer_ : nullptr; }  ///< the latest, be it of the question before
  bool current() const { return state_ == State::current; }               ///< answer() is that of the present question
  bool waiting() const { return state_ == State::waiting; }
  const Error* error() const { return error_ ? &*error_ : nullptr; }  ///< why the present question has no answer

 private:
  enum class State { stale, waiting, current, failed };

  Fetch fetch_;
  uint64_t generation_ = 1;
  State state_ = State::stale;
  std::optional<Answer> answer_;
  std::optional<Error> error_;
};

}  // namespace sluice::app

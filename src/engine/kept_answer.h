// An answer that is made a stretch at a time and kept until what it is made of changes.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>

#include "base/passes.h"
#include "base/result.h"

namespace sluice::engine {

/// How far the work on an answer is, and the answer once it is there.
template <class Answer>
struct Progress {
  double share = 1;                ///< 0..1
  const Answer* answer = nullptr;  ///< where the share is 1; valid until what it is made of changes
};

/// `Run` works a stretch at a time: advance(work), done(), share() and, once it is done, conclude().
template <class Answer, class Run = PassRun<Answer>>
class KeptAnswer {
 public:
  /// What it is made of has changed: the answer goes, and what was begun.
  void reset() {
    run_.reset();
    answer_.reset();
  }

  /// Works on for about `work` operations. `begin` gives a Result<Run>, where none is under way. Errors: those of
  /// `begin`, and of what is concluded.
  template <class Begin>
  Result<Progress<Answer>> advance(uint64_t work, Begin begin) {
    if (answer_) return Progress<Answer>{1, &*answer_};
    if (!run_) {
      Result<Run> begun = begin();
      if (!begun) return std::move(begun).error();
      run_ = std::move(*begun);
    }
    // Taken out while it works: what memory did not suffice for is not carried on.
    Run run = *std::exchange(run_, std::nullopt);
    run.advance(work);
    if (!run.done()) {
      run_ = std::move(run);
      return Progress<Answer>{run_->share(), nullptr};
    }
    Result<Answer> concluded = run.conclude();
    if (!concluded) return std::move(concluded).error();
    answer_ = std::move(*concluded);
    return Progress<Answer>{1, &*answer_};
  }

 private:
  std::optional<Run> run_;
  std::optional<Answer> answer_;
};

}  // namespace sluice::engine

// A calculation that looks at rows in passes, one after the other, a stretch at a time, so that whoever waits can be
// told how far it is and may stop.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "base/result.h"

namespace sluice {

/// One look at so many rows.
struct Pass {
  /// Takes rows from `begin` on, at least one, up to about `end`, and says which is the next.
  using Take = std::function<size_t(size_t begin, size_t end)>;

  size_t rows = 0;
  uint64_t cost = 1;  ///< of a row, in operations, about; >= 1
  Take take;
};

class Passes {
 public:
  void add(Pass pass);      ///< behind those that are there; one without rows is done
  void add(Passes others);  ///< that have not begun

  /// Works on for about `work` operations, but for one row at least.
  void advance(uint64_t work);
  void finish() { advance(UINT64_MAX); }

  bool done() const { return present_ == passes_.size(); }
  double share() const;  ///< 0..1 of the operations

 private:
  std::vector<Pass> passes_;
  size_t present_ = 0, row_ = 0;
};

/// Passes, and what they come to.
template <class Answer>
struct PassRun {
  Passes passes;
  /// Once, when the passes are done; keeps what they work on. An error where they met what they cannot work on.
  std::function<Result<Answer>()> conclude;

  void advance(uint64_t work) { passes.advance(work); }
  bool done() const { return passes.done(); }
  double share() const { return passes.share(); }

  Result<Answer> finish() {
    passes.finish();
    return conclude();
  }
};

/// The same of one that has begun or been refused.
template <class Answer>
Result<Answer> finish(Result<PassRun<Answer>> run) {
  if (!run) return std::move(run).error();
  return run->finish();
}

}  // namespace sluice

// How an event funnel changes with the length of its window, and with its mode. A step is reached within a window when
// the shortest chain to it is no longer (is_decided_by_spans): then one look at each journey answers for every length.
// Where that does not hold, and where entries are counted, which end with the window, each length is a funnel of its
// own. Either way it is the work of several funnels, and is done a stretch at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "base/result.h"
#include "dataset/dataset.h"
#include "funnel/funnel_spec.h"
#include "funnel/sensitivity_report.h"

namespace sluice::funnel {

class SensitivityRun {
 public:
  /// `keep` as in funnel/analysis.h; it and the dataset must stay. Errors: not_applicable (no events, fewer than two
  /// steps); those of the funnel.
  static Result<SensitivityRun> begin(const Dataset& dataset, const FunnelSpec& spec, const std::vector<uint8_t>* keep);
  SensitivityRun(SensitivityRun&&) noexcept;
  SensitivityRun& operator=(SensitivityRun&&) noexcept;
  ~SensitivityRun();

  /// Works on for about `work` operations (some hundred million a second), but for one customer at least.
  void advance(uint64_t work);
  bool done() const;
  double share() const;  ///< 0..1 of the time that it is likely to take

  SensitivityReport conclude() const;  ///< once it is done

 private:
  struct State;
  explicit SensitivityRun(std::unique_ptr<State> state);

  std::unique_ptr<State> state_;
};

/// All of it at once.
Result<SensitivityReport> analyze_sensitivity(const Dataset& dataset, const FunnelSpec& spec,
                                              const std::vector<uint8_t>* keep);

}  // namespace sluice::funnel

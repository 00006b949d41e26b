// From the table of an A/B test to its report. Rates are quick; the intervals of revenue per person resample, and are
// made in steps.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "base/result.h"
#include "funnel/experiment_report.h"
#include "funnel/experiment_source.h"
#include "funnel/experiment_spec.h"

namespace sluice::funnel {

/// What types cannot say: too many outcomes, one that is named twice, planned shares that do not come to 1. bad_spec
/// under /experiment.
Status check(const ExperimentSpec& spec);

class ExperimentRun {
 public:
  /// Counts and compares; the source is not needed afterwards. `keep` has one byte a customer code (1: counts) or is
  /// null; it applies where rows name customers. Errors: bad_spec under /experiment (a column, control or planned
  /// arm that is not there, or cannot be that; an arm without a planned share), not_applicable (no column could tell
  /// the arms).
  static Result<ExperimentRun> begin(const ExperimentSource& source, const ExperimentSpec& spec,
                                     const std::vector<uint8_t>* keep);
  ExperimentRun(ExperimentRun&&) noexcept;
  ExperimentRun& operator=(ExperimentRun&&) noexcept;
  ~ExperimentRun();

  /// Works on for about `work` operations (some hundred million a second), but for one resample at least.
  void advance(uint64_t work);
  bool done() const;
  double share() const;  ///< 0..1

  ExperimentReport conclude() const;  ///< once it is done

 private:
  struct State;
  explicit ExperimentRun(std::unique_ptr<State> state);

  std::unique_ptr<State> state_;
};

/// All of it at once.
Result<ExperimentReport> analyze_experiment(const ExperimentSource& source, const ExperimentSpec& spec,
                                            const std::vector<uint8_t>* keep);

}  // namespace sluice::funnel

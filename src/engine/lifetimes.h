// The answers about what customers will bring: made when they are first asked for, and kept until what they are made of
// changes. Part of a Session.
#pragma once

#include <optional>

#include "base/result.h"
#include "dataset/dataset.h"
#include "engine/kept_answer.h"
#include "report/spec.h"
#include "rfm/analysis.h"
#include "rfm/customer_value.h"
#include "rfm/lifetime.h"
#include "rfm/lines.h"

namespace sluice::engine {

class Lifetimes {
 public:
  /// What the answers are made of: the session's present state.
  struct Sources {
    const Dataset& dataset;
    rfm::Analysis& analysis;  ///< is given its estimates
    const rfm::Lines* lines;  ///< null without order lines
    const Spec& spec;
  };

  /// What is to be estimated has changed, or for whom.
  void begin_anew();
  /// Customers have other scores or segments, or the filter leaves others.
  void forget_report() { report_.reset(); }

  /// Works on what an analysis lacks that is Lifetime::pending. 0..1; 1: it is there.
  double estimate(const Sources& sources, uint64_t work);

  // Of an analysis with its estimates. Errors: not_applicable without order lines; of intervals also where the models
  // do not hold.
  Result<Progress<rfm::ValueReport>> report(const Sources& sources, uint64_t work);
  Result<Progress<rfm::ValueIntervals>> intervals(const Sources& sources, uint64_t work);

 private:
  std::optional<rfm::LifetimeRun> run_;
  KeptAnswer<rfm::ValueReport> report_;
  KeptAnswer<rfm::ValueIntervals> intervals_;
};

}  // namespace sluice::engine

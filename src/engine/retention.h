// The answers about cohorts and the rhythm of purchases: made when they are first asked for, and kept until what they
// are made of changes. Part of a Session.
#pragma once

#include <optional>
#include <vector>

#include "base/result.h"
#include "dataset/dataset.h"
#include "engine/kept_answer.h"
#include "report/spec.h"
#include "rfm/analysis.h"
#include "rfm/cohorts.h"
#include "rfm/lines.h"
#include "rfm/rhythm.h"

namespace sluice::engine {

class Retention {
 public:
  /// What the answers are made of: the session's present state.
  struct Sources {
    const Dataset& dataset;
    const rfm::Analysis& analysis;
    const rfm::Lines* lines;  ///< null without order lines
    const Spec& spec;
  };

  /// The session takes another spec; `scored_again`: and another analysis.
  void change(const Spec& before, const Spec& after, bool scored_again);

  // Errors: not_applicable without order lines.
  Result<const rfm::CohortReport*> cohorts(const Sources& sources);
  Result<const rfm::RhythmReport*> rhythm(const Sources& sources);
  Result<rfm::OverduePage> overdue(const Sources& sources, const rfm::OverdueQuery& query);

  Result<rfm::CustomerRhythm> of_customer(const Sources& sources, size_t profile_row);

  /// Of all customers; valid until the next change().
  Result<const rfm::Rhythm*> measured(const Sources& sources);
  /// Works on that for about `work` operations, between which others are answered. 0..1; 1: it is there, or refused.
  double measure(const Sources& sources, uint64_t work);

  /// A run that is valid until the next change().
  Result<TableRun> begin_overdue_table(const Sources& sources, const rfm::OverdueQuery& query, TableStyle style);

 private:
  Result<Progress<rfm::Rhythm>> advance_rhythm(const Sources& sources, uint64_t work);
  Result<const rfm::Rhythm*> measured_and_selected(const Sources& sources);
  Result<const std::vector<uint32_t>*> ordered_rows(const Sources& sources, const rfm::OverdueQuery& query);

  std::optional<rfm::CohortReport> cohorts_;
  KeptAnswer<rfm::Rhythm> rhythm_;                // of all customers
  std::optional<std::vector<uint8_t>> selected_;  // whom the filter leaves
  std::optional<rfm::RhythmReport> rhythm_report_;
  std::optional<rfm::OverdueQuery> ordered_for_;
  std::vector<uint32_t> ordered_;
};

}  // namespace sluice::engine

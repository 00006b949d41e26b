// What was known of each opportunity at the beginning of the as-of day: its outcome, how far it had come, since when it
// stood where it stood. Everything else about the pipeline is counted from here.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "base/result.h"
#include "dataset/dataset.h"
#include "funnel/funnel_spec.h"
#include "funnel/stage_ladder.h"

namespace sluice::funnel {

struct OpportunityState {
  uint32_t row = 0;  ///< in the table
  ingest::Outcome outcome = ingest::Outcome::open;
  size_t reached = 0;  ///< furthest stage, 1..stages; a won one has reached them all, an unplaced lost one the first
  size_t stage = 0;    ///< where it stands, or stood when it was closed, 1..stages; 0: unknown
  std::optional<double> value;
  std::optional<TimeMs> since;       ///< open: the time from which its age counts
  std::optional<double> age_days;    ///< open: from then to the as-of day
  std::optional<double> cycle_days;  ///< closed: from opening to closing; may be negative
};

/// Of a history.
struct StageTraffic {
  std::vector<double> stays;  ///< days of the stays that led on
  uint64_t skipped = 0;
  uint64_t fell_back = 0;
};

struct PipelineState {
  std::vector<Step> stages;                     ///< without those that mean won; at most one step a stage
  std::vector<Zone> zones;                      ///< of the stages
  std::optional<Day> as_of;                     ///< none: the file has no dates
  std::vector<OpportunityState> opportunities;  ///< counted ones, in the order of the table
  std::vector<StageTraffic> traffic;            ///< by stage
  bool has_history = false;
  bool filtered = false;  ///< only customers that a filter leaves
  uint64_t opened_later = 0, unknown_then = 0, before_first_stage = 0;
};

/// Reads the opportunities one by one, all of them in the order of the table.
class PipelineReader {
 public:
  /// `steps`: the stages in order, not empty of known names; `keep` as in analyze(): it and the table must stay.
  /// `as_of`: none for the day after the latest date of the file, which of an open opportunity is not the day on which
  /// its closing is expected.
  PipelineReader(const Opportunities& table, const std::vector<Step>& steps, std::optional<Day> as_of,
                 const std::vector<uint8_t>* keep);
  ~PipelineReader();

  void read(uint32_t row);
  const PipelineState& state() const { return state_; }

 private:
  class Reading;
  PipelineState state_;
  std::unique_ptr<Reading> reading_;
};

}  // namespace sluice::funnel

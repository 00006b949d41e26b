// The parts of the pipeline's report, one file each, and what they share.
#pragma once

#include <optional>
#include <vector>

#include "base/statistics.h"
#include "dataset/dataset.h"
#include "funnel/pipeline_report.h"
#include "funnel/pipeline_spec.h"
#include "funnel/pipeline_state.h"

namespace sluice::funnel {

/// The sum of those values that are there.
class ValueSum {
 public:
  void add(const std::optional<double>& value) {
    if (value) sum_.add(*value);
    ++(value ? with_ : without_);
  }
  std::optional<double> value() const { return with_ > 0 ? std::optional(sum_.value()) : std::nullopt; }
  uint64_t with() const { return with_; }
  uint64_t without() const { return without_; }

 private:
  CompensatedSum sum_;
  uint64_t with_ = 0, without_ = 0;
};

/// None of nothing. count <= of.
std::optional<ObservedShare> observed_share(uint64_t count, uint64_t of);

/// part / whole; none where either is absent or the whole is not above 0.
std::optional<double> ratio_of(const std::optional<double>& part, const std::optional<double>& whole);

/// Type-7 quantiles; rearrange the values. None of nothing.
std::optional<double> quantile_of(std::vector<double>& values, double p);

// pipeline_stages.cpp
PipelineTotals count_totals(const PipelineState& state);
/// Everything of the stages but their ages.
std::vector<PipelineStage> count_stages(const PipelineState& state, const PipelineTotals& totals,
                                        const PipelineSpec& spec);

// pipeline_ages.cpp
void measure_ages(const PipelineState& state, const PipelineSpec& spec, std::vector<PipelineStage>& stages);
/// The limit of its stage that the age of an open opportunity exceeds; none: it is not rotten.
std::optional<double> rotten_limit(const OpportunityState& opportunity, const std::vector<PipelineStage>& stages);

// pipeline_speed.cpp: weighted pipeline, win rates, cycle times, velocity
void measure_speed(const PipelineState& state, PipelineReport& report);

// pipeline_breakdown.cpp; `property`: index into Opportunities::properties
PropertyBreakdown break_down(const Opportunities& table, size_t property, const PipelineState& state);

// what_if.cpp; of its totals, stages and velocity
WhatIfReport what_if(const PipelineReport& pipeline, const PipelineSpec& spec);

}  // namespace sluice::funnel

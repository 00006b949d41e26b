// From the dataset's opportunities to the report of the sales pipeline, and the list of the rotten ones.
#pragma once

#include <cstdint>
#include <vector>

#include "base/passes.h"
#include "base/result.h"
#include "base/table_columns.h"
#include "dataset/dataset.h"
#include "funnel/funnel_spec.h"
#include "funnel/pipeline_report.h"
#include "funnel/pipeline_spec.h"

namespace sluice::funnel {

/// What types cannot say: ranges, days, a stage that is named twice. bad_spec under /pipeline.
Status check(const PipelineSpec& spec);

/// What analyze_pipeline would refuse. Errors: bad_spec (those of check(spec); a stage or property that the file does
/// not have; steps of the funnel that are no stages), not_applicable (there are no opportunities).
Status check(const Dataset& dataset, const FunnelSpec& funnel, const PipelineSpec& spec);

struct RottenOpportunity {
  uint32_t row = 0;  ///< of the table
  size_t stage = 0;  ///< index into PipelineReport::stages
  TimeMs since = 0;
  double age = 0;    ///< days
  double limit = 0;  ///< days
};

struct Pipeline {
  PipelineReport report;
  std::vector<RottenOpportunity> rotten;  ///< in the order of the table
};

/// The stages are the steps of the funnel where it is made of opportunities, else those that the file proposes. `keep`
/// as in analyze(): opportunities of other customers, or of none, are left out, unless the file names no customers. It
/// and the dataset must stay.
Result<PassRun<Pipeline>> begin_pipeline(const Dataset& dataset, const FunnelSpec& funnel, const PipelineSpec& spec,
                                         const std::vector<uint8_t>* keep);
/// The same in one go.
Result<Pipeline> analyze_pipeline(const Dataset& dataset, const FunnelSpec& funnel, const PipelineSpec& spec,
                                  const std::vector<uint8_t>* keep);

/// Indices into Pipeline::rotten in the order of the query; offset and limit not applied: keep it and page through it.
std::vector<uint32_t> order_rotten(const Dataset& dataset, const Pipeline& pipeline, const RottenQuery& query);

RottenRow rotten_row(const Dataset& dataset, const Pipeline& pipeline, size_t index);

/// The rows of a page; `order` from order_rotten.
RottenPage rotten_page(const Dataset& dataset, const Pipeline& pipeline, const std::vector<uint32_t>& order,
                       const RottenQuery& query);

/// These of Pipeline::rotten as a file, with their properties. What it is made of must outlive the run unchanged.
TableRun begin_rotten_table(const Dataset& dataset, const Pipeline& pipeline, std::vector<uint32_t> order,
                            TableStyle style);

}  // namespace sluice::funnel

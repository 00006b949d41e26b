// The spec: one document with everything that the user chose. Its JSON form is described in docs/spec.md. An absent
// member has its default; an unknown member, a wrong type or a value out of range is an error with a JSON pointer.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "dataset/cleaning_spec.h"
#include "funnel/experiment_spec.h"
#include "funnel/funnel_spec.h"
#include "funnel/pipeline_spec.h"
#include "ingest/ingest_spec.h"
#include "rfm/change_spec.h"
#include "rfm/cluster_spec.h"
#include "rfm/cohort_spec.h"
#include "rfm/crossing_spec.h"
#include "rfm/rfm_spec.h"
#include "rfm/rhythm_spec.h"
#include "rfm/scatter_spec.h"

namespace sluice {

inline constexpr int kSpecVersion = 1;

struct Spec {
  int version = kSpecVersion;
  ingest::IngestSpec ingest;
  CleaningSpec cleaning;
  rfm::RfmSpec rfm;
  rfm::FilterSpec filter;
  std::vector<rfm::Audience> audiences;  ///< kept to be chosen as the filter; they change no figure
  funnel::FunnelSpec funnel;
  std::optional<funnel::FunnelSpec> kept_funnel;  ///< stands beside the funnel to be compared with it
  funnel::BreakdownSpec breakdown;                ///< of the funnel
  funnel::FunnelTimeSpec funnel_time;             ///< of the funnel over time
  funnel::PipelineSpec pipeline;
  funnel::ExperimentSpec experiment;
  rfm::CohortSpec cohorts;
  rfm::RhythmSpec rhythm;
  rfm::ClusterSpec clusters;
  rfm::MigrationSpec migration;
  rfm::ComparisonSpec comparison;
  rfm::ScatterSpec scatter;
  rfm::CrossingSpec crossing;

  bool operator==(const Spec&) const = default;
};

/// Whether the filters of both leave the same customers of one analysis: what a cluster's number means hangs on how the
/// clusters are made, and how far a customer came on the funnel.
inline bool same_filter(const Spec& a, const Spec& b) {
  return a.filter == b.filter && (a.filter.clusters.empty() || a.clusters == b.clusters) &&
         (!a.filter.funnel || a.funnel == b.funnel);
}

/// The audience of that name, or nullptr.
inline const rfm::Audience* find_audience(const Spec& spec, std::string_view name) {
  for (const rfm::Audience& audience : spec.audiences) {
    if (audience.name == name) return &audience;
  }
  return nullptr;
}

/// Errors: bad_json (line and column), bad_spec (pointer, what was expected, what was found).
Result<Spec> parse_spec(std::string_view json);

/// Checks what types cannot say: ranges, weights that sum to 1, ascending cuts. bad_spec.
Status validate(const Spec& spec);

/// Every member, in a fixed order; `indent` spaces a level, -1 for one line.
std::string to_json(const Spec& spec, int indent = 2);

}  // namespace sluice

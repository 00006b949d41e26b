// The search for clusters of one analysis, kept from question to question: begun when somebody asks, carried on a
// little at a time, used again while only the filter or the number of clusters changes.
#pragma once

#include <memory>

#include "dataset/dataset.h"
#include "report/spec.h"
#include "rfm/analysis.h"
#include "rfm/cluster_run.h"

namespace sluice::engine {

/// Whether both ask for the same search: it tries every number of clusters, whichever is chosen then.
inline bool same_search(const rfm::ClusterSpec& a, rfm::ClusterSpec b) {
  b.k = a.k;
  return a == b;
}

class Clusters {
 public:
  /// Works on for about `work` operations (ClusterRun::advance) and gives 0..1: 1 when the clusters are there.
  /// `analysis` has the same customers, R, F and M each time.
  double advance(const Dataset& dataset, const rfm::Analysis& analysis, const rfm::ClusterSpec& spec, uint64_t work);

  /// The same, until model() tells who belongs to which of them.
  double label(const Dataset& dataset, const rfm::Analysis& analysis, const rfm::ClusterSpec& spec, uint64_t work);
  const rfm::ClusterModel& model() const { return run_->model(); }

  /// Once they are there. `selected`: what all of the filter but its list of clusters leaves.
  rfm::ClusterReport report(const rfm::Analysis& analysis, const Spec& spec,
                            const std::vector<uint8_t>& selected) const;

 private:
  rfm::ClusterRun& run_under(const Dataset& dataset, const rfm::Analysis& analysis, const rfm::ClusterSpec& spec);

  std::unique_ptr<rfm::ClusterRun> run_;
  rfm::ClusterSpec spec_;  // what it works under
};

}  // namespace sluice::engine

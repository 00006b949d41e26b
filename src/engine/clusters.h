// The search for clusters of one analysis, kept from question to question: begun when somebody asks, carried on a
// little at a time, used again while only the filter or the number of clusters changes.
#pragma once

#include <memory>

#include "dataset/dataset.h"
#include "report/spec.h"
#include "rfm/analysis.h"
#include "rfm/cluster_run.h"

namespace sluice::engine {

class Clusters {
 public:
  /// Works on for about `work` operations (ClusterRun::advance) and gives 0..1: 1 when the clusters are there.
  /// `analysis` has the same customers, R, F and M each time.
  double advance(const Dataset& dataset, const rfm::Analysis& analysis, const rfm::ClusterSpec& spec, uint64_t work);

  /// To the end, and into the analysis, where filters and exports look for them.
  void assign(const Dataset& dataset, rfm::Analysis& analysis, const rfm::ClusterSpec& spec);

  /// Once they are there. `selected`: what all of the filter but its list of clusters leaves.
  rfm::ClusterReport report(const rfm::Analysis& analysis, const Spec& spec,
                            const std::vector<uint8_t>& selected) const;

 private:
  std::unique_ptr<rfm::ClusterRun> run_;
  rfm::ClusterSpec spec_;  // what it works under
};

}  // namespace sluice::engine

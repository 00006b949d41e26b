// Clusters as their screen shows them: figures of the customers that the filter leaves, words, the picture.
#pragma once

#include <vector>

#include "rfm/analysis.h"
#include "rfm/cluster_run.h"

namespace sluice::rfm {

/// `run` is done and of this analysis; `selected`: the customers that all of the filter but its list of clusters
/// leaves.
ClusterReport report_clusters(const Analysis& analysis, const ClusterRun& run, const ClusterSpec& spec,
                              MonetaryMeasure measure, const FilterSpec& filter, const std::vector<uint8_t>& selected);

}  // namespace sluice::rfm

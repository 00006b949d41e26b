#include "engine/clusters.h"

#include "rfm/cluster_summary.h"

namespace sluice::engine {

rfm::ClusterRun& Clusters::run_under(const Dataset& dataset, const rfm::Analysis& analysis,
                                     const rfm::ClusterSpec& spec) {
  if (run_ && same_search(spec_, spec)) {
    run_->choose(spec.k);
  } else {
    run_ = std::make_unique<rfm::ClusterRun>(rfm::make_features(dataset, analysis.profile, spec),
                                             analysis.profile.monetary, spec);
  }
  spec_ = spec;
  return *run_;
}

double Clusters::advance(const Dataset& dataset, const rfm::Analysis& analysis, const rfm::ClusterSpec& spec,
                         uint64_t work) {
  rfm::ClusterRun& run = run_under(dataset, analysis, spec);
  run.advance(work);
  return run.share();
}

double Clusters::label(const Dataset& dataset, const rfm::Analysis& analysis, const rfm::ClusterSpec& spec,
                       uint64_t work) {
  rfm::ClusterRun& run = run_under(dataset, analysis, spec);
  run.label(work);
  return run.label_share();
}

rfm::ClusterReport Clusters::report(const rfm::Analysis& analysis, const Spec& spec,
                                    const std::vector<uint8_t>& selected) const {
  return rfm::report_clusters(analysis, *run_, spec.clusters, spec.rfm.monetary_measure, spec.filter, selected);
}

}  // namespace sluice::engine

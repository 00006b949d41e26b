#include "engine/clusters.h"

#include "rfm/cluster_summary.h"

namespace sluice::engine {

double Clusters::advance(const Dataset& dataset, const rfm::Analysis& analysis, const rfm::ClusterSpec& spec,
                         uint64_t work) {
  rfm::ClusterSpec apart_from_k = spec_;
  apart_from_k.k = spec.k;
  if (run_ && apart_from_k == spec) {
    run_->choose(spec.k);
  } else {
    run_ = std::make_unique<rfm::ClusterRun>(rfm::make_features(dataset, analysis.profile, spec),
                                             analysis.profile.monetary, spec);
  }
  spec_ = spec;
  run_->advance(work);
  return run_->share();
}

void Clusters::assign(const Dataset& dataset, rfm::Analysis& analysis, const rfm::ClusterSpec& spec) {
  advance(dataset, analysis, spec, 0);
  run_->finish();
  analysis.cluster = run_->model().label;
  analysis.clusters = run_->model().k;
}

rfm::ClusterReport Clusters::report(const rfm::Analysis& analysis, const Spec& spec,
                                    const std::vector<uint8_t>& selected) const {
  return rfm::report_clusters(analysis, *run_, spec.clusters, spec.rfm.monetary_measure, spec.filter, selected);
}

}  // namespace sluice::engine

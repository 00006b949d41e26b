#include "engine/lifetimes.h"

#include <utility>

namespace sluice::engine {

void Lifetimes::begin_anew() {
  run_.reset();
  report_.reset();
  intervals_.reset();
}

double Lifetimes::estimate(const Sources& sources, uint64_t work) {
  if (!sources.analysis.lifetime.pending) return 1;
  // Taken out while it works: what memory did not suffice for is not carried on.
  std::optional<rfm::LifetimeRun> run = std::exchange(run_, std::nullopt);
  if (!run) run.emplace(sources.dataset, sources.spec.rfm, *sources.lines, sources.analysis.profile);
  run->advance(work);
  if (!run->done()) {
    const double share = run->share();
    run_ = std::move(run);
    return share;
  }
  rfm::take_estimates(sources.spec.rfm, run->conclude(), sources.analysis);
  return 1;
}

Result<Progress<rfm::ValueReport>> Lifetimes::report(const Sources& sources, uint64_t work) {
  return report_.advance(
      work, [&] { return rfm::begin_value_report(sources.dataset, sources.analysis, sources.spec.filter); });
}

Result<Progress<rfm::ValueIntervals>> Lifetimes::intervals(const Sources& sources, uint64_t work) {
  constexpr uint64_t kSeed = 20'050'501;  // the same intervals every time
  return intervals_.advance(work, [&] { return rfm::begin_value_intervals(sources.analysis.lifetime, kSeed); });
}

}  // namespace sluice::engine

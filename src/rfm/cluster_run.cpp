#include "rfm/cluster_run.h"

#include <algorithm>
#include <numeric>

#include "base/statistics.h"
#include "rfm/elbow.h"
#include "rfm/rand_index.h"

namespace sluice::rfm {
namespace {

constexpr size_t kSearchSample = 10'000;     // customers among whom starting points are searched
constexpr size_t kSilhouetteSample = 3'000;  // customers of whom silhouettes are measured
constexpr size_t kHalfSample = 10'000;       // customers in a resample, at most
constexpr int kMoreStarts = 10;
constexpr int kResamples = 20;
constexpr int kRestartsOfResample = 5;
constexpr double kRefineTolerance = 1e-6;
constexpr uint64_t kTypicalIterations = 20;
constexpr double kSearchTime = 0.7, kTestTime = 0.15, kStabilityTime = 0.15;  // about their parts of the whole

/// Where values lie on an axis of `kDensityCells` cells; the outermost half percent at each end stand in the last one.
std::vector<uint16_t> density_cells(const std::vector<double>& values) {
  constexpr double kTail = 0.005;
  std::vector<double> sorted = values;
  double low = select_quantile_type7(sorted, kTail);
  double high = select_quantile_type7(sorted, 1 - kTail);
  if (!(high > low)) {
    const auto [least, most] = std::minmax_element(values.begin(), values.end());
    low = *least;
    high = *most;
  }
  std::vector<uint16_t> cells(values.size(), kDensityCells / 2);
  if (!(high > low)) return cells;
  for (size_t row = 0; row < values.size(); ++row) {
    const double cell = (values[row] - low) / (high - low) * kDensityCells;
    cells[row] = static_cast<uint16_t>(std::clamp(cell, 0.0, kDensityCells - 1.0));
  }
  return cells;
}

std::vector<uint16_t> map_cells(const Points& points, const PrincipalComponents& components) {
  std::vector<uint16_t> cells;
  for (size_t component = 0; component < std::min<size_t>(2, points.dimensions()); ++component) {
    std::vector<double> values(points.size());
    for (size_t row = 0; row < values.size(); ++row) values[row] = components.at(points, row, component);
    const std::vector<uint16_t> along = density_cells(values);
    if (component == 0) {
      cells = along;
    } else {
      for (size_t row = 0; row < cells.size(); ++row) cells[row] += static_cast<uint16_t>(along[row] * kDensityCells);
    }
  }
  return cells;
}

}  // namespace

ClusterRun::ClusterRun(Features features, std::vector<double> monetary, const ClusterSpec& spec)
    : features_(std::move(features)), monetary_(std::move(monetary)), wanted_k_(spec.k), seed_(spec.seed) {
  const Points& points = features_.points;
  if (points.dimensions() == 0) {
    model_.label.assign(monetary_.size(), 0);
    model_.silhouette.resize(1);
    phase_ = Phase::done;
    return;
  }
  most_ = count_distinct(points, kMostClusters);
  Random for_sample = random(0, 0), for_silhouette = random(0, 1);
  sample_ = points_at(points, sample_rows(points.size(), kSearchSample, for_sample));
  silhouette_rows_ = sample_rows(points.size(), kSilhouetteSample, for_silhouette);
  silhouette_points_ = points_at(points, silhouette_rows_);
  model_.silhouette_customers = silhouette_rows_.size();
  model_.components = principal_components(points);
  model_.cell = map_cells(points, model_.components);
}

Random ClusterRun::random(uint64_t purpose, uint64_t index) const {
  Random mixed(seed_ << 32 | purpose << 16 | index);
  return Random(mixed.next());
}

void ClusterRun::advance(uint64_t work) {
  const uint64_t until = worked_ + work;
  while (!done() && worked_ < until) step();
}

void ClusterRun::label(uint64_t work) {
  const uint64_t until = worked_ + work;
  while (!labelled() && worked_ < until) step();
}

void ClusterRun::step() {
  switch (phase_) {
    case Phase::search:
      return search();
    case Phase::refine:
      return refine();
    case Phase::test:
      worked_ += kTypicalIterations * cost(TendencyTest::kPoints, most_ * most_);
      if (!tendency_->step()) phase_ = Phase::choose;
      return;
    case Phase::choose:
      return choose_clusters();
    case Phase::stability:
      return resample();
    case Phase::done:
      return;
  }
}

// One start on the sample; the first one goes on from one cluster fewer, so that more clusters never fit worse.
void ClusterRun::search() {
  const size_t k = model_.tried.size() + 1;
  Random starts = random(k, static_cast<uint64_t>(attempt_));
  KMeans run(sample_, attempt_ == 0 && k > 1 ? with_farthest(sample_, model_.tried.back().centres)
                                             : seed_centres(sample_, k, starts));
  run.run();
  worked_ += cost(sample_.size(), k) * (run.trace().size() + 1);
  if (!least_ || run.objective() < *least_) {
    least_ = run.objective();
    best_ = run.centres();
  }
  const int attempts = k == 1 ? 1 : kMoreStarts + 1;
  if (++attempt_ < attempts) return;
  attempt_ = 0;
  least_.reset();
  refining_.emplace(features_.points, std::move(best_));
  phase_ = Phase::refine;
}

// One iteration over all customers.
void ClusterRun::refine() {
  worked_ += cost(features_.points.size(), model_.tried.size() + 1);
  if (refining_->step(kRefineTolerance)) return;
  measure();
  refining_.reset();
  phase_ = Phase::search;
  if (model_.tried.size() == most_) finish_search();
}

void ClusterRun::measure() {
  TriedClusters& tried = model_.tried.emplace_back();
  tried.centres = refining_->centres();
  tried.within = refining_->objective();
  std::vector<uint8_t> labels;
  for (const uint32_t row : silhouette_rows_) labels.push_back(refining_->labels()[row]);
  tried.silhouette = silhouette(silhouette_points_, labels, tried.centres.size());
  worked_ += cost(silhouette_rows_.size(), silhouette_rows_.size());
}

void ClusterRun::finish_search() {
  std::vector<double> within;
  std::optional<double> best;
  for (const TriedClusters& tried : model_.tried) {
    within.push_back(tried.within);
    const std::optional<double> mean = tried.silhouette.mean;
    if (!mean || (best && *mean <= *best)) continue;
    best = mean;
    model_.by_silhouette = within.size();
  }
  if (const std::optional<size_t> bend = elbow(within)) model_.by_elbow = *bend + 1;
  tendency_.emplace(features_.points, most_, random(kMostClusters + 1, 0).next());
  phase_ = Phase::test;
}

void ClusterRun::choose(int k) {
  if (k == wanted_k_) return;
  wanted_k_ = k;
  if (features_.points.dimensions() > 0 && phase_ > Phase::choose) phase_ = Phase::choose;
}

void ClusterRun::choose_clusters() {
  const size_t wanted = wanted_k_ > 0 ? static_cast<size_t>(wanted_k_) : model_.by_silhouette.value_or(1);
  model_.k = std::min(wanted, most_);
  model_.reference = tendency_->result();
  model_.stability.reset();
  agreements_.clear();
  const TriedClusters& tried = model_.tried[model_.k - 1];
  KMeans run(features_.points, tried.centres);
  run.step();
  model_.label = run.labels();
  order_clusters(tried);
  worked_ += cost(features_.points.size(), model_.k);
  const size_t half = features_.points.size() / 2;
  phase_ = model_.k > 1 && half >= 2 * model_.k ? Phase::stability : Phase::done;
}

void ClusterRun::order_clusters(const TriedClusters& tried) {
  const size_t k = model_.k;
  std::vector<double> counts(k, 0);
  std::vector<CompensatedSum> money(k);
  for (size_t row = 0; row < model_.label.size(); ++row) {
    counts[model_.label[row]] += 1;
    money[model_.label[row]].add(monetary_[row]);
  }
  std::vector<uint8_t> order(k), place(k);
  std::iota(order.begin(), order.end(), uint8_t{0});
  const auto mean = [&](uint8_t j) { return counts[j] > 0 ? money[j].value() / counts[j] : 0; };
  std::stable_sort(order.begin(), order.end(), [&](uint8_t a, uint8_t b) { return mean(a) > mean(b); });
  model_.silhouette.clear();
  model_.centres.columns.assign(features_.points.dimensions(), {});
  for (size_t i = 0; i < k; ++i) {
    place[order[i]] = static_cast<uint8_t>(i);
    model_.silhouette.push_back(tried.silhouette.cluster_mean[order[i]]);
    for (size_t d = 0; d < features_.points.dimensions(); ++d) {
      model_.centres.columns[d].push_back(tried.centres.columns[d][order[i]]);
    }
  }
  for (uint8_t& label : model_.label) label = place[label];
}

// Half of the customers, clustered anew: how far they fall into the same clusters again.
void ClusterRun::resample() {
  Random chance = random(kMostClusters + 2, agreements_.size());
  const size_t count = std::min(features_.points.size() / 2, kHalfSample);
  const std::vector<uint32_t> rows = sample_rows(features_.points.size(), count, chance);
  const Points half = points_at(features_.points, rows);
  KMeans run(half, best_centres(half, model_.k, kRestartsOfResample, chance));
  run.run();
  std::vector<uint8_t> before;
  for (const uint32_t row : rows) before.push_back(model_.label[row]);
  agreements_.push_back(adjusted_rand_index(before, run.labels()));
  worked_ += cost(count, model_.k) * kTypicalIterations * kRestartsOfResample;
  if (agreements_.size() < kResamples) return;
  model_.stability = StabilityReport{.mean = sum_of(agreements_) / kResamples,
                                     .lowest = *std::min_element(agreements_.begin(), agreements_.end()),
                                     .resamples = kResamples,
                                     .customers = count};
  phase_ = Phase::done;
}

double ClusterRun::label_share() const {
  constexpr double kChoiceTime = 0.01;
  return labelled() ? 1 : share() / (kSearchTime + kTestTime + kChoiceTime);
}

double ClusterRun::share() const {
  if (done()) return 1;
  if (phase_ == Phase::stability) {
    return kSearchTime + kTestTime + kStabilityTime * static_cast<double>(agreements_.size()) / kResamples;
  }
  if (tendency_) return kSearchTime + kTestTime * (phase_ == Phase::test ? tendency_->share() : 1);
  const auto triangle = [](double k) { return k * (k + 1) / 2; };  // the time for k clusters grows with k
  const auto tried = static_cast<double>(model_.tried.size());
  const double present = phase_ == Phase::refine ? 0.5 : 0.5 * attempt_ / (kMoreStarts + 1);
  return kSearchTime * (triangle(tried) + present * (tried + 1)) / triangle(static_cast<double>(most_));
}

}  // namespace sluice::rfm

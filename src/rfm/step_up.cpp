#include "rfm/step_up.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <vector>

#include "rfm/dimension_report.h"
#include "rfm/scoring_methods.h"
#include "rfm/split.h"

namespace sluice::rfm {
namespace {

/// A value of one dimension, the score or bit that it has, and how many customers one passes on the way to it.
struct Candidate {
  double value = 0;
  int at = 0;
  uint64_t passed = 0;
};

uint64_t passed_on_the_way(const std::vector<double>& sorted, double from, double to) {
  const auto count = [](auto begin, auto end) { return begin < end ? static_cast<uint64_t>(end - begin) : 0; };
  if (to < from) {  // fewer days are better
    return count(std::upper_bound(sorted.begin(), sorted.end(), to),
                 std::lower_bound(sorted.begin(), sorted.end(), from));
  }
  return count(std::upper_bound(sorted.begin(), sorted.end(), from),
               std::lower_bound(sorted.begin(), sorted.end(), to));
}

class StepUpSearch {
 public:
  StepUpSearch(const Analysis& analysis, const RfmSpec& spec, size_t row)
      : analysis_(analysis), map_(*analysis.map), row_(row) {
    for (size_t d = 0; d < candidates_.size(); ++d) candidates_[d] = candidates_of(spec, d);
  }

  std::optional<StepUp> search() {
    for (const Candidate& r : candidates_[kRecency]) {
      for (const Candidate& f : candidates_[kFrequency]) {
        for (const Candidate& m : candidates_[kMonetary]) consider({r, f, m});
      }
    }
    return best_;
  }

 private:
  std::vector<Candidate> candidates_of(const RfmSpec& spec, size_t d) const {
    const double value = analysis_.profile.values(d)[row_];
    const bool split = map_.kind == MapKind::split;
    const int now = split ? better_than_split(d, value, analysis_.split[d]) : analysis_.scores[d][row_];
    std::vector<Candidate> candidates{{value, now, 0}};
    if (!split && find_scoring_method(dimension_spec(spec, d).method)->splits_equal) return candidates;
    const std::vector<double> splits{cut_of_split(analysis_.split[d], analysis_.sorted[d], d == kRecency)};
    for (const double cut : split ? splits : analysis_.cuts[d]) {
      const double beyond = value_beyond(cut, d, analysis_.profile);
      if (d == kRecency && beyond < 0) continue;
      const int at =
          split ? better_than_split(d, beyond, analysis_.split[d]) : score_of(beyond, analysis_.cuts[d], d == kRecency);
      if (at <= now) continue;
      candidates.push_back({beyond, at, passed_on_the_way(analysis_.sorted[d], value, beyond)});
    }
    return candidates;
  }

  void consider(const std::array<Candidate, 3>& way) {
    const uint16_t segment = map_.segment_at(way[0].at, way[1].at, way[2].at);
    if (!map_.stands_above(segment, analysis_.segment[row_])) return;
    uint64_t passed = 0;
    int changed = 0;
    for (size_t d = 0; d < way.size(); ++d) {
      passed += way[d].passed;
      changed += way[d].value != analysis_.profile.values(d)[row_] ? 1 : 0;
    }
    const std::tuple cost{passed, changed};
    if (best_ && cost >= cost_) return;
    best_ = StepUp{segment, {way[0].value, way[1].value, way[2].value}};
    cost_ = cost;
  }

  const Analysis& analysis_;
  const SegmentMap& map_;
  size_t row_;
  std::array<std::vector<Candidate>, 3> candidates_;
  std::optional<StepUp> best_;
  std::tuple<uint64_t, int> cost_;
};

}  // namespace

std::optional<StepUp> find_step_up(const Analysis& analysis, const RfmSpec& spec, size_t row) {
  return StepUpSearch(analysis, spec, row).search();
}

double value_beyond(double cut, size_t dimension, const Profile& profile) {
  if (dimension == kRecency) return profile.from_orders ? std::floor(cut) : cut;  // orders know whole days
  const bool margin = profile.monetary_measure == MonetaryMeasure::margin;
  const int decimals = dimension == kFrequency ? 0 : margin ? profile.margin.decimals : profile.revenue.decimals;
  const auto scale = static_cast<double>(power_of_ten(decimals));
  double units = std::floor(cut * scale);
  while (units / scale <= cut && units / scale < (units + 1) / scale) ++units;
  return units / scale;
}

}  // namespace sluice::rfm

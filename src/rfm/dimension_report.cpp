#include "rfm/dimension_report.h"

#include "rfm/scoring_methods.h"
#include "rfm/split.h"

namespace sluice::rfm {

const DimensionSpec& dimension_spec(const RfmSpec& spec, size_t dimension) {
  return dimension == kRecency ? spec.recency : dimension == kFrequency ? spec.frequency : spec.monetary;
}

DimensionReport report_dimension(const Analysis& analysis, const RfmSpec& spec, size_t dimension) {
  const std::vector<double>& sorted = analysis.sorted[dimension];
  DimensionReport report;
  report.name = kDimensionNames[dimension];
  report.method = dimension_spec(spec, dimension).method;
  report.bins = spec.bins;
  report.cuts = analysis.cuts[dimension];
  for (int score = 1; score <= spec.bins; ++score) report.scores.push_back({score, 0, {}, {}});
  for (const ScoreCell& cell : analysis.cells) {
    report.scores[cell.scores[dimension] - size_t{1}].customers += cell.customers;
  }
  // Scores rise with the values, for recency they fall: the bins lie one behind the other in the sorted values.
  size_t begin = 0;
  for (size_t band = 0; band < report.scores.size(); ++band) {
    BinReport& bin = report.scores[dimension == kRecency ? report.scores.size() - 1 - band : band];
    if (bin.customers == 0) continue;
    bin.lowest = sorted[begin];
    begin += bin.customers;
    bin.highest = sorted[begin - 1];
  }
  const ScoringMethod& method = *find_scoring_method(report.method);
  report.straddling = count_straddling(sorted, method.bins_of(spec.bins));
  if (method.splits_equal) {
    report.split = count_split(analysis.profile.values(dimension), sorted, analysis.scores[dimension]);
  }
  report.minimum = sorted.front();
  report.maximum = sorted.back();
  const Averages averages = averages_of(analysis.totals, dimension);
  report.mean = averages.mean;
  report.median = averages.median;
  report.histogram = analysis.histogram[dimension];
  return report;
}

}  // namespace sluice::rfm

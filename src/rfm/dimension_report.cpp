#include "rfm/dimension_report.h"

#include "base/statistics.h"
#include "rfm/histogram.h"
#include "rfm/scoring_methods.h"

namespace sluice::rfm {

const DimensionSpec& dimension_spec(const RfmSpec& spec, size_t dimension) {
  return dimension == kRecency ? spec.recency : dimension == kFrequency ? spec.frequency : spec.monetary;
}

DimensionReport report_dimension(const Analysis& analysis, const RfmSpec& spec, size_t dimension) {
  const std::vector<double>& sorted = analysis.sorted[dimension];
  const auto values = analysis.profile.values(dimension);
  DimensionReport report;
  report.name = kDimensionNames[dimension];
  report.method = dimension_spec(spec, dimension).method;
  report.bins = spec.bins;
  report.cuts = analysis.cuts[dimension];
  for (int score = 1; score <= spec.bins; ++score) report.scores.push_back({score, 0, {}, {}});
  for (size_t row = 0; row < values.size(); ++row) {
    BinReport& bin = report.scores[analysis.scores[dimension][row] - size_t{1}];
    ++bin.customers;
    if (!bin.lowest || values[row] < *bin.lowest) bin.lowest = values[row];
    if (!bin.highest || values[row] > *bin.highest) bin.highest = values[row];
  }
  report.straddling = count_straddling(sorted, spec.bins);
  if (find_scoring_method(report.method)->splits_equal)
    report.split = count_split(values, sorted, analysis.scores[dimension]);
  report.minimum = sorted.front();
  report.maximum = sorted.back();
  report.mean = sum_of(values) / static_cast<double>(values.size());
  report.median = quantile_type7(sorted, 0.5);
  report.histogram = make_histogram(sorted);
  return report;
}

}  // namespace sluice::rfm

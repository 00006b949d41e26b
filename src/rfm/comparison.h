// Two ways to score and segment the same customers, set side by side: how many change segment, and who.
#pragma once

#include "rfm/migration.h"
#include "rfm/transitions.h"

namespace sluice::rfm {

struct Comparison {
  Analysis other;
  Transitions transitions;
  ComparisonReport report;
};

/// The other spec: `spec` with what the comparison changes. Where nothing is chosen, the scoring method changes.
RfmSpec other_spec(const RfmSpec& spec, const ComparisonSpec& comparison);

/// Customers are those whom the filter leaves in the present analysis. Errors: bad_spec at /comparison.
Result<Comparison> compare(const PresentAnalysis& present, const ComparisonSpec& comparison, const FilterSpec& filter);

/// Cohen's kappa (Cohen 1960): (p_o - p_e) / (1 - p_e), p_o the share of equal judgements and p_e what the margins
/// alone would give. `table`: counts, square, row-major; none where there is no customer or p_e is 1.
std::optional<double> cohens_kappa(const std::vector<uint64_t>& table, size_t classes);

}  // namespace sluice::rfm

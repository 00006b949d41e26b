// Which order lines the figures speak of: the cleaning rules together with the snapshot and the returns rule, resolved
// against the dataset. Everything that counts order lines is handed the result.
#pragma once

#include "base/result.h"
#include "dataset/cleaning.h"
#include "dataset/cleaning_spec.h"
#include "rfm/rfm_spec.h"

namespace sluice::rfm {

/// The lines in force and the day from which recency counts. A snapshot that the spec leaves open is the day after the
/// latest line that the cleaning rules leave; returns count as lines here, whatever their rule.
struct Lines {
  Cleaning cleaning;
  Day snapshot = 0;
};

/// `former`: lines of the same dataset under another spec, whose marks are used again where they can be.
/// The dataset must have order lines. Errors: no_usable_rows (the rules leave no line), bad_spec (a day that is none, a
/// snapshot before the first line); no_usable_rows also where the lookback period holds no line.
Result<Lines> clean_lines(const Dataset& dataset, const CleaningSpec& cleaning, const RfmSpec& spec,
                          const Lines* former = nullptr);

inline bool has_order_lines(const Dataset& dataset) { return dataset.orders && dataset.orders->size() > 0; }

}  // namespace sluice::rfm

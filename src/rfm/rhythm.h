// The rhythm of purchases: each customer's usual gap between purchase days against the silence since the last one. What
// the words mean stands in rhythm_report.h. Made of the lines that the cleaning rules leave, under the returns rule of
// the scores.
#pragma once

#include <vector>

#include "base/passes.h"
#include "base/result.h"
#include "base/table_columns.h"
#include "rfm/analysis.h"
#include "rfm/customer_report.h"
#include "rfm/lines.h"
#include "rfm/rhythm_report.h"

namespace sluice::rfm {

/// What does not depend on filter and spec, one entry a profile row. A customer with one purchase day has no gap.
struct Rhythm {
  std::vector<uint32_t> gaps;     ///< days, >= 1, of one customer after the other, each oldest first
  std::vector<uint32_t> gap_end;  ///< behind the customer's last one
  std::vector<double> usual_gap;  ///< 0 without a gap
  MoneyColumn at_stake;           ///< OverdueRow::at_stake
  std::optional<double> typical_gap;

  std::span<const uint32_t> gaps_of(size_t row) const {
    const uint32_t begin = row == 0 ? 0 : gap_end[row - 1];
    return {gaps.data() + begin, gap_end[row] - begin};
  }
  size_t size() const { return gap_end.size(); }
};

/// `lines` and `spec` are those of the analysis. Errors: not_applicable without order lines, or where a customer's
/// money of a year leaves the 64-bit range.
Result<Rhythm> measure_rhythm(const Dataset& dataset, const Analysis& analysis, const RfmSpec& spec,
                              const Lines* lines);

/// The same in passes over the customers. What it is made of must outlive the run unchanged.
Result<PassRun<Rhythm>> begin_rhythm(const Dataset& dataset, const Analysis& analysis, const RfmSpec& spec,
                                     const Lines* lines);

/// Of the rows that are `selected`.
RhythmReport report_rhythm(const Analysis& analysis, const Rhythm& rhythm, const RhythmSpec& spec,
                           const std::vector<uint8_t>& selected);

/// Profile rows of the overdue customers, in the order of the query (offset and limit not applied).
std::vector<uint32_t> order_overdue(const Dataset& dataset, const Analysis& analysis, const Rhythm& rhythm,
                                    const RhythmSpec& spec, const std::vector<uint8_t>& selected,
                                    const OverdueQuery& query);

OverdueRow overdue_row(const Dataset& dataset, const Analysis& analysis, const Rhythm& rhythm, size_t profile_row);

/// One customer's usual gap against the silence since the last purchase, in numbers and words.
CustomerRhythm explain_rhythm(const Analysis& analysis, const Rhythm& rhythm, const RhythmSpec& spec,
                              size_t profile_row);

/// These profile rows as a file. What it is made of must outlive the run unchanged.
TableRun begin_overdue_table(const Dataset& dataset, const Analysis& analysis, const Rhythm& rhythm,
                             std::vector<uint32_t> rows, TableStyle style);

}  // namespace sluice::rfm

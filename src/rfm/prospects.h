// Prospects: people whom the files name, in a table of customers or by an event, who have never bought. They stand
// before the first rung of the loyalty ladder and of the life cycle, and are in no score and no sum.
#pragma once

#include <cstdint>
#include <vector>

#include "base/table_columns.h"
#include "dataset/dataset.h"
#include "rfm/profile.h"
#include "rfm/prospect_report.h"

namespace sluice::rfm {

/// People in the files who have no order line, and no row in the customer table where that is what is scored.
uint64_t count_prospects(const Dataset& dataset, const Profile& profile);

/// Customer codes of those of them for whom `selected`, one entry a code, is not 0; ascending, which is the order of
/// the identifiers' bytes.
std::vector<uint32_t> find_prospects(const Dataset& dataset, const Profile& profile,
                                     const std::vector<uint8_t>& selected);

ProspectRow prospect_row(const Dataset& dataset, uint32_t customer);

/// These customer codes as a file: customer, name where known, the attributes. The dataset must outlive the run
/// unchanged.
TableRun begin_prospects_table(const Dataset& dataset, std::vector<uint32_t> customers, TableStyle style);

}  // namespace sluice::rfm

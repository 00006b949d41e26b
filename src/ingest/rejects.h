// Counting of rejected rows by reason, for the reports of the reader and of the dataset.
#pragma once

#include <cstdint>
#include <vector>

#include "ingest/import_report.h"

namespace sluice::ingest {

/// `line`: of the first of the `rows`.
void count_reject(std::vector<RejectCount>& rejects, RejectReason reason, uint64_t line, uint64_t rows = 1);

/// Most frequent first; among equals in the order of the enumeration.
void sort_rejects(std::vector<RejectCount>& rejects);

}  // namespace sluice::ingest

#include "ingest/rejects.h"

#include <algorithm>

#include "ingest/file_reader.h"

namespace sluice::ingest {

void count_reject(std::vector<RejectCount>& rejects, RejectReason reason, uint64_t line, uint64_t rows) {
  for (RejectCount& count : rejects) {
    if (count.reason != reason) continue;
    count.rows += rows;
    count.first_line = std::min(count.first_line, line);
    return;
  }
  rejects.push_back({reason, reject_text(reason), rows, line});
}

void sort_rejects(std::vector<RejectCount>& rejects) {
  std::sort(rejects.begin(), rejects.end(), [](const RejectCount& a, const RejectCount& b) {
    return a.rows != b.rows ? a.rows > b.rows : a.reason < b.reason;
  });
}

}  // namespace sluice::ingest

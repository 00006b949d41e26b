// The people whom the files name and who have never bought, as a table shows them. They have no scores, no segment and
// no figures: only what the files say of them. Plain data.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace sluice::rfm {

struct ProspectRow {
  std::string id;
  std::string name;
  std::vector<std::string> attributes;  ///< in the order of RfmReport::attributes; empty where not known
};

/// In the order of the identifiers' bytes.
struct ProspectPage {
  uint64_t total = 0;  ///< prospects whom that part of the filter leaves which can be asked of them
  uint64_t offset = 0;
  std::vector<ProspectRow> rows;
};

}  // namespace sluice::rfm

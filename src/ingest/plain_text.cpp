#include "ingest/plain_text.h"

#include <algorithm>

#include "base/text.h"

namespace sluice::ingest {
namespace {

// As they are written: Null is also a family name, and None a word.
constexpr std::array<std::string_view, 18> kPlaceholders{"-",   "--",  "---", "–",    "—",      "——",
                                                         "N/A", "n/a", "NA",  "#N/A", "NULL",   "null",
                                                         "nan", "NaN", "NAN", "\\N",  "(null)", "#NULL!"};

}  // namespace

bool is_known_placeholder(std::string_view cell) {
  return std::find(kPlaceholders.begin(), kPlaceholders.end(), cell) != kPlaceholders.end();
}

}  // namespace sluice::ingest

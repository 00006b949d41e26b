// Any bytes as a number: the value is exact and in range, and blanks around it change nothing (which also sends what
// the fast path reads through the general one).
#include "ingest/number_cell.h"

#include <cstdint>
#include <cstdlib>
#include <string>

using namespace sluice;
using namespace sluice::ingest;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

bool same(const NumberCell& a, const NumberCell& b) {
  return a.problem == b.problem && a.value == b.value && a.rounded == b.rounded && a.percent == b.percent;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string cell(reinterpret_cast<const char*>(data), size);
  const NumberLook look = look_at_number(cell);
  bool readable = false;
  for (const DecimalMark mark : {DecimalMark::point, DecimalMark::comma}) {
    const NumberCell number = read_number(cell, mark);
    require(same(number, read_number(" " + cell + " ", mark)));
    const bool fine = number.problem == NumberProblem::none;
    readable |= fine;
    if (!fine) continue;
    require(number.value.decimals >= 0 && number.value.decimals <= kMaxDecimals);
    require(rescale(number.value, kMaxDecimals).has_value());
    if (look.mark != DecimalMark::automatic) require(look.mark == mark);
  }
  require(look.is_number == readable);
  return 0;
}

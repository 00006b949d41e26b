// Any bytes as a date: a time that is read is a day of the years 1 to 9999, and blanks around it change nothing (which
// also sends what the fast path reads through the general one).
#include "ingest/date_cell.h"

#include <cstdint>
#include <cstdlib>
#include <string>

#include "ingest/numeric_date.h"

using namespace sluice;
using namespace sluice::ingest;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void check(const DateCell& date, const DateCell& again) {
  for (const DateOrder order : {DateOrder::day_first, DateOrder::month_first, DateOrder::year_first}) {
    const auto time = time_of(date, order);
    require(time == time_of(again, order));
    if (!time) continue;
    const TimeMs in_the_zone = *time + date.zone_minutes * TimeMs{60'000};
    const CivilDate civil = civil_from_day(day_of(in_the_zone));
    require(is_valid_date(civil.year, civil.month, civil.day));
  }
  require(is_possible(date) == is_possible(again));
  require(proven_order(date) == proven_order(again));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string cell(reinterpret_cast<const char*>(data), size);
  const std::string wider = " " + cell + " ";
  check(scan_date(cell), scan_date(wider));
  const NumericDate kind = numeric_date_kind(cell);
  require(kind == numeric_date_kind(wider));
  check(read_numeric_date(cell, kind), read_numeric_date(wider, kind));
  if (kind != NumericDate::none) require(read_numeric_date(cell, kind).is_date());
  return 0;
}

#include "ingest/column_profile.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <unordered_map>

#include "base/text.h"
#include "ingest/date_cell.h"
#include "ingest/identifier_cell.h"
#include "ingest/number_cell.h"
#include "ingest/plain_text.h"

namespace sluice::ingest {
namespace {

constexpr size_t kExamples = 3;
constexpr size_t kExampleBytes = 80;

// What one text looks like; the same cell comes again and again.
struct Look {
  NumberLook number;
  bool integer = false;
  bool point_zero = false;
  bool date = false;
  bool compact_date = false;
  bool time = false;
  bool month = false;
  bool hash_number = false;
  NumericDate numeric_date = NumericDate::none;
};

Look look_at(std::string_view cell) {
  Look look;
  look.number = look_at_number(cell);
  look.integer = is_digits(cell);
  look.point_zero = is_point_zero(cell);
  look.hash_number = cell.starts_with('#') && is_digits(cell.substr(1));
  look.numeric_date = numeric_date_kind(cell);
  const DateCell date = scan_date(cell);
  look.month = date.whole_month;
  look.date = date.is_date() && !look.month;
  look.compact_date = look.date && date.form == DateForm::compact;
  look.time = look.date && date.has_time;
  return look;
}

struct Counting {
  ColumnProfile profile;
  std::unordered_map<std::string_view, Look> looks;
  std::map<std::string_view, uint64_t> symbols;  // currencies and how often
};

void count_cell(std::string_view cell, Counting& column) {
  ColumnProfile& profile = column.profile;
  ++profile.rows;
  cell = trim(cell);
  if (cell.empty() || is_placeholder(cell)) return;
  ++profile.filled;
  profile.characters += cell.size();
  const auto [entry, is_new] = column.looks.try_emplace(cell);
  if (is_new) {
    entry->second = look_at(cell);
    if (profile.examples.size() < kExamples) profile.examples.emplace_back(cut_at_character(cell, kExampleBytes));
  }
  const Look& look = entry->second;
  profile.numbers += look.number.is_number;
  profile.integers += look.integer;
  profile.point_zeros += look.point_zero;
  profile.points += look.number.mark == DecimalMark::point;
  profile.commas += look.number.mark == DecimalMark::comma;
  profile.dates += look.date;
  profile.compact_dates += look.compact_date;
  profile.times += look.time;
  profile.months += look.month;
  profile.percents += look.number.percent;
  profile.hash_numbers += look.hash_number;
  ++profile.numeric_dates[static_cast<size_t>(look.numeric_date)];
  if (!look.number.currency.empty()) ++column.symbols[look.number.currency];
}

}  // namespace

std::vector<ColumnProfile> profile_columns(const std::vector<SampleRow>& rows, size_t first_row, size_t columns) {
  std::vector<ColumnProfile> profiles;
  for (size_t c = 0; c < columns; ++c) {
    Counting counting;
    for (size_t r = first_row; r < rows.size(); ++r) {
      if (c < rows[r].cells.size()) count_cell(rows[r].cells[c], counting);
    }
    counting.profile.distinct = counting.looks.size();
    const auto most = std::max_element(counting.symbols.begin(), counting.symbols.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    if (most != counting.symbols.end()) counting.profile.currency = most->first;
    profiles.push_back(std::move(counting.profile));
  }
  return profiles;
}

NumericDate ColumnProfile::numeric_date() const {
  const auto most = std::max_element(numeric_dates.begin() + 1, numeric_dates.end());  // not none
  const bool holds = *most > 0 && *most * 2 >= filled - std::min(filled, dates);
  return holds ? static_cast<NumericDate>(most - numeric_dates.begin()) : NumericDate::none;
}

ColumnType column_type(const ColumnProfile& profile, bool is_identifier) {
  if (profile.filled == 0) return ColumnType::empty;
  if (is_identifier) return ColumnType::identifier;
  if (profile.share(profile.dates + profile.months) >= 0.9 && profile.compact_dates < profile.filled) {
    return profile.times > 0 ? ColumnType::date_time : ColumnType::date;
  }
  if (profile.mostly_dates() && profile.compact_dates == profile.filled) return ColumnType::date;
  if (profile.mostly_numbers()) return ColumnType::number;
  return ColumnType::text;
}

}  // namespace sluice::ingest

#include "ingest/column_profile.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_map>

#include "base/text.h"
#include "ingest/date_cell.h"
#include "ingest/number_cell.h"

namespace sluice::ingest {
namespace {

constexpr size_t kExamples = 3;
constexpr size_t kExampleBytes = 80;
constexpr std::array<std::string_view, 4> kSymbols{"¥", "$", "€", "£"};

bool is_digits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_ascii_digit); }

// What one text looks like; the same cell comes again and again.
struct Look {
  NumberLook number;
  bool integer = false;
  bool point_zero = false;
  bool date = false;
  bool compact_date = false;
  bool time = false;
};

Look look_at(std::string_view cell) {
  Look look;
  look.number = look_at_number(cell);
  look.integer = is_digits(cell);
  look.point_zero = cell.ends_with(".0") && is_digits(cell.substr(0, cell.size() - 2));
  const DateCell date = scan_date(cell);
  look.date = date.is_date();
  look.compact_date = look.date && date.form == DateForm::compact;
  look.time = look.date && date.has_time;
  return look;
}

struct Counting {
  ColumnProfile profile;
  std::unordered_map<std::string_view, Look> looks;
  std::array<uint64_t, kSymbols.size()> symbols{};
};

void count_cell(std::string_view cell, Counting& column) {
  ColumnProfile& profile = column.profile;
  ++profile.rows;
  cell = trim(cell);
  if (cell.empty()) return;
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
  if (look.number.currency.empty()) return;
  for (size_t i = 0; i < kSymbols.size(); ++i) column.symbols[i] += kSymbols[i] == look.number.currency;
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
    const auto most = std::max_element(counting.symbols.begin(), counting.symbols.end());
    if (*most > 0) counting.profile.currency = kSymbols[static_cast<size_t>(most - counting.symbols.begin())];
    profiles.push_back(std::move(counting.profile));
  }
  return profiles;
}

ColumnType column_type(const ColumnProfile& profile, bool is_identifier) {
  if (profile.filled == 0) return ColumnType::empty;
  if (is_identifier) return ColumnType::identifier;
  if (profile.mostly_dates() && profile.compact_dates < profile.filled) {
    return profile.times > 0 ? ColumnType::date_time : ColumnType::date;
  }
  if (profile.mostly_dates() && profile.compact_dates == profile.filled) return ColumnType::date;
  if (profile.mostly_numbers()) return ColumnType::number;
  return ColumnType::text;
}

}  // namespace sluice::ingest

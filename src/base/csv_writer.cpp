#include "base/csv_writer.h"

#include <algorithm>
#include <array>

namespace sluice {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// -12, +3.5, -4.5%: a sign, digits, at most one point among them.
bool is_plain_number(std::string_view text) {
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) text.remove_prefix(1);
  if (text.ends_with('%')) text.remove_suffix(1);
  const auto points = std::count(text.begin(), text.end(), '.');
  return !text.empty() && is_digit(text.front()) && is_digit(text.back()) && points <= 1 &&
         std::all_of(text.begin(), text.end(), [](char c) { return is_digit(c) || c == '.'; });
}

}  // namespace

bool looks_like_formula(std::string_view text) {
  constexpr std::string_view kStarts = "=+-@\t\r\n";
  constexpr std::array<std::string_view, 4> kFullWidthStarts{"＝", "＋", "－",
                                                             "＠"};  // East Asian spreadsheets take them
  if (std::any_of(kFullWidthStarts.begin(), kFullWidthStarts.end(),
                  [&](std::string_view start) { return text.starts_with(start); })) {
    return true;
  }
  return !text.empty() && kStarts.find(text.front()) != std::string_view::npos && !is_plain_number(text);
}

void CsvWriter::separate() {
  if (!at_row_start_) text_ += ',';
  at_row_start_ = false;
}

void CsvWriter::cell(std::string_view text) {
  separate();
  const bool formula = looks_like_formula(text);
  if (!formula && text.find_first_of(",\"\r\n") == std::string_view::npos) {
    text_ += text;
    return;
  }
  text_ += '"';
  if (formula) text_ += '\'';
  for (const char c : text) {
    if (c == '"') text_ += '"';
    text_ += c;
  }
  text_ += '"';
}

void CsvWriter::number(std::string_view text) {
  separate();
  text_ += text;
}

void CsvWriter::reserve(double times) { text_.reserve(static_cast<size_t>(static_cast<double>(text_.size()) * times)); }

void CsvWriter::end_row() {
  text_ += "\r\n";
  at_row_start_ = true;
}

void CsvWriter::cells(std::initializer_list<std::string_view> cells) {
  for (const std::string_view text : cells) cell(text);
}

void CsvWriter::row(std::initializer_list<std::string_view> row) {
  cells(row);
  end_row();
}

}  // namespace sluice

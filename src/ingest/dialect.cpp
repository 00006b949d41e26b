#include "ingest/dialect.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <unordered_set>

#include "base/text.h"
#include "ingest/column_names.h"
#include "ingest/date_cell.h"
#include "ingest/number_cell.h"
#include "ingest/text_splitter.h"

namespace sluice::ingest {
namespace {

constexpr std::array<char, 4> kDelimiters{',', ';', '\t', '|'};
constexpr size_t kDialectBytes = size_t{128} << 10;
constexpr size_t kDialectRows = 500;
constexpr double kHardlyAny = 0.01;  // score of a delimiter that only the first row has

bool is_value(std::string_view cell) {
  cell = trim(cell);
  return !cell.empty() && (look_at_number(cell).is_number || is_possible(scan_date(cell)));
}

// How well a dialect explains the text.
struct Fit {
  double score = 0;
  double share = 0;  // of the rows that have the usual number of cells
  size_t width = 0;  // the usual number of cells
  size_t rows = 0;
  size_t value_columns = 0;  // in which nearly every cell is a number or a date; counted for blanks only
};

// The share of rows with the usual number of cells, and more for more cells. A header of another width than the rows
// below it speaks against it, as commas inside product names do; so do cells with an odd quote, which are most likely
// quoted cells that the wrong delimiter has cut.
Fit fit_of(std::string_view text, const Dialect& dialect, bool complete) {
  TextSplitter splitter(dialect, text.size());
  splitter.text().append(text);
  if (complete) splitter.end();
  const auto has_odd_quotes = [&](std::string_view cell) {
    return dialect.quotes_cells && std::count(cell.begin(), cell.end(), dialect.quote) % 2 == 1;
  };
  std::map<size_t, size_t> widths;
  std::vector<size_t> values;
  Fit fit;
  size_t first_width = 0;
  size_t cut_rows = 0;
  Record record;
  while (fit.rows < kDialectRows && splitter.next(record) == TextSplitter::Step::record) {
    if (fit.rows == 0) first_width = record.cells.size();
    if (std::any_of(record.cells.begin(), record.cells.end(), has_odd_quotes)) ++cut_rows;
    ++widths[record.cells.size()];
    ++fit.rows;
    if (!dialect.blanks()) continue;
    values.resize(std::max(values.size(), record.cells.size()));
    for (size_t c = 0; c < record.cells.size(); ++c) values[c] += is_value(record.cells[c]) ? 1 : 0;
  }
  if (fit.rows == 0) return fit;
  const auto usual =
      std::max_element(widths.begin(), widths.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  const auto rows = static_cast<double>(fit.rows);
  fit.width = usual->first;
  fit.share = static_cast<double>(usual->second) / rows;
  const auto nearly_all = [&](size_t count) { return count * 5 >= fit.rows * 4 || count + 1 == fit.rows; };
  fit.value_columns = static_cast<size_t>(std::count_if(values.begin(), values.end(), nearly_all));
  if (fit.width < 2) {
    fit.score = first_width >= 2 ? kHardlyAny : 0;
    return fit;
  }
  const double header = first_width == fit.width ? 1.0 : 0.5;
  const double whole = 1.0 - 0.9 * static_cast<double>(cut_rows) / rows;
  fit.score = fit.share * fit.share * header * whole * std::log2(1.0 + static_cast<double>(fit.width));
  return fit;
}

// A first row longer than this part of the text is still worth counting: ended, it is a row.
Fit best_fit_of(std::string_view text, const Dialect& dialect, bool complete) {
  const Fit fit = fit_of(text, dialect, complete);
  return fit.score == 0 && !complete ? fit_of(text, dialect, true) : fit;
}

// Whether every comma stands between digits, as decimal commas do.
bool has_only_decimal_commas(std::string_view text) {
  for (size_t at = text.find(','); at != std::string_view::npos; at = text.find(',', at + 1)) {
    if (at == 0 || at + 1 == text.size() || !is_ascii_digit(text[at - 1]) || !is_ascii_digit(text[at + 1]))
      return false;
  }
  return true;
}

// Words of any text stand between blanks: they are delimiters only where nothing else is one, and some column is all
// numbers or dates.
bool are_blanks_better(std::string_view text, bool complete, const Dialect& blanks, const Dialect& other,
                       const Fit& other_fit) {
  const bool no_other = other_fit.score <= kHardlyAny;
  if (!no_other && (other.delimiter != ',' || !has_only_decimal_commas(text))) return false;
  const Fit fit = best_fit_of(text, blanks, complete);
  return fit.width >= 2 && fit.share >= 0.8 && fit.value_columns > 0 && (no_other || fit.score > other_fit.score);
}

// "He said \"no\", then left": a backslash before a quote that closes nothing, and never a doubled quote.
bool escapes_quotes_by_backslash(std::string_view text, char delimiter) {
  const auto ends_cell = [&](size_t at) {
    return at >= text.size() || text[at] == delimiter || text[at] == '\r' || text[at] == '\n';
  };
  size_t escaped = 0;
  for (size_t at = text.find('"'); at != std::string_view::npos; at = text.find('"', at + 1)) {
    if (at > 0 && text[at - 1] == '\\') {
      if (!ends_cell(at + 1)) ++escaped;
    } else if (at + 1 < text.size() && text[at + 1] == '"') {
      const bool empty_cell = (at == 0 || ends_cell(at - 1)) && ends_cell(at + 2);
      if (!empty_cell) return false;
      ++at;
    }
  }
  return escaped > 0;
}

// 'C1','Smith, Ann': what opens also closes, in most rows, and there is no other quote. '00123 of a spreadsheet opens
// only.
bool quotes_by_apostrophes(std::string_view text, char delimiter) {
  size_t opening = 0;
  size_t closing = 0;
  size_t lines = 0;
  for (size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    const auto is_edge = [&](char other) { return other == delimiter || other == '\r' || other == '\n'; };
    if (c == '\n' || (c == '\r' && (at + 1 == text.size() || text[at + 1] != '\n'))) ++lines;
    const bool begins = at == 0 || is_edge(text[at - 1]);
    const bool ends = at + 1 == text.size() || is_edge(text[at + 1]);
    if (c == '"' && begins) return false;
    if (c != '\'') continue;
    if (begins && !ends) ++opening;
    if (ends && !begins) ++closing;
  }
  const size_t difference = opening > closing ? opening - closing : closing - opening;
  return opening >= 2 && opening * 2 >= lines && difference * 20 <= opening;
}

void find_quotes(std::string_view text, bool complete, Dialect& dialect) {
  Dialect other = dialect;
  if (escapes_quotes_by_backslash(text, dialect.delimiter))
    other.backslash = true;
  else if (quotes_by_apostrophes(text, dialect.delimiter))
    other.quote = '\'';
  else
    return;
  if (best_fit_of(text, other, complete).score >= best_fit_of(text, dialect, complete).score) dialect = other;
}

constexpr std::array<std::pair<QuoteStyle, std::string_view>, 4> kQuoteStyles{{
    {QuoteStyle::double_quotes, "double"},
    {QuoteStyle::single_quotes, "single"},
    {QuoteStyle::backslash, "backslash"},
    {QuoteStyle::none, "none"},
}};

void set_quotes(QuoteStyle style, Dialect& dialect) {
  dialect.quote = style == QuoteStyle::single_quotes ? '\'' : '"';
  dialect.backslash = style == QuoteStyle::backslash;
  dialect.quotes_cells = style != QuoteStyle::none;
}

}  // namespace

std::optional<QuoteStyle> quote_style_from_name(std::string_view name) {
  for (const auto& [style, known] : kQuoteStyles) {
    if (known == name) return style;
  }
  return std::nullopt;
}

std::string_view quote_style_name(QuoteStyle style) { return kQuoteStyles[static_cast<size_t>(style)].second; }

QuoteStyle quote_style_of(const Dialect& dialect) {
  if (!dialect.quotes_cells) return QuoteStyle::none;
  if (dialect.backslash) return QuoteStyle::backslash;
  return dialect.quote == '\'' ? QuoteStyle::single_quotes : QuoteStyle::double_quotes;
}

std::optional<char> delimiter_from_name(std::string_view name) {
  const auto is_known = [](char c) {
    return c == ' ' || std::find(kDelimiters.begin(), kDelimiters.end(), c) != kDelimiters.end();
  };
  return name.size() == 1 && is_known(name[0]) ? std::optional(name[0]) : std::nullopt;
}

std::optional<Dialect> sep_line(std::string_view text) {
  if (text.size() < 6 || lower_ascii(text.substr(0, 4)) != "sep=") return std::nullopt;
  const auto delimiter = delimiter_from_name(text.substr(4, 1));
  if (!delimiter || (text[5] != '\r' && text[5] != '\n')) return std::nullopt;
  const bool crlf = text[5] == '\r' && text.size() > 6 && text[6] == '\n';
  return Dialect{*delimiter, crlf ? size_t{7} : size_t{6}};
}

Dialect find_dialect(std::string_view text, bool complete, std::optional<char> delimiter,
                     std::optional<QuoteStyle> quotes) {
  const auto named = sep_line(text);
  Dialect best = named.value_or(Dialect{});
  if (quotes) set_quotes(*quotes, best);
  if (named && !delimiter) delimiter = named->delimiter;
  text.remove_prefix(best.preamble_bytes);
  if (text.size() > kDialectBytes) {
    text = text.substr(0, kDialectBytes);
    complete = false;
  }
  if (delimiter) {
    best.delimiter = *delimiter;
  } else {
    Fit best_fit;
    Dialect dialect = best;
    for (const char candidate : kDelimiters) {
      dialect.delimiter = candidate;
      const Fit fit = best_fit_of(text, dialect, complete);
      if (fit.score <= best_fit.score) continue;
      best = dialect;
      best_fit = fit;
    }
    dialect.delimiter = ' ';
    if (are_blanks_better(text, complete, dialect, best, best_fit)) best = dialect;
  }
  if (!quotes) find_quotes(text, complete, best);
  return best;
}

std::vector<SampleRow> split_sample(std::string_view text, const Dialect& dialect, bool complete) {
  const auto split = [&](bool ended) {
    TextSplitter splitter(dialect, text.size());
    splitter.text().append(text.substr(dialect.preamble_bytes));
    if (ended) splitter.end();
    std::vector<SampleRow> rows;
    Record record;
    while (splitter.next(record) == TextSplitter::Step::record) {
      rows.push_back({record.line, {record.cells.begin(), record.cells.end()}});
    }
    return rows;
  };
  std::vector<SampleRow> rows = split(complete);
  if (complete || rows.size() >= 2) return rows;
  std::vector<SampleRow> by_line = split(true);  // an open quote makes this fall back to lines
  if (by_line.size() <= 2) return rows;
  by_line.pop_back();  // the sample may cut it
  return by_line;
}

bool find_header(const std::vector<SampleRow>& rows) {
  const std::vector<std::string>& first = rows.front().cells;
  // A name does not come again as a cell of its column; "member" as a kind of customer does.
  const auto comes_again = [&](size_t column) {
    const size_t last = std::min<size_t>(rows.size(), 200);
    for (size_t r = 1; r < last; ++r) {
      const std::vector<std::string>& cells = rows[r].cells;
      if (column < cells.size() && cells[column] == first[column] && cells != first) return true;
    }
    return false;
  };
  size_t known = 0;
  int best_score = 0;
  size_t values = 0;
  size_t blanks = 0;
  std::unordered_set<std::string_view> distinct;
  for (size_t column = 0; column < first.size(); ++column) {
    const std::string& cell = first[column];
    const std::vector<NameMeaning> meanings = meanings_of(cell);
    if (!meanings.empty() && !comes_again(column)) {
      if (meanings.front().score >= 40) ++known;
      best_score = std::max(best_score, meanings.front().score);
    }
    if (is_value(cell)) ++values;
    if (trim(cell).empty()) ++blanks;
    distinct.insert(trim(cell));
  }
  // One plain name is enough even beside years ("客户,2016,2017"), but not the M or F of a gender.
  if (known >= 2 || (known == 1 && values == 0) || best_score >= 90) return true;
  if (values > 0) return false;
  // Words only: a header if values stand below it, or at least each of them is another word.
  for (size_t r = 1; r < std::min<size_t>(rows.size(), 20); ++r) {
    for (const std::string& cell : rows[r].cells) {
      if (is_value(cell)) return true;
    }
  }
  return blanks == 0 && distinct.size() == first.size();
}

}  // namespace sluice::ingest

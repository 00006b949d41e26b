#include "ingest/table_plan.h"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_set>
#include <utility>

#include "base/text.h"
#include "ingest/column_names.h"
#include "ingest/dialect.h"
#include "ingest/messages.h"
#include "ingest/number_cell.h"
#include "ingest/table_edges.h"

namespace sluice::ingest {
namespace {

constexpr std::array kMoneyRoles{Role::amount, Role::unit_price, Role::monetary};

void name_columns(const std::vector<SampleRow>& rows, TablePlan& plan) {
  const size_t columns = plan.has_header ? rows.front().cells.size() : plan.usual_cells;
  for (size_t c = 0; c < columns; ++c) {
    std::string name;
    if (plan.has_header) name = trim(rows.front().cells[c]);
    plan.names.push_back(name.empty() ? "column " + std::to_string(c + 1) : name);
  }
}

// Each column by its own cells; a column that proves nothing follows the others, and the point is the last resort.
void decide_marks(const FileSpec& spec, TablePlan& plan) {
  uint64_t points = 0;
  uint64_t commas = 0;
  for (size_t c = 0; c < plan.names.size(); ++c) {
    if (!is_number_role(plan.mapping.columns[c].role)) continue;
    points += plan.profiles[c].points;
    commas += plan.profiles[c].commas;
  }
  const DecimalMark usual = commas > points ? DecimalMark::comma : DecimalMark::point;
  for (const ColumnProfile& profile : plan.profiles) {
    DecimalMark mark = usual;
    if (profile.points != profile.commas)
      mark = profile.commas > profile.points ? DecimalMark::comma : DecimalMark::point;
    plan.marks.push_back(spec.decimal_mark == DecimalMark::automatic ? mark : spec.decimal_mark);
  }
}

// An identifier of digits with zeros in front, and another one that is the same without them.
std::optional<std::pair<std::string, std::string>> lost_zeros(const std::vector<SampleRow>& rows, const TablePlan& plan,
                                                              size_t column) {
  std::unordered_set<std::string_view> without;
  std::vector<std::string_view> with;
  for (size_t r = plan.has_header ? 1 : 0; r < rows.size(); ++r) {
    const std::string_view cell = column < rows[r].cells.size() ? trim(rows[r].cells[column]) : std::string_view{};
    if (!is_digits(cell)) continue;
    if (cell.front() == '0')
      with.push_back(cell);
    else
      without.insert(cell);
  }
  for (const std::string_view cell : with) {
    const std::string_view stripped = cell.substr(std::min(cell.find_first_not_of('0'), cell.size()));
    if (without.contains(stripped)) return std::pair{std::string(cell), std::string(stripped)};
  }
  return std::nullopt;
}

void decide_identifiers(const std::vector<SampleRow>& rows, TablePlan& plan) {
  plan.point_zero.assign(plan.names.size(), false);
  for (size_t c = 0; c < plan.names.size(); ++c) {
    const Role role = plan.mapping.columns[c].role;
    if (role != Role::customer && role != Role::order && role != Role::opportunity) continue;
    const ColumnProfile& profile = plan.profiles[c];
    if (const auto pair = lost_zeros(rows, plan, c)) {
      plan.notes.push_back(note_lost_zeros(plan.names[c], pair->first, pair->second));
    }
    if (profile.point_zeros == 0 || profile.point_zeros + profile.integers != profile.filled) continue;
    plan.point_zero[c] = true;
    plan.notes.push_back(note_point_zero(plan.names[c]));
  }
  const int order = plan.mapping.column_of(Role::order);
  if (order < 0 || plan.mapping.shape != Shape::order_lines) return;
  const auto c = static_cast<size_t>(order);
  uint64_t digits = 0;
  uint64_t cancelled = 0;
  for (size_t r = plan.has_header ? 1 : 0; r < rows.size(); ++r) {
    const std::string_view cell = c < rows[r].cells.size() ? trim(rows[r].cells[c]) : std::string_view{};
    if (is_digits(cell))
      ++digits;
    else if (cell.size() > 1 && (cell[0] == 'C' || cell[0] == 'c') && is_digits(cell.substr(1)))
      ++cancelled;
  }
  plan.cancelled_orders = digits > cancelled && (digits + cancelled) * 100 >= plan.profiles[c].filled * 95;
  if (plan.cancelled_orders && cancelled > 0) plan.notes.push_back(note_cancelled_orders(plan.names[c]));
}

// Without numbers a customer is one opportunity where nothing else makes a row one, or where the rows are said to be
// its way through the stages.
void decide_opportunities(const FileSpec& spec, TablePlan& plan) {
  const auto has = [&](Role role) { return plan.mapping.column_of(role) >= 0; };
  if (plan.mapping.shape != Shape::opportunities || has(Role::opportunity) || !has(Role::customer)) return;
  plan.customer_is_opportunity = spec.stage_history.value_or(!has(Role::close_time) && !has(Role::outcome));
  if (!plan.customer_is_opportunity) return;
  plan.notes.push_back(
      note_customer_as_opportunity(plan.names[static_cast<size_t>(plan.mapping.column_of(Role::customer))]));
}

void decide_currency(TablePlan& plan) {
  for (const Role role : kMoneyRoles) {
    const int column = plan.mapping.column_of(role);
    if (column < 0) continue;
    const auto c = static_cast<size_t>(column);
    const std::string unit = unit_of(plan.names[c]);
    // 万元 is no currency: the figures are shown as they are, and "¥50" would be wrong for 50 万元.
    if (unit.starts_with("万") || unit.starts_with("千") || unit.starts_with("亿")) {
      plan.notes.push_back(note_unit(plan.names[c], unit));
      return;
    }
    plan.currency = plan.profiles[c].currency;
    if (plan.currency.empty() && !unit.empty()) plan.currency = look_at_number("1" + unit).currency;
    if (!plan.currency.empty()) return;
  }
}

void decide_numeric_dates(const std::vector<SampleRow>& rows, TablePlan& plan) {
  plan.numeric_dates.assign(plan.names.size(), NumericDate::none);
  for (const size_t c : plan.mapping.time_columns()) {
    const NumericDate kind = plan.numeric_dates[c] = plan.profiles[c].numeric_date();
    for (size_t r = plan.has_header ? 1 : 0; r < rows.size() && kind != NumericDate::none; ++r) {
      if (c >= rows[r].cells.size()) continue;
      const std::string_view cell = trim(rows[r].cells[c]);
      const auto time = time_of(read_numeric_date(cell, kind), DateOrder::year_first);
      if (!time) continue;
      plan.notes.push_back(note_numeric_dates(plan.names[c], kind, cell, format_time(*time)));
      break;
    }
  }
}

void decide_dates(const std::vector<SampleRow>& rows, TablePlan& plan) {
  const std::vector<size_t> dates = plan.mapping.time_columns();
  for (size_t r = plan.has_header ? 1 : 0; r < rows.size(); ++r) {
    for (const size_t c : dates) {
      if (c >= rows[r].cells.size()) continue;
      const std::string_view cell = trim(rows[r].cells[c]);
      plan.dates.vote(scan_date(cell), rows[r].line, cell);
    }
  }
  plan.dates.settle(plan.currency == "$" ? DateOrder::month_first : DateOrder::day_first);
}

void note_assumptions(TablePlan& plan) {
  const auto name_of = [&](Role role) -> const std::string& {
    return plan.names[static_cast<size_t>(plan.mapping.column_of(role))];
  };
  const auto has = [&](Role role) { return plan.mapping.column_of(role) >= 0; };
  if (has(Role::customer)) {
    const auto customer = static_cast<size_t>(plan.mapping.column_of(Role::customer));
    const auto meanings = meanings_of(plan.names[customer]);
    const bool is_name = !meanings.empty() && meanings.front().role == Role::customer_name;
    if (is_name) plan.notes.push_back(note_name_as_customer(plan.names[customer]));
  }
  if (plan.mapping.shape == Shape::order_lines && !has(Role::amount)) {
    plan.notes.push_back(note_product_amount(name_of(Role::quantity), name_of(Role::unit_price)));
  }
  if (plan.mapping.shape == Shape::milestones) {
    std::vector<std::string> names;
    for (const size_t c : plan.mapping.columns_of(Role::milestone)) names.push_back(plan.names[c]);
    plan.notes.push_back(note_milestones(names));
  }
}

}  // namespace

Status make_plan(std::vector<SampleRow> rows, bool complete, const FileSpec& spec, bool beside_others,
                 TablePlan& plan) {
  plan.preamble_rows = count_preamble_rows(rows, spec.has_header);
  if (plan.preamble_rows > 0) {
    plan.notes.push_back(note_preamble(plan.preamble_rows, rows.front()));
    rows.erase(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(plan.preamble_rows));
  }
  plan.usual_cells = usual_width(rows);  // a header may lack the name of its last column
  plan.has_header = spec.has_header.value_or(find_header(rows));
  name_columns(rows, plan);
  const size_t first_row = plan.has_header ? 1 : 0;
  plan.profiles = profile_columns(rows, first_row, plan.names.size());
  plan.dates = DateOrderDecision(spec.date_order);
  if (plan.names.size() < 2) {
    const std::string first = rows.front().cells.empty() ? std::string() : rows.front().cells.front();
    return too_few_columns(trim(first), rows.front().line);
  }
  if (complete && rows.size() <= first_row) return empty_file(true);
  plan.mapping = map_columns(plan.names, plan.profiles, plan.has_header, spec, beside_others);
  if (!plan.mapping.missing.empty()) {
    return columns_not_found(plan.mapping, plan.names, plan.has_header ? rows.front().line : 0);
  }
  plan.other_shape = other_shape(plan.mapping, plan.names, plan.profiles, plan.has_header, spec);
  decide_opportunities(spec, plan);
  decide_marks(spec, plan);
  decide_identifiers(rows, plan);
  decide_currency(plan);
  decide_numeric_dates(rows, plan);
  decide_dates(rows, plan);
  note_assumptions(plan);
  return Done{};
}

std::string_view preview_cell(std::string_view cell) { return cut_at_character(cell, 200); }

std::vector<std::vector<std::string>> preview_of(const std::vector<SampleRow>& rows, const TablePlan& plan) {
  std::vector<std::vector<std::string>> preview;
  for (size_t r = plan.preamble_rows + (plan.has_header ? 1 : 0); r < rows.size() && preview.size() < kPreviewRows;
       ++r) {
    std::vector<std::string>& row = preview.emplace_back();
    for (const std::string& cell : rows[r].cells) row.emplace_back(preview_cell(cell));
  }
  return preview;
}

}  // namespace sluice::ingest

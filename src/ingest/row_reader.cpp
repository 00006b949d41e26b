#include "ingest/row_reader.h"

#include <algorithm>
#include <cstring>

#include "base/exact_sum.h"
#include "base/text.h"
#include "ingest/column_names.h"
#include "ingest/file_reader.h"
#include "ingest/messages.h"
#include "ingest/number_cell.h"
#include "ingest/plain_text.h"
#include "ingest/rejects.h"
#include "ingest/table_edges.h"

namespace sluice::ingest {
namespace {

bool is_read(Role role) { return role != Role::ignore && role != Role::attribute; }

// A row that ends before these columns is still a row.
bool may_be_missing(Shape shape, Role role) {
  return role == Role::cost || role == Role::margin || role == Role::milestone ||
         (shape == Shape::events && role == Role::amount);
}

// Nearly every identifier is ASCII, eight bytes at a glance.
bool has_lost_characters(std::string_view text) {
  uint64_t bits = 0;
  size_t i = 0;
  for (; i + 8 <= text.size(); i += 8) {
    uint64_t eight = 0;
    std::memcpy(&eight, text.data() + i, 8);
    bits |= eight;
  }
  for (; i < text.size(); ++i) bits |= static_cast<unsigned char>(text[i]);
  return (bits & 0x8080808080808080ULL) != 0 && text.find(kReplacementCharacter) != std::string_view::npos;
}

// Trimmed; empty where it stands for nothing.
std::string_view filled_text(std::string_view raw) {
  if (raw.empty()) return raw;
  const std::string_view text = trim(raw);
  return is_placeholder(text) ? std::string_view{} : text;
}

// Whether six decimals hold all of the product.
bool is_exact_product(Money a, Money b) {
  const int surplus = a.decimals + b.decimals - kMaxDecimals;
  return surplus <= 0 || static_cast<Int128>(a.units) * b.units % power_of_ten(surplus) == 0;
}

}  // namespace

RowReader::RowReader(int file, TablePlan plan, RowSink& sink)
    : plan_(std::move(plan)), sink_(sink), preamble_left_(plan_.preamble_rows), tally_(plan_.usual_cells) {
  header_seen_ = !plan_.has_header;
  map_columns();
  sink_.begin_table(file, plan_.mapping.shape);
  if (!attributes_.names().empty()) sink_.begin_attributes(attributes_.names());
}

RowReader::RowReader(TablePlan plan, std::vector<std::string> header, RowSink& sink)
    : plan_(std::move(plan)),
      sink_(sink),
      preamble_left_(0),
      header_(std::move(header)),
      header_seen_(true),
      tally_(plan_.usual_cells) {
  map_columns();
}

void RowReader::map_columns() {
  columns_.fill(-1);
  const std::vector<MappedColumn>& columns = plan_.mapping.columns;
  for (size_t c = 0; c < columns.size(); ++c) {
    if (!is_read(columns[c].role)) continue;
    columns_[static_cast<size_t>(columns[c].role)] = static_cast<int>(c);
    if (!may_be_missing(plan_.mapping.shape, columns[c].role)) last_used_ = c;
  }
  milestones_ = plan_.mapping.columns_of(Role::milestone);
  time_columns_ = plan_.mapping.time_columns();
  attributes_ = AttributeColumns(plan_.names, plan_.mapping);
  attribute_marks_.clear();
  for (const size_t c : attributes_.columns()) attribute_marks_.push_back(plan_.marks[c]);
}

std::string_view RowReader::raw_cell(Role role) const {
  const int column = column_of(role);
  if (column < 0 || static_cast<size_t>(column) >= cells_.size()) return {};
  return cells_[static_cast<size_t>(column)];
}

std::string_view RowReader::cell(Role role) const { return filled_text(raw_cell(role)); }

std::string_view RowReader::cell_at(size_t column) const {
  return column < cells_.size() ? filled_text(cells_[column]) : std::string_view{};
}

std::string_view RowReader::identifier(Role role) {
  const auto index = static_cast<size_t>(role);
  const std::string_view text = clean_identifier(cell(role), clean_[index]);
  tally_.spoiled[index].observe(text, line_);
  const int column = column_of(role);
  if (column >= 0 && plan_.point_zero[static_cast<size_t>(column)] && is_point_zero(text)) {
    return text.substr(0, text.size() - 2);
  }
  return text;
}

bool RowReader::fail(RejectReason reason, Role role) {
  fault_ = {reason, column_of(role)};
  return false;
}

bool RowReader::is_header(const Record& record) const {
  return std::equal(record.cells.begin(), record.cells.end(), header_.begin(), header_.end(),
                    [](std::string_view cell, const std::string& name) { return same_bytes(trim(cell), name); });
}

// Surplus cells may be blank; missing ones may be those that nothing is read from.
bool RowReader::is_ragged(const Record& record) const {
  if (record.open_quote || record.cells.size() <= last_used_) return true;
  const auto is_filled = [](std::string_view text) { return !trim(text).empty(); };
  return record.cells.size() > plan_.names.size() &&
         std::any_of(record.cells.begin() + static_cast<std::ptrdiff_t>(plan_.names.size()), record.cells.end(),
                     is_filled);
}

void RowReader::take(const Record& record) {
  if (preamble_left_ > 0) {
    --preamble_left_;
    return;
  }
  if (!header_seen_) {
    for (const std::string_view cell : record.cells) header_.emplace_back(trim(cell));
    header_seen_ = true;
    return;
  }
  ++tally_.read;
  line_ = record.line;
  cells_ = record.cells;
  tally_.widths.observe(cells_.size(), line_);
  keep_preview(record);
  fault_ = {RejectReason::ragged_row, -1};
  continues_ = repeats_order(record);
  bool good = false;
  if (continues_) {
    good = deliver(record);
  } else if (plan_.has_header && is_header(record)) {
    fault_.reason = RejectReason::repeated_header;
  } else if (!is_ragged(record)) {
    continues_ = continues_order();
    observe_dates(record);
    good = deliver(record);
  }
  if (!good && fault_.column >= 0 && has_lost_characters(cells_[static_cast<size_t>(fault_.column)])) {
    fault_.reason = RejectReason::bad_text;
  }
  if (!good && fault_.reason != RejectReason::repeated_header && is_totals_row(record.cells)) {
    fault_ = {RejectReason::totals_row, -1};
  }
  if (good)
    ++tally_.kept;
  else
    reject(record);
}

void RowReader::reject(const Record& record) {
  count_reject(tally_.rejects, fault_.reason, record.line);
  Reject reject;
  reject.reason = fault_.reason;
  reject.line = record.line;
  if (fault_.column >= 0) reject.column = plan_.names[static_cast<size_t>(fault_.column)];
  reject.raw = cut_at_character(record.raw, kRejectBytes);
  sink_.reject(reject);
}

void RowReader::keep_preview(const Record& record) {
  if (tally_.preview.size() >= kPreviewRows) return;
  std::vector<std::string>& row = tally_.preview.emplace_back();
  for (const std::string_view text : record.cells) row.emplace_back(preview_cell(text));
}

// All date cells of the record before any of them is read, so that one order holds for the whole row.
void RowReader::observe_dates(const Record& record) {
  if (plan_.dates.proven() || (continues_ && !has(Role::close_time))) return;
  for (const size_t column : time_columns_) {
    const std::string_view text = cell_at(column);
    if (text.empty()) continue;
    if (plan_.dates.observe(date_in(column, text), record.line, text)) sink_.exchange_day_and_month();
  }
}

bool RowReader::deliver(const Record& record) {
  switch (plan_.mapping.shape) {
    case Shape::order_lines:
      return deliver_order_line(record);
    case Shape::customer_table:
      return deliver_customer(record);
    case Shape::events:
      return deliver_event(record);
    case Shape::stage_counts:
      return deliver_stage_count(record);
    case Shape::opportunities:
      return deliver_opportunity(record);
    case Shape::customer_attributes:
      return deliver_customer_attributes(record);
    case Shape::experiment:
      return deliver_experiment(record);
    case Shape::milestones:
      return deliver_milestones(record);
    case Shape::automatic:
      break;
  }
  return false;
}

size_t RowReader::repeating_cells() const {
  // A second date may decide the order of day and month in any line.
  if (plan_.mapping.shape != Shape::order_lines || has(Role::close_time)) return 0;
  const int last = std::max({column_of(Role::customer), column_of(Role::order), column_of(Role::time)});
  return static_cast<size_t>(last) + 1;
}

// That the present record, which may end anywhere, begins like the last one, and that one was of an order.
bool RowReader::repeats_order(const Record& record) const {
  return record.repeats && order_before_.known && order_before_.read + 1 == tally_.read && order_time_holds() &&
         cells_.size() > last_used_ && cells_.size() <= plan_.names.size();
}

bool RowReader::continues_order() const {
  const OrderBefore& last = order_before_;
  return last.known && same_bytes(raw_cell(Role::order), last.order_cell) &&
         same_bytes(raw_cell(Role::customer), last.customer_cell) && same_bytes(raw_cell(Role::time), last.time_cell) &&
         order_time_holds();
}

// Whether the time would still be read as it was.
bool RowReader::order_time_holds() const {
  return order_before_.date_order == plan_.dates.order() && order_before_.time_is_open <= plan_.dates.open();
}

bool RowReader::has_plain_identifiers() const {
  const std::string_view order = raw_cell(Role::order);
  return is_plain_identifier(raw_cell(Role::customer)) && (order.empty() || is_plain_identifier(order));
}

bool RowReader::check_identifiers(std::string_view customer) {
  if (customer.empty()) return fail(RejectReason::blank_customer, Role::customer);
  if (is_totals_word(customer) && cell(Role::order).empty()) return fail(RejectReason::totals_row, Role::customer);
  return text_is_whole(Role::customer) && text_is_whole(Role::order);
}

// Customer, order and time.
bool RowReader::read_order() {
  OrderBefore& last = order_before_;
  OrderLineRow& row = order_line_;
  last.known = last.given = false;
  const bool plain = has_plain_identifiers();
  row.customer = plain ? raw_cell(Role::customer) : identifier(Role::customer);
  if (!plain && !check_identifiers(row.customer)) return false;
  const std::string_view time = cell(Role::time);
  if (time.empty()) return fail(RejectReason::missing_date, Role::time);
  if (!read_time(Role::time, time, row.time, row.time_is_open)) return false;
  row.order = plain ? raw_cell(Role::order) : identifier(Role::order);
  last.cancelled = is_cancelled(row.order);
  // Each one of those is counted.
  if (!plain && (is_exponent_form(row.customer) || is_exponent_form(row.order))) return true;
  last.known = true;
  last.customer_cell = raw_cell(Role::customer);
  last.order_cell = raw_cell(Role::order);
  last.time_cell = raw_cell(Role::time);
  // The record passes, what is kept stays.
  if (plain) {
    row.customer = last.customer_cell;
    row.order = last.order_cell;
  } else {
    last.customer = row.customer;
    last.order = row.order;
    row.customer = last.customer;
    row.order = last.order;
  }
  last.time_is_open = row.time_is_open;
  last.date_order = plan_.dates.order();
  return true;
}

bool RowReader::deliver_order_line(const Record& record) {
  OrderLineRow& row = order_line_;
  if (!continues_ && !read_order()) return false;
  order_before_.read = tally_.read;
  bool negative_quantity = false;
  if (!read_amount(row.amount, negative_quantity)) return false;
  row.same_order = order_before_.given;
  if (has(Role::customer_name)) row.customer_name = cell(Role::customer_name);
  row.is_return = negative_quantity || row.amount.units < 0 || order_before_.cancelled;
  if (has(Role::cost)) row.cost = optional_money(Role::cost, row.amount);
  if (has(Role::margin)) row.margin = optional_money(Role::margin, row.amount);
  row.attributes = attributes_.read(cells_);
  row.line = record.line;
  row.record = record.raw;
  sink_.order_line(row);
  order_before_.given = order_before_.known;
  return true;
}

bool RowReader::deliver_customer(const Record& record) {
  CustomerRow row;
  row.customer = identifier(Role::customer);
  if (row.customer.empty()) return fail(RejectReason::blank_customer, Role::customer);
  if (is_totals_word(row.customer)) return fail(RejectReason::totals_row, Role::customer);
  if (!text_is_whole(Role::customer)) return false;
  if (!read_count(Role::recency, row.recency_days) || !read_count(Role::frequency, row.frequency)) return false;
  if (!read_money(Role::monetary, RejectReason::missing_amount, row.monetary)) return false;
  row.customer_name = cell(Role::customer_name);
  row.attributes = attributes_.read(cells_);
  row.line = record.line;
  row.raw = record.raw;
  sink_.customer(row);
  return true;
}

bool RowReader::deliver_event(const Record& record) {
  EventRow row;
  row.customer = identifier(Role::customer);
  if (row.customer.empty()) return fail(RejectReason::blank_customer, Role::customer);
  row.event = cell(Role::event);
  if (row.event.empty()) return fail(RejectReason::missing_event, Role::event);
  if (!text_is_whole(Role::customer) || !text_is_whole(Role::event)) return false;
  const std::string_view time = cell(Role::time);
  if (time.empty()) return fail(RejectReason::missing_date, Role::time);
  if (!read_time(Role::time, time, row.time, row.time_is_open)) return false;
  row.amount = event_amount();
  row.attributes = attributes_.read(cells_);
  row.line = record.line;
  sink_.event(row);
  return true;
}

bool RowReader::deliver_stage_count(const Record& record) {
  StageCountRow row;
  row.stage = cell(Role::stage);
  if (row.stage.empty()) return fail(RejectReason::missing_stage, Role::stage);
  if (is_totals_word(row.stage)) return fail(RejectReason::totals_row, Role::stage);
  if (!text_is_whole(Role::stage) || !read_count(Role::count, row.count)) return false;
  if (!cell(Role::amount).empty()) {
    Money value;
    if (!read_money(Role::amount, RejectReason::missing_amount, value)) return false;
    row.value = value;
  }
  row.line = record.line;
  sink_.stage_count(row);
  return true;
}

bool RowReader::deliver_opportunity(const Record& record) {
  OpportunityRow row;
  row.opportunity = identifier(Role::opportunity);
  row.customer = identifier(Role::customer);
  if (plan_.customer_is_opportunity) row.opportunity = row.customer;
  row.stage = cell(Role::stage);
  if (row.stage.empty()) return fail(RejectReason::missing_stage, Role::stage);
  if (is_totals_word(row.stage)) return fail(RejectReason::totals_row, Role::stage);
  for (const Role role : {Role::stage, Role::opportunity, Role::customer}) {
    if (!text_is_whole(role)) return false;
  }
  row.outcome = outcome_of(cell(has(Role::outcome) ? Role::outcome : Role::stage));
  if (row.outcome == Outcome::open) row.outcome = outcome_of(row.stage);
  if (!cell(Role::amount).empty()) {
    Money value;
    if (!read_money(Role::amount, RejectReason::missing_amount, value)) return false;
    row.value = value;
  }
  const std::string_view opened = cell(Role::time), closed = cell(Role::close_time);
  if (!opened.empty() && !read_time(Role::time, opened, row.opened.emplace(), row.opened_is_open)) return false;
  if (!closed.empty() && !read_time(Role::close_time, closed, row.closed.emplace(), row.closed_is_open)) return false;
  row.attributes = attributes_.read(cells_);
  row.line = record.line;
  sink_.opportunity(row);
  return true;
}

bool RowReader::deliver_customer_attributes(const Record& record) {
  CustomerAttributesRow row;
  row.customer = identifier(Role::customer);
  if (row.customer.empty()) return fail(RejectReason::blank_customer, Role::customer);
  if (is_totals_word(row.customer)) return fail(RejectReason::totals_row, Role::customer);
  if (!text_is_whole(Role::customer)) return false;
  row.customer_name = cell(Role::customer_name);
  row.attributes = attributes_.read(cells_);
  row.line = record.line;
  row.raw = record.raw;
  sink_.customer_attributes(row);
  return true;
}

bool RowReader::deliver_experiment(const Record& record) {
  if (is_totals_row(record.cells)) return fail(RejectReason::totals_row, Role::customer);
  ExperimentRow row;
  row.customer = identifier(Role::customer);
  if (!text_is_whole(Role::customer)) return false;
  row.cells = attributes_.read(cells_);
  row.marks = attribute_marks_;
  row.line = record.line;
  sink_.experiment(row);
  return true;
}

// Nothing of a row counts of which one date cannot be read.
bool RowReader::deliver_milestones(const Record& record) {
  EventRow row;
  row.customer = identifier(Role::customer);
  if (row.customer.empty()) return fail(RejectReason::blank_customer, Role::customer);
  if (is_totals_word(row.customer)) return fail(RejectReason::totals_row, Role::customer);
  if (!text_is_whole(Role::customer)) return false;
  steps_taken_.clear();
  for (const size_t column : milestones_) {
    const std::string_view text = cell_at(column);
    if (text.empty()) continue;
    StepTaken& step = steps_taken_.emplace_back(StepTaken{column});
    if (!read_time_at(column, text, step.time, step.is_open)) return false;
  }
  if (steps_taken_.empty()) return fail(RejectReason::missing_date, Role::milestone);
  row.attributes = attributes_.read(cells_);
  row.line = record.line;
  for (const StepTaken& step : steps_taken_) {
    row.event = plan_.names[step.column];
    row.time = step.time;
    row.time_is_open = step.is_open;
    sink_.event(row);
  }
  return true;
}

bool RowReader::text_is_whole(Role role) {
  const std::string_view text = cell(role);
  return text.empty() || !has_lost_characters(text) || fail(RejectReason::bad_text, role);
}

const DateCell& RowReader::date_in(size_t column, std::string_view text) {
  if (column != last_time_column_ || !same_bytes(text, last_time_text_)) {
    const NumericDate kind = plan_.numeric_dates[column];
    last_date_ = kind == NumericDate::none ? DateCell{} : read_numeric_date(text, kind);
    if (!last_date_.is_date()) last_date_ = scan_date(text);
    last_time_text_ = text;
    last_time_column_ = column;
    last_order_.reset();
  }
  return last_date_;
}

// The cell is not blank.
bool RowReader::read_time(Role role, std::string_view text, TimeMs& time, bool& is_open) {
  return read_time_at(static_cast<size_t>(column_of(role)), text, time, is_open);
}

bool RowReader::read_time_at(size_t column, std::string_view text, TimeMs& time, bool& is_open) {
  const auto fail_here = [&](RejectReason reason) {
    fault_ = {reason, static_cast<int>(column)};
    return false;
  };
  const DateCell& date = date_in(column, text);
  if (!date.is_date()) return fail_here(RejectReason::bad_date);
  if (last_order_ != plan_.dates.order()) {
    last_order_ = plan_.dates.order();
    last_time_ = time_of(date, *last_order_);
  }
  if (!last_time_) return fail_here(RejectReason::impossible_date);
  time = *last_time_;
  if (date.named_zone && tally_.named_zone.empty()) tally_.named_zone = text;
  if (date.whole_month && tally_.whole_month.empty()) tally_.whole_month = text;
  is_open = plan_.dates.open() && date.form == DateForm::year_last;
  return true;
}

bool RowReader::read_money(Role role, RejectReason if_blank, Money& money) {
  return read_money(role, cell(role), if_blank, money);
}

bool RowReader::read_money(Role role, std::string_view text, RejectReason if_blank, Money& money) {
  const NumberCell number = read_number(text, plan_.marks[static_cast<size_t>(column_of(role))]);
  switch (number.problem) {
    case NumberProblem::none:
      break;
    case NumberProblem::blank:
      return fail(if_blank, role);
    case NumberProblem::unreadable:
      return fail(RejectReason::bad_number, role);
    case NumberProblem::too_large:
      return fail(RejectReason::number_too_large, role);
  }
  if (number.percent) return fail(RejectReason::bad_number, role);  // a share of something is no money
  if (number.rounded) ++tally_.rounded;
  money = number.value;
  return true;
}

// Nothing where the cell is blank or cannot be read: the row does not depend on it.
std::optional<Money> RowReader::optional_money(Role role, Money amount) const {
  const NumberCell number = read_number(cell(role), plan_.marks[static_cast<size_t>(column_of(role))]);
  if (number.problem != NumberProblem::none) return std::nullopt;
  return number.percent ? multiply(amount, number.value) : std::optional(number.value);
}

// What happened has happened, whatever its amount cell says.
std::optional<Money> RowReader::event_amount() {
  const std::string_view text = cell(Role::amount);
  if (text.empty()) return std::nullopt;
  Money amount;
  if (read_money(Role::amount, text, RejectReason::missing_amount, amount)) return amount;
  ++tally_.unread_amounts;
  return std::nullopt;
}

bool RowReader::read_count(Role role, double& count) {
  const NumberCell number = read_number(cell(role), plan_.marks[static_cast<size_t>(column_of(role))]);
  if (number.problem == NumberProblem::too_large) return fail(RejectReason::number_too_large, role);
  if (number.problem != NumberProblem::none) return fail(RejectReason::bad_number, role);
  if (number.value.units < 0) return fail(RejectReason::negative_count, role);
  count = to_double(number.value.units, number.value.decimals);
  return true;
}

bool RowReader::quantity_is_negative() const {
  const std::string_view quantity = raw_cell(Role::quantity);
  if (quantity.empty() || (is_ascii_digit(quantity.front()) && is_ascii_digit(quantity.back()))) return false;
  const DecimalMark mark = plan_.marks[static_cast<size_t>(column_of(Role::quantity))];
  return read_number(cell(Role::quantity), mark).value.units < 0;
}

// The amount cell; where it is blank or there is none, quantity times unit price. A quantity that cannot be read does
// no harm beside an amount.
bool RowReader::read_amount(Money& amount, bool& negative_quantity) {
  const std::string_view raw = raw_cell(Role::amount);
  if (!raw.empty() && read_plain_number(raw, plan_.marks[static_cast<size_t>(column_of(Role::amount))], amount)) {
    negative_quantity = quantity_is_negative();
    return true;
  }
  if (const std::string_view text = cell(Role::amount); !text.empty()) {
    negative_quantity = quantity_is_negative();
    return read_money(Role::amount, text, RejectReason::missing_amount, amount);
  }
  const bool has_quantity = !cell(Role::quantity).empty();
  if (!has_quantity || cell(Role::unit_price).empty()) {
    const Role blame = has(Role::amount) ? Role::amount : has_quantity ? Role::unit_price : Role::quantity;
    return fail(RejectReason::missing_amount, blame);
  }
  Money quantity;
  Money price;
  if (!read_money(Role::quantity, RejectReason::missing_amount, quantity)) return false;
  if (!read_money(Role::unit_price, RejectReason::missing_amount, price)) return false;
  negative_quantity = quantity.units < 0;
  const auto product = multiply(quantity, price);
  constexpr int64_t kMost = INT64_MAX / 1'000'000;  // as for amounts that are read: see NumberProblem::too_large
  const int64_t most = product ? kMost * power_of_ten(product->decimals) : 0;
  if (!product || product->units > most || product->units < -most) {
    return fail(RejectReason::number_too_large, Role::unit_price);
  }
  if (!is_exact_product(quantity, price)) ++tally_.rounded;
  amount = *product;
  return true;
}

bool RowReader::is_cancelled(std::string_view order) const {
  return plan_.cancelled_orders && order.size() > 1 && (order.front() == 'C' || order.front() == 'c') &&
         std::all_of(order.begin() + 1, order.end(), [](char c) { return is_ascii_digit(c); });
}

}  // namespace sluice::ingest

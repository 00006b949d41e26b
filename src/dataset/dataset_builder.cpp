#include "dataset/dataset_builder.h"

#include <algorithm>
#include <limits>
#include <span>

#include "base/number_text.h"
#include "base/text.h"
#include "dataset/attributes_builder.h"
#include "dataset/canonical_order.h"
#include "dataset/events_builder.h"
#include "dataset/experiment_builder.h"
#include "dataset/file_attribute.h"
#include "dataset/interner.h"
#include "dataset/joins.h"
#include "dataset/milestone_names.h"
#include "dataset/opportunities_builder.h"
#include "dataset/order_batch.h"
#include "dataset/orders_builder.h"
#include "ingest/rejects.h"

namespace sluice {
namespace {

using ingest::RejectReason;
using ingest::Shape;

bool tells_events(Shape shape) { return shape == Shape::events || shape == Shape::milestones; }

// Appends at the column's scale, which grows to the finest amount seen. false: the amount leaves the exact range.
bool append(MoneyColumn& column, Money money) {
  if (!rescale(money, kMaxDecimals)) return false;  // what fits six decimals fits every scale that may come
  if (money.decimals > column.decimals) {
    const int64_t factor = power_of_ten(money.decimals - column.decimals);
    for (int64_t& units : column.units) units *= factor;
    column.decimals = money.decimals;
  }
  column.units.push_back(money.units * power_of_ten(column.decimals - money.decimals));
  return true;
}

constexpr size_t kBatchLines = size_t{1} << 16;

TextPair note_history(const HistoryFile& history) {
  const std::string rows = grouped_text(history.rows), opportunities = grouped_text(history.opportunities);
  return {rows + " rows tell the way of " + opportunities +
              " opportunities from stage to stage: rows with the same number are one opportunity.",
          rows + " 行记录了 " + opportunities + " 个商机的阶段变更：编号相同的行合并为一个商机。"};
}

// When an opportunity says something of its customer. Without any day it is older than all others.
LatestValues::Moment moment_of_opportunity(const ingest::OpportunityRow& row) {
  if (row.opened) return moment_of(*row.opened, row.opened_is_open);
  if (row.closed) return moment_of(*row.closed, row.closed_is_open);
  return {std::numeric_limits<TimeMs>::min(), std::numeric_limits<TimeMs>::min()};
}

TextPair note_no_groups(std::string_view column) {
  return {"'" + std::string(column) + "' differs from customer to customer: it groups nobody and is left out.",
          "“" + std::string(column) + "”列几乎每位客户都不同，无法用来分组，未采用。"};
}

TextPair note_property_only(std::string_view column) {
  return {
      "'" + std::string(column) + "' differs from customer to customer: it groups nobody, but funnel steps may ask.",
      "“" + std::string(column) + "”列几乎每位客户都不同，无法用来给客户分组，但可用作漏斗步骤的条件。"};
}

}  // namespace

struct DatasetBuilder::State {
  Dataset dataset;
  Interner customers;
  OrderBatch batch;  // order lines that are not yet in `orders`
  OrdersBuilder orders;
  EventsBuilder events;
  OpportunitiesBuilder opportunities;
  ExperimentBuilder experiment;
  Dictionary names;                     // of customers
  std::vector<uint32_t> customer_name;  // by customer code: code in `names`, or kNone
  std::vector<uint8_t> in_table;        // by customer code: 1 where the customer table has this one

  std::vector<uint16_t> table_file;  // by row of the customer table
  AttributesBuilder attributes;
  std::vector<AttributeTable> attribute_tables;
  std::vector<AttributeTable> experiment_tables;
  std::vector<uint8_t> in_attributes;  // by customer code: 1 where the present table of these has this one

  uint16_t file = 0;
  Shape shape = Shape::automatic;

  struct LateReject {
    uint16_t file;
    RejectReason reason;
    uint64_t line;
  };
  std::vector<LateReject> late_rejects;  // rows that the reader counted as kept

  uint32_t customer_code(std::string_view customer);
  void name_customer(uint32_t code, std::string_view name);
  void reject_late(RejectReason reason, uint64_t line, std::string_view raw);

  void add(const OrderBatch& piece);
  void flush_batch();

  std::vector<uint32_t> sort_customers();
  void finish_attributes(const std::vector<uint32_t>& new_code);
  void join_experiments();
  bool is_event_property(std::string_view name) const;
  void sort_customer_table();
  void finish_events(const std::vector<uint32_t>& new_code);
  void finish_opportunities(const std::vector<uint32_t>& new_code);
  void finish_reports(std::vector<ingest::FileReport> reports);
};

DatasetBuilder::DatasetBuilder() : state_(std::make_unique<State>()) {
  state_->dataset.rejects.column_names.emplace_back();
}

DatasetBuilder::~DatasetBuilder() = default;

// ---- rows arrive
// -----------------------------------------------------------------------------------------------------

void DatasetBuilder::begin_table(int file, Shape shape) {
  State& s = *state_;
  s.flush_batch();
  s.file = static_cast<uint16_t>(file);
  s.shape = shape;
  s.attributes.begin_table(s.file);
  Dataset& d = s.dataset;
  const auto begin = [](auto& table) {
    if (!table) table.emplace();
  };
  switch (shape) {
    case Shape::order_lines:
      begin(d.orders);
      return s.orders.begin_file(s.file);
    case Shape::customer_table:
      return begin(d.customer_table);
    case Shape::events:
    case Shape::milestones:
      begin(d.events);
      return s.events.begin_table(s.file);
    case Shape::stage_counts:
      return begin(d.stage_counts);
    case Shape::opportunities:
      begin(d.opportunities);
      return s.opportunities.begin_table(s.file);
    case Shape::customer_attributes:
      s.attribute_tables.push_back({s.file, {}});
      return s.in_attributes.clear();
    case Shape::experiment:
      begin(d.experiment);
      s.experiment_tables.push_back({s.file, {}});
      s.in_attributes.clear();
      return s.experiment.begin_table();
    case Shape::automatic:
      return;
  }
}

void DatasetBuilder::begin_attributes(std::span<const std::string> names) {
  State& s = *state_;
  s.attributes.begin_columns(names);
  if (s.shape == Shape::experiment) s.experiment.begin_columns(names);
  if (tells_events(s.shape)) s.events.begin_columns(names);
  if (s.shape == Shape::opportunities) s.opportunities.begin_columns(names);
}

void DatasetBuilder::exchange_day_and_month() {
  State& s = *state_;
  if (s.shape == Shape::order_lines) {
    s.flush_batch();
    s.orders.exchange_day_and_month();
  }
  if (tells_events(s.shape)) s.events.exchange_day_and_month();
  if (s.shape == Shape::opportunities) s.opportunities.exchange_day_and_month();
  s.attributes.exchange_day_and_month();
}

void DatasetBuilder::order_line(const ingest::OrderLineRow& row) {
  State& s = *state_;
  if (!s.batch.add(row)) return s.reject_late(RejectReason::number_too_large, row.line, row.record);
  if (s.batch.lines() >= kBatchLines) s.flush_batch();
}

void DatasetBuilder::add(OrderPiece piece, uint64_t lines_before) {
  State& s = *state_;
  s.flush_batch();
  for (uint32_t& line : piece.lines.run_source_line) line = narrow_line(line + lines_before);
  s.add(piece.lines);
  s.dataset.rejects.add(s.file, piece.rejects, lines_before);
  for (const OrderPiece::LateReject& late : piece.late_rejects) {
    s.late_rejects.push_back({s.file, late.reason, late.line + lines_before});
  }
}

void DatasetBuilder::expect_order_lines(uint64_t lines) { state_->orders.expect_lines(lines); }

void DatasetBuilder::customer(const ingest::CustomerRow& row) {
  State& s = *state_;
  CustomerTable& table = *s.dataset.customer_table;
  const uint32_t customer = s.customer_code(row.customer);
  s.in_table.resize(s.customer_name.size(), 0);
  if (s.in_table[customer] != 0) return s.reject_late(RejectReason::duplicate_customer, row.line, row.raw);
  if (!append(table.monetary, row.monetary)) {
    return s.reject_late(RejectReason::number_too_large, row.line, row.raw);
  }
  s.in_table[customer] = 1;
  s.name_customer(customer, row.customer_name);
  table.customer.push_back(customer);
  table.recency_days.push_back(row.recency_days);
  table.frequency.push_back(row.frequency);
  s.table_file.push_back(s.file);
  s.attributes.observe_first(customer, row.attributes);
}

void DatasetBuilder::event(const ingest::EventRow& row) {
  State& s = *state_;
  const uint32_t customer = s.customer_code(row.customer);
  s.attributes.observe(customer, row.attributes, moment_of(row.time, row.time_is_open));
  s.events.add(customer, row);
}

void DatasetBuilder::stage_count(const ingest::StageCountRow& row) {
  StageCounts& stages = *state_->dataset.stage_counts;
  stages.stage.emplace_back(row.stage);
  stages.count.push_back(row.count);
  stages.value.push_back(row.value ? std::optional(to_double(row.value->units, row.value->decimals)) : std::nullopt);
}

void DatasetBuilder::opportunity(const ingest::OpportunityRow& row) {
  State& s = *state_;
  const uint32_t customer = row.customer.empty() ? Dictionary::kNone : s.customer_code(row.customer);
  if (customer != Dictionary::kNone) s.attributes.observe(customer, row.attributes, moment_of_opportunity(row));
  s.opportunities.add(customer, row);
}

void DatasetBuilder::customer_attributes(const ingest::CustomerAttributesRow& row) {
  State& s = *state_;
  const uint32_t customer = s.customer_code(row.customer);
  s.in_attributes.resize(s.customer_name.size(), 0);
  if (s.in_attributes[customer] != 0) return s.reject_late(RejectReason::duplicate_customer, row.line, row.raw);
  s.in_attributes[customer] = 1;
  s.name_customer(customer, row.customer_name);
  s.attribute_tables.back().customers.push_back(customer);
  s.attributes.observe_first(customer, row.attributes);
}

// What an A/B test says of a customer, such as the arm, groups that customer's events and purchases too.
void DatasetBuilder::experiment(const ingest::ExperimentRow& row) {
  State& s = *state_;
  const uint32_t customer = row.customer.empty() ? Dictionary::kNone : s.customer_code(row.customer);
  s.experiment.add(customer, row);
  if (customer == Dictionary::kNone) return;
  s.attributes.observe_first(customer, row.cells);
  s.in_attributes.resize(s.customer_name.size(), 0);
  if (s.in_attributes[customer] == 0) s.experiment_tables.back().customers.push_back(customer);
  s.in_attributes[customer] = 1;
}

void DatasetBuilder::reject(const ingest::Reject& reject) { state_->dataset.rejects.add(state_->file, reject); }

void DatasetBuilder::State::add(const OrderBatch& piece) {
  orders.add(piece, customers.dictionary);
  attributes.add(piece.attributes, orders.customer_codes());
  customer_name.resize(customers.dictionary.size(), Dictionary::kNone);
  for (size_t run = 0; run < piece.run_name.size(); ++run) {
    if (!piece.run_name[run].empty()) name_customer(orders.customer_codes()[run], piece.run_name[run]);
  }
}

void DatasetBuilder::State::flush_batch() {
  if (batch.lines() == 0) return;
  add(batch);
  batch.clear();
}

uint32_t DatasetBuilder::State::customer_code(std::string_view customer) {
  const uint32_t code = customers.code(customer);
  if (code >= customer_name.size()) customer_name.resize(size_t{code} + 1, Dictionary::kNone);
  return code;
}

// The smallest name by bytes, so that the order of the rows leaves no trace.
void DatasetBuilder::State::name_customer(uint32_t code, std::string_view name) {
  if (name.empty()) return;
  uint32_t& known = customer_name[code];
  if (known == Dictionary::kNone || name < names.at(known)) known = names.intern(name);
}

void DatasetBuilder::State::reject_late(RejectReason reason, uint64_t line, std::string_view raw) {
  dataset.rejects.add(file, {reason, line, {}, cut_at_character(raw, ingest::kRejectBytes)});
  late_rejects.push_back({file, reason, line});
}

// ---- all rows are there
// ----------------------------------------------------------------------------------------------

Result<Dataset> DatasetBuilder::finish(std::vector<ingest::FileReport> reports) {
  State& s = *state_;
  s.flush_batch();
  s.finish_reports(std::move(reports));
  const std::vector<uint32_t> new_code = s.sort_customers();
  if (s.dataset.orders) s.dataset.orders = s.orders.finish(new_code);
  if (s.dataset.customer_table) s.sort_customer_table();
  if (s.dataset.events) s.finish_events(new_code);
  if (s.dataset.opportunities) s.finish_opportunities(new_code);
  if (s.dataset.experiment) s.dataset.experiment = s.experiment.finish(new_code);
  s.finish_attributes(new_code);
  Dataset dataset = std::move(s.dataset);
  state_ = std::make_unique<State>();
  return dataset;
}

std::vector<uint32_t> DatasetBuilder::State::sort_customers() {
  std::vector<uint32_t> new_code = customers.dictionary.sort();
  Dataset& d = dataset;
  const bool named =
      std::any_of(customer_name.begin(), customer_name.end(), [](uint32_t name) { return name != Dictionary::kNone; });
  if (named) d.customer_names.resize(customers.dictionary.size());
  for (uint32_t code = 0; named && code < customer_name.size(); ++code) {
    if (customer_name[code] != Dictionary::kNone) d.customer_names[new_code[code]] = names.at(customer_name[code]);
  }
  if (d.customer_table) renumber(d.customer_table->customer, new_code);
  d.customers = std::move(customers.dictionary);
  return new_code;
}

void DatasetBuilder::State::finish_attributes(const std::vector<uint32_t>& new_code) {
  ingest::ImportReport& import = dataset.import;
  AttributesBuilder::Finished finished = attributes.finish(new_code);
  dataset.attributes = std::move(finished.attributes);
  if (auto of_files = file_attribute(dataset, table_file)) dataset.attributes.push_back(std::move(*of_files));
  for (const auto& left_out : finished.left_out) {
    for (const uint16_t of : left_out.files) {
      if (of >= import.files.size() || import.files[of].shape == Shape::experiment) continue;  // kept in the test
      const bool is_kept = tells_events(import.files[of].shape) && is_event_property(left_out.name);
      import.files[of].notes.push_back(is_kept ? note_property_only(left_out.name) : note_no_groups(left_out.name));
    }
  }
  for (std::vector<AttributeTable>* tables : {&attribute_tables, &experiment_tables}) {
    for (AttributeTable& table : *tables) renumber(table.customers, new_code);
  }
  if (!attribute_tables.empty()) {
    const Buyers buyers = find_buyers(dataset);
    for (const AttributeTable& table : attribute_tables) {
      if (table.file >= import.files.size()) continue;
      import.joins.push_back(report_join(table, import.files[table.file], dataset.customers, buyers));
    }
  }
  if (!experiment_tables.empty()) join_experiments();
}

// What an A/B test says of its people, such as the arm, is known of the customers of the other files, if it is about
// any of them.
void DatasetBuilder::State::join_experiments() {
  ingest::ImportReport& import = dataset.import;
  const Buyers buyers = find_buyers(dataset);
  std::vector<uint16_t> apart;  // files of people who did nothing in the other files
  for (const AttributeTable& table : experiment_tables) {
    if (table.file >= import.files.size()) continue;
    const bool joins = std::any_of(table.customers.begin(), table.customers.end(),
                                   [&](uint32_t customer) { return buyers.is_buyer[customer] != 0; });
    if (!joins) apart.push_back(table.file);
    if (table.customers.empty() || buyers.source == BuyersOf::nothing) continue;
    import.joins.push_back(report_join(table, import.files[table.file], dataset.customers, buyers));
  }
  std::erase_if(dataset.attributes, [&](const CustomerAttribute& attribute) {
    return std::all_of(attribute.files.begin(), attribute.files.end(),
                       [&](uint16_t of) { return std::find(apart.begin(), apart.end(), of) != apart.end(); });
  });
}

bool DatasetBuilder::State::is_event_property(std::string_view name) const {
  if (!dataset.events) return false;
  const std::vector<EventProperty>& properties = dataset.events->properties;
  return std::any_of(properties.begin(), properties.end(),
                     [&](const EventProperty& property) { return property.name == name; });
}

void DatasetBuilder::State::sort_customer_table() {
  CustomerTable& t = *dataset.customer_table;
  const std::vector<uint32_t> order =
      order_by_group(t.customer, dataset.customers.size(), [](uint32_t a, uint32_t b) { return a < b; });
  rearrange(t.customer, order);
  rearrange(t.recency_days, order);
  rearrange(t.frequency, order);
  rearrange(t.monetary.units, order);
  rearrange(table_file, order);
}

void DatasetBuilder::State::finish_events(const std::vector<uint32_t>& new_code) {
  const std::vector<MilestoneName> milestones = name_milestones(dataset.import.files);
  events.rename(milestones);
  note_milestone_names(milestones, dataset.import.files);
  dataset.events = events.finish(new_code);
}

void DatasetBuilder::State::finish_opportunities(const std::vector<uint32_t>& new_code) {
  std::vector<ingest::FileReport>& files = dataset.import.files;
  HistoryChoices choices;
  for (const ingest::FileReport& report : files) choices.push_back(report.stage_history);
  OpportunitiesBuilder::Finished finished = opportunities.finish(new_code, choices);
  dataset.opportunities = std::move(finished.table);
  for (const HistoryFile& history : finished.histories) {
    if (history.file >= files.size()) continue;
    files[history.file].stage_history = history.tells_histories;
    if (history.tells_histories) files[history.file].notes.push_back(note_history(history));
  }
}

// The readers counted late rejects as kept.
void DatasetBuilder::State::finish_reports(std::vector<ingest::FileReport> reports) {
  for (const LateReject& late : late_rejects) {
    if (late.file >= reports.size()) continue;
    ingest::FileReport& report = reports[late.file];
    --report.rows_kept;
    ++report.rows_rejected;
    ingest::count_reject(report.rejects, late.reason, late.line);
  }
  ingest::ImportReport& import = dataset.import;
  for (ingest::FileReport& report : reports) {
    ingest::sort_rejects(report.rejects);
    import.rows_read += report.rows_read;
    import.rows_kept += report.rows_kept;
    import.rows_rejected += report.rows_rejected;
    if (dataset.currency.empty()) dataset.currency = report.currency;
  }
  note_appended_files(reports);
  import.files = std::move(reports);
}

}  // namespace sluice

#include "dataset/memory_forecast.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <string>

#include "dataset/dataset.h"
#include "dataset/orders.h"

namespace sluice {
namespace {

using ingest::Shape;

constexpr double kWord = sizeof(size_t);  // an entry of TextColumn::ends

// Pieces of the file on their way, the batch of rows that is not in its table yet; gone when the index is made.
constexpr double kReadingBytes = 28e6;

// Profile, scores, segments and the ranks behind them, with what sorting needs of them: see rfm/profile.h.
constexpr double kAnalysisBytesACustomer = 150;
constexpr double kAnalysisBytesALine = 1;  // its mark: see dataset/cleaning.h

// What all files come to.
struct Totals {
  double rows = 0;
  double rows_of_visits = 0;  // see tells_visits
  double order_lines = 0, lines_with_margin = 0, runs = 0, order_id_bytes = 0;
  double customers = 0, customer_bytes = 0;
  double names = 0, name_bytes = 0;
  double attributes = 0;
  double table_rows = 0, events = 0, opportunities = 0, opportunity_id_bytes = 0;
  double property_cells = 0;     // of events; files name the same columns, as far as one can know
  double opportunity_cells = 0;  // likewise of opportunities
  bool has_event_amount = false;
  double rejects = 0, reject_bytes = 0;
  double held_bytes = 0;  // of one file at a time
};

double share(uint64_t part, uint64_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

// Of a customer there may be many rows.
bool tells_visits(Shape shape) {
  return shape == Shape::order_lines || shape == Shape::events || shape == Shape::opportunities;
}

// Tables that grow with their customers only.
bool has_row_a_customer(Shape shape) {
  return shape == Shape::customer_table || shape == Shape::customer_attributes || shape == Shape::experiment ||
         shape == Shape::milestones;
}

Totals add_up(std::span<const SampledFile> files) {
  Totals totals;
  for (const auto& [sample, times, held_bytes] : files) {
    const auto scaled = [by = times](uint64_t count) { return static_cast<double>(count) * by; };
    const double rows = scaled(sample.rows);
    const double events = sample.shape == Shape::events ? rows : scaled(sample.dates);
    totals.rows += rows + scaled(sample.rejects);
    if (sample.shape == Shape::order_lines) totals.order_lines += rows;
    if (tells_visits(sample.shape)) totals.rows_of_visits += rows;
    if (sample.has_margin) totals.lines_with_margin += rows;
    if (sample.shape == Shape::customer_table) totals.table_rows += rows;
    totals.events += events;
    totals.property_cells += events * static_cast<double>(sample.attributes);
    totals.has_event_amount = totals.has_event_amount || sample.has_event_amount;
    if (sample.shape == Shape::opportunities) {
      totals.opportunities += rows;
      totals.opportunity_cells += rows * static_cast<double>(sample.attributes);
    }
    if (sample.shape == Shape::experiment) totals.opportunity_cells += rows * static_cast<double>(sample.attributes);
    totals.runs += scaled(sample.runs);
    totals.order_id_bytes += scaled(sample.order_id_bytes);
    totals.opportunity_id_bytes += scaled(sample.opportunity_id_bytes);
    totals.attributes += static_cast<double>(sample.attributes);
    totals.rejects += scaled(sample.rejects);
    totals.reject_bytes += scaled(sample.reject_bytes);
    totals.held_bytes = std::max(totals.held_bytes, static_cast<double>(held_bytes));
  }
  // One growth over the rows of all files: they are of the same customers, as far as one can know.
  for (const auto& [sample, times, held_bytes] : files) {
    const double own_rows = static_cast<double>(sample.rows) * times;
    const double customers =
        expected_customers(sample, has_row_a_customer(sample.shape) ? own_rows : totals.rows_of_visits);
    if (customers <= totals.customers) continue;
    totals.customers = customers;
    totals.customer_bytes = customers * share(sample.customer_bytes, sample.customers);
    totals.names = customers * share(sample.names, sample.customers);
    totals.name_bytes = customers * share(sample.name_bytes, sample.customers);
  }
  return totals;
}

// Elements that a vector holds which grew to `count` one by one: the next power of two.
double grown(double count) { return count < 1 ? 0 : static_cast<double>(std::bit_ceil(static_cast<uint64_t>(count))); }

// A Dictionary that grew to this: texts, their ends, and twice as many slots of eight bytes.
double dictionary(double texts, double bytes) { return grown(bytes) + grown(texts) * kWord + grown(2 * texts) * 8; }
double sorted_dictionary(double texts, double bytes) { return bytes + texts * kWord; }

double of_lines(const Totals& t) {
  constexpr double kLine = sizeof(int64_t) + sizeof(uint8_t);
  constexpr double kRun = sizeof(uint32_t) * 3 + sizeof(TimeMs);
  const double ids = t.order_id_bytes > 0 ? t.order_id_bytes + t.runs * kWord : 0;
  return t.order_lines * kLine + t.lines_with_margin * sizeof(int64_t) + t.runs * kRun + ids;
}

// Of every record, until the index has found those that are said twice.
double of_record_hashes(const Totals& t) { return t.order_lines * sizeof(uint32_t); }

// While the latest value of every customer is looked for: see LatestValues. Afterwards less.
double of_attributes(const Totals& t) {
  constexpr double kValue = sizeof(uint32_t) + sizeof(TimeMs) + sizeof(uint8_t);
  return t.attributes * grown(t.customers) * kValue;
}

double of_index(const Totals& t) {
  return t.runs * (sizeof(CustomerOrder) + sizeof(uint32_t)) + (t.runs > 0 ? t.customers * sizeof(uint32_t) : 0);
}

double of_events(const Totals& t) {
  if (t.events < 1) return 0;
  constexpr double kAmount = sizeof(int64_t) + sizeof(uint8_t);
  const double properties = t.property_cells / t.events * sizeof(uint32_t);
  return grown(t.events) * (2 * sizeof(uint32_t) + sizeof(TimeMs) + properties + (t.has_event_amount ? kAmount : 0));
}

double of_opportunities(const Totals& t) {
  if (t.opportunities < 1) return 0;
  constexpr double kOpportunity = 4 * sizeof(uint32_t) + sizeof(uint16_t) + sizeof(ingest::Outcome) +
                                  sizeof(std::optional<double>) + 2 * sizeof(std::optional<TimeMs>);
  const double properties = t.opportunity_cells / t.opportunities * sizeof(uint32_t);
  return grown(t.opportunities) * (kOpportunity + properties) + dictionary(t.opportunities, t.opportunity_id_bytes);
}

// The tables that nobody tells beforehand how long they will be.
double of_other_tables(const Totals& t) {
  constexpr double kTableRow = sizeof(uint32_t) + 2 * sizeof(double) + sizeof(int64_t);
  const double rejects = grown(t.rejects) * sizeof(RejectLog::Entry) + grown(t.reject_bytes);
  return of_events(t) + grown(t.table_rows) * kTableRow + of_opportunities(t) + rejects;
}

// Bringing them into their order: the order itself and one column twice.
double of_sorting_other_tables(const Totals& t) {
  return std::max({t.events, t.table_rows, t.opportunities}) * (sizeof(uint32_t) + sizeof(uint32_t));
}

// Names by customer, and the dictionary that they came by.
double of_names(const Totals& t) {
  if (t.names < 1) return 0;
  constexpr double kShortName = sizeof(std::string) / 2.0;  // about what a string holds without memory of its own
  const double length = t.name_bytes / t.names;
  const double texts = t.customers * sizeof(std::string) + (length > kShortName ? t.names * (length + 16) : 0);
  return texts + grown(t.customers) * sizeof(uint32_t) + dictionary(t.names, t.name_bytes);
}

}  // namespace

double expected_customers(const SampleCounts& sample, double rows) {
  if (sample.rows == 0 || sample.customers == 0) return 0;
  const auto seen = static_cast<double>(sample.customers);
  const auto half = std::max(1.0, static_cast<double>(sample.customers_in_half));
  const auto quarter = std::max(1.0, static_cast<double>(sample.customers_in_quarter));
  constexpr double kLeast = 1e-3;  // of repeated customers; no factor can be told from fewer
  double power = std::clamp(std::log2(seen / half), 0.0, 1.0);
  const double before = std::clamp(std::log2(half / quarter), kLeast, 1 - kLeast);
  const double factor = power == 0 ? 1 : std::clamp(std::log(power) / std::log(before), 1.0, 2.0);
  double doublings = std::log2(std::max(1.0, rows / static_cast<double>(sample.rows)));
  double sum = 0;
  for (; doublings > 0; --doublings) {
    power = std::pow(power, factor);
    sum += power * std::min(1.0, doublings);
  }
  return std::clamp(seen * std::exp2(sum), seen, std::max(seen, rows));
}

MemoryForecast forecast_memory(std::span<const SampledFile> files) {
  const Totals t = add_up(files);
  const double lasting = of_lines(t) + of_other_tables(t) + of_names(t) + of_attributes(t);
  const double reading = dictionary(t.customers, t.customer_bytes) + of_record_hashes(t) + kReadingBytes + t.held_bytes;
  const double sorted = sorted_dictionary(t.customers, t.customer_bytes);
  const double indexing = sorted + of_index(t) + static_cast<double>(indexing_bytes(static_cast<uint64_t>(t.runs))) +
                          of_record_hashes(t) + of_sorting_other_tables(t);
  const double analysis =
      sorted + of_index(t) + t.customers * kAnalysisBytesACustomer + t.order_lines * kAnalysisBytesALine;
  const double bytes = lasting + std::max({reading, indexing, analysis});
  const auto whole = [](double count) { return static_cast<uint64_t>(std::llround(count)); };
  return {whole(t.rows), whole(t.order_lines), whole(t.customers), whole(bytes)};
}

}  // namespace sluice

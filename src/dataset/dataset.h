// The user's files as typed columns, made once and never changed afterwards. Customers are shared by all tables, so
// that an event file and an order file of the same people meet. Columns of a table have equal length; row i of one
// belongs to row i of the others. Codes of dictionaries are in byte order of their strings. Order lines, of which there
// may be tens of millions, have a file of their own: orders.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "dataset/attributes.h"
#include "dataset/columns.h"
#include "dataset/dictionary.h"
#include "dataset/orders.h"
#include "ingest/import_report.h"
#include "ingest/records.h"

namespace sluice {

/// Customers with ready-made recency, frequency and monetary; sorted by customer.
struct CustomerTable {
  std::vector<uint32_t> customer;
  std::vector<double> recency_days;
  std::vector<double> frequency;
  MoneyColumn monetary;

  size_t size() const { return customer.size(); }
};

/// What an event file says of each event beside its name, its time and its amount: one column that was read as an
/// attribute.
struct EventProperty {
  std::string name;             ///< header of the column, the same in every file
  TextPair title;               ///< as it is shown: the name
  Dictionary values;            ///< those that events have, in byte order
  std::vector<uint32_t> value;  ///< by event: code in `values`, Dictionary::kNone where blank
};

/// One row an event, in the order of (customer, time, event, amount, properties by name): without an amount before with
/// one, without a value behind with one.
struct Events {
  std::vector<uint32_t> customer;
  std::vector<uint32_t> event;  ///< code in event_names
  std::vector<TimeMs> time;
  Dictionary event_names;
  std::vector<EventProperty> properties;  ///< by first appearance in the files
  MoneyColumn amount;                     ///< 0 where there is none; empty where no event has one
  std::vector<uint8_t> has_amount;        ///< 1 where the event has an amount, else 0; empty as `amount`

  size_t size() const { return customer.size(); }
};

/// Stages with their counts, in the order of the file.
struct StageCounts {
  std::vector<std::string> stage;
  std::vector<double> count;
  std::vector<std::optional<double>> value;

  size_t size() const { return stage.size(); }
};

/// How opportunities went from stage to stage. Entries of opportunity i are [ends[i - 1], ends[i]), by time; those
/// without a time come first.
struct StageHistory {
  std::vector<size_t> ends;  ///< by opportunity; empty: no file tells histories
  std::vector<std::optional<TimeMs>> time;
  std::vector<uint32_t> stage;  ///< index into stage_names
  std::vector<ingest::Outcome> outcome;

  bool empty() const { return ends.empty(); }
  size_t begin_of(size_t opportunity) const { return opportunity == 0 ? 0 : ends[opportunity - 1]; }
};

/// One row a sales opportunity, in the order of (opportunity id, file, line).
struct Opportunities {
  std::vector<uint32_t> id;        ///< code in ids; Dictionary::kNone where blank
  std::vector<uint32_t> customer;  ///< Dictionary::kNone where unknown
  std::vector<uint32_t> stage;     ///< the present or last one: index into stage_names
  std::vector<ingest::Outcome> outcome;
  std::vector<std::optional<double>> value;
  std::vector<std::optional<TimeMs>> opened, closed;  ///< of an open one `closed` is the day on which it is expected
  std::vector<std::string> stage_names;               ///< by first appearance in the file
  std::vector<EventProperty> properties;              ///< by opportunity; by first appearance in the files
  StageHistory history;                               ///< see stage_histories.h
  Dictionary ids;

  size_t size() const { return stage.size(); }
};

/// What the table of an A/B test says in one column.
struct ExperimentColumn {
  std::string name;                           ///< header
  TextPair title;                             ///< as it is shown: the name
  Dictionary values;                          ///< those that rows have, in byte order
  std::vector<uint32_t> value;                ///< by row: code in `values`, Dictionary::kNone where blank
  std::vector<std::optional<double>> number;  ///< by code: what it reads as
};

/// The rows of A/B test tables, each a person or an arm with its numbers, in the order of the files.
struct Experiment {
  std::vector<uint32_t> customer;         ///< Dictionary::kNone where unknown
  std::vector<ExperimentColumn> columns;  ///< by first appearance in the files

  size_t size() const { return customer.size(); }
};

/// Every row that was not used, in the order of the files and lines.
struct RejectLog {
  struct Entry {
    uint16_t file = 0;
    ingest::RejectReason reason = ingest::RejectReason::ragged_row;
    uint16_t column = 0;  ///< index into column_names
    uint64_t line = 0;
    uint64_t text_begin = 0;  ///< in `text`; ends where the next one begins
  };
  std::vector<Entry> entries;
  std::vector<std::string> column_names;  ///< [0] is the empty name
  std::string text;                       ///< the shortened records, one after the other

  void add(uint16_t file, const ingest::Reject& reject);
  void add(uint16_t file, const RejectLog& others, uint64_t lines_before);  ///< whose lines count from behind them
  std::string_view raw(size_t index) const;
};

struct Dataset {
  Dictionary customers;                     ///< all customers of all tables
  std::vector<std::string> customer_names;  ///< by customer code; empty vector when no file has names
  std::optional<Orders> orders;
  std::optional<CustomerTable> customer_table;
  std::optional<Events> events;
  std::optional<StageCounts> stage_counts;
  std::optional<Opportunities> opportunities;
  std::optional<Experiment> experiment;
  std::vector<CustomerAttribute> attributes;  ///< by first appearance in the files; that of the file's name last
  RejectLog rejects;
  ingest::ImportReport import;
  std::string currency;  ///< symbol of the amounts, or empty
};

}  // namespace sluice

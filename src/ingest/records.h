// The typed rows that leave ingest and enter the dataset. A reader calls the sink when a table begins and once a row;
// the sink copies what it keeps. Text views are valid during the call only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "base/money.h"
#include "ingest/import_report.h"

namespace sluice::ingest {

/// The cells of the table's attribute columns, in the order of RowSink::begin_attributes; trimmed, empty where blank.
using AttributeCells = std::span<const std::string_view>;

struct OrderLineRow {
  std::string_view customer;       ///< trimmed, not blank
  std::string_view customer_name;  ///< may be empty
  std::string_view order;          ///< may be empty: no such column
  TimeMs time = 0;
  bool time_is_open = false;  ///< read by an assumed order of day and month: exchange_day_and_month() changes it
  Money amount;               ///< of the line, signed
  bool is_return = false;     ///< negative quantity or amount, or an order id marked as cancelled
  uint64_t line = 0;          ///< in the file, from 1
  std::string_view record;    ///< as text: lines that say the same in every column are one line said twice
  bool same_order = false;    ///< customer, order and time are those of the order line that was given before
  std::optional<Money> cost, margin;  ///< of the line; nullopt: no such column, or a cell that cannot be read
  AttributeCells attributes;
};

struct CustomerRow {
  std::string_view customer;
  std::string_view customer_name;
  double recency_days = 0;
  double frequency = 0;
  Money monetary;
  AttributeCells attributes;
  uint64_t line = 0;
  std::string_view raw;  ///< the record as text, for the reject that a second row of a customer becomes
};

struct EventRow {
  std::string_view customer;
  std::string_view event;
  TimeMs time = 0;
  bool time_is_open = false;    ///< as in OrderLineRow
  std::optional<Money> amount;  ///< fits every scale (base/money.h); nullopt: no such column, blank or unreadable
  AttributeCells attributes;
  uint64_t line = 0;
};

struct StageCountRow {
  std::string_view stage;
  double count = 0;  ///< >= 0
  std::optional<Money> value;
  uint64_t line = 0;
};

enum class Outcome : uint8_t { open, won, lost };

struct OpportunityRow {
  std::string_view opportunity;
  std::string_view customer;  ///< may be empty
  std::string_view stage;
  Outcome outcome = Outcome::open;
  std::optional<Money> value;
  std::optional<TimeMs> opened, closed;
  bool opened_is_open = false, closed_is_open = false;  ///< as OrderLineRow::time_is_open
  AttributeCells attributes;
  uint64_t line = 0;
};

struct CustomerAttributesRow {
  std::string_view customer;
  std::string_view customer_name;
  AttributeCells attributes;
  uint64_t line = 0;
  std::string_view raw;  ///< as in CustomerRow
};

/// Of the table of an A/B test: a person, or an arm with its numbers.
struct ExperimentRow {
  std::string_view customer;           ///< may be empty
  AttributeCells cells;                ///< of all columns that are read
  std::span<const DecimalMark> marks;  ///< of these columns
  uint64_t line = 0;
};

inline constexpr size_t kRejectBytes = 400;

struct Reject {
  RejectReason reason = RejectReason::ragged_row;
  uint64_t line = 0;        ///< where the record begins
  std::string_view column;  ///< header of the cell to blame; may be empty
  std::string_view raw;     ///< the record as text, shortened to kRejectBytes at a character's edge
};

/// Receives one table after the other. `file` is the index of the file in the order of the user.
class RowSink {
 public:
  virtual ~RowSink() = default;
  virtual void begin_table(int file, Shape shape) = 0;
  /// The names of the table's attribute columns, each different; directly behind begin_table, if there are any.
  virtual void begin_attributes(std::span<const std::string> names) = 0;
  /// A row has shown that the assumed order of day and month is the wrong one: all times delivered since begin_table
  /// and marked as open exchange day and month. Each of them is a real day under both orders. At most once a table.
  virtual void exchange_day_and_month() = 0;
  virtual void order_line(const OrderLineRow& row) = 0;
  virtual void customer(const CustomerRow& row) = 0;
  virtual void event(const EventRow& row) = 0;  ///< also every date of a row of milestones, of the same line
  virtual void stage_count(const StageCountRow& row) = 0;
  virtual void opportunity(const OpportunityRow& row) = 0;
  virtual void customer_attributes(const CustomerAttributesRow& row) = 0;
  virtual void experiment(const ExperimentRow& row) = 0;
  virtual void reject(const Reject& reject) = 0;
};

}  // namespace sluice::ingest

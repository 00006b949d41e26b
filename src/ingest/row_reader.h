// Records in, typed rows out: reads the cells of one table by its plan and gives every record to the sink, either as a
// row or as a reject. Counts both; knows nothing of bytes and quoting.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/attribute_columns.h"
#include "ingest/import_report.h"
#include "ingest/record_splitter.h"
#include "ingest/records.h"
#include "ingest/row_tally.h"
#include "ingest/table_plan.h"

namespace sluice::ingest {

class RowReader {
 public:
  /// Begins the table at the sink. Records come from above the table on.
  RowReader(int file, TablePlan plan, RowSink& sink);

  /// Reads a stretch of a table whose header (trimmed cells; none where it has no header) was seen before.
  RowReader(TablePlan plan, std::vector<std::string> header, RowSink& sink);

  /// A record above the table, the header, or one under it.
  void take(const Record& record);

  /// For RecordSplitter::expect_repeats: cells in which the lines of an order do not differ.
  size_t repeating_cells() const;

  const TablePlan& plan() const { return plan_; }
  const std::vector<std::string>& header() const { return header_; }
  bool under_header() const { return preamble_left_ == 0 && header_seen_; }  ///< every further record is a row
  const RowTally& tally() const { return tally_; }

  /// Takes the rows of the stretch that follows as read, as far as they are counted here.
  void add(const RowTally& stretch, uint64_t lines_before) { tally_.add(stretch, lines_before); }

  /// The same for what their dates decide; see DateOrderDecision::add.
  DatesFit add(const DateOrderDecision& dates, uint64_t lines_before) { return plan_.dates.add(dates, lines_before); }

 private:
  // A cell that ends the reading of its record.
  struct Fault {
    RejectReason reason;
    int column;  // -1: none in particular
  };

  // What the order line before was made of. Files write the lines of an order one below the other, so that most need
  // not be read again; one whose cells are the same, byte by byte, has the same order.
  struct OrderBefore {
    bool known = false;
    bool given = false;  // the sink got a line of it last
    uint64_t read = 0;   // RowTally::read with the last record of it
    std::string customer_cell, order_cell, time_cell;
    std::string customer, order;
    bool time_is_open = false;
    bool cancelled = false;
    DateOrder date_order = DateOrder::automatic;  // by which the time was read
  };

  /// A filled milestone.
  struct StepTaken {
    size_t column = 0;
    TimeMs time = 0;
    bool is_open = false;
  };

  std::string_view raw_cell(Role role) const;
  std::string_view cell(Role role) const;
  std::string_view cell_at(size_t column) const;
  std::string_view identifier(Role role);
  int column_of(Role role) const { return columns_[static_cast<size_t>(role)]; }
  bool has(Role role) const { return column_of(role) >= 0; }

  bool is_header(const Record& record) const;
  bool is_ragged(const Record& record) const;
  void observe_dates(const Record& record);
  void keep_preview(const Record& record);
  void map_columns();
  bool deliver(const Record& record);
  bool deliver_order_line(const Record& record);
  bool repeats_order(const Record& record) const;
  bool continues_order() const;
  bool order_time_holds() const;
  bool has_plain_identifiers() const;
  bool check_identifiers(std::string_view customer);
  bool read_order();
  bool deliver_customer(const Record& record);
  bool deliver_event(const Record& record);
  bool deliver_stage_count(const Record& record);
  bool deliver_opportunity(const Record& record);
  bool deliver_customer_attributes(const Record& record);
  bool deliver_experiment(const Record& record);
  bool deliver_milestones(const Record& record);

  bool fail(RejectReason reason, Role role);
  std::optional<Money> optional_money(Role role, Money amount) const;
  std::optional<Money> event_amount();
  const DateCell& date_in(size_t column, std::string_view text);
  bool read_time(Role role, std::string_view text, TimeMs& time, bool& is_open);
  bool read_time_at(size_t column, std::string_view text, TimeMs& time, bool& is_open);
  bool read_money(Role role, RejectReason if_blank, Money& money);
  bool read_money(Role role, std::string_view text, RejectReason if_blank, Money& money);
  bool read_count(Role role, double& count);
  bool read_amount(Money& amount, bool& negative_quantity);
  bool quantity_is_negative() const;
  bool is_cancelled(std::string_view order) const;
  bool text_is_whole(Role role);
  void reject(const Record& record);

  TablePlan plan_;
  RowSink& sink_;
  std::array<int, kRoleCount> columns_{};  // by role; -1: none
  size_t last_used_ = 0;                   // rightmost column with a role that is read
  AttributeColumns attributes_;
  std::vector<DecimalMark> attribute_marks_;
  std::span<const std::string_view> cells_;  // of the present record
  Fault fault_{RejectReason::ragged_row, -1};
  size_t preamble_left_;                       // records that are still above the table
  std::array<std::string, kRoleCount> clean_;  // identifiers that had to be rewritten
  std::vector<size_t> milestones_, time_columns_;
  std::vector<StepTaken> steps_taken_;  // of the present record
  size_t last_time_column_ = static_cast<size_t>(-1);
  std::string last_time_text_;  // dates repeat from line to line: the last one is remembered
  DateCell last_date_;
  std::optional<DateOrder> last_order_;  // by which last_time_ was read
  std::optional<TimeMs> last_time_;
  OrderBefore order_before_;
  OrderLineRow order_line_;          // the last one that was given, or is being made
  bool continues_ = false;           // the present record is of order_before_
  std::vector<std::string> header_;  // trimmed cells, for finding it again
  bool header_seen_ = false;         // also where there is none
  uint64_t line_ = 0;                // of the present record
  RowTally tally_;
};

}  // namespace sluice::ingest

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
#include "ingest/identifier_cell.h"
#include "ingest/import_report.h"
#include "ingest/record_splitter.h"
#include "ingest/records.h"
#include "ingest/table_plan.h"
#include "ingest/width_watch.h"

namespace sluice::ingest {

class RowReader {
 public:
  RowReader(int file, TablePlan plan, RowSink& sink);

  /// A record under the header, or the header again.
  void take(const Record& record);

  const TablePlan& plan() const { return plan_; }
  uint64_t read() const { return read_; }
  uint64_t kept() const { return kept_; }
  uint64_t rounded() const { return rounded_; }
  const std::vector<RejectCount>& rejects() const { return rejects_; }  ///< unsorted
  const std::vector<std::vector<std::string>>& preview() const { return preview_; }

  /// What only the whole file tells about its cells.
  std::vector<TextPair> notes() const;

 private:
  // A cell that ends the reading of its record.
  struct Fault {
    RejectReason reason;
    int column;  // -1: none in particular
  };

  std::string_view cell(Role role) const;
  std::string_view identifier(Role role);
  int column_of(Role role) const { return columns_[static_cast<size_t>(role)]; }
  bool has(Role role) const { return column_of(role) >= 0; }

  bool is_header(const Record& record) const;
  bool is_ragged(const Record& record) const;
  void observe_dates(const Record& record);
  void keep_preview(const Record& record);
  bool deliver(const Record& record);
  bool deliver_order_line(const Record& record);
  bool deliver_customer(const Record& record);
  bool deliver_event(const Record& record);
  bool deliver_stage_count(const Record& record);
  bool deliver_opportunity(const Record& record);
  bool deliver_customer_attributes(const Record& record);

  bool fail(RejectReason reason, Role role);
  std::optional<Money> optional_money(Role role, Money amount) const;
  const DateCell& date_in(Role role, std::string_view text);
  bool read_time(Role role, TimeMs& time, bool& is_open);
  bool read_money(Role role, RejectReason if_blank, Money& money);
  bool read_count(Role role, double& count);
  bool read_amount(Money& amount, bool& negative_quantity);
  bool is_cancelled(std::string_view order) const;
  bool text_is_whole(Role role);
  void reject(const Record& record);

  TablePlan plan_;
  RowSink& sink_;
  std::array<int, kRoleCount> columns_{};  // by role; -1: none
  size_t last_used_ = 0;                   // rightmost column with a role that is read
  AttributeColumns attributes_;
  std::span<const std::string_view> cells_;  // of the present record
  Fault fault_{RejectReason::ragged_row, -1};
  size_t preamble_left_;  // records that are still above the table
  WidthWatch widths_;
  std::array<std::string, kRoleCount> clean_;             // identifiers that had to be rewritten
  std::array<SpoiledIdentifiers, kRoleCount> spoiled_{};  // by role
  std::string named_zone_;                                // the first time with the name of a zone
  Role last_time_role_ = Role::ignore;
  std::string last_time_text_;  // dates repeat from line to line: the last one is remembered
  DateCell last_date_;
  std::optional<DateOrder> last_order_;  // by which last_time_ was read
  std::optional<TimeMs> last_time_;
  std::vector<std::string> header_;  // trimmed cells, for finding it again
  bool header_seen_ = false;
  uint64_t line_ = 0;  // of the present record
  uint64_t read_ = 0;
  uint64_t kept_ = 0;
  uint64_t rounded_ = 0;
  std::vector<RejectCount> rejects_;
  std::vector<std::vector<std::string>> preview_;
};

}  // namespace sluice::ingest

// A sink that writes every row down as one line of text, and a way to read a text with it.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "ingest/file_reader.h"

namespace sluice::ingest {

class RecordingSink final : public RowSink {
 public:
  void begin_table(int, Shape) override { rows.emplace_back("table"); }
  void begin_attributes(std::span<const std::string> names) override {
    attribute_names.assign(names.begin(), names.end());
  }
  void exchange_day_and_month() override { rows.emplace_back("exchange day and month"); }
  void order_line(const OrderLineRow& row) override {
    add({row.customer, row.customer_name, row.order, format_time(row.time), amount(row.amount),
         row.is_return ? "return" : "purchase"},
        row.line);
    const auto optional = [](const std::optional<Money>& money) { return money ? amount(*money) : std::string("-"); };
    costs.push_back(optional(row.cost) + " " + optional(row.margin));
    keep(row.attributes);
  }
  void customer(const CustomerRow& row) override {
    add({row.customer, row.customer_name, std::to_string(row.recency_days), std::to_string(row.frequency),
         amount(row.monetary)},
        row.line);
    keep(row.attributes);
  }
  void event(const EventRow& row) override {
    add({row.customer, row.event, format_time(row.time)}, row.line);
    amounts.push_back(row.amount ? amount(*row.amount) : "-");
    keep(row.attributes);
  }
  void stage_count(const StageCountRow& row) override {
    add({row.stage, std::to_string(row.count), row.value ? amount(*row.value) : "-"}, row.line);
  }
  void opportunity(const OpportunityRow& row) override {
    const char* const outcomes[] = {"open", "won", "lost"};
    add({row.opportunity, row.customer, row.stage, outcomes[static_cast<int>(row.outcome)],
         row.value ? amount(*row.value) : "-", row.opened ? format_time(*row.opened) : "-",
         row.closed ? format_time(*row.closed) : "-"},
        row.line);
    keep(row.attributes);
  }
  void customer_attributes(const CustomerAttributesRow& row) override {
    add({row.customer, row.customer_name}, row.line);
    keep(row.attributes);
  }
  void experiment(const ExperimentRow& row) override {
    add({row.customer}, row.line);
    keep(row.cells);
  }
  void reject(const Reject& reject) override {
    rejects.push_back({reject.reason, reject.line, std::string(reject.column), std::string(reject.raw)});
  }

  struct RejectedRow {
    RejectReason reason;
    uint64_t line;
    std::string column;
    std::string raw;
  };
  std::vector<std::string> rows;     // "2: C1 | Ann | ..."
  std::vector<std::string> costs;    // "175 25": cost and margin of each order line
  std::vector<std::string> amounts;  // of each event, "-": none
  std::vector<RejectedRow> rejects;
  std::vector<std::string> attribute_names;
  std::vector<std::string> attributes;  // "Rome | web": the attribute cells of each row

 private:
  static std::string amount(Money money) { return format_plain(money.units, money.decimals); }
  void keep(AttributeCells cells) {
    std::string row;
    for (const std::string_view cell : cells) row += (&cell == cells.data() ? "" : " | ") + std::string(cell);
    attributes.push_back(row);
  }
  void add(std::initializer_list<std::string_view> cells, uint64_t line) {
    std::string row = std::to_string(line) + ":";
    for (const std::string_view cell : cells) row += (row.back() == ':' ? " " : " | ") + std::string(cell);
    rows.push_back(row);
  }
};

/// What came of a file: rows, rejects and the report or the error.
struct FileOutcome {
  RecordingSink sink;
  std::optional<FileReport> report;
  std::optional<Error> error;
  FileSpec resolved;
  FileReport understood;  ///< also after an error
};

inline FileOutcome read(std::string_view bytes, const FileSpec& spec = {}, size_t chunk = size_t{1} << 16) {
  FileOutcome outcome;
  FileReader reader(0, "orders.csv", bytes.size(), spec, outcome.sink);
  for (size_t at = 0; at < bytes.size(); at += chunk) {
    if (!reader.push(std::as_bytes(std::span(bytes)).subspan(at, std::min(chunk, bytes.size() - at)))) break;
  }
  Result<FileReport> report = reader.finish();
  if (report)
    outcome.report = *report;
  else
    outcome.error = report.error();
  outcome.resolved = reader.resolved_spec();
  outcome.understood = reader.report();
  return outcome;
}

/// The rows without the word "table" that begins them.
inline std::vector<std::string> rows_of(std::string_view bytes, const FileSpec& spec = {}) {
  FileOutcome outcome = read(bytes, spec);
  if (!outcome.sink.rows.empty()) outcome.sink.rows.erase(outcome.sink.rows.begin());
  return outcome.sink.rows;
}

}  // namespace sluice::ingest

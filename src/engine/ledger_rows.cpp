#include "engine/ledger_rows.h"

#include <algorithm>

#include "base/csv_writer.h"
#include "dataset/order_lines.h"
#include "ingest/file_reader.h"
#include "report/ledger.h"

namespace sluice::engine {
namespace {

Result<const LedgerEntry*> find_entry(const LedgerSources& sources, std::string_view id) {
  const std::vector<LedgerEntry>& entries = sources.ledger.entries;
  const auto found =
      std::find_if(entries.begin(), entries.end(), [&](const LedgerEntry& entry) { return entry.id == id; });
  const bool listed = found != entries.end() && (found->opens || found->rows == 0);
  if (listed) return &*found;
  const std::string shown(id);
  return Error{ErrorCode::not_found,
               {"The ledger has no rows to list under \"" + shown + "\".", "账目中没有可列出的条目“" + shown + "”。"},
               {}};
}

// By customer code: 1 where the customer is scored.
std::vector<uint8_t> scored_customers(const LedgerSources& sources) {
  std::vector<uint8_t> scored(sources.dataset.customers.size(), 0);
  for (const uint32_t customer : sources.profile->customer) scored[customer] = 1;
  return scored;
}

/// Calls `visit(row)` for the order lines of an entry until it returns false. The entry is one of order lines.
template <class Visit>
void for_each_line(const LedgerSources& sources, std::string_view entry, Visit visit) {
  OrderLines lines(*sources.dataset.orders);
  const Cleaning& cleaning = sources.lines->cleaning;
  const auto visit_where = [&](auto belongs) {
    for (size_t row = 0; row < lines.size(); ++row) {
      if (belongs(row) && !visit(row)) return;
    }
  };
  if (const auto rule = rule_of_entry(entry)) {
    return visit_where([&](size_t row) { return cleaning.is_found(*rule, row); });
  }
  if (entry == "used") return visit_where([&](size_t row) { return cleaning.is_used(row); });
  if (entry == "scored" || entry == "without_purchase") {
    const std::vector<uint8_t> scored = scored_customers(sources);
    const uint8_t wanted = entry == "scored" ? 1 : 0;
    return visit_where([&](size_t row) { return cleaning.is_used(row) && scored[lines.customer(row)] == wanted; });
  }
  visit_where([](size_t) { return true; });
}

/// The same for rejects: `visit(index)` into the log.
template <class Visit>
void for_each_reject(const RejectLog& log, ingest::RejectReason reason, Visit visit) {
  for (size_t i = 0; i < log.entries.size(); ++i) {
    if (log.entries[i].reason == reason && !visit(i)) return;
  }
}

std::string time_text(TimeMs time) { return time % kMsPerDay == 0 ? format_day(day_of(time)) : format_time(time); }

LedgerRow line_row(const Dataset& dataset, size_t row, bool with_copy) {
  OrderLines lines(*dataset.orders);
  const uint32_t customer = lines.customer(row);
  LedgerRow result;
  result.file = static_cast<int>(lines.file(row));
  result.line = lines.line(row);
  result.customer = dataset.customers.at(customer);
  result.customer_name = customer_name(dataset, customer);
  result.time = time_text(lines.time(row));
  result.amount = to_double(lines.units(row), lines.decimals());
  if (with_copy) {
    const size_t first = lines.first_of_kind(row);
    result.copy_line = lines.line(first);
    result.copy_file = static_cast<int>(lines.file(first));
  }
  return result;
}

LedgerRow reject_row(const RejectLog& log, size_t index) {
  const RejectLog::Entry& entry = log.entries[index];
  LedgerRow row;
  row.file = entry.file;
  row.line = entry.line;
  row.column = log.column_names[entry.column];
  row.raw = log.raw(index);
  return row;
}

bool is_duplicates(std::string_view entry) { return rule_of_entry(entry) == CleaningRule::duplicates; }

void write_lines(const LedgerSources& sources, std::string_view entry, bool chinese, CsvWriter& csv) {
  const Dataset& dataset = sources.dataset;
  OrderLines lines(*dataset.orders);
  const bool copies = is_duplicates(entry);
  const bool named = !dataset.customer_names.empty();
  const auto word = [&](const char* en, const char* zh) { csv.cell(chinese ? zh : en); };
  word("file", "文件");
  word("line", "行号");
  word("customer", "客户");
  if (named) word("name", "客户名称");
  word("date", "日期");
  word("amount", "金额");
  if (copies) word("same as line", "与此行相同");
  csv.end_row();
  for_each_line(sources, entry, [&](size_t row) {
    csv.cell(dataset.import.files[lines.file(row)].name);
    csv.number(std::to_string(lines.line(row)));
    csv.cell(dataset.customers.at(lines.customer(row)));
    if (named) csv.cell(customer_name(dataset, lines.customer(row)));
    csv.cell(time_text(lines.time(row)));
    csv.number(format_plain(lines.units(row), lines.decimals()));
    if (copies) csv.number(std::to_string(lines.line(lines.first_of_kind(row))));
    csv.end_row();
    return true;
  });
}

void write_rejects(const LedgerSources& sources, ingest::RejectReason reason, bool chinese, CsvWriter& csv) {
  if (chinese) {
    csv.row({"文件", "行号", "原因", "列", "原始内容"});
  } else {
    csv.row({"file", "line", "reason", "column", "row as read"});
  }
  const TextPair text = ingest::reject_text(reason);
  const RejectLog& log = sources.dataset.rejects;
  for_each_reject(log, reason, [&](size_t index) {
    const RejectLog::Entry& entry = log.entries[index];
    csv.row({sources.dataset.import.files[entry.file].name, std::to_string(entry.line), chinese ? text.zh : text.en,
             log.column_names[entry.column], log.raw(index)});
    return true;
  });
}

}  // namespace

Result<LedgerPage> ledger_page(const LedgerSources& sources, std::string_view entry, uint64_t offset, uint64_t limit) {
  const Result<const LedgerEntry*> found = find_entry(sources, entry);
  if (!found) return found.error();
  LedgerPage page;
  page.total = (*found)->rows;
  page.offset = offset;
  const uint64_t begin = std::min(offset, page.total);
  const uint64_t wanted = std::min(limit, page.total - begin);
  if (wanted == 0) return page;
  uint64_t passed = 0;
  const auto take = [&](auto make_row) {
    if (passed++ >= begin) page.rows.push_back(make_row());
    return page.rows.size() < wanted;
  };
  if (const auto reason = reject_of_entry(entry)) {
    const RejectLog& log = sources.dataset.rejects;
    for_each_reject(log, *reason, [&](size_t index) { return take([&] { return reject_row(log, index); }); });
  } else {
    const bool copies = is_duplicates(entry);
    for_each_line(sources, entry,
                  [&](size_t row) { return take([&] { return line_row(sources.dataset, row, copies); }); });
  }
  return page;
}

Result<std::string> ledger_csv(const LedgerSources& sources, std::string_view entry, bool chinese) {
  const Result<const LedgerEntry*> found = find_entry(sources, entry);
  if (!found) return found.error();
  CsvWriter csv;
  if (const auto reason = reject_of_entry(entry)) {
    write_rejects(sources, *reason, chinese, csv);
  } else if (sources.lines != nullptr) {
    write_lines(sources, entry, chinese, csv);
  }
  return std::move(csv).text();
}

}  // namespace sluice::engine

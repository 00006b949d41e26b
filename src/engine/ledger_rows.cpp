#include "engine/ledger_rows.h"

#include <algorithm>
#include <functional>
#include <memory>

#include "dataset/order_lines.h"
#include "ingest/file_reader.h"
#include "report/ledger.h"

namespace sluice::engine {
namespace {

Result<const LedgerEntry*> find_entry(const LedgerSources& sources, std::string_view id) {
  const std::vector<LedgerEntry>& entries = sources.ledger.entries;
  const auto found =
      std::find_if(entries.begin(), entries.end(), [&](const LedgerEntry& entry) { return entry.id == id; });
  const bool listed = found != entries.end() && (found->opens || found->rows == 0) &&
                      (sources.lines != nullptr || reject_of_entry(id).has_value());
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

using Belongs = std::function<bool(size_t)>;

/// Whether an order line is one of an entry of order lines.
Belongs lines_of_entry(const LedgerSources& sources, std::string_view entry) {
  const Cleaning& cleaning = sources.lines->cleaning;
  if (const auto rule = rule_of_entry(entry)) {
    return [&cleaning, rule = *rule](size_t row) { return cleaning.is_found(rule, row); };
  }
  if (entry == "used") return [&cleaning](size_t row) { return cleaning.is_used(row); };
  if (entry == "scored" || entry == "without_purchase") {
    return [&cleaning, lines = OrderLines(*sources.dataset.orders), scored = scored_customers(sources),
            wanted = entry == "scored" ? 1 : 0](size_t row) mutable {
      return cleaning.is_used(row) && scored[lines.customer(row)] == wanted;
    };
  }
  return [](size_t) { return true; };
}

/// What belongs to an entry that was found, one after the other: order lines, or indices into the log of rejects.
class EntryItems {
 public:
  EntryItems(const LedgerSources& sources, std::string_view entry) {
    const RejectLog& log = sources.dataset.rejects;
    if (const auto reason = reject_of_entry(entry)) {
      belongs_ = [&log, reason = *reason](size_t index) { return log.entries[index].reason == reason; };
      end_ = log.entries.size();
    } else {
      belongs_ = lines_of_entry(sources, entry);
      end_ = OrderLines(*sources.dataset.orders).size();
    }
  }

  /// To be asked as often as the entry has rows.
  size_t next() {
    while (at_ + 1 < end_ && !belongs_(at_)) ++at_;
    return at_++;
  }

 private:
  Belongs belongs_;
  size_t at_ = 0, end_ = 0;
};

std::string time_text(TimeMs time) { return time % kMsPerDay == 0 ? format_day(day_of(time)) : format_time(time); }

LedgerRow line_row(const Dataset& dataset, size_t row, bool with_copy) {
  OrderLines lines(*dataset.orders);
  const uint32_t customer = lines.customer(row);
  LedgerRow result;
  result.file = static_cast<int>(lines.file(row));
  result.line = lines.line(row);
  result.customer = dataset.customers.at(customer);
  result.customer_name = customer_name(dataset, customer);
  result.order = lines.order_id(row);
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

TableColumns line_columns(const Dataset& dataset, bool copies, TableStyle style) {
  // Of all columns together, which look at a line one after the other.
  const auto lines = std::make_shared<OrderLines>(*dataset.orders);
  TableColumns columns(style);
  columns.text({"file", "文件"},
               [&dataset, lines](size_t row) { return std::string_view(dataset.import.files[lines->file(row)].name); });
  columns.number({"line", "行号"}, [lines](size_t row) { return std::to_string(lines->line(row)); });
  columns.text({"customer", "客户"},
               [&dataset, lines](size_t row) { return dataset.customers.at(lines->customer(row)); });
  if (!dataset.customer_names.empty()) {
    columns.text({"name", "客户名称"},
                 [&dataset, lines](size_t row) { return customer_name(dataset, lines->customer(row)); });
  }
  if (dataset.orders->has_order_ids()) {
    columns.text({"order", "订单号"}, [lines](size_t row) { return lines->order_id(row); });
  }
  columns.text({"date", "日期"}, [lines](size_t row) { return time_text(lines->time(row)); });
  columns.number(
      {"amount", "金额"}, [lines](size_t row) { return format_plain(lines->units(row), lines->decimals()); },
      lines->decimals());
  if (copies) {
    const auto firsts = std::make_shared<OrderLines>(*dataset.orders);
    columns.number({"same as line", "与此行相同"},
                   [firsts](size_t row) { return std::to_string(firsts->line(firsts->first_of_kind(row))); });
  }
  return columns;
}

TextPair rejects_title() { return {"Rows not used", "未使用的行"}; }

TableColumns reject_columns(const Dataset& dataset, TableStyle style) {
  const RejectLog& log = dataset.rejects;
  TableColumns columns(style);
  columns.text({"file", "文件"},
               [&](size_t index) { return std::string_view(dataset.import.files[log.entries[index].file].name); });
  columns.number({"line", "行号"}, [&log](size_t index) { return std::to_string(log.entries[index].line); });
  columns.text({"reason", "原因"}, [&log, style](size_t index) {
    const TextPair reason = ingest::reject_text(log.entries[index].reason);
    return style.pick(reason);
  });
  columns.text({"column", "列"},
               [&log](size_t index) { return std::string_view(log.column_names[log.entries[index].column]); });
  columns.text({"row as read", "原始内容"}, [&log](size_t index) { return log.raw(index); });
  return columns;
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
  const bool rejected = reject_of_entry(entry).has_value();
  const bool copies = is_duplicates(entry);
  EntryItems items(sources, entry);
  for (uint64_t i = 0; i < begin; ++i) items.next();
  while (page.rows.size() < wanted) {
    const size_t item = items.next();
    page.rows.push_back(rejected ? reject_row(sources.dataset.rejects, item) : line_row(sources.dataset, item, copies));
  }
  return page;
}

Result<TableRun> begin_ledger_table(const LedgerSources& sources, std::string_view entry, TableStyle style) {
  const Result<const LedgerEntry*> found = find_entry(sources, entry);
  if (!found) return found.error();
  const uint64_t rows = (*found)->rows;
  auto next = [items = EntryItems(sources, entry)](uint64_t) mutable { return items.next(); };
  if (reject_of_entry(entry)) {
    return reject_columns(sources.dataset, style).begin(rejects_title(), rows, std::move(next));
  }
  return line_columns(sources.dataset, is_duplicates(entry), style)
      .begin({"Order lines", "订单行"}, rows, std::move(next));
}

TableRun begin_rejects_table(const Dataset& dataset, TableStyle style) {
  return reject_columns(dataset, style).begin(rejects_title(), dataset.rejects.entries.size(), [](uint64_t row) {
    return static_cast<size_t>(row);
  });
}

}  // namespace sluice::engine

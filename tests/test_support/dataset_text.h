// Files read into a dataset, and a dataset written as text that a person can check by hand: one line a fact, tabs
// between its parts. What the tests of ingest and dataset compare.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "base/calendar.h"
#include "dataset/dataset_builder.h"
#include "ingest/file_reader.h"
#include "report/message_fields.h"
#include "report/report_fields.h"

namespace sluice::test {

struct InputFile {
  std::string name;
  std::string bytes;
};

struct Loaded {
  Dataset dataset;
  std::vector<ingest::FileSpec> resolved;
};

/// The size of the next piece, given how many bytes are left.
using ChunkSize = std::function<size_t(size_t left)>;

inline ChunkSize chunks_of(size_t size) {
  return [size](size_t) { return size; };
}

inline Result<Loaded> load(const std::vector<InputFile>& files, const std::vector<ingest::FileSpec>& specs = {},
                           const ChunkSize& chunk_size = chunks_of(size_t{1} << 16)) {
  DatasetBuilder builder;
  Loaded loaded;
  std::vector<ingest::FileReport> reports;
  for (size_t i = 0; i < files.size(); ++i) {
    const std::string& bytes = files[i].bytes;
    ingest::FileReader reader(static_cast<int>(i), files[i].name, bytes.size(),
                              i < specs.size() ? specs[i] : ingest::FileSpec{}, builder, files.size() > 1);
    for (size_t at = 0; at < bytes.size();) {
      const size_t size = std::min(bytes.size() - at, std::max<size_t>(1, chunk_size(bytes.size() - at)));
      if (Status status = reader.push(std::as_bytes(std::span(bytes).subspan(at, size))); !status)
        return status.error();
      at += size;
    }
    Result<ingest::FileReport> report = reader.finish();
    if (!report) return report.error();
    reports.push_back(std::move(*report));
    loaded.resolved.push_back(reader.resolved_spec());
  }
  Result<Dataset> dataset = builder.finish(std::move(reports));
  if (!dataset) return dataset.error();
  loaded.dataset = std::move(*dataset);
  return loaded;
}

inline Result<Loaded> load_text(std::string text, ingest::FileSpec spec = {}) {
  return load({{"file.csv", std::move(text)}}, {std::move(spec)});
}

/// Of files that can be read; the test fails where they cannot, and the dataset is empty.
inline Dataset dataset_of(const std::vector<InputFile>& files, const std::vector<ingest::FileSpec>& specs = {}) {
  auto loaded = load(files, specs);
  EXPECT_TRUE(loaded) << loaded.error().to_string();
  return loaded ? std::move(loaded->dataset) : Dataset{};
}

template <class E>
std::string name_of(E value) {
  for (const auto& [candidate, name] : EnumNames<E>::names) {
    if (candidate == value) return std::string(name);
  }
  return "?";
}

/// Control characters as escapes, so that every fact stays on one line.
inline std::string one_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    if (c == '\n')
      line += "\\n";
    else if (c == '\r')
      line += "\\r";
    else if (c == '\t')
      line += "\\t";
    else if (c == '\0')
      line += "\\0";
    else
      line += c;
  }
  return line;
}

inline std::string joined(std::initializer_list<std::string> parts) {
  std::string line;
  for (const std::string& part : parts) line += (line.empty() ? "" : "\t") + part;
  return line + "\n";
}

inline std::string number_text(double value) {
  std::string text = std::to_string(value);  // six decimals
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

inline std::string money_text(const MoneyColumn& column, size_t row) {
  return format_plain(column.units[row], column.decimals);
}

inline std::string time_text(TimeMs time) {
  const std::string text = format_time(time);
  return text.ends_with(" 00:00:00") ? text.substr(0, 10) : text;
}

struct TextOptions {
  bool lines = true;     ///< source lines; they change when rows are permuted
  bool preview = false;  ///< also the size, the first rows, examples of cells
};
inline constexpr TextOptions kEverything{true, true};

inline std::string report_text(const ingest::FileReport& file, const TextOptions& options = {}) {
  std::string text = joined({"file", file.name});
  if (options.preview) text += joined({"bytes", std::to_string(file.bytes)});
  if (file.container != ingest::Container::none) text += joined({"container", name_of(file.container), file.entry});
  for (const ingest::EntryReport& entry : file.entries) {
    text += joined({"entry", one_line(entry.name), std::to_string(entry.bytes), entry.table ? "table" : "other"});
  }
  if (file.format != ingest::Format::delimited) text += joined({"format", name_of(file.format), one_line(file.sheet)});
  for (const ingest::SheetReport& sheet : file.sheets) {
    text += joined({"sheet", one_line(sheet.name), sheet.rows ? std::to_string(*sheet.rows) + " rows" : "rows unknown",
                    sheet.visible ? "visible" : "hidden"});
  }
  text += joined({"encoding", file.encoding + (file.byte_order_mark ? " with byte order mark" : "")});
  text += joined({"delimiter", one_line(file.delimiter), file.has_header ? "header" : "no header"});
  text += joined({"shape", name_of(file.shape)});
  std::string dates = name_of(file.date_order) + (file.date_order_proven ? " proven" : "");
  if (file.date_evidence) {
    dates += " by " + (options.lines ? "line " + std::to_string(file.date_evidence->line) + ": " : std::string()) +
             file.date_evidence->cell;
  }
  text += joined({"dates", dates});
  text += joined({"numbers", "decimal " + name_of(file.decimal_mark), "currency " + file.currency,
                  std::to_string(file.rounded_amounts) + " rounded"});
  text += joined({"rows", std::to_string(file.rows_read) + " read", std::to_string(file.rows_kept) + " kept",
                  std::to_string(file.rows_rejected) + " rejected"});
  for (const ingest::ColumnReport& column : file.columns) {
    text += joined({"column", one_line(column.name), name_of(column.role), name_of(column.type)});
    for (const std::string& example : column.examples) {
      if (options.preview) text += joined({"example", one_line(example)});
    }
  }
  for (const ingest::RejectCount& count : file.rejects) {
    text += joined({"rejects", name_of(count.reason), std::to_string(count.rows),
                    options.lines ? "first on line " + std::to_string(count.first_line) : ""});
  }
  for (const TextPair& note : file.notes) text += joined({"note", one_line(note.en)});
  for (size_t i = 0; options.preview && i < file.preview.size(); ++i) {
    text += "preview";
    for (const std::string& cell : file.preview[i]) text += "\t" + one_line(cell);
    text += "\n";
  }
  return text;
}

/// A line of Orders with what its run knows of it.
struct OrderLine {
  uint32_t customer = 0;
  TimeMs time = 0;
  std::optional<uint32_t> order;  ///< rank of its id among all ids, by bytes
  int64_t units = 0;
  bool is_return = false;
  uint16_t file = 0;
  uint32_t line = 0;  ///< in the file
  uint32_t at = 0;    ///< index in Orders
};

/// In the order of (customer, time, order, amount, is_return, file, line), so that the order in the file leaves no
/// trace.
inline std::vector<OrderLine> order_lines(const Orders& orders) {
  std::vector<std::string_view> ids;
  for (size_t run = 0; run < orders.run_order_id.size(); ++run) {
    if (!orders.run_order_id[run].empty()) ids.push_back(orders.run_order_id[run]);
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  std::vector<OrderLine> lines;
  for (uint32_t run = 0; run < orders.run_count(); ++run) {
    OrderLine row;
    row.customer = orders.run_customer[run];
    row.time = orders.run_time[run];
    row.file = orders.file_of(run);
    const std::string_view id = orders.has_order_ids() ? orders.run_order_id[run] : std::string_view();
    if (!id.empty()) row.order = static_cast<uint32_t>(std::lower_bound(ids.begin(), ids.end(), id) - ids.begin());
    const LineRange range = orders.lines_of(run);
    for (row.at = range.begin; row.at < range.end; ++row.at) {
      row.units = orders.amount.units[row.at];
      row.is_return = orders.is_return(row.at);
      row.line = orders.run_source_line[run] + (row.at - range.begin);
      lines.push_back(row);
    }
  }
  const auto key = [](const OrderLine& row) {
    return std::tuple(row.customer, row.time, row.order.value_or(UINT32_MAX), row.units, row.is_return, row.file,
                      row.line);
  };
  std::sort(lines.begin(), lines.end(), [&](const OrderLine& a, const OrderLine& b) { return key(a) < key(b); });
  return lines;
}

/// "\tchannel=web\tcity=Rome": those that the row has, behind a tab each.
inline std::string properties_text(const std::vector<EventProperty>& properties, size_t row) {
  std::string text;
  for (const EventProperty& property : properties) {
    if (property.value[row] == Dictionary::kNone) continue;
    text += "\t" + one_line(property.name) + "=" + one_line(property.values.at(property.value[row]));
  }
  return text;
}

/// "\tamount 12.50\tchannel=web": what the event says beside its name and time, behind a tab each.
inline std::string event_details(const Events& events, size_t row) {
  std::string text;
  if (!events.has_amount.empty() && events.has_amount[row] != 0) text += "\tamount " + money_text(events.amount, row);
  return text + properties_text(events.properties, row);
}

/// One line a stage that the opportunity came to.
inline std::string history_text(const Opportunities& table, size_t row) {
  std::string text;
  if (table.history.empty()) return text;
  for (size_t i = table.history.begin_of(row); i < table.history.ends[row]; ++i) {
    const std::optional<TimeMs>& time = table.history.time[i];
    text += joined({"  came to", one_line(table.stage_names[table.history.stage[i]]), time ? time_text(*time) : "-"});
  }
  return text;
}

inline std::string rows_text(const Dataset& d, const TextOptions& options = {}) {
  std::string text;
  const auto customer = [&](uint32_t code) {
    return code == Dictionary::kNone ? std::string("-") : one_line(d.customers.at(code));
  };
  const auto line = [&](uint64_t number) { return options.lines ? "line " + std::to_string(number) : std::string(); };
  for (size_t i = 0; i < d.customer_names.size(); ++i) {
    if (!d.customer_names[i].empty()) {
      text += joined({"name", customer(static_cast<uint32_t>(i)), one_line(d.customer_names[i])});
    }
  }
  for (const OrderLine& row : d.orders ? order_lines(*d.orders) : std::vector<OrderLine>{}) {
    const std::string order = row.order ? "order " + std::to_string(*row.order) : "no order";
    text += joined({"order line", customer(row.customer), order, time_text(row.time),
                    money_text(d.orders->amount, row.at), row.is_return ? "return" : "purchase", line(row.line)});
  }
  for (size_t i = 0; d.customer_table && i < d.customer_table->size(); ++i) {
    const CustomerTable& t = *d.customer_table;
    text += joined({"customer", customer(t.customer[i]), "R " + number_text(t.recency_days[i]),
                    "F " + number_text(t.frequency[i]), "M " + money_text(t.monetary, i)});
  }
  for (size_t i = 0; d.events && i < d.events->size(); ++i) {
    const Events& t = *d.events;
    text += joined({"event", customer(t.customer[i]), one_line(t.event_names.at(t.event[i])),
                    time_text(t.time[i]) + event_details(t, i)});
  }
  for (size_t i = 0; d.stage_counts && i < d.stage_counts->size(); ++i) {
    const StageCounts& t = *d.stage_counts;
    text +=
        joined({"stage", one_line(t.stage[i]), number_text(t.count[i]), t.value[i] ? number_text(*t.value[i]) : "-"});
  }
  for (size_t i = 0; d.opportunities && i < d.opportunities->size(); ++i) {
    const Opportunities& t = *d.opportunities;
    constexpr std::string_view kOutcomes[] = {"open", "won", "lost"};
    text += joined({"opportunity", customer(t.customer[i]), one_line(t.stage_names[t.stage[i]]),
                    std::string(kOutcomes[static_cast<size_t>(t.outcome[i])]),
                    t.value[i] ? number_text(*t.value[i]) : "-", t.opened[i] ? time_text(*t.opened[i]) : "-",
                    (t.closed[i] ? time_text(*t.closed[i]) : "-") + properties_text(t.properties, i)});
    text += history_text(t, i);
  }
  for (size_t i = 0; d.experiment && i < d.experiment->size(); ++i) {
    std::string cells;
    for (const ExperimentColumn& column : d.experiment->columns) {
      const uint32_t code = column.value[i];
      cells += (cells.empty() ? "" : ", ") + (code == Dictionary::kNone ? "-" : one_line(column.values.at(code)));
    }
    text += joined({"experiment", customer(d.experiment->customer[i]), cells});
  }
  for (const CustomerAttribute& attribute : d.attributes) {
    for (uint32_t code = 0; code < attribute.value.size(); ++code) {
      if (attribute.value[code] == Dictionary::kNone) continue;
      text += joined({"attribute", one_line(attribute.name), customer(code),
                      one_line(attribute.values.at(attribute.value[code]))});
    }
    if (attribute.several > 0) {
      text += joined({"attribute", one_line(attribute.name), "several values of", std::to_string(attribute.several)});
    }
  }
  std::vector<std::string> rejects;
  for (size_t i = 0; i < d.rejects.entries.size(); ++i) {
    const RejectLog::Entry& entry = d.rejects.entries[i];
    const std::string& column = d.rejects.column_names[entry.column];
    rejects.push_back(joined({"reject", line(entry.line), name_of(entry.reason),
                              column.empty() ? "-" : one_line(column), one_line(d.rejects.raw(i))}));
  }
  if (!options.lines) std::sort(rejects.begin(), rejects.end());
  for (const std::string& reject : rejects) text += reject;
  return text;
}

/// Everything: reports of the files, then the rows in the order of the dataset, then the rejects.
inline std::string dataset_text(const Dataset& dataset, const TextOptions& options = {}) {
  std::string text;
  for (const ingest::FileReport& file : dataset.import.files) text += report_text(file, options);
  for (const ingest::JoinReport& join : dataset.import.joins) {
    text += joined({"join", dataset.import.files[static_cast<size_t>(join.file)].name, one_line(join.text.en)});
    if (!join.remedy.empty()) text += joined({"remedy", one_line(join.remedy.en)});
  }
  return text + rows_text(dataset, options);
}

/// The dataset as text, or "error CODE at PLACE: MESSAGE".
inline std::string outcome_text(const Result<Loaded>& loaded, const TextOptions& options = {}) {
  if (loaded) return dataset_text(loaded->dataset, options);
  const Error& error = loaded.error();
  return "error\t" + name_of(error.code) + "\t" + error.to_string() + "\n";
}

}  // namespace sluice::test

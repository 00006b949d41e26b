#include "base/table_writer.h"

#include "base/csv_writer.h"
#include "base/json_text.h"
#include "base/xlsx_writer.h"

namespace sluice {
namespace {

class CsvTableWriter final : public TableWriter {
 public:
  CsvTableWriter(const std::vector<TableColumn>& columns, ByteOrderMark mark) : csv_(mark) {
    for (const TableColumn& column : columns) csv_.cell(column.name);
    csv_.end_row();
  }

  void text(std::string_view text) override { csv_.cell(text); }
  void number(std::string_view digits) override { csv_.number(digits); }
  void day(Day day) override { csv_.number(format_day(day)); }
  void end_row() override {
    csv_.end_row();
    ++rows_;
  }
  void reserve(double times) override { csv_.reserve(times); }
  WrittenTable finish() override { return {.bytes = std::move(csv_).text(), .rows = rows_}; }

 private:
  CsvWriter csv_;
  uint64_t rows_ = 0;
};

/// One object a line, so that people and line tools can read it too.
class JsonTableWriter final : public TableWriter {
 public:
  explicit JsonTableWriter(const std::vector<TableColumn>& columns) {
    for (const TableColumn& column : columns) {
      std::string& lead = leads_.emplace_back(leads_.empty() ? "{" : ",");
      append_json_text(column.name, lead);
      lead += ':';
    }
  }

  /// What is not known has no text.
  void text(std::string_view text) override {
    lead();
    if (text.empty()) {
      json_ += "null";
    } else {
      append_json_text(text, json_);
    }
  }
  void number(std::string_view digits) override {
    lead();
    json_ += digits;
  }
  void day(Day day) override {
    lead();
    json_ += '"' + format_day(day) + '"';
  }
  void end_row() override {
    json_ += '}';
    column_ = 0;
    ++rows_;
  }
  void reserve(double times) override { json_.reserve(static_cast<size_t>(static_cast<double>(json_.size()) * times)); }
  WrittenTable finish() override {
    json_ += rows_ > 0 ? "\n]\n" : "[]\n";
    return {.bytes = std::move(json_), .rows = rows_};
  }

 private:
  void lead() {
    if (column_ == 0) json_ += rows_ == 0 ? "[\n" : ",\n";
    json_ += leads_[column_++];
  }

  std::vector<std::string> leads_;  // what stands before the value of each column
  std::string json_;
  size_t column_ = 0;
  uint64_t rows_ = 0;
};

}  // namespace

std::unique_ptr<TableWriter> make_table_writer(TableFormat format, std::vector<TableColumn> columns,
                                               std::string_view title) {
  switch (format) {
    case TableFormat::csv:
      return std::make_unique<CsvTableWriter>(columns, ByteOrderMark::none);
    case TableFormat::csv_bom:
      return std::make_unique<CsvTableWriter>(columns, ByteOrderMark::written);
    case TableFormat::json:
      return std::make_unique<JsonTableWriter>(columns);
    case TableFormat::xlsx:
      break;
  }
  return std::make_unique<XlsxWriter>(std::move(columns), title);
}

}  // namespace sluice

// OpenDocument spreadsheets (ODF 1.3 part 3, 9 and 19): all sheets stand one after the other in content.xml, so that
// the list of sheets costs one reading of it and each sheet another, up to its end.
#include <algorithm>
#include <charconv>
#include <set>
#include <vector>

#include "base/text.h"
#include "ingest/format_messages.h"
#include "ingest/sheet_cell.h"
#include "ingest/workbook.h"
#include "ingest/xml_reader.h"
#include "ingest/xml_sheet.h"

namespace sluice::ingest {
namespace {

constexpr std::string_view kContent = "content.xml";

// What a document may have made by repeating rows and cells: an amount, and more for each byte that it has.
constexpr uint64_t kRepeatedBytes = uint64_t{64} << 20;
constexpr uint64_t kRepeatedRatio = 64;

uint64_t repeated(std::string_view attribute) {
  uint64_t count = 1;
  std::from_chars(attribute.data(), attribute.data() + attribute.size(), count);
  return std::clamp<uint64_t>(count, 1, kMostSheetRows);
}

// "PT08H26M00S" to "08:26:00".
std::string time_of_duration(std::string_view written) {
  std::string_view rest = written;
  double seconds = 0;
  if (rest.starts_with("PT")) rest.remove_prefix(2);
  while (!rest.empty()) {
    const size_t unit = rest.find_first_of("HMS");
    const auto value = unit == std::string_view::npos ? std::nullopt : read_double(rest.substr(0, unit));
    if (!value) return std::string(written);
    seconds += *value * (rest[unit] == 'H' ? 3600 : rest[unit] == 'M' ? 60 : 1);
    rest.remove_prefix(unit + 1);
  }
  return number_text(seconds / 86'400, NumberKind::duration, false);
}

// "2017-04-05T08:26:00" with a blank in its middle; fractions of zero seconds are left out.
std::string date_text(std::string_view written) {
  std::string text(written);
  const size_t middle = text.find('T');
  if (middle != std::string::npos) text[middle] = ' ';
  const size_t point = text.find('.');
  if (point != std::string::npos && text.find_first_not_of('0', point + 1) == std::string::npos) text.resize(point);
  return text;
}

Error repeats_too_much() {
  return workbook_too_large(kContent,
                            {"rows or cells that are repeated beyond all measure", "行或单元格的重复次数过多"});
}

class ContentHandler : public XmlSheetHandler {
 public:
  void open(std::string_view name, const XmlAttributes& attributes) override {
    if (ignored_ > 0 || name == "annotation" || name == "forms" || name == "shapes" || name == "tracked-changes") {
      ++ignored_;
    } else if (name == "style") {
      style_ = attributes["family"] == "table" ? std::string(attributes["name"]) : std::string();
    } else if (name == "table-properties") {
      if (attributes["display"] == "false") hidden_styles_.insert(style_);
    } else if (name == "table") {
      if (depth_++ == 0)
        open_table(attributes["name"], !hidden_styles_.contains(std::string(attributes["style-name"])));
    } else if (depth_ == 1) {
      open_in_table(name, attributes);
    }
  }

  void close(std::string_view name) override {
    if (ignored_ > 0) {
      --ignored_;
    } else if (name == "table") {
      if (--depth_ == 0) close_table();
    } else if (depth_ == 1) {
      close_in_table(name);
    }
  }

 protected:
  virtual void open_table(std::string_view name, bool visible) = 0;
  virtual void close_table() = 0;
  virtual void open_in_table(std::string_view, const XmlAttributes&) {}
  virtual void close_in_table(std::string_view) {}
  bool is_ignored() const { return ignored_ > 0; }

 private:
  std::set<std::string> hidden_styles_;
  std::string style_;
  int depth_ = 0;    // tables may stand within cells of tables
  int ignored_ = 0;  // elements deep in one that is no part of the table
};

// Names, visibility and last rows of all sheets.
class SheetListHandler final : public ContentHandler {
 public:
  std::vector<SheetReport> sheets;

 private:
  void open_table(std::string_view name, bool visible) override {
    sheets.push_back({std::string(name), 0, visible});
    row_ = 0;
  }
  void close_table() override {}
  void open_in_table(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "table-row") {
      row_ += repeated(attributes["number-rows-repeated"]);
    } else if (name == "table-cell" && !attributes["value-type"].empty()) {
      sheets.back().rows = std::min<uint64_t>(row_, kMostSheetRows);
    }
  }

  uint64_t row_ = 0;
};

class OdsSheetHandler final : public ContentHandler {
 public:
  OdsSheetHandler(size_t sheet, uint64_t rows_of_sheet) : sheet_(sheet) { last_row = rows_of_sheet; }

  void text(std::string_view text) override {
    if (in_paragraph_ && !is_ignored()) text_.append(text);
  }

 private:
  struct Cell {
    size_t column = 0;
    uint64_t repeat = 1;
    std::string text;
  };

  void open_table(std::string_view, bool) override { reading_ = tables_++ == sheet_; }
  void close_table() override {
    if (reading_) reader->stop();
    reading_ = false;
  }

  void open_in_table(std::string_view name, const XmlAttributes& attributes) override {
    if (!reading_) return;
    if (name == "table-row") {
      row_repeat_ = repeated(attributes["number-rows-repeated"]);
      column_ = 0;
      cells_.clear();
    } else if (name == "covered-table-cell") {
      column_ += repeated(attributes["number-columns-repeated"]);  // under a merged cell: what it holds is not shown
    } else if (name == "table-cell") {
      open_cell(attributes);
    } else if (name == "p" && in_cell_) {
      if (paragraphs_++ > 0) text_ += '\n';
      in_paragraph_ = true;
    } else if (in_paragraph_ && name == "s") {
      text_.append(std::min<uint64_t>(repeated(attributes["c"]), 1000), ' ');
    } else if (in_paragraph_ && name == "tab") {
      text_ += '\t';
    } else if (in_paragraph_ && name == "line-break") {
      text_ += '\n';
    }
  }

  void close_in_table(std::string_view name) override {
    if (!reading_) return;
    if (name == "p") {
      in_paragraph_ = false;
    } else if (name == "table-cell") {
      close_cell();
    } else if (name == "table-row") {
      close_row();
    }
  }

  void open_cell(const XmlAttributes& attributes) {
    in_cell_ = true;
    paragraphs_ = 0;
    text_.clear();
    cell_repeat_ = repeated(attributes["number-columns-repeated"]);
    const std::string_view type = attributes["value-type"];
    value_.clear();
    if (type == "float" || type == "percentage" || type == "currency") {
      value_ = shortest_number(attributes["value"]);
    } else if (type == "date") {
      value_ = date_text(attributes["date-value"]);
    } else if (type == "time") {
      value_ = time_of_duration(attributes["time-value"]);
    } else if (type == "boolean") {
      value_ = attributes["boolean-value"] == "true" ? "TRUE" : "FALSE";
    } else if (type == "string") {
      value_ = attributes["string-value"];
    }
  }

  void close_cell() {
    in_cell_ = in_paragraph_ = false;
    const std::string& text = value_.empty() ? text_ : value_;
    if (!text.empty() && column_ < kMostSheetColumns) {
      cells_.push_back({column_, std::min<uint64_t>(cell_repeat_, kMostSheetColumns - column_), text});
    }
    column_ += cell_repeat_;
  }

  void close_row() {
    const uint64_t first = row_ + 1;
    row_ += row_repeat_;
    if (cells_.empty() || first > kMostSheetRows) return;
    const uint64_t copies = std::min(row_repeat_, kMostSheetRows - first + 1);
    if (!allows(copies)) {
      error = repeats_too_much();
      reader->stop();
      return;
    }
    for (uint64_t copy = 0; copy < copies; ++copy) {
      rows.begin_row(first + copy);
      for (const Cell& cell : cells_) {
        for (uint64_t i = 0; i < cell.repeat; ++i) rows.cell(cell.column + i, cell.text);
      }
      rows.end_row();
    }
  }

  // Whether the present row may be made that many times; asked before anything is made.
  bool allows(uint64_t copies) {
    constexpr uint64_t kBytesOfACell = 32;  // beside its text
    uint64_t written = 0;
    uint64_t meant = 0;
    for (const Cell& cell : cells_) {
      written += cell.text.size() + kBytesOfACell;
      meant += cell.repeat * (cell.text.size() + kBytesOfACell);
    }
    repeated_bytes_ += copies * meant - written;
    return repeated_bytes_ <= kRepeatedBytes + kRepeatedRatio * bytes_read;
  }

  size_t sheet_;
  size_t tables_ = 0;
  bool reading_ = false;
  uint64_t row_ = 0;
  uint64_t row_repeat_ = 1;
  std::vector<Cell> cells_;  // of the present row
  size_t column_ = 0;
  uint64_t cell_repeat_ = 1;
  bool in_cell_ = false;
  bool in_paragraph_ = false;
  int paragraphs_ = 0;
  std::string value_;  // typed; the text is how it is shown
  std::string text_;
  uint64_t repeated_bytes_ = 0;
};

class OdsWorkbook final : public Workbook {
 public:
  explicit OdsWorkbook(ZipArchive archive) : archive_(std::move(archive)) {}

  Status load() {
    auto stream = content();
    if (!stream) return stream.error();
    SheetListHandler handler;
    XmlReader reader(std::string(kContent), handler);
    if (Status parsed = parse_stream(*stream, reader); !parsed) return parsed;
    sheets_ = std::move(handler.sheets);
    return Done{};
  }

  Format format() const override { return Format::ods; }
  const std::vector<SheetReport>& sheets() const override { return sheets_; }
  Result<std::unique_ptr<RecordSource>> open(size_t sheet) override {
    auto stream = content();
    if (!stream) return stream.error();
    return std::unique_ptr<RecordSource>(new XmlSheet<OdsSheetHandler>(std::string(kContent), std::move(*stream), sheet,
                                                                       sheets_[sheet].rows.value_or(0)));
  }

 private:
  Result<ZipStream> content() const {
    const ZipEntry* entry = archive_.find(kContent);
    if (entry == nullptr) return damaged_workbook(kContent);
    if (is_encrypted()) return encrypted_workbook();
    return archive_.stream(*entry);
  }

  // An encrypted document is stored as a plain entry that only the manifest tells about.
  bool is_encrypted() const {
    const ZipEntry* manifest = archive_.find("META-INF/manifest.xml");
    if (manifest == nullptr) return false;
    const auto text = archive_.read(*manifest, kMostPartBytes);
    return text && text->find("encryption-data") != std::string::npos;
  }

  ZipArchive archive_;
  std::vector<SheetReport> sheets_;
};

}  // namespace

Result<std::unique_ptr<Workbook>> open_ods(std::string_view bytes) {
  auto archive = ZipArchive::open(bytes);
  if (!archive) return archive.error();
  auto workbook = std::make_unique<OdsWorkbook>(std::move(*archive));
  if (Status loaded = workbook->load(); !loaded) return loaded.error();
  return std::unique_ptr<Workbook>(std::move(workbook));
}

}  // namespace sluice::ingest

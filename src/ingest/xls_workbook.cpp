// Workbooks of Excel 5 to 2003 ([MS-XLS], BIFF5 and BIFF8): records of globals (formats, styles, shared strings, names
// of sheets), then for each sheet its cells row by row. A reader of our own, because the kept ones lay out the whole
// grid of a sheet before the first cell can be asked for (libxls), or open paths of a file system that there is none of
// in a page (freexl). Every length is checked against the record's end; what a record lacks reads as zero or blank.
#include <algorithm>
#include <array>
#include <cstring>
#include <unordered_map>
#include <vector>

#include "base/text.h"
#include "ingest/compound_file.h"
#include "ingest/encoding.h"
#include "ingest/format_messages.h"
#include "ingest/little_endian.h"
#include "ingest/sheet_cell.h"
#include "ingest/sheet_rows.h"
#include "ingest/text_decoder.h"
#include "ingest/workbook.h"

namespace sluice::ingest {
namespace {

namespace record_id {
constexpr uint16_t kFormula = 0x0006;
constexpr uint16_t kEof = 0x000A;
constexpr uint16_t kDate1904 = 0x0022;
constexpr uint16_t kFilePass = 0x002F;
constexpr uint16_t kContinue = 0x003C;
constexpr uint16_t kCodePage = 0x0042;
constexpr uint16_t kBoundSheet = 0x0085;
constexpr uint16_t kMulRk = 0x00BD;
constexpr uint16_t kRString = 0x00D6;
constexpr uint16_t kXf = 0x00E0;
constexpr uint16_t kSst = 0x00FC;
constexpr uint16_t kLabelSst = 0x00FD;
constexpr uint16_t kDimensions = 0x0200;
constexpr uint16_t kNumber = 0x0203;
constexpr uint16_t kLabel = 0x0204;
constexpr uint16_t kBoolErr = 0x0205;
constexpr uint16_t kString = 0x0207;
constexpr uint16_t kRk = 0x027E;
constexpr uint16_t kFormat = 0x041E;
constexpr uint16_t kBof = 0x0809;
}  // namespace record_id

constexpr uint16_t kBiff5 = 0x0500;
constexpr uint16_t kBiff8 = 0x0600;
constexpr size_t kRecordHeaderBytes = 4;
constexpr size_t kRowsOfASheet = 65'536;
constexpr size_t kColumnsOfASheet = 256;

struct BiffRecord {
  uint16_t id = 0;
  std::string_view data;
};

// One record after the other, from any place of the stream.
class BiffRecords {
 public:
  BiffRecords(std::string_view stream, size_t at) : stream_(stream), at_(at) {}

  bool next(BiffRecord& record) {
    if (at_ > stream_.size() || stream_.size() - at_ < kRecordHeaderBytes) return false;
    record.id = u16(stream_, at_);
    const size_t size = u16(stream_, at_ + 2);
    record.data = stream_.substr(at_ + kRecordHeaderBytes, size);
    at_ += kRecordHeaderBytes + size;
    return true;
  }

  std::optional<uint16_t> peek() const {
    if (at_ > stream_.size() || stream_.size() - at_ < kRecordHeaderBytes) return std::nullopt;
    return u16(stream_, at_);
  }

 private:
  std::string_view stream_;
  size_t at_;
};

// The data of a record and of the CONTINUE records behind it. Characters of a string may be cut by the end of one; the
// next then begins with a byte that says anew whether they have one byte or two.
class ContinuedData {
 public:
  ContinuedData(BiffRecords& records, std::string_view first) : records_(records), data_(first) {}

  bool ended() const { return ended_; }

  uint32_t number(size_t bytes) {
    uint32_t value = 0;
    for (size_t i = 0; i < bytes; ++i) {
      if (!need_data()) return 0;
      value |= static_cast<uint32_t>(u8(data_, 0)) << (8 * i);
      data_.remove_prefix(1);
    }
    return value;
  }

  void skip(uint64_t bytes) {
    while (bytes > 0 && need_data()) {
      const size_t some = static_cast<size_t>(std::min<uint64_t>(bytes, data_.size()));
      data_.remove_prefix(some);
      bytes -= some;
    }
  }

  // `text` as UTF-16LE bytes.
  void characters(size_t count, bool wide, std::string& text) {
    while (count > 0) {
      if (data_.empty()) {
        if (!need_data()) return;
        wide = (u8(data_, 0) & 1) != 0;
        data_.remove_prefix(1);
        continue;
      }
      const size_t width = wide ? 2 : 1;
      const size_t some = std::min(count, data_.size() / width);
      if (some == 0) {  // half a character before the cut
        data_ = {};
        continue;
      }
      for (size_t i = 0; i < some; ++i) {
        text.push_back(data_[i * width]);
        text.push_back(wide ? data_[i * width + 1] : '\0');
      }
      data_.remove_prefix(some * width);
      count -= some;
    }
  }

 private:
  bool need_data() {
    while (data_.empty() && !ended_) {
      BiffRecord record;
      if (records_.peek() != record_id::kContinue || !records_.next(record))
        ended_ = true;
      else
        data_ = record.data;
    }
    return !ended_;
  }

  BiffRecords& records_;
  std::string_view data_;
  bool ended_ = false;
};

std::string decoded(std::string_view bytes, Encoding encoding) {
  TextDecoder decoder(encoding);
  std::string text;
  decoder.decode(bytes, text);
  decoder.finish(text);
  return text;
}

Encoding encoding_of_code_page(uint16_t page) {
  return page == 936 || page == 54'936 ? Encoding::gb18030 : Encoding::windows1252;
}

// A number in 30 bits: an integer or the upper half of a double, either of them perhaps a hundredfold.
double rk_number(uint32_t rk) {
  double value = 0;
  if ((rk & 2) != 0)
    value = static_cast<double>(static_cast<int32_t>(rk) >> 2);
  else
    value = std::bit_cast<double>(static_cast<uint64_t>(rk & ~3U) << 32);
  return (rk & 1) != 0 ? value / 100 : value;
}

std::string_view error_text(uint8_t code) {
  switch (code) {
    case 0x00:
      return "#NULL!";
    case 0x07:
      return "#DIV/0!";
    case 0x0F:
      return "#VALUE!";
    case 0x17:
      return "#REF!";
    case 0x1D:
      return "#NAME?";
    case 0x24:
      return "#NUM!";
    default:
      return "#N/A";
  }
}

struct XlsSheet {
  SheetReport report;
  size_t offset = 0;
};

// What the globals say.
struct XlsGlobals {
  uint16_t version = kBiff8;
  Encoding encoding = Encoding::windows1252;  // of BIFF5's strings
  bool days_from_1904 = false;
  std::unordered_map<uint16_t, NumberKind> formats;
  std::vector<uint16_t> styles;  // the format of each
  std::vector<std::string> strings;
  std::vector<XlsSheet> sheets;

  NumberKind kind_of_style(size_t style) const {
    if (style >= styles.size()) return NumberKind::number;
    const auto found = formats.find(styles[style]);
    return found != formats.end() ? found->second : kind_of_format(styles[style]);
  }
};

// A string whose length was read already. BIFF8 puts a byte of flags before the characters, and behind them runs of
// fonts and notes on pronunciation, which are skipped.
std::string biff8_string(ContinuedData& data, size_t length) {
  const uint32_t flags = data.number(1);
  const uint64_t runs = (flags & 8) != 0 ? data.number(2) : 0;
  const uint64_t extension = (flags & 4) != 0 ? data.number(4) : 0;
  std::string units;
  data.characters(length, (flags & 1) != 0, units);
  data.skip(runs * 4 + extension);
  return decoded(units, Encoding::utf16le);
}

std::string string_at(const XlsGlobals& globals, BiffRecords& records, std::string_view data, size_t length_bytes) {
  ContinuedData rest(records, data);
  const size_t length = rest.number(length_bytes);
  if (globals.version == kBiff8) return biff8_string(rest, length);
  return decoded(data.substr(std::min(length_bytes, data.size()), length), globals.encoding);
}

class SheetSource final : public RecordSource {
 public:
  SheetSource(const XlsGlobals& globals, std::string_view stream, size_t offset)
      : globals_(globals), records_(stream, offset) {}

  Step next(Record& record) override {
    while (!rows_.next(record)) {
      if (ended_) return Step::finished;
      BiffRecord biff;
      if (!records_.next(biff)) {
        error_ = damaged_workbook("Workbook");
        return Step::failed;
      }
      take(biff);
    }
    return Step::record;
  }
  const Error& error() const override { return error_; }

 private:
  void take(const BiffRecord& biff) {
    // Charts have streams of their own inside of the sheet's.
    if (biff.id == record_id::kBof) {
      ++depth_;
    } else if (biff.id == record_id::kEof) {
      if (--depth_ <= 0) {
        rows_.end_row();
        ended_ = true;
      }
    } else if (depth_ == 1) {
      take_cell(biff);
    }
  }

  void take_cell(const BiffRecord& biff) {
    const std::string_view data = biff.data;
    if (biff.id == record_id::kString) {
      if (formula_waits_) rows_.cell(formula_column_, string_at(globals_, records_, data, 2));
      formula_waits_ = false;
      return;
    }
    const bool is_cell = biff.id == record_id::kNumber || biff.id == record_id::kRk || biff.id == record_id::kMulRk ||
                         biff.id == record_id::kLabelSst || biff.id == record_id::kLabel ||
                         biff.id == record_id::kRString || biff.id == record_id::kBoolErr ||
                         biff.id == record_id::kFormula;
    if (!is_cell || data.size() < 8 || u16(data, 2) >= kColumnsOfASheet) return;
    const uint64_t row = uint64_t{u16(data, 0)} + 1;
    const size_t column = u16(data, 2);
    const size_t style = u16(data, 4);
    if (row != row_) rows_.begin_row(row);
    row_ = row;
    switch (biff.id) {
      case record_id::kNumber:
        if (data.size() >= 14) number(column, style, f64(data, 6));
        break;
      case record_id::kRk:
        if (data.size() >= 10) number(column, style, rk_number(u32(data, 6)));
        break;
      case record_id::kMulRk:
        for (size_t i = 0; 4 + 6 * i + 6 + 2 <= data.size() && column + i < kColumnsOfASheet; ++i) {
          number(column + i, u16(data, 4 + 6 * i), rk_number(u32(data, 6 + 6 * i)));
        }
        break;
      case record_id::kLabelSst:
        if (data.size() >= 10 && u32(data, 6) < globals_.strings.size()) {
          rows_.cell(column, globals_.strings[u32(data, 6)]);
        }
        break;
      case record_id::kLabel:
      case record_id::kRString:
        rows_.cell(column, string_at(globals_, records_, data.substr(6), 2));
        break;
      case record_id::kBoolErr:
        boolean_or_error(column, u8(data, 6), u8(data, 7) != 0);
        break;
      case record_id::kFormula:
        if (data.size() >= 14) formula(column, style, data);
        break;
      default:
        break;
    }
  }

  void number(size_t column, size_t style, double value) {
    rows_.cell(column, number_text(value, globals_.kind_of_style(style), globals_.days_from_1904));
  }

  void boolean_or_error(size_t column, uint8_t value, bool is_error) {
    rows_.cell(column, is_error ? error_text(value) : value != 0 ? "TRUE" : "FALSE");
  }

  // The result: a double, or by two bytes that no number has, something else.
  void formula(size_t column, size_t style, std::string_view data) {
    formula_waits_ = false;
    if (u16(data, 12) != 0xFFFF) return number(column, style, f64(data, 6));
    switch (u8(data, 6)) {
      case 0:  // a text, in a STRING record that follows
        formula_waits_ = true;
        formula_column_ = column;
        break;
      case 1:
        boolean_or_error(column, u8(data, 8), false);
        break;
      case 2:
        boolean_or_error(column, u8(data, 8), true);
        break;
      default:
        break;
    }
  }

  const XlsGlobals& globals_;
  BiffRecords records_;
  SheetRows rows_;
  int depth_ = 0;
  uint64_t row_ = 0;
  bool formula_waits_ = false;
  size_t formula_column_ = 0;
  bool ended_ = false;
  Error error_;
};

class XlsWorkbook final : public Workbook {
 public:
  Status load(std::string_view bytes);
  Format format() const override { return Format::xls; }
  const std::vector<SheetReport>& sheets() const override { return reports_; }
  Result<std::unique_ptr<RecordSource>> open(size_t sheet) override {
    return std::unique_ptr<RecordSource>(new SheetSource(globals_, stream_, globals_.sheets[sheet].offset));
  }

 private:
  Status load_globals();
  void load_strings(BiffRecords& records, std::string_view data);
  void load_sheet(BiffRecords& records, std::string_view data);
  std::optional<uint64_t> last_row(size_t offset) const;

  std::string stream_;
  XlsGlobals globals_;
  std::vector<SheetReport> reports_;
};

Status XlsWorkbook::load(std::string_view bytes) {
  const auto file = CompoundFile::open(bytes);
  if (!file) return file.error();
  if (file->has("EncryptedPackage")) return encrypted_workbook();
  if (file->has("WordDocument")) return other_document({"a Word 97-2003 document", " Word 97-2003 文档"});
  auto stream = file->read("Workbook");
  if (!stream) stream = file->read("Book");
  if (!stream) return damaged_workbook("Workbook");
  stream_ = std::move(*stream);
  if (Status loaded = load_globals(); !loaded) return loaded;
  for (XlsSheet& sheet : globals_.sheets) {
    sheet.report.rows = last_row(sheet.offset);
    reports_.push_back(sheet.report);
  }
  return Done{};
}

Status XlsWorkbook::load_globals() {
  BiffRecords records(stream_, 0);
  BiffRecord biff;
  if (!records.next(biff) || biff.id != record_id::kBof || biff.data.size() < 4) return old_workbook();
  globals_.version = u16(biff.data, 0);
  if (globals_.version != kBiff5 && globals_.version != kBiff8) return old_workbook();
  while (records.next(biff)) {
    const std::string_view data = biff.data;
    switch (biff.id) {
      case record_id::kEof:
        return Done{};
      case record_id::kFilePass:
        return encrypted_workbook();
      case record_id::kCodePage:
        if (data.size() >= 2) globals_.encoding = encoding_of_code_page(u16(data, 0));
        break;
      case record_id::kDate1904:
        globals_.days_from_1904 = data.size() >= 2 && u16(data, 0) != 0;
        break;
      case record_id::kFormat:
        if (data.size() >= 4) {
          const std::string code = string_at(globals_, records, data.substr(2), globals_.version == kBiff8 ? 2 : 1);
          globals_.formats[u16(data, 0)] = kind_of_format(code);
        }
        break;
      case record_id::kXf:
        globals_.styles.push_back(data.size() >= 4 ? u16(data, 2) : uint16_t{0});
        break;
      case record_id::kSst:
        load_strings(records, data);
        break;
      case record_id::kBoundSheet:
        load_sheet(records, data);
        break;
      default:
        break;
    }
  }
  return damaged_workbook("Workbook");
}

void XlsWorkbook::load_strings(BiffRecords& records, std::string_view data) {
  ContinuedData rest(records, data);
  rest.number(4);  // how often strings are used
  const uint32_t count = rest.number(4);
  for (uint32_t i = 0; i < count && !rest.ended(); ++i) {
    const size_t length = rest.number(2);
    globals_.strings.push_back(biff8_string(rest, length));
  }
}

void XlsWorkbook::load_sheet(BiffRecords& records, std::string_view data) {
  constexpr uint8_t kWorksheet = 0;
  if (data.size() < 8 || u8(data, 5) != kWorksheet) return;
  XlsSheet sheet;
  sheet.offset = u32(data, 0);
  sheet.report.visible = (u8(data, 4) & 3) == 0;
  sheet.report.name = string_at(globals_, records, data.substr(6), 1);
  globals_.sheets.push_back(std::move(sheet));
}

std::optional<uint64_t> XlsWorkbook::last_row(size_t offset) const {
  BiffRecords records(stream_, offset);
  BiffRecord biff;
  while (records.next(biff) && biff.id != record_id::kEof) {
    if (biff.id != record_id::kDimensions || biff.data.size() < 8) continue;
    const uint64_t row = globals_.version == kBiff8 ? u32(biff.data, 4) : u16(biff.data, 2);
    if (row <= kRowsOfASheet) return row;
  }
  return std::nullopt;
}

}  // namespace

Result<std::unique_ptr<Workbook>> open_xls(std::string_view bytes) {
  auto workbook = std::make_unique<XlsWorkbook>();
  if (Status loaded = workbook->load(bytes); !loaded) return loaded.error();
  return std::unique_ptr<Workbook>(std::move(workbook));
}

}  // namespace sluice::ingest

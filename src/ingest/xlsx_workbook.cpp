// Office Open XML workbooks (ECMA-376 part 1, 18): the parts that a table needs. The shared strings are held, the sheet
// streams by. Prefixes of names and the strict dialect's namespaces make no difference.
#include <algorithm>
#include <charconv>
#include <map>
#include <unordered_map>
#include <vector>

#include "base/text.h"
#include "ingest/format_messages.h"
#include "ingest/sheet_cell.h"
#include "ingest/workbook.h"
#include "ingest/xml_reader.h"
#include "ingest/xml_sheet.h"

namespace sluice::ingest {
namespace {

constexpr size_t kMostStringBytes = size_t{1} << 30;

template <class T>
std::optional<T> whole_number(std::string_view text) {
  T value = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || stop != text.data() + text.size()) return std::nullopt;
  return value;
}

// "xl" and "worksheets/sheet1.xml" to "xl/worksheets/sheet1.xml"; "/xl/..." and "../" as they are meant.
std::string resolved_path(std::string folder, std::string_view target) {
  if (target.starts_with('/')) return std::string(target.substr(1));
  while (target.starts_with("../")) {
    target.remove_prefix(3);
    const size_t slash = folder.rfind('/');
    folder.resize(slash == std::string::npos ? 0 : slash);
  }
  while (target.starts_with("./")) target.remove_prefix(2);
  return folder.empty() ? std::string(target) : folder + "/" + std::string(target);
}

std::string folder_of(std::string_view path) {
  const size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string() : std::string(path.substr(0, slash));
}

std::string relations_of(const std::string& path) {
  const std::string folder = folder_of(path);
  const std::string file = folder.empty() ? path : path.substr(folder.size() + 1);
  return (folder.empty() ? std::string() : folder + "/") + "_rels/" + file + ".rels";
}

// "B12" is column 1 (from 0) of row 12; the row may be missing.
struct CellPlace {
  std::optional<size_t> column;
  uint64_t row = 0;
};

CellPlace place_of(std::string_view reference) {
  CellPlace place;
  size_t column = 0;
  size_t at = 0;
  for (; at < reference.size() && is_ascii_letter(reference[at]) && at < 4; ++at) {
    column = column * 26 + static_cast<size_t>(lower_ascii(reference[at]) - 'a' + 1);
  }
  if (at > 0) place.column = column - 1;
  place.row = whole_number<uint64_t>(reference.substr(at)).value_or(0);
  return place;
}

// Characters that XML cannot hold are written "_x000D_" (22.9.2.19 ST_Xstring).
void append_unescaped(std::string_view text, std::string& result) {
  for (;;) {
    constexpr size_t kEscapeBytes = 7;
    const size_t mark = text.find("_x");
    if (mark == std::string_view::npos || text.size() - mark < kEscapeBytes) break;
    unsigned unit = 0;
    const char* const digits = text.data() + mark + 2;
    const auto [stop, error] = std::from_chars(digits, digits + 4, unit, 16);
    const bool is_escape = error == std::errc() && stop == digits + 4 && text[mark + 6] == '_';
    const bool is_surrogate = unit >= 0xD800 && unit < 0xE000;
    result.append(text.substr(0, is_escape ? mark : mark + 2));
    if (is_escape) append_utf8(is_surrogate ? 0xFFFD : unit, result);
    text.remove_prefix(mark + (is_escape ? kEscapeBytes : 2));
  }
  result.append(text);
}

struct Relation {
  std::string target;
  std::string type;  // the last word of its address: "worksheet"
};

class RelationsHandler final : public XmlHandler {
 public:
  explicit RelationsHandler(std::string folder) : folder_(std::move(folder)) {}
  void open(std::string_view name, const XmlAttributes& attributes) override {
    if (name != "Relationship" || attributes["TargetMode"] == "External") return;
    std::string_view type = attributes["Type"];
    type = type.substr(type.rfind('/') + 1);
    relations[std::string(attributes["Id"])] = {resolved_path(folder_, attributes["Target"]), std::string(type)};
  }
  void close(std::string_view) override {}

  std::map<std::string, Relation> relations;

 private:
  std::string folder_;
};

class WorkbookHandler final : public XmlHandler {
 public:
  struct Sheet {
    std::string name;
    std::string relation;
    bool visible = true;
  };
  void open(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "workbookPr") {
      const std::string_view flag = attributes["date1904"];
      days_from_1904 = flag == "1" || flag == "true" || flag == "on";
    } else if (name == "sheet") {
      const std::string_view state = attributes["state"];
      sheets.push_back(
          {std::string(attributes["name"]), std::string(attributes["id"]), state != "hidden" && state != "veryHidden"});
    }
  }
  void close(std::string_view) override {}

  std::vector<Sheet> sheets;
  bool days_from_1904 = false;
};

// Which formats show dates: one kind for each cell style.
class StylesHandler final : public XmlHandler {
 public:
  void open(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "numFmt") {
      const auto id = whole_number<unsigned>(attributes["numFmtId"]);
      if (id) custom_[*id] = kind_of_format(attributes["formatCode"]);
    } else if (name == "cellXfs") {
      in_cell_formats_ = true;
    } else if (name == "xf" && in_cell_formats_) {
      const unsigned id = whole_number<unsigned>(attributes["numFmtId"]).value_or(0);
      const auto found = custom_.find(id);
      kinds.push_back(found != custom_.end() ? found->second : kind_of_format(id));
    }
  }
  void close(std::string_view name) override {
    if (name == "cellXfs") in_cell_formats_ = false;
  }

  std::vector<NumberKind> kinds;

 private:
  std::unordered_map<unsigned, NumberKind> custom_;
  bool in_cell_formats_ = false;
};

// All strings in one piece of memory.
class SharedStrings final : public XmlHandler {
 public:
  void open(std::string_view name, const XmlAttributes&) override {
    if (name == "t")
      in_text_ = !in_phonetic_;
    else if (name == "rPh")
      in_phonetic_ = true;  // how a name is pronounced is no part of it
    else if (name == "si")
      item_.clear();
  }
  void close(std::string_view name) override {
    if (name == "t") {
      in_text_ = false;
    } else if (name == "rPh") {
      in_phonetic_ = false;
    } else if (name == "si") {
      append_unescaped(item_, text_);
      ends_.push_back(text_.size());
      if (text_.size() > kMostStringBytes) reader->stop();
    }
  }
  void text(std::string_view text) override {
    if (in_text_) item_.append(text);
  }

  bool too_long() const { return text_.size() > kMostStringBytes; }
  uint64_t held_bytes() const { return text_.capacity() + ends_.capacity() * sizeof(size_t); }
  std::string_view at(size_t index) const {
    if (index >= ends_.size()) return {};
    const size_t begin = index == 0 ? 0 : ends_[index - 1];
    return std::string_view(text_).substr(begin, ends_[index] - begin);
  }

  XmlReader* reader = nullptr;

 private:
  std::string text_;
  std::vector<size_t> ends_;
  std::string item_;
  bool in_text_ = false;
  bool in_phonetic_ = false;
};

// The last row, as the sheet's beginning says.
class DimensionHandler final : public XmlHandler {
 public:
  void open(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "dimension") {
      const std::string_view range = attributes["ref"];
      const size_t colon = range.find(':');  // "A1" alone is what writers put that do not know
      if (colon != std::string_view::npos) last_row = place_of(range.substr(colon + 1)).row;
    }
    if (name == "dimension" || name == "sheetData") reader->stop();
  }
  void close(std::string_view) override {}

  XmlReader* reader = nullptr;
  uint64_t last_row = 0;
};

struct CellContext {
  SharedStrings strings;
  std::vector<NumberKind> kinds;  // by cell style
  bool days_from_1904 = false;
};

class XlsxSheetHandler final : public XmlSheetHandler {
 public:
  explicit XlsxSheetHandler(const CellContext& context) : context_(context) {}

  void open(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "c") {
      open_cell(attributes);
    } else if (name == "v") {
      in_text_ = in_cell_;
    } else if (name == "t") {
      in_text_ = in_cell_ && !in_phonetic_;
    } else if (name == "rPh") {
      in_phonetic_ = true;
    } else if (name == "row") {
      const auto number = whole_number<uint64_t>(attributes["r"]);
      number_ = number && *number > 0 && *number <= kMostSheetRows ? *number : number_ + 1;
      next_column_ = 0;
      rows.begin_row(number_);
    }
  }
  void close(std::string_view name) override {
    if (name == "c") {
      close_cell();
    } else if (name == "v" || name == "t") {
      in_text_ = false;
    } else if (name == "rPh") {
      in_phonetic_ = false;
    } else if (name == "row") {
      rows.end_row();
    } else if (name == "sheetData") {
      rows.end_row();
      reader->stop();
    }
  }
  void text(std::string_view text) override {
    if (in_text_) value_.append(text);
  }

 private:
  void open_cell(const XmlAttributes& attributes) {
    in_cell_ = true;
    value_.clear();
    column_ = place_of(attributes["r"]).column.value_or(next_column_);
    next_column_ = column_ + 1;
    type_ = attributes["t"];
    style_ = type_.empty() || type_ == "n" ? whole_number<size_t>(attributes["s"]).value_or(0) : 0;
  }

  void close_cell() {
    in_cell_ = false;
    if (value_.empty() || column_ >= kMostSheetColumns) return;
    if (type_ == "s") {
      const auto index = whole_number<size_t>(value_);
      if (index) rows.cell(column_, context_.strings.at(*index));
    } else if (type_ == "str" || type_ == "inlineStr") {
      unescaped_.clear();
      append_unescaped(value_, unescaped_);
      rows.cell(column_, unescaped_);
    } else if (type_ == "b") {
      rows.cell(column_, value_ == "0" || value_ == "false" ? "FALSE" : "TRUE");
    } else if (type_.empty() || type_ == "n") {
      const NumberKind kind = style_ < context_.kinds.size() ? context_.kinds[style_] : NumberKind::number;
      rows.cell(column_, kind == NumberKind::number ? shortest_number(value_) : dated(value_, kind));
    } else {
      rows.cell(column_, value_);  // "e": an error such as #N/A; "d": ISO 8601
    }
  }

  std::string dated(const std::string& written, NumberKind kind) const {
    const auto value = read_double(written);
    return value ? number_text(*value, kind, context_.days_from_1904) : written;
  }

  const CellContext& context_;
  bool in_cell_ = false;
  bool in_text_ = false;
  bool in_phonetic_ = false;
  uint64_t number_ = 0;
  size_t column_ = 0;
  size_t next_column_ = 0;
  size_t style_ = 0;
  std::string type_;
  std::string value_;
  std::string unescaped_;
};

class XlsxWorkbook final : public Workbook {
 public:
  explicit XlsxWorkbook(ZipArchive archive) : archive_(std::move(archive)) {}

  Status load();
  Format format() const override { return Format::xlsx; }
  const std::vector<SheetReport>& sheets() const override { return sheets_; }
  Result<std::unique_ptr<RecordSource>> open(size_t sheet) override;
  uint64_t held_bytes() const override { return context_.strings.held_bytes(); }

 private:
  Status parse(const std::string& part, XmlReader& reader);
  Result<std::map<std::string, Relation>> relations(const std::string& path);
  Status load_cells();

  ZipArchive archive_;
  std::vector<SheetReport> sheets_;
  std::vector<std::string> parts_;  // of the sheets
  std::string strings_part_;
  std::string styles_part_;
  CellContext context_;
  bool has_cells_ = false;  // strings and styles are loaded
};

Status XlsxWorkbook::parse(const std::string& part, XmlReader& reader) {
  const ZipEntry* entry = archive_.find(part);
  if (entry == nullptr) return damaged_workbook(part);
  auto stream = archive_.stream(*entry);
  if (!stream) return stream.error();
  return parse_stream(*stream, reader);
}

Result<std::map<std::string, Relation>> XlsxWorkbook::relations(const std::string& path) {
  const std::string part = relations_of(path);
  RelationsHandler handler(folder_of(path));
  XmlReader reader(part, handler);
  if (Status parsed = parse(part, reader); !parsed) return parsed.error();
  return std::move(handler.relations);
}

Status XlsxWorkbook::load() {
  std::string path = "xl/workbook.xml";
  if (const auto root = relations(""); root) {
    for (const auto& [id, relation] : *root) {
      if (relation.type == "officeDocument") path = relation.target;
    }
  }
  WorkbookHandler workbook;
  XmlReader reader(path, workbook);
  if (Status parsed = parse(path, reader); !parsed) return parsed;
  const auto related = relations(path);
  if (!related) return related.error();
  context_.days_from_1904 = workbook.days_from_1904;
  for (const auto& [id, relation] : *related) {
    if (relation.type == "sharedStrings") strings_part_ = relation.target;
    if (relation.type == "styles") styles_part_ = relation.target;
  }
  for (const WorkbookHandler::Sheet& sheet : workbook.sheets) {
    const auto found = related->find(sheet.relation);
    if (found == related->end() || found->second.type != "worksheet") continue;  // a chart, a dialogue
    SheetReport report{sheet.name, std::nullopt, sheet.visible};
    DimensionHandler dimension;
    XmlReader beginning(found->second.target, dimension);
    dimension.reader = &beginning;
    if (Status parsed = parse(found->second.target, beginning); !parsed) return parsed;
    if (dimension.last_row > 0) report.rows = dimension.last_row;
    sheets_.push_back(std::move(report));
    parts_.push_back(found->second.target);
  }
  return Done{};
}

Status XlsxWorkbook::load_cells() {
  if (!styles_part_.empty()) {
    StylesHandler styles;
    XmlReader reader(styles_part_, styles);
    if (Status parsed = parse(styles_part_, reader); !parsed) return parsed;
    context_.kinds = std::move(styles.kinds);
  }
  // A relation without its part is left behind by some writers of sheets without any text.
  if (!strings_part_.empty() && archive_.find(strings_part_) != nullptr) {
    XmlReader reader(strings_part_, context_.strings);
    context_.strings.reader = &reader;
    if (Status parsed = parse(strings_part_, reader); !parsed) return parsed;
    if (context_.strings.too_long()) {
      return workbook_too_large(strings_part_, {"more than 1 GB of text", "文本超过 1 GB"});
    }
  }
  has_cells_ = true;
  return Done{};
}

Result<std::unique_ptr<RecordSource>> XlsxWorkbook::open(size_t sheet) {
  if (!has_cells_) {
    if (Status loaded = load_cells(); !loaded) return loaded.error();
  }
  const ZipEntry* entry = archive_.find(parts_[sheet]);
  if (entry == nullptr) return damaged_workbook(parts_[sheet]);
  auto stream = archive_.stream(*entry);
  if (!stream) return stream.error();
  return std::unique_ptr<RecordSource>(new XmlSheet<XlsxSheetHandler>(parts_[sheet], std::move(*stream), context_));
}

}  // namespace

Result<std::unique_ptr<Workbook>> open_xlsx(std::string_view bytes) {
  auto archive = ZipArchive::open(bytes);
  if (!archive) return archive.error();
  auto workbook = std::make_unique<XlsxWorkbook>(std::move(*archive));
  if (Status loaded = workbook->load(); !loaded) return loaded.error();
  return std::unique_ptr<Workbook>(std::move(workbook));
}

}  // namespace sluice::ingest

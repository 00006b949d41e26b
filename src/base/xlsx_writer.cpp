#include "base/xlsx_writer.h"

#include <algorithm>

#include "base/text.h"

namespace sluice {
namespace {

constexpr std::string_view kXml = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)"
                                  "\n";
constexpr size_t kPieceBytes = size_t{1} << 16;          // handed on to be deflated
constexpr uint64_t kMostSheetBytes = uint64_t{2} << 30;  // a zip entry ends at 4 GB

// Cell formats by index, as styles_xml() lists them.
enum Style : int { kPlain, kHeader, kText, kDate, kFirstDecimals };
constexpr int kMostDecimals = 6;
constexpr int kFirstOwnFormat = 164;  // below are those of ECMA-376 18.8.30

std::string column_letters(size_t index) {
  std::string letters;
  for (size_t rest = index + 1; rest > 0; rest = (rest - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  }
  return letters;
}

int style_of(const TableColumn& column) {
  switch (column.kind) {
    case CellKind::text:
      return kText;
    case CellKind::day:
      return kDate;
    case CellKind::number:
      break;
  }
  return column.decimals < 0 ? kPlain : kFirstDecimals + std::min(column.decimals, kMostDecimals);
}

/// In characters of the default font; a Chinese one is as wide as two.
int width_of(const TableColumn& column) {
  constexpr int kMargin = 2;
  const int least = column.kind == CellKind::text ? 18 : 12;
  int width = kMargin;
  for (size_t at = 0; at < column.name.size();) width += next_character(column.name, at) < 0x300 ? 1 : 2;
  return std::max(least, width);
}

bool is_plain_in_xml(char c) { return c >= ' ' && c < 0x7F && c != '&' && c != '<' && c != '>'; }

bool is_xml_character(char32_t c) {
  return c == '\t' || c == '\n' || c == '\r' || (c >= ' ' && c != 0xFFFE && c != 0xFFFF);
}

/// "_x0041_" stands for a character (22.9.2.19 ST_Xstring); where a text says so itself, its first line is escaped.
bool is_escape(std::string_view text) {
  const auto is_digit = [](char c) { return is_ascii_digit(c) || (lower_ascii(c) >= 'a' && lower_ascii(c) <= 'f'); };
  return text.size() >= 7 && text.starts_with("_x") && text[6] == '_' &&
         std::all_of(text.begin() + 2, text.begin() + 6, is_digit);
}

void append_xml_character(char32_t character, std::string& xml) {
  switch (character) {
    case '&':
      xml += "&amp;";
      return;
    case '<':
      xml += "&lt;";
      return;
    case '>':
      xml += "&gt;";
      return;
    case '\r':
      xml += "_x000D_";
      return;  // a reader of XML would make a line feed of it
    default:
      append_utf8(character, xml);
  }
}

/// false: the text was too long and has been cut.
bool append_text(std::string_view text, std::string& xml) {
  if (text.size() <= XlsxWriter::kMostCellUnits && text.find("_x") == std::string_view::npos &&
      std::all_of(text.begin(), text.end(), is_plain_in_xml)) {
    xml += text;
    return true;
  }
  size_t units = 0;
  for (size_t at = 0; at < text.size();) {
    if (is_escape(text.substr(at))) xml += "_x005F";
    const char32_t character = next_character(text, at);
    if (!is_xml_character(character)) continue;
    units += character > 0xFFFF ? 2 : 1;
    if (units > XlsxWriter::kMostCellUnits) return false;
    append_xml_character(character, xml);
  }
  return true;
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::string sheet_name(const std::string& title, uint64_t sheet) {
  return sheet == 1 ? title : title + " " + std::to_string(sheet);
}

std::string styles_xml() {
  std::string formats, cells;
  const auto own_format = [&](int index, std::string_view code) {
    const std::string id = std::to_string(kFirstOwnFormat + index);
    formats += "<numFmt numFmtId=\"" + id + "\" formatCode=\"" + std::string(code) + "\"/>";
    cells += "<xf numFmtId=\"" + id + R"(" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>)";
  };
  own_format(0, "yyyy-mm-dd");
  for (int decimals = 0; decimals <= kMostDecimals; ++decimals) {
    own_format(1 + decimals, decimals == 0 ? "0" : "0." + std::string(static_cast<size_t>(decimals), '0'));
  }
  constexpr std::string_view kFont = R"(<sz val="11"/><name val="Calibri"/><family val="2"/></font>)";
  std::string xml(kXml);
  xml += R"(<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count=")";
  xml += std::to_string(kMostDecimals + 2) + "\">" + formats + R"(</numFmts><fonts count="2"><font>)";
  xml.append(kFont).append("<font><b/>").append(kFont);
  xml += R"(</fonts><fills count="2"><fill><patternFill patternType="none"/></fill>)"
         R"(<fill><patternFill patternType="gray125"/></fill></fills>)"
         R"(<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>)"
         R"(<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>)";
  xml += "<cellXfs count=\"" + std::to_string(kFirstDecimals + kMostDecimals + 1) + "\">";
  xml += R"(<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>)"
         R"(<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>)"
         R"(<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>)";
  xml += cells + "</cellXfs>";
  xml += R"(<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>)";
  return xml;
}

constexpr std::string_view kRelationsBegin =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)";

std::string relation(std::string_view id, std::string_view type, std::string_view target) {
  return "<Relationship Id=\"" + std::string(id) +
         R"(" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/)" + std::string(type) +
         "\" Target=\"" + std::string(target) + "\"/>";
}

std::string content_type(std::string_view part, std::string_view kind) {
  return "<Override PartName=\"/xl/" + std::string(part) +
         R"(" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.)" + std::string(kind) +
         "+xml\"/>";
}

}  // namespace

XlsxWriter::XlsxWriter(std::vector<TableColumn> columns, std::string_view title, uint64_t rows_a_sheet)
    : title_(title), rows_a_sheet_(rows_a_sheet) {
  for (TableColumn& column : columns) {
    const int style = style_of(column);
    columns_.push_back({std::move(column), column_letters(columns_.size()), style});
  }
  // First, because that is where programs look that tell files apart by their beginning.
  zip_.begin_entry("_rels/.rels");
  zip_.write(std::string(kXml)
                 .append(kRelationsBegin)
                 .append(relation("rId1", "officeDocument", "xl/workbook.xml"))
                 .append("</Relationships>"));
  begin_sheet();
}

void XlsxWriter::begin_sheet() {
  ++written_.sheets;
  sheet_row_ = 0;
  zip_.begin_entry("xl/worksheets/sheet" + std::to_string(written_.sheets) + ".xml");
  xml_ = kXml;
  xml_ += R"(<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView)";
  if (written_.sheets == 1) xml_ += R"( tabSelected="1")";
  xml_ += R"( workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>)"
          R"(<selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews><cols>)";
  for (size_t i = 0; i < columns_.size(); ++i) {
    const std::string number = std::to_string(i + 1);
    xml_ += "<col min=\"" + number + "\" max=\"" + number + "\" width=\"" +
            std::to_string(width_of(columns_[i].description)) + "\" customWidth=\"1\"/>";
  }
  xml_ += "</cols><sheetData>";
  begin_row();
  for (const Column& column : columns_) text_cell(column.description.name, kHeader);
  xml_ += "</row>";
  column_ = 0;
}

void XlsxWriter::end_sheet() {
  xml_ += "</sheetData></worksheet>";
  zip_.write(xml_);
  xml_.clear();
}

void XlsxWriter::begin_row() {
  row_number_ = std::to_string(++sheet_row_);
  xml_.append("<row r=\"").append(row_number_).append("\">");
}

void XlsxWriter::begin_cell(std::string_view attributes, int style) {
  if (column_ == 0 && style != kHeader) {
    if (sheet_row_ >= rows_a_sheet_ || zip_.entry_bytes() > kMostSheetBytes) {
      end_sheet();
      begin_sheet();
    }
    begin_row();
  }
  xml_.append("<c r=\"").append(columns_[column_++].letters).append(row_number_).append("\"").append(attributes);
  if (style != kPlain) xml_.append(" s=\"").append(std::to_string(style)).append("\"");
  xml_ += '>';
}

void XlsxWriter::text_cell(std::string_view text, int style) {
  begin_cell(" t=\"inlineStr\"", style);
  const bool kept = !text.empty() && (is_blank(text.front()) || is_blank(text.back()));
  xml_ += kept ? "<is><t xml:space=\"preserve\">" : "<is><t>";
  if (!append_text(text, xml_)) ++written_.shortened_cells;
  xml_ += "</t></is></c>";
}

void XlsxWriter::text(std::string_view text) {
  if (text.empty() && column_ > 0) {
    ++column_;  // an empty cell needs no mention
  } else {
    text_cell(text, columns_[column_].style);
  }
}

void XlsxWriter::number(std::string_view digits) {
  begin_cell({}, columns_[column_].style);
  xml_.append("<v>").append(digits).append("</v></c>");
}

void XlsxWriter::day(Day day) {
  // Day 0 of spreadsheets is 1899-12-30, but only from March 1900 on: they believe in a 29 February 1900.
  constexpr Day kFirstExcelDay = -25'508;
  constexpr Day kDaysBefore1970 = 25'569;
  if (day < kFirstExcelDay) {
    text_cell(format_day(day), kText);
  } else {
    number(std::to_string(day + kDaysBefore1970));
  }
}

void XlsxWriter::end_row() {
  xml_ += "</row>";
  column_ = 0;
  ++written_.rows;
  if (xml_.size() < kPieceBytes) return;
  zip_.write(xml_);
  xml_.clear();
}

void XlsxWriter::write_parts() {
  std::string types(kXml), sheets, relations(kRelationsBegin);
  types += R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">)"
           R"(<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>)"
           R"(<Default Extension="xml" ContentType="application/xml"/>)";
  types += content_type("workbook.xml", "sheet.main") + content_type("styles.xml", "styles");
  for (uint64_t sheet = 1; sheet <= written_.sheets; ++sheet) {
    const std::string number = std::to_string(sheet);
    const std::string part = "worksheets/sheet" + number + ".xml";
    types += content_type(part, "worksheet");
    relations += relation("rId" + number, "worksheet", part);
    sheets += "<sheet name=\"";
    append_text(sheet_name(title_, sheet), sheets);
    sheets += "\" sheetId=\"" + number + "\" r:id=\"rId" + number + "\"/>";
  }
  relations += relation("styles", "styles", "styles.xml");

  zip_.begin_entry("xl/styles.xml");
  zip_.write(styles_xml());
  zip_.begin_entry("xl/_rels/workbook.xml.rels");
  zip_.write(std::string(kXml) + relations + "</Relationships>");
  zip_.begin_entry("xl/workbook.xml");
  zip_.write(std::string(kXml) +
             R"(<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" )"
             R"(xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">)"
             "<bookViews><workbookView/></bookViews><sheets>" +
             sheets + "</sheets></workbook>");
  zip_.begin_entry("[Content_Types].xml");
  zip_.write(types + "</Types>");
}

WrittenTable XlsxWriter::finish() {
  end_sheet();
  write_parts();
  written_.bytes = zip_.finish();
  return std::move(written_);
}

}  // namespace sluice

// A zip archive of named parts, not compressed: what tests make workbooks and archives of.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sluice::test {

/// The checksum of zip and gzip, one bit at a time.
inline uint32_t crc32_of(std::string_view bytes) {
  uint32_t crc = 0xFFFF'FFFF;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xEDB8'8320 : 0);
  }
  return ~crc;
}

inline void put_number(std::string& bytes, uint64_t value, int count) {
  for (int i = 0; i < count; ++i, value >>= 8) bytes.push_back(static_cast<char>(value & 0xFF));
}

using ZipParts = std::vector<std::pair<std::string, std::string>>;

inline std::string zip_of(const ZipParts& parts) {
  std::string archive;
  std::string directory;
  for (const auto& [name, content] : parts) {
    std::string common;  // version, flags (UTF-8), method, time, date, checksum, sizes, lengths of name and extra field
    put_number(common, 20, 2);
    put_number(common, 1 << 11, 2);
    put_number(common, 0, 6);
    put_number(common, crc32_of(content), 4);
    put_number(common, content.size(), 4);
    put_number(common, content.size(), 4);
    put_number(common, name.size(), 2);
    put_number(common, 0, 2);
    directory += "PK\x01\x02";
    put_number(directory, 20, 2);
    directory += common;
    put_number(directory, 0, 10);
    put_number(directory, archive.size(), 4);
    directory += name;
    archive += "PK\x03\x04" + common + name + content;
  }
  const size_t offset = archive.size();
  archive += directory + "PK\x05\x06";
  put_number(archive, 0, 4);
  put_number(archive, parts.size(), 2);
  put_number(archive, parts.size(), 2);
  put_number(archive, directory.size(), 4);
  put_number(archive, offset, 4);
  put_number(archive, 0, 2);
  return archive;
}

/// An Excel workbook with one sheet: the XML within <worksheet>, of the shared strings (<si>...), of the styles' <xf>.
inline ZipParts xlsx_parts(std::string sheet, std::string strings = {}, std::string styles = {}) {
  const std::string head = R"(<?xml version="1.0" encoding="UTF-8"?>)";
  return {
      {"[Content_Types].xml", head + "<Types/>"},
      {"xl/workbook.xml",
       head + R"(<workbook><sheets><sheet name="orders" sheetId="1" r:id="r1"/></sheets></workbook>)"},
      {"xl/_rels/workbook.xml.rels",
       head + R"(<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>)"
              R"(<Relationship Id="r2" Type="x/sharedStrings" Target="sharedStrings.xml"/>)"
              R"(<Relationship Id="r3" Type="x/styles" Target="styles.xml"/></Relationships>)"},
      {"xl/worksheets/sheet1.xml", head + "<worksheet>" + std::move(sheet) + "</worksheet>"},
      {"xl/sharedStrings.xml", head + "<sst>" + std::move(strings) + "</sst>"},
      {"xl/styles.xml", head + "<styleSheet><cellXfs>" + std::move(styles) + "</cellXfs></styleSheet>"},
  };
}

inline ZipParts ods_parts(std::string tables) {
  return {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
          {"content.xml",
           "<document-content><body><spreadsheet>" + std::move(tables) + "</spreadsheet></body></document-content>"}};
}

}  // namespace sluice::test

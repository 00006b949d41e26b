#include "ingest/file_kind.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"

namespace sluice::ingest {
namespace {

using namespace std::string_view_literals;

struct Signature {
  std::string_view bytes;
  std::string_view en;  // "is ..."
  std::string_view zh;
};

constexpr std::array<Signature, 17> kSignatures{{
    {"\x89PNG\r\n\x1A\n"sv, "a PNG picture", "PNG 图片"},
    {"\xFF\xD8\xFF"sv, "a JPEG picture", "JPEG 图片"},
    {"GIF8"sv, "a GIF picture", "GIF 图片"},
    {"RIFF"sv, "a picture, sound or film", "图片、声音或影片"},
    {"%PDF"sv, "a PDF document", "PDF 文档"},
    {"\x1F\x8B"sv, "a gzip archive", "gzip 压缩文件"},
    {"Rar!\x1A"sv, "a RAR archive", "RAR 压缩文件"},
    {"7z\xBC\xAF\x27\x1C"sv, "a 7-Zip archive", "7-Zip 压缩文件"},
    {"BZh"sv, "a bzip2 archive", "bzip2 压缩文件"},
    {"\xFD"
     "7zXZ\0"sv,
     "an xz archive", "xz 压缩文件"},
    {"\x28\xB5\x2F\xFD"sv, "a zstd archive", "zstd 压缩文件"},
    {"SQLite format 3\0"sv, "an SQLite database", "SQLite 数据库"},
    {"PAR1"sv, "a Parquet file", "Parquet 文件"},
    {"\x7F"
     "ELF"sv,
     "a program", "程序"},
    {"MZ\x90\0"sv, "a program", "程序"},
    {"OggS"sv, "a sound or film", "声音或影片"},
    {"\0\0\0\x18"
     "ftyp"sv,
     "a film", "影片"},
}};

// "是 PNG 图片", "是图片": a blank between Chinese and Latin letters.
std::string after_chinese(std::string_view words) {
  const bool latin = !words.empty() && static_cast<unsigned char>(words.front()) < 0x80;
  return (latin ? " " : "") + std::string(words);
}

Error not_text(std::string_view en, std::string_view zh) {
  return {ErrorCode::not_text,
          {"This file is " + std::string(en) +
               ", not a table of text. Choose the file with the rows; if it is inside an archive, unpack it first.",
           "这个文件是" + after_chinese(zh) + "，不是文本表格。请选择包含数据行的文件；如果它在压缩包里，请先解压。"},
          {}};
}

Error workbook(std::string_view en, std::string_view zh) {
  return {ErrorCode::unknown_format,
          {"This file is " + std::string(en) +
               ", which cannot be read yet. Open it in Excel or WPS, choose Save As, and pick 'CSV UTF-8'.",
           "这个文件是" + after_chinese(zh) +
               "，目前还不能直接读取。请用 Excel 或 WPS 打开，选择“另存为”，格式选“CSV UTF-8”。"},
          {}};
}

Error other_format(std::string_view en, std::string_view zh) {
  return {ErrorCode::unknown_format,
          {"This file is " + std::string(en) + ". Only tables of delimited text can be read: export it as CSV.",
           "这个文件是" + after_chinese(zh) + "。目前只能读取带分隔符的文本表格：请导出为 CSV。"},
          {}};
}

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

}  // namespace

std::optional<Error> recognise_other_kind(std::string_view bytes) {
  for (const Signature& signature : kSignatures) {
    if (bytes.starts_with(signature.bytes)) return not_text(signature.en, signature.zh);
  }
  if (bytes.starts_with("\xD0\xCF\x11\xE0"sv))
    return workbook("an Excel 97-2003 workbook (.xls)", "Excel 97-2003 工作簿（.xls）");
  if (bytes.starts_with("PK\x03\x04"sv) || bytes.starts_with("PK\x05\x06"sv)) {
    if (contains(bytes, "opendocument.spreadsheet"))
      return workbook("an OpenDocument spreadsheet (.ods)", "OpenDocument 表格（.ods）");
    if (contains(bytes, "[Content_Types].xml") || contains(bytes, "xl/"))
      return workbook("an Excel workbook (.xlsx)", "Excel 工作簿（.xlsx）");
    return not_text("a ZIP archive", "ZIP 压缩文件");
  }
  return std::nullopt;
}

std::optional<Error> recognise_other_text(std::string_view text) {
  const auto is_control = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\v' && c != '\f';
  };
  // One in fifty is more than any damaged text has, and less than any picture or program.
  const auto controls = static_cast<size_t>(std::count_if(text.begin(), text.end(), is_control));
  if (controls > 0 && controls * 50 >= text.size()) return not_text("binary data", "二进制数据");

  const std::string_view body = trim(text);
  const std::string head = lower_ascii(body.substr(0, 512));
  if (head.starts_with("<!doctype html") || head.starts_with("<html") || head.starts_with("<table")) {
    return workbook("a web page under another name, as some shops export it", "改了扩展名的网页（部分平台会这样导出）");
  }
  if (head.starts_with("<?xml")) return other_format("an XML document", "XML 文档");
  const auto next_is = [&](size_t from, std::string_view any) {
    const size_t at = head.find_first_not_of(" \t\r\n", from);
    return at != std::string::npos && any.find(head[at]) != std::string_view::npos;
  };
  const bool json = (head.starts_with('{') && next_is(1, "\"}")) || (head.starts_with('[') && next_is(1, "{[\""));
  if (json) return other_format("a JSON document", "JSON 文档");
  return std::nullopt;
}

}  // namespace sluice::ingest

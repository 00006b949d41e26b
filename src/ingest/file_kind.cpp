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

constexpr std::array<Signature, 16> kSignatures{{
    {"\x89PNG\r\n\x1A\n"sv, "a PNG picture", "PNG 图片"},
    {"\xFF\xD8\xFF"sv, "a JPEG picture", "JPEG 图片"},
    {"GIF8"sv, "a GIF picture", "GIF 图片"},
    {"RIFF"sv, "a picture, sound or film", "图片、声音或影片"},
    {"%PDF"sv, "a PDF document", "PDF 文档"},
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

Error web_page(std::string_view en, std::string_view zh) {
  return {ErrorCode::unknown_format,
          {"This file is " + std::string(en) +
               ", which is not read. Open it in Excel or WPS, choose Save As, and pick 'Excel workbook (.xlsx)'.",
           "这个文件是" + after_chinese(zh) +
               "，无法直接读取。请用 Excel 或 WPS 打开，选择“另存为”，格式选“Excel 工作簿（.xlsx）”。"},
          {}};
}

Error other_format(std::string_view en, std::string_view zh) {
  return {
      ErrorCode::unknown_format,
      {"This file is " + std::string(en) + ", which is no table. Export the data as CSV, JSON or an Excel workbook.",
       "这个文件是" + after_chinese(zh) + "，不是数据表。请导出为 CSV、JSON 或 Excel 工作簿。"},
      {}};
}

}  // namespace

std::optional<Error> recognise_other_kind(std::string_view bytes) {
  for (const Signature& signature : kSignatures) {
    if (bytes.starts_with(signature.bytes)) return not_text(signature.en, signature.zh);
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
    return web_page("a web page under another name, as some shops export it", "改了扩展名的网页（部分平台会这样导出）");
  }
  if (head.starts_with("<?xml")) return other_format("an XML document", "XML 文档");
  return std::nullopt;
}

}  // namespace sluice::ingest

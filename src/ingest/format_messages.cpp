#include "ingest/format_messages.h"

#include "base/text.h"

namespace sluice::ingest {
namespace {

constexpr std::string_view kFetchAgainEn = " Export or download the file again.";
constexpr std::string_view kFetchAgainZh = "请重新导出或下载该文件。";

std::string joined(const std::vector<std::string>& names, std::string_view between, bool chinese) {
  constexpr size_t kShown = 10;
  std::string text;
  for (size_t i = 0; i < names.size() && i < kShown; ++i) {
    if (i > 0) text += between;
    text += chinese ? quoted_zh(names[i]) : quoted(names[i]);
  }
  if (names.size() > kShown) text += " ...";
  return text;
}

Error at_byte(ErrorCode code, TextPair message, uint64_t byte) {
  Place place;
  place.byte = byte;
  return {code, std::move(message), std::move(place)};
}

std::string megabytes(uint64_t bytes) { return std::to_string((bytes + (1 << 20) - 1) >> 20) + " MB"; }

}  // namespace

Error cut_gzip(uint64_t byte) {
  return at_byte(ErrorCode::damaged_file,
                 {"The gzip file is cut short: it ends at byte " + std::to_string(byte) +
                      ", before the end of what is packed in it." + std::string(kFetchAgainEn),
                  "gzip 文件不完整：在第 " + std::to_string(byte) + " 字节处结束，压缩内容尚未完结。" +
                      std::string(kFetchAgainZh)},
                 byte);
}

Error damaged_gzip(uint64_t byte) {
  return at_byte(
      ErrorCode::damaged_file,
      {"The gzip file is damaged at byte " + std::to_string(byte) + ": code, checksum or length is wrong." +
           std::string(kFetchAgainEn),
       "gzip 文件在第 " + std::to_string(byte) + " 字节处损坏：编码、校验和或长度不符。" + std::string(kFetchAgainZh)},
      byte);
}

Error cut_zip(uint64_t byte) {
  return at_byte(ErrorCode::damaged_file,
                 {"The zip archive (an .xlsx or .ods workbook is one too) has no directory at its end, byte " +
                      std::to_string(byte) + ": it is cut short." + std::string(kFetchAgainEn),
                  "zip 压缩包（.xlsx、.ods 工作簿也是）在第 " + std::to_string(byte) +
                      " 字节处结束，没有目录：文件不完整。" + std::string(kFetchAgainZh)},
                 byte);
}

Error damaged_zip(std::string_view entry, uint64_t byte) {
  const std::string what_en = entry.empty() ? "The directory of the zip archive" : quoted(entry) + " in the archive";
  const std::string what_zh = entry.empty() ? "zip 压缩包的目录" : "压缩包中的" + quoted_zh(entry);
  return at_byte(ErrorCode::damaged_file,
                 {what_en + " is damaged at byte " + std::to_string(byte) + "." + std::string(kFetchAgainEn),
                  what_zh + "在第 " + std::to_string(byte) + " 字节处损坏。" + std::string(kFetchAgainZh)},
                 byte);
}

Error damaged_entry(std::string_view entry, uint64_t byte) {
  return {ErrorCode::damaged_file,
          {quoted(entry) + " in the archive is damaged near byte " + std::to_string(byte) +
               " of what is packed: code, checksum or length is wrong." + std::string(kFetchAgainEn),
           "压缩包中的" + quoted_zh(entry) + "在解压后的第 " + std::to_string(byte) +
               " 字节附近损坏：编码、校验和或长度不符。" + std::string(kFetchAgainZh)},
          {}};
}

Error encrypted_entry(std::string_view entry) {
  return {
      ErrorCode::encrypted_file,
      {quoted(entry) + " in the archive is protected by a password. Unpack it first and open the file that comes out.",
       "压缩包中的" + quoted_zh(entry) + "有密码保护。请先解压，再打开解压后的文件。"},
      {}};
}

Error unknown_method(std::string_view entry, unsigned method) {
  return {ErrorCode::unknown_format,
          {quoted(entry) + " in the archive is packed by a method that is not read (" + std::to_string(method) +
               "). Unpack it first and open the file that comes out.",
           "压缩包中的" + quoted_zh(entry) + "使用了不支持的压缩方法（" + std::to_string(method) +
               "）。请先解压，再打开解压后的文件。"},
          {}};
}

Error unpacks_to_too_much(std::string_view entry, uint64_t packed, uint64_t plain) {
  const std::string what_en = entry.empty() ? "The file" : quoted(entry) + " in the archive";
  const std::string what_zh = entry.empty() ? "文件" : "压缩包中的" + quoted_zh(entry);
  return {
      ErrorCode::too_large,
      {what_en + " unpacks from " + megabytes(packed) + " to more than " + megabytes(plain) +
           ": no table does, but archives made to fill a disk do. If you trust it, unpack it yourself and open what "
           "comes out.",
       what_zh + "只有 " + megabytes(packed) + "，解压后却超过 " + megabytes(plain) +
           "：这不像数据表，而像恶意压缩包。如果确认可信，请自行解压后再打开。"},
      {}};
}

Error archive_too_large(uint64_t limit) {
  return {ErrorCode::too_large,
          {"The archive or workbook is larger than " + megabytes(limit) +
               ". Unpack it, or save the sheet as CSV, and open the file that comes out: text of any size is read.",
           "压缩包或工作簿超过 " + megabytes(limit) +
               "。请先解压，或把工作表另存为 CSV，再打开得到的文件（文本文件大小不限）。"},
          {}};
}

Error nested_too_deep() {
  return {
      ErrorCode::too_large,
      {"Archives are packed in archives more than four deep. Unpack the file first.", "压缩包嵌套超过四层。请先解压。"},
      {}};
}

Error no_table_in_archive(const std::vector<std::string>& names) {
  const std::string found_en = names.empty() ? "It is empty." : "It holds: " + joined(names, ", ", false) + ".";
  const std::string found_zh = names.empty() ? "压缩包是空的。" : "其中有：" + joined(names, "、", true) + "。";
  return {ErrorCode::not_text,
          {"There is no table in the zip archive. " + found_en +
               " Choose an archive with a CSV, TSV, JSON, Excel or OpenDocument file.",
           "zip 压缩包里没有数据表。" + found_zh + "请选择包含 CSV、TSV、JSON、Excel 或 OpenDocument 文件的压缩包。"},
          {}};
}

Error no_such_entry(std::string_view entry, const std::vector<std::string>& names) {
  return {ErrorCode::not_found,
          {"The archive holds no file " + quoted(entry) + ", but: " + joined(names, ", ", false) + ".",
           "压缩包中没有文件" + quoted_zh(entry) + "，只有：" + joined(names, "、", true) + "。"},
          {}};
}

Error other_document(TextPair what) {
  return {ErrorCode::unknown_format,
          {"This file is " + what.en +
               ", which is not read. Open it in the program that made it, choose Save As, and pick 'Excel workbook "
               "(.xlsx)' or 'CSV UTF-8'.",
           "这个文件是" + what.zh +
               "，无法读取。请用原来的程序打开，选择“另存为”，格式选“Excel 工作簿（.xlsx）”或“CSV UTF-8”。"},
          {}};
}

Error damaged_workbook(std::string_view part) {
  return {ErrorCode::damaged_file,
          {"The workbook is damaged: " + quoted(part) +
               " is missing or broken. Open it in Excel or WPS, which may repair it, and save it again.",
           "工作簿已损坏：" + quoted_zh(part) + "缺失或有误。请用 Excel 或 WPS 打开（可能会自动修复）并重新保存。"},
          {}};
}

Error encrypted_workbook() {
  return {ErrorCode::encrypted_file,
          {"The workbook is protected by a password. Open it in Excel or WPS, remove the password (File, Info, Protect "
           "Workbook), and save it again.",
           "工作簿有密码保护。请用 Excel 或 WPS 打开，取消密码（文件 → 信息 → 保护工作簿）后重新保存。"},
          {}};
}

Error workbook_too_large(std::string_view part, TextPair what) {
  return {ErrorCode::too_large,
          {"The workbook cannot be read: " + quoted(part) + " has " + what.en +
               ". Save the sheet with the data as CSV and open that.",
           "无法读取工作簿：" + quoted_zh(part) + "中" + what.zh + "。请把含数据的工作表另存为 CSV 后再打开。"},
          {}};
}

Error bad_xml(std::string_view part, uint64_t line, std::string_view reason) {
  return {ErrorCode::damaged_file,
          {"The workbook is damaged: line " + std::to_string(line) + " of " + quoted(part) + " is no valid XML (" +
               std::string(reason) + "). Open it in Excel or WPS, which may repair it, and save it again.",
           "工作簿已损坏：" + quoted_zh(part) + "的第 " + std::to_string(line) + " 行不是有效的 XML（" +
               std::string(reason) + "）。请用 Excel 或 WPS 打开（可能会自动修复）并重新保存。"},
          {}};
}

Error xml_with_document_type(std::string_view part) {
  return {
      ErrorCode::damaged_file,
      {"The workbook is refused: " + quoted(part) +
           " declares a document type, which no spreadsheet program writes, but which files made to exhaust a "
           "reader do.",
       "已拒绝该工作簿：" + quoted_zh(part) + "声明了文档类型（DOCTYPE）。表格软件不会写出这种内容，恶意文件才会。"},
      {}};
}

Error old_workbook() {
  return {ErrorCode::unknown_format,
          {"This workbook is from before Excel 5 (1993). Open it in Excel or LibreOffice and save it as .xlsx or CSV.",
           "这个工作簿来自 Excel 5（1993 年）之前的版本。请用 Excel 或 LibreOffice 打开并另存为 .xlsx 或 CSV。"},
          {}};
}

Error no_such_sheet(std::string_view sheet, const std::vector<std::string>& names) {
  return {ErrorCode::not_found,
          {"The workbook has no sheet " + quoted(sheet) + ", but: " + joined(names, ", ", false) + ".",
           "工作簿中没有工作表" + quoted_zh(sheet) + "，只有：" + joined(names, "、", true) + "。"},
          {}};
}

Error no_table_in_workbook(const std::vector<std::string>& names) {
  return {ErrorCode::empty_file,
          {"No sheet of the workbook holds a table of two rows and two columns. Its sheets: " +
               joined(names, ", ", false) + ".",
           "工作簿中没有一张工作表含有至少两行两列的数据。工作表：" + joined(names, "、", true) + "。"},
          {}};
}

Error bad_json_text(uint64_t line, TextPair expected) {
  Place place;
  place.line = line;
  return {ErrorCode::bad_json,
          {"The file is no valid JSON from line " + std::to_string(line) + " on: " + expected.en + ". Export it again.",
           "文件从第 " + std::to_string(line) + " 行起不是有效的 JSON：" + expected.zh + "。请重新导出。"},
          std::move(place)};
}

Error no_records_in_json() {
  return {
      ErrorCode::empty_file,
      {"There is no list of records in the JSON file. A table is a list of objects, [{\"customer\": ...}, ...], such "
       "a list inside of an object, or one object a line.",
       "JSON 文件中没有记录列表。表格应为对象列表 [{\"customer\": ...}, ...]，或对象中的这种列表，或每行一个对象。"},
      {}};
}

TextPair note_gzip_surplus(uint64_t byte) {
  return {
      "From byte " + std::to_string(byte) + " on, the gzip file holds something that is not packed: it was left out.",
      "gzip 文件从第 " + std::to_string(byte) + " 字节起含有未压缩的内容，已忽略。"};
}

TextPair note_other_entries(std::string_view chosen, size_t tables) {
  return {"The archive holds " + std::to_string(tables) + " tables; " + quoted(chosen) + " was read.",
          "压缩包中有 " + std::to_string(tables) + " 个数据表，读取的是" + quoted_zh(chosen) + "。"};
}

TextPair note_other_sheets(std::string_view chosen, size_t others) {
  const std::string count = std::to_string(others);
  return {"The sheet " + quoted(chosen) + " was read; the workbook has " + count +
              (others == 1 ? " other sheet." : " other sheets."),
          "读取的是工作表" + quoted_zh(chosen) + "；工作簿中还有 " + count + " 张工作表。"};
}

TextPair note_json_list(std::string_view path) {
  return {"The records were taken from the list " + quoted(path) + ".", "记录取自列表" + quoted_zh(path) + "。"};
}

TextPair note_json_cut_short(uint64_t line) {
  return {"The file ends on line " + std::to_string(line) +
              " before its list of records does: it was probably cut short. Export or download it again.",
          "文件在第 " + std::to_string(line) + " 行结束，而记录列表尚未完结，文件可能不完整。请重新导出或下载。"};
}

TextPair note_late_members(uint64_t records, std::string_view first) {
  return {std::to_string(records) + (records == 1 ? " record has" : " records have") + " members, such as " +
              quoted(first) + ", that first appear beyond the sample: they were left out.",
          std::to_string(records) + " 条记录含有抽样之后才出现的字段（如" + quoted_zh(first) + "），这些字段未读取。"};
}

}  // namespace sluice::ingest

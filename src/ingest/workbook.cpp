#include "ingest/workbook.h"

#include "ingest/format_messages.h"

namespace sluice::ingest {
namespace {

constexpr std::string_view kOdsType = "application/vnd.oasis.opendocument.spreadsheet";

bool is_xlsx(const ZipArchive& archive) {
  return archive.find("xl/workbook.xml") != nullptr || archive.find("xl/_rels/workbook.xml.rels") != nullptr;
}

std::string mime_type(const ZipArchive& archive) {
  const ZipEntry* entry = archive.find("mimetype");
  if (entry == nullptr || entry->plain > 200) return {};
  auto text = archive.read(*entry, 200);
  return text ? std::move(text).value() : std::string();
}

bool is_ods(const ZipArchive& archive) {
  return archive.find("content.xml") != nullptr && mime_type(archive).starts_with(kOdsType);
}

}  // namespace

bool is_zipped_workbook(const ZipArchive& archive) { return is_xlsx(archive) || is_ods(archive); }

std::optional<Error> recognise_zipped_document(const ZipArchive& archive) {
  if (archive.find("xl/workbook.bin") != nullptr) {
    return other_document({"a binary Excel workbook (.xlsb)", "二进制 Excel 工作簿（.xlsb）"});
  }
  if (archive.find("word/document.xml") != nullptr) return other_document({"a Word document", " Word 文档"});
  if (archive.find("ppt/presentation.xml") != nullptr) {
    return other_document({"a PowerPoint presentation", " PowerPoint 演示文稿"});
  }
  if (archive.find("Index/Document.iwa") != nullptr) return other_document({"a Numbers document", " Numbers 文档"});
  if (mime_type(archive).starts_with("application/")) {
    return other_document({"a document that is no spreadsheet", "不含表格的文档"});
  }
  return std::nullopt;
}

Result<std::unique_ptr<Workbook>> open_workbook(std::string_view bytes) {
  if (!bytes.starts_with("PK")) return open_xls(bytes);
  const auto archive = ZipArchive::open(bytes);
  if (!archive) return archive.error();
  return is_xlsx(*archive) ? open_xlsx(bytes) : open_ods(bytes);
}

}  // namespace sluice::ingest
